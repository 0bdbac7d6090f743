//! Given a week, when it is scanned, then these findings: one case for each rule, with its next neighbour that is none.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use tongguan_core::anomaly::{
    Act, ActKind, Customer, Finding, Looked, Note, NoteKind, OfDeals, Past, Payer, Phone, PhoneOwner, Rule,
    Shown, SignIn, Stream, Window, of_day, of_week,
};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Event, Number, OwnerChange, Recorded};
use tongguan_core::digest::Digest;
use tongguan_core::facts::Actor;
use tongguan_core::id::{AccountId, ApprovalId, DealId, DepartmentId, PersonId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::process::{Anomalies, GateKey, Process, Stage};
use tongguan_core::reference::export::{ExportFormat, Taking};
use tongguan_core::reference::receipt::{Method, Receipt};
use uuid::Uuid;

mod deals;

use crate::scene::local;

const REP: PersonId = PersonId(Uuid::from_u128(1));
const MANAGER: PersonId = PersonId(Uuid::from_u128(2));
const OTHER: PersonId = PersonId(Uuid::from_u128(3));
const DEAL: DealId = DealId(Uuid::from_u128(10));
const ACCOUNT: AccountId = AccountId(Uuid::from_u128(20));
const CHAIN: ApprovalId = ApprovalId(Uuid::from_u128(30));

fn rules() -> Anomalies {
    Process::standard().settings.anomalies.clone().expect("the standard scans")
}

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("a known zone")
}

/// Monday 16 to Sunday 22 November 2026.
fn week() -> Window {
    Window::week_before(date(2026, 11, 24), zone())
}

fn recorded(at: &str, by: PersonId, event: Event) -> Recorded {
    Recorded { at: local(at), by: Actor::Person(by), event }
}

fn found(past: &Past) -> Vec<Rule> {
    of_week(&rules(), &week(), past).into_iter().map(|finding| finding.rule).collect()
}

fn of_deal(events: Vec<Recorded>) -> Vec<Finding> {
    of_week(&rules(), &week(), &Past { deals: told(events), ..Past::default() })
}

fn told(events: Vec<Recorded>) -> OfDeals {
    let mut deals = OfDeals::default();
    deals.take(&rules(), &week(), &Stream { deal: DEAL, events });
    deals
}

fn keys(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.key()).collect()
}

fn acts(kind: ActKind, days: &[(&str, usize)]) -> Vec<Act> {
    let of_day = |(day, count): &(&str, usize)| {
        let at = local(&format!("{day}T10:00"));
        (0..*count).map(|_| Act { kind, person: REP, at }).collect::<Vec<_>>()
    };
    days.iter().flat_map(of_day).collect()
}

#[test]
fn a_week_is_the_whole_one_before_and_a_finding_is_known_again_by_its_mark() {
    let window = week();
    assert_eq!(
        (window.first(), window.from, window.to),
        (date(2026, 11, 16), local("2026-11-16T00:00"), local("2026-11-23T00:00"))
    );
    let monday = Window::week_before(date(2026, 11, 23), zone());
    assert_eq!(monday.first(), date(2026, 11, 16), "on a Monday it is the week that ended yesterday");
    let phones = vec![Phone { account: ACCOUNT, with: PhoneOwner::Colleague(REP) }];
    let past = Past { phones: phones.clone(), ..Past::default() };
    let again = of_week(&rules(), &Window::week_before(date(2026, 12, 8), zone()), &past);
    assert_eq!(of_week(&rules(), &window, &past)[0].mark(), again[0].mark(), "told once a quarter");
    let next = of_week(&rules(), &Window::week_before(date(2027, 1, 12), zone()), &past);
    assert_ne!(next[0].mark(), again[0].mark(), "another quarter");
    let (second, third) = (AccountId(Uuid::from_u128(21)), AccountId(Uuid::from_u128(22)));
    let with = |other| Phone { account: ACCOUNT, with: PhoneOwner::Account(other) };
    assert_eq!(
        found(&Past { phones: vec![with(second), with(third), with(second)], ..Past::default() }),
        [Rule::SharedPhone, Rule::SharedPhone],
        "each pair once"
    );
    let mut twice = rules();
    twice.off = vec![Rule::ColleaguesPhone];
    assert!(of_week(&twice, &window, &past).is_empty(), "a rule that is off finds nothing");
    let both = Past { phones: [phones.clone(), phones].concat(), ..Past::default() };
    assert_eq!(found(&both), [Rule::ColleaguesPhone], "the same thing is told once");
}

#[test]
fn a_day_far_above_what_is_usual_is_a_spike() {
    let day = date(2026, 11, 20);
    for (days, expected) in [
        (&[("2026-11-20", 31)][..], true),
        (&[("2026-11-20", 9)], true),
        (&[("2026-11-20", 7)], false),
        (&[("2026-11-19", 9)], false),
        (
            &[
                ("2026-11-16", 9),
                ("2026-11-17", 10),
                ("2026-11-18", 9),
                ("2026-11-19", 10),
                ("2026-11-20", 10),
            ],
            false,
        ),
    ] {
        let rules_found = keys(&of_day(&rules(), day, zone(), &acts(ActKind::Reveal, days)));
        assert_eq!(rules_found.contains(&"reveal_spike"), expected, "{days:?}");
    }
    let exports = acts(ActKind::Export, &[("2026-11-20", 4)]);
    let findings = of_day(&rules(), day, zone(), &exports);
    assert_eq!((findings[0].rule, findings[0].person, findings[0].on), (Rule::ExportSpike, Some(REP), day));
    assert_eq!(findings[0].figures["count"], 4);
}

#[test]
fn the_night_is_told_with_its_first_hour() {
    let at = |time: &str| Act { kind: ActKind::Export, person: REP, at: local(time) };
    for (time, expected) in [
        ("2026-11-20T21:59", false),
        ("2026-11-20T22:00", true),
        ("2026-11-20T05:59", true),
        ("2026-11-20T06:00", false),
    ] {
        let findings = of_day(&rules(), date(2026, 11, 20), zone(), &[at(time)]);
        assert_eq!(keys(&findings).contains(&"night_reading"), expected, "{time}");
    }
    let entry = |time: &str| SignIn { person: REP, at: local(time), place: "10.0.0.1 Firefox".to_owned() };
    let sign_ins = vec![entry("2026-11-18T23:40"), entry("2026-11-18T23:10"), entry("2026-11-25T23:10")];
    let findings = of_week(&rules(), &week(), &Past { sign_ins, ..Past::default() });
    assert_eq!(keys(&findings), ["night_sign_in"], "another week is not this one");
    assert_eq!((&findings[0].figures["count"], &findings[0].figures["first"]), (&2.into(), &"23:10".into()));
}

fn turn(at: &str, step: u32) -> Recorded {
    recorded(at, REP, Event::StepActivated { approval: CHAIN, step, assignees: Vec::new() })
}

fn decision(at: &str, by: PersonId, step: u32, verdict: Verdict) -> Recorded {
    let digest = Digest::of(b"paper");
    let event =
        Event::StepDecided { approval: CHAIN, step, by, on_behalf_of: None, verdict, digest, note: None };
    recorded(at, by, event)
}

#[test]
fn whoever_decides_at_once_has_read_nothing() {
    for (at, expected) in [("2026-11-18T10:00:04", true), ("2026-11-18T10:00:05", false)] {
        let events = vec![turn("2026-11-18T10:00:00", 1), decision(at, MANAGER, 1, Verdict::Approve)];
        assert_eq!(keys(&of_deal(events)).contains(&"quick_decision"), expected, "{at}");
    }
}

#[test]
fn many_decisions_in_a_row_at_night_or_without_a_refusal_are_told() {
    let many = |count: u32, minute: &dyn Fn(u32) -> String, last: Verdict| {
        let verdict = |number| if number + 1 == count { last } else { Verdict::Approve };
        (0..count)
            .map(|number| decision(&minute(number), MANAGER, number, verdict(number)))
            .collect::<Vec<_>>()
    };
    let quick = |number: u32| format!("2026-11-18T10:{:02}:{:02}", number * 15 / 60, number * 15 % 60);
    assert_eq!(keys(&of_deal(many(31, &quick, Verdict::Reject))), ["decision_batch"]);
    assert_eq!(keys(&of_deal(many(30, &quick, Verdict::Reject))), Vec::<&str>::new());
    let slow = |number: u32| format!("2026-11-{}T{:02}:00", 16 + number / 10, 9 + number % 10);
    assert_eq!(keys(&of_deal(many(30, &slow, Verdict::Approve))), ["never_refuses"]);
    assert_eq!(keys(&of_deal(many(30, &slow, Verdict::Return(0)))), Vec::<&str>::new());
    assert_eq!(
        keys(&of_deal(vec![decision("2026-11-18T23:00", MANAGER, 1, Verdict::Approve)])),
        ["night_decision"]
    );
}

#[test]
fn two_of_one_chain_at_one_browser_are_told() {
    let events = vec![
        decision("2026-11-18T10:00", MANAGER, 1, Verdict::Approve),
        decision("2026-11-18T11:00", OTHER, 2, Verdict::Approve),
    ];
    let entry = |person, at: &str, place: &str| SignIn { person, at: local(at), place: place.to_owned() };
    for (second, place, expected) in [
        ("2026-11-18T09:09", "10.0.0.1 Firefox", true),
        ("2026-11-18T09:11", "10.0.0.1 Firefox", false),
        ("2026-11-18T09:09", "10.0.0.2 Firefox", false),
    ] {
        let sign_ins =
            vec![entry(MANAGER, "2026-11-18T09:00", "10.0.0.1 Firefox"), entry(OTHER, second, place)];
        let past = Past { deals: told(events.clone()), sign_ins, ..Past::default() };
        assert_eq!(found(&past).contains(&Rule::SharedDevice), expected, "{second} {place}");
    }
}

fn forecast(at: &str, amount: i64, close_on: Date) -> Recorded {
    recorded(at, REP, Event::ForecastSet { amount: Money(amount), close_on })
}

#[test]
fn a_closing_date_that_moves_and_an_amount_that_changes_are_told() {
    let moves = |last: &str| {
        vec![
            forecast("2026-10-01T10:00", 1_000_000, date(2026, 10, 31)),
            forecast("2026-10-20T10:00", 1_000_000, date(2026, 11, 15)),
            forecast("2026-11-10T10:00", 1_000_000, date(2026, 11, 30)),
            forecast(last, 1_000_000, date(2026, 12, 31)),
        ]
    };
    let findings = of_deal(moves("2026-11-18T10:00"));
    assert_eq!(keys(&findings), ["close_moved"]);
    assert_eq!(
        (&findings[0].figures["count"], &findings[0].figures["to"]),
        (&3.into(), &"2026-12-31".into())
    );
    assert!(of_deal(moves("2026-11-12T10:00")).is_empty(), "that was told the week before");
    assert!(of_deal(moves("2026-11-18T10:00")[1..].to_vec()).is_empty(), "two moves are none");
    for (amount, expected) in [(1_500_000, false), (1_510_000, true), (490_000, true), (500_000, false)] {
        let events = vec![
            forecast("2026-10-01T10:00", 1_000_000, date(2026, 12, 31)),
            forecast("2026-11-18T10:00", amount, date(2026, 12, 31)),
        ];
        assert_eq!(keys(&of_deal(events)).contains(&"amount_changed"), expected, "{amount}");
    }
}

#[test]
fn gates_in_a_row_and_claims_on_release_are_told() {
    let gate = |at: &str, from, to, gate: &str| {
        let gate: GateKey = serde_json::from_value(gate.into()).expect("a gate");
        recorded(
            at,
            REP,
            Event::StageAdvanced { from, to, gate, process_version: 1, exceptions: Vec::new(), number: None },
        )
    };
    let events = vec![
        gate("2026-11-18T10:00", Stage::Screening, Stage::Nurture, "G1"),
        gate("2026-11-18T15:00", Stage::Nurture, Stage::Proposal, "G2"),
    ];
    assert_eq!(keys(&of_deal(events)), ["stages_in_a_day"]);
    let events = vec![
        gate("2026-11-18T23:30", Stage::Screening, Stage::Nurture, "G1"),
        gate("2026-11-19T00:30", Stage::Nurture, Stage::Proposal, "G2"),
    ];
    assert_eq!(keys(&of_deal(events)), Vec::<&str>::new(), "two civil days");
    let owner = |at: &str, by, from, to, change| {
        recorded(at, by, Event::OwnerChanged { from, to, change, note: None, department: None })
    };
    let released = || owner("2026-11-18T10:00", MANAGER, Some(OTHER), None, OwnerChange::Released);
    for (at, by, expected) in [
        ("2026-11-18T10:10", REP, true),
        ("2026-11-18T10:11", REP, false),
        ("2026-11-18T10:05", MANAGER, false),
    ] {
        let events = vec![released(), owner(at, by, None, Some(REP), OwnerChange::Claimed)];
        assert_eq!(keys(&of_deal(events)).contains(&"quick_claim"), expected, "{at} {by}");
    }
}

#[test]
fn texts_that_were_not_written_for_their_deal_are_told() {
    let other = DealId(Uuid::from_u128(11));
    let visit = "客户设备部介绍了三号车间的改造计划，重点是停机时间和备件库存，约定下周二给出方案初稿";
    let note = |deal, kind, at: &str, text: &str| Note {
        kind,
        person: REP,
        deal,
        at: local(at),
        text: text.to_owned(),
    };
    let similar = |text: &str, deal| {
        let notes = vec![
            note(DEAL, NoteKind::Visit, "2026-11-17T10:00", visit),
            note(deal, NoteKind::Visit, "2026-11-18T10:00", text),
        ];
        found(&Past { notes, ..Past::default() })
    };
    assert_eq!(similar(&format!("{visit}。"), other), [Rule::SimilarTexts], "a stop makes no other text");
    assert_eq!(similar(&visit.replace('，', " "), DEAL), [Rule::SimilarTexts], "word for word of one deal");
    assert!(similar(&format!("{visit}，报价"), DEAL).is_empty(), "one may say much the same of one deal");
    assert!(similar("客户采购部询问付款条件，希望分三期，财务总监周五到访，需要带上案例", other).is_empty());
    let thin = |count: usize, text: &str| {
        let notes = (0..count).map(|_| note(DEAL, NoteKind::Contact, "2026-11-18T10:00", text)).collect();
        found(&Past { notes, ..Past::default() })
    };
    assert_eq!(thin(3, "已联系。"), [Rule::ThinNotes]);
    assert!(
        thin(2, "已联系。").is_empty() && !thin(3, "客户周五前确认预算并回电").contains(&Rule::ThinNotes)
    );
    let window = Window::week_before(date(2026, 12, 8), zone());
    let heap = |count: u32, day: &str| {
        let texts = (0..count).map(|number| {
            let deal = DealId(Uuid::from_u128(100 + u128::from(number)));
            note(
                deal,
                NoteKind::Visit,
                &format!("{day}T1{number}:00"),
                &"甲乙丙丁戊己".repeat(number as usize + 1),
            )
        });
        let past = Past { notes: texts.collect(), ..Past::default() };
        keys(&of_week(&rules(), &window, &past)).contains(&"month_end_visits")
    };
    assert!(heap(5, "2026-11-30") && !heap(4, "2026-11-30") && !heap(5, "2026-12-01"));
}

#[test]
fn a_receipt_of_a_quarter_that_is_taken_back_after_it_is_told() {
    let receipt = |received_on: Date, reversed: &str| Receipt {
        id: ReceiptId(Uuid::from_u128(40)),
        number: None,
        received_on,
        amount: Money(500_000),
        method: Method::Transfer,
        payer_name: String::new(),
        bank_serial: "1".to_owned(),
        own_entity: None,
        payer_account: None,
        note: None,
        booked_by: Some(OTHER),
        reversed_at: Some(local(reversed)),
        reversal_reason: None,
    };
    let window = Window::week_before(date(2026, 10, 20), zone());
    for (received_on, reversed, expected) in [
        (date(2026, 9, 28), "2026-10-15T10:00", true),
        (date(2026, 10, 2), "2026-10-15T10:00", false),
        (date(2026, 6, 28), "2026-10-15T10:00", false),
    ] {
        let past = Past { reversed: vec![receipt(received_on, reversed)], ..Past::default() };
        let findings = of_week(&rules(), &window, &past);
        assert_eq!(keys(&findings).contains(&"receipt_reversed"), expected, "{received_on}");
    }
}

#[test]
fn whoever_looks_at_a_colleagues_customer_and_registers_it_is_told() {
    let lead = || {
        let event = Event::LeadRegistered {
            process: "standard".to_owned(),
            process_version: 1,
            account: ACCOUNT,
            owner: Some(REP),
            department: DepartmentId(Uuid::from_u128(50)),
            number: Number::Drawn("XS-1".to_owned()),
            similar: 0,
            from_deal: None,
            migrated: None,
        };
        recorded("2026-11-18T10:00", REP, event)
    };
    let look = |at: &str, person, owner| Looked { person, shown: Shown::One(ACCOUNT), at: local(at), owner };
    for (one, expected) in [
        (look("2026-11-10T10:00", REP, Some(OTHER)), true),
        (look("2026-11-10T10:00", REP, Some(REP)), false),
        (look("2026-11-10T10:00", OTHER, Some(MANAGER)), false),
        (look("2026-11-03T10:00", REP, Some(OTHER)), false),
        (look("2026-11-19T10:00", REP, Some(OTHER)), false),
    ] {
        let past = Past { deals: told(vec![lead()]), looked: vec![one], ..Past::default() };
        assert_eq!(found(&past).contains(&Rule::LookedThenRegistered), expected, "{one:?}");
    }
    // A list that was taken out, where the customer is a colleague's.
    for (owner, expected) in [(Some(OTHER), true), (Some(REP), false), (None, false)] {
        let customers = [(ACCOUNT, Customer { group: ACCOUNT, owner, first_deal_at: None })].into();
        let list = Looked { shown: Shown::List, ..look("2026-11-10T10:00", REP, None) };
        let past = Past { deals: told(vec![lead()]), looked: vec![list], customers, ..Past::default() };
        assert_eq!(found(&past).contains(&Rule::LookedThenRegistered), expected, "{owner:?}");
    }
    assert!(told(vec![lead()]).customers().contains(&ACCOUNT), "its owner is asked for");
}

#[test]
fn an_export_tells_of_which_customers_it_is() {
    let taking = |list: &str, account: Option<AccountId>| Taking {
        list: list.to_owned(),
        deal: None,
        filters: account.into_iter().map(|id| ("account".to_owned(), id.to_string())).collect(),
        columns: Vec::new(),
        rows: 1,
        format: ExportFormat::Csv,
        reason: "季度复盘用".to_owned(),
        sha256: Digest::of(b""),
        request: None,
    };
    for (list, account, of_deal, expected) in [
        ("contacts", Some(ACCOUNT), None, Some(Shown::One(ACCOUNT))),
        ("deal", None, Some(ACCOUNT), Some(Shown::One(ACCOUNT))),
        ("accounts", None, None, Some(Shown::List)),
        ("products", None, None, None),
    ] {
        assert_eq!(Shown::by(&taking(list, account), of_deal), expected, "{list}");
    }
}

#[test]
fn two_customers_that_pay_from_one_bank_account_are_told_once_a_quarter() {
    let (second, third) = (AccountId(Uuid::from_u128(21)), AccountId(Uuid::from_u128(22)));
    let payer = |account, group, bank: &str| Payer { account, group, bank_account: bank.to_owned() };
    let told = |other: Payer| {
        let payers = vec![payer(ACCOUNT, ACCOUNT, "6222 0212 3456"), other];
        of_week(&rules(), &week(), &Past { payers, ..Past::default() })
    };
    let findings = told(payer(second, second, "622202123456"));
    assert_eq!(keys(&findings), ["shared_bank"]);
    assert_eq!(findings[0].figures["other_account"], second.to_string());
    assert!(told(payer(second, ACCOUNT, "622202123456")).is_empty(), "one group");
    assert!(told(payer(third, third, "622202123457")).is_empty(), "another account");
    assert!(told(payer(ACCOUNT, ACCOUNT, "622202123456")).is_empty(), "one customer twice");
    let none = vec![payer(ACCOUNT, ACCOUNT, "—"), payer(second, second, "—")];
    assert!(found(&Past { payers: none, ..Past::default() }).is_empty(), "no number");
}

#[test]
fn findings_hold_no_text_and_no_phone() {
    let notes = vec![
        Note {
            kind: NoteKind::Contact,
            person: REP,
            deal: DEAL,
            at: local("2026-11-18T10:00"),
            text: "打1390000".to_owned()
        };
        3
    ];
    let findings = of_week(&rules(), &week(), &Past { notes, ..Past::default() });
    let told = serde_json::to_string(&findings).expect("plain data");
    assert!(!findings.is_empty() && !told.contains("139"), "{told}");
}
