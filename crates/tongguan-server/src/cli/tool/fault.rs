//! Why an input is refused, and what to mention besides an answer, in the words of the reader's language.

use super::Lang;
use tongguan_core::money::DecimalError;
use tongguan_core::uscc::{UsccError, UsccWarning};
use tongguan_core::words::WordsError;
use tongguan_service::day::YEARS;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Fault {
    Date,
    Time,
    Year,
    Rule,
    Process,
    Days,
    Columns { expected: usize },
    VatRate,
    TooLarge,
    Figure(DecimalError),
    Words(WordsError),
    Uscc(UsccError),
}

/// What to mention besides an answer.
pub(super) enum Note {
    Provisional,
    Uscc(UsccWarning),
}

impl Fault {
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Fault::Date => pick(lang, "不是日期，应为 2026-09-30", "not a date such as 2026-09-30"),
            Fault::Time => {
                pick(lang, "不是时间，应为 2026-11-20T17:00", "not a time such as 2026-11-20T17:00")
            }
            Fault::Year => match lang {
                Lang::Zh => format!("年份须在 {} 至 {} 之间", YEARS.start(), YEARS.end()),
                Lang::En => format!("the year must lie between {} and {}", YEARS.start(), YEARS.end()),
            },
            Fault::Rule => pick(lang, "没有这条时限规则", "no such deadline rule"),
            Fault::Process => pick(lang, "流程定义无法读取", "the process definition cannot be read"),
            Fault::Days => pick(lang, "天数应为不小于 0 的整数", "days must be a whole number, 0 or more"),
            Fault::Columns { expected } => match lang {
                Lang::Zh => format!("应有 {expected} 列"),
                Lang::En => format!("{expected} columns are needed"),
            },
            Fault::VatRate => pick(
                lang,
                "税率应为 13、9、6、3、1、0 或 免税",
                "the rate must be 13, 9, 6, 3, 1, 0 or exempt",
            ),
            Fault::TooLarge => pick(lang, "数值过大", "too large"),
            Fault::Figure(error) => figure(error, lang),
            Fault::Words(error) => words(error, lang),
            Fault::Uscc(error) => uscc(error, lang),
        }
    }
}

impl Note {
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Note::Provisional => pick(
                lang,
                "暂定：该年度放假安排尚未载入",
                "provisional: the notice of days off for that year is not loaded",
            ),
            Note::Uscc(UsccWarning::DivisionNotDigits) => pick(
                lang,
                "第 3–8 位行政区划码不全是数字，待核对",
                "places 3-8, the division, are not all digits",
            ),
            Note::Uscc(UsccWarning::OrganisationCheck) => pick(
                lang,
                "第 9–17 位主体标识码校验不符，待核对营业执照",
                "places 9-17, the organisation code, fail their own check",
            ),
        }
    }
}

fn pick(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.to_string(),
        Lang::En => en.to_string(),
    }
}

fn figure(error: &DecimalError, lang: Lang) -> String {
    match (error, lang) {
        (DecimalError::Empty, Lang::Zh) => "未填写".to_string(),
        (DecimalError::NotAFigure, Lang::Zh) => "不是数字，应为 1234.56".to_string(),
        (DecimalError::Negative, Lang::Zh) => "不能为负数".to_string(),
        (DecimalError::TooPrecise { max }, Lang::Zh) => format!("小数最多 {max} 位"),
        (DecimalError::TooLarge { max }, Lang::Zh) => format!("整数最多 {max} 位"),
        (error, Lang::En) => error.to_string(),
    }
}

fn words(error: &WordsError, lang: Lang) -> String {
    match (error, lang) {
        (WordsError::TooLarge, Lang::Zh) => "超出 9,999,999,999,999.99".to_string(),
        (WordsError::Empty, Lang::Zh) => "未填写".to_string(),
        (WordsError::NotACapital { found, at }, Lang::Zh) => format!("第 {at} 个字“{found}”不是大写数字"),
        (WordsError::NotAnAmount, Lang::Zh) => "不是完整的金额".to_string(),
        (WordsError::NotPermitted { canonical, .. }, Lang::Zh) => format!("写法不合规范，应为 {canonical}"),
        (error, Lang::En) => error.to_string(),
    }
}

fn uscc(error: &UsccError, lang: Lang) -> String {
    match (error, lang) {
        (UsccError::Empty, Lang::Zh) => "未填写".to_string(),
        (UsccError::WrongLength { length }, Lang::Zh) => format!("应为 18 位，现为 {length} 位"),
        (UsccError::BadCharacter { at, found, suggestion }, lang) => {
            let fault = match lang {
                Lang::Zh => format!("第 {at} 位“{found}”不在代码字符集内"),
                Lang::En => error.to_string(),
            };
            match (suggestion, lang) {
                (None, _) => fault,
                (Some(code), Lang::Zh) => format!("{fault}，是否为 {code}"),
                (Some(code), Lang::En) => format!("{fault}; perhaps {code}"),
            }
        }
        (UsccError::WrongCheck { expected, found }, Lang::Zh) => {
            format!("校验码不符：末位应为 {expected}，现为 {found}")
        }
        (error, Lang::En) => error.to_string(),
    }
}
