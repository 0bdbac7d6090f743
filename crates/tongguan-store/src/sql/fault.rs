//! Faults on demand: lets a test make the n-th statement of a write fail as if another transaction had won.
//!
//! Costs one relaxed load a statement when unarmed. Arming needs the cargo feature `faults`, which only tests turn on.

use std::sync::atomic::{AtomicI64, Ordering};

/// A countdown of write statements, to be run several times; 0 or less means unarmed.
#[derive(Debug, Default)]
pub(super) struct Faults {
    countdown: AtomicI64,
    #[cfg(feature = "faults")]
    again: AtomicI64,
    #[cfg(feature = "faults")]
    nth: AtomicI64,
}

impl Faults {
    /// Makes the `nth` write statement from now (from 1; a commit counts) fail, then the `nth` after that, `times` times in all.
    #[cfg(feature = "faults")]
    pub(super) fn arm(&self, nth: u32, times: u32) {
        self.again.store(i64::from(times) - 1, Ordering::SeqCst);
        self.nth.store(i64::from(nth), Ordering::SeqCst);
        self.countdown.store(i64::from(nth), Ordering::SeqCst);
    }

    /// Whether a fault asked for has not struck yet.
    #[cfg(feature = "faults")]
    pub(super) fn is_armed(&self) -> bool {
        self.countdown.load(Ordering::SeqCst) > 0
    }

    /// Counts one write statement; true when it is one to fail.
    pub(super) fn strikes(&self) -> bool {
        let strikes =
            self.countdown.load(Ordering::Relaxed) > 0 && self.countdown.fetch_sub(1, Ordering::SeqCst) == 1;
        #[cfg(feature = "faults")]
        if strikes && self.again.fetch_sub(1, Ordering::SeqCst) > 0 {
            self.countdown.store(self.nth.load(Ordering::SeqCst), Ordering::SeqCst);
        }
        strikes
    }
}
