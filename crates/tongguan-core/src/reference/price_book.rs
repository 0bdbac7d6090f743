//! A version of the price book (价格表, 4.7): drafted, published, and from then on never changed.
//!
//! In force on a day is the published version that is valid then and begins latest. A quotation keeps its version, so
//! publishing another one changes no quotation. A book is not published for days that have passed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::{PriceBookId, ProductId};
use crate::money::Price;
use crate::vat::VatRate;

/// A version of the price book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PriceBook {
    /// Its id; a quotation keeps it.
    pub id: PriceBookId,
    /// What it is called, such as 2026Q4.
    pub name: String,
    /// Whether its prices include VAT.
    pub tax_inclusive: bool,
    /// First day.
    pub valid_from: Date,
    /// Last day; absent until further notice.
    pub valid_to: Option<Date>,
    /// When it was published; absent while a draft.
    pub published_at: Option<Timestamp>,
    /// Its lines.
    pub lines: BTreeMap<ProductId, PriceLine>,
}

/// The price of one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceLine {
    /// 目录价.
    pub list: Price,
    /// 底价.
    pub floor: Price,
    /// Cost without VAT, where finance has set one.
    #[serde(default)]
    pub cost: Option<Price>,
    /// The usual rate.
    pub vat: VatRate,
    /// 标准品.
    #[serde(default)]
    pub standard: bool,
}

impl Record for PriceBook {
    const KIND: &'static str = "price_book";
    const PERSONAL: &'static [&'static str] = &[];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A new version, as a draft.
    DraftPriceBook {
        name: String,
        tax_inclusive: bool,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        valid_from: Date,
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        valid_to: Option<Date>,
    },
    /// Adds lines to a draft, or replaces those of the same product.
    SetPriceLines { lines: BTreeMap<ProductId, PriceLine> },
    /// Takes lines out of a draft.
    RemovePriceLines { products: BTreeSet<ProductId> },
    /// Puts a draft in force from its first day on.
    PublishPriceBook {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::DraftPriceBook { .. } => "draft_price_book",
            Command::SetPriceLines { .. } => "set_price_lines",
            Command::RemovePriceLines { .. } => "remove_price_lines",
            Command::PublishPriceBook {} => "publish_price_book",
        }
    }
}

/// Answers a command. `products` are those that are known and not retired, among the ones the command names.
pub fn decide(
    desk: &Desk<'_>,
    book: Option<&PriceBook>,
    products: &BTreeSet<ProductId>,
    command: &Command,
) -> Result<PriceBook, Refusal> {
    desk.admit(command.key(), None)?;
    let exists = || Refusal::AlreadyExists { kind: PriceBook::KIND.to_owned() };
    let mut next = match (book, command) {
        (None, Command::DraftPriceBook { name, tax_inclusive, valid_from, valid_to }) => {
            return draft(desk, name, *tax_inclusive, *valid_from, *valid_to);
        }
        (Some(book), _) => book.clone(),
        (None, _) => return Err(exists()),
    };
    if next.published_at.is_some() {
        return Err(Refusal::PriceBookPublished);
    }
    match command {
        Command::DraftPriceBook { .. } => return Err(exists()),
        Command::SetPriceLines { lines } => {
            lines.iter().try_for_each(|(product, line)| acceptable(products, *product, line))?;
            next.lines.extend(lines.iter().map(|(product, line)| (*product, line.clone())));
        }
        Command::RemovePriceLines { products } => next.lines.retain(|product, _| !products.contains(product)),
        Command::PublishPriceBook {} => {
            publishable(desk, &next)?;
            next.published_at = Some(desk.now());
        }
    }
    if book == Some(&next) { Err(Refusal::NoChange) } else { Ok(next) }
}

fn draft(
    desk: &Desk<'_>,
    name: &str,
    tax_inclusive: bool,
    valid_from: Date,
    valid_to: Option<Date>,
) -> Result<PriceBook, Refusal> {
    if valid_to.is_some_and(|last| last < valid_from) {
        return Err(Refusal::BadPeriod { field: "valid_to".to_owned() });
    }
    Ok(PriceBook {
        id: PriceBookId(desk.fresh_id()),
        name: text::required("name", name, 1, 40)?,
        tax_inclusive,
        valid_from,
        valid_to,
        published_at: None,
        lines: BTreeMap::new(),
    })
}

fn acceptable(products: &BTreeSet<ProductId>, product: ProductId, line: &PriceLine) -> Result<(), Refusal> {
    if !products.contains(&product) {
        return Err(Refusal::UnknownProduct { product });
    }
    match line.floor > line.list {
        true => Err(Refusal::FloorAboveList { product }),
        false => Ok(()),
    }
}

fn publishable(desk: &Desk<'_>, book: &PriceBook) -> Result<(), Refusal> {
    if book.lines.is_empty() {
        return Err(Refusal::PriceBookEmpty);
    }
    let (valid_from, today) = (book.valid_from, desk.today());
    // Set-up may bring a price book that has been in force for long; people may not.
    match valid_from < today && desk.actor().is_some() {
        true => Err(Refusal::ValidFromPassed { valid_from, today }),
        false => Ok(()),
    }
}
