//! Deals on which nobody works, though they stand in the list as if somebody did.
//!
//! Each is told for the day on which it became so, and therefore once for as long as it lasts.

use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::story::Story;
use super::{Finding, Rule, Subject, SubjectKind, Window, figures};
use crate::deal::{Event, Grade, Recorded};
use crate::process::{Anomalies, DocumentKind, Stage};

/// An opportunity that nobody touches, an A that nobody visits, a closing date without a price.
pub(super) fn findings(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Vec<Finding> {
    if !story.is_open || story.owner.is_none() {
        return Vec::new();
    }
    let found = [idle(rules, window, story), unvisited(rules, window, story), unquoted(rules, window, story)];
    found.into_iter().flatten().collect()
}

/// The finding of a day, once that day has come.
fn on(
    window: &Window,
    story: &Story<'_>,
    (rule, day): (Rule, Date),
    values: serde_json::Value,
) -> Option<Finding> {
    let about = Some(Subject { kind: SubjectKind::Deal, id: story.deal.0 });
    let finding = Finding { rule, person: story.owner, about, on: day, figures: figures(values) };
    (day <= window.last()).then_some(finding)
}

fn after(day: Date, days: u32) -> Date {
    day.saturating_add(Span::new().days(i64::from(days)))
}

fn idle(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Option<Finding> {
    if !matches!(story.stage, Stage::Nurture | Stage::Proposal | Stage::Contract) {
        return None;
    }
    let last = window.date(story.events.iter().rev().find(|recorded| is_work(recorded))?.at);
    let day = after(last, rules.idle.opportunity_days);
    on(
        window,
        story,
        (Rule::IdleOpportunity, day),
        json!({ "since": last, "days": rules.idle.opportunity_days }),
    )
}

/// What people do for the deal; that it changes hands, or that a deadline passes, moves nothing.
fn is_work(recorded: &Recorded) -> bool {
    let is_passive = matches!(
        recorded.event,
        Event::OwnerChanged { .. }
            | Event::CustomerMerged { .. }
            | Event::ReaderNamed { .. }
            | Event::ReaderUnnamed { .. }
            | Event::ObligationOpened { .. }
            | Event::ObligationMoved { .. }
            | Event::ObligationMissed { .. }
            | Event::ObligationRescheduled { .. }
            | Event::AlarmRaised { .. }
    );
    recorded.by.person().is_some() && !is_passive
}

fn unvisited(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Option<Finding> {
    if story.has(DocumentKind::VisitReport) {
        return None;
    }
    let grades = story.events.iter().rev().filter_map(|recorded| match &recorded.event {
        Event::GradeSet { grade, .. } => Some((*grade, recorded.at)),
        _ => None,
    });
    // Graded A again, it is still the same A.
    let since = grades.take_while(|(grade, _)| *grade == Grade::A).last()?.1;
    let graded = window.date(since);
    let day = after(graded, rules.idle.a_unvisited_days);
    on(
        window,
        story,
        (Rule::UnvisitedA, day),
        json!({ "since": graded, "days": rules.idle.a_unvisited_days }),
    )
}

/// A deal counts as promised once its expected closing date is near.
fn unquoted(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Option<Finding> {
    let is_early = matches!(story.stage, Stage::Nurture | Stage::Proposal);
    if !is_early || story.has(DocumentKind::Quotation) {
        return None;
    }
    let (set_on, amount, close_on) =
        story.events.iter().rev().find_map(|recorded| match &recorded.event {
            Event::ForecastSet { amount, close_on } => {
                Some((window.date(recorded.at), amount.minor(), *close_on))
            }
            _ => None,
        })?;
    let near = close_on.saturating_sub(Span::new().days(i64::from(rules.idle.committed_days)));
    let values = json!({ "close_on": close_on, "amount_minor": amount });
    on(window, story, (Rule::UnquotedCommit, near.max(set_on)), values).filter(|_| close_on >= window.first())
}
