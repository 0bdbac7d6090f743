//! Names of violated constraints. SQLite tells the columns of a unique key, PostgreSQL its name; the name is what the product uses.

use super::Connection;
use crate::error::StoreError;

/// The error for a violated constraint.
pub(super) fn name(connection: &Connection, extended_code: i32, message: &str) -> StoreError {
    let is_unique = matches!(
        extended_code,
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
    );
    let detail = message.split_once(": ").map_or(message, |(_, detail)| detail);
    if !is_unique {
        return StoreError::Constraint { name: detail.to_owned() };
    }
    if let Some(index) = detail.strip_prefix("index '") {
        return StoreError::Unique { name: index.trim_end_matches('\'').to_owned() };
    }
    StoreError::Unique { name: key_name(connection, detail).unwrap_or_else(|| detail.to_owned()) }
}

/// The unique key over exactly the columns of `detail`, which reads `table.a, table.b`.
fn key_name(connection: &Connection, detail: &str) -> Option<String> {
    let mut parts = detail.split(", ").map(|part| part.split_once('.'));
    let (table, first) = parts.next()??;
    let mut columns = vec![first.to_owned()];
    for part in parts {
        columns.push(part?.1.to_owned());
    }
    let mut statement = connection
        .prepare_cached("SELECT name, origin FROM pragma_index_list(?1) WHERE \"unique\" = 1")
        .ok()?;
    let found =
        statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).ok()?;
    for (index, origin) in found.flatten() {
        if columns_of(connection, &index)? == columns {
            return Some(if origin == "pk" { format!("{table}_pkey") } else { index });
        }
    }
    None
}

fn columns_of(connection: &Connection, index: &str) -> Option<Vec<String>> {
    let mut statement =
        connection.prepare_cached("SELECT name FROM pragma_index_info(?1) ORDER BY seqno").ok()?;
    statement.query_map([index], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()
}
