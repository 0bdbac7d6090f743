//! From the common text of a migration to statements of one engine.
//!
//! Tokens: `{uuid}`, `{blob}`, `{text}` for column types, and at the end of a table `{clustered}` (small rows, kept in the order
//! of their key) or `{heap}` (large rows); behind a column, `{json}` reads its text as JSON for `->>`; before a statement, `{sqlite}` leaves
//! it to SQLite. Integers are BIGINT. All else is written so that both engines take it.

use crate::error::StoreError;
use crate::params;
use crate::sql::{Engine, Tx};

/// One statement of a migration.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) sql: String,
    /// Table and column of an `ALTER TABLE … ADD COLUMN`, which SQLite cannot make conditional.
    pub(super) added_column: Option<(String, String)>,
}

const SQLITE: [(&str, &str); 7] = [
    ("{json}", ""),
    ("{uuid}", "BLOB"),
    ("{blob}", "BLOB"),
    ("{text}", "TEXT"),
    ("{clustered}", "STRICT, WITHOUT ROWID"),
    ("{heap}", "STRICT"),
    ("BIGINT", "INTEGER"),
];
const POSTGRES: [(&str, &str); 6] = [
    ("{json}", "::JSON"),
    ("{uuid}", "UUID"),
    ("{blob}", "BYTEA"),
    ("{text}", "TEXT COLLATE \"C\""),
    ("{clustered}", ""),
    ("{heap}", ""),
];

/// Before a statement for which there is nothing alike elsewhere.
pub(super) const ONLY_SQLITE: &str = "{sqlite} ";

/// The statements of a text in the words of an engine.
pub(super) fn steps(text: &str, engine: Engine) -> Vec<Step> {
    let tokens: &[(&str, &str)] = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    statements(text)
        .into_iter()
        .filter_map(|common| match (common.strip_prefix(ONLY_SQLITE), engine) {
            (Some(_), Engine::Postgres) => None,
            (Some(own), Engine::Sqlite) => Some(own.to_owned()),
            (None, _) => Some(common),
        })
        .map(|common| {
            let sql = tokens.iter().fold(common.clone(), |sql, (token, words)| sql.replace(token, words));
            Step { sql, added_column: added_column(&common) }
        })
        .collect()
}

/// The statements of a text, without comments. A statement ends with a semicolon at the end of a line.
pub(super) fn statements(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let split = format!("{}\n", code.join("\n"));
    split.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()).map(str::to_owned).collect()
}

/// Table and column of `ALTER TABLE table ADD COLUMN column …`.
fn added_column(statement: &str) -> Option<(String, String)> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => Some(((*table).into(), (*column).into())),
        _ => None,
    }
}

/// Whether a table has a column.
pub(super) async fn has_column(tx: &mut Tx, table: &str, column: &str) -> Result<bool, StoreError> {
    let sql = match tx.engine() {
        Engine::Sqlite => "SELECT COUNT(*) FROM pragma_table_info($1) WHERE name = $2",
        Engine::Postgres => {
            "SELECT COUNT(*) FROM pg_attribute WHERE attrelid = CAST(CAST($1 AS TEXT) AS REGCLASS) \
             AND CAST(attname AS TEXT) = $2 AND NOT attisdropped"
        }
    };
    Ok(tx.query_one(sql, params![table, column]).await?.get::<i64>(0)? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_split_into_statements() {
        let found = statements("-- why\nCREATE TABLE a (b {text});\n\nALTER TABLE a ADD COLUMN c BIGINT;\n");
        assert_eq!(found, ["CREATE TABLE a (b {text})", "ALTER TABLE a ADD COLUMN c BIGINT"]);
        assert_eq!(added_column(&found[1]), Some(("a".into(), "c".into())));
        assert_eq!(added_column(&found[0]), None);
    }

    #[test]
    fn what_is_left_to_sqlite_is_no_step_elsewhere() {
        let of = |engine| steps("{sqlite} CREATE VIRTUAL TABLE a USING fts5(b);\nDELETE FROM c;\n", engine);
        let texts = |engine| of(engine).into_iter().map(|step| step.sql).collect::<Vec<_>>();
        assert_eq!(texts(Engine::Sqlite), ["CREATE VIRTUAL TABLE a USING fts5(b)", "DELETE FROM c"]);
        assert_eq!(texts(Engine::Postgres), ["DELETE FROM c"]);
    }

    #[test]
    fn no_token_is_left_over() {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            for migration in super::super::MIGRATIONS {
                for step in steps(migration.text, engine) {
                    assert!(!step.sql.contains(['{', '}']), "{engine:?}: {}", step.sql);
                }
            }
        }
    }
}
