//! The whole deal as its page shows it: path, gates, documents, approvals, obligations, people, figures.
//!
//! Promises what the core says and nothing of its own. Must never show what [`super::rights`] keeps from the reader.

pub mod approval;
pub mod derivation;
pub mod document;
pub mod gate;
pub mod history;
pub mod mail;
pub mod obligation;
pub mod path;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use tongguan_core::deal::Number;
use tongguan_core::zone;
use uuid::Uuid;

use super::reading::{Named, Reading};
use super::rights;

pub use approval::ApprovalView;
pub use document::DocumentView;
pub use gate::GateView;
pub use mail::MailView;
pub use obligation::ObligationView;
pub use path::StageView;

/// A deal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DealView {
    /// Its id.
    pub id: Uuid,
    /// How many events it has; for `If-Match`.
    pub version: u64,
    /// The number it goes by now.
    pub number: String,
    /// All its numbers, as lead and as opportunity.
    pub numbers: Vec<String>,
    /// The process version that judges it.
    pub process_version: u32,
    /// The customer.
    pub account: Named,
    /// Who answers for it; absent in the pool.
    pub owner: Option<Named>,
    /// The department that it belongs to.
    pub department: Named,
    /// The stage that it stands in.
    pub stage: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub stage_since: Timestamp,
    /// The last moment something happened.
    #[schema(value_type = String, format = DateTime)]
    pub last_at: Timestamp,
    /// Whether it is over.
    pub has_ended: bool,
    /// A, B or C, once set.
    pub grade: Option<String>,
    /// What it is worth by the best that is known, minor units.
    pub amount_minor: Option<i64>,
    /// That times the stage's chance of being won, minor units.
    pub weighted_minor: Option<i64>,
    /// When it is expected to be signed.
    #[schema(value_type = Option<String>, format = Date)]
    pub close_on: Option<Date>,
    /// Working days until then, today not counted; absent once it is signed or the day is past.
    pub close_in_working_days: Option<u32>,
    /// When it was signed.
    #[schema(value_type = Option<String>, format = Date)]
    pub won_on: Option<Date>,
    /// Who else takes part, the owner not among them.
    pub helpers: Vec<Named>,
    /// The stages in order.
    pub path: Vec<StageView>,
    /// The gates of the stage it stands in; the way out last.
    pub gates: Vec<GateView>,
    /// Documents that the reader may open.
    pub documents: Vec<DocumentView>,
    /// Approvals, open ones first.
    pub approvals: Vec<ApprovalView>,
    /// Obligations: open ones by due moment, then the others.
    pub obligations: Vec<ObligationView>,
    /// Mails to the customer, the latest first.
    pub mails: Vec<MailView>,
    /// What is known from each stage, as the core keeps it: amounts in minor units, ids, dates.
    #[schema(value_type = Object)]
    pub facts: Value,
}

/// The deal as its reader sees it.
pub fn view(reading: &Reading) -> DealView {
    let deal = &reading.deal;
    let numbers: Vec<String> = deal.numbers.iter().filter_map(drawn).collect();
    DealView {
        id: deal.id.0,
        version: deal.version,
        number: numbers.last().cloned().unwrap_or_default(),
        numbers,
        process_version: deal.process_version,
        account: reading.named(deal.account.0),
        owner: deal.owner.map(|owner| reading.named(owner.0)),
        department: reading.named(deal.department.0),
        stage: deal.stage.key().to_owned(),
        stage_since: deal.stage_since,
        last_at: deal.last_at,
        has_ended: deal.has_ended(),
        grade: deal.lead.grade.map(|grade| format!("{grade:?}")),
        amount_minor: deal.amount().map(|amount| amount.minor()),
        weighted_minor: deal.weighted_amount(&reading.process).map(|amount| amount.minor()),
        close_on: deal.expected_close(),
        close_in_working_days: close_in(reading),
        won_on: deal.won_on(),
        helpers: helpers(reading),
        path: path::view(reading),
        gates: gate::view(reading),
        documents: document::view(reading),
        approvals: approval::view(reading),
        obligations: obligation::view(reading),
        mails: mail::view(reading),
        facts: facts(reading),
    }
}

/// Working days until the deal is expected to be signed.
fn close_in(reading: &Reading) -> Option<u32> {
    let today = zone::local_date(reading.context.now, &reading.process.time_zone());
    let close = reading.deal.expected_close().filter(|close| *close >= today)?;
    reading.deal.won_on().is_none().then(|| reading.facts.calendar.working_days_between(today, close))
}

fn helpers(reading: &Reading) -> Vec<Named> {
    let people = reading.deal.participants().into_iter();
    people
        .filter(|person| reading.deal.owner != Some(*person))
        .map(|person| reading.named(person.0))
        .collect()
}

/// A number that was drawn.
pub fn drawn(number: &Number) -> Option<String> {
    match number {
        Number::Drawn(text) => Some(text.clone()),
        Number::Pending { .. } => None,
    }
}

fn facts(reading: &Reading) -> Value {
    let deal = &reading.deal;
    let whole = serde_json::json!({
        "lead": deal.lead,
        "nurture": deal.nurture,
        "proposal": deal.proposal,
        "contracting": deal.contracting,
        "fulfilment": deal.fulfilment,
        "aftercare": deal.aftercare,
    });
    rights::visible_state(reading, whole)
}
