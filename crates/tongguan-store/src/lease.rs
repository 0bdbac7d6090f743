//! Leases: who does the work that only one process may do.
//!
//! Promises: at most one owner at a time by the database's rows, and an epoch that grows with each new owner. A lease says nothing
//! about clocks that run apart, so every write under a lease calls [`check`] in its transaction: that is the fence.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// A lease that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// What it is for.
    pub name: String,
    /// Who holds it.
    pub owner: Uuid,
    /// Grows by one with each grant.
    pub epoch: i64,
}

const ACQUIRE: &str = "INSERT INTO lease (name, owner, until_at, epoch) VALUES ($1, $2, $3, 1) \
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_at = excluded.until_at, epoch = lease.epoch + 1 \
    WHERE lease.until_at <= $4 OR lease.until_at > $5 RETURNING epoch";
const RENEW: &str = "UPDATE lease SET until_at = $4 WHERE name = $1 AND owner = $2 AND epoch = $3";
const CHECK: &str = "SELECT epoch FROM lease WHERE name = $1 AND owner = $2 AND epoch = $3 FOR UPDATE";

pub(crate) const STATEMENTS: &[&str] = &[ACQUIRE, RENEW, CHECK];

/// Takes the lease if nobody holds it at `now`. The holder does not get it twice: it renews. A lease that ends later than any could that
/// was granted by a clock like ours was granted by one that has been set back since, and holds nobody off.
pub async fn acquire(
    tx: &mut Tx,
    name: &str,
    owner: Uuid,
    now: Timestamp,
    for_micros: i64,
) -> Result<Option<Lease>, StoreError> {
    let until = now.as_microsecond() + for_micros;
    let absurd = until + for_micros;
    let row = tx.query_opt(ACQUIRE, params![name, owner, until, now, absurd]).await?;
    row.map(|row| Ok(Lease { name: name.to_owned(), owner, epoch: row.get(0)? })).transpose()
}

/// Holds the lease longer, or [`StoreError::LeaseLost`].
pub async fn renew(tx: &mut Tx, lease: &Lease, now: Timestamp, for_micros: i64) -> Result<(), StoreError> {
    set_until(tx, lease, now.as_microsecond() + for_micros).await
}

/// Gives the lease back; the next owner gets a higher epoch all the same.
pub async fn release(tx: &mut Tx, lease: &Lease) -> Result<(), StoreError> {
    set_until(tx, lease, 0).await
}

async fn set_until(tx: &mut Tx, lease: &Lease, until: i64) -> Result<(), StoreError> {
    match tx.execute(RENEW, params![&lease.name, lease.owner, lease.epoch, until]).await? {
        0 => Err(lost(lease)),
        _ => Ok(()),
    }
}

/// The fence: fails when someone else has taken the lease since, and keeps everyone else from taking it until the commit.
pub async fn check(tx: &mut Tx, lease: &Lease) -> Result<(), StoreError> {
    match tx.query_opt(CHECK, params![&lease.name, lease.owner, lease.epoch]).await? {
        None => Err(lost(lease)),
        Some(_) => Ok(()),
    }
}

fn lost(lease: &Lease) -> StoreError {
    StoreError::LeaseLost { name: lease.name.clone() }
}
