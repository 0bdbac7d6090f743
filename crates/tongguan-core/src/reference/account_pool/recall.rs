//! On which day a customer goes back to the pool, and by which rule (4.1): nobody spoke to it, nothing was sold, or its protection ended.
//!
//! The nearest day counts. It belongs to the customer and not to the way it came to its owner: a fresh owner from the pool begins all
//! three anew, a contact moves the first, a manager's renewal the third; a transfer, a hand-over, an award or a merge moves none. Where
//! business ended, its owner has at least the days of the reminder, and is told.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Account, Activity, Desk, held_since, limits_of};
use crate::pool::AccountRule;
use crate::zone::local_date;

/// By what a customer goes to the pool. Of two that fall on one day the first is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecallRule {
    /// Nobody has spoken to it for so many days.
    NoContact,
    /// Nothing has been sold to it in so many days, however often somebody spoke to it.
    NoDeal,
    /// Its protection has ended.
    ProtectionEnd,
}

impl RecallRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NoContact, Self::NoDeal, Self::ProtectionEnd];

    /// The word on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoContact => "no_contact",
            Self::NoDeal => "no_deal",
            Self::ProtectionEnd => "protection_end",
        }
    }
}

/// When a customer goes to the pool, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recall {
    /// The last day on which its owner has it.
    pub on: Date,
    /// By which rule.
    pub rule: RecallRule,
}

/// The nearest of the days; none where a customer is not recycled.
pub fn recall_of(desk: &Desk<'_>, account: &Account, activity: &Activity) -> Option<Recall> {
    let applies = account.owner.is_some() && activity.open_deals == 0 && activity.won_deals == 0;
    if !applies {
        return None;
    }
    let (rule, on) = RecallRule::ALL
        .into_iter()
        .filter_map(|rule| Some((rule, day_of(desk, account, activity, rule)?)))
        .min_by_key(|(_, on)| *on)?;
    Some(Recall { on: told_before(desk, activity).map_or(on, |earliest| on.max(earliest)), rule })
}

/// The day of one rule; none where the company does without it.
fn day_of(desk: &Desk<'_>, account: &Account, activity: &Activity, rule: RecallRule) -> Option<Date> {
    let limits: AccountRule = limits_of(desk, account);
    let held = held_since(account);
    let (since, days) = match rule {
        RecallRule::NoContact => {
            (activity.last_contact.map_or(held, |last| last.max(held)), limits.recycle_days)
        }
        RecallRule::NoDeal => (held, limits.no_deal_days),
        RecallRule::ProtectionEnd => {
            (held, limits.protection_days.saturating_mul(account.protection_renewed + 1))
        }
    };
    (days > 0).then(|| later(desk, since, days))
}

/// No customer goes before its owner heard of it: the night after its business ended is the first that may tell him.
fn told_before(desk: &Desk<'_>, activity: &Activity) -> Option<Date> {
    let ended = activity.last_ended?;
    Some(later(desk, ended, desk.settings.account_remind_days + 1))
}

fn later(desk: &Desk<'_>, since: Timestamp, days: u32) -> Date {
    local_date(since, &desk.process.time_zone()).saturating_add(jiff::Span::new().days(i64::from(days)))
}
