//! The story of one deal: what its people do next, read off the deal as it stands.
//!
//! A story looks at what the gate still asks for and does it, as a person would who follows the pages; now and then it is
//! late, tries too early or gives up. Beside this main line run approvals, what people owe, money and talk, each at its own
//! time. A story only ever proposes commands: what they lead to is decided where all commands are.

mod approval;
mod contract;
mod duty;
mod fate;
mod fulfilment;
mod hold;
mod invoice;
mod lead;
mod money;
mod nurture;
mod proposal;
mod talk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};
use tongguan_core::approval::ApprovalSubject;
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{ContactId, DocumentId, OwnEntityId, PersonId, ProductId};
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::reference;
use uuid::Uuid;

use super::customers::Customer;
use super::diary::Diary;
use super::dice::Dice;
use super::papers::Papers;

pub use fate::{Fate, Goal, Plea};
use hold::Step;
pub use hold::{CASES, EVERY, Hold};

/// The people of a story.
#[derive(Debug, Clone, Copy)]
pub struct Cast {
    pub rep: PersonId,
    pub manager: PersonId,
    pub director: PersonId,
    pub product_manager: PersonId,
    pub presales: PersonId,
    pub finance: PersonId,
    pub cashier: PersonId,
    pub legal: PersonId,
    pub delivery: PersonId,
    pub archivist: PersonId,
    pub service: PersonId,
}

/// What is the same in all stories of a company.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Who sells.
    pub seller: OwnEntityId,
    /// What is sold, in the order of the price book.
    pub products: Arc<[ProductId]>,
    /// Files that are laid to deals.
    pub papers: Papers,
}

/// A deal in the making.
pub struct Story {
    /// Its people.
    pub cast: Cast,
    /// Its customer.
    pub customer: &'static Customer,
    /// The customer's decision maker, technical evaluator and budget approver.
    pub contacts: [ContactId; 3],
    uscc: String,
    setting: Setting,
    fate: Fate,
    dice: Dice,
    refused: u32,
    tried: BTreeSet<(&'static str, u32)>,
    situation: Option<(Stage, Option<PersonId>, bool)>,
    main: Option<Act>,
    times: BTreeMap<(Uuid, u32), Option<Timestamp>>,
    purse: money::Purse,
    offer: Option<Dice>,
    hold: Option<Hold>,
}

/// What somebody does next.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: PersonId,
    /// What.
    pub deed: Deed,
    /// What it answers to, where it is done once for each.
    about: Option<(Uuid, u32)>,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Something to the deal.
    Deal(Command),
    /// Something to reference data, such as booking a receipt.
    Reference(reference::Command),
}

impl Act {
    fn deal(at: Timestamp, who: PersonId, command: Command) -> Act {
        Act { at, who, deed: Deed::Deal(command), about: None }
    }

    fn about(self, id: Uuid, part: u32) -> Act {
        Act { about: Some((id, part)), ..self }
    }
}

/// After so many refusals in a row a story stops.
const PATIENCE: u32 = 3;

impl Story {
    /// A story before its first page.
    pub fn new(
        cast: Cast,
        (customer, uscc): (&'static Customer, String),
        setting: Setting,
        (fate, hold): (Fate, Option<Hold>),
        dice: Dice,
    ) -> Story {
        Story {
            cast,
            customer,
            contacts: [ContactId(Uuid::nil()); 3],
            uscc,
            setting,
            fate,
            dice,
            refused: 0,
            tried: BTreeSet::new(),
            situation: None,
            main: None,
            times: BTreeMap::new(),
            purse: money::Purse::default(),
            offer: None,
            hold,
        }
    }

    /// 表1, as the rep fills it.
    pub fn registration(&mut self, obtained: Date) -> Map<String, Value> {
        object(lead::form(self.customer, &self.uscc, obtained, self.fate.goal, &mut self.dice))
    }

    /// The next act; none where nobody has anything to do.
    pub fn next(&mut self, deal: &Deal, diary: &Diary) -> Option<Act> {
        if self.refused >= PATIENCE {
            return None;
        }
        let situation = (deal.stage, deal.owner, deal.has_ended());
        if self.situation.replace(situation) != Some(situation) {
            self.main = None;
        }
        if self.main.is_none() {
            self.main = self.main_line(deal, diary);
        }
        let beside = [
            approval::decide(self, deal, diary),
            duty::next(self, deal, diary),
            money::next(self, deal, diary),
            invoice::next(self, deal, diary),
            talk::next(self, deal, diary),
        ];
        beside.into_iter().flatten().chain(self.main.clone()).min_by_key(|act| act.at)
    }

    /// The step towards the next gate; none while others decide.
    fn main_line(&mut self, deal: &Deal, diary: &Diary) -> Option<Act> {
        let waits = |subject: &ApprovalSubject| {
            !matches!(
                subject,
                ApprovalSubject::Payer { .. }
                    | ApprovalSubject::Extension { .. }
                    | ApprovalSubject::WriteOff { .. }
            )
        };
        let decided = !deal.approvals.values().any(|approval| approval.is_open() && waits(&approval.subject));
        if deal.has_ended() || !decided || self.hold.as_ref().is_some_and(Hold::is_reached) {
            return None;
        }
        match deal.stage {
            Stage::Screening => lead::next(self, deal, diary),
            Stage::Nurture => nurture::next(self, deal, diary),
            Stage::Proposal => proposal::next(self, deal, diary),
            Stage::Contract => contract::next(self, deal, diary),
            Stage::Fulfilment | Stage::Aftercare => fulfilment::next(self, deal, diary),
        }
    }

    /// A moment, or the later one up to which this story waits before that step.
    fn not_before(&self, step: Step, at: Timestamp) -> Timestamp {
        self.hold.as_ref().map_or(at, |hold| hold.put_off(step, at))
    }

    /// An act was done; `id` is what it was about.
    pub fn went_well(&mut self, act: &Act, id: Uuid) {
        self.refused = 0;
        if let Some(hold) = &mut self.hold {
            hold.done(act);
        }
        if let Deed::Reference(_) = &act.deed {
            self.purse.booked(id);
        }
        self.over(act);
    }

    /// An act was refused. Answers whether the story gives up.
    pub fn was_refused(&mut self, act: &Act) -> bool {
        self.refused += 1;
        self.over(act);
        self.refused == PATIENCE
    }

    fn over(&mut self, act: &Act) {
        if self.main.as_ref() == Some(act) {
            self.main = None;
        }
        if let Some(about) = act.about {
            self.times.insert(about, None);
        }
    }

    /// Whether this is the first time; an attempt that fails is not made twice.
    fn once(&mut self, what: &'static str) -> bool {
        self.tried.insert((what, 0))
    }

    /// When something is done that is done once, drawn when it is first thought of; none once it is done, or never to be.
    fn time_of(
        &mut self,
        (id, part): (Uuid, u32),
        draw: impl FnOnce(&mut Dice) -> Option<Timestamp>,
    ) -> Option<Timestamp> {
        let dice = &mut self.dice;
        *self.times.entry((id, part)).or_insert_with(|| draw(dice))
    }
}

/// Passing the gate, soon.
fn advance(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let at = diary.in_hours(deal.last_at, &mut story.dice);
    Some(Act::deal(at, story.cast.rep, Command::AdvanceStage {}))
}

/// Submitting a document, new or again.
fn submit(
    at: Timestamp,
    who: PersonId,
    kind: DocumentKind,
    standing: Option<(DocumentId, u32)>,
    body: Value,
) -> Act {
    let (document, revision) = standing.map_or((None, 0), |(id, revision)| (Some(id), revision));
    Act::deal(at, who, Command::SubmitDocument { kind, document, revision, body: object(body) })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The document of a kind as it stands, for a further revision.
fn standing(deal: &Deal, kind: DocumentKind) -> Option<(DocumentId, u32)> {
    deal.document(kind).map(|(id, document)| (id, document.revision))
}
