//! How many wait for the writer: work that can stop anywhere looks at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Those who wait; clones count the same ones.
#[derive(Debug, Clone, Default)]
pub(in crate::sql) struct Line(Arc<AtomicUsize>);

/// A place in the line, until it is dropped.
#[derive(Debug)]
pub(super) struct Place(Line);

impl Line {
    /// One more waits.
    pub(super) fn join(&self) -> Place {
        self.0.fetch_add(1, Ordering::Relaxed);
        Place(self.clone())
    }

    /// Whether anybody waits.
    pub(in crate::sql) fn is_waited_in(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}
