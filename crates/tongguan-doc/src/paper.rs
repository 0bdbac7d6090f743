//! A document as it stands on paper: headings, entries, tables, places to sign. Pure data.
//!
//! Promises that everything a renderer shows is in here, already in one language and already cut to what the reader may
//! see. Must never name a kind of document or a field of the standard: those are gone once [`make::paper`] is done.

pub mod cell;
pub mod drawing;
pub mod hand_over;
pub mod letter;
mod lines;
mod logo;
pub mod make;
mod sections;
mod signing;
mod table;
pub mod words;

use serde::{Deserialize, Serialize};
pub use tongguan_core::label::Language;

pub use cell::{Cell, Figure};
pub use drawing::Drawing;

/// A document on paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its language.
    pub language: Language,
    /// Whether it is ruled as a form or set as a plain document.
    pub layout: Layout,
    /// Whether its tables need the long side of the sheet.
    pub landscape: bool,
    /// Who it comes from.
    pub letterhead: Letterhead,
    /// Its title.
    pub title: String,
    /// `表3` over the title of a numbered form.
    pub form_no: Option<String>,
    /// Number, revision, date, customer: what stands above the content.
    pub head: Vec<Line>,
    /// Its content.
    pub sections: Vec<Section>,
    /// Where people sign and seal.
    pub places: Vec<Place>,
    /// What stands across every page, if it is no clean copy.
    pub watermark: Option<String>,
    /// The line at the foot of every page.
    pub footer: Footer,
}

/// How it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A ruled form, label and value side by side.
    Form,
    /// A plain document with headings.
    Document,
}

/// The company's head of the sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Letterhead {
    /// Its name; empty where none is set.
    pub company: String,
    /// Address, phone: one line.
    pub address: String,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// A PNG: the picture of the company, or a drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logo {
    /// Its bytes in base64.
    pub base64: String,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Cell,
}

/// A line of entries: two beside each other, or one that takes the whole width.
pub type Line = Vec<Entry>;

/// A part of the content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Labels and values.
    Entries(Vec<Line>),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

/// A picture of what a table says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// What is drawn.
    pub drawing: Drawing,
    /// The same as a PNG, for the formats that know no lines; left out there where there is none.
    pub png: Option<Logo>,
}

/// A table of lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its caption; empty where the section's heading says it.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines, as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// Sums under it, as many cells as columns.
    pub total: Option<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Its share of the width.
    pub weight: u32,
    /// Whether its values stand to the right, as figures do.
    pub right: bool,
}

/// A place to sign or seal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Whose.
    pub title: String,
    /// `签字：`, `盖章：`, `日期：`, each with room behind it.
    pub lines: Vec<String>,
}

/// The foot of the pages.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Footer {
    /// What stands before, between and after the page and the number of pages.
    pub pages: [String; 3],
    /// The company's own line.
    pub text: String,
    /// Who made the copy and when, and the code by which it is found again.
    pub copy: String,
}
