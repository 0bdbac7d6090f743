//! The picture of a document: the decision chain as a map, the delivery plan on a line of time.
//!
//! Promises that a picture shows what the copy's form shows in its tables, and nothing that was cut from it.

use jiff::civil::Date;
use serde_json::{Map, Value};
use tongguan_core::process::{Choice, DocumentForm, DocumentKind, Field, FieldType};
use tongguan_doc::paper::Drawing;
use tongguan_doc::paper::drawing::{chain, plan};

use super::super::reading::Reading;

type Values<'a> = (Option<&'a Map<String, Value>>, &'a Map<String, Value>);

/// The picture and its heading; none for other documents, and where there is nothing to draw.
pub(super) fn of(
    reading: &Reading,
    kind: DocumentKind,
    form: &DocumentForm,
    values: Values<'_>,
) -> Option<(String, Drawing)> {
    let (key, drawing) = match kind {
        DocumentKind::DecisionChain => ("chain", chain_of(reading, form, values)?),
        DocumentKind::DeliveryPlan => ("plan", plan_of(reading, form, values)?),
        _ => return None,
    };
    Some((reading.lang.word(&format!("picture.{key}")).to_owned(), drawing))
}

/// The rows of a table, as far as the form has it.
fn rows<'a>(form: &DocumentForm, (body, facts): Values<'a>, key: &str) -> Vec<&'a Map<String, Value>> {
    let is_shown = form.field(key).is_some();
    let value = body.and_then(|body| body.get(key)).or_else(|| facts.get(key));
    let rows = value.filter(|_| is_shown).and_then(Value::as_array);
    rows.into_iter().flatten().filter_map(Value::as_object).collect()
}

/// A column of a table, if the copy shows it.
fn column<'f>(form: &'f DocumentForm, table: &str, key: &str) -> Option<&'f Field> {
    match &form.field(table)?.kind {
        FieldType::Table(columns) => columns.iter().find(|column| column.key == key),
        _ => None,
    }
}

fn text<'a>(row: &'a Map<String, Value>, key: &str) -> &'a str {
    row.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn name_of(reading: &Reading, id: &str) -> String {
    let named = id.parse().ok().and_then(|id| reading.named(id).name);
    named.unwrap_or_else(|| "—".to_owned())
}

fn chain_of(reading: &Reading, form: &DocumentForm, values: Values<'_>) -> Option<Drawing> {
    let number = |row: &Map<String, Value>, key: &str| {
        row.get(key).and_then(Value::as_i64).filter(|_| column(form, "nodes", key).is_some())
    };
    let node = |row: &&Map<String, Value>| {
        let roles = column(form, "nodes", "role")
            .map(|field| options_said(reading, field, row.get("role")))
            .unwrap_or_default();
        let attitude = number(row, "attitude");
        let said = |key: &str, number: Option<i64>, signed: bool| {
            let number = number?;
            let label = reading.speaker().label(&column(form, "nodes", key)?.name).to_owned();
            Some(if signed && number != 0 {
                format!("{label} {number:+}")
            } else {
                format!("{label} {number}")
            })
        };
        let marks = [said("influence", number(row, "influence"), false), said("attitude", attitude, true)];
        let marks = marks.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let words = [name_of(reading, text(row, "contact_id")), roles, marks];
        chain::Node {
            key: text(row, "contact_id").to_owned(),
            words: words.into_iter().filter(|line| !line.is_empty()).collect(),
            attitude: attitude.unwrap_or(0),
        }
    };
    let nodes: Vec<_> = rows(form, values, "nodes").iter().map(node).collect();
    let edge = |row: &&Map<String, Value>| chain::Edge {
        from: text(row, "from").to_owned(),
        to: text(row, "to").to_owned(),
        reports: text(row, "type") == "reports",
    };
    chain::drawing(&nodes, &rows(form, values, "edges").iter().map(edge).collect::<Vec<_>>())
}

fn options_said(reading: &Reading, field: &Field, value: Option<&Value>) -> String {
    let (FieldType::Choices(options) | FieldType::Choice(options)) = &field.kind else {
        return String::new();
    };
    let name = |key: &Value| {
        let option: Option<&Choice> = options.iter().find(|option| Some(option.key.as_str()) == key.as_str());
        option.map(|option| reading.speaker().label(&option.name).to_owned())
    };
    let said: Vec<String> = match value {
        Some(Value::Array(keys)) => keys.iter().filter_map(name).collect(),
        Some(key) => name(key).into_iter().collect(),
        None => Vec::new(),
    };
    said.join(reading.lang.word("join"))
}

fn plan_of(reading: &Reading, form: &DocumentForm, values: Values<'_>) -> Option<Drawing> {
    let (body, facts) = values;
    let day = |key: &str| -> Option<Date> {
        form.field(key)?;
        body.and_then(|body| body.get(key)).or_else(|| facts.get(key))?.as_str()?.parse().ok()
    };
    let delivery = &reading.deal.fulfilment.plan;
    let milestone = |row: &&Map<String, Value>| {
        let number = row.get("no").and_then(Value::as_u64).and_then(|no| u32::try_from(no).ok());
        let done = number
            .and_then(|number| delivery.milestones.get(&number))
            .is_some_and(|one| one.done_on.is_some());
        Some(plan::Milestone {
            name: text(row, "name").to_owned(),
            planned_on: text(row, "planned_date").parse().ok()?,
            responsible: name_of(reading, text(row, "responsible")),
            done,
        })
    };
    let milestones: Vec<_> = rows(form, values, "milestones").iter().filter_map(milestone).collect();
    plan::drawing(day("planned_start").zip(day("planned_end")), &milestones)
}
