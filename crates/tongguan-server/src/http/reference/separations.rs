//! `GET /api/v1/separations`: the duties that nobody has together, how each is held, and whether one person alone takes a deal from
//! lead to signed contract, proven against the organisation as it is.
//!
//! Promises the same data and the same questions as `tongguan process check`. Must never judge anything itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_core::organization::Organization;
use tongguan_core::process::{self, Duty, Held, Process, SecondHand, Separation, Stop};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;
use tongguan_service::directory::Directory;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::speaker::Speaker;

/// Separation of duties, and the question that it answers.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SeparationsView {
    /// The pairs.
    pub pairs: Vec<SeparationView>,
    /// Whether one person alone could take a deal from lead to signed contract.
    pub is_possible_alone: bool,
    /// How many people a signed contract takes at least.
    pub people_needed: usize,
    /// The proof: conditions on the way that take somebody else's decision. Where there are none, the way itself is the path.
    pub proof: Vec<SecondHandView>,
    /// Whose deals would stop, since nobody is left who may decide.
    pub stops: Vec<StopView>,
    /// Whether the system administrator still keeps the rights, for want of a security administrator.
    pub lacks_security_admin: bool,
}

/// A pair of duties.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SeparationView {
    /// Its key.
    pub key: String,
    /// What it says.
    pub name: String,
    /// How it is held: `by_role`, `by_deal`, `by_paper` or `by_post`.
    #[schema(value_type = String)]
    pub held: Held,
    /// One duty.
    pub one: SeparatedDuty,
    /// The other.
    pub other: SeparatedDuty,
    /// People who have roles of both, and whom the rule stops.
    pub both: Vec<Named>,
}

/// A duty in words.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SeparatedDuty {
    /// What is done.
    pub does: Vec<String>,
    /// Whose it is.
    pub roles: Vec<String>,
}

/// A condition that takes somebody else.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SecondHandView {
    /// The gate.
    pub gate: String,
    /// The condition in words.
    pub condition: String,
    /// Who decides, in order.
    pub roles: Vec<String>,
}

/// Where the deals of somebody stop.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StopView {
    /// Who owns the deals.
    pub owner: Named,
    /// For which department.
    pub department: Named,
    /// The gate.
    pub gate: String,
    /// The condition in words.
    pub condition: String,
    /// The role whose decision nobody may make.
    pub role: String,
}

/// Separation of duties as it stands now.
#[utoipa::path(
    get, path = "/api/v1/separations", tag = "reference", operation_id = "read_separations",
    responses(
        (status = 200, body = SeparationsView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
) -> Result<Json<SeparationsView>, ApiError> {
    let (directory, process) = (app.directory(caller.tenant).await?, app.current_process());
    Ok(Json(Telling { lang, process: &process, directory: &directory }.all()))
}

struct Telling<'a> {
    lang: Lang,
    process: &'a Process,
    directory: &'a Directory,
}

impl Telling<'_> {
    fn all(&self) -> SeparationsView {
        let (process, organization) = (self.process, self.organization());
        let hands = process::second_hands(process);
        SeparationsView {
            pairs: process.separations.iter().map(|pair| self.pair(pair)).collect(),
            is_possible_alone: hands.is_empty(),
            people_needed: process::people_needed(process),
            proof: hands.iter().map(|hand| self.hand(hand)).collect(),
            stops: process::stops(process, organization).iter().map(|stop| self.stop(stop)).collect(),
            lacks_security_admin: !organization.anybody_holds("security_admin"),
        }
    }

    fn organization(&self) -> &Organization {
        &self.directory.organization
    }

    fn speaker(&self) -> Speaker<'_> {
        Speaker { lang: self.lang, process: self.process, names: &self.directory.names }
    }

    fn named(&self, id: uuid::Uuid) -> Named {
        Named { id, name: self.directory.names.get(&id).cloned() }
    }

    fn pair(&self, pair: &Separation) -> SeparationView {
        let both = pair.both(self.process, self.organization());
        SeparationView {
            key: pair.key.clone(),
            name: self.speaker().label(&pair.name).to_owned(),
            held: pair.held,
            one: self.duty(&pair.one),
            other: self.duty(&pair.other),
            both: both.into_iter().map(|person| self.named(person.0)).collect(),
        }
    }

    fn duty(&self, duty: &Duty) -> SeparatedDuty {
        let speaker = self.speaker();
        SeparatedDuty {
            does: duty.commands.iter().map(|command| speaker.command(command)).collect(),
            roles: self.roles(&duty.roles),
        }
    }

    fn roles(&self, roles: &[String]) -> Vec<String> {
        roles.iter().map(|role| self.speaker().party(role)).collect()
    }

    fn condition(&self, gate: &str, key: &str) -> String {
        let gate = self.process.gates.get(gate);
        let found = gate.and_then(|gate| gate.conditions.iter().find(|one| one.key == key));
        found.map_or(key.to_owned(), |one| self.speaker().label(&one.missing).to_owned())
    }

    fn hand(&self, hand: &SecondHand) -> SecondHandView {
        SecondHandView {
            gate: hand.gate.clone(),
            condition: self.condition(&hand.gate, &hand.condition),
            roles: self.roles(&hand.roles),
        }
    }

    fn stop(&self, stop: &Stop) -> StopView {
        StopView {
            owner: self.named(stop.owner.0),
            department: self.named(stop.department.0),
            gate: stop.gate.clone(),
            condition: self.condition(&stop.gate, &stop.condition),
            role: self.speaker().party(&stop.role),
        }
    }
}
