//! What clocks hear of an event.

use super::{
    Deal, Event, Grade, OwnerChange, Recorded, ScreeningResult, aftercare, contract, fulfilment, nurture,
    proposal, screening,
};
use crate::approval::{ApprovalResult, ApprovalSubject};
use crate::id::{ApprovalId, DocumentId};
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Pool, Process, Stage, Trigger};

/// The triggers that an event fires, the deal already folded over it; its lead goes by these limits.
pub fn fired(deal: &Deal, recorded: &Recorded, process: &Process, pool: &Pool) -> Vec<Fired> {
    // A visit's clock starts before the paper that meets it counts.
    let mut fired = nurture::fired(deal, recorded, process);
    fired.extend(of_any_stage(deal, recorded, process));
    fired.extend(follow_up(deal, recorded, process, pool));
    fired.extend(proposal::fired(deal, recorded, process));
    fired.extend(contract::fired(deal, recorded, process));
    fired.extend(fulfilment::fired(deal, recorded, process));
    fired.extend(aftercare::fired(deal, recorded, process));
    fired
}

fn of_any_stage(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let fire = |trigger, subject| Fired { trigger, subject, at: recorded.at, step_working_days: 0 };
    let about_deal = |trigger| fire(trigger, Subject::Deal);
    match &recorded.event {
        Event::LeadRegistered { migrated: Some(migrated), .. } => match (migrated.stage, migrated.grade) {
            (Stage::Nurture, Some(Grade::A)) => vec![about_deal(Trigger::ConvertedA)],
            (Stage::Nurture, Some(Grade::B)) => vec![about_deal(Trigger::ConvertedB)],
            _ => Vec::new(),
        },
        Event::LeadRegistered { owner: None, .. } => Vec::new(),
        Event::LeadRegistered { .. } => vec![about_deal(Trigger::LeadAssigned)],
        Event::OwnerChanged { from: None, .. } => vec![about_deal(Trigger::LeadAssigned)],
        Event::OwnerChanged { change: OwnerChange::Assigned | OwnerChange::Awarded, .. } => {
            let restarts = deal.lead.reassignments <= process.settings.pool.restarts_of_screening;
            restarts.then(|| about_deal(Trigger::LeadReassigned)).into_iter().collect()
        }
        // Whoever takes over from a leaver takes over his clocks as they run.
        Event::OwnerChanged { change: OwnerChange::HandedOver, .. } => Vec::new(),
        Event::OwnerChanged { .. } => heard_by_all(deal, recorded, Trigger::DealEnded),
        Event::LeadScreened { result, .. } => {
            let is_over = *result == ScreeningResult::Invalid;
            let ended = is_over.then(|| heard_by_all(deal, recorded, Trigger::DealEnded));
            std::iter::once(about_deal(Trigger::LeadScreened)).chain(ended.into_iter().flatten()).collect()
        }
        Event::LeadWithdrawn { .. } => heard_by_all(deal, recorded, Trigger::DealEnded),
        Event::GradeSet { next_review_on, .. } => {
            let again = Fired { at: morning_of(*next_review_on, process), ..about_deal(Trigger::RegradeDue) };
            vec![about_deal(Trigger::GradeReviewed), again]
        }
        Event::AppealFiled { level: 1, .. } => vec![about_deal(Trigger::AppealFiled)],
        Event::AppealFiled { .. } => vec![about_deal(Trigger::SecondAppealFiled)],
        Event::AppealDecided { .. } => vec![about_deal(Trigger::AppealDecided)],
        Event::RecyclingProposed {} => vec![about_deal(Trigger::RecyclingProposed)],
        Event::RecyclingDecided { .. } => vec![about_deal(Trigger::RecyclingDecided)],
        Event::DocumentSubmitted { kind, document, .. } => {
            let trigger = Trigger::DocumentSubmitted(*kind);
            vec![about_deal(trigger), fire(trigger, Subject::Document(*document))]
        }
        Event::StepActivated { approval, step, .. } => {
            let planned = deal.approvals.get(approval).and_then(|a| a.active_step());
            let allowance = planned.map_or(1, |step| step.plan.working_days);
            let subject = Subject::Step(*approval, *step);
            // One clock times a step: a grade and a loss have their own.
            let trigger = match () {
                () if is_grading(deal, *approval) => Trigger::GradeProposed,
                () if is_closing(deal, *approval) => Trigger::LossProposed,
                () => Trigger::StepActivated,
            };
            vec![Fired { step_working_days: allowance, ..fire(trigger, subject) }]
        }
        Event::StepBlocked { approval, step, .. } => {
            vec![fire(Trigger::StepBlocked, Subject::Step(*approval, *step))]
        }
        Event::StepDecided { approval, step, .. } => {
            let waiting = deal.approvals.get(approval).is_some_and(|a| {
                a.active == *step
                    && a.active_step()
                        .is_some_and(|s| !s.is_agreed() && s.decisions.len() < s.assignees.len())
            });
            let closed = (!waiting).then(|| fire(Trigger::StepClosed, Subject::Step(*approval, *step)));
            closed.into_iter().collect()
        }
        Event::ApprovalFinished { approval, result, .. } => {
            let active = deal.approvals.get(approval).map_or(0, |a| a.active);
            let closed = fire(Trigger::StepClosed, Subject::Step(*approval, active));
            let consent = approved(deal, *approval).filter(|_| *result == ApprovalResult::Approved);
            let consent = consent.into_iter().flat_map(|(id, kind)| {
                let trigger = Trigger::DocumentApproved(kind);
                [about_deal(trigger), fire(trigger, Subject::Document(id))]
            });
            std::iter::once(closed).chain(consent).collect()
        }
        Event::StageAdvanced { from: Stage::Screening, .. } => match deal.lead.grade {
            Some(Grade::A) => vec![about_deal(Trigger::ConvertedA)],
            Some(Grade::B) => vec![about_deal(Trigger::ConvertedB)],
            _ => Vec::new(),
        },
        Event::StageAdvanced { to: Stage::Aftercare, .. } => {
            heard_by_all(deal, recorded, Trigger::DealClosed)
        }
        _ => Vec::new(),
    }
}

/// What every duty that is still open hears, whatever it is about; a deal that nobody owns or that is over owes nothing.
pub(super) fn heard_by_all(deal: &Deal, recorded: &Recorded, trigger: Trigger) -> Vec<Fired> {
    let fire = |subject| Fired { trigger, subject, at: recorded.at, step_working_days: 0 };
    deal.open_subjects().into_iter().map(fire).collect()
}

/// The document that an approval is about, and its kind.
fn approved(deal: &Deal, approval: ApprovalId) -> Option<(DocumentId, DocumentKind)> {
    match deal.approvals.get(&approval)?.subject {
        ApprovalSubject::Document { document, .. } => Some((document, deal.documents.get(&document)?.kind)),
        _ => None,
    }
}

/// The review of a grade has a clock of its own, so that it is owed once and not twice.
fn is_grading(deal: &Deal, approval: ApprovalId) -> bool {
    approved(deal, approval).is_some_and(|(_, kind)| kind == DocumentKind::Grading)
}

fn is_closing(deal: &Deal, approval: ApprovalId) -> bool {
    let subject = deal.approvals.get(&approval).map(|approval| &approval.subject);
    matches!(subject, Some(ApprovalSubject::Closing { .. }))
}

/// A lead is followed up, or must be by another day: after registration, claim, grading, a return to screening.
fn follow_up(deal: &Deal, recorded: &Recorded, process: &Process, pool: &Pool) -> Vec<Fired> {
    let Some(due) = follow_up_due(deal, process, pool) else { return Vec::new() };
    let done = deal.lead.followed_up_at == recorded.at && is_follow_up(&recorded.event);
    let moves = matches!(
        recorded.event,
        Event::LeadRegistered { .. } | Event::GradeSet { .. } | Event::StageReturned { .. }
    );
    let followed = Fired { trigger: Trigger::FollowedUp, at: recorded.at, ..due.clone() };
    let due = (done || moves).then_some(due);
    done.then_some(followed).into_iter().chain(due).collect()
}

/// What a lead fires that must be followed up by a day, and goes to the pool otherwise.
pub(crate) fn follow_up_due(deal: &Deal, process: &Process, pool: &Pool) -> Option<Fired> {
    let at = morning_of(screening::pool::follow_up_on(deal, process, pool)?, process);
    Some(Fired { trigger: Trigger::FollowUpDue, subject: Subject::Deal, at, step_working_days: 0 })
}

/// Events that may be a follow-up; whether one was, the lead has folded already.
fn is_follow_up(event: &Event) -> bool {
    matches!(
        event,
        Event::ContactAttempted { .. }
            | Event::DocumentSubmitted { kind: DocumentKind::VisitReport, .. }
            | Event::OwnerChanged { from: None, .. }
            | Event::RecyclingDecided { .. }
    )
}

fn morning_of(day: jiff::civil::Date, process: &Process) -> jiff::Timestamp {
    crate::zone::at(day, 0, 0, &process.time_zone())
}
