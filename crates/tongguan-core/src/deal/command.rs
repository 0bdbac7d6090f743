//! What people (and the deadline scanner) may ask of a deal.

mod key;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::aftercare::{Ending, RenewalOutcome, Severity};
use super::contract::{IncidentKind, NewTermChange, RoundResult, SignMethod};
use super::event::{ContactMethod, InvalidReason, ScreeningResult};
use super::fulfilment::{Channel, OverdueReason, Part};
use super::mail::MailOutcome;
use super::nurture::{VerificationMethod, VerificationResult};
use super::proposal::{AnswerKind, ConfirmationMethod, Vote};
use super::screening::appeal::Share;
use crate::approval::Verdict;
use crate::digest::Digest;
use crate::id::{
    ApprovalId, ChangeId, ComplaintId, ContactId, DealId, DocumentId, InstalmentId, MailId, NeedId,
    ObligationId, PersonId, ReceiptId, ResourceId, TermChangeId,
};
use crate::money::Money;
use crate::process::{DocumentKind, GateKey, RoleKey, Stage};

/// A command to an existing deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the events they lead to")]
pub enum Command {
    /// Submit a document, or a further revision of it.
    SubmitDocument {
        kind: DocumentKind,
        /// Absent for a new document.
        #[serde(default)]
        document: Option<DocumentId>,
        /// The revision that this one follows; 0 for a new document.
        #[serde(default)]
        revision: u32,
        body: Map<String, Value>,
    },
    /// Record an attempt to reach the customer.
    LogContactAttempt {
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        at: Timestamp,
        method: ContactMethod,
        reached: bool,
        /// A day on which the customer or we will do something.
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        commitment_on: Option<Date>,
        note: String,
    },
    /// End screening.
    CompleteScreening {
        result: ScreeningResult,
        #[serde(default)]
        reason: Option<InvalidReason>,
        #[serde(default)]
        note: Option<String>,
    },
    /// Give the deal to another owner.
    ReassignOwner { to: PersonId, reason: String },
    /// Take the lead from the pool.
    ClaimLead {
        /// Why its customer is none of the similar ones that others have.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        justification: Option<String>,
    },
    /// Let the lead go to the pool.
    ReleaseLead { reason: String },
    /// 撞单申诉: contest who owns the lead.
    FileAppeal {
        reason: String,
        #[serde(default)]
        evidence: Vec<Digest>,
    },
    /// Decide that appeal: who owns the lead, and who has which part of the credit.
    DecideAppeal { owner: PersonId, shares: Vec<Share>, reason: String },
    /// Confirm that a neglected grade-A lead goes back to the pool, or leave it with its owner.
    DecideRecycling { confirmed: bool, reason: String },
    /// Pass the gate of the stage.
    AdvanceStage {},
    /// Go back to an earlier stage.
    ReturnStage { to: Stage, reason: String },
    /// Ask for an exception (特批) to a condition of a gate.
    RequestException { gate: GateKey, condition: String, reason: String },
    /// 同意, 驳回, 退回.
    DecideApproval {
        approval: ApprovalId,
        step: u32,
        verdict: Verdict,
        /// The digest of what was shown.
        digest: Digest,
        #[serde(default)]
        opinion: Option<String>,
    },
    /// 转交.
    TransferApproval { approval: ApprovalId, step: u32, to: PersonId, reason: String },
    /// 加签, before or after the active step.
    AddApprover { approval: ApprovalId, person: PersonId, before: bool, reason: String },
    /// 撤回.
    WithdrawApproval { approval: ApprovalId },
    /// 催办.
    UrgeApproval { approval: ApprovalId },
    // Stage 2: nurture.
    /// Give a visit another time: a new revision of its plan.
    MoveVisit { visit: DocumentId, revision: u32, body: Map<String, Value>, reason: String },
    /// Call a visit off.
    CancelVisit { visit: DocumentId, reason: String },
    /// Confirm a visit record that came late.
    ConfirmBackfill { document: DocumentId, opinion: String },
    /// Say that a next action is done; actions count from 0 as in the record.
    CompleteAction { document: DocumentId, action: u32, note: String },
    /// Give guidance on needs.
    GuideNeeds { guidance: String },
    /// Hold a need against a second source.
    VerifyNeed {
        need: NeedId,
        method: VerificationMethod,
        contact: ContactId,
        result: VerificationResult,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        /// The second visit, where that is the method.
        #[serde(default)]
        visit: Option<DocumentId>,
        #[serde(default)]
        evidence: Vec<Digest>,
        note: String,
    },
    /// Let the opportunity pass without a quantified pain.
    WaivePain { reason: String },
    /// Set expected amount and closing date.
    SetForecast {
        amount: Money,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        close_on: Date,
    },
    /// Confirm the opportunity.
    ConfirmOpportunity { opinion: String },
    // Stage 3: proposal.
    /// Ask a role for somebody.
    RequestResource {
        role: RoleKey,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        needed_on: Date,
        what: String,
    },
    /// Grant a resource request by naming a person, or decline it by naming nobody.
    GrantResource {
        resource: ResourceId,
        #[serde(default)]
        person: Option<PersonId>,
        reason: String,
    },
    /// Convene a review of the solution as it stands.
    ConveneReview {
        /// The revision of the solution.
        revision: u32,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        held_at: Timestamp,
        invited: Vec<PersonId>,
    },
    /// Vote in a review.
    VoteReview { review: DocumentId, vote: Vote, opinion: String },
    /// Conclude a review with its minutes (D07).
    ConcludeReview { review: DocumentId, body: Map<String, Value> },
    /// Close something that a review wanted mended; actions count from 0 as in the minutes.
    CloseReviewAction {
        review: DocumentId,
        action: u32,
        #[serde(default)]
        evidence: Vec<Digest>,
        note: String,
    },
    /// Send a document to the customer.
    SendDocument { document: DocumentId, revision: u32, contact: ContactId, file: Digest },
    /// Send a customer's copy by our own mail: a solution, a quotation, a delivery plan, a weekly report, a statement of account, a
    /// dunning letter. It counts as sent when the mail server has taken it.
    MailCopy {
        /// The copy, as it was issued.
        copy: Uuid,
        to: Vec<ContactId>,
        subject: String,
        message: String,
    },
    /// Say what became of a mail; given by the courier alone.
    SettleMail { mail: MailId, outcome: MailOutcome },
    /// Record what the customer confirmed.
    ConfirmWithCustomer {
        document: DocumentId,
        revision: u32,
        contact: ContactId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        at: Timestamp,
        method: ConfirmationMethod,
        evidence: Vec<Digest>,
    },
    /// Record what the customer says to a quotation.
    RecordAnswer {
        document: DocumentId,
        revision: u32,
        answer: AnswerKind,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        contact: ContactId,
        #[serde(default)]
        evidence: Vec<Digest>,
        #[serde(default)]
        note: Option<String>,
    },
    // Stage 4: contract.
    /// Ask for the chain of a document that starts on request; for a contract, past gate G4-a.
    SubmitForApproval { document: DocumentId, revision: u32 },
    /// 抄送: let others read an approval.
    CopyApproval { approval: ApprovalId, to: Vec<PersonId> },
    /// Record a negotiation round.
    RecordRound {
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        #[serde(default)]
        place: Option<String>,
        people: Vec<PersonId>,
        contacts: Vec<ContactId>,
        offers: String,
        asks: String,
        result: RoundResult,
        /// Changes of terms that came up.
        #[serde(default)]
        changes: Vec<NewTermChange>,
        /// Changes that were offered or accepted in this round.
        #[serde(default)]
        agreed: Vec<TermChangeId>,
        #[serde(default)]
        minutes: Option<Digest>,
    },
    /// The customer takes the quotation as it stands, without negotiation.
    AcceptQuoteAsIs { contact: ContactId, evidence: Vec<Digest>, note: String },
    /// Legal decides on a change of an important term.
    ReviewTermChange { change: TermChangeId, passed: bool, opinion: String },
    /// Legal passes or returns a text, as it stands under this digest.
    ReviewText { document: DocumentId, digest: Digest, passed: bool, opinion: String },
    /// Put our seal on the printed text.
    SealContract {
        contract: DocumentId,
        /// The file that was printed.
        text: Digest,
        copies: u32,
    },
    /// Confirm again what the chain agreed on, when too many days have passed to sign on it.
    ReconfirmContract {
        contract: DocumentId,
        /// The digest of what was shown.
        digest: Digest,
        opinion: String,
    },
    /// 作废: give up a contract that is not signed; its number stays and is never used again.
    VoidContract { contract: DocumentId, reason: String },
    /// Record both parties' signing dates.
    RecordSigning {
        contract: DocumentId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        ours: Date,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        theirs: Date,
        method: SignMethod,
    },
    /// Say whether a scan matches the approved text.
    CompareScan {
        contract: DocumentId,
        scan: Digest,
        /// The text that it was compared with.
        text: Digest,
        matches: bool,
        note: String,
    },
    /// Report what must not happen and did, for director and legal to decide.
    ReportIncident { contract: DocumentId, kind: IncidentKind, reason: String },
    /// File the original (D16).
    FileOriginal { contract: DocumentId, body: Map<String, Value> },
    /// Lend the original.
    LoanOriginal {
        contract: DocumentId,
        to: PersonId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        until: Date,
        reason: String,
    },
    /// Take the original back.
    ReturnOriginal { contract: DocumentId },
    /// Record that both parties signed an amendment.
    RecordAmendment {
        amendment: DocumentId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        signed_on: Date,
        file: Digest,
    },
    // Stage 5: fulfilment.
    /// Sign the hand-over from sales to delivery (交底).
    SignHandover { document: DocumentId, revision: u32 },
    /// Ask for a change of the plan that the customer confirmed.
    RequestChange { amount: Money, days: i32, reason: String },
    /// Accept or decline that change.
    DecideChange { change: ChangeId, accepted: bool, note: String },
    /// Start delivery.
    StartDelivery {},
    /// Say that a milestone is done.
    CompleteMilestone {
        milestone: u32,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        #[serde(default)]
        evidence: Vec<Digest>,
    },
    /// Send the weekly report to the customer.
    SendReport {
        document: DocumentId,
        revision: u32,
        to: Vec<ContactId>,
        channel: Channel,
        #[serde(default)]
        evidence: Vec<Digest>,
    },
    /// Ask the customer for final acceptance.
    ApplyForAcceptance { evidence: Vec<Digest> },
    /// Note that the agreed acceptance period is over without an answer.
    DeemAccepted { note: String },
    /// Register an issued invoice.
    IssueInvoice {
        document: DocumentId,
        number: String,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        issued_on: Date,
    },
    /// Record that the customer has the invoice.
    DeliverInvoice {
        document: DocumentId,
        contact: ContactId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        #[serde(default)]
        evidence: Vec<Digest>,
    },
    /// Take an invoice request back.
    VoidInvoice { document: DocumentId, reason: String },
    /// Allocate a receipt to instalments (核销); negative amounts take it back, with a reason.
    AllocateReceipt {
        receipt: ReceiptId,
        allocations: Vec<Part>,
        #[serde(default)]
        reason: Option<String>,
    },
    /// Ask that money of somebody else than the contract party be accepted.
    RequestPayer { receipt: ReceiptId, reason: String },
    /// Record the customer's promise to pay.
    RecordPromise {
        instalment: InstalmentId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        promised_on: Date,
        amount: Money,
        contact: ContactId,
    },
    /// Note when payment is expected, and why it is late.
    ExpectPayment {
        instalment: InstalmentId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        #[serde(default)]
        reason: Option<OverdueReason>,
    },
    /// Ask for a later due date (展期).
    ExtendInstalment {
        instalment: InstalmentId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        until: Date,
        reason: String,
    },
    /// Split off what the customer disputes.
    DisputeAmount {
        instalment: InstalmentId,
        amount: Money,
        owner: PersonId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        due_on: Date,
        reason: String,
    },
    /// End a dispute.
    SettleDispute { instalment: InstalmentId, note: String },
    /// Ask to give up part of an instalment (坏账).
    WriteOffInstalment { instalment: InstalmentId, amount: Money, reason: String },
    // After-care, and how a deal ends.
    /// Raise a complaint.
    RaiseComplaint { severity: Severity, description: String },
    /// Give the first answer to a complaint.
    AnswerComplaint { complaint: ComplaintId, note: String },
    /// Propose how to settle a complaint.
    PlanComplaint { complaint: ComplaintId, plan: String },
    /// Find a complaint severe.
    EscalateComplaint { complaint: ComplaintId, reason: String },
    /// Close a complaint.
    CloseComplaint { complaint: ComplaintId, note: String },
    /// Open a complaint again.
    ReopenComplaint { complaint: ComplaintId, reason: String },
    /// Say that an improvement action of a review is done; actions count from 0.
    CloseImprovement { document: DocumentId, action: u32, note: String },
    /// Settle the renewal of a contract.
    SettleRenewal {
        contract: DocumentId,
        outcome: RenewalOutcome,
        #[serde(default)]
        lead: Option<DealId>,
        note: String,
    },
    /// Close the deal as 输单, 无决策 or 无效; the manager decides.
    CloseDeal {
        outcome: Ending,
        /// Key of a reason of the definition.
        reason: String,
        #[serde(default)]
        winner: Option<String>,
        #[serde(default)]
        price_gap: Option<Money>,
        /// What we would change.
        lesson: String,
    },
    /// Let somebody see the deal by name.
    NameReader { person: PersonId, reason: String },
    /// No longer let him see it by name.
    UnnameReader { person: PersonId, reason: String },
    /// Say something, to whom it concerns.
    Comment {
        text: String,
        #[serde(default)]
        mentions: Vec<PersonId>,
    },
    /// Lay files to the deal, or to one of its documents.
    Attach {
        #[serde(default)]
        document: Option<DocumentId>,
        files: Vec<Digest>,
    },
    /// Let an obligation stand still for a reason of the list.
    PauseObligation { obligation: ObligationId, reason: String, note: String },
    /// Let it run on.
    ResumeObligation { obligation: ObligationId },
    /// Record deadlines that have passed and alarms that are due; given by the scanner alone.
    Tick {},
}

/// Registering a lead begins a deal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterLead {
    /// An existing customer; absent for a new one, which is made from the form.
    #[serde(default)]
    pub account: Option<crate::id::AccountId>,
    /// The deal that it renews or follows; its customer is this one's.
    #[serde(default)]
    pub from_deal: Option<DealId>,
    /// Whose it becomes, where whoever may give leads registers it for a rep. Absent: his own where he sells, else it lies in the pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// 表1《客户线索登记表》; empty where the deal was open before the system.
    #[serde(default)]
    pub body: Map<String, Value>,
    /// What a signed migration batch says of it; absent for a new lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past: Option<Box<super::migration::Past>>,
}
