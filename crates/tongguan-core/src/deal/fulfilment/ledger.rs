//! 表5《回款跟踪表》: computed from the instalments on a day. Nobody types it, and nothing is stored of it.

use jiff::civil::Date;
use serde::Serialize;

use super::instalment::{Instalment, OverdueReason, PaymentEvent};
use crate::calendar::Calendar;
use crate::deal::Deal;
use crate::decision::Decision;
use crate::id::{DocumentId, InstalmentId};
use crate::money::{Money, Percent};
use crate::process::Process;
use crate::receivable::{AgeingBucket, LateRate, days_overdue, late_interest, limitation};

/// Where an instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 未到条件.
    Waiting,
    /// 未到期.
    NotDue,
    /// 到期.
    Due,
    /// 部分回款, not past due.
    Partial,
    /// 已结清.
    Settled,
    /// 逾期.
    Overdue,
    /// 坏账.
    Bad,
    /// 争议: all that is out is disputed.
    Disputed,
}

/// A line of 表5.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Which instalment.
    pub instalment: InstalmentId,
    /// The contract that pays it.
    pub contract: DocumentId,
    /// Its place in the schedule.
    pub seq: u32,
    /// What makes it payable.
    pub event: PaymentEvent,
    /// Its amount.
    pub planned: Money,
    /// Its share of the contract.
    pub percent: Option<Percent>,
    /// The day on which it became payable.
    pub triggered_on: Option<Date>,
    /// Days of credit.
    pub credit_days: u32,
    /// By when we ask for it.
    pub due_on: Option<Date>,
    /// By when it was agreed at first.
    pub original_due_on: Option<Date>,
    /// What came in.
    pub received: Money,
    /// What is out.
    pub outstanding: Money,
    /// The disputed part of it.
    pub disputed: Money,
    /// What was given up.
    pub written_off: Money,
    /// Days past due, by the date by which we ask.
    pub overdue_days: u32,
    /// Its bucket.
    pub bucket: AgeingBucket,
    /// Late interest so far; absent where the figures do not fit.
    pub interest: Option<Money>,
    /// When the claim lapses, counted from the last instalment of the contract (民法典 art. 189).
    pub limitation_on: Option<Date>,
    /// The safe date: counted from this line's own due date.
    pub safe_limitation_on: Option<Date>,
    /// When payment is expected.
    pub expected_on: Option<Date>,
    /// Why it is late.
    pub overdue_reason: Option<OverdueReason>,
    /// The dunning level owed.
    pub dunning_owed: Option<u8>,
    /// Where it stands.
    pub status: Status,
}

/// 表5 as a whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Ledger {
    /// Contract value.
    pub contract_amount: Money,
    /// Invoiced.
    pub invoiced: Money,
    /// Received.
    pub received: Money,
    /// 应收: invoiced and not received.
    pub receivable: Money,
    /// 到期未收.
    pub due_unpaid: Money,
    /// Not due yet, or without a due date.
    pub not_due: Money,
    /// Past due.
    pub overdue: Money,
    /// The longest lateness.
    pub max_overdue_days: u32,
    /// Received of what was planned.
    pub collection_rate: Option<Percent>,
    /// Instalments by contract and place.
    pub lines: Vec<Line>,
}

/// 表5 on a day.
pub fn ledger(deal: &Deal, process: &Process, calendar: &Calendar, today: Date) -> Ledger {
    let state = &deal.fulfilment;
    let rate = daily_rate(process);
    let lines: Vec<Line> = state
        .contracts
        .keys()
        .flat_map(|contract| state.of_contract(*contract))
        .map(|(id, instalment)| line(deal, process, calendar, (id, instalment), today, rate))
        .collect();
    let sum =
        |part: &dyn Fn(&Line) -> Money| Money::checked_sum(lines.iter().map(part)).unwrap_or(Money(i64::MAX));
    let out_if =
        |holds: &dyn Fn(&Line) -> bool| sum(&|line| if holds(line) { line.outstanding } else { Money::ZERO });
    let contract_amount = Money::checked_sum(state.contracts.values().map(|c| c.amount)).unwrap_or_default();
    let (invoiced, received) = (state.invoiced(), sum(&|line| line.received));
    let is_due = |line: &Line| line.due_on.is_some_and(|due| due <= today);
    Ledger {
        contract_amount,
        invoiced,
        received,
        receivable: invoiced.checked_sub(received).unwrap_or_default().max(Money::ZERO),
        due_unpaid: out_if(&is_due),
        not_due: out_if(&|line| !is_due(line)),
        overdue: out_if(&|line| line.overdue_days > 0),
        max_overdue_days: lines.iter().map(|line| line.overdue_days).max().unwrap_or(0),
        collection_rate: Percent::ratio(received, contract_amount),
        lines,
    }
}

fn daily_rate(process: &Process) -> LateRate {
    let agreed = process.settings.limits.late_interest_per_day.to_string().parse();
    agreed.map(LateRate::Daily).unwrap_or_default()
}

fn line(
    deal: &Deal,
    process: &Process,
    calendar: &Calendar,
    (id, instalment): (InstalmentId, &Instalment),
    today: Date,
    rate: LateRate,
) -> Line {
    let outstanding = instalment.outstanding();
    let late = instalment.due_on.filter(|_| !instalment.is_settled());
    let overdue_days = late.map_or(0, |due| days_overdue(due, today));
    let amount = deal.fulfilment.contracts.get(&instalment.contract).map(|contract| contract.amount);
    let dispute = instalment.dispute.map_or(Money::ZERO, |dispute| dispute.amount.min(outstanding));
    Line {
        instalment: id,
        contract: instalment.contract,
        seq: instalment.seq,
        event: instalment.event,
        planned: instalment.amount,
        percent: amount.and_then(|whole| Percent::ratio(instalment.amount, whole)),
        triggered_on: instalment.triggered_on,
        credit_days: instalment.credit_days,
        due_on: instalment.due_on,
        original_due_on: instalment.original_due_on,
        received: instalment.received(),
        outstanding,
        disputed: dispute,
        written_off: instalment.written_off,
        overdue_days,
        bucket: AgeingBucket::of(overdue_days),
        interest: interest(instalment, today, rate),
        limitation_on: whole_limitation(deal, instalment.contract, calendar),
        safe_limitation_on: instalment.limitation_on,
        expected_on: instalment.expected_on,
        overdue_reason: instalment.overdue_reason,
        dunning_owed: super::dunning::level_owed(process, instalment, today),
        status: status(instalment, dispute, today),
    }
}

fn status(instalment: &Instalment, disputed: Money, today: Date) -> Status {
    let outstanding = instalment.outstanding();
    if instalment.is_settled() {
        return if instalment.written_off > Money::ZERO { Status::Bad } else { Status::Settled };
    }
    if disputed >= outstanding {
        return Status::Disputed;
    }
    match instalment.due_on {
        Some(due) if due < today => Status::Overdue,
        _ if instalment.received() > Money::ZERO => Status::Partial,
        None => Status::Waiting,
        Some(due) if due == today => Status::Due,
        Some(_) => Status::NotDue,
    }
}

/// Interest on each part for as long as it was late: money-days are added up exactly and rounded once.
fn interest(instalment: &Instalment, today: Date, rate: LateRate) -> Option<Money> {
    let Some(due) = instalment.due_on else { return Some(Money::ZERO) };
    let parts = instalment.allocations.iter().map(|part| (part.amount, days_overdue(due, part.received_on)));
    let open = std::iter::once((instalment.outstanding(), days_overdue(due, today)));
    let money_days = parts.chain(open).try_fold(0_i64, |sum, (amount, days)| {
        amount.minor().checked_mul(i64::from(days)).and_then(|part| sum.checked_add(part))
    })?;
    late_interest(Money(money_days), rate, 1)
}

/// The limitation of the whole claim; none before every instalment has a due date.
fn whole_limitation(deal: &Deal, contract: DocumentId, calendar: &Calendar) -> Option<Date> {
    let all: Vec<&Instalment> = deal.fulfilment.of_contract(contract).map(|(_, i)| i).collect();
    let due: Option<Vec<Date>> = all.iter().map(|instalment| instalment.due_on).collect();
    let interruptions: Vec<_> = all.iter().flat_map(|i| i.interruptions.clone()).collect();
    limitation(&due?, &interruptions, calendar).map(|period| period.ends_on)
}

/// Whether nothing is out but warranty money that is not due.
pub(super) fn is_paid_up(decision: &Decision<'_>) -> bool {
    let today = decision.today();
    let waits =
        |i: &Instalment| i.event == PaymentEvent::WarrantyEnd && i.due_on.is_none_or(|due| due >= today);
    let instalments = &decision.deal.fulfilment.instalments;
    !instalments.is_empty() && instalments.values().all(|i| i.is_settled() || waits(i))
}
