//! `GET /api/v1/{kind}` and `GET /api/v1/{kind}/{id}`: reference data by pages and one by one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::absence::Absence;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_pool::{self, Activity, Recall};
use tongguan_core::reference::calendar::CalendarChange;
use tongguan_core::reference::delegation::Delegation;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::export_request::ExportRequest;
use tongguan_core::reference::migration::MigrationBatch;
use tongguan_core::reference::own_entity::OwnEntity;
use tongguan_core::reference::paper_template::PaperTemplate;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::post::Post;
use tongguan_core::reference::price_book::PriceBook;
use tongguan_core::reference::product::Product;
use tongguan_core::reference::receipt::Receipt;
use tongguan_core::reference::reorganization::Reorganization;
use tongguan_core::reference::subject_request::SubjectRequest;
use tongguan_core::reference::{Desk, Record};
use tongguan_store::reference::{self, Stored, Versioned};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::ETag;
use crate::http::paging::{self, PageView, Paging};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// A row of reference data.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RowView {
    /// Its id.
    pub id: Uuid,
    /// Its version, for `If-Match`.
    pub version: u64,
    /// Its fields, as far as the reader sees them.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub fields: Value,
}

/// Pages read for one page of customers: of those, many may not be visible.
const LOOKS: usize = 20;

async fn page<S: Stored>(app: &App, caller: &Caller, paging: &Paging) -> Result<PageView<RowView>, ApiError> {
    if !rights::reads(caller, S::KIND) {
        return Err(ApiError::Forbidden);
    }
    let limit = paging::limit(paging.limit)?;
    let mut after = paging::after::<Uuid>(paging.cursor.as_deref())?;
    let mut items = Vec::new();
    for _ in 0..LOOKS {
        let tenant = caller.tenant;
        let found: Result<Vec<Versioned<S>>, StoreError> = app
            .db
            .read(move |tx| Box::pin(async move { reference::list::<S>(tx, tenant, after, limit).await }))
            .await;
        let found = found?;
        after = found.last().filter(|_| found.len() == limit as usize).map(|row| row.state.id());
        for row in found {
            if is_visible(app, caller, &row.state).await? {
                items.push(view(caller, row)?);
            }
        }
        if after.is_none() || items.len() >= limit as usize {
            break;
        }
    }
    Ok(PageView { items, next: paging::next(after) })
}

async fn one<S: Stored>(app: &App, caller: &Caller, id: Uuid) -> Result<(ETag, Json<RowView>), ApiError> {
    if !rights::reads(caller, S::KIND) {
        return Err(ApiError::Forbidden);
    }
    let tenant = caller.tenant;
    let found: Result<Option<Versioned<S>>, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                match reference::load::<S>(tx, tenant, id).await? {
                    None if S::KIND == Account::KIND => under_another_id(tx, tenant, id).await,
                    found => Ok(found),
                }
            })
        })
        .await;
    let row = found?.ok_or(ApiError::NotFound)?;
    if !is_visible(app, caller, &row.state).await? {
        return Err(ApiError::NotFound);
    }
    let recycled = recall(app, caller, &row.state).await?;
    let version = row.version;
    let mut shown = view(caller, row)?;
    if let (Some(recall), Some(fields)) = (recycled, shown.fields.as_object_mut()) {
        fields.insert("recycle_on".to_owned(), Value::String(recall.on.to_string()));
        fields.insert("recycle_rule".to_owned(), Value::String(recall.rule.key().to_owned()));
    }
    Ok((ETag(version), Json(shown)))
}

/// The last day on which somebody may work on a customer before it goes to the pool, and by which rule; none where that does not apply.
async fn recall<S: Stored>(app: &App, caller: &Caller, state: &S) -> Result<Option<Recall>, ApiError> {
    let value: &dyn std::any::Any = state;
    let Some(account) = value.downcast_ref::<Account>() else { return Ok(None) };
    let (tenant, id) = (caller.tenant, account.id);
    let activity: Result<Activity, StoreError> =
        app.db.read(move |tx| Box::pin(reference::activity(tx, tenant, id))).await;
    let (directory, process) = (app.directory(tenant).await?, app.current_process());
    let (organization, settings) = (&directory.organization, &directory.settings);
    let context = caller.context(app);
    let desk = Desk { organization, process: &process, settings, context: &context };
    Ok(account_pool::recall_of(&desk, account, &activity?))
}

/// A customer that was merged into another is found as that one.
async fn under_another_id<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
) -> Result<Option<Versioned<S>>, StoreError> {
    match reference::alias_of(tx, tenant, AccountId(id)).await? {
        Some(AccountId(now)) => reference::load::<S>(tx, tenant, now).await,
        None => Ok(None),
    }
}

/// Customers are seen as far as sight reaches, requests for exports by who asks and who decides; all else by whoever reads its kind.
async fn is_visible<S: Stored>(app: &App, caller: &Caller, state: &S) -> Result<bool, ApiError> {
    let value: &dyn std::any::Any = state;
    if let Some(request) = value.downcast_ref::<ExportRequest>() {
        return Ok(rights::sees_export_request(caller, request));
    }
    match value.downcast_ref::<Account>() {
        Some(account) => Ok(rights::sees_account(app, caller, account).await?),
        None => Ok(true),
    }
}

fn view<S: Stored>(caller: &Caller, row: Versioned<S>) -> Result<RowView, ApiError> {
    let id = row.state.id();
    let mut fields = serde_json::to_value(&row.state).map_err(|_| ApiError::Internal)?;
    fields.as_object_mut().map(|fields| fields.remove("id"));
    Ok(RowView { id, version: row.version, fields: rights::shown(caller, S::KIND, fields) })
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $module:ident $state:ident $path:literal $one:literal;)*) => {$(
        $(#[$doc])*
        pub mod $module {
            use super::*;

            /// Rows by id.
            #[utoipa::path(
                get, path = $path, tag = "reference", operation_id = concat!("list_", stringify!($module)),
                params(Paging),
                responses(
                    (status = 200, body = PageView<RowView>),
                    (status = 400, body = Problem, content_type = "application/problem+json"),
                    (status = 401, body = Problem, content_type = "application/problem+json"),
                    (status = 403, body = Problem, content_type = "application/problem+json"),
                ),
            )]
            pub async fn list(
                State(app): State<Arc<App>>,
                caller: Caller,
                Query(paging): Query<Paging>,
            ) -> Result<Json<PageView<RowView>>, ApiError> {
                page::<$state>(&app, &caller, &paging).await.map(Json)
            }

            /// One row.
            #[utoipa::path(
                get, path = $one, tag = "reference", operation_id = concat!("read_", stringify!($module)),
                params(("id" = Uuid, Path)),
                responses(
                    (status = 200, body = RowView),
                    (status = 401, body = Problem, content_type = "application/problem+json"),
                    (status = 403, body = Problem, content_type = "application/problem+json"),
                    (status = 404, body = Problem, content_type = "application/problem+json"),
                ),
            )]
            pub async fn read(
                State(app): State<Arc<App>>,
                caller: Caller,
                Path(id): Path<Uuid>,
            ) -> Result<(ETag, Json<RowView>), ApiError> {
                one::<$state>(&app, &caller, id).await
            }
        }
    )*};
}

kinds! {
    /// People of ours.
    person Person "/api/v1/users" "/api/v1/users/{id}";
    /// Departments.
    department Department "/api/v1/departments" "/api/v1/departments/{id}";
    /// Posts.
    post Post "/api/v1/posts" "/api/v1/posts/{id}";
    /// Delegations.
    delegation Delegation "/api/v1/delegations" "/api/v1/delegations/{id}";
    /// Who is away when.
    absence Absence "/api/v1/absences" "/api/v1/absences/{id}";
    /// Changes of the organisation that take effect on a day.
    reorganization Reorganization "/api/v1/reorganizations" "/api/v1/reorganizations/{id}";
    /// Customers.
    account Account "/api/v1/accounts" "/api/v1/accounts/{id}";
    /// Products.
    product Product "/api/v1/products" "/api/v1/products/{id}";
    /// Price books.
    price_book PriceBook "/api/v1/price-books" "/api/v1/price-books/{id}";
    /// The company's own templates of papers.
    paper_template PaperTemplate "/api/v1/paper-templates" "/api/v1/paper-templates/{id}";
    /// Our legal entities.
    own_entity OwnEntity "/api/v1/own-entities" "/api/v1/own-entities/{id}";
    /// Receipts of money.
    receipt Receipt "/api/v1/receipts" "/api/v1/receipts/{id}";
    /// Batches of deals that were open before the system.
    migration MigrationBatch "/api/v1/migration-batches" "/api/v1/migration-batches/{id}";
    /// Requests of persons about their data.
    subject_request SubjectRequest "/api/v1/subject-requests" "/api/v1/subject-requests/{id}";
    /// Requests for exports that somebody else has to allow.
    export_request ExportRequest "/api/v1/export-requests" "/api/v1/export-requests/{id}";
    /// Changes of the calendar.
    calendar CalendarChange "/api/v1/calendars" "/api/v1/calendars/{id}";
}
