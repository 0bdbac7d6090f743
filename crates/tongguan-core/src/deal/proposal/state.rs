//! What is known of solution and quotation.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::deal::Document;
use crate::deal::answered::Answered;
use crate::digest::Digest;
use crate::id::{ApprovalId, ContactId, DocumentId, PersonId, ResourceId};

/// What is known of solution and quotation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Proposal {
    /// Resource requests (资源需求), of this stage and of delivery.
    pub resources: BTreeMap<ResourceId, Resource>,
    /// Solution reviews, past ones included.
    pub reviews: BTreeMap<DocumentId, Review>,
    /// What customers last confirmed, by document.
    pub confirmations: BTreeMap<DocumentId, Confirmation>,
    /// What was last sent, by document.
    pub sent: BTreeMap<DocumentId, Sending>,
    /// What customers last answered, by document.
    pub answers: BTreeMap<DocumentId, Answer>,
    /// The quotation that an approval stands behind, and its envelope.
    pub approved_quote: Option<ApprovedQuote>,
}

impl Proposal {
    /// Reviewers, those who mend what reviews want mended, and people who were granted.
    pub fn participants(&self) -> impl Iterator<Item = PersonId> + '_ {
        let reviewers = self.reviews.values().flat_map(|review| {
            let mending = review.actions.iter().map(|action| action.owner);
            review.voters.iter().copied().chain([review.chair]).chain(mending)
        });
        let resources = self.resources.values();
        reviewers
            .chain(resources.flat_map(|asked| [asked.asked_by, asked.decided_by, asked.person]).flatten())
    }
}

/// A resource request (ruling 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// From which role.
    pub role: String,
    /// By when.
    pub needed_on: Date,
    /// Who asked.
    pub asked_by: Option<PersonId>,
    /// Who decided, if somebody did.
    pub decided_by: Option<PersonId>,
    /// Whether it was granted.
    pub granted: bool,
    /// Who was given.
    pub person: Option<PersonId>,
}

impl Resource {
    /// Whether nobody has decided.
    pub fn is_open(&self) -> bool {
        self.decided_by.is_none()
    }
}

/// A vote in a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// 通过.
    Pass,
    /// 有条件.
    Conditional,
    /// 不通过.
    Fail,
    /// 弃权.
    Abstain,
}

/// The conclusion of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 通过.
    Passed,
    /// 有条件通过.
    Conditional,
    /// 修改后重审.
    Again,
    /// 不通过.
    Failed,
}

/// A solution review: about one revision, by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The solution.
    pub solution: DocumentId,
    /// Its revision.
    pub revision: u32,
    /// The digest of that revision.
    pub digest: Digest,
    /// Who chairs it.
    pub chair: PersonId,
    /// When it is or was held.
    pub held_at: Timestamp,
    /// Who was asked to vote.
    pub voters: Vec<PersonId>,
    /// Who voted what.
    pub votes: BTreeMap<PersonId, Vote>,
    /// How it ended, if it did.
    pub conclusion: Option<Conclusion>,
    /// When it was concluded.
    pub concluded_at: Option<Timestamp>,
    /// What has to be mended first.
    pub actions: Vec<ReviewAction>,
    /// Whether the solution was changed under it, or nobody is left to chair it.
    pub void: bool,
}

/// Something that a review wants mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewAction {
    /// Who does it.
    pub owner: PersonId,
    /// By when.
    pub due: Date,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

impl Review {
    /// Whether it lets this document pass, as it stands.
    pub fn passes(&self, id: DocumentId, document: &Document) -> bool {
        let same =
            self.solution == id && self.revision == document.revision && self.digest == document.digest;
        let mended = self.actions.iter().all(|action| action.closed_at.is_some());
        let agreed = match self.conclusion {
            Some(Conclusion::Passed) => true,
            Some(Conclusion::Conditional) => mended,
            _ => false,
        };
        !self.void && same && agreed
    }

    /// Somebody takes the place of one who left; a vote that was cast stays.
    pub(super) fn pass(&mut self, from: PersonId, to: Option<PersonId>) {
        self.voters.retain(|voter| *voter != from || self.votes.contains_key(voter));
        self.voters.extend(to);
        self.voters.sort();
        self.voters.dedup();
        if let Some(to) = to.filter(|_| self.chair == from) {
            self.chair = to;
        }
    }

    /// Since when it lets pass: its conclusion, or the last thing mended after it.
    pub fn passes_since(&self) -> Option<Timestamp> {
        self.actions.iter().filter_map(|action| action.closed_at).chain(self.concluded_at).max()
    }
}

/// How a customer confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationMethod {
    /// 邮件.
    Mail,
    /// 微信.
    Wechat,
    /// 会议纪要签字.
    SignedMinutes,
    /// 盖章或签字的文件.
    SignedDocument,
}

/// What a customer confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Which revision.
    pub revision: u32,
    /// Who confirmed.
    pub contact: ContactId,
    /// When, as claimed.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The sending that it answers.
    #[serde(default)]
    pub answers: Option<Answered>,
}

/// What was sent to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Which revision.
    pub revision: u32,
    /// To whom.
    pub contact: ContactId,
    /// The very file.
    pub file: Digest,
    /// When.
    pub at: Timestamp,
}

/// What a customer says to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// 接受.
    Accepted,
    /// 还价: a new revision follows.
    Counter,
    /// 拒绝.
    Rejected,
    /// 未回.
    None,
}

/// A customer's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// To which revision.
    pub revision: u32,
    /// What.
    pub kind: AnswerKind,
    /// On which day, as claimed.
    pub on: Date,
    /// The sending that it answers.
    #[serde(default)]
    pub answers: Option<Answered>,
}

/// The quotation that an approval stands behind. Later revisions are measured on it, not on one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApprovedQuote {
    /// The quotation.
    pub document: DocumentId,
    /// The revision that was decided on.
    pub revision: u32,
    /// The approval.
    pub approval: ApprovalId,
    /// What was approved.
    pub facts: Map<String, Value>,
}
