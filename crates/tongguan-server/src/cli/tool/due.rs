//! `tool due`: when something is due, by a rule of the standard or by a plain count.

use super::Computation;
use super::fault::{Fault, Note};
use super::input::Answer;
use clap::{Args, ValueEnum};
use jiff::civil::{Date, DateTime};
use jiff::{ToSpan, tz::TimeZone};
use tongguan_core::calendar::{BackwardReading, Calendar, Span};

/// 计算截止时间：按时限规则，或按工作日、小时
#[derive(Args)]
pub(super) struct Due {
    #[command(flatten)]
    count: CountArgs,
    /// 起算的日期或时间，可给多个；缺省时逐行读取标准输入
    #[arg(long, num_args = 1..)]
    from: Vec<String>,
    /// “提前 n 个工作日”的读法
    #[arg(long, value_enum, default_value_t = Reading::NthBefore)]
    reading: Reading,
    /// 非工作日不计小时
    #[arg(long)]
    pause: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct CountArgs {
    /// 时限规则：T1–T7、T9、T10、T18、T21、T22
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
#[derive(Clone, Copy)]
enum Count {
    /// Working days; below zero, backwards.
    Workdays(i32),
    /// Hours of wall clock.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// The week's last working day, 18:00.
    Week,
}

/// The clocks of the standard.
fn rule(name: &str) -> Option<Count> {
    Some(match name {
        "T1" => Count::Hours(48),
        "T2" => Count::Workdays(-3),
        "T3" => Count::Hours(24),
        "T4" => Count::Workdays(3),
        "T5" => Count::Workdays(-5),
        "T6" => Count::Week,
        "T7" => Count::Days(1),
        "T9" | "T10" => Count::Workdays(1),
        "T18" => Count::Workdays(3),
        "T21" | "T22" => Count::Workdays(2),
        _ => return None,
    })
}

impl Due {
    fn count(&self) -> Result<Count, Fault> {
        match (&self.count.rule, self.count.workdays, self.count.hours) {
            (Some(name), _, _) => rule(&name.trim().to_ascii_uppercase()).ok_or(Fault::Rule),
            (None, Some(days), _) => Ok(Count::Workdays(days)),
            (None, None, Some(hours)) => Ok(Count::Hours(hours)),
            (None, None, None) => Err(Fault::Rule),
        }
    }

    fn workdays(&self, from: Date, days: i32, calendar: &Calendar) -> Span {
        let n = days.unsigned_abs();
        match days {
            0.. => calendar.working_days_after(from, n),
            _ => calendar.working_days_before(from, n, self.reading.into()),
        }
    }

    fn hours(&self, from: DateTime, hours: u32, calendar: &Calendar) -> Result<DateTime, Fault> {
        // The calendar is China's, and so is the clock on the wall.
        let zone = TimeZone::get("Asia/Shanghai").expect("the time zones are built in");
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
        let calendar = Calendar::shipped();
        let (answer, provisional) = match self.count()? {
            Count::Workdays(days) => {
                let span = self.workdays(date(input)?, days, &calendar);
                (span.date.to_string(), span.provisional)
            }
            Count::Hours(hours) => {
                let due = self.hours(time(input)?, hours, &calendar)?;
                (clock(due), self.pause && calendar.day(due.date()).provisional)
            }
            Count::Days(days) => (date(input)?.saturating_add(i64::from(days).days()).to_string(), false),
            Count::Week => {
                let any_day = date(input)?;
                let day = calendar.last_working_day_of_week(any_day);
                let answer = day.map_or("exempt".to_string(), |day| clock(day.at(18, 0, 0, 0)));
                (answer, calendar.day(day.unwrap_or(any_day)).provisional)
            }
        };
        Ok((answer, if provisional { vec![Note::Provisional] } else { Vec::new() }))
    }
}

/// A date; a time of day after it does not matter.
fn date(input: &str) -> Result<Date, Fault> {
    let plain = Date::strptime("%Y-%m-%d", input);
    plain.or_else(|_| time(input).map(DateTime::date)).map_err(|_| Fault::Date)
}

fn time(input: &str) -> Result<DateTime, Fault> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    formats.iter().find_map(|format| DateTime::strptime(format, input).ok()).ok_or(Fault::Time)
}

/// Down to the second where it has any.
fn clock(time: DateTime) -> String {
    let format = if time.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    time.strftime(format).to_string()
}
