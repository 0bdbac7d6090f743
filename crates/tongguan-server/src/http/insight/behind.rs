//! Which rows a figure's `rows` names: `registered`, `entered.proposal`, `not_in_time.T1,T2`, `age.to_30`, …

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use tongguan_core::process::{Process, Stage};
use tongguan_store::read::behind::Deals;
use tongguan_store::read::instalments::InstalmentFilter;

/// Rows of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// Deals.
    Deals(Deals),
    /// Duties of clocks: those in time, the others, or all.
    Duties(Vec<String>, Option<bool>),
    /// Instalments.
    Instalments(Box<InstalmentFilter>),
}

/// What a figure's figures on instalments are over: filter, period and today.
pub struct Receivables<'a> {
    /// Whose.
    pub filter: &'a InstalmentFilter,
    /// The days of the period.
    pub days: (Date, Date),
    /// Today.
    pub today: Date,
}

impl Behind {
    /// The rows that `of` names; none where it names none.
    pub fn named(of: &str, process: &Process, money: &Receivables<'_>) -> Option<Self> {
        let (kind, which) = of.split_once('.').unwrap_or((of, ""));
        let deals = match (kind, which) {
            ("registered", "") => Some(Deals::Registered),
            ("converted", "") => Some(Deals::Converted),
            ("won", "") => Some(Deals::Won),
            ("lost", "") => Some(Deals::Lost),
            ("undecided", "") => Some(Deals::Undecided),
            ("decided", "") => Some(Deals::Decided),
            ("closed", "") => Some(Deals::Closed),
            ("pipeline", "") => Some(Deals::Pipeline),
            _ => of_stage(kind, which),
        };
        let duties = || duties(kind, which, process);
        let instalments = || instalments(of, money).map(|filter| Self::Instalments(Box::new(filter)));
        deals.map(Self::Deals).or_else(duties).or_else(instalments)
    }
}

fn of_stage(kind: &str, which: &str) -> Option<Deals> {
    let stage = Stage::ALL.into_iter().find(|stage| stage.key() == which)?;
    match kind {
        "entered" => Some(Deals::Entered(stage)),
        "reached_later" => Some(Deals::ReachedLater(stage)),
        "left_forward" => Some(Deals::LeftForward(stage)),
        "running" => Some(Deals::Running(stage)),
        _ => None,
    }
}

fn duties(kind: &str, which: &str, process: &Process) -> Option<Behind> {
    let in_time = match kind {
        "due" => None,
        "in_time" => Some(true),
        "not_in_time" => Some(false),
        _ => return None,
    };
    let clocks: Vec<String> = which.split(',').map(str::to_owned).collect();
    let all_known = clocks.iter().all(|clock| process.clocks.contains_key(clock));
    all_known.then_some(Behind::Duties(clocks, in_time))
}

fn instalments(of: &str, money: &Receivables<'_>) -> Option<InstalmentFilter> {
    let base = || money.filter.clone();
    let ago = |days: i64| {
        let span: Span = days.days();
        Some(money.today.saturating_sub(span))
    };
    let (due_from, due_before) = match of {
        "first_due" => return Some(InstalmentFilter { first_due: Some(money.days), ..base() }),
        "paid" => return Some(InstalmentFilter { paid_in: Some(money.days), ..base() }),
        "outstanding" => (None, None),
        "overdue" => (None, ago(0)),
        "age.not_due" => (ago(0), None),
        "age.to_30" => (ago(30), ago(0)),
        "age.to_60" => (ago(60), ago(30)),
        "age.to_90" => (ago(90), ago(60)),
        "age.over_90" => (None, ago(90)),
        _ => return None,
    };
    Some(InstalmentFilter { open: true, due_from, due_before, ..base() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_rows_and_nothing_else_does() {
        let (filter, day) = (InstalmentFilter::default(), Date::constant(2026, 11, 26));
        let money = Receivables { filter: &filter, days: (day, day), today: day };
        let process = Process::standard();
        let named = |of: &str| Behind::named(of, &process, &money);
        assert_eq!(named("entered.proposal"), Some(Behind::Deals(Deals::Entered(Stage::Proposal))));
        let clocks = vec!["T1".to_owned(), "T2".to_owned()];
        assert_eq!(named("not_in_time.T1,T2"), Some(Behind::Duties(clocks, Some(false))));
        let Some(Behind::Instalments(age)) = named("age.to_60") else { panic!("an age") };
        assert_eq!(age.due_from, Some(Date::constant(2026, 9, 27)));
        assert_eq!(age.due_before, Some(Date::constant(2026, 10, 27)));
        for of in ["", "entered", "entered.nowhere", "due.", "due.T99", "age", "age.to_31", "won.x"] {
            assert_eq!(named(of), None, "{of}");
        }
    }
}
