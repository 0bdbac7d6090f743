//! Who is waited for in a deal beside its owner, debtors and turns: a review, a step that names him, something that he promised.
//!
//! Whoever leaves is found here and gives it on. Promises that nobody is named who could not act any more.

use std::collections::BTreeSet;

use super::Deal;
use super::proposal::Review;
use crate::approval::Approval;
use crate::id::{DocumentId, PersonId};
use crate::obligation::Subject;

/// For what somebody is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// He chairs an open review, or has not voted in it.
    Review,
    /// A step of an open approval, another one than the active, names him (加签).
    Step,
    /// A next action that he promised is owed.
    Action,
    /// An improvement that he answers for is owed.
    Improvement,
}

impl Wait {
    /// The key in tables.
    pub fn key(self) -> &'static str {
        match self {
            Wait::Review => "review",
            Wait::Step => "step",
            Wait::Action => "action",
            Wait::Improvement => "improvement",
        }
    }
}

impl Deal {
    /// Everybody who is waited for, and for what.
    pub fn waits(&self) -> BTreeSet<(PersonId, Wait)> {
        let mut found = BTreeSet::new();
        let reviews = self.proposal.reviews.values().filter(|review| review.is_open() && !self.has_ended());
        found.extend(reviews.flat_map(Review::waits_for).map(|person| (person, Wait::Review)));
        let approvals = self.approvals.values().filter(|approval| approval.is_open());
        let named = approvals.flat_map(|approval| approval.named_beside()).map(|(_, person)| person);
        found.extend(named.map(|person| (person, Wait::Step)));
        for obligation in self.obligations.values().filter(|obligation| obligation.is_open()) {
            let (person, wait) = match obligation.subject {
                Subject::Action(document, number) => {
                    (self.nurture.action(document, number).map(|action| action.who), Wait::Action)
                }
                Subject::Improvement(review, number) => {
                    let improvement = self.aftercare.improvement(review, number);
                    (improvement.map(|improvement| improvement.owner), Wait::Improvement)
                }
                _ => continue,
            };
            found.extend(person.map(|person| (person, wait)));
        }
        found
    }

    /// What somebody promised and has not done, by document and place.
    pub(super) fn promised_by(&self, person: PersonId) -> Vec<(DocumentId, u32)> {
        let reports = self.nurture.reports.iter();
        let all = reports.flat_map(|(id, report)| report.actions.iter().zip(0..).map(move |one| (*id, one)));
        let his = all.filter(|(_, (action, _))| action.who == person && action.done_at.is_none());
        his.map(|(id, (_, number))| (id, number)).collect()
    }

    /// The improvements that somebody answers for and that are not done, by review and place.
    pub(super) fn improved_by(&self, person: PersonId) -> Vec<(DocumentId, u32)> {
        let reviews = self.aftercare.improvements.iter();
        let all = reviews.flat_map(|(id, all)| all.iter().zip(0..).map(move |one| (*id, one)));
        let his = all.filter(|(_, (one, _))| one.owner == person && one.done_at.is_none());
        his.map(|(id, (_, number))| (id, number)).collect()
    }
}

impl Review {
    /// Whether it still goes on.
    pub fn is_open(&self) -> bool {
        !self.void && self.conclusion.is_none()
    }

    /// Its chair, and who was asked to vote and has not.
    pub fn waits_for(&self) -> BTreeSet<PersonId> {
        let silent = self.voters.iter().filter(|voter| !self.votes.contains_key(voter)).copied();
        silent.chain([self.chair]).collect()
    }
}

impl Approval {
    /// The people whom steps name beside the active one, with the number of the step.
    pub fn named_beside(&self) -> impl Iterator<Item = (u32, PersonId)> + '_ {
        let steps = self.steps.iter().zip(1..).filter(|(_, number)| *number != self.active);
        steps.filter_map(|(step, number)| Some((number, step.plan.person?)))
    }
}
