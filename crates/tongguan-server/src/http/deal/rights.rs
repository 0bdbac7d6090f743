//! What of a document a person reads and fills: the definition's `readers`, `visible` and `fillers`, asked of the core.
//!
//! Whoever stands in reads what his principal reads, as long as he is to decide for him. Promises that a value which the definition keeps from a person leaves the server in no answer. An auditor reads all
//! and fills nothing. Must never hold a list of fields of its own.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::approval::stand_in;
use tongguan_core::deal::{Deal, Document};
use tongguan_core::form::{self, Eye};
use tongguan_core::id::PersonId;
use tongguan_core::organization::Organization;
use tongguan_core::process::{DocumentForm, DocumentKind, Field, Process};

use tongguan_core::sight::Sight;

use super::reading::Reading;
use crate::auth::session::SignedIn;

/// The role that reads everything.
const AUDITOR: &str = "auditor";

/// What a person may do with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldRight {
    /// Its key.
    pub key: String,
    /// Whether the person sees its value.
    pub sees: bool,
    /// Whether he sees only that there is a value.
    pub masked: bool,
    /// Whether the person may fill it, where he may submit the form at all.
    pub fills: bool,
}

/// What the reader may do with the top-level fields of a form.
pub fn of_form(reading: &Reading, form: &DocumentForm) -> Vec<FieldRight> {
    let reader = Reader::of(reading);
    let may_submit = form.fillers.iter().any(|role| reader.plays(role));
    let stage = reader.deal.stage;
    let reading = Eye { stage, plays: &|role| reader.reads_as(role) };
    let right = |field: &Field| FieldRight {
        key: field.key.clone(),
        sees: form::sees(field, &reading),
        masked: form::is_masked(field, &reading),
        fills: may_submit && form::fills(field, &Eye { stage, plays: &|role| reader.plays(role) }),
    };
    form.fields().map(right).collect()
}

/// Whether the reader may open documents of a kind at all.
pub fn opens(reading: &Reading, kind: DocumentKind) -> bool {
    reading.process.form(kind).is_some_and(|form| Reader::of(reading).opens(form))
}

/// Whether the reader sees what people wrote: not of a lead in the pool that he may only claim.
pub fn reads_notes(reading: &Reading) -> bool {
    Reader::of(reading).is_inside()
}

/// A body of a form, or its facts, without what the reader may not see.
pub fn visible_body(reading: &Reading, form: &DocumentForm, body: &Map<String, Value>) -> Map<String, Value> {
    let reader = Reader::of(reading);
    reader.looking(|eye| form::redact(form, body, eye))
}

/// The same without what the reader sees masked.
pub fn full_body(reading: &Reading, form: &DocumentForm, body: &Map<String, Value>) -> Map<String, Value> {
    let reader = Reader::of(reading);
    reader.looking(|eye| form::in_full(form, body, eye))
}

/// A form without the fields that the reader may not see.
pub fn visible_form(reading: &Reading, form: &DocumentForm) -> DocumentForm {
    let reader = Reader::of(reading);
    reader.looking(|eye| form::visible(form, eye))
}

/// State that the core folded from forms, without the values that some form keeps from the reader.
pub fn visible_state(reading: &Reading, state: Value) -> Value {
    let reader = Reader::of(reading);
    reader.looking(|eye| form::redact_state(&reading.process, state, eye))
}

/// The facts of a document as somebody sees them in a list; none where he may not open documents of this kind.
pub fn facts_for(
    who: &SignedIn,
    process: &Process,
    deal: &Deal,
    document: &Document,
    now: Timestamp,
) -> Option<Map<String, Value>> {
    let form = process.form(document.kind)?;
    let reader = Reader::new((deal, process), &who.organization, Some(who.person), now);
    reader.opens(form).then(|| reader.looking(|eye| form::redact(form, &document.facts, eye)))
}

/// In whose places somebody is to decide in a deal: he reads as they do.
pub fn principals(
    organization: &Organization,
    process: &Process,
    (deal, person): (&Deal, PersonId),
    now: Timestamp,
) -> BTreeSet<PersonId> {
    let absent = stand_in::principals(organization, process, person, now);
    deal.decides_for(process, person, &absent)
}

/// Somebody before a deal.
struct Reader<'a> {
    deal: &'a Deal,
    process: &'a Process,
    organization: &'a Organization,
    person: Option<PersonId>,
    now: Timestamp,
    /// In whose places he is to decide here.
    principals: BTreeSet<PersonId>,
}

impl<'a> Reader<'a> {
    fn of(reading: &'a Reading) -> Self {
        let person = reading.context.actor.person();
        let (deal, now) = &reading.today;
        Self::new((deal, &reading.process), &reading.facts.organization, person, *now)
    }

    fn new(
        (deal, process): (&'a Deal, &'a Process),
        organization: &'a Organization,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Self {
        let principals = person.map(|person| principals(organization, process, (deal, person), now));
        Self { deal, process, organization, person, now, principals: principals.unwrap_or_default() }
    }

    fn plays(&self, role: &str) -> bool {
        self.person.is_some_and(|person| self.deal.plays(self.organization, person, role))
    }

    /// Whether he plays a role, or may read as if he did.
    fn reads_as(&self, role: &str) -> bool {
        let mut held = self.person.into_iter().flat_map(|person| self.organization.roles_of(person));
        let in_place = |one: &PersonId| self.deal.plays(self.organization, *one, role);
        self.plays(role) || self.principals.iter().any(in_place) || held.any(|held| held == AUDITOR)
    }

    /// What he sees as the reader that he is, in the stage of the deal.
    fn looking<T>(&self, look: impl FnOnce(&Eye<'_>) -> T) -> T {
        look(&Eye { stage: self.deal.stage, plays: &|role| self.reads_as(role) })
    }

    /// Whether he sees inside: what a lead in the pool says of people shows once somebody owns it.
    fn is_inside(&self) -> bool {
        let (process, organization) = (self.process, self.organization);
        self.person.is_none_or(|person| {
            self.deal.owner.is_some()
                || Sight::of(organization, process, person, self.now).sees_inside(person, self.deal)
        })
    }

    fn opens(&self, form: &DocumentForm) -> bool {
        self.is_inside() && self.may_read(form)
    }

    fn may_read(&self, form: &DocumentForm) -> bool {
        form.readers.is_empty() || form.readers.iter().chain(&form.fillers).any(|role| self.reads_as(role))
    }
}
