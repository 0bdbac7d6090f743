//! Turns the data of refusals and events into words: names for ids, labels of the process for its keys, local times.
//!
//! Promises a text for every value, its plain form where nothing better is known. Must never decide anything.

mod path;

use jiff::Timestamp;
use serde_json::{Map, Value};
use tongguan_core::label::{Label, Language};
use tongguan_core::process::{DocumentKind, Process, Stage};
use uuid::Uuid;

use super::names::Names;
use super::terms::Group;
use super::{Lang, fill};

/// Fields of refusals and events that hold people.
const PEOPLE: [&str; 11] = [
    "person",
    "by",
    "owner",
    "debtor",
    "submitter",
    "assignees",
    "authors",
    "on_behalf_of",
    "from",
    "to",
    "holder",
];

/// Fields that hold money without saying so in their name.
const MONEY: [&str; 8] =
    ["amount", "outstanding", "unallocated", "room", "allocated", "cumulative", "total", "price_gap"];
/// Fields that count from 0.
const COUNTED: [&str; 3] = ["action", "milestone", "milestones"];

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

fn is_money(key: &str) -> bool {
    key.ends_with("_minor") || MONEY.contains(&key)
}

/// Speaks a language about one process.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The language.
    pub lang: Lang,
    /// The process that names stages, gates, documents, clocks and roles.
    pub process: &'a Process,
    /// Names by id.
    pub names: &'a Names,
}

impl Speaker<'_> {
    /// A label of the process in this language.
    pub fn label<'l>(&self, label: &'l Label) -> &'l str {
        match self.lang {
            Lang::Zh => label.get(Language::Zh),
            Lang::En => label.get(Language::En),
        }
    }

    /// `template` with the data said in words.
    pub fn say(&self, template: &str, data: &Map<String, Value>) -> String {
        fill(template, &self.words(data))
    }

    /// Every value of `data` as a text.
    pub fn words(&self, data: &Map<String, Value>) -> Map<String, Value> {
        data.iter().map(|(key, value)| (key.clone(), Value::String(self.word(key, value, data)))).collect()
    }

    /// The name of a document kind, in the brackets that Chinese puts around names of documents.
    pub fn document(&self, kind: DocumentKind) -> String {
        let name = self.process.form(kind).map_or(kind.key(), |form| self.label(&form.name));
        match self.lang {
            Lang::Zh => format!("《{name}》"),
            Lang::En => name.to_owned(),
        }
    }

    /// The name of a command, `submit_document:quotation` included.
    pub fn command(&self, key: &str) -> String {
        let (command, kind) =
            key.split_once(':').map_or((key, None), |(command, kind)| (command, Some(kind)));
        let kind = kind.or(Some(command)).and_then(document_kind);
        let name = self.lang.term(Group::Command, command).unwrap_or("");
        match (kind, self.lang) {
            (None, _) if name.is_empty() => key.to_owned(),
            (None, _) => match key.split_once(':').and_then(|(_, chain)| self.process.chains.get(chain)) {
                Some(chain) => format!("{name}: {}", self.label(&chain.name)),
                None => name.to_owned(),
            },
            (Some(kind), Lang::Zh) => format!("提交{}", self.document(kind)),
            (Some(kind), Lang::En) => format!("Submit: {}", self.document(kind)),
        }
    }

    /// The name of a role or of a relation to the deal.
    pub fn party(&self, key: &str) -> String {
        let role = self.process.role(key).map(|role| self.label(&role.name).to_owned());
        role.or_else(|| self.enumeration("party", key)).unwrap_or_else(|| key.to_owned())
    }

    /// A moment in the company's zone.
    pub fn moment(&self, at: Timestamp) -> String {
        self.process.time_zone().to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// What was written down in parts, as lines: `name: value`, rows of a part set apart. Parts that say nothing are left out.
    pub fn lines(&self, parts: &Map<String, Value>) -> String {
        let said = parts.iter().filter(|(_, value)| says_something(value));
        let line = |(key, value): (&String, &Value)| {
            let text = match value {
                Value::Array(rows) => {
                    rows.iter().map(|row| self.row(key, row)).collect::<Vec<_>>().join(self.lang.stop())
                }
                one => self.word(key, one, parts),
            };
            format!("{}{}{text}", self.name_of(key), self.lang.colon())
        };
        said.map(line).collect::<Vec<_>>().join("\n")
    }

    fn row(&self, key: &str, row: &Value) -> String {
        let Value::Object(cells) = row else { return self.word(key, row, &Map::new()) };
        let said = cells.iter().filter(|(_, value)| says_something(value));
        let cell = |(key, value): (&String, &Value)| {
            format!("{} {}", self.name_of(key), self.word(key, value, cells))
        };
        said.map(cell).collect::<Vec<_>>().join(self.lang.comma())
    }

    fn name_of(&self, key: &str) -> String {
        self.lang.term(Group::Name, key).unwrap_or(key).to_owned()
    }

    fn word(&self, key: &str, value: &Value, data: &Map<String, Value>) -> String {
        match value {
            Value::Null if PEOPLE.contains(&key) => self.lang.word("nobody").to_owned(),
            Value::Null => self.lang.word("none").to_owned(),
            Value::Bool(is_so) => self
                .enumeration(key, if *is_so { "true" } else { "false" })
                .unwrap_or_else(|| self.lang.word(if *is_so { "yes" } else { "no" }).to_owned()),
            Value::Number(number) if is_money(key) => yuan(number.as_i64().unwrap_or_default()),
            // People count from one.
            Value::Number(number) if COUNTED.contains(&key) => {
                (number.as_i64().unwrap_or_default() + 1).to_string()
            }
            Value::Number(number) => number.to_string(),
            Value::Array(items) if items.is_empty() => self.lang.word("nobody").to_owned(),
            Value::Array(items) => self.list(key, items, data),
            Value::Object(one) => self.object(key, one, data),
            Value::String(text) => self.text(key, text, data),
        }
    }

    fn list(&self, key: &str, items: &[Value], data: &Map<String, Value>) -> String {
        let join =
            if matches!(key, "unmet" | "problems") { self.lang.stop() } else { self.lang.word("join") };
        items.iter().map(|item| self.word(key, item, data)).collect::<Vec<_>>().join(join)
    }

    fn object(&self, key: &str, one: &Map<String, Value>, data: &Map<String, Value>) -> String {
        match (key, one.iter().next()) {
            ("unmet", _) => self.condition(data.get("gate"), one.get("condition")),
            ("problems", _) => self.problem(one, data),
            ("assignees", _) => self.word("person", one.get("person").unwrap_or(&Value::Null), data),
            (_, Some((variant, Value::Object(fields)))) if one.len() == 1 => {
                self.enumeration(key, variant).map_or_else(|| variant.clone(), |text| self.say(&text, fields))
            }
            ("number", Some((_, value))) => value.as_str().unwrap_or_default().to_owned(),
            (_, Some((variant, value))) if one.len() == 1 => {
                let inner = Map::from_iter([("0".to_owned(), Value::String(self.word(key, value, data)))]);
                // A value may have a word of its own: what goes back to step 0 goes back to its submitter.
                self.enumeration(key, &format!("{variant}.{value}"))
                    .or_else(|| self.enumeration(key, variant))
                    .map_or_else(|| self.word(variant, value, data), |text| fill(&text, &inner))
            }
            _ => Value::Object(one.clone()).to_string(),
        }
    }

    fn text(&self, key: &str, text: &str, data: &Map<String, Value>) -> String {
        if let Some(word) = self.enumeration(key, text) {
            return word;
        }
        match key {
            "gate" => self.process.gates.get(text).map(|gate| self.label(&gate.name).to_owned()),
            "condition" => Some(self.condition(data.get("gate"), Some(&Value::String(text.to_owned())))),
            "clock" => self.process.clocks.get(text).map(|clock| self.label(&clock.name).to_owned()),
            "chain" => self.process.chains.get(text).map(|chain| self.label(&chain.name).to_owned()),
            "kind" => document_kind(text).map(|kind| self.document(kind)),
            "command" | "did" => Some(self.command(text)),
            "separation" => {
                let mut pairs = self.process.separations.iter();
                pairs.find(|pair| pair.key == text).map(|pair| self.label(&pair.name).to_owned())
            }
            "topic" | "reason" => self.reason(text),
            "role" | "roles" | "held" | "needs" => Some(self.party(text)),
            "field" => Some(self.field_name(text, data)),
            _ => None,
        }
        .or_else(|| self.stage(text))
        .or_else(|| self.named(key, text))
        .or_else(|| text.parse().ok().map(|at| self.moment(at)))
        .unwrap_or_else(|| text.to_owned())
    }

    /// The word of an enumeration: what `value` is called under `key`.
    pub fn enumeration(&self, key: &str, value: &str) -> Option<String> {
        self.lang.term(Group::Word, &format!("{key}.{value}")).map(str::to_owned)
    }

    /// The name of a term of a contract, or of a reason, as the settings list it.
    fn reason(&self, key: &str) -> Option<String> {
        let settings = &self.process.settings;
        let lists = [&settings.important_terms, &settings.loss_reasons, &settings.pause_reasons];
        let listed = lists.into_iter().flatten().find(|reason| reason.key == key)?;
        Some(self.label(&listed.name).to_owned())
    }

    fn stage(&self, text: &str) -> Option<String> {
        let stage = Stage::ALL.into_iter().find(|stage| stage.key() == text)?;
        Some(self.process.stage(stage).map_or(text, |stage| self.label(&stage.name)).to_owned())
    }

    fn named(&self, key: &str, text: &str) -> Option<String> {
        let id: Uuid = text.parse().ok()?;
        let unknown = PEOPLE.contains(&key).then(|| self.lang.word("unknown_person").to_owned());
        self.names.get(&id).cloned().or(unknown)
    }

    fn condition(&self, gate: Option<&Value>, condition: Option<&Value>) -> String {
        let (gate, key) = (gate.and_then(Value::as_str), condition.and_then(Value::as_str));
        let conditions = gate.and_then(|gate| self.process.gates.get(gate)).map(|gate| &gate.conditions);
        let found = conditions.and_then(|all| all.iter().find(|one| Some(one.key.as_str()) == key));
        found.map_or(key.unwrap_or_default(), |one| self.label(&one.missing)).to_owned()
    }

    /// A problem of a form: the field's label and what is wrong with it.
    fn problem(&self, problem: &Map<String, Value>, data: &Map<String, Value>) -> String {
        let path = problem.get("path").and_then(Value::as_str).unwrap_or_default();
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        format!("{}{colon}{}", self.field_name(path, data), self.fault(problem, data))
    }

    /// What is wrong with a field, without the field's name: it is said beside the field.
    pub fn fault(&self, problem: &Map<String, Value>, data: &Map<String, Value>) -> String {
        let code = problem.get("code").and_then(Value::as_str).unwrap_or_default();
        let said = self.lang.term(Group::Field, code).unwrap_or(code);
        let limit = problem.get("limit").and_then(Value::as_str).map(|limit| self.limit(limit, data));
        let limit = Map::from_iter(limit.map(|limit| ("limit".to_owned(), Value::String(limit))));
        fill(said, &limit)
    }

    /// A limit in words: a field's label, or those of all fields of which one is needed.
    fn limit(&self, limit: &str, data: &Map<String, Value>) -> String {
        let fields = limit.strip_prefix("any_of(").and_then(|rest| rest.strip_suffix(')'));
        let name = |field: &str| self.field_name(field.trim(), data);
        fields.map_or_else(
            || name(limit),
            |fields| fields.split(',').map(name).collect::<Vec<_>>().join(self.lang.word("join")),
        )
    }

    /// The label of a field by its path (`lines[2].quantity`), as the form in `data` names it.
    fn field_name(&self, path: &str, data: &Map<String, Value>) -> String {
        let kind = data.get("kind").and_then(Value::as_str).and_then(document_kind);
        let form = kind.and_then(|kind| self.process.form(kind));
        let field = form.and_then(|form| path::find(form, path));
        let field = field.map(|(label, row)| match row {
            Some(row) => format!("{} {}", self.label(label), row + 1),
            None => self.label(label).to_owned(),
        });
        let of_command = || self.lang.term(Group::Name, path).map(str::to_owned);
        // A command may carry a field of some form under its name.
        let of_any = || self.process.documents.values().find_map(|form| form.field(path));
        let of_any = || of_any().map(|field| self.label(&field.name).to_owned());
        field.or_else(of_command).or_else(of_any).unwrap_or_else(|| path.to_owned())
    }
}

impl Lang {
    /// What stands between a name and its value.
    pub fn colon(self) -> &'static str {
        match self {
            Self::Zh => "：",
            Self::En => ": ",
        }
    }

    /// What stands between the parts of one sentence.
    pub fn comma(self) -> &'static str {
        match self {
            Self::Zh => "，",
            Self::En => ", ",
        }
    }

    /// What stands between two sentences of a list.
    pub fn stop(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }
}

/// A document kind by its key or code.
fn document_kind(text: &str) -> Option<DocumentKind> {
    DocumentKind::ALL.iter().copied().find(|kind| kind.key() == text || kind.code() == text)
}

/// Minor units as an amount in yuan.
pub fn yuan(minor: i64) -> String {
    let digits = (minor.unsigned_abs() / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}¥{grouped}.{:02}", minor.unsigned_abs() % 100)
}

#[cfg(test)]
mod tests;
