//! What an expression sees of a deal.
//!
//! ```text
//! deal.stage, .grade, .screening, .owner, .today          texts; grade, screening and owner may be null
//! deal.forecast.amount, .close_on                         money in minor units, a day; null until set
//! deal.reassignments                                      a number
//! deal.documents.KIND.submitted, .approved, .revision     of the latest document of each kind
//! deal.documents.KIND.fields.KEY                          its fields but texts and personal data; null while empty
//! deal.clocks["KEY"].open, .missed                        how many obligations are open, how many were missed
//! ```
//!
//! Money is in minor units; prices, quantities and percentages are whole numbers, too, scaled by 10⁸, 10⁶ and 10⁴.
//! Days and moments are texts in ISO form, which compare in order of time.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

use crate::deal::Deal;
use crate::process::{DocumentForm, DocumentKind, Field, FieldType, Process};

/// The view of a deal on a day.
pub fn view(deal: &Deal, process: &Process, today: Date) -> Value {
    let document = |(kind, form): (&DocumentKind, &DocumentForm)| {
        let standing = deal.document(*kind).map(|(_, document)| document);
        let facts = standing.map(|document| &document.facts);
        let shown = json!({
            "submitted": standing.is_some(),
            "approved": standing.is_some_and(|document| document.approved),
            "revision": standing.map_or(0, |document| document.revision),
            "fields": fields(&form.fields().collect::<Vec<_>>(), facts),
        });
        (kind.key().to_owned(), shown)
    };
    let clock = |key: &String| {
        let of_clock = || deal.obligations.values().filter(|o| o.clock == *key);
        let (open, missed) =
            (of_clock().filter(|o| o.is_open()).count(), of_clock().filter(|o| o.missed).count());
        (key.clone(), json!({"open": open, "missed": missed}))
    };
    let forecast = deal.nurture.forecast.as_ref();
    json!({
        "stage": deal.stage.key(),
        "grade": deal.lead.grade.map(|grade| format!("{grade:?}")),
        "screening": deal.lead.screening,
        "owner": deal.owner,
        "today": today,
        "reassignments": deal.lead.reassignments,
        "forecast": {"amount": forecast.map(|f| f.amount.0), "close_on": forecast.map(|f| f.close_on)},
        "documents": process.documents.iter().map(document).collect::<Map<_, _>>(),
        "clocks": process.clocks.keys().map(clock).collect::<Map<_, _>>(),
    })
}

/// A view with a value of its type in every field, against which expressions are checked.
pub fn example(process: &Process) -> Value {
    let document = |(kind, form): (&DocumentKind, &DocumentForm)| {
        let fields = form.fields().filter(|field| is_shown(field)).map(|f| (f.key.clone(), example_of(f)));
        let fields: Map<_, _> = fields.collect();
        (kind.key().to_owned(), json!({"submitted": true, "approved": true, "revision": 1, "fields": fields}))
    };
    let clock = |key: &String| (key.clone(), json!({"open": 0, "missed": 0}));
    json!({
        "stage": "screening",
        "grade": "A",
        "screening": "valid",
        "owner": "",
        "today": "2026-01-01",
        "reassignments": 0,
        "forecast": {"amount": 0, "close_on": "2026-01-01"},
        "documents": process.documents.iter().map(document).collect::<Map<_, _>>(),
        "clocks": process.clocks.keys().map(clock).collect::<Map<_, _>>(),
    })
}

fn fields(declared: &[&Field], facts: Option<&Map<String, Value>>) -> Map<String, Value> {
    let shown = declared.iter().filter(|field| is_shown(field));
    shown.map(|field| (field.key.clone(), value(field, facts.and_then(|f| f.get(&field.key))))).collect()
}

fn is_shown(field: &Field) -> bool {
    !field.personal && !matches!(field.kind, FieldType::Line | FieldType::Text)
}

fn value(field: &Field, fact: Option<&Value>) -> Value {
    match (&field.kind, fact) {
        (_, None) => Value::Null,
        (FieldType::Table(columns), Some(Value::Array(rows))) => {
            let columns: Vec<&Field> = columns.iter().collect();
            rows.iter().map(|row| Value::Object(fields(&columns, row.as_object()))).collect()
        }
        (kind, Some(Value::String(text))) => match scale(kind) {
            Some(scale) => scaled(text, scale).map_or(Value::Null, Value::from),
            None => Value::String(text.clone()),
        },
        (_, Some(other)) => other.clone(),
    }
}

fn scale(kind: &FieldType) -> Option<u32> {
    match kind {
        FieldType::Price => Some(8),
        FieldType::Quantity => Some(6),
        FieldType::Percent => Some(4),
        _ => None,
    }
}

fn scaled(text: &str, scale: u32) -> Option<i64> {
    let number: Decimal = text.parse().ok()?;
    number.checked_mul(Decimal::from(10_u64.pow(scale)))?.to_i64()
}

fn example_of(field: &Field) -> Value {
    match &field.kind {
        FieldType::Boolean => Value::Bool(false),
        FieldType::Integer
        | FieldType::Money
        | FieldType::Price
        | FieldType::Quantity
        | FieldType::Percent => Value::from(0),
        FieldType::Choices(_) | FieldType::References(_) | FieldType::Files => json!([""]),
        FieldType::Table(columns) => {
            let row = columns.iter().filter(|column| is_shown(column));
            json!([row.map(|c| (c.key.clone(), example_of(c))).collect::<Map<_, _>>()])
        }
        _ => Value::String(String::new()),
    }
}
