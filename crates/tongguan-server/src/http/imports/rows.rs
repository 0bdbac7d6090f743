//! `GET /api/v1/imports/{id}/rows`: what would become of the rows, or what became of them, by mark.
//!
//! Promises that a page of a hundred thousand rows costs the parts that it shows: the tallies of the others say how many to pass over.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::id::TenantId;
use tongguan_core::import::Verdict;
use tongguan_store::import::{Phase, Tally};
use tongguan_store::{StoreError, Tx, import as store};
use uuid::Uuid;

use super::must_see;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::import::table::Outcome;
use tongguan_service::import::tally;
use tongguan_service::import::words::Reasons;

/// Which rows.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `check` (what would become of them) or `run` (what became of them).
    #[param(value_type = String)]
    pass: Pass,
    /// Only those with this mark: a verdict, or `error:FIELD:CODE`.
    mark: Option<String>,
    /// How many to pass over.
    #[serde(default)]
    offset: u32,
    /// How many, 1 to 200.
    limit: Option<u32>,
}

/// A pass over the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pass {
    /// What would become of them.
    Check,
    /// What became of them.
    Run,
}

impl Pass {
    /// As the store names it.
    pub fn phase(self) -> Phase {
        match self {
            Pass::Check => Phase::Check,
            Pass::Run => Phase::Run,
        }
    }
}

/// Some rows out of all.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportRows {
    /// How many there are with the mark.
    pub total: u32,
    /// The rows.
    pub items: Vec<ImportRow>,
}

/// A row.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportRow {
    /// Its number in the file.
    pub row: u32,
    /// What it is about, as the file says it.
    pub title: String,
    /// `new`, `update`, `unchanged`, `duplicate` or `error`.
    pub verdict: &'static str,
    /// Why, or what changes.
    pub reasons: Vec<ImportReason>,
}

/// A reason.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportReason {
    /// The field that it is about, in words.
    pub field: Option<String>,
    /// The reason in words.
    pub text: String,
}

/// Rows of an import with what would become, or became, of them.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/rows", tag = "import", operation_id = "list_import_rows",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = ImportRows),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Json<ImportRows>, ApiError> {
    let (job, _) = must_see(&app, &caller, id).await?;
    let limit = paging::limit(asked.limit)?;
    let (tenant, place) = (caller.tenant, (id, asked.pass.phase()));
    let wanted = Arc::new(Wanted { mark: asked.mark, offset: asked.offset, limit });
    let found: Result<(u32, Vec<Outcome>), StoreError> = app
        .db
        .read(move |tx| {
            let wanted = wanted.clone();
            Box::pin(async move { wanted.find(tx, tenant, place).await })
        })
        .await;
    let (total, outcomes) = found?;
    let (process, directory) = (app.current_process(), app.directory(caller.tenant).await?);
    let fields = job.kind.fields(&process);
    let reasons = Reasons { lang, fields: &fields, process: &process, names: &directory.names };
    let items = outcomes.into_iter().map(|outcome| shown(outcome, reasons)).collect();
    Ok(Json(ImportRows { total, items }))
}

struct Wanted {
    mark: Option<String>,
    offset: u32,
    limit: u32,
}

impl Wanted {
    async fn find(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        place: (Uuid, Phase),
    ) -> Result<(u32, Vec<Outcome>), StoreError> {
        let (mut total, mut found) = (0, Vec::new());
        for part in store::parts(tx, tenant, place).await? {
            let here = self.count(&part.tally);
            let (begin, end) = (total, total + here);
            total = end;
            let is_shown = here > 0 && end > self.offset && begin < self.offset.saturating_add(self.limit);
            if !is_shown {
                continue;
            }
            let data = store::part_data(tx, tenant, place, part.part).await?.unwrap_or_default();
            let outcomes: Vec<Outcome> = serde_json::from_str(&data)
                .map_err(|_| StoreError::corrupt("a part of an import that cannot be read"))?;
            let fit = outcomes.into_iter().filter(|outcome| self.fits(outcome));
            found.extend(fit.skip(self.offset.saturating_sub(begin) as usize));
            found.truncate(self.limit as usize);
        }
        Ok((total, found))
    }

    fn count(&self, tally: &Tally) -> u32 {
        match &self.mark {
            Some(mark) => tally.get(mark).copied().unwrap_or(0),
            None => tally::rows(tally),
        }
    }

    fn fits(&self, outcome: &Outcome) -> bool {
        self.mark.as_ref().is_none_or(|mark| tally::marks(outcome).contains(mark))
    }
}

fn shown(outcome: Outcome, words: Reasons<'_>) -> ImportRow {
    let reasons = match &outcome.verdict {
        Verdict::Error { faults } => faults.iter().map(|fault| words.split(fault)).collect(),
        verdict => match words.of(verdict) {
            text if text.is_empty() => Vec::new(),
            text => vec![(None, text)],
        },
    };
    let reasons = reasons.into_iter().map(|(field, text)| ImportReason { field, text }).collect();
    ImportRow { row: outcome.row, title: outcome.title, verdict: outcome.verdict.key(), reasons }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_counts_once_whatever_its_faults() {
        let tally = Tally::from([
            ("new".to_owned(), 3),
            ("error".to_owned(), 2),
            ("error:account_name:missing".to_owned(), 2),
        ]);
        let wanted = |mark: Option<&str>| Wanted { mark: mark.map(str::to_owned), offset: 0, limit: 1 };
        assert_eq!(wanted(None).count(&tally), 5);
        assert_eq!(wanted(Some("error:account_name:missing")).count(&tally), 2);
        assert_eq!(wanted(Some("duplicate")).count(&tally), 0);
    }
}
