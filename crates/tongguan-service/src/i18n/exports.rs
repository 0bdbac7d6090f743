//! The words of exports: names of lists, headings of columns, words of enumerations.
//!
//! Promises the same keys in both languages (a test holds it).

use super::Lang;
use std::{collections::BTreeMap, sync::LazyLock};

type Words = BTreeMap<String, String>;

static ZH: LazyLock<Words> = LazyLock::new(|| parse(include_str!("exports.zh-CN.json")));
static EN: LazyLock<Words> = LazyLock::new(|| parse(include_str!("exports.en.json")));

fn parse(text: &str) -> Words {
    serde_json::from_str(text).expect("the embedded words are tested")
}

impl Lang {
    /// A word of exports that must be there.
    pub fn export(self, key: &str) -> &'static str {
        self.export_word(key).unwrap_or("")
    }

    /// A word of exports, if there is one.
    pub fn export_word(self, key: &str) -> Option<&'static str> {
        let words: &'static Words = match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        };
        words.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{placeholders, tests::begs};

    #[test]
    fn both_languages_have_the_same_words() {
        assert_eq!(ZH.keys().collect::<Vec<_>>(), EN.keys().collect::<Vec<_>>());
        for (key, zh) in ZH.iter() {
            assert_eq!(placeholders(zh), placeholders(&EN[key]), "{key}");
            assert!(!begs(zh) && !zh.is_empty() && !EN[key].is_empty(), "{key}");
        }
    }
}
