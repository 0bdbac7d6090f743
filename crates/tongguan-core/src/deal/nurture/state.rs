//! What is known from nurturing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Verification;
use crate::id::{ContactId, DocumentId, NeedId, PersonId};
use crate::money::Money;

/// What is known from nurturing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Nurture {
    /// Visits, by plan, or by record where nobody planned them.
    pub visits: BTreeMap<DocumentId, Visit>,
    /// Visit records.
    pub reports: BTreeMap<DocumentId, Report>,
    /// Needs found.
    pub needs: BTreeMap<NeedId, Need>,
    /// When the manager first gave guidance on needs.
    pub guided_at: Option<Timestamp>,
    /// Whether the manager lets the deal pass without a quantified pain.
    pub pain_waived: bool,
    /// Expected amount and closing date.
    pub forecast: Option<Forecast>,
    /// When the manager confirmed the opportunity.
    pub confirmed_at: Option<Timestamp>,
}

/// A kind of visit (拜访类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// 首次拜访.
    First,
    /// 需求验证.
    Verification,
    /// 方案交流.
    Solution,
    /// 商务谈判.
    Negotiation,
    /// 交付协调.
    Delivery,
    /// 回访.
    Return,
}

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// From.
    pub start: Timestamp,
    /// To.
    pub end: Timestamp,
}

impl Slot {
    /// Whether the two share a moment; one that ends when the other starts does not.
    pub fn overlaps(self, other: Slot) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its kind, where it was planned.
    pub kind: Option<VisitKind>,
    /// When it is planned, where it is.
    pub planned: Option<Slot>,
    /// Our people, as planned or as they came.
    pub people: Vec<PersonId>,
    /// Its objectives.
    pub objectives: u32,
    /// The revision of the plan that set its time.
    pub scheduled_revision: u32,
    /// How often it was moved.
    pub moves: u32,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Its record.
    pub report: Option<DocumentId>,
}

/// A visit record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The visit.
    pub visit: DocumentId,
    /// When it took place.
    pub actual: Slot,
    /// Customer's people who were there.
    pub contacts: Vec<ContactId>,
    /// 补录: submitted after the deadline.
    pub late: bool,
    /// Whether the manager confirmed a late one.
    pub confirmed: bool,
    /// What was promised.
    pub actions: Vec<Action>,
}

impl Report {
    /// Whether it counts: in time, or late and confirmed.
    pub fn counts(&self) -> bool {
        !self.late || self.confirmed
    }
}

/// A next action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Who promised it, or does it in his stead since he left.
    pub who: PersonId,
    /// Whom the paper names, where another does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<PersonId>,
    /// By when.
    pub due: Date,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

/// A need, found as a pain point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The record in which it came up.
    pub report: DocumentId,
    /// The row of its pain points, from 0.
    pub row: u32,
    /// Who told it.
    pub source: ContactId,
    /// Whether its effect is known in money or days.
    pub quantified: bool,
    /// How it was held against second sources, in order.
    pub verifications: Vec<Verification>,
}

/// Expected amount and closing date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// Expected amount.
    pub amount: Money,
    /// Expected closing date.
    pub close_on: Date,
    /// How often the closing date was moved.
    pub moves: u32,
    /// When it was last set.
    pub set_at: Timestamp,
}

impl Nurture {
    /// A next action.
    pub fn action(&self, document: DocumentId, number: u32) -> Option<&Action> {
        self.reports.get(&document)?.actions.get(number as usize)
    }

    /// Needs that second sources confirmed: those that a solution answers.
    pub fn verified_needs(&self) -> impl Iterator<Item = NeedId> + '_ {
        self.needs.iter().filter(|(_, need)| need.is_verified()).map(|(id, _)| *id)
    }

    /// When a contact was last met or asked.
    pub fn last_contact(&self, contact: ContactId) -> Option<Timestamp> {
        let met = self.reports.values().filter(|report| report.contacts.contains(&contact));
        met.map(|report| report.actual.end).max()
    }

    /// Whether a contact stood up for a need outside a visit, by phone or mail.
    pub fn was_asked(&self, contact: ContactId) -> bool {
        self.needs.values().flat_map(|need| &need.verifications).any(|second| second.contact == contact)
    }
}
