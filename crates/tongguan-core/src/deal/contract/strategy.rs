//! D09: what we want, where we stop, and who must agree to a floor below what the approved quotation's authority covers.

use rust_decimal::Decimal;

use crate::deal::document::{self, Draft};
use crate::decision::Decision;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::money::{Money, Price, Quantity};
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// Terms without which no strategy is complete.
const MANDATORY: [&str; 2] = ["price", "payment"];

/// A strategy that is submitted.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    values.set("rounds", decision.deal.contracting.rounds.len());
    let body = draft.read();
    let topics: Vec<_> = body.rows("items").iter().filter_map(|row| row.text("topic")).collect();
    match MANDATORY.iter().find(|topic| !topics.contains(topic)) {
        Some(topic) => draft.fault("items", "topic_missing", Some((*topic).to_owned())),
        None => Ok(()),
    }
}

/// The role that must agree last to a floor price (ruling 5): none beyond the usual where it gives nothing away; the
/// last tier where it cannot be reckoned.
pub(super) fn authority(decision: &Decision<'_>, floor: Money) -> Option<String> {
    let policy = &decision.process.settings.prices;
    let last = || policy.tiers.last().map(|tier| tier.role.clone());
    let Some((_, quote)) = decision.deal.document(DocumentKind::Quotation) else { return last() };
    let quote = Reader(&quote.facts);
    if quote.whole("total_gross").is_some_and(|offered| floor >= Money(offered)) {
        return None;
    }
    let (Some(list), Some(lowest)) = (gross(quote, "list_price"), gross(quote, "floor_price")) else {
        return last();
    };
    let Some(discount) = share(list, floor) else { return last() };
    let tier = policy.tier_for(discount, floor.minor(), floor < lowest);
    policy.tiers.get(tier).map(|tier| tier.role.clone()).or_else(last)
}

/// What a floor price gives away, percent of the list price and not rounded: no fen beyond a limit slips under it.
fn share(list: Money, floor: Money) -> Option<Decimal> {
    let conceded = Decimal::from(list.checked_sub(floor)?.minor());
    conceded.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(list.minor()))
}

/// The lines of a quotation at one of their prices, VAT included.
fn gross(quote: Reader<'_>, price: &str) -> Option<Money> {
    let total = total(quote, price)?;
    match quote.text("price_basis") {
        Some("net") => total.share(quote.whole("total_gross")?, quote.whole("subtotal_net")?),
        _ => Some(total),
    }
}

fn total(quote: Reader<'_>, price: &str) -> Option<Money> {
    let rows = quote.rows("lines");
    let lines = rows.iter().map(|row| {
        let (price, quantity) = (row.parse::<Price>(price)?, row.parse::<Quantity>("quantity")?);
        Money::of(price, quantity)
    });
    let lines: Option<Vec<Money>> = lines.collect();
    lines.filter(|lines| !lines.is_empty()).and_then(Money::checked_sum)
}
