//! Reviews of a deal (D21): owed for deals above a value, with improvement actions that are tracked to their end.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Aftercare;
use crate::deal::document::{Draft, judge_references};
use crate::deal::{Deal, Event, Recorded};
use crate::decision::Decision;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::id::{DocumentId, PersonId};
use crate::money::Money;
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Process, Stage, Trigger};
use crate::refusal::Refusal;
use crate::zone;

/// An improvement action of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// Who answers for it.
    pub owner: PersonId,
    /// Whom the paper names, where another answers for it since that one left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<PersonId>,
    /// By when.
    pub due_on: Date,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

/// What the deal is worth: its contracts, or what was expected of it.
pub fn value(deal: &Deal) -> Money {
    let contracts = deal.fulfilment.contracts.values().map(|contract| contract.amount);
    let signed = Money::checked_sum(contracts).unwrap_or(Money(i64::MAX));
    let expected = deal.nurture.forecast.as_ref().map_or(Money::ZERO, |forecast| forecast.amount);
    if signed > Money::ZERO { signed } else { expected }
}

/// Whether the deal is worth a review.
pub fn is_owed(deal: &Deal, process: &Process) -> bool {
    value(deal).minor() >= process.settings.limits.retrospective_from_minor
}

/// Judges a review, and fills what the system knows.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    judge_references(decision, draft)?;
    let deal = &decision.deal;
    let kind = draft.read().text("kind").unwrap_or_default();
    let fits = match (&deal.aftercare.ended, deal.is_won()) {
        (Some(ended), _) => kind == ended.outcome.review(),
        (None, true) => matches!(kind, "won" | "project"),
        (None, false) => false,
    };
    if !fits {
        return draft.fault("kind", "not_how_it_ended", None);
    }
    let expected = deal.nurture.forecast.as_ref().map(|forecast| forecast.amount.minor());
    if let Some(expected) = expected {
        values.set("planned_amount", expected);
    }
    if deal.is_won() {
        values.set("actual_amount", value(deal).minor());
    }
    let zone = decision.process.time_zone();
    let begun = zone::local_date(deal.began_at, &zone);
    values.set("cycle_days", begun.duration_until(decision.today()).as_hours() / 24);
    let late = |row: &Reader<'_>| row.parse::<Date>("due").is_some_and(|due| due < decision.today());
    match draft.read().rows("actions").iter().position(|row| late(row) && draft.revision == 1) {
        Some(row) => draft.fault(&format!("actions[{row}].due"), "in_past", None),
        None => Ok(()),
    }
}

/// Says that an improvement action is done.
pub(crate) fn close(
    decision: &mut Decision<'_>,
    document: DocumentId,
    action: u32,
    note: &str,
) -> Result<(), Refusal> {
    let standing = decision.deal.aftercare.improvement(document, action);
    let standing = standing.ok_or(Refusal::UnknownAction { document, action })?;
    if standing.done_at.is_some() {
        return Err(Refusal::ActionDone { document, action });
    }
    let by = decision.person()?;
    let leads = decision.facts.organization.holds(by, "sales_manager", decision.deal.department);
    if standing.owner != by && !leads {
        let command = "close_improvement".to_owned();
        return Err(Refusal::NotPermitted { command, needs: vec!["sales_manager".to_owned()] });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::ImprovementClosed { document, action, note });
    Ok(())
}

pub(super) fn fold(state: &mut Aftercare, recorded: &Recorded) {
    match &recorded.event {
        Event::DocumentSubmitted { kind: DocumentKind::Retrospective, document, facts, .. } => {
            state.reviewed = true;
            let before = state.improvements.remove(document).unwrap_or_default();
            let rows = Reader(facts).rows("actions").into_iter().zip(0..);
            let planned = rows.filter_map(|(row, at): (_, usize)| {
                let owner = row.parse("owner")?;
                let known = before.get(at);
                let passed = known.filter(|known| known.named == Some(owner));
                Some(Improvement {
                    owner: passed.map_or(owner, |known| known.owner),
                    named: passed.map(|_| owner),
                    due_on: row.parse("due")?,
                    done_at: known.and_then(|known| known.done_at),
                })
            });
            state.improvements.insert(*document, planned.collect());
        }
        Event::ImprovementClosed { document, action, .. } => {
            let of_review = state.improvements.get_mut(document);
            if let Some(improvement) = of_review.and_then(|all| all.get_mut(*action as usize)) {
                improvement.done_at = Some(recorded.at);
            }
        }
        Event::ImprovementPassed { document, action, to } => {
            let of_review = state.improvements.get_mut(document);
            if let Some(improvement) = of_review.and_then(|all| all.get_mut(*action as usize)) {
                improvement.named = improvement.named.or(Some(improvement.owner));
                improvement.owner = *to;
            }
        }
        _ => {}
    }
}

pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let fire = |trigger, subject, at| Fired { trigger, subject, at, step_working_days: 0 };
    match &recorded.event {
        Event::DocumentSubmitted { kind: DocumentKind::Retrospective, document, .. } => {
            let zone = process.time_zone();
            let of_review = deal.aftercare.improvements.get(document).into_iter().flatten().zip(0..);
            let open = of_review.filter(|(improvement, _)| improvement.done_at.is_none());
            let due = open.map(|(improvement, action)| {
                let at = zone::at(improvement.due_on, 0, 0, &zone);
                fire(Trigger::ImprovementDue, Subject::Improvement(*document, action), at)
            });
            std::iter::once(fire(Trigger::RetrospectiveDone, Subject::Deal, recorded.at)).chain(due).collect()
        }
        Event::ImprovementClosed { document, action, .. } => {
            let subject = Subject::Improvement(*document, *action);
            vec![fire(Trigger::ImprovementDone, subject, recorded.at)]
        }
        Event::StageAdvanced { to: Stage::Aftercare, .. } | Event::DealEnded { .. } => {
            let owed = is_owed(deal, process) && !deal.aftercare.reviewed;
            owed.then(|| fire(Trigger::RetrospectiveOwed, Subject::Deal, recorded.at)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
