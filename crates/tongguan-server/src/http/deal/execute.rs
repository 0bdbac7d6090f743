//! The one way from the API to the executor: what a request says becomes an attempt, and its answer an answer.
//!
//! Promises the same refusal, the same record and the same idempotency for every endpoint that commands a deal. Must
//! never look at what a command says.

use serde::{Deserialize, Serialize};
use tongguan_core::deal::{Command, RegisterLead};
use tongguan_core::id::{CommandId, DealId};
use uuid::Uuid;

use super::reading;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::events::Change;
use crate::http::headers::{IdempotencyKey, IfMatch};
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::run::{Answer, Attempt, Created, RunError, Target, Via};

/// Whether to decide only.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct DryRun {
    /// Decide and do nothing: no event, no record.
    pub dry_run: bool,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Executed {
    /// The deal, or the row of reference data.
    pub id: Uuid,
    /// Its version before; 0 where it is new.
    pub after: u64,
    /// Its version now.
    pub version: u64,
    /// What else came into being.
    pub created: Vec<CreatedView>,
}

/// Something that a command brought into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct CreatedView {
    /// `account`, `contact`, `document`, `approval`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
}

/// An attempt as a request brings it.
pub struct Request {
    /// What is asked, and of what.
    pub target: Target,
    /// The version that the caller saw.
    pub expected: Option<IfMatch>,
    /// The caller's idempotency key.
    pub key: String,
    /// By which way it came.
    pub via: Via,
    /// Whether to decide only.
    pub dry_run: bool,
}

/// Commands that rest on the deal as a whole: advancing, and who owns it.
const NEED_VERSION: [&str; 5] =
    ["advance_stage", "return_stage", "reassign_owner", "claim_lead", "close_deal"];

/// Registers a lead.
pub async fn register(
    app: &App,
    caller: &Caller,
    command: RegisterLead,
    key: IdempotencyKey,
    dry_run: DryRun,
) -> Result<Executed, ApiError> {
    let target = Target::NewDeal { id: DealId(app.world().id()), command };
    let (key, dry_run) = (key.as_str().to_owned(), dry_run.dry_run);
    run(app, caller, Request { target, expected: None, key, via: Via::Api, dry_run }).await
}

/// Gives a command to a deal that the caller sees.
pub async fn command(
    app: &App,
    caller: &Caller,
    (deal, command): (DealId, Command),
    request: impl FnOnce(Target) -> Request,
) -> Result<Executed, ApiError> {
    let needs_version = NEED_VERSION.contains(&command.key());
    let request = request(Target::Deal { id: deal, command });
    let fault = match reading::visible(app, caller, deal).await {
        Ok(_) if needs_version && request.expected.is_none() => ApiError::IfMatchMissing,
        Ok(_) => return run(app, caller, request).await,
        Err(fault) => fault,
    };
    if matches!(fault, ApiError::NotFound | ApiError::IfMatchMissing) && !request.dry_run {
        let code = fault.code().to_owned();
        app.executor.note_refused(attempt(app, caller, request), code).await?;
    }
    Err(fault)
}

/// Writes the line of an attempt that was tried only and would be refused.
pub async fn note_refused(
    app: &App,
    caller: &Caller,
    request: Request,
    code: String,
) -> Result<(), ApiError> {
    Ok(app.executor.note_refused(attempt(app, caller, request), code).await?)
}

/// Executes an attempt, or decides it only.
pub async fn run(app: &App, caller: &Caller, request: Request) -> Result<Executed, ApiError> {
    let dry_run = request.dry_run;
    let attempt = attempt(app, caller, request);
    let (kind, command) = (attempt.target.kind().to_owned(), attempt.target.key());
    let answer = match dry_run {
        true => app.executor.dry_run(attempt).await?,
        false => app.executor.run(attempt).await?,
    };
    if !dry_run {
        app.edge.metrics.command(command, matches!(answer, Answer::Accepted { .. }));
    }
    match answer {
        Answer::Accepted { id, after, version, created } => {
            if !dry_run && version > after {
                app.tell(Change { kind, id, command: command.to_owned(), version });
            }
            Ok(Executed { id, after, version, created: created.into_iter().map(view).collect() })
        }
        Answer::Refused { code, params } => {
            let names = &app.directory(caller.tenant).await?.names;
            let ruled = Ruled::new(code, params, &app.current_process(), names);
            Err(ApiError::Ruled(Box::new(ruled)))
        }
    }
}

fn attempt(app: &App, caller: &Caller, request: Request) -> Attempt {
    Attempt {
        tenant: caller.tenant,
        id: CommandId(app.world().id()),
        via: if caller.key.is_some() { Via::Key } else { request.via },
        target: request.target,
        expected: request.expected.map(|version| version.0),
        key: Some(request.key),
        context: caller.context(app),
    }
}

fn view(Created { kind, id }: Created) -> CreatedView {
    CreatedView { kind, id }
}

impl From<RunError> for ApiError {
    fn from(error: RunError) -> Self {
        match error {
            RunError::NotFound => Self::NotFound,
            RunError::Stale { current } => Self::StaleVersion { current_version: current },
            RunError::KeyReused => Self::IdempotencyKeyReused,
            RunError::Store(error) => error.into(),
        }
    }
}
