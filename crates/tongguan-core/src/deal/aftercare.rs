//! After stage 5: satisfaction, complaints, reviews, renewal; and how a deal ends without being won.

pub mod complaint;
pub mod ending;
pub mod renewal;
pub mod retrospective;
pub mod visit;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::Draft;
use super::{Command, Deal, Event, Recorded};
use crate::approval::{ApprovalResult, ApprovalSubject};
use crate::decision::Decision;
use crate::facts::Needs;
use crate::form::compute::Values;
use crate::id::{ApprovalId, ComplaintId, DocumentId};
use crate::obligation::Fired;
use crate::process::{DocumentKind, Predicate, Process};
use crate::refusal::Refusal;

pub use complaint::{Complaint, Severity};
pub use ending::{Ended, Ending};
pub use renewal::RenewalOutcome;
pub use retrospective::Improvement;

/// What is known of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Aftercare {
    /// Satisfaction as last heard in a return visit, 1 to 5.
    pub score: Option<u8>,
    /// Willingness to recommend as last heard, 0 to 10.
    pub nps: Option<u8>,
    /// When the customer was last visited after delivery.
    pub visited_on: Option<Date>,
    /// Complaints, closed ones included.
    pub complaints: BTreeMap<ComplaintId, Complaint>,
    /// Improvement actions of reviews, in the order of their rows.
    pub improvements: BTreeMap<DocumentId, Vec<Improvement>>,
    /// Whether a review was held.
    pub reviewed: bool,
    /// Contracts whose renewal was settled, and how.
    pub renewals: BTreeMap<DocumentId, RenewalOutcome>,
    /// The end that was asked for.
    pub proposal: Option<Ended>,
    /// How the deal ended, where it did.
    pub ended: Option<Ended>,
}

impl Aftercare {
    /// Applies one event; events of other stages change nothing here.
    pub(super) fn fold(&mut self, recorded: &Recorded) {
        visit::fold(self, &recorded.event);
        complaint::fold(self, recorded);
        retrospective::fold(self, recorded);
        ending::fold(self, recorded);
        if let Event::RenewalSettled { contract, outcome, .. } = &recorded.event {
            self.renewals.insert(*contract, *outcome);
        }
    }

    /// People who take part: those who answer for an improvement.
    pub fn people(&self) -> BTreeSet<crate::id::PersonId> {
        self.improvements.values().flatten().map(|improvement| improvement.owner).collect()
    }

    /// One improvement action, counted from 0.
    pub fn improvement(&self, review: DocumentId, action: u32) -> Option<&Improvement> {
        self.improvements.get(&review)?.get(action as usize)
    }
}

/// The rules of this stage for a form that is judged good.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    match draft.kind {
        DocumentKind::AfterSales => visit::judge(decision, draft),
        DocumentKind::Retrospective => retrospective::judge(decision, draft, values),
        _ => Ok(()),
    }
}

/// What follows from a recorded submission.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    if draft.kind == DocumentKind::AfterSales {
        visit::submitted(decision, draft);
    }
}

/// What clocks hear of an event of this stage, the deal already folded over it.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let mut fired = visit::fired(deal, recorded, process);
    fired.extend(complaint::fired(deal, recorded));
    fired.extend(retrospective::fired(deal, recorded, process));
    fired.extend(renewal::fired(recorded, process));
    fired.extend(ending::fired(deal, recorded));
    fired
}

/// Whether a condition of this stage holds; none for conditions of other stages.
pub(crate) fn holds(decision: &Decision<'_>, predicate: &Predicate) -> Option<bool> {
    let deal = &decision.deal;
    match predicate {
        Predicate::SatisfactionRecorded => {
            Some(deal.aftercare.score.or(deal.fulfilment.satisfaction).is_some())
        }
        Predicate::RetrospectiveDone => {
            Some(deal.aftercare.reviewed || !retrospective::is_owed(deal, decision.process))
        }
        _ => None,
    }
}

/// What follows when an approval about the end of the deal is over.
pub(super) fn decided(
    decision: &mut Decision<'_>,
    approval: ApprovalId,
    subject: &ApprovalSubject,
    result: ApprovalResult,
) {
    if let ApprovalSubject::Closing { outcome } = subject {
        ending::decided(decision, approval, *outcome, result);
    }
}

/// Adds what a command of this stage wants to see.
pub(super) fn needs(deal: &Deal, command: &Command, needs: &mut Needs) {
    if let Command::SubmitDocument { kind: DocumentKind::AfterSales, .. } | Command::RaiseComplaint { .. } =
        command
    {
        needs.account = Some(deal.account);
    }
}
