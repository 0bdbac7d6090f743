//! `GET /api/v1/session`: who am I, and what am I here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_core::id::DepartmentId;
use tongguan_store::access::Scope;
use uuid::Uuid;

use crate::app::App;
use crate::auth::factor;
use crate::auth::session::SignedIn;
use crate::http::caller::Newcomer;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::speaker::Speaker;
use tongguan_service::installation;

/// Who is signed in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Me {
    /// The person.
    pub person: MePerson,
    /// The roles he holds.
    pub roles: Vec<String>,
    /// The same in words.
    pub role_names: Vec<String>,
    /// How many other people work in the departments whose deals he sees; 0 where he sees his own only.
    pub team: usize,
    /// The company.
    pub company: String,
    /// Whether he must choose another password before anything else.
    pub must_change_password: bool,
    /// Whether he must enrol a second factor before anything else.
    pub must_enrol_second_factor: bool,
    /// Whether he has a second factor.
    pub has_second_factor: bool,
    /// How many recovery codes he has left.
    pub recovery_codes: u32,
    /// The version of the process in force, by which the browser knows its forms.
    pub process_version: u32,
    /// The company's time zone, in which every moment is shown.
    pub zone: String,
}

/// The person who is signed in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MePerson {
    /// His id.
    pub id: Uuid,
    /// His name.
    pub name: Option<String>,
    /// His home department.
    pub department: Option<Named>,
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
    ApiLang(lang): ApiLang,
) -> Result<Json<Me>, ApiError> {
    let factor = factor::standing(&app, who.tenant, who.person).await?;
    let process = app.current_process();
    let none = Names::new();
    let speaker = Speaker { lang, process: &process, names: &none };
    let mut roles: Vec<String> = who.roles().map(str::to_owned).collect();
    roles.sort();
    roles.dedup();
    let names = app.directory(who.tenant).await?.names.clone();
    let home = who.organization.people.get(&who.person).map(|person| person.department.0);
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    Ok(Json(Me {
        person: MePerson {
            id: who.person.0,
            name: names.get(&who.person.0).cloned(),
            department: home.map(named),
        },
        role_names: roles.iter().map(|role| speaker.party(role)).collect(),
        roles,
        team: team(&who, app.access(&who).scope()),
        company: installation::company(&app.db).await?.map(|company| company.name).unwrap_or_default(),
        must_change_password: who.must_change,
        must_enrol_second_factor: who.must_enrol,
        has_second_factor: factor.is_active,
        recovery_codes: factor.recovery_codes,
        process_version: process.version,
        zone: process.zone_name(),
    }))
}

fn team(who: &SignedIn, scope: &Scope) -> usize {
    let is_in = |department: DepartmentId| match scope {
        Scope::Own => false,
        Scope::Departments(departments) => departments.contains(&department),
        Scope::All => true,
    };
    let others = who.organization.people.iter().filter(|(id, _)| **id != who.person);
    others.filter(|(_, person)| person.active && is_in(person.department)).count()
}
