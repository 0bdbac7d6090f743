//! A cell as a value of its field, in the plain form that commands take.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::field::Holds;
use super::head::plain;
use super::people::People;
use crate::money::{Money, Price};
use crate::process::Choice;
use crate::reference::name_key::phone_key;
use crate::unify::unified;
use crate::uscc::Uscc;
use crate::vat::VatRate;

/// A code and its parameters.
type Flaw = (&'static str, Value);

/// The options of a field by what people call them: a hundred thousand cells are compared with the names of a few.
#[derive(Debug, Clone, Default)]
pub(super) struct Named(BTreeMap<String, String>);

impl Named {
    /// Of a field that holds options; nothing of another.
    pub(super) fn of(holds: &Holds) -> Self {
        let (Holds::Choice(options) | Holds::Several(options)) = holds else { return Self::default() };
        let mut named = BTreeMap::new();
        for option in options {
            for name in [&option.key, &option.name.zh, &option.name.en] {
                named.entry(plain(name)).or_insert_with(|| option.key.clone());
            }
        }
        Self(named)
    }

    /// An option by its key or name, with or without what the name explains in brackets.
    fn get(&self, text: &str) -> Option<Value> {
        self.0.get(&plain(text)).map(|key| json!(key))
    }
}

/// Reads a cell that is not empty; of a field with options, `named` are these.
pub(super) fn read(holds: &Holds, named: &Named, text: &str, people: &People) -> Result<Value, Flaw> {
    let typed = clean(text);
    let bad = |code| Err((code, json!({ "found": typed })));
    match holds {
        Holds::Text => Ok(json!(typed)),
        Holds::Uscc => match Uscc::parse(&typed) {
            Ok(code) => Ok(json!(code.as_str())),
            Err(reason) => Err(("bad_uscc", json!({ "found": typed, "reason": reason }))),
        },
        Holds::Phone => phone(&typed).map_or_else(|| bad("not_a_phone"), |phone| Ok(json!(phone))),
        Holds::Date => date(&typed).map_or_else(|| bad("not_a_date"), |date| Ok(json!(date.to_string()))),
        Holds::Money => money(&typed).map_or_else(|| bad("not_an_amount"), |money| Ok(json!(money.minor()))),
        Holds::Price => price(&typed).map_or_else(|| bad("not_a_price"), |price| Ok(json!(price))),
        Holds::Whole => whole(&typed).map_or_else(|| bad("not_a_whole_number"), |whole| Ok(json!(whole))),
        Holds::Vat => vat(&typed).map_or_else(|| bad("not_a_vat_rate"), |vat| Ok(json!(vat.code()))),
        Holds::YesNo => yes_no(&typed).map_or_else(|| bad("not_yes_or_no"), |is_so| Ok(json!(is_so))),
        Holds::Person => {
            people.named(&typed).map_or_else(|| bad("unknown_person"), |person| Ok(json!(person)))
        }
        Holds::Choice(options) => named.get(&typed).ok_or_else(|| no_option(options, &typed)),
        Holds::Several(options) => {
            let parts = typed.split(['、', ',', '，', ';', '；', '/']).map(str::trim);
            let mut chosen = Vec::new();
            for part in parts.filter(|part| !part.is_empty()) {
                let one = named.get(part).ok_or_else(|| no_option(options, part))?;
                if !chosen.contains(&one) {
                    chosen.push(one);
                }
            }
            Ok(json!(chosen))
        }
    }
}

fn no_option(options: &[Choice], found: &str) -> Flaw {
    let names: Vec<&str> = options.iter().map(|option| option.name.zh.as_str()).collect();
    ("not_an_option", json!({ "found": found, "options": names }))
}

/// Whether a cell is empty, or has only the strokes that people put where there is nothing.
pub(super) fn says_nothing(cell: &str) -> bool {
    cell.chars().all(|c| matches!(c, '-' | '－' | '—' | '–' | ' '))
}

/// One line without space around it, without characters that nobody sees, and without the mark that keeps a spreadsheet from
/// taking a text for a formula.
pub(super) fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let marked = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    let text = marked.unwrap_or(text);
    let visible = text.chars().filter(|c| !is_unseen(*c));
    let line: String = visible.map(|c| if c.is_control() || c == '\u{3000}' { ' ' } else { c }).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is nothing to clean away, as in most cells.
fn is_clean(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        let is_space = c == ' ';
        if (is_space && after_space)
            || (!is_space && (c.is_whitespace() || c.is_control() || is_unseen(c)))
            || c == '\''
        {
            return false;
        }
        after_space = is_space;
    }
    !after_space || text.is_empty()
}

/// Characters that nobody sees.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}')
}

fn phone(text: &str) -> Option<String> {
    let narrow = unified(text);
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
    let good = narrow.chars().all(fits) && phone_key(&narrow).is_some() && narrow.len() <= 30;
    good.then(|| narrow.into_owned())
}

/// 2026-11-22, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105; a time behind it is left out.
fn date(text: &str) -> Option<Date> {
    let narrow = unified(text);
    let day = narrow.split([' ', 'T']).next()?;
    // Banks write date and time in one: 20260302101530.
    let day = day.get(..8).filter(|_| day.len() == 14 && narrow.len() == 14).unwrap_or(day);
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return day_of(&day[..4], &day[4..6], &day[6..]);
    }
    let mut parts = day.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let (year, month, of_month) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 { None } else { day_of(year, month, of_month) }
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// 1234.5, ￥1,234.50, 12.5万元.
fn money(text: &str) -> Option<Money> {
    let narrow: String = unified(text).chars().filter(|c| !matches!(c, ',' | ' ' | '¥')).collect();
    let narrow = narrow.trim_start_matches("RMB").trim_start_matches("CNY").trim_start_matches('+');
    let number = narrow.strip_suffix('元').unwrap_or(narrow);
    let (number, factor) = match number.strip_suffix('万') {
        Some(number) => (number, 1_000_000),
        None => (number, 100),
    };
    let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let amount: Decimal = number.parse().ok().filter(|_| plain)?;
    let minor = amount.checked_mul(Decimal::from(factor))?.normalize();
    let minor = i64::try_from(minor.mantissa()).ok().filter(|_| minor.scale() == 0)?;
    Some(Money(minor)).filter(|money| !money.is_too_large())
}

/// A price has up to four decimals; it is kept as text, as commands take it.
fn price(text: &str) -> Option<Price> {
    let narrow: String = unified(text).chars().filter(|c| !matches!(c, ',' | ' ' | '¥')).collect();
    let price: Price = narrow.strip_suffix('元').unwrap_or(&narrow).parse().ok()?;
    Some(price).filter(|price| *price >= Price::default())
}

fn whole(text: &str) -> Option<i64> {
    let narrow: String = unified(text).chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    narrow.strip_suffix('人').unwrap_or(&narrow).parse().ok()
}

/// 13, 13%, 0.13, 免税.
fn vat(text: &str) -> Option<VatRate> {
    let narrow: String = unified(text).chars().filter(|c| *c != ' ').collect();
    if let Ok(rate) = narrow.parse() {
        return Some(rate);
    }
    let share: Decimal = narrow.parse().ok()?;
    (share * Decimal::from(100)).normalize().to_string().parse().ok()
}

fn yes_no(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "是" | "y" | "yes" | "true" | "1" | "有" => Some(true),
        "否" | "n" | "no" | "false" | "0" | "无" => Some(false),
        _ if matches!(text, "√" | "✓") => Some(true),
        _ if matches!(text, "×" | "✗") => Some(false),
        _ => None,
    }
}
