//! Field rules: what a company may say of who sees and fills in forms, and what it may not.

use serde_json::{Map, Value, json};
use tongguan_core::deal::copy::for_customers;
use tongguan_core::form::rule::{Fault, FieldRule, check, ruled};
use tongguan_core::form::{Eye, Plays, fills, redact, sees};
use tongguan_core::process::{DocumentForm, DocumentKind, Process, Stage};
use tongguan_core::reference::setting::{Command, decide};

use super::{Office, code};

fn rules(value: Value) -> Vec<FieldRule> {
    serde_json::from_value(value).expect("rules")
}

fn fault(rule: Value) -> Result<(), (u32, Fault)> {
    check(&rules(json!([rule])), &Process::standard())
}

#[test]
fn a_rule_says_what_may_be_said() {
    for (rule, field) in [
        (json!({"form": "quotation", "field": "nonsense", "to": "hidden", "roles": []}), "rule_field"),
        (json!({"form": "quotation", "field": "lines.nonsense", "to": "hidden", "roles": []}), "rule_field"),
        (json!({"form": "quotation", "field": "freight.cost", "to": "hidden", "roles": []}), "rule_field"),
        (
            json!({"form": "quotation", "field": "lines.unit_price", "to": "fixed", "roles": []}),
            "rule_column",
        ),
        (json!({"form": "quotation", "to": "hidden", "roles": ["owner"]}), "rule_to"),
        (json!({"form": "visit_plan", "to": "only", "roles": []}), "rule_roles"),
        (json!({"form": "visit_plan", "to": "only", "roles": ["sales_captain"]}), "rule_roles"),
        (
            json!({"form": "visit_plan", "to": "only", "roles": ["owner"], "stages": ["nurture"]}),
            "rule_stages",
        ),
    ] {
        assert_eq!(fault(rule.clone()), Err((1, Fault::Wrong(field))), "{rule}");
    }
    let many = json!({"form": "quotation", "field": "freight", "to": "fixed", "roles": ["owner"]});
    let many = rules(Value::Array(vec![many; 201]));
    assert_eq!(check(&many, &Process::standard()), Err((201, Fault::Wrong("rule_form"))));
}

#[test]
fn what_must_be_filled_can_be_filled() {
    let nobody = |roles: &[&str]| {
        Err((1, Fault::NobodyFills(roles.iter().map(|role| (*role).to_owned()).collect::<Vec<_>>())))
    };
    let rule = |field: &str, to: &str, roles: Value, stages: Value| {
        fault(json!({"form": "quotation", "field": field, "to": to, "roles": roles, "stages": stages}))
    };
    let fillers = ["owner", "finance_specialist"];
    let all = json!(["sales_manager", "sales_director", "general_manager"]);
    assert_eq!(rule("warranty", "only", all.clone(), json!([])), nobody(&fillers));
    assert_eq!(rule("warranty", "fixed", json!([]), json!(["proposal"])), nobody(&fillers));
    assert_eq!(rule("lines", "masked", all, json!(["proposal"])), nobody(&fillers));
    // One of those who fill it is enough; so is a time at which nobody writes it, or a field that nobody must fill.
    assert_eq!(rule("warranty", "fixed", json!(["owner"]), json!([])), Ok(()));
    assert_eq!(rule("warranty", "fixed", json!([]), json!(["fulfilment"])), Ok(()));
    assert_eq!(rule("freight", "fixed", json!([]), json!([])), Ok(()));
    // Two rules, each of which leaves somebody: together nobody fills the form by himself.
    let fixed = |field: &str, role: &str| json!({"form": "quotation", "field": field, "to": "fixed", "roles": [role]});
    let both = rules(json!([fixed("warranty", "finance_specialist"), fixed("delivery_place", "owner")]));
    let (number, fault) = check(&both, &Process::standard()).expect_err("nobody");
    assert_eq!((number, fault), (2, Fault::NobodyFills(fillers.map(str::to_owned).to_vec())));
    // What the process itself keeps from all who fill it is no rule's fault.
    let source = json!({"form": "lead_registration", "field": "source_channel", "to": "masked", "roles": ["owner", "sales_rep"], "stages": ["aftercare"]});
    assert_eq!(self::fault(source), Ok(()));
}

#[test]
fn whoever_approves_sees_what_he_approves() {
    let rule = |field: Value, to: &str, roles: Value, stages: Value| {
        fault(json!({"form": "quotation", "field": field, "to": to, "roles": roles, "stages": stages}))
    };
    let blind = |role: &str| Err((1, Fault::ApproverBlind(role.to_owned())));
    let but_one = json!(["owner", "finance_specialist", "sales_manager", "sales_director"]);
    let mut all = but_one.clone();
    all.as_array_mut().expect("roles").push("general_manager".into());
    for field in [Value::Null, "special_terms".into()] {
        assert_eq!(rule(field.clone(), "only", but_one.clone(), json!([])), blind("general_manager"));
        assert_eq!(rule(field, "only", all.clone(), json!([])), Ok(()));
    }
    assert_eq!(rule("special_terms".into(), "masked", but_one.clone(), json!([])), blind("general_manager"));
    // He may look on where nothing is decided any more, and need not write.
    assert_eq!(rule("special_terms".into(), "masked", but_one.clone(), json!(["fulfilment"])), Ok(()));
    assert_eq!(rule("special_terms".into(), "fixed", but_one, json!([])), Ok(()));
    // A solution passes by its review.
    let blind =
        fault(json!({"form": "solution", "to": "only", "roles": ["owner", "presales", "product_manager"]}));
    assert_eq!(blind, Err((1, Fault::ApproverBlind("sales_manager".to_owned()))));
}

fn form(process: &Process) -> &DocumentForm {
    &process.documents[&DocumentKind::Quotation]
}

#[test]
fn the_forms_are_as_the_rules_leave_them() {
    let rules = rules(json!([
        {"form": "quotation", "field": "lines.floor_price", "to": "only", "roles": ["general_manager"]},
        {"form": "quotation", "field": "freight", "to": "masked", "roles": ["owner"], "stages": ["fulfilment"]},
        {"form": "quotation", "field": "warranty", "to": "fixed", "roles": ["finance_specialist"], "stages": ["contract"]},
        {"form": "quotation", "field": "special_terms", "to": "only", "roles": ["owner"]},
        {"form": "visit_plan", "to": "only", "roles": ["sales_manager"]},
        {"form": "quotation", "field": "delivery_period", "to": "masked", "roles": ["owner"], "stages": ["aftercare"]},
        {"form": "quotation", "field": "of another version", "to": "hidden", "roles": []},
    ]));
    let process = ruled(&Process::standard(), &rules);
    let body: Map<String, Value> = serde_json::from_value(json!({
        "freight": "到付运费", "special_terms": "特殊条款", "lines": [{"floor_price": "90", "unit_price": "100"}],
    }))
    .expect("a body");
    let seen = |stage, plays: Plays<'_>| {
        let shown = redact(form(&process), &body, &Eye { stage, plays });
        let shown = Value::Object(shown);
        let text = |path: &str| shown.pointer(path).and_then(Value::as_str).unwrap_or("-").to_owned();
        [text("/lines/0/floor_price"), text("/freight"), text("/special_terms")]
    };
    let plays = |wanted: &'static str| move |role: &str| role == wanted;
    assert_eq!(seen(Stage::Proposal, &plays("owner")), ["-", "到付运费", "特殊条款"]);
    assert_eq!(seen(Stage::Fulfilment, &plays("owner")), ["-", "到付运费", "特殊条款"]);
    assert_eq!(seen(Stage::Proposal, &plays("general_manager")), ["90", "到付运费", "-"]);
    assert_eq!(seen(Stage::Fulfilment, &plays("general_manager"))[1], "到****");
    // An auditor plays every role that reads.
    assert_eq!(seen(Stage::Fulfilment, &|role| role == "auditor")[1], "到付运费");

    let warranty = form(&process).fields().find(|field| field.key == "warranty").expect("a field");
    for (stage, role, wanted) in [
        (Stage::Contract, "owner", false),
        (Stage::Contract, "finance_specialist", true),
        (Stage::Proposal, "owner", true),
    ] {
        let plays = plays(role);
        let eye = Eye { stage, plays: &plays };
        assert_eq!((sees(warranty, &eye), fills(warranty, &eye)), (true, wanted), "{stage:?} {role}");
    }
    assert_eq!(process.documents[&DocumentKind::VisitPlan].readers, ["sales_manager"]);
    let given = for_customers(form(&process));
    assert!(
        given.fields().all(|field| !["special_terms", "freight", "delivery_period"].contains(&&*field.key)),
        "not for customers"
    );
    assert!(for_customers(form(&Process::standard())).fields().any(|field| field.key == "special_terms"));
}

#[test]
fn a_company_puts_its_rules_as_a_setting() {
    let mut office = Office::new();
    let put = |value: Value| Command::PutSetting { key: "field_rules".to_owned(), value };
    let hidden = json!({"form": "quotation", "field": "freight", "to": "hidden", "roles": ["owner"], "stages": ["fulfilment"]});
    let blinds = json!({"form": "quotation", "field": "freight", "to": "hidden", "roles": ["owner"]});
    let blocks = json!({"form": "quotation", "field": "warranty", "to": "fixed", "roles": []});
    let wrong = json!({"form": "quotation", "field": "freight", "to": "only", "roles": []});
    for (rules, wanted) in [
        (json!([hidden, blinds]), "field_rule_blinds_approver"),
        (json!([blocks]), "field_rule_blocks_form"),
        (json!([wrong]), "bad_field_rule"),
        (json!([{"form": "no_form", "to": "only", "roles": ["owner"]}]), "bad_setting"),
        (json!([]), "no_change"),
    ] {
        assert_eq!(code(office.set_up(|desk| decide(desk, &put(rules.clone())))), wanted, "{rules}");
    }
    let next = office.set_up(|desk| decide(desk, &put(json!([hidden])))).expect("sound");
    assert_eq!(next.field_rules, rules(json!([hidden])));
}
