//! Who may give which command to a deal, before any payload is looked at; and what a person is offered.

use serde::Serialize;

use super::screening::pool;
use super::{Command, Matter, hands, matter};
use crate::approval::Approval;
use crate::approval::stand_in::{in_place_of, principals};
use crate::decision::Decision;
use crate::facts::{Actor, Context, Facts, Hand};
use crate::id::{ApprovalId, PersonId};
use crate::process::{DocumentKind, Party, Process, Stage};
use crate::refusal::Refusal;
use crate::shared::Shared;

/// A command that a person could meet on this deal, allowed or refused by the same rule that will judge it. Only where the
/// deal has nothing that the command acts upon is the refusal given more exactly when a payload names something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Affordance {
    /// The command's type on the wire.
    pub command: &'static str,
    /// The document, for `submit_document`.
    pub kind: Option<DocumentKind>,
    /// The approval, for commands about one.
    pub approval: Option<ApprovalId>,
    /// Why not; absent where it is allowed.
    pub refusal: Option<Refusal>,
}

/// What a command is aimed at, as far as admission looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Deal(&'static str),
    Form(DocumentKind),
    Approval,
    Scanner,
}

/// Commands that the definition's acts admit.
const ACTS: &[&str] = &[
    "log_contact_attempt",
    "complete_screening",
    "reassign_owner",
    "claim_lead",
    "release_lead",
    "file_appeal",
    "decide_appeal",
    "decide_recycling",
    "advance_stage",
    "return_stage",
    "request_exception",
    "move_visit",
    "cancel_visit",
    "confirm_backfill",
    "complete_action",
    "guide_needs",
    "verify_need",
    "waive_pain",
    "set_forecast",
    "confirm_opportunity",
    "request_resource",
    "grant_resource",
    "convene_review",
    "vote_review",
    "conclude_review",
    "close_review_action",
    "send_document",
    "mail_copy",
    "confirm_with_customer",
    "record_answer",
    "sign_handover",
    "request_change",
    "decide_change",
    "start_delivery",
    "complete_milestone",
    "send_report",
    "apply_for_acceptance",
    "deem_accepted",
    "issue_invoice",
    "deliver_invoice",
    "void_invoice",
    "allocate_receipt",
    "request_payer",
    "record_promise",
    "expect_payment",
    "extend_instalment",
    "dispute_amount",
    "settle_dispute",
    "write_off_instalment",
    "raise_complaint",
    "answer_complaint",
    "plan_complaint",
    "escalate_complaint",
    "close_complaint",
    "reopen_complaint",
    "close_improvement",
    "settle_renewal",
    "close_deal",
    "submit_for_approval",
    "record_round",
    "accept_quote_as_is",
    "review_term_change",
    "review_text",
    "seal_contract",
    "reconfirm_contract",
    "void_contract",
    "record_signing",
    "compare_scan",
    "report_incident",
    "file_original",
    "loan_original",
    "return_original",
    "record_amendment",
    "name_reader",
    "unname_reader",
    "comment",
    "attach",
    "pause_obligation",
    "resume_obligation",
];

/// What a program does not do for a person: decide, sign, vouch.
const NEVER_BY_KEY: &[&str] = &[
    "decide_approval",
    "transfer_approval",
    "add_approver",
    "decide_appeal",
    "decide_recycling",
    "decide_change",
    "vote_review",
    "conclude_review",
    "review_term_change",
    "review_text",
    "request_exception",
    "verify_need",
    "waive_pain",
    "confirm_backfill",
    "confirm_opportunity",
    "sign_handover",
    "seal_contract",
    "record_signing",
    "reconfirm_contract",
    "void_contract",
    "deem_accepted",
    "write_off_instalment",
    "pause_obligation",
];

/// Refuses a command that this person may not give to this deal now.
pub(super) fn check(decision: &Decision<'_>, command: &Command) -> Result<(), Refusal> {
    if decision.hand() == Hand::Key && NEVER_BY_KEY.contains(&command.key()) {
        return Err(Refusal::NotByKey { command: command.key().to_owned() });
    }
    let target = match command {
        Command::SubmitDocument { kind, .. } => Target::Form(*kind),
        Command::DecideApproval { .. }
        | Command::TransferApproval { .. }
        | Command::AddApprover { .. }
        | Command::WithdrawApproval { .. }
        | Command::UrgeApproval { .. }
        | Command::CopyApproval { .. } => Target::Approval,
        Command::Tick {} | Command::SettleMail { .. } => Target::Scanner,
        other => Target::Deal(other.key()),
    };
    admit_target(decision, target)
}

/// Everything that this person could meet on this deal now.
pub fn affordances(
    deal: &super::Deal,
    process: &Process,
    facts: &Facts,
    context: &Context,
) -> Vec<Affordance> {
    let mut decision = Decision::new(deal.clone(), process, facts, context);
    crate::obligation::settle(&mut decision);
    let acts = ACTS.iter().map(|command| Affordance {
        command,
        kind: None,
        approval: None,
        refusal: refusal_of(&decision, Target::Deal(command)),
    });
    let forms = process.documents.keys().map(|kind| Affordance {
        command: "submit_document",
        kind: Some(*kind),
        approval: None,
        refusal: refusal_of(&decision, Target::Form(*kind)),
    });
    acts.chain(forms).chain(approvals(&decision, context)).collect()
}

fn refusal_of(decision: &Decision<'_>, target: Target) -> Option<Refusal> {
    let refusal = admit_target(decision, target).err();
    match (refusal, target) {
        (None, Target::Deal("advance_stage")) => super::stage::gate_refusal(decision),
        (None, Target::Deal("return_stage")) => super::stage::return_refusal(&decision.deal),
        (None, Target::Deal("claim_lead")) => owned(decision, |_| true),
        (None, Target::Deal("file_appeal")) => {
            owned(decision, |owner| decision.actor() == Actor::Person(owner))
        }
        (None, Target::Deal(command)) => nothing_there(decision, command),
        (None, Target::Form(kind)) => super::fulfilment::may_write(decision, kind).err(),
        (refusal, _) => refusal,
    }
}

/// Nobody claims what has an owner, or contends for what is his.
fn owned(decision: &Decision<'_>, is_barred: impl Fn(PersonId) -> bool) -> Option<Refusal> {
    let person = decision.deal.owner.filter(|owner| is_barred(*owner))?;
    Some(Refusal::SameOwner { person })
}

/// Nobody is offered what has nothing to act upon; who names a thing all the same is told what is the matter with it.
fn nothing_there(decision: &Decision<'_>, command: &str) -> Option<Refusal> {
    let lacks = Matter::of(command).filter(|matter| !matter::is_there(&decision.deal, *matter))?;
    Some(Refusal::NothingToActOn { command: command.to_owned(), lacks })
}

fn approvals(decision: &Decision<'_>, context: &Context) -> Vec<Affordance> {
    let person = context.actor.person().filter(|person| decision.is_fit(*person));
    let Some(person) = person else { return Vec::new() };
    let offered = |(id, approval): (&ApprovalId, &Shared<Approval>)| {
        let approval_id = Some(*id);
        let offer = move |command| Affordance { command, kind: None, approval: approval_id, refusal: None };
        commands_about(decision, approval, person).into_iter().map(offer).collect::<Vec<_>>()
    };
    decision.deal.approvals.iter().flat_map(offered).collect()
}

/// What a person may do about an approval: decide and pass on in his turn, his own take back and urge, tell others.
fn commands_about(decision: &Decision<'_>, approval: &Approval, person: PersonId) -> Vec<&'static str> {
    let own = approval.submitter == person;
    let takes_part =
        own || approval.steps.iter().flat_map(|step| &step.assignees).any(|a| a.person == person);
    let copy = takes_part.then_some("copy_approval");
    if !approval.is_open() {
        return copy.into_iter().collect();
    }
    let turn = approval.active_step().map(|step| step.turn()).unwrap_or_default();
    let absent = principals(&decision.facts.organization, decision.process, person, decision.now());
    let stands_in = in_place_of((&decision.deal, decision.process), approval, person, &absent).is_some();
    let apart = hands::check(decision, person, &approval.deed()).is_err();
    let deciding: &[&str] = match turn.contains(&person) {
        _ if apart => &[],
        true => &["decide_approval", "transfer_approval", "add_approver"],
        false if stands_in => &["decide_approval"],
        false => &[],
    };
    let submitters: &[&str] = if own { &["withdraw_approval", "urge_approval"] } else { &[] };
    deciding.iter().chain(submitters).copied().chain(copy).collect()
}

fn admit_target(decision: &Decision<'_>, target: Target) -> Result<(), Refusal> {
    let person = match (target, decision.actor()) {
        (Target::Scanner, Actor::System) => return Ok(()),
        (Target::Scanner, Actor::Person(_)) => return Err(Refusal::SystemOnly),
        (_, Actor::System) => return Err(Refusal::NoBusinessRole),
        (_, Actor::Person(person)) => person,
    };
    if !decision.is_fit(person) {
        return Err(Refusal::NoBusinessRole);
    }
    match target {
        Target::Approval | Target::Scanner => Ok(()),
        Target::Deal(command) => {
            admit_act(decision, person, command)?;
            hands::check(decision, person, command)
        }
        Target::Form(kind) => {
            admit_form(decision, person, kind)?;
            hands::check(decision, person, &format!("submit_document:{}", kind.key()))
        }
    }
}

fn admit_act(decision: &Decision<'_>, person: PersonId, command: &'static str) -> Result<(), Refusal> {
    let act = decision.process.acts.get(command);
    let parties = act.map(|act| act.by.as_slice()).unwrap_or_default();
    let needs = || parties.iter().map(name_of).collect();
    let is_one = parties.iter().any(|party| is_party(decision, person, party));
    let assigns = command == "reassign_owner" && pool::assigns_from_pool(decision, person);
    if !is_one && !assigns {
        return Err(Refusal::NotPermitted { command: command.to_owned(), needs: needs() });
    }
    standing(decision, command, act.map(|act| act.stages.as_slice()).unwrap_or_default())
}

fn admit_form(decision: &Decision<'_>, person: PersonId, kind: DocumentKind) -> Result<(), Refusal> {
    let form = decision.process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    if let Some(command) = &form.command {
        return Err(Refusal::HasItsCommand { kind, command: command.clone() });
    }
    if form.fillers.is_empty() {
        return Err(Refusal::ComputedDocument { kind });
    }
    if !form.fillers.iter().any(|role| decision.plays(person, role)) {
        let command = format!("submit_document:{}", kind.key());
        return Err(Refusal::NotPermitted { command, needs: form.fillers.clone() });
    }
    standing(decision, kind.key(), &form.stages())
}

fn standing(decision: &Decision<'_>, command: &str, stages: &[Stage]) -> Result<(), Refusal> {
    let deal = &decision.deal;
    let speaks = command == "comment";
    let without_owner = speaks || ["claim_lead", "reassign_owner", "decide_appeal"].contains(&command);
    // A deal that is over is still spoken of, reviewed and learnt from.
    let reviews = matches!(
        command,
        "comment" | "retrospective" | "close_improvement" | "name_reader" | "unname_reader"
    );
    if deal.has_ended() && !reviews {
        return Err(Refusal::DealEnded);
    }
    if deal.owner.is_none() && !without_owner {
        return Err(Refusal::InPool);
    }
    if !stages.is_empty() && !stages.contains(&deal.stage) {
        let (command, allowed) = (command.to_owned(), stages.to_vec());
        return Err(Refusal::WrongStage { command, stage: deal.stage, allowed });
    }
    Ok(())
}

/// Whether a person is one of those who may give a command, whatever the deal's stage.
pub(in crate::deal) fn is_among(decision: &Decision<'_>, person: PersonId, command: &str) -> bool {
    let act = decision.process.acts.get(command);
    act.is_some_and(|act| act.by.iter().any(|party| is_party(decision, person, party)))
}

fn is_party(decision: &Decision<'_>, person: PersonId, party: &Party) -> bool {
    match party {
        Party::Owner => decision.deal.owner == Some(person),
        Party::Role(role) => decision.facts.organization.holds(person, role, decision.deal.department),
        Party::AnyReader => true,
        Party::Anywhere(role) => decision.facts.organization.roles_of(person).any(|held| held == role),
        Party::Superior => {
            let superior = decision.deal.owner.map(|owner| decision.facts.organization.superior(owner));
            superior == Some(crate::organization::Answering::Holders(vec![person]))
        }
        Party::Assignee | Party::Debtor | Party::Submitter => false,
    }
}

fn name_of(party: &Party) -> String {
    match party {
        Party::Role(role) | Party::Anywhere(role) => role.clone(),
        Party::Owner => "owner".to_owned(),
        Party::Superior => "superior".to_owned(),
        Party::AnyReader => "reader".to_owned(),
        Party::Assignee => "assignee".to_owned(),
        Party::Debtor => "debtor".to_owned(),
        Party::Submitter => "submitter".to_owned(),
    }
}
