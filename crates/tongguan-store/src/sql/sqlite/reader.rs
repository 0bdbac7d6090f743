//! A reader thread: one closure at a time, each on one snapshot, none longer than the limit.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::super::queue::{Queue, Taken};
use super::super::tx::{Conn, Ending, Failure, Tx};
use super::unit::Unit;
use super::{Connection, statement};
use crate::error::StoreError;

/// Virtual machine steps between two looks at the clock.
const STEPS: i32 = 1_000;

/// The thread's main loop.
pub(super) fn run(mut connection: Connection, queue: &Queue<Box<dyn Unit>>, limit: Duration) {
    let (started, deadline) = (Instant::now(), Arc::new(AtomicU64::new(u64::MAX)));
    watch(&mut connection, started, deadline.clone());
    let mut tx = Tx::new(Conn::Sqlite(connection), None);
    while let Taken::Items(units) = queue.take(1, None) {
        for mut unit in units {
            deadline.store(micros(started.elapsed() + limit), Ordering::Relaxed);
            serve(&mut tx, unit.as_mut());
            unit.answer();
        }
    }
}

/// Ends whatever runs when the deadline, counted from the start, is over.
pub(super) fn watch(connection: &mut Connection, started: Instant, deadline: Arc<AtomicU64>) {
    let is_over = move || micros(started.elapsed()) >= deadline.load(Ordering::Relaxed);
    if let Err(error) = connection.progress_handler(STEPS, Some(is_over)) {
        tracing::error!(%error, "reads run without a time limit");
    }
}

pub(super) fn micros(duration: Duration) -> u64 {
    duration.as_micros().try_into().unwrap_or(u64::MAX)
}

fn serve(tx: &mut Tx, unit: &mut dyn Unit) {
    if let Err(failure) = control(tx, "BEGIN") {
        return unit.fail(failure);
    }
    let keeps = unit.run(tx);
    match tx.end() {
        Ending::Clean => {}
        Ending::Failed(reason) if keeps => unit.fail(StoreError::Aborted { reason }),
        Ending::Failed(_) => {}
        Ending::Transient(reason) => unit.fail(StoreError::Contended { reason }),
        Ending::Fatal(reason) => unit.fail(StoreError::Unavailable { reason }),
    }
    // An interrupted statement may have ended the transaction already; a snapshot has nothing to lose.
    drop(control(tx, "ROLLBACK"));
}

pub(super) fn control(tx: &mut Tx, sql: &str) -> Result<(), StoreError> {
    let Conn::Sqlite(connection) = &mut tx.conn else {
        unreachable!("a reader thread made its transaction from a SQLite connection");
    };
    statement::control(connection, sql).map_err(|failure| match failure {
        Failure::Plain(error) => error,
        Failure::Transient(reason) => StoreError::Contended { reason },
        Failure::Fatal(reason) => StoreError::Unavailable { reason },
    })
}
