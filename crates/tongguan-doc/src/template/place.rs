//! Places in a text: `{{key}}`, blanks around the key allowed.

use std::collections::{BTreeMap, BTreeSet};

use super::Values;
use crate::paper::Cell;

/// A place in a text, in bytes, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub from: usize,
    pub to: usize,
    pub name: String,
}

/// The places of a text, in order. What does not close, or spans lines, is text.
pub(super) fn places(text: &str) -> Vec<Place> {
    let (mut places, mut at) = (Vec::new(), 0);
    while let Some(from) = text[at..].find("{{").map(|found| at + found) {
        let Some(end) = text[from + 2..].find("}}").map(|found| from + 2 + found) else { break };
        let name = text[from + 2..end].trim();
        let is_name = !name.is_empty() && name.len() <= 100 && !name.contains(['{', '}', '\n']);
        match is_name {
            true => {
                places.push(Place { from, to: end + 2, name: name.to_owned() });
                at = end + 2;
            }
            false => at = from + 1,
        }
    }
    places
}

/// The names of the places of a text.
pub fn names_in(text: &str) -> BTreeSet<String> {
    places(text).into_iter().map(|place| place.name).collect()
}

/// The table that a text has places of, if it is one that is known.
pub(super) fn table_in(text: &str, values: &Values) -> Option<String> {
    let tables = names_in(text).into_iter().filter_map(|name| Some(name.split_once('.')?.0.to_owned()));
    tables.into_iter().find(|table| values.tables.contains_key(table))
}

/// What places are filled with: the values, and where a line of a table is filled, that line.
pub(super) struct Source<'v> {
    pub values: &'v Values,
    pub line: Option<(&'v str, &'v BTreeMap<String, Cell>)>,
}

static NOTHING: Cell = Cell { text: String::new(), figure: None };

impl Source<'_> {
    pub fn cell(&self, name: &str) -> &Cell {
        let of_line = self.line.and_then(|(table, line)| {
            let column = name.strip_prefix(table)?.strip_prefix('.')?;
            Some(line.get(column).unwrap_or(&NOTHING))
        });
        of_line.or_else(|| self.values.cells.get(name)).unwrap_or(&NOTHING)
    }

    /// A text with its places filled.
    pub fn text(&self, text: &str) -> String {
        let (mut filled, mut at) = (String::new(), 0);
        for place in places(text) {
            filled.push_str(&text[at..place.from]);
            filled.push_str(&self.cell(&place.name).text);
            at = place.to;
        }
        filled.push_str(&text[at..]);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_where_they_close() {
        let names = |text: &str| places(text).into_iter().map(|place| place.name).collect::<Vec<_>>();
        assert_eq!(names("编号：{{number}}，客户：{{ customer }}"), ["number", "customer"]);
        assert_eq!(names("{{lines.amount}}{{x"), ["lines.amount"]);
        assert!(names("{{}} {{ }} {x} {{a\nb}}").is_empty());
        assert_eq!(names("{{{a}}"), ["a"], "the inner braces count");
    }

    #[test]
    fn a_value_is_put_once_and_never_read_again() {
        let mut values = Values::default();
        values.cells.insert("a".into(), Cell::text("{{b}}"));
        values.cells.insert("b".into(), Cell::text("secret"));
        assert_eq!(Source { values: &values, line: None }.text("[{{a}}][{{c}}]"), "[{{b}}][]");
    }
}
