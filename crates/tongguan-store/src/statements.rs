//! Every fixed statement of the crate, so that one test (and `tongguan doctor`) can ask an engine whether it understands them.

use crate::error::StoreError;
use crate::sql::Database;

/// Per module, its statements.
pub(crate) const ALL: &[(&str, &[&str])] = &[
    ("backup", crate::backup::STATEMENTS),
    ("body", crate::body::STATEMENTS),
    ("command_log", crate::command_log::STATEMENTS),
    ("counter", crate::counter::STATEMENTS),
    ("draft", crate::draft::STATEMENTS),
    ("event_log", crate::event_log::STATEMENTS),
    ("file", crate::file::STATEMENTS),
    ("guard", crate::guard::STATEMENTS),
    ("idempotency", crate::idempotency::STATEMENTS),
    ("job", crate::job::STATEMENTS),
    ("lease", crate::lease::STATEMENTS),
    ("migrate", crate::migrate::STATEMENTS),
    ("reference_log", crate::reference_log::STATEMENTS),
    ("setting", crate::setting::STATEMENTS),
    ("tenant", crate::tenant::STATEMENTS),
];

/// Prepares every statement on the database, running none; answers how many there are. The error names the module and shows the statement.
pub async fn prepare_all(db: &Database) -> Result<usize, StoreError> {
    let mut count = 0;
    for &(module, statements) in ALL {
        for &text in statements {
            let prepared: Result<(), StoreError> = db.read(move |tx| Box::pin(tx.prepare(text))).await;
            prepared.map_err(|error| StoreError::Database {
                code: "prepare".into(),
                reason: format!("{module}: {error} in: {text}"),
            })?;
            count += 1;
        }
    }
    Ok(count)
}
