//! An import as an answer shows it.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tongguan_core::facts::Context;
use tongguan_core::import::Mapping;
use tongguan_core::reference::Desk;
use tongguan_core::reference::import::{self, Command, ImportJob};
use tongguan_store::import::{Part, Phase, Tally};
use tongguan_store::{StoreError, import as rows};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use tongguan_service::i18n::Lang;
use tongguan_service::import::{tally, words};

/// An import.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ImportView {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: u64,
    /// `customers`, `products`, `leads` and others.
    pub kind: &'static str,
    /// `read`, `checking`, `checked`, `running`, `done`, `cancelled`, `undoing`, `undone` or `failed`.
    pub state: &'static str,
    /// The name of the file.
    pub file_name: String,
    /// Its length.
    pub size_bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Who imports.
    pub by: Uuid,
    /// The name of who imports.
    pub by_name: Option<String>,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When its rows began to be done.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Rows gone through in the present pass.
    pub done: u64,
    /// All rows.
    pub total: u64,
    /// How many rows would become what, and for which faults.
    pub checked: Vec<ImportMark>,
    /// How many rows became what.
    pub became: Vec<ImportMark>,
    /// Why it was taken back.
    pub undo_reason: Option<String>,
    /// Things built upon it.
    pub built_upon: u32,
    /// Why it failed.
    pub fault: Option<String>,
    /// What the caller may ask of it now.
    pub may: Vec<&'static str>,
}

/// How many rows bear a mark.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ImportMark {
    /// A verdict, or `error:FIELD:CODE`.
    pub mark: String,
    /// The field of a fault in words.
    pub field: Option<String>,
    /// The fault in words, without what each row says.
    pub reason: Option<String>,
    /// How many rows.
    pub rows: u32,
}

/// How an import stands, as far as it is kept beside its record.
struct Beside {
    progress: (u64, u64),
    checked: Tally,
    became: Tally,
}

async fn beside(app: &App, caller: &Caller, import: Uuid) -> Result<Beside, StoreError> {
    let tenant = caller.tenant;
    app.db
        .read(move |tx| {
            Box::pin(async move {
                let checked = sum(&rows::parts(tx, tenant, (import, Phase::Check)).await?);
                let became = sum(&rows::parts(tx, tenant, (import, Phase::Run)).await?);
                Ok(Beside { progress: rows::progress(tx, tenant, import).await?, checked, became })
            })
        })
        .await
}

fn sum(parts: &[Part]) -> Tally {
    let mut sum = Tally::new();
    parts.iter().for_each(|part| tally::add(&mut sum, &part.tally));
    sum
}

/// Shows an import.
pub(super) async fn of(
    app: &App,
    caller: &Caller,
    lang: Lang,
    (job, version): (ImportJob, u64),
) -> Result<ImportView, ApiError> {
    let Beside { progress: (done, total), checked, became } = beside(app, caller, job.id).await?;
    let may = offers(app, caller, &job).await?;
    let fields = job.kind.fields(&app.current_process());
    let counts = |tally: Tally| -> Vec<ImportMark> {
        let field = |mark: &str| {
            let field = mark.strip_prefix("error:")?.split(':').next().filter(|field| !field.is_empty())?;
            Some(words::name(lang, field, &fields))
        };
        let reason = |mark: &str| {
            let code = mark.strip_prefix("error:")?.split(':').nth(1)?;
            Some(words::short(lang, code))
        };
        let count = |(mark, rows): (String, u32)| ImportMark {
            field: field(&mark),
            reason: reason(&mark),
            mark,
            rows,
        };
        tally.into_iter().map(count).collect()
    };
    let by_name = app.directory(caller.tenant).await?.names.get(&job.by.0).cloned();
    let said = |fault: String| words::word(lang, &fault).map_or(fault.clone(), str::to_owned);
    Ok(ImportView {
        id: job.id,
        version,
        kind: job.kind.key(),
        state: job.state.key(),
        file_name: job.file_name,
        size_bytes: job.size_bytes,
        sha256: hex::encode(job.sha256.0),
        by: job.by.0,
        by_name,
        created_at: job.created_at,
        started_at: job.started_at,
        ended_at: job.ended_at,
        done,
        total,
        checked: counts(checked),
        became: counts(became),
        undo_reason: job.undo_reason,
        built_upon: job.built_upon,
        fault: job.fault.map(said),
        may,
    })
}

/// What the caller may ask of an import now: the core's own answer to each.
async fn offers(app: &App, caller: &Caller, job: &ImportJob) -> Result<Vec<&'static str>, StoreError> {
    let (executor, tenant) = (app.executor.clone(), caller.tenant);
    let known = app
        .db
        .read(move |tx| {
            let executor = executor.clone();
            Box::pin(async move { executor.known(tx, tenant).await })
        })
        .await?;
    let context: Context = caller.context(app);
    let process = app.current_process();
    let desk = Desk {
        organization: &known.organization,
        process: &process,
        settings: &known.settings,
        context: &context,
    };
    let asked = [
        Command::CheckImport {},
        Command::RunImport {},
        Command::CancelImport {},
        Command::UndoImport { reason: "?".to_owned() },
        Command::TakeImportResult {},
    ];
    let fits = |command: &&Command| import::decide(&desk, Some(job), command).is_ok();
    let mut may: Vec<&'static str> = asked.iter().filter(fits).map(Command::key).collect();
    let mapping = Mapping::empty(job.kind);
    if fits(&&Command::MapImport { mapping }) {
        may.push("map_import");
    }
    Ok(may)
}

/// A value as words have it, for refusals that come from a file.
pub(super) fn refused(code: &'static str, reason: String) -> ApiError {
    let params = serde_json::Map::from_iter([("reason".to_owned(), Value::from(reason))]);
    ApiError::Refused { code: code.into(), params }
}
