//! What the system knows already when a form is opened: nobody types it again.
//!
//! A field names its source in the definition: a field of an earlier document, such a document itself, or one of a few
//! things that the core knows. What is proposed is no more than that; people may change it before they submit.

mod invoice;
mod rows;
mod source;

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value, json};

use super::{is_empty, is_systems};
use crate::deal::{Deal, screening};
use crate::id::{InstalmentId, PersonId};
use crate::process::{DocumentKind, Field, FieldType, Process, Requirement};

pub(crate) use rows::{columns_in, is_same_type};
pub use source::Source;

/// By whom, when and with what at hand a form is opened.
#[derive(Clone, Copy)]
pub struct Opening<'a> {
    /// The latest bodies by kind, as far as the person may see them.
    pub bodies: &'a BTreeMap<DocumentKind, Map<String, Value>>,
    /// What the core computed for them, as far as he may see that.
    pub facts: &'a BTreeMap<DocumentKind, Map<String, Value>>,
    /// Who opens it.
    pub by: Option<PersonId>,
    /// The server's time.
    pub now: Timestamp,
    /// The instalment that it is about, where that is chosen already.
    pub instalment: Option<InstalmentId>,
}

/// Proposals for a new document of a kind.
pub fn prefill(
    deal: &Deal,
    process: &Process,
    kind: DocumentKind,
    opening: Opening<'_>,
) -> Map<String, Value> {
    let Some(form) = process.form(kind) else { return Map::new() };
    let known = Known { deal, process, opening };
    let open = form.fields().filter(|field| !is_systems(field));
    open.filter_map(|field| Some((field.key.clone(), known.of(field)?))).collect()
}

struct Known<'a> {
    deal: &'a Deal,
    process: &'a Process,
    opening: Opening<'a>,
}

impl Known<'_> {
    fn of(&self, field: &Field) -> Option<Value> {
        let Some(text) = &field.prefill else { return only_option(field) };
        let today = crate::zone::local_date(self.opening.now, &self.process.time_zone());
        match Source::parse(text)? {
            Source::Field(kind, key) => {
                let source = self.process.form(kind)?.field(key)?;
                Some(rows::fitted(field, source, self.value(kind, key)?))
            }
            Source::Document(kind) => Some(json!(self.deal.document(kind)?.0)),
            Source::Today => Some(json!(today)),
            Source::Now => Some(json!(self.opening.now)),
            Source::Owner => Some(person(field, self.deal.owner?)),
            Source::Me => Some(person(field, self.opening.by?)),
            Source::SuggestedIntent => {
                let lead = self.opening.facts.get(&DocumentKind::LeadRegistration)?;
                Some(screening::bant(lead, today, self.process)?.1.into())
            }
            Source::UsualValidity => {
                let days = i64::from(self.process.settings.prices.default_validity_days);
                Some(json!(today.checked_add(days.days()).ok()?))
            }
            Source::ExpectedAmount => Some(json!(self.deal.nurture.forecast.as_ref()?.amount)),
            Source::VerifiedNeeds => {
                let rows: Vec<Value> =
                    self.deal.nurture.verified_needs().map(|need| json!({"need": need})).collect();
                (!rows.is_empty()).then_some(Value::Array(rows))
            }
            Source::SignedOn => {
                let contracts = self.deal.fulfilment.contracts.values();
                Some(json!(contracts.map(|contract| contract.signed_on).max()?))
            }
            Source::AppliedAt => Some(json!(self.deal.fulfilment.application.as_ref()?.applied_at)),
            Source::NextInstalment => Some(json!(self.instalment()?)),
            Source::InvoiceLines => {
                let [quoted, invoiced] =
                    [DocumentKind::Quotation, DocumentKind::Invoice].map(|kind| self.rows(kind, "lines"));
                invoice::lines(self.deal, self.instalment()?, &quoted, &invoiced)
            }
        }
    }

    fn instalment(&self) -> Option<InstalmentId> {
        let known = |id: &InstalmentId| self.deal.fulfilment.instalments.contains_key(id);
        self.opening.instalment.filter(known).or_else(|| invoice::next(self.deal))
    }

    /// The typed value, or what the core computed; a table has both in its rows.
    fn value(&self, kind: DocumentKind, key: &str) -> Option<Value> {
        let typed = self.opening.bodies.get(&kind).and_then(|body| body.get(key));
        let computed = self.opening.facts.get(&kind).and_then(|facts| facts.get(key));
        let value = match (typed, computed) {
            (Some(Value::Array(typed)), Some(Value::Array(computed))) => both(typed, computed),
            _ => typed.or(computed)?.clone(),
        };
        (!is_empty(&value)).then_some(value)
    }

    fn rows(&self, kind: DocumentKind, key: &str) -> Vec<Map<String, Value>> {
        let rows = self.value(kind, key).and_then(|value| value.as_array().cloned()).unwrap_or_default();
        rows.into_iter().filter_map(|row| row.as_object().cloned()).collect()
    }
}

/// Where there is nothing to choose, nobody chooses.
fn only_option(field: &Field) -> Option<Value> {
    match (&field.kind, field.required) {
        (FieldType::Choice(options), Requirement::Required) if options.len() == 1 => {
            Some(json!(options[0].key))
        }
        _ => None,
    }
}

fn person(field: &Field, person: PersonId) -> Value {
    if matches!(field.kind, FieldType::References(_)) { json!([person]) } else { json!(person) }
}

/// Typed rows with the figures that the core put beside them.
fn both(typed: &[Value], computed: &[Value]) -> Value {
    let row = |(row, typed): (usize, &Value)| match (typed, computed.get(row)) {
        (Value::Object(typed), Some(Value::Object(computed))) => {
            let mut whole = computed.clone();
            whole.extend(typed.clone());
            Value::Object(whole)
        }
        _ => typed.clone(),
    };
    Value::Array(typed.iter().enumerate().map(row).collect())
}
