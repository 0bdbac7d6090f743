//! What a copy says: the document's content, its head, and its approval with every opinion.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tongguan_core::approval::{Approval, ApprovalSubject, Vote};
use tongguan_core::deal::{BodyRef, Deal, Document, Event, Recorded, known};
use tongguan_core::id::{ApprovalId, DocumentId, PersonId};
use tongguan_core::process::{DocumentForm, DocumentKind};
use tongguan_core::reference::issued_copy::Audience;
use tongguan_doc::paper::make::{self, Content, Head, Step};

use super::super::reading::Reading;
use super::super::view::drawn;
use super::super::{document, history, rights};
use super::picture;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;

/// The content of a revision for a form that is cut to what may be shown.
pub(super) async fn of(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    (id, shown, form): (DocumentId, &Document, &DocumentForm),
    events: &[Recorded],
    audience: Audience,
) -> Result<Content, ApiError> {
    let only = |fields: Map<String, Value>| -> Map<String, Value> {
        fields.into_iter().filter(|(key, _)| form.field(key).is_some()).collect()
    };
    let mut facts = shown.facts.clone();
    facts.extend(known::fields((&reading.deal, &reading.process), events, (id, shown)));
    facts.extend(written(app, caller, reading, (id, shown), events).await?);
    facts.extend(said(reading, (id, shown), events));
    let approval = approval_of(&reading.deal, id, shown.revision).filter(|_| audience == Audience::Inside);
    let approvals = match approval {
        Some((approval, state)) => vec![sheet(app, caller, reading, (approval, state), events).await?],
        None => Vec::new(),
    };
    let (body, facts) = (document::content(app, caller, shown.body).await?.map(only), only(facts));
    Ok(Content {
        picture: picture::of(reading, shown.kind, form, (body.as_ref(), &facts)),
        body,
        facts,
        head: head(reading, shown, audience),
        approvals,
    })
}

/// What others wrote about the document.
async fn written(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    (id, shown): (DocumentId, &Document),
    events: &[Recorded],
) -> Result<Map<String, Value>, ApiError> {
    if !rights::reads_notes(reading) {
        return Ok(Map::new());
    }
    let wanted = known::texts(&reading.deal, events, (id, shown));
    let texts = history::texts(app, caller, wanted.iter().map(|(_, body)| body.id).collect()).await?;
    let text = |(key, body): &(&str, BodyRef)| Some(((*key).to_owned(), json!(texts.get(&body.id)?)));
    Ok(wanted.iter().filter_map(text).collect())
}

/// What the deal knows of the document that stands in a line of words.
fn said(reading: &Reading, (id, shown): (DocumentId, &Document), events: &[Recorded]) -> Map<String, Value> {
    let said = match shown.kind {
        DocumentKind::VisitPlan => ("customer_status", status(reading, id, events)),
        DocumentKind::Solution => ("review_result", conclusion(reading, id, shown.revision)),
        _ => return Map::new(),
    };
    said.1.map(|words| (said.0.to_owned(), json!(words))).into_iter().collect()
}

/// The grade and the stage of the deal when the visit was planned.
fn status(reading: &Reading, id: DocumentId, events: &[Recorded]) -> Option<String> {
    let is_plan = |recorded: &Recorded| matches!(&recorded.event, Event::DocumentSubmitted { document, .. } if *document == id);
    let planned = events.iter().position(is_plan)?;
    let then = Deal::replay(reading.deal.id, events.get(..=planned)?)?;
    let stage = reading.process.stage(then.stage)?;
    let grade = then.lead.grade.map(|grade| {
        let data = Map::from_iter([("grade".to_owned(), json!(grade))]);
        reading.speaker().say(reading.lang.word("paper.grade"), &data)
    });
    let parts: Vec<String> =
        grade.into_iter().chain([reading.speaker().label(&stage.name).to_owned()]).collect();
    Some(parts.join(reading.lang.word("join")))
}

/// How the last review of a revision ended.
fn conclusion(reading: &Reading, id: DocumentId, revision: u32) -> Option<String> {
    let about =
        reading.deal.proposal.reviews.values().filter(|one| one.solution == id && one.revision == revision);
    let conclusion = about.max_by_key(|review| review.held_at)?.conclusion?;
    let data = Map::from_iter([("conclusion".to_owned(), json!(conclusion))]);
    Some(reading.speaker().say("{conclusion}", &data))
}

fn head(reading: &Reading, shown: &Document, audience: Audience) -> Head {
    let deal = &reading.deal;
    let inside = audience == Audience::Inside;
    let name = |id: uuid::Uuid| reading.named(id).name;
    Head {
        number: shown.number.as_ref().and_then(drawn),
        revision: Some(shown.revision),
        customer: name(deal.account.0),
        deal: deal.numbers.last().and_then(drawn).filter(|_| inside),
        owner: deal.owner.and_then(|owner| name(owner.0)),
        submitted_by: shown.submitted_by.and_then(|person| name(person.0)).filter(|_| inside),
        submitted_at: Some(moment(reading, shown.submitted_at)).filter(|_| inside),
        as_of: None,
    }
}

fn moment(reading: &Reading, at: Timestamp) -> String {
    reading.speaker().moment(at)
}

/// The last approval that was asked for this revision or, within its envelope, for an earlier one.
fn approval_of(deal: &Deal, id: DocumentId, upto: u32) -> Option<(ApprovalId, &Approval)> {
    let about = deal.approvals.iter().filter(|(_, approval)| {
        matches!(&approval.subject, ApprovalSubject::Document { document, revision } if *document == id && *revision <= upto)
    });
    about.max_by_key(|(id, approval)| (approval.requested_at, **id)).map(|(id, approval)| (*id, &**approval))
}

async fn sheet(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    (id, approval): (ApprovalId, &Approval),
    events: &[Recorded],
) -> Result<make::Approval, ApiError> {
    let notes = notes(events, id);
    let texts = history::texts(app, caller, notes.iter().map(|(_, _, note)| note.id).collect()).await?;
    let opinion = |vote: &Vote| {
        let (_, _, note) = notes.iter().find(|(at, by, _)| (*at, *by) == (vote.at, vote.by))?;
        texts.get(&note.id).cloned()
    };
    let speaker = reading.speaker();
    let asked = Step {
        role: speaker.lang.word("paper.submitter").to_owned(),
        person: reading.named(approval.submitter.0).name.unwrap_or_default(),
        verdict: speaker.lang.word("paper.submitted").to_owned(),
        opinion: String::new(),
        at: moment(reading, approval.requested_at),
    };
    let given = approval.votes.iter().map(|vote| given(reading, approval, vote, opinion(vote)));
    let open = approval.steps.iter().filter(|step| approval.is_open() && step.decisions.is_empty());
    let open = open.map(|step| Step {
        role: role(reading, step.plan.role.as_deref()),
        person: names(reading, step.turn().iter().map(|person| person.0)),
        ..Step::default()
    });
    let title =
        reading.process.chains.get(&approval.chain).map(|chain| speaker.label(&chain.name).to_owned());
    Ok(make::Approval {
        title: title.unwrap_or_default(),
        steps: std::iter::once(asked).chain(given).chain(open).collect(),
    })
}

/// The opinions of an approval, by when they were given.
fn notes(events: &[Recorded], wanted: ApprovalId) -> Vec<(Timestamp, PersonId, BodyRef)> {
    let note = |recorded: &Recorded| match &recorded.event {
        Event::StepDecided { approval, by, note: Some(note), .. } if *approval == wanted => {
            Some((recorded.at, *by, *note))
        }
        _ => None,
    };
    events.iter().filter_map(note).collect()
}

fn given(reading: &Reading, approval: &Approval, vote: &Vote, opinion: Option<String>) -> Step {
    let step = approval.steps.get((vote.step as usize).saturating_sub(1));
    let data = Map::from_iter([("verdict".to_owned(), json!(vote.verdict))]);
    let stood_in = vote.on_behalf_of.and_then(|person| reading.named(person.0).name);
    let person = reading.named(vote.by.0).name.unwrap_or_default();
    Step {
        role: role(reading, step.and_then(|step| step.plan.role.as_deref())),
        person: stood_in.map_or_else(
            || person.clone(),
            |other| {
                reading
                    .speaker()
                    .lang
                    .word("paper.stood_in")
                    .replace("{by}", &person)
                    .replace("{for}", &other)
            },
        ),
        verdict: reading.speaker().say("{verdict}", &data),
        opinion: opinion.unwrap_or_default(),
        at: moment(reading, vote.at),
    }
}

fn role(reading: &Reading, role: Option<&str>) -> String {
    role.map(|role| reading.speaker().party(role)).unwrap_or_default()
}

fn names(reading: &Reading, people: impl Iterator<Item = uuid::Uuid>) -> String {
    let names: Vec<String> = people.filter_map(|id| reading.named(id).name).collect();
    names.join(reading.speaker().lang.word("join"))
}
