//! `GET /api/v1/imports/{id}/look`: what the file looks like and how its columns are understood.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::import::{Field, Holds, Mapping};

use uuid::Uuid;

use super::must_see;
use super::view::refused;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::i18n::Lang;
use tongguan_service::import::book::{Book, Sheet};
use tongguan_service::import::job::Halt;
use tongguan_service::import::remembered::{self, Understood, head_of};
use tongguan_service::import::{table, words};

/// Different texts of a column that are shown.
const VALUES: usize = 40;
/// Characters of a text that are shown.
const TEXT: usize = 60;

/// Which sheet.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Its name; absent for the one that the mapping names, or the first with a head.
    sheet: Option<String>,
}

/// What a file looks like.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportLook {
    /// The encoding of a text.
    pub encoding: Option<String>,
    /// Its sheets.
    pub sheets: Vec<ImportSheet>,
    /// The sheet that is shown.
    pub sheet: String,
    /// The number of the row that is the head.
    pub head_row: u32,
    /// Rows below the head.
    pub rows: usize,
    /// The columns, in order.
    pub columns: Vec<ImportColumn>,
    /// What columns can be.
    pub fields: Vec<ImportField>,
    /// The mapping that is kept, remembered or guessed.
    #[schema(value_type = Object)]
    pub mapping: Mapping,
    /// Whether a file with this head was mapped before.
    pub remembered: bool,
    /// Why the mapping does not fit; absent where it does.
    pub fault: Option<String>,
}

/// A sheet.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportSheet {
    /// Its name; empty for text.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its rows that are not empty.
    pub rows: usize,
}

/// A column.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportColumn {
    /// Its heading.
    pub heading: String,
    /// The field that it is, if any.
    pub field: Option<String>,
    /// Different texts that stand in it, the most frequent first.
    pub values: Vec<ImportValue>,
}

/// A text of a column.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportValue {
    /// The text.
    pub text: String,
    /// How often it stands there.
    pub count: u32,
}

/// A field.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportField {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether every row needs it.
    pub required: bool,
    /// Its options, where it is a choice.
    pub options: Vec<ImportOption>,
}

/// An option of a choice.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportOption {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// The file, its columns and their mapping.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/look", tag = "import", operation_id = "look_into_import",
    params(("id" = Uuid, Path), Which),
    responses(
        (status = 200, body = ImportLook),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn look(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    Query(Which { sheet }): Query<Which>,
) -> Result<Json<ImportLook>, ApiError> {
    let (job, version) = must_see(&app, &caller, id).await?;
    let book = app.importer().book(caller.tenant, &job).await.map_err(|halt| match halt {
        Halt::Store(error) => error.into(),
        Halt::Fault(code) => {
            refused("import_file_refused", words::word(lang, &code).unwrap_or_default().to_owned())
        }
        Halt::Stopped => ApiError::Internal,
    })?;
    let fields = job.kind.fields(&app.current_process());
    let which = (job.kind, fields.as_slice(), sheet.as_deref());
    let understood = remembered::understood(&app.db, caller.tenant, which, &book).await?;
    // As it was brought nobody has touched the mapping yet.
    let was_before = |one: &Understood| one.is_remembered && (sheet.is_some() || version == 1);
    let remembered = understood.as_ref().is_some_and(was_before);
    let kept = job.mapping.filter(|mapping| sheet.is_none() || mapping.sheet == sheet);
    let mapping = kept.or(understood.map(|one| one.mapping));
    let shown = mapping.as_ref().and_then(|mapping| mapping.sheet.clone()).or(sheet);
    let sheet = book.sheet(shown.as_deref()).ok_or(ApiError::NotFound)?;
    let mapping = mapping.unwrap_or_else(|| Mapping { sheet: shown, ..Mapping::empty(job.kind) });
    let view = Viewing { lang, fields: &fields };
    Ok(Json(view.of(&book, sheet, mapping, remembered)))
}

struct Viewing<'a> {
    lang: Lang,
    fields: &'a [Field],
}

impl Viewing<'_> {
    fn of(&self, book: &Book, sheet: &Sheet, mapping: Mapping, remembered: bool) -> ImportLook {
        let head = head_of(sheet, &mapping);
        let fault = table::lay(sheet, &mapping, self.fields).err();
        let headings = sheet.rows.get(head).map_or(&[][..], |row| row.cells.as_slice());
        let column = |(index, heading): (usize, &String)| {
            let heading = heading.trim().to_owned();
            let field = mapping.columns.get(&heading).cloned();
            ImportColumn { values: values(sheet, head, index), heading, field }
        };
        ImportLook {
            encoding: book.encoding.clone(),
            sheets: book.sheets.iter().map(sheet_view).collect(),
            sheet: sheet.name.clone(),
            head_row: sheet.rows.get(head).map_or(0, |row| row.number),
            rows: sheet.rows.len().saturating_sub(head + 1),
            columns: headings.iter().enumerate().map(column).collect(),
            fields: self.fields.iter().map(|field| self.field(field)).collect(),
            fault: fault.map(|fault| words::sentence(self.lang, &fault, self.fields)),
            mapping,
            remembered,
        }
    }

    fn field(&self, field: &Field) -> ImportField {
        let options = match &field.holds {
            Holds::Choice(options) => options.as_slice(),
            _ => &[],
        };
        let option = |option: &tongguan_core::process::Choice| ImportOption {
            key: option.key.clone(),
            name: match self.lang {
                Lang::Zh => option.name.zh.clone(),
                Lang::En => option.name.en.clone(),
            },
        };
        ImportField {
            key: field.key.clone(),
            name: words::name(self.lang, &field.key, self.fields),
            required: field.required,
            options: options.iter().map(option).collect(),
        }
    }
}

fn sheet_view(sheet: &Sheet) -> ImportSheet {
    ImportSheet { name: sheet.name.clone(), hidden: sheet.hidden, rows: sheet.rows.len() }
}

fn values(sheet: &Sheet, head: usize, column: usize) -> Vec<ImportValue> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    // Beyond so many rows a column of names has shown what it is like.
    for row in sheet.rows.iter().skip(head + 1).take(20_000) {
        let text = row.cells.get(column).map_or("", |cell| cell.trim());
        if !text.is_empty() {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut values: Vec<(&str, u32)> = counts.into_iter().collect();
    values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = values.into_iter().take(VALUES);
    shown.map(|(text, count)| ImportValue { text: text.chars().take(TEXT).collect(), count }).collect()
}
