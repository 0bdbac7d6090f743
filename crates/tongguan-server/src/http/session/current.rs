//! `GET /api/v1/session`: who am I, and what am I here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Newcomer;
use crate::http::error::ApiError;
use crate::http::names;
use crate::http::problem::Problem;
use crate::i18n::Lang;
use crate::i18n::speaker::{Names, Speaker};

/// Who is signed in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Me {
    /// The person.
    pub person: Uuid,
    /// His name.
    pub name: Option<String>,
    /// His home department.
    pub department: Option<Uuid>,
    /// The roles he holds.
    pub roles: Vec<RoleView>,
    /// Whether he must choose another password before anything else.
    pub must_change_password: bool,
    /// The version of the process in force, by which the browser knows its forms.
    pub process_version: u32,
}

/// A role.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RoleView {
    /// Its key.
    pub role: String,
    /// Its name.
    pub name: String,
}

/// Who is signed in.
#[utoipa::path(
    get, path = "/api/v1/session", tag = "session",
    responses(
        (status = 200, body = Me),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn current(
    State(app): State<Arc<App>>,
    Newcomer(who): Newcomer,
    lang: Lang,
) -> Result<Json<Me>, ApiError> {
    let process = app.current_process();
    let none = Names::new();
    let speaker = Speaker { lang, process: &process, names: &none };
    let mut roles: Vec<String> = who.roles().map(str::to_owned).collect();
    roles.sort();
    roles.dedup();
    let names = names::of(&app, who.tenant, vec![who.person.0]).await?;
    Ok(Json(Me {
        person: who.person.0,
        name: names.get(&who.person.0).cloned(),
        department: who.organization.people.get(&who.person).map(|person| person.department.0),
        roles: roles.into_iter().map(|role| RoleView { name: speaker.party(&role), role }).collect(),
        must_change_password: who.must_change,
        process_version: process.version,
    }))
}
