//! Limits across deals hold however many try at once: each sees what the one before did, on both engines.

use jiff::civil::{Date, date};
use tongguan_core::calendar::Calendar;
use tongguan_core::deal::nurture::{Slot, Visit, VisitKind};
use tongguan_core::deal::{self, Deal, Event, Number, RegisterLead};
use tongguan_core::decision::{Effect, Outcome};
use tongguan_core::facts::{Actor, Credit, Facts, Needs};
use tongguan_core::id::{AccountId, CommandId, DealId, DocumentId, InstalmentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, Process};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::receipt::{Method, Receipt};
use tongguan_store::facts::{Known, Request, guards, load};
use tongguan_store::reference::{OpenReceipt, Versioned, apply_effects, list, open_receipts};
use tongguan_store::{Database, StoreError, Tx, guard};
use tongguan_testkit::{at, for_each_engine, id};

use crate::deal::scene::{Scene, Who, held_by, lead_form};
use crate::reference::{TENANT, account, change, keep};

const RECEIPT: ReceiptId = ReceiptId(uuid::Uuid::from_u128(80));

fn known(scene: &Scene) -> Known {
    let organization = scene.facts.organization.clone();
    let (own_mail_domains, settings) = Default::default();
    Known { organization, own_mail_domains, calendar: Calendar::shipped(), settings }
}

/// Locks what is needed, then reads it.
async fn facts(tx: &mut Tx, needs: &Needs, deal: Option<&Deal>) -> Result<Facts, StoreError> {
    let scene = Scene::new();
    let request = Request { tenant: TENANT, needs, deal, now: scene.now, zone: scene.process.time_zone() };
    let locks = guards(tx, &request).await?;
    guard::lock(tx, TENANT.0, &locks).await?;
    load(tx, &request, &known(&scene), &locks).await
}

/// A deal of a customer with a quotation, as its events and as it would be.
fn quoted(number: u128, of: u128, list: i64, gross: i64) -> Outcome {
    let mut scene = Scene::new();
    scene.facts.held = Some(held_by(AccountId(id(of)), Who::Rep));
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let command =
        RegisterLead { account: Some(AccountId(id(of))), body: lead_form(), ..RegisterLead::default() };
    let deal = DealId(id(number));
    let mut outcome =
        deal::register(deal, &scene.process, &scene.facts, &command, &context).expect("registered");
    outcome.effects.clear();
    outcome.bodies.clear();
    let submitted = outcome.events.iter().find(|one| matches!(one.event, Event::DocumentSubmitted { .. }));
    let mut quotation = submitted.expect("a form was submitted").clone();
    if let Event::DocumentSubmitted { document, kind, number: drawn, facts, .. } = &mut quotation.event {
        *document = DocumentId(id(number + 1_000));
        (*kind, *drawn) = (DocumentKind::Quotation, Some(Number::Drawn(format!("BJ-{number}"))));
        facts.insert("list_gross".to_owned(), list.into());
        facts.insert("total_gross".to_owned(), gross.into());
    }
    outcome.deal.fold(&quotation);
    outcome.events.push(quotation);
    outcome
}

async fn append(tx: &mut Tx, outcome: &Outcome) -> Result<Deal, StoreError> {
    let process = Process::standard();
    let folded = tongguan_store::deal::append(tx, TENANT, &process, CommandId(id(9)), None, outcome).await;
    folded.map(|folded| Deal::clone(&folded.deal))
}

#[tokio::test(flavor = "multi_thread")]
async fn sister_companies_are_quoted_one_after_the_other() {
    for_each_engine(|db| async move {
        let head = account(500, "杭州示例集团有限公司");
        let member = |number: u128, name: &str| Account { group: Some(head.id), ..account(number, name) };
        let stranger = account(600, "宁波样本有限公司");
        let group = vec![head.clone(), member(501, "杭州示例一厂"), member(502, "杭州示例二厂"), stranger];
        keep(&db, group).await.expect("kept");
        let other = quoted(9, 600, 100, 90);
        let stored: Result<(), StoreError> = db
            .write(move |tx| {
                let other = other.clone();
                Box::pin(async move { append(tx, &other).await.map(drop) })
            })
            .await;
        stored.expect("stored");
        let running: Vec<_> = (0..9)
            .map(|number| {
                let (db, quote) = (db.clone(), quoted(20 + number, 500 + number % 3, 100, 95));
                tokio::spawn(async move {
                    let seen: Result<usize, StoreError> = db
                        .write(move |tx| {
                            let quote = quote.clone();
                            Box::pin(async move {
                                let since = Some(jiff::civil::date(2026, 8, 25));
                                let needs = Needs { group_quotes_since: since, ..Needs::default() };
                                let facts = facts(tx, &needs, Some(&quote.deal)).await?;
                                let whole = |one: &tongguan_core::facts::GroupQuote| (one.list, one.gross);
                                assert!(
                                    facts
                                        .group_quotes
                                        .iter()
                                        .all(|one| whole(one) == (Money(100), Money(95)))
                                );
                                append(tx, &quote).await?;
                                Ok(facts.group_quotes.len())
                            })
                        })
                        .await;
                    seen.expect("answered")
                })
            })
            .collect();
        let mut seen = Vec::new();
        for one in running {
            seen.push(one.await.expect("no panic"));
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..9).collect::<Vec<_>>(), "each sees all before it, and no stranger");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_deals_one_has_an_invoice_number() {
    const NUMBER: &str = "26312000000123456789";
    for_each_engine(|db| async move {
        keep(&db, vec![account(500, "杭州示例集团有限公司")]).await.expect("kept");
        let running: Vec<_> = (0..6)
            .map(|number| {
                let (db, outcome) = (db.clone(), invoiced(30 + number, NUMBER));
                tokio::spawn(async move {
                    let taken: Result<bool, StoreError> = db
                        .write(move |tx| {
                            let outcome = outcome.clone();
                            Box::pin(async move {
                                let invoice_number = Some(NUMBER.to_owned());
                                let needs = Needs { invoice_number, ..Needs::default() };
                                let facts = facts(tx, &needs, Some(&outcome.deal)).await?;
                                if !facts.invoice_number_taken {
                                    append(tx, &outcome).await?;
                                }
                                Ok(facts.invoice_number_taken)
                            })
                        })
                        .await;
                    taken.expect("answered")
                })
            })
            .collect();
        let mut free = 0;
        for one in running {
            free += u32::from(!one.await.expect("no panic"));
        }
        assert_eq!(free, 1, "the first takes it, all others see that");
    })
    .await;
}

/// A deal with an invoice of this number.
fn invoiced(deal: u128, number: &str) -> Outcome {
    let mut outcome = quoted(deal, 500, 100, 90);
    let (document, total) = (DocumentId(id(deal + 2_000)), Money(100));
    let (contract, instalment) = (DocumentId(id(deal + 3_000)), InstalmentId(id(deal + 4_000)));
    let asked = Event::InvoiceRequested { document, contract, instalment, total, early: false };
    let (number, issued_on) = (number.to_owned(), date(2026, 11, 20));
    let issued = Event::InvoiceIssued { document, number, issued_on };
    for event in [asked, issued] {
        let last = outcome.events.last().expect("registered").clone();
        let recorded = tongguan_core::deal::Recorded { event, ..last };
        outcome.deal.fold(&recorded);
        outcome.events.push(recorded);
    }
    outcome
}

fn receipt(amount: i64) -> Receipt {
    Receipt {
        id: RECEIPT,
        number: None,
        received_on: jiff::civil::date(2026, 11, 20),
        amount: Money(amount),
        method: Method::Transfer,
        payer_name: "杭州示例 智能制造（有限）公司".to_owned(),
        bank_serial: "S-1".to_owned(),
        own_entity: None,
        payer_account: None,
        note: None,
        booked_by: None,
        reversed_at: None,
        reversal_reason: None,
    }
}

/// A receipt has its number from the day on which it is booked, by the month in which the money came.
#[tokio::test]
async fn receipts_are_numbered_within_the_month_of_the_money() {
    for_each_engine(|db| async move {
        let booked = |number: u128, received_on: Date| Receipt {
            id: ReceiptId(id(number)),
            received_on,
            bank_serial: format!("S-{number}"),
            ..receipt(100)
        };
        let days = [date(2026, 11, 20), date(2026, 12, 1), date(2026, 11, 30)];
        keep(&db, (901..).zip(days).map(|(number, on)| booked(number, on)).collect()).await.expect("kept");
        let kept = receipts(&db).await;
        change(&db, Receipt { note: Some("退回".to_owned()), ..kept[0].clone() }).await.expect("changed");
        let numbers: Vec<_> = receipts(&db).await.into_iter().filter_map(|receipt| receipt.number).collect();
        assert_eq!(numbers, ["SK-2026-11-0001", "SK-2026-12-0001", "SK-2026-11-0002"]);
    })
    .await;
}

async fn receipts(db: &Database) -> Vec<Receipt> {
    let rows: Result<Vec<Versioned<Receipt>>, StoreError> =
        db.read(|tx| Box::pin(list(tx, TENANT, None, 10))).await;
    rows.expect("read").into_iter().map(|row| row.state).collect()
}

async fn claim(db: &Database, number: u128, amount: i64, careful: bool) -> Result<bool, StoreError> {
    let deal = quoted(number, 500, 100, 95).deal;
    db.write(move |tx| {
        let deal = deal.clone();
        Box::pin(async move {
            if careful {
                let needs = Needs { receipt: Some(RECEIPT), ..Needs::default() };
                let facts = facts(tx, &needs, Some(&deal)).await?.receipt.expect("booked");
                assert!(facts.payer_is_party && !facts.reversed);
                if facts.unallocated < Money(amount) {
                    return Ok(false);
                }
            }
            let effects = [Effect::AllocateReceipt { receipt: RECEIPT, amount: Money(amount) }];
            let ids = (deal.id, CommandId(deal.id.0));
            apply_effects(tx, TENANT, ids, (at(0), Actor::System), &effects).await.map(|()| true)
        })
    })
    .await
}

/// What is claimed of receipts that wait, and whether they came from the customer.
async fn waiting(db: &Database) -> Vec<(Money, bool)> {
    let open: Result<Vec<OpenReceipt>, StoreError> = db
        .read(|tx| {
            Box::pin(async move { open_receipts(tx, TENANT, "杭州示例智能制造有限公司", 10).await })
        })
        .await;
    open.expect("read").into_iter().map(|one| (one.allocated, one.is_from)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_receipt_gives_more_than_it_has() {
    for_each_engine(|db| async move {
        keep(&db, vec![account(500, "杭州示例智能制造有限公司")]).await.expect("kept");
        keep(&db, vec![receipt(100)]).await.expect("kept");
        let running: Vec<_> = (0..10)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(async move { claim(&db, 20 + number, 30, true).await })
            })
            .collect();
        let mut claimed = 0;
        for one in running {
            claimed += i32::from(one.await.expect("no panic").expect("answered"));
        }
        assert_eq!(claimed, 3);
        assert_eq!(waiting(&db).await, [(Money(90), true)], "what is left waits under its payer's name");
        let careless = claim(&db, 40, 11, false).await;
        assert!(matches!(careless, Err(StoreError::Constraint { .. })), "{careless:?}");
        let too_much_back = claim(&db, 41, -91, false).await;
        assert!(matches!(too_much_back, Err(StoreError::Constraint { .. })), "{too_much_back:?}");
        assert_eq!(claim(&db, 42, 10, false).await, Ok(true));
        assert_eq!(waiting(&db).await, [], "nothing is left to claim");
        assert_eq!(claim(&db, 43, -100, false).await, Ok(true));
    })
    .await;
}

/// A deal of a customer that owes us an instalment and has a visit.
fn owing(number: u128, amount: i64, due_on: Date, visitor: Option<Slot>) -> Deal {
    let mut deal = quoted(number, 500, 100, 95).deal;
    let instalment = serde_json::json!({
        "contract": id(1), "seq": 1, "event": "signing", "amount": amount, "credit_days": 30,
        "triggered_on": due_on, "due_on": due_on, "original_due_on": due_on, "allocations": [], "written_off": 0,
        "dispute": null, "promises": [], "expected_on": null, "overdue_reason": null, "dunning_owed": null,
        "dunning_done": null, "interruptions": [], "limitation_on": null,
    });
    let instalment = serde_json::from_value(instalment).expect("an instalment");
    deal.fulfilment.instalments.insert(InstalmentId(id(number)), instalment);
    let visit = Visit {
        kind: Some(VisitKind::First),
        planned: visitor,
        people: vec![Who::Rep.id()],
        objectives: 1,
        scheduled_revision: 1,
        moves: 0,
        cancelled: visitor.is_none(),
        report: None,
    };
    deal.nurture.visits.insert(DocumentId(id(number + 2_000)), visit);
    deal
}

/// Keeps a deal if what is seen under the guards allows it; many at once. Answers how many were kept.
async fn race(db: &Database, deals: Vec<Deal>, needs: Needs, allows: fn(&Facts) -> bool) -> usize {
    let running: Vec<_> = deals
        .into_iter()
        .map(|deal| {
            let (db, needs) = (db.clone(), needs.clone());
            tokio::spawn(async move {
                let kept: Result<bool, StoreError> = db
                    .write(move |tx| {
                        let (deal, needs) = (deal.clone(), needs.clone());
                        Box::pin(async move {
                            if !allows(&facts(tx, &needs, Some(&deal)).await?) {
                                return Ok(false);
                            }
                            tongguan_store::facts::keep(tx, TENANT, &deal).await.map(|()| true)
                        })
                    })
                    .await;
                kept.expect("answered")
            })
        })
        .collect();
    let mut kept = 0;
    for one in running {
        kept += usize::from(one.await.expect("no panic"));
    }
    kept
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customers_credit_is_used_once() {
    for_each_engine(|db| async move {
        let customer = Account {
            credit_limit: Some(Money(100)), ..account(500, "杭州示例智能制造有限公司")
        };
        keep(&db, vec![customer]).await.expect("kept");
        let deals = (0..10).map(|number| owing(20 + number, 30, date(2026, 11, 10), None)).collect();
        let needs = Needs { credit: true, ..Needs::default() };
        let fits = |facts: &Facts| facts.credit.exposure.0 + 30 <= facts.credit.limit.expect("set").0;
        assert_eq!(race(&db, deals, needs.clone(), fits).await, 3);
        let deal = owing(20, 30, date(2026, 11, 10), None);
        let seen: Result<Credit, StoreError> = db
            .write(move |tx| {
                let (needs, deal) = (needs.clone(), deal.clone());
                Box::pin(async move { facts(tx, &needs, Some(&deal)).await.map(|facts| facts.credit) })
            })
            .await;
        let seen = seen.expect("read");
        assert!(
            seen.exposure == Money(60) || seen.exposure == Money(90),
            "its own part is not counted: {seen:?}"
        );
        assert_eq!((seen.limit, seen.overdue_days), (Some(Money(100)), 10));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_on_two_visits_at_once() {
    for_each_engine(|db| async move {
        let slot = Slot { start: at(0), end: at(3_600) };
        let deals = (0..6).map(|number| owing(20 + number, 1, date(2026, 11, 10), Some(slot))).collect();
        let needs = Needs { busy: vec![Who::Rep.id()], ..Needs::default() };
        assert_eq!(race(&db, deals, needs.clone(), |facts| facts.busy.is_empty()).await, 1);
        let other = Needs { busy: vec![Who::Colleague.id()], ..Needs::default() };
        let deal = owing(40, 1, date(2026, 11, 10), Some(slot));
        assert_eq!(race(&db, vec![deal], other, |facts| facts.busy.is_empty()).await, 1);
        let cancelled = owing(41, 1, date(2026, 11, 10), None);
        assert_eq!(race(&db, vec![cancelled], needs, |facts| facts.busy.len() == 2).await, 1);
    })
    .await;
}
