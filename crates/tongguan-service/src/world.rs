//! Time, randomness, and what guessing a password costs, as arguments.
//!
//! Promises that the server reads the clock and the system's random source only through a [`World`], so that a test
//! can hold both still. Must never be reached through a global.

use jiff::Timestamp;
use rand::TryRngCore;
use std::sync::Arc;
use uuid::Uuid;

/// The clock and the random source of one process.
#[derive(Clone)]
pub struct World {
    now: Arc<Now>,
    fill: Arc<Fill>,
    password_cost: Cost,
}

/// What one hash of a password costs (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// What every installation pays: OWASP's second choice for Argon2id.
    pub const STANDARD: Self = Self { memory_kib: 19_456, passes: 2 };
}

type Now = dyn Fn() -> Timestamp + Send + Sync;
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl World {
    /// The real world: the system clock and the operating system's random source.
    pub fn system() -> Self {
        Self::new(now_in_microseconds, |bytes| {
            rand::rngs::OsRng.try_fill_bytes(bytes).expect("a machine without randomness must not go on");
        })
    }

    /// A world of the caller's making.
    pub fn new(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        fill: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self { now: Arc::new(now), fill: Arc::new(fill), password_cost: Cost::STANDARD }
    }

    /// The same world with cheaper passwords: for tests, which sign in by the thousand.
    pub fn hashing_at(self, cost: Cost) -> Self {
        Self { password_cost: cost, ..self }
    }

    /// What one hash of a password costs.
    pub fn password_cost(&self) -> Cost {
        self.password_cost
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Fresh random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    /// A fresh UUIDv7.
    pub fn id(&self) -> Uuid {
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid()
    }
}

/// The system clock, as fine as instants are kept.
fn now_in_microseconds() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}

/// A world for tests: its time stands still, its random bytes count up.
pub fn counting() -> World {
    use std::sync::atomic::{AtomicU8, Ordering};
    let next = AtomicU8::new(0);
    World::new(
        || Timestamp::from_second(1_767_225_600).expect("in range"),
        move |bytes| bytes.iter_mut().for_each(|byte| *byte = next.fetch_add(1, Ordering::Relaxed)),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_clock_is_as_fine_as_what_is_kept() {
        assert_eq!(super::World::system().now().subsec_nanosecond() % 1_000, 0);
    }

    #[test]
    fn ids_are_version_7_and_differ() {
        let world = super::counting();
        let (a, b) = (world.id(), world.id());
        assert_eq!(a.get_version_num(), 7);
        assert_ne!(a, b);
    }
}
