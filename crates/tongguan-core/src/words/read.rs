//! Reading capitals: understand the amount leniently, then insist that the spelling is a permitted one.

use super::template::{DIGITS, Part, template};
use super::{WordsError, to_words};
use crate::money::Money;

/// The amount behind capitals in any permitted form. The prefix 人民币 may be left out.
pub fn parse_words(text: &str) -> Result<Money, WordsError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(WordsError::Empty);
    }
    let simple = text.chars().map(simplified).collect::<String>();
    let amount = understand(&simple)?;
    if is_permitted(&simple, &template(amount)?) {
        Ok(amount)
    } else {
        Err(WordsError::NotPermitted { amount, canonical: to_words(amount)? })
    }
}

/// The permitted other characters: traditional forms, 圆 for 元, 正 for 整.
fn simplified(found: char) -> char {
    match found {
        '貳' => '贰',
        '叄' | '參' => '叁',
        '陸' => '陆',
        '萬' => '万',
        '億' => '亿',
        '圆' | '圓' => '元',
        '正' => '整',
        '幣' => '币',
        '負' => '负',
        other => other,
    }
}

/// Each optional part is followed by a part that starts differently, so taking it wherever it fits is right.
fn is_permitted(mut text: &str, parts: &[Part]) -> bool {
    for part in parts {
        match text.strip_prefix(part.text()) {
            Some(rest) => text = rest,
            None if part.is_optional() => {}
            None => return false,
        }
    }
    text.is_empty()
}

/// What has been read so far, in fen or in units of the section at hand.
#[derive(Default)]
struct Reading {
    /// Closed by 元, 角 or 分.
    fen: i64,
    /// Closed by 亿.
    hundred_millions: i64,
    /// Closed by 万.
    ten_thousands: i64,
    /// Closed by 仟, 佰 or 拾.
    section: i64,
    digit: i64,
}

impl Reading {
    fn scale(&mut self, factor: i64) -> Option<()> {
        self.section = self.section.checked_add(self.digit.checked_mul(factor)?)?;
        self.digit = 0;
        Some(())
    }

    /// Everything above 元 as one figure.
    fn close(&mut self) -> Option<i64> {
        self.scale(1)?;
        let sum = self.section.checked_add(self.ten_thousands)?.checked_add(self.hundred_millions)?;
        (self.section, self.ten_thousands, self.hundred_millions) = (0, 0, 0);
        Some(sum)
    }

    fn take(&mut self, sign: char) -> Option<()> {
        match sign {
            '拾' => self.scale(10)?,
            '佰' => self.scale(100)?,
            '仟' => self.scale(1000)?,
            '万' => {
                self.scale(1)?;
                self.ten_thousands = self.ten_thousands.checked_add(self.section.checked_mul(10_000)?)?;
                self.section = 0;
            }
            '亿' => self.hundred_millions = self.close()?.checked_mul(100_000_000)?,
            '元' => self.add(100)?,
            '角' => self.add(10)?,
            '分' => self.add(1)?,
            _ => {}
        }
        Some(())
    }

    fn add(&mut self, unit: i64) -> Option<()> {
        let closed = self.close()?.checked_mul(unit)?;
        self.fen = self.fen.checked_add(closed)?;
        Some(())
    }
}

/// The amount that the characters add up to, whatever their spelling; the template then judges the spelling.
fn understand(text: &str) -> Result<Money, WordsError> {
    let body = text.strip_prefix("人民币").unwrap_or(text);
    let offset = text.chars().count() - body.chars().count();
    let mut reading = Reading::default();
    for (index, found) in body.chars().enumerate() {
        if let Some(digit) = DIGITS.iter().position(|digit| digit.starts_with(found)) {
            reading.digit = i64::try_from(digit).expect("ten digits");
        } else if "拾佰仟万亿元角分整负".contains(found) {
            reading.take(found).ok_or(WordsError::TooLarge)?;
        } else {
            return Err(WordsError::NotACapital { found, at: offset + index + 1 });
        }
    }
    if reading.digit != 0 || reading.close() != Some(0) {
        return Err(WordsError::NotAnAmount);
    }
    Ok(Money(if body.starts_with('负') { -reading.fen } else { reading.fen }))
}
