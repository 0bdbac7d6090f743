//! Numbers and dates as the sheet shows them: no exponent, no binary noise, a per cent where the cell has one.

use calamine::ExcelDateTime;

/// Digits that a spreadsheet shows of a number.
const DIGITS: usize = 15;

/// A number as people typed it.
pub(super) fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let rounded: f64 = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// A share as a per cent.
pub(super) fn percent(value: f64) -> String {
    format!("{}%", plain(value * 100.0))
}

/// A date, with its time of day where it has one; a time alone where there is no date.
pub(super) fn moment(value: &ExcelDateTime) -> String {
    let serial = value.as_f64();
    if value.is_duration() {
        return plain(serial);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let has_time = (hour, minute, second) != (0, 0, 0);
    match (serial < 1.0, has_time) {
        (true, _) => format!("{hour:02}:{minute:02}:{second:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02}"),
        (false, true) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_they_were_typed() {
        let shown = [13_800_000_000.0, 0.1 + 0.2, 1.0, -0.0, 1e20, 1234.5, f64::NAN].map(plain);
        assert_eq!(shown, ["13800000000", "0.3", "1", "0", "100000000000000000000", "1234.5", ""]);
        assert_eq!([0.13, 0.07, 1.0].map(percent), ["13%", "7%", "100%"]);
    }
}
