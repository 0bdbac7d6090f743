//! Instalments (期次): what a signed contract pays, when each falls due, and what is still out.
//!
//! The original due date is kept for ever; an extension moves only the date by which we ask.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Fulfilment;
use crate::deal::Event;
use crate::decision::Decision;
use crate::form::Reader;
use crate::id::{ContactId, DocumentId, InstalmentId, PersonId, ReceiptId};
use crate::money::Money;
use crate::receivable::{Interruption, instalment_due};

/// A contract that both parties have signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedContract {
    /// The later of the two signing dates.
    pub signed_on: Date,
    /// Its gross value.
    pub amount: Money,
    /// First day of its term.
    pub term_start: Option<Date>,
    /// Last day of its term.
    pub term_end: Option<Date>,
    /// Days within which the customer has to accept.
    pub acceptance_days: u32,
    /// Months between final acceptance and the end of the warranty.
    pub warranty_months: u32,
    /// Whether delivery waits for what is payable at signing.
    pub prepayment_first: bool,
}

/// What makes an instalment payable (付款条件).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentEvent {
    /// 合同签订.
    Signing,
    /// 到货.
    Arrival,
    /// 上线.
    GoLive,
    /// 验收.
    Acceptance,
    /// 质保期满.
    WarrantyEnd,
    /// 约定日期.
    Date,
}

/// An instalment as planned at signing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedInstalment {
    /// Its id.
    pub instalment: InstalmentId,
    /// Its place in the schedule, from 1.
    pub seq: u32,
    /// What makes it payable.
    pub event: PaymentEvent,
    /// Its amount.
    pub amount: Money,
    /// Days of credit after that.
    pub credit_days: u32,
    /// The agreed day, where that is the event.
    pub on: Option<Date>,
    /// Whether it was agreed before the system: no figure judges it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub carried: bool,
}

/// The state of an instalment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instalment {
    /// The contract that pays it.
    pub contract: DocumentId,
    /// Its place in the schedule, from 1.
    pub seq: u32,
    /// What makes it payable.
    pub event: PaymentEvent,
    /// Its amount.
    pub amount: Money,
    /// Days of credit after that.
    pub credit_days: u32,
    /// The day on which it became payable.
    pub triggered_on: Option<Date>,
    /// By when we ask for it.
    pub due_on: Option<Date>,
    /// By when it was agreed at first; figures are judged by this one, and where it is absent they leave it out.
    pub original_due_on: Option<Date>,
    /// Whether it was agreed before the system.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub carried: bool,
    /// What came in, corrections included.
    pub allocations: Vec<Allocated>,
    /// What was given up.
    pub written_off: Money,
    /// The part that the customer disputes.
    pub dispute: Option<Dispute>,
    /// Promises to pay, in order.
    pub promises: Vec<Promise>,
    /// When payment is expected, as last heard.
    pub expected_on: Option<Date>,
    /// Why it is late, as last heard.
    pub overdue_reason: Option<OverdueReason>,
    /// The highest level at which dunning is owed.
    pub dunning_owed: Option<u8>,
    /// The highest level at which it was done.
    pub dunning_done: Option<u8>,
    /// What restarted the limitation period.
    pub interruptions: Vec<Interruption>,
    /// When the claim lapses, counted from this instalment's own due date.
    pub limitation_on: Option<Date>,
}

/// Part of a receipt that paid an instalment; negative where it was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocated {
    /// The receipt.
    pub receipt: ReceiptId,
    /// How much.
    pub amount: Money,
    /// The receipt's value date.
    pub received_on: Date,
}

/// A disputed part of an instalment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// How much.
    pub amount: Money,
    /// Who settles it.
    pub owner: PersonId,
    /// By when.
    pub due_on: Date,
}

/// A promise of the customer to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// When it was made.
    pub made_on: Date,
    /// By when.
    pub promised_on: Date,
    /// How much.
    pub amount: Money,
    /// Who promised.
    pub contact: ContactId,
}

/// Why a payment is late (逾期原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OverdueReason {
    /// 客户资金困难.
    Funds,
    /// 流程未完.
    Process,
    /// 质量争议.
    Quality,
    /// 发票问题.
    Invoice,
    /// 验收未签.
    Acceptance,
    /// 恶意拖欠.
    Malicious,
    /// 其他.
    Other,
}

impl Instalment {
    /// What came in.
    pub fn received(&self) -> Money {
        Money::checked_sum(self.allocations.iter().map(|part| part.amount)).unwrap_or(self.amount)
    }

    /// What is still out.
    pub fn outstanding(&self) -> Money {
        let left = self.amount.checked_sub(self.received()).and_then(|m| m.checked_sub(self.written_off));
        left.unwrap_or(Money::ZERO)
    }

    /// Whether nothing is out.
    pub fn is_settled(&self) -> bool {
        self.outstanding() <= Money::ZERO
    }

    /// What of one receipt it holds.
    pub fn held_of(&self, receipt: ReceiptId) -> Money {
        let of_receipt = self.allocations.iter().filter(|part| part.receipt == receipt);
        Money::checked_sum(of_receipt.map(|part| part.amount)).unwrap_or(Money::ZERO)
    }

    /// The promise made last.
    pub fn promise(&self) -> Option<&Promise> {
        self.promises.last()
    }

    /// Whether what was promised came in between the promise and the promised day.
    pub fn is_kept(&self, promise: &Promise) -> bool {
        let in_time = |part: &&Allocated| {
            part.received_on >= promise.made_on && part.received_on <= promise.promised_on
        };
        let paid = self.allocations.iter().filter(in_time).map(|part| part.amount);
        Money::checked_sum(paid).is_some_and(|paid| paid >= promise.amount)
    }
}

/// Plans the instalments of a contract that both parties have signed, from the payment schedule of its approval form.
/// Whoever records the second signature calls this, once for each contract.
pub fn plan_instalments(decision: &mut Decision<'_>, contract: DocumentId, signed_on: Date) {
    let Some(form) = decision.deal.documents.get(&contract).map(|document| document.facts.clone()) else {
        return;
    };
    if decision.deal.fulfilment.contracts.contains_key(&contract) {
        return;
    }
    let form = Reader(&form);
    let mut planned = Vec::new();
    for (row, seq) in form.rows("payment_schedule").into_iter().zip(1..) {
        let Some(event) = row.text("trigger_event").and_then(event_of) else { continue };
        planned.push(PlannedInstalment {
            instalment: InstalmentId(decision.next_id()),
            seq,
            event,
            amount: Money(row.whole("amount").unwrap_or(0)),
            credit_days: days(row, "days").unwrap_or(0),
            on: row.parse("on"),
            carried: false,
        });
    }
    let default_warranty = decision.process.settings.collection.warranty_months;
    decision.emit(Event::InstalmentsPlanned {
        contract,
        terms: SignedContract {
            signed_on,
            amount: Money(form.whole("amount_gross").unwrap_or(0)),
            term_start: form.parse("term_start"),
            term_end: form.parse("term_end"),
            acceptance_days: days(form, "acceptance_days").unwrap_or(0),
            warranty_months: days(form, "warranty_months").unwrap_or(default_warranty),
            prepayment_first: form.yes("prepayment_first"),
        },
        instalments: planned.clone(),
    });
    for one in planned {
        let on = match one.event {
            PaymentEvent::Signing => Some(signed_on),
            PaymentEvent::Date => one.on,
            _ => None,
        };
        if let Some(on) = on {
            trigger(decision, one.instalment, on, false);
        }
    }
}

fn days(row: Reader<'_>, key: &str) -> Option<u32> {
    u32::try_from(row.whole(key)?).ok()
}

fn event_of(option: &str) -> Option<PaymentEvent> {
    serde_json::from_value(option.into()).ok()
}

/// Triggers every instalment of these events that waits still.
pub(crate) fn trigger_all(decision: &mut Decision<'_>, events: &[PaymentEvent], on: Date, deemed: bool) {
    let waiting = |i: &&Instalment| i.triggered_on.is_none() && events.contains(&i.event);
    let mut ids: Vec<(DocumentId, u32, InstalmentId)> = decision
        .deal
        .fulfilment
        .instalments
        .iter()
        .filter(|(_, i)| waiting(i))
        .map(|(id, i)| (i.contract, i.seq, *id))
        .collect();
    ids.sort();
    for (_, _, id) in ids {
        trigger(decision, id, on, deemed);
    }
}

/// The warranty money becomes payable when the warranty ends, so many months after final acceptance.
pub(crate) fn trigger_warranty(decision: &mut Decision<'_>, accepted_on: Date) {
    let contracts: Vec<(DocumentId, u32)> =
        decision.deal.fulfilment.contracts.iter().map(|(id, c)| (*id, c.warranty_months)).collect();
    for (contract, months) in contracts {
        let ends_on = accepted_on.saturating_add(i64::from(months.min(1200)).months());
        let waiting: Vec<InstalmentId> = decision
            .deal
            .fulfilment
            .of_contract(contract)
            .filter(|(_, i)| i.triggered_on.is_none() && i.event == PaymentEvent::WarrantyEnd)
            .map(|(id, _)| id)
            .collect();
        waiting.into_iter().for_each(|id| trigger(decision, id, ends_on, false));
    }
}

/// Triggers one instalment: its due date is the day plus the days of credit, moved off days off (民法典 art. 203).
pub(crate) fn trigger(decision: &mut Decision<'_>, instalment: InstalmentId, on: Date, deemed: bool) {
    let Some(waiting) = decision.deal.fulfilment.instalments.get(&instalment) else { return };
    let due = instalment_due(on, waiting.credit_days, &decision.facts.calendar);
    decision.emit(Event::InstalmentTriggered {
        instalment,
        on,
        due_on: due.date,
        moved_from: due.moved_from,
        provisional: due.provisional,
        deemed,
    });
    super::collection::renew_limitation(decision, instalment);
}

pub(super) fn fold(state: &mut Fulfilment, event: &Event) {
    match event {
        Event::InstalmentsPlanned { contract, terms, instalments } => {
            state.contracts.insert(*contract, terms.clone());
            let begun = instalments.iter().map(|planned| (planned.instalment, begin(*contract, planned)));
            state.instalments.extend(begun);
        }
        Event::InstalmentTriggered { instalment, on, due_on, .. } => {
            if let Some(instalment) = state.instalments.get_mut(instalment) {
                instalment.triggered_on = Some(*on);
                instalment.due_on = Some(*due_on);
                instalment.original_due_on = Some(*due_on).filter(|_| !instalment.carried);
            }
        }
        Event::InstalmentExtended { instalment, until, .. } => {
            if let Some(instalment) = state.instalments.get_mut(instalment) {
                instalment.due_on = Some(*until);
            }
        }
        _ => {}
    }
}

pub(super) fn begin(contract: DocumentId, planned: &PlannedInstalment) -> Instalment {
    Instalment {
        contract,
        seq: planned.seq,
        event: planned.event,
        amount: planned.amount,
        credit_days: planned.credit_days,
        triggered_on: None,
        due_on: None,
        original_due_on: None,
        carried: planned.carried,
        allocations: Vec::new(),
        written_off: Money::ZERO,
        dispute: None,
        promises: Vec::new(),
        expected_on: None,
        overdue_reason: None,
        dunning_owed: None,
        dunning_done: None,
        interruptions: Vec::new(),
        limitation_on: None,
    }
}
