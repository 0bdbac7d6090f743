//! Changes of the working calendar: a year's notice, or days that the company decides on itself. Each needs two persons.
//!
//! The calendar in force is the shipped one with all confirmed changes over it, in the order of their confirmation. It
//! judges what is still open; verdicts that have been passed stay as they are. A day that has passed is not changed, so
//! nobody rescues a deadline afterwards (abuse 18).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::calendar::{Calendar, CalendarError, CompanyDay};
use crate::id::{CalendarChangeId, PersonId};

/// A change of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarChange {
    /// Its id.
    pub id: CalendarChangeId,
    /// What would change.
    pub proposal: Proposal,
    /// Who proposed it; absent for the system.
    pub proposed_by: Option<PersonId>,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
    /// Since when it is in force.
    pub confirmed_at: Option<Timestamp>,
    /// Whether it was given up.
    pub withdrawn: bool,
}

/// What would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// A year file, which replaces that year.
    Year {
        /// The file's text.
        file: String,
    },
    /// Days of the company's own, which win over the year.
    Days(Vec<CompanyDay>),
}

impl Record for CalendarChange {
    const KIND: &'static str = "calendar_change";
    const PERSONAL: &'static [&'static str] = &[];

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
    /// Load a year's notice.
    ProposeYear { file: String },
    /// Days off or on of the company's own.
    ProposeDays {
        #[cfg_attr(feature = "schema", schemars(with = "Vec<std::collections::BTreeMap<String, String>>"))]
        days: Vec<CompanyDay>,
    },
    /// A second person puts it in force.
    ConfirmCalendarChange {},
    /// It is given up.
    WithdrawCalendarChange {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::ProposeYear { .. } => "propose_year",
            Command::ProposeDays { .. } => "propose_days",
            Command::ConfirmCalendarChange {} => "confirm_calendar_change",
            Command::WithdrawCalendarChange {} => "withdraw_calendar_change",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    change: Option<&CalendarChange>,
    command: &Command,
) -> Result<CalendarChange, Refusal> {
    desk.admit(command.key(), None)?;
    match (change, command) {
        (None, Command::ProposeYear { file }) => {
            Calendar::from_json([file.as_str()]).map_err(|reason| Refusal::BadCalendar { reason })?;
            Ok(proposed(desk, Proposal::Year { file: file.clone() }))
        }
        (None, Command::ProposeDays { days }) => {
            let named = days
                .iter()
                .map(|day| text::required("name", &day.name, 1, 40))
                .collect::<Result<Vec<_>, _>>()?;
            still_to_come(desk, days)?;
            let pairs = days.iter().zip(named);
            let days = pairs.map(|(day, name)| CompanyDay { name, ..day.clone() }).collect();
            Ok(proposed(desk, Proposal::Days(days)))
        }
        (Some(change), _) if change.withdrawn || change.confirmed_at.is_some() => {
            Err(Refusal::CalendarChangeClosed)
        }
        (Some(change), Command::ConfirmCalendarChange {}) => confirmed(desk, change),
        (Some(change), Command::WithdrawCalendarChange {}) => {
            Ok(CalendarChange { withdrawn: true, ..change.clone() })
        }
        _ => Err(Refusal::AlreadyExists { kind: CalendarChange::KIND.to_owned() }),
    }
}

fn proposed(desk: &Desk<'_>, proposal: Proposal) -> CalendarChange {
    CalendarChange {
        id: CalendarChangeId(desk.fresh_id()),
        proposal,
        proposed_by: desk.actor(),
        confirmed_by: None,
        confirmed_at: None,
        withdrawn: false,
    }
}

fn confirmed(desk: &Desk<'_>, change: &CalendarChange) -> Result<CalendarChange, Refusal> {
    let by = desk.actor();
    if by.is_some() && by == change.proposed_by {
        return Err(Refusal::NeedsSecondPerson);
    }
    if let Proposal::Days(days) = &change.proposal {
        still_to_come(desk, days)?;
    }
    Ok(CalendarChange { confirmed_by: by, confirmed_at: Some(desk.now()), ..change.clone() })
}

fn still_to_come(desk: &Desk<'_>, days: &[CompanyDay]) -> Result<(), Refusal> {
    if days.is_empty() {
        return Err(Refusal::BadValue { field: "days".to_owned() });
    }
    match days.iter().find(|day| day.date < desk.today()) {
        Some(day) => Err(Refusal::DayPassed { date: day.date }),
        None => Ok(()),
    }
}

/// The calendar with confirmed changes over it, given in the order of their confirmation. `version` grows with each.
pub fn in_force(
    shipped: Calendar,
    changes: &[CalendarChange],
    version: u64,
) -> Result<Calendar, CalendarError> {
    let mut calendar = shipped;
    let mut days = std::collections::BTreeMap::new();
    for change in changes.iter().filter(|change| change.confirmed_at.is_some() && !change.withdrawn) {
        match &change.proposal {
            Proposal::Year { file } => calendar = calendar.with_year(file)?,
            Proposal::Days(own) => days.extend(own.iter().map(|day| (day.date, day.clone()))),
        }
    }
    match days.is_empty() {
        true => Ok(calendar),
        false => Ok(calendar.with_company_days(version.to_string(), days.into_values().collect())),
    }
}

/// The calendar as it would be if one more change were confirmed, over those that are.
pub fn foreseen(
    shipped: Calendar,
    changes: &[CalendarChange],
    change: &CalendarChange,
    now: Timestamp,
) -> Result<Calendar, CalendarError> {
    let others = changes.iter().filter(|one| one.id != change.id).cloned();
    let confirmed = CalendarChange { confirmed_at: Some(now), ..change.clone() };
    in_force(shipped, &others.chain([confirmed]).collect::<Vec<_>>(), u64::MAX)
}
