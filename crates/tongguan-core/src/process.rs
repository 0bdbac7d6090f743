//! The process definition as data: stages, gates, documents, approval chains, clocks and settings.
//!
//! A definition is read from YAML ([`Process::parse`]) and then never changed: a deal
//! pins the version that judges it. Customers change copies of the definition, never code. Everything here is plain
//! data; what a clock, a chain or a condition *does* is in `obligation`, `approval` and `condition`.

mod alone;
mod anomalies;
mod chain;
mod check;
mod clock;
mod document;
mod gate;
mod place;
mod separation;
mod settings;
mod staffing;
mod way;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use alone::{SecondHand, Stop, people_needed, second_hands, stops};
pub use anomalies::{Anomalies, Spike};
pub use chain::{Chain, ChainStep, StepMode};
pub use check::{Finding, check};
pub use clock::{Alarm, AlarmKind, Clock, DueRule, Offset, Party, Trigger};
pub use document::{
    ChainStart, Choice, DocumentForm, DocumentKind, Field, FieldLimit, FieldType, Limiting, Requirement,
    Section, SigningPlace, Visibility, When,
};
pub use gate::{Condition, Gate, GateKey, Link, Predicate};
pub use place::Places;
pub use separation::{Duty, Held, Separation};
pub use settings::*;
pub use staffing::staffing;

use crate::label::Label;

/// The key of a role, such as `sales_rep`.
pub type RoleKey = String;

/// The five stages of the standard and the phase after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 客户开发与初步筛选.
    Screening,
    /// 商机培育与需求深度挖掘.
    Nurture,
    /// 方案定制与商务报价.
    Proposal,
    /// 商务谈判与合同签订.
    Contract,
    /// 履约交付与回款管理.
    Fulfilment,
    /// 客户关系维护与复盘; the path still shows five.
    Aftercare,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Stage; 6] = [
        Stage::Screening,
        Stage::Nurture,
        Stage::Proposal,
        Stage::Contract,
        Stage::Fulfilment,
        Stage::Aftercare,
    ];

    /// The stage after this one.
    pub fn next(self) -> Option<Stage> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The key used in files and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Screening => "screening",
            Stage::Nurture => "nurture",
            Stage::Proposal => "proposal",
            Stage::Contract => "contract",
            Stage::Fulfilment => "fulfilment",
            Stage::Aftercare => "aftercare",
        }
    }
}

/// A stage as the definition describes it to people.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageDefinition {
    /// Which stage.
    pub stage: Stage,
    /// Its name.
    pub name: Label,
    /// 阶段目标.
    pub goal: Label,
    /// 关键动作, in order.
    pub actions: Vec<StageAction>,
    /// 输出成果.
    pub outputs: Vec<DocumentKind>,
    /// Usual stay in working days; absent where a plan sets it.
    #[serde(default)]
    pub norm_working_days: Option<u32>,
    /// The gate that leads on to the next stage.
    #[serde(default)]
    pub gate: Option<GateKey>,
}

/// One required action of a stage and the roles that answer for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageAction {
    /// What is done.
    pub name: Label,
    /// Who does it.
    pub roles: Vec<RoleKey>,
}

/// A role of the standard, or one that the product needs besides.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its key.
    pub key: RoleKey,
    /// Its name.
    pub name: Label,
    /// Rank of its authority; a delegate needs at least the rank of the person he stands in for.
    #[serde(default)]
    pub rank: u8,
    /// What its holders may see of the deals of others.
    #[serde(default)]
    pub scope: RowScope,
    /// False for roles that administer and never decide business (系统管理员, 内审).
    #[serde(default = "yes")]
    pub business: bool,
}

fn yes() -> bool {
    true
}

/// Which rows a role sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowScope {
    /// Only deals he owns or takes part in.
    #[default]
    Own,
    /// Deals of his own department.
    Team,
    /// Deals of his department and all below.
    Below,
    /// All deals of the company.
    All,
}

/// Who may give a command that is more than a form.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Parties that may do it; one suffices.
    pub by: Vec<Party>,
    /// Stages in which it can be done; empty means all.
    #[serde(default)]
    pub stages: Vec<Stage>,
}

/// A whole process definition.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Its key, `standard` for the shipped one.
    pub key: String,
    /// Its version; a published version never changes.
    pub version: u32,
    /// Its name.
    pub name: Label,
    /// IANA zone in which civil days are counted.
    pub zone: String,
    /// Roles, the standard's first.
    pub roles: Vec<Role>,
    /// Stages in order.
    pub stages: Vec<StageDefinition>,
    /// Gates by key.
    pub gates: BTreeMap<GateKey, Gate>,
    /// Document forms by kind.
    pub documents: BTreeMap<DocumentKind, DocumentForm>,
    /// Clocks by key (T1 …).
    pub clocks: BTreeMap<String, Clock>,
    /// Approval chains by key (A1 …).
    pub chains: BTreeMap<String, Chain>,
    /// Who may give which command, by command type.
    pub acts: BTreeMap<String, Act>,
    /// Duties that nobody has together.
    #[serde(default)]
    pub separations: Vec<Separation>,
    /// Values that companies choose.
    pub settings: Settings,
    /// The definition's own test cases.
    #[serde(default)]
    pub cases: Vec<Case>,
}

/// A test case that the definition carries: a rule, its input, what must come out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Case {
    /// A clock started (or counted back) from a moment is due then.
    Due {
        /// Clock key.
        clock: String,
        /// Start or event, local civil time `YYYY-MM-DD[THH:MM]`.
        from: String,
        /// Local civil due moment or date; `none` where the clock does not run.
        due: String,
    },
    /// A discount needs this role as its last approver.
    Discount {
        /// Overall discount in percent.
        percent: rust_decimal::Decimal,
        /// Gross of the customer group in 90 days, minor units.
        cumulative_gross_minor: i64,
        /// Whether a floor price or the margin limit is broken.
        below_limits: bool,
        /// The role that decides last.
        last: RoleKey,
    },
    /// Scores lead to this grade.
    Grade {
        /// Fit 0–50.
        fit: u32,
        /// Intent 0–50.
        intent: u32,
        /// A, B or C.
        grade: String,
    },
}

/// Why a definition could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ParseError {
    /// What is wrong, with line and column.
    pub message: String,
    /// Line and column, from 1, where the parser knows them.
    pub at: Option<(u64, u64)>,
}

impl From<serde_saphyr::Error> for ParseError {
    fn from(error: serde_saphyr::Error) -> Self {
        let at = error.location().map(|place| (place.line(), place.column()));
        Self { message: error.to_string(), at }
    }
}

impl Process {
    /// Reads a definition from YAML; the error names line and column.
    pub fn parse(yaml: &str) -> Result<Process, ParseError> {
        serde_saphyr::from_str(yaml).map_err(ParseError::from)
    }

    /// The shipped definition: the source standard.
    pub fn standard() -> std::sync::Arc<Process> {
        static STANDARD: std::sync::LazyLock<std::sync::Arc<Process>> = std::sync::LazyLock::new(|| {
            let text = include_str!("../../../processes/standard.yaml");
            std::sync::Arc::new(Process::parse(text).expect("the shipped definition parses, by test"))
        });
        STANDARD.clone()
    }

    /// The form of a document kind.
    pub fn form(&self, kind: DocumentKind) -> Option<&DocumentForm> {
        self.documents.get(&kind)
    }

    /// A role by key.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == key)
    }

    /// The description of a stage.
    pub fn stage(&self, stage: Stage) -> Option<&StageDefinition> {
        self.stages.iter().find(|definition| definition.stage == stage)
    }

    /// How likely a deal of a stage is signed, per cent; 0 where the definition does not say.
    pub fn win_probability(&self, stage: Stage) -> u32 {
        self.settings.win_probability.get(&stage).copied().unwrap_or(0)
    }

    /// The gate that leads out of a stage.
    pub fn exit_gate(&self, stage: Stage) -> Option<(&GateKey, &Gate)> {
        self.gates.get_key_value(self.stage(stage)?.gate.as_ref()?)
    }

    /// The company's time zone.
    pub fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }

    /// Its name in the IANA database.
    pub fn zone_name(&self) -> String {
        self.time_zone().iana_name().unwrap_or("UTC").to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_definition_is_sound() {
        let process = Process::parse(include_str!("../../../processes/standard.yaml"));
        let process = process.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(check(&process), Vec::new());
    }

    #[test]
    fn a_parse_error_names_line_and_column() {
        let error = Process::parse("key: standard\nversion: many\n").expect_err("no number");
        assert_eq!(error.at, Some((2, 10)), "{error}");
    }
}
