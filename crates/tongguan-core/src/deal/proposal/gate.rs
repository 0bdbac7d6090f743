//! The conditions of G3.

use super::{QuoteView, confirm, review};
use crate::decision::Decision;
use crate::process::Predicate;

/// Whether a condition of this stage holds; none for conditions of other stages.
pub(crate) fn holds(decision: &Decision<'_>, predicate: &Predicate) -> Option<bool> {
    let quote = QuoteView::latest(&decision.deal).map(|(_, quote)| quote);
    Some(match predicate {
        Predicate::OnlyStandardItems => quote.is_some_and(QuoteView::only_standard_items),
        Predicate::ReviewPassed => review::passed(decision),
        Predicate::SolutionConfirmed => confirm::solution_confirmed(decision),
        Predicate::QuoteValid => quote.is_some_and(|quote| quote.valid_until() >= decision.today()),
        // No quotation is recorded without a valid code, and the code is the customer's.
        Predicate::BuyerCodeValid => quote.is_some_and(|quote| quote.buyer().is_some()),
        Predicate::ResourcesAssigned => {
            !decision.deal.proposal.resources.values().any(|asked| asked.is_open())
        }
        _ => return None,
    })
}
