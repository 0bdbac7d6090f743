//! Every fixed statement of the crate, so that one test (and `tongguan doctor`) can ask an engine whether it understands them.

use crate::error::StoreError;
use crate::sql::{Database, Tx};

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
    ("import", crate::import::STATEMENTS),
    ("import::leaning", crate::import::leaning::STATEMENTS),
    ("job", crate::job::STATEMENTS),
    ("lease", crate::lease::STATEMENTS),
    ("migrate", crate::migrate::STATEMENTS),
    ("moment", crate::moment::STATEMENTS),
    ("notice", crate::notice::STATEMENTS),
    ("outbox", crate::outbox::STATEMENTS),
    ("reference_log", crate::reference_log::STATEMENTS),
    ("saved_view", crate::saved_view::STATEMENTS),
    ("security_log", crate::security_log::STATEMENTS),
    ("setting", crate::setting::STATEMENTS),
    ("tenant", crate::tenant::STATEMENTS),
];

/// Rooms with several files, each with its statements.
const ROOMS: &[(&str, &[&[&str]])] = &[
    ("auth", crate::auth::STATEMENTS),
    ("facts", crate::facts::STATEMENTS),
    ("reference", crate::reference::STATEMENTS),
];

/// Every statement that both engines take, with its module: the fixed ones, and those that are put together from columns and filters.
pub fn all() -> Vec<(&'static str, String)> {
    let rooms = ROOMS.iter().flat_map(|(room, files)| files.iter().map(move |file| (*room, *file)));
    let files = ALL.iter().copied().chain(rooms);
    let fixed = files.flat_map(|(module, texts)| texts.iter().map(move |text| (module, (*text).to_owned())));
    let projection = crate::projection::statements().into_iter().map(|text| ("projection", text));
    let read = crate::read::statements().into_iter().map(|text| ("read", text));
    let archive = crate::archive::statements().into_iter().map(|text| ("archive", text));
    let erasure = crate::erasure::statements().into_iter().map(|text| ("erasure", text));
    fixed.chain(projection).chain(read).chain(archive).chain(erasure).collect()
}

/// Prepares every statement on the database, running none; answers how many there are. The error names the module and shows the statement.
pub async fn prepare_all(db: &Database) -> Result<usize, StoreError> {
    let own = crate::read::search::statements_of(db.engine()).iter();
    let all: Vec<_> = all().into_iter().chain(own.map(|text| ("search", (*text).to_owned()))).collect();
    let mut count = 0;
    for batch in all.chunks(BATCH) {
        let (batch, length) = (batch.to_vec(), batch.len());
        let prepared: Result<(), StoreError> = db
            .read(move |tx| {
                let batch = batch.clone();
                Box::pin(async move { prepare(tx, &batch).await })
            })
            .await;
        prepared?;
        count += length;
    }
    Ok(count)
}

/// Statements per transaction: reads have a limit of time.
const BATCH: usize = 100;

async fn prepare(tx: &mut Tx, batch: &[(&'static str, String)]) -> Result<(), StoreError> {
    for (module, text) in batch {
        tx.prepare(text).await.map_err(|error| StoreError::Database {
            code: "prepare".into(),
            reason: format!("{module}: {error} in: {text}"),
        })?;
    }
    Ok(())
}
