//! What happened to a deal. Events carry ids, dates, numbers and decisions; never personal data, never free text.
//!
//! The JSON of events only grows: a new optional field, a new variant. Texts and form bodies are kept apart and
//! named by a [`BodyRef`], so that erasing them leaves the stream whole.

mod made_of;
mod parts;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use self::made_of::*;
pub use self::parts::*;
pub use crate::score::Grade;

/// An event of a deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "a field of an event is named as the state it sets, and documented there")]
pub enum Event {
    /// A lead was registered; the deal begins.
    LeadRegistered {
        process: String,
        process_version: u32,
        account: AccountId,
        owner: Option<PersonId>,
        department: DepartmentId,
        number: Number,
        similar: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from_deal: Option<DealId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        migrated: Option<Box<Migrated>>,
    },
    /// Something was done for the deal before it was here.
    PastRecorded { on: Date, person: Option<PersonId>, note: BodyRef },
    /// The lead has another owner, or none.
    OwnerChanged {
        from: Option<PersonId>,
        to: Option<PersonId>,
        change: OwnerChange,
        note: Option<BodyRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<DepartmentId>,
    },
    /// Somebody tried to reach the customer.
    ContactAttempted {
        on: Date,
        method: ContactMethod,
        reached: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commitment_on: Option<Date>,
        note: BodyRef,
    },
    /// Who owns the lead is contested, for the first or the second time.
    AppealFiled { level: u32, against: Option<PersonId>, evidence: Vec<Digest>, note: BodyRef },
    /// Its customer turned out to be another one that we know, or was parted from it again.
    CustomerMerged { from: AccountId, to: AccountId },
    /// Whoever appealed has left; another one stands for the appeal.
    AppealPassed { to: PersonId },
    /// That was decided.
    AppealDecided { owner: PersonId, shares: Vec<Share>, note: BodyRef },
    /// A neglected grade-A lead should go back to the pool.
    RecyclingProposed {},
    /// The manager decided on that.
    RecyclingDecided { confirmed: bool, note: BodyRef },
    /// Screening ended.
    LeadScreened { result: ScreeningResult, reason: Option<InvalidReason>, note: Option<BodyRef> },
    /// The import that brought the lead was taken back before anybody built on it.
    LeadWithdrawn { import: Uuid, note: BodyRef },
    /// A revision of a document was submitted.
    DocumentSubmitted {
        document: DocumentId,
        kind: DocumentKind,
        revision: u32,
        number: Option<Number>,
        facts: Map<String, Value>,
        body: BodyRef,
        digest: Digest,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        open_fields: Vec<OpenField>,
    },
    /// An approval began.
    ApprovalRequested {
        approval: ApprovalId,
        chain: String,
        subject: ApprovalSubject,
        digest: Digest,
        submitter: PersonId,
        authors: Vec<PersonId>,
        steps: Vec<PlannedStep>,
        note: Option<BodyRef>,
    },
    /// A step became somebody's turn.
    StepActivated { approval: ApprovalId, step: u32, assignees: Vec<Assignee> },
    /// A step has nobody who may decide it; it waits and alarms.
    StepBlocked { approval: ApprovalId, step: u32, role: String, vacant: Option<PostId> },
    /// Somebody decided in a step.
    StepDecided {
        approval: ApprovalId,
        step: u32,
        by: PersonId,
        on_behalf_of: Option<PersonId>,
        verdict: Verdict,
        digest: Digest,
        note: Option<BodyRef>,
    },
    /// A step was handed to another person.
    StepTransferred { approval: ApprovalId, step: u32, from: PersonId, to: PersonId, note: BodyRef },
    /// A further step was put in.
    ApproverAdded {
        approval: ApprovalId,
        at: u32,
        person: PersonId,
        by: PersonId,
        note: BodyRef,
        /// Working days that he may take; absent in old streams, where it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        working_days: Option<u32>,
    },
    /// Somebody was sent a copy (抄送) and may read the approval.
    ApprovalCopied { approval: ApprovalId, to: Vec<PersonId>, by: PersonId },
    /// The submitter urged whoever's turn it is.
    ApprovalUrged { approval: ApprovalId },
    /// The approval ended.
    ApprovalFinished {
        approval: ApprovalId,
        result: ApprovalResult,
        /// Why, where it lapsed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<LapseReason>,
    },
    /// A grade was set by review.
    GradeSet { grade: Grade, next_review_on: Date },
    /// An exception (特批) stands in for a condition of a gate.
    ExceptionGranted { approval: ApprovalId, gate: GateKey, condition: String },
    /// The deal passed a gate.
    StageAdvanced {
        from: Stage,
        to: Stage,
        gate: GateKey,
        process_version: u32,
        exceptions: Vec<String>,
        number: Option<Number>,
    },
    /// The deal went back.
    StageReturned { from: Stage, to: Stage, note: BodyRef },
    /// A visit got another time; its plan follows as a new revision.
    VisitMoved { visit: DocumentId, note: BodyRef },
    /// A visit was called off.
    VisitCancelled { visit: DocumentId, note: BodyRef },
    /// The manager confirmed a record that came late.
    BackfillConfirmed { document: DocumentId, note: BodyRef },
    /// Needs came up in a visit, one for each pain point.
    NeedsFound { document: DocumentId, needs: Vec<FoundNeed> },
    /// Whoever promised a next action has left; another one does it.
    NextActionPassed { document: DocumentId, action: u32, to: PersonId },
    /// A next action was done.
    NextActionDone { document: DocumentId, action: u32, note: BodyRef },
    /// The manager gave guidance on needs.
    NeedsGuided { note: BodyRef },
    /// A need was held against a second source.
    NeedVerified(VerifiedNeed),
    /// The manager lets the opportunity pass without a quantified pain.
    PainWaived { note: BodyRef },
    /// Expected amount and closing date were set.
    ForecastSet { amount: Money, close_on: Date },
    /// The manager confirmed the opportunity.
    OpportunityConfirmed { note: BodyRef },
    /// A role was asked for somebody.
    ResourceRequested { resource: ResourceId, role: String, needed_on: Date, note: BodyRef },
    /// A resource request was granted or declined.
    ResourceDecided { resource: ResourceId, granted: bool, person: Option<PersonId>, note: BodyRef },
    /// A review of a revision of the solution was convened.
    ReviewConvened {
        review: DocumentId,
        solution: DocumentId,
        revision: u32,
        digest: Digest,
        chair: PersonId,
        held_at: Timestamp,
        voters: Vec<PersonId>,
    },
    /// Somebody voted in a review.
    ReviewVoted { review: DocumentId, vote: Vote, note: BodyRef },
    /// A review was concluded with its minutes.
    ReviewConcluded { review: DocumentId, conclusion: Conclusion, held_at: Timestamp },
    /// Something that a review wanted mended was closed.
    ReviewActionClosed { review: DocumentId, action: u32, evidence: Vec<Digest>, note: BodyRef },
    /// Whoever chaired a review or was asked to vote in it has left; another one takes his place, where somebody may.
    ReviewPassed { review: DocumentId, from: PersonId, to: Option<PersonId> },
    /// A review fell with the revision that it was about, or with its chair.
    ReviewVoided { review: DocumentId },
    /// The customer confirmed a revision of a document.
    CustomerConfirmed {
        document: DocumentId,
        revision: u32,
        contact: ContactId,
        at: Timestamp,
        method: ConfirmationMethod,
        evidence: Vec<Digest>,
        /// The sending that he answers, where the revision was sent to him before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Answered>,
    },
    /// A revision of a document was sent to the customer.
    DocumentSent { document: DocumentId, revision: u32, contact: ContactId, file: Digest },
    /// A copy was handed to our mail server's courier.
    CopyMailed {
        mail: MailId,
        copy: Uuid,
        /// Absent for what is made from the deal: a statement of account, a dunning letter.
        document: Option<DocumentId>,
        kind: DocumentKind,
        revision: u32,
        file: Digest,
        to: Vec<ContactId>,
        subject: BodyRef,
        note: BodyRef,
    },
    /// What became of it.
    MailSettled { mail: MailId, outcome: MailOutcome },
    /// The customer answered a quotation.
    QuoteAnswered {
        document: DocumentId,
        revision: u32,
        answer: AnswerKind,
        on: Date,
        contact: ContactId,
        evidence: Vec<Digest>,
        note: Option<BodyRef>,
        /// The sending that he answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Answered>,
    },
    /// An approval stands behind a quotation from now on, within its envelope.
    QuoteApproved { document: DocumentId, revision: u32, approval: ApprovalId },
    /// A revision stayed within the envelope: the approval stands behind it as well.
    ApprovalKept { approval: ApprovalId, document: DocumentId, revision: u32 },
    /// A revision left the envelope: the approval stands behind it no more, and why.
    ApprovalLapsed { approval: ApprovalId, document: DocumentId, revision: u32, changed: Vec<String> },
    /// Both parties have signed: these are the instalments.
    InstalmentsPlanned { contract: DocumentId, terms: SignedContract, instalments: Vec<PlannedInstalment> },
    /// An amendment put another schedule in the place of what was still to come.
    InstalmentsAmended {
        contract: DocumentId,
        amount: Money,
        kept: Vec<KeptInstalment>,
        dropped: Vec<InstalmentId>,
        added: Vec<PlannedInstalment>,
    },
    /// An instalment became payable; `deemed` because the customer let the acceptance period pass.
    InstalmentTriggered {
        instalment: InstalmentId,
        on: Date,
        due_on: Date,
        moved_from: Option<Date>,
        provisional: bool,
        deemed: bool,
    },
    /// The limitation period of an instalment ends on another day.
    LimitationSet { instalment: InstalmentId, ends_on: Date, provisional: bool },
    /// Sales or delivery signed the hand-over.
    HandoverSigned { document: DocumentId, revision: u32, side: Side },
    /// A change of the confirmed plan was asked for.
    ChangeRequested { change: ChangeId, amount: Money, days: i32, note: BodyRef },
    /// It was accepted or declined.
    ChangeDecided { change: ChangeId, accepted: bool, note: BodyRef },
    /// Delivery started.
    DeliveryStarted { on: Date, exceptions: Vec<String> },
    /// A milestone is done.
    MilestoneCompleted { milestone: u32, on: Date, evidence: Vec<Digest> },
    /// A week of delivery asks for a report; named by its Monday.
    WeekOpened { week: Date },
    /// The report of a week went to the customer.
    ReportSent {
        document: DocumentId,
        revision: u32,
        week: Date,
        on: Date,
        to: Vec<ContactId>,
        channel: Channel,
        evidence: Vec<Digest>,
    },
    /// The customer was asked for final acceptance.
    AcceptanceApplied { applied_on: Date, due_on: Date, evidence: Vec<Digest> },
    /// The agreed acceptance period ended on that day without an answer.
    AcceptanceDeemed { on: Date, note: BodyRef },
    /// Something was accepted, or was not; `is_first_final` where that reached final acceptance.
    AcceptanceRecorded {
        document: DocumentId,
        kind: AcceptanceKind,
        conclusion: AcceptanceResult,
        on: Date,
        severe_open: u32,
        is_first_final: bool,
        satisfaction: Option<u8>,
    },
    /// An invoice was asked for.
    InvoiceRequested {
        document: DocumentId,
        contract: DocumentId,
        instalment: InstalmentId,
        total: Money,
        early: bool,
    },
    /// It was issued.
    InvoiceIssued { document: DocumentId, number: String, issued_on: Date },
    /// The customer has it.
    InvoiceDelivered { document: DocumentId, contact: ContactId, on: Date, evidence: Vec<Digest> },
    /// The request was taken back.
    InvoiceVoided { document: DocumentId, note: BodyRef },
    /// A receipt paid instalments, or was taken back from them.
    ReceiptAllocated { receipt: ReceiptId, received_on: Date, parts: Vec<Part>, note: Option<BodyRef> },
    /// The money of somebody else than the contract party was accepted.
    PayerAccepted { approval: ApprovalId, receipt: ReceiptId },
    /// The customer promised to pay.
    PromiseRecorded {
        instalment: InstalmentId,
        made_on: Date,
        promised_on: Date,
        amount: Money,
        contact: ContactId,
    },
    /// Payment is expected on a day.
    PaymentExpected { instalment: InstalmentId, on: Date, reason: Option<OverdueReason> },
    /// An instalment has a later due date.
    InstalmentExtended { approval: ApprovalId, instalment: InstalmentId, until: Date },
    /// The customer disputes part of an instalment.
    AmountDisputed { instalment: InstalmentId, dispute: Dispute, note: BodyRef },
    /// The dispute is over.
    DisputeSettled { instalment: InstalmentId, note: BodyRef },
    /// Part of an instalment was given up.
    InstalmentWrittenOff { approval: ApprovalId, instalment: InstalmentId, amount: Money },
    /// Lateness or a broken promise asks for this level of dunning since that day.
    DunningOwed { instalment: InstalmentId, level: u8, since: Date },
    /// It was done; on `demand_on` payment was demanded with proof.
    DunningRecorded { document: DocumentId, instalment: InstalmentId, level: u8, demand_on: Option<Date> },
    // After-care, and how a deal ends.
    /// A complaint was raised.
    ComplaintRaised {
        complaint: ComplaintId,
        severity: Severity,
        source: Option<DocumentId>,
        note: Option<BodyRef>,
    },
    /// The customer was answered.
    ComplaintAnswered { complaint: ComplaintId, note: BodyRef },
    /// A way to settle it was proposed.
    ComplaintPlanned { complaint: ComplaintId, note: BodyRef },
    /// It was found to be severe.
    ComplaintEscalated { complaint: ComplaintId, note: BodyRef },
    /// It was closed.
    ComplaintClosed { complaint: ComplaintId, note: BodyRef },
    /// It was opened again.
    ComplaintReopened { complaint: ComplaintId, note: BodyRef },
    /// Whoever answers for an improvement has left; another one does.
    ImprovementPassed { document: DocumentId, action: u32, to: PersonId },
    /// An improvement action of a review was done.
    ImprovementClosed { document: DocumentId, action: u32, note: BodyRef },
    /// The renewal of a contract was settled.
    RenewalSettled { contract: DocumentId, outcome: RenewalOutcome, lead: Option<DealId>, note: BodyRef },
    /// Closing the deal was asked for.
    ClosingProposed { outcome: Ending, reason: String, price_gap: Option<Money>, note: BodyRef },
    /// The manager did not agree, or it was taken back.
    ClosingDeclined { approval: ApprovalId },
    /// The deal ended without being won.
    DealEnded { approval: ApprovalId, outcome: Ending },
    /// A negotiation round was held.
    RoundRecorded {
        round: u32,
        on: Date,
        result: RoundResult,
        people: Vec<PersonId>,
        contacts: Vec<ContactId>,
        changes: Vec<TermChanged>,
        /// Changes that were offered or accepted in it.
        agreed: Vec<TermChangeId>,
        minutes: Option<Digest>,
        body: BodyRef,
    },
    /// The customer took the quotation as it stands.
    QuoteAcceptedAsIs { quote: Option<DocumentId>, contact: ContactId, evidence: Vec<Digest>, note: BodyRef },
    /// Legal decided on a change of a term.
    TermChangeReviewed { change: TermChangeId, passed: bool, by: PersonId, note: BodyRef },
    /// Somebody drafted a contract or an amendment.
    AuthorNoted { document: DocumentId, person: PersonId },
    /// Legal passed or returned a text.
    TextReviewed {
        document: DocumentId,
        digest: Digest,
        text: Digest,
        passed: bool,
        by: PersonId,
        note: BodyRef,
    },
    /// A review of a text is void, because something changed.
    TextReviewVoided { document: DocumentId },
    /// A contract took its number.
    ContractNumbered { contract: DocumentId, number: Number },
    /// The chain agreed on a contract or an amendment.
    ChainAgreed { document: DocumentId, approval: ApprovalId, digest: Digest, text: Digest },
    /// What the chain agreed on is void, because something changed.
    ChainVoided { document: DocumentId },
    /// What the chain agreed on was confirmed again, and may be signed on for as many days from now.
    ChainReconfirmed {
        document: DocumentId,
        approval: ApprovalId,
        digest: Digest,
        by: PersonId,
        note: BodyRef,
    },
    /// A contract that nobody had signed was given up.
    ContractVoided { contract: DocumentId, by: PersonId, note: BodyRef },
    /// Our seal is on the contract.
    ContractSealed { contract: DocumentId, text: Digest, copies: u32, by: PersonId },
    /// Both parties have signed.
    ContractSigned {
        contract: DocumentId,
        ours: Date,
        theirs: Date,
        method: SignMethod,
        incident: Option<ApprovalId>,
    },
    /// A scan was found to match the approved text; the deal is won.
    ScanAccepted {
        contract: DocumentId,
        document: DocumentId,
        scan: Digest,
        won_on: Date,
        by: PersonId,
        note: BodyRef,
    },
    /// A scan was found to differ from the approved text.
    ScanDiffered { contract: DocumentId, document: DocumentId, scan: Digest, by: PersonId, note: BodyRef },
    /// An incident was accepted by director and legal.
    IncidentAccepted { approval: ApprovalId, contract: DocumentId, kind: IncidentKind },
    /// The original lies in the archive.
    OriginalFiled { contract: DocumentId, record: DocumentId, retention_until: Date },
    /// The original was lent.
    OriginalLent { contract: DocumentId, to: PersonId, on: Date, until: Date, note: BodyRef },
    /// The original came back.
    OriginalReturned { contract: DocumentId, on: Date },
    /// Both parties signed an amendment.
    ContractAmended {
        amendment: DocumentId,
        contract: DocumentId,
        signed_on: Date,
        amount: Money,
        /// The new schedule; empty where the old one stands.
        schedule: Vec<AmendedInstalment>,
        file: Digest,
    },
    /// Somebody owes something by a moment.
    ObligationOpened {
        obligation: ObligationId,
        clock: String,
        subject: Subject,
        debtor: Option<PersonId>,
        due_at: Timestamp,
        derivation: Derivation,
        alarms: Vec<PlannedAlarm>,
    },
    /// An open obligation has another deadline.
    ObligationRescheduled {
        obligation: ObligationId,
        due_at: Timestamp,
        derivation: Derivation,
        alarms: Vec<PlannedAlarm>,
    },
    /// An open obligation has another debtor.
    ObligationMoved { obligation: ObligationId, debtor: Option<PersonId> },
    /// An obligation was met.
    ObligationMet { obligation: ObligationId, late: bool },
    /// A deadline passed unmet; the obligation stays open.
    ObligationMissed { obligation: ObligationId, due_at: Timestamp },
    /// An obligation became pointless.
    ObligationCancelled { obligation: ObligationId },
    /// A reminder or escalation fired.
    AlarmRaised { obligation: ObligationId, alarm: u32, kind: AlarmKind, to: Vec<PersonId> },
    /// An obligation stands still for a reason of the list.
    ObligationPaused { obligation: ObligationId, reason: String, note: BodyRef },
    /// It runs on, with another deadline.
    ObligationResumed { obligation: ObligationId, due_at: Timestamp, alarms: Vec<PlannedAlarm> },
    /// Somebody said something.
    Commented {
        body: BodyRef,
        /// Whom it concerns.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<PersonId>,
    },
    /// Somebody is let see the deal by name.
    ReaderNamed { person: PersonId, note: BodyRef },
    /// He no longer is.
    ReaderUnnamed { person: PersonId, note: BodyRef },
    /// Files were laid to the deal, or to one of its documents.
    FilesAttached { document: Option<DocumentId>, files: Vec<Digest> },
}
