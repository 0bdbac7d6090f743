//! `tool due`: when something is due, by a clock of the process definition or by a plain count.

use super::Computation;
use super::fault::{Fault, Note};
use super::input::Answer;
use clap::{Args, ValueEnum};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::sync::Arc;
use tongguan_core::calendar::{BackwardReading, Calendar};
use tongguan_core::obligation::{DueContext, Fired, Subject, compute};
use tongguan_core::process::{Clock, DueRule, Process};

/// 计算截止时间：按时限规则，或按工作日、小时
#[derive(Args)]
pub(super) struct Due {
    #[command(flatten)]
    count: CountArgs,
    /// 起算的日期或时间，可给多个；缺省时逐行读取标准输入
    #[arg(long, num_args = 1..)]
    from: Vec<String>,
    /// 流程定义文件；缺省为内置的标准流程
    #[arg(long)]
    process: Option<PathBuf>,
    /// “提前 n 个工作日”的读法；缺省按流程定义
    #[arg(long, value_enum)]
    reading: Option<Reading>,
    /// 审批步骤允许的工作日数（T11）
    #[arg(long, default_value_t = 1)]
    step_workdays: u32,
    /// 非工作日不计小时
    #[arg(long)]
    pause: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct CountArgs {
    /// 流程定义中的时限规则，如 T1
    #[arg(long)]
    rule: Option<String>,
    /// 工作日数，负数为提前
    #[arg(long, allow_negative_numbers = true)]
    workdays: Option<i32>,
    /// 小时数
    #[arg(long)]
    hours: Option<u32>,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Reading {
    NthBefore,
    FullBetween,
}

impl From<Reading> for BackwardReading {
    fn from(reading: Reading) -> BackwardReading {
        match reading {
            Reading::NthBefore => BackwardReading::NthBefore,
            Reading::FullBetween => BackwardReading::FullBetween,
        }
    }
}

/// What is counted.
enum Count {
    /// By a clock of a process definition.
    Clock(Box<Clock>),
    /// Working days; below zero, backwards.
    Workdays(i32),
    /// Hours of wall clock.
    Hours(u32),
}

impl Due {
    /// The definition whose clocks are asked.
    fn process(&self) -> Result<Arc<Process>, Fault> {
        let Some(file) = &self.process else { return Ok(Process::standard()) };
        let text = std::fs::read_to_string(file).map_err(|_| Fault::Process)?;
        Process::parse(&text).map(Arc::new).map_err(|_| Fault::Process)
    }

    fn count(&self, process: &Process) -> Result<Count, Fault> {
        match (&self.count.rule, self.count.workdays, self.count.hours) {
            (Some(name), _, _) => {
                let clock = process.clocks.get(&name.trim().to_ascii_uppercase());
                match clock.ok_or(Fault::Rule)? {
                    // With pauses, hours are counted as on the command line.
                    Clock { due: DueRule::Hours(hours), .. } if self.pause => Ok(Count::Hours(*hours)),
                    clock => Ok(Count::Clock(Box::new(clock.clone()))),
                }
            }
            (None, Some(days), _) => Ok(Count::Workdays(days)),
            (None, None, Some(hours)) => Ok(Count::Hours(hours)),
            (None, None, None) => Err(Fault::Rule),
        }
    }

    fn reading(&self, process: &Process) -> BackwardReading {
        self.reading.map_or(process.settings.limits.backward_reading, Into::into)
    }

    /// By a clock: the same computation as a deal's, on the shipped calendar.
    fn clock(&self, clock: &Clock, process: &Process, input: &str) -> Result<(String, bool), Fault> {
        let zone = process.time_zone();
        let by_the_clock = matches!(clock.due, DueRule::Hours(_) | DueRule::WorkingHours(_));
        let start = if by_the_clock { time(input)? } else { date(input)?.at(0, 0, 0, 0) };
        let at = zone.to_timestamp(start).map_err(|_| Fault::Time)?;
        let calendar = Calendar::shipped();
        let context = DueContext {
            calendar: &calendar,
            zone: zone.clone(),
            reading: self.reading(process),
            working_day: process.settings.limits.working_day,
            process_version: process.version,
        };
        let fired = Fired {
            trigger: clock.starts,
            subject: Subject::Deal,
            at,
            step_working_days: self.step_workdays,
        };
        let Some(found) = compute(clock, &fired, &context) else {
            return Ok(("exempt".to_owned(), calendar.day(start.date()).provisional));
        };
        let local = zone.to_datetime(found.at);
        let hour_matters = by_the_clock || matches!(clock.due, DueRule::LastWorkingDayOfWeek { .. });
        let answer = if hour_matters { in_full(local) } else { local.date().to_string() };
        let is_week = matches!(clock.due, DueRule::LastWorkingDayOfWeek { .. });
        let provisional = is_week && calendar.day(local.date()).provisional;
        Ok((answer, found.derivation.provisional || provisional))
    }

    fn hours(
        &self,
        from: DateTime,
        hours: u32,
        zone: TimeZone,
        calendar: &Calendar,
    ) -> Result<DateTime, Fault> {
        let start = zone.to_timestamp(from).map_err(|_| Fault::Time)?;
        let due = match self.pause {
            true => calendar.working_day_hours_after(start, hours, &zone),
            false => Calendar::hours_after(start, hours),
        };
        Ok(zone.to_datetime(due))
    }
}

impl Computation for Due {
    fn inputs(&self) -> Vec<String> {
        self.from.clone()
    }

    fn answer(&self, input: &str) -> Answer {
        let (process, calendar) = (self.process()?, Calendar::shipped());
        let (answer, provisional) = match self.count(&process)? {
            Count::Clock(clock) => self.clock(&clock, &process, input)?,
            Count::Workdays(days) => {
                let (from, n) = (date(input)?, days.unsigned_abs());
                let span = match days {
                    0.. => calendar.working_days_after(from, n),
                    _ => calendar.working_days_before(from, n, self.reading(&process)),
                };
                (span.date.to_string(), span.provisional)
            }
            Count::Hours(hours) => {
                let due = self.hours(time(input)?, hours, process.time_zone(), &calendar)?;
                (in_full(due), self.pause && calendar.day(due.date()).provisional)
            }
        };
        Ok((answer, if provisional { vec![Note::Provisional] } else { Vec::new() }))
    }
}

/// A date; a time of day after it does not matter.
fn date(input: &str) -> Result<Date, Fault> {
    in_range(input)?;
    let plain = Date::strptime("%Y-%m-%d", input);
    plain.or_else(|_| time(input).map(DateTime::date)).map_err(|_| Fault::Date)
}

fn in_range(input: &str) -> Result<(), Fault> {
    if tongguan_service::day::is_out_of_range(input) { Err(Fault::Year) } else { Ok(()) }
}

fn time(input: &str) -> Result<DateTime, Fault> {
    in_range(input)?;
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    formats.iter().find_map(|format| DateTime::strptime(format, input).ok()).ok_or(Fault::Time)
}

/// Down to the second where it has any.
fn in_full(time: DateTime) -> String {
    let format = if time.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    time.strftime(format).to_string()
}
