//! Days that a business can mean.
//!
//! A slip such as year 0 is a valid date to every library, and would stand first in every list for ever.

use std::ops::RangeInclusive;

/// The years in which a date may lie.
pub const YEARS: RangeInclusive<i32> = 1900..=2999;

/// Whether a text that is a date or begins with one (`2026-11-26`, `2026-11-26T09:00:00Z`) lies outside [`YEARS`].
pub fn is_out_of_range(text: &str) -> bool {
    year(text).is_some_and(|year| !YEARS.contains(&year))
}

fn year(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { -1 } else { 1 }, rest),
        None => (1, text),
    };
    let (year, rest) = digits.split_once('-')?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = rest.as_bytes();
    let is_day = rest.len() >= 5
        && is_digits(std::str::from_utf8(&rest[..2]).ok()?)
        && rest[2] == b'-'
        && is_digits(std::str::from_utf8(&rest[3..5]).ok()?)
        && rest.get(5).is_none_or(|next| matches!(next, b'T' | b't' | b' '));
    let is_year = (4..=6).contains(&year.len()) && is_digits(year);
    if is_day && is_year { year.parse::<i32>().ok().map(|year| sign * year) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_outside_business_are_found_and_other_text_is_left_alone() {
        for bad in
            ["0000-01-01", "-000001-01-01", "0026-11-26", "10000-01-01", "1899-12-31T00:00:00Z", "3000-01-01"]
        {
            assert!(is_out_of_range(bad), "{bad}");
        }
        for good in [
            "1900-01-01",
            "2999-12-31",
            "2026-11-26T09:00:00+08:00",
            "0571-88880000",
            "0000-01-011",
            "SJ-0000-01-01",
            "0000-01",
            "",
        ] {
            assert!(!is_out_of_range(good), "{good}");
        }
    }
}
