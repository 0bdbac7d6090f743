//! Obligations of a deal: what is owed by whom, by when, and whether it is late.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use tongguan_core::id::ObligationId;
use tongguan_core::obligation::Obligation;
use uuid::Uuid;

use super::super::reading::{Named, Reading};
use super::document::text;
use crate::http::due::{self, Watch};

/// An obligation.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ObligationView {
    /// Its id.
    pub id: Uuid,
    /// The clock, `T1`.
    pub clock: String,
    /// What is owed, verb first.
    pub name: String,
    /// The clause that it carries.
    pub clause: String,
    /// About what: the deal, a document, a step of an approval.
    #[schema(value_type = Object)]
    pub subject: Value,
    /// Who owes it; absent while nobody does.
    pub debtor: Option<Named>,
    /// By when.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    /// `overdue`, `today`, `soon` (three working days) or `later`; absent once it is not owed any more.
    pub urgency: Option<String>,
    /// Working days until it is due, or since then where it is late; 0 on the day itself; absent as `urgency`.
    pub working_days: Option<u32>,
    /// `open`, `met` or `cancelled`.
    pub state: String,
    /// Whether the deadline passed while it was open.
    pub is_missed: bool,
    /// Whether a day of a year without official calendar was counted (暂定).
    pub is_provisional: bool,
}

/// Obligations: open ones by due moment, then the others, the latest first.
pub fn view(reading: &Reading) -> Vec<ObligationView> {
    let mut obligations: Vec<_> = reading.deal.obligations.iter().collect();
    obligations.sort_by_key(|(id, one)| {
        let at = one.due_at.as_microsecond();
        (!one.is_open(), if one.is_open() { at } else { -at }, **id)
    });
    obligations.into_iter().map(|(id, one)| view_one(reading, *id, one)).collect()
}

/// One obligation.
pub fn view_one(reading: &Reading, id: ObligationId, obligation: &Obligation) -> ObligationView {
    let clock = reading.process.clocks.get(&obligation.clock);
    let watch = Watch::at(reading.context.now, &reading.process, &reading.facts.calendar);
    let urgency = obligation
        .is_open()
        .then(|| watch.urgency(obligation.due_at, obligation.missed, obligation.is_paused()));
    ObligationView {
        id: id.0,
        clock: obligation.clock.clone(),
        name: clock
            .map_or(obligation.clock.as_str(), |clock| reading.speaker().label(&clock.name))
            .to_owned(),
        clause: clock.map(|clock| clock.clause.clone()).unwrap_or_default(),
        subject: json!(obligation.subject),
        debtor: obligation.debtor.map(|debtor| reading.named(debtor.0)),
        due_at: obligation.due_at,
        urgency: urgency.map(str::to_owned),
        working_days: urgency.map(|_| watch.working_days(obligation.due_at)),
        state: text(&obligation.state),
        is_missed: obligation.missed || urgency == Some(due::OVERDUE),
        is_provisional: obligation.derivation.provisional,
    }
}
