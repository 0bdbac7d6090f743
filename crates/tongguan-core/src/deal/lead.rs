//! What is known of a lead, folded from its events.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::screening::appeal::{Appeal, Share};
use super::{Event, Grade, OwnerChange, Recorded, ScreeningResult};
use crate::id::{DealId, PersonId};
use crate::process::DocumentKind;

/// What is known of a lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lead {
    /// Re-assignments so far; only the first few restart the 48 hours.
    pub reassignments: u32,
    /// Days on which somebody tried to reach the customer.
    pub attempts: BTreeSet<Date>,
    /// How screening ended.
    pub screening: Option<ScreeningResult>,
    /// When the import that brought it was taken back.
    #[serde(default)]
    pub withdrawn_at: Option<Timestamp>,
    /// Similar customers that the rep explained at registration.
    pub similar: u32,
    /// The deal that this one renews or follows.
    pub from_deal: Option<DealId>,
    /// The grade set by review.
    pub grade: Option<Grade>,
    /// When it was graded.
    pub graded_at: Option<Timestamp>,
    /// The last effective follow-up; its registration or claim counts as the first.
    pub followed_up_at: Timestamp,
    /// The latest day that somebody committed himself to.
    pub commitment_on: Option<Date>,
    /// Whether the manager is asked about its recycling.
    pub recycling_proposed: bool,
    /// Former owners and when they lost the lead.
    pub former_owners: Vec<(PersonId, Timestamp)>,
    /// Those who lost it to the pool, and when.
    pub pooled: Vec<(PersonId, Timestamp)>,
    /// Appeals about who owns it, in order.
    pub appeals: Vec<Appeal>,
    /// Who has which part of the credit, where it was decided.
    pub shares: Vec<Share>,
}

impl Lead {
    /// Applies one event; events of other rooms change nothing here.
    pub(super) fn fold(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        if self.is_follow_up(&recorded.event) {
            self.followed_up_at = at;
            self.recycling_proposed = false;
        }
        match &recorded.event {
            Event::OwnerChanged { from, to, change, .. } => self.change_owner(*from, *to, *change, at),
            Event::ContactAttempted { on, commitment_on, .. } => {
                self.attempts.insert(*on);
                self.commitment_on = self.commitment_on.max(*commitment_on);
            }
            Event::LeadScreened { result, .. } => self.screening = Some(*result),
            Event::LeadWithdrawn { .. } => self.withdrawn_at = Some(at),
            Event::GradeSet { grade, .. } => (self.grade, self.graded_at) = (Some(*grade), Some(at)),
            Event::AppealFiled { against, evidence, note, .. } => {
                let filed = recorded.by.person().map(|by| Appeal {
                    by,
                    against: *against,
                    at,
                    note: *note,
                    evidence: evidence.clone(),
                    decided_by: None,
                    decided_at: None,
                    owner: None,
                });
                self.appeals.extend(filed);
            }
            Event::AppealPassed { to } => {
                self.appeals.last_mut().into_iter().for_each(|appeal| appeal.by = *to);
            }
            Event::AppealDecided { owner, shares, .. } => {
                if let Some(appeal) = self.appeals.last_mut() {
                    (appeal.decided_by, appeal.decided_at) = (recorded.by.person(), Some(at));
                    appeal.owner = Some(*owner);
                }
                self.shares.clone_from(shares);
            }
            Event::RecyclingProposed {} => self.recycling_proposed = true,
            _ => {}
        }
    }

    /// Whether an event moves the day of recycling: an answer, a visit, a new dated commitment, a fresh owner from the
    /// pool, or the manager's word.
    fn is_follow_up(&self, event: &Event) -> bool {
        match event {
            Event::ContactAttempted { reached, commitment_on, .. } => {
                *reached
                    || commitment_on.is_some_and(|day| self.commitment_on.is_none_or(|known| day > known))
            }
            Event::DocumentSubmitted { kind: DocumentKind::VisitReport, revision: 1, .. }
            | Event::OwnerChanged { from: None, .. }
            | Event::RecyclingDecided { confirmed: false, .. } => true,
            _ => false,
        }
    }

    fn change_owner(
        &mut self,
        from: Option<PersonId>,
        to: Option<PersonId>,
        change: OwnerChange,
        at: Timestamp,
    ) {
        self.former_owners.extend(from.map(|person| (person, at)));
        self.pooled.extend(from.filter(|_| to.is_none()).map(|person| (person, at)));
        self.reassignments += u32::from(matches!(change, OwnerChange::Assigned | OwnerChange::Awarded));
        self.recycling_proposed &= to.is_some();
        if from.is_none() {
            self.screening = None;
        }
    }
}
