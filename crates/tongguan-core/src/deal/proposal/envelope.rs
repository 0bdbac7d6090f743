//! The envelope of an approved quotation (ruling 4): within it a later revision keeps the approval.
//!
//! Price not lower, discount not higher, payment not later; buyer, items, validity and all other terms the same.

use super::QuoteView;
use super::authority::below_margin;
use crate::process::PricePolicy;

/// What leaves the envelope; empty where the approval still stands behind it.
pub(super) fn changed(policy: &PricePolicy, approved: QuoteView<'_>, now: QuoteView<'_>) -> Vec<String> {
    let lower = now.totals().gross < approved.totals().gross || !prices_hold(approved, now);
    let discount = now.discount() > approved.discount()
        || now.largest_line_discount() > approved.largest_line_discount();
    let margin = (now.is_under_floor() && !approved.is_under_floor())
        || (below_margin(policy, now) && !below_margin(policy, approved));
    [
        ("price", lower),
        ("discount", discount),
        ("payment", pays_later(approved, now)),
        ("buyer", now.buyer() != approved.buyer()),
        ("items", now.items() != approved.items()),
        ("validity", now.valid_until() != approved.valid_until()),
        ("terms", now.terms() != approved.terms() || now.seller() != approved.seller()),
        ("margin", margin),
    ]
    .into_iter()
    .filter(|(_, left)| *left)
    .map(|(what, _)| what.to_owned())
    .collect()
}

fn prices_hold(approved: QuoteView<'_>, now: QuoteView<'_>) -> bool {
    let (before, after) = (approved.lines(), now.lines());
    before.len() == after.len()
        && before.iter().zip(&after).all(|(before, after)| after.amounts.gross >= before.amounts.gross)
}

/// Later or less: by term in order, less of the whole paid up to it, for another event, or more days after.
fn pays_later(approved: QuoteView<'_>, now: QuoteView<'_>) -> bool {
    let (before, after) = (approved.payment_terms(), now.payment_terms());
    let mut paid = (0_i64, 0_i64);
    before.len() != after.len()
        || before.iter().zip(&after).any(|(before, after)| {
            paid = (paid.0 + before.percent.scaled(), paid.1 + after.percent.scaled());
            before.condition != after.condition || after.days > before.days || paid.1 < paid.0
        })
}
