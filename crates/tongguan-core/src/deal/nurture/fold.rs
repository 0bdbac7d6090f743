//! Reading events of stage 2.

use std::str::FromStr;

use super::{Action, Forecast, FoundNeed, Need, Nurture, Report, Slot, Visit, VisitKind};
use crate::deal::{Event, Recorded};
use crate::form::Reader;
use crate::id::DocumentId;
use crate::process::DocumentKind;

impl Nurture {
    /// Applies one event; events of other stages change nothing here.
    pub(in crate::deal) fn fold(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::DocumentSubmitted { kind: DocumentKind::VisitPlan, document, revision, facts, .. } => {
                self.fold_plan(*document, *revision, Reader(facts));
            }
            Event::DocumentSubmitted { kind: DocumentKind::VisitReport, document, facts, .. } => {
                self.fold_report(*document, Reader(facts));
            }
            Event::VisitMoved { visit, .. } => self.with_visit(*visit, |visit| visit.moves += 1),
            Event::VisitCancelled { visit, .. } => self.with_visit(*visit, |visit| visit.cancelled = true),
            Event::BackfillConfirmed { document, .. } => {
                if let Some(report) = self.reports.get_mut(document) {
                    report.confirmed = true;
                }
            }
            Event::NextActionDone { document, action, .. } => {
                let report = self.reports.get_mut(document);
                if let Some(action) = report.and_then(|report| report.actions.get_mut(*action as usize)) {
                    action.done_at = Some(recorded.at);
                }
            }
            Event::NextActionPassed { document, action, to } => {
                let report = self.reports.get_mut(document);
                if let Some(action) = report.and_then(|report| report.actions.get_mut(*action as usize)) {
                    action.named = action.named.or(Some(action.who));
                    action.who = *to;
                }
            }
            Event::NeedsGuided { .. } => self.guided_at = self.guided_at.or(Some(recorded.at)),
            Event::PainWaived { .. } => self.pain_waived = true,
            Event::OpportunityConfirmed { .. } => self.confirmed_at = Some(recorded.at),
            Event::ForecastSet { amount, close_on } => {
                let moved =
                    self.forecast.as_ref().map_or(0, |f| f.moves + u32::from(f.close_on != *close_on));
                self.forecast = Some(Forecast {
                    amount: *amount,
                    close_on: *close_on,
                    moves: moved,
                    set_at: recorded.at,
                });
            }
            event => self.fold_needs(event),
        }
    }

    fn fold_needs(&mut self, event: &Event) {
        match event {
            Event::NeedsFound { document, needs } => {
                for FoundNeed { need, row, source, quantified } in needs {
                    let verifications = self.needs.remove(need).map(|known| known.verifications);
                    let (report, row, source, quantified) = (*document, *row, *source, *quantified);
                    let verifications = verifications.unwrap_or_default();
                    self.needs.insert(*need, Need { report, row, source, quantified, verifications });
                }
            }
            Event::NeedVerified(verified) => {
                if let Some(need) = self.needs.get_mut(&verified.need) {
                    need.verifications.push(verified.second.clone());
                }
            }
            _ => {}
        }
    }

    fn fold_plan(&mut self, document: DocumentId, revision: u32, facts: Reader<'_>) {
        let planned = slot(facts, "planned_start", "planned_end");
        let known = self.visits.get(&document);
        let same = known.filter(|visit| visit.planned == planned);
        let visit = Visit {
            kind: facts.text("visit_type").and_then(visit_kind),
            planned,
            people: facts.list("visitors"),
            objectives: facts.rows("objective").len() as u32,
            scheduled_revision: same.map_or(revision, |visit| visit.scheduled_revision),
            moves: known.map_or(0, |visit| visit.moves),
            cancelled: false,
            report: None,
        };
        self.visits.insert(document, visit);
    }

    fn fold_report(&mut self, document: DocumentId, facts: Reader<'_>) {
        let Some(actual) = slot(facts, "actual_start", "actual_end") else { return };
        let plan = facts.parse("plan_id");
        let known = self.reports.remove(&document);
        let before = |number: usize| known.as_ref()?.actions.get(number);
        let rows = facts.rows("next_actions").into_iter().enumerate();
        let actions = rows.filter_map(|(number, row)| {
            let who = row.parse("who")?;
            // A paper goes on naming whoever has left.
            let passed = before(number).filter(|action| action.named == Some(who));
            Some(Action {
                who: passed.map_or(who, |action| action.who),
                due: row.parse("due")?,
                done_at: before(number).and_then(|action| action.done_at),
                named: passed.map(|_| who),
            })
        });
        let report = Report {
            visit: plan.unwrap_or(document),
            actual,
            contacts: facts.list("customer_attendees"),
            late: facts.yes("backfill_flag"),
            confirmed: known.as_ref().is_some_and(|report| report.confirmed),
            actions: actions.collect(),
        };
        let people = facts.list("our_attendees");
        let visit = self.visits.entry(report.visit).or_insert_with(|| unplanned(document));
        (visit.report, visit.people) = (Some(document), people);
        self.reports.insert(document, report);
    }

    fn with_visit(&mut self, visit: DocumentId, change: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.visits.get_mut(&visit) {
            change(visit);
        }
    }
}

fn unplanned(document: DocumentId) -> Visit {
    Visit {
        kind: None,
        planned: None,
        people: Vec::new(),
        objectives: 0,
        scheduled_revision: 0,
        moves: 0,
        cancelled: false,
        report: Some(document),
    }
}

pub(super) fn slot(record: Reader<'_>, start: &str, end: &str) -> Option<Slot> {
    Some(Slot { start: record.parse(start)?, end: record.parse(end)? })
}

pub(super) fn visit_kind(key: &str) -> Option<VisitKind> {
    VisitKind::from_str(key).ok()
}

impl FromStr for VisitKind {
    type Err = serde_json::Error;

    fn from_str(key: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::Value::String(key.to_owned()))
    }
}
