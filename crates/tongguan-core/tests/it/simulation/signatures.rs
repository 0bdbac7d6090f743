//! Signing comes after the last approval, and all of it is about one hash: read from the events, not from what was folded.

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::approval::{ApprovalResult, ApprovalSubject, Verdict};
use tongguan_core::deal::contract::SignMethod;
use tongguan_core::deal::{Event, Recorded};
use tongguan_core::digest::Digest;
use tongguan_core::id::{ApprovalId, DocumentId};
use tongguan_core::zone;

use crate::scene::Scene;

/// A signature, and everything that happened before it.
struct Signature<'a> {
    paper: DocumentId,
    first_on: Date,
    incident: Option<ApprovalId>,
    sealed: bool,
    before: &'a [Recorded],
}

/// Checks each signature that was recorded from this event on.
pub fn check(scene: &Scene, seen: usize, told: &str) {
    for (at, recorded) in scene.events.iter().enumerate().skip(seen) {
        let before = &scene.events[..at];
        let signature = match &recorded.event {
            Event::ContractSigned { contract, ours, theirs, method, incident } => Signature {
                paper: *contract,
                first_on: *ours.min(theirs),
                incident: *incident,
                sealed: *method == SignMethod::Paper,
                before,
            },
            Event::ContractAmended { amendment, signed_on, .. } => {
                Signature { paper: *amendment, first_on: *signed_on, incident: None, sealed: false, before }
            }
            _ => continue,
        };
        signature.check(scene, told);
    }
}

impl Signature<'_> {
    fn check(&self, scene: &Scene, told: &str) {
        let digest = self.digest().unwrap_or_else(|| panic!("{told}: signed, and never submitted"));
        let (approval, agreed_at) = self.agreed(scene, digest, told);
        let agreed_on = zone::local_date(agreed_at, &scene.process.time_zone());
        let excused = self.incident.is_some_and(|incident| self.is_accepted(incident));
        assert!(self.first_on >= agreed_on || excused, "{told}: signed before the last approval");
        let lapsed = |event: &Event| {
            matches!(event, Event::ApprovalFinished { approval: id, result: ApprovalResult::Lapsed, .. }
                if *id == approval)
        };
        assert!(!self.before.iter().any(|one| lapsed(&one.event)), "{told}: signed on a lapsed approval");
        assert_eq!(self.reviewed(), Some(digest), "{told}: signed what legal has not passed");
        assert!(!self.sealed || self.is_sealed_since(agreed_at), "{told}: sealed before the last approval");
    }

    /// The hash of what is signed.
    fn digest(&self) -> Option<Digest> {
        self.before.iter().rev().find_map(|one| match &one.event {
            Event::DocumentSubmitted { document, digest, .. } if *document == self.paper => Some(*digest),
            _ => None,
        })
    }

    /// The approval that let it pass, and when its last step agreed; every step on the hash that is signed.
    fn agreed(&self, scene: &Scene, digest: Digest, told: &str) -> (ApprovalId, Timestamp) {
        let about = |id: &ApprovalId| {
            let subject = &scene.deal().approvals[id].subject;
            matches!(subject, ApprovalSubject::Document { document, .. } if *document == self.paper)
        };
        let passed = self.before.iter().rev().find_map(|one| match &one.event {
            Event::ApprovalFinished { approval, result: ApprovalResult::Approved, .. } if about(approval) => {
                Some(*approval)
            }
            _ => None,
        });
        let passed = passed.unwrap_or_else(|| panic!("{told}: signed without any approval"));
        let votes: Vec<(Timestamp, Digest)> = self
            .before
            .iter()
            .filter_map(|one| match &one.event {
                Event::StepDecided { approval, verdict: Verdict::Approve, digest, .. }
                    if *approval == passed =>
                {
                    Some((one.at, *digest))
                }
                _ => None,
            })
            .collect();
        assert!(votes.iter().all(|(_, shown)| *shown == digest), "{told}: agreed on something else");
        let last = votes.iter().map(|(at, _)| *at).max();
        (passed, last.unwrap_or_else(|| panic!("{told}: approved by nobody")))
    }

    fn is_accepted(&self, incident: ApprovalId) -> bool {
        self.before.iter().any(|one| {
            matches!(&one.event, Event::IncidentAccepted { approval, contract, .. }
                if *approval == incident && *contract == self.paper)
        })
    }

    /// What legal passed last, unless that is void.
    fn reviewed(&self) -> Option<Digest> {
        let last = self.before.iter().rev().find_map(|one| match &one.event {
            Event::TextReviewed { document, digest, passed, .. } if *document == self.paper => {
                Some(passed.then_some(*digest))
            }
            Event::TextReviewVoided { document } if *document == self.paper => Some(None),
            _ => None,
        });
        last.flatten()
    }

    fn is_sealed_since(&self, agreed_at: Timestamp) -> bool {
        self.before.iter().any(|one| {
            let sealed =
                matches!(&one.event, Event::ContractSealed { contract, .. } if *contract == self.paper);
            sealed && one.at >= agreed_at
        })
    }
}
