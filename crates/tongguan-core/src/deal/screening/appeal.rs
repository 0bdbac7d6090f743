//! 撞单申诉: who owns a customer is contested; the supervisor decides, after him the director, once.
//!
//! Nobody decides in his own cause, and what is shared out is always the whole: 100 %.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::{BodyRef, Deal, Event, OwnerChange};
use super::{REP, pool};
use crate::decision::{Decision, Effect};
use crate::digest::Digest;
use crate::id::PersonId;
use crate::money::Percent;
use crate::organization::Organization;
use crate::process::{Party, Process, Trigger};
use crate::refusal::Refusal;

/// The role that decides after the first decision was appealed against.
const SECOND: &str = "sales_director";

/// An appeal about who owns the lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Who filed it.
    pub by: PersonId,
    /// Against whom.
    pub against: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Why; kept apart.
    pub note: BodyRef,
    /// What it rests on.
    pub evidence: Vec<Digest>,
    /// Who decided, once somebody has.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// To whom it was awarded.
    pub owner: Option<PersonId>,
}

/// A person's part in the credit for a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who.
    pub person: PersonId,
    /// How much.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub percent: Percent,
}

/// Files an appeal: by a rep who does not own the lead; against a decision, by one whom it did not favour.
pub(in crate::deal) fn file(
    decision: &mut Decision<'_>,
    reason: &str,
    evidence: &[Digest],
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let lead = &decision.deal.lead;
    if decision.deal.owner == Some(by) {
        return Err(Refusal::SameOwner { person: by });
    }
    if lead.appeals.iter().any(|appeal| appeal.decided_by.is_none()) {
        return Err(Refusal::AppealOpen);
    }
    let level = lead.appeals.len() as u32 + 1;
    if level > 2 {
        return Err(Refusal::AppealsExhausted);
    }
    let against = decision.deal.owner;
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::AppealFiled { level, against, evidence: evidence.to_vec(), note });
    Ok(())
}

/// Decides the open appeal: who owns the lead, and how its credit is shared.
pub(in crate::deal) fn decide(
    decision: &mut Decision<'_>,
    owner: PersonId,
    shares: &[Share],
    reason: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let open = decision.deal.lead.appeals.last().filter(|appeal| appeal.decided_by.is_none());
    let appeal = open.cloned().ok_or(Refusal::NoOpenAppeal)?;
    let parties = [Some(appeal.by), appeal.against, decision.deal.owner];
    if parties.contains(&Some(by)) || shares.iter().any(|share| share.person == by) {
        return Err(Refusal::PartyToAppeal);
    }
    let second = decision.deal.lead.appeals.len() > 1;
    if second && !decision.facts.organization.holds(by, SECOND, decision.deal.department) {
        return Err(Refusal::NotPermitted {
            command: "decide_appeal".to_owned(),
            needs: vec![SECOND.to_owned()],
        });
    }
    if !parties.contains(&Some(owner)) || !decision.is_fit(owner) || !sells(decision, owner) {
        return Err(Refusal::UnfitOwner { person: owner });
    }
    shared_out(decision, shares)?;
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::AppealDecided { owner, shares: shares.to_vec(), note });
    if decision.deal.owner != Some(owner) {
        let department = decision.facts.organization.people[&owner].department;
        let (account, from) = (decision.deal.account, decision.deal.owner);
        // Whoever is awarded the business is awarded the customer, where it was the other side's.
        decision.effect(Effect::PassAccount { account, from, to: owner, department });
        pool::take_over(decision, owner, OwnerChange::Awarded, department, None);
    }
    Ok(())
}

/// Whether somebody may decide the open appeal, whatever he decides.
pub fn may_decide(deal: &Deal, process: &Process, organization: &Organization, person: PersonId) -> bool {
    let Some(appeal) = deal.lead.appeals.last().filter(|appeal| appeal.decided_by.is_none()) else {
        return false;
    };
    let is_party = [Some(appeal.by), appeal.against, deal.owner].contains(&Some(person));
    let act = process.acts.get("decide_appeal");
    let plays = |party: &Party| match party {
        Party::Role(role) => organization.holds(person, role, deal.department),
        _ => false,
    };
    let admitted = act.is_some_and(|act| act.by.iter().any(plays));
    let is_last = deal.lead.appeals.len() > 1;
    !is_party && admitted && (!is_last || organization.holds(person, SECOND, deal.department))
}

/// By when the open appeal is to be decided.
pub fn due_at(deal: &Deal, process: &Process) -> Option<Timestamp> {
    let decides = |clock: &str| {
        process.clocks.get(clock).is_some_and(|clock| clock.met_by.contains(&Trigger::AppealDecided))
    };
    let owed = deal.obligations.values().filter(|o| o.is_open() && decides(&o.clock));
    owed.map(|o| o.due_at).min()
}

fn sells(decision: &Decision<'_>, person: PersonId) -> bool {
    decision.facts.organization.roles_of(person).any(|role| role == REP)
}

/// Shares are for different people of ours and make 100 %.
fn shared_out(decision: &Decision<'_>, shares: &[Share]) -> Result<(), Refusal> {
    let people: std::collections::BTreeSet<PersonId> = shares.iter().map(|share| share.person).collect();
    if let Some(stranger) = people.iter().find(|person| !decision.is_fit(**person)) {
        return Err(Refusal::UnknownPerson { person: *stranger });
    }
    let positive = shares.iter().all(|share| share.percent > Percent::ZERO);
    let sum = shares.iter().try_fold(Percent::ZERO, |sum, share| sum.checked_add(share.percent));
    match positive && people.len() == shares.len() && sum == Some(Percent::HUNDRED) {
        true => Ok(()),
        false => Err(Refusal::SharesNotWhole { sum: sum.unwrap_or(Percent::ZERO) }),
    }
}
