//! How a deal stands at the end of what is looked at, read from its events alone.

use jiff::Timestamp;

use super::deals::Stream;
use crate::deal::{Event, Recorded, ScreeningResult};
use crate::id::{AccountId, DealId, PersonId};
use crate::process::{DocumentKind, Stage};

/// A deal as far as a scan asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Story<'a> {
    /// Which.
    pub deal: DealId,
    /// Its customer.
    pub account: Option<AccountId>,
    /// Who owns it.
    pub owner: Option<PersonId>,
    /// In which stage it is.
    pub stage: Stage,
    /// Whether it neither ended nor was won.
    pub is_open: bool,
    /// What happened to it until then.
    pub events: &'a [Recorded],
}

impl<'a> Story<'a> {
    /// The deal as it stood before a moment.
    pub(super) fn until(stream: &'a Stream, end: Timestamp) -> Self {
        let events = &stream.events[..stream.events.partition_point(|one| one.at < end)];
        let (deal, stage) = (stream.deal, Stage::Screening);
        let mut story = Self { deal, account: None, owner: None, stage, is_open: true, events };
        events.iter().for_each(|recorded| story.follow(&recorded.event));
        story
    }

    fn follow(&mut self, event: &Event) {
        match event {
            Event::LeadRegistered { account, owner, .. } => {
                (self.account, self.owner) = (Some(*account), *owner);
            }
            Event::CustomerMerged { to, .. } => self.account = Some(*to),
            Event::OwnerChanged { to, .. } => self.owner = *to,
            Event::StageAdvanced { to, .. } | Event::StageReturned { to, .. } => self.stage = *to,
            Event::LeadScreened { result: ScreeningResult::Invalid, .. }
            | Event::LeadWithdrawn { .. }
            | Event::DealEnded { .. }
            | Event::ScanAccepted { .. } => self.is_open = false,
            _ => {}
        }
    }

    /// Who owned it when something happened.
    pub(super) fn owner_at(&self, at: Timestamp) -> Option<PersonId> {
        let mut owner = None;
        for recorded in self.events.iter().take_while(|recorded| recorded.at <= at) {
            match &recorded.event {
                Event::LeadRegistered { owner: first, .. } => owner = *first,
                Event::OwnerChanged { to, .. } => owner = *to,
                _ => {}
            }
        }
        owner
    }

    /// Whether a document of a kind was ever handed in.
    pub(super) fn has(&self, wanted: DocumentKind) -> bool {
        let is_one = |recorded: &Recorded| matches!(&recorded.event, Event::DocumentSubmitted { kind, .. } if *kind == wanted);
        self.events.iter().any(is_one)
    }
}
