//! Deals that look better than they are: moved dates, other amounts, gates in a row, claims that were waited for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::customers::Registered;
use super::texts::NoteKind;
use super::{Finding, Rule, Subject, SubjectKind, Window, figures};
use crate::deal::{Event, Recorded};
use crate::facts::Actor;
use crate::id::{BodyId, DealId, PersonId};
use crate::process::{Anomalies, DocumentKind};

/// A deal with all that happened to it.
#[derive(Debug, Clone)]
pub struct Stream {
    /// Which.
    pub deal: DealId,
    /// In order.
    pub events: Vec<Recorded>,
}

/// A text that somebody wrote in the window, to be looked up by the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Where it is kept.
    pub body: BodyId,
    /// What for.
    pub kind: NoteKind,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The visit reports and notes of contacts that people wrote in the window.
pub fn written(stream: &Stream, window: &Window) -> Vec<Written> {
    let text = |recorded: &Recorded| {
        let (body, kind) = match &recorded.event {
            Event::DocumentSubmitted { kind: DocumentKind::VisitReport, revision: 1, body, .. } => {
                (body.id, NoteKind::Visit)
            }
            Event::ContactAttempted { note, reached: true, .. } => (note.id, NoteKind::Contact),
            _ => return None,
        };
        let person = recorded.by.person().filter(|_| window.holds(recorded.at))?;
        Some(Written { body, kind, person, at: recorded.at })
    };
    stream.events.iter().filter_map(text).collect()
}

/// The lead of a deal that somebody registered in the window.
pub(super) fn registrations(stream: &Stream, window: &Window) -> Vec<Registered> {
    let first = stream.events.first().filter(|first| window.holds(first.at));
    let registered = first.and_then(|first| match (&first.event, first.by) {
        (Event::LeadRegistered { account, .. }, Actor::Person(person)) => {
            Some(Registered { person, deal: stream.deal, account: *account, at: first.at })
        }
        _ => None,
    });
    registered.into_iter().collect()
}

pub(super) fn findings(rules: &Anomalies, window: &Window, stream: &Stream) -> Vec<Finding> {
    let found =
        [forecast(rules, window, stream), stages(rules, window, stream), claims(rules, window, stream)];
    let accepted = acceptance(rules, window, stream);
    found.into_iter().flatten().chain(accepted).collect()
}

struct Case<'a> {
    window: &'a Window,
    deal: DealId,
}

impl Case<'_> {
    fn finding(&self, rule: Rule, by: Actor, at: Timestamp, values: serde_json::Value) -> Finding {
        let about = Some(Subject { kind: SubjectKind::Deal, id: self.deal.0 });
        let on = self.window.date(at);
        Finding { rule, person: by.person(), about, on, figures: figures(values) }
    }
}

/// Closing dates that move on and on, and amounts that are far from the first.
fn forecast(rules: &Anomalies, window: &Window, stream: &Stream) -> Vec<Finding> {
    let case = Case { window, deal: stream.deal };
    let set: Vec<_> = stream
        .events
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::ForecastSet { amount, close_on } => {
                Some((recorded.at, recorded.by, amount.minor(), *close_on))
            }
            _ => None,
        })
        .collect();
    let (Some(first), Some(last)) = (set.first(), set.last().filter(|last| window.holds(last.0))) else {
        return Vec::new();
    };
    let moves = set.windows(2).filter(|two| two[0].3 != two[1].3).count();
    let moved_now = set.windows(2).any(|two| two[0].3 != two[1].3 && window.holds(two[1].0));
    let mut found = Vec::new();
    if moved_now && moves >= rules.deals.close_moves as usize {
        let values = json!({ "count": moves, "from": first.3, "to": last.3 });
        found.push(case.finding(Rule::CloseMoved, last.1, last.0, values));
    }
    let changed = percent(first.2, last.2);
    let changed_now = set.windows(2).any(|two| two[0].2 != two[1].2 && window.holds(two[1].0));
    if changed_now && changed > i64::from(rules.deals.amount_percent) {
        let values = json!({ "from_minor": first.2, "to_minor": last.2, "percent": changed });
        found.push(case.finding(Rule::AmountChanged, last.1, last.0, values));
    }
    found
}

/// By how much a value differs from the first, percent of it.
fn percent(first: i64, last: i64) -> i64 {
    let by = (i128::from(last) - i128::from(first)).abs() * 100 / i128::from(first.max(1));
    i64::try_from(by).unwrap_or(i64::MAX)
}

/// Days with several gates. What was brought in by a migration passed them elsewhere.
fn stages(rules: &Anomalies, window: &Window, stream: &Stream) -> Vec<Finding> {
    let case = Case { window, deal: stream.deal };
    let migrated =
        |recorded: &Recorded| matches!(&recorded.event, Event::LeadRegistered { migrated: Some(_), .. });
    if stream.events.first().is_some_and(migrated) {
        return Vec::new();
    }
    let mut days: BTreeMap<Date, Vec<&Recorded>> = BTreeMap::new();
    for recorded in stream.events.iter().filter(|recorded| window.holds(recorded.at)) {
        if matches!(recorded.event, Event::StageAdvanced { .. }) {
            days.entry(window.date(recorded.at)).or_default().push(recorded);
        }
    }
    let many = days.into_values().filter(|passed| passed.len() >= rules.deals.stages_a_day as usize);
    many.filter_map(|passed| {
        let last = passed.last()?;
        Some(case.finding(Rule::StagesInADay, last.by, last.at, json!({ "count": passed.len() })))
    })
    .collect()
}

/// Claims within minutes of the release.
fn claims(rules: &Anomalies, window: &Window, stream: &Stream) -> Vec<Finding> {
    let case = Case { window, deal: stream.deal };
    let mut free_since: Option<Timestamp> = None;
    let mut found = Vec::new();
    for recorded in &stream.events {
        let Event::OwnerChanged { to, .. } = &recorded.event else { continue };
        let waited = free_since.map(|free| recorded.at.duration_since(free));
        let limit = SignedDuration::from_mins(i64::from(rules.deals.claim_minutes));
        let by_himself = *to == recorded.by.person() && to.is_some();
        if by_himself && window.holds(recorded.at) && waited.is_some_and(|waited| waited <= limit) {
            let seconds = waited.map_or(0, |waited| waited.as_secs());
            found.push(case.finding(
                Rule::QuickClaim,
                recorded.by,
                recorded.at,
                json!({ "seconds": seconds }),
            ));
        }
        free_since = to.is_none().then_some(recorded.at);
    }
    found
}

/// An acceptance on the last days of a quarter with a complaint soon after it.
fn acceptance(rules: &Anomalies, window: &Window, stream: &Stream) -> Option<Finding> {
    let case = Case { window, deal: stream.deal };
    let (accepted_on, by) = stream.events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::AcceptanceRecorded { on, is_first_final: true, .. } => Some((*on, recorded.by)),
        _ => None,
    })?;
    let end = quarter_end(accepted_on)?;
    let last_days = end.saturating_sub(jiff::Span::new().days(i64::from(rules.deals.quarter_end_days) - 1));
    let until = accepted_on.saturating_add(jiff::Span::new().days(i64::from(rules.deals.defects_days)));
    let complained = stream.events.iter().find(|recorded| {
        let on = window.date(recorded.at);
        matches!(recorded.event, Event::ComplaintRaised { .. }) && on >= accepted_on && on <= until
    })?;
    let is_one = accepted_on >= last_days && window.holds(complained.at);
    let values = json!({ "accepted_on": accepted_on, "complained_on": window.date(complained.at) });
    is_one.then(|| case.finding(Rule::QuarterEndAcceptance, by, complained.at, values))
}

/// The last day of the quarter in which a day lies.
pub(super) fn quarter_end(day: Date) -> Option<Date> {
    let month = (day.month() + 2) / 3 * 3;
    Date::new(day.year(), month, 1).ok().map(Date::last_of_month)
}
