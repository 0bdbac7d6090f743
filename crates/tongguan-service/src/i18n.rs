//! The sentences of the server, by language and code.
//!
//! Promises a title and a detail for every code in both languages, with the same placeholders (a test holds it).
//! Must never decide anything: a refusal is a code with data, this only says it.

pub mod exports;
pub mod figures;
pub mod names;
pub mod pages;
pub mod ruled;
pub mod speaker;
pub mod terms;

use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// A language that the server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese, the default.
    Zh,
    /// English.
    En,
}

/// What is said about one code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A few words, the same for every occurrence.
    pub title: String,
    /// A sentence with `{placeholders}` that the parameters fill.
    pub detail: String,
}

impl From<Lang> for tongguan_core::label::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Zh,
            Lang::En => Self::En,
        }
    }
}

type Catalogue = BTreeMap<String, Entry>;

static ZH: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("i18n/zh-CN.json")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("i18n/en.json")));
static REFUSALS_ZH: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("i18n/refusals.zh-CN.json")));
static REFUSALS_EN: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("i18n/refusals.en.json")));

fn parse(text: &str) -> Catalogue {
    serde_json::from_str(text).expect("the embedded catalogues are tested")
}

impl Lang {
    /// The tag for `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language that an `Accept-Language` value asks for most; Chinese where it asks for nothing known.
    pub fn accepted(header: &str) -> Self {
        let mut best = (Self::Zh, 0.0);
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|p| p.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let lang = match tag.split('-').next() {
                Some("en") => Self::En,
                Some("zh" | "*") => Self::Zh,
                _ => continue,
            };
            if weight > best.1 {
                best = (lang, weight);
            }
        }
        best.0
    }

    fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }

    fn refusals(self) -> &'static Catalogue {
        match self {
            Self::Zh => &REFUSALS_ZH,
            Self::En => &REFUSALS_EN,
        }
    }

    /// What this language says about `code`; a code without a text of its own is spoken of as a refusal.
    pub fn entry(self, code: &str) -> &'static Entry {
        let catalogue = self.catalogue();
        let found = catalogue.get(code).or_else(|| self.refusals().get(code));
        found.or_else(|| catalogue.get("refused")).expect("the catalogues have `refused`")
    }

    /// What this language says about a refusal of the core, if it says anything.
    pub fn refusal(self, code: &str) -> Option<&'static Entry> {
        self.refusals().get(code)
    }
}

/// The codes of the edge that have texts.
pub fn codes() -> impl Iterator<Item = &'static str> {
    ZH.keys().map(String::as_str)
}

/// `detail` with its placeholders filled from `params`; one without a value stays as it is.
pub fn fill(detail: &str, params: &serde_json::Map<String, serde_json::Value>) -> String {
    let mut out = String::with_capacity(detail.len());
    let mut rest = detail;
    while let Some((before, name, after)) = placeholder(rest) {
        out.push_str(before);
        match params.get(name) {
            Some(serde_json::Value::String(text)) => out.push_str(text),
            Some(value) => out.push_str(&value.to_string()),
            None => out.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    out + rest
}

/// The names of the placeholders in a text.
pub fn placeholders(mut text: &str) -> std::collections::BTreeSet<&str> {
    let mut names = std::collections::BTreeSet::new();
    while let Some((_, name, after)) = placeholder(text) {
        names.insert(name);
        text = after;
    }
    names
}

fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_codes_with_the_same_placeholders() {
        same(&ZH, &EN);
        same(&REFUSALS_ZH, &REFUSALS_EN);
    }

    fn same(zh: &Catalogue, en: &Catalogue) {
        assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for (code, zh) in zh.iter() {
            let en = &en[code];
            assert_eq!(placeholders(&zh.detail), placeholders(&en.detail), "{code}");
            assert!(placeholders(&zh.title).is_empty() && placeholders(&en.title).is_empty(), "{code}");
            assert!(!begs(&zh.detail), "{code}");
        }
    }

    /// A plain statement: nobody is begged or shouted at; 请求, 申请 and 请假 are only words.
    pub(crate) fn begs(zh: &str) -> bool {
        let plain = ["请求", "申请", "请假"].iter().fold(zh.to_owned(), |text, word| text.replace(word, ""));
        plain.contains(['请', '！', '!'])
    }

    #[test]
    fn language_follows_the_weights() {
        for (header, want) in [
            ("", Lang::Zh),
            ("en", Lang::En),
            ("en-GB,en;q=0.9", Lang::En),
            ("zh-CN,en;q=0.9", Lang::Zh),
            ("zh;q=0.3, en;q=0.8", Lang::En),
            ("fr, *;q=0.1", Lang::Zh),
            ("en;q=0", Lang::Zh),
            ("en;q=x", Lang::Zh),
            (";;;,,,q=", Lang::Zh),
        ] {
            assert_eq!(Lang::accepted(header), want, "{header}");
        }
    }

    #[test]
    fn filling_is_not_recursive() {
        let params = serde_json::json!({"a": "{b}", "b": 2});
        let params = params.as_object().expect("an object");
        assert_eq!(fill("{a}-{b}-{c}-{", params), "{b}-2-{c}-{");
    }
}
