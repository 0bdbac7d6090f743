//! A deal whose contract both parties have signed, and what its schedule asks for.

use jiff::civil::Date;
use serde_json::{Value, json};
use tongguan_core::deal::fulfilment::{Instalment, amend_instalments, plan_instalments};
use tongguan_core::deal::{BodyRef, Event, Number};
use tongguan_core::digest::Digest;
use tongguan_core::id::{BodyId, DocumentId, InstalmentId};
use tongguan_core::money::Money;
use tongguan_core::obligation::{Obligation, ObligationState, Subject};
use tongguan_core::process::{DocumentKind, Stage};
use uuid::Uuid;

use crate::scene::{Scene, Who, kinds, object};

/// The contract of the tests.
pub const CONTRACT: DocumentId = DocumentId(Uuid::from_u128(401));

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn file(name: &str) -> Digest {
    Digest::of(name.as_bytes())
}

/// What rules read of 表4: 800,000.00 in four instalments.
pub fn contract_facts() -> Value {
    json!({
        "amount_gross": 80_000_000, "term_start": "2026-11-23", "term_end": "2027-12-31",
        "acceptance_days": 15, "warranty_months": 12,
        "payment_schedule": [
            {"trigger_event": "signing", "amount": 24_000_000, "days": 10},
            {"trigger_event": "go_live", "amount": 8_000_000, "days": 15},
            {"trigger_event": "acceptance", "amount": 40_000_000, "days": 30},
            {"trigger_event": "warranty_end", "amount": 8_000_000, "days": 0},
        ],
    })
}

/// A deal in stage 5, its contract signed on Monday 2026-11-23.
pub fn signed() -> Scene {
    signed_with(contract_facts())
}

pub fn signed_with(facts: Value) -> Scene {
    let mut scene = Scene::nurturing();
    scene.at("2026-11-23T10:00");
    scene.by_events(Who::Rep, |decision| {
        for (from, to) in [(Stage::Nurture, Stage::Proposal), (Stage::Proposal, Stage::Contract)] {
            decision.emit(advanced(from, to));
        }
        decision.emit(Event::DocumentSubmitted {
            document: CONTRACT,
            kind: DocumentKind::ContractApproval,
            revision: 1,
            number: Some(Number::Drawn("HS-2026-11-0001".to_owned())),
            facts: object(facts),
            body: BodyRef { id: BodyId(Uuid::from_u128(402)), commit: file("表4") },
            digest: file("表4"),
            open_fields: Vec::new(),
        });
        plan_instalments(decision, CONTRACT, day("2026-11-23"));
        decision.emit(advanced(Stage::Contract, Stage::Fulfilment));
    });
    scene
}

/// A deal that stands in stage 5 and has no contract, as no gate of ours lets through.
pub fn unsigned() -> Scene {
    let mut scene = Scene::nurturing();
    scene.by_events(Who::Rep, |decision| decision.emit(advanced(Stage::Nurture, Stage::Fulfilment)));
    scene
}

fn advanced(from: Stage, to: Stage) -> Event {
    Event::StageAdvanced {
        from,
        to,
        gate: "G".to_owned(),
        process_version: 1,
        exceptions: Vec::new(),
        number: None,
    }
}

/// The n-th instalment, from 1.
pub fn instalment(scene: &Scene, seq: u32) -> (InstalmentId, &Instalment) {
    let mut all = scene.deal().fulfilment.of_contract(CONTRACT);
    all.find(|(_, instalment)| instalment.seq == seq).expect("an instalment")
}

/// The obligation of a clock about the n-th instalment.
pub fn owed(scene: &Scene, clock: &str, seq: u32) -> Obligation {
    let subject = Subject::Instalment(instalment(scene, seq).0);
    let mut about = scene.deal().obligations.values().filter(|o| o.clock == clock && o.subject == subject);
    about
        .next()
        .map(|owed| Obligation::clone(owed))
        .unwrap_or_else(|| panic!("no {clock} about instalment {seq}"))
}

#[test]
fn the_schedule_becomes_instalments_when_both_have_signed() {
    let scene = signed();
    let all: Vec<_> = scene.deal().fulfilment.of_contract(CONTRACT).map(|(_, i)| i.clone()).collect();
    assert_eq!(
        all.iter().map(|i| i.amount).collect::<Vec<_>>(),
        [Money(24_000_000), Money(8_000_000), Money(40_000_000), Money(8_000_000)]
    );
    assert!(scene.deal().is_won());
    // Ten days from signing is 2026-12-03, a Thursday.
    assert_eq!(all[0].due_on, Some(day("2026-12-03")));
    assert!(all[1..].iter().all(|i| i.due_on.is_none() && i.triggered_on.is_none()));
    assert_eq!(owed(&scene, "T7", 1).debtor, Some(Who::Finance.id()));
    // Three years after the due date: a Monday.
    assert_eq!(all[0].limitation_on, Some(day("2029-12-03")));
    assert_eq!(scene.obligation("T24").debtor, Some(Who::Finance.id()));
}

#[test]
fn a_due_date_on_a_day_off_moves_to_the_next_working_day() {
    let mut facts = contract_facts();
    // 2026-11-23 + 12 days is a Saturday.
    facts["payment_schedule"][0]["days"] = json!(12);
    facts["payment_schedule"][1] =
        json!({"trigger_event": "date", "amount": 8_000_000, "days": 0, "on": "2026-12-06"});
    let scene = signed_with(facts);
    for seq in [1, 2] {
        assert_eq!(instalment(&scene, seq).1.due_on, Some(day("2026-12-07")), "{seq}");
    }
}

#[test]
fn signing_plans_a_contract_once() {
    let mut scene = signed();
    let again = scene.by_events(Who::Rep, |d| plan_instalments(d, CONTRACT, day("2026-11-24")));
    assert_eq!(again, []);
    let nothing = DocumentId(Uuid::from_u128(499));
    assert_eq!(scene.by_events(Who::Rep, |d| plan_instalments(d, nothing, day("2026-11-24"))), []);
}

#[test]
fn an_amendment_replaces_what_is_still_to_come() {
    let mut scene = signed();
    crate::collection::pay(&mut scene, 1, 20_000_000, "2026-11-23").expect("a part");
    let first = instalment(&scene, 1).0;
    scene.by_events(Who::Rep, |decision| {
        let schedule = [
            (Money(30_000_000), day("2027-01-29")),
            (Money(40_000_000), day("2027-05-28")),
            (Money(20_000_000), day("2027-12-31")),
        ];
        amend_instalments(decision, CONTRACT, Money(90_000_000), &schedule);
    });
    let all: Vec<_> = scene.deal().fulfilment.of_contract(CONTRACT).collect();
    let figures: Vec<_> = all.iter().map(|(_, i)| (i.amount.minor(), i.outstanding().minor())).collect();
    let rest = [(10_000_000, 10_000_000), (40_000_000, 40_000_000), (20_000_000, 20_000_000)];
    assert_eq!(figures, [[(20_000_000, 0)].as_slice(), &rest].concat());
    assert_eq!(all[1].1.due_on, Some(day("2027-01-29")));
    let state = |id| {
        let about = Subject::Instalment(id);
        let mut of_t7 = scene.deal().obligations.values().filter(|o| o.clock == "T7" && o.subject == about);
        of_t7.next().map(|o| o.state)
    };
    assert_eq!(state(first), Some(ObligationState::Met));
    assert_eq!(state(all[1].0), Some(ObligationState::Open));
    let owed = scene.deal().money_owed();
    assert_eq!((owed.contract, owed.outstanding), (Money(90_000_000), Money(70_000_000)));
}

#[test]
fn duties_about_replaced_instalments_fall_away() {
    let mut scene = crate::collection::overdue(2);
    let old = Subject::Instalment(instalment(&scene, 1).0);
    let open =
        |scene: &Scene| scene.deal().obligations.values().filter(|o| o.is_open() && o.subject == old).count();
    assert!(open(&scene) >= 3, "payment, dunning and limitation");
    scene.by_events(Who::Rep, |decision| {
        amend_instalments(decision, CONTRACT, Money(80_000_000), &[]);
    });
    assert!(open(&scene) >= 3, "without rows the old schedule stands");
    scene.by_events(Who::Rep, |decision| {
        amend_instalments(decision, CONTRACT, Money(80_000_000), &[(Money(80_000_000), day("2027-06-30"))]);
    });
    assert_eq!(open(&scene), 0);
}

#[test]
fn a_week_ahead_finance_is_reminded_and_after_the_due_day_dunning_is_owed() {
    let mut scene = signed();
    scene.at("2026-11-27T00:00");
    assert_eq!(owed(&scene, "T7", 1).alarms_raised, 0);
    scene.tick();
    assert_eq!(owed(&scene, "T7", 1).alarms_raised, 1);
    scene.at("2026-12-03T23:59");
    scene.tick();
    assert!(!owed(&scene, "T7", 1).missed);
    scene.at("2026-12-04T00:00");
    let events = scene.tick();
    assert!(kinds(&events).contains(&"dunning_owed".to_owned()), "{:?}", kinds(&events));
    assert!(owed(&scene, "T7", 1).missed);
    let first = owed(&scene, "T7-A", 1);
    assert_eq!(first.debtor, Some(Who::Finance.id()));
    // The first act is owed within three working days of 2026-12-04.
    assert!(first.due_at < crate::scene::local("2026-12-10T00:00"));
    assert!(first.due_at > crate::scene::local("2026-12-09T23:59"));
}
