//! `GET /api/v1/security-log`: who came in and how, and who changed the ways in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tongguan_core::id::PersonId;
use tongguan_core::security::{Kind, READERS};
use tongguan_store::StoreError;
use tongguan_store::auth::api_keys;
use tongguan_store::read::security::{self, SecurityFilter, SecurityKey};
use tongguan_store::security_log::Entry;
use uuid::Uuid;

use super::security_words::{self, Keys};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::{Query, QueryFault};
use tongguan_service::i18n::speaker::Speaker;

/// Which lines. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// About this person.
    #[param(value_type = Option<Uuid>)]
    person: Option<PersonId>,
    /// Of this kind.
    kind: Option<String>,
    /// What was done only, or what was refused only.
    success: Option<bool>,
    /// At this moment or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Before this moment.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A line of the security log.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SecurityLine {
    /// Its id.
    pub id: Uuid,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What about.
    pub kind: String,
    /// The same in words.
    pub name: String,
    /// Whether it was done, or refused.
    pub success: bool,
    /// Who did it; absent where nobody had shown who he is, and for the system.
    pub by: Option<Named>,
    /// Whom it is about.
    pub person: Option<Named>,
    /// The login that was typed, where there is such a login.
    pub login: Option<String>,
    /// The address of the connection.
    pub address: Option<String>,
    /// What the browser called itself.
    pub agent: Option<String>,
    /// The first digits of the session's id.
    pub session: Option<String>,
    /// What the detail says, in words; absent where it says nothing.
    pub said: Option<String>,
    /// Codes and ids that tell more.
    #[schema(value_type = Object)]
    pub detail: Value,
}

/// The security log, last first; for auditors and security administrators.
#[utoipa::path(
    get, path = "/api/v1/security-log", tag = "work", operation_id = "list_security_log",
    params(Asked),
    responses(
        (status = 200, body = PageView<SecurityLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<SecurityLine>>, ApiError> {
    caller.must_hold(READERS)?;
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<SecurityKey>(asked.cursor.as_deref())?);
    let Asked { person, success, from, to, .. } = asked;
    let kind = asked.kind.as_deref().map(kind_of).transpose()?;
    let (tenant, filter) = (caller.tenant, SecurityFilter { person, kind, success, from, to });
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                let page = security::page(tx, tenant, &filter, key, limit).await?;
                Ok((page, api_keys(tx, tenant).await?))
            })
        })
        .await;
    let (page, keys) = page?;
    let keys: Keys = keys.into_iter().map(|key| (key.id, key.name)).collect();
    let people = page.items.iter().flat_map(|entry| [entry.actor, entry.person]).flatten().collect();
    let names = names::of(&app, tenant, people).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let process = app.current_process();
    let speaker = Speaker { lang, process: &process, names: &names };
    let items = page.items.into_iter().map(|entry| line(entry, (&speaker, &keys), &named)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

fn kind_of(key: &str) -> Result<Kind, ApiError> {
    let known = || Kind::ALL.iter().map(|kind| kind.key()).collect::<Vec<_>>().join(", ");
    Kind::of(key).ok_or_else(|| {
        ApiError::Query(QueryFault::NotAllowed { param: "kind".into(), allowed: known().into() })
    })
}

fn line(entry: Entry, (speaker, keys): (&Speaker<'_>, &Keys), named: &dyn Fn(Uuid) -> Named) -> SecurityLine {
    let detail = serde_json::from_str(&entry.detail).unwrap_or(Value::Null);
    SecurityLine {
        id: entry.id,
        at: entry.recorded_at,
        kind: entry.kind.key().to_owned(),
        name: speaker.lang.word(&format!("security.{}", entry.kind.key())).to_owned(),
        success: entry.success,
        by: entry.actor.map(named),
        person: entry.person.map(named),
        login: entry.login,
        address: entry.address,
        agent: entry.agent,
        session: entry.session,
        said: security_words::said(&detail, speaker, keys),
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words() {
        for kind in Kind::ALL {
            for lang in [tongguan_service::i18n::Lang::Zh, tongguan_service::i18n::Lang::En] {
                assert!(!lang.word(&format!("security.{}", kind.key())).is_empty(), "{}", kind.key());
            }
        }
    }
}
