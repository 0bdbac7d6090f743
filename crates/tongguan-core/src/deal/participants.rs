//! Who takes part in a deal, and therefore sees it whatever his roles show him.
//!
//! Every room of the deal adds its people here. Being left out of a later revision may end it; having voted never does.

use std::collections::BTreeSet;

use super::Deal;
use super::proposal::review::authors_of;
use crate::id::PersonId;

impl Deal {
    /// Everybody who takes part: owners, those who wrote, are named as authors or decided something, debtors, visitors.
    pub fn participants(&self) -> BTreeSet<PersonId> {
        let mut people = BTreeSet::new();
        people.extend(self.owner);
        people.extend(self.lead.former_owners.iter().map(|(person, _)| *person));
        people.extend(self.documents.values().flat_map(|document| authors_of(document)));
        people.extend(self.obligations.values().filter_map(|obligation| obligation.debtor));
        for approval in self.approvals.values() {
            people.insert(approval.submitter);
            people.extend(&approval.authors);
            people.extend(approval.votes.iter().map(|vote| vote.by));
            people.extend(&approval.copied);
            people.extend(approval.steps.iter().flat_map(|s| &s.assignees).map(|assignee| assignee.person));
        }
        people.extend(self.nurture.visits.values().flat_map(|visit| &visit.people));
        let promised = self.nurture.reports.values().flat_map(|report| &report.actions);
        people.extend(promised.map(|action| action.who));
        people.extend(self.proposal.participants());
        people.extend(self.contracting.people());
        people.extend(self.fulfilment.people());
        people.extend(self.aftercare.people());
        people
    }
}
