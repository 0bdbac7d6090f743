//! When a clock is due: hours run by the clock, working days by the calendar, days count to the end of the day.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Derivation, Fired, PlannedAlarm};
use crate::calendar::{BackwardReading, Calendar};
use crate::process::{Clock, DayHours, DueRule, Offset};
use crate::zone::{at, end_of_day, local_date};

/// What a due moment is counted on.
pub struct DueContext<'a> {
    /// The company's calendar.
    pub calendar: &'a Calendar,
    /// The company's zone.
    pub zone: TimeZone,
    /// How days are counted backwards.
    pub reading: BackwardReading,
    /// From when to when a working day lasts.
    pub working_day: DayHours,
    /// The process version.
    pub process_version: u32,
}

/// A due moment with its derivation and the alarms around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The moment; in time is anything up to and including it.
    pub at: Timestamp,
    /// How it came about.
    pub derivation: Derivation,
    /// Alarms in order of time.
    pub alarms: Vec<PlannedAlarm>,
}

/// Local hour at which alarms that are counted in days fire.
const MORNING: i8 = 9;

/// The due moment of a clock that fired; none where the clock does not run (a week without a working day).
pub fn compute(clock: &Clock, fired: &Fired, context: &DueContext<'_>) -> Option<Due> {
    let day = local_date(fired.at, &context.zone);
    let mut derivation = Derivation {
        from: fired.at,
        rule: clock.due.clone(),
        process_version: context.process_version,
        calendar_version: context.calendar.version().to_owned(),
        skipped: Vec::new(),
        provisional: false,
    };
    let mut span = |span: crate::calendar::Span| {
        derivation.skipped = span.skipped;
        derivation.provisional = span.provisional;
        end_of_day(span.date, &context.zone)
    };
    let moment = match &clock.due {
        DueRule::Hours(hours) => plus_hours(fired.at, i64::from(*hours)),
        DueRule::WorkingHours(hours) => {
            let day = (context.working_day.from, context.working_day.until);
            context.calendar.working_hours_after(fired.at, *hours, day, &context.zone)
        }
        DueRule::WorkingDays(days) => span(context.calendar.working_days_after(day, *days)),
        DueRule::StepWorkingDays => span(context.calendar.working_days_after(day, fired.step_working_days)),
        DueRule::WorkingDaysBefore(days) => {
            span(context.calendar.working_days_before(day, *days, context.reading))
        }
        DueRule::CalendarDays(days) => end_of_day(plus_days(day, i64::from(*days)), &context.zone),
        DueRule::OnDate => end_of_day(day, &context.zone),
        DueRule::LastWorkingDayOfWeek { hour } => {
            let last = context.calendar.last_working_day_of_week(day)?;
            at(last, *hour as i8, 0, &context.zone)
        }
    };
    let mut alarms: Vec<PlannedAlarm> = clock
        .alarms
        .iter()
        .map(|alarm| PlannedAlarm {
            at: moment_of(alarm.at, fired.at, moment, context),
            kind: alarm.kind,
            to: alarm.to.clone(),
        })
        .collect();
    alarms.sort_by_key(|alarm| alarm.at);
    Some(Due { at: moment, derivation, alarms })
}

fn moment_of(offset: Offset, start: Timestamp, due: Timestamp, context: &DueContext<'_>) -> Timestamp {
    let due_day = local_date(due, &context.zone);
    let morning = |day: Date| at(day, MORNING, 0, &context.zone);
    match offset {
        Offset::HoursAfterStart(hours) => plus_hours(start, i64::from(hours)),
        Offset::HoursBeforeDue(hours) => plus_hours(due, -i64::from(hours)),
        Offset::HoursAfterDue(hours) => plus_hours(due, i64::from(hours)),
        Offset::AtDue => due,
        Offset::WorkingDaysBeforeDue(0) => morning(due_day),
        Offset::WorkingDaysBeforeDue(days) => {
            morning(context.calendar.working_days_before(due_day, days, BackwardReading::NthBefore).date)
        }
        Offset::WorkingDaysAfterDue(days) => morning(context.calendar.working_days_after(due_day, days).date),
        Offset::DaysAfterDue(days) => at(plus_days(due_day, i64::from(days)), 0, 0, &context.zone),
    }
}

fn plus_hours(moment: Timestamp, hours: i64) -> Timestamp {
    moment.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX)
}

fn plus_days(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
