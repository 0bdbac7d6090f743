//! What a change of the calendar would move: `POST /api/v1/calendars/preview` for one that is not proposed yet,
//! `GET /api/v1/calendars/{id}/preview` for a proposal that waits for its second person.
//!
//! Promises the very moments that the scanner would record after the confirmation. Nothing is stored. All deadlines are counted,
//! but only those of deals that the reader sees are shown. Must never count a day itself: the core does.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::calendar::Calendar;
use tongguan_core::deal::Deal;
use tongguan_core::id::{DealId, ObligationId};
use tongguan_core::obligation::foresee;
use tongguan_core::process::Process;
use tongguan_core::reference::calendar::{CalendarChange, Command, decide, foreseen};
use tongguan_core::reference::{self, Desk};
use tongguan_store::StoreError;
use tongguan_store::moment::{Sweep, sweep};
use tongguan_store::reference::{calendar_changes, load};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::names;
use crate::http::openapi::commands as schemas;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use crate::http::work::trail::{TrailDeal, number};
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::i18n::speaker::Speaker;

/// Deals that are looked at, at most.
const DEALS: usize = 2_000;
/// Deals per step, so that no read lasts long.
const PAGE: u32 = 20;
/// Deadlines that are shown, at most.
const SHOWN: usize = 50;

/// What a change of the calendar would move.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CalendarEffect {
    /// Deadlines that would move.
    pub moved: usize,
    /// Deadlines that would stay.
    pub unchanged: usize,
    /// Whether there are more deals with deadlines than were looked at.
    pub is_cut: bool,
    /// Deadlines that would move, the earliest first, of deals that the reader sees; up to 50.
    pub sample: Vec<MovedDeadline>,
}

/// A deadline that would move.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MovedDeadline {
    /// Its deal.
    pub deal: TrailDeal,
    /// What is owed, verb first.
    pub name: String,
    /// Who owes it.
    pub debtor: Option<Named>,
    /// When it is due now.
    #[schema(value_type = String, format = DateTime)]
    pub before: Timestamp,
    /// When it would be due.
    #[schema(value_type = String, format = DateTime)]
    pub after: Timestamp,
}

/// What a change would move that is not proposed yet; for whoever may propose it.
#[utoipa::path(
    post, path = "/api/v1/calendars/preview", tag = "reference", operation_id = "preview_calendar_change",
    request_body = inline(schemas::CalendarCommand),
    responses(
        (status = 200, body = CalendarEffect),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn of_command(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    StrictJson(command): StrictJson<Command>,
) -> Result<Json<CalendarEffect>, ApiError> {
    let directory = app.directory(caller.tenant).await?;
    let (process, context) = (app.current_process(), caller.context(&app));
    let desk = Desk {
        organization: &directory.organization,
        process: &process,
        settings: &directory.settings,
        context: &context,
    };
    let change =
        decide(&desk, None, &command).map_err(|refusal| ruled(refusal, &process, &directory.names))?;
    effect(&app, &caller, lang, change).await.map(Json)
}

/// What a proposal would move; nothing, once it is in force or withdrawn.
#[utoipa::path(
    get, path = "/api/v1/calendars/{id}/preview", tag = "reference", operation_id = "preview_calendar_proposal",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = CalendarEffect),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn of_proposal(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
) -> Result<Json<CalendarEffect>, ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(async move { load::<CalendarChange>(tx, tenant, id).await })).await;
    let change = found?.ok_or(ApiError::NotFound)?.state;
    effect(&app, &caller, lang, change).await.map(Json)
}

fn ruled(refusal: reference::Refusal, process: &Process, names: &Names) -> ApiError {
    ApiError::Ruled(Box::new(Ruled::new(refusal.code(), refusal.parts().1, process, names)))
}

/// A deal with those of its deadlines that are still to come: when they are due now and under the changed calendar.
struct Foreseen {
    deal: Arc<Deal>,
    deadlines: Vec<(ObligationId, Timestamp, Timestamp)>,
}

async fn effect(
    app: &App,
    caller: &Caller,
    lang: Lang,
    change: CalendarChange,
) -> Result<CalendarEffect, ApiError> {
    let (tenant, now) = (caller.tenant, app.world().now());
    let changes: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(async move { calendar_changes(tx, tenant).await })).await;
    let calendar = foreseen(Calendar::shipped(), &changes?, &change, now)
        .map_err(|_| StoreError::corrupt("a calendar change that cannot be read"))?;
    let (deals, is_cut) = all_deals(app, caller, &calendar, now).await?;
    let counted = || deals.iter().flat_map(|one| &one.deadlines);
    let moved = counted().filter(|(_, before, after)| before != after).count();
    let unchanged = counted().count() - moved;
    let sample = sample(app, caller, lang, &deals).await?;
    Ok(CalendarEffect { moved, unchanged, is_cut, sample })
}

/// All deals that wait for a moment, and whether some were left out.
async fn all_deals(
    app: &App,
    caller: &Caller,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<(Vec<Foreseen>, bool), ApiError> {
    let (mut found, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let (tenant, executor, calendar) = (caller.tenant, app.executor.clone(), calendar.clone());
        let page: Result<_, StoreError> = app
            .db
            .read(move |tx| {
                let (executor, calendar) = (executor.clone(), calendar.clone());
                Box::pin(async move {
                    let ids = sweep(tx, tenant, Sweep::Waiting, after, PAGE).await?;
                    let mut deals = Vec::with_capacity(ids.len());
                    for id in &ids {
                        let deal = executor.deal(tx, tenant, *id).await?;
                        let process =
                            deal.as_ref().and_then(|deal| executor.processes().of(deal.process_version));
                        if let Some((deal, process)) = deal.zip(process) {
                            deals.push(one(deal, process, &calendar, now));
                        }
                    }
                    Ok((deals, ids.last().copied()))
                })
            })
            .await;
        let (deals, last): (Vec<Foreseen>, Option<DealId>) = page?;
        found.extend(deals);
        match last {
            None => return Ok((found, false)),
            Some(_) if found.len() >= DEALS => return Ok((found, true)),
            Some(last) => after = last.0,
        }
    }
}

fn one(deal: Arc<Deal>, process: &Process, calendar: &Calendar, now: Timestamp) -> Foreseen {
    let under = foresee(&deal, process, calendar, now).into_iter();
    let deadlines = under.map(|(id, after)| (id, deal.obligations[&id].due_at, after)).collect();
    Foreseen { deal, deadlines }
}

/// Those that would move, as far as the reader sees their deals.
async fn sample(
    app: &App,
    caller: &Caller,
    lang: Lang,
    deals: &[Foreseen],
) -> Result<Vec<MovedDeadline>, ApiError> {
    let process = app.current_process();
    let sight = app.sight(caller);
    // What lies in a pool owes nothing, so nothing of it moves.
    let sees = |deal: &Deal| sight.sees_inside(caller.person, deal);
    let visible = deals.iter().filter(|one| sees(&one.deal));
    let all = visible.flat_map(|one| one.deadlines.iter().map(move |deadline| (&one.deal, deadline)));
    let mut moved: Vec<_> = all.filter(|(_, (_, before, after))| before != after).collect();
    moved.sort_by_key(|(deal, (id, before, _))| (*before, deal.id, *id));
    moved.truncate(SHOWN);
    let ids = moved.iter().flat_map(|(deal, (id, ..))| {
        let debtor = deal.obligations[id].debtor.map(|person| person.0);
        debtor.into_iter().chain([deal.account.0])
    });
    let names = names::of(app, caller.tenant, ids.collect()).await?;
    let speaker = Speaker { lang, process: &process, names: &names };
    Ok(moved.into_iter().map(|(deal, deadline)| line(&speaker, deal, deadline)).collect())
}

fn line(
    speaker: &Speaker<'_>,
    deal: &Deal,
    (id, before, after): &(ObligationId, Timestamp, Timestamp),
) -> MovedDeadline {
    let named = |id: Uuid| Named { id, name: speaker.names.get(&id).cloned() };
    let owed = &deal.obligations[id];
    let clock = speaker.process.clocks.get(&owed.clock);
    MovedDeadline {
        deal: TrailDeal { id: deal.id.0, number: number(deal), account: named(deal.account.0) },
        name: clock.map_or(owed.clock.as_str(), |clock| speaker.label(&clock.name)).to_owned(),
        debtor: owed.debtor.map(|person| named(person.0)),
        before: *before,
        after: *after,
    }
}
