//! Collecting: receipts meet instalments, promises are kept or broken, what is late is dunned, extended or given up.

use jiff::civil::Date;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::fulfilment::instalment::PaymentEvent;
use tongguan_core::deal::fulfilment::ledger::{Ledger, Status, ledger};
use tongguan_core::deal::fulfilment::{OverdueReason, Part};
use tongguan_core::deal::{Command, Event};
use tongguan_core::decision::Effect;
use tongguan_core::facts::{Actor, ReceiptFacts};
use tongguan_core::id::{ApprovalId, ContactId, InstalmentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::receivable::AgeingBucket;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Buyer, Scene, Who, kinds};
use crate::signed::{day, instalment, owed, signed};

pub const RECEIPT: ReceiptId = ReceiptId(Uuid::from_u128(501));

/// A receipt as finance booked it, of 1,000,000.00 unless a test says otherwise.
pub fn receipt(received_on: &str) -> ReceiptFacts {
    ReceiptFacts {
        id: RECEIPT,
        received_on: day(received_on),
        amount: Money(100_000_000),
        unallocated: Money(100_000_000),
        payer_is_party: true,
        reversed: false,
    }
}

pub fn allocation(parts: &[(InstalmentId, i64)], reason: Option<&str>) -> Command {
    let part = |(instalment, amount): &(InstalmentId, i64)| Part {
        instalment: *instalment,
        amount_minor: Money(*amount),
    };
    Command::AllocateReceipt {
        receipt: RECEIPT,
        allocations: parts.iter().map(part).collect(),
        reason: reason.map(str::to_owned),
    }
}

/// Pays part of the n-th instalment.
pub fn pay(scene: &mut Scene, seq: u32, amount: i64, on: &str) -> Result<Vec<Event>, Refusal> {
    scene.facts.receipt = Some(receipt(on));
    let id = instalment(scene, seq).0;
    scene.act(Who::Cashier, allocation(&[(id, amount)], None))
}

/// A deal whose first instalment is some days past its due date, 2026-12-03.
pub fn overdue(days: i64) -> Scene {
    let mut scene = signed();
    scene.at("2026-12-03T10:00").wait(24 * days).tick();
    scene
}

fn today(scene: &Scene) -> Date {
    tongguan_core::zone::local_date(scene.now, &scene.process.time_zone())
}

pub fn table(scene: &Scene) -> Ledger {
    ledger(scene.deal(), &scene.process, &scene.facts.calendar, today(scene))
}

fn last_approval(scene: &Scene) -> ApprovalId {
    let open = scene.deal().approvals.iter().filter(|(_, approval)| approval.is_open());
    open.map(|(id, _)| *id).next_back().expect("an open approval")
}

#[test]
fn a_receipt_settles_an_instalment_and_its_duties() {
    let mut scene = signed();
    let events = pay(&mut scene, 1, 24_000_000, "2026-11-23").expect("paid");
    assert!(kinds(&events).contains(&"obligation_met".to_owned()));
    for clock in ["T7", "T24"] {
        assert_eq!(owed(&scene, clock, 1).state, ObligationState::Met, "{clock}");
    }
    assert_eq!(table(&scene).lines[0].status, Status::Settled);
    assert_eq!(table(&scene).received, Money(24_000_000));
}

#[test]
fn the_receipt_is_taken_in_the_same_transaction() {
    let mut scene = signed();
    scene.facts.receipt = Some(receipt("2026-11-23"));
    let (first, third) = (instalment(&scene, 1).0, instalment(&scene, 3).0);
    let command = allocation(&[(first, 20_000_000), (third, 5_000_000)], None);
    let context = scene.context(Actor::Person(Who::Finance.id()));
    let outcome = tongguan_core::deal::decide(scene.deal(), &scene.process, &scene.facts, &command, &context);
    let taken = Effect::AllocateReceipt { receipt: RECEIPT, amount: Money(25_000_000) };
    assert_eq!(outcome.expect("allocated").effects, [taken]);
}

#[test]
fn an_allocation_is_refused() {
    let stranger = InstalmentId(Uuid::from_u128(9));
    type Case = (&'static str, fn(&mut ReceiptFacts), Vec<(u32, i64)>);
    let cases: &[Case] = &[
        ("unknown_receipt", |r| r.id = ReceiptId(Uuid::from_u128(9)), vec![(1, 1)]),
        ("receipt_reversed", |r| r.reversed = true, vec![(1, 1)]),
        ("foreign_payer", |r| r.payer_is_party = false, vec![(1, 1)]),
        ("receipt_exhausted", |r| r.unallocated = Money(9), vec![(1, 10)]),
        ("above_outstanding", |_| {}, vec![(1, 24_000_001)]),
        ("bad_allocation", |_| {}, vec![]),
        ("bad_allocation", |_| {}, vec![(1, 0)]),
        ("bad_allocation", |_| {}, vec![(1, 1), (1, 1)]),
        ("bad_allocation", |_| {}, vec![(1, 1), (3, -1)]),
        ("not_allocated", |_| {}, vec![(1, -1)]),
    ];
    for (code, change, parts) in cases {
        let mut scene = signed();
        let mut facts = receipt("2026-11-23");
        change(&mut facts);
        scene.facts.receipt = Some(facts);
        let parts: Vec<_> = parts.iter().map(|(seq, amount)| (instalment(&scene, *seq).0, *amount)).collect();
        let refusal = scene.act(Who::Cashier, allocation(&parts, Some("冲回错误核销"))).expect_err(code);
        assert_eq!(refusal.code(), *code);
    }
    let mut scene = signed();
    scene.facts.receipt = Some(receipt("2026-11-23"));
    let refusal = scene.act(Who::Cashier, allocation(&[(stranger, 1)], None)).expect_err("unknown");
    assert_eq!(refusal, Refusal::UnknownInstalment { instalment: stranger });
    for who in [Who::Rep, Who::Manager, Who::FinanceManager] {
        let first = instalment(&scene, 1).0;
        let refusal = scene.act(who, allocation(&[(first, 1)], None)).expect_err("not his");
        assert_eq!(refusal.code(), "not_permitted", "{who:?}");
    }
}

#[test]
fn up_to_what_is_out_and_up_to_what_is_left_is_allocated() {
    let mut scene = signed();
    scene.facts.receipt = Some(ReceiptFacts { unallocated: Money(24_000_000), ..receipt("2026-11-23") });
    let first = instalment(&scene, 1).0;
    scene.act(Who::Finance, allocation(&[(first, 24_000_000)], None)).expect("exactly");
}

#[test]
fn an_allocation_taken_back_opens_the_debt_again() {
    let mut scene = signed();
    pay(&mut scene, 1, 24_000_000, "2026-11-23").expect("paid");
    let first = instalment(&scene, 1).0;
    scene.at("2026-12-10T10:00");
    let silent = scene.act(Who::Finance, allocation(&[(first, -24_000_000)], None)).expect_err("why?");
    assert_eq!(silent.code(), "bad_text");
    let back = allocation(&[(first, -24_000_000)], Some("核销到错误的合同"));
    scene.facts.receipt = Some(ReceiptFacts { reversed: true, ..receipt("2026-11-23") });
    scene.act(Who::Finance, back).expect("taken back");
    let open: Vec<_> =
        scene.deal().obligations.values().filter(|o| o.clock == "T7" && o.is_open() && o.missed).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(table(&scene).lines[0].status, Status::Overdue);
    let again = allocation(&[(first, -1)], Some("核销到错误的合同"));
    assert_eq!(scene.act(Who::Finance, again).expect_err("nothing left").code(), "not_allocated");
}

#[test]
fn a_strangers_money_is_taken_after_the_finance_manager_agreed() {
    let mut scene = signed();
    scene.facts.receipt = Some(ReceiptFacts { payer_is_party: false, ..receipt("2026-11-23") });
    let ask = || Command::RequestPayer {
        receipt: RECEIPT,
        reason: "集团财务公司代付，附代付协议".to_owned(),
    };
    scene.act(Who::Rep, ask()).expect("asked");
    let approval = last_approval(&scene);
    assert_eq!(scene.act(Who::Rep, ask()).expect_err("asked").code(), "already_requested");
    scene.decide(Who::FinanceManager, approval, Verdict::Approve).expect("agreed");
    let first = instalment(&scene, 1).0;
    scene.act(Who::Cashier, allocation(&[(first, 1)], None)).expect("accepted");
    assert_eq!(scene.act(Who::Rep, ask()).expect_err("accepted").code(), "payer_accepted");
}

fn promise(scene: &Scene, on: &str, amount: i64) -> Command {
    Command::RecordPromise {
        instalment: instalment(scene, 1).0,
        promised_on: day(on),
        amount: Money(amount),
        contact: Buyer::Treasurer.id(),
    }
}

#[test]
fn a_promise_is_judged() {
    let mut scene = overdue(2);
    for (command, code) in [
        (promise(&scene, "2026-12-04", 1), "in_past"),
        (promise(&scene, "2026-12-09", 0), "no_amount"),
        (promise(&scene, "2026-12-09", 24_000_001), "above_outstanding"),
    ] {
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), code);
    }
    let mut stranger = promise(&scene, "2026-12-09", 1);
    if let Command::RecordPromise { contact, .. } = &mut stranger {
        *contact = ContactId(Uuid::from_u128(9));
    }
    assert_eq!(scene.act(Who::Rep, stranger).expect_err("who?").code(), "unknown_contact");
    scene.act(Who::Rep, promise(&scene, "2026-12-05", 24_000_000)).expect("today, all of it");
}

#[test]
fn a_broken_promise_leads_to_the_next_level_at_once() {
    for (paid, on, kept) in [
        (24_000_000, "2026-12-09", true),
        (23_999_999, "2026-12-09", false),
        (24_000_000, "2026-12-10", false),
    ] {
        let mut scene = overdue(2);
        scene.act(Who::Rep, promise(&scene, "2026-12-09", 24_000_000)).expect("promised");
        assert_eq!(instalment(&scene, 1).1.dunning_owed, Some(1));
        if !kept && on == "2026-12-09" {
            pay(&mut scene, 1, paid, on).expect("a part");
        }
        if kept {
            pay(&mut scene, 1, paid, on).expect("paid");
        }
        scene.at("2026-12-10T00:00").tick();
        let level = instalment(&scene, 1).1.dunning_owed;
        assert_eq!(level, if kept { Some(1) } else { Some(2) }, "{paid} on {on}");
    }
}

#[test]
fn a_promise_and_a_part_payment_restart_the_limitation_period() {
    let mut scene = overdue(20);
    assert_eq!(instalment(&scene, 1).1.limitation_on, Some(day("2029-12-03")));
    scene.act(Who::Rep, promise(&scene, "2026-12-31", 24_000_000)).expect("promised");
    // Three years after 2026-12-23: a Sunday, so the Monday after.
    assert_eq!(instalment(&scene, 1).1.limitation_on, Some(day("2029-12-24")));
    pay(&mut scene, 1, 1, "2026-12-28").expect("a part");
    assert_eq!(instalment(&scene, 1).1.limitation_on, Some(day("2029-12-28")));
    let due = owed(&scene, "T24", 1).due_at;
    assert_eq!(tongguan_core::zone::local_date(due, &scene.process.time_zone()), day("2029-12-28"));
}

#[test]
fn a_late_payment_is_expected_with_a_reason() {
    let mut scene = overdue(1);
    let id = instalment(&scene, 1).0;
    let expect = |on: &str, reason| Command::ExpectPayment { instalment: id, on: day(on), reason };
    assert_eq!(
        scene.act(Who::Rep, expect("2026-12-11", None)).expect_err("why?"),
        Refusal::OverdueReasonMissing { instalment: id }
    );
    assert_eq!(
        scene.act(Who::Rep, expect("2026-12-03", Some(OverdueReason::Funds))).expect_err("past").code(),
        "in_past"
    );
    scene.act(Who::Rep, expect("2026-12-11", Some(OverdueReason::Process))).expect("noted");
    let line = &table(&scene).lines[0];
    assert_eq!(
        (line.expected_on, line.overdue_reason),
        (Some(day("2026-12-11")), Some(OverdueReason::Process))
    );
}

fn approve_all(scene: &mut Scene, approval: ApprovalId, who: &[Who]) {
    for who in who {
        scene.decide(*who, approval, Verdict::Approve).unwrap_or_else(|r| panic!("{who:?}: {r:?}"));
    }
}

#[test]
fn an_extension_moves_the_date_and_keeps_the_original() {
    let mut scene = overdue(5);
    let id = instalment(&scene, 1).0;
    let extend = |until: &str| Command::ExtendInstalment {
        instalment: id,
        until: day(until),
        reason: "客户年末封账，承诺元月支付".to_owned(),
    };
    for until in ["2026-12-03", "2026-12-07"] {
        let refusal = scene.act(Who::Rep, extend(until)).expect_err("not later");
        assert_eq!(refusal, Refusal::ExtensionNotLater { instalment: id, due_on: day("2026-12-03") });
    }
    scene.act(Who::Rep, extend("2027-01-15")).expect("asked");
    let approval = last_approval(&scene);
    assert_eq!(scene.act(Who::Finance, extend("2027-01-20")).expect_err("one").code(), "already_requested");
    approve_all(&mut scene, approval, &[Who::Manager, Who::FinanceManager, Who::Director]);
    let line = table(&scene).lines[0].clone();
    assert_eq!((line.due_on, line.original_due_on), (Some(day("2027-01-15")), Some(day("2026-12-03"))));
    assert_eq!((line.overdue_days, line.status), (0, Status::NotDue));
    assert!(owed(&scene, "T7", 1).missed, "what was missed stays missed");
    let untriggered = Command::ExtendInstalment {
        instalment: instalment(&scene, 3).0,
        until: day("2027-05-01"),
        reason: "客户年末封账，承诺元月支付".to_owned(),
    };
    assert_eq!(scene.act(Who::Rep, untriggered).expect_err("no date").code(), "not_yet_due");
}

#[test]
fn whoever_chased_a_debt_does_not_give_it_up() {
    let mut scene = overdue(40);
    crate::dunning::record(&mut scene, Who::Manager, "L2", Who::Manager).expect("dunned");
    let id = instalment(&scene, 1).0;
    let give_up = |amount| Command::WriteOffInstalment {
        instalment: id,
        amount: Money(amount),
        reason: "客户破产清算，已申报债权".to_owned(),
    };
    for (amount, code) in [(0, "no_amount"), (24_000_001, "above_outstanding")] {
        assert_eq!(scene.act(Who::Finance, give_up(amount)).expect_err(code).code(), code);
    }
    scene.act(Who::Finance, give_up(24_000_000)).expect("asked");
    let approval = last_approval(&scene);
    // The manager dunned: his superior decides in his place, and somebody else in the director's.
    assert_eq!(
        scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("he chased it").code(),
        "self_approval"
    );
    approve_all(&mut scene, approval, &[Who::Director, Who::FinanceManager, Who::General]);
    let line = table(&scene).lines[0].clone();
    assert_eq!((line.status, line.outstanding, line.written_off), (Status::Bad, Money(0), Money(24_000_000)));
    assert_eq!(owed(&scene, "T7", 1).state, ObligationState::Met);
}

#[test]
fn what_was_paid_meanwhile_is_not_given_up() {
    let mut scene = overdue(5);
    let command = Command::WriteOffInstalment {
        instalment: instalment(&scene, 1).0,
        amount: Money(24_000_000),
        reason: "客户破产清算，已申报债权".to_owned(),
    };
    scene.act(Who::Finance, command).expect("asked");
    let approval = last_approval(&scene);
    pay(&mut scene, 1, 20_000_000, "2026-12-08").expect("paid");
    approve_all(&mut scene, approval, &[Who::Manager, Who::FinanceManager, Who::Director]);
    assert_eq!(table(&scene).lines[0].written_off, Money(4_000_000));
}

#[test]
fn a_disputed_part_has_an_owner_and_a_day_and_the_rest_goes_on() {
    let mut scene = overdue(5);
    let id = instalment(&scene, 1).0;
    let dispute = |amount, owner: Who, due: &str| Command::DisputeAmount {
        instalment: id,
        amount: Money(amount),
        owner: owner.id(),
        due_on: day(due),
        reason: "客户称到货少一台".to_owned(),
    };
    for (command, code) in [
        (dispute(0, Who::Delivery, "2026-12-20"), "no_amount"),
        (dispute(24_000_001, Who::Delivery, "2026-12-20"), "above_outstanding"),
        (dispute(1, Who::Delivery, "2026-12-07"), "in_past"),
        (dispute(1, Who::Administrator, "2026-12-20"), "unfit_owner"),
    ] {
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), code);
    }
    scene.act(Who::Rep, dispute(4_000_000, Who::Delivery, "2026-12-20")).expect("split off");
    assert_eq!(scene.obligation("T7-C").debtor, Some(Who::Delivery.id()));
    assert_eq!(table(&scene).lines[0].status, Status::Overdue);
    assert_eq!(table(&scene).lines[0].disputed, Money(4_000_000));
    assert_eq!(
        scene.act(Who::Rep, dispute(1, Who::Delivery, "2026-12-20")).expect_err("one").code(),
        "dispute_stands"
    );
    pay(&mut scene, 1, 20_000_000, "2026-12-08").expect("the undisputed part");
    assert_eq!(table(&scene).lines[0].status, Status::Disputed);
    let settle = || Command::SettleDispute { instalment: id, note: "补发一台，客户签收".to_owned() };
    scene.act(Who::Finance, settle()).expect("settled");
    assert_eq!(scene.obligation("T7-C").state, ObligationState::Met);
    assert_eq!(scene.act(Who::Finance, settle()).expect_err("over").code(), "no_dispute");
}

#[test]
fn the_ledger_adds_up_on_any_day() {
    let mut scene = overdue(45);
    // 200,000.00 of 240,000.00 are 45 days late: 0.05 % a day makes 4,500.00 for them, 5,400.00 in all.
    let line = table(&scene).lines[0].clone();
    assert_eq!((line.overdue_days, line.bucket), (45, AgeingBucket::Days31To60));
    assert_eq!(line.interest, Some(Money(540_000)));
    pay(&mut scene, 1, 20_000_000, "2026-12-13").expect("a part, ten days late");
    let table = table(&scene);
    // 200,000.00 for 10 days and 40,000.00 for 45.
    assert_eq!(table.lines[0].interest, Some(Money(100_000 + 90_000)));
    assert_eq!(table.contract_amount, Money(80_000_000));
    assert_eq!((table.received, table.overdue), (Money(20_000_000), Money(4_000_000)));
    assert_eq!((table.due_unpaid, table.not_due), (Money(4_000_000), Money(56_000_000)));
    assert_eq!(table.collection_rate.map(|rate| rate.to_string()), Some("25".to_owned()));
    let events: Vec<_> = table.lines.iter().map(|line| line.event).collect();
    use PaymentEvent::{Acceptance, GoLive, Signing, WarrantyEnd};
    assert_eq!(events, [Signing, GoLive, Acceptance, WarrantyEnd]);
    assert!(table.lines[1..].iter().all(|line| line.status == Status::Waiting));
    // The whole claim has no limitation date before its last instalment is due.
    assert_eq!(
        (table.lines[0].limitation_on, scene.deal().money_owed().outstanding),
        (None, Money(60_000_000))
    );
}
