//! The mapping of a file: guessed, corrected by people, remembered, and applied to the next file of the same shape.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::{Field, Kind};
use super::head;
use super::value::Named;

/// Which heading is which field, and what else the rows need to be understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What is imported.
    pub kind: Kind,
    /// The sheet; absent for the first that has a head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Field by heading. A heading that is not here is left out.
    pub columns: BTreeMap<String, String>,
    /// Field, then text in the file, then what it stands for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What a field holds in rows that say nothing of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fixed: BTreeMap<String, String>,
}

/// Why a mapping does not fit a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "a field of a fault is a parameter of its sentence and named there")]
pub enum MappingFault {
    /// No row of the sheet has headings that are known or mapped.
    NoHead,
    /// The kind has no such field.
    UnknownField { field: String },
    /// Two headings for one field.
    FieldTwice { field: String },
    /// A field that every row needs has neither column nor fixed value.
    FieldMissing { field: String },
}

/// A mapping on a sheet: where its head is, and the field of each column.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// The index of the head among the rows that were given.
    pub head: usize,
    /// The headings.
    pub headings: Vec<String>,
    pub(super) fields: &'a [Field],
    pub(super) columns: Vec<Option<usize>>,
    /// The options of each field.
    pub(super) named: Vec<Named>,
    pub(super) mapping: &'a Mapping,
}

impl Mapping {
    /// A mapping that says nothing yet.
    pub fn empty(kind: Kind) -> Mapping {
        Mapping {
            kind,
            sheet: None,
            columns: BTreeMap::new(),
            values: BTreeMap::new(),
            fixed: BTreeMap::new(),
        }
    }

    /// A mapping guessed from the first rows of a sheet; none where no row looks like a head.
    pub fn guess(kind: Kind, fields: &[Field], rows: &[&[String]]) -> Option<Mapping> {
        let head = head::find(rows.iter().copied(), fields)?;
        let headings = rows[head];
        let columns = head::columns(headings, fields).into_iter().zip(headings);
        let columns = columns
            .filter_map(|(index, heading)| Some((heading.trim().to_owned(), fields[index?].key.clone())));
        Some(Mapping {
            kind,
            sheet: None,
            columns: columns.collect(),
            values: BTreeMap::new(),
            fixed: BTreeMap::new(),
        })
    }

    /// The mapping on the rows of a sheet.
    pub fn lay<'a>(&'a self, fields: &'a [Field], rows: &[&[String]]) -> Result<Layout<'a>, MappingFault> {
        for field in self.columns.values().chain(self.fixed.keys()).chain(self.values.keys()) {
            if !fields.iter().any(|known| known.key == *field) {
                return Err(MappingFault::UnknownField { field: field.clone() });
            }
        }
        let head = self.head(rows).ok_or(MappingFault::NoHead)?;
        let headings = rows[head].to_vec();
        let columns = self.columns_of(fields, &headings)?;
        let covered = |field: &Field| {
            self.fixed.contains_key(&field.key)
                || columns.iter().flatten().any(|index| fields[*index].key == field.key)
        };
        match fields.iter().find(|field| (field.required || field.column) && !covered(field)) {
            Some(field) => Err(MappingFault::FieldMissing { field: field.key.clone() }),
            None => {
                let named = fields.iter().map(|field| Named::of(&field.holds)).collect();
                Ok(Layout { head, headings, fields, columns, named, mapping: self })
            }
        }
    }

    /// The index of the row that has most of the headings; none where no row has one.
    pub fn head(&self, rows: &[&[String]]) -> Option<usize> {
        let mapped =
            |cells: &[String]| cells.iter().filter(|cell| self.columns.contains_key(cell.trim())).count();
        let counts = rows.iter().take(50).map(|cells| mapped(cells)).enumerate();
        let best = counts.max_by_key(|(index, count)| (*count, usize::MAX - index));
        best.filter(|(_, count)| *count > 0).map(|(head, _)| head)
    }

    fn columns_of(&self, fields: &[Field], headings: &[String]) -> Result<Vec<Option<usize>>, MappingFault> {
        let mut columns: Vec<Option<usize>> = Vec::with_capacity(headings.len());
        let mut before: Vec<&str> = Vec::new();
        for heading in headings {
            let heading = heading.trim();
            let named = self.columns.get(heading).filter(|_| !before.contains(&heading));
            before.push(heading);
            let index = named.and_then(|key| fields.iter().position(|field| field.key == *key));
            if let Some(twice) = index.filter(|index| columns.contains(&Some(*index))) {
                return Err(MappingFault::FieldTwice { field: fields[twice].key.clone() });
            }
            columns.push(index);
        }
        Ok(columns)
    }
}
