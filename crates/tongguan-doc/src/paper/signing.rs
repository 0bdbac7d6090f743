//! The approval sheet, and the places where people sign and seal.

use tongguan_core::process::{DocumentForm, SigningPlace};

use super::make::{Approval, Step};
use super::words::{Words, words};
use super::{Block, Cell, Column, Language, Place, Section, Table};

/// A section for each approval: every step with its role, person, decision, opinion and time.
pub(super) fn approvals(approvals: &[Approval], words: &Words) -> Vec<Section> {
    let section = |approval: &Approval| Section {
        title: match approval.title.as_str() {
            "" => words.approval.to_owned(),
            title => format!("{}{}{title}", words.approval, words.colon),
        },
        blocks: vec![Block::Table(sheet(&approval.steps, words))],
    };
    approvals.iter().filter(|approval| !approval.steps.is_empty()).map(section).collect()
}

fn sheet(steps: &[Step], words: &Words) -> Table {
    let column = |label: &str, weight| Column { label: label.to_owned(), weight, right: false };
    let line = |(at, step): (usize, &Step)| {
        let texts = [&step.role, &step.person, &step.verdict, &step.opinion, &step.at];
        let number = Cell::text((at + 1).to_string());
        std::iter::once(number).chain(texts.map(|text| Cell::text(text.as_str()))).collect()
    };
    Table {
        title: String::new(),
        columns: vec![
            column(words.step, 4),
            column(words.role, 8),
            column(words.person, 8),
            column(words.verdict, 7),
            column(words.opinion, 22),
            column(words.time, 13),
        ],
        rows: steps.iter().enumerate().map(line).collect(),
        total: None,
    }
}

/// The places of the form.
pub(super) fn places(form: &DocumentForm, language: Language) -> Vec<Place> {
    let words = words(language);
    let place = |place: &SigningPlace| {
        let seal = if place.seal { words.seal } else { "" };
        Place {
            title: format!("{}{seal}", place.name.get(language)),
            lines: vec![words.signature.to_owned(), words.date.to_owned()],
        }
    };
    form.places.iter().map(place).collect()
}
