//! Computed and automatic fields: what the core found out is put into the facts of a submission, under the keys that
//! the form gives it.
//!
//! A computed field names its computation; the definition may call and place the field as it likes, but may only name
//! computations that exist. Nothing a person sends gets here: forms refuse these fields from people.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::process::{DocumentForm, Field, FieldType, Requirement};

/// Every computation that a form may name.
pub const COMPUTATIONS: &[&str] = &[
    "acceptance_due",
    "amount_in_words",
    "bant_score",
    "contract_tax",
    "cost_total",
    "decision_chain_coverage",
    "decision_chain_flags",
    "due_date",
    "expected_margin",
    "floor_breach",
    "grade_suggested",
    "gross_margin",
    "invoice_amount",
    "invoice_tax",
    "invoice_total",
    "kept_promise",
    "late_interest",
    "ledger",
    "limitation_date",
    "line_amount",
    "line_discount",
    "line_gross",
    "line_net",
    "line_tax",
    "next_review_at",
    "quote_discount",
    "quote_gross",
    "quote_net",
    "quote_tax",
    "score_total",
    "slip_days",
    "statutory_term",
];

/// What the core found out about one submission: by computation, or by key for automatic fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    fields: BTreeMap<String, Value>,
    rows: BTreeMap<(String, usize), BTreeMap<String, Value>>,
    kept: Map<String, Value>,
}

impl Values {
    /// A value of the form.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name.to_owned(), value.into());
    }

    /// A value of a row of a sub-table.
    pub fn set_row(&mut self, table: &str, row: usize, name: &str, value: impl Into<Value>) {
        self.rows.entry((table.to_owned(), row)).or_default().insert(name.to_owned(), value.into());
    }

    /// A fact that rules compare and that no form shows.
    pub fn keep(&mut self, key: &str, value: impl Into<Value>) {
        self.kept.insert(key.to_owned(), value.into());
    }

    /// Puts the values into facts, where the form has a field for them, and what is kept besides.
    pub fn fill(&self, form: &DocumentForm, facts: &mut Map<String, Value>) {
        for field in form.fields() {
            if let Some(value) = found(&self.fields, field) {
                facts.insert(field.key.clone(), value);
            } else if let FieldType::Table(columns) = &field.kind {
                self.fill_rows(&field.key, columns, facts);
            }
        }
        facts.extend(self.kept.clone());
    }

    fn fill_rows(&self, table: &str, columns: &[Field], facts: &mut Map<String, Value>) {
        let rows = facts.get_mut(table).and_then(Value::as_array_mut).into_iter().flatten();
        for (number, row) in rows.filter_map(Value::as_object_mut).enumerate() {
            let Some(values) = self.rows.get(&(table.to_owned(), number)) else { continue };
            let known = columns.iter().filter_map(|column| Some((column, found(values, column)?)));
            row.extend(known.map(|(column, value)| (column.key.clone(), value)));
        }
    }
}

fn found(values: &BTreeMap<String, Value>, field: &Field) -> Option<Value> {
    let name = match field.required {
        Requirement::Computed => field.compute.as_deref()?,
        Requirement::Automatic => field.key.as_str(),
        _ => return None,
    };
    values.get(name).cloned()
}
