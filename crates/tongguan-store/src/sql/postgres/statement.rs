//! Running statements on a PostgreSQL connection: values in, rows out, errors to ours.

use deadpool_postgres::Object;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Statement};
use uuid::Uuid;

use super::super::row::Row;
use super::super::tx::Failure;
use super::super::value::{Kind, Value};
use crate::error::StoreError;

/// Lost to another transaction.
const CONFLICT: [&str; 2] = ["40001", "40P01"];
/// The server is going away, or is not the primary any more; all of class 08 as well.
const ELSEWHERE: [&str; 4] = [READ_ONLY, "57P01", "57P02", "57P03"];
/// What a demoted primary answers to a write, and any server to a write in a read.
pub(super) const READ_ONLY: &str = "25006";

/// A [`Failure`], or a connection that no longer leads to the right server.
#[derive(Debug)]
pub(super) enum Trouble {
    Failure(Failure),
    Reconnect { code: Option<String>, reason: String },
}

pub(super) async fn execute(object: &Object, sql: &str, params: &[Value]) -> Result<u64, Trouble> {
    let statement = prepared(object, sql, params).await?;
    object.execute(&statement, &bound(params)).await.map_err(|error| translate(&error))
}

pub(super) async fn query(object: &Object, sql: &str, params: &[Value]) -> Result<Vec<Row>, Trouble> {
    let statement = prepared(object, sql, params).await?;
    let rows = object.query(&statement, &bound(params)).await.map_err(|error| translate(&error))?;
    rows.iter().map(row).collect()
}

/// Checks a statement, and that every parameter and column has a type that the common values can carry.
pub(super) async fn prepare(object: &Object, sql: &str) -> Result<(), Trouble> {
    let statement = object.prepare(sql).await.map_err(|error| translate(&error))?;
    let columns = statement.columns().iter().map(|column| column.type_());
    let column = columns.clone().find(|kind| !is_bound(kind) && **kind != Type::INT4);
    match statement.params().iter().find(|kind| !is_bound(kind)).or(column) {
        Some(kind) => Err(wrong(&format!("type {kind} is not one of the common ones; cast it"))),
        None => Ok(()),
    }
}

/// Whether a parameter may have this type: every integer of ours has 64 bits, and the driver refuses to bind it to 32.
fn is_bound(kind: &Type) -> bool {
    [Type::INT8, Type::TEXT, Type::BYTEA, Type::UUID].contains(kind)
}

async fn prepared(object: &Object, sql: &str, params: &[Value]) -> Result<Statement, Trouble> {
    let statement = object.prepare_cached(sql).await.map_err(|error| translate(&error))?;
    if statement.params().len() == params.len() {
        Ok(statement)
    } else {
        Err(wrong(&format!("{} parameters given, {} needed", params.len(), statement.params().len())))
    }
}

fn bound(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(bound_one).collect()
}

fn bound_one(value: &Value) -> &(dyn ToSql + Sync) {
    match value {
        Value::Null(Kind::Int) => &None::<i64>,
        Value::Null(Kind::Text) => &None::<String>,
        Value::Null(Kind::Bytes) => &None::<Vec<u8>>,
        Value::Null(Kind::Uuid) => &None::<Uuid>,
        Value::Int(number) => number,
        Value::Text(text) => text,
        Value::Bytes(bytes) => bytes,
        Value::Uuid(id) => id,
    }
}

fn row(row: &tokio_postgres::Row) -> Result<Row, Trouble> {
    let columns = (0..row.len()).map(|index| column(row, index)).collect::<Result<_, _>>()?;
    Ok(Row { columns })
}

fn column(row: &tokio_postgres::Row, index: usize) -> Result<Value, Trouble> {
    let broken = |error: Error| translate(&error);
    let kind = row.columns()[index].type_();
    Ok(match *kind {
        Type::INT8 => {
            row.try_get::<_, Option<i64>>(index).map_err(broken)?.map_or(Value::Null(Kind::Int), Value::Int)
        }
        Type::INT4 => row
            .try_get::<_, Option<i32>>(index)
            .map_err(broken)?
            .map_or(Value::Null(Kind::Int), |number| Value::Int(number.into())),
        Type::TEXT => row
            .try_get::<_, Option<String>>(index)
            .map_err(broken)?
            .map_or(Value::Null(Kind::Text), Value::Text),
        Type::BYTEA => row
            .try_get::<_, Option<Vec<u8>>>(index)
            .map_err(broken)?
            .map_or(Value::Null(Kind::Bytes), Value::Bytes),
        Type::UUID => row
            .try_get::<_, Option<Uuid>>(index)
            .map_err(broken)?
            .map_or(Value::Null(Kind::Uuid), Value::Uuid),
        _ => return Err(wrong(&format!("column {index} has type {kind}; cast it"))),
    })
}

fn wrong(reason: &str) -> Trouble {
    Trouble::Failure(Failure::Plain(StoreError::Database { code: "use".into(), reason: reason.to_owned() }))
}

/// Our error for the driver's.
pub(super) fn translate(error: &Error) -> Trouble {
    let Some(db) = error.as_db_error() else {
        let is_broken = std::error::Error::source(error).is_some_and(|source| source.is::<std::io::Error>());
        return if error.is_closed() || is_broken {
            Trouble::Reconnect { code: None, reason: words(error) }
        } else {
            wrong(&words(error))
        };
    };
    let (code, reason) = (db.code().code(), db.message().to_owned());
    if ELSEWHERE.contains(&code) || code.starts_with("08") {
        return Trouble::Reconnect { code: Some(code.to_owned()), reason };
    }
    if CONFLICT.contains(&code) {
        return Trouble::Failure(Failure::Transient(reason));
    }
    let name = || db.constraint().or(db.column()).unwrap_or("unnamed").to_owned();
    Trouble::Failure(Failure::Plain(match code {
        "40003" => StoreError::OutcomeUnknown { reason },
        "23505" => StoreError::Unique { name: name() },
        _ if code.starts_with("23") => StoreError::Constraint { name: name() },
        "55P03" => StoreError::Contended { reason },
        "57014" => StoreError::TimedOut,
        "53100" => StoreError::DiskFull,
        _ => StoreError::Database { code: code.to_owned(), reason },
    }))
}

/// The driver's error with its cause, which it leaves out of its own words.
fn words(error: &Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}
