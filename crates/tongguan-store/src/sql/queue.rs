//! A bounded queue between async callers and the SQLite threads.
//!
//! Promises: what was accepted is handed out, also after closing; nothing is accepted after closing or above the limit.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Waiting work above this is refused: the caller is told that the store is overloaded.
const LIMIT: usize = 10_000;

/// What a waiting thread is woken with.
pub(super) enum Taken<T> {
    /// At least one item.
    Items(Vec<T>),
    /// Nothing came within the time given.
    Idle,
    /// Closed and empty.
    Closed,
}

struct State<T> {
    items: VecDeque<T>,
    is_closed: bool,
}

/// See the module.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Queue<T> {
    pub(super) fn new() -> Self {
        let state = State { items: VecDeque::new(), is_closed: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // No code that can panic runs under the lock, so a poisoned state is still whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an item, or says why not.
    pub(super) fn push(&self, item: T) -> Result<(), &'static str> {
        let mut state = self.lock();
        if state.is_closed {
            return Err("the store is closed");
        }
        if state.items.len() >= LIMIT {
            return Err("too much work is waiting");
        }
        state.items.push_back(item);
        self.changed.notify_one();
        Ok(())
    }

    /// Waits for work and takes up to `most` items; gives up after `patience` if one is given.
    pub(super) fn take(&self, most: usize, patience: Option<Duration>) -> Taken<T> {
        let mut state = self.lock();
        loop {
            if !state.items.is_empty() {
                let count = most.min(state.items.len());
                return Taken::Items(state.items.drain(..count).collect());
            }
            if state.is_closed {
                return Taken::Closed;
            }
            match patience {
                None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(patience) => {
                    let woken = self.changed.wait_timeout(state, patience);
                    let (next, timeout) = woken.unwrap_or_else(PoisonError::into_inner);
                    state = next;
                    if timeout.timed_out() && state.items.is_empty() && !state.is_closed {
                        return Taken::Idle;
                    }
                }
            }
        }
    }

    /// Takes up to `most` items that are there already.
    pub(super) fn take_waiting(&self, most: usize) -> Vec<T> {
        let mut state = self.lock();
        let count = most.min(state.items.len());
        state.items.drain(..count).collect()
    }

    /// Accepts nothing more; what waits is still handed out.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }
}
