//! A migration batch (迁移批次): deals that were open before the system, from one file, and who vouches for them.
//!
//! Promises that a batch names every row by its digest and that its counts are those of the rows. One person prepares it and another,
//! with authority over sales, signs it; from then on it never changes. Must never open a deal: a signed batch only lets it be opened.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::digest::Digest;
use crate::id::{MigrationBatchId, PersonId};
use crate::process::Stage;

/// A migration batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigrationBatch {
    /// Its id.
    pub id: MigrationBatchId,
    /// What it is called.
    pub name: String,
    /// The digest over all its rows: what the signature is for.
    pub digest: Digest,
    /// The digests of its rows by the stage at which they may be opened.
    pub rows: BTreeMap<Stage, BTreeSet<Digest>>,
    /// How many deals it has of each stage.
    pub counts: BTreeMap<Stage, u32>,
    /// Who prepared it; absent for the system.
    pub prepared_by: Option<PersonId>,
    /// When.
    pub prepared_at: Timestamp,
    /// Who signed it.
    pub signed_by: Option<PersonId>,
    /// When.
    pub signed_at: Option<Timestamp>,
    /// What he said to it.
    pub opinion: Option<String>,
    /// Whether it was given up before anybody signed.
    pub withdrawn: bool,
}

impl MigrationBatch {
    /// Whether a deal of this row may be opened at this stage.
    pub fn vouches_for(&self, row: Digest, stage: Stage) -> bool {
        self.signed_at.is_some() && !self.withdrawn && self.holds(row, stage)
    }

    /// Whether it has this row for this stage.
    pub fn holds(&self, row: Digest, stage: Stage) -> bool {
        self.rows.get(&stage).is_some_and(|rows| rows.contains(&row))
    }
}

impl Record for MigrationBatch {
    const KIND: &'static str = "migration_batch";
    const PERSONAL: &'static [&'static str] = &["opinion"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A new batch, which waits for its signature.
    PrepareMigration {
        name: String,
        #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<Stage, Vec<String>>"))]
        rows: BTreeMap<Stage, BTreeSet<Digest>>,
    },
    /// Somebody with the authority vouches for it, by the digest that he saw.
    SignMigration {
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        digest: Digest,
        opinion: String,
    },
    /// It is given up.
    WithdrawMigration {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::PrepareMigration { .. } => "prepare_migration",
            Command::SignMigration { .. } => "sign_migration",
            Command::WithdrawMigration {} => "withdraw_migration",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    batch: Option<&MigrationBatch>,
    command: &Command,
) -> Result<MigrationBatch, Refusal> {
    desk.admit(command.key(), None)?;
    match (batch, command) {
        (None, Command::PrepareMigration { name, rows }) => prepared(desk, name, rows),
        (Some(batch), _) if batch.withdrawn || batch.signed_at.is_some() => Err(Refusal::MigrationClosed),
        (Some(batch), Command::SignMigration { digest, opinion }) => signed(desk, batch, *digest, opinion),
        (Some(batch), Command::WithdrawMigration {}) => {
            Ok(MigrationBatch { withdrawn: true, ..batch.clone() })
        }
        _ => Err(Refusal::AlreadyExists { kind: MigrationBatch::KIND.to_owned() }),
    }
}

fn prepared(
    desk: &Desk<'_>,
    name: &str,
    rows: &BTreeMap<Stage, BTreeSet<Digest>>,
) -> Result<MigrationBatch, Refusal> {
    if rows.values().all(BTreeSet::is_empty) {
        return Err(Refusal::BadValue { field: "rows".to_owned() });
    }
    Ok(MigrationBatch {
        id: MigrationBatchId(desk.fresh_id()),
        name: text::required("name", name, 1, 60)?,
        digest: digest_of(rows),
        rows: rows.clone(),
        counts: rows.iter().map(|(stage, rows)| (*stage, rows.len() as u32)).collect(),
        prepared_by: desk.actor(),
        prepared_at: desk.now(),
        signed_by: None,
        signed_at: None,
        opinion: None,
        withdrawn: false,
    })
}

/// The digest over rows, whatever their order in the file.
fn digest_of(rows: &BTreeMap<Stage, BTreeSet<Digest>>) -> Digest {
    let lines = rows.iter().flat_map(|(stage, rows)| rows.iter().map(move |row| (stage.key(), row)));
    let text: String = lines.map(|(stage, row)| format!("{stage} {row}\n")).collect();
    Digest::of(text.as_bytes())
}

/// Whoever prepared it does not sign it, and nobody signs what he did not see.
fn signed(
    desk: &Desk<'_>,
    batch: &MigrationBatch,
    digest: Digest,
    opinion: &str,
) -> Result<MigrationBatch, Refusal> {
    let by = desk.actor();
    if by.is_some() && by == batch.prepared_by {
        return Err(Refusal::NeedsSecondPerson);
    }
    if digest != batch.digest {
        return Err(Refusal::BadValue { field: "digest".to_owned() });
    }
    let opinion = Some(text::required("opinion", opinion, 5, 500)?);
    Ok(MigrationBatch { signed_by: by, signed_at: Some(desk.now()), opinion, ..batch.clone() })
}
