//! Running statements on a SQLite connection: `$n` to `?n`, values in, rows out, errors to ours.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, ErrorCode};

use super::super::row::Row;
use super::super::tx::Failure;
use super::super::value::{Kind, Value};
use super::{Connection, constraint};
use crate::error::StoreError;

pub(in crate::sql) fn execute(
    connection: &mut Connection,
    sql: &str,
    params: &[Value],
) -> Result<u64, Failure> {
    let changed = bind(connection, sql, params).and_then(|mut statement| statement.raw_execute());
    changed.map(|count| count as u64).map_err(|error| translate(connection, &error))
}

pub(in crate::sql) fn query(
    connection: &mut Connection,
    sql: &str,
    params: &[Value],
) -> Result<Vec<Row>, Failure> {
    let rows = bind(connection, sql, params).and_then(|mut statement| collect(&mut statement));
    rows.map_err(|error| translate(connection, &error))
}

pub(in crate::sql) fn control(connection: &mut Connection, sql: &str) -> Result<(), Failure> {
    connection.execute_batch(sql).map_err(|error| translate(connection, &error))
}

pub(in crate::sql) fn prepare(connection: &mut Connection, sql: &str) -> Result<(), Failure> {
    let prepared = connection.prepare(&render(sql)).map(drop);
    prepared.map_err(|error| translate(connection, &error))
}

fn bind<'c>(
    connection: &'c Connection,
    sql: &str,
    params: &[Value],
) -> rusqlite::Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(&render(sql))?;
    if statement.parameter_count() != params.len() {
        return Err(rusqlite::Error::InvalidParameterCount(params.len(), statement.parameter_count()));
    }
    for (index, value) in params.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, Bound(value))?;
    }
    Ok(statement)
}

fn collect(statement: &mut CachedStatement<'_>) -> rusqlite::Result<Vec<Row>> {
    let width = statement.column_count();
    let (mut rows, mut found) = (statement.raw_query(), Vec::new());
    while let Some(row) = rows.next()? {
        let columns = (0..width).map(|index| value(index, row.get_ref(index)?)).collect::<Result<_, _>>()?;
        found.push(Row { columns });
    }
    Ok(found)
}

fn value(index: usize, column: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match column {
        ValueRef::Null => Value::Null(Kind::Int),
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text)?.to_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(rusqlite::Error::InvalidColumnType(
                index,
                "a column".into(),
                rusqlite::types::Type::Real,
            ));
        }
    })
}

/// A parameter in the driver's terms.
struct Bound<'v>(&'v Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null(_) => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Uuid(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

/// Our common text in SQLite's words. `$1` would be a name to SQLite, numbered by order of appearance, which swaps parameters.
fn render(sql: &str) -> String {
    if !sql.contains('\'') && !sql.contains(" FOR UPDATE") {
        return sql.replace('$', "?");
    }
    let mut text = String::with_capacity(sql.len());
    for (index, part) in sql.split('\'').enumerate() {
        let is_literal = index % 2 == 1;
        if is_literal {
            text.push('\'');
            text.push_str(part);
            text.push('\'');
        } else {
            let unlocked = part.replace(" FOR UPDATE SKIP LOCKED", "").replace(" FOR UPDATE", "");
            text.push_str(&unlocked.replace('$', "?"));
        }
    }
    text
}

fn translate(connection: &Connection, error: &rusqlite::Error) -> Failure {
    let rusqlite::Error::SqliteFailure(code, message) = error else {
        return plain("driver", error.to_string());
    };
    let words = message.clone().unwrap_or_else(|| code.to_string());
    match code.code {
        ErrorCode::ConstraintViolation => {
            Failure::Plain(constraint::name(connection, code.extended_code, &words))
        }
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Failure::Transient(words),
        ErrorCode::OperationInterrupted => Failure::Plain(StoreError::TimedOut),
        ErrorCode::DiskFull => Failure::Plain(StoreError::DiskFull),
        ErrorCode::SystemIoFailure
        | ErrorCode::DatabaseCorrupt
        | ErrorCode::NotADatabase
        | ErrorCode::CannotOpen => Failure::Fatal(words),
        _ => plain(&code.extended_code.to_string(), words),
    }
}

fn plain(code: &str, reason: String) -> Failure {
    Failure::Plain(StoreError::Database { code: code.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn one_text_becomes_sqlite() {
        let check = |common: &str, sqlite: &str| assert_eq!(render(common), sqlite);
        check("SELECT a FROM t WHERE b = $2 AND c = $1", "SELECT a FROM t WHERE b = ?2 AND c = ?1");
        check("SELECT a FROM t WHERE b = $1 FOR UPDATE", "SELECT a FROM t WHERE b = ?1");
        check("IN (SELECT a FROM t FOR UPDATE SKIP LOCKED) RETURNING a", "IN (SELECT a FROM t) RETURNING a");
        check("SELECT '$1 FOR UPDATE', $1", "SELECT '$1 FOR UPDATE', ?1");
        check("SELECT 'it''s $1'", "SELECT 'it''s $1'");
    }
}
