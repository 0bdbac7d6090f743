//! Faults on demand: lets a test make the n-th statement of a write fail as if another transaction had won.
//!
//! Costs one relaxed load a statement when unarmed. Arming needs the cargo feature `faults`, which only tests turn on.

use std::sync::atomic::{AtomicI64, Ordering};

/// A countdown of write statements; 0 or less means unarmed.
#[derive(Debug, Default)]
pub(super) struct Faults {
    countdown: AtomicI64,
}

impl Faults {
    /// Makes the `nth` write statement from now (from 1; a commit counts) fail once.
    #[cfg(feature = "faults")]
    pub(super) fn arm(&self, nth: u32) {
        self.countdown.store(i64::from(nth), Ordering::SeqCst);
    }

    /// Whether an armed fault has not struck yet.
    #[cfg(feature = "faults")]
    pub(super) fn is_armed(&self) -> bool {
        self.countdown.load(Ordering::SeqCst) > 0
    }

    /// Counts one write statement; true when it is the one to fail.
    pub(super) fn strikes(&self) -> bool {
        self.countdown.load(Ordering::Relaxed) > 0 && self.countdown.fetch_sub(1, Ordering::SeqCst) == 1
    }
}
