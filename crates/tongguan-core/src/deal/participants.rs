//! Who takes part in a deal, and therefore sees it whatever his roles show him.
//!
//! Every room of the deal adds its people here. Being left out of a later revision may end it; having voted never does.

use std::collections::BTreeSet;

use super::Deal;
use super::proposal::review::authors_of;
use crate::id::PersonId;
use crate::obligation::Subject;

impl Deal {
    /// Everybody who takes part: owners, those who wrote, are named as authors or decided something, debtors, visitors,
    /// and who is named.
    pub fn participants(&self) -> BTreeSet<PersonId> {
        let mut people = BTreeSet::new();
        people.extend(self.owner);
        people.extend(&self.named);
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

    /// Whose turn a step is, or who promised a next action.
    pub fn assignees(&self, subject: &Subject) -> Vec<PersonId> {
        match subject {
            Subject::Step(approval, number) => {
                let steps = self.approvals.get(approval).map(|approval| &approval.steps);
                let step = steps.and_then(|steps| steps.get(number.checked_sub(1)? as usize));
                step.map(|step| step.turn()).unwrap_or_default()
            }
            Subject::Action(document, number) => {
                let action = self.nurture.action(*document, *number);
                action.map(|action| action.who).into_iter().collect()
            }
            Subject::Instalment(id) => {
                let dispute = self.fulfilment.instalments.get(id).and_then(|i| i.dispute);
                dispute.map(|dispute| dispute.owner).into_iter().collect()
            }
            Subject::Improvement(review, action) => {
                let improvement = self.aftercare.improvement(*review, *action);
                improvement.map(|improvement| improvement.owner).into_iter().collect()
            }
            Subject::Deal | Subject::Document(_) | Subject::Week(_) | Subject::Complaint(_) => Vec::new(),
        }
    }

    /// Who submitted what a duty is about.
    pub fn submitter(&self, subject: &Subject) -> Option<PersonId> {
        match subject {
            Subject::Deal => self.owner,
            Subject::Document(document)
            | Subject::Action(document, _)
            | Subject::Improvement(document, _) => self.documents.get(document)?.submitted_by,
            Subject::Instalment(_) | Subject::Week(_) | Subject::Complaint(_) => self.owner,
            Subject::Step(approval, _) => Some(self.approvals.get(approval)?.submitter),
        }
    }
}
