//! The register of anomalies (异常登记): what scans found, and what the auditor made of it (6.3).
//!
//! Promises that only the system writes a finding and only the auditor or the general manager settles it, once, with a word why. Must never
//! change what was found.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::anomaly::Finding;
use crate::id::PersonId;

/// Fewest characters of what was made of it.
pub const NOTE_MIN: u32 = 5;
/// Most characters of it.
pub const NOTE_MAX: u32 = 500;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// Its id.
    pub id: Uuid,
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
    /// When the scan wrote it.
    pub found_at: Timestamp,
    /// What was made of it; absent while it is open.
    pub verdict: Option<Verdict>,
    /// Why.
    pub note: Option<String>,
    /// By whom.
    pub settled_by: Option<PersonId>,
    /// When.
    pub settled_at: Option<Timestamp>,
}

/// What was made of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 合理: there is a good reason.
    Explained,
    /// 已跟进: somebody was spoken to, or an incident was opened.
    FollowedUp,
}

impl Record for Anomaly {
    const KIND: &'static str = "anomaly";
    const PERSONAL: &'static [&'static str] = &["note"];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A scan found it.
    RecordAnomaly { finding: Finding },
    /// Somebody looked into it.
    SettleAnomaly { verdict: Verdict, note: String },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::RecordAnomaly { .. } => "record_anomaly",
            Command::SettleAnomaly { .. } => "settle_anomaly",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, row: Option<&Anomaly>, command: &Command) -> Result<Anomaly, Refusal> {
    desk.admit(command.key(), None)?;
    match (row, command) {
        (None, Command::RecordAnomaly { finding }) => Ok(Anomaly {
            id: desk.fresh_id(),
            finding: finding.clone(),
            found_at: desk.now(),
            verdict: None,
            note: None,
            settled_by: None,
            settled_at: None,
        }),
        (Some(found), Command::SettleAnomaly { verdict, note }) => settle(desk, found, *verdict, note),
        _ => Err(Refusal::AlreadyExists { kind: Anomaly::KIND.to_owned() }),
    }
}

fn settle(desk: &Desk<'_>, found: &Anomaly, verdict: Verdict, note: &str) -> Result<Anomaly, Refusal> {
    if found.verdict.is_some() {
        return Err(Refusal::NoChange);
    }
    let by = desk.actor();
    // Nobody settles what was found of himself.
    if by.is_some() && by == found.finding.person {
        return Err(Refusal::NeedsSecondPerson);
    }
    let note = text::required("note", note, NOTE_MIN, NOTE_MAX)?;
    Ok(Anomaly {
        verdict: Some(verdict),
        note: Some(note),
        settled_by: by,
        settled_at: Some(desk.now()),
        ..found.clone()
    })
}
