//! One snapshot held over many reads, for files that are made page by page: a reader of its own, with one transaction for all of them.
//!
//! Promises that every read sees the database as it was at the first one, whoever writes meanwhile; that no read takes longer than one
//! of the server's; and that the snapshot is let go after [`LONGEST`] at the latest, because as long as it is held the write-ahead log
//! only grows. A snapshot that is gone is told, never replaced by another.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::super::queue::{Queue, Taken};
use super::super::tx::{Conn, Ending, Tx};
use super::super::{Backend, Database};
use super::line::Line;
use super::unit::Unit;
use super::{Connection, Sqlite, open, reader, thread};
use crate::error::StoreError;
use crate::sql::fault::Faults;

/// Longest time that a snapshot is held.
pub(in crate::sql) const LONGEST: Duration = Duration::from_secs(180);
/// Longest time of one read on it, as of any other read.
const READ_LIMIT: Duration = Duration::from_secs(2);
/// How long the thread waits for the next read before it looks at the clock.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads a page of the file: with it the snapshot begins.
const FIRST: &str = "SELECT 1 FROM sqlite_schema LIMIT 1";

impl Database {
    /// This database as it is now, to read only: all reads through the new handle see one snapshot, however many there are. It holds a
    /// connection of its own; let go of it soon.
    pub async fn hold(&self) -> Result<Self, StoreError> {
        let backend = match &*self.backend {
            Backend::Sqlite(sqlite) => Backend::Sqlite(sqlite.hold().await?),
            Backend::Postgres(postgres) => Backend::Postgres(postgres.hold().await?),
        };
        Ok(Self::new(backend, Arc::new(Faults::default())))
    }
}

impl Sqlite {
    async fn hold(&self) -> Result<Self, StoreError> {
        let path = self.path.clone();
        let opening = tokio::task::spawn_blocking(move || {
            let (connection, reads) = (open::reader(&path)?, Arc::new(Queue::new()));
            let tx = begun(connection)?;
            let queue = reads.clone();
            let held = thread("sqlite-hold".into(), move || run(tx, &queue))?;
            let writes = Arc::new(Queue::new());
            writes.close();
            let (halted, readers) = (Arc::new(OnceLock::new()), Mutex::new(vec![held]));
            let (line, mover, writer) = (Line::default(), Arc::default(), Mutex::new(None));
            Ok(Self { path, writes, reads, line, halted, mover, writer, readers })
        });
        opening.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }
}

/// A transaction whose snapshot has begun, and the clock that ends its reads.
struct Begun {
    tx: Tx,
    started: Instant,
    deadline: Arc<AtomicU64>,
}

fn begun(mut connection: Connection) -> Result<Begun, StoreError> {
    let (started, deadline) = (Instant::now(), Arc::new(AtomicU64::new(u64::MAX)));
    reader::watch(&mut connection, started, deadline.clone());
    let mut tx = Tx::new(Conn::Sqlite(connection), None);
    reader::control(&mut tx, "BEGIN")?;
    super::unit::poll_once(Box::pin(tx.query(FIRST, &[])))?;
    Ok(Begun { tx, started, deadline })
}

fn run(mut begun: Begun, queue: &Queue<Box<dyn Unit>>) {
    let mut lost = None;
    loop {
        let units = match queue.take(1, Some(PATIENCE)) {
            Taken::Items(units) => units,
            Taken::Idle => Vec::new(),
            Taken::Closed => return,
        };
        if begun.started.elapsed() >= LONGEST && lost.is_none() {
            drop(reader::control(&mut begun.tx, "ROLLBACK"));
            lost = Some("the snapshot was held for too long".to_owned());
        }
        for mut unit in units {
            match &lost {
                Some(reason) => unit.fail(StoreError::Unavailable { reason: reason.clone() }),
                None => lost = serve(&mut begun, unit.as_mut()),
            }
            unit.answer();
        }
    }
}

/// Runs one read; says why the snapshot is of no more use, if it is not.
fn serve(begun: &mut Begun, unit: &mut dyn Unit) -> Option<String> {
    let now = begun.started.elapsed();
    begun.deadline.store(reader::micros((now + READ_LIMIT).min(LONGEST)), Ordering::Relaxed);
    let keeps = unit.run(&mut begun.tx);
    let (reason, error) = match begun.tx.end() {
        Ending::Clean => return None,
        Ending::Failed(reason) => (reason.clone(), StoreError::Aborted { reason }),
        Ending::Transient(reason) => (reason.clone(), StoreError::Contended { reason }),
        Ending::Fatal(reason) => (reason.clone(), StoreError::Unavailable { reason }),
    };
    if keeps || !matches!(error, StoreError::Aborted { .. }) {
        unit.fail(error);
    }
    drop(reader::control(&mut begun.tx, "ROLLBACK"));
    Some(reason)
}
