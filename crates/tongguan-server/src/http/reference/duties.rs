//! `GET /api/v1/reference-duties`: who may change which reference data, as one table.
//!
//! Promises the table by which commands are judged, so that pages offer what the caller may do and everybody can read how duties are
//! divided. A row of the caller's own (his customer, his delegation) is judged when he acts.

use axum::Json;
use serde::Serialize;
use tongguan_core::reference::authority::{RULES, Rule};

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
pub async fn list(caller: Caller) -> Result<Json<Vec<DutyRule>>, ApiError> {
    let held: Vec<&str> = caller.roles().collect();
    Ok(Json(RULES.iter().map(|rule| view(rule, &held)).collect()))
}

fn view(rule: &Rule, held: &[&str]) -> DutyRule {
    let owned = |roles: &[&str]| roles.iter().map(|role| (*role).to_owned()).collect();
    let holds = |roles: &[&str]| roles.iter().any(|role| held.contains(role));
    DutyRule {
        command: rule.command.to_owned(),
        roles: owned(rule.roles),
        owner: rule.owner,
        never: owned(rule.never),
        is_mine: holds(rule.roles) && !holds(rule.never),
    }
}
