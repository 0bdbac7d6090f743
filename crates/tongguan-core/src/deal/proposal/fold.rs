//! Reading events of stage 3.

use std::collections::BTreeMap;

use super::{Answer, Confirmation, Proposal, Resource, Review, ReviewAction, Sending};
use crate::deal::{Event, Recorded};
use crate::form::Reader;
use crate::id::DocumentId;
use crate::process::DocumentKind;

impl Proposal {
    /// Applies one event; events of other stages change nothing here.
    pub(in crate::deal) fn fold(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::ResourceRequested { resource, role, needed_on, .. } => {
                let (role, needed_on, asked_by) = (role.clone(), *needed_on, recorded.by.person());
                let asked =
                    Resource { role, needed_on, asked_by, decided_by: None, granted: false, person: None };
                self.resources.insert(*resource, asked);
            }
            Event::ResourceDecided { resource, granted, person, .. } => {
                if let Some(resource) = self.resources.get_mut(resource) {
                    resource.decided_by = recorded.by.person();
                    (resource.granted, resource.person) = (*granted, *person);
                }
            }
            Event::CustomerConfirmed { document, revision, contact, at, answers, .. } => {
                let (revision, contact, at, recorded_at) = (*revision, *contact, *at, recorded.at);
                let said = Confirmation { revision, contact, at, recorded_at, answers: *answers };
                self.confirmations.insert(*document, said);
            }
            Event::DocumentSent { document, revision, contact, file } => {
                let (revision, contact, file, at) = (*revision, *contact, *file, recorded.at);
                self.sent.insert(*document, Sending { revision, contact, file, at });
            }
            Event::QuoteAnswered { document, revision, answer, on, answers, .. } => {
                let said = Answer { revision: *revision, kind: *answer, on: *on, answers: *answers };
                self.answers.insert(*document, said);
            }
            Event::ApprovalLapsed { .. } => self.approved_quote = None,
            _ => self.fold_review(recorded),
        }
    }

    fn fold_review(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::ReviewConvened { review, solution, revision, digest, chair, held_at, voters } => {
                let convened = Review {
                    solution: *solution,
                    revision: *revision,
                    digest: *digest,
                    chair: *chair,
                    held_at: *held_at,
                    voters: voters.clone(),
                    votes: BTreeMap::new(),
                    conclusion: None,
                    concluded_at: None,
                    actions: Vec::new(),
                    void: false,
                };
                self.reviews.insert(*review, convened);
            }
            Event::ReviewVoted { review, vote, .. } => {
                self.with_review(*review, |r| r.votes.extend(recorded.by.person().map(|by| (by, *vote))));
            }
            Event::DocumentSubmitted { kind: DocumentKind::SolutionReview, document, facts, .. } => {
                let rows = Reader(facts).rows("action_items").into_iter();
                let actions = rows.filter_map(|row| {
                    Some(ReviewAction { owner: row.parse("owner")?, due: row.parse("due")?, closed_at: None })
                });
                self.with_review(*document, |review| review.actions = actions.collect());
            }
            Event::ReviewConcluded { review, conclusion, held_at } => self.with_review(*review, |review| {
                review.conclusion = Some(*conclusion);
                review.concluded_at = Some(recorded.at);
                review.held_at = *held_at;
            }),
            Event::ReviewActionClosed { review, action, .. } => self.with_review(*review, |review| {
                if let Some(action) = review.actions.get_mut(*action as usize) {
                    action.closed_at = Some(recorded.at);
                }
            }),
            Event::ReviewPassed { review, from, to } => {
                self.with_review(*review, |review| review.pass(*from, *to))
            }
            Event::ReviewVoided { review } => self.with_review(*review, |review| review.void = true),
            _ => {}
        }
    }

    fn with_review(&mut self, review: DocumentId, change: impl FnOnce(&mut Review)) {
        if let Some(review) = self.reviews.get_mut(&review) {
            change(review);
        }
    }
}
