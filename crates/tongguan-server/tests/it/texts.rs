//! Every refusal, form problem, event and command has its sentence in both languages.
//!
//! The lists are read from the core itself, so that a new variant without words fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tongguan_core::deal::{Command, Event, Matter, Standing};
use tongguan_service::i18n::terms::Group;
use tongguan_service::i18n::{Lang, placeholders};

fn core(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tongguan-core/src").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The types that a tagged union knows, from the words with which serde refuses an unknown one.
fn types<T: serde::de::DeserializeOwned>() -> Vec<String> {
    let Err(error) = serde_json::from_value::<T>(serde_json::json!({"type": "?"})) else {
        panic!("no type is called ?")
    };
    let text = error.to_string();
    let (_, list) = text.split_once("expected one of ").expect("serde lists the types");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The variants of an enum in its source, with their fields.
fn variants(source: &str, name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let (_, rest) = source.split_once(&format!("pub enum {name} {{")).expect("the enum is there");
    let (body, _) = rest.split_once("\n}").expect("the enum ends");
    let code: Vec<&str> = body.lines().map(str::trim).filter(|line| !line.starts_with(['/', '#'])).collect();
    let mut found = BTreeMap::new();
    for variant in split_outside_brackets(&code.join(" ")) {
        let (name, fields) = variant.split_once('{').unwrap_or((&variant, ""));
        match name.trim().split_once('(') {
            Some((name, of)) => found.insert(snake(name), fields_of(of.trim_end_matches(')'))),
            None => found.insert(snake(name.trim()), names(fields.trim_end().trim_end_matches('}'))),
        };
    }
    found
}

/// The names of fields.
fn names(fields: &str) -> BTreeSet<String> {
    let fields = split_outside_brackets(fields);
    let named = fields.iter().filter_map(|field| field.split_once(':'));
    named.map(|(name, _)| name.trim().trim_start_matches("pub ").to_owned()).collect()
}

/// The fields of a struct that a variant holds.
fn fields_of(name: &str) -> BTreeSet<String> {
    let head = format!("pub struct {name} {{");
    let deal = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tongguan-core/src/deal");
    let texts = sources(&deal).into_iter().map(|file| std::fs::read_to_string(file).expect("readable"));
    let body =
        texts.filter_map(|text| Some(text.split_once(&head)?.1.split_once("\n}")?.0.to_owned())).next();
    let body = body.unwrap_or_default();
    let code: Vec<&str> = body.lines().map(str::trim).filter(|line| !line.starts_with(['/', '#'])).collect();
    let mut fields = names(&code.join(" "));
    // What is flattened stands among the fields of whoever holds it.
    for held in body.split("serde(flatten)").skip(1) {
        let of = held.split_once(':').and_then(|(_, of)| of.split(',').next()).expect("a field has a type");
        fields.extend(fields_of(of.trim()));
    }
    fields
}

fn split_outside_brackets(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in text.chars() {
        depth += i32::from(matches!(c, '{' | '<' | '(')) - i32::from(matches!(c, '}' | '>' | ')'));
        match (c, depth) {
            (',', 0) => parts.push(String::new()),
            _ => parts.last_mut().expect("one is there").push(c),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[test]
fn every_refusal_is_said_with_its_own_data() {
    let refusals = variants(&core("refusal.rs"), "Refusal");
    assert!(refusals.len() > 40 && refusals["gate_closed"].contains("unmet"), "{refusals:?}");
    let missing: Vec<_> = refusals.keys().filter(|code| Lang::Zh.refusal(code).is_none()).collect();
    assert!(missing.is_empty(), "no sentence for {missing:?}");
    for (code, fields) in &refusals {
        let entry = Lang::Zh.refusal(code).expect("checked above");
        for name in placeholders(&entry.detail) {
            assert!(fields.contains(name), "{code} has no {name}");
        }
    }
}

#[test]
fn every_event_and_command_is_said() {
    for (group, types) in [(Group::Event, types::<Event>()), (Group::Command, types::<Command>())] {
        assert!(types.len() > 10, "{types:?}");
        let missing: Vec<_> = types.iter().filter(|key| Lang::Zh.term(group, key).is_none()).collect();
        assert!(missing.is_empty(), "{group:?}: no words for {missing:?}");
    }
}

#[test]
fn every_event_sentence_uses_the_data_of_its_event() {
    let events = variants(&core("deal/event.rs"), "Event");
    for (kind, fields) in &events {
        for name in placeholders(Lang::Zh.term(Group::Event, kind).expect("every event is said")) {
            // Of an obligation the history adds the clock.
            let is_added = name == "clock" && fields.contains("obligation");
            assert!(fields.contains(name) || is_added, "{kind} has no {name}");
        }
    }
}

#[test]
fn every_form_problem_is_said() {
    let mut codes = BTreeSet::new();
    for file in ["form.rs", "form/check.rs", "form/value.rs"] {
        for line in core(file).lines().filter(|line| !line.trim_start().starts_with("//")) {
            let marks = ["self.add(", "Err((", "ok_or((", "holds(", "parsed", "fault(", " => ("];
            let is_code = marks.iter().any(|mark| line.contains(mark));
            codes.extend(line.split('"').skip(1).step_by(2).filter(|_| is_code).map(str::to_owned));
        }
    }
    codes.retain(|code| !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    assert!(codes.len() > 20, "{codes:?}");
    let missing: Vec<_> = codes.iter().filter(|code| Lang::Zh.term(Group::Field, code).is_none()).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

/// Rules beyond the form name problems in the same way: the code is the second argument.
#[test]
fn every_problem_of_a_rule_is_said() {
    let mut codes = BTreeSet::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tongguan-core/src/deal")) {
        let text = std::fs::read_to_string(&file).expect("a source is readable");
        for call in ["problem(", "fault("] {
            for rest in text.split(call).skip(1) {
                let arguments = split_outside_brackets(rest.split(';').next().unwrap_or_default());
                let code = arguments.get(1).and_then(|code| code.strip_prefix('"')?.split('"').next());
                codes.extend(code.map(str::to_owned));
            }
        }
    }
    codes.retain(|code| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    assert!(codes.len() > 15, "{codes:?}");
    let missing: Vec<_> = codes.iter().filter(|code| Lang::Zh.term(Group::Field, code).is_none()).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.into_iter().chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

#[test]
fn what_a_command_acts_upon_has_its_word() {
    let mut seen = 0;
    for matter in types::<Command>().iter().filter_map(|command| Matter::of(command)) {
        let key = serde_json::to_value(matter).expect("a plain word");
        let term = format!("lacks.{}", key.as_str().expect("a text"));
        for lang in [Lang::Zh, Lang::En] {
            assert!(lang.term(Group::Word, &term).is_some(), "{term}");
        }
        seen += 1;
    }
    assert!(seen > 30, "most commands act upon something");
}

#[test]
fn how_a_deal_stands_has_its_word() {
    for (standing, lang) in Standing::ALL.into_iter().flat_map(|one| [(one, Lang::Zh), (one, Lang::En)]) {
        let key = format!("standing.{}", standing.key());
        assert!(lang.term(Group::Word, &key).is_some(), "{key} in {lang:?}");
    }
}
