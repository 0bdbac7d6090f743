//! `/healthz`, `/readyz` and `/metrics`, for those who operate the server.

use super::{error::ApiError, problem::Problem};
use crate::{app::App, metrics::Backlog};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use tongguan_store::outbox::{self, Channel};
use tongguan_store::{StoreError, moment};

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "operate", responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The process takes new work; 503 from the moment that it begins to stop.
#[utoipa::path(get, path = "/readyz", tag = "operate", responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn readyz(State(app): State<Arc<App>>) -> Result<&'static str, ApiError> {
    if app.edge.is_ready() { Ok("ok\n") } else { Err(ApiError::Unavailable { retry_after_s: 5 }) }
}

/// Counts and times in the text format of Prometheus, and what waits in the background.
#[utoipa::path(get, path = "/metrics", tag = "operate", responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    match backlog(&app).await {
        Ok(work) => app.edge.metrics.background(&work),
        // The counts of this process are told all the same.
        Err(error) => tracing::warn!(%error, "what waits in the background cannot be read"),
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.edge.metrics.render())
        .into_response()
}

async fn backlog(app: &App) -> Result<Backlog, StoreError> {
    let (Some(tenant), now) = (app.company().await?, app.world().now()) else {
        return Ok(Backlog::default());
    };
    let read: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                let passed = moment::earliest(tx, tenant).await?.filter(|at| *at < now);
                Ok((passed, outbox::waiting(tx, tenant).await?, outbox::count_dead(tx, tenant).await?))
            })
        })
        .await;
    let (passed, waiting, given_up) = read?;
    let behind = passed.map(|at| now.duration_since(at)).and_then(|behind| behind.try_into().ok());
    let of = |channel: Channel| (channel.key(), waiting.get(&channel).copied().unwrap_or_default());
    Ok(Backlog {
        deadlines_behind: behind.unwrap_or_default(),
        waiting: [Channel::Mail, Channel::Group].map(of).into(),
        given_up,
    })
}
