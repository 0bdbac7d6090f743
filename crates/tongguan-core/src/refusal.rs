//! Why a command was refused: a code with data, never a sentence.
//!
//! Sentences live in the zh and en catalogues, keyed by [`Refusal::code`]. One variant carries one rule.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::deal::Matter;
use crate::deal::copy::Mark;
use crate::digest::Digest;
use crate::form::FieldProblem;
use crate::id::{
    AccountId, ApprovalId, ChangeId, ComplaintId, ContactId, DocumentId, InstalmentId, MigrationBatchId,
    NeedId, ObligationId, PersonId, ReceiptId, ResourceId, TermChangeId,
};
use crate::money::{Money, Percent};
use crate::process::{DocumentKind, GateKey, Link, RoleKey, Stage};

/// A condition of a gate that does not hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unmet {
    /// Condition key within the gate.
    pub condition: String,
    /// Where to go to meet it.
    pub link: Link,
    /// Whether an exception may be asked for.
    pub exceptable: bool,
    /// Fields that the document still lacks, where that is the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "a field of a refusal is a parameter of its sentence and named there")]
pub enum Refusal {
    /// The command is not for this person: who could do it.
    NotPermitted { command: String, needs: Vec<String> },
    /// Only business roles act on deals; system administrators and auditors do not.
    NoBusinessRole,
    /// So much is decided only by somebody who showed again, a moment ago, who he is.
    ConfirmationNeeded { amount: Money, minutes: u32 },
    /// People do this; a program with an API key does not.
    NotByKey { command: String },
    /// On this deal the person did what excludes the command (6.2).
    DutiesApart { separation: String, command: String, did: String },
    /// Only the system does this, when the time has come.
    SystemOnly,
    /// The command belongs to other stages.
    WrongStage { command: String, stage: Stage, allowed: Vec<Stage> },
    /// The deal has nothing that the command acts upon.
    NothingToActOn { command: String, lacks: Matter },
    /// No signed migration batch has this row.
    NotInSignedBatch { batch: MigrationBatchId },
    /// A deal is not brought in at this stage, or not with what the row says of it.
    NotMigratedAt { stage: Stage },
    /// Another deal has this number.
    NumberTaken { number: String },
    /// The deal has ended.
    DealEnded,
    /// Something happened to the lead since its import, which therefore does not take it back.
    BuiltUpon { version: u64 },
    /// The lead lies in the pool and has nobody who may work on it.
    InPool,
    /// The gate is closed: what is missing.
    GateClosed { gate: GateKey, unmet: Vec<Unmet> },
    /// There is no stage after this one.
    NoNextStage { stage: Stage },
    /// Going back leads to an earlier stage.
    NotAnEarlierStage { from: Stage, to: Stage },
    /// Fields of a form are wrong or missing.
    InvalidDocument { kind: DocumentKind, problems: Vec<FieldProblem> },
    /// The process has no such form.
    UnknownForm { kind: DocumentKind },
    /// No such document in this deal.
    UnknownDocument { document: DocumentId },
    /// The document was changed in between.
    StaleRevision { document: DocumentId, current: u32 },
    /// The deal has this document already; revise it.
    DocumentExists { kind: DocumentKind, document: DocumentId },
    /// A command of its own submits this document.
    HasItsCommand { kind: DocumentKind, command: String },
    /// The document is frozen while it is being approved.
    InReview { document: DocumentId, approval: ApprovalId },
    /// The customer exists and is somebody's (撞单): whose, and how fresh.
    DuplicateAccount { account: AccountId, department: Option<String>, last_contact: Option<Timestamp> },
    /// A similar customer exists: say why this is another one.
    DuplicateUnexplained { similar: u32 },
    /// The holder has no room for another lead.
    HoldingCapReached { cap: u32, held: u32 },
    /// A lead obtained long ago needs a reason for its late registration.
    StaleLeadUnexplained { days: u32 },
    /// Screening is over.
    AlreadyScreened,
    /// Screening comes first.
    NotScreened,
    /// 无效 needs a reason.
    InvalidReasonMissing,
    /// 联系不上 needs more attempts on different days.
    TooFewAttempts { made: u32, needed: u32 },
    /// One of revenue and employees is needed to screen.
    ScreeningFactsMissing,
    /// The proposed grade differs from the suggested one: say why.
    GradeReasonMissing { suggested: String, proposed: String },
    /// Grade A needs evidence.
    GradeEvidenceMissing,
    /// The moment lies in the future.
    InFuture { field: String },
    /// A text is too short, too long or has characters that cannot be kept.
    BadText { field: String, min: u32, max: u32 },
    /// A visit planned at short notice says why: until when it would have been in time.
    ShortNoticeReasonMissing { due_at: Timestamp },
    /// Somebody who would take part is on leave then.
    OnLeave { person: PersonId, start: Timestamp, end: Timestamp },
    /// Somebody who would take part is on another visit then.
    VisitOverlaps { person: PersonId, start: Timestamp, end: Timestamp },
    /// The record of an earlier visit is overdue; it comes before the next plan.
    ReportOverdue { visit: DocumentId },
    /// No such visit in this deal.
    UnknownVisit { visit: DocumentId },
    /// The visit was held or called off.
    VisitOver { visit: DocumentId },
    /// Another time is set by moving the visit, with a reason.
    VisitTimesFixed { visit: DocumentId },
    /// A visit without a plan says why.
    UnplannedReasonMissing,
    /// A record after the deadline says why.
    BackfillReasonMissing { due_at: Timestamp },
    /// The record is not a late one, or is confirmed already.
    NothingToConfirm { document: DocumentId },
    /// Somebody else than who did it has to do this.
    OwnWork { command: String },
    /// No such next action.
    UnknownAction { document: DocumentId, action: u32 },
    /// It was done already.
    ActionDone { document: DocumentId, action: u32 },
    /// No such need in this deal.
    UnknownNeed { need: NeedId },
    /// A need is verified with somebody else than who told it.
    SameSource { need: NeedId },
    /// No such contact of this customer.
    UnknownContact { contact: ContactId },
    /// A need is verified after it was found.
    BeforeItWasFound { need: NeedId, found_on: Date },
    /// A second visit is another visit, reported, on which that contact was met.
    NoSecondVisit { need: NeedId },
    /// There is no evidence.
    EvidenceMissing,
    /// An amount above zero is needed.
    NoAmount { field: String },
    /// An amount that no document can hold.
    AmountTooLarge { field: String, most: Money },
    /// The day has passed.
    InPast { field: String },
    /// The deal has no such document yet.
    NoDocument { kind: DocumentKind },
    /// No such role, or none that does business.
    UnknownRole { role: RoleKey },
    /// No such resource request.
    UnknownResource { resource: ResourceId },
    /// Somebody has decided on the request.
    ResourceDecided { resource: ResourceId },
    /// The person does not hold the role that was asked for.
    UnfitResource { person: PersonId },
    /// A review of this solution goes on.
    ReviewOpen { review: DocumentId },
    /// Whoever wrote the solution neither chairs its review nor votes.
    AuthorMayNotJudge,
    /// The manager chairs; the director only in his place.
    ManagerChairs,
    /// The person is not active, or does no business.
    UnfitReviewer { person: PersonId },
    /// No such review in this deal.
    UnknownReview { review: DocumentId },
    /// The solution was changed under the review.
    ReviewVoid { review: DocumentId },
    /// The review is concluded.
    ReviewOver { review: DocumentId },
    /// Only those who were invited vote.
    NotInvited { review: DocumentId },
    /// The meeting has not taken place.
    NotYetHeld { held_at: Timestamp },
    /// Only the chair concludes.
    NotTheChair { review: DocumentId },
    /// No review has passed the solution as it stands, with everything mended.
    ReviewNotPassed,
    /// The customer has not confirmed the solution as it stands.
    SolutionNotConfirmed,
    /// Documents of this kind are not for customers.
    NotForCustomers { kind: DocumentKind },
    /// No such copy of this deal was issued.
    UnknownCopy { copy: uuid::Uuid },
    /// The copy was made for our own people.
    CopyNotForCustomer,
    /// The copy bears a mark: it is a draft, not approved, superseded or void.
    CopyNotClean { mark: Mark },
    /// The installation has no mail server to send by.
    MailNotSetUp,
    /// What only our own mail server says cannot be declared.
    NotMailed,
    /// No such mail, or it was settled before.
    MailNotOpen,
    /// No payment is late enough for a letter; the ladder says from which day on.
    NoLetterDue { from_days: Option<i32> },
    /// This revision is not approved.
    NotApproved { document: DocumentId },
    /// The quotation bound us until that day.
    QuoteExpired { valid_until: Date },
    /// This revision was not sent.
    NotSent { document: DocumentId },
    /// No price book is in force on that day.
    NoPriceBook { on: Date },
    /// A discount beyond the manager's authority says why.
    SpecialDiscountReasonMissing { role: RoleKey, discount: Percent, cumulative: Money },
    /// A document that the system computes: nobody submits it.
    ComputedDocument { kind: DocumentKind },
    // Stage 5: fulfilment.
    /// What stands on record is not changed afterwards.
    RecordStands { document: DocumentId },
    /// The hand-over is signed by the owner and by the delivery manager of the plan.
    NotThisSide { document: DocumentId },
    /// The confirmation does not come from the customer.
    NotTheCustomer { contact: ContactId },
    /// Who is said to have written has no mail address.
    NoMailAddress { contact: ContactId },
    /// Both parties have not signed this contract.
    ContractNotSigned { contract: DocumentId },
    /// The original contract should have been filed long ago.
    FilingStalled,
    /// The customer confirmed the plan: another one takes an accepted change.
    ChangeMissing,
    /// The customer has not confirmed the plan.
    PlanNotConfirmed,
    /// No such change waits for a decision.
    UnknownChange { change: ChangeId },
    /// Delivery started already.
    DeliveryStarted,
    /// Delivery has not started, or is over.
    DeliveryNotStarted,
    /// No such milestone.
    UnknownMilestone { milestone: u32 },
    /// The milestone was done before.
    MilestoneDone { milestone: u32 },
    /// Milestones that are not done.
    MilestonesOpen { milestones: Vec<u32> },
    /// No week of delivery waits for a report.
    NoWeekOpen,
    /// A report goes to somebody.
    ReceiverMissing,
    /// Final acceptance was reached, or deemed.
    AlreadyAccepted,
    /// The customer was not asked for acceptance.
    NotApplied,
    /// The agreed acceptance period still runs.
    AcceptancePeriodRuns { until: Date },
    /// No such instalment.
    UnknownInstalment { instalment: InstalmentId },
    /// Nothing of it is out.
    InstalmentSettled { instalment: InstalmentId },
    /// It has no due date yet.
    NotYetDue { instalment: InstalmentId },
    /// More than is out.
    AboveOutstanding { instalment: InstalmentId, outstanding: Money },
    /// An extension leads to a later day.
    ExtensionNotLater { instalment: InstalmentId, due_on: Date },
    /// A payment that is late has a reason.
    OverdueReasonMissing { instalment: InstalmentId },
    /// Part of it is disputed already.
    DisputeStands { instalment: InstalmentId },
    /// Nothing of it is disputed.
    NoDispute { instalment: InstalmentId },
    /// No such receipt.
    UnknownReceipt { receipt: ReceiptId },
    /// The receipt was reversed.
    ReceiptReversed { receipt: ReceiptId },
    /// The payer is not the contract party, and nobody accepted that.
    ForeignPayer { receipt: ReceiptId },
    /// The payer is the contract party, or was accepted.
    PayerAccepted { receipt: ReceiptId },
    /// The receipt has not that much left.
    ReceiptExhausted { receipt: ReceiptId, unallocated: Money },
    /// An allocation names each instalment once, and gives or takes.
    BadAllocation,
    /// The receipt did not pay that much of the instalment.
    NotAllocated { instalment: InstalmentId, allocated: Money },
    /// The buyer is not the customer of the contract.
    BuyerNotParty,
    /// More than the contract has room for.
    AboveContract { contract: DocumentId, room: Money },
    /// The request is not approved as it stands.
    InvoiceNotApproved { document: DocumentId },
    /// The invoice was not issued.
    InvoiceNotIssued { document: DocumentId },
    /// An invoice number has so many digits.
    BadInvoiceNumber { digits: u32 },
    /// Another invoice has this number.
    InvoiceNumberTaken,
    /// The level of dunning is below what is owed or was done.
    DunningTooLow { level: u8, owed: u8 },
    /// The level of dunning skips a level.
    DunningTooHigh { level: u8, owed: u8 },
    // After-care, and how a deal ends.
    /// Nothing was sold that could be cared for.
    NothingDelivered,
    /// No such complaint.
    UnknownComplaint { complaint: ComplaintId },
    /// The complaint is closed.
    ComplaintClosed { complaint: ComplaintId },
    /// The complaint is open.
    ComplaintOpen { complaint: ComplaintId },
    /// The customer was answered.
    ComplaintAnswered { complaint: ComplaintId },
    /// It is severe already.
    ComplaintSevere { complaint: ComplaintId },
    /// There is no plan how to settle it.
    ComplaintNotPlanned { complaint: ComplaintId },
    /// A renewal that goes on names its new lead, one that was given up names none.
    RenewalLeadMissing,
    /// A lead that follows a deal is for that deal's customer.
    CustomerMissing,
    /// A signed contract stands: the deal is won.
    ContractStands,
    /// A loss names the winner and the price gap.
    LossFactMissing { field: String },
    // Stage 4: contract.
    /// Nobody is named.
    NobodyNamed,
    /// The process does not know this term.
    UnknownTerm { topic: String },
    /// No such change of a term in this deal.
    UnknownTermChange { change: TermChangeId },
    /// Legal has not let the change of an important term pass: it is not offered or accepted.
    TermChangeNotPassed { change: TermChangeId },
    /// Legal has decided on the change already.
    TermChangeDecided { change: TermChangeId },
    /// Rounds are recorded: the quotation was not taken as it stood.
    AlreadyNegotiated,
    /// This kind of document is not sent to its chain by this command.
    NoChainToAsk { kind: DocumentKind },
    /// The chain has no step that decides.
    ChainDecidesNothing { chain: String },
    /// The document is no contract of this deal.
    NotAContract { document: DocumentId },
    /// Legal has not passed this very text.
    TextNotReviewed { document: DocumentId },
    /// The file is not the approved one.
    TextDiffers { approved: Digest },
    /// The chain has not agreed on the document as it stands.
    NotAgreed { document: DocumentId },
    /// Both parties have signed: only an amendment changes it.
    ContractSigned { contract: DocumentId },
    /// The seal is on it.
    AlreadySealed { contract: DocumentId },
    /// A contract on paper is sealed before it is signed.
    NotSealed { contract: DocumentId },
    /// The keeper of the seal took part in the approval.
    KeeperTookPart { contract: DocumentId },
    /// Signed before the approval (先签后批): an incident for director and legal.
    SignedBeforeApproval { approved_on: Date },
    /// The contract was given up (作废).
    ContractVoided { contract: DocumentId },
    /// Whoever is to sign for us may not sign that much, or not on that day (授权签字人限额).
    SignatoryNotAuthorised { person: Option<PersonId>, amount: Money, limit: Option<Money>, on: Option<Date> },
    /// The approval is too old to sign on.
    ApprovalTooOld { approved_on: Date, days: u32 },
    /// The quotation did not bind us on the signing date.
    QuoteExpiredAtSigning { valid_until: Option<Date>, signed_on: Date },
    /// This scan is not on record.
    ScanMissing { contract: DocumentId },
    /// A scan was found to match already.
    ScanAccepted { contract: DocumentId },
    /// Points of the completeness check are open.
    FilingIncomplete { missing: Vec<String> },
    /// The original is filed.
    OriginalFiled { contract: DocumentId },
    /// The original is not filed.
    OriginalNotFiled { contract: DocumentId },
    /// The original is lent.
    OriginalOut { contract: DocumentId, to: PersonId },
    /// The original is not lent.
    OriginalNotOut { contract: DocumentId },
    /// The value would be less than what was invoiced or received.
    BelowClaims { least: Money },
    /// Only whoever asked for an approval or has a turn in it sends copies.
    NotInApproval { approval: ApprovalId },
    /// No such approval in this deal.
    UnknownApproval { approval: ApprovalId },
    /// The approval is over.
    ApprovalClosed { approval: ApprovalId },
    /// It is not this step's turn.
    StepNotActive { approval: ApprovalId, step: u32 },
    /// The step is somebody else's.
    NotYourStep { approval: ApprovalId, step: u32 },
    /// Nobody approves his own paper.
    SelfApproval { approval: ApprovalId },
    /// Nobody fills two steps of one approval.
    SecondStep { approval: ApprovalId },
    /// The delegate has less authority than the person he stands in for.
    DelegateTooLow { person: PersonId },
    /// The role is too new to decide what was already pending.
    RoleTooNew { role: RoleKey, hours: u32 },
    /// What was shown is not what stands.
    ContentChanged { approval: ApprovalId },
    /// A refusal or a return needs an opinion.
    OpinionMissing { min: u32 },
    /// The step to return to is not an earlier one.
    BadReturnStep { step: u32 },
    /// The person cannot take this step.
    UnfitApprover { person: PersonId },
    /// Only the submitter may withdraw.
    NotSubmitter { approval: ApprovalId },
    /// The deal stands in the first stage.
    NoEarlierStage,
    /// The stage that the deal is in has no such gate, or the gate no such condition.
    UnknownCondition { gate: GateKey, condition: String },
    /// The process does not allow an exception here.
    NotExceptable { gate: GateKey, condition: String },
    /// An identical request stands already.
    AlreadyRequested { approval: ApprovalId },
    /// The new owner is not active, or not a seller.
    UnfitOwner { person: PersonId },
    /// A moment must lie in the future.
    NotInFuture { field: String },
    /// Whoever let the lead go to the pool, and his team, cannot have it back before this moment.
    CoolingDown { person: PersonId, until: Timestamp },
    /// The pool in which the lead lies is for others.
    NotPoolMember,
    /// As many leads as allowed were claimed today.
    ClaimQuotaReached { quota: u32, claimed: u32 },
    /// No recycling waits for a decision.
    NothingToRecycle,
    /// An appeal waits for its decision.
    AppealOpen,
    /// No appeal waits for a decision.
    NoOpenAppeal,
    /// The decision on the second appeal is final.
    AppealsExhausted,
    /// Nobody decides an appeal that he has a part in.
    PartyToAppeal,
    /// Shares are for different people and make 100 %.
    SharesNotWhole { sum: Percent },
    /// The person is not one of ours, or not active.
    UnknownPerson { person: PersonId },
    /// Whoever is addressed must see what is spoken of.
    SeesNotDeal { person: PersonId },
    /// The person is named for this deal already.
    AlreadyNamed { person: PersonId },
    /// The person is not named for this deal.
    NotNamed { person: PersonId },
    /// More than can be named at once.
    TooMany { field: String, most: u32 },
    /// No new file was named.
    NothingToAttach,
    /// No such obligation is open in this deal.
    UnknownObligation { obligation: ObligationId },
    /// Nobody stops what he owes himself.
    OwnObligation { obligation: ObligationId },
    /// It stands still already.
    ObligationPaused { obligation: ObligationId },
    /// It is not standing still.
    ObligationRunning { obligation: ObligationId },
    /// It hangs on a date, or is missed: standing still would not help.
    NotPausable { obligation: ObligationId },
    /// The reason is not on the list.
    UnknownReason { reason: String },
    /// It is the owner's already.
    SameOwner { person: PersonId },
    /// The process pinned by the deal is not the one given.
    WrongProcess { pinned: u32, given: u32 },
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> String {
        match self.parts().0 {
            Value::String(code) => code,
            other => other.to_string(),
        }
    }

    /// Code and parameters.
    pub fn parts(&self) -> (Value, Value) {
        let mut value = serde_json::to_value(self).expect("a refusal is plain data");
        let code = value.as_object_mut().and_then(|map| map.remove("code")).unwrap_or(Value::Null);
        (code, value)
    }
}
