//! Copies on paper: which mark a copy must bear across its pages, and what a customer may be given.
//!
//! Promises that a quotation, a contract or an amendment whose very content is not approved bears a mark, whatever the
//! process says of chains; so does everything that goes through a chain and has not passed it. A renderer is told a mark
//! or none; no caller can ask for a clean copy. Must never look at who asks: whoever may read a paper gets the same mark.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Deal, Document};
use crate::id::{ContactId, DocumentId};
use crate::process::{DocumentForm, DocumentKind, Field, FieldType, Limiting, Section, Visibility};
use crate::refusal::Refusal;

/// Why a copy is no clean one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 草稿: not submitted.
    Draft,
    /// 审批中: somebody is asked to approve it.
    InApproval,
    /// 未经审批: nobody has approved this content.
    Unapproved,
    /// 已被新版本替代: a later revision stands.
    Superseded,
    /// 已作废: it was given up.
    Voided,
}

impl Mark {
    /// All marks.
    pub const ALL: [Mark; 5] =
        [Mark::Draft, Mark::InApproval, Mark::Unapproved, Mark::Superseded, Mark::Voided];

    /// Its key on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Mark::Draft => "draft",
            Mark::InApproval => "in_approval",
            Mark::Unapproved => "unapproved",
            Mark::Superseded => "superseded",
            Mark::Voided => "voided",
        }
    }
}

/// That those whom a copy is made for are people of the customer.
pub fn receivers(people: &BTreeSet<ContactId>, to: &[ContactId]) -> Result<(), Refusal> {
    match to.iter().find(|contact| !people.contains(contact)) {
        Some(stranger) => Err(Refusal::UnknownContact { contact: *stranger }),
        None => Ok(()),
    }
}

/// The mark that a copy of a revision bears; none where it is clean. A revision that the deal does not have is a draft.
pub fn mark(deal: &Deal, form: &DocumentForm, id: DocumentId, revision: u32) -> Option<Mark> {
    let Some(standing) = deal.documents.get(&id) else { return Some(Mark::Draft) };
    if deal.contracting.is_voided(id) {
        return Some(Mark::Voided);
    }
    if revision > standing.revision {
        return Some(Mark::Draft);
    }
    if revision < standing.revision {
        return Some(Mark::Superseded);
    }
    if !asks_approval(form, standing.kind) || is_approved(deal, id, standing) {
        return None;
    }
    Some(if deal.open_approval(id).is_some() { Mark::InApproval } else { Mark::Unapproved })
}

/// Whether a clean copy of this kind needs somebody's consent.
fn asks_approval(form: &DocumentForm, kind: DocumentKind) -> bool {
    let always = [
        DocumentKind::Solution,
        DocumentKind::Quotation,
        DocumentKind::ContractApproval,
        DocumentKind::Amendment,
    ];
    form.chain.is_some() || always.contains(&kind)
}

/// Whether exactly this content is approved. A change of an important term takes a contract's consent away although its
/// form stands as it was; a solution passes by its review.
fn is_approved(deal: &Deal, id: DocumentId, document: &Document) -> bool {
    match document.kind {
        DocumentKind::ContractApproval | DocumentKind::Amendment => {
            document.approved && deal.contracting.consents.contains_key(&id)
        }
        DocumentKind::Solution => deal.proposal.reviews.values().any(|review| review.passes(id, document)),
        _ => document.approved,
    }
}

/// Whether a copy may be made for a customer: not of a paper that the definition keeps to some of us, such as the
/// negotiation strategy, nor of one that speaks of the customer instead of to it.
pub fn is_for_customers(form: &DocumentForm, kind: DocumentKind) -> bool {
    let addressed = [
        DocumentKind::VisitPlan,
        DocumentKind::Solution,
        DocumentKind::Quotation,
        DocumentKind::DeliveryPlan,
        DocumentKind::ProgressReport,
        DocumentKind::Acceptance,
        DocumentKind::CollectionTracking,
        DocumentKind::Amendment,
    ];
    form.readers.is_empty() && addressed.contains(&kind)
}

/// The form as a customer's copy shows it: without what only some of us see at some stage, and without what is internal.
pub fn for_customers(form: &DocumentForm) -> DocumentForm {
    let is_kept = |field: &Field| field.limits.iter().any(|limit| limit.to != Limiting::Fixed);
    form_of(form, &|field| field.visible == Visibility::All && !field.internal && !is_kept(field))
}

/// A form without the fields and columns that are not shown; sections that are left empty go.
pub(crate) fn form_of(form: &DocumentForm, shows: &dyn Fn(&Field) -> bool) -> DocumentForm {
    let mut cut = form.clone();
    for section in &mut cut.sections {
        section.fields = fields_of(std::mem::take(&mut section.fields), shows);
    }
    cut.sections.retain(|section: &Section| !section.fields.is_empty());
    cut
}

fn fields_of(fields: Vec<Field>, shows: &dyn Fn(&Field) -> bool) -> Vec<Field> {
    let cut = |mut field: Field| {
        if let FieldType::Table(columns) = field.kind {
            field.kind = FieldType::Table(fields_of(columns, shows));
        }
        field
    };
    fields.into_iter().filter(|field| shows(field)).map(cut).collect()
}
