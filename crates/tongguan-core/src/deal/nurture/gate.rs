//! The conditions of G2.

use super::{VisitKind, chain};
use crate::decision::Decision;
use crate::process::Predicate;

/// Whether a condition of this stage holds; none for conditions of other stages.
pub(crate) fn holds(decision: &Decision<'_>, predicate: &Predicate) -> Option<bool> {
    let nurture = &decision.deal.nurture;
    Some(match predicate {
        Predicate::FirstVisitOnPlan => nurture.visits.values().any(|visit| {
            let report = visit.report.and_then(|report| nurture.reports.get(&report));
            visit.kind == Some(VisitKind::First) && report.is_some_and(|report| report.counts())
        }),
        Predicate::PainQuantified => {
            nurture.pain_waived || nurture.needs.values().any(|need| need.quantified)
        }
        Predicate::NeedsVerified => {
            let mut standing = nurture.needs.values().filter(|need| !need.is_refuted()).peekable();
            standing.peek().is_some() && standing.all(|need| need.is_verified())
        }
        Predicate::ChainRolesNamed => chain::roles_named(decision),
        Predicate::DecisionMakerReached => chain::decision_maker_reached(decision),
        Predicate::ForecastSet => nurture.forecast.is_some(),
        Predicate::OpportunityConfirmed => nurture.confirmed_at.is_some(),
        _ => return None,
    })
}
