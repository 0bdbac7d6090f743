//! Locks against guessing: wrong passwords and codes are counted for each login, known or not, and for each address.
//!
//! Promises: a lock that follows a lock is twice as long, up to a limit; a day without one forgets them; signing in forgets those of the
//! login, never those of the address. Must never tell a login that exists from one that does not.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use tongguan_core::id::TenantId;
use tongguan_core::reference::setting::Settings;
use tongguan_store::auth::{self as table, Noted};
use tongguan_store::{StoreError, Tx};

/// Failures from one address within [`ADDRESS_WINDOW`] that lock it.
const ADDRESS_AFTER: u32 = 20;
const ADDRESS_WINDOW: SignedDuration = SignedDuration::from_mins(1);
/// A lock grows to so many times the first one: logins can be locked by strangers, addresses only by themselves.
const LOGIN_GROWS_TO: u32 = 4;
const ADDRESS_GROWS_TO: u32 = 16;
/// Locks are forgotten after so long without one.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// The two counters that an attempt is held against.
#[derive(Debug, Clone, Copy)]
pub struct Subjects {
    /// The login's.
    pub login: [u8; 32],
    /// The address's, where there is one.
    pub address: Option<[u8; 32]>,
}

/// How many failures are too many.
#[derive(Debug, Clone, Copy)]
struct Limit {
    after: u32,
    window: SignedDuration,
    grows_to: u32,
}

impl Subjects {
    /// Those of a login in its one spelling, and an address.
    pub fn of(login: &str, address: Option<IpAddr>) -> Self {
        let digest = |kind: &str, text: &str| -> [u8; 32] {
            Sha256::new().chain_update(kind).chain_update([0]).chain_update(text).finalize().into()
        };
        let address = address.map(|address| digest("address", &address.to_string()));
        Self { login: digest("login", login), address }
    }

    fn limits(&self, settings: &Settings) -> Vec<([u8; 32], Limit)> {
        let window = SignedDuration::from_mins(settings.sign_in_window_minutes.into());
        let login = Limit { after: settings.sign_in_failures, window, grows_to: LOGIN_GROWS_TO };
        let address = Limit { after: ADDRESS_AFTER, window: ADDRESS_WINDOW, grows_to: ADDRESS_GROWS_TO };
        let address = self.address.map(|subject| (subject, address));
        [(self.login, login)].into_iter().chain(address).collect()
    }
}

/// A lock that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The seconds until the longest one ends.
    pub seconds: u64,
    /// Whether the address is locked, whatever login it tries.
    pub is_of_address: bool,
}

/// What is left of locks; none where there is none.
pub async fn left(
    tx: &mut Tx,
    tenant: TenantId,
    subjects: &Subjects,
    now: Timestamp,
) -> Result<Option<Left>, StoreError> {
    let login = seconds(table::locked_until(tx, tenant, &subjects.login).await?, now);
    let address = match &subjects.address {
        Some(subject) => seconds(table::locked_until(tx, tenant, subject).await?, now),
        None => None,
    };
    let left = |seconds| Left { seconds, is_of_address: address.is_some() };
    Ok(login.max(address).map(left))
}

fn seconds(until: Option<Timestamp>, now: Timestamp) -> Option<u64> {
    let left = until?.duration_since(now).as_secs();
    u64::try_from(left).ok().filter(|left| *left > 0)
}

/// Counts an attempt on a login that is locked, against its address alone: the login's lock is no longer for it.
pub async fn note_address(
    tx: &mut Tx,
    tenant: TenantId,
    (subjects, settings): (&Subjects, &Settings),
    now: Timestamp,
) -> Result<(), StoreError> {
    let of_address = subjects.limits(settings).into_iter().filter(|(subject, _)| *subject != subjects.login);
    count(tx, tenant, of_address, now).await.map(drop)
}

/// Counts a failure; answers whether it locked something.
pub async fn note(
    tx: &mut Tx,
    tenant: TenantId,
    (subjects, settings): (&Subjects, &Settings),
    now: Timestamp,
) -> Result<bool, StoreError> {
    count(tx, tenant, subjects.limits(settings), now).await
}

async fn count(
    tx: &mut Tx,
    tenant: TenantId,
    limits: impl IntoIterator<Item = ([u8; 32], Limit)>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let mut locked = false;
    for (subject, limit) in limits {
        let noted = table::note_failure(tx, tenant, &subject, now, limit.window).await?;
        if let Some(lock) = lock(noted, limit, now) {
            table::lock_out(tx, tenant, &subject, lock).await?;
            locked = true;
        }
    }
    Ok(locked)
}

/// The lock that follows from a failure: its number and its end.
fn lock(noted: Noted, limit: Limit, now: Timestamp) -> Option<(u32, Timestamp)> {
    if noted.count < limit.after {
        return None;
    }
    let is_recent = noted.locked_until.is_some_and(|until| now.duration_since(until) < FORGOTTEN_AFTER);
    let before = if is_recent { noted.locks } else { 0 };
    let times = 2_i32.saturating_pow(before.min(16)).min(i32::try_from(limit.grows_to).unwrap_or(1));
    let until = now.saturating_add(limit.window.saturating_mul(times)).unwrap_or(Timestamp::MAX);
    Some((before + 1, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_grow_and_are_forgotten() {
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().expect("a moment");
        let limit = Limit { after: 5, window: SignedDuration::from_mins(15), grows_to: 4 };
        let ago = |hours| Some(now.saturating_sub(SignedDuration::from_hours(hours)).expect("in range"));
        for (count, locks, locked_until, want) in [
            (4, 0, None, None),
            (5, 0, None, Some((1, 15))),
            (5, 1, ago(1), Some((2, 30))),
            (5, 2, ago(1), Some((3, 60))),
            (5, 9, ago(1), Some((10, 60))),
            (5, 9, ago(25), Some((1, 15))),
        ] {
            let got = lock(Noted { count, locks, locked_until }, limit, now);
            let minutes = got.map(|(locks, until)| (locks, until.duration_since(now).as_mins()));
            assert_eq!(minutes, want, "{count} {locks}");
        }
    }
}
