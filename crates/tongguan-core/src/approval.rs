//! Approvals: one run of a chain over one content, bound to its digest.
//!
//! What holds whatever the process says: nobody approves his own paper, nobody fills two steps of one approval, an
//! empty post stops the chain and never passes it, a decision counts only for the digest that was shown.

mod act;
mod assign;
pub mod stand_in;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::deal::Grade;
use crate::deal::aftercare::Ending;
use crate::deal::contract::IncidentKind;
use crate::digest::Digest;
use crate::id::{DocumentId, InstalmentId, PersonId, ReceiptId};
use crate::money::Money;
use crate::process::{GateKey, StepMode};

pub(crate) use act::added_step;
pub use act::{Ballot, Request, add, copy, decide, lapse_all, request, transfer, urge, withdraw};
pub(crate) use assign::hand_over;
pub use assign::unblock;

/// What an approval is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalSubject {
    /// A revision of a document.
    Document {
        /// The document.
        document: DocumentId,
        /// The revision.
        revision: u32,
    },
    /// An exception to a condition of a gate (特批).
    Exception {
        /// The gate.
        gate: GateKey,
        /// The condition.
        condition: String,
    },
    /// A later due date of an instalment (展期).
    Extension {
        /// The instalment.
        instalment: InstalmentId,
        /// The due date asked for.
        until: Date,
    },
    /// Part of an instalment given up (坏账).
    WriteOff {
        /// The instalment.
        instalment: InstalmentId,
        /// How much.
        amount: Money,
    },
    /// A receipt from somebody else than the contract party.
    Payer {
        /// The receipt.
        receipt: ReceiptId,
    },
    /// The end of the deal without a contract.
    Closing {
        /// How it ends.
        outcome: Ending,
    },
    /// An incident about a contract.
    Incident {
        /// The contract.
        contract: DocumentId,
        /// What happened.
        kind: IncidentKind,
    },
}

/// Somebody whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// Who.
    pub person: PersonId,
    /// The holder of the role whose place he takes, because that one may not decide here.
    pub instead_of: Option<PersonId>,
}

/// A step as planned at request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedStep {
    /// The role that decides; absent for a person who was added.
    pub role: Option<String>,
    /// The person who was added.
    pub person: Option<PersonId>,
    /// How several decide together.
    pub mode: StepMode,
    /// Working days it may take.
    pub working_days: u32,
}

/// What somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 同意.
    Approve,
    /// 调整为 another grade (grading only).
    Adjust(Grade),
    /// 驳回: the approval ends.
    Reject,
    /// 退回 to an earlier step; 0 is the submitter, and ends the approval.
    Return(u32),
}

/// How an approval ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalResult {
    /// Everybody agreed.
    Approved,
    /// Somebody rejected it.
    Rejected,
    /// It went back to the submitter.
    Returned,
    /// The submitter took it back.
    Withdrawn,
    /// The content changed under it.
    Lapsed,
}

/// Why an approval lapsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LapseReason {
    /// The content is another one.
    ContentChanged,
    /// An important term changed in negotiation.
    TermChanged,
    /// The contract was given up.
    ContractVoided,
    /// Legal returned the text that was agreed on.
    TextReturned,
}

/// The state of an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Which chain.
    pub chain: String,
    /// About what.
    pub subject: ApprovalSubject,
    /// The digest of what is being approved.
    pub digest: Digest,
    /// Who asked.
    pub submitter: PersonId,
    /// Who wrote it; none of them decides.
    pub authors: Vec<PersonId>,
    /// When it was asked.
    pub requested_at: Timestamp,
    /// Steps in order.
    pub steps: Vec<Step>,
    /// Number of the step whose turn it is, from 1.
    pub active: u32,
    /// How it ended, if it did.
    pub result: Option<ApprovalResult>,
    /// The grade that a reviewer put in place of the proposed one.
    pub adjusted: Option<Grade>,
    /// Who was sent a copy (抄送).
    pub copied: BTreeSet<PersonId>,
    /// Every decision ever given, also those that a return made void, in order.
    pub votes: Vec<Vote>,
}

/// A decision as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// In which step.
    pub step: u32,
    /// By whom.
    pub by: PersonId,
    /// For whom, where he stood in.
    pub on_behalf_of: Option<PersonId>,
    /// What.
    pub verdict: Verdict,
    /// When.
    pub at: Timestamp,
}

/// The state of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// As planned.
    pub plan: PlannedStep,
    /// Whose turn it is.
    pub assignees: Vec<Assignee>,
    /// Who decided what, in order.
    pub decisions: Vec<(PersonId, Verdict)>,
    /// True while nobody may decide it.
    pub blocked: bool,
    /// When it last became somebody's turn.
    pub since: Option<Timestamp>,
}

impl Approval {
    /// The step whose turn it is.
    pub fn active_step(&self) -> Option<&Step> {
        self.steps.get(self.active.checked_sub(1)? as usize)
    }

    /// Those whose turn it is; nobody where it is over, or waits for somebody who may decide.
    pub fn whose_turn(&self) -> Vec<PersonId> {
        let step = self.active_step().filter(|step| self.is_open() && !step.blocked);
        step.map(|step| step.turn()).unwrap_or_default()
    }

    /// Takes a decision into the step at `index`; whoever stood in for somebody takes his place.
    pub(crate) fn count(&mut self, vote: Vote, index: usize) {
        self.votes.push(vote);
        let step = &mut self.steps[index];
        for assignee in step.assignees.iter_mut().filter(|a| Some(a.person) == vote.on_behalf_of) {
            *assignee = Assignee { person: vote.by, instead_of: vote.on_behalf_of };
        }
        step.decisions.push((vote.by, vote.verdict));
        if let Verdict::Adjust(grade) = vote.verdict {
            self.adjusted = Some(grade);
        }
    }

    /// Whether it still waits for somebody.
    pub fn is_open(&self) -> bool {
        self.result.is_none()
    }

    /// Whether a person decided in any step so far, or somebody did in his place.
    pub fn has_decided(&self, person: PersonId) -> bool {
        self.steps.iter().any(|step| step.has_decided(person))
    }

    /// What deciding on it is called where duties are kept apart.
    pub fn deed(&self) -> String {
        format!("decide_approval:{}", self.chain)
    }

    /// Whether a person submitted or wrote what is being approved.
    pub fn is_own_paper(&self, person: PersonId) -> bool {
        self.submitter == person || self.authors.contains(&person)
    }
}

impl Step {
    /// Those who may decide next: one after the other, or all who have not yet.
    pub fn turn(&self) -> Vec<PersonId> {
        let open = self
            .assignees
            .iter()
            .map(|assignee| assignee.person)
            .filter(|person| !self.decisions.iter().any(|(by, _)| by == person));
        match self.plan.mode {
            StepMode::InOrder => open.take(1).collect(),
            StepMode::Any | StepMode::All => open.collect(),
        }
    }

    /// Whether a person decided here, or somebody did in his place.
    fn has_decided(&self, person: PersonId) -> bool {
        self.decisions.iter().any(|(by, _)| {
            let in_place = |one: &Assignee| one.person == *by && one.instead_of == Some(person);
            *by == person || self.assignees.iter().any(in_place)
        })
    }

    /// Whether consent is complete.
    pub fn is_agreed(&self) -> bool {
        match self.plan.mode {
            StepMode::Any => !self.decisions.is_empty(),
            StepMode::All | StepMode::InOrder => self.turn().is_empty() && !self.assignees.is_empty(),
        }
    }
}
