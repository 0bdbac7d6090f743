//! The names of figures and the words of their formulas, by the keys of the core's variants.
//!
//! Promises the same keys in both languages (a test holds it). A figure is never shown without the variant that it is.

use super::Lang;
use std::{collections::BTreeMap, sync::LazyLock};

type Figures = BTreeMap<String, Words>;

static ZH: LazyLock<Figures> = LazyLock::new(|| parse(include_str!("figures.zh-CN.json")));
static EN: LazyLock<Figures> = LazyLock::new(|| parse(include_str!("figures.en.json")));

/// What is said of a figure, of one of its readings or of one of its lines.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Its name.
    pub name: String,
    /// How it is reckoned; of readings only.
    #[serde(default)]
    pub formula: String,
}

fn parse(text: &str) -> Figures {
    serde_json::from_str(text).expect("the embedded words are tested")
}

impl Lang {
    /// What is said of a figure, a reading or a line.
    pub fn figure(self, key: &str) -> Option<&'static Words> {
        let figures: &'static Figures = match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        };
        figures.get(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{placeholders, tests::begs};

    #[test]
    fn both_languages_say_the_same_figures() {
        assert_eq!(ZH.keys().collect::<Vec<_>>(), EN.keys().collect::<Vec<_>>());
        for (key, zh) in ZH.iter() {
            assert_eq!(zh.formula.is_empty(), EN[key].formula.is_empty(), "{key}");
            assert_eq!(placeholders(&zh.formula), placeholders(&EN[key].formula), "{key}");
            assert!(!begs(&zh.name) && !begs(&zh.formula), "{key}");
        }
    }
}
