//! Rows of one table proposed for another: the columns that both have, and those that a column names.

use serde_json::{Map, Value};

use crate::form::{Reader, is_systems};
use crate::process::{Choice, Field, FieldType};

/// Rows of `source` as `field` takes them: of each column that people fill, what stands under the same key in the same
/// type, or what the column's `prefill` names: a column of the source, or a text with such columns in braces.
pub(super) fn fitted(field: &Field, source: &Field, value: Value) -> Value {
    let (FieldType::Table(columns), FieldType::Table(given)) = (&field.kind, &source.kind) else {
        return value;
    };
    let Value::Array(rows) = value else { return value };
    let typed: Vec<&Field> = columns.iter().filter(|column| !is_systems(column)).collect();
    let row = |row: Value| match row {
        Value::Object(row) => Value::Object(typed.iter().filter_map(|to| cell(to, given, &row)).collect()),
        other => other,
    };
    Value::Array(rows.into_iter().map(row).collect())
}

fn cell(to: &Field, given: &[Field], row: &Map<String, Value>) -> Option<(String, Value)> {
    let value = match to.prefill.as_deref() {
        Some(text) if text.contains('{') => Value::String(filled(text, given, row)?),
        Some(key) => row.get(key)?.clone(),
        None => {
            let from = given.iter().find(|from| from.key == to.key)?;
            is_same_type(&from.kind, &to.kind).then(|| row.get(&to.key))??.clone()
        }
    };
    Some((to.key.clone(), value))
}

/// The text with the words of the columns that it names.
fn filled(text: &str, given: &[Field], row: &Map<String, Value>) -> Option<String> {
    columns_in(text).try_fold(text.to_owned(), |text, key| {
        let word = Reader(row).text(key)?;
        let column = given.iter().find(|column| column.key == key)?;
        Some(
            text.replace(
                &format!("{{{key}}}"),
                option(column, word).map_or(word, |one| one.name.zh.as_str()),
            ),
        )
    })
}

fn option<'a>(column: &'a Field, key: &str) -> Option<&'a Choice> {
    match &column.kind {
        FieldType::Choice(options) => options.iter().find(|option| option.key == key),
        _ => None,
    }
}

/// The columns that a text names in braces, or the one that it is.
pub fn columns_in(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split('}').next());
    let itself = (!text.contains('{')).then_some(text);
    parts.chain(itself)
}

/// Whether a value of one type is one of the other.
pub fn is_same_type(one: &FieldType, other: &FieldType) -> bool {
    let text = |kind: &FieldType| matches!(kind, FieldType::Line | FieldType::Text);
    std::mem::discriminant(one) == std::mem::discriminant(other) || (text(one) && text(other))
}
