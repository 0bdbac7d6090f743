//! Places in a Word file: in paragraphs of the text, its heads and feet; a table's line that names a table is repeated.
//!
//! Word cuts a paragraph into runs wherever it likes, so a place may lie across several. What is filled in takes the look of the run in
//! which its place begins.

use std::collections::BTreeSet;

use super::open::Package;
use super::place::{Source, names_in, places, table_in};
use super::tree::{Element, Node, read, write};
use super::{Fault, Values};

fn is_text_part(name: &str) -> bool {
    let file = name.strip_prefix("word/").unwrap_or_default();
    let of = |stem: &str| file.starts_with(stem) && file.ends_with(".xml") && !file.contains('/');
    of("document") || of("header") || of("footer") || of("footnotes") || of("endnotes")
}

pub(super) fn names(package: &Package) -> Result<BTreeSet<String>, Fault> {
    let mut names = BTreeSet::new();
    for part in package.names(is_text_part) {
        for node in read(package.part(&part).unwrap_or_default())? {
            gather(&node, &mut names);
        }
    }
    Ok(names)
}

fn gather(node: &Node, names: &mut BTreeSet<String>) {
    let Node::Element(element) = node else { return };
    if element.is("w:p") {
        names.extend(names_in(&said(element)));
    }
    element.children.iter().for_each(|child| gather(child, names));
}

/// What a paragraph says, that of paragraphs within it left out.
fn said(paragraph: &Element) -> String {
    let mut text = String::new();
    for child in paragraph.elements().filter(|child| !child.is("w:p")) {
        match child.is("w:t") {
            true => text.push_str(&child.text()),
            false => text.push_str(&said(child)),
        }
    }
    text
}

pub(super) fn fill(package: &mut Package, values: &Values) -> Result<(), Fault> {
    for part in package.names(is_text_part) {
        let mut nodes = read(package.part(&part).unwrap_or_default())?;
        let source = Source { values, line: None };
        nodes.iter_mut().for_each(|node| fill_node(node, &source));
        package.put(&part, write(&nodes)?);
    }
    Ok(())
}

fn fill_node(node: &mut Node, source: &Source<'_>) {
    let Node::Element(element) = node else { return };
    if element.is("w:p") {
        fill_paragraph(element, source);
    }
    let children = std::mem::take(&mut element.children);
    for mut child in children {
        match table_of(&child, source.values) {
            Some(table) => element.children.extend(repeated(&child, &table, source.values)),
            None => {
                fill_node(&mut child, source);
                element.children.push(child);
            }
        }
    }
}

/// The table that a line of a table is about.
fn table_of(node: &Node, values: &Values) -> Option<String> {
    match node {
        Node::Element(line) if line.is("w:tr") => table_in(&all_said(line), values),
        _ => None,
    }
}

fn all_said(element: &Element) -> String {
    // A table within is asked by its own lines.
    let within = element.elements().filter(|child| !child.is("w:tbl"));
    let own = within.map(|child| if child.is("w:p") { said(child) } else { all_said(child) });
    own.collect::<Vec<_>>().join("\n")
}

/// The line once for each line of the table; once and empty where it has none, since a table without lines is broken.
fn repeated(line: &Node, table: &str, values: &Values) -> Vec<Node> {
    let empty = std::collections::BTreeMap::new();
    let lines = &values.tables[table];
    let lines: Vec<_> = if lines.is_empty() { vec![&empty] } else { lines.iter().collect() };
    let one = |values_of_line| {
        let mut line = line.clone();
        let source = Source { values, line: Some((table, values_of_line)) };
        if let Node::Element(element) = &mut line {
            element.children.iter_mut().for_each(|child| fill_node(child, &source));
        }
        line
    };
    lines.into_iter().map(one).collect()
}

fn fill_paragraph(paragraph: &mut Element, source: &Source<'_>) {
    let text = said(paragraph);
    let places = places(&text);
    if places.is_empty() {
        return;
    }
    let mut at = 0;
    each_text(paragraph, &mut |run: &mut Element| {
        let (from, own) = (at, run.text());
        at += own.len();
        let mut filled = String::new();
        for (offset, letter) in own.char_indices().map(|(offset, letter)| (from + offset, letter)) {
            match places.iter().find(|place| (place.from..place.to).contains(&offset)) {
                Some(place) if place.from == offset => filled.push_str(&source.cell(&place.name).text),
                Some(_) => {}
                None => filled.push(letter),
            }
        }
        run.set_text(&filled);
        run.set_attribute("xml:space", "preserve");
    });
    break_lines(paragraph);
}

/// The texts of a paragraph, in the order in which [`said`] reads them.
fn each_text(element: &mut Element, visit: &mut dyn FnMut(&mut Element)) {
    for child in element.elements_mut().filter(|child| !child.is("w:p")) {
        match child.is("w:t") {
            true => visit(child),
            false => each_text(child, visit),
        }
    }
}

/// Lines within a text are parted by breaks, as Word has them.
fn break_lines(element: &mut Element) {
    let children = std::mem::take(&mut element.children);
    for child in children {
        match child {
            Node::Element(text) if text.is("w:t") && text.text().contains('\n') => {
                for (at, line) in text.text().split('\n').enumerate() {
                    if at > 0 {
                        element.children.push(Node::Element(Element::new("w:br")));
                    }
                    let mut part = text.clone();
                    part.set_text(line);
                    element.children.push(Node::Element(part));
                }
            }
            Node::Element(mut other) if !other.is("w:p") => {
                break_lines(&mut other);
                element.children.push(Node::Element(other));
            }
            other => element.children.push(other),
        }
    }
}
