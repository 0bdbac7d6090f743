//! Clocks T1–T26: what starts them, when they are due, what meets them, who hears of it.

use serde::{Deserialize, Serialize};

use super::{DocumentKind, RoleKey};
use crate::label::Label;

/// A clock: a duty with a deadline.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// What is owed, verb first.
    pub name: Label,
    /// The clause of the standard or law it carries.
    #[serde(default)]
    pub clause: String,
    /// What starts it.
    pub starts: Trigger,
    /// When it is due.
    pub due: DueRule,
    /// What meets it.
    #[serde(default)]
    pub met_by: Vec<Trigger>,
    /// What makes it pointless.
    #[serde(default)]
    pub cancelled_by: Vec<Trigger>,
    /// What starts it anew while it is open.
    #[serde(default)]
    pub restarted_by: Vec<Trigger>,
    /// Who owes it.
    pub debtor: Party,
    /// Reminders and escalations, in any order.
    #[serde(default)]
    pub alarms: Vec<Alarm>,
}

/// Something that happened, as clocks see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A lead became somebody's: registered, assigned or claimed.
    LeadAssigned,
    /// A lead was passed on from one rep to another.
    LeadReassigned,
    /// Screening ended with a result.
    LeadScreened,
    /// A first revision, or a later one, of a document was submitted.
    DocumentSubmitted(DocumentKind),
    /// A document's approval ended with consent.
    DocumentApproved(DocumentKind),
    /// A grade was set by review.
    GradeReviewed,
    /// The deal passed G1 with grade A.
    ConvertedA,
    /// The deal passed G1 with grade B.
    ConvertedB,
    /// A visit was planned or moved.
    VisitPlanned,
    /// A visit ended (planned end until a record says better).
    VisitEnded,
    /// A visit record was submitted.
    VisitReported,
    /// A visit was called off.
    VisitCancelled,
    /// Guidance on needs was given by the manager.
    NeedsGuided,
    /// A solution review was held.
    ReviewHeld,
    /// Review minutes were concluded.
    ReviewConcluded,
    /// A solution review fell with the revision that it was about.
    ReviewVoided,
    /// An approval step became somebody's turn.
    StepActivated,
    /// An approval step was decided, or fell away.
    StepClosed,
    /// A negotiation round was recorded.
    RoundRecorded,
    /// The contract chain ended with consent.
    ContractApproved,
    /// Our seal is on the printed text.
    ContractSealed,
    /// Both parties have signed.
    ContractSigned,
    /// The original was filed.
    OriginalFiled,
    /// The contract was voided or replaced.
    ContractVoided,
    /// A first delivery node got a date, or another date.
    DeliveryScheduled,
    /// The customer confirmed the delivery plan.
    PlanConfirmed,
    /// A week of delivery began.
    DeliveryWeek,
    /// The weekly report was sent to the customer.
    ReportSent,
    /// No further week of delivery asks for a report.
    DeliveryOver,
    /// Final acceptance was reached.
    FinalAcceptance,
    /// An instalment got a due date.
    InstalmentDue,
    /// An amendment put another schedule in the place of an instalment.
    InstalmentDropped,
    /// An instalment was settled.
    InstalmentSettled,
    /// A level of dunning is owed; the moment is the day on which it was reached.
    DunningOwed,
    /// A dunning act was recorded.
    DunningRecorded,
    /// The customer promised to pay; the moment is the promised day.
    PaymentPromised,
    /// What was promised came in.
    PromiseKept,
    /// Part of an instalment is disputed; the moment is the day by which that is settled.
    AmountDisputed,
    /// The dispute is over.
    DisputeSettled,
    /// A quotation was sent with a validity.
    QuoteSent,
    /// The customer answered a quotation.
    QuoteAnswered,
    /// A return visit was recorded.
    AfterSalesVisited,
    /// The next return visit got a date.
    ReturnVisitDue,
    /// A retrospective was concluded.
    RetrospectiveDone,
    /// An improvement action got a date.
    ImprovementDue,
    /// It was done.
    ImprovementDone,
    /// A visit got a planned start, or another one; the moment is that start.
    VisitScheduled,
    /// A grade waits for review.
    GradeProposed,
    /// A grade got a date of re-grading, or another one; the moment is that date.
    RegradeDue,
    /// The first visit report asks for guidance on needs.
    GuidanceOwed,
    /// A next action got a date, or another date.
    NextActionDue,
    /// A next action was done.
    NextActionDone,
    /// A complaint was raised.
    ComplaintRaised,
    /// A complaint was raised, or found to be, severe.
    SevereComplaintRaised,
    /// The customer got a first answer to a complaint.
    ComplaintAnswered,
    /// A way to settle the complaint was proposed.
    ComplaintPlanned,
    /// A complaint was closed.
    ComplaintClosed,
    /// The deal ended with a value from which a retrospective is owed.
    RetrospectiveOwed,
    /// An appeal about ownership was filed.
    AppealFiled,
    /// That appeal was decided.
    AppealDecided,
    /// A grade-A lead is about to be recycled.
    RecyclingProposed,
    /// The manager decided on that recycling.
    RecyclingDecided,
    /// The contract's term got an end, or another one.
    TermEnds,
    /// Renewal was agreed or given up.
    RenewalSettled,
    /// The limitation period of a claim began, or began anew.
    LimitationRuns,
    /// Closing of the deal was asked for.
    LossProposed,
    /// Closing of the deal was declined.
    LossDeclined,
    /// The deal ended, or has nobody who works on it.
    DealEnded,
    /// The deal passed its last gate: delivered, paid and filed.
    DealClosed,
    /// A lead must be followed up by a day, or by another one; the moment is that day.
    FollowUpDue,
    /// A lead was followed up effectively.
    FollowedUp,
    /// An approval step has nobody who may decide it.
    StepBlocked,
    /// An appeal was filed against the decision on the first one.
    SecondAppealFiled,
}

/// When a clock is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueRule {
    /// Wall-clock hours after the start, through nights and days off.
    Hours(u32),
    /// Hours of working days, between the hours that the settings name.
    WorkingHours(u32),
    /// The end of the n-th working day after the start day.
    WorkingDays(u32),
    /// The end of the n-th working day before the event day.
    WorkingDaysBefore(u32),
    /// The end of the n-th calendar day after the start day.
    CalendarDays(u32),
    /// Working days that the approval step itself names.
    StepWorkingDays,
    /// The end of the day that the event names.
    OnDate,
    /// This hour of the last working day of the event's week; no duty in a week without one.
    LastWorkingDayOfWeek {
        /// Local hour, 0–23.
        hour: u8,
    },
}

/// Somebody, by relation to the deal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The owner of the deal.
    Owner,
    /// The person whose turn it is in an approval step.
    Assignee,
    /// The superior of whoever owes it.
    Superior,
    /// Whoever owes it.
    Debtor,
    /// Whoever submitted what the duty is about.
    Submitter,
    /// The holder of a role answering for the owner's department.
    Role(RoleKey),
    /// Anybody who may see the deal.
    AnyReader,
    /// A holder of a role in whatever department.
    Anywhere(RoleKey),
}

/// A reminder or an escalation at a moment relative to the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alarm {
    /// Moment.
    pub at: Offset,
    /// Who hears of it.
    pub to: Vec<Party>,
    /// Reminder or escalation.
    pub kind: AlarmKind,
}

/// What an alarm is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// Before or at the deadline.
    Reminder,
    /// After a breach.
    Escalation,
    /// The lead goes back to the pool.
    Recycle,
}

/// A moment relative to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offset {
    /// Hours after the start.
    HoursAfterStart(u32),
    /// Hours before the deadline.
    HoursBeforeDue(u32),
    /// Morning (09:00) of the n-th working day before the due day; 0 is the due day itself.
    WorkingDaysBeforeDue(u32),
    /// At the deadline.
    AtDue,
    /// Hours after the deadline.
    HoursAfterDue(u32),
    /// Morning (09:00) of the n-th working day after the due day.
    WorkingDaysAfterDue(u32),
    /// n calendar days after the due day, at 00:00.
    DaysAfterDue(u32),
}
