//! What clocks hear of an event.

use super::{Deal, Event, Grade, OwnerChange, Recorded, aftercare, contract, fulfilment, nurture, proposal};
use crate::obligation::{Fired, Subject};
use crate::process::{Process, Stage, Trigger};

/// The triggers that an event fires, the deal already folded over it.
pub fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    // A visit's clock starts before the paper that meets it counts.
    let mut fired = nurture::fired(deal, recorded, process);
    fired.extend(of_any_stage(deal, recorded, process));
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
        Event::LeadRegistered { .. } => vec![about_deal(Trigger::LeadAssigned)],
        Event::OwnerChanged { change: OwnerChange::Claimed, .. } => vec![about_deal(Trigger::LeadAssigned)],
        Event::OwnerChanged { change: OwnerChange::Assigned, .. } => {
            let restarts = deal.lead.reassignments <= process.settings.pool.restarts_of_screening;
            restarts.then(|| about_deal(Trigger::LeadReassigned)).into_iter().collect()
        }
        Event::OwnerChanged { .. } => vec![about_deal(Trigger::DealEnded)],
        Event::LeadScreened { .. } => vec![about_deal(Trigger::LeadScreened)],
        Event::GradeSet { .. } => vec![about_deal(Trigger::GradeReviewed)],
        Event::DocumentSubmitted { kind, document, .. } => {
            let trigger = Trigger::DocumentSubmitted(*kind);
            vec![about_deal(trigger), fire(trigger, Subject::Document(*document))]
        }
        Event::StepActivated { approval, step, .. } => {
            let planned = deal.approvals.get(approval).and_then(|a| a.active_step());
            let allowance = planned.map_or(1, |step| step.plan.working_days);
            let subject = Subject::Step(*approval, *step);
            vec![Fired { step_working_days: allowance, ..fire(Trigger::StepActivated, subject) }]
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
        Event::ApprovalFinished { approval, .. } => {
            let active = deal.approvals.get(approval).map_or(0, |a| a.active);
            vec![fire(Trigger::StepClosed, Subject::Step(*approval, active))]
        }
        Event::StageAdvanced { from: Stage::Screening, .. } => match deal.lead.grade {
            Some(Grade::A) => vec![about_deal(Trigger::ConvertedA)],
            Some(Grade::B) => vec![about_deal(Trigger::ConvertedB)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
