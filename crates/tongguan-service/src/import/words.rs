//! Verdicts and faults of files, mappings and rows in words.
//!
//! Promises a sentence for every code in both languages; a refusal is said as everywhere else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use tongguan_core::import::{Fault, Field, Verdict};
use tongguan_core::process::Process;

use crate::i18n::names::Names;
use crate::i18n::ruled::Ruled;
use crate::i18n::speaker::Speaker;
use crate::i18n::{Lang, fill};

type Words = BTreeMap<String, String>;

static ZH: LazyLock<Words> = LazyLock::new(|| parse(include_str!("../i18n/imports.zh-CN.json")));
static EN: LazyLock<Words> = LazyLock::new(|| parse(include_str!("../i18n/imports.en.json")));

fn parse(text: &str) -> Words {
    serde_json::from_str(text).expect("the embedded words are tested")
}

/// What is said under a code of import's own.
pub fn word(lang: Lang, code: &str) -> Option<&'static str> {
    let words: &'static Words = match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    };
    words.get(code).map(String::as_str)
}

/// A code in few words: what all the rows that bear it have in common.
pub fn short(lang: Lang, code: &str) -> String {
    match word(lang, &format!("short_{code}"))
        .or_else(|| lang.refusal(code).map(|entry| entry.title.as_str()))
    {
        Some(said) => said.to_owned(),
        None => word(lang, code).filter(|said| !said.contains('{')).unwrap_or(code).to_owned(),
    }
}

/// The sentence of a code of import's own with its data, such as a fault of a file or of a mapping.
pub fn sentence(lang: Lang, fault: &impl serde::Serialize, fields: &[Field]) -> String {
    let Ok(Value::Object(data)) = serde_json::to_value(fault) else { return String::new() };
    let code = data.get("code").and_then(Value::as_str).unwrap_or_default();
    let mut said = data.clone();
    if let Some(Value::String(field)) = said.get_mut("field") {
        *field = name(lang, field, fields);
    }
    for (_, bytes) in said.iter_mut().filter(|(key, _)| key.ends_with("_bytes")) {
        *bytes = Value::from(bytes.as_u64().unwrap_or_default() >> 20);
    }
    fill(word(lang, code).unwrap_or(code), &said)
}

/// The name of a field.
pub fn name(lang: Lang, key: &str, fields: &[Field]) -> String {
    let field = fields.iter().find(|field| field.key == key);
    let name = field.map(|field| match lang {
        Lang::Zh => field.name.zh.as_str(),
        Lang::En => field.name.en.as_str(),
    });
    name.unwrap_or(key).to_owned()
}

/// Says why a row ended as it did.
#[derive(Clone, Copy)]
pub struct Reasons<'a> {
    /// In which language.
    pub lang: Lang,
    /// The kind's fields.
    pub fields: &'a [Field],
    /// The process that names what refusals name.
    pub process: &'a Process,
    /// Names of people and departments.
    pub names: &'a Names,
}

impl Reasons<'_> {
    /// The reason of a verdict; empty where there is none.
    pub fn of(&self, verdict: &Verdict) -> String {
        match verdict {
            Verdict::New | Verdict::Unchanged => String::new(),
            Verdict::Update { fields } => {
                let names: Vec<String> =
                    fields.iter().map(|field| name(self.lang, field, self.fields)).collect();
                names.join(self.lang.comma())
            }
            Verdict::Duplicate { similar: 0, department, last_contact } => {
                let department = department.clone().map(Value::from).unwrap_or_default();
                let last = last_contact.map(|at| Value::from(at.to_string())).unwrap_or_default();
                let params = Map::from_iter([
                    ("department".to_owned(), department),
                    ("last_contact".to_owned(), last),
                ]);
                self.refusal("duplicate_account", Value::Object(params))
            }
            Verdict::Duplicate { similar, .. } => {
                let similar = Map::from_iter([("similar".to_owned(), Value::from(*similar))]);
                fill(word(self.lang, "resembles").unwrap_or_default(), &similar)
            }
            Verdict::Error { faults } => {
                let said: Vec<String> = faults.iter().map(|fault| self.fault(fault)).collect();
                said.join(self.lang.stop())
            }
        }
    }

    fn fault(&self, fault: &Fault) -> String {
        let (about, said) = self.split(fault);
        about.map_or(said.clone(), |about| format!("{about}{}{said}", self.lang.colon()))
    }

    /// The field that a fault is about and what is wrong with it; a refusal names its field itself.
    pub fn split(&self, fault: &Fault) -> (Option<String>, String) {
        let about = fault.field.as_deref().map(|field| name(self.lang, field, self.fields));
        let said = match (&fault.params, word(self.lang, &fault.code)) {
            (Value::Object(params), _) if params.contains_key("problem") => {
                let problem = params["problem"].as_object().cloned().unwrap_or_default();
                let speaker = Speaker { lang: self.lang, process: self.process, names: self.names };
                speaker.fault(&problem, params)
            }
            (Value::Object(params), Some(template)) => fill(template, &flat(self.lang, params)),
            (_, Some(template)) => template.to_owned(),
            (params, None) => return (None, self.refusal(&fault.code, params.clone())),
        };
        (about, said)
    }

    fn refusal(&self, code: &str, params: Value) -> String {
        Ruled::new(code.to_owned(), params, self.process, self.names).sentence(self.lang)
    }
}

/// Lists as text.
fn flat(lang: Lang, params: &Map<String, Value>) -> Map<String, Value> {
    let text = |value: &Value| match value {
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Value::from(items.join(lang.comma()))
        }
        other => other.clone(),
    };
    params.iter().map(|(key, value)| (key.clone(), text(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tongguan_core::import::{Kind, MappingFault};
    use tongguan_doc::sheet;

    fn holes(text: &str) -> Vec<&str> {
        let mut holes: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        holes.sort_unstable();
        holes
    }

    #[test]
    fn both_languages_say_the_same() {
        assert!(ZH.keys().eq(EN.keys()));
        for (code, said) in ZH.iter() {
            assert_eq!(holes(said), holes(&EN[code]), "{code}");
        }
    }

    #[test]
    fn faults_of_files_and_mappings_are_said_in_full() {
        let process = Process::standard();
        let fields = Kind::Customers.fields(&process);
        use sheet::Fault::*;
        let of_files = [
            Empty,
            FileTooLarge { max_bytes: sheet::FILE_BYTES },
            OldOrProtected,
            UnknownFormat { found: "pdf".to_owned() },
            Damaged,
            UnpacksTooLarge { max_bytes: 200 << 20 },
            TooManyParts { max: 1 },
            BadPart,
            DeclaresEntities,
            TooManySheets { max: 1 },
            TooManyRows { max: 1 },
            TooManyColumns { row: 1, max: 1 },
            TooManyCells { max: 1 },
            CellTooLong { row: 1, column: 1, max_chars: 1 },
            NotText { row: 1 },
            UnknownEncoding,
            Interrupted,
        ];
        let field = || "account_name".to_owned();
        let of_mappings = [
            MappingFault::NoHead,
            MappingFault::UnknownField { field: field() },
            MappingFault::FieldTwice { field: field() },
            MappingFault::FieldMissing { field: field() },
        ];
        for lang in [Lang::Zh, Lang::En] {
            let files = of_files.iter().map(|fault| (format!("{fault:?}"), sentence(lang, fault, &fields)));
            let mappings =
                of_mappings.iter().map(|fault| (format!("{fault:?}"), sentence(lang, fault, &fields)));
            for (fault, said) in files.chain(mappings) {
                assert!(said.contains(' ') || !said.is_ascii(), "{fault}: {said}");
                assert!(!said.contains('{') && !said.contains("account_name"), "{fault}: {said}");
            }
        }
    }

    #[test]
    fn a_row_says_why_in_words() {
        let (process, names) = (Process::standard(), Names::new());
        let fields = Kind::Leads.fields(&process);
        let reasons = Reasons { lang: Lang::Zh, fields: &fields, process: &process, names: &names };
        let fault = |field: &str, code: &str, params: Value| Fault {
            field: Some(field.to_owned()),
            code: code.to_owned(),
            params,
        };
        let verdict = Verdict::Error {
            faults: vec![
                fault("contact_phone", "not_a_phone", json!({"found": "abc"})),
                fault("need_summary", "too_short", json!({"problem": {"code": "too_short", "limit": "10"}})),
                fault("industry", "contradicts_row", json!({"row": 7})),
            ],
        };
        let said = reasons.of(&verdict);
        assert!(said.contains("电话：“abc”") && said.contains("10") && said.contains("第 7 行"), "{said}");
        let taken =
            Verdict::Duplicate {
                similar: 0, department: Some("华东一部".to_owned()), last_contact: None
            };
        assert!(reasons.of(&taken).contains("华东一部"), "{}", reasons.of(&taken));
        let alike = Verdict::Duplicate { similar: 2, department: None, last_contact: None };
        assert!(reasons.of(&alike).contains('2'));
    }
}
