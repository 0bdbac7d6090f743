//! A sub-table of a form: its lines numbered, its amounts summed, columns that say nothing left out.

use serde_json::{Map, Value};
use tongguan_core::form::is_empty;
use tongguan_core::process::{Field, FieldType, Requirement};

use super::cell::width;
use super::make::{Purpose, Setting};
use super::sections::{cell, to_tick};
use super::words::words;
use super::{Cell, Column, Table};

/// Lines of a table that is to be filled by hand.
const BLANK_ROWS: usize = 4;

pub(super) fn table(
    title: String,
    columns: &[Field],
    rows: &[Value],
    setting: &Setting<'_>,
    purpose: Purpose,
) -> Option<Table> {
    let rows: Vec<&Map<String, Value>> = rows.iter().filter_map(Value::as_object).collect();
    let mut shown: Vec<&Field> = columns.iter().filter(|column| is_shown(column, &rows, purpose)).collect();
    // Lines that count themselves are not counted again.
    if shown.len() > 1 && counts(shown[0], &rows) {
        shown.remove(0);
    }
    if shown.is_empty() {
        return None;
    }
    let number = Column { label: words(setting.language).no.to_owned(), weight: 5, right: false };
    let total = total(&shown, &rows, setting);
    let sums =
        total.iter().flat_map(|cells| cells.iter().skip(1)).map(|cell| width(&cell.text)).collect::<Vec<_>>();
    let sum_of = |at: usize| sums.get(at).copied().unwrap_or(0);
    let heads = shown.iter().enumerate().map(|(at, field)| column(field, &rows, sum_of(at), setting));
    let lines: Vec<Vec<Cell>> = match purpose {
        Purpose::Blank => {
            (1..=BLANK_ROWS).map(|at| line(at, shown.iter().map(|f| blank(f, setting)))).collect()
        }
        Purpose::Filled => {
            let cells = |row: &Map<String, Value>| -> Vec<Cell> {
                let value =
                    |field: &&Field| cell(field, row.get(&field.key).unwrap_or(&Value::Null), setting);
                shown.iter().map(value).collect()
            };
            rows.iter().enumerate().map(|(at, row)| line(at + 1, cells(row).into_iter())).collect()
        }
    };
    Some(Table { title, columns: std::iter::once(number).chain(heads).collect(), rows: lines, total })
}

fn counts(column: &Field, rows: &[&Map<String, Value>]) -> bool {
    let says = |(at, row): (u64, &&Map<String, Value>)| {
        row.get(&column.key).and_then(Value::as_u64).is_some_and(|number| number == at)
    };
    matches!(column.kind, FieldType::Integer) && !rows.is_empty() && (1..).zip(rows).all(says)
}

fn line(number: usize, cells: impl Iterator<Item = Cell>) -> Vec<Cell> {
    std::iter::once(Cell::text(number.to_string())).chain(cells).collect()
}

/// A column stands if a line says something in it; a mark that is nowhere set says nothing.
fn is_shown(column: &Field, rows: &[&Map<String, Value>], purpose: Purpose) -> bool {
    let is_systems = matches!(column.required, Requirement::Automatic | Requirement::Computed);
    let says = |row: &&Map<String, Value>| {
        row.get(&column.key)
            .is_some_and(|value| !(is_empty(value) || is_systems && *value == Value::Bool(false)))
    };
    match purpose {
        Purpose::Blank => !is_systems && !matches!(column.kind, FieldType::Files),
        Purpose::Filled => rows.iter().any(says),
    }
}

/// Figures want their whole width, sums in bold a little more; headings and words may break.
fn column(field: &Field, rows: &[&Map<String, Value>], sum: usize, setting: &Setting<'_>) -> Column {
    let label = field.name.get(setting.language).to_owned();
    let figures = matches!(
        field.kind,
        FieldType::Money | FieldType::Price | FieldType::Quantity | FieldType::Percent | FieldType::Integer
    );
    let longest = rows.iter().filter_map(|row| Some(cell(field, row.get(&field.key)?, setting).text));
    let longest = longest.map(|text| width(&text)).max().unwrap_or(0);
    let heading = if width(&label) > 8 { width(&label).div_ceil(2) } else { width(&label) };
    let wanted = if figures { longest.max(sum + 1) + 1 } else { longest };
    let weight = wanted.max(heading).clamp(5, 30);
    Column { label, weight: u32::try_from(weight).unwrap_or(30), right: figures }
}

fn blank(field: &Field, setting: &Setting<'_>) -> Cell {
    match &field.kind {
        // Boxes of a long list would not fit into a line.
        FieldType::Choice(options) | FieldType::Choices(options) if options.len() > 4 => Cell::default(),
        _ => to_tick(field, setting),
    }
}

/// The sums of the amounts, where there is more than one line.
fn total(shown: &[&Field], rows: &[&Map<String, Value>], setting: &Setting<'_>) -> Option<Vec<Cell>> {
    let is_summed = |field: &&Field| matches!(field.kind, FieldType::Money);
    if rows.len() < 2 || !shown.iter().any(is_summed) {
        return None;
    }
    let sum = |field: &&Field| {
        let amounts = rows.iter().map(|row| row.get(&field.key).and_then(Value::as_i64).unwrap_or(0));
        if is_summed(field) { Cell::sum(amounts).unwrap_or_default() } else { Cell::default() }
    };
    let mut cells: Vec<Cell> = std::iter::once(Cell::default()).chain(shown.iter().map(sum)).collect();
    cells[0] = Cell::text(words(setting.language).total);
    Some(cells)
}
