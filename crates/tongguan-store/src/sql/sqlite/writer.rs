//! The only thread that writes. It takes what is waiting, runs each closure in a savepoint of one transaction (one alone without), then
//! those for whom it gave way, commits once, answers all.
//!
//! Promises: nobody hears of a success before it is on disk; a closure that fails takes nobody with it; after an I/O error nothing
//! more is written, because what is on disk is no longer known.

use std::sync::OnceLock;
use std::time::Duration;

use super::super::RETRIES;
use super::super::queue::{Queue, Taken};
use super::super::tx::{Conn, Ending, Failure, Tx};
use super::lock::Lock;
use super::mover::Mover;
use super::room::Room;
use super::unit::Unit;
use super::{Connection, open, statement};
use crate::error::StoreError;

/// Closures per commit: enough to share one fsync, few enough that nobody waits long.
const GROUP: usize = 64;
/// After this long without work the write-ahead log is emptied.
const IDLE: Duration = Duration::from_secs(5);

/// Why a whole group failed.
enum GroupFailure {
    /// Nothing of it is stored.
    Lost(StoreError),
    /// The commit itself met an I/O error.
    Unknown(String),
}

/// The thread's main loop. Holds the lock file to its end.
pub(super) fn run(
    mut tx: Tx,
    mut room: Room,
    (queue, mover): (&Queue<Box<dyn Unit>>, &Mover),
    halted: &OnceLock<String>,
    lock: Lock,
) {
    let mut is_dirty = false;
    loop {
        match queue.take(GROUP, is_dirty.then_some(IDLE)) {
            Taken::Closed => break,
            Taken::Idle => {
                open::checkpoint(connection_of(&mut tx));
                is_dirty = false;
            }
            Taken::Items(units) => {
                is_dirty = true;
                match room.is_left() {
                    true => serve(&mut tx, units, queue, halted),
                    false => refuse(units, halted),
                }
                mover.wake();
            }
        }
    }
    if halted.get().is_none() {
        open::finish(connection_of(&mut tx));
        drop(tx);
        lock.release_clean();
    }
}

fn connection_of(tx: &mut Tx) -> &mut Connection {
    match &mut tx.conn {
        Conn::Sqlite(connection) => connection,
        Conn::Postgres(_) => unreachable!("the writer thread made its transaction from a SQLite connection"),
    }
}

fn serve(
    tx: &mut Tx,
    mut units: Vec<Box<dyn Unit>>,
    queue: &Queue<Box<dyn Unit>>,
    halted: &OnceLock<String>,
) {
    match halted.get() {
        Some(reason) => fail_all(&mut units, &StoreError::Halted { reason: reason.clone() }),
        None => {
            if let Err(failure) = run_group(tx, &mut units, queue) {
                let error = settle(tx, failure, queue, halted);
                fail_all(&mut units, &error);
            }
        }
    }
    units.into_iter().for_each(Unit::answer);
}

/// Answers without writing: there is too little space, or the writer has stopped.
fn refuse(mut units: Vec<Box<dyn Unit>>, halted: &OnceLock<String>) {
    let stopped = halted.get().map(|reason| StoreError::Halted { reason: reason.clone() });
    fail_all(&mut units, &stopped.unwrap_or(StoreError::DiskFull));
    units.into_iter().for_each(Unit::answer);
}

fn fail_all(units: &mut [Box<dyn Unit>], error: &StoreError) {
    units.iter_mut().for_each(|unit| unit.fail(error.clone()));
}

/// Gets rid of a failed group's transaction and, after an I/O error, stops the writer for good.
fn settle(
    tx: &mut Tx,
    failure: GroupFailure,
    queue: &Queue<Box<dyn Unit>>,
    halted: &OnceLock<String>,
) -> StoreError {
    let connection = connection_of(tx);
    let is_open = !connection.is_autocommit();
    let rollback = if is_open { statement::control(connection, "ROLLBACK") } else { Ok(()) };
    let (error, stop) = match failure {
        GroupFailure::Unknown(reason) => {
            (StoreError::OutcomeUnknown { reason: reason.clone() }, Some(reason))
        }
        GroupFailure::Lost(StoreError::Halted { reason }) => {
            (StoreError::Halted { reason: reason.clone() }, Some(reason))
        }
        GroupFailure::Lost(error) => {
            (error, rollback.err().map(|failure| format!("rollback failed: {failure:?}")))
        }
    };
    if let Some(reason) = stop {
        tracing::error!(%reason, "the SQLite writer stops; restart to recover");
        drop(halted.set(reason));
        queue.close();
    }
    error
}

/// Runs all closures and commits. Where one of them gave way to those who wait, they are run before the commit: nobody waits for the
/// disk twice, and nobody for a third round.
fn run_group(
    tx: &mut Tx,
    units: &mut Vec<Box<dyn Unit>>,
    queue: &Queue<Box<dyn Unit>>,
) -> Result<(), GroupFailure> {
    tx.take_gave_way();
    let is_kept = match units.as_mut_slice() {
        [unit] => run_alone(tx, unit.as_mut())?,
        _ => {
            control(tx, "BEGIN IMMEDIATE")?;
            run_each(tx, units)?;
            true
        }
    };
    if !is_kept {
        return Ok(());
    }
    if tx.take_gave_way() {
        let first = units.len();
        units.extend(queue.take_waiting(GROUP - first));
        run_each(tx, &mut units[first..])?;
    }
    commit(tx)
}

fn run_each(tx: &mut Tx, units: &mut [Box<dyn Unit>]) -> Result<(), GroupFailure> {
    units.iter_mut().try_for_each(|unit| run_unit(tx, unit.as_mut()))
}

fn commit(tx: &mut Tx) -> Result<(), GroupFailure> {
    match statement::control(connection_of(tx), "COMMIT") {
        Ok(()) => Ok(()),
        Err(Failure::Fatal(reason)) => Err(GroupFailure::Unknown(reason)),
        Err(failure) => Err(lost(failure)),
    }
}

/// Runs one closure as the first of a transaction, which is open afterwards if it is kept. A savepoint would have SQLite copy every page
/// before its first change.
fn run_alone(tx: &mut Tx, unit: &mut dyn Unit) -> Result<bool, GroupFailure> {
    for _ in 0..=RETRIES {
        control(tx, "BEGIN IMMEDIATE")?;
        let keeps = unit.run(tx);
        let again = match finish(tx, keeps)? {
            Outcome::Kept => return Ok(true),
            Outcome::Refused => false,
            Outcome::Failed(error) => {
                unit.fail(error);
                false
            }
            Outcome::Again(reason) => {
                unit.fail(StoreError::Contended { reason });
                true
            }
        };
        control(tx, "ROLLBACK")?;
        if !again {
            break;
        }
    }
    Ok(false)
}

/// Runs one closure in its savepoint, again if it is told that it lost to another transaction (which only a test can do here).
fn run_unit(tx: &mut Tx, unit: &mut dyn Unit) -> Result<(), GroupFailure> {
    control(tx, "SAVEPOINT tongguan_unit")?;
    for _ in 0..=RETRIES {
        let keeps = unit.run(tx);
        match finish(tx, keeps)? {
            Outcome::Kept => break,
            Outcome::Refused => {
                control(tx, "ROLLBACK TO SAVEPOINT tongguan_unit")?;
                break;
            }
            Outcome::Failed(error) => {
                unit.fail(error);
                control(tx, "ROLLBACK TO SAVEPOINT tongguan_unit")?;
                break;
            }
            Outcome::Again(reason) => {
                unit.fail(StoreError::Contended { reason });
                control(tx, "ROLLBACK TO SAVEPOINT tongguan_unit")?;
            }
        }
    }
    control(tx, "RELEASE SAVEPOINT tongguan_unit")
}

enum Outcome {
    Kept,
    Refused,
    Failed(StoreError),
    Again(String),
}

fn finish(tx: &mut Tx, keeps: bool) -> Result<Outcome, GroupFailure> {
    let ending = tx.end();
    // Some errors (a full disk) make SQLite roll back everything, savepoints included.
    if connection_of(tx).is_autocommit() {
        return Err(GroupFailure::Lost(match ending {
            Ending::Fatal(reason) => StoreError::Halted { reason },
            _ => StoreError::DiskFull,
        }));
    }
    Ok(match ending {
        Ending::Fatal(reason) => return Err(GroupFailure::Lost(StoreError::Halted { reason })),
        Ending::Transient(reason) => Outcome::Again(reason),
        Ending::Failed(reason) if keeps => Outcome::Failed(StoreError::Aborted { reason }),
        Ending::Clean if keeps && tx.fault_strikes() => Outcome::Again("injected by a test".into()),
        Ending::Clean if keeps => Outcome::Kept,
        Ending::Clean | Ending::Failed(_) => Outcome::Refused,
    })
}

fn control(tx: &mut Tx, sql: &str) -> Result<(), GroupFailure> {
    statement::control(connection_of(tx), sql).map_err(lost)
}

fn lost(failure: Failure) -> GroupFailure {
    GroupFailure::Lost(match failure {
        Failure::Plain(error) => error,
        Failure::Transient(reason) => StoreError::Contended { reason },
        Failure::Fatal(reason) => StoreError::Halted { reason },
    })
}
