//! The rows of a price list: one draft of a price book.
//!
//! Must never publish: that stays with whoever may, after a look at the draft.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::field::{Field, Holds, own};
use super::gather::Gathered;
use super::plan::{Fault, Verdict};
use super::record::Record;
use crate::id::ProductId;
use crate::money::Price;
use crate::reference::price_book::{Command, PriceBook, PriceLine};
use crate::reference::product::Product;

/// The fields that say something of the book and not of a line.
pub(super) const OF_BOOK: [&str; 4] = ["book", "valid_from", "valid_to", "tax_inclusive"];

pub(super) fn fields() -> Vec<Field> {
    vec![
        own("code", ("物料编码", "Product code"), Holds::Text, true),
        own("list", ("目录价", "List price"), Holds::Price, true),
        own("floor", ("底价", "Floor price"), Holds::Price, true),
        own("cost", ("成本价", "Cost"), Holds::Price, false),
        own("vat", ("税率", "VAT rate"), Holds::Vat, false),
        own("standard", ("标准品", "Standard product"), Holds::YesNo, false),
        own("book", ("价格表", "Price book"), Holds::Text, true),
        own("valid_from", ("生效日期", "Valid from"), Holds::Date, true),
        own("valid_to", ("失效日期", "Valid to"), Holds::Date, false),
        own("tax_inclusive", ("含税", "Tax inclusive"), Holds::YesNo, false),
    ]
}

/// What is known of the book and the products that the rows name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The book of the name.
    pub book: Option<PriceBook>,
    /// Products by their code.
    pub products: BTreeMap<String, Product>,
}

/// What becomes of the rows: each one's verdict, and a draft with the lines of those that are in order.
pub fn plan(records: &[Record], known: &Known) -> Gathered {
    let mut gathered = Gathered::default();
    let mut lines = BTreeMap::new();
    for record in records {
        match line(record, known) {
            Ok((product, line)) => {
                let verdict = verdict(record, known.book.as_ref(), product, &line);
                if matches!(verdict, Verdict::New | Verdict::Update { .. }) {
                    lines.insert(product, line);
                }
                gathered.say(record.row, verdict);
            }
            Err(fault) => gathered.fault(record.row, fault),
        }
    }
    match (&known.book, lines.is_empty()) {
        (_, true) => {}
        (Some(book), false) => gathered.give(Some(book.id.0), Command::SetPriceLines { lines }),
        (None, false) => {
            if let Some(draft) = draft(records) {
                gathered.give(None, draft);
                gathered.then_again = true;
            }
        }
    }
    gathered
}

fn draft(records: &[Record]) -> Option<Command> {
    let said = |field: &str| records.iter().find_map(|record| record.values.get(field));
    let date = |field: &str| said(field).and_then(Value::as_str).and_then(|day| day.parse().ok());
    Some(Command::DraftPriceBook {
        name: said("book")?.as_str()?.to_owned(),
        tax_inclusive: said("tax_inclusive").and_then(Value::as_bool).unwrap_or(true),
        valid_from: date("valid_from")?,
        valid_to: date("valid_to"),
    })
}

fn line(record: &Record, known: &Known) -> Result<(ProductId, PriceLine), Fault> {
    let code = record.text("code").unwrap_or_default();
    let product = known.products.get(code).filter(|product| product.active);
    let product = product.ok_or_else(|| Fault::of("code", "no_such_product", json!({ "found": code })))?;
    let price = |field: &str| -> Option<Price> {
        record.values.get(field).cloned().and_then(|price| serde_json::from_value(price).ok())
    };
    let line = PriceLine {
        list: price("list").unwrap_or_default(),
        floor: price("floor").unwrap_or_default(),
        cost: price("cost"),
        vat: record.text("vat").and_then(|rate| rate.parse().ok()).unwrap_or(product.vat),
        standard: record.values.get("standard").and_then(Value::as_bool).unwrap_or(product.standard),
    };
    match line.floor > line.list {
        true => Err(Fault::of("floor", "floor_over_list", json!({}))),
        false => Ok((product.id, line)),
    }
}

/// What the row does to its line. What a published book says stands, and a draft keeps the days that it was drafted for.
fn verdict(record: &Record, book: Option<&PriceBook>, product: ProductId, said: &PriceLine) -> Verdict {
    let Some(book) = book else { return Verdict::New };
    let fault = |field: &str, code: &str| Verdict::Error { faults: vec![Fault::of(field, code, json!({}))] };
    if let Some(field) = differs(record, book) {
        return fault(field, "book_says_otherwise");
    }
    let before = book.lines.get(&product);
    match before {
        Some(before) if before == said => Verdict::Unchanged,
        _ if book.published_at.is_some() => fault("book", "book_published"),
        None => Verdict::New,
        Some(before) => Verdict::Update { fields: changes(before, said) },
    }
}

fn differs(record: &Record, book: &PriceBook) -> Option<&'static str> {
    let date = |field: &str| record.text(field).and_then(|day| day.parse().ok());
    let tax = record.values.get("tax_inclusive").and_then(Value::as_bool);
    match () {
        () if date("valid_from").is_some_and(|day| day != book.valid_from) => Some("valid_from"),
        () if date("valid_to").is_some_and(|day| Some(day) != book.valid_to) => Some("valid_to"),
        () if tax.is_some_and(|tax| tax != book.tax_inclusive) => Some("tax_inclusive"),
        () => None,
    }
}

fn changes(before: &PriceLine, after: &PriceLine) -> Vec<String> {
    let changes = [
        ("list", before.list != after.list),
        ("floor", before.floor != after.floor),
        ("cost", before.cost != after.cost),
        ("vat", before.vat != after.vat),
        ("standard", before.standard != after.standard),
    ];
    changes.into_iter().filter(|(_, changes)| *changes).map(|(field, _)| field.to_owned()).collect()
}
