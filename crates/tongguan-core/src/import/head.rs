//! Which row of a sheet is its head, and which heading is which field.

use unicode_normalization::UnicodeNormalization;

use super::field::Field;

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
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The heading without what stands in brackets.
fn bare(text: &str) -> String {
    let mut depth = 0_u32;
    let kept = text.nfkc().filter(|c| {
        depth += u32::from(matches!(c, '(' | '[' | '【'));
        let keep = depth == 0;
        if matches!(c, ')' | ']' | '】') {
            depth = depth.saturating_sub(1);
        }
        keep
    });
    plain(&kept.collect::<String>())
}

fn fit(heading: &str, field: &Field) -> Option<Fit> {
    let (whole, without) = (plain(heading), bare(heading));
    let judge = |name: &str| {
        let (name, short) = (plain(name), bare(name));
        match () {
            () if whole.is_empty() => None,
            () if whole == name => Some(Fit::Whole),
            () if without == name || without == short => Some(Fit::Bare),
            () if short.chars().count() >= 2 && whole.contains(&short) => Some(Fit::Within),
            () => None,
        }
    };
    field.known_as().filter_map(judge).max()
}

/// For each heading the index of its field; a field is named by one heading, the one that fits best, of equals the first.
pub(super) fn columns(headings: &[String], fields: &[Field]) -> Vec<Option<usize>> {
    let mut fits = Vec::new();
    for (column, heading) in headings.iter().enumerate() {
        for (index, field) in fields.iter().enumerate() {
            fits.extend(fit(heading, field).map(|fit| (fit, column, index)));
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
    let named = |cells: &[String]| {
        let exact = |field: &&Field| cells.iter().any(|cell| fit(cell, field) >= Some(Fit::Bare));
        let named: Vec<&Field> = fields.iter().filter(exact).collect();
        if named.iter().any(|field| field.required || field.column) { named.len() } else { 0 }
    };
    let best =
        rows.take(ROWS).map(named).enumerate().max_by_key(|(index, named)| (*named, usize::MAX - index));
    best.filter(|(_, named)| *named > 0).map(|(index, _)| index)
}
