//! A deal: one case from lead to last payment, folded from its events, answering commands.
//!
//! [`register`] begins a deal, [`decide`] answers every later command with events or a refusal. [`admit`] is the part
//! of it that needs no payload; what people are offered is drawn from it, so an offer and a decision cannot differ.

mod admit;
pub mod aftercare;
pub mod answered;
pub mod approved;
mod command;
pub mod contract;
pub mod copy;
mod customer;
mod document;
mod event;
pub mod figures;
mod fold;
mod footprint;
pub mod fulfilment;
mod hand_over;
pub(crate) mod hands;
pub mod known;
mod lead;
pub mod mail;
mod matter;
mod merge;
pub mod migration;
mod named;
mod needs;
mod note;
pub mod nurture;
mod participants;
pub mod proposal;
pub mod screening;
mod stage;
pub mod trigger;
mod waits;
mod withdrawal;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use self::screening::{appeal, pool};
use crate::approval::{self, Approval, ApprovalSubject, Ballot};
use crate::decision::{Decision, Outcome};
use crate::digest::Digest;
use crate::facts::{Context, Facts};
use crate::form::OpenField;
use crate::id::{AccountId, ApprovalId, DealId, DepartmentId, DocumentId, MailId, ObligationId, PersonId};
use crate::money::Money;
use crate::obligation::{self, Obligation, Subject, settle};
use crate::organization::Organization;
use crate::process::{DocumentKind, GateKey, Process, Stage};
use crate::refusal::Refusal;
use crate::shared::Shared;

pub use admit::{Affordance, affordances};
pub use aftercare::Aftercare;
pub use command::{Command, RegisterLead};
pub use contract::Contracting;
pub use event::{
    BodyRef, ContactMethod, Event, Grade, InvalidReason, Number, OwnerChange, Recorded, ScreeningResult,
};
pub use figures::{GateProgress, MoneyOwed, Passage, Standing};
pub use footprint::{Footprint, Quoted};
pub use fulfilment::Fulfilment;
use fulfilment::instalment::Dispute;
pub use hand_over::{Leaving, hand_over};
pub use hands::Hands;
pub use lead::Lead;
pub use mail::Mail;
pub use matter::Matter;
pub use merge::pass_customer;
pub use needs::{needs, registration_needs};
pub use nurture::{Nurture, Verification};
use proposal::answer::Answering;
use proposal::confirm::Confirming;
pub use proposal::quote::Appraisal;
pub use proposal::{Proposal, appraise};
pub use waits::Wait;
pub use withdrawal::withdraw;

/// A deal, folded from its events. What it has many of is shared between a deal and the next step of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deal {
    /// Its id.
    pub id: DealId,
    /// How many events it has.
    pub version: u64,
    /// The moment of the last one.
    pub last_at: Timestamp,
    /// The moment of the first one.
    pub began_at: Timestamp,
    /// The process version that it is pinned to.
    pub process_version: u32,
    /// The customer.
    pub account: AccountId,
    /// The rep who answers for it; absent in the pool.
    pub owner: Option<PersonId>,
    /// The department that it belongs to.
    pub department: DepartmentId,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_since: Timestamp,
    /// Every stay in a stage, the present one last.
    pub passages: Vec<Passage>,
    /// Numbers as lead (XS) and as opportunity (SJ).
    pub numbers: Vec<Number>,
    /// Where it comes from, if it was open before the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrated: Option<Box<migration::Migrated>>,
    /// What is known of the lead.
    pub lead: Lead,
    /// What is known from nurturing.
    pub nurture: Nurture,
    /// What is known of solution and quotation.
    pub proposal: Proposal,
    /// What is known of negotiation and contract.
    pub contracting: Contracting,
    /// What is known of delivery and collection.
    pub fulfilment: Fulfilment,
    /// What is known of after-care, and of the end.
    pub aftercare: Aftercare,
    /// Documents, latest revision each.
    pub documents: BTreeMap<DocumentId, Shared<Document>>,
    /// Approvals, past ones included.
    pub approvals: BTreeMap<ApprovalId, Shared<Approval>>,
    /// Obligations, past ones included.
    pub obligations: BTreeMap<ObligationId, Shared<Obligation>>,
    /// Conditions for which an exception (特批) stands in.
    pub exceptions: BTreeSet<(GateKey, String)>,
    /// Who did what, as far as separations of duties ask.
    #[serde(default)]
    pub hands: Hands,
    /// People who are let see it by name.
    #[serde(default)]
    pub named: BTreeSet<PersonId>,
    /// Files laid to it, in order.
    pub attachments: Vec<Attachment>,
    /// Mails to the customer, by when they were handed in.
    #[serde(default)]
    pub mails: BTreeMap<MailId, Mail>,
}

/// A file laid to a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The document that it belongs to, if to one.
    pub document: Option<DocumentId>,
    /// The file.
    pub file: Digest,
    /// Who laid it there.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// The latest revision of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its revision, from 1.
    pub revision: u32,
    /// Its number, where it takes one.
    pub number: Option<Number>,
    /// Its content without free text and personal data.
    pub facts: Map<String, Value>,
    /// Its content, kept apart.
    pub body: BodyRef,
    /// The digest of its content; approvals bind to it.
    pub digest: Digest,
    /// Its fields that stand empty and that a later gate needs.
    pub open_fields: Vec<OpenField>,
    /// Who submitted this revision.
    pub submitted_by: Option<PersonId>,
    /// When.
    pub submitted_at: Timestamp,
    /// Whether an approval of this revision ended with consent.
    pub approved: bool,
}

impl Deal {
    /// The latest document of a kind; a contract that was given up is none.
    pub fn document(&self, kind: DocumentKind) -> Option<(DocumentId, &Document)> {
        self.documents
            .iter()
            .filter(|(id, document)| document.kind == kind && !self.contracting.is_voided(**id))
            .max_by_key(|(id, document)| (document.submitted_at, **id))
            .map(|(id, document)| (*id, &**document))
    }

    /// The open approval about a document.
    pub fn open_approval(&self, document: DocumentId) -> Option<ApprovalId> {
        self.approvals
            .iter()
            .find(|(_, approval)| {
                let about = matches!(&approval.subject, ApprovalSubject::Document { document: d, .. } if *d == document);
                approval.is_open() && about
            })
            .map(|(id, _)| *id)
    }

    /// Open obligations of a clock about a subject.
    pub fn open_obligations<'d>(
        &'d self,
        clock: &'d str,
        subject: &'d Subject,
    ) -> impl Iterator<Item = ObligationId> + 'd {
        self.obligations
            .iter()
            .filter(move |(_, o)| o.is_open() && o.clock == clock && o.subject == *subject)
            .map(|(id, _)| *id)
    }

    /// The next moment at which the scanner has something to record, and about which obligation.
    pub fn next_moment(&self) -> Option<(ObligationId, Timestamp)> {
        self.obligations
            .iter()
            .filter_map(|(id, obligation)| Some((*id, obligation.next_moment()?)))
            .min_by_key(|(id, moment)| (*moment, *id))
    }

    /// Whether a person plays a role towards this deal: holds it for the department, or is the `owner`.
    pub fn plays(&self, organization: &Organization, person: PersonId, role: &str) -> bool {
        match role {
            "owner" => self.owner == Some(person),
            role => organization.holds(person, role, self.department),
        }
    }

    /// Whether it is over without being won: screened as 无效, taken back with its import, or closed as 输单, 无决策 or 无效.
    pub fn has_ended(&self) -> bool {
        self.lead.screening == Some(ScreeningResult::Invalid)
            || self.lead.withdrawn_at.is_some()
            || self.aftercare.ended.is_some()
    }

    /// Whether both parties have signed a contract.
    pub fn is_won(&self) -> bool {
        !self.fulfilment.contracts.is_empty()
    }

    /// What open obligations are about, each once.
    pub fn open_subjects(&self) -> BTreeSet<Subject> {
        self.obligations.values().filter(|o| o.is_open()).map(|o| o.subject.clone()).collect()
    }
}

/// Begins a deal by registering a lead (表1).
pub fn register(
    id: DealId,
    process: &Process,
    facts: &Facts,
    command: &RegisterLead,
    context: &Context,
) -> Result<Outcome, Refusal> {
    screening::register(id, process, facts, command, context)
}

/// Answers a command with events or a refusal. The deal itself is not changed.
pub fn decide(
    deal: &Deal,
    process: &Process,
    facts: &Facts,
    command: &Command,
    context: &Context,
) -> Result<Outcome, Refusal> {
    if process.version != deal.process_version {
        return Err(Refusal::WrongProcess { pinned: deal.process_version, given: process.version });
    }
    let mut decision = Decision::new(deal.clone(), process, facts, context);
    settle(&mut decision);
    admit::check(&decision, command)?;
    check_amounts(command)?;
    dispatch(&mut decision, command)?;
    Ok(decision.finish())
}

/// Refuses an amount that nobody may state.
fn check_amounts(command: &Command) -> Result<(), Refusal> {
    match command.amounts().find(|(_, amount)| amount.is_too_large()) {
        Some((field, _)) => Err(Refusal::AmountTooLarge { field: field.to_owned(), most: Money::LARGEST }),
        None => Ok(()),
    }
}

fn dispatch(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::SubmitDocument { kind, document, revision, body } => {
            document::submit(decision, *kind, *document, *revision, body).map(|_| ())
        }
        Command::LogContactAttempt { at, method, reached, commitment_on, note } => {
            screening::log_attempt(decision, *at, *method, *reached, *commitment_on, note)
        }
        Command::CompleteScreening { result, reason, note } => {
            screening::complete(decision, *result, *reason, note.as_deref())
        }
        Command::ReassignOwner { to, reason } => pool::reassign(decision, *to, reason),
        Command::ClaimLead { justification } => pool::claim(decision, justification.as_deref()),
        Command::ReleaseLead { reason } => pool::release(decision, reason),
        Command::FileAppeal { reason, evidence } => appeal::file(decision, reason, evidence),
        Command::DecideAppeal { owner, shares, reason } => appeal::decide(decision, *owner, shares, reason),
        Command::DecideRecycling { confirmed, reason } => {
            pool::decide_recycling(decision, *confirmed, reason)
        }
        Command::AdvanceStage {} => stage::advance(decision),
        Command::ReturnStage { to, reason } => stage::go_back(decision, *to, reason),
        Command::RequestException { gate, condition, reason } => {
            stage::request_exception(decision, gate, condition, reason)
        }
        Command::DecideApproval { approval, step, verdict, digest, opinion } => {
            let (approval, step, verdict, digest) = (*approval, *step, *verdict, *digest);
            approval::decide(decision, Ballot { approval, step, verdict, digest, opinion: opinion.clone() })
        }
        Command::TransferApproval { approval, step, to, reason } => {
            approval::transfer(decision, *approval, *step, *to, reason)
        }
        Command::AddApprover { approval, person, before, reason } => {
            approval::add(decision, *approval, *person, *before, reason)
        }
        Command::WithdrawApproval { approval } => approval::withdraw(decision, *approval),
        Command::UrgeApproval { approval } => approval::urge(decision, *approval),
        Command::MoveVisit { visit, revision, body, reason } => {
            nurture::visit::move_to(decision, *visit, *revision, body, reason)
        }
        Command::CancelVisit { visit, reason } => nurture::visit::cancel(decision, *visit, reason),
        Command::ConfirmBackfill { document, opinion } => {
            nurture::report::confirm_backfill(decision, *document, opinion)
        }
        Command::CompleteAction { document, action, note } => {
            nurture::report::complete_action(decision, *document, *action, note)
        }
        Command::GuideNeeds { guidance } => nurture::need::guide(decision, guidance),
        Command::VerifyNeed { need, method, contact, result, on, visit, evidence, note } => {
            let (method, contact, result) = (*method, *contact, *result);
            let second =
                Verification { method, contact, result, on: *on, visit: *visit, evidence: evidence.clone() };
            nurture::need::verify(decision, *need, second, Some(note))
        }
        Command::WaivePain { reason } => nurture::need::waive_pain(decision, reason),
        Command::SetForecast { amount, close_on } => nurture::forecast::set(decision, *amount, *close_on),
        Command::ConfirmOpportunity { opinion } => nurture::forecast::confirm(decision, opinion),
        Command::RequestResource { role, needed_on, what } => {
            proposal::resource::ask(decision, role, *needed_on, what)
        }
        Command::GrantResource { resource, person, reason } => {
            proposal::resource::decide(decision, *resource, *person, reason)
        }
        Command::ConveneReview { revision, held_at, invited } => {
            proposal::review::convene(decision, *revision, *held_at, invited)
        }
        Command::VoteReview { review, vote, opinion } => {
            proposal::review::vote(decision, *review, *vote, opinion)
        }
        Command::ConcludeReview { review, body } => proposal::review::conclude(decision, *review, body),
        Command::CloseReviewAction { review, action, evidence, note } => {
            proposal::review::close_action(decision, *review, *action, evidence, note)
        }
        Command::SendDocument { document, revision, contact, file } => {
            proposal::send::send(decision, *document, *revision, *contact, *file)
        }
        Command::MailCopy { copy, to, subject, message } => mail::mail(decision, *copy, to, subject, message),
        Command::SettleMail { mail, outcome } => mail::settle(decision, *mail, *outcome),
        Command::ConfirmWithCustomer { document, revision, contact, at, method, evidence } => {
            let (document, revision, contact) = (*document, *revision, *contact);
            let said = Confirming { document, revision, contact, at: *at, method: *method, evidence };
            proposal::confirm::confirm(decision, &said)
        }
        Command::RecordAnswer { document, revision, answer, on, contact, evidence, note } => {
            let (document, revision, answer) = (*document, *revision, *answer);
            let (on, contact, note) = (*on, *contact, note.as_deref());
            let said = Answering { document, revision, answer, on, contact, evidence, note };
            proposal::answer::record(decision, &said)
        }
        Command::SignHandover { document, revision } => {
            fulfilment::plan::sign_handover(decision, *document, *revision)
        }
        Command::RequestChange { amount, days, reason } => {
            fulfilment::plan::request_change(decision, *amount, *days, reason)
        }
        Command::DecideChange { change, accepted, note } => {
            fulfilment::plan::decide_change(decision, *change, *accepted, note)
        }
        Command::StartDelivery {} => fulfilment::plan::start(decision),
        Command::CompleteMilestone { milestone, on, evidence } => {
            fulfilment::plan::complete_milestone(decision, *milestone, *on, evidence)
        }
        Command::SendReport { document, revision, to, channel, evidence } => {
            fulfilment::report::send(decision, *document, *revision, to, *channel, evidence)
        }
        Command::ApplyForAcceptance { evidence } => fulfilment::acceptance::apply(decision, evidence),
        Command::DeemAccepted { note } => fulfilment::acceptance::deem(decision, note),
        Command::IssueInvoice { document, number, issued_on } => {
            fulfilment::invoice::issue(decision, *document, number, *issued_on)
        }
        Command::DeliverInvoice { document, contact, on, evidence } => {
            fulfilment::invoice::deliver(decision, *document, *contact, *on, evidence)
        }
        Command::VoidInvoice { document, reason } => fulfilment::invoice::void(decision, *document, reason),
        Command::AllocateReceipt { receipt, allocations, reason } => {
            fulfilment::receipt::allocate(decision, *receipt, allocations, reason.as_deref())
        }
        Command::RequestPayer { receipt, reason } => {
            fulfilment::receipt::request_payer(decision, *receipt, reason)
        }
        Command::RecordPromise { instalment, promised_on, amount, contact } => {
            fulfilment::collection::promise(decision, *instalment, *promised_on, *amount, *contact)
        }
        Command::ExpectPayment { instalment, on, reason } => {
            fulfilment::collection::expect(decision, *instalment, *on, *reason)
        }
        Command::ExtendInstalment { instalment, until, reason } => {
            fulfilment::collection::request_extension(decision, *instalment, *until, reason)
        }
        Command::DisputeAmount { instalment, amount, owner, due_on, reason } => {
            let dispute = Dispute { amount: *amount, owner: *owner, due_on: *due_on };
            fulfilment::collection::dispute(decision, *instalment, dispute, reason)
        }
        Command::SettleDispute { instalment, note } => {
            fulfilment::collection::settle_dispute(decision, *instalment, note)
        }
        Command::WriteOffInstalment { instalment, amount, reason } => {
            fulfilment::collection::request_write_off(decision, *instalment, *amount, reason)
        }
        Command::RaiseComplaint { severity, description } => {
            aftercare::complaint::raise(decision, *severity, description)
        }
        Command::AnswerComplaint { complaint, note } => {
            aftercare::complaint::answer(decision, *complaint, note)
        }
        Command::PlanComplaint { complaint, plan } => aftercare::complaint::plan(decision, *complaint, plan),
        Command::EscalateComplaint { complaint, reason } => {
            aftercare::complaint::escalate(decision, *complaint, reason)
        }
        Command::CloseComplaint { complaint, note } => {
            aftercare::complaint::close(decision, *complaint, note)
        }
        Command::ReopenComplaint { complaint, reason } => {
            aftercare::complaint::reopen(decision, *complaint, reason)
        }
        Command::CloseImprovement { document, action, note } => {
            aftercare::retrospective::close(decision, *document, *action, note)
        }
        Command::SettleRenewal { contract, outcome, lead, note } => {
            aftercare::renewal::settle(decision, *contract, *outcome, *lead, note)
        }
        Command::CloseDeal { outcome, reason, winner, price_gap, lesson } => {
            let (outcome, winner, price_gap) = (*outcome, winner.as_deref(), *price_gap);
            aftercare::ending::propose(
                decision,
                aftercare::ending::Proposal { outcome, reason, winner, price_gap, lesson },
            )
        }
        Command::SubmitForApproval { document, revision } => {
            contract::chain::submit(decision, *document, *revision)
        }
        Command::CopyApproval { approval, to } => approval::copy(decision, *approval, to),
        Command::RecordRound { .. }
        | Command::AcceptQuoteAsIs { .. }
        | Command::ReviewTermChange { .. }
        | Command::ReviewText { .. }
        | Command::SealContract { .. }
        | Command::ReconfirmContract { .. }
        | Command::VoidContract { .. }
        | Command::RecordSigning { .. }
        | Command::CompareScan { .. }
        | Command::ReportIncident { .. }
        | Command::FileOriginal { .. }
        | Command::LoanOriginal { .. }
        | Command::ReturnOriginal { .. }
        | Command::RecordAmendment { .. } => contract::dispatch(decision, command),
        Command::NameReader { person, reason } => named::name(decision, *person, reason),
        Command::UnnameReader { person, reason } => named::unname(decision, *person, reason),
        Command::Comment { text, mentions } => note::comment(decision, text, mentions),
        Command::Attach { document, files } => note::attach(decision, *document, files),
        Command::PauseObligation { obligation, reason, note } => {
            obligation::pause(decision, *obligation, reason, note)
        }
        Command::ResumeObligation { obligation } => obligation::resume(decision, *obligation),
        Command::Tick {} => {
            approval::unblock(decision);
            obligation::recompute(decision);
            obligation::follow_pools(decision);
            settle(decision);
            Ok(())
        }
    }
}
