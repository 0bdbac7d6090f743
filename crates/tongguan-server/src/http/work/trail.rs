//! `GET /api/v1/history`: what happened to all deals, command by command, with what each changed.
//!
//! Promises for every accepted command its author, its moment and its way, what it led to in people's words, and the head data of the
//! deal before and after. Who sees all deals reads all of it, everybody else his own acts on deals that he still sees. Of one customer
//! whoever sees it reads every act on it, and on its deals those that he sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::Deal;
use tongguan_core::id::{AccountId, DealId, PersonId};
use tongguan_store::StoreError;
use tongguan_store::command_log::{Entry, Outcome};
use tongguan_store::read::commands::{self, CommandFilter, CommandKey};
use tongguan_store::read::deals::DealRow;
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::files::Known;
use crate::http::deal::history::texts;
use crate::http::deal::reading::{self, Named, Reading};
use crate::http::deal::view::drawn;
use crate::http::deal::view::history::{self, HistoryLine};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::reference::rights;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::terms::Group;

/// The target of a command to a deal.
pub const DEAL: &str = "deal";

/// Which acts.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// By this person.
    #[param(value_type = Option<Uuid>)]
    actor: Option<PersonId>,
    /// On this deal.
    deal: Option<Uuid>,
    /// On this customer, its people and the deals with it.
    #[param(value_type = Option<Uuid>)]
    account: Option<AccountId>,
    /// By this command.
    command: Option<String>,
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

impl Asked {
    fn filter(self) -> CommandFilter {
        let Asked { actor, deal, account: customer, command, from, to, .. } = self;
        CommandFilter {
            actor,
            target_kind: (customer.is_none() || deal.is_some()).then(|| DEAL.to_owned()),
            target: deal,
            command,
            refused: Some(false),
            from,
            to,
            led_to_events: true,
            customer,
            ..CommandFilter::default()
        }
    }
}

/// A command that was accepted, and what came of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrailLine {
    /// Its id.
    pub id: Uuid,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who; absent for the system.
    pub by: Option<Named>,
    /// By which way: `api`, `bulk`, `import`, `scanner`, `setup`.
    pub via: String,
    /// The command.
    pub command: String,
    /// The command's name.
    pub name: String,
    /// The deal; absent where the reader does not see it, and where it was about the customer.
    pub deal: Option<TrailDeal>,
    /// What it led to, in order.
    pub lines: Vec<HistoryLine>,
    /// What it changed in the head data of the deal.
    pub changes: Vec<TrailChange>,
}

/// A deal by its number and customer, as of now.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct TrailDeal {
    /// Its id.
    pub id: Uuid,
    /// The number it goes by.
    pub number: String,
    /// The customer.
    pub account: Named,
}

impl TrailDeal {
    /// A deal as its head says it.
    pub fn of(row: &DealRow, named: &dyn Fn(Uuid) -> Named) -> Self {
        let number = row.opportunity_no.clone().or_else(|| row.lead_no.clone()).unwrap_or_default();
        Self { id: row.deal.0, number, account: named(row.account.0) }
    }
}

/// A value of the head data, before and after.
#[derive(Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TrailChange {
    /// `stage`, `owner`, `department`, `grade`, `standing`, `amount_minor` or `close_on`.
    pub field: String,
    /// In words; absent where there was none.
    pub before: Option<String>,
    /// In words; absent where there is none.
    pub after: Option<String>,
}

/// What happened to deals, the latest first; of one customer, what happened to itself and its people as well.
#[utoipa::path(
    get, path = "/api/v1/history", tag = "work", operation_id = "list_history_of_all",
    params(Asked),
    responses(
        (status = 200, body = PageView<TrailLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<TrailLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<CommandKey>(asked.cursor.as_deref())?);
    if let Some(account) = asked.account {
        rights::must_see_account(&app, &caller, account).await?;
    }
    let filter = asked.filter();
    let access = app.access(&caller);
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move { commands::page(tx, &access, &filter, key, limit).await })
        })
        .await;
    let page = page?;
    let readings = readings(&app, &caller, lang, &page.items).await?;
    let people = page.items.iter().filter_map(|entry| entry.actor_id).collect();
    let names = names::of(&app, caller.tenant, people).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for entry in page.items {
        let by = entry.actor_id.map(|id| Named { id, name: names.get(&id).cloned() });
        let reading = entry.target_id.and_then(|id| readings.get(&id));
        items.push(line(&app, &caller, (lang, reading), entry, by).await?);
    }
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

/// The deals of a page that the caller sees.
async fn readings(
    app: &App,
    caller: &Caller,
    lang: Lang,
    entries: &[Entry],
) -> Result<BTreeMap<Uuid, Reading>, ApiError> {
    let mut found = BTreeMap::new();
    let of_deals = entries.iter().filter(|entry| entry.target_kind == DEAL);
    for id in of_deals.filter_map(|entry| entry.target_id) {
        if found.contains_key(&id) {
            continue;
        }
        match Reading::load(app, caller, lang, DealId(id)).await {
            Ok(reading) => drop(found.insert(id, reading)),
            Err(ApiError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

async fn line(
    app: &App,
    caller: &Caller,
    (lang, reading): (Lang, Option<&Reading>),
    entry: Entry,
    by: Option<Named>,
) -> Result<TrailLine, ApiError> {
    let events = match entry.outcome {
        Outcome::Accepted { events } => events,
        Outcome::Refused { .. } => None,
    };
    let span = events.and_then(|(from, to)| Some((usize::try_from(from).ok()?, usize::try_from(to).ok()?)));
    let (mut lines, mut changes) = (Vec::new(), Vec::new());
    if let Some((reading, (from, to))) = reading.zip(span) {
        let events = reading::events(app, caller, reading).await?;
        let stretch = events.get(from.saturating_sub(1)..to).unwrap_or_default();
        let texts = texts(app, caller, history::notes(stretch)).await?;
        let files = Known::load(app, caller.tenant, reading, stretch.iter()).await?;
        let seqs = u64::try_from(from).unwrap_or_default()..;
        lines.extend(
            stretch.iter().zip(seqs).map(|(event, seq)| history::line(reading, &texts, &files, event, seq)),
        );
        let after = |count: usize| Deal::replay(reading.deal.id, events.get(..count)?);
        let states = (after(from.saturating_sub(1)), after(to));
        changes = differences(reading, states);
    }
    Ok(TrailLine {
        id: entry.id,
        at: entry.recorded_at,
        by,
        via: entry.via,
        name: named(reading, lang, &entry.command),
        command: entry.command,
        deal: reading.map(deal),
        lines,
        changes,
    })
}

fn named(reading: Option<&Reading>, lang: Lang, command: &str) -> String {
    let plain = || lang.term(Group::Command, command).unwrap_or(command).to_owned();
    reading.map_or_else(plain, |reading| reading.speaker().command(command))
}

fn deal(reading: &Reading) -> TrailDeal {
    let deal = &reading.deal;
    TrailDeal { id: deal.id.0, number: number(deal), account: reading.named(deal.account.0) }
}

/// The number that a deal goes by now.
pub fn number(deal: &Deal) -> String {
    deal.numbers.iter().filter_map(drawn).next_back().unwrap_or_default()
}

/// The head data of a deal: what a list shows of it.
fn head(reading: &Reading, deal: &Deal) -> serde_json::Map<String, serde_json::Value> {
    let data = serde_json::json!({
        "stage": deal.stage.key(),
        "owner": deal.owner,
        "department": deal.department,
        "grade": deal.lead.grade.map(|grade| format!("{grade:?}")),
        "standing": deal.standing().key(),
        "amount_minor": deal.amount().map(|amount| amount.minor()),
        "close_on": deal.expected_close(),
    });
    let data = data.as_object().cloned().unwrap_or_default();
    let words = reading.speaker().words(&data);
    let known = |key: &str| data.get(key).is_some_and(|value| !value.is_null());
    words.into_iter().filter(|(key, _)| known(key)).collect()
}

fn differences(reading: &Reading, (before, after): (Option<Deal>, Option<Deal>)) -> Vec<TrailChange> {
    let words = |deal: Option<Deal>| deal.map(|deal| head(reading, &deal)).unwrap_or_default();
    let (before, after) = (words(before), words(after));
    let text = |map: &serde_json::Map<String, serde_json::Value>, key: &str| {
        map.get(key).and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let change = |field: &str| {
        let (before, after) = (text(&before, field), text(&after, field));
        (before != after).then(|| TrailChange { field: field.to_owned(), before, after })
    };
    let fields = ["stage", "owner", "department", "grade", "standing", "amount_minor", "close_on"];
    fields.into_iter().filter_map(change).collect()
}
