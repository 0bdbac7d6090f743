//! An absence (请假、出差): who is away on which days, and who stands in for him.
//!
//! It moves no deadline: whoever stands in does what is owed, as under a delegation. On leave nobody is on a visit. Must never be
//! recorded for somebody else but by whoever keeps the organisation.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::delegation::stands_in;
use super::{Desk, Record, Refusal, delegation, text};
use crate::id::PersonId;
use crate::notice::Notice;
use crate::zone;

/// The longest absence, in days.
const LONGEST_DAYS: i64 = 366;

/// An absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Its id.
    pub id: Uuid,
    /// Who is away.
    pub person: PersonId,
    /// Why.
    pub kind: AbsenceKind,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Its first moment, in the company's zone.
    pub starts_at: Timestamp,
    /// Its last moment.
    pub ends_at: Timestamp,
    /// Who stands in.
    pub stands_in: Option<PersonId>,
    /// What colleagues should know.
    pub note: Option<String>,
    /// Whether it was called off before it began.
    pub cancelled: bool,
}

/// Why somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// 请假: he works not at all.
    Leave,
    /// 出差: he works elsewhere.
    Trip,
    /// 培训等.
    Other,
}

impl Record for Absence {
    const KIND: &'static str = "absence";
    const PERSONAL: &'static [&'static str] = &["note"];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Somebody will be away.
    RecordAbsence {
        person: PersonId,
        kind: AbsenceKind,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        from: Date,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        until: Date,
        #[serde(default)]
        stands_in: Option<PersonId>,
        #[serde(default)]
        note: Option<String>,
    },
    /// He is back, or does not go.
    EndAbsence {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::RecordAbsence { .. } => "record_absence",
            Command::EndAbsence {} => "end_absence",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, absence: Option<&Absence>, command: &Command) -> Result<Absence, Refusal> {
    match (absence, command) {
        (None, Command::RecordAbsence { person, kind, from, until, stands_in, note }) => {
            desk.admit(command.key(), Some(*person))?;
            let zone = desk.process.time_zone();
            let planned = Absence {
                id: desk.fresh_id(),
                person: *person,
                kind: *kind,
                from: *from,
                until: *until,
                starts_at: zone::at(*from, 0, 0, &zone),
                ends_at: zone::end_of_day(*until, &zone),
                stands_in: *stands_in,
                note: text::optional("note", note.as_deref(), 200)?,
                cancelled: false,
            };
            fits(desk, &planned)?;
            Ok(planned)
        }
        (Some(absence), Command::EndAbsence {}) => {
            desk.admit(command.key(), Some(absence.person))?;
            ended(desk, absence)
        }
        _ => Err(Refusal::AlreadyExists { kind: Absence::KIND.to_owned() }),
    }
}

fn fits(desk: &Desk<'_>, planned: &Absence) -> Result<(), Refusal> {
    let longest = SignedDuration::from_hours(24 * LONGEST_DAYS);
    let is_backwards = planned.until < planned.from || planned.until < desk.today();
    if is_backwards || planned.ends_at.duration_since(planned.starts_at) > longest {
        return Err(Refusal::BadPeriod { field: "until".to_owned() });
    }
    if !desk.organization.is_active(planned.person) {
        return Err(Refusal::UnfitPerson { person: planned.person });
    }
    let meets = desk.organization.away.iter().find(|away| {
        away.person == planned.person
            && away.starts_at <= planned.ends_at
            && planned.starts_at <= away.ends_at
    });
    if let Some(away) = meets {
        let zone = desk.process.time_zone();
        let (from, until) = (zone::local_date(away.starts_at, &zone), zone::local_date(away.ends_at, &zone));
        return Err(Refusal::AbsenceOverlaps { from, until });
    }
    match planned.stands_in {
        Some(other) => delegation::fit(desk, planned.person, other),
        None => Ok(()),
    }
}

/// Before it begins it is called off; after that today was its last day.
fn ended(desk: &Desk<'_>, absence: &Absence) -> Result<Absence, Refusal> {
    if absence.cancelled || absence.ends_at <= desk.now() {
        return Err(Refusal::NoChange);
    }
    let mut next = absence.clone();
    match desk.now() < absence.starts_at {
        true => next.cancelled = true,
        false => (next.until, next.ends_at) = (desk.today(), desk.now()),
    }
    Ok(next)
}

/// Word to whoever stands in.
pub fn words(desk: &Desk<'_>, absence: &Absence) -> Vec<Notice> {
    let when = (absence.starts_at, absence.ends_at);
    absence.stands_in.map(|to| stands_in(desk, (absence.person, to), when)).unwrap_or_default()
}
