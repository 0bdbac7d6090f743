//! `POST /api/v1/{kind}/commands` creates, `POST /api/v1/{kind}/{id}/commands` changes; for every kind of reference data.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::id::AccountId;
use tongguan_core::pool::{self, Place};
use tongguan_core::reference::account::{Account, Command as OfAccount};
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::export_request::ExportRequest;
use tongguan_core::reference::{self, Command};
use tongguan_store::{StoreError, reference as rows};
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, DryRun, Executed, Request};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::{IdempotencyKey, IfMatch};
use crate::http::openapi::commands as schemas;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Target, Via};

async fn give(
    app: &App,
    caller: &Caller,
    (id, command): (Option<Uuid>, Command),
    (dry_run, expected, key): (DryRun, Option<IfMatch>, IdempotencyKey),
) -> Result<Json<Executed>, ApiError> {
    must_see(app, caller, id, &command).await?;
    let target = Target::Reference { id, command };
    let (key, dry_run) = (key.as_str().to_owned(), dry_run.dry_run);
    execute::run(app, caller, Request { target, expected, key, via: Via::Api, dry_run }).await.map(Json)
}

/// What somebody does not see is, for his commands as well, not there.
async fn must_see(app: &App, caller: &Caller, id: Option<Uuid>, command: &Command) -> Result<(), ApiError> {
    let account = match (command, id) {
        // What is in a pool is its members' to claim and its administrators' to give; the core says who may.
        (Command::Account(OfAccount::ClaimAccount { .. }), Some(id))
            if lies_open(app, caller, id, false).await? =>
        {
            return Ok(());
        }
        (Command::Account(OfAccount::TransferAccount { owner: Some(_) }), Some(id))
            if lies_open(app, caller, id, true).await? =>
        {
            return Ok(());
        }
        (Command::Account(_), Some(id)) => AccountId(id),
        (Command::Contact(_), Some(id)) => {
            let tenant = caller.tenant;
            let found: Result<_, StoreError> =
                app.db.read(move |tx| Box::pin(rows::load::<Contact>(tx, tenant, id))).await;
            found?.ok_or(ApiError::NotFound)?.state.account
        }
        (Command::ExportRequest(_), Some(id)) => {
            let tenant = caller.tenant;
            let found: Result<_, StoreError> =
                app.db.read(move |tx| Box::pin(rows::load::<ExportRequest>(tx, tenant, id))).await;
            let shows = found?.is_some_and(|found| rights::sees_export_request(caller, &found.state));
            return if shows { Ok(()) } else { Err(ApiError::NotFound) };
        }
        _ => return Ok(()),
    };
    rights::must_see_account(app, caller, account).await.map(drop)
}

/// Whether it lies in a pool into which the caller looks, or that he administers.
async fn lies_open(app: &App, caller: &Caller, id: Uuid, as_admin: bool) -> Result<bool, ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(rows::load::<Account>(tx, tenant, id))).await;
    let Some(account) = found?.map(|row| row.state).filter(|account| account.owner.is_none()) else {
        return Ok(false);
    };
    let organization = &caller.organization;
    let pool = pool::of_record(organization, &Place::of(&account), account.department);
    Ok(match as_admin {
        true => pool::is_admin(organization, caller.person, pool),
        false => pool::looks_into(organization, &app.current_process(), caller.person, pool),
    })
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $module:ident $marker:ident $path:literal $one:literal;)*) => {$(
        $(#[$doc])*
        pub mod $module {
            use super::*;

            /// Creates one.
            #[utoipa::path(
                post, path = $path, tag = "reference", operation_id = concat!("create_", stringify!($module)),
                params(DryRun, ("Idempotency-Key" = String, Header)),
                request_body = inline(schemas::$marker),
                responses(
                    (status = 200, body = Executed),
                    (status = 401, body = Problem, content_type = "application/problem+json"),
                    (status = 403, body = Problem, content_type = "application/problem+json"),
                    (status = 422, body = Problem, content_type = "application/problem+json"),
                ),
            )]
            pub async fn create(
                State(app): State<Arc<App>>,
                caller: Caller,
                Query(dry_run): Query<DryRun>,
                key: IdempotencyKey,
                StrictJson(command): StrictJson<reference::$module::Command>,
            ) -> Result<Json<Executed>, ApiError> {
                give(&app, &caller, (None, command.into()), (dry_run, None, key)).await
            }

            /// Changes one; `If-Match` with its version, where the caller wants to be told of changes in between.
            #[utoipa::path(
                post, path = $one, tag = "reference", operation_id = concat!("change_", stringify!($module)),
                params(
                    ("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header),
                    ("If-Match" = Option<String>, Header),
                ),
                request_body = inline(schemas::$marker),
                responses(
                    (status = 200, body = Executed),
                    (status = 401, body = Problem, content_type = "application/problem+json"),
                    (status = 403, body = Problem, content_type = "application/problem+json"),
                    (status = 404, body = Problem, content_type = "application/problem+json"),
                    (status = 409, body = Problem, content_type = "application/problem+json"),
                    (status = 422, body = Problem, content_type = "application/problem+json"),
                ),
            )]
            pub async fn change(
                State(app): State<Arc<App>>,
                caller: Caller,
                Path(id): Path<Uuid>,
                Query(dry_run): Query<DryRun>,
                expected: Option<IfMatch>,
                key: IdempotencyKey,
                StrictJson(command): StrictJson<reference::$module::Command>,
            ) -> Result<Json<Executed>, ApiError> {
                give(&app, &caller, (Some(id), command.into()), (dry_run, expected, key)).await
            }
        }
    )*};
}

kinds! {
    /// People of ours.
    person PersonCommand "/api/v1/users/commands" "/api/v1/users/{id}/commands";
    /// Departments.
    department DepartmentCommand "/api/v1/departments/commands" "/api/v1/departments/{id}/commands";
    /// Posts.
    post PostCommand "/api/v1/posts/commands" "/api/v1/posts/{id}/commands";
    /// Delegations.
    delegation DelegationCommand "/api/v1/delegations/commands" "/api/v1/delegations/{id}/commands";
    /// Who is away when.
    absence AbsenceCommand "/api/v1/absences/commands" "/api/v1/absences/{id}/commands";
    /// Changes of the organisation that take effect on a day.
    reorganization ReorganizationCommand "/api/v1/reorganizations/commands" "/api/v1/reorganizations/{id}/commands";
    /// Customers.
    account AccountCommand "/api/v1/accounts/commands" "/api/v1/accounts/{id}/commands";
    /// People on the customers' side.
    contact ContactCommand "/api/v1/contacts/commands" "/api/v1/contacts/{id}/commands";
    /// Products.
    product ProductCommand "/api/v1/products/commands" "/api/v1/products/{id}/commands";
    /// Price books.
    price_book PriceBookCommand "/api/v1/price-books/commands" "/api/v1/price-books/{id}/commands";
    /// Our legal entities.
    own_entity OwnEntityCommand "/api/v1/own-entities/commands" "/api/v1/own-entities/{id}/commands";
    /// The company's own templates of papers.
    paper_template PaperTemplateCommand "/api/v1/paper-templates/commands" "/api/v1/paper-templates/{id}/commands";
    /// Receipts of money.
    receipt ReceiptCommand "/api/v1/receipts/commands" "/api/v1/receipts/{id}/commands";
    /// Batches of deals that were open before the system.
    migration MigrationCommand "/api/v1/migration-batches/commands" "/api/v1/migration-batches/{id}/commands";
    /// Requests for exports that somebody else has to allow.
    export_request ExportRequestCommand "/api/v1/export-requests/commands" "/api/v1/export-requests/{id}/commands";
    /// Changes of the calendar.
    calendar CalendarCommand "/api/v1/calendars/commands" "/api/v1/calendars/{id}/commands";
}

/// Hand-overs: made by their own endpoint, signed here.
pub mod hand_over {
    use super::*;
    use crate::http::reference::hand_over_view::Viewer;
    use crate::http::reference::hand_overs;

    /// Signs a hand-over.
    #[utoipa::path(
        post, path = "/api/v1/hand-overs/{id}/commands", tag = "reference",
        params(
            ("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header),
            ("If-Match" = Option<String>, Header),
        ),
        request_body = inline(schemas::HandOverCommand),
        responses(
            (status = 200, body = Executed),
            (status = 401, body = Problem, content_type = "application/problem+json"),
            (status = 403, body = Problem, content_type = "application/problem+json"),
            (status = 404, body = Problem, content_type = "application/problem+json"),
            (status = 409, body = Problem, content_type = "application/problem+json"),
            (status = 422, body = Problem, content_type = "application/problem+json"),
        ),
    )]
    #[expect(clippy::too_many_arguments, reason = "each part of the request is one")]
    pub async fn sign(
        State(app): State<Arc<App>>,
        caller: Caller,
        ApiLang(lang): ApiLang,
        Path(id): Path<Uuid>,
        Query(dry_run): Query<DryRun>,
        expected: Option<IfMatch>,
        key: IdempotencyKey,
        StrictJson(command): StrictJson<reference::hand_over::Command>,
    ) -> Result<Json<Executed>, ApiError> {
        // Who reads it not cannot tell it from one that is not there.
        hand_overs::found(&Viewer { app: &app, caller: &caller, lang }, id).await?;
        give(&app, &caller, (Some(id), command.into()), (dry_run, expected, key)).await
    }
}
