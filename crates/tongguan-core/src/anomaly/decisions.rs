//! Approvals that look like no reading: too quick, too many, at night, never a refusal, two people at one browser.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::access::{SignIn, is_night};
use super::deals::Stream;
use super::{Finding, Rule, Subject, SubjectKind, Window, count, figures};
use crate::approval::Verdict;
use crate::deal::Event;
use crate::id::{ApprovalId, DealId, PersonId};
use crate::process::Anomalies;

/// A decision in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// Of which deal.
    pub deal: DealId,
    /// In which chain.
    pub approval: ApprovalId,
    /// How long it had been his turn.
    pub waited: Option<SignedDuration>,
    /// Whether it let the thing pass.
    pub passes: bool,
}

/// The decisions of a deal that fall into the window.
pub(super) fn decisions_of(stream: &Stream, window: &Window) -> Vec<Decision> {
    let mut turns: BTreeMap<(ApprovalId, u32), Timestamp> = BTreeMap::new();
    let mut found = Vec::new();
    for recorded in &stream.events {
        match &recorded.event {
            Event::StepActivated { approval, step, .. } => {
                turns.insert((*approval, *step), recorded.at);
            }
            Event::StepDecided { approval, step, by, verdict, .. } if window.holds(recorded.at) => {
                let waited = turns.get(&(*approval, *step)).map(|turn| recorded.at.duration_since(*turn));
                let passes = matches!(verdict, Verdict::Approve | Verdict::Adjust(_));
                let (person, at, deal) = (*by, recorded.at, stream.deal);
                found.push(Decision { person, at, deal, approval: *approval, waited, passes });
            }
            _ => {}
        }
    }
    found
}

pub(super) fn findings(rules: &Anomalies, window: &Window, decided: &[Decision]) -> Vec<Finding> {
    let mut by_person: BTreeMap<PersonId, Vec<&Decision>> = BTreeMap::new();
    for one in decided {
        by_person.entry(one.person).or_default().push(one);
    }
    let mut found: Vec<Finding> = decided.iter().filter_map(|one| quick(rules, window, one)).collect();
    for (person, mut theirs) in by_person {
        theirs.sort_by_key(|one| one.at);
        let week = |rule, values| Finding {
            rule,
            person: Some(person),
            about: None,
            on: window.first(),
            figures: figures(values),
        };
        let limits = rules.decisions;
        let most = most_within(&theirs, SignedDuration::from_mins(i64::from(limits.batch_minutes)));
        if most > limits.batch as usize {
            found.push(week(
                Rule::DecisionBatch,
                json!({ "count": count(most), "minutes": limits.batch_minutes }),
            ));
        }
        let at_night = theirs.iter().filter(|one| is_night(rules, window, one.at)).count();
        if at_night > 0 {
            found.push(week(Rule::NightDecision, json!({ "count": count(at_night) })));
        }
        if theirs.len() >= limits.never_refused as usize && theirs.iter().all(|one| one.passes) {
            found.push(week(Rule::NeverRefuses, json!({ "count": count(theirs.len()) })));
        }
    }
    found
}

fn quick(rules: &Anomalies, window: &Window, one: &Decision) -> Option<Finding> {
    let waited = one.waited?.as_secs();
    let about = Some(Subject { kind: SubjectKind::Deal, id: one.deal.0 });
    let figures = figures(json!({ "seconds": waited }));
    let finding = Finding {
        rule: Rule::QuickDecision,
        person: Some(one.person),
        about,
        on: window.date(one.at),
        figures,
    };
    (waited < i64::from(rules.decisions.read_seconds)).then_some(finding)
}

/// The most of these, in order of time, that lie within one span.
fn most_within(decided: &[&Decision], span: SignedDuration) -> usize {
    let mut first = 0;
    let mut most = 0;
    for (place, one) in decided.iter().enumerate() {
        while one.at.duration_since(decided[first].at) > span {
            first += 1;
        }
        most = most.max(place + 1 - first);
    }
    most
}

/// Two who decided in one chain and came in by one browser within minutes of each other.
pub(super) fn shared(
    rules: &Anomalies,
    window: &Window,
    decided: &[Decision],
    sign_ins: &[SignIn],
) -> Vec<Finding> {
    let pairs = pairs_at_one_place(rules, sign_ins);
    let mut chains: BTreeMap<ApprovalId, BTreeSet<PersonId>> = BTreeMap::new();
    for one in decided {
        chains.entry(one.approval).or_default().insert(one.person);
    }
    let deal_of: BTreeMap<ApprovalId, DealId> = decided.iter().map(|one| (one.approval, one.deal)).collect();
    let mut found = Vec::new();
    for (approval, people) in &chains {
        for (one, other) in pairs.iter().filter(|(one, other)| people.contains(one) && people.contains(other))
        {
            let about = deal_of.get(approval).map(|deal| Subject { kind: SubjectKind::Deal, id: deal.0 });
            let figures = figures(json!({ "other": other }));
            found.push(Finding {
                rule: Rule::SharedDevice,
                person: Some(*one),
                about,
                on: window.first(),
                figures,
            });
        }
    }
    found
}

fn pairs_at_one_place(rules: &Anomalies, sign_ins: &[SignIn]) -> BTreeSet<(PersonId, PersonId)> {
    let mut places: BTreeMap<&str, Vec<&SignIn>> = BTreeMap::new();
    for entry in sign_ins.iter().filter(|entry| !entry.place.is_empty()) {
        places.entry(&entry.place).or_default().push(entry);
    }
    let span = SignedDuration::from_mins(i64::from(rules.decisions.shared_minutes));
    let mut pairs = BTreeSet::new();
    for mut entries in places.into_values() {
        entries.sort_by_key(|entry| entry.at);
        // Whoever shares a browser comes in right after the other one.
        for two in entries.windows(2) {
            let (one, other) = (two[0], two[1]);
            if one.person != other.person && other.at.duration_since(one.at) <= span {
                pairs.insert((one.person.min(other.person), one.person.max(other.person)));
            }
        }
    }
    pairs
}
