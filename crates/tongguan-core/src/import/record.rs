//! A row as typed values.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::field::Kind;
use super::mapping::Layout;
use super::people::People;
use super::plan::Fault;
use super::{receipt, value};

/// A row as typed values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number in the file.
    pub row: u32,
    /// What it says, by field.
    pub values: BTreeMap<String, Value>,
    /// The fields that it does not say itself: what is said once for the whole file.
    pub fixed: BTreeSet<String>,
}

impl Record {
    /// A text of it.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.values.get(field).and_then(Value::as_str)
    }

    pub(super) fn owned(&self, field: &str) -> Option<String> {
        self.text(field).map(str::to_owned)
    }
}

impl Layout<'_> {
    /// What a row says in the column of a field.
    pub fn cell<'c>(&self, cells: &'c [String], field: &str) -> Option<&'c str> {
        let is_it = |column: &Option<usize>| column.is_some_and(|index| self.fields[index].key == field);
        let cell = cells.get(self.columns.iter().position(is_it)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// Reads a row below the head, with every fault that it has.
    pub fn read(&self, row: u32, cells: &[String], people: &People) -> Result<Record, Vec<Fault>> {
        if self.mapping.kind == Kind::Receipts && receipt::sums_up(cells) {
            return Ok(Record { row, values: BTreeMap::new(), fixed: BTreeSet::new() });
        }
        let mut values = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let mut faults = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            let column = self.columns.iter().position(|column| *column == Some(index));
            let cell = column.and_then(|column| cells.get(column)).map(String::as_str);
            let cell = cell.map(str::trim).filter(|cell| !value::says_nothing(cell));
            let fixed = self.mapping.fixed.get(&field.key).map(String::as_str);
            taken.extend(fixed.filter(|_| cell.is_none()).map(|_| field.key.clone()));
            let Some(cell) = cell.or(fixed) else {
                if field.required {
                    faults.push(Fault::of(&field.key, "missing", json!({})));
                }
                continue;
            };
            let meant = self.mapping.values.get(&field.key).and_then(|meant| meant.get(cell));
            let text = meant.map_or(cell, String::as_str);
            match value::read(&field.holds, &self.named[index], text, people) {
                Ok(value) => drop(values.insert(field.key.clone(), value)),
                Err((code, params)) => faults.push(Fault::of(&field.key, code, params)),
            }
        }
        if faults.is_empty() { Ok(Record { row, values, fixed: taken }) } else { Err(faults) }
    }
}
