//! SQLite: one writer thread that groups commits, a thread that moves its log, a few reader threads, and a lock file that keeps other processes out.

mod constraint;
mod held;
pub(super) mod line;
mod lock;
mod mover;
mod open;
mod place;
mod reader;
mod room;
pub(crate) mod snapshot;
pub(super) mod statement;
mod unit;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use super::fault::Faults;
use super::queue::Queue;
use super::{BoxFuture, Tx};
use crate::error::StoreError;
pub(super) use held::LONGEST as LONGEST_HOLD;
use line::{Line, Place};
use unit::{Unit, Work};

/// The driver's connection.
pub(super) type Connection = rusqlite::Connection;

/// Limits of a SQLite database.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// Reader threads, each with a connection.
    pub readers: usize,
    /// Longest time that one read may take; a long reader keeps the write-ahead log from being checkpointed.
    pub read_limit: Duration,
    /// With less free space than this on the disk nothing is written; every write answers that the disk is full.
    pub least_free_bytes: u64,
    /// From when on what was written is safe.
    pub durability: Durability,
}

/// From when on what was written survives a power cut. It survives the end of the process in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// When it was answered. Anything that somebody relies on.
    WhenAnswered,
    /// When the database was closed. Only for one that is being made, from something that can make it again.
    WhenClosed,
}

/// What must be left free for reading, backing up and shutting down.
const LEAST_FREE: u64 = 256 << 20;

/// Longest read of somebody who looks on from beside.
const LONG_READ: Duration = Duration::from_secs(600);

impl Default for SqliteOptions {
    fn default() -> Self {
        let (readers, read_limit) = (4, Duration::from_secs(2));
        Self { readers, read_limit, least_free_bytes: LEAST_FREE, durability: Durability::WhenAnswered }
    }
}

/// The threads of one database and the queues that feed them.
pub(super) struct Sqlite {
    path: PathBuf,
    writes: Arc<Queue<Box<dyn Unit>>>,
    reads: Arc<Queue<Box<dyn Unit>>>,
    /// Who waits for the writer.
    line: Line,
    halted: Arc<OnceLock<String>>,
    mover: Arc<mover::Mover>,
    writer: Mutex<Option<JoinHandle<()>>>,
    /// The readers, and the thread that moves the log.
    readers: Mutex<Vec<JoinHandle<()>>>,
}

impl Sqlite {
    pub(super) async fn open(
        path: PathBuf,
        options: SqliteOptions,
        faults: Arc<Faults>,
    ) -> Result<Self, StoreError> {
        let opening = tokio::task::spawn_blocking(move || Self::start(path, &options, faults));
        opening.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }

    /// Without lock and writer: whoever has the database open goes on, and nothing can be written through this one.
    pub(super) async fn open_beside(path: PathBuf) -> Result<Self, StoreError> {
        let options = SqliteOptions { readers: 1, read_limit: LONG_READ, ..SqliteOptions::default() };
        let opening = tokio::task::spawn_blocking(move || {
            let sqlite = Self::reading(path, &options)?;
            sqlite.writes.close();
            Ok(sqlite)
        });
        opening.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }

    fn start(path: PathBuf, options: &SqliteOptions, faults: Arc<Faults>) -> Result<Self, StoreError> {
        place::check(&path)?;
        let lock = lock::Lock::acquire(&path)?;
        let connection = open::writer(&path, lock.was_clean(), options.durability)?;
        let room = room::Room::new(&path, options.least_free_bytes);
        let sqlite = Self::reading(path, options)?;
        if options.durability == Durability::WhenAnswered {
            let (connection, mover) = (open::mover(&sqlite.path)?, sqlite.mover.clone());
            let moving = thread("sqlite-move".into(), move || mover.run(connection))?;
            sqlite.readers.lock().unwrap_or_else(PoisonError::into_inner).push(moving);
        }
        let (queue, stop, mover) = (sqlite.writes.clone(), sqlite.halted.clone(), sqlite.mover.clone());
        let tx = Tx::of_writer(connection, faults, sqlite.line.clone());
        let run = move || writer::run(tx, room, (&queue, &mover), &stop, lock);
        let writer = thread("sqlite-write".into(), run)?;
        sqlite.writer.lock().unwrap_or_else(PoisonError::into_inner).replace(writer);
        Ok(sqlite)
    }

    /// The readers alone, on a database that exists.
    fn reading(path: PathBuf, options: &SqliteOptions) -> Result<Self, StoreError> {
        let reads = Arc::new(Queue::new());
        let mut readers = Vec::new();
        for index in 0..options.readers.max(1) {
            let (connection, queue, limit) = (open::reader(&path)?, reads.clone(), options.read_limit);
            readers.push(thread(format!("sqlite-read-{index}"), move || {
                reader::run(connection, &queue, limit)
            })?);
        }
        let (writes, halted) = (Arc::new(Queue::new()), Arc::new(OnceLock::new()));
        let (mover, writer, readers) = (Arc::default(), Mutex::default(), Mutex::new(readers));
        Ok(Self { path, writes, reads, line: Line::default(), halted, mover, writer, readers })
    }

    pub(super) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.submit(&self.reads, None, work).await
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if let Some(reason) = self.halted() {
            return Err(StoreError::Halted { reason }.into());
        }
        self.submit(&self.writes, Some(self.line.join()), work).await
    }

    async fn submit<T, E, F>(
        &self,
        queue: &Queue<Box<dyn Unit>>,
        place: Option<Place>,
        work: F,
    ) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let unit = Box::new(Work::new(work, sender, place));
        queue.push(unit).map_err(|reason| StoreError::Unavailable { reason: reason.into() })?;
        match answer.await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::Unavailable { reason: "the database thread has ended".into() }.into()),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn halted(&self) -> Option<String> {
        self.halted.get().cloned()
    }

    /// Readers and the mover first: the writer's last checkpoint needs them gone.
    pub(super) async fn close(&self) {
        self.reads.close();
        self.mover.close();
        let readers = std::mem::take(&mut *self.readers.lock().unwrap_or_else(PoisonError::into_inner));
        join(readers).await;
        self.writes.close();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        join(writer.into_iter().collect()).await;
    }
}

impl Drop for Sqlite {
    /// The threads finish what is queued and end by themselves.
    fn drop(&mut self) {
        self.reads.close();
        self.mover.close();
        self.writes.close();
    }
}

fn thread(name: String, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    std::thread::Builder::new()
        .name(name)
        .spawn(run)
        .map_err(|error| StoreError::file("start a database thread", error))
}

async fn join(threads: Vec<JoinHandle<()>>) {
    let all = move || threads.into_iter().for_each(|thread| drop(thread.join()));
    // A thread that panicked has already been reported by the panic hook.
    drop(tokio::task::spawn_blocking(all).await);
}
