//! Every fixed statement of the crate, so that one test (and `tongguan doctor`) can ask an engine whether it understands them.

use crate::error::StoreError;
use crate::sql::Database;

/// Per module, its statements.
const ALL: &[(&str, &[&str])] = &[
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
    ("notice", crate::notice::STATEMENTS),
    ("outbox", crate::outbox::STATEMENTS),
    ("reference_log", crate::reference_log::STATEMENTS),
    ("setting", crate::setting::STATEMENTS),
    ("tenant", crate::tenant::STATEMENTS),
];

/// Rooms with several files, each with its statements.
const ROOMS: &[(&str, &[&[&str]])] = &[
    ("auth", crate::auth::STATEMENTS),
    ("facts", crate::facts::STATEMENTS),
    ("reference", crate::reference::STATEMENTS),
];

/// All statements with their module.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rooms = ROOMS.iter().flat_map(|(room, files)| files.iter().map(move |file| (*room, *file)));
    let files = ALL.iter().copied().chain(rooms);
    files.flat_map(|(module, statements)| statements.iter().map(move |text| (module, *text)))
}

/// Prepares every statement on the database, running none; answers how many there are. The error names the module and shows the statement.
pub async fn prepare_all(db: &Database) -> Result<usize, StoreError> {
    let mut count = 0;
    for (module, text) in all() {
        let prepared: Result<(), StoreError> = db.read(move |tx| Box::pin(tx.prepare(text))).await;
        prepared.map_err(|error| StoreError::Database {
            code: "prepare".into(),
            reason: format!("{module}: {error} in: {text}"),
        })?;
        count += 1;
    }
    Ok(count)
}
