//! Conditions in CEL: what passes the check, what they answer, and that no fault is a pass.

use std::sync::Arc;

use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::Command;
use tongguan_core::expression::{Fault, check, example, holds, view};
use tongguan_core::process::{Predicate, Process};
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who};

#[test]
fn an_expression_is_checked_before_it_judges_anything() {
    let example = example(&Process::standard());
    let long = format!("true {}", "|| true ".repeat(130));
    let deep = format!("{}true{}", "(".repeat(17), ")".repeat(17));
    let looping = "[1].all(a, [1].all(b, [1].all(c, true)))";
    for (source, answer) in [
        ("deal.grade == 'A' && deal.documents.quotation.fields.total_gross > 100000", Ok(())),
        ("deal.documents.quotation.fields.lines.exists(l, l.gift)", Ok(())),
        ("size(deal.documents.visit_plan.fields.visitors) >= 2", Ok(())),
        ("deal.clocks['T2'].missed == 0 || has(deal.grade)", Ok(())),
        ("true", Ok(())),
        ("1 +", Err("syntax")),
        ("", Err("syntax")),
        ("deal.color == 'red'", Err("unknown name")),
        ("false && deal.documents.quotation.fields.colour == 1", Err("unknown name")),
        ("deal.documents.lead_registration.fields.contact_phone == ''", Err("unknown name")),
        ("lead.grade == 'A'", Err("type")),
        ("deal.stage", Err("type")),
        ("deal.reassignments", Err("type")),
        ("deal.grade == 'A' || deal.stage > 3", Err("type")),
        ("deal.clocks['T99'].missed == 0", Err("type")),
        ("deal.stage.matches('x')", Err("unknown function")),
        ("system('rm')", Err("unknown function")),
        (long.as_str(), Err("too large")),
        (deep.as_str(), Err("too large")),
        (looping, Err("too large")),
    ] {
        let found = check(source, &example).map_err(|fault| match fault {
            Fault::TooLarge => "too large",
            Fault::Syntax => "syntax",
            Fault::UnknownName(_) => "unknown name",
            Fault::UnknownFunction(_) => "unknown function",
            Fault::Type(_) => "type",
        });
        assert_eq!(found, answer, "{source}");
    }
}

#[test]
fn the_view_has_every_declared_field() {
    let scene = Scene::registered();
    let process = Process::standard();
    let today = "2026-11-20".parse().expect("a day");
    let shown = view(scene.deal(), &process, today);
    assert_eq!(shown["documents"]["lead_registration"]["fields"]["employees"], json!(860));
    assert_eq!(shown["documents"]["quotation"]["fields"]["total_gross"], json!(null));
    assert_eq!(shown["clocks"]["T1"], json!({"open": 1, "missed": 0}));
    let text = shown.to_string();
    assert!(!text.contains("王工") && !text.contains("88880000"), "no personal data");
    let keys =
        |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let like = example(&process);
    assert_eq!(keys(&shown), keys(&like));
    for kind in keys(&like["documents"]) {
        let fields = |of: &serde_json::Value| keys(&of["documents"][&kind]["fields"]);
        assert_eq!(fields(&shown), fields(&like), "{kind}");
    }
}

#[test]
fn decimals_are_scaled_whole_numbers() {
    let seen = json!({"documents": {"quotation": {"fields": {"discount_pct_total": 125000}}}});
    assert_eq!(holds("deal.documents.quotation.fields.discount_pct_total > 100000", &seen), Ok(true));
    assert_eq!(holds("deal.documents.quotation.fields.discount_pct_total <= 100000", &seen), Ok(false));
}

/// A graded lead whose gate G1 asks for `source` besides.
fn asking(source: &str) -> Scene {
    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("graded A");
    let mut process = Process::clone(&scene.process);
    let gate = process.gates.get_mut("G1").expect("G1");
    let mut further = gate.conditions[0].clone();
    further.key = "further".to_owned();
    further.holds = Predicate::Expression(source.to_owned());
    gate.conditions.push(further);
    scene.process = Arc::new(process);
    scene
}

#[test]
fn an_expression_opens_a_gate_and_a_fault_keeps_it_closed() {
    for (source, open) in [
        ("deal.grade == 'A' && deal.documents.lead_registration.fields.employees >= 860", true),
        ("deal.documents.lead_registration.fields.employees > 860", false),
        ("deal.documents.quotation.fields.total_gross > 0", false),
        ("deal.forecast.amount < 1 || true", true),
        ("1 / 0 == 1", false),
        ("deal.nothing", false),
        ("1 +", false),
        ("'yes'", false),
    ] {
        let answer = asking(source).act(Who::Rep, Command::AdvanceStage {});
        assert_eq!(answer.is_ok(), open, "{source}");
        if let Err(refusal) = answer {
            let Refusal::GateClosed { unmet, .. } = refusal else { panic!("{refusal:?}") };
            assert_eq!(
                unmet.iter().map(|u| u.condition.as_str()).collect::<Vec<_>>(),
                ["further"],
                "{source}"
            );
        }
    }
}
