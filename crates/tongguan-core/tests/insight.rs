//! The figures against the standard's own oracle and hand-computed sets.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use tongguan_core::insight::{Durations, Outcomes, Rate, Sum, dso_by_countback, dso_of_period, weighted};
use tongguan_core::money::Money;
use tongguan_core::process::Stage;

/// A deal of the oracle set: created, closed and how, amount in thousands.
struct Row {
    created: Date,
    closed: Option<(char, Date)>,
    thousands: i64,
}

fn row(created: (i8, i8), closed: Option<(char, (i8, i8))>, thousands: i64) -> Row {
    let day = |(month, day)| date(2026, month, day);
    Row { created: day(created), closed: closed.map(|(how, on)| (how, day(on))), thousands }
}

/// Q3-2026 of the standard's part 5: O1 … O8.
fn oracle() -> Vec<Row> {
    vec![
        row((6, 10), Some(('w', (8, 20))), 300),
        row((7, 1), Some(('l', (8, 15))), 200),
        row((7, 15), Some(('w', (9, 30))), 500),
        row((5, 4), Some(('l', (7, 20))), 150),
        row((8, 1), None, 400),
        row((9, 10), None, 250),
        row((4, 1), Some(('w', (7, 5))), 120),
        row((7, 20), Some(('n', (9, 1))), 180),
    ]
}

fn outcomes() -> Outcomes {
    let sum = |how: char| {
        let rows: Vec<Row> =
            oracle().into_iter().filter(|r| r.closed.is_some_and(|(h, _)| h == how)).collect();
        Sum { count: rows.len() as i64, amount_minor: rows.iter().map(|r| r.thousands * 100_000).sum() }
    };
    Outcomes { won: sum('w'), lost: sum('l'), undecided: sum('n') }
}

fn percent(rate: Rate) -> String {
    let percent = rate.percent().expect("a whole");
    let exact = Decimal::new(percent.scaled(), 4);
    exact
        .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        .normalize()
        .to_string()
}

#[test]
fn k11_in_all_its_variants() {
    let outcomes = outcomes();
    assert_eq!(percent(outcomes.win_rate()), "60");
    assert_eq!(percent(outcomes.win_rate_of_all()), "50");
    assert_eq!(percent(outcomes.win_rate_by_amount()), "72.44");
    assert_eq!(percent(outcomes.win_rate_of_all_by_amount()), "63.45");
}

#[test]
fn k12_cycle_of_the_oracle() {
    let days =
        |row: &Row| row.closed.filter(|(how, _)| *how == 'w').map(|(_, on)| (on - row.created).get_days());
    let won: Vec<i32> = oracle().iter().filter_map(days).collect();
    assert_eq!(won, [71, 77, 95]);
    let spread = won.iter().map(|days| i64::from(*days)).collect::<Durations>().spread().expect("three");
    assert_eq!((spread.mean_s, spread.median_s), (81, 77));
}

#[test]
fn k4_cohort_of_the_third_quarter() {
    let in_quarter = |row: &&Row| row.created >= date(2026, 7, 1) && row.created <= date(2026, 9, 30);
    let all = oracle();
    let cohort: Vec<&Row> = all.iter().filter(in_quarter).collect();
    let won = cohort.iter().filter(|row| row.closed.is_some_and(|(how, _)| how == 'w')).count();
    let open = cohort.iter().filter(|row| row.closed.is_none()).count();
    assert_eq!(percent(Rate::of(won as i64, cohort.len() as i64)), "20");
    assert_eq!(open, 2);
}

#[test]
fn nothing_over_nothing_has_no_value() {
    assert_eq!(Rate::of(0, 0).percent(), None);
    assert_eq!(Outcomes::default().win_rate().percent(), None);
    assert_eq!(Durations::default().spread(), None);
}

#[test]
fn k5_mean_median_and_four_in_five() {
    let spread = |values: &[i64]| values.iter().copied().collect::<Durations>().spread().expect("some");
    let of_five = spread(&[50, 10, 40, 20, 30]);
    assert_eq!((of_five.mean_s, of_five.median_s, of_five.p80_s), (30, 30, 40));
    let of_four = spread(&[1, 2, 4, 8]);
    assert_eq!((of_four.mean_s, of_four.median_s, of_four.p80_s), (4, 3, 8));
    assert_eq!(spread(&[7]).p80_s, 7);
}

#[test]
fn k13_weighs_by_stage_and_rounds_once() {
    let open = [
        (Stage::Nurture, Sum { count: 2, amount_minor: 101 }),
        (Stage::Contract, Sum { count: 1, amount_minor: 1_000 }),
    ];
    let probability = |stage| match stage {
        Stage::Contract => 70,
        _ => 15,
    };
    // 15.15 + 700 = 715.15
    assert_eq!(weighted(open, &probability), Some(Money(715)));
    let half = [(Stage::Nurture, Sum { count: 1, amount_minor: 10 })];
    assert_eq!(weighted(half, &|_| 15), Some(Money(2)), "1.5 rounds up");
    let largest = [(Stage::Contract, Sum { count: 1, amount_minor: i64::MAX })];
    assert_eq!(weighted(largest, &|_| 200), None, "beyond what money can say");
}

#[test]
fn k23_in_two_readings() {
    assert_eq!(dso_of_period(450, 530, 92).map(|d| d.to_string()), Some("78.11".to_owned()));
    let months = [(200, 31), (180, 30), (150, 31)];
    assert_eq!(dso_by_countback(450, &months).map(|d| d.to_string()), Some("75.47".to_owned()));
    assert_eq!(dso_of_period(450, 0, 92), None);
    assert_eq!(dso_by_countback(10_000, &months), None, "the months do not reach back");
    assert_eq!(dso_by_countback(0, &months).map(|d| d.normalize().to_string()), Some("0".to_owned()));
    assert_eq!(dso_by_countback(380, &months).map(|d| d.normalize().to_string()), Some("61".to_owned()));
}
