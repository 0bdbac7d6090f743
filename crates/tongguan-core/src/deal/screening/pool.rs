//! Who owns a lead: given, taken from the pool (公海), let go, sent back by the clock.
//!
//! The day of recycling belongs to the lead and not to the way it came to its owner: only an effective follow-up (the
//! customer answered, a visit, a new dated commitment) or another grade moves it, never a change of owners.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::super::{BodyRef, Deal, Event, Grade, OwnerChange, admit};
use super::{REP, free_capacity, judge_hits};
use crate::approval;
use crate::decision::{Decision, Effect};
use crate::id::{DepartmentId, PersonId};
use crate::obligation::move_debtor;
use crate::pool;
use crate::process::{Party, Pool, Process, Stage};
use crate::refusal::Refusal;
use crate::zone::local_date;

/// The day by whose end the lead must be followed up, or it goes back to the pool; none where that does not apply.
pub fn follow_up_on(deal: &Deal, process: &Process, limits: &Pool) -> Option<Date> {
    let lead = &deal.lead;
    if !may_be_recycled(deal) {
        return None;
    }
    let Pool { recycle_ungraded_days, recycle_a_days, recycle_b_days, park_c_days, .. } = *limits;
    let (since, days) = match lead.grade {
        None => (lead.followed_up_at, recycle_ungraded_days),
        Some(Grade::A) => (lead.followed_up_at, recycle_a_days),
        Some(Grade::B) => (lead.followed_up_at, recycle_b_days),
        Some(Grade::C) => (lead.graded_at.unwrap_or(lead.followed_up_at), park_c_days),
    };
    let since = local_date(since, &process.time_zone());
    Some(since.saturating_add(jiff::Span::new().days(i64::from(days))))
}

/// A lead that somebody has; never what is over or signed.
fn may_be_recycled(deal: &Deal) -> bool {
    deal.stage == Stage::Screening && deal.owner.is_some() && !deal.has_ended() && !deal.is_won()
}

/// Gives the lead to another rep; his clocks run on, the 48 hours start anew only the first few times.
pub(in crate::deal) fn reassign(
    decision: &mut Decision<'_>,
    to: PersonId,
    reason: &str,
) -> Result<(), Refusal> {
    if decision.deal.owner == Some(to) {
        return Err(Refusal::SameOwner { person: to });
    }
    let department = may_own(decision, to)?;
    cooled_down(decision, to, false)?;
    free_capacity(&decision.pool_limits(), decision.facts)?;
    let note = decision.keep_reason("reason", reason)?;
    take_over(decision, to, OwnerChange::Assigned, department, Some(note));
    Ok(())
}

/// The department in which a person would own the lead: this one, or his own where the one who gives it has a say.
fn may_own(decision: &Decision<'_>, to: PersonId) -> Result<DepartmentId, Refusal> {
    let organization = &decision.facts.organization;
    let here = decision.deal.department;
    let unfit = Refusal::UnfitOwner { person: to };
    let by = decision.person()?;
    let is_member = pool::is_member(organization, to, decision.pool());
    // Who only keeps the pool gives to its members and to nobody else.
    let as_keeper = !admit::is_among(decision, by, "reassign_owner");
    if !decision.is_fit(to) || as_keeper && !is_member {
        return Err(unfit);
    }
    if organization.holds(to, REP, here) {
        return Ok(here);
    }
    let home = organization.people[&to].department;
    let has_a_say = |party: &Party| matches!(party, Party::Role(role) if organization.holds(by, role, home));
    let act = decision.process.acts.get("reassign_owner");
    let reaches = act.is_some_and(|act| act.by.iter().any(has_a_say));
    match organization.holds(to, REP, home) && (reaches || as_keeper) {
        true => Ok(home),
        false => Err(unfit),
    }
}

/// Whether somebody may give the lead out of the pool in which it lies, because he administers that pool.
pub(in crate::deal) fn assigns_from_pool(decision: &Decision<'_>, person: PersonId) -> bool {
    let organization = &decision.facts.organization;
    decision.deal.owner.is_none()
        && decision.deal.stage == Stage::Screening
        && pool::is_admin(organization, person, decision.pool())
}

/// Takes a lead from the pool: one of its members, within the day's quota and the holding cap, once he and his team have cooled down.
pub(in crate::deal) fn claim(
    decision: &mut Decision<'_>,
    justification: Option<&str>,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    if let Some(owner) = decision.deal.owner {
        return Err(Refusal::SameOwner { person: owner });
    }
    if !pool::is_member(&decision.facts.organization, by, decision.pool()) {
        return Err(Refusal::NotPoolMember);
    }
    cooled_down(decision, by, true)?;
    let (quota, claimed) = (decision.pool_limits().claims_per_day, decision.facts.claimed_today);
    if claimed >= quota {
        return Err(Refusal::ClaimQuotaReached { quota, claimed });
    }
    free_capacity(&decision.pool_limits(), decision.facts)?;
    let home = decision.facts.organization.people.get(&by).map(|person| person.department);
    let department = home.ok_or(Refusal::UnfitOwner { person: by })?;
    let explained = justification.filter(|text| !text.trim().is_empty());
    let others = decision.facts.duplicates.iter().filter(|hit| hit.is_held_beside(by));
    let similar = judge_hits(others, explained.is_some())?;
    let note = explained.filter(|_| similar > 0);
    let note = note.map(|text| decision.keep_reason("justification", text)).transpose()?;
    take_over(decision, by, OwnerChange::Claimed, department, note);
    Ok(())
}

/// Whoever let a lead go to the pool waits; so do, for a shorter time, colleagues who claim and could hand it back.
fn cooled_down(decision: &Decision<'_>, person: PersonId, claims: bool) -> Result<(), Refusal> {
    let Pool { cool_down_days, colleague_cool_down_days, .. } = decision.pool_limits();
    let people = &decision.facts.organization.people;
    let home = |person: PersonId| people.get(&person).map(|person| person.department);
    let waits = |(lost_by, lost_at): &(PersonId, Timestamp)| {
        let days = match *lost_by == person {
            true => cool_down_days,
            false if claims && home(*lost_by) == home(person) => colleague_cool_down_days,
            false => 0,
        };
        *lost_at + SignedDuration::from_hours(24 * i64::from(days))
    };
    match decision.deal.lead.pooled.iter().map(waits).max() {
        Some(until) if decision.now() < until => Err(Refusal::CoolingDown { person, until }),
        _ => Ok(()),
    }
}

/// Gives the deal of somebody who leaves to another rep: clocks and the day of recycling stay as they are.
pub(in crate::deal) fn hand_over(
    decision: &mut Decision<'_>,
    to: PersonId,
    reason: &str,
) -> Result<(), Refusal> {
    let organization = &decision.facts.organization;
    let (here, home) = (decision.deal.department, organization.people[&to].department);
    let department = match (organization.holds(to, REP, here), organization.holds(to, REP, home)) {
        (true, _) => here,
        (false, true) => home,
        (false, false) => return Err(Refusal::UnfitOwner { person: to }),
    };
    if decision.deal.stage == Stage::Screening {
        cooled_down(decision, to, false)?;
        free_capacity(&decision.pool_limits(), decision.facts)?;
    }
    let note = decision.keep_reason("reason", reason)?;
    take_over(decision, to, OwnerChange::HandedOver, department, Some(note));
    Ok(())
}

pub(super) fn take_over(
    decision: &mut Decision<'_>,
    to: PersonId,
    change: OwnerChange,
    department: DepartmentId,
    note: Option<BodyRef>,
) {
    let from = decision.deal.owner;
    let department = (department != decision.deal.department).then_some(department);
    decision.emit(Event::OwnerChanged { from, to: Some(to), change, note, department });
    move_debtor(decision, from, Some(to));
    // A customer that came in with its lead and was nobody's goes with it out of the pool.
    if from.is_none() && decision.facts.held.as_ref().is_some_and(|held| held.is_new) {
        let (account, department) = (decision.deal.account, decision.deal.department);
        decision.effect(Effect::PassAccount { account, from: None, to, department });
    }
}

/// The owner lets the lead go, before it is an opportunity.
pub(in crate::deal) fn release(decision: &mut Decision<'_>, reason: &str) -> Result<(), Refusal> {
    let note = decision.keep_reason("reason", reason)?;
    leave_owner(decision, OwnerChange::Released, Some(note));
    Ok(())
}

/// Nobody owns it any more; what was asked for on its behalf lapses.
pub(super) fn leave_owner(decision: &mut Decision<'_>, change: OwnerChange, note: Option<BodyRef>) {
    approval::lapse_all(decision);
    let from = decision.deal.owner;
    decision.emit(Event::OwnerChanged { from, to: None, change, note, department: None });
    move_debtor(decision, from, None);
}

/// The clock sends a neglected lead back to the pool; of grade A, the manager is asked first.
pub(crate) fn recycle(decision: &mut Decision<'_>) {
    let deal = &decision.deal;
    if !may_be_recycled(deal) {
        return;
    }
    match deal.lead.grade {
        Some(Grade::A) if !deal.lead.recycling_proposed => decision.emit(Event::RecyclingProposed {}),
        Some(Grade::A) => {}
        _ => leave_owner(decision, OwnerChange::Recycled, None),
    }
}

/// The manager confirms that a grade-A lead goes back to the pool, or leaves it where it is for another period.
pub(in crate::deal) fn decide_recycling(
    decision: &mut Decision<'_>,
    confirmed: bool,
    reason: &str,
) -> Result<(), Refusal> {
    if !decision.deal.lead.recycling_proposed {
        return Err(Refusal::NothingToRecycle);
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::RecyclingDecided { confirmed, note });
    if confirmed {
        leave_owner(decision, OwnerChange::Recycled, None);
    }
    Ok(())
}
