//! Exports (导出): who took which rows out of the system as a file, why, and the hash of the file.
//!
//! A role may take so many rows out a day; whoever holds several roles has the largest of their allowances. A person makes so many files
//! an hour, and takes so many contacts a day without [`somebody else who allows it`](super::export_request). An entry is written once,
//! before the file leaves, and never changed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::export_request::{ExportRequest, Unfit};
use super::setting::Settings;
use super::{Desk, Record, Refusal};
use crate::digest::Digest;
use crate::id::{DealId, ExportRequestId, PersonId};
use crate::organization::Organization;

/// The list of people on the customers' side: what is counted apart.
pub const CONTACTS: &str = "contacts";

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
    /// The request that it rests on, where somebody had to allow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<ExportRequestId>,
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
    /// The allowance of a person who has taken so much out before.
    pub fn of(settings: &Settings, organization: &Organization, person: PersonId, before: &Before) -> Self {
        let of_role = |role: &str| settings.export_rows_a_day.get(role).copied().unwrap_or(0);
        let rows_a_day = organization.roles_of(person).map(of_role).max().unwrap_or(0);
        Self { rows_a_day, left: rows_a_day.saturating_sub(before.rows) }
    }
}

/// What a person took out before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Rows, today.
    pub rows: u32,
    /// Contacts that nobody had to allow, today.
    pub contacts: u32,
    /// When the files of the last hour were made, oldest first.
    pub within_the_hour: Vec<Timestamp>,
}

/// What counts as one hour.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

impl Before {
    /// From which moment on exports of the past count, wherever midnight is.
    pub fn since(now: Timestamp) -> Timestamp {
        now - HOUR
    }

    /// Sums up earlier exports of one person.
    pub fn of<'a>(exports: impl IntoIterator<Item = &'a Export>, now: Timestamp, today: Date) -> Self {
        let mut before = Self::default();
        for export in exports {
            if export.day == today {
                before.rows = before.rows.saturating_add(export.taking.rows);
                let unasked = export.taking.list == CONTACTS && export.taking.request.is_none();
                before.contacts += if unasked { export.taking.rows } else { 0 };
            }
            if export.exported_at > Self::since(now) {
                before.within_the_hour.push(export.exported_at);
            }
        }
        before.within_the_hour.sort_unstable();
        before
    }

    /// Whether so many rows more of a list are more contacts than anybody takes out by himself.
    pub fn needs_approval(&self, settings: &Settings, list: &str, rows: u32) -> bool {
        list == CONTACTS && self.contacts.saturating_add(rows) > settings.export_contacts_unasked
    }

    /// Refuses a file more than a person makes in an hour, and says when the next may be made.
    fn another(&self, an_hour: u32, now: Timestamp) -> Result<(), Refusal> {
        let made = self.within_the_hour.len();
        let Some(over) = made.checked_sub(an_hour as usize) else { return Ok(()) };
        let free_at = self.within_the_hour[over] + HOUR;
        let left = free_at.duration_since(now).as_secs();
        Err(Refusal::ExportsTooMany { an_hour, retry_after_s: u64::try_from(left).unwrap_or(0).max(1) })
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A file is taken out. What is on it is what its taker sees; the shell has made it from the lists that he reads. The id stands on
    /// the file, so that it was given before the entry is written.
    RecordExport { id: Uuid, taking: Taking },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::RecordExport { .. } => "record_export",
        }
    }
}

/// Answers a command, from what the actor took out before and the request that the export names.
pub fn decide(
    desk: &Desk<'_>,
    row: Option<&Export>,
    (before, request): (&Before, Option<&ExportRequest>),
    command: &Command,
) -> Result<Export, Refusal> {
    desk.admit(command.key(), desk.actor())?;
    if row.is_some() {
        return Err(Refusal::AlreadyExists { kind: Export::KIND.to_owned() });
    }
    let Command::RecordExport { id, taking } = command;
    let reason = reason(&taking.reason)?;
    if let Some(person) = desk.actor() {
        within(Allowance::of(desk.settings, desk.organization, person, before), taking.rows)?;
        before.another(desk.settings.exports_an_hour, desk.now())?;
        allowed(desk, before, request, taking)?;
    }
    let (exported_by, exported_at, day) = (desk.actor(), desk.now(), desk.today());
    Ok(Export { id: *id, taking: Taking { reason, ..taking.clone() }, exported_by, exported_at, day })
}

pub(super) fn reason(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    match (REASON_MIN..=REASON_MAX).contains(&length) && !text.chars().any(char::is_control) {
        true => Ok(text.to_owned()),
        false => Err(Refusal::ExportReasonMissing { min: REASON_MIN, max: REASON_MAX }),
    }
}

/// Many contacts leave only where somebody else allowed it.
fn allowed(
    desk: &Desk<'_>,
    before: &Before,
    request: Option<&ExportRequest>,
    taking: &Taking,
) -> Result<(), Refusal> {
    match (taking.request, request) {
        (None, _) => {
            let (most, contacts) =
                (desk.settings.export_contacts_unasked, before.contacts.saturating_add(taking.rows));
            match before.needs_approval(desk.settings, &taking.list, taking.rows) {
                true => Err(Refusal::ExportNeedsApproval { contacts, most }),
                false => Ok(()),
            }
        }
        (Some(_), Some(request)) => request.covers(desk, taking),
        (Some(_), None) => Err(Refusal::ExportRequestUnfit { fault: Unfit::Unknown }),
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
