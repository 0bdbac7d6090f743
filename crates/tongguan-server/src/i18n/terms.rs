//! Short texts by group and key: form problems, events, commands, and the words of enumerations.
//!
//! Promises the same keys in both languages (a test holds it). Must never hold what the process definition names.

use super::Lang;
use std::{collections::BTreeMap, sync::LazyLock};

type Terms = BTreeMap<String, BTreeMap<String, String>>;

static ZH: LazyLock<Terms> = LazyLock::new(|| parse(include_str!("terms.zh-CN.json")));
static EN: LazyLock<Terms> = LazyLock::new(|| parse(include_str!("terms.en.json")));

fn parse(text: &str) -> Terms {
    serde_json::from_str(text).expect("the embedded terms are tested")
}

/// A group of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What is wrong with a field of a form.
    Field,
    /// What happened, by event type.
    Event,
    /// What people may ask, by command type.
    Command,
    /// Words of enumerations, `verdict.approve`, and small words.
    Word,
    /// Names of fields that no form names.
    Name,
}

impl Group {
    fn key(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Event => "event",
            Self::Command => "command",
            Self::Word => "word",
            Self::Name => "name",
        }
    }
}

impl Lang {
    /// The term of a key, if there is one.
    pub fn term(self, group: Group, key: &str) -> Option<&'static str> {
        let terms: &'static Terms = match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        };
        terms.get(group.key())?.get(key).map(String::as_str)
    }

    /// A small word that must be there.
    pub fn word(self, key: &str) -> &'static str {
        self.term(Group::Word, key).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{placeholders, tests::begs};

    #[test]
    fn both_languages_have_the_same_terms_with_the_same_placeholders() {
        assert_eq!(ZH.keys().collect::<Vec<_>>(), EN.keys().collect::<Vec<_>>());
        for (group, zh) in ZH.iter() {
            assert_eq!(zh.keys().collect::<Vec<_>>(), EN[group].keys().collect::<Vec<_>>(), "{group}");
            for (key, text) in zh {
                assert_eq!(placeholders(text), placeholders(&EN[group][key]), "{group}.{key}");
                assert!(!begs(text), "{group}.{key}");
            }
        }
    }

    #[test]
    fn the_small_words_are_there() {
        for key in ["yes", "no", "none", "nobody", "unknown_person", "join"] {
            assert!(!Lang::Zh.word(key).is_empty() && !Lang::En.word(key).is_empty(), "{key}");
        }
    }
}
