//! What the deal knows of negotiation and contract.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{IncidentKind, RoundResult, SignMethod};
use crate::deal::{Deal, Number};
use crate::digest::Digest;
use crate::id::{ApprovalId, DocumentId, PersonId, TermChangeId};
use crate::money::Money;
use crate::process::DocumentKind;

/// What is known of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contracting {
    /// Negotiation rounds, in order.
    pub rounds: Vec<Round>,
    /// When the customer took the quotation as it stands, without negotiation.
    pub accepted_at: Option<Timestamp>,
    /// Changes of terms that came up in rounds.
    pub term_changes: BTreeMap<TermChangeId, TermChange>,
    /// Who drafted a contract or an amendment.
    pub authors: BTreeMap<DocumentId, BTreeSet<PersonId>>,
    /// Legal's reviews of texts, the standing one for each contract or amendment.
    pub texts: BTreeMap<DocumentId, TextReview>,
    /// Chains that agreed and whose content has not changed since.
    pub consents: BTreeMap<DocumentId, Consent>,
    /// Contracts, by their approval form.
    pub contracts: BTreeMap<DocumentId, Contract>,
    /// Amendments that both parties have signed.
    pub amendments: BTreeMap<DocumentId, Amendment>,
    /// Incidents that were decided on; they stay for ever.
    pub incidents: Vec<Incident>,
}

/// A negotiation round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The day.
    pub on: Date,
    /// How it ended.
    pub result: RoundResult,
    /// Our people in it.
    pub people: Vec<PersonId>,
}

/// A change of a term that came up in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermChange {
    /// The round, from 1.
    pub round: u32,
    /// The term: a key of the important terms, or `other`.
    pub topic: String,
    /// Whether legal must see it (重要条款).
    pub important: bool,
    /// What legal decided.
    pub review: Option<TermReview>,
    /// The round in which it was offered or accepted, from 1.
    pub agreed_in: Option<u32>,
}

/// Legal's word on a term change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermReview {
    /// Whether it may be offered.
    pub passed: bool,
    /// By whom.
    pub by: PersonId,
}

/// Legal's review of a text, bound to the content in which it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextReview {
    /// The digest of the form.
    pub digest: Digest,
    /// The file.
    pub text: Digest,
    /// Whether it passed.
    pub passed: bool,
    /// By whom.
    pub by: PersonId,
}

/// A chain's agreement on one content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Which approval.
    pub approval: ApprovalId,
    /// The digest of the form.
    pub digest: Digest,
    /// The file.
    pub text: Digest,
    /// When the last step agreed.
    pub at: Timestamp,
    /// When it was last confirmed again.
    pub confirmed_at: Option<Timestamp>,
}

/// A contract on its way from a number to the archive.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contract {
    /// Its number (HT-XS), from its first way into the chain.
    pub number: Option<Number>,
    /// Rounds that its approval form takes into account.
    pub rounds_known: usize,
    /// Our seal on it.
    pub seal: Option<Seal>,
    /// Both signatures.
    pub signing: Option<Signing>,
    /// The scan that was found to match.
    pub scan: Option<Scan>,
    /// Where the original lies.
    pub filing: Option<Filing>,
    /// When and to whom the original was lent, in order.
    pub loans: Vec<Loan>,
    /// When it was given up.
    pub voided_at: Option<Timestamp>,
}

/// Our seal on a contract (用印).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The file that was printed.
    pub text: Digest,
    /// How many copies.
    pub copies: u32,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Both parties' signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signing {
    /// Our date.
    pub ours: Date,
    /// Theirs.
    pub theirs: Date,
    /// How.
    pub method: SignMethod,
    /// The incident that allows a date before the approval.
    pub incident: Option<ApprovalId>,
}

/// A scan that a second person found to match the approved text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// The scan.
    pub file: Digest,
    /// The day on which the contract counts as won: the later signature.
    pub won_on: Date,
    /// Who compared.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The original in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The filing record (D16), whose number is the archive number.
    pub record: DocumentId,
    /// When.
    pub at: Timestamp,
    /// Until when it is kept.
    pub retention_until: Date,
}

/// An original that was lent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// To whom.
    pub to: PersonId,
    /// When.
    pub lent_on: Date,
    /// Until when.
    pub until: Date,
    /// When it came back.
    pub returned_on: Option<Date>,
}

/// A signed amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The contract that it changes.
    pub contract: DocumentId,
    /// The later signature.
    pub signed_on: Date,
    /// The contract's gross value from now on.
    pub amount: Money,
}

/// An incident that director and legal accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its approval.
    pub approval: ApprovalId,
    /// The contract.
    pub contract: DocumentId,
    /// What happened.
    pub kind: IncidentKind,
    /// When it was accepted.
    pub at: Timestamp,
}

impl Signing {
    /// The later of the two dates: when the contract was made.
    pub fn on(&self) -> Date {
        self.ours.max(self.theirs)
    }
}

impl Contract {
    /// The loan that is out.
    pub fn open_loan(&self) -> Option<&Loan> {
        self.loans.last().filter(|loan| loan.returned_on.is_none())
    }
}

impl Contracting {
    /// Contracts that both parties have signed.
    pub fn signed(&self) -> impl Iterator<Item = (DocumentId, &Contract)> {
        self.contracts.iter().filter(|(_, c)| c.signing.is_some()).map(|(id, contract)| (*id, contract))
    }

    /// Whether a contract was given up before anybody signed it.
    pub fn is_voided(&self, contract: DocumentId) -> bool {
        self.contracts.get(&contract).is_some_and(|known| known.voided_at.is_some())
    }

    /// The day on which the deal was won: a signed contract whose scan was found to match.
    pub fn won_on(&self) -> Option<Date> {
        self.contracts.values().filter_map(|contract| Some(contract.scan?.won_on)).min()
    }

    /// Those who negotiated, drafted, reviewed, sealed or compared, and to whom an original is lent.
    pub fn people(&self) -> BTreeSet<PersonId> {
        let mut people: BTreeSet<PersonId> =
            self.rounds.iter().flat_map(|round| &round.people).copied().collect();
        people.extend(self.authors.values().flatten());
        people.extend(self.texts.values().map(|review| review.by));
        people.extend(self.term_changes.values().filter_map(|change| Some(change.review?.by)));
        for contract in self.contracts.values() {
            people.extend(contract.seal.map(|seal| seal.by));
            people.extend(contract.scan.map(|scan| scan.by));
            people.extend(contract.open_loan().map(|loan| loan.to));
        }
        people
    }

    /// Whether director and legal accepted such an incident about a contract.
    pub fn incident(&self, contract: DocumentId, kind: IncidentKind) -> Option<&Incident> {
        self.incidents.iter().find(|one| one.contract == contract && one.kind == kind)
    }
}

impl Deal {
    /// Whether a document is a contract.
    pub fn is_contract(&self, document: DocumentId) -> bool {
        self.documents.get(&document).is_some_and(|d| d.kind == DocumentKind::ContractApproval)
    }
}
