//! The words of the server's own pages, by key.
//!
//! Promises the same keys in both languages (a test holds it).

use super::Lang;
use std::{collections::BTreeMap, sync::LazyLock};

type Words = BTreeMap<String, String>;

static ZH: LazyLock<Words> = LazyLock::new(|| parse(include_str!("pages.zh-CN.json")));
static EN: LazyLock<Words> = LazyLock::new(|| parse(include_str!("pages.en.json")));

fn parse(text: &str) -> Words {
    serde_json::from_str(text).expect("the embedded words are tested")
}

impl Lang {
    /// What a page says at `key`; none where no page says such a thing.
    pub fn page(self, key: &str) -> Option<&'static str> {
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
    fn both_languages_say_the_same() {
        assert_eq!(ZH.keys().collect::<Vec<_>>(), EN.keys().collect::<Vec<_>>());
        for (key, text) in ZH.iter() {
            assert_eq!(placeholders(text), placeholders(&EN[key]), "{key}");
            assert!(!begs(text), "{key}");
        }
    }
}
