//! Places in an Excel file: in cells; a row that names a table is repeated, and what stands under it moves down.
//!
//! A cell that is one place takes the figure of its value, so that Excel reckons with it; any other takes text, which is never a formula.
//! A workbook that reckons by itself is refused: its formulas would speak of rows that have moved.

use std::collections::BTreeSet;

use super::open::Package;
use super::place::{Source, names_in, places, table_in};
use super::tree::{Element, Node, read, write};
use super::{Fault, Values};

/// Rows that a sheet can have.
const MOST_ROWS: u32 = 1_048_576;

fn is_sheet(name: &str) -> bool {
    name.starts_with("xl/worksheets/") && name.ends_with(".xml") && !name.contains("/_rels/")
}

pub(super) fn names(package: &Package) -> Result<BTreeSet<String>, Fault> {
    let strings = strings(package)?;
    let mut names = BTreeSet::new();
    for part in package.names(is_sheet) {
        for node in read(package.part(&part).unwrap_or_default())? {
            gather(&node, &strings, &mut names)?;
        }
    }
    Ok(names)
}

fn gather(node: &Node, strings: &[String], names: &mut BTreeSet<String>) -> Result<(), Fault> {
    let Node::Element(element) = node else { return Ok(()) };
    if element.is("c") {
        names.extend(names_in(&said(element, strings)?));
        return Ok(());
    }
    element.children.iter().try_for_each(|child| gather(child, strings, names))
}

/// The texts that cells name by number.
fn strings(package: &Package) -> Result<Vec<String>, Fault> {
    let Some(part) = package.part("xl/sharedStrings.xml") else { return Ok(Vec::new()) };
    let nodes = read(part)?;
    let root = nodes.iter().find_map(|node| match node {
        Node::Element(root) => Some(root),
        _ => None,
    });
    let items = root.into_iter().flat_map(Element::elements).filter(|item| item.is("si"));
    Ok(items.map(without_reading).collect())
}

/// The text of an item; how it is read aloud (注音) is none of it.
fn without_reading(item: &Element) -> String {
    item.elements().filter(|part| !part.is("rPh")).map(Element::text).collect()
}

/// What a cell says, where it is a text.
fn said(cell: &Element, strings: &[String]) -> Result<String, Fault> {
    if cell.elements().any(|part| part.is("f")) {
        return Err(Fault::Formula(cell.attribute("r").unwrap_or_default()));
    }
    let value = || cell.elements().find(|part| part.is("v")).map(Element::text).unwrap_or_default();
    Ok(match cell.attribute("t").as_deref() {
        Some("s") => value().parse().ok().and_then(|at: usize| strings.get(at).cloned()).unwrap_or_default(),
        Some("inlineStr") => cell.text(),
        _ => String::new(),
    })
}

pub(super) fn fill(package: &mut Package, values: &Values) -> Result<(), Fault> {
    let strings = strings(package)?;
    for part in package.names(is_sheet) {
        let mut nodes = read(package.part(&part).unwrap_or_default())?;
        for node in &mut nodes {
            if let Node::Element(sheet) = node {
                fill_sheet(sheet, &strings, values)?;
            }
        }
        package.put(&part, write(&nodes)?);
    }
    // Its order of reckoning names cells that have moved, and there is nothing to reckon.
    package.remove("xl/calcChain.xml");
    Ok(())
}

fn fill_sheet(sheet: &mut Element, strings: &[String], values: &Values) -> Result<(), Fault> {
    let mut moves = Vec::new();
    for data in sheet.elements_mut().filter(|part| part.is("sheetData")) {
        moves = fill_rows(data, strings, values)?;
    }
    let moved =
        |row: u32| row + moves.iter().filter(|(below, _)| row > *below).map(|(_, by)| by).sum::<u32>();
    for merges in sheet.elements_mut().filter(|part| part.is("mergeCells")) {
        for merge in merges.elements_mut() {
            let range = merge.attribute("ref").map(|range| range_moved(&range, &moved));
            range.into_iter().for_each(|range| merge.set_attribute("ref", &range));
        }
    }
    // What the sheet says of its own extent is not true any more, and needs not be said.
    sheet.children.retain(|part| !matches!(part, Node::Element(part) if part.is("dimension")));
    Ok(())
}

/// Fills the rows. Answers below which row of the template how many were put in.
fn fill_rows(data: &mut Element, strings: &[String], values: &Values) -> Result<Vec<(u32, u32)>, Fault> {
    let rows = std::mem::take(&mut data.children);
    let (mut moves, mut by) = (Vec::new(), 0_u32);
    for node in rows {
        let Node::Element(row) = node else { continue };
        let number: u32 = row.attribute("r").and_then(|r| r.parse().ok()).ok_or(Fault::Broken)?;
        let texts = row.elements().map(|cell| said(cell, strings)).collect::<Result<Vec<_>, _>>()?;
        let table = table_in(&texts.join("\n"), values);
        let empty = std::collections::BTreeMap::new();
        let lines: Vec<_> = match &table {
            Some(table) if values.tables[table].is_empty() => vec![Some((table.as_str(), &empty))],
            Some(table) => values.tables[table].iter().map(|line| Some((table.as_str(), line))).collect(),
            None => vec![None],
        };
        let more = u32::try_from(lines.len() - 1).map_err(|_| Fault::TooLarge)?;
        for (at, line) in (0..).zip(lines) {
            let place = number.checked_add(by + at).filter(|row| *row <= MOST_ROWS).ok_or(Fault::TooLarge)?;
            let filled = fill_row(&row, &texts, &Source { values, line }, place);
            data.children.push(Node::Element(filled));
        }
        if more > 0 {
            moves.push((number, more));
            by += more;
        }
    }
    Ok(moves)
}

fn fill_row(row: &Element, texts: &[String], source: &Source<'_>, number: u32) -> Element {
    let mut filled = row.clone();
    filled.set_attribute("r", &number.to_string());
    for (cell, text) in filled.elements_mut().zip(texts) {
        if let Some(name) = cell.attribute("r") {
            let column: String = name.chars().take_while(char::is_ascii_alphabetic).collect();
            cell.set_attribute("r", &format!("{column}{number}"));
        }
        if !places(text).is_empty() {
            fill_cell(cell, text, source);
        }
    }
    filled
}

fn fill_cell(cell: &mut Element, text: &str, source: &Source<'_>) {
    let style = cell.attribute("s");
    let mut filled = Element::new("c");
    filled.set_attribute("r", &cell.attribute("r").unwrap_or_default());
    style.into_iter().for_each(|style| filled.set_attribute("s", &style));
    let only = places(text).into_iter().next().filter(|place| text.trim().len() == place.to - place.from);
    let figure = only.and_then(|place| source.cell(&place.name).figure);
    let value = match figure {
        Some(figure) => {
            let mut value = Element::new("v");
            value.set_text(&figure.number.to_string());
            value
        }
        None => {
            filled.set_attribute("t", "inlineStr");
            let (mut value, mut said) = (Element::new("is"), Element::new("t"));
            said.set_text(&source.text(text));
            said.set_attribute("xml:space", "preserve");
            value.children.push(Node::Element(said));
            value
        }
    };
    filled.children.push(Node::Element(value));
    *cell = filled;
}

fn range_moved(range: &str, moved: &impl Fn(u32) -> u32) -> String {
    let corner = |corner: &str| {
        let at = corner.find(|letter: char| letter.is_ascii_digit()).unwrap_or(corner.len());
        let (column, row) = corner.split_at(at);
        row.parse().map_or_else(|_| corner.to_owned(), |row| format!("{column}{}", moved(row)))
    };
    range.split(':').map(corner).collect::<Vec<_>>().join(":")
}
