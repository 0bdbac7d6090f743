//! What lists, boards and sums show of a deal: pure readings of the folded state.
//!
//! Promises: the same deal under the same process always gives the same figures, so tables made from them can be made
//! again. What other tables know (credit, duplicates, prices) is taken as in order here; only a decision judges it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::aftercare::Ending;
use super::{Deal, Number};
use crate::condition;
use crate::decision::Decision;
use crate::facts::{Actor, Context, Facts, Hand};
use crate::money::Money;
use crate::process::{DocumentKind, GateKey, Process, Stage};

/// Whether a deal still runs, and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It runs; a won deal runs until everything is delivered and paid.
    Open,
    /// It was won and everything is done.
    Closed,
    /// It was lost.
    Lost,
    /// The lead was screened as 无效.
    Invalid,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 4] = [Standing::Open, Standing::Closed, Standing::Lost, Standing::Invalid];

    /// The key on the wire and in tables.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Closed => "closed",
            Standing::Lost => "lost",
            Standing::Invalid => "invalid",
        }
    }
}

/// A stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Which stage.
    pub stage: Stage,
    /// Since when.
    pub entered_at: Timestamp,
    /// Until when; absent for the present one.
    pub left_at: Option<Timestamp>,
}

/// How far the gate of the present stage is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateProgress {
    /// Which gate.
    pub gate: GateKey,
    /// Conditions that hold, or for which an exception stands in.
    pub done: u32,
    /// All its conditions.
    pub total: u32,
}

/// What the customer owes from the contracts of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MoneyOwed {
    /// Value of the signed contracts.
    pub contract: Money,
    /// What was received.
    pub received: Money,
    /// What is still to come, due or not.
    pub outstanding: Money,
    /// The due date of the oldest instalment that is not fully paid.
    pub unpaid_since: Option<Date>,
}

impl Deal {
    /// What the customer owes.
    pub fn money_owed(&self) -> MoneyOwed {
        let state = &self.fulfilment;
        let sum =
            |amounts: &mut dyn Iterator<Item = Money>| Money::checked_sum(amounts).unwrap_or(Money(i64::MAX));
        let open = state.instalments.values().filter(|instalment| !instalment.is_settled());
        MoneyOwed {
            contract: sum(&mut state.contracts.values().map(|contract| contract.amount)),
            received: sum(&mut state.instalments.values().map(|instalment| instalment.received())),
            outstanding: sum(&mut state.instalments.values().map(|instalment| instalment.outstanding())),
            unpaid_since: open.filter_map(|instalment| instalment.due_on).min(),
        }
    }

    /// Whether it still runs.
    pub fn standing(&self) -> Standing {
        let done = self.stage == Stage::Aftercare && self.money_owed().outstanding <= Money::ZERO;
        match self.aftercare.ended.as_ref().map(|ended| ended.outcome) {
            Some(Ending::Lost | Ending::NoDecision) => Standing::Lost,
            Some(Ending::Invalid) => Standing::Invalid,
            None if self.has_ended() => Standing::Invalid,
            None if done => Standing::Closed,
            None => Standing::Open,
        }
    }

    /// The day on which the last party signed, once the signed contract is accepted.
    pub fn won_on(&self) -> Option<Date> {
        self.contracting.won_on()
    }

    /// When it ended, where it did and the moment is on record.
    pub fn ended_at(&self) -> Option<Timestamp> {
        self.aftercare.ended.as_ref().map(|ended| ended.at)
    }

    /// What it is worth, by the best that is known: contract, quotation, forecast, the lead's budget.
    pub fn amount(&self) -> Option<Money> {
        let forecast = self.nurture.forecast.as_ref().map(|forecast| forecast.amount);
        self.money(DocumentKind::ContractApproval, "amount_gross")
            .or_else(|| self.money(DocumentKind::Quotation, "total_gross"))
            .or(forecast)
            .or_else(|| self.money(DocumentKind::LeadRegistration, "budget_amount"))
    }

    /// What it is worth times the chance that deals of its stage are won, rounded down.
    pub fn weighted_amount(&self, process: &Process) -> Option<Money> {
        let chance = process.settings.win_probability.get(&self.stage)?;
        let minor = i128::from(self.amount()?.minor()) * i128::from(*chance) / 100;
        i64::try_from(minor).ok().map(Money)
    }

    /// When it is expected to be signed.
    pub fn expected_close(&self) -> Option<Date> {
        let forecast = self.nurture.forecast.as_ref().map(|forecast| forecast.close_on);
        forecast.or_else(|| self.lead_fact("expected_purchase_date").and_then(|date| date.parse().ok()))
    }

    /// The option of 线索来源.
    pub fn source_channel(&self) -> Option<&str> {
        self.lead_fact("source_channel")
    }

    /// Its number as a lead, once drawn.
    pub fn lead_number(&self) -> Option<&str> {
        drawn(self.numbers.first()?)
    }

    /// Its number as an opportunity, once drawn.
    pub fn opportunity_number(&self) -> Option<&str> {
        drawn(self.numbers.get(1)?)
    }

    /// How far the gate out of the present stage is open; none after the last one.
    pub fn gate_progress(&self, process: &Process) -> Option<GateProgress> {
        let (key, gate) = process.exit_gate(self.stage)?;
        let facts = Facts::default();
        let context = Context { now: self.last_at, actor: Actor::System, seed: [0; 32], hand: Hand::System };
        let decision = Decision::new(self.clone(), process, &facts, &context);
        let (total, open) = (gate.conditions.len(), condition::unmet(&decision, key, gate).len());
        Some(GateProgress { gate: key.clone(), done: (total - open) as u32, total: total as u32 })
    }

    fn money(&self, kind: DocumentKind, field: &str) -> Option<Money> {
        let (_, document) = self.document(kind)?;
        document.facts.get(field)?.as_i64().map(Money)
    }

    fn lead_fact(&self, field: &str) -> Option<&str> {
        let (_, document) = self.document(DocumentKind::LeadRegistration)?;
        document.facts.get(field)?.as_str()
    }
}

/// The text of a number that the store has drawn.
pub(super) fn drawn(number: &Number) -> Option<&str> {
    match number {
        Number::Drawn(text) => Some(text),
        Number::Pending { .. } => None,
    }
}
