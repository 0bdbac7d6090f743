//! What SQLite's planner is told of the tables.
//!
//! Every key begins with the company, and one file holds one company: a search by the company alone reads a whole table. SQLite
//! without statistics takes such a search for ten rows, and prefers it to an index that fits. So it is told, the same in every
//! installation, that the company narrows nothing down, a state a little, and an id a lot: plans depend on no data and never
//! change by themselves. PostgreSQL gathers its own.

use crate::error::StoreError;
use crate::params;
use crate::sql::{Database, Engine, Tx};

const IS_THERE: &str = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'";
/// Makes the planner's table; of the one table that it looks at, what it finds is overwritten.
const MAKE: &str = "ANALYZE tenant";
/// For each index, how many rows the table is said to have, and how many share the first column, the first two, and so on: all of
/// them the company; ten what names somebody or something; a tenth each further state, kind, department or day; one the whole
/// of a unique key.
const TOLD: &str = "SELECT t.name AS tbl, i.name AS idx, '1000000' || \
        (SELECT GROUP_CONCAT(' ' || CASE WHEN i.\"unique\" = 1 AND c.seqno = c.last THEN '1' WHEN c.names > 0 THEN '10' \
            ELSE SUBSTR('1000000', 1, 7 - c.states) END, '') \
         FROM (SELECT k.seqno, MAX(k.seqno) OVER () AS last, SUM(k.names) OVER (ORDER BY k.seqno) AS names, \
                SUM(k.name <> 'tenant_id' AND NOT k.names) OVER (ORDER BY k.seqno) AS states \
             FROM (SELECT seqno, COALESCE(name, '') AS name, COALESCE((name LIKE '%id' AND name NOT IN ('tenant_id', 'department_id')) \
                    OR name IN ('value', 'number', 'gram', 'payer_key', 'token', 'key', 'place'), 0) AS names \
                 FROM pragma_index_info(i.name)) k \
             ORDER BY k.seqno) c) AS stat \
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' \
        AND t.name NOT LIKE 'search~_index%' ESCAPE '~'";
/// Every connection reads the schema again when it changed, and the statistics with it.
const SHOW: [&str; 3] = [
    "ANALYZE sqlite_schema",
    "CREATE TABLE planner_was_told (told INTEGER) STRICT",
    "DROP TABLE planner_was_told",
];

/// Tells SQLite's planner about tables and indexes that it does not know yet.
pub(super) async fn tell(db: &Database) -> Result<(), StoreError> {
    match db.engine() {
        Engine::Sqlite => db.write(|tx| Box::pin(tell_sqlite(tx))).await,
        Engine::Postgres => Ok(()),
    }
}

async fn tell_sqlite(tx: &mut Tx) -> Result<(), StoreError> {
    if count(tx, IS_THERE).await? == 0 {
        tx.control(MAKE).await?;
    }
    let new = format!("SELECT COUNT(*) FROM ({TOLD} EXCEPT SELECT tbl, idx, stat FROM sqlite_stat1)");
    if count(tx, &new).await? == 0 {
        return Ok(());
    }
    tx.control("DELETE FROM sqlite_stat1").await?;
    tx.control(&format!("INSERT INTO sqlite_stat1 (tbl, idx, stat) {TOLD}")).await?;
    for statement in SHOW {
        tx.control(statement).await?;
    }
    Ok(())
}

async fn count(tx: &mut Tx, sql: &str) -> Result<i64, StoreError> {
    tx.query_one(sql, params![]).await?.get(0)
}
