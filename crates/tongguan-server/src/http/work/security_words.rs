//! What a line of the security log tells beside its kind, in words: the codes and ids that it keeps are for programs.
//!
//! Promises a text for every line, its plain form where nothing better is known. Must never say more than the line keeps.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use tongguan_service::i18n::speaker::Speaker;
use tongguan_service::i18n::{Lang, fill};

/// The parts in the order in which they are said; others are left to programs.
const PARTS: [&str; 13] = [
    "by", "factor", "wrong", "why", "key", "scopes", "ends_at", "issuer", "own", "sessions", "first", "via",
    "role",
];

/// The names of API keys by id.
pub type Keys = BTreeMap<Uuid, String>;

/// The detail of a line as one text; none where it says nothing.
pub fn said(detail: &Value, speaker: &Speaker<'_>, keys: &Keys) -> Option<String> {
    let Value::Object(detail) = detail else { return None };
    // A setting is a pair: what, and its value now.
    let texts: Vec<String> = match detail.get("value") {
        Some(value) => vec![setting(detail.get("key"), value, speaker)],
        None => PARTS.iter().filter_map(|part| said_of(part, detail.get(*part)?, speaker, keys)).collect(),
    };
    (!texts.is_empty()).then(|| texts.join(speaker.lang.comma()))
}

fn said_of(part: &str, value: &Value, speaker: &Speaker<'_>, keys: &Keys) -> Option<String> {
    let word = match (part, value) {
        (_, Value::Null) => return None,
        ("key", Value::String(id)) => {
            let name = id.parse::<Uuid>().ok().and_then(|id| keys.get(&id).cloned());
            name.unwrap_or_else(|| id.clone())
        }
        ("scopes", Value::String(scopes)) => {
            let scopes = scopes.split(' ').map(|scope| enumerated(speaker.lang, "scope", scope));
            scopes.collect::<Vec<_>>().join(speaker.lang.word("join"))
        }
        ("role", Value::String(role)) => speaker.party(role),
        ("ends_at", Value::String(at)) => at.parse().map_or_else(|_| at.clone(), |at| speaker.moment(at)),
        (_, Value::String(text)) => enumerated(speaker.lang, part, text),
        (_, other) => enumerated(speaker.lang, part, &other.to_string()),
    };
    let template = speaker.lang.word(&format!("security_detail.{part}"));
    Some(fill(template, &Map::from_iter([(part.to_owned(), json!(word))])))
}

/// A setting by its name, with its value.
fn setting(key: Option<&Value>, value: &Value, speaker: &Speaker<'_>) -> String {
    let name = enumerated(speaker.lang, "setting", key.and_then(Value::as_str).unwrap_or_default());
    let value = match value {
        Value::Array(roles) => {
            let roles = roles.iter().filter_map(Value::as_str).map(|role| speaker.party(role));
            roles.collect::<Vec<_>>().join(speaker.lang.word("join"))
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let words = Map::from_iter([("setting".to_owned(), json!(name)), ("value".to_owned(), json!(value))]);
    fill(speaker.lang.word("security_detail.setting"), &words)
}

/// The word of a value, or the value where it has none.
fn enumerated(lang: Lang, part: &str, value: &str) -> String {
    match lang.word(&format!("security_{part}.{value}")) {
        "" => value.to_owned(),
        word => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongguan_core::process::Process;
    use tongguan_core::reference::setting::GUARDS;
    use tongguan_service::i18n::names::Names;

    fn zh(detail: &Value) -> String {
        let (process, names) = (Process::standard(), Names::new());
        let speaker = Speaker { lang: Lang::Zh, process: &process, names: &names };
        let keys = Keys::from([(Uuid::from_u128(7), "ERP 接口".to_owned())]);
        said(detail, &speaker, &keys).unwrap_or_default()
    }

    #[test]
    fn a_line_is_said_in_words() {
        let key = Uuid::from_u128(7);
        for (detail, wanted) in [
            (json!({}), ""),
            (json!({"by": "password", "factor": "none"}), "方式：密码，第二步：未开启"),
            (json!({"wrong": "code"}), "验证码不对"),
            (json!({"key": key, "why": "scope"}), "超出密钥的范围，密钥：ERP 接口"),
            (json!({"key": "k1a2b3c4"}), "密钥：k1a2b3c4"),
            (json!({"role": "sales_rep", "post": key}), "岗位：销售代表"),
            (json!({"key": "sign_in_failures", "value": 3}), "连续输错密码锁定（次）：3"),
            (json!({"own": false}), "由他人操作"),
            (json!({"scopes": "read exports"}), "范围：读取、导出"),
        ] {
            assert_eq!(zh(&detail), wanted, "{detail}");
        }
    }

    #[test]
    fn every_setting_that_guards_has_a_name() {
        for key in GUARDS {
            for lang in [Lang::Zh, Lang::En] {
                assert_ne!(enumerated(lang, "setting", key), *key);
            }
        }
    }
}
