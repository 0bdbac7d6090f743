//! Hashing and checking passwords with Argon2id, one lane, at the [`Cost`] of the world: 19 MiB and two passes outside of tests.
//!
//! Promises at most two hashes at once, and the same work for a login that does not exist. Work is counted, so that a
//! test can show that without a clock.

use crate::world::{Cost, World};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

const LANES: u32 = 1;
const HASHES_AT_ONCE: usize = 2;

/// The hasher of one process.
#[derive(Clone)]
pub struct Passwords {
    world: World,
    turns: Arc<Semaphore>,
    checks: Arc<AtomicU64>,
    /// The hash of a password nobody knows, checked where there is no user.
    nobody: Arc<str>,
}

impl Passwords {
    /// Makes the hasher, and the hash that stands for nobody (one hash of work).
    pub fn new(world: World) -> Self {
        let secret: [u8; 32] = world.random();
        let nobody = hash(world.password_cost(), &secret, &world.random()).into();
        Self { world, turns: Arc::new(Semaphore::new(HASHES_AT_ONCE)), checks: Arc::default(), nobody }
    }

    /// The hash to store (PHC text, with parameters and salt). The policy is asked before, not here.
    pub async fn hash(&self, password: &str) -> String {
        let (password, salt) = (normalise(password), self.world.random());
        let cost = self.world.password_cost();
        self.in_turn(move || hash(cost, password.as_bytes(), &salt)).await
    }

    /// Whether `password` belongs to `stored`; with no user to compare, false after the same work.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> bool {
        let password = normalise(password);
        let is_known = stored.is_some();
        let stored = stored.map_or_else(|| self.nobody.to_string(), str::to_owned);
        self.checks.fetch_add(1, Ordering::Relaxed);
        let matches = self
            .in_turn(move || Argon2::default().verify_password(password.as_bytes(), stored.as_str()).is_ok());
        matches.await && is_known
    }

    /// How many passwords were checked, each at the same cost.
    pub fn checks(&self) -> u64 {
        self.checks.load(Ordering::Relaxed)
    }

    /// Runs `work` off the async threads, at most [`HASHES_AT_ONCE`] at a time. The turn goes with the work, so that
    /// a caller who gives up does not let a third one in.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let turn = self.turns.clone().acquire_owned().await.expect("the semaphore is never closed");
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.expect("hashing does not panic and is not cancelled")
    }
}

/// One spelling for what a person typed, whatever keyboard it came from: full-width forms and composed characters.
pub fn normalise(password: &str) -> String {
    password.nfkc().collect()
}

fn hash(cost: Cost, password: &[u8], salt: &[u8; 16]) -> String {
    let params = Params::new(cost.memory_kib, cost.passes, LANES, None).expect("a cost is in range");
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password, salt)
        .expect("any bytes can be hashed with 16 bytes of salt");
    hash.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::counting;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_user_matches() {
        let passwords = Passwords::new(counting());
        let stored = passwords.hash("correct horse battery").await;
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify("correct horse battery", Some(&stored)).await);
        assert!(passwords.verify("ｃorrect horse battery", Some(&stored)).await);
        assert!(!passwords.verify("Correct horse battery", Some(&stored)).await);
        assert!(!passwords.verify("correct horse battery", None).await);
        assert!(!passwords.verify("correct horse battery", Some("not a hash")).await);
        assert_ne!(stored, passwords.hash("correct horse battery").await);
    }

    #[test]
    fn nobody_costs_what_somebody_costs() {
        let passwords = Passwords::new(counting());
        assert!(passwords.nobody.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[tokio::test]
    async fn turns_are_given_back() {
        let passwords = Passwords::new(counting());
        let checks = (0..4).map(|_| passwords.verify("wrong", None)).collect::<Vec<_>>();
        for check in checks {
            assert!(!check.await);
        }
        assert_eq!(passwords.turns.available_permits(), HASHES_AT_ONCE);
    }
}
