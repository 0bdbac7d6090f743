//! Grams in SQLite's full-text index, each in hexadecimal digits, so that its tokenizer has nothing to decide.
//!
//! The index holds no texts, only where a gram stands: the place of a row of `search_text`. What is taken out must be named as it was
//! put in.

use std::collections::BTreeSet;

use tongguan_core::id::TenantId;

use super::Wanted;
use super::index::{Entry, FORM, Named};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

const ADD_TEXT: &str = "INSERT INTO search_text (tenant_id, kind, id, form, account_id, words, place) \
    VALUES ($1, $2, $3, $4, $5, $6, (SELECT COALESCE(MAX(place), 0) + 1 FROM search_text)) RETURNING place";
const FORGET_TEXT: &str =
    "DELETE FROM search_text WHERE tenant_id = $1 AND kind = $2 AND id = $3 RETURNING place";
const ADD: &str = "INSERT INTO search_index (rowid, grams) VALUES ($1, $2)";
const FORGET: &str = "INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', $1, $2)";
const FORGET_ALL: [&str; 2] = [
    "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    "DELETE FROM search_text WHERE place > 0",
];

const FIND: &str = "SELECT t.kind, t.id, t.account_id, t.words FROM search_index i CROSS JOIN search_text t \
    WHERE i.search_index MATCH $2 AND t.place = i.rowid AND t.tenant_id = $1 AND t.words LIKE $3 LIMIT 200";

pub(super) const STATEMENTS: &[&str] =
    &[ADD_TEXT, FORGET_TEXT, ADD, FORGET, FORGET_ALL[0], FORGET_ALL[1], FIND];

pub(super) async fn add(
    tx: &mut Tx,
    tenant: TenantId,
    named: &Named,
    Entry { words, grams }: &Entry,
) -> Result<(), StoreError> {
    let values = params![tenant.0, named.kind.key(), named.id, FORM, named.account.0, words];
    let place: i64 = tx.query_one(ADD_TEXT, values).await?.get(0)?;
    tx.execute(ADD, params![place, tokens(grams)]).await.map(drop)
}

pub(super) async fn forget(
    tx: &mut Tx,
    tenant: TenantId,
    named: &Named,
    entry: &Entry,
) -> Result<(), StoreError> {
    let row = tx.query_opt(FORGET_TEXT, params![tenant.0, named.kind.key(), named.id]).await?;
    if let Some(row) = row {
        tx.execute(FORGET, params![row.get::<i64>(0)?, tokens(&entry.grams)]).await?;
    }
    Ok(())
}

/// Empties the index, for all companies of the file.
pub(super) async fn forget_all(tx: &mut Tx) -> Result<(), StoreError> {
    for statement in FORGET_ALL {
        tx.execute(statement, params![]).await?;
    }
    Ok(())
}

pub(super) async fn find(tx: &mut Tx, tenant: TenantId, wanted: &Wanted<'_>) -> Result<Vec<Row>, StoreError> {
    let (matching, pattern) = match wanted {
        Wanted::Character(character) => (format!("{}*", token(character)), format!("%{character}%")),
        Wanted::Grams(grams, pattern) => {
            let tokens: Vec<String> = grams.iter().map(|gram| token(gram)).collect();
            (tokens.join(" "), (*pattern).to_owned())
        }
    };
    tx.query(FIND, params![tenant.0, matching, pattern]).await
}

fn tokens(grams: &BTreeSet<String>) -> String {
    grams.iter().map(|gram| token(gram)).collect::<Vec<_>>().join(" ")
}

/// Begins with a letter: what begins with a digit is no word of a query.
fn token(gram: &str) -> String {
    format!("g{}", hex::encode(gram))
}
