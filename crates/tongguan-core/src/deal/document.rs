//! Submitting a document: the form judges its content, the event keeps only what a rule may read.

use serde_json::{Map, Value};

use super::{Event, Number};
use crate::approval::{ApprovalSubject, Request, request};
use crate::decision::Decision;
use crate::digest::{Digest, canonical};
use crate::form;
use crate::id::DocumentId;
use crate::process::{ChainStart, DocumentForm, DocumentKind};
use crate::refusal::Refusal;

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
    form::validate(form, body, decision.ground())
        .map_err(|problems| Refusal::InvalidDocument { kind, problems })?;
    if kind == DocumentKind::Grading {
        super::screening::check_grading(decision, body)?;
    }
    record(decision, form, kind, document, revision, body);
    if let (Some(chain), ChainStart::OnSubmit) = (&form.chain, form.chain_starts) {
        let digest = decision.deal.documents[&document].digest;
        let authors = decision.person().into_iter().collect();
        let subject = ApprovalSubject::Document { document, revision };
        request(
            decision,
            Request { chain: chain.clone(), subject, digest, authors, reason: None, authority: None },
        )?;
    }
    Ok(document)
}

/// Records a revision that was judged good.
pub(super) fn record(
    decision: &mut Decision<'_>,
    form: &DocumentForm,
    kind: DocumentKind,
    document: DocumentId,
    revision: u32,
    body: &Map<String, Value>,
) {
    let value = Value::Object(body.clone());
    let kept = decision.keep(canonical(&value));
    let on = decision.today();
    let number =
        form.numbering.clone().filter(|_| revision == 1).map(|series| Number::Pending { series, on });
    decision.emit(Event::DocumentSubmitted {
        document,
        kind,
        revision,
        number,
        facts: form::facts_of(form, body),
        body: kept,
        digest: Digest::of_json(&value),
        open_fields: form::open_fields(form, body),
    });
}

/// Where the revision goes; refuses a stale one, a second live document, one that is being approved.
fn place(
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
    match decision.deal.open_approval(id) {
        Some(approval) => Err(Refusal::InReview { document: id, approval }),
        None => Ok((id, revision + 1)),
    }
}
