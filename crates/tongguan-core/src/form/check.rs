//! Named checks of the core: what a field's `check` may say, and what it means.
//!
//! A check that the core does not know never reaches a deal: `process::check` refuses the definition that names it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Ground;
use crate::process::FieldType;
use crate::uscc::Uscc;

/// A fault: its code, and the limit that was broken.
pub(super) type Fault = (&'static str, Option<String>);

/// A named check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check<'a> {
    /// A 统一社会信用代码 with a right check character.
    Uscc,
    /// 纳税人识别号: 15 to 20 digits and capital letters.
    TaxNo,
    /// A mobile number or a landline.
    Phone,
    /// A mobile number.
    Mobile,
    /// A mail address.
    Email,
    /// No word by which people try things out.
    NoTestWords,
    /// More than phrases that say nothing.
    SaysSomething,
    /// Today, now or before.
    NotFuture,
    /// After now, or a later day than today.
    Future,
    /// Later than another field.
    After(&'a str),
    /// Not earlier than another field.
    NotBefore(&'a str),
    /// At least one of these fields is filled.
    AnyOf(Vec<&'a str>),
}

impl<'a> Check<'a> {
    /// Reads a check as the definition writes it.
    pub fn parse(text: &'a str) -> Option<Check<'a>> {
        let (name, inner) = match text.split_once('(') {
            Some((name, rest)) => (name, Some(rest.strip_suffix(')')?.trim())),
            None => (text, None),
        };
        Some(match (name, inner) {
            ("uscc", None) => Check::Uscc,
            ("tax_no", None) => Check::TaxNo,
            ("phone", None) => Check::Phone,
            ("mobile", None) => Check::Mobile,
            ("email", None) => Check::Email,
            ("no_test_words", None) => Check::NoTestWords,
            ("says_something", None) => Check::SaysSomething,
            ("not_future", None) => Check::NotFuture,
            ("future", None) => Check::Future,
            ("after", Some(field)) => Check::After(field),
            ("not_before", Some(field)) => Check::NotBefore(field),
            ("any_of", Some(fields)) => Check::AnyOf(fields.split(',').map(str::trim).collect()),
            _ => return None,
        })
    }

    /// The fields that it looks at besides its own.
    pub fn fields(&self) -> Vec<&'a str> {
        match self {
            Check::After(field) | Check::NotBefore(field) => vec![field],
            Check::AnyOf(fields) => fields.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether it can judge values of this type.
    pub fn fits(&self, kind: &FieldType) -> bool {
        match self {
            Check::AnyOf(_) => true,
            check if check.is_of_time() => matches!(kind, FieldType::Date | FieldType::Instant),
            Check::SaysSomething => matches!(kind, FieldType::Line | FieldType::Text),
            _ => matches!(kind, FieldType::Line),
        }
    }

    /// Whether it compares moments.
    pub fn is_of_time(&self) -> bool {
        matches!(self, Check::NotFuture | Check::Future | Check::After(_) | Check::NotBefore(_))
    }
}

/// Judges a text.
pub(super) fn of_text(check: &Check<'_>, text: &str, ground: &Ground<'_>) -> Result<(), Fault> {
    let (good, code) = match check {
        Check::Uscc => (Uscc::parse(text).is_ok(), "not_a_credit_code"),
        Check::TaxNo => (is_tax_no(text), "not_a_tax_no"),
        Check::Phone => (is_phone(text), "not_a_phone"),
        Check::Mobile => (is_mobile(text), "not_a_phone"),
        Check::Email => (is_email(text), "not_an_email"),
        Check::NoTestWords => (!has_test_word(text, ground), "test_word"),
        Check::SaysSomething => (says_something(text, ground), "says_nothing"),
        _ => (true, ""),
    };
    if good { Ok(()) } else { Err((code, None)) }
}

/// Judges a date or an instant, which may have to agree with other fields of its record.
pub(super) fn of_time(
    check: &Check<'_>,
    value: &Value,
    record: &Map<String, Value>,
    ground: &Ground<'_>,
) -> Result<(), Fault> {
    let Some(moment) = Moment::read(value) else { return Ok(()) };
    let now = Moment::At(ground.now);
    let other = |field: &str| record.get(field).and_then(Moment::read);
    let fault = |code, field: &str| Err((code, Some(field.to_owned())));
    match check {
        Check::NotFuture if moment.is_after(now, ground) => Err(("in_future", None)),
        Check::Future if !moment.is_after(now, ground) => Err(("not_in_future", None)),
        Check::After(field) if other(field).is_some_and(|other| !moment.is_after(other, ground)) => {
            fault("not_after", field)
        }
        Check::NotBefore(field) if other(field).is_some_and(|other| other.is_after(moment, ground)) => {
            fault("before", field)
        }
        _ => Ok(()),
    }
}

/// A civil day or an instant; compared by the day as soon as one of two is a day.
#[derive(Clone, Copy)]
enum Moment {
    On(Date),
    At(Timestamp),
}

impl Moment {
    fn read(value: &Value) -> Option<Moment> {
        let text = value.as_str()?;
        text.parse().map(Moment::On).or_else(|_| text.parse().map(Moment::At)).ok()
    }

    fn is_after(self, other: Moment, ground: &Ground<'_>) -> bool {
        match (self, other) {
            (Moment::At(one), Moment::At(other)) => one > other,
            (one, other) => one.day(ground) > other.day(ground),
        }
    }

    fn day(self, ground: &Ground<'_>) -> Date {
        match self {
            Moment::On(day) => day,
            Moment::At(at) => crate::zone::local_date(at, &ground.process.time_zone()),
        }
    }
}

/// Latin words count as whole words (`Latest` is no test), Chinese ones wherever they stand.
fn has_test_word(text: &str, ground: &Ground<'_>) -> bool {
    let text = text.to_lowercase();
    let mut latin = text.split(|c: char| !c.is_ascii_alphabetic());
    let words = &ground.process.settings.texts.test_words;
    let is_latin = |word: &&String| word.bytes().all(|b| b.is_ascii_alphabetic());
    words.iter().filter(|word| !is_latin(word)).any(|word| text.contains(word.as_str()))
        || latin.any(|part| words.iter().filter(is_latin).any(|word| word.as_str() == part))
}

/// What is left without empty phrases, signs and space still has a few different characters.
fn says_something(text: &str, ground: &Ground<'_>) -> bool {
    const FEWEST: usize = 4;
    let phrases = &ground.process.settings.texts.empty_phrases;
    let rest = phrases.iter().fold(text.to_lowercase(), |rest, phrase| rest.replace(phrase.as_str(), ""));
    let different: std::collections::BTreeSet<char> = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    different.len() >= FEWEST
}

fn is_tax_no(text: &str) -> bool {
    let text = text.trim();
    (15..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// A Chinese mobile number, `1[3-9]` and nine more digits.
fn is_mobile(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
        && bytes.iter().all(u8::is_ascii_digit)
}

/// A mobile number, or a landline: area code `0` and two or three digits, then seven or eight.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    is_mobile(text) || (landline && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.trim().split_once('@') else { return false };
    let clean = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    clean(local)
        && clean(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}
