//! Moving the write-ahead log into the database beside the writer, so that no commit waits for it.
//!
//! Promises: moves only what is committed and on disk; never waits for a reader or the writer. What it does not get done is left to the
//! writer, which moves the rest once the log is long, and to the end. Must never write anything of its own.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Connection, statement};

/// Between two moves: a page that many commits change is moved once.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Default)]
struct State {
    is_dirty: bool,
    is_closed: bool,
}

/// Tells the thread that there is something to move, or that it should end.
#[derive(Default)]
pub(super) struct Mover {
    state: Mutex<State>,
    changed: Condvar,
}

impl Mover {
    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that can panic runs under the lock, so a poisoned state is still whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was committed.
    pub(super) fn wake(&self) {
        let was_dirty = std::mem::replace(&mut self.lock().is_dirty, true);
        if !was_dirty {
            self.changed.notify_all();
        }
    }

    /// Ends the thread.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Waits for something to move; false at the end.
    fn is_wanted(&self) -> bool {
        let idle = |state: &mut State| !state.is_dirty && !state.is_closed;
        let state = self.changed.wait_while(self.lock(), idle);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.is_dirty = false;
        !state.is_closed
    }

    fn pause(&self) {
        let open = |state: &mut State| !state.is_closed;
        drop(self.changed.wait_timeout_while(self.lock(), PAUSE, open));
    }

    /// The thread's main loop.
    pub(super) fn run(&self, mut connection: Connection) {
        while self.is_wanted() {
            if let Err(failure) = statement::query(&mut connection, "PRAGMA wal_checkpoint(PASSIVE)", &[]) {
                tracing::warn!(?failure, "the write-ahead log could not be moved");
            }
            self.pause();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn pages_to_move(connection: &mut Connection) -> i64 {
        let rows = statement::query(connection, "PRAGMA wal_checkpoint(PASSIVE)", &[]).expect("answers");
        rows[0].get::<i64>(1).expect("a number") - rows[0].get::<i64>(2).expect("a number")
    }

    #[test]
    fn what_was_committed_is_moved_and_the_thread_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let open = || Connection::open(&path).expect("opens");
        let mut writer = open();
        let made = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t (a); INSERT INTO t VALUES (1)";
        writer.execute_batch(made).expect("written");
        let before = std::fs::metadata(&path).expect("there").len();
        let mover = Arc::new(Mover::default());
        mover.wake();
        // Closed only once it has begun: it takes the mark of the work away.
        let (at_work, connection) = (mover.clone(), open());
        let thread = std::thread::spawn(move || at_work.run(connection));
        while mover.lock().is_dirty {
            std::thread::yield_now();
        }
        mover.close();
        thread.join().expect("ends");
        assert!(std::fs::metadata(&path).expect("there").len() > before, "the database took the pages");
        assert_eq!(pages_to_move(&mut writer), 0);
    }
}
