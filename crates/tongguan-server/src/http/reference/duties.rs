//! `GET /api/v1/reference-duties`: who may change which reference data, as one table.
//!
//! Promises the table by which commands are judged, so that pages offer what the caller may do and everybody can read how duties are
//! divided. A row of the caller's own (his customer, his delegation) is judged when he acts.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_core::id::PersonId;
use tongguan_core::organization::Organization;
use tongguan_core::process::Process;
use tongguan_core::reference::authority::{RULES, Rule};
use tongguan_core::reference::setting::{Settings, duty_of};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::problem::Problem;

/// Who may give one command.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DutyRule {
    /// The command.
    pub command: String,
    /// Holders of any of these roles may.
    pub roles: Vec<String>,
    /// Whoever the row belongs to may as well.
    pub owner: bool,
    /// Nobody may who also holds one of these.
    pub never: Vec<String>,
    /// The settings that it changes, where it changes settings.
    pub settings: Vec<String>,
    /// Whether the caller may by his roles.
    pub is_mine: bool,
}

/// The table of duties.
#[utoipa::path(
    get, path = "/api/v1/reference-duties", tag = "reference", operation_id = "list_reference_duties",
    responses(
        (status = 200, body = Vec<DutyRule>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Vec<DutyRule>>, ApiError> {
    let process = app.current_process();
    let view = |rule| view(rule, &process, (&caller.organization, caller.person));
    Ok(Json(RULES.iter().map(view).collect()))
}

fn view(rule: &Rule, process: &Process, (organization, person): (&Organization, PersonId)) -> DutyRule {
    let owned = |roles: &[&str]| roles.iter().map(|role| (*role).to_owned()).collect();
    let never: Vec<&str> = process.barred_roles(rule.command).map(|(_, role)| role).collect();
    let barred = organization.roles_of(person).any(|held| never.contains(&held));
    DutyRule {
        command: rule.command.to_owned(),
        roles: owned(rule.roles),
        owner: rule.owner,
        never: owned(&never),
        settings: settings_of(rule),
        is_mine: rule.admits(organization, person) && !barred,
    }
}

fn settings_of(rule: &Rule) -> Vec<String> {
    Settings::keys().into_iter().filter(|key| duty_of(key) == rule.command).collect()
}
