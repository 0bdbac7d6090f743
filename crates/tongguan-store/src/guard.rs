//! Locks for limits that reach across deals: a holding cap, a customer group's discounts, a credit exposure.
//!
//! Promises: transactions that lock the same guard run one after the other, and each reads what the one before committed. Guards are
//! locked in one order, so two transactions never wait for each other. All guards of a transaction are locked in one call, before it reads.

use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::{Engine, Tx};

/// Names what is guarded. Ordered by kind, then key: the order of locking.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guard {
    /// Which limit.
    pub kind: String,
    /// Of what.
    pub key: String,
}

impl Guard {
    /// A guard of this kind and key.
    pub fn new(kind: impl Into<String>, key: impl Into<String>) -> Self {
        Self { kind: kind.into(), key: key.into() }
    }
}

/// The upsert locks the row until the commit, whether it was there or not.
const LOCK: &str = "INSERT INTO guard (tenant_id, kind, key, version) VALUES ($1, $2, $3, 1) \
    ON CONFLICT (tenant_id, kind, key) DO UPDATE SET version = guard.version + 1";

pub(crate) const STATEMENTS: &[&str] = &[LOCK];

/// Locks all of `guards` until the transaction ends. SQLite runs one write at a time, which guards everything: nothing is written there.
pub async fn lock(tx: &mut Tx, tenant: Uuid, guards: &[Guard]) -> Result<(), StoreError> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    let mut ordered: Vec<&Guard> = guards.iter().collect();
    ordered.sort();
    ordered.dedup();
    for guard in ordered {
        tx.execute(LOCK, params![tenant, &guard.kind, &guard.key]).await?;
    }
    Ok(())
}
