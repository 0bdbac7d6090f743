//! Gates are named conditions: one fact each, with the sentence a person reads and the link to what is missing.

use serde::{Deserialize, Serialize};

use super::{DocumentKind, Stage};
use crate::label::Label;

/// The key of a gate, such as `G1` or `G4-a`.
pub type GateKey = String;

/// A gate.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Its name.
    pub name: Label,
    /// The stage in which it stands.
    pub stage: Stage,
    /// Its conditions; all must hold.
    pub conditions: Vec<Condition>,
}

/// One condition of a gate.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its key within the gate.
    pub key: String,
    /// What a person reads when it does not hold.
    pub missing: Label,
    /// Where to go to meet it.
    pub link: Link,
    /// What must hold.
    pub holds: Predicate,
    /// True where an approved exception (特批) may stand in for it.
    #[serde(default)]
    pub exceptable: bool,
    /// The chain that decides on that exception; absent for the usual one.
    #[serde(default)]
    pub chain: Option<String>,
}

/// Where to go to meet a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// A document to fill or to have approved.
    Document(DocumentKind),
    /// A command to give.
    Command(String),
}

/// A named fact about a deal that static checks can reason about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Predicate {
    /// All of these.
    All(Vec<Predicate>),
    /// One of these.
    Any(Vec<Predicate>),
    /// Not this.
    Not(Box<Predicate>),
    /// The document's latest revision is submitted with every field that this gate needs.
    Complete(DocumentKind),
    /// The document's latest revision is approved as it stands.
    Approved(DocumentKind),
    /// No obligation of this clock is open past its deadline.
    InTime(String),
    /// G1: the lead was screened as 有效.
    ScreenedValid,
    /// G1: no duplicate is left unresolved.
    NoOpenDuplicate,
    /// G1: the grade set by review is one of these.
    GradeIn(Vec<String>),
    /// G1: a contact has a phone, mail or WeCom.
    ReachableContact,
    /// G1: need and (budget or timeline) are there.
    NeedAndBudgetOrTime,
    /// G1: the owner has free capacity.
    OwnerHasCapacity,
    /// G2: a first visit was made on a plan and recorded.
    FirstVisitOnPlan,
    /// G2: a pain point is quantified, or the manager waived it.
    PainQuantified,
    /// G2: every need is verified by a second source or contact.
    NeedsVerified,
    /// G2: decision maker, technical evaluator and budget approver are named with their concerns.
    ChainRolesNamed,
    /// G2: the decision maker was contacted, or a dated plan to contact exists.
    DecisionMakerReached,
    /// G2: expected amount and closing date are set.
    ForecastSet,
    /// G2: the manager confirmed the opportunity.
    OpportunityConfirmed,
    /// G3: every line of the quotation is 标准品.
    OnlyStandardItems,
    /// G3: the review passed on the same revision of the solution, its actions closed.
    ReviewPassed,
    /// G3: the customer confirmed the solution after the review.
    SolutionConfirmed,
    /// G3: the approved quotation is valid today.
    QuoteValid,
    /// G3: the buyer's code is there and correct.
    BuyerCodeValid,
    /// G4-a: a round is recorded, or the quotation was accepted without negotiation.
    NegotiatedOrAccepted,
    /// G4-a: every important term change has a decision of legal.
    TermChangesReviewed,
    /// G4-a: the quotation is valid on the planned signing date.
    QuoteValidAtSigning,
    /// G4-a: legal passed this very text.
    TextReviewed,
    /// G4-a: credit is not blocked.
    CreditClear,
    /// G4-a: amount, party and schedule equal the approved quotation.
    ContractMatchesQuote,
    /// G4-a: the approval form was updated after the last round.
    ContractUpToDate,
    /// G4-b: the chain agreed on the text as it stands.
    ContractApproved,
    /// G4-b: not more than the set days since the last approval.
    ApprovalFresh,
    /// G4-c and stage 5: both parties signed after the last approval.
    ContractSigned,
    /// G4-c: the scan equals the approved text.
    ScanMatches,
    /// G4-c: the original is filed.
    OriginalFiled,
    /// Stage 5: filed, or not more than the set working days late.
    FilingNotStalled,
    /// G5-a: hand-over is signed by both sides.
    HandedOver,
    /// G5-a: the customer confirmed the plan.
    PlanConfirmed,
    /// G5-a: the customer confirmed the plan as far ahead of the start as is asked.
    PlanConfirmedAhead,
    /// G5-a: no resource request is open.
    ResourcesAssigned,
    /// G5-a: the pre-payment is received where the contract makes it a condition.
    PrepaymentReceived,
    /// G5-b: every milestone is done.
    MilestonesDone,
    /// G5-b: no severe defect is open.
    DefectsClear,
    /// G5-b: final acceptance is signed.
    FinalAcceptance,
    /// G5-c: nothing is outstanding but warranty money that is not due.
    PaidUp,
    /// G5-c: every invoice is delivered.
    InvoicesDelivered,
    /// G5-c: satisfaction is recorded.
    SatisfactionRecorded,
    /// G5-c: the retrospective is done where it is asked for.
    RetrospectiveDone,
    /// A CEL expression over the documented view of the deal; an error is a refusal.
    Expression(String),
}
