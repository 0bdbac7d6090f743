//! Approvals of a deal: who has agreed, whose turn it is since when, what stops.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use tongguan_core::approval::stand_in;
use tongguan_core::approval::{Approval, ApprovalSubject, Step};
use tongguan_core::deal::proposal::{Limit, limits_broken};
use tongguan_core::id::{ApprovalId, PersonId};
use tongguan_core::process::DocumentKind;
use uuid::Uuid;

use super::super::reading::{Named, Reading};
use super::super::rights;
use super::document::text;
use tongguan_service::i18n::speaker::Speaker;

/// An approval.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ApprovalView {
    /// Its id.
    pub id: Uuid,
    /// The chain, `A8`.
    pub chain: String,
    /// Its name.
    pub name: String,
    /// What it is about: `document` and `revision`, or `gate` and `condition`.
    #[schema(value_type = Object)]
    pub subject: Value,
    /// What it is about, in words.
    pub about: String,
    /// The digest of what is shown; a decision names it.
    pub digest: String,
    /// Who asked.
    pub submitter: Named,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Timestamp,
    /// Number of the step whose turn it is, from 1.
    pub active: u32,
    /// `approved`, `rejected`, `returned`, `withdrawn`, `lapsed`; absent while it is open.
    pub result: Option<String>,
    /// Whether the reader may decide now.
    pub is_mine: bool,
    /// For whom he would decide, where he stands in.
    pub on_behalf_of: Option<Named>,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// The limits that its paper breaks, a sentence each, while it is open.
    pub limits: Vec<String>,
}

/// A step of an approval.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StepView {
    /// The role that decides, in words; absent for somebody who was added.
    pub role: Option<String>,
    /// Who may decide: holders of the role, or who was added.
    pub assignees: Vec<Named>,
    /// Who may decide next.
    pub turn: Vec<Named>,
    /// `any`, `all` or `in_order`.
    pub mode: String,
    /// Working days it may take.
    pub working_days: u32,
    /// True while nobody may decide it.
    pub blocked: bool,
    /// When it last became somebody's turn.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// What was decided, in order.
    pub decisions: Vec<DecisionView>,
}

/// What somebody decided.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DecisionView {
    /// Who.
    pub by: Named,
    /// What, in words.
    pub verdict: String,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// For whom he stood in.
    pub on_behalf_of: Option<Named>,
}

/// Approvals: open ones first, then the latest.
pub fn view(reading: &Reading) -> Vec<ApprovalView> {
    let mut approvals: Vec<_> =
        reading.deal.approvals.iter().filter(|(_, one)| is_shown(reading, one)).collect();
    approvals.sort_by_key(|(id, one)| (one.result.is_some(), std::cmp::Reverse(one.requested_at), **id));
    approvals.into_iter().map(|(id, one)| view_one(reading, *id, one)).collect()
}

/// Whoever takes part sees an approval; others as they see its document.
fn is_shown(reading: &Reading, approval: &Approval) -> bool {
    let takes_part = reading.context.actor.person().is_some_and(|person| {
        approval.submitter == person
            || approval.steps.iter().any(|step| step.assignees.iter().any(|one| one.person == person))
    });
    let kind = match &approval.subject {
        ApprovalSubject::Document { document, .. } => {
            reading.deal.documents.get(document).map(|one| one.kind)
        }
        _ => None,
    };
    let stands_in =
        reading.context.actor.person().is_some_and(|person| principal(reading, approval, person).is_some());
    takes_part || stands_in || kind.is_none_or(|kind| rights::opens(reading, kind))
}

fn view_one(reading: &Reading, id: ApprovalId, approval: &Approval) -> ApprovalView {
    let chain = reading.process.chains.get(&approval.chain);
    let person = reading.context.actor.person();
    let turn = approval.active_step().map(Step::turn).unwrap_or_default();
    let principal = person.and_then(|person| principal(reading, approval, person));
    let is_turn = approval.is_open() && person.is_some_and(|person| turn.contains(&person));
    ApprovalView {
        id: id.0,
        chain: approval.chain.clone(),
        name: chain.map_or(approval.chain.as_str(), |chain| reading.speaker().label(&chain.name)).to_owned(),
        subject: json!(approval.subject),
        about: about(reading, &approval.subject),
        digest: text(&approval.digest),
        submitter: reading.named(approval.submitter.0),
        requested_at: approval.requested_at,
        active: approval.active,
        result: approval.result.as_ref().map(text),
        is_mine: is_turn || principal.is_some(),
        on_behalf_of: principal.map(|principal| reading.named(principal.0)),
        steps: approval.steps.iter().map(|step| step_view(reading, approval, step)).collect(),
        limits: limits(reading, approval),
    }
}

/// In whose place the reader may decide.
fn principal(reading: &Reading, approval: &Approval, person: PersonId) -> Option<PersonId> {
    let organization = &reading.facts.organization;
    let absent = stand_in::principals(organization, &reading.process, person, reading.context.now);
    stand_in::in_place_of((&reading.deal, &reading.process), approval, person, &absent)
}

fn about(reading: &Reading, subject: &ApprovalSubject) -> String {
    let kind = match subject {
        ApprovalSubject::Document { document, .. } => {
            reading.deal.documents.get(document).map(|one| one.kind)
        }
        _ => None,
    };
    subject_in_words(&reading.speaker(), subject, kind)
}

/// What an approval is about: the document, or the data of what else it is in words.
pub fn subject_in_words(
    speaker: &Speaker<'_>,
    subject: &ApprovalSubject,
    kind: Option<DocumentKind>,
) -> String {
    if let Some(kind) = kind {
        return speaker.document(kind);
    }
    let value = json!(subject);
    let inner = value.as_object().and_then(|map| map.values().next()).and_then(Value::as_object);
    let words = inner.map(|inner| speaker.words(inner)).unwrap_or_default();
    words.values().filter_map(Value::as_str).collect::<Vec<_>>().join(speaker.lang.word("join"))
}

fn step_view(reading: &Reading, approval: &Approval, step: &Step) -> StepView {
    let names = |people: Vec<_>| people.into_iter().map(|id| reading.named(id)).collect();
    let verdict = |verdict| {
        let data = serde_json::Map::from_iter([("verdict".to_owned(), json!(verdict))]);
        reading.speaker().say("{verdict}", &data)
    };
    StepView {
        role: step.plan.role.as_deref().map(|role| reading.speaker().party(role)),
        assignees: names(assigned(step)),
        turn: names(step.turn().into_iter().map(|person| person.0).collect()),
        mode: text(&step.plan.mode),
        working_days: step.plan.working_days,
        blocked: step.blocked,
        since: step.since,
        decisions: step
            .decisions
            .iter()
            .map(|(by, what)| {
                // A return may bring the same person back to the step: his latest vote is the one that counts.
                let vote = approval.votes.iter().rev().find(|vote| vote.by == *by && vote.verdict == *what);
                DecisionView {
                    by: reading.named(by.0),
                    verdict: verdict(what),
                    at: vote.map(|vote| vote.at),
                    on_behalf_of: vote.and_then(|vote| vote.on_behalf_of).map(|one| reading.named(one.0)),
                }
            })
            .collect(),
    }
}

/// Those whose turn it is or was; of a step that is still to come, the person who was added for it.
fn assigned(step: &Step) -> Vec<Uuid> {
    let people: Vec<Uuid> = step.assignees.iter().map(|assignee| assignee.person.0).collect();
    match step.plan.person {
        Some(added) if people.is_empty() => vec![added.0],
        _ => people,
    }
}

/// What a quotation in approval breaks of the price policy. A reader who may not see margins is not told one.
fn limits(reading: &Reading, approval: &Approval) -> Vec<String> {
    let ApprovalSubject::Document { document, .. } = &approval.subject else { return Vec::new() };
    if !approval.is_open() {
        return Vec::new();
    }
    let broken = limits_broken(&reading.decision(), *document);
    broken.iter().map(|limit| limit_in_words(reading, limit)).collect()
}

fn limit_in_words(reading: &Reading, limit: &Limit) -> String {
    let (speaker, data) = (reading.speaker(), json!(limit));
    let (key, mut data) = match data {
        Value::String(key) => (key, serde_json::Map::new()),
        Value::Object(map) => {
            let (key, inner) = map.into_iter().next().unwrap_or_default();
            (key, inner.as_object().cloned().unwrap_or_default())
        }
        _ => return String::new(),
    };
    if let Some(Value::String(role)) = data.get("role") {
        let role = speaker.party(role);
        data.insert("role".to_owned(), Value::String(role));
    }
    speaker.say(speaker.lang.word(&format!("limit.{key}")), &data)
}
