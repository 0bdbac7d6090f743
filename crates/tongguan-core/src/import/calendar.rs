//! Rows of days off and working weekends: one proposal for a year, or for days of the company's own.
//!
//! A file that has New Year, Labour Day and National Day off is a year's notice and replaces that year; fewer days are the company's
//! own and win over the year. Must never confirm: that takes a second person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde_json::json;

use super::field::{Field, Holds, options, own};
use super::gather::Gathered;
use super::plan::Verdict;
use super::record::Record;
use crate::calendar::{Calendar, CompanyDay};
use crate::reference::calendar::{CalendarChange, Command, Proposal};

pub(super) fn fields() -> Vec<Field> {
    let kinds = options(&[
        ("off", "休息日", "Day off"),
        ("off", "休息", "off"),
        ("off", "放假", "holiday"),
        ("off", "节假日", "public holiday"),
        ("off", "法定节假日", "statutory holiday"),
        ("off", "休", "rest"),
        ("work", "工作日", "Working day"),
        ("work", "上班", "work"),
        ("work", "补班", "make-up"),
        ("work", "调休上班", "makeup"),
        ("work", "调休", "make-up day"),
        ("work", "班", "working"),
    ]);
    vec![
        own("day", ("日期", "Date"), Holds::Date, true),
        own("day_kind", ("类型", "Kind of day"), Holds::Choice(kinds), true),
        own("day_name", ("名称", "Name"), Holds::Text, false),
    ]
}

/// What is known of the calendar.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The calendar in force.
    pub calendar: Calendar,
    /// Changes that wait for a second person.
    pub waiting: Vec<CalendarChange>,
}

/// A day as a row says it.
#[derive(Debug, Clone)]
struct Said {
    row: u32,
    date: Date,
    working: bool,
    name: Option<String>,
}

/// What becomes of the rows.
pub fn plan(records: &[Record], known: &Known) -> Gathered {
    let mut gathered = Gathered::default();
    let mut years: BTreeMap<i16, Vec<Said>> = BTreeMap::new();
    for said in records.iter().filter_map(said) {
        years.entry(said.date.year()).or_default().push(said);
    }
    for (year, days) in years {
        let notice = is_notice(year, &days);
        let command = if notice { of_year(year, &days) } else { of_days(&days, known) };
        let waits = command.as_ref().is_some_and(|command| waits(command, known));
        for said in &days {
            let changes = is_change(said, &known.calendar) && !waits;
            gathered.say(said.row, if changes { Verdict::New } else { Verdict::Unchanged });
        }
        // A notice that stands already is not proposed again; days of the company's own hold only what differs.
        let says_more = !notice
            || days.iter().any(|said| is_change(said, &known.calendar))
            || !drops_none(year, &days, known);
        if let Some(command) = command.filter(|_| says_more && !waits) {
            gathered.give(None, command);
        }
    }
    gathered
}

fn said(record: &Record) -> Option<Said> {
    let date = record.text("day")?.parse().ok()?;
    let working = record.text("day_kind") == Some("work");
    Some(Said { row: record.row, date, working, name: record.owned("day_name") })
}

/// The three days that every notice has.
fn is_notice(year: i16, days: &[Said]) -> bool {
    let off: BTreeSet<Date> = days.iter().filter(|said| !said.working).map(|said| said.date).collect();
    let fixed = [(1, 1), (5, 1), (10, 1)];
    fixed.iter().all(|(month, day)| Date::new(year, *month, *day).is_ok_and(|date| off.contains(&date)))
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn is_change(said: &Said, calendar: &Calendar) -> bool {
    let day = calendar.day(said.date);
    day.working != said.working || day.provisional && said.working == is_weekend(said.date)
}

/// Whether every day that the calendar moves in this year is among those that the file has.
fn drops_none(year: i16, days: &[Said], known: &Known) -> bool {
    let named: BTreeSet<Date> = days.iter().map(|said| said.date).collect();
    let first = Date::new(year, 1, 1).ok();
    let mut all =
        std::iter::successors(first, |date| date.tomorrow().ok()).take_while(|date| date.year() == year);
    all.all(|date| named.contains(&date) || known.calendar.day(date).working != is_weekend(date))
}

/// The year file of the rows. A plain weekday at work and a plain weekend say nothing.
fn of_year(year: i16, days: &[Said]) -> Option<Command> {
    let rows: BTreeMap<Date, _> = days.iter().filter_map(|said| Some((said.date, row_of(said)?))).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(date, (kind, name))| json!({ "date": date, "kind": kind, "name": name }))
        .collect();
    let file = json!({ "year": year, "provisional": false, "source": "import", "days": rows });
    Some(Command::ProposeYear { file: file.to_string() })
}

fn row_of(said: &Said) -> Option<(&str, &str)> {
    let name = said.name.as_deref();
    match (said.working, is_weekend(said.date)) {
        (true, true) => Some(("makeup", name.unwrap_or("调休上班"))),
        (false, weekend) if !weekend || name.is_some() => Some(("holiday", name.unwrap_or("休息日"))),
        _ => None,
    }
}

fn of_days(days: &[Said], known: &Known) -> Option<Command> {
    let changed: BTreeMap<Date, &Said> =
        days.iter().filter(|said| is_change(said, &known.calendar)).map(|said| (said.date, said)).collect();
    let day = |said: &Said| {
        let plain = if said.working { "公司上班" } else { "公司放假" };
        let name = said.name.clone().unwrap_or_else(|| plain.to_owned());
        CompanyDay { date: said.date, working: said.working, name }
    };
    let days: Vec<CompanyDay> = changed.into_values().map(day).collect();
    (!days.is_empty()).then_some(Command::ProposeDays { days })
}

fn waits(command: &Command, known: &Known) -> bool {
    known.waiting.iter().any(|change| match (command, &change.proposal) {
        (Command::ProposeYear { file }, Proposal::Year { file: waiting }) => file == waiting,
        (Command::ProposeDays { days }, Proposal::Days(waiting)) => days == waiting,
        _ => false,
    })
}
