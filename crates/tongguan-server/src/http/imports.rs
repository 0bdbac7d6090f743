//! Imports over HTTP: bring a file, say what its columns mean, have it checked, done, taken back; and what became of each row.
//!
//! Promises that an import of somebody else is not there but for those who may stop it, and that every step is a command of the one
//! executor. The work itself is the job's ([`tongguan_service::import::job`]); a request only sets it going. Must never parse a file here.

pub mod built_upon;
pub mod command;
pub mod kinds;
pub mod list;
pub mod look;
pub mod mapping;
pub mod result;
pub mod rows;
pub mod upload;
mod view;

use tongguan_core::reference::import::ImportJob;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;

pub use view::{ImportMark, ImportView};

/// Who sees the imports of others.
const ALL_SEEING: [&str; 4] = ["sales_ops", "sales_director", "general_manager", "auditor"];

fn sees_all(caller: &Caller) -> bool {
    caller.holds(&ALL_SEEING)
}

/// An import that the caller sees, with its version.
async fn must_see(app: &App, caller: &Caller, id: Uuid) -> Result<(ImportJob, u64), ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| Box::pin(async move { reference::load::<ImportJob>(tx, tenant, id).await }))
        .await;
    let row = found?.ok_or(ApiError::NotFound)?;
    match row.state.by == caller.person || sees_all(caller) {
        true => Ok((row.state, row.version)),
        false => Err(ApiError::NotFound),
    }
}
