//! Submitting a document: the form judges its content, the event keeps only what a rule may read.

use serde_json::{Map, Value};

use super::{Event, Number};
use crate::approval::{ApprovalSubject, Request, request};
use crate::decision::Decision;
use crate::digest::{Digest, canonical};
use crate::form::compute::Values;
use crate::form::{self, FieldProblem, Reader};
use crate::id::{ContactId, DocumentId, InstalmentId, NeedId, PersonId};
use crate::process::{ChainStart, DocumentForm, DocumentKind};
use crate::refusal::Refusal;

/// A submission that is being judged.
#[derive(Clone, Copy)]
pub(super) struct Draft<'a> {
    /// Its form.
    pub form: &'a DocumentForm,
    /// Its kind.
    pub kind: DocumentKind,
    /// The document.
    pub document: DocumentId,
    /// The revision that it becomes.
    pub revision: u32,
    /// What was typed.
    pub body: &'a Map<String, Value>,
}

impl<'a> Draft<'a> {
    /// The body, to read from.
    pub fn read(&self) -> Reader<'a> {
        Reader(self.body)
    }

    /// Refuses where a rule found problems with fields.
    pub fn judge(&self, problems: Vec<FieldProblem>) -> Result<(), Refusal> {
        match problems.is_empty() {
            true => Ok(()),
            false => Err(Refusal::InvalidDocument { kind: self.kind, problems }),
        }
    }

    /// Refuses for one problem with one field.
    pub fn fault<T>(&self, path: &str, code: &'static str, limit: Option<String>) -> Result<T, Refusal> {
        let problems = vec![form::problem(path.to_owned(), code, limit)];
        Err(Refusal::InvalidDocument { kind: self.kind, problems })
    }
}

/// Submits a first or a further revision.
pub(super) fn submit(
    decision: &mut Decision<'_>,
    kind: DocumentKind,
    document: Option<DocumentId>,
    revision: u32,
    body: &Map<String, Value>,
) -> Result<DocumentId, Refusal> {
    let form = decision.process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    let (document, revision) = place(decision, form, kind, document, revision)?;
    let body = &taken_over(decision, form, kind, revision, body)?;
    let draft = Draft { form, kind, document, revision, body };
    judge_form(decision, &draft)?;
    submit_judged(decision, &draft)?;
    Ok(document)
}

/// What the person typed, with what others filled or he does not see as it stands.
pub(super) fn taken_over(
    decision: &Decision<'_>,
    form: &DocumentForm,
    kind: DocumentKind,
    revision: u32,
    body: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let Some(person) = decision.actor().person() else { return Ok(body.clone()) };
    let plays = |role: &str| decision.plays(person, role);
    let standing = decision.facts.standing.as_ref().filter(|_| revision > 1);
    let eye = form::Eye { stage: decision.deal.stage, plays: &plays };
    form::take_over(form, body, standing, &eye)
        .map_err(|problems| Refusal::InvalidDocument { kind, problems })
}

/// Judges the form alone: types, limits, required fields, moments.
pub(super) fn judge_form(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let judged = form::validate(draft.form, draft.body, decision.ground());
    judged.map_err(|problems| Refusal::InvalidDocument { kind: draft.kind, problems })
}

/// Refuses people and contacts that we do not know, and documents and needs that the deal does not have.
pub(super) fn judge_references(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let (facts, deal) = (decision.facts, &decision.deal);
    let known = |kind: &str, id: uuid::Uuid| match kind {
        "person" => facts.organization.people.contains_key(&PersonId(id)),
        "contact" => facts.contacts.contains_key(&ContactId(id)),
        "document" => deal.documents.contains_key(&DocumentId(id)),
        "need" => deal.nurture.needs.contains_key(&NeedId(id)),
        "instalment" => deal.fulfilment.instalments.contains_key(&InstalmentId(id)),
        _ => facts.own_entities.iter().any(|entity| entity.id.0 == id),
    };
    let mut problems = Vec::new();
    for kind in ["person", "contact", "document", "need", "instalment", "own_entity"] {
        let named = form::references(draft.form, draft.body, kind);
        let strangers = named.into_iter().filter(|(_, id)| !known(kind, *id));
        problems.extend(strangers.map(|(path, _)| form::problem(path, "unknown_reference", None)));
    }
    draft.judge(problems)
}

/// The rules of the stages for a form that is judged good, then the record, then what follows from it.
fn submit_judged(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    if draft.kind == DocumentKind::Grading {
        super::screening::check_grading(decision, draft.body)?;
    }
    let mut values = Values::default();
    super::screening::compute(decision, draft.kind, draft.body, &mut values);
    super::nurture::judge(decision, draft, &mut values)?;
    super::proposal::judge(decision, draft, &mut values)?;
    super::contract::judge(decision, draft, &mut values)?;
    super::fulfilment::judge(decision, draft, &mut values)?;
    super::aftercare::judge(decision, draft, &mut values)?;
    super::contract::submitting(decision, draft);
    record(decision, draft, &values)?;
    super::nurture::submitted(decision, draft)?;
    super::proposal::submitted(decision, draft);
    super::contract::submitted(decision, draft);
    super::fulfilment::submitted(decision, draft)?;
    super::aftercare::submitted(decision, draft);
    match draft.form.chain_starts {
        ChainStart::OnSubmit => ask_approval(decision, draft),
        ChainStart::OnRequest => Ok(()),
    }
}

/// Asks for the approval that submitting asks for; a quotation goes as far up as its discount needs.
fn ask_approval(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let Some(chain) = draft.form.chain.clone() else { return Ok(()) };
    if draft.kind == DocumentKind::Quotation {
        return super::proposal::quote::ask_approval(decision, draft, chain);
    }
    let digest = decision.deal.documents[&draft.document].digest;
    let authors = decision.person().into_iter().collect();
    let subject = ApprovalSubject::Document { document: draft.document, revision: draft.revision };
    request(decision, Request { chain, subject, digest, authors, reason: None, authority: None }).map(|_| ())
}

/// Records a revision that was judged good; what it comes to may still be more than anybody may state.
pub(super) fn record(decision: &mut Decision<'_>, draft: &Draft<'_>, values: &Values) -> Result<(), Refusal> {
    let mut facts = form::facts_of(draft.form, draft.body);
    values.fill(draft.form, &mut facts);
    draft.judge(form::oversized(draft.form, &facts))?;
    let value = Value::Object(draft.body.clone());
    let kept = decision.keep(canonical(&value));
    let on = decision.today();
    let series = draft.form.numbering.clone().filter(|_| draft.revision == 1);
    let number = series.map(|series| Number::Pending { series, on });
    let number = number.or_else(|| super::contract::amendment::number_of(decision, draft));
    decision.emit(Event::DocumentSubmitted {
        document: draft.document,
        kind: draft.kind,
        revision: draft.revision,
        number,
        facts,
        body: kept,
        digest: Digest::of_json(&value),
        open_fields: form::open_fields(draft.form, draft.body),
    });
    Ok(())
}

/// Where the revision goes; refuses a stale one, a second live document, one that is being approved.
pub(super) fn place(
    decision: &mut Decision<'_>,
    form: &DocumentForm,
    kind: DocumentKind,
    document: Option<DocumentId>,
    revision: u32,
) -> Result<(DocumentId, u32), Refusal> {
    let Some(id) = document else {
        return match decision.deal.document(kind).filter(|_| !form.many) {
            Some((document, _)) => Err(Refusal::DocumentExists { kind, document }),
            None => Ok((DocumentId(decision.next_id()), 1)),
        };
    };
    let standing = decision.deal.documents.get(&id).filter(|standing| standing.kind == kind);
    let standing = standing.ok_or(Refusal::UnknownDocument { document: id })?;
    if standing.revision != revision {
        return Err(Refusal::StaleRevision { document: id, current: standing.revision });
    }
    match decision.deal.open_approval(id).filter(|_| !super::contract::lapses_on_change(kind)) {
        Some(approval) => Err(Refusal::InReview { document: id, approval }),
        None => Ok((id, revision + 1)),
    }
}
