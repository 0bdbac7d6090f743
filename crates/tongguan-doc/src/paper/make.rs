//! Makes the paper of a document from its form and its content.
//!
//! The form comes cut to what the reader may see ([`tongguan_core::form::visible`],
//! [`tongguan_core::deal::copy::for_customers`]); what it has no field for is not printed, whatever the content holds.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use tongguan_core::form::is_empty;
use tongguan_core::process::{DocumentForm, Field, FieldType, Requirement};
use tongguan_core::reference::paper_template::{APPROVAL, APPROVAL_COLUMNS, HEAD};
use uuid::Uuid;

use super::lines::in_lines;
use super::sections::{cell, sections};
use super::signing;
use super::words::words;
use crate::template::Values;

use super::{Cell, Drawing, Entry, Footer, Language, Layout, Letterhead, Line, Paper, Picture, Section};

/// Columns of a table beyond which it needs the long side of the sheet.
const PORTRAIT_COLUMNS: usize = 8;

/// What a document says, whoever it is about.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// What was typed; none where it was erased.
    pub body: Option<Map<String, Value>>,
    /// What the core found out: computed and automatic fields.
    pub facts: Map<String, Value>,
    /// What stands above it.
    pub head: Head,
    /// Its approvals, in order of asking.
    pub approvals: Vec<Approval>,
    /// A picture of it, and its heading.
    pub picture: Option<(String, Drawing)>,
}

/// What stands above the content. What is empty is left out.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The document's number.
    pub number: Option<String>,
    /// Its revision.
    pub revision: Option<u32>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The deal's number.
    pub deal: Option<String>,
    /// Who answers for the deal.
    pub owner: Option<String>,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// When, in local time.
    pub submitted_at: Option<String>,
    /// As of when it says what it says, in local time, where it was computed and not submitted.
    pub as_of: Option<String>,
}

/// An approval.
#[derive(Debug, Clone)]
pub struct Approval {
    /// Its name and how it ended.
    pub title: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A step of an approval, or one decision in it.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// The role.
    pub role: String,
    /// Who decided, or whose turn it is.
    pub person: String,
    /// What; empty while it is open.
    pub verdict: String,
    /// The opinion.
    pub opinion: String,
    /// When, in local time.
    pub at: String,
}

/// What the paper needs to know besides the document.
pub struct Setting<'a> {
    /// The language.
    pub language: Language,
    /// The company's zone.
    pub zone: TimeZone,
    /// What the company is called and where it is.
    pub letterhead: Letterhead,
    /// The foot of the pages.
    pub footer: Footer,
    /// What stands across the pages.
    pub watermark: Option<String>,
    /// The name of what a reference or a file names; none where it is not known.
    pub name: &'a dyn Fn(&str, &str) -> Option<String>,
}

/// What a paper is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be read: what is empty and can no longer be filled is left out.
    Filled,
    /// To be filled by hand.
    Blank,
}

/// The paper of a document.
pub fn paper(form: &DocumentForm, content: &Content, setting: &Setting<'_>) -> Paper {
    let record = record(content);
    let mut sections = sections(form, &record, setting, Purpose::Filled);
    let words = words(setting.language);
    if content.body.is_none() {
        let erased = Entry { label: String::new(), value: Cell::text(words.erased) };
        let blocks = vec![super::Block::Entries(vec![vec![erased]])];
        sections.insert(0, Section { title: String::new(), blocks });
    }
    if let Some((title, drawing)) = content.picture.clone() {
        let blocks = vec![super::Block::Picture(Picture { drawing, png: None })];
        sections.push(Section { title, blocks });
    }
    sections.extend(signing::approvals(&content.approvals, words));
    let places = signing::places(form, setting.language);
    assemble(form, head(&content.head, setting.language), sections, places, setting)
}

/// The values of a document for a template of the company's own ([`crate::template`]): what its form has fields for, and no more.
pub fn values(form: &DocumentForm, content: &Content, setting: &Setting<'_>) -> Values {
    let record = record(content);
    let mut values = Values::default();
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        let value = record.get(&field.key).unwrap_or(&Value::Null);
        match &field.kind {
            FieldType::Table(columns) => {
                values.tables.insert(field.key.clone(), lines_of(columns, value, setting));
            }
            _ => {
                values.cells.insert(field.key.clone(), cell(field, value, setting));
            }
        }
    }
    let steps = content.approvals.iter().flat_map(|approval| &approval.steps);
    values
        .tables
        .insert(APPROVAL.to_owned(), (1..).zip(steps).map(|(no, step)| step_line(no, step)).collect());
    values.cells.extend(head_cells(form, &content.head, setting));
    values
}

fn lines_of(columns: &[Field], rows: &Value, setting: &Setting<'_>) -> Vec<BTreeMap<String, Cell>> {
    let rows = rows.as_array().into_iter().flatten().filter_map(Value::as_object);
    let line = |(no, row): (u32, &Map<String, Value>)| {
        let cells = columns.iter().map(|column| {
            let value = row.get(&column.key).unwrap_or(&Value::Null);
            (column.key.clone(), cell(column, value, setting))
        });
        let number = ("no".to_owned(), Cell::number(no.into(), 0));
        std::iter::once(number).chain(cells).collect()
    };
    (1..).zip(rows).map(line).collect()
}

fn step_line(no: u32, step: &Step) -> BTreeMap<String, Cell> {
    let texts = [&step.role, &step.person, &step.verdict, &step.opinion, &step.at]
        .map(|text| Cell::text(text.as_str()));
    let cells = std::iter::once(Cell::number(no.into(), 0)).chain(texts);
    APPROVAL_COLUMNS.iter().map(|column| (*column).to_owned()).zip(cells).collect()
}

/// What every document has, under the names of [`HEAD`].
fn head_cells(
    form: &DocumentForm,
    head: &Head,
    setting: &Setting<'_>,
) -> impl Iterator<Item = (String, Cell)> {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    let texts = [
        form.name.get(setting.language).to_owned(),
        given(&head.number),
        head.revision.map(|revision| format!("V{revision}")).unwrap_or_default(),
        given(&head.customer),
        given(&head.deal),
        given(&head.owner),
        given(&head.submitted_by),
        given(&head.submitted_at),
        setting.letterhead.company.clone(),
        setting.letterhead.address.clone(),
        setting.footer.text.clone(),
        setting.footer.copy.clone(),
    ];
    HEAD.iter().map(|name| (*name).to_owned()).zip(texts.map(Cell::text))
}

/// The form without content, for filling by hand. What nobody types on the screen, since all of it is computed, is all
/// typed by hand.
pub fn blank(form: &DocumentForm, setting: &Setting<'_>) -> Paper {
    let form = &if form.fillers.is_empty() { by_hand(form) } else { form.clone() };
    let sections = sections(form, &Map::new(), setting, Purpose::Blank);
    let words = words(setting.language);
    let empty = |label: &str| Entry { label: label.to_owned(), value: Cell::default() };
    let head = in_lines([words.number, words.customer, words.deal, words.owner].map(empty).into(), |_| false);
    let places = signing::places(form, setting.language);
    assemble(form, head, sections, places, setting)
}

fn by_hand(form: &DocumentForm) -> DocumentForm {
    let mut form = form.clone();
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        field.required = Requirement::Optional;
        if let FieldType::Table(columns) = &mut field.kind {
            columns.iter_mut().for_each(|column| column.required = Requirement::Optional);
        }
    }
    form
}

fn assemble(
    form: &DocumentForm,
    head: Vec<Line>,
    sections: Vec<Section>,
    places: Vec<super::Place>,
    setting: &Setting<'_>,
) -> Paper {
    let widest = sections.iter().flat_map(|section| &section.blocks).map(|block| match block {
        super::Block::Table(table) => table.columns.len(),
        super::Block::Entries(_) | super::Block::Picture(_) => 0,
    });
    Paper {
        language: setting.language,
        layout: if form.form_no.is_some() { Layout::Form } else { Layout::Document },
        landscape: widest.max().unwrap_or(0) > PORTRAIT_COLUMNS,
        letterhead: setting.letterhead.clone(),
        title: form.name.get(setting.language).to_owned(),
        form_no: form.form_no.map(|no| format!("{}{no}", words(setting.language).form)),
        head,
        sections,
        places,
        watermark: setting.watermark.clone(),
        footer: Footer { pages: words(setting.language).pages.map(str::to_owned), ..setting.footer.clone() },
    }
}

fn head(head: &Head, language: Language) -> Vec<Line> {
    let words = words(language);
    let entries = [
        (words.number, head.number.clone()),
        (words.revision, head.revision.map(|revision| format!("V{revision}"))),
        (words.customer, head.customer.clone()),
        (words.deal, head.deal.clone()),
        (words.owner, head.owner.clone()),
        (words.submitted_by, head.submitted_by.clone()),
        (words.submitted_at, head.submitted_at.clone()),
        (words.as_of, head.as_of.clone()),
    ];
    let known = entries.into_iter().filter_map(|(label, value)| Some((label, value?)));
    let entry = |(label, value): (&str, String)| Entry { label: label.to_owned(), value: Cell::text(value) };
    in_lines(known.map(entry).collect(), |_| false)
}

/// What was typed, laid over what was found out; rows meet by their place.
fn record(content: &Content) -> Map<String, Value> {
    let body = content.body.clone().map_or(Value::Null, Value::Object);
    match merged(Value::Object(content.facts.clone()), body) {
        Value::Object(record) => record,
        _ => Map::new(),
    }
}

fn merged(found: Value, typed: Value) -> Value {
    match (found, typed) {
        (found, typed) if is_empty(&typed) => found,
        (Value::Object(mut found), Value::Object(typed)) => {
            for (key, value) in typed {
                let under = found.remove(&key).unwrap_or(Value::Null);
                found.insert(key, merged(under, value));
            }
            Value::Object(found)
        }
        (Value::Array(found), Value::Array(typed)) => {
            let mut found = found.into_iter();
            typed.into_iter().map(|one| merged(found.next().unwrap_or(Value::Null), one)).collect()
        }
        (_, typed) => typed,
    }
}

/// The words of a reference, an id that nobody knows left out.
pub(super) fn named(setting: &Setting<'_>, kind: &str, value: &str) -> String {
    let known = (setting.name)(kind, value);
    let is_id = value.parse::<Uuid>().is_ok() || value.len() == 64;
    known.unwrap_or_else(|| if is_id { "—".to_owned() } else { value.to_owned() })
}
