//! The company's own templates of papers (单据模板): a Word or Excel file with places to fill, for one kind of document.
//!
//! Promises that a template asks for nothing that its document does not have, and that it shows the note of the copy, by which a copy is
//! found in the register. Whether the file can be filled is for whoever opens it to say.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::digest::Digest;
use crate::id::PersonId;
use crate::label::{Label, Language};
use crate::process::{DocumentForm, DocumentKind, Field, FieldType};

use super::issued_copy::CopyFormat;

/// Longest name, in characters.
const NAME_MAX: u32 = 60;
/// The place that every template has: who took the copy, when, and under which code.
pub const COPY_NOTE: &str = "copy_note";
/// The places that every document has, beside its fields.
pub const HEAD: [&str; 12] = [
    "doc_title",
    "doc_number",
    "doc_revision",
    "customer",
    "deal_number",
    "owner",
    "submitted_by",
    "submitted_at",
    "company",
    "company_address",
    "company_footer",
    COPY_NOTE,
];
/// The table of approval steps.
pub const APPROVAL: &str = "approval";
/// Its columns.
pub const APPROVAL_COLUMNS: [&str; 6] = ["no", "role", "person", "verdict", "opinion", "time"];

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTemplate {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Of which document.
    pub kind: DocumentKind,
    /// Word or Excel.
    pub format: CopyFormat,
    /// The file.
    pub file: Digest,
    /// False once retired.
    pub active: bool,
    /// Who added it.
    pub added_by: Option<PersonId>,
    /// When.
    pub added_at: Timestamp,
}

impl Record for PaperTemplate {
    const KIND: &'static str = "paper_template";
    const PERSONAL: &'static [&'static str] = &[];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// A place that a template of a form may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its name, as it stands between the braces.
    pub name: String,
    /// What the form calls it; absent for what every document has.
    pub label: Option<String>,
}

/// The places that a template of this form may have.
pub fn places(form: &DocumentForm, language: Language) -> Vec<Place> {
    let head = HEAD.iter().map(|name| Place { name: (*name).to_owned(), label: None });
    let fields = form.sections.iter().flat_map(|section| &section.fields);
    let of_fields = fields.flat_map(|field| places_of(field, language));
    let of_approvals = APPROVAL_COLUMNS.iter().map(|column| column_place(APPROVAL, column, None));
    head.chain(of_fields).chain(of_approvals).collect()
}

fn places_of(field: &Field, language: Language) -> Vec<Place> {
    let said = |label: &Label| Some(label.get(language).to_owned());
    let FieldType::Table(columns) = &field.kind else {
        return vec![Place { name: field.key.clone(), label: said(&field.name) }];
    };
    let table = said(&field.name).unwrap_or_default();
    let of_column = |column: &Field| {
        column_place(&field.key, &column.key, said(&column.name).map(|name| format!("{table} / {name}")))
    };
    // Lines are numbered where the form does not number them itself.
    let is_numbered = columns.iter().any(|column| column.key == "no");
    let number = (!is_numbered).then(|| column_place(&field.key, "no", None));
    number.into_iter().chain(columns.iter().map(of_column)).collect()
}

fn column_place(table: &str, column: &str, label: Option<String>) -> Place {
    Place { name: format!("{table}.{column}"), label }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A new template; `places` are what its file was found to ask for.
    AddPaperTemplate {
        name: String,
        kind: DocumentKind,
        format: CopyFormat,
        file: Digest,
        places: Vec<String>,
    },
    /// It is used no longer.
    RetirePaperTemplate {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::AddPaperTemplate { .. } => "add_paper_template",
            Command::RetirePaperTemplate {} => "retire_paper_template",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    template: Option<&PaperTemplate>,
    command: &Command,
) -> Result<PaperTemplate, Refusal> {
    desk.admit(command.key(), None)?;
    match (template, command) {
        (None, Command::AddPaperTemplate { name, kind, format, file, places }) => {
            judge(desk, *kind, *format, places)?;
            Ok(PaperTemplate {
                id: desk.fresh_id(),
                name: text::required("name", name, 1, NAME_MAX)?,
                kind: *kind,
                format: *format,
                file: *file,
                active: true,
                added_by: desk.actor(),
                added_at: desk.now(),
            })
        }
        (Some(template), Command::RetirePaperTemplate {}) if template.active => {
            Ok(PaperTemplate { active: false, ..template.clone() })
        }
        (Some(_), Command::RetirePaperTemplate {}) => Err(Refusal::NoChange),
        _ => Err(Refusal::AlreadyExists { kind: PaperTemplate::KIND.to_owned() }),
    }
}

fn judge(desk: &Desk<'_>, kind: DocumentKind, format: CopyFormat, asked: &[String]) -> Result<(), Refusal> {
    let form = desk.process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    if format == CopyFormat::Pdf {
        return Err(Refusal::TemplateFormat);
    }
    let known: BTreeSet<String> = places(form, Language::Zh).into_iter().map(|place| place.name).collect();
    let unknown: Vec<String> = asked.iter().filter(|place| !known.contains(*place)).cloned().collect();
    if !unknown.is_empty() {
        return Err(Refusal::UnknownPlaces { places: unknown });
    }
    match asked.iter().any(|place| place == COPY_NOTE) {
        true => Ok(()),
        false => Err(Refusal::NoCopyNote),
    }
}
