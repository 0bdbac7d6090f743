//! Asking for an approval, deciding in it, and everything people do to it in between.

use jiff::SignedDuration;

use super::assign::{activate, may_decide};
use super::stand_in::principals;
use super::{Approval, ApprovalResult, ApprovalSubject, PlannedStep, Step, Verdict};
use crate::deal::Event;
use crate::deal::hands;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::facts::Hand;
use crate::id::{ApprovalId, PersonId};
use crate::obligation::move_step;
use crate::process::StepMode;
use crate::refusal::Refusal;

/// What to ask approval for.
pub struct Request {
    /// The chain's key.
    pub chain: String,
    /// About what.
    pub subject: ApprovalSubject,
    /// Its digest.
    pub digest: Digest,
    /// Who wrote it.
    pub authors: Vec<PersonId>,
    /// Why, where a reason is asked.
    pub reason: Option<String>,
    /// The role that the authority table asks for, where it does.
    pub authority: Option<String>,
}

/// A decision in a step.
pub struct Ballot {
    /// The approval.
    pub approval: ApprovalId,
    /// The step.
    pub step: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// The digest of what was shown.
    pub digest: Digest,
    /// The opinion.
    pub opinion: Option<String>,
}

/// Starts a chain; a signature step is the submitter's own and already done by asking.
pub fn request(decision: &mut Decision<'_>, request: Request) -> Result<ApprovalId, Refusal> {
    let submitter = decision.person()?;
    if let Some((id, _)) =
        decision.deal.approvals.iter().find(|(_, a)| a.is_open() && a.subject == request.subject)
    {
        return Err(Refusal::AlreadyRequested { approval: *id });
    }
    let steps = planned(decision, &request.chain, request.authority.as_deref());
    if steps.is_empty() {
        return Err(Refusal::ChainDecidesNothing { chain: request.chain });
    }
    let note = request.reason.map(|reason| decision.keep_text(&reason));
    let approval = ApprovalId(decision.next_id());
    decision.emit(Event::ApprovalRequested {
        approval,
        chain: request.chain,
        subject: request.subject,
        digest: request.digest,
        submitter,
        authors: request.authors,
        steps,
        note,
    });
    activate(decision, approval, 1);
    Ok(approval)
}

/// The steps that decide.
fn planned(decision: &Decision<'_>, chain: &str, authority: Option<&str>) -> Vec<PlannedStep> {
    let steps = decision.process.chains.get(chain).map(|chain| chain.steps.as_slice()).unwrap_or_default();
    // Authority is a ladder: what the last one has to decide passes those below him first.
    let reach = steps.iter().position(|step| Some(step.role.as_str()) == authority);
    let asked = |place: usize| reach.is_some_and(|reach| place <= reach);
    steps
        .iter()
        .enumerate()
        .filter(|(place, step)| !step.signature && (!step.only_if_authority_needed || asked(*place)))
        .map(|(_, step)| step)
        .map(|step| PlannedStep {
            role: Some(step.role.clone()),
            person: None,
            mode: step.mode,
            working_days: step.working_days,
        })
        .collect()
}

/// Decides in the active step.
pub fn decide(decision: &mut Decision<'_>, ballot: Ballot) -> Result<(), Refusal> {
    let by = decision.person()?;
    let on_behalf_of = admit(decision, &ballot, by)?;
    let note = ballot.opinion.as_deref().filter(|o| !o.trim().is_empty()).map(|o| decision.keep_text(o));
    let (approval, step) = (ballot.approval, ballot.step);
    decision.emit(Event::StepDecided {
        approval,
        step,
        by,
        on_behalf_of,
        verdict: ballot.verdict,
        digest: ballot.digest,
        note,
    });
    match ballot.verdict {
        Verdict::Reject => finish(decision, approval, ApprovalResult::Rejected),
        Verdict::Return(0) => finish(decision, approval, ApprovalResult::Returned),
        Verdict::Return(to) => activate(decision, approval, to),
        Verdict::Approve | Verdict::Adjust(_) => proceed(decision, approval, step),
    }
    Ok(())
}

fn proceed(decision: &mut Decision<'_>, id: ApprovalId, step: u32) {
    let approval = &decision.deal.approvals[&id];
    if !approval.steps[step as usize - 1].is_agreed() {
        return;
    }
    match approval.steps.len() as u32 > step {
        true => activate(decision, id, step + 1),
        false => finish(decision, id, ApprovalResult::Approved),
    }
}

fn finish(decision: &mut Decision<'_>, id: ApprovalId, result: ApprovalResult) {
    decision.emit(Event::ApprovalFinished { approval: id, result, reason: None });
    crate::deal::approved::follow_up(decision, id, result);
}

/// Ends every open approval: nobody is left on whose behalf it was asked.
pub fn lapse_all(decision: &mut Decision<'_>) {
    let open = decision.deal.approvals.iter().filter(|(_, approval)| approval.is_open()).map(|(id, _)| *id);
    for id in open.collect::<Vec<_>>() {
        finish(decision, id, ApprovalResult::Lapsed);
    }
}

/// Whether this person may cast this ballot, and for whom he stands in.
fn admit(decision: &Decision<'_>, ballot: &Ballot, by: PersonId) -> Result<Option<PersonId>, Refusal> {
    let approval = open(decision, ballot.approval)?;
    let id = ballot.approval;
    let step = approval.active_step().filter(|_| approval.active == ballot.step);
    let step = step.ok_or(Refusal::StepNotActive { approval: id, step: ballot.step })?;
    if approval.is_own_paper(by) || decision.deal.owner == Some(by) {
        return Err(Refusal::SelfApproval { approval: id });
    }
    let turn = step.turn();
    let principal = match turn.contains(&by) {
        true => by,
        false => {
            principal(decision, by, &turn).ok_or(Refusal::NotYourStep { approval: id, step: ballot.step })?
        }
    };
    if approval.has_decided(by) {
        return Err(Refusal::SecondStep { approval: id });
    }
    fit_to_decide(decision, approval, by, principal)?;
    confirmed(decision, approval)?;
    if ballot.digest != approval.digest {
        return Err(Refusal::ContentChanged { approval: id });
    }
    opinion_suffices(decision, ballot)?;
    Ok((principal != by).then_some(principal))
}

/// For whom of those whose turn it is somebody stands in, the first for whom he has the authority.
fn principal(decision: &Decision<'_>, by: PersonId, turn: &[PersonId]) -> Option<PersonId> {
    let (organization, now) = (&decision.facts.organization, decision.now());
    let able = principals(organization, decision.process, by, now);
    let absent: Vec<PersonId> =
        organization.stands_in_for(by, now).filter(|absent| turn.contains(absent)).collect();
    absent.iter().find(|absent| able.contains(absent)).or(absent.first()).copied()
}

fn fit_to_decide(
    decision: &Decision<'_>,
    approval: &Approval,
    by: PersonId,
    principal: PersonId,
) -> Result<(), Refusal> {
    let organization = &decision.facts.organization;
    if !decision.has_business_role(by) || decision.administers(by) {
        return Err(Refusal::NoBusinessRole);
    }
    hands::check(decision, by, &approval.deed())?;
    hands::check(decision, principal, &approval.deed())?;
    if by != principal
        && organization.rank(by, decision.process) < organization.rank(principal, decision.process)
    {
        return Err(Refusal::DelegateTooLow { person: by });
    }
    let role = approval.active_step().and_then(|step| step.plan.role.clone());
    let place = role.as_deref().map(|role| (role, decision.deal.department));
    if place.is_some_and(|place| organization.acts_above_himself(principal, place, decision.process)) {
        return Err(Refusal::DelegateTooLow { person: principal });
    }
    let hours = decision.process.settings.limits.new_role_hours;
    let since = role.as_deref().and_then(|r| organization.held_since(principal, r, decision.deal.department));
    let fresh = since.is_some_and(|since| {
        since > approval.requested_at
            && decision.now().duration_since(since) < SignedDuration::from_hours(hours.into())
    });
    match (fresh, role) {
        (true, Some(role)) => Err(Refusal::RoleTooNew { role, hours }),
        _ => Ok(()),
    }
}

/// From an amount on, whoever decides has shown again who he is, a moment ago.
fn confirmed(decision: &Decision<'_>, approval: &Approval) -> Result<(), Refusal> {
    let limits = &decision.process.settings.limits;
    let amount = match approval.subject {
        ApprovalSubject::WriteOff { amount, .. } => Some(amount),
        _ => decision.deal.amount(),
    };
    let Some(amount) = amount.filter(|amount| amount.minor() >= limits.confirm_approval_from_minor) else {
        return Ok(());
    };
    let minutes = limits.confirmation_minutes;
    let is_fresh = |at: jiff::Timestamp| {
        let ago = decision.now().duration_since(at);
        !ago.is_negative() && ago <= SignedDuration::from_mins(minutes.into())
    };
    match decision.hand() {
        Hand::Session { confirmed_at } if confirmed_at.is_some_and(is_fresh) => Ok(()),
        _ => Err(Refusal::ConfirmationNeeded { amount, minutes }),
    }
}

fn opinion_suffices(decision: &Decision<'_>, ballot: &Ballot) -> Result<(), Refusal> {
    let min = decision.process.settings.limits.opinion_min_chars;
    let length = ballot.opinion.as_deref().map_or(0, |opinion| opinion.trim().chars().count());
    match ballot.verdict {
        Verdict::Return(to) if to >= ballot.step => Err(Refusal::BadReturnStep { step: to }),
        Verdict::Reject | Verdict::Return(_) | Verdict::Adjust(_) if length < min as usize => {
            Err(Refusal::OpinionMissing { min })
        }
        _ => Ok(()),
    }
}

/// 转交: another person takes the step, under the same rules as if he held the role.
pub fn transfer(
    decision: &mut Decision<'_>,
    id: ApprovalId,
    step: u32,
    to: PersonId,
    reason: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let approval = open(decision, id)?;
    let turn = approval.active_step().filter(|_| approval.active == step).map(|s| s.turn());
    let turn = turn.ok_or(Refusal::StepNotActive { approval: id, step })?;
    if !turn.contains(&by) {
        return Err(Refusal::NotYourStep { approval: id, step });
    }
    fit_to_receive(decision, approval, by, to)?;
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::StepTransferred { approval: id, step, from: by, to, note });
    move_step(decision, id, step, to);
    Ok(())
}

/// 加签: a further person decides before or after the active step.
pub fn add(
    decision: &mut Decision<'_>,
    id: ApprovalId,
    person: PersonId,
    before: bool,
    reason: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let approval = open(decision, id)?;
    let step = approval.active;
    if !approval.active_step().is_some_and(|active| active.turn().contains(&by)) {
        return Err(Refusal::NotYourStep { approval: id, step });
    }
    if person == by || !may_decide(decision, approval, person) {
        return Err(Refusal::UnfitApprover { person });
    }
    let note = decision.keep_reason("reason", reason)?;
    let at = if before { step } else { step + 1 };
    let working_days = Some(decision.process.settings.limits.added_step_working_days);
    decision.emit(Event::ApproverAdded { approval: id, at, person, by, note, working_days });
    if before {
        activate(decision, id, step);
    }
    Ok(())
}

fn fit_to_receive(
    decision: &Decision<'_>,
    approval: &Approval,
    by: PersonId,
    to: PersonId,
) -> Result<(), Refusal> {
    let organization = &decision.facts.organization;
    if to == by || !may_decide(decision, approval, to) {
        return Err(Refusal::UnfitApprover { person: to });
    }
    match organization.rank(to, decision.process) < organization.rank(by, decision.process) {
        true => Err(Refusal::DelegateTooLow { person: to }),
        false => Ok(()),
    }
}

/// 抄送: others may read the approval; by whoever asked for it, or has or had a turn in it.
pub fn copy(decision: &mut Decision<'_>, id: ApprovalId, to: &[PersonId]) -> Result<(), Refusal> {
    let by = decision.person()?;
    let approval = decision.deal.approvals.get(&id).ok_or(Refusal::UnknownApproval { approval: id })?;
    let has_turn = |step: &Step| step.assignees.iter().any(|one| one.person == by);
    if approval.submitter != by && !approval.steps.iter().any(has_turn) {
        return Err(Refusal::NotInApproval { approval: id });
    }
    if let Some(person) = to.iter().find(|person| !decision.facts.organization.is_active(**person)) {
        return Err(Refusal::UnknownPerson { person: *person });
    }
    let mut to: Vec<PersonId> =
        to.iter().filter(|person| !approval.copied.contains(person)).copied().collect();
    to.sort();
    to.dedup();
    if to.is_empty() {
        return Err(Refusal::NobodyNamed);
    }
    decision.emit(Event::ApprovalCopied { approval: id, to, by });
    Ok(())
}

/// 撤回, by the submitter alone.
pub fn withdraw(decision: &mut Decision<'_>, id: ApprovalId) -> Result<(), Refusal> {
    submitters_own(decision, id)?;
    finish(decision, id, ApprovalResult::Withdrawn);
    Ok(())
}

/// 催办, by the submitter alone.
pub fn urge(decision: &mut Decision<'_>, id: ApprovalId) -> Result<(), Refusal> {
    submitters_own(decision, id)?;
    decision.emit(Event::ApprovalUrged { approval: id });
    Ok(())
}

fn submitters_own(decision: &Decision<'_>, id: ApprovalId) -> Result<(), Refusal> {
    let by = decision.person()?;
    match open(decision, id)?.submitter == by {
        true => Ok(()),
        false => Err(Refusal::NotSubmitter { approval: id }),
    }
}

fn open<'d>(decision: &'d Decision<'_>, id: ApprovalId) -> Result<&'d Approval, Refusal> {
    let approval = decision.deal.approvals.get(&id).ok_or(Refusal::UnknownApproval { approval: id })?;
    match approval.is_open() {
        true => Ok(approval),
        false => Err(Refusal::ApprovalClosed { approval: id }),
    }
}

/// A step for one person who was added.
pub(crate) fn added_step(person: PersonId, working_days: u32) -> PlannedStep {
    PlannedStep { role: None, person: Some(person), mode: StepMode::Any, working_days }
}
