//! Visits that brought nothing home: nobody new was met, nothing is to be done, and the customer confirmed nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::story::Story;
use super::{Finding, Rule, Window, count, figures};
use crate::deal::{Event, Recorded};
use crate::form::Reader;
use crate::id::{DocumentId, PersonId};
use crate::process::{Anomalies, DocumentKind};

/// A visit that brought nothing home, as its report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EmptyVisit {
    person: PersonId,
    at: Timestamp,
}

/// The empty visits of a deal whose reports were handed in during the window.
pub(super) fn empty(story: &Story<'_>, window: &Window) -> Vec<EmptyVisit> {
    let mut met: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for recorded in story.events {
        let Event::DocumentSubmitted { kind, facts, document, revision, .. } = &recorded.event else {
            continue;
        };
        let people = people_in(*kind, facts);
        let brings_somebody = people.iter().any(|one| !met.contains(one));
        met.extend(people);
        let is_new = (*kind, *revision) == (DocumentKind::VisitReport, 1) && window.holds(recorded.at);
        let (Some(person), true) = (recorded.by.person(), is_new) else { continue };
        let day = window.date(recorded.at);
        if !brings_somebody && !has_next_action(facts, day) && !is_confirmed(story.events, *document, facts) {
            found.push(EmptyVisit { person, at: recorded.at });
        }
    }
    found
}

/// The customer's people whom a paper names.
fn people_in(kind: DocumentKind, facts: &Map<String, Value>) -> BTreeSet<String> {
    let body = Reader(facts);
    let of_rows = |table: &str, key: &str| -> Vec<String> {
        body.rows(table).into_iter().filter_map(|row| row.text(key).map(str::to_owned)).collect()
    };
    let found = match kind {
        DocumentKind::VisitReport => {
            let mut met: Vec<String> = body.list("customer_attendees");
            met.extend(of_rows("key_contacts", "person"));
            met
        }
        DocumentKind::DecisionChain => of_rows("nodes", "contact_id"),
        _ => Vec::new(),
    };
    found.into_iter().collect()
}

/// Something to do that was not over when it was written down.
fn has_next_action(facts: &Map<String, Value>, day: Date) -> bool {
    let rows = Reader(facts).rows("next_actions");
    rows.into_iter().filter_map(|row| row.parse::<Date>("due")).any(|due| due >= day)
}

fn is_confirmed(events: &[Recorded], visit: DocumentId, facts: &Map<String, Value>) -> bool {
    let body = Reader(facts);
    let said = body.text("customer_confirmation").is_some_and(|how| how != "none");
    let later = |recorded: &Recorded| matches!(&recorded.event, Event::CustomerConfirmed { document, .. } if *document == visit);
    said || body.has("customer_confirmation_files") || events.iter().any(later)
}

/// Whoever has several of them in a week.
pub(super) fn findings(rules: &Anomalies, window: &Window, visits: &[EmptyVisit]) -> Vec<Finding> {
    let mut by_person: BTreeMap<PersonId, Vec<Timestamp>> = BTreeMap::new();
    for visit in visits.iter().filter(|visit| window.holds(visit.at)) {
        by_person.entry(visit.person).or_default().push(visit.at);
    }
    let many = by_person.into_iter().filter(|(_, visits)| visits.len() >= rules.texts.empty_visits as usize);
    many.map(|(person, visits)| Finding {
        rule: Rule::EmptyVisits,
        person: Some(person),
        about: None,
        on: window.first(),
        figures: figures(json!({ "count": count(visits.len()) })),
    })
    .collect()
}
