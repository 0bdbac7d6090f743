//! `GET /api/v1/deals/{id}/access`: why somebody sees a deal, or why not; what of it is kept from him; and who sees it.
//!
//! Promises the verdict by which the deal is shown, with what it rests on. About himself anybody may ask who sees the deal; about others
//! their superiors, and the security administrator and the auditor, who learn the rule. Must never tell what the deal says, nor tell
//! anybody else that there is one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tongguan_core::deal::Deal;
use tongguan_core::form;
use tongguan_core::id::{DealId, PersonId};
use tongguan_core::process::{DocumentForm, DocumentKind, FieldLimit, Limiting, Process, Visibility};
use tongguan_core::sight::why::{self, Ground, Reach, Why};
use tongguan_store::StoreError;

use super::reading::Named;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::directory::Directory;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::speaker::Speaker;
use tongguan_service::i18n::terms::Group;

/// Roles that ask about everybody, of what they may not see themselves as well.
const WATCHERS: [&str; 2] = ["security_admin", "auditor"];

/// About whom.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The person; the caller where absent.
    #[param(value_type = Option<Uuid>)]
    person: Option<PersonId>,
}

impl Asked {
    /// About whom the caller asks.
    pub fn person(&self, caller: &Caller) -> PersonId {
        self.person.unwrap_or(caller.person)
    }
}

/// Why somebody sees a deal or a customer, or why not.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AccessView {
    /// About whom.
    pub person: Named,
    /// Whether he sees it.
    pub sees: bool,
    /// What lets him, or, where nothing does, what is missing; in words.
    pub because: Vec<String>,
    /// Papers and fields that are kept from him, and from whom they are not; only where he sees the deal.
    pub hidden: Vec<HiddenView>,
    /// About whom the caller may ask, himself first.
    pub askable: Vec<Named>,
    /// Everybody who sees it; told to its owner, his superiors, the security administrator and the auditor.
    pub readers: Vec<ReaderView>,
}

/// What is kept from somebody.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HiddenView {
    /// The document.
    pub document: String,
    /// Its fields; none where the whole paper is.
    pub fields: Vec<String>,
    /// Roles that see it.
    pub roles: Vec<String>,
}

/// Somebody who sees it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReaderView {
    /// Who.
    pub person: Named,
    /// What lets him.
    pub because: String,
}

/// Why somebody sees this deal, or why not.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/access", tag = "deal", operation_id = "explain_deal_access",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = AccessView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    Query(asked): Query<Asked>,
) -> Result<Json<AccessView>, ApiError> {
    let deal = deal_for(&app, &caller, id).await?;
    let directory = app.directory(caller.tenant).await?;
    let process = app.process_for(&caller, deal.process_version).ok_or(ApiError::Internal)?;
    let telling = Telling { lang, process: &process, directory: &directory };
    let person = asked.person(&caller);
    may_ask(&telling, &caller, person)?;
    let organization = &directory.organization;
    let place = super::reading::place(&app, &caller, &deal).await?;
    let now = app.world().now();
    let found = why::of_deal(organization, &process, person, (&deal, &place), now);
    let hidden = if found.sees { telling.hidden(&deal, person, now) } else { Vec::new() };
    let asks_all = is_watcher(&caller)
        || deal
            .owner
            .is_some_and(|owner| owner == caller.person || why::is_above(organization, caller.person, owner));
    let readers = if asks_all {
        telling.readers(|one| why::of_deal(organization, &process, one, (&deal, &place), now))
    } else {
        Vec::new()
    };
    Ok(Json(AccessView {
        person: telling.named(person),
        sees: found.sees,
        because: telling.because(&found),
        hidden,
        askable: askable(&telling, &caller),
        readers,
    }))
}

/// The deal for whoever sees it, and for those who watch over rights.
async fn deal_for(app: &App, caller: &Caller, id: DealId) -> Result<Arc<Deal>, ApiError> {
    if !is_watcher(caller) {
        return super::reading::visible(app, caller, id).await;
    }
    let (tenant, executor) = (caller.tenant, app.executor.clone());
    let deal: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let executor = executor.clone();
            Box::pin(async move { executor.deal(tx, tenant, id).await })
        })
        .await;
    deal?.ok_or(ApiError::NotFound)
}

/// Whether somebody asks about everybody.
pub fn is_watcher(caller: &Caller) -> bool {
    caller.holds(&WATCHERS)
}

/// About himself, about those below, and for watchers about everybody.
pub fn may_ask(telling: &Telling<'_>, caller: &Caller, person: PersonId) -> Result<(), ApiError> {
    let organization = &telling.directory.organization;
    if !organization.people.contains_key(&person) {
        return Err(ApiError::NotFound);
    }
    let may =
        person == caller.person || is_watcher(caller) || why::is_above(organization, caller.person, person);
    if may { Ok(()) } else { Err(ApiError::Forbidden) }
}

/// About whom the caller may ask: himself, then those below him, or for watchers everybody, who are in office; by name.
pub fn askable(telling: &Telling<'_>, caller: &Caller) -> Vec<Named> {
    let organization = &telling.directory.organization;
    let others = organization.people.keys().filter(|person| **person != caller.person);
    let others = others.filter(|person| organization.is_active(**person));
    let others = others.filter(|person| may_ask(telling, caller, **person).is_ok());
    let mut others: Vec<Named> = others.map(|person| telling.named(*person)).collect();
    others.sort_by(|one, other| one.name.cmp(&other.name));
    std::iter::once(telling.named(caller.person)).chain(others).collect()
}

/// Says rules in words.
pub struct Telling<'a> {
    /// The caller's language.
    pub lang: Lang,
    /// The process in force.
    pub process: &'a Process,
    /// The organisation and its names.
    pub directory: &'a Directory,
}

impl Telling<'_> {
    /// A person with his name.
    pub fn named(&self, person: PersonId) -> Named {
        Named { id: person.0, name: self.directory.names.get(&person.0).cloned() }
    }

    /// What lets somebody see it, or what is missing.
    pub fn because(&self, why: &Why) -> Vec<String> {
        if !why.grounds.is_empty() {
            return why.grounds.iter().map(|ground| self.ground(ground)).collect();
        }
        match (why.is_active, why.short.as_slice()) {
            (false, _) => vec![self.say("access.inactive", Map::new())],
            (true, []) => vec![self.say("access.no_post", Map::new())],
            (true, short) => short.iter().map(|reach| self.short(reach, why)).collect(),
        }
    }

    fn ground(&self, ground: &Ground) -> String {
        let data = match serde_json::to_value(ground) {
            Ok(Value::Object(data)) => data,
            _ => Map::new(),
        };
        let key = data.get("ground").and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = match ground {
            Ground::Post(reach) if reach.is_set => "post_set",
            _ => &key,
        };
        let acts = match ground {
            Ground::Post(reach) | Ground::ReachesDeal(reach) => self.acting(reach),
            _ => String::new(),
        };
        self.say(&format!("access.{key}"), data) + &acts
    }

    fn short(&self, reach: &Reach, why: &Why) -> String {
        let mut data = match serde_json::to_value(reach) {
            Ok(Value::Object(data)) => data,
            _ => Map::new(),
        };
        data.insert("belongs".to_owned(), Value::String(why.department.0.to_string()));
        self.say(if reach.is_set { "access.short_set" } else { "access.short" }, data) + &self.acting(reach)
    }

    /// Up to when he acts in the post, where he does not hold it.
    fn acting(&self, reach: &Reach) -> String {
        let Some(until) = reach.acting_until else { return String::new() };
        self.say("access.acting", Map::from_iter([("until".to_owned(), Value::String(until.to_string()))]))
    }

    fn say(&self, key: &str, data: Map<String, Value>) -> String {
        let template = self.lang.term(Group::Word, key).unwrap_or(key);
        self.speaker().say(template, &data)
    }

    fn speaker(&self) -> Speaker<'_> {
        Speaker { lang: self.lang, process: self.process, names: &self.directory.names }
    }

    /// Everybody in office who sees it, each with the first of his reasons.
    pub fn readers(&self, explained: impl Fn(PersonId) -> Why) -> Vec<ReaderView> {
        let organization = &self.directory.organization;
        let active = organization.people.keys().filter(|person| organization.is_active(**person));
        let reader = |person: &PersonId| {
            let why = explained(*person);
            let because = self.because(&why).into_iter().next().unwrap_or_default();
            why.sees.then(|| ReaderView { person: self.named(*person), because })
        };
        active.filter_map(reader).collect()
    }

    /// What the definition keeps from a person: whole papers, and fields of those that he opens.
    fn hidden(&self, deal: &Deal, person: PersonId, now: Timestamp) -> Vec<HiddenView> {
        let organization = &self.directory.organization;
        let principals = super::rights::principals(organization, self.process, (deal, person), now);
        let reads = |role: &str| {
            principals.iter().chain([&person]).any(|one| deal.plays(organization, *one, role))
                || organization.roles_of(person).any(|held| held == "auditor")
        };
        let forms = self.process.documents.iter();
        let eye = form::Eye { stage: deal.stage, plays: &reads };
        forms.flat_map(|(kind, form)| self.hidden_of(*kind, form, &eye)).collect()
    }

    fn hidden_of(&self, kind: DocumentKind, form: &DocumentForm, eye: &form::Eye<'_>) -> Vec<HiddenView> {
        let document = self.speaker().document(kind);
        let roles = |roles: &[String]| roles.iter().map(|role| self.speaker().party(role)).collect();
        let opens =
            form.readers.is_empty() || form.readers.iter().chain(&form.fillers).any(|role| (eye.plays)(role));
        if !opens {
            return vec![HiddenView { document, fields: Vec::new(), roles: roles(&form.readers) }];
        }
        let hidden = form.fields().filter(|field| !form::sees(field, eye) || form::is_masked(field, eye));
        let view = |field: &tongguan_core::process::Field| HiddenView {
            document: document.clone(),
            fields: vec![self.speaker().label(&field.name).to_owned()],
            roles: match &field.visible {
                // A limit keeps it from him: whom that does not concern sees it.
                Visibility::All => {
                    let in_stage =
                        |limit: &&FieldLimit| limit.stages.is_empty() || limit.stages.contains(&eye.stage);
                    let kept =
                        field.limits.iter().filter(|limit| limit.to != Limiting::Fixed).filter(in_stage);
                    kept.flat_map(|limit| roles(&limit.except)).collect()
                }
                Visibility::Roles(list) => roles(list),
            },
        };
        hidden.map(view).collect()
    }
}
