//! `GET /api/v1/tasks`: what waits for somebody and belongs to no deal, with its deadline.
//!
//! Promises what he may do himself and nothing that only others may: appeals about customers that he may decide, requests of persons
//! about their data that are due soon or late, where he answers them, his own customers that go to the pool within the days of the reminder. Must never name a person who asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_appeal::{self, AccountAppeal};
use tongguan_core::reference::account_pool::{self, Activity};
use tongguan_core::reference::subject_request::SubjectRequest;
use tongguan_core::reference::{Desk, authority};
use tongguan_core::zone::end_of_day;
use tongguan_store::{StoreError, Tx, reference};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::due::{OVERDUE, Watch};
use crate::http::error::ApiError;
use crate::http::problem::Problem;

/// Something to be done outside deals.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TaskView {
    /// `account_appeal`, `subject_request` or `account_recall`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The customer that it is about, where it is about one.
    pub customer: Option<String>,
    /// By which rule a customer goes to the pool: `no_contact`, `no_deal` or `protection_end`.
    pub recall_rule: Option<String>,
    /// What a person asks: `inspect`, `correct`, `restrict` or `erase`.
    pub asks: Option<String>,
    /// By when.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    /// `overdue`, `today`, `soon` (three working days) or `later`.
    pub urgency: String,
    /// Working days until it is due, or since then where it is late; 0 on the day itself.
    pub working_days: u32,
    /// Whether it is late.
    pub is_missed: bool,
}

/// What waits for the caller and belongs to no deal, earliest due first.
#[utoipa::path(
    get, path = "/api/v1/tasks", tag = "work", operation_id = "list_tasks",
    responses(
        (status = 200, body = Vec<TaskView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Vec<TaskView>>, ApiError> {
    let (tenant, process) = (caller.tenant, app.current_process());
    let directory = app.directory(tenant).await?;
    let watch = Watch::at(app.world().now(), &process, &directory.calendar);
    let days = process.settings.personal_data.remind_working_days;
    let until = directory.calendar.working_days_after(watch.today, days).date;
    let by = caller.person;
    let found: Result<(Vec<_>, Vec<_>, Vec<_>), StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                let requests = reference::due_subject_requests(tx, tenant, until).await?;
                let idle = reference::idle_accounts_of(tx, tenant, by, IDLE_MOST).await?;
                Ok((contested(tx, tenant).await?, requests, idle))
            })
        })
        .await;
    let (contested, requests, idle) = found?;
    let decides = |(appeal, account): &&(AccountAppeal, Account)| {
        account_appeal::may_decide((&caller.organization, &process), appeal, account.owner, caller.person)
    };
    let mut tasks: Vec<TaskView> = contested
        .iter()
        .filter(decides)
        .map(|(appeal, account)| {
            let about = (appeal.id.0, Some(account.name.clone()), None);
            view("account_appeal", about, appeal.due_at, &watch)
        })
        .collect();
    let answers = authority::rule_of("fulfil_subject_request")
        .is_some_and(|rule| rule.admits(&caller.organization, caller.person));
    let zone = process.time_zone();
    let of_request = |request: &SubjectRequest| {
        let asks = serde_json::to_value(request.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
        view("subject_request", (request.id, None, asks), end_of_day(request.due_on, &zone), &watch)
    };
    tasks.extend(requests.iter().filter(|_| answers).map(|row| of_request(&row.state)));
    let (organization, settings) = (&directory.organization, &directory.settings);
    let context = caller.context(&app);
    let desk = Desk { organization, process: &process, settings, context: &context };
    tasks.extend(idle.iter().filter_map(|(account, activity)| recalled(&desk, account, activity, &watch)));
    tasks.sort_by_key(|task| (task.due_at, task.id));
    Ok(Json(tasks))
}

/// Customers that one person has and does nothing with; more than he may hold.
const IDLE_MOST: u32 = 500;

/// A customer that its owner loses soon.
fn recalled(desk: &Desk<'_>, account: &Account, activity: &Activity, watch: &Watch<'_>) -> Option<TaskView> {
    let recall = account_pool::recall_of(desk, account, activity)?;
    let due_at = end_of_day(recall.on, &desk.process.time_zone());
    let about = (account.id.0, Some(account.name.clone()), None);
    account_pool::is_near(desk, &recall).then(|| TaskView {
        recall_rule: Some(recall.rule.key().to_owned()),
        ..view("account_recall", about, due_at, watch)
    })
}

/// Open appeals with their customers.
async fn contested(
    tx: &mut Tx,
    tenant: tongguan_core::id::TenantId,
) -> Result<Vec<(AccountAppeal, Account)>, StoreError> {
    let mut found = Vec::new();
    for appeal in reference::open_appeals(tx, tenant).await? {
        let account = reference::load::<Account>(tx, tenant, appeal.account.0).await?;
        found.extend(account.map(|row| (appeal, row.state)));
    }
    Ok(found)
}

fn view(
    kind: &str,
    (id, customer, asks): (Uuid, Option<String>, Option<String>),
    due_at: Timestamp,
    watch: &Watch<'_>,
) -> TaskView {
    let urgency = watch.urgency(due_at, false, false);
    TaskView {
        kind: kind.to_owned(),
        id,
        customer,
        recall_rule: None,
        asks,
        due_at,
        urgency: urgency.to_owned(),
        working_days: watch.working_days(due_at),
        is_missed: urgency == OVERDUE,
    }
}
