//! Scores of a lead: BANT (domain 7.3), the intent it suggests, and the grade that total and intent suggest.
//!
//! Weights and thresholds are settings; their defaults are the standard's. A suggestion never decides: the grade is a person's.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// 预算情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// 已批.
    Approved,
    /// 申请中.
    Applying,
    /// 不详.
    Unknown,
    /// 无.
    None,
}

/// 联系人在决策中的角色.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// 决策人.
    DecisionMaker,
    /// 影响者.
    Influencer,
    /// 使用人.
    User,
    /// 信息提供, 不详 and all else.
    Other,
}

/// 需求情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// 明确采购.
    Explicit,
    /// 有意向.
    Interested,
    /// 了解.
    Exploring,
    /// 无.
    None,
}

/// Points per answer, in the order in which the answers are declared. The first of each row is the most that the element can bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BantWeights {
    /// 已批, 申请中, 不详, 无.
    pub budget: [u16; 4],
    /// 决策人, 影响者, 使用人, 其他.
    pub authority: [u16; 4],
    /// 明确采购, 有意向, 了解, 无.
    pub need: [u16; 4],
    /// Within the first, second and third number of months; else.
    pub timeline: [u16; 4],
    /// The months that `timeline` speaks of, rising.
    pub timeline_months: [u8; 3],
}

impl Default for BantWeights {
    fn default() -> BantWeights {
        BantWeights {
            budget: [25, 15, 5, 0],
            authority: [25, 15, 10, 3],
            need: [25, 15, 5, 0],
            timeline: [25, 15, 8, 0],
            timeline_months: [3, 6, 12],
        }
    }
}

/// What is known of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bant {
    /// Budget.
    pub budget: Budget,
    /// The contact's say.
    pub authority: Authority,
    /// Need.
    pub need: Need,
    /// 预计采购时间. A date that has passed says nothing about the future and counts as none.
    pub expected_purchase_date: Option<Date>,
}

/// Points per element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BantScore {
    /// B.
    pub budget: u16,
    /// A.
    pub authority: u16,
    /// N.
    pub need: u16,
    /// T.
    pub timeline: u16,
}

impl BantScore {
    /// The score of what is known `today`.
    pub fn of(bant: &Bant, today: Date, weights: &BantWeights) -> BantScore {
        BantScore {
            budget: weights.budget[bant.budget as usize],
            authority: weights.authority[bant.authority as usize],
            need: weights.need[bant.need as usize],
            timeline: weights.timeline_points(bant.expected_purchase_date, today),
        }
    }

    /// B + A + N + T.
    pub fn total(&self) -> u32 {
        [self.budget, self.authority, self.need, self.timeline].into_iter().map(u32::from).sum()
    }
}

impl BantWeights {
    fn timeline_points(&self, expected: Option<Date>, today: Date) -> u16 {
        let within = |date: Date| {
            let reached = |months: &u8| date <= today.saturating_add(i64::from(*months).months());
            self.timeline_months.iter().position(reached)
        };
        let bracket = expected.filter(|date| *date >= today).and_then(within);
        self.timeline[bracket.unwrap_or(3)]
    }
}

/// The most that each BANT element brings to the intent score of the grading record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IntentWeights {
    /// Budget.
    pub budget: u16,
    /// Authority.
    pub authority: u16,
    /// Need.
    pub need: u16,
    /// Timeline.
    pub timeline: u16,
}

impl Default for IntentWeights {
    fn default() -> IntentWeights {
        IntentWeights { budget: 15, authority: 10, need: 15, timeline: 10 }
    }
}

/// The intent score that a BANT score suggests: each element as its share of the most it could bring, rounded half up once
/// on the sum. An element that cannot bring anything counts for nothing.
pub fn suggested_intent(score: &BantScore, bant: &BantWeights, intent: &IntentWeights) -> u32 {
    let parts = [
        (score.budget, bant.budget[0], intent.budget),
        (score.authority, bant.authority[0], intent.authority),
        (score.need, bant.need[0], intent.need),
        (score.timeline, bant.timeline[0], intent.timeline),
    ];
    let parts =
        parts.map(|(points, most, weight)| (u128::from(points) * u128::from(weight), u128::from(most)));
    // Over a common denominator, so that nothing is rounded before the sum.
    let denominator: u128 = parts.iter().map(|(_, most)| (*most).max(1)).product();
    let counted = parts.iter().filter(|(_, most)| *most > 0);
    let sum: u128 = counted.map(|(points, most)| points * (denominator / most)).sum();
    u32::try_from((2 * sum + denominator) / (2 * denominator)).unwrap_or(u32::MAX)
}

/// 客户等级.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Grade {
    /// 高意向高匹配.
    A,
    /// 中等意向需培育.
    B,
    /// 低意向暂不跟进.
    C,
}

/// Where the grades begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GradeThresholds {
    /// A needs at least this total …
    pub a_total: u32,
    /// … and at least this intent.
    pub a_intent: u32,
    /// Below this total it is C.
    pub c_below: u32,
}

impl Default for GradeThresholds {
    fn default() -> GradeThresholds {
        GradeThresholds { a_total: 70, a_intent: 30, c_below: 40 }
    }
}

/// The grade that a total (fit plus intent) and its intent part suggest.
pub fn suggested_grade(total: u32, intent: u32, thresholds: &GradeThresholds) -> Grade {
    if total >= thresholds.a_total && intent >= thresholds.a_intent {
        Grade::A
    } else if total < thresholds.c_below {
        Grade::C
    } else {
        Grade::B
    }
}
