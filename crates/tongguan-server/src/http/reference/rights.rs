//! Who reads which reference data, and which fields of it.
//!
//! Promises that cost, credit and personal data of colleagues leave the server only for the roles named here. Customers
//! are seen as the core says: `Sight::sees_account`.

use jiff::civil::Date;
use serde_json::Value;
use tongguan_core::id::AccountId;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::authority::EXPORTS;
use tongguan_core::reference::export_request::ExportRequest;
use tongguan_core::sight::Involved;
use tongguan_core::zone::local_date;
use tongguan_store::read::accounts;
use tongguan_store::{StoreError, reference};

use crate::app::App;
use crate::auth::session::SignedIn;
use crate::http::error::ApiError;

/// Roles that see what things cost and how far customers have credit.
const MONEY: [&str; 6] =
    ["finance_specialist", "finance_manager", "general_manager", "sales_director", "sales_ops", "auditor"];
/// Roles that see receipts.
const RECEIPTS: [&str; 5] =
    ["finance_specialist", "finance_manager", "cashier", "general_manager", "auditor"];
/// Roles that prepare, sign and check migration batches.
const BATCHES: [&str; 4] = ["sales_ops", "sales_director", "general_manager", "auditor"];
/// Roles that see every hand-over; others see those in which they have a part.
const HAND_OVERS: [&str; 5] = ["sys_admin", "sales_ops", "sales_director", "general_manager", "auditor"];
/// Roles that merge customers, or check what was merged.
const MERGES: [&str; 4] = ["sales_ops", "sales_director", "general_manager", "auditor"];
/// Roles that see changes of the organisation before they are done.
const PLANS: [&str; 4] = ["sys_admin", "security_admin", "general_manager", "auditor"];
/// Roles that answer persons about their data, or check it.
const PRIVACY: [&str; 2] = ["sales_ops", "auditor"];
/// Roles that see how colleagues sign in and are reached.
const PEOPLE: [&str; 3] = ["sys_admin", "security_admin", "auditor"];

/// Whether somebody sees rows of a kind at all.
pub fn reads(who: &SignedIn, kind: &str) -> bool {
    match kind {
        "receipt" => who.holds(&RECEIPTS),
        "hand_over" => who.holds(&HAND_OVERS),
        "account_merge" => who.holds(&MERGES),
        "migration_batch" => who.holds(&BATCHES),
        "subject_request" => who.holds(&PRIVACY),
        // Who goes where is not told before its day.
        "reorganization" => who.holds(&PLANS),
        _ => true,
    }
}

/// Whether somebody sees a request for an export: his own, or as one of those who decide or check.
pub fn sees_export_request(who: &SignedIn, request: &ExportRequest) -> bool {
    request.asked_by == Some(who.person) || who.holds(EXPORTS) || who.holds(&["auditor"])
}

/// A row without the fields that somebody does not see.
pub fn shown(who: &SignedIn, kind: &str, mut row: Value) -> Value {
    let hidden: &[&str] = match kind {
        "person" if !who.holds(&PEOPLE) => &["login", "email", "phone"],
        "account" if !who.holds(&MONEY) => &["credit_limit"],
        // Thousands of digests tell nobody anything; what is signed is the one over all of them.
        "migration_batch" => &["rows"],
        "price_book" if !who.holds(&MONEY) => &["cost"],
        _ => &[],
    };
    hide(&mut row, hidden);
    row
}

fn hide(value: &mut Value, hidden: &[&str]) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !hidden.contains(&key.as_str()));
            map.values_mut().for_each(|value| hide(value, hidden));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, hidden)),
        _ => {}
    }
}

/// Whether somebody sees a customer.
pub async fn sees_account(app: &App, who: &SignedIn, account: &Account) -> Result<bool, StoreError> {
    let deals = involved(app, who, account.id).await?;
    let sight = app.sight(who);
    Ok(sight.sees_account(who.person, (account, &deals), today(app)))
}

/// Today in the company's zone.
pub fn today(app: &App) -> Date {
    local_date(app.world().now(), &app.current_process().time_zone())
}

/// Whom the deals with a customer concern.
pub async fn involved(app: &App, who: &SignedIn, account: AccountId) -> Result<Involved, StoreError> {
    let tenant = who.tenant;
    app.db.read(move |tx| Box::pin(accounts::involved(tx, tenant, account))).await
}

/// The customer, if somebody sees it; nobody can tell one that he does not see from one that is not there.
pub async fn must_see_account(app: &App, who: &SignedIn, id: AccountId) -> Result<Account, ApiError> {
    let tenant = who.tenant;
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| Box::pin(async move { reference::load::<Account>(tx, tenant, id.0).await }))
        .await;
    let account = found?.ok_or(ApiError::NotFound)?.state;
    match sees_account(app, who, &account).await? {
        true => Ok(account),
        false => Err(ApiError::NotFound),
    }
}
