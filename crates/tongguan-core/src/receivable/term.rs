//! Payment terms: when an instalment falls due, and how long a term the law lets a buyer have.

use crate::calendar::Calendar;
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// What the customer is (客户性质).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BuyerNature {
    /// 企业.
    Enterprise,
    /// 机关.
    GovernmentBody,
    /// 事业单位.
    PublicInstitution,
    /// 社会组织.
    SocialOrganisation,
    /// 个体工商户.
    SoleTrader,
    /// 境外.
    Foreign,
}

/// The size of an enterprise (企业规模类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SizeClass {
    /// 大型.
    Large,
    /// 中型.
    Medium,
    /// 小型.
    Small,
    /// 微型.
    Micro,
    /// 未知.
    Unknown,
}

/// How long a term the regulation allows, in calendar days from delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCap {
    /// The term when the contract says nothing.
    pub usual_days: u32,
    /// The longest term that a contract may agree; `None` where a longer one is allowed by custom of the trade.
    pub max_days: Option<u32>,
    /// The buyer's size is unknown and was taken as large.
    pub assumed: bool,
}

/// Why an agreed term deserves a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum TermWarning {
    /// Longer than any contract may agree.
    BeyondMaximum {
        /// The longest allowed.
        max_days: u32,
    },
    /// Longer than usual: only what the trade's custom makes reasonable, and the contract must say so.
    NeedsCustomOfTrade {
        /// The usual term.
        usual_days: u32,
    },
    /// Longer than usual but allowed if the contract agrees on it.
    NeedsAgreement {
        /// The usual term.
        usual_days: u32,
    },
}

/// The cap of 保障中小企业款项支付条例 for a buyer. `None` where it does not apply: the seller is no small or medium-sized
/// enterprise, or the buyer is neither a public body nor a large enterprise.
pub fn statutory_term(seller_is_sme: bool, buyer: BuyerNature, size: SizeClass) -> Option<TermCap> {
    if !seller_is_sme {
        return None;
    }
    match (buyer, size) {
        (BuyerNature::GovernmentBody | BuyerNature::PublicInstitution, _) => {
            Some(TermCap { usual_days: 30, max_days: Some(60), assumed: false })
        }
        (BuyerNature::Enterprise, SizeClass::Large | SizeClass::Unknown) => {
            Some(TermCap { usual_days: 60, max_days: None, assumed: size == SizeClass::Unknown })
        }
        _ => None,
    }
}

impl TermCap {
    /// What to warn of when the contract agrees on `days`.
    pub fn warning(&self, days: u32) -> Option<TermWarning> {
        let usual_days = self.usual_days;
        match self.max_days {
            _ if days <= usual_days => None,
            Some(max_days) if days > max_days => Some(TermWarning::BeyondMaximum { max_days }),
            Some(_) => Some(TermWarning::NeedsAgreement { usual_days }),
            None => Some(TermWarning::NeedsCustomOfTrade { usual_days }),
        }
    }
}

/// When an instalment falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentDue {
    /// The due date.
    pub date: Date,
    /// The date before it was moved off days off, when it was.
    pub moved_from: Option<Date>,
    /// It rests on a year without its notice (暂定).
    pub provisional: bool,
}

/// The triggering day plus the days of credit; a last day that is a day off moves to the next working day (民法典 art. 203).
pub fn instalment_due(triggered_on: Date, credit_days: u32, calendar: &Calendar) -> InstalmentDue {
    // A century of credit is beyond every contract and keeps the arithmetic inside the calendar.
    let plain = triggered_on.saturating_add(i64::from(credit_days.min(36_500)).days());
    let date = calendar.next_working_day(plain);
    let provisional = calendar.day(plain).provisional || calendar.day(date).provisional;
    InstalmentDue { date, moved_from: (date != plain).then_some(plain), provisional }
}
