//! D07: the manager convenes, everybody but the authors votes, the chair concludes; all of it about one revision.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Conclusion, Review, Vote};
use crate::deal::admit::is_among;
use crate::deal::document::{self, Draft};
use crate::deal::{Document, Event};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::compute::Values;
use crate::form::{FieldProblem, Reader, problem};
use crate::id::{DocumentId, PersonId};
use crate::organization::Answering;
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// Who must be there besides the chair, one of each.
const QUORUM: [(&str, &[&str]); 3] = [
    ("technical", &["product_manager", "presales"]),
    ("finance", &["finance_specialist", "finance_manager"]),
    ("delivery", &["delivery_manager"]),
];
/// Who chairs.
const CHAIR: &str = "sales_manager";

/// Convenes a review of the solution as it stands.
pub(in crate::deal) fn convene(
    decision: &mut Decision<'_>,
    revision: u32,
    held_at: Timestamp,
    invited: &[PersonId],
) -> Result<(), Refusal> {
    let chair = decision.person()?;
    let kind = DocumentKind::Solution;
    let (solution, standing) = decision.deal.document(kind).ok_or(Refusal::NoDocument { kind })?;
    if standing.revision != revision {
        return Err(Refusal::StaleRevision { document: solution, current: standing.revision });
    }
    let (authors, digest) = (authors_of(standing), standing.digest);
    if let Some((review, _)) = decision.deal.proposal.reviews.iter().find(|(_, review)| review.is_open()) {
        return Err(Refusal::ReviewOpen { review: *review });
    }
    may_chair(decision, chair, &authors)?;
    if let Some(person) = invited.iter().find(|person| !decision.is_fit(**person)) {
        return Err(Refusal::UnfitReviewer { person: *person });
    }
    let mut voters: Vec<PersonId> = invited.iter().copied().chain([chair]).collect();
    voters.retain(|person| !authors.contains(person));
    voters.sort();
    voters.dedup();
    let review = DocumentId(decision.next_id());
    decision.emit(Event::ReviewConvened { review, solution, revision, digest, chair, held_at, voters });
    Ok(())
}

/// Who submitted a paper, and whom it names as authors.
pub(crate) fn authors_of(solution: &Document) -> Vec<PersonId> {
    let named: Vec<PersonId> = Reader(&solution.facts).list("authors");
    named.into_iter().chain(solution.submitted_by).collect()
}

/// The manager chairs; where every manager wrote the solution, or the post is vacant, the director does.
fn may_chair(decision: &Decision<'_>, chair: PersonId, authors: &[PersonId]) -> Result<(), Refusal> {
    if authors.contains(&chair) {
        return Err(Refusal::AuthorMayNotJudge);
    }
    let (organization, department) = (&decision.facts.organization, decision.deal.department);
    if organization.holds(chair, CHAIR, department) {
        return Ok(());
    }
    match organization.answering(CHAIR, department) {
        Answering::Holders(managers) if managers.iter().any(|manager| !authors.contains(manager)) => {
            Err(Refusal::ManagerChairs)
        }
        _ => Ok(()),
    }
}

/// Gives on the chair and the vote of somebody who leaves: the chair to the receiver or whoever holds the post, as far as they may chair,
/// the vote to the receiver unless he wrote the solution. A review that nobody may chair falls, so that another can be convened.
pub(in crate::deal) fn hand_over(decision: &mut Decision<'_>, from: PersonId, to: PersonId) {
    let reviews = decision.deal.proposal.reviews.iter();
    let his = reviews.filter(|(_, review)| review.is_open() && review.waits_for().contains(&from));
    let his: Vec<(DocumentId, bool)> = his.map(|(id, review)| (*id, review.chair == from)).collect();
    for (review, chairs) in his {
        let solution = decision.deal.proposal.reviews[&review].solution;
        let solution = decision.deal.documents.get(&solution);
        let authors = solution.map(|document| authors_of(document)).unwrap_or_default();
        let voter = Some(to).filter(|to| decision.is_fit(*to) && !authors.contains(to));
        let next = if chairs { next_chair(decision, (from, to), &authors) } else { voter };
        match (chairs, next) {
            (true, None) => decision.emit(Event::ReviewVoided { review }),
            (_, to) => decision.emit(Event::ReviewPassed { review, from, to }),
        }
    }
}

fn next_chair(
    decision: &Decision<'_>,
    (from, to): (PersonId, PersonId),
    authors: &[PersonId],
) -> Option<PersonId> {
    let holders = match decision.facts.organization.answering(CHAIR, decision.deal.department) {
        Answering::Holders(holders) => holders,
        Answering::Vacant(_) | Answering::NoPost => Vec::new(),
    };
    let concludes = |person: &PersonId| {
        *person != from
            && decision.is_fit(*person)
            && is_among(decision, *person, "conclude_review")
            && may_chair(decision, *person, authors).is_ok()
    };
    std::iter::once(to).chain(holders).find(concludes)
}

/// A review that still goes on.
fn going_on<'d>(decision: &'d Decision<'_>, id: DocumentId) -> Result<&'d Review, Refusal> {
    let review = decision.deal.proposal.reviews.get(&id).ok_or(Refusal::UnknownReview { review: id })?;
    match (review.void, review.conclusion) {
        (true, _) => Err(Refusal::ReviewVoid { review: id }),
        (false, Some(_)) => Err(Refusal::ReviewOver { review: id }),
        (false, None) => Ok(review),
    }
}

/// Votes; a later vote of the same person replaces the earlier one.
pub(in crate::deal) fn vote(
    decision: &mut Decision<'_>,
    id: DocumentId,
    vote: Vote,
    opinion: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let review = going_on(decision, id)?;
    let authors = decision
        .deal
        .documents
        .get(&review.solution)
        .map(|document| authors_of(document))
        .unwrap_or_default();
    if authors.contains(&by) {
        return Err(Refusal::AuthorMayNotJudge);
    }
    if !review.voters.contains(&by) {
        return Err(Refusal::NotInvited { review: id });
    }
    if review.held_at > decision.now() {
        return Err(Refusal::NotYetHeld { held_at: review.held_at });
    }
    let note = decision.keep_reason("opinion", opinion)?;
    decision.emit(Event::ReviewVoted { review: id, vote, note });
    Ok(())
}

/// Concludes with the minutes.
pub(in crate::deal) fn conclude(
    decision: &mut Decision<'_>,
    id: DocumentId,
    body: &Map<String, Value>,
) -> Result<(), Refusal> {
    let review = going_on(decision, id)?.clone();
    if decision.person()? != review.chair {
        return Err(Refusal::NotTheChair { review: id });
    }
    let kind = DocumentKind::SolutionReview;
    let form = decision.process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    let draft = Draft { form, kind, document: id, revision: 1, body };
    document::judge_form(decision, &draft)?;
    document::judge_references(decision, &draft)?;
    let mut problems = about_this(&draft, &review);
    problems.extend(quorum(decision, &draft, &review));
    draft.judge(problems)?;
    let conclusion = conclusion_of(&draft, &review)?;
    let held_at = draft.read().parse("held_at").unwrap_or(review.held_at);
    let values = minutes(&review);
    document::record(decision, &draft, &values)?;
    decision.emit(Event::ReviewConcluded { review: id, conclusion, held_at });
    Ok(())
}

fn about_this(draft: &Draft<'_>, review: &Review) -> Vec<FieldProblem> {
    let body = draft.read();
    let mut problems = Vec::new();
    if body.parse("solution_id") != Some(review.solution) {
        problems.push(problem("solution_id".to_owned(), "another_solution", None));
    }
    if body.parse("chair") != Some(review.chair) {
        problems.push(problem("chair".to_owned(), "not_the_chair", None));
    }
    problems
}

/// Chair, technique, finance and delivery are there, and everybody there who has a vote has voted.
fn quorum(decision: &Decision<'_>, draft: &Draft<'_>, review: &Review) -> Vec<FieldProblem> {
    let rows = draft.read().rows("attendees");
    let present: Vec<PersonId> =
        rows.iter().filter(|row| row.yes("present")).filter_map(|row| row.parse("person")).collect();
    let (organization, department) = (&decision.facts.organization, decision.deal.department);
    let missing = |roles: &[&str]| {
        !present.iter().any(|person| roles.iter().any(|role| organization.holds(*person, role, department)))
    };
    let mut absent: Vec<&str> =
        QUORUM.iter().filter(|(_, roles)| missing(roles)).map(|(name, _)| *name).collect();
    if !present.contains(&review.chair) {
        absent.push("chair");
    }
    let mut problems: Vec<_> = absent
        .into_iter()
        .map(|name| problem("attendees".to_owned(), "quorum", Some(name.to_owned())))
        .collect();
    let silent = review.voters.iter().filter(|p| present.contains(p) && !review.votes.contains_key(p));
    problems.extend(silent.map(|p| problem("opinions".to_owned(), "vote_missing", Some(p.to_string()))));
    problems
}

/// A check or a vote that says 不通过 lets nothing pass; one that says 有条件 lets nothing pass without conditions.
fn conclusion_of(draft: &Draft<'_>, review: &Review) -> Result<Conclusion, Refusal> {
    let body = draft.read();
    let checks = ["check_feasibility", "check_cost", "check_fit"].map(|key| body.text(key));
    let failed = checks.contains(&Some("fail"));
    let conditional = checks.contains(&Some("conditional"));
    let voted = |vote: Vote| review.votes.values().any(|cast| *cast == vote);
    let conclusion = match body.text("conclusion") {
        Some("passed") => Conclusion::Passed,
        Some("conditional") => Conclusion::Conditional,
        Some("again") => Conclusion::Again,
        _ => Conclusion::Failed,
    };
    let barred = match conclusion {
        Conclusion::Passed => failed || conditional || voted(Vote::Fail) || voted(Vote::Conditional),
        Conclusion::Conditional => failed,
        Conclusion::Again | Conclusion::Failed => false,
    };
    match barred {
        true => draft.fault("conclusion", "contradicts_the_checks", None),
        false => Ok(conclusion),
    }
}

fn minutes(review: &Review) -> Values {
    let mut values = Values::default();
    values.set("solution_revision", review.revision);
    let cast = review.votes.iter().map(|(person, vote)| json!({"person": person, "vote": vote}));
    values.set("opinions", Value::Array(cast.collect()));
    values
}

/// Closes something that a review wanted mended.
pub(in crate::deal) fn close_action(
    decision: &mut Decision<'_>,
    id: DocumentId,
    action: u32,
    evidence: &[Digest],
    note: &str,
) -> Result<(), Refusal> {
    let review = decision.deal.proposal.reviews.get(&id).ok_or(Refusal::UnknownReview { review: id })?;
    if review.void {
        return Err(Refusal::ReviewVoid { review: id });
    }
    let known = review.actions.get(action as usize);
    let known = known.ok_or(Refusal::UnknownAction { document: id, action })?;
    if known.closed_at.is_some() {
        return Err(Refusal::ActionDone { document: id, action });
    }
    if known.owner == decision.person()? {
        return Err(Refusal::OwnWork { command: "close_review_action".to_owned() });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::ReviewActionClosed { review: id, action, evidence: evidence.to_vec(), note });
    Ok(())
}

/// A changed solution takes its reviews with it.
pub(super) fn void_reviews(decision: &mut Decision<'_>, solution: DocumentId) {
    let standing = decision.deal.documents[&solution].clone();
    let outdated =
        |review: &Review| review.solution == solution && !review.void && review.revision != standing.revision;
    let reviews = decision.deal.proposal.reviews.iter().filter(|(_, review)| outdated(review));
    let outdated: Vec<DocumentId> = reviews.map(|(id, _)| *id).collect();
    for review in outdated {
        decision.emit(Event::ReviewVoided { review });
    }
}

/// Whether a review lets the solution pass as it stands.
pub(super) fn passed(decision: &Decision<'_>) -> bool {
    passed_since(decision).is_some()
}

/// Since when a review lets the solution pass as it stands.
pub(super) fn passed_since(decision: &Decision<'_>) -> Option<Timestamp> {
    let (id, solution) = decision.deal.document(DocumentKind::Solution)?;
    let mut reviews = decision.deal.proposal.reviews.values();
    reviews.find(|review| review.passes(id, solution))?.passes_since()
}
