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
    use serde_json::Value;
    use std::collections::BTreeSet;
    use tongguan_core::process::Process;

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

    /// The types and the fields of all commands, as the API's document tells them.
    fn commands() -> (BTreeSet<String>, BTreeSet<String>) {
        const API: &str = include_str!("../../../../docs/api/openapi.json");
        let api: Value = serde_json::from_str(API).expect("JSON");
        let schemas = api["components"]["schemas"].as_object().expect("schemas");
        let (mut types, mut fields) = (BTreeSet::new(), BTreeSet::new());
        for (name, schema) in schemas.iter().filter(|(name, _)| name.ends_with("Command")) {
            collect(schemas, schema, &mut BTreeSet::from([name.as_str()]), &mut fields);
            for variant in schema["oneOf"].as_array().into_iter().flatten() {
                let kind = &variant["properties"]["type"];
                let kinds = kind["enum"].as_array().cloned().unwrap_or_else(|| vec![kind["const"].clone()]);
                types.extend(kinds.iter().filter_map(Value::as_str).map(str::to_owned));
            }
        }
        (types, fields)
    }

    fn collect<'s>(
        schemas: &'s serde_json::Map<String, Value>,
        schema: &'s Value,
        seen: &mut BTreeSet<&'s str>,
        fields: &mut BTreeSet<String>,
    ) {
        let named = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next());
        if let Some(name) = named.filter(|name| seen.insert(name)) {
            collect(schemas, &schemas[name], seen, fields);
        }
        for (field, inner) in schema["properties"].as_object().into_iter().flatten() {
            fields.insert(field.clone());
            collect(schemas, inner, seen, fields);
        }
        let lists =
            ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|key| schema[key].as_array()).flatten();
        for inner in lists.chain(schema.get("items")) {
            collect(schemas, inner, seen, fields);
        }
    }

    #[test]
    fn every_command_and_each_of_its_fields_has_a_name() {
        let process = Process::standard();
        let (types, fields) = commands();
        assert!(types.len() > 100 && fields.len() > 100, "{} types, {} fields", types.len(), fields.len());
        let is_on_a_form = |field: &str| process.documents.values().any(|form| form.field(field).is_some());
        let nameless: Vec<_> =
            types.iter().filter(|key| Lang::Zh.term(Group::Command, key).is_none()).collect();
        assert!(nameless.is_empty(), "{nameless:?}");
        let missing: Vec<_> = fields
            .iter()
            .filter(|field| {
                *field != "type" && Lang::Zh.term(Group::Name, field).is_none() && !is_on_a_form(field)
            })
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
