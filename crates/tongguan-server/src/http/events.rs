//! `GET /api/v1/events`: word of what was changed, as server-sent events.
//!
//! Promises ids and kinds only, and only of what the listener may see. Must never carry what a change said: whoever
//! hears of one reads it through the API.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Serialize;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};
use tokio_stream::{Stream, StreamExt};
use tongguan_core::id::{AccountId, DealId};
use tongguan_core::reference::contact::Contact;
use tongguan_store::access::Access;
use tongguan_store::read::deals::is_visible;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::caller::Caller;
use super::error::ApiError;
use super::problem::Problem;
use crate::app::App;
use crate::auth::session::{self, SignedIn};
use crate::http::reference::rights;

/// A line is sent at least this often, so that nothing on the way gives the connection up.
const QUIET_MAX: Duration = Duration::from_secs(20);

/// Something that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Change {
    /// `deal`, `account`, `receipt` …
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The command that changed it.
    pub command: String,
    /// Its version now.
    pub version: u64,
}

/// Changes from now on. The stream ends with the session, and when the server stops.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "events",
    responses(
        (status = 200, body = Change, content_type = "text/event-stream"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn listen(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let changes = BroadcastStream::new(app.changes.subscribe()).map(Some);
    let stop = WatchStream::new(app.edge.stopping()).filter(|stops| *stops).map(|_| None);
    let stream = changes
        .merge(stop)
        .take_while(Option::is_some)
        .filter_map(|change| change)
        .then(move |change| {
            let (app, caller) = (app.clone(), caller.clone());
            async move { told(&app, &caller, change.ok()).await }
        })
        .map_while(|told| told)
        .filter_map(|event| event.map(Ok));
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(QUIET_MAX)))
}

/// The change as its listener hears of it, nothing where he does not see it; the end where he is signed in no more.
async fn told(app: &App, caller: &Caller, change: Option<Change>) -> Option<Option<Event>> {
    match (session::resume(app, caller.session, caller.trace.clone()).await, change) {
        (Ok(Some(who)), Some(change)) => Some(heard(app, &who, change).await),
        (Ok(None), _) => None,
        _ => Some(None),
    }
}

async fn heard(app: &App, who: &SignedIn, change: Change) -> Option<Event> {
    let access = app.access(who);
    let is_shown = match change.kind.as_str() {
        "deal" => sees(app, access, DealId(change.id)).await.ok()?,
        "account" => rights::must_see_account(app, who, AccountId(change.id)).await.is_ok(),
        "contact" => sees_contact(app, who, change.id).await.ok()?,
        kind => rights::reads(who, kind),
    };
    if is_shown { Event::default().json_data(&change).ok() } else { None }
}

/// A contact is seen with its customer.
async fn sees_contact(app: &App, who: &SignedIn, id: Uuid) -> Result<bool, StoreError> {
    let tenant = who.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(reference::load::<Contact>(tx, tenant, id))).await;
    match found? {
        Some(contact) => Ok(rights::must_see_account(app, who, contact.state.account).await.is_ok()),
        None => Ok(false),
    }
}

async fn sees(app: &App, access: Access, deal: DealId) -> Result<bool, StoreError> {
    app.db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move { is_visible(tx, &access, deal).await })
        })
        .await
}
