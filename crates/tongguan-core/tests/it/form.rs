//! Forms: each named check on both sides of its boundary, drafts, and fields that a later gate needs.

use serde_json::{Map, Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::Command;
use tongguan_core::form::{Ground, open_fields, validate, validate_draft};
use tongguan_core::id::DocumentId;
use tongguan_core::process::{DocumentForm, DocumentKind, Process};
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, lead_form, local};

/// A form of these fields, written as in the definition.
fn form(fields: &str) -> DocumentForm {
    let mut form = Process::standard().documents[&DocumentKind::Grading].clone();
    form.sections.truncate(1);
    form.sections[0].fields = serde_saphyr::from_str(fields).expect("fields are YAML");
    form
}

fn field(kind: &str, rest: &str) -> String {
    format!(
        "- {{key: x, name: {{zh: 值, en: Value}}, type: {kind}{rest}}}\n- {{key: since, name: {{zh: 它, en: It}}, type: date}}\n"
    )
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().expect("an object").clone()
}

/// The problems of a body on Monday 23 November 2026 at ten.
fn problems(form: &DocumentForm, body: Value) -> Vec<(String, &'static str)> {
    let process = Process::standard();
    let ground = Ground { process: &process, now: local("2026-11-23T10:00") };
    let found = validate(form, &object(body), ground).err().unwrap_or_default();
    found.into_iter().map(|problem| (problem.path, problem.code)).collect()
}

#[test]
fn a_field_holds_so_many_files_and_people() {
    let hash = "ab".repeat(32);
    let person = "00000000-0000-7000-8000-000000000001";
    for (kind, entry) in [("files", hash.as_str()), ("{references: person}", person)] {
        let form = form(&field(kind, ""));
        let with = |count: usize| problems(&form, json!({"x": vec![entry; count]}));
        assert_eq!(with(50), [], "{kind}");
        assert_eq!(with(51), [("x".to_owned(), "too_many_entries")], "{kind}");
    }
}

#[test]
fn each_named_check_has_two_sides() {
    for (kind, check, good, bad, code) in [
        ("line", "uscc", "91310000MA10001210", "91310000MA10001211", "not_a_credit_code"),
        ("line", "tax_no", "91310000MA10001", "91310000MA1000", "not_a_tax_no"),
        ("line", "tax_no", "91310000MA1000121012", "91310000MA10001210123", "not_a_tax_no"),
        ("line", "tax_no", "91310000MA10001210", "91310000ma10001210", "not_a_tax_no"),
        ("line", "phone", "0571-88880000", "88880000", "not_a_phone"),
        ("line", "phone", "13800138000", "12800138000", "not_a_phone"),
        ("line", "mobile", "138 0013 8000", "0571-88880000", "not_a_phone"),
        ("line", "email", "a@b.cn", "a@b", "not_an_email"),
        ("line", "no_test_words", "Latest Technologies 有限公司", "Test Technologies 有限公司", "test_word"),
        ("line", "no_test_words", "杭州苏试测试技术有限公司", "上海测试有限公司", "test_word"),
        ("text", "says_something", "现有MES与ERP不通", "有需求，想了解一下！", "says_nothing"),
        ("text", "says_something", "想了解产线改造", "哈哈哈哈哈哈哈哈哈哈", "says_nothing"),
        ("date", "not_future", "2026-11-23", "2026-11-24", "in_future"),
        ("instant", "not_future", "2026-11-23T02:00:00Z", "2026-11-23T02:00:01Z", "in_future"),
        ("date", "future", "2026-11-24", "2026-11-23", "not_in_future"),
        ("instant", "future", "2026-11-23T02:00:01Z", "2026-11-23T02:00:00Z", "not_in_future"),
        ("date", "after(since)", "2026-11-21", "2026-11-20", "not_after"),
        ("date", "not_before(since)", "2026-11-20", "2026-11-19", "before"),
        ("instant", "after(since)", "2026-11-20T16:00:00Z", "2026-11-20T15:59:59Z", "not_after"),
    ] {
        let form = form(&field(kind, &format!(", check: {check}")));
        assert_eq!(problems(&form, json!({"x": good, "since": "2026-11-20"})), [], "{check} {good}");
        let found = problems(&form, json!({"x": bad, "since": "2026-11-20"}));
        assert_eq!(found, [("x".to_owned(), code)], "{check} {bad}");
    }
}

#[test]
fn a_field_to_compare_with_may_be_empty() {
    let form = form(&field("date", ", check: after(since)"));
    assert_eq!(problems(&form, json!({"x": "2026-11-20"})), []);
}

#[test]
fn the_day_is_the_companys() {
    let form = form(&field("date", ", check: not_future"));
    let process = Process::standard();
    for (now, good) in [("2026-11-23T23:59", false), ("2026-11-24T00:00", true)] {
        let ground = Ground { process: &process, now: local(now) };
        let body = object(json!({"x": "2026-11-24"}));
        assert_eq!(validate(&form, &body, ground).is_ok(), good, "{now}");
    }
}

#[test]
fn a_draft_may_lack_anything_but_holds_nothing_wrong() {
    let form = form(
        "- {key: x, name: {zh: 值, en: Value}, type: date, required: required, check: not_future}
- {key: a, name: {zh: 甲, en: A}, type: line, check: \"any_of(a,b)\"}
- {key: b, name: {zh: 乙, en: B}, type: line}
- {key: rows, name: {zh: 行, en: Rows}, min_rows: 2, type: {table: [{key: count, name: {zh: 数, en: N}, type: integer, required: required}]}}
",
    );
    let process = Process::standard();
    let ground = Ground { process: &process, now: local("2026-11-23T10:00") };
    let body = object(json!({"rows": [{}]}));
    let codes = |found: Result<(), Vec<tongguan_core::form::FieldProblem>>| {
        found.err().unwrap_or_default().into_iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    assert_eq!(
        codes(validate(&form, &body, ground)),
        ["required", "required", "too_few_rows", "one_of_these"]
    );
    assert_eq!(codes(validate_draft(&form, &body, ground)), [""; 0]);
    let wrong = object(json!({"x": "2026-11-24", "z": 1}));
    assert_eq!(codes(validate_draft(&form, &wrong, ground)), ["in_future", "unknown_field"]);
}

#[test]
fn what_a_later_gate_needs_is_open_until_filled() {
    let form = form(
        "- {key: kind, name: {zh: 类, en: Kind}, type: line}
- {key: x, name: {zh: 值, en: Value}, type: line, required: required, needed_at: G3}
- {key: c, name: {zh: 丙, en: C}, type: line, required: conditional, when: {field: kind, is: [k]}, needed_at: G4-a}
- {key: rows, name: {zh: 行, en: Rows}, type: {table: [{key: count, name: {zh: 数, en: N}, type: integer, required: required, needed_at: G2}]}}
",
    );
    let open = |body: Value| -> Vec<(String, String)> {
        open_fields(&form, &object(body)).into_iter().map(|open| (open.path, open.gate)).collect()
    };
    let pair = |path: &str, gate: &str| (path.to_owned(), gate.to_owned());
    assert_eq!(
        open(json!({"kind": "other", "rows": [{"count": 1}, {}]})),
        [pair("x", "G3"), pair("rows[1].count", "G2")]
    );
    assert_eq!(open(json!({"kind": "k", "x": " "})), [pair("x", "G3"), pair("c", "G4-a")]);
    assert_eq!(open(json!({"kind": "k", "x": "1", "c": "2"})), []);
    assert_eq!(problems(&form, json!({"kind": "k"})), []);
}

/// A lead before G1 whose form asks for the competitor at `gate`.
fn asking_for_competitor_at(gate: &str) -> (Scene, DocumentId) {
    let (mut scene, approval) = Scene::graded();
    let mut process = Process::clone(&scene.process);
    let lead = process.documents.get_mut(&DocumentKind::LeadRegistration).expect("表1");
    let fields = lead.sections.iter_mut().flat_map(|section| &mut section.fields);
    fields.filter(|f| f.key == "competitor").for_each(|f| f.needed_at = Some(gate.to_owned()));
    scene.process = std::sync::Arc::new(process);
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("graded A");
    let (document, _) = scene.deal().document(DocumentKind::LeadRegistration).expect("registered");
    (scene, document)
}

fn revise(document: DocumentId, revision: u32, body: Map<String, Value>) -> Command {
    Command::SubmitDocument { kind: DocumentKind::LeadRegistration, document: Some(document), revision, body }
}

#[test]
fn a_gate_names_the_fields_that_it_needs_and_that_stand_empty() {
    let (mut scene, document) = asking_for_competitor_at("G1");
    scene.act(Who::Rep, revise(document, 1, lead_form())).expect("submission does not need it");
    let refusal = scene.act(Who::Rep, Command::AdvanceStage {}).expect_err("G1 needs it");
    let Refusal::GateClosed { unmet, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!(unmet.len(), 1);
    assert_eq!(
        (unmet[0].condition.as_str(), unmet[0].fields.as_slice()),
        ("registered", &["competitor".to_owned()][..])
    );
    let mut filled = lead_form();
    filled.insert("competitor".to_owned(), json!("某ERP"));
    scene.act(Who::Rep, revise(document, 2, filled)).expect("filled");
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("the gate is open");
}

#[test]
fn a_gate_does_not_ask_for_what_a_later_one_needs() {
    let (mut scene, document) = asking_for_competitor_at("G2");
    scene.act(Who::Rep, revise(document, 1, lead_form())).expect("submission does not need it");
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("G1 does not need it");
}
