//! Fields of several roles, what is proposed, and what the system computes in stage 1.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use tongguan_core::deal::{Command, Event};
use tongguan_core::form::{Eye, Plays, fills, redact, redact_state, take_over, visible};
use tongguan_core::process::{DocumentForm, DocumentKind, Field, Process, Stage, Visibility};
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, grading, lead_form};

fn object(value: Value) -> Map<String, Value> {
    value.as_object().expect("an object").clone()
}

/// 表1 where the supervisor fills the competitor, and only managers see the budget.
fn shared() -> Arc<Process> {
    let mut process = Process::clone(&Process::standard());
    let form = process.documents.get_mut(&DocumentKind::LeadRegistration).expect("表1");
    form.fillers.push("sales_supervisor".to_owned());
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        match field.key.as_str() {
            "competitor" => field.fillers = vec!["sales_supervisor".to_owned()],
            "employees" => field.visible = Visibility::Roles(vec!["sales_supervisor".to_owned()]),
            _ => {}
        }
    }
    Arc::new(process)
}

fn lead(process: &Process) -> &DocumentForm {
    &process.documents[&DocumentKind::LeadRegistration]
}

fn eye(stage: Stage, plays: Plays<'_>) -> Eye<'_> {
    Eye { stage, plays }
}

fn field<'f>(form: &'f DocumentForm, key: &str) -> &'f Field {
    form.fields().find(|field| field.key == key).expect("a field of the form")
}

#[test]
fn a_stage_masks_hides_and_fixes_fields_but_for_those_whom_it_does_not_concern() {
    let process = Process::standard();
    let (form, quotation) = (lead(&process), &process.documents[&DocumentKind::Quotation]);
    let body = object(
        json!({"contact_phone": "13812345678", "contact_email": "wang@example.com", "contact_name": "王工"}),
    );
    let finance = |role: &str| role == "finance_specialist";
    let owner = |role: &str| role == "owner" || role == "sales_rep";
    for (stage, plays, phone) in [
        (Stage::Contract, &finance as Plays<'_>, "13812345678"),
        (Stage::Fulfilment, &finance, "138****5678"),
        (Stage::Aftercare, &finance, "138****5678"),
        (Stage::Fulfilment, &owner, "13812345678"),
    ] {
        let shown = redact(form, &body, &eye(stage, plays));
        assert_eq!(
            (&shown["contact_phone"], &shown["contact_name"]),
            (&json!(phone), &json!("王工")),
            "{stage:?}"
        );
        let printed = visible(form, &eye(stage, plays)).fields().any(|field| field.key == "contact_phone");
        assert_eq!(printed, phone.starts_with("13812"), "on paper nothing is masked: {stage:?}");
        let masked = redact_state(&process, json!({"contact_phone": "13812345678"}), &eye(stage, plays));
        assert_eq!(masked == json!({}), phone.contains('*'), "{stage:?}");
    }
    let lines = object(json!({"lines": [{"item_name": "软件", "floor_price": "9"}]}));
    let without = json!({"lines": [{"item_name": "软件"}]});
    assert_eq!(redact(quotation, &lines, &eye(Stage::Contract, &owner)), lines);
    assert_eq!(Value::Object(redact(quotation, &lines, &eye(Stage::Fulfilment, &owner))), without);
    let source = field(form, "source_channel");
    let ops = |role: &str| role == "sales_ops";
    assert!(fills(source, &eye(Stage::Screening, &owner)) && !fills(source, &eye(Stage::Nurture, &owner)));
    assert!(fills(source, &eye(Stage::Nurture, &ops)), "whom it does not concern");
    let typed = object(json!({"source_channel": "webinar"}));
    let standing = object(json!({"source_channel": "exhibition"}));
    let refused = take_over(form, &typed, Some(&standing), &eye(Stage::Nurture, &owner)).expect_err("fixed");
    assert_eq!((refused[0].path.as_str(), refused[0].code), ("source_channel", "fixed_in_stage"));
    let kept = take_over(form, &Map::new(), Some(&standing), &eye(Stage::Nurture, &owner));
    assert_eq!(kept, Ok(standing), "what is left out stays");
}

#[test]
fn what_others_fill_or_hide_stays_as_it_stands() {
    let process = shared();
    let standing = object(json!({"competitor": "某ERP", "employees": 860, "region": "330108"}));
    let plays = |role: &str| role == "owner" || role == "sales_rep";
    let rep = Eye { stage: Stage::Screening, plays: &plays };
    for (typed, whole) in [
        (
            json!({"region": "310000"}),
            Ok(json!({"competitor": "某ERP", "employees": 860, "region": "310000"})),
        ),
        (json!({"competitor": "某ERP"}), Ok(json!({"competitor": "某ERP", "employees": 860}))),
        (json!({"competitor": "别家"}), Err(vec!["competitor"])),
        // Of what he does not see he learns nothing by guessing it.
        (json!({"competitor": "某ERP", "employees": 860}), Err(vec!["employees"])),
        (json!({"competitor": "别家", "employees": 1}), Err(vec!["employees", "competitor"])),
    ] {
        let found = take_over(lead(&process), &object(typed.clone()), Some(&standing), &rep);
        let found = found.map(Value::Object).map_err(|problems| {
            assert!(problems.iter().all(|problem| problem.code == "others_fill"), "{problems:?}");
            problems.into_iter().map(|problem| problem.path).collect::<Vec<_>>()
        });
        assert_eq!(found, whole.map_err(|paths| paths.into_iter().map(str::to_owned).collect()), "{typed}");
    }
    let plays = |role: &str| role == "sales_supervisor";
    let supervisor = Eye { stage: Stage::Screening, plays: &plays };
    let typed = object(json!({"competitor": "别家", "employees": 900}));
    let whole = take_over(lead(&process), &typed, Some(&standing), &supervisor);
    assert_eq!(whole, Ok(typed), "his own fields are his to change, or to empty");
}

#[test]
fn a_field_of_another_role_is_refused() {
    let mut scene = Scene::new();
    scene.process = shared();
    let mut form = lead_form();
    form.remove("employees");
    scene.register(Who::Rep, form.clone()).expect("without the supervisor's field");
    let (document, _) = scene.deal().document(DocumentKind::LeadRegistration).expect("registered");
    let revise = |body: &Map<String, Value>, revision| Command::SubmitDocument {
        kind: DocumentKind::LeadRegistration,
        document: Some(document),
        revision,
        body: body.clone(),
    };
    form.insert("competitor".to_owned(), json!("某ERP"));
    let refusal = scene.act(Who::Rep, revise(&form, 1)).expect_err("not his field");
    let Refusal::InvalidDocument { problems, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!((problems[0].path.as_str(), problems[0].code), ("competitor", "others_fill"));
    scene.act(Who::Supervisor, revise(&form, 1)).expect("the supervisor fills it");
    scene.facts.standing = Some(form.clone());
    form.remove("competitor");
    let before = scene.deal().documents[&document].digest;
    scene.act(Who::Rep, revise(&form, 2)).expect("the rep leaves it out");
    assert_eq!(scene.deal().documents[&document].digest, before, "and it stays");
}

#[test]
fn hidden_fields_and_columns_are_left_out() {
    let process = Process::standard();
    let quotation = &process.documents[&DocumentKind::Quotation];
    let body = object(json!({
        "buyer_name": "杭州示例智能制造有限公司",
        "gross_margin": "41.81",
        "lines": [{"item_name": "软件", "cost_price": "1"}, {"item_name": "服务"}],
    }));
    let anybody = redact(quotation, &body, &eye(Stage::Proposal, &|_| false));
    assert_eq!(
        Value::Object(anybody),
        json!({"buyer_name": "杭州示例智能制造有限公司", "lines": [{"item_name": "软件"}, {"item_name": "服务"}]})
    );
    assert_eq!(redact(quotation, &body, &eye(Stage::Proposal, &|role| role == "finance_specialist")), body);
    let state =
        json!({"proposal": {"quote": {"gross_margin": 4181, "total": 1, "lines": [{"cost_price": 1}]}}});
    assert_eq!(
        redact_state(&process, state.clone(), &eye(Stage::Proposal, &|_| false)),
        json!({"proposal": {"quote": {"total": 1, "lines": [{}]}}}),
        "nor do they show in what was folded from forms"
    );
    assert_eq!(
        redact_state(&process, state.clone(), &eye(Stage::Proposal, &|role| role == "finance_specialist")),
        state
    );
}

#[test]
fn stage_1_computes_its_scores() {
    let scene = Scene::registered();
    let (_, lead) = scene.deal().document(DocumentKind::LeadRegistration).expect("registered");
    assert_eq!((&lead.facts["bant_score"], &lead.facts["dup_result"]), (&json!(70), &json!("none")));
    let mut scene = Scene::screened();
    let events = scene.act(Who::Rep, grading(41, 36, "A")).expect("submitted");
    let Event::DocumentSubmitted { facts, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(
        (&facts["score_total"], &facts["grade_suggested"], &facts["trigger"]),
        (&json!(77), &json!("A"), &json!("first"))
    );
}
