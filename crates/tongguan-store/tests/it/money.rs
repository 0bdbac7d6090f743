//! The ledger of instalments: what is out, how old it is, what came in in time.

use jiff::civil::Date;
use serde_json::json;
use tongguan_core::deal::fulfilment::{Part, plan_instalments};
use tongguan_core::deal::{BodyRef, Command, Event, Number};
use tongguan_core::digest::Digest;
use tongguan_core::facts::ReceiptFacts;
use tongguan_core::id::{BodyId, DocumentId, InstalmentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::figures::{self, Slice};
use tongguan_store::read::instalments::{self, Ageing, Collected, InstalmentFilter};
use tongguan_store::rebuild;
use tongguan_testkit::{for_each_engine, id};

use crate::company::{Company, TENANT, sees};
use crate::deal::scene::{Scene, Who, object};

const CONTRACT: DocumentId = DocumentId(uuid::Uuid::from_u128(401));

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A deal signed on 2026-11-23 over 800,000.00: 240,000.00 due on 2026-12-03, 160,000.00 on 2027-01-04, the rest on acceptance.
fn signed() -> Scene {
    let mut scene = Scene::nurturing();
    scene.at("2026-11-23T10:00");
    let facts = json!({
        "amount_gross": 80_000_000, "term_start": "2026-11-23", "term_end": "2027-12-31",
        "acceptance_days": 15, "warranty_months": 12,
        "payment_schedule": [
            {"trigger_event": "signing", "amount": 24_000_000, "days": 10},
            {"trigger_event": "date", "amount": 16_000_000, "days": 0, "on": "2027-01-04"},
            {"trigger_event": "acceptance", "amount": 40_000_000, "days": 30},
        ],
    });
    scene.by_events(Who::Rep, |decision| {
        for (from, to) in [(Stage::Nurture, Stage::Proposal), (Stage::Proposal, Stage::Contract)] {
            decision.emit(advanced(from, to));
        }
        let digest = Digest::of(b"contract");
        decision.emit(Event::DocumentSubmitted {
            document: CONTRACT,
            kind: DocumentKind::ContractApproval,
            revision: 1,
            number: Some(Number::Drawn("HS-2026-11-0001".to_owned())),
            facts: object(facts),
            body: BodyRef { id: BodyId(id(402)), commit: digest },
            digest,
            open_fields: Vec::new(),
        });
        plan_instalments(decision, CONTRACT, day("2026-11-23"));
        decision.emit(Event::ScanAccepted {
            contract: CONTRACT,
            document: CONTRACT,
            scan: digest,
            won_on: day("2026-11-23"),
            by: Who::Archivist.id(),
            note: BodyRef { id: BodyId(id(403)), commit: digest },
        });
        decision.emit(advanced(Stage::Contract, Stage::Fulfilment));
    });
    scene
}

fn advanced(from: Stage, to: Stage) -> Event {
    let (gate, exceptions) = ("G".to_owned(), Vec::new());
    Event::StageAdvanced { from, to, gate, process_version: 1, exceptions, number: None }
}

fn instalment(scene: &Scene, seq: u32) -> InstalmentId {
    let mut all = scene.deal().fulfilment.instalments.iter();
    *all.find(|(_, instalment)| instalment.seq == seq).expect("an instalment").0
}

/// Pays part of an instalment with a receipt of its own.
fn pay(scene: &mut Scene, seq: u32, amount: i64, on: &str) {
    let receipt = ReceiptId(id(500 + u128::from(seq)));
    let (received_on, whole) = (day(on), Money(100_000_000));
    scene.facts.receipt = Some(ReceiptFacts {
        id: receipt,
        received_on,
        amount: whole,
        unallocated: whole,
        payer_is_party: true,
        reversed: false,
    });
    let allocations = vec![Part { instalment: instalment(scene, seq), amount_minor: Money(amount) }];
    scene.at(&format!("{on}T15:00"));
    let command = Command::AllocateReceipt { receipt, allocations, reason: None };
    scene.act(Who::Cashier, command).expect("money is taken");
}

async fn ageing(company: &Company, access: Access, today: &str) -> Ageing {
    let today = day(today);
    company
        .read(move |tx| {
            let access = access.clone();
            Box::pin(
                async move { instalments::ageing(tx, &access, &InstalmentFilter::default(), today).await },
            )
        })
        .await
}

#[tokio::test]
async fn what_is_out_grows_old_bucket_by_bucket() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let scene = signed();
        company.store(&scene).await;
        let director = sees(Who::Director, Scope::All);
        let later = (2, 56_000_000);
        let first = (1, 24_000_000);
        let nothing = Ageing::default();
        // 2026-12-03 is the due date: in time on that day, overdue from the next.
        let cases = [
            ("2026-12-03", Ageing { not_due: (3, 80_000_000), ..nothing }),
            ("2026-12-04", Ageing { not_due: later, to_30: first, ..nothing }),
            ("2027-01-02", Ageing { not_due: later, to_30: first, ..nothing }),
            ("2027-01-03", Ageing { not_due: later, to_60: first, ..nothing }),
            (
                "2027-02-01",
                Ageing { not_due: (1, 40_000_000), to_30: (1, 16_000_000), to_60: first, ..nothing },
            ),
            (
                "2027-02-02",
                Ageing { not_due: (1, 40_000_000), to_30: (1, 16_000_000), to_90: first, ..nothing },
            ),
            (
                "2027-03-04",
                Ageing { not_due: (1, 40_000_000), to_60: (1, 16_000_000), over_90: first, ..nothing },
            ),
        ];
        for (today, expected) in cases {
            assert_eq!(ageing(&company, director.clone(), today).await, expected, "{today}");
        }
        assert_eq!(ageing(&company, sees(Who::OtherRep, Scope::Own), "2026-12-04").await, nothing);
        assert_eq!(rebuild::compare(&company.db, TENANT, &company.processes()).await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn money_that_came_in_is_told_from_money_that_came_in_time() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let mut scene = signed();
        pay(&mut scene, 1, 20_000_000, "2026-12-03");
        pay(&mut scene, 2, 16_000_000, "2027-01-05");
        company.store(&scene).await;
        let collected = async |first: &str, last: &str| {
            let (access, period) = (sees(Who::Director, Scope::All), (day(first), day(last)));
            let filter = InstalmentFilter::default();
            company
                .read(move |tx| {
                    let (access, filter) = (access.clone(), filter.clone());
                    Box::pin(async move { instalments::collected(tx, &access, &filter, period).await })
                })
                .await
        };
        let found = collected("2026-12-01", "2026-12-31").await;
        let (due_minor, received_minor, in_time_minor) = (24_000_000, 20_000_000, 20_000_000);
        assert_eq!(found, Collected { due_minor, received_minor, in_time_minor });
        // A day late counts as received, not as in time; what comes after the period does not count for it.
        let found = collected("2027-01-01", "2027-01-31").await;
        let (due_minor, received_minor) = (16_000_000, 16_000_000);
        assert_eq!(found, Collected { due_minor, received_minor, in_time_minor: 0 });
        let found = collected("2027-01-01", "2027-01-04").await;
        assert_eq!(found, Collected { due_minor, received_minor: 0, in_time_minor: 0 });

        let access = sees(Who::Director, Scope::All);
        let page = company
            .read(move |tx| {
                let access = access.clone();
                Box::pin(async move {
                    let filter = InstalmentFilter { open: true, ..InstalmentFilter::default() };
                    instalments::list(tx, &access, &filter, None, 1).await
                })
            })
            .await;
        assert_eq!((page.items[0].place, page.items[0].outstanding_minor), (1, 4_000_000));
        let next = page.next.expect("another one is open");
        let access = sees(Who::Director, Scope::All);
        let page = company
            .read(move |tx| {
                let (access, next) = (access.clone(), next.clone());
                Box::pin(async move {
                    let filter = InstalmentFilter { open: true, ..InstalmentFilter::default() };
                    instalments::list(tx, &access, &filter, Some(&next), 1).await
                })
            })
            .await;
        assert_eq!((page.items[0].place, page.items[0].due_on, page.next), (3, None, None));
    })
    .await;
}

#[tokio::test]
async fn a_signed_deal_counts_as_won_on_the_day_of_signing() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        company.store(&signed()).await;
        let zone = company.scene.process.time_zone();
        let won = async |first: &str, last: &str| {
            let at = |text: &str| tongguan_core::zone::at(day(text), 0, 0, &zone);
            let slice = Slice { from: at(first), to: at(last), departments: Vec::new(), owner: None };
            let zone = zone.clone();
            company
                .read(move |tx| {
                    let (slice, zone) = (slice.clone(), zone.clone());
                    Box::pin(async move {
                        figures::outcomes(tx, &sees(Who::Director, Scope::All), &slice, &zone).await
                    })
                })
                .await
                .won
        };
        assert_eq!(won("2026-11-23", "2026-11-24").await, (1, 80_000_000));
        assert_eq!(won("2026-11-24", "2026-12-24").await, (0, 0));
        assert_eq!(won("2026-11-01", "2026-11-23").await, (0, 0));
    })
    .await;
}
