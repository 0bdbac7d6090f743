//! How long money stays out: K23, days sales outstanding, in two of its readings, and K25's weighted days overdue.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// (a) Receivables at the end ÷ sales of the period × its days, two places; none without sales.
pub fn dso_of_period(receivable_minor: i64, sales_minor: i64, days: u32) -> Option<Decimal> {
    let sales = Decimal::from(sales_minor);
    let value = (Decimal::from(receivable_minor) * Decimal::from(days)).checked_div(sales)?;
    Some(round(value))
}

/// (c) Countback: months backwards, the newest first; each one's sales are taken off the receivables and its days are
/// added, the last one in proportion. None where the months do not reach back far enough.
pub fn dso_by_countback(receivable_minor: i64, months: &[(i64, u32)]) -> Option<Decimal> {
    let mut left = receivable_minor.max(0);
    let mut days = Decimal::ZERO;
    for (sales, length) in months {
        if left == 0 {
            break;
        }
        if *sales > left {
            return Some(round(days + Decimal::from(left) * Decimal::from(*length) / Decimal::from(*sales)));
        }
        left -= sales;
        days += Decimal::from(*length);
    }
    (left == 0).then(|| round(days))
}

/// K25: days overdue weighted by amount, two places, over what is overdue by the day on which it was due; none where
/// nothing is overdue.
pub fn days_overdue(overdue: impl IntoIterator<Item = (Date, i64)>, today: Date) -> Option<Decimal> {
    let (mut weight, mut total) = (Decimal::ZERO, Decimal::ZERO);
    for (due_on, minor) in overdue {
        let days = Decimal::from((today - due_on).get_days());
        weight += Decimal::from(minor) * days;
        total += Decimal::from(minor);
    }
    weight.checked_div(total).map(round)
}

fn round(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}
