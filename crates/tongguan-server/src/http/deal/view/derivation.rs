//! How a due moment came about: start, rule, days passed over, calendar and process version.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};
use tongguan_core::id::ObligationId;
use tongguan_core::obligation::{Obligation, explain};

use super::super::reading::Reading;
use super::obligation::{ObligationView, view_one};

/// The derivation of a due moment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DerivationView {
    /// The obligation.
    pub obligation: ObligationView,
    /// The whole derivation as a sentence.
    pub text: String,
    /// When the clock started, or the moment that it counts back from.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// The rule, in words.
    pub rule: String,
    /// Days off that were passed over.
    #[schema(value_type = Vec<SkippedDay>)]
    pub skipped: Vec<SkippedDay>,
    /// The calendar that it was counted on.
    pub calendar_version: String,
    /// The process version that carries the rule.
    pub process_version: u32,
    /// Reminders and escalations, in order.
    pub alarms: Vec<AlarmView>,
}

/// A day off that was passed over.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SkippedDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// The holiday that it belongs to.
    pub name: Option<String>,
}

/// A reminder or escalation.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AlarmView {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Reminder, escalation or recycling, in words.
    pub kind: String,
    /// To whom, in words.
    pub to: Vec<String>,
    /// Whether it has fired.
    pub is_raised: bool,
}

/// The derivation of an obligation's due moment; none for one that the deal does not have.
pub fn view(reading: &Reading, id: ObligationId) -> Option<DerivationView> {
    let obligation = reading.deal.obligations.get(&id)?;
    let explained = explain(obligation, &reading.process, &reading.facts.calendar);
    let data = Map::from_iter([
        ("from".to_owned(), json!(explained.from)),
        ("rule".to_owned(), json!(explained.rule)),
        ("due_at".to_owned(), json!(explained.due_at)),
        ("days".to_owned(), json!(explained.skipped.len())),
        ("calendar".to_owned(), json!(explained.calendar_version)),
        ("version".to_owned(), json!(explained.process_version)),
    ]);
    let speaker = reading.speaker();
    let sentence = if explained.skipped.is_empty() { "derivation" } else { "derivation_skipping" };
    let skipped = explained.skipped.into_iter().map(|day| SkippedDay { date: day.date, name: day.name });
    Some(DerivationView {
        obligation: view_one(reading, id, obligation),
        text: speaker.say(reading.lang.word(sentence), &data),
        from: explained.from,
        rule: speaker.say("{rule}", &data),
        skipped: skipped.collect(),
        calendar_version: explained.calendar_version,
        process_version: explained.process_version,
        alarms: alarms(reading, obligation),
    })
}

fn alarms(reading: &Reading, obligation: &Obligation) -> Vec<AlarmView> {
    let speaker = reading.speaker();
    let party = |party: &Value| match party {
        Value::String(key) => speaker.party(key),
        Value::Object(role) => {
            role.values().filter_map(Value::as_str).map(|role| speaker.party(role)).collect()
        }
        _ => String::new(),
    };
    obligation
        .alarms
        .iter()
        .zip(0..)
        .map(|(alarm, number)| AlarmView {
            at: alarm.at,
            kind: speaker.say("{kind}", &Map::from_iter([("kind".to_owned(), json!(alarm.kind))])),
            to: alarm.to.iter().map(|to| party(&json!(to))).collect(),
            is_raised: number < obligation.alarms_raised,
        })
        .collect()
}
