//! What surrounds an event and what it is made of: its circumstances, references to bodies, numbers, words of stage 1.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::digest::Digest;
use crate::id::BodyId;

/// An event with its circumstances.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// Server time; never decreasing within a stream.
    pub at: Timestamp,
    /// Who caused it.
    pub by: crate::facts::Actor,
    /// What happened.
    pub event: Event,
}

/// A text or form body kept apart: its id and `SHA-256(salt ‖ body)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyRef {
    /// Where it is kept.
    pub id: BodyId,
    /// What it is committed to.
    pub commit: Digest,
}

/// A document number: pending until the store draws it from its counter, before hashing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// To be drawn from this series, for this civil date.
    Pending {
        /// The series.
        series: String,
        /// The civil date in the company's zone.
        on: Date,
    },
    /// Drawn.
    Drawn(String),
}

/// The result of screening (初筛结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScreeningResult {
    /// 有效.
    Valid,
    /// 无效, for a reason.
    Invalid,
    /// 退回公海.
    Returned,
}

/// Why a lead is 无效.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvalidReason {
    /// 虚假信息.
    False,
    /// 联系不上, after enough attempts.
    Unreachable,
    /// 无需求.
    NoNeed,
    /// 不符合战略.
    OffStrategy,
    /// 重复.
    Duplicate,
    /// 竞争对手.
    Competitor,
    /// 其他.
    Other,
}

/// How a lead came to its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerChange {
    /// Given by a superior.
    Assigned,
    /// Taken from the pool.
    Claimed,
    /// Sent back to the pool by a person.
    Released,
    /// Sent back to the pool by the clock.
    Recycled,
    /// Given by the decision on an appeal.
    Awarded,
    /// Given on because its owner left or changed his place.
    HandedOver,
}

/// How a customer was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContactMethod {
    /// 电话.
    Phone,
    /// 邮件.
    Mail,
    /// 企业微信.
    Wecom,
    /// 上门.
    Visit,
}

impl Event {
    /// The number that the event carries, for the store to draw.
    pub fn number_mut(&mut self) -> Option<&mut Number> {
        match self {
            Event::LeadRegistered { number, .. } | Event::ContractNumbered { number, .. } => Some(number),
            Event::DocumentSubmitted { number, .. } | Event::StageAdvanced { number, .. } => number.as_mut(),
            _ => None,
        }
    }
}
