//! A quotation as later rules read it: typed, from the facts of its submission.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::deal::Deal;
use crate::digest::Digest;
use crate::form::Reader;
use crate::id::{DocumentId, OwnEntityId, PriceBookId, ProductId};
use crate::money::{Money, Percent, Price, Quantity};
use crate::process::DocumentKind;
use crate::vat::{Amounts, VatRate};

/// A quotation (D08), read from its facts.
#[derive(Debug, Clone, Copy)]
pub struct QuoteView<'a>(pub &'a Map<String, Value>);

/// A payment term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedTerm {
    /// The event that it waits for (`signing`, `arrival`, `go_live`, `acceptance`, `warranty_end`).
    pub condition: String,
    /// Its part of the whole.
    pub percent: Percent,
    /// Its amount; all of them add up to the whole.
    pub amount: Money,
    /// Days after the event.
    pub days: u32,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedLine {
    /// The product; absent for what no price book has.
    pub product: Option<ProductId>,
    /// How much.
    pub quantity: Quantity,
    /// For how much each.
    pub unit_price: Price,
    /// At which rate.
    pub vat: VatRate,
    /// What it comes to.
    pub amounts: Amounts,
}

impl<'a> QuoteView<'a> {
    /// The quotation with this id, if it is one.
    pub fn of(deal: &'a Deal, id: DocumentId) -> Option<QuoteView<'a>> {
        let document = deal.documents.get(&id).filter(|document| document.kind == DocumentKind::Quotation)?;
        Some(QuoteView(&document.facts))
    }

    /// The quotation of the deal as it stands, and its id.
    pub fn latest(deal: &'a Deal) -> Option<(DocumentId, QuoteView<'a>)> {
        let (id, document) = deal.document(DocumentKind::Quotation)?;
        Some((id, QuoteView(&document.facts)))
    }

    /// The last day on which it binds us.
    pub fn valid_until(self) -> Date {
        self.read().parse("valid_until").unwrap_or(Date::MIN)
    }

    /// Net, VAT and gross.
    pub fn totals(self) -> Amounts {
        let money = |key| Money(self.read().whole(key).unwrap_or_default());
        Amounts { gross: money("total_gross"), tax: money("tax_total"), net: money("subtotal_net") }
    }

    /// 综合折扣.
    pub fn discount(self) -> Percent {
        self.read().parse("discount_pct_total").unwrap_or(Percent::ZERO)
    }

    /// Gross margin; absent where a cost is unknown.
    pub fn margin(self) -> Option<Percent> {
        self.read().parse("gross_margin")
    }

    /// Whether a line is under its floor price.
    pub fn is_under_floor(self) -> bool {
        self.read().yes("floor_breach")
    }

    /// Whether every line is 标准品 in its price book.
    pub fn only_standard_items(self) -> bool {
        let lines = self.read().rows("lines");
        !lines.is_empty() && lines.iter().all(|line| line.yes("standard"))
    }

    /// The price book that it was judged on.
    pub fn price_book(self) -> Option<PriceBookId> {
        self.read().parse("price_book_id")
    }

    /// Our legal entity.
    pub fn seller(self) -> Option<OwnEntityId> {
        self.read().parse("seller_entity")
    }

    /// The digest of the buyer's credit code.
    pub fn buyer(self) -> Option<Digest> {
        self.read().parse("buyer_digest")
    }

    /// What it says about goods, apart from price: products, names, quantities, rates.
    pub fn items(self) -> Option<Digest> {
        self.read().parse("items_digest")
    }

    /// What it says about everything else: delivery, warranty, invoice, special terms.
    pub fn terms(self) -> Option<Digest> {
        self.read().parse("terms_digest")
    }

    /// Whether it holds terms of its own, which legal hears of.
    pub fn has_special_terms(self) -> bool {
        self.read().yes("has_special_terms")
    }

    /// Gross at list prices, concessions included.
    pub fn list(self) -> Money {
        Money(self.read().whole("list_gross").unwrap_or_default())
    }

    /// What is conceded of that.
    pub fn conceded(self) -> Money {
        Money(self.read().whole("conceded").unwrap_or_default())
    }

    /// The largest discount of a line that is not given away.
    pub fn largest_line_discount(self) -> Percent {
        let lines = self.read().rows("lines");
        let charged = lines.iter().filter(|line| !line.yes("gift"));
        charged.filter_map(|line| line.parse("discount_pct")).max().unwrap_or(Percent::ZERO)
    }

    /// Payment terms in order.
    pub fn payment_terms(self) -> Vec<QuotedTerm> {
        let read = |row: Reader<'_>| {
            Some(QuotedTerm {
                condition: row.text("condition")?.to_owned(),
                percent: row.parse("pct")?,
                amount: Money(row.whole("amount")?),
                days: u32::try_from(row.whole("days")?).ok()?,
            })
        };
        self.read().rows("payment_terms").into_iter().filter_map(read).collect()
    }

    /// Lines in order.
    pub fn lines(self) -> Vec<QuotedLine> {
        let read = |row: Reader<'_>| {
            let money = |key| Some(Money(row.whole(key)?));
            Some(QuotedLine {
                product: row.parse("item_code"),
                quantity: row.parse("quantity")?,
                unit_price: row.parse("unit_price")?,
                vat: row.parse("vat_rate")?,
                amounts: Amounts {
                    gross: money("amount_gross")?,
                    tax: money("tax")?,
                    net: money("amount_net")?,
                },
            })
        };
        self.read().rows("lines").into_iter().filter_map(read).collect()
    }

    fn read(self) -> Reader<'a> {
        Reader(self.0)
    }
}
