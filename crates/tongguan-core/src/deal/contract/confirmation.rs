//! Confirming an agreement again: after too many days it is no longer signed on as it stands (2.4, `approval_fresh`).
//!
//! The one who agreed last says again, for the same content, that it holds; whoever holds his role now may, if he took
//! no other part. A date between the end of the first span and the confirmation stays outside both.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Consent, signing};
use crate::approval::Approval;
use crate::deal::Event;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{DocumentId, PersonId};
use crate::refusal::Refusal;
use crate::zone;

/// Whether an agreement may be signed on at a date: inside the days set, from the agreement or its confirmation.
pub(super) fn covers(decision: &Decision<'_>, consent: &Consent, on: Date) -> bool {
    let days = i64::from(decision.process.settings.limits.signing_days);
    let zone = decision.process.time_zone();
    let until = |from: Date| from.saturating_add(days.days());
    let agreed = zone::local_date(consent.at, &zone);
    let confirmed = consent.confirmed_at.map(|at| zone::local_date(at, &zone));
    on <= until(agreed) || confirmed.is_some_and(|from| from <= on && on <= until(from))
}

/// Confirms what the chain agreed on, for exactly this content.
pub(in crate::deal) fn confirm(
    decision: &mut Decision<'_>,
    contract: DocumentId,
    digest: Digest,
    opinion: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    if signing::contract(decision, contract)?.signing.is_some() {
        return Err(Refusal::ContractSigned { contract });
    }
    let consent = decision.deal.contracting.consents.get(&contract).copied();
    let consent = consent.ok_or(Refusal::NotAgreed { document: contract })?;
    if consent.digest != digest {
        return Err(Refusal::ContentChanged { approval: consent.approval });
    }
    fit_to_confirm(decision, &consent, by)?;
    let note = decision.keep_reason("opinion", opinion)?;
    let approval = consent.approval;
    decision.emit(Event::ChainReconfirmed { document: contract, approval, digest, by, note });
    Ok(())
}

/// As in the approval itself: not one's own paper, not a second step, and the last one's word.
fn fit_to_confirm(decision: &Decision<'_>, consent: &Consent, by: PersonId) -> Result<(), Refusal> {
    let id = consent.approval;
    let approval = &decision.deal.approvals[&id];
    if approval.is_own_paper(by) || decision.deal.owner == Some(by) {
        return Err(Refusal::SelfApproval { approval: id });
    }
    if !speaks_last(decision, approval, by) {
        return Err(Refusal::NotYourStep { approval: id, step: approval.steps.len() as u32 });
    }
    let earlier = approval.steps.split_last().map(|(_, earlier)| earlier).unwrap_or_default();
    match earlier.iter().any(|step| step.decisions.iter().any(|(person, _)| *person == by)) {
        true => Err(Refusal::SecondStep { approval: id }),
        false => Ok(()),
    }
}

fn speaks_last(decision: &Decision<'_>, approval: &Approval, by: PersonId) -> bool {
    approval.steps.last().is_some_and(|step| {
        let decided = step.decisions.iter().any(|(person, _)| *person == by);
        let role = step.plan.role.as_deref();
        let holds = |role| decision.facts.organization.holds(by, role, decision.deal.department);
        decided || role.is_some_and(holds)
    })
}
