//! The story of one deal: what its people do next, read off the deal as it stands.
//!
//! A story looks at what the gate still asks for and does it, as a person would who follows the pages; now and then it is
//! late, tries too early or gives up. It only ever proposes commands: what they lead to is decided where all commands are.

mod approval;
mod contract;
mod fate;
mod fulfilment;
mod lead;
mod nurture;
mod proposal;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{ContactId, DocumentId, OwnEntityId, PersonId, ProductId, ReceiptId};
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::reference;

use super::customers::Customer;
use super::diary::Diary;
use super::dice::Dice;

pub use fate::{Fate, Goal};

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

/// A deal in the making.
pub struct Story {
    /// Its people.
    pub cast: Cast,
    /// Its customer.
    pub customer: &'static Customer,
    /// The customer's decision maker, technical evaluator and budget approver.
    pub contacts: [ContactId; 3],
    uscc: String,
    seller: OwnEntityId,
    products: Arc<[ProductId]>,
    fate: Fate,
    dice: Dice,
    refused: u32,
    tried: BTreeSet<&'static str>,
    receipt: Option<ReceiptId>,
    booked: bool,
}

/// What somebody does next.
#[derive(Debug, Clone)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: PersonId,
    /// What.
    pub deed: Deed,
}

/// What somebody does.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Something to the deal.
    Deal(Command),
    /// Something to reference data, such as booking a receipt.
    Reference(reference::Command),
}

impl Act {
    fn deal(at: Timestamp, who: PersonId, command: Command) -> Act {
        Act { at, who, deed: Deed::Deal(command) }
    }
}

/// After so many refusals in a row a story stops.
const PATIENCE: u32 = 3;

impl Story {
    /// A story before its first page.
    pub fn new(
        cast: Cast,
        customer: &'static Customer,
        uscc: String,
        seller: OwnEntityId,
        products: Arc<[ProductId]>,
        fate: Fate,
        dice: Dice,
    ) -> Story {
        let contacts = [ContactId(uuid::Uuid::nil()); 3];
        let (refused, tried, receipt, booked) = (0, BTreeSet::new(), None, false);
        Story {
            cast,
            customer,
            contacts,
            uscc,
            seller,
            products,
            fate,
            dice,
            refused,
            tried,
            receipt,
            booked,
        }
    }

    /// 表1, as the rep fills it.
    pub fn registration(&mut self, obtained: Date) -> Map<String, Value> {
        object(lead::form(self.customer, &self.uscc, obtained, self.fate.goal, &mut self.dice))
    }

    /// The next act; none where the story rests.
    pub fn next(&mut self, deal: &Deal, diary: &Diary) -> Option<Act> {
        if deal.has_ended() || self.refused >= PATIENCE {
            return None;
        }
        if let Some(act) = approval::decide(self, deal, diary) {
            return Some(act);
        }
        match deal.stage {
            Stage::Screening => lead::next(self, deal, diary),
            Stage::Nurture => nurture::next(self, deal, diary),
            Stage::Proposal => proposal::next(self, deal, diary),
            Stage::Contract => contract::next(self, deal, diary),
            Stage::Fulfilment | Stage::Aftercare => fulfilment::next(self, deal, diary),
        }
    }

    /// The last act was accepted; `id` is what it was about.
    pub fn went_well(&mut self, id: uuid::Uuid) {
        self.refused = 0;
        self.receipt = Some(ReceiptId(id));
    }

    /// The last act was refused. Answers whether the story gives up.
    pub fn was_refused(&mut self) -> bool {
        self.refused += 1;
        self.refused == PATIENCE
    }

    /// Whether this is the first time; an attempt that fails is not made twice.
    fn once(&mut self, what: &'static str) -> bool {
        self.tried.insert(what)
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
