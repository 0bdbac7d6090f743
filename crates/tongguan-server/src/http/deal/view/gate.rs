//! The gates of the stage where a deal stands: each condition with what a person reads and where to go.

use serde::Serialize;
use tongguan_core::condition;
use tongguan_core::process::{Condition, Gate, Link};

use super::super::reading::Reading;

/// A gate.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct GateView {
    /// Its key, `G1`.
    pub gate: String,
    /// Its name.
    pub name: String,
    /// Whether it leads to the next stage.
    pub is_exit: bool,
    /// How many conditions hold.
    pub met: u32,
    /// Its conditions, in order of the definition.
    pub conditions: Vec<ConditionView>,
}

/// A condition.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ConditionView {
    /// Its key within the gate.
    pub condition: String,
    /// What a person reads where it does not hold.
    pub missing: String,
    /// Whether it holds, an exception counted.
    pub is_met: bool,
    /// Whether an exception (特批) stands in for it.
    pub by_exception: bool,
    /// Whether an exception may be asked for.
    pub exceptable: bool,
    /// The document to fill or to have approved.
    pub document: Option<String>,
    /// The command to give.
    pub command: Option<String>,
    /// The name of that document or command.
    pub link_name: String,
}

/// The gates of the stage.
pub fn view(reading: &Reading) -> Vec<GateView> {
    let exit = reading.process.exit_gate(reading.deal.stage).map(|(key, _)| key);
    let of_stage = reading.process.gates.iter().filter(|(_, gate)| gate.stage == reading.deal.stage);
    of_stage.map(|(key, gate)| one(reading, key, gate, exit == Some(key))).collect()
}

fn one(reading: &Reading, key: &String, gate: &Gate, is_exit: bool) -> GateView {
    let unmet = condition::unmet(&reading.decision(), key, gate);
    let is_unmet = |condition: &Condition| unmet.iter().any(|unmet| unmet.condition == condition.key);
    let conditions: Vec<ConditionView> = gate
        .conditions
        .iter()
        .map(|condition| {
            let by_exception = reading.deal.exceptions.contains(&(key.clone(), condition.key.clone()));
            condition_view(reading, condition, !is_unmet(condition), by_exception)
        })
        .collect();
    GateView {
        gate: key.clone(),
        name: reading.speaker().label(&gate.name).to_owned(),
        is_exit,
        met: u32::try_from(conditions.iter().filter(|condition| condition.is_met).count()).unwrap_or(0),
        conditions,
    }
}

fn condition_view(
    reading: &Reading,
    condition: &Condition,
    is_met: bool,
    by_exception: bool,
) -> ConditionView {
    let speaker = reading.speaker();
    let (document, command, link_name) = match condition::link(&reading.deal, condition) {
        Link::Document(kind) => (Some(kind.key().to_owned()), None, speaker.document(kind)),
        Link::Command(command) => (None, Some(command.clone()), speaker.command(&command)),
    };
    ConditionView {
        condition: condition.key.clone(),
        missing: speaker.label(&condition.missing).to_owned(),
        is_met,
        by_exception,
        exceptable: condition.exceptable,
        document,
        command,
        link_name,
    }
}
