//! Who may decide last on a quotation (ruling 5): by discount and by what the customer's group was offered lately.

use jiff::Span;
use jiff::civil::Date;

use super::QuoteView;
use crate::decision::Decision;
use crate::money::{Money, Percent};
use crate::process::{PricePolicy, Process, Tier};
use crate::zone::local_date;

/// The first day of the window over which quotations are added up.
pub(super) fn window_start(process: &Process, on: Date) -> Date {
    let days = i64::from(process.settings.prices.cumulative_days);
    on.saturating_sub(Span::new().days(days))
}

/// How far up a quotation has to go.
pub(super) struct Authority<'p> {
    /// The tier that decides last.
    pub tier: &'p Tier,
    /// Whether that is more than the first tier may decide: a special discount (特殊折扣).
    pub special: bool,
    /// The discount that decided it.
    pub discount: Percent,
    /// The gross of the group that decided it.
    pub cumulative: Money,
}

/// The tier that decides last on a quotation, with all that the group was offered within the window.
pub(super) fn of<'p>(decision: &Decision<'p>, quote: QuoteView<'_>) -> Authority<'p> {
    let process: &'p Process = decision.process;
    let policy = &process.settings.prices;
    let (cumulative, weighted) = group(decision, quote);
    let discount = quote.discount().max(quote.largest_line_discount()).max(weighted);
    let below = quote.is_under_floor() || below_margin(policy, quote);
    let index = policy.tier_for(discount.decimal(), cumulative.minor(), below);
    let long = validity_days(decision, quote) > i64::from(policy.longest_validity_days);
    let index = if long { index.max(1) } else { index }.min(policy.tiers.len().saturating_sub(1));
    Authority { tier: &policy.tiers[index], special: index > 0, discount, cumulative }
}

/// Whether the margin is under the minimum, or unknown.
pub(super) fn below_margin(policy: &PricePolicy, quote: QuoteView<'_>) -> bool {
    quote.margin().is_none_or(|margin| margin.decimal() < policy.minimum_margin)
}

/// For how many days from today it binds us.
pub(super) fn validity_days(decision: &Decision<'_>, quote: QuoteView<'_>) -> i64 {
    let span = quote.valid_until().since(decision.today());
    span.map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// Gross and weighted discount of the group's quotations within the window, this one included.
fn group(decision: &Decision<'_>, quote: QuoteView<'_>) -> (Money, Percent) {
    let zone = decision.process.time_zone();
    let since = window_start(decision.process, decision.today());
    let others = decision
        .facts
        .group_quotes
        .iter()
        .filter(|other| other.deal != decision.deal.id && local_date(other.at, &zone) >= since);
    let (mut gross, mut list, mut conceded) = (quote.totals().gross, quote.list(), quote.conceded());
    for other in others {
        let off = other.list.checked_sub(other.gross).unwrap_or(Money::ZERO);
        gross = gross.checked_add(other.gross).unwrap_or(Money(i64::MAX));
        list = list.checked_add(other.list).unwrap_or(Money(i64::MAX));
        conceded = conceded.checked_add(off).unwrap_or(Money(i64::MAX));
    }
    (gross, Percent::ratio(conceded, list).unwrap_or(Percent::ZERO))
}
