//! Complaints: answered within working hours, planned within days, closed by their severity. Re-opening counts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Aftercare;
use crate::deal::{BodyRef, Deal, Event, Recorded};
use crate::decision::Decision;
use crate::id::{ComplaintId, DocumentId};
use crate::obligation::{Fired, Subject};
use crate::process::Trigger;
use crate::refusal::Refusal;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 一般.
    Normal,
    /// 严重.
    Severe,
}

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// How bad it is.
    pub severity: Severity,
    /// The return visit in which it came up, where it did.
    pub source: Option<DocumentId>,
    /// When it was raised, or opened again.
    pub raised_at: Timestamp,
    /// When the customer was first answered.
    pub answered_at: Option<Timestamp>,
    /// When a way to settle it was proposed.
    pub planned_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// How often it was opened again.
    pub reopened: u32,
}

/// A severity as forms name it.
pub(super) fn severity(option: Option<&str>) -> Option<Severity> {
    serde_json::from_value(option?.into()).ok()
}

/// Raises a complaint.
pub(crate) fn raise(
    decision: &mut Decision<'_>,
    severity: Severity,
    description: &str,
) -> Result<(), Refusal> {
    if !decision.deal.is_won() {
        return Err(Refusal::NothingDelivered);
    }
    let note = decision.keep_reason("description", description)?;
    open(decision, severity, None, Some(note));
    Ok(())
}

pub(super) fn open(
    decision: &mut Decision<'_>,
    severity: Severity,
    source: Option<DocumentId>,
    note: Option<BodyRef>,
) {
    let complaint = ComplaintId(decision.next_id());
    decision.emit(Event::ComplaintRaised { complaint, severity, source, note });
}

/// Gives the customer a first answer.
pub(crate) fn answer(decision: &mut Decision<'_>, complaint: ComplaintId, note: &str) -> Result<(), Refusal> {
    if standing(decision, complaint)?.answered_at.is_some() {
        return Err(Refusal::ComplaintAnswered { complaint });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::ComplaintAnswered { complaint, note });
    Ok(())
}

/// Proposes how to settle it.
pub(crate) fn plan(decision: &mut Decision<'_>, complaint: ComplaintId, plan: &str) -> Result<(), Refusal> {
    standing(decision, complaint)?;
    let note = decision.keep_reason("plan", plan)?;
    decision.emit(Event::ComplaintPlanned { complaint, note });
    Ok(())
}

/// Finds that it is severe.
pub(crate) fn escalate(
    decision: &mut Decision<'_>,
    complaint: ComplaintId,
    reason: &str,
) -> Result<(), Refusal> {
    if standing(decision, complaint)?.severity == Severity::Severe {
        return Err(Refusal::ComplaintSevere { complaint });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::ComplaintEscalated { complaint, note });
    Ok(())
}

/// Closes it; nothing is closed before there was a plan.
pub(crate) fn close(decision: &mut Decision<'_>, complaint: ComplaintId, note: &str) -> Result<(), Refusal> {
    if standing(decision, complaint)?.planned_at.is_none() {
        return Err(Refusal::ComplaintNotPlanned { complaint });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::ComplaintClosed { complaint, note });
    Ok(())
}

/// Opens it again; its clocks start anew.
pub(crate) fn reopen(
    decision: &mut Decision<'_>,
    complaint: ComplaintId,
    reason: &str,
) -> Result<(), Refusal> {
    let closed = decision.deal.aftercare.complaints.get(&complaint);
    if closed.ok_or(Refusal::UnknownComplaint { complaint })?.closed_at.is_none() {
        return Err(Refusal::ComplaintOpen { complaint });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::ComplaintReopened { complaint, note });
    Ok(())
}

fn standing<'d>(decision: &'d Decision<'_>, complaint: ComplaintId) -> Result<&'d Complaint, Refusal> {
    match decision.deal.aftercare.complaints.get(&complaint) {
        None => Err(Refusal::UnknownComplaint { complaint }),
        Some(closed) if closed.closed_at.is_some() => Err(Refusal::ComplaintClosed { complaint }),
        Some(open) => Ok(open),
    }
}

pub(super) fn fold(state: &mut Aftercare, recorded: &Recorded) {
    let at = recorded.at;
    let mut change = |id: &ComplaintId, change: &dyn Fn(&mut Complaint)| {
        if let Some(complaint) = state.complaints.get_mut(id) {
            change(complaint);
        }
    };
    match &recorded.event {
        Event::ComplaintRaised { complaint, severity, source, .. } => {
            let raised = Complaint {
                severity: *severity,
                source: *source,
                raised_at: at,
                answered_at: None,
                planned_at: None,
                closed_at: None,
                reopened: 0,
            };
            state.complaints.insert(*complaint, raised);
        }
        Event::ComplaintAnswered { complaint, .. } => change(complaint, &|c| c.answered_at = Some(at)),
        Event::ComplaintPlanned { complaint, .. } => change(complaint, &|c| {
            c.answered_at = c.answered_at.or(Some(at));
            c.planned_at = Some(at);
        }),
        Event::ComplaintEscalated { complaint, .. } => {
            change(complaint, &|c| c.severity = Severity::Severe);
        }
        Event::ComplaintClosed { complaint, .. } => change(complaint, &|c| c.closed_at = Some(at)),
        Event::ComplaintReopened { complaint, .. } => change(complaint, &|c| {
            (c.raised_at, c.answered_at, c.planned_at, c.closed_at) = (at, None, None, None);
            c.reopened += 1;
        }),
        _ => {}
    }
}

/// What clocks hear of it: a severe one fires as any other first, so that its own clock takes the place of the usual.
pub(super) fn fired(deal: &Deal, recorded: &Recorded) -> Vec<Fired> {
    let fire = |trigger, complaint: &ComplaintId| {
        let subject = Subject::Complaint(*complaint);
        Fired { trigger, subject, at: recorded.at, step_working_days: 0 }
    };
    match &recorded.event {
        Event::ComplaintRaised { complaint, .. } | Event::ComplaintReopened { complaint, .. } => {
            let severity = deal.aftercare.complaints.get(complaint).map(|complaint| complaint.severity);
            let severe = severity == Some(Severity::Severe);
            let severe = severe.then(|| fire(Trigger::SevereComplaintRaised, complaint));
            std::iter::once(fire(Trigger::ComplaintRaised, complaint)).chain(severe).collect()
        }
        Event::ComplaintAnswered { complaint, .. } => vec![fire(Trigger::ComplaintAnswered, complaint)],
        Event::ComplaintPlanned { complaint, .. } => vec![fire(Trigger::ComplaintPlanned, complaint)],
        Event::ComplaintEscalated { complaint, .. } => {
            vec![fire(Trigger::SevereComplaintRaised, complaint)]
        }
        Event::ComplaintClosed { complaint, .. } => vec![fire(Trigger::ComplaintClosed, complaint)],
        _ => Vec::new(),
    }
}
