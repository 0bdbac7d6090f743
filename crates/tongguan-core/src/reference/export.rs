//! Exports (导出): who took which rows out of the system as a file, why, and the hash of the file.
//!
//! A role may take so many rows out a day; whoever holds several roles has the largest of their allowances. An entry is
//! written once, before the file leaves, and never changed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::setting::Settings;
use super::{Desk, Record, Refusal};
use crate::digest::Digest;
use crate::id::{DealId, PersonId};
use crate::organization::Organization;

/// Fewest characters of a reason.
pub const REASON_MIN: u32 = 4;
/// Most characters of a reason.
pub const REASON_MAX: u32 = 200;

/// A file that was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Its id.
    pub id: Uuid,
    /// What was taken.
    #[serde(flatten)]
    pub taking: Taking,
    /// Who took it; absent for the system.
    pub exported_by: Option<PersonId>,
    /// When.
    pub exported_at: Timestamp,
    /// The day that it counts for, in the company's zone.
    pub day: Date,
}

/// What is taken out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taking {
    /// The list, such as `deals`; `deal` for everything of one deal.
    pub list: String,
    /// The deal, where everything of one is taken.
    pub deal: Option<DealId>,
    /// The conditions of the list as they were asked.
    pub filters: BTreeMap<String, String>,
    /// The keys of the columns, in order.
    pub columns: Vec<String>,
    /// How many rows; of a deal, how many entries of its bundle.
    pub rows: u32,
    /// In which format.
    pub format: ExportFormat,
    /// Why.
    pub reason: String,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

/// A format of exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Excel.
    Xlsx,
    /// CSV.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Several files in one.
    Zip,
}

impl Record for Export {
    const KIND: &'static str = "export";
    /// Both are typed by people and may name somebody.
    const PERSONAL: &'static [&'static str] = &["filters", "reason"];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// Rows that a person may take out a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Allowance {
    /// In all.
    pub rows_a_day: u32,
    /// What is left of it.
    pub left: u32,
}

impl Allowance {
    /// The allowance of a person who has taken `taken` rows out today.
    pub fn of(settings: &Settings, organization: &Organization, person: PersonId, taken: u64) -> Self {
        let of_role = |role: &str| settings.export_rows_a_day.get(role).copied().unwrap_or(0);
        let rows_a_day = organization.roles_of(person).map(of_role).max().unwrap_or(0);
        let taken = u32::try_from(taken).unwrap_or(u32::MAX);
        Self { rows_a_day, left: rows_a_day.saturating_sub(taken) }
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A file is taken out. What is on it is what its taker sees; the shell has made it from the lists that he reads.
    RecordExport { taking: Taking },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::RecordExport { .. } => "record_export",
        }
    }
}

/// Answers a command. `taken` is how many rows the actor has taken out today.
pub fn decide(
    desk: &Desk<'_>,
    row: Option<&Export>,
    taken: u64,
    command: &Command,
) -> Result<Export, Refusal> {
    desk.admit(command.key(), desk.actor())?;
    if row.is_some() {
        return Err(Refusal::AlreadyExists { kind: Export::KIND.to_owned() });
    }
    let Command::RecordExport { taking } = command;
    let reason = reason(&taking.reason)?;
    if let Some(person) = desk.actor() {
        within(Allowance::of(desk.settings, desk.organization, person, taken), taking.rows)?;
    }
    let (exported_by, exported_at, day) = (desk.actor(), desk.now(), desk.today());
    Ok(Export {
        id: desk.fresh_id(),
        taking: Taking { reason, ..taking.clone() },
        exported_by,
        exported_at,
        day,
    })
}

fn reason(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    match (REASON_MIN..=REASON_MAX).contains(&length) && !text.chars().any(char::is_control) {
        true => Ok(text.to_owned()),
        false => Err(Refusal::ExportReasonMissing { min: REASON_MIN, max: REASON_MAX }),
    }
}

fn within(allowance: Allowance, rows: u32) -> Result<(), Refusal> {
    let Allowance { rows_a_day, left } = allowance;
    match () {
        _ if rows_a_day == 0 => Err(Refusal::ExportNotAllowed {}),
        _ if rows > left => Err(Refusal::ExportBeyondAllowance { rows, left, rows_a_day }),
        _ => Ok(()),
    }
}
