//! Filters of lists that a person keeps under a name.
//!
//! Promises that they are his alone, and few enough to be read at once. A view is an address and grants no sight: what it shows is
//! asked anew each time. Must never be read to decide anything.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// A kept filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The list that it belongs to, such as `deals`.
    pub page: String,
    /// What its owner calls it.
    pub name: String,
    /// The filter, as an address has it behind its question mark.
    pub query: String,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// How many a person may keep for one list.
pub const MOST: i64 = 50;

const LIST: &str = "SELECT page, name, query, saved_at FROM saved_view WHERE tenant_id = $1 AND person_id = $2 AND page = $3 \
    ORDER BY name LIMIT $4";
const COUNT: &str =
    "SELECT COUNT(*) FROM saved_view WHERE tenant_id = $1 AND person_id = $2 AND page = $3 AND name <> $4";
const PUT: &str = "INSERT INTO saved_view (tenant_id, person_id, page, name, query, saved_at) VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT (tenant_id, person_id, page, name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at";
const REMOVE: &str =
    "DELETE FROM saved_view WHERE tenant_id = $1 AND person_id = $2 AND page = $3 AND name = $4";

pub(crate) const STATEMENTS: &[&str] = &[LIST, COUNT, PUT, REMOVE];

/// The views of a person for one list, by name.
pub async fn list(tx: &mut Tx, tenant: Uuid, person: Uuid, page: &str) -> Result<Vec<SavedView>, StoreError> {
    let rows = tx.query(LIST, params![tenant, person, page, MOST]).await?;
    let read = |row: &crate::sql::Row| {
        Ok(SavedView { page: row.get(0)?, name: row.get(1)?, query: row.get(2)?, saved_at: row.get(3)? })
    };
    rows.iter().map(read).collect()
}

/// Saves a view over one of the same name; false where there are too many already.
pub async fn put(tx: &mut Tx, tenant: Uuid, person: Uuid, view: &SavedView) -> Result<bool, StoreError> {
    let SavedView { page, name, query, saved_at } = view;
    let others: i64 = tx.query_one(COUNT, params![tenant, person, page, name]).await?.get(0)?;
    if others >= MOST {
        return Ok(false);
    }
    tx.execute(PUT, params![tenant, person, page, name, query, *saved_at]).await?;
    Ok(true)
}

/// Removes a view; false when there was none.
pub async fn remove(
    tx: &mut Tx,
    tenant: Uuid,
    person: Uuid,
    page: &str,
    name: &str,
) -> Result<bool, StoreError> {
    Ok(tx.execute(REMOVE, params![tenant, person, page, name]).await? == 1)
}
