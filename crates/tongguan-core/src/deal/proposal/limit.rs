//! What a quotation breaks of the price policy, for whoever has to decide on it: the policy's numbers beside its own.
//!
//! Says what [`authority`](super::authority) judged, in data; it decides nothing.

use serde::Serialize;

use super::QuoteView;
use super::authority::{self, below_margin, validity_days};
use crate::decision::Decision;
use crate::id::DocumentId;
use crate::money::{Money, Percent};
use crate::process::{PricePolicy, RoleKey, Tier};

/// A limit that a quotation is beyond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// A line is under its floor price.
    UnderFloor {},
    /// The margin is under the minimum, or unknown.
    UnderMargin {
        /// The minimum in percent.
        minimum: String,
    },
    /// The discount is more than a role may grant.
    Discount {
        /// The highest role whose limit it passes.
        role: RoleKey,
        /// The discount in percent.
        discount: Percent,
        /// The role's limit in percent.
        limit: String,
    },
    /// What the customer's group was offered lately is more than a role may grant.
    Cumulative {
        /// The highest role whose limit it passes.
        role: RoleKey,
        /// What was offered, this quotation included.
        cumulative: Money,
        /// The role's limit.
        limit_minor: i64,
    },
    /// It binds us longer than is usual.
    LongValidity {
        /// The longest usual time in days.
        limit: u32,
    },
    /// It holds terms of its own.
    SpecialTerms {},
}

/// What a quotation breaks; nothing for any other document.
pub fn limits_broken(decision: &Decision<'_>, document: DocumentId) -> Vec<Limit> {
    let Some(quote) = QuoteView::of(&decision.deal, document) else { return Vec::new() };
    let policy = &decision.process.settings.prices;
    let authority = authority::of(decision, quote);
    let long = validity_days(decision, quote) > i64::from(policy.longest_validity_days);
    let under_margin = || Limit::UnderMargin { minimum: policy.minimum_margin.to_string() };
    [
        quote.is_under_floor().then_some(Limit::UnderFloor {}),
        below_margin(policy, quote).then(under_margin),
        discount(policy, authority.discount),
        cumulative(policy, authority.cumulative),
        long.then_some(Limit::LongValidity { limit: policy.longest_validity_days }),
        quote.has_special_terms().then_some(Limit::SpecialTerms {}),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn discount(policy: &PricePolicy, discount: Percent) -> Option<Limit> {
    let passed = |tier: &&Tier| tier.max_discount.is_some_and(|limit| discount.decimal() > limit);
    let tier = policy.tiers.iter().rfind(passed)?;
    let limit = tier.max_discount?.to_string();
    Some(Limit::Discount { role: tier.role.clone(), discount, limit })
}

fn cumulative(policy: &PricePolicy, cumulative: Money) -> Option<Limit> {
    let passed =
        |tier: &&Tier| tier.max_cumulative_gross_minor.is_some_and(|limit| cumulative.minor() > limit);
    let tier = policy.tiers.iter().rfind(passed)?;
    let limit_minor = tier.max_cumulative_gross_minor?;
    Some(Limit::Cumulative { role: tier.role.clone(), cumulative, limit_minor })
}
