//! Texts that were not written for what they are about.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Finding, Rule, Subject, SubjectKind, Window, count, figures};
use crate::id::{DealId, PersonId};
use crate::process::Anomalies;

/// A text of somebody about a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What for.
    pub kind: NoteKind,
    /// By whom.
    pub person: PersonId,
    /// Of which deal.
    pub deal: DealId,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A visit report.
    Visit,
    /// A note of a contact.
    Contact,
}

/// What people wrote into a form: its longer texts, one after the other.
pub fn said(body: &Value) -> String {
    match body {
        Value::String(text) if length(text) >= SAID_MIN => text.clone(),
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join("\n"),
        Value::Object(fields) => fields.values().map(said).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

/// Shorter values of a form are names, places and keys.
const SAID_MIN: usize = 12;

/// Signs in a row that are compared.
const SHINGLE: usize = 3;

pub(super) fn findings(rules: &Anomalies, window: &Window, notes: &[Note]) -> Vec<Finding> {
    let mut by_person: BTreeMap<PersonId, Vec<&Note>> = BTreeMap::new();
    for note in notes.iter().filter(|note| window.holds(note.at)) {
        by_person.entry(note.person).or_default().push(note);
    }
    by_person
        .into_iter()
        .flat_map(|(person, theirs)| {
            let mut found = similar(rules, window, person, &theirs);
            found.extend(thin(rules, window, person, &theirs));
            found.extend(heaps(rules, window, person, &theirs));
            found
        })
        .collect()
}

/// Pairs of texts that say the same: about different deals almost, about one deal sign for sign.
fn similar(rules: &Anomalies, window: &Window, person: PersonId, notes: &[&Note]) -> Vec<Finding> {
    let long = |note: &&&Note| length(&note.text) >= rules.texts.note_chars as usize;
    let told: Vec<(&Note, BTreeSet<String>)> =
        notes.iter().filter(long).map(|note| (*note, shingles(&note.text))).collect();
    let mut found = Vec::new();
    for (place, (later, of_later)) in told.iter().enumerate() {
        let alike = told[..place].iter().map(|(earlier, of_earlier)| {
            let least = if earlier.deal == later.deal { 100 } else { rules.texts.similar_percent };
            (shared_percent(of_earlier, of_later), least, earlier.deal)
        });
        let best = alike.filter(|(percent, least, _)| percent >= least).max();
        if let Some((percent, _, other)) = best {
            let about = Some(Subject { kind: SubjectKind::Deal, id: later.deal.0 });
            let figures = figures(json!({ "percent": percent, "other_deal": other }));
            let on = window.date(later.at);
            found.push(Finding { rule: Rule::SimilarTexts, person: Some(person), about, on, figures });
        }
    }
    found
}

/// Notes of contacts that say nothing.
fn thin(rules: &Anomalies, window: &Window, person: PersonId, notes: &[&Note]) -> Option<Finding> {
    let is_thin = |note: &&&Note| {
        note.kind == NoteKind::Contact && length(&note.text) < rules.texts.note_chars as usize
    };
    let thin = notes.iter().filter(is_thin).count();
    let figures = figures(json!({ "count": count(thin) }));
    let finding =
        Finding { rule: Rule::ThinNotes, person: Some(person), about: None, on: window.first(), figures };
    (thin > 0 && thin >= rules.texts.thin_notes as usize).then_some(finding)
}

/// Visit reports in a heap on the last day of a month.
fn heaps(rules: &Anomalies, window: &Window, person: PersonId, notes: &[&Note]) -> Option<Finding> {
    let on_last_day = |note: &&&Note| {
        let day = window.date(note.at);
        note.kind == NoteKind::Visit && day == day.last_of_month()
    };
    let last: Vec<&&Note> = notes.iter().filter(on_last_day).collect();
    let on = window.date(last.first()?.at);
    let figures = figures(json!({ "count": count(last.len()) }));
    let finding = Finding { rule: Rule::MonthEndVisits, person: Some(person), about: None, on, figures };
    (last.len() >= rules.texts.month_end_visits as usize).then_some(finding)
}

fn signs(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|sign| sign.is_alphanumeric())
}

fn length(text: &str) -> usize {
    signs(text).count()
}

/// Runs of signs, without space and punctuation.
fn shingles(text: &str) -> BTreeSet<String> {
    let signs: Vec<char> = signs(text).collect();
    signs.windows(SHINGLE).map(|run| run.iter().collect()).collect()
}

/// Runs that both have, percent of those that either has.
fn shared_percent(one: &BTreeSet<String>, other: &BTreeSet<String>) -> u32 {
    let (both, either) = (one.intersection(other).count(), one.union(other).count());
    u32::try_from(both * 100 / either.max(1)).unwrap_or(0)
}
