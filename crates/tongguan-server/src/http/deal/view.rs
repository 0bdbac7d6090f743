//! The whole deal as its page shows it: path, gates, documents, approvals, obligations, people, figures.
//!
//! Promises what the core says and nothing of its own. Must never show what [`super::rights`] keeps from the reader.

pub mod approval;
pub mod derivation;
pub mod document;
pub mod gate;
pub mod history;
pub mod obligation;
pub mod path;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tongguan_core::deal::Number;
use uuid::Uuid;

use super::reading::{Named, Reading};
use super::rights;

pub use approval::ApprovalView;
pub use document::DocumentView;
pub use gate::GateView;
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
        path: path::view(reading),
        gates: gate::view(reading),
        documents: document::view(reading),
        approvals: approval::view(reading),
        obligations: obligation::view(reading),
        facts: facts(reading),
    }
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
    rights::strip(whole, &rights::hidden_keys(reading))
}
