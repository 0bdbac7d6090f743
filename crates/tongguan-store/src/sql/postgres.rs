//! PostgreSQL: a pool, transactions at READ COMMITTED, and the retry of those that lost.

mod connect;
mod held;
mod session;
mod slot;
mod statement;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};

use super::fault::Faults;
use super::tx::{Conn, Ending, Failure, Tx};
use super::{BoxFuture, RETRIES};
use crate::error::StoreError;
use connect::Doubts;
pub(super) use session::Session;
use slot::Slots;
use statement::Trouble;

/// Connections per process; PostgreSQL itself shares them among requests.
const POOL: usize = 16;
/// How long to wait for a free or a new connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// The first pause before a retry; doubled each time up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(4);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/// One snapshot for all statements, as a SQLite reader has; read-only, so it can never lose to a writer.
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// A pool of connections to one database.
pub(super) struct Postgres {
    pool: Pool,
    doubts: Arc<Doubts>,
    slots: Arc<Slots>,
    faults: Arc<Faults>,
    /// The one transaction of a handle on a held snapshot.
    held: Option<held::Held>,
}

/// One run of a closure: what it answered, or why it must run again.
enum Attempt<T, E> {
    Done(Result<T, E>),
    Again(String),
}

impl Postgres {
    pub(super) async fn open(url: &str, faults: Arc<Faults>) -> Result<Self, StoreError> {
        let (config, doubts) = (connect::config(url)?, Arc::new(Doubts::default()));
        let manager_config = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let connector = connect::Connector::new(&config, doubts.clone())?;
        let manager = Manager::from_connect(config, connector, manager_config);
        let pool = Pool::builder(manager)
            .max_size(POOL)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .recycle_timeout(Some(PATIENCE))
            .build()
            .map_err(|error| StoreError::Unavailable { reason: error.to_string() })?;
        let postgres = Self { pool, doubts, slots: Arc::default(), faults, held: None };
        postgres.check_version().await?;
        Ok(postgres)
    }

    async fn check_version(&self) -> Result<(), StoreError> {
        let unavailable = |failure| match failure {
            Failure::Plain(error) => error,
            Failure::Transient(reason) | Failure::Fatal(reason) => StoreError::Unavailable { reason },
        };
        let mut session = self.session(false).await.map_err(unavailable)?;
        let sql = "SELECT CAST(current_setting('server_version_num') AS BIGINT)";
        let rows = session.query(sql, &[]).await.map_err(unavailable)?;
        session.keep();
        match rows.first().map(|row| row.get::<i64>(0)) {
            Some(Ok(version)) if version >= 150_000 => Ok(()),
            _ => Err(StoreError::Unsupported { reason: "PostgreSQL 15 or newer is needed" }),
        }
    }

    pub(super) fn close(&self) {
        self.pool.close();
    }

    async fn session(&self, may_write: bool) -> Result<Session, Failure> {
        match self.pool.get().await {
            Ok(object) => Ok(Session::new(object, self.doubts.clone(), self.slots.take(), may_write)),
            Err(PoolError::Backend(error)) => Err(match statement::translate(&error) {
                Trouble::Failure(failure) => failure,
                Trouble::Reconnect { reason, .. } => Failure::Transient(reason),
            }),
            Err(PoolError::Closed) => {
                Err(Failure::Plain(StoreError::Unavailable { reason: "the store is closed".into() }))
            }
            Err(error) => Err(Failure::Plain(StoreError::Unavailable { reason: error.to_string() })),
        }
    }

    pub(super) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        match &self.held {
            Some(held) => held.read(&work).await,
            None => self.until_done(&work, BEGIN_READ, None).await,
        }
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        if self.held.is_some() {
            let reason = "nothing is written through a snapshot";
            return Err(StoreError::Unsupported { reason }.into());
        }
        self.until_done(&work, BEGIN_WRITE, Some(&self.faults)).await
    }

    async fn until_done<T, E, F>(&self, work: &F, begin: &str, faults: Option<&Arc<Faults>>) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        let mut pause = FIRST_PAUSE;
        let mut last = String::new();
        for retry in 0..=RETRIES {
            if retry > 0 {
                tokio::time::sleep(jittered(pause)).await;
                pause = LONGEST_PAUSE.min(pause * 2);
            }
            match self.attempt(work, begin, faults).await {
                Attempt::Done(outcome) => return outcome,
                Attempt::Again(reason) => last = reason,
            }
        }
        Err(StoreError::Contended { reason: last }.into())
    }

    async fn attempt<T, E, F>(&self, work: &F, begin: &str, faults: Option<&Arc<Faults>>) -> Attempt<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        let mut session = match self.session(faults.is_some()).await {
            Ok(session) => session,
            Err(failure) => return stopped(failure),
        };
        if let Err(failure) = session.control(begin).await {
            return stopped(failure);
        }
        let mut tx = Tx::new(Conn::Postgres(session), faults.cloned());
        let outcome = work(&mut tx).await;
        conclude(tx, outcome).await
    }
}

/// Commits or rolls back, as the closure's answer and the transaction's state ask for.
async fn conclude<T, E: From<StoreError>>(mut tx: Tx, outcome: Result<T, E>) -> Attempt<T, E> {
    let ending = tx.end();
    let is_fault = outcome.is_ok() && matches!(ending, Ending::Clean) && tx.fault_strikes();
    let Conn::Postgres(session) = tx.conn else {
        unreachable!("this transaction was made from a PostgreSQL session");
    };
    let outcome = match ending {
        Ending::Transient(reason) | Ending::Fatal(reason) => {
            session.roll_back().await;
            return Attempt::Again(reason);
        }
        Ending::Failed(reason) => outcome.and(Err(StoreError::Aborted { reason }.into())),
        Ending::Clean if is_fault => {
            session.roll_back().await;
            return Attempt::Again("injected by a test".into());
        }
        Ending::Clean => outcome,
    };
    match outcome {
        Err(error) => {
            session.roll_back().await;
            Attempt::Done(Err(error))
        }
        Ok(value) => match session.commit().await {
            Ok(()) => Attempt::Done(Ok(value)),
            Err(failure) => stopped(failure),
        },
    }
}

fn stopped<T, E: From<StoreError>>(failure: Failure) -> Attempt<T, E> {
    match failure {
        Failure::Plain(error) => Attempt::Done(Err(error.into())),
        Failure::Transient(reason) | Failure::Fatal(reason) => Attempt::Again(reason),
    }
}

/// Half to all of `pause`, so that those who collided do not meet again.
fn jittered(pause: Duration) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new().hash_one(0u8) % 1_000;
    pause / 2 + (pause / 2).mul_f64(random as f64 / 1_000.0)
}
