//! Small numbers for running sessions: each has the lowest one that no other session of the pool has.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The numbers in use.
#[derive(Debug, Default)]
pub(super) struct Slots(Mutex<BTreeSet<u32>>);

impl Slots {
    fn lock(&self) -> MutexGuard<'_, BTreeSet<u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the lowest free number.
    pub(super) fn take(self: &Arc<Self>) -> Slot {
        let mut used = self.lock();
        let number = (0..).find(|number| !used.contains(number)).expect("a pool is smaller than u32::MAX");
        used.insert(number);
        Slot { number, slots: self.clone() }
    }
}

/// A number in use, until it is dropped.
#[derive(Debug)]
pub(in crate::sql) struct Slot {
    pub(super) number: u32,
    slots: Arc<Slots>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.lock().remove(&self.number);
    }
}
