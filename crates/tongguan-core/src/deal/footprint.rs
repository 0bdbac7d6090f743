//! What one deal counts for in limits that reach across deals: holding cap, group discount, credit, visits.
//!
//! A pure function of the folded deal, so that it can be written with the events and rebuilt from them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::nurture::{Slot, Visit};
use super::proposal::QuoteView;
use super::{Deal, Standing};
use crate::id::PersonId;
use crate::money::Money;
use crate::process::Stage;

/// What a deal counts for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Whether it is still worked on.
    pub open: bool,
    /// Who holds it as a lead; closed deals and opportunities do not count against the cap.
    pub holder: Option<PersonId>,
    /// Its live or won quotation.
    pub quote: Option<Quoted>,
    /// What the customer owes us in it, due or not.
    pub exposure: Money,
    /// Due date of the oldest unpaid instalment.
    pub oldest_due_on: Option<Date>,
    /// Who is on a visit from when to when.
    pub busy: Vec<(PersonId, Timestamp, Timestamp)>,
    /// Last contact with the customer.
    pub last_contact_at: Option<Timestamp>,
}

/// A quotation in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// When its latest revision was submitted.
    pub at: Timestamp,
    /// Gross at list prices.
    pub list: Money,
    /// Gross offered.
    pub gross: Money,
}

impl Deal {
    /// What it counts for.
    pub fn footprint(&self) -> Footprint {
        let open = self.standing() == Standing::Open;
        let owed = self.money_owed();
        Footprint {
            open,
            quote: self.quoted(),
            exposure: owed.outstanding,
            oldest_due_on: owed.unpaid_since,
            holder: self.owner.filter(|_| open && self.stage == Stage::Screening),
            busy: self.visits_of_people().collect(),
            last_contact_at: self.last_contact(),
        }
    }

    /// Its quotation as last submitted; one of a deal that was lost counts for nothing.
    fn quoted(&self) -> Option<Quoted> {
        let counts = matches!(self.standing(), Standing::Open | Standing::Closed);
        let (id, view) = QuoteView::latest(self).filter(|_| counts)?;
        let at = self.documents.get(&id)?.submitted_at;
        Some(Quoted { at, list: view.list(), gross: view.totals().gross })
    }

    /// Visits that took place or still stand, with each of our people.
    fn visits_of_people(&self) -> impl Iterator<Item = (PersonId, Timestamp, Timestamp)> {
        let visits = self.nurture.visits.values().filter(|visit| !visit.cancelled);
        let timed = visits.filter_map(|visit| Some((visit, self.slot_of(visit)?)));
        timed.flat_map(|(visit, slot)| visit.people.iter().map(move |who| (*who, slot.start, slot.end)))
    }

    fn slot_of(&self, visit: &Visit) -> Option<Slot> {
        let report = visit.report.and_then(|report| self.nurture.reports.get(&report));
        report.map(|report| report.actual).or(visit.planned)
    }

    /// The last contact: a visit that took place, or an attempt, of which only the day is known.
    fn last_contact(&self) -> Option<Timestamp> {
        let attempts =
            self.lead.attempts.iter().map(|day| crate::zone::at(*day, 0, 0, &jiff::tz::TimeZone::UTC));
        attempts.chain(self.nurture.reports.values().map(|report| report.actual.end)).max()
    }
}
