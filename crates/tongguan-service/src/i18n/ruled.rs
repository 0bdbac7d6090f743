//! Refusals of the core in words.
//!
//! Promises the code and the data as the core gave them, the sentences of both languages filled with words, and for
//! each unmet condition of a gate what a person reads and where to go. Must never judge anything again.

use serde_json::{Map, Value, json};
use tongguan_core::process::{DocumentKind, Process};

use super::names::Names;
use super::speaker::Speaker;
use super::{Lang, fill};

/// A refusal of the core, ready to be said in either language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// The stable code.
    pub code: String,
    /// The data, unmet conditions with their labels and links.
    pub params: Map<String, Value>,
    zh: Map<String, Value>,
    en: Map<String, Value>,
}

impl Ruled {
    /// A refusal by code and data, said about `process` with `names` for ids.
    pub fn new(code: String, params: Value, process: &Process, names: &Names) -> Self {
        let Value::Object(mut params) = params else { return Self::plain(code) };
        let words = |lang| Speaker { lang, process, names }.words(&params);
        let (zh, en) = (words(Lang::Zh), words(Lang::En));
        explain_unmet(&mut params, process);
        explain_problems(&mut params, process, names);
        Self { code, params, zh, en }
    }

    fn plain(code: String) -> Self {
        Self { code, params: Map::new(), zh: Map::new(), en: Map::new() }
    }

    /// The data in words.
    pub fn words(&self, lang: Lang) -> &Map<String, Value> {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The sentence in a language.
    pub fn sentence(&self, lang: Lang) -> String {
        fill(&lang.entry(&self.code).detail, self.words(lang))
    }
}

/// Adds to each unmet condition what a person reads, and the name of what it links to.
fn explain_unmet(params: &mut Map<String, Value>, process: &Process) {
    let gate = params.get("gate").and_then(Value::as_str).and_then(|gate| process.gates.get(gate));
    let (Some(gate), Some(Value::Array(unmet))) = (gate, params.get_mut("unmet")) else { return };
    for one in unmet {
        let Value::Object(one) = one else { continue };
        let key = one.get("condition").and_then(Value::as_str).unwrap_or_default();
        let Some(condition) = gate.conditions.iter().find(|c| c.key == key) else { continue };
        one.insert("missing".to_owned(), json!(condition.missing));
        let document = one.get("link").and_then(|link| link.get("document")).cloned();
        let kind = document.and_then(|kind| serde_json::from_value::<DocumentKind>(kind).ok());
        if let Some(form) = kind.and_then(|kind| process.form(kind)) {
            one.insert("link_name".to_owned(), json!(form.name));
        }
    }
}

/// Adds to each problem of a form what is said beside its field, in both languages.
fn explain_problems(params: &mut Map<String, Value>, process: &Process, names: &Names) {
    let data = params.clone();
    let Some(Value::Array(problems)) = params.get_mut("problems") else { return };
    for problem in problems.iter_mut().filter_map(Value::as_object_mut) {
        let say = |lang| Speaker { lang, process, names }.fault(problem, &data);
        let message = json!({"zh": say(Lang::Zh), "en": say(Lang::En)});
        problem.insert("message".to_owned(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ruled(code: &str, params: Value) -> Ruled {
        Ruled::new(code.to_owned(), params, &Process::standard(), &Names::new())
    }

    #[test]
    fn an_unmet_condition_says_what_is_missing_and_where_to_go() {
        let unmet =
            json!([{"condition": "quote_approved", "link": {"document": "quotation"}, "exceptable": false}]);
        let refusal = ruled("gate_closed", json!({"gate": "G3", "unmet": unmet}));
        let one = &refusal.params["unmet"][0];
        assert_eq!(one["missing"]["zh"], "《商务报价单》当前版本未审批通过");
        assert_eq!(one["link_name"]["en"], "Commercial quotation");
        assert_eq!(refusal.sentence(Lang::Zh), "方案与报价就绪还缺：《商务报价单》当前版本未审批通过。");
    }

    #[test]
    fn a_problem_of_a_form_is_said_beside_its_field() {
        let problems = json!([{"path": "lines[0].quantity", "code": "too_short", "limit": "4"}]);
        let refusal = ruled("invalid_document", json!({"kind": "quotation", "problems": problems}));
        let message = &refusal.params["problems"][0]["message"];
        assert_eq!(message["zh"], "至少 4 个字");
        assert!(message["en"].as_str().is_some_and(|text| text.contains('4')), "{message}");
    }

    #[test]
    fn fields_of_which_one_is_needed_are_named() {
        let problems = json!([{"path": "wecom", "code": "one_of_these", "limit": "any_of(contact_phone,contact_email)"}]);
        let refusal = ruled("invalid_document", json!({"kind": "lead_registration", "problems": problems}));
        let message = refusal.params["problems"][0]["message"]["zh"].as_str().unwrap_or_default().to_owned();
        assert!(
            message.contains("电话") && message.contains("、") && !message.contains("any_of"),
            "{message}"
        );
    }
}
