//! Who had data shown, took it out, or came in, when others do not.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::{Finding, Rule, Window, count, figures};
use crate::id::PersonId;
use crate::process::{Anomalies, Spike};

/// Data shown, or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Which of both.
    pub kind: ActKind,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Data shown, or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActKind {
    /// Contact data in full, or a field that few may see.
    Reveal,
    /// A list.
    Export,
}

/// Somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Who.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// From which address by which browser, in one word.
    pub place: String,
}

/// Whether a moment lies in the night.
pub(super) fn is_night(rules: &Anomalies, window: &Window, at: Timestamp) -> bool {
    let time = window.zone.to_datetime(at).time();
    let night = rules.night;
    match night.from <= night.until {
        true => (night.from..night.until).contains(&time),
        false => time >= night.from || time < night.until,
    }
}

/// Days of the window on which somebody did far more than usual.
pub(super) fn spikes(rules: &Anomalies, window: &Window, acts: &[Act]) -> Vec<Finding> {
    let of = |kind, rule, limits| {
        let mut by_person: BTreeMap<PersonId, BTreeMap<Date, u32>> = BTreeMap::new();
        for act in acts.iter().filter(|act| act.kind == kind) {
            *by_person.entry(act.person).or_default().entry(window.date(act.at)).or_default() += 1;
        }
        by_person.into_iter().filter_map(move |(person, days)| spike(rule, limits, window, (person, &days)))
    };
    let reveals = of(ActKind::Reveal, Rule::RevealSpike, rules.reveals);
    reveals.chain(of(ActKind::Export, Rule::ExportSpike, rules.exports)).collect()
}

fn spike(
    rule: Rule,
    limits: Spike,
    window: &Window,
    (person, days): (PersonId, &BTreeMap<Date, u32>),
) -> Option<Finding> {
    let today = window.first();
    let now = days.get(&today).copied().unwrap_or(0);
    let since = today.saturating_sub(jiff::Span::new().days(i64::from(limits.history_days)));
    let before: Vec<i64> = days.range(since..today).map(|(_, count)| i64::from(*count)).collect();
    let is_spike = now >= limits.at_least && (now > limits.more_than || is_above_usual(limits, now, &before));
    let usual = before.iter().sum::<i64>() * 10 / i64::from(limits.history_days.max(1));
    let figures = figures(json!({ "count": now, "usual_tenths": usual }));
    is_spike.then_some(Finding { rule, person: Some(person), about: None, on: today, figures })
}

/// Whether a count lies above mean and so many deviations of the days before, in whole numbers: days without any count as well.
fn is_above_usual(limits: Spike, now: u32, before: &[i64]) -> bool {
    let days = i64::from(limits.history_days.max(1));
    let (sum, squares): (i64, i64) =
        before.iter().fold((0, 0), |(sum, squares), n| (sum + n, squares + n * n));
    let above = i64::from(now) * days - sum;
    let spread = days * squares - sum * sum;
    above > 0 && above * above > i64::from(limits.sigma).pow(2) * spread
}

/// Each night's readings and sign-ins of a person.
pub(super) fn at_night(
    rules: &Anomalies,
    window: &Window,
    acts: &[Act],
    sign_ins: &[SignIn],
) -> Vec<Finding> {
    let reads = acts.iter().map(|act| (Rule::NightReading, act.person, act.at));
    let entries = sign_ins.iter().map(|entry| (Rule::NightSignIn, entry.person, entry.at));
    let mut nights: BTreeMap<(Rule, PersonId, Date), Vec<Timestamp>> = BTreeMap::new();
    for (rule, person, at) in reads.chain(entries) {
        if window.holds(at) && is_night(rules, window, at) {
            nights.entry((rule, person, window.date(at))).or_default().push(at);
        }
    }
    let finding = |((rule, person, on), times): ((Rule, PersonId, Date), Vec<Timestamp>)| {
        let first = times.iter().min().map(|at| window.zone.to_datetime(*at).strftime("%H:%M").to_string());
        let figures = figures(json!({ "count": count(times.len()), "first": first }));
        Finding { rule, person: Some(person), about: None, on, figures }
    };
    nights.into_iter().map(finding).collect()
}
