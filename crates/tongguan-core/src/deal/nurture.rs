//! Stage 2: visits are planned and reported, needs verified, the decision chain drawn.
//!
//! A visit is known by its plan (D03), or by its record (D04) where nobody planned it. Needs come from the pain points
//! of records. Whether G2 opens is read from here; nothing a person ticks opens it.

pub mod chain;
mod fold;
pub mod forecast;
mod gate;
pub mod need;
pub mod report;
mod state;
pub mod visit;

use super::document::Draft;
use super::{Command, Deal, Event, Recorded};
use crate::decision::Decision;
use crate::facts::Needs;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::id::{DocumentId, PersonId};
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Process, Trigger};
use crate::refusal::Refusal;
use crate::zone;

pub(crate) use gate::holds;
pub use need::{FoundNeed, Verification, VerificationMethod, VerificationResult, VerifiedNeed};
pub use state::{Action, Forecast, Need, Nurture, Report, Slot, Visit, VisitKind};

/// The rules of this stage for a form that is judged good.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    match draft.kind {
        DocumentKind::VisitPlan => visit::judge_plan(decision, draft, values),
        DocumentKind::VisitReport => report::judge(decision, draft, values),
        DocumentKind::DecisionChain => chain::judge(decision, draft, values),
        _ => Ok(()),
    }
}

/// What follows from a recorded submission.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    match draft.kind {
        DocumentKind::VisitReport => report::submitted(decision, draft),
        _ => Ok(()),
    }
}

/// What clocks hear of an event of this stage, the deal already folded over it.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let fire = |trigger, subject, at| Fired { trigger, subject, at, step_working_days: 0 };
    match &recorded.event {
        Event::DocumentSubmitted { kind: DocumentKind::VisitPlan, document, revision, .. } => {
            planned(deal, *document, *revision, recorded)
        }
        Event::DocumentSubmitted { kind: DocumentKind::VisitReport, document, revision, .. } => {
            let mut fired = reported(deal, *document, *revision, recorded);
            fired.extend(actions_due(deal, *document, recorded, process));
            fired
        }
        Event::VisitCancelled { visit, .. } => {
            vec![fire(Trigger::VisitCancelled, Subject::Document(*visit), recorded.at)]
        }
        Event::NextActionDone { document, action, .. } => {
            vec![fire(Trigger::NextActionDone, Subject::Action(*document, *action), recorded.at)]
        }
        Event::NeedsGuided { .. } => vec![fire(Trigger::NeedsGuided, Subject::Deal, recorded.at)],
        _ => Vec::new(),
    }
}

/// A plan starts its own clock and, for now, the record's; a revision that leaves the times alone starts neither.
fn planned(deal: &Deal, document: DocumentId, revision: u32, recorded: &Recorded) -> Vec<Fired> {
    let fire = |trigger, subject, at| Fired { trigger, subject, at, step_working_days: 0 };
    let about = || Subject::Document(document);
    let mut fired = vec![
        fire(Trigger::VisitPlanned, Subject::Deal, recorded.at),
        fire(Trigger::VisitPlanned, about(), recorded.at),
    ];
    let visit = deal.nurture.visits.get(&document).filter(|visit| visit.scheduled_revision == revision);
    if let Some(slot) = visit.and_then(|visit| visit.planned) {
        fired.insert(0, fire(Trigger::VisitScheduled, about(), slot.start));
        fired.push(fire(Trigger::VisitEnded, about(), slot.end));
    }
    fired
}

/// A record tells when the visit really ended, and meets the clock that runs from there.
fn reported(deal: &Deal, document: DocumentId, revision: u32, recorded: &Recorded) -> Vec<Fired> {
    let fire = |trigger, subject, at| Fired { trigger, subject, at, step_working_days: 0 };
    let Some(report) = deal.nurture.reports.get(&document).filter(|_| revision == 1) else {
        return Vec::new();
    };
    let about = || Subject::Document(report.visit);
    let mut fired = vec![
        fire(Trigger::VisitEnded, about(), report.actual.end),
        fire(Trigger::VisitReported, about(), recorded.at),
    ];
    if deal.nurture.reports.len() == 1 && deal.nurture.guided_at.is_none() {
        fired.push(fire(Trigger::GuidanceOwed, Subject::Deal, recorded.at));
    }
    fired
}

fn actions_due(deal: &Deal, document: DocumentId, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let zone = process.time_zone();
    let actions = deal.nurture.reports.get(&document).map(|r| r.actions.as_slice()).unwrap_or_default();
    let open = actions.iter().enumerate().filter(|(_, action)| action.done_at.is_none());
    open.map(|(number, action)| Fired {
        trigger: Trigger::NextActionDue,
        subject: Subject::Action(document, number as u32),
        at: zone::at(action.due, 0, 0, &zone).max(recorded.at),
        step_working_days: 0,
    })
    .collect()
}

/// Adds what a command of this stage wants to see.
pub(super) fn needs(deal: &Deal, command: &Command, needs: &mut Needs) {
    match command {
        Command::SubmitDocument { kind: DocumentKind::VisitPlan, body, .. }
        | Command::MoveVisit { body, .. } => {
            needs.account = Some(deal.account);
            needs.busy = people(Reader(body), "visitors");
        }
        Command::SubmitDocument { kind: DocumentKind::VisitReport, body, .. } => {
            needs.account = Some(deal.account);
            needs.busy = people(Reader(body), "our_attendees");
        }
        Command::SubmitDocument { kind: DocumentKind::DecisionChain, .. } | Command::VerifyNeed { .. } => {
            needs.account = Some(deal.account);
        }
        _ => {}
    }
}

fn people(body: Reader<'_>, key: &str) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = body.list(key);
    people.sort();
    people.dedup();
    people
}
