//! The schema: numbered texts, applied once each, the same text for both engines (docs/adr/0002-one-migration-text.md).
//!
//! Promises: two processes that start together apply each migration once; a crash in the middle is repaired by the next start,
//! because every step can be repeated; a database of a newer release is refused untouched, and so is one whose applied
//! migrations are not the texts in this binary. Must never: need a lock that only one engine has.
//!
//! To add one: write `migrations/NNNN_name.sql`, add its line to [`MIGRATIONS`]. A released text never changes.

mod dialect;
#[cfg(test)]
mod lint;
mod planner;

use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::StoreError;
use crate::lease::{self, Lease};
use crate::params;
use crate::projection::deal_wait;
use crate::read::search;
use crate::sql::Database;
use dialect::Step;

/// One numbered text.
struct Migration {
    version: i64,
    name: &'static str,
    text: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal;)*) => {
        /// All migrations, oldest first.
        const MIGRATIONS: &[Migration] = &[$(Migration {
            version: $version,
            name: $name,
            text: include_str!(concat!("../migrations/", $name, ".sql")),
        }),*];
    };
}

migrations! {
    1 "0001_foundation";
    2 "0002_draft";
    3 "0003_reference";
    4 "0004_deal";
    5 "0005_money";
    6 "0006_notice";
    7 "0007_moment";
    8 "0008_copy";
    9 "0009_saved_view";
    10 "0010_voided";
    11 "0011_issued_copy";
    12 "0012_export";
    13 "0013_paper_template";
    14 "0014_import";
    15 "0015_migration_batch";
    16 "0016_security_log";
    17 "0017_sign_in";
    18 "0018_api_key";
    19 "0019_hand_over";
    20 "0020_appeal";
    21 "0021_account_merge";
    22 "0022_absence";
    23 "0023_sensitive_read";
    24 "0024_provider_identity";
    25 "0025_subject_request";
    26 "0026_anomaly";
    27 "0027_pool";
    28 "0028_account_reader";
    29 "0029_export_request";
    30 "0030_file_name";
    31 "0031_lighter_leads";
    32 "0032_search_by_engine";
    33 "0033_account_appeal";
    34 "0034_deal_wait";
    35 "0035_no_deal_rule";
}

const BOOTSTRAP: &str = include_str!("../migrations/bootstrap.sql");
const LEASE: &str = "migration";
/// A crashed runner's lease is free again after this.
const LEASE_MICROS: i64 = 120_000_000;
/// Pause between two looks while another process migrates, and how many looks.
const PAUSE: Duration = Duration::from_millis(250);
const LOOKS: u32 = 600;

const APPLIED: &str = "SELECT version, digest FROM schema_migration ORDER BY version";
const RECORD: &str = "INSERT INTO schema_migration (version, name, digest, applied_at) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (version) DO NOTHING";

pub(crate) const STATEMENTS: &[&str] = &[APPLIED, RECORD];

/// The newest schema version that this release knows.
pub fn newest_version() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

/// Every statement of the schema, the oldest first, in the words of no engine.
pub(crate) fn common_statements() -> Vec<String> {
    let texts = std::iter::once(BOOTSTRAP).chain(MIGRATIONS.iter().map(|migration| migration.text));
    texts.flat_map(dialect::statements).collect()
}

/// How many migrations are still to be applied; an error when the database is not one that this release may touch.
pub async fn missing(db: &Database) -> Result<usize, StoreError> {
    Ok(pending(db).await?.len())
}

/// Brings the database to [`newest_version`]. `owner` names this process in the lease; `clock` tells the time.
pub async fn migrate(db: &Database, owner: Uuid, clock: impl Fn() -> Timestamp) -> Result<(), StoreError> {
    bootstrap(db).await?;
    for _ in 0..LOOKS {
        if pending(db).await?.is_empty() {
            return make_ready(db).await;
        }
        let now = clock();
        match db.write(move |tx| Box::pin(lease::acquire(tx, LEASE, owner, now, LEASE_MICROS))).await? {
            Some(lease) => {
                let outcome = apply_pending(db, &lease, &clock).await;
                let released = db
                    .write(move |tx| {
                        let lease = lease.clone();
                        Box::pin(async move { lease::release(tx, &lease).await })
                    })
                    .await;
                outcome.and(released)?;
                return make_ready(db).await;
            }
            None => tokio::time::sleep(PAUSE).await,
        }
    }
    Err(StoreError::Contended { reason: "another process does not finish its migration".into() })
}

/// What follows from the tables and is no part of any migration's text.
async fn make_ready(db: &Database) -> Result<(), StoreError> {
    search::refill_if_empty(db).await?;
    deal_wait::fill_if_empty(db).await?;
    planner::tell(db).await
}

/// Creates the runner's own tables. PostgreSQL lets `IF NOT EXISTS` fail when two processes race, so it is tried again.
async fn bootstrap(db: &Database) -> Result<(), StoreError> {
    let mut last = Ok(());
    for _ in 0..5 {
        last = apply(db, BOOTSTRAP).await;
        if !matches!(&last, Err(StoreError::Unique { .. } | StoreError::Database { .. })) {
            break;
        }
    }
    last
}

/// Looks again under the lease, because another process may just have finished.
async fn apply_pending(
    db: &Database,
    lease: &Lease,
    clock: &impl Fn() -> Timestamp,
) -> Result<(), StoreError> {
    for migration in pending(db).await? {
        tracing::info!(migration = migration.name, "migrating the schema");
        apply(db, migration.text).await?;
        record(db, migration, lease.clone(), clock()).await?;
    }
    Ok(())
}

/// The migrations that are still to be applied; an error when the database is not one that this binary may touch.
async fn pending(db: &Database) -> Result<Vec<&'static Migration>, StoreError> {
    let applied: Vec<(i64, [u8; 32])> = db
        .read(|tx| {
            Box::pin(async move {
                let rows = tx.query(APPLIED, params![]).await?;
                rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()
            })
        })
        .await?;
    for (version, found) in &applied {
        match MIGRATIONS.iter().find(|migration| migration.version == *version) {
            None => return Err(StoreError::NewerSchema { found: *version, known: newest_version() }),
            Some(known) if digest(known) != *found => {
                return Err(StoreError::corrupt(format!(
                    "migration {} was applied with another text",
                    known.name
                )));
            }
            Some(_) => {}
        }
    }
    Ok(MIGRATIONS
        .iter()
        .filter(|known| applied.iter().all(|(version, _)| *version != known.version))
        .collect())
}

fn digest(migration: &Migration) -> [u8; 32] {
    Sha256::digest(migration.text.as_bytes()).into()
}

async fn apply(db: &Database, text: &'static str) -> Result<(), StoreError> {
    for step in dialect::steps(text, db.engine()) {
        apply_step(db, step).await?;
    }
    Ok(())
}

/// One statement, one transaction: not every PostgreSQL-compatible engine can change its schema in a longer one.
async fn apply_step(db: &Database, step: Step) -> Result<(), StoreError> {
    db.write(move |tx| {
        let step = step.clone();
        Box::pin(async move {
            if let Some((table, column)) = &step.added_column
                && dialect::has_column(tx, table, column).await?
            {
                return Ok(());
            }
            tx.control(&step.sql).await
        })
    })
    .await
}

async fn record(
    db: &Database,
    migration: &'static Migration,
    lease: Lease,
    now: Timestamp,
) -> Result<(), StoreError> {
    db.write(move |tx| {
        let lease = lease.clone();
        Box::pin(async move {
            lease::check(tx, &lease).await?;
            tx.execute(RECORD, params![migration.version, migration.name, digest(migration), now]).await?;
            Ok(())
        })
    })
    .await
}
