//! One value against one field: its type, its limits, its named check.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::Ground;
use super::check::{self, Check, Fault};
use crate::digest::Digest;
use crate::money::Money;
use crate::process::{Choice, Field, FieldType};

/// Longest text where the field sets no limit.
const LONGEST: u32 = 2000;
/// Most entries of a field that holds several: files, people, options.
const MOST: usize = 50;

pub(super) fn check(
    field: &Field,
    value: &Value,
    record: &Map<String, Value>,
    ground: &Ground<'_>,
) -> Result<(), Fault> {
    let named = field.check.as_deref().and_then(Check::parse);
    typed(field, value, named.as_ref(), ground)?;
    named.filter(Check::is_of_time).map_or(Ok(()), |named| check::of_time(&named, value, record, ground))
}

fn typed(field: &Field, value: &Value, named: Option<&Check<'_>>, ground: &Ground<'_>) -> Result<(), Fault> {
    match &field.kind {
        FieldType::Line | FieldType::Text => text(field, value, named, ground),
        FieldType::Integer | FieldType::Money => whole(field, value),
        FieldType::Price => decimal(field, value, 8),
        FieldType::Quantity => decimal(field, value, 6),
        FieldType::Percent => decimal(field, value, 4),
        FieldType::Boolean => value.as_bool().map(|_| ()).ok_or(("not_a_boolean", None)),
        FieldType::Date => parsed::<jiff::civil::Date>(value, "not_a_date"),
        FieldType::Instant => parsed::<jiff::Timestamp>(value, "not_an_instant"),
        FieldType::Choice(options) => choice(options, value),
        FieldType::Choices(options) => each(value, |one| choice(options, one)),
        FieldType::Reference(_) => parsed::<uuid::Uuid>(value, "not_an_id"),
        FieldType::References(_) => each(value, |one| parsed::<uuid::Uuid>(one, "not_an_id")),
        FieldType::File => file(value),
        FieldType::Files => each(value, file),
        FieldType::Table(_) => Err(("not_a_table", None)),
    }
}

fn text(field: &Field, value: &Value, named: Option<&Check<'_>>, ground: &Ground<'_>) -> Result<(), Fault> {
    let text = value.as_str().ok_or(("not_a_text", None))?;
    let multiline = matches!(field.kind, FieldType::Text);
    if text.chars().any(|c| c.is_control() && !(multiline && matches!(c, '\n' | '\t'))) {
        return Err(("control_character", None));
    }
    let length = text.trim().chars().count();
    let (min, max) = (field.min_chars.unwrap_or(0), field.max_chars.unwrap_or(LONGEST));
    if length < min as usize {
        return Err(("too_short", Some(min.to_string())));
    }
    if length > max as usize {
        return Err(("too_long", Some(max.to_string())));
    }
    named.map_or(Ok(()), |named| check::of_text(named, text, ground))
}

fn whole(field: &Field, value: &Value) -> Result<(), Fault> {
    let number = value.as_i64().ok_or(("not_a_whole_number", None))?;
    if matches!(field.kind, FieldType::Money) && field.min.is_none() && number < 0 {
        return Err(("too_small", Some("0".to_owned())));
    }
    if matches!(field.kind, FieldType::Money) && Money(number).is_too_large() {
        return Err(("too_large", Some(Money::LARGEST.to_string())));
    }
    within(field, Decimal::from(number))
}

fn decimal(field: &Field, value: &Value, places: u32) -> Result<(), Fault> {
    let text = value.as_str().ok_or(("not_a_decimal_text", None))?;
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let number = Decimal::from_str(text).ok().filter(|_| plain).ok_or(("not_a_decimal_text", None))?;
    if number.normalize().scale() > places {
        return Err(("too_many_places", Some(places.to_string())));
    }
    if field.min.is_none() && number.is_sign_negative() && !number.is_zero() {
        return Err(("too_small", Some("0".to_owned())));
    }
    within(field, number)
}

fn within(field: &Field, number: Decimal) -> Result<(), Fault> {
    match (field.min, field.max) {
        (Some(min), _) if number < min => Err(("too_small", Some(min.to_string()))),
        (_, Some(max)) if number > max => Err(("too_large", Some(max.to_string()))),
        _ => Ok(()),
    }
}

fn choice(options: &[Choice], value: &Value) -> Result<(), Fault> {
    let key = value.as_str().ok_or(("not_an_option", None))?;
    holds(options.iter().any(|option| option.key == key), "not_an_option")
}

fn file(value: &Value) -> Result<(), Fault> {
    holds(value.as_str().and_then(Digest::parse).is_some(), "not_a_file")
}

fn each(value: &Value, check: impl Fn(&Value) -> Result<(), Fault>) -> Result<(), Fault> {
    let entries = value.as_array().ok_or(("not_a_list", None))?;
    match entries.len() > MOST {
        true => Err(("too_many_entries", Some(MOST.to_string()))),
        false => entries.iter().try_for_each(check),
    }
}

fn parsed<T: FromStr>(value: &Value, code: &'static str) -> Result<(), Fault> {
    holds(value.as_str().is_some_and(|text| text.parse::<T>().is_ok()), code)
}

fn holds(holds: bool, code: &'static str) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err((code, None)) }
}
