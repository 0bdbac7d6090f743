//! The sections of a form with their entries and tables.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use tongguan_core::form::is_empty;
use tongguan_core::process::{Choice, DocumentForm, Field, FieldType, Requirement};
use uuid::Uuid;

use super::lines::in_lines;
use super::make::{Purpose, Setting, named};
use super::table::table;
use super::words::words;
use super::{Block, Cell, Entry, Section};

pub(super) fn sections(
    form: &DocumentForm,
    record: &Map<String, Value>,
    setting: &Setting<'_>,
    purpose: Purpose,
) -> Vec<Section> {
    let made = form.sections.iter().map(|section| Section {
        title: section.name.get(setting.language).to_owned(),
        blocks: blocks(&section.fields, form.form_no.is_some(), record, setting, purpose),
    });
    made.filter(|section| !section.blocks.is_empty()).collect()
}

fn blocks(
    fields: &[Field],
    keeps_empty: bool,
    record: &Map<String, Value>,
    setting: &Setting<'_>,
    purpose: Purpose,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut waiting: Vec<&Field> = Vec::new();
    let entries = |fields: &mut Vec<&Field>| {
        let fields = std::mem::take(fields);
        let made = fields.iter().map(|field| entry(field, record, setting, purpose)).collect();
        (!fields.is_empty()).then(|| Block::Entries(in_lines(made, |at| is_wide(fields[at], purpose))))
    };
    for field in fields.iter().filter(|field| is_shown(field, keeps_empty, record, purpose)) {
        let FieldType::Table(columns) = &field.kind else {
            waiting.push(field);
            continue;
        };
        blocks.extend(entries(&mut waiting));
        let rows = record.get(&field.key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let title = field.name.get(setting.language).to_owned();
        blocks.extend(table(title, columns, rows, setting, purpose).map(Block::Table));
    }
    blocks.extend(entries(&mut waiting));
    blocks
}

/// Text takes a line for itself; by hand everything needs more room.
fn is_wide(field: &Field, purpose: Purpose) -> bool {
    let by_hand = matches!(&field.kind, FieldType::References(_) | FieldType::Choices(_));
    matches!(field.kind, FieldType::Text) || purpose == Purpose::Blank && by_hand
}

/// A blank form shows what people fill. A filled one shows what is there, and a ruled one also what was left open.
fn is_shown(field: &Field, keeps_empty: bool, record: &Map<String, Value>, purpose: Purpose) -> bool {
    let is_systems = matches!(field.required, Requirement::Automatic | Requirement::Computed);
    let is_filled = record.get(&field.key).is_some_and(|value| !is_empty(value));
    match purpose {
        Purpose::Blank => !is_systems && !matches!(field.kind, FieldType::Files),
        Purpose::Filled => {
            let left_open = keeps_empty
                && matches!(field.required, Requirement::Required | Requirement::Optional)
                && !matches!(field.kind, FieldType::Table(_) | FieldType::Files | FieldType::File);
            is_filled || left_open
        }
    }
}

fn entry(field: &Field, record: &Map<String, Value>, setting: &Setting<'_>, purpose: Purpose) -> Entry {
    let value = match purpose {
        Purpose::Filled => cell(field, record.get(&field.key).unwrap_or(&Value::Null), setting),
        Purpose::Blank => to_tick(field, setting),
    };
    Entry { label: field.name.get(setting.language).to_owned(), value }
}

/// The boxes of a choice, to be ticked by hand; of everything else, room.
pub(super) fn to_tick(field: &Field, setting: &Setting<'_>) -> Cell {
    let words = words(setting.language);
    match &field.kind {
        FieldType::Choice(options) | FieldType::Choices(options) => {
            let boxes = options.iter().map(|option| format!("□ {}", option.name.get(setting.language)));
            Cell::text(boxes.collect::<Vec<_>>().join("   "))
        }
        FieldType::Boolean => Cell::text(format!("□ {}   □ {}", words.yes, words.no_answer)),
        // Room for some lines.
        FieldType::Text => Cell::text("\n\n"),
        _ => Cell::default(),
    }
}

/// A value in words and figures.
pub(super) fn cell(field: &Field, value: &Value, setting: &Setting<'_>) -> Cell {
    if is_empty(value) {
        return Cell::default();
    }
    match &field.kind {
        FieldType::Money => value.as_i64().map_or_else(|| plain(value), Cell::money),
        FieldType::Price => decimal(value, |number| Cell::number(number, 2)),
        FieldType::Quantity => decimal(value, |number| Cell::number(number, 0)),
        // What was reckoned out has more places than anybody reads; what was typed stays as it was typed.
        FieldType::Percent if field.required == Requirement::Computed => {
            decimal(value, |number| Cell::percent(number.round_dp(2)))
        }
        FieldType::Percent => decimal(value, Cell::percent),
        FieldType::Integer => {
            value.as_i64().map_or_else(|| plain(value), |number| Cell::number(number.into(), 0))
        }
        FieldType::Boolean => Cell::text(match value.as_bool() {
            Some(true) => words(setting.language).yes,
            _ => words(setting.language).no_answer,
        }),
        FieldType::Instant => Cell::text(local(value, setting)),
        FieldType::Choice(options) => Cell::text(option(options, value, setting)),
        FieldType::Choices(options) => each(value, setting, |one| option(options, one, setting)),
        FieldType::Reference(kind) => Cell::text(reference(kind, value, setting)),
        FieldType::References(kind) => each(value, setting, |one| reference(kind, one, setting)),
        FieldType::File => Cell::text(reference("file", value, setting)),
        FieldType::Files => each(value, setting, |one| reference("file", one, setting)),
        // What the system puts into a line may be an id.
        FieldType::Line => match plain(value) {
            cell if cell.text.parse::<Uuid>().is_ok() => Cell::text(named(setting, "line", &cell.text)),
            cell => cell,
        },
        FieldType::Text | FieldType::Date | FieldType::Table(_) => plain(value),
    }
}

fn plain(value: &Value) -> Cell {
    Cell::text(match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    })
}

fn decimal(value: &Value, make: impl Fn(Decimal) -> Cell) -> Cell {
    let number = value.as_str().and_then(|text| text.parse().ok());
    number.map_or_else(|| plain(value), make)
}

/// A moment in the company's zone, to the minute.
fn local(value: &Value, setting: &Setting<'_>) -> String {
    let at = value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    at.map_or_else(
        || plain(value).text,
        |at| setting.zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string(),
    )
}

fn option(options: &[Choice], value: &Value, setting: &Setting<'_>) -> String {
    let key = value.as_str().unwrap_or_default();
    let known = options.iter().find(|option| option.key == key);
    known.map_or(key, |option| option.name.get(setting.language)).to_owned()
}

fn reference(kind: &str, value: &Value, setting: &Setting<'_>) -> String {
    named(setting, kind, value.as_str().unwrap_or_default())
}

fn each(value: &Value, setting: &Setting<'_>, say: impl Fn(&Value) -> String) -> Cell {
    let said = value.as_array().into_iter().flatten().map(say).collect::<Vec<_>>();
    Cell::text(said.join(words(setting.language).join))
}
