//! The stages as a path: what is behind with its dates, where the deal stands, what lies ahead.

use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::process::Stage;
use tongguan_core::zone;

use super::super::reading::Reading;

/// A stage on the path.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StageView {
    /// Its key.
    pub stage: String,
    /// Its name.
    pub name: String,
    /// Behind, here or ahead.
    pub state: StageState,
    /// Whether it lies behind by a migration batch, and nobody passed its gate here.
    pub migrated: bool,
    /// When the deal last entered it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// When the deal last left it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// Working days spent in it the last time, the running one included.
    pub working_days: Option<u32>,
    /// Working days that it usually takes.
    pub norm_working_days: Option<u32>,
    /// Conditions of its gates that hold; of the stage where the deal stands only.
    pub conditions_met: Option<u32>,
    /// Conditions of its gates.
    pub conditions: u32,
}

/// Where a stage lies, seen from the deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageState {
    /// Behind.
    Done,
    /// Where the deal stands.
    Current,
    /// Ahead.
    Ahead,
}

/// The path of a deal.
pub fn view(reading: &Reading) -> Vec<StageView> {
    let current = reading.deal.stage;
    let stay = |stage| stay(reading, stage);
    reading
        .process
        .stages
        .iter()
        .map(|definition| {
            let (stage, (since, until)) = (definition.stage, stay(definition.stage));
            let gates = reading.process.gates.values().filter(|gate| gate.stage == stage);
            let here = (stage == current).then(|| super::gate::view(reading));
            let met = here.map(|gates| gates.iter().map(|gate| gate.met).sum());
            StageView {
                stage: stage.key().to_owned(),
                name: reading.speaker().label(&definition.name).to_owned(),
                state: state(stage, current),
                migrated: reading.deal.migrated.as_ref().is_some_and(|migrated| stage < migrated.stage),
                since,
                until,
                working_days: since.map(|since| working_days(reading, since, until)),
                norm_working_days: definition.norm_working_days,
                conditions_met: met,
                conditions: u32::try_from(gates.map(|gate| gate.conditions.len()).sum::<usize>())
                    .unwrap_or(0),
            }
        })
        .collect()
}

fn state(stage: Stage, current: Stage) -> StageState {
    match stage.cmp(&current) {
        std::cmp::Ordering::Less => StageState::Done,
        std::cmp::Ordering::Equal => StageState::Current,
        std::cmp::Ordering::Greater => StageState::Ahead,
    }
}

/// When the deal last entered a stage, and when it left it since.
fn stay(reading: &Reading, stage: Stage) -> (Option<Timestamp>, Option<Timestamp>) {
    let last = reading.deal.passages.iter().rfind(|passage| passage.stage == stage);
    last.map_or((None, None), |passage| (Some(passage.entered_at), passage.left_at))
}

fn working_days(reading: &Reading, since: Timestamp, until: Option<Timestamp>) -> u32 {
    let zone = reading.process.time_zone();
    let until = until.unwrap_or(reading.context.now);
    let (first, last) = (zone::local_date(since, &zone), zone::local_date(until, &zone));
    reading.facts.calendar.working_days_between(first, last)
}
