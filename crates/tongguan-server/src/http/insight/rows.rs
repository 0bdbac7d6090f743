//! `GET /api/v1/insights/rows`: the rows behind a number of a figure.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::id::DealId;
use tongguan_store::StoreError;
use tongguan_store::read::behind::{self, Course, DutyRow};
use tongguan_store::read::deals::DealRow;
use tongguan_store::read::instalments::{self, InstalmentKey, InstalmentRow};
use tongguan_store::read::query::Page;
use tongguan_store::read::queue::DutyKey;
use uuid::Uuid;

use super::asked::Asked;
use super::behind::{Behind, Receivables};
use super::ground::Ground;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::{Cards, DealCard};
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query;
use tongguan_service::i18n::Lang;

/// A row behind a number: a deal, with the duty or the instalment where the number is about such.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InsightRow {
    /// The deal, the duty or the instalment.
    pub id: Uuid,
    /// Its deal.
    pub deal: DealCard,
    /// What was owed, or which instalment; absent for deals.
    pub name: Option<String>,
    /// Who owed it; of duties only.
    pub debtor: Option<Named>,
    /// By when; of duties only.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// By when; of instalments only.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// `in_time`, `late`, `overdue` or `open`; of duties only.
    pub course: Option<String>,
    /// The same in words.
    pub course_name: Option<String>,
    /// How much, minor units: the deal's worth, the instalment's amount.
    pub amount_minor: Option<i64>,
    /// What came in of it, minor units; of instalments only.
    pub received_minor: Option<i64>,
    /// What is still out, minor units; of instalments only.
    pub outstanding_minor: Option<i64>,
}

/// A page of rows of one kind.
enum Found {
    Deals(Page<DealRow, DealId>),
    Duties(Page<DutyRow, DutyKey>),
    Instalments(Page<InstalmentRow, InstalmentKey>),
}

/// The rows that a figure's `rows`, `part_rows` or `rest_rows` names.
#[utoipa::path(
    get, path = "/api/v1/insights/rows", tag = "insight",
    params(Asked),
    responses(
        (status = 200, body = PageView<InsightRow>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    asked: Asked,
) -> Result<Json<PageView<InsightRow>>, ApiError> {
    let ground = Ground::of(&app, &caller, lang, &asked)?;
    let money = Receivables { filter: &ground.instalments, days: ground.days, today: ground.today() };
    let named = asked.of.as_deref().and_then(|of| Behind::named(of, &ground.process, &money));
    let named = named.ok_or_else(|| query::invalid("of"))?;
    let found = find(&app, ground.clone(), named, &asked).await?;
    let cards = cards(&app, &caller, lang, &found).await?;
    Ok(Json(view(&ground, &cards, found)))
}

async fn find(app: &App, ground: Ground, named: Behind, asked: &Asked) -> Result<Found, ApiError> {
    let (limit, cursor) = (paging::limit(asked.limit)?, asked.cursor.as_deref());
    let found: Result<Found, StoreError> = match named {
        Behind::Deals(which) => {
            let after = paging::after::<DealId>(cursor)?;
            let read = app.db.read(move |tx| {
                let ground = ground.clone();
                Box::pin(async move {
                    let period = (&ground.slice, &ground.zone);
                    behind::deals(tx, &ground.access, period, which, (after, limit)).await
                })
            });
            read.await.map(Found::Deals)
        }
        Behind::Duties(clocks, in_time) => {
            let after = paging::after::<DutyKey>(cursor)?;
            let read = app.db.read(move |tx| {
                let (ground, clocks) = (ground.clone(), clocks.clone());
                Box::pin(async move {
                    let clocks: Vec<&str> = clocks.iter().map(String::as_str).collect();
                    let period = (&ground.passed(), clocks.as_slice());
                    behind::duties(tx, &ground.access, period, in_time, (after, limit)).await
                })
            });
            read.await.map(Found::Duties)
        }
        Behind::Instalments(filter) => {
            let after = paging::after::<InstalmentKey>(cursor)?;
            let read = app.db.read(move |tx| {
                let (ground, filter, after) = (ground.clone(), filter.clone(), after.clone());
                Box::pin(async move {
                    instalments::list(tx, &ground.access, &filter, after.as_ref(), limit).await
                })
            });
            read.await.map(Found::Instalments)
        }
    };
    Ok(found?)
}

async fn cards(app: &App, caller: &Caller, lang: Lang, found: &Found) -> Result<Cards, ApiError> {
    let (rows, people): (Vec<&DealRow>, Vec<Uuid>) = match found {
        Found::Deals(page) => (page.items.iter().collect(), Vec::new()),
        Found::Duties(page) => {
            let people = page.items.iter().filter_map(|row| row.duty.debtor).map(|person| person.0);
            (page.items.iter().map(|row| &row.duty.deal).collect(), people.collect())
        }
        Found::Instalments(page) => (page.items.iter().map(|row| &row.deal).collect(), Vec::new()),
    };
    Cards::load(app, caller, lang, rows.into_iter(), people.into_iter()).await
}

fn view(ground: &Ground, cards: &Cards, found: Found) -> PageView<InsightRow> {
    match found {
        Found::Deals(page) => PageView {
            items: page.items.iter().map(|row| of_deal(cards, row)).collect(),
            next: paging::next(page.next),
        },
        Found::Duties(page) => PageView {
            items: page.items.iter().map(|row| of_duty(ground, cards, row)).collect(),
            next: paging::next(page.next),
        },
        Found::Instalments(page) => PageView {
            items: page.items.iter().map(|row| of_instalment(cards, row)).collect(),
            next: paging::next(page.next),
        },
    }
}

fn of_deal(cards: &Cards, row: &DealRow) -> InsightRow {
    InsightRow {
        id: row.deal.0,
        deal: cards.card(row),
        name: None,
        debtor: None,
        due_at: None,
        due_on: None,
        course: None,
        course_name: None,
        amount_minor: Some(row.amount_minor),
        received_minor: None,
        outstanding_minor: None,
    }
}

fn of_duty(ground: &Ground, cards: &Cards, row: &DutyRow) -> InsightRow {
    let (key, word) = match row.course {
        Course::InTime => ("in_time", "in_time"),
        Course::Late => ("late", "late"),
        Course::Overdue => ("overdue", "missed"),
        Course::Open => ("open", "open"),
    };
    InsightRow {
        id: row.duty.obligation.0,
        name: Some(cards.clock(&row.duty.clock)),
        debtor: row.duty.debtor.map(|person| cards.named(person.0)),
        due_at: Some(row.duty.due_at),
        course: Some(key.to_owned()),
        course_name: Some(ground.name(word)),
        ..of_deal(cards, &row.duty.deal)
    }
}

fn of_instalment(cards: &Cards, row: &InstalmentRow) -> InsightRow {
    let event = cards.speaker().enumeration("payment_event", &row.event);
    InsightRow {
        id: row.instalment.0,
        name: Some(event.unwrap_or_else(|| row.event.clone())),
        due_on: row.due_on,
        amount_minor: Some(row.amount_minor),
        received_minor: Some(row.received_minor),
        outstanding_minor: Some(row.outstanding_minor),
        ..of_deal(cards, &row.deal)
    }
}
