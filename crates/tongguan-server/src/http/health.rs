//! `GET /api/v1/health`: how the installation is, for those who keep it.
//!
//! Promises what the running server knows itself: its release, its database, its calendar, what waits to leave the house. Must never
//! show an address, a secret, or anything of a deal.

use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::TenantId;
use tongguan_store::outbox::{self, Channel};
use tongguan_store::{Engine, StoreError, Tx, migrate};

use super::caller::Caller;
use super::error::ApiError;
use super::problem::Problem;
use crate::app::App;
use crate::tls::standing::{Finding, Standing};
use tongguan_service::installation::backup;
use tongguan_service::job::nightly;

/// Roles that keep the installation, or look after those who do.
const KEEPERS: [&str; 2] = ["sys_admin", "auditor"];
/// Messages given up that are told of.
const TOLD: u32 = 50;

/// How the installation is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HealthView {
    /// The release.
    pub release: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The version of the database's schema.
    pub schema_version: i64,
    /// The server's time.
    #[schema(value_type = String, format = DateTime)]
    pub now: Timestamp,
    /// The company's time zone.
    pub zone: String,
    /// The version of the process in force.
    pub process_version: u32,
    /// The version of the calendar in force.
    pub calendar_version: String,
    /// Of this year and the next, those whose days off are not known yet.
    pub provisional_years: Vec<i16>,
    /// The last day on which the nightly work was done.
    pub nightly_done: Option<String>,
    /// When the latest backup by `tongguan backup` was begun; absent where there was none, and on PostgreSQL, which is backed up
    /// with its own tools.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_backup: Option<Timestamp>,
    /// The certificate; absent where the server ends no TLS.
    pub certificate: Option<CertificateView>,
    /// The ways by which notices leave the house.
    pub channels: Vec<ChannelView>,
}

/// The certificate that the server shows.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CertificateView {
    /// Whether the administrator gave it, or it is self-made.
    pub is_given: bool,
    /// When it ends, or the first of its chain.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ends_at: Option<Timestamp>,
    /// The SHA-256 of the self-made authority's certificate, to be compared before it is installed.
    pub authority: Option<String>,
    /// What is to be done about it.
    pub findings: Vec<CertificateFinding>,
}

/// Something to be done about the certificate.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CertificateFinding {
    /// `ends_soon`, `ended`, `not_yet`, `not_for_host`, `key_open`, `not_taken`.
    pub code: String,
    /// Whether browsers refuse, or will once the server starts again.
    pub is_fault: bool,
}

/// A way by which notices leave the house.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ChannelView {
    /// `mail` or `group`.
    pub channel: String,
    /// Whether it is set up.
    pub is_open: bool,
    /// Messages that wait.
    pub waiting: i64,
    /// Messages that were given up, the latest first.
    pub given_up: Vec<GivenUp>,
}

/// A message that was given up after three days.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct GivenUp {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last try said.
    pub last_error: Option<String>,
}

/// How the installation is; for system administrators and auditors.
#[utoipa::path(
    get, path = "/api/v1/health", tag = "operate", operation_id = "read_health",
    responses(
        (status = 200, body = HealthView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<HealthView>, ApiError> {
    caller.must_hold(&KEEPERS)?;
    let (tenant, process) = (caller.tenant, app.current_process());
    let directory = app.directory(tenant).await?;
    let channels: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(async move { channels(tx, tenant).await })).await;
    let now = app.world().now();
    Ok(Json(HealthView {
        release: env!("CARGO_PKG_VERSION").to_owned(),
        engine: engine(app.db.engine()).to_owned(),
        schema_version: migrate::newest_version(),
        now,
        zone: process.zone_name(),
        process_version: process.version,
        calendar_version: directory.calendar.version().to_owned(),
        provisional_years: provisional(&directory.calendar, process.time_zone().to_datetime(now).year()),
        nightly_done: nightly::done_on(&app.db, tenant).await?,
        last_backup: app.db.sqlite_path().and_then(Path::parent).and_then(backup::latest),
        certificate: app.certificates.get().map(|certificates| certificate(certificates.standing())),
        channels: channels?,
    }))
}

fn certificate(standing: Standing) -> CertificateView {
    let finding =
        |one: &Finding| CertificateFinding { code: one.code().to_owned(), is_fault: one.is_fault() };
    CertificateView {
        is_given: standing.is_given,
        ends_at: standing.ends_at,
        authority: standing.authority.map(|(_, fingerprint)| fingerprint),
        findings: standing.findings.iter().map(finding).collect(),
    }
}

fn engine(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}

fn provisional(calendar: &Calendar, year: i16) -> Vec<i16> {
    [year, year + 1].into_iter().filter(|year| calendar.is_provisional_year(*year)).collect()
}

async fn channels(tx: &mut Tx, tenant: TenantId) -> Result<Vec<ChannelView>, StoreError> {
    let open = outbox::channels(tx, tenant).await?;
    let waiting = outbox::waiting(tx, tenant).await?;
    let dead = outbox::dead(tx, tenant, TOLD).await?;
    let view = |channel: Channel| ChannelView {
        channel: channel.key().to_owned(),
        is_open: open.contains(&channel),
        waiting: waiting.get(&channel).copied().unwrap_or_default(),
        given_up: dead
            .iter()
            .filter(|one| one.channel == channel)
            .map(|one| GivenUp {
                at: one.dead_at,
                attempts: one.attempts,
                last_error: one.last_error.clone(),
            })
            .collect(),
    };
    Ok([Channel::Mail, Channel::Group].map(view).into())
}
