//! Rounds of negotiation, and legal's word on every important term before it is offered or accepted (A6).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::chain;
use crate::deal::Event;
use crate::deal::nurture::need::not_on_own_deal;
use crate::decision::Decision;
use crate::digest::{Digest, canonical};
use crate::id::{ContactId, PersonId, TermChangeId};
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// The topic of a change that touches no important term.
const OTHER: &str = "other";

/// How a round ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundResult {
    /// All is agreed.
    Agreed,
    /// It goes on.
    Continues,
    /// It was broken off.
    BrokenOff,
}

/// A change of a term as a round brings it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTermChange {
    /// A key of the important terms, or `other`.
    pub topic: String,
    /// What the term said.
    pub old: String,
    /// What it is to say.
    pub new: String,
}

/// A change of a term as the event tells it; the texts are in the round's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermChanged {
    /// Its id.
    pub change: TermChangeId,
    /// A key of the important terms, or `other`.
    pub topic: String,
    /// Whether legal must see it.
    pub important: bool,
}

/// A round as a command brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::deal) struct NewRound<'a> {
    pub on: Date,
    pub place: Option<&'a str>,
    pub people: &'a [PersonId],
    pub contacts: &'a [ContactId],
    pub offers: &'a str,
    pub asks: &'a str,
    pub result: RoundResult,
    pub changes: &'a [NewTermChange],
    pub agreed: &'a [TermChangeId],
    pub minutes: Option<Digest>,
}

/// Records a round; a change of an important term voids what was reviewed and agreed before it.
pub(in crate::deal) fn record(decision: &mut Decision<'_>, round: NewRound<'_>) -> Result<(), Refusal> {
    if round.on > decision.today() {
        return Err(Refusal::InFuture { field: "on".to_owned() });
    }
    check_people(decision, round.people, round.contacts)?;
    decision.check_reason("offers", round.offers)?;
    decision.check_reason("asks", round.asks)?;
    may_be_agreed(decision, round.agreed)?;
    let changes = classed(decision, round.changes)?;
    let important = changes.iter().any(|change| change.important);
    let body = decision.keep(canonical(&json!({
        "place": round.place, "offers": round.offers, "asks": round.asks, "changes": round.changes,
    })));
    decision.emit(Event::RoundRecorded {
        round: decision.deal.contracting.rounds.len() as u32 + 1,
        on: round.on,
        result: round.result,
        people: round.people.to_vec(),
        contacts: round.contacts.to_vec(),
        changes,
        agreed: round.agreed.to_vec(),
        minutes: round.minutes,
        body,
    });
    if important {
        chain::terms_changed(decision);
    }
    Ok(())
}

fn check_people(decision: &Decision<'_>, people: &[PersonId], contacts: &[ContactId]) -> Result<(), Refusal> {
    if let Some(person) = people.iter().find(|person| !decision.facts.organization.is_active(**person)) {
        return Err(Refusal::UnknownPerson { person: *person });
    }
    if let Some(contact) = contacts.iter().find(|contact| !decision.facts.contacts.contains_key(contact)) {
        return Err(Refusal::UnknownContact { contact: *contact });
    }
    match people.is_empty() || contacts.is_empty() {
        true => Err(Refusal::NobodyNamed),
        false => Ok(()),
    }
}

/// An important term may be offered or accepted only after legal let it pass.
fn may_be_agreed(decision: &Decision<'_>, agreed: &[TermChangeId]) -> Result<(), Refusal> {
    for change in agreed {
        let known = decision.deal.contracting.term_changes.get(change);
        let known = known.ok_or(Refusal::UnknownTermChange { change: *change })?;
        if known.important && !known.review.is_some_and(|review| review.passed) {
            return Err(Refusal::TermChangeNotPassed { change: *change });
        }
    }
    Ok(())
}

fn classed(decision: &mut Decision<'_>, changes: &[NewTermChange]) -> Result<Vec<TermChanged>, Refusal> {
    let mut classed = Vec::new();
    for change in changes {
        let important = decision.process.settings.important_terms.iter().any(|t| t.key == change.topic);
        if !important && change.topic != OTHER {
            return Err(Refusal::UnknownTerm { topic: change.topic.clone() });
        }
        decision.check_text("old", &change.old)?;
        decision.check_text("new", &change.new)?;
        let id = TermChangeId(decision.next_id());
        classed.push(TermChanged { change: id, topic: change.topic.clone(), important });
    }
    Ok(classed)
}

/// The customer takes the quotation as it stands (无谈判直接接受报价).
pub(in crate::deal) fn accept_quote(
    decision: &mut Decision<'_>,
    contact: ContactId,
    evidence: &[Digest],
    note: &str,
) -> Result<(), Refusal> {
    if !decision.deal.contracting.rounds.is_empty() {
        return Err(Refusal::AlreadyNegotiated);
    }
    if !decision.facts.contacts.contains_key(&contact) {
        return Err(Refusal::UnknownContact { contact });
    }
    if evidence.is_empty() {
        return Err(Refusal::EvidenceMissing);
    }
    let quote = decision.deal.document(DocumentKind::Quotation).map(|(id, _)| id);
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::QuoteAcceptedAsIs { quote, contact, evidence: evidence.to_vec(), note });
    Ok(())
}

/// Legal decides on an important change of a term; once, and never on his own deal.
pub(in crate::deal) fn review(
    decision: &mut Decision<'_>,
    change: TermChangeId,
    passed: bool,
    opinion: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    not_on_own_deal(decision, "review_term_change")?;
    let known = decision.deal.contracting.term_changes.get(&change);
    let known = known.ok_or(Refusal::UnknownTermChange { change })?;
    if known.review.is_some() {
        return Err(Refusal::TermChangeDecided { change });
    }
    let note = decision.keep_reason("opinion", opinion)?;
    decision.emit(Event::TermChangeReviewed { change, passed, by, note });
    Ok(())
}
