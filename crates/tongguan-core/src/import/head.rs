//! Which row of a sheet is its head, and which heading is which field.

use super::field::Field;
use crate::unify::unified;

/// Rows from the top among which the head is looked for: titles and notes come before it.
const ROWS: usize = 20;

/// How well a heading names a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It holds the name among other words.
    Within,
    /// It is the name, but for what stands in brackets.
    Bare,
    /// It is the name.
    Whole,
}

/// A heading as it is compared: without space, punctuation, width and case.
pub(super) fn plain(text: &str) -> String {
    unified(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The heading without what stands in brackets.
fn bare(text: &str) -> String {
    let mut depth = 0_u32;
    let kept: String = unified(text)
        .chars()
        .filter(|c| {
            depth += u32::from(matches!(c, '(' | '[' | '【'));
            let keep = depth == 0;
            if matches!(c, ')' | ']' | '】') {
                depth = depth.saturating_sub(1);
            }
            keep
        })
        .collect();
    plain(&kept)
}

/// A heading or a name: as it is compared, and without what stands in brackets.
struct Name {
    whole: String,
    bare: String,
}

impl Name {
    fn of(text: &str) -> Self {
        Self { whole: plain(text), bare: bare(text) }
    }
}

/// What each field is called.
fn names(fields: &[Field]) -> Vec<Vec<Name>> {
    fields.iter().map(|field| field.known_as().map(Name::of).collect()).collect()
}

fn fit(heading: &Name, names: &[Name]) -> Option<Fit> {
    let judge = |name: &Name| match () {
        () if heading.whole.is_empty() => None,
        () if heading.whole == name.whole => Some(Fit::Whole),
        () if heading.bare == name.whole || heading.bare == name.bare => Some(Fit::Bare),
        () if name.bare.chars().count() >= 2 && heading.whole.contains(&name.bare) => Some(Fit::Within),
        () => None,
    };
    names.iter().filter_map(judge).max()
}

/// For each heading the index of its field; a field is named by one heading, the one that fits best, of equals the first.
pub(super) fn columns(headings: &[String], fields: &[Field]) -> Vec<Option<usize>> {
    let mut fits = Vec::new();
    let names = names(fields);
    for (column, heading) in headings.iter().map(|heading| Name::of(heading)).enumerate() {
        for (index, names) in names.iter().enumerate() {
            fits.extend(fit(&heading, names).map(|fit| (fit, column, index)));
        }
    }
    fits.sort_by_key(|(fit, column, index)| (std::cmp::Reverse(*fit), *column, *index));
    let mut columns = vec![None; headings.len()];
    let mut taken = vec![false; fields.len()];
    for (_, column, index) in fits {
        if columns[column].is_none() && !taken[index] {
            columns[column] = Some(index);
            taken[index] = true;
        }
    }
    columns
}

/// The index of the row that names most fields as they are; none where no row names a field that every row needs.
pub(super) fn find<'r>(rows: impl Iterator<Item = &'r [String]>, fields: &[Field]) -> Option<usize> {
    let names = names(fields);
    let named = |cells: &[String]| {
        let cells: Vec<Name> = cells.iter().map(|cell| Name::of(cell)).collect();
        let is_named = |names: &[Name]| cells.iter().any(|cell| fit(cell, names) >= Some(Fit::Bare));
        let named: Vec<&Field> =
            fields.iter().zip(&names).filter(|(_, names)| is_named(names)).map(|(field, _)| field).collect();
        if named.iter().any(|field| field.required || field.column) { named.len() } else { 0 }
    };
    let best =
        rows.take(ROWS).map(named).enumerate().max_by_key(|(index, named)| (*named, usize::MAX - index));
    best.filter(|(_, named)| *named > 0).map(|(index, _)| index)
}
