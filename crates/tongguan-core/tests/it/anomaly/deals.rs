//! Deals that are not worked on, visits that bring nothing, orders and receipts that are not what they seem.

use serde_json::{Map, Value, json};
use tongguan_core::anomaly::{Customer, Customers};
use tongguan_core::deal::aftercare::Ending;
use tongguan_core::deal::fulfilment::{Part, SignedContract};
use tongguan_core::deal::{BodyRef, Grade};
use tongguan_core::id::{BodyId, DocumentId, InstalmentId};
use tongguan_core::process::DocumentKind;

use super::*;

fn note() -> BodyRef {
    BodyRef { id: BodyId(Uuid::nil()), commit: Digest::of(b"note") }
}

fn document(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(number))
}

fn contact(number: u128) -> Value {
    json!(Uuid::from_u128(number))
}

fn lead(at: &str, owner: PersonId, account: AccountId) -> Recorded {
    let event = Event::LeadRegistered {
        process: "standard".to_owned(),
        process_version: 1,
        account,
        owner: Some(owner),
        department: DepartmentId(Uuid::from_u128(50)),
        number: Number::Drawn("XS-1".to_owned()),
        similar: 0,
        from_deal: None,
        migrated: None,
    };
    recorded(at, owner, event)
}

fn paper(at: &str, (kind, number, revision): (DocumentKind, u128, u32), facts: Value) -> Recorded {
    let facts: Map<String, Value> = facts.as_object().cloned().expect("fields");
    let (document, body, digest) = (document(number), note(), Digest::of(b"paper"));
    let event = Event::DocumentSubmitted {
        document,
        kind,
        revision,
        number: None,
        facts,
        body,
        digest,
        open_fields: Vec::new(),
    };
    recorded(at, REP, event)
}

fn quote(at: &str, number: u128, gross: i64, product: u128) -> Recorded {
    let line = json!({"item_code": Uuid::from_u128(product), "quantity": "1", "unit_price": "1", "vat_rate": "13", "amount_gross": gross, "tax": 0, "amount_net": gross});
    paper(at, (DocumentKind::Quotation, number, 1), json!({"total_gross": gross, "lines": [line]}))
}

fn stage(at: &str, from: Stage, to: Stage) -> Recorded {
    let gate: GateKey = serde_json::from_value("G1".into()).expect("a gate");
    let event =
        Event::StageAdvanced { from, to, gate, process_version: 1, exceptions: Vec::new(), number: None };
    recorded(at, REP, event)
}

fn graded(at: &str, grade: Grade) -> Recorded {
    recorded(at, MANAGER, Event::GradeSet { grade, next_review_on: date(2027, 1, 1) })
}

/// What each of several deals tells, together.
fn all(deals: Vec<(u128, Vec<Recorded>)>, customers: Customers) -> Vec<Finding> {
    let mut told = OfDeals::default();
    for (number, events) in deals {
        told.take(&rules(), &week(), &Stream { deal: DealId(Uuid::from_u128(number)), events });
    }
    of_week(&rules(), &week(), &Past { deals: told, customers, ..Past::default() })
}

fn opportunity(since: &str) -> Vec<Recorded> {
    vec![lead("2026-09-01T10:00", REP, ACCOUNT), stage(since, Stage::Screening, Stage::Nurture)]
}

#[test]
fn an_opportunity_on_which_nobody_works_is_told_once_for_as_long_as_it_lasts() {
    let idle = |events: Vec<Recorded>| {
        let findings = of_deal(events);
        findings.into_iter().find(|one| one.rule == Rule::IdleOpportunity)
    };
    // Sunday 22 November is the thirtieth day after 23 October.
    let one = idle(opportunity("2026-10-23T10:00")).expect("told");
    assert_eq!((one.person, one.on), (Some(REP), date(2026, 11, 22)));
    assert!(idle(opportunity("2026-10-24T10:00")).is_none(), "tomorrow");
    let again = of_week(
        &rules(),
        &Window::week_before(date(2026, 12, 1), zone()),
        &Past { deals: told_in(opportunity("2026-10-23T10:00"), date(2026, 12, 1)), ..Past::default() },
    );
    assert_eq!(again[0].mark(), one.mark(), "the same idleness");
    let mut worked = opportunity("2026-10-01T10:00");
    worked.push(recorded("2026-11-10T10:00", REP, Event::Commented { body: note(), mentions: Vec::new() }));
    assert!(idle(worked).is_none());
    let mut handed = opportunity("2026-10-01T10:00");
    let change = Event::OwnerChanged {
        from: Some(REP),
        to: Some(OTHER),
        change: OwnerChange::Assigned,
        note: None,
        department: None,
    };
    handed.push(recorded("2026-11-10T10:00", MANAGER, change));
    assert_eq!(idle(handed).expect("told").person, Some(OTHER), "that it changes hands is no work");
    assert!(idle(vec![lead("2026-09-01T10:00", REP, ACCOUNT)]).is_none(), "a lead has its own clock");
    let mut ended = opportunity("2026-10-01T10:00");
    let end = Event::DealEnded { approval: CHAIN, outcome: Ending::NoDecision };
    ended.push(recorded("2026-10-02T10:00", MANAGER, end));
    assert!(idle(ended).is_none());
}

fn told_in(events: Vec<Recorded>, day: Date) -> OfDeals {
    let mut deals = OfDeals::default();
    deals.take(&rules(), &Window::week_before(day, zone()), &Stream { deal: DEAL, events });
    deals
}

#[test]
fn a_lead_graded_a_is_visited_within_days() {
    let of = |events: Vec<Recorded>| keys(&of_deal(events)).contains(&"unvisited_a");
    let lead = || lead("2026-11-01T10:00", REP, ACCOUNT);
    assert!(of(vec![lead(), graded("2026-11-08T10:00", Grade::A)]));
    assert!(!of(vec![lead(), graded("2026-11-09T10:00", Grade::A)]), "fourteen days are not over");
    assert!(!of(vec![lead(), graded("2026-11-02T10:00", Grade::B)]));
    assert!(!of(vec![lead(), graded("2026-11-02T10:00", Grade::A), graded("2026-11-10T10:00", Grade::B)]));
    let visit = paper("2026-11-12T10:00", (DocumentKind::VisitReport, 1, 1), json!({}));
    assert!(!of(vec![lead(), graded("2026-11-02T10:00", Grade::A), visit]));
}

#[test]
fn what_is_about_to_close_has_a_quotation() {
    let of = |close_on: Date, quoted: bool| {
        let mut events = opportunity("2026-11-02T10:00");
        events.push(forecast("2026-11-03T10:00", 1_000_000, close_on));
        events.extend(quoted.then(|| quote("2026-11-04T10:00", 1, 1_000_000, 9)));
        keys(&of_deal(events)).contains(&"unquoted_commit")
    };
    assert!(of(date(2026, 12, 6), false), "fourteen days ahead of Sunday");
    assert!(!of(date(2026, 12, 7), false));
    assert!(!of(date(2026, 12, 6), true));
    assert!(!of(date(2026, 11, 15), false), "that was told before");
}

#[test]
fn visits_that_bring_nothing_home_are_told_from_two_a_week_on() {
    let report =
        |at: &str, number: u128, facts: Value| paper(at, (DocumentKind::VisitReport, number, 1), facts);
    let met = |who: u128, due: &str, confirmed: &str| json!({"customer_attendees": [contact(who)], "key_contacts": [{"person": contact(who)}], "next_actions": [{"who": REP, "due": due}], "customer_confirmation": confirmed});
    let first = || report("2026-10-10T10:00", 1, met(7, "2026-10-20", "mail"));
    let of = |facts: Value| {
        let visits = vec![
            first(),
            report("2026-11-17T10:00", 2, met(7, "2026-11-16", "none")),
            report("2026-11-19T10:00", 3, facts),
        ];
        keys(&of_deal(visits)).contains(&"empty_visits")
    };
    assert!(of(met(7, "2026-11-18", "none")), "the same man, nothing to do, nothing confirmed");
    assert!(!of(met(8, "2026-11-18", "none")), "somebody new");
    assert!(!of(met(7, "2026-11-19", "none")), "something to do");
    assert!(!of(met(7, "2026-11-18", "signed")), "confirmed");
    let one = vec![first(), report("2026-11-17T10:00", 2, met(7, "2026-11-16", "none"))];
    assert!(!keys(&of_deal(one)).contains(&"empty_visits"), "one may happen");
}

fn signed(at: &str, on: Date, amount: i64) -> Recorded {
    let terms = SignedContract {
        signed_on: on,
        amount: Money(amount),
        term_start: None,
        term_end: None,
        acceptance_days: 10,
        warranty_months: 12,
        prepayment_first: false,
    };
    recorded(at, REP, Event::InstalmentsPlanned { contract: document(1), terms, instalments: Vec::new() })
}

#[test]
fn a_contract_that_is_cut_down_soon_after_it_was_won_is_told() {
    let of = |signed_on: Date, amended: i64, written_off: i64| {
        let amendment = Event::ContractAmended {
            amendment: document(2),
            contract: document(1),
            signed_on: date(2026, 11, 18),
            amount: Money(amended),
            schedule: Vec::new(),
            file: Digest::of(b"amendment"),
        };
        let written = Event::InstalmentWrittenOff {
            approval: CHAIN,
            instalment: InstalmentId(Uuid::nil()),
            amount: Money(written_off),
        };
        let events = vec![
            lead("2026-03-01T10:00", REP, ACCOUNT),
            signed("2026-05-01T10:00", signed_on, 1_000_000),
            recorded("2026-11-18T10:00", OTHER, amendment),
            recorded("2026-11-19T10:00", OTHER, written),
        ];
        of_deal(events).into_iter().find(|one| one.rule == Rule::WonThenCut)
    };
    let one = of(date(2026, 6, 1), 500_000, 0).expect("half of it is gone");
    assert_eq!((one.person, &one.figures["to_minor"]), (Some(REP), &500_000.into()), "his deal");
    assert!(of(date(2026, 6, 1), 700_000, 200_000).is_some(), "both together");
    assert!(of(date(2026, 6, 1), 510_000, 0).is_none());
    assert!(of(date(2026, 5, 1), 400_000, 0).is_none(), "after more than half a year");
}

#[test]
fn round_receipts_on_the_last_days_of_a_quarter_are_told_by_person() {
    let window = Window::week_before(date(2026, 10, 6), zone());
    let paid = |on: Date, receipt: u128, amount: i64| {
        let parts = vec![Part { instalment: InstalmentId(Uuid::nil()), amount_minor: Money(amount) }];
        let receipt = ReceiptId(Uuid::from_u128(receipt));
        let event = Event::ReceiptAllocated { receipt, received_on: on, parts, note: None };
        recorded("2026-09-30T10:00", OTHER, event)
    };
    let of = |last: Recorded| {
        let mut told = OfDeals::default();
        let mut events = vec![lead("2026-05-01T10:00", REP, ACCOUNT)];
        events.push(paid(date(2026, 9, 21), 1, 5_000_000));
        events.push(paid(date(2026, 9, 28), 2, 10_000_000));
        told.take(&rules(), &window, &Stream { deal: DEAL, events });
        // The third came in another deal of his.
        let events = vec![lead("2026-05-01T10:00", REP, ACCOUNT), last];
        told.take(&rules(), &window, &Stream { deal: DealId(Uuid::from_u128(11)), events });
        of_week(&rules(), &window, &Past { deals: told, ..Past::default() })
    };
    let found = of(paid(date(2026, 9, 30), 3, 1_000_000));
    assert_eq!(keys(&found), ["round_receipts"]);
    assert_eq!((found[0].person, found[0].on), (Some(REP), date(2026, 9, 30)));
    assert_eq!(found[0].figures["amount_minor"], 16_000_000);
    assert!(of(paid(date(2026, 9, 30), 3, 1_234_500)).is_empty(), "not round");
    assert!(of(paid(date(2026, 9, 20), 3, 1_000_000)).is_empty(), "eleven days before the end");
    assert!(of(paid(date(2026, 9, 30), 2, 5_000_000)).is_empty(), "two receipts");
}

#[test]
fn several_quotations_of_one_group_in_a_week_are_told() {
    let accounts = [20, 21, 22].map(|number| AccountId(Uuid::from_u128(number)));
    let group = |head: AccountId| Customer { group: head, owner: None, first_deal_at: None };
    let sisters: Customers = accounts.iter().map(|account| (*account, group(accounts[0]))).collect();
    let strangers: Customers = accounts.iter().map(|account| (*account, group(*account))).collect();
    let quoted = |number: usize, owner: PersonId, at: &str| {
        let events = vec![
            lead("2026-10-20T10:00", owner, accounts[number]),
            quote(at, 100 + number as u128, 30_000_000, 9),
        ];
        (number as u128, events)
    };
    let three = |last_owner: PersonId, at: &str| {
        vec![
            quoted(0, REP, "2026-11-17T10:00"),
            quoted(1, REP, "2026-11-18T10:00"),
            quoted(2, last_owner, at),
        ]
    };
    let found = all(three(REP, "2026-11-19T10:00"), sisters.clone());
    assert_eq!(keys(&found), ["split_orders"]);
    assert_eq!(
        (&found[0].figures["count"], &found[0].figures["amount_minor"]),
        (&3.into(), &90_000_000.into())
    );
    assert_eq!(found[0].about.map(|about| about.id), Some(accounts[0].0), "of the group");
    assert!(all(three(REP, "2026-11-19T10:00"), strangers).is_empty(), "three customers");
    assert!(all(three(OTHER, "2026-11-19T10:00"), sisters.clone()).is_empty(), "two sellers");
    assert!(all(three(REP, "2026-11-13T10:00"), sisters).is_empty(), "two weeks");
    let again = vec![
        lead("2026-10-20T10:00", REP, ACCOUNT),
        quote("2026-11-17T10:00", 1, 100, 9),
        quote("2026-11-18T10:00", 2, 100, 9),
        quote("2026-11-19T10:00", 3, 100, 9),
    ];
    assert!(of_deal(again).is_empty(), "of three in one deal the customer takes one");
}

#[test]
fn a_smaller_order_of_the_same_goods_after_a_loss_is_told() {
    let other = AccountId(Uuid::from_u128(21));
    let customers = |first: &str| -> Customers {
        let of = |group, at: &str| Customer { group, owner: None, first_deal_at: Some(local(at)) };
        [(ACCOUNT, of(ACCOUNT, "2025-01-01T10:00")), (other, of(other, first))].into()
    };
    let lost = |at: &str| {
        let end = Event::DealEnded { approval: CHAIN, outcome: Ending::Lost };
        let events = vec![
            lead("2026-06-01T10:00", REP, ACCOUNT),
            quote("2026-08-01T10:00", 1, 50_000_000, 9),
            recorded(at, MANAGER, end),
        ];
        (10, events)
    };
    let won = |owner: PersonId, gross: i64, product: u128| {
        let scan = Event::ScanAccepted {
            contract: document(3),
            document: document(4),
            scan: Digest::of(b"scan"),
            won_on: date(2026, 11, 18),
            by: OTHER,
            note: note(),
        };
        let events = vec![
            lead("2026-10-20T10:00", owner, other),
            quote("2026-10-25T10:00", 2, gross, product),
            recorded("2026-11-18T10:00", OTHER, scan),
        ];
        (11, events)
    };
    let of = |lost: (u128, Vec<Recorded>), won: (u128, Vec<Recorded>), first: &str| {
        let found = all(vec![lost, won], customers(first));
        found.into_iter().find(|one| one.rule == Rule::DivertedOrder)
    };
    let (new, known) = ("2026-10-20T10:00", "2025-10-20T10:00");
    let one = of(lost("2026-10-10T10:00"), won(REP, 30_000_000, 9), new).expect("told");
    assert_eq!(one.about.map(|about| about.id), Some(Uuid::from_u128(11)), "the one that was won");
    assert_eq!((one.person, &one.figures["lost_on"]), (Some(REP), &"2026-10-10".into()));
    assert!(of(lost("2026-10-10T10:00"), won(OTHER, 30_000_000, 9), new).is_none(), "another seller");
    assert!(of(lost("2026-10-10T10:00"), won(REP, 50_000_000, 9), new).is_none(), "not smaller");
    assert!(of(lost("2026-10-10T10:00"), won(REP, 30_000_000, 8), new).is_none(), "other goods");
    assert!(of(lost("2026-10-10T10:00"), won(REP, 30_000_000, 9), known).is_none(), "an old customer");
    assert!(of(lost("2026-09-18T10:00"), won(REP, 30_000_000, 9), new).is_none(), "too long ago");
}
