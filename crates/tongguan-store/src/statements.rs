//! Every fixed statement of the crate, so that one test (and `tongguan doctor`) can ask an engine whether it understands them.

use crate::error::StoreError;
use crate::sql::Database;

/// Per module, its statements.
const ALL: &[(&str, &[&str])] =
    &[("lease", crate::lease::STATEMENTS), ("migrate", crate::migrate::STATEMENTS)];

/// Prepares every statement on the database, running none. The error names the module and shows the statement.
pub async fn prepare_all(db: &Database) -> Result<usize, StoreError> {
    let statements = || ALL.iter().flat_map(|(module, texts)| texts.iter().map(move |text| (*module, *text)));
    for (module, text) in statements() {
        let prepared: Result<(), StoreError> = db.read(move |tx| Box::pin(tx.prepare(text))).await;
        prepared.map_err(|error| StoreError::Database {
            code: "prepare".into(),
            reason: format!("{module}: {error} in: {text}"),
        })?;
    }
    Ok(statements().count())
}
