//! One snapshot held over many reads: one connection of the pool with one read-only transaction for all of them.
//!
//! Promises what [`super::super::sqlite`] promises of a held snapshot: as it was at the first read, no longer than so long, and a
//! snapshot that is gone is told, never replaced by another.

use std::time::Instant;

use tokio::sync::Mutex;

use super::super::sqlite::LONGEST_HOLD;
use super::{BEGIN_READ, BoxFuture, Conn, Ending, Failure, Postgres, Tx};
use crate::error::StoreError;

/// With it the snapshot begins.
const FIRST: &str = "SELECT 1";

/// A transaction that goes on until it is let go, or lost.
pub(super) struct Held {
    tx: Mutex<Option<Tx>>,
    started: Instant,
}

impl Postgres {
    pub(in crate::sql) async fn hold(&self) -> Result<Self, StoreError> {
        let failed = |failure| match failure {
            Failure::Plain(error) => error,
            Failure::Transient(reason) | Failure::Fatal(reason) => StoreError::Unavailable { reason },
        };
        let mut session = self.session(false).await.map_err(failed)?;
        session.control(BEGIN_READ).await.map_err(failed)?;
        session.query(FIRST, &[]).await.map_err(failed)?;
        let tx = Mutex::new(Some(Tx::new(Conn::Postgres(session), None)));
        Ok(Self {
            pool: self.pool.clone(),
            doubts: self.doubts.clone(),
            slots: self.slots.clone(),
            faults: self.faults.clone(),
            held: Some(Held { tx, started: Instant::now() }),
        })
    }
}

impl Held {
    /// Runs one read on the snapshot.
    pub(super) async fn read<T, E, F>(&self, work: &F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        // Taken out as long as it runs: a read that is given up in the middle takes the snapshot with it.
        let mut place = self.tx.lock().await;
        let Some(mut tx) = place.take().filter(|_| self.started.elapsed() < LONGEST_HOLD) else {
            return Err(StoreError::Unavailable { reason: "the snapshot is gone".into() }.into());
        };
        let outcome = work(&mut tx).await;
        match tx.end() {
            Ending::Clean => {
                *place = Some(tx);
                outcome
            }
            Ending::Failed(reason) => outcome.and(Err(StoreError::Aborted { reason }.into())),
            Ending::Transient(reason) | Ending::Fatal(reason) => {
                Err(StoreError::Unavailable { reason }.into())
            }
        }
    }
}
