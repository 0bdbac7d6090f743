//! Filing the original (D16) within three working days of signing (T4), and lending it.
//!
//! The archivist alone files, and not his own contract. Nothing is filed that is not complete.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::signing::contract;
use crate::deal::Event;
use crate::deal::document::{self, Draft};
use crate::deal::nurture::need::not_on_own_deal;
use crate::decision::Decision;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::id::{DocumentId, PersonId};
use crate::process::{DocumentForm, DocumentKind, FieldType};
use crate::refusal::Refusal;

/// Files the original of a signed contract.
pub(in crate::deal) fn file(
    decision: &mut Decision<'_>,
    id: DocumentId,
    body: &Map<String, Value>,
) -> Result<(), Refusal> {
    not_on_own_deal(decision, "file_original")?;
    let known = contract(decision, id)?;
    if known.signing.is_none() {
        return Err(Refusal::ContractNotSigned { contract: id });
    }
    if known.filing.is_some() {
        return Err(Refusal::OriginalFiled { contract: id });
    }
    let kind = DocumentKind::Filing;
    let form = decision.process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    let mut body = body.clone();
    body.insert("contract_id".to_owned(), Value::String(id.to_string()));
    let record = DocumentId(decision.next_id());
    let draft = Draft { form, kind, document: record, revision: 1, body: &body };
    document::judge_form(decision, &draft)?;
    document::judge_references(decision, &draft)?;
    is_complete(form, Reader(&body))?;
    let retention_until = retention(decision, id, Reader(&body));
    let mut values = Values::default();
    values.set("retention_until", retention_until.to_string());
    document::record(decision, &draft, &values)?;
    decision.emit(Event::OriginalFiled { contract: id, record, retention_until });
    Ok(())
}

/// Every point of the check list must be ticked.
fn is_complete(form: &DocumentForm, body: Reader<'_>) -> Result<(), Refusal> {
    let ticked: Vec<String> = body.list("page_check");
    let points = match form.field("page_check").map(|field| &field.kind) {
        Some(FieldType::Choices(points)) => points.as_slice(),
        _ => &[],
    };
    let missing: Vec<String> =
        points.iter().filter(|p| !ticked.contains(&p.key)).map(|p| p.key.clone()).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Refusal::FilingIncomplete { missing }),
    }
}

/// As the archivist says, and never less than the set years after the term's end.
fn retention(decision: &Decision<'_>, contract: DocumentId, body: Reader<'_>) -> Date {
    let form = &decision.deal.documents[&contract].facts;
    let ends = Reader(form).parse::<Date>("term_end").unwrap_or(decision.today());
    let years = i64::from(decision.process.settings.limits.retention_years);
    let least = ends.saturating_add(years.years());
    body.parse::<Date>("keep_until").map_or(least, |said| said.max(least))
}

/// Lends a filed original.
pub(in crate::deal) fn lend(
    decision: &mut Decision<'_>,
    id: DocumentId,
    to: PersonId,
    until: Date,
    reason: &str,
) -> Result<(), Refusal> {
    let known = contract(decision, id)?;
    if known.filing.is_none() {
        return Err(Refusal::OriginalNotFiled { contract: id });
    }
    if let Some(loan) = known.open_loan() {
        return Err(Refusal::OriginalOut { contract: id, to: loan.to });
    }
    if !decision.facts.organization.is_active(to) {
        return Err(Refusal::UnknownPerson { person: to });
    }
    if until < decision.today() {
        return Err(Refusal::InPast { field: "until".to_owned() });
    }
    let note = decision.keep_reason("reason", reason)?;
    let on = decision.today();
    decision.emit(Event::OriginalLent { contract: id, to, on, until, note });
    Ok(())
}

/// Takes a lent original back.
pub(in crate::deal) fn take_back(decision: &mut Decision<'_>, id: DocumentId) -> Result<(), Refusal> {
    if contract(decision, id)?.open_loan().is_none() {
        return Err(Refusal::OriginalNotOut { contract: id });
    }
    let on = decision.today();
    decision.emit(Event::OriginalReturned { contract: id, on });
    Ok(())
}
