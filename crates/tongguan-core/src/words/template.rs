//! All permitted spellings of one amount as a row of parts, each always there or optional.

use super::{MAX_WORDS, WordsError};
use crate::money::Money;

pub(super) const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// One piece of the spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Every permitted form has it.
    Always(&'static str),
    /// May be left out; we write it.
    Written(&'static str),
    /// May be there; we leave it out.
    LeftOut(&'static str),
}

impl Part {
    pub fn text(&self) -> &'static str {
        match self {
            Part::Always(text) | Part::Written(text) | Part::LeftOut(text) => text,
        }
    }

    pub fn is_canonical(&self) -> bool {
        !matches!(self, Part::LeftOut(_))
    }

    pub fn is_optional(&self) -> bool {
        !matches!(self, Part::Always(_))
    }
}

/// The permitted spellings of an amount.
pub(super) fn template(amount: Money) -> Result<Vec<Part>, WordsError> {
    if !(-MAX_WORDS.0..=MAX_WORDS.0).contains(&amount.0) {
        return Err(WordsError::TooLarge);
    }
    let fen = amount.0.unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize);
    let mut parts = vec![Part::Written("人民币")];
    if amount.is_negative() {
        parts.push(Part::Always("负"));
    }
    if yuan > 0 {
        whole(yuan, &mut parts);
        parts.push(Part::Always("元"));
    } else if jiao == 0 && fen == 0 {
        parts.extend([Part::Always("零"), Part::Always("元")]);
    } else {
        parts.push(Part::LeftOut("零元"));
    }
    cents(yuan, jiao, fen, &mut parts);
    Ok(parts)
}

/// What follows 元. 整 closes an amount that ends at 元, may close one that ends at 角, never one with 分.
fn cents(yuan: u64, jiao: usize, fen: usize, parts: &mut Vec<Part>) {
    if jiao == 0 && fen == 0 {
        parts.push(Part::Always("整"));
        return;
    }
    match (yuan, jiao) {
        (0, _) => parts.push(Part::LeftOut("零")),
        (_, 0) => parts.push(Part::Always("零")),
        (yuan, _) if yuan % 10 == 0 => parts.push(Part::Written("零")),
        _ => {}
    }
    if jiao > 0 {
        parts.extend([Part::Always(DIGITS[jiao]), Part::Always("角")]);
    }
    if fen > 0 {
        parts.extend([Part::Always(DIGITS[fen]), Part::Always("分")]);
    } else {
        parts.push(Part::Written("整"));
    }
}

/// The whole yuan, in groups of four: (万) 亿, 万, nothing.
fn whole(yuan: u64, parts: &mut Vec<Part>) {
    let groups = [
        (yuan / 1_000_000_000_000, "万"),
        (yuan / 100_000_000 % 10_000, "亿"),
        (yuan / 10_000 % 10_000, "万"),
        (yuan % 10_000, ""),
    ];
    let mut above = None;
    for (value, unit) in groups {
        if let (Some(above), 1..) = (above, value) {
            between(above, value, parts);
        }
        group(value, parts);
        // 亿 is said even when its own four digits are 0: 壹万亿.
        if value > 0 || (unit == "亿" && above.is_some()) {
            push_unit(unit, parts);
        }
        above = if value > 0 { Some(value) } else { above.map(|_| 0) };
    }
}

/// The 零 between two groups: a must before a missing 千, optional after a missing 万 or 亿 digit, else none.
fn between(above: u64, value: u64, parts: &mut Vec<Part>) {
    if value < 1000 {
        parts.push(Part::Always("零"));
    } else if above.is_multiple_of(10) {
        parts.push(Part::LeftOut("零"));
    }
}

fn group(value: u64, parts: &mut Vec<Part>) {
    let mut started = false;
    let mut gap = false;
    for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let digit = (value / unit % 10) as usize;
        if digit == 0 {
            gap = started;
            continue;
        }
        if gap {
            parts.push(Part::Always("零"));
        }
        parts.push(Part::Always(DIGITS[digit]));
        push_unit(name, parts);
        (started, gap) = (true, false);
    }
}

fn push_unit(name: &'static str, parts: &mut Vec<Part>) {
    if !name.is_empty() {
        parts.push(Part::Always(name));
    }
}
