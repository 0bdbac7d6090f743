//! Finds a field of a form by the path that a problem names.

use tongguan_core::label::Label;
use tongguan_core::process::{DocumentForm, Field, FieldType};

/// The label of the field at `path`, and the row (from 0) where it lies in a table.
pub fn find<'f>(form: &'f DocumentForm, path: &str) -> Option<(&'f Label, Option<usize>)> {
    let mut steps = path.split('.');
    let (key, row) = step(steps.next()?);
    let mut field: &Field = form.field(key)?;
    for next in steps {
        let FieldType::Table(columns) = &field.kind else { return None };
        field = columns.iter().find(|column| column.key == step(next).0)?;
    }
    Some((&field.name, row))
}

/// `lines[2]` as key and row.
fn step(text: &str) -> (&str, Option<usize>) {
    match text.split_once('[') {
        Some((key, rest)) => (key, rest.trim_end_matches(']').parse().ok()),
        None => (text, None),
    }
}
