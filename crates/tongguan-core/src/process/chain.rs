//! Approval chains A1–A11: who agrees, in which order.

use serde::{Deserialize, Serialize};

use super::RoleKey;
use crate::label::Label;

/// An approval chain.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// Its name.
    pub name: Label,
    /// Steps in order.
    pub steps: Vec<ChainStep>,
    /// True where the chain may leave an approved content standing inside a declared envelope (quotations).
    #[serde(default)]
    pub envelope: bool,
}

/// One step of a chain.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainStep {
    /// The role that decides.
    pub role: RoleKey,
    /// How several holders of the role decide together.
    #[serde(default)]
    pub mode: StepMode,
    /// Working days that the step may take (T11).
    pub working_days: u32,
    /// The submitter's own signature (①, 销售代表): recorded at submission, no approval by itself.
    #[serde(default)]
    pub signature: bool,
    /// Taken only when the discount policy asks for this role.
    #[serde(default)]
    pub only_if_authority_needed: bool,
}

/// How the people of one step decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepMode {
    /// 或签: one decides for all.
    #[default]
    Any,
    /// 会签: everybody must agree.
    All,
    /// 依次: everybody, one after the other.
    InOrder,
}
