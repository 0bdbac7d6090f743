//! A company as rows: every table that says something that nothing else says, read in order and written into an empty database.
//!
//! Promises that the two engines give and take the same rows: the tables are read from the texts of the migrations, which are the same
//! for both, and each is read in the order of its key. What lists read is left out, because it is made again from the events; so is
//! what belongs to an installation and not to its company. Must never be given a table that is in no class (a test holds it).

mod row;
mod schema;

use tongguan_core::id::TenantId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::{Tx, Value};

pub use row::{read, write};
pub use schema::{Column, Table};

/// What is kept, in the order in which it is written: the company itself comes last, so that a company that is not whole is none.
const KEPT: &[&str] = &[
    "deal_event",
    "reference_event",
    "command_log",
    "security_log",
    "body",
    "counter",
    "file",
    "file_name",
    "setting",
    "draft",
    "data_version",
    "person",
    "department",
    "post",
    "delegation",
    "absence",
    "reorganization",
    "account",
    "account_key",
    "account_reader",
    "contact",
    "product",
    "price_book",
    "price_line",
    "own_entity",
    "receipt",
    "receipt_allocation",
    "calendar_change",
    "notice",
    "notice_mute",
    "notice_channel",
    "saved_view",
    "issued_copy",
    "export",
    "export_request",
    "sensitive_read",
    "anomaly",
    "paper_template",
    "import",
    "import_progress",
    "import_part",
    "import_mapping",
    "taken_back",
    "migration_batch",
    "hand_over",
    "account_merge",
    "account_appeal",
    "subject_request",
    "tenant",
];

/// Kept only where it is asked for: how people sign in.
const CREDENTIALS: &[&str] = &["credential", "former_password", "api_key", "provider_identity"];

/// Made again from the events ([`crate::rebuild`]) and from the names of customers ([`crate::read::search::refill`]).
#[cfg(test)]
const MADE_AGAIN: &[&str] =
    &["deal_footprint", "busy_time", "lead_claim", "deal_sum", "search_text", "search_gram"];

/// Of an installation: who is signed in, what is under way, what is locked.
#[cfg(test)]
const OF_THE_INSTALLATION: &[&str] = &[
    "idempotency",
    "guard",
    "job",
    "outbox",
    "session",
    "setup_token",
    "sign_in_failure",
    // Sealed under a key that stays with the installation: people enrol again.
    "second_factor",
    "recovery_code",
    "schema_migration",
    "lease",
];

/// The version of the schema that the rows fit.
pub fn schema() -> i64 {
    crate::migrate::newest_version()
}

/// The tables of an archive, in the order in which they are written.
pub fn tables(with_credentials: bool) -> Vec<Table> {
    let known = schema::of_migrations();
    let credentials = if with_credentials { CREDENTIALS } else { &[] };
    let names = credentials.iter().chain(KEPT).copied();
    names.filter_map(|name| known.iter().find(|table| table.name == name).cloned()).collect()
}

/// Up to `limit` rows of a table, in the order of its key, after a row.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    table: &Table,
    after: Option<&[Value]>,
    limit: u32,
) -> Result<Vec<Vec<Value>>, StoreError> {
    let mut values = vec![Value::Uuid(tenant.0)];
    values.extend(after.map(|row| table.key_of(row)).unwrap_or_default());
    let rows = tx.query(&table.reading(after.is_some(), limit), &values).await?;
    rows.into_iter().map(|row| table.typed(row.into_values())).collect()
}

/// Writes rows.
pub async fn put(tx: &mut Tx, table: &Table, rows: &[Vec<Value>]) -> Result<(), StoreError> {
    let statement = table.writing();
    for row in rows {
        tx.execute(&statement, row).await?;
    }
    Ok(())
}

/// The first table that holds anything; none where nothing was ever written.
pub async fn first_in_use(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    for table in tables(true) {
        let found = tx.query_opt(&table.looking(), &[]).await?;
        if found.is_some() {
            return Ok(Some(table.name));
        }
    }
    Ok(None)
}

/// The company in the database; none, or several, cannot be taken out as one.
pub async fn only_company(tx: &mut Tx) -> Result<Option<Uuid>, StoreError> {
    let rows = tx.query(COMPANIES, params![]).await?;
    match rows.as_slice() {
        [only] => only.get(0).map(Some),
        _ => Ok(None),
    }
}

const COMPANIES: &str = "SELECT tenant_id FROM tenant ORDER BY tenant_id LIMIT 2";

pub(crate) fn statements() -> Vec<String> {
    let of_table =
        |table: Table| [table.reading(false, 1), table.reading(true, 1), table.writing(), table.looking()];
    tables(true).into_iter().flat_map(of_table).chain([COMPANIES.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_in_one_class() {
        let made: Vec<&str> = crate::projection::TABLES.iter().map(|table| table.name).collect();
        for table in schema::of_migrations() {
            let name = table.name.as_str();
            let classes = [KEPT, CREDENTIALS, MADE_AGAIN, OF_THE_INSTALLATION, &made];
            let count = classes.iter().filter(|class| class.contains(&name)).count();
            assert_eq!(count, 1, "{name} belongs to {count} classes of archive.rs");
        }
        let known = schema::of_migrations();
        for name in KEPT.iter().chain(CREDENTIALS) {
            assert!(known.iter().any(|table| table.name == **name), "{name} is no table");
        }
    }
}
