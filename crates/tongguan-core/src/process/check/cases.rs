//! The definition's own test cases, run against the shipped calendar.

use jiff::civil::{Date, DateTime};

use super::Report;
use crate::calendar::Calendar;
use crate::obligation::{DueContext, Fired, Subject, compute};
use crate::process::{Case, Process};
use crate::zone;

pub(super) fn check(report: &mut Report<'_>) {
    let process = report.process;
    for (number, case) in process.cases.iter().enumerate() {
        let (expected, found) = match case {
            Case::Due { clock, .. } if !process.clocks.contains_key(clock) => {
                report.add(
                    "unknown_clock",
                    format!("cases[{number}]: {clock}"),
                    "没有这个时限",
                    "no such clock",
                );
                continue;
            }
            Case::Due { clock, from, due } => (due.clone(), due_of(process, clock, from, due)),
            Case::Discount { percent, cumulative_gross_minor, below_limits, last } => {
                let prices = &process.settings.prices;
                let tier = prices.tier_for(*percent, *cumulative_gross_minor, *below_limits);
                (last.clone(), prices.tiers.get(tier).map(|tier| tier.role.clone()).unwrap_or_default())
            }
            Case::Grade { fit, intent, grade } => {
                let suggested = crate::deal::screening::suggest(process, *fit, *intent);
                (grade.clone(), format!("{suggested:?}"))
            }
        };
        if expected != found {
            let zh = format!("用例应得 {expected}，实得 {found}");
            let en = format!("the case expects {expected} and gets {found}");
            report.add("case_fails", format!("cases[{number}]"), &zh, &en);
        }
    }
}

/// The due moment in the form in which the case states it; what cannot be read comes back as `?`.
fn due_of(process: &Process, clock: &str, from: &str, due: &str) -> String {
    let start = from.parse::<DateTime>().or_else(|_| from.parse::<Date>().map(|day| day.at(0, 0, 0, 0)));
    let (Some(clock), Ok(start)) = (process.clocks.get(clock), start) else { return "?".to_owned() };
    let zone = process.time_zone();
    let at = zone::at(start.date(), start.hour(), start.minute(), &zone);
    let calendar = Calendar::shipped();
    let context = DueContext {
        calendar: &calendar,
        zone: zone.clone(),
        reading: process.settings.limits.backward_reading,
        working_day: process.settings.limits.working_day,
        process_version: process.version,
    };
    let fired = Fired { trigger: clock.starts, subject: Subject::Deal, at, step_working_days: 1 };
    let Some(found) = compute(clock, &fired, &context) else { return "none".to_owned() };
    let local = zone.to_datetime(found.at);
    match due.contains('T') {
        true => local.strftime("%Y-%m-%dT%H:%M").to_string(),
        false => local.date().to_string(),
    }
}
