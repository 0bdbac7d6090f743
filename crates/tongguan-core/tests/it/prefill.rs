//! What a form holds when it is opened: what the system knows, nobody types.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tongguan_core::deal::{BodyRef, Event};
use tongguan_core::form::{Opening, prefill};
use tongguan_core::id::{BodyId, DocumentId};
use tongguan_core::process::DocumentKind;
use uuid::Uuid;

use crate::delivery::started;
use crate::scene::{Scene, Who, lead_form, object};
use crate::signed::{CONTRACT, file, instalment, signed};

type Bodies = BTreeMap<DocumentKind, Map<String, Value>>;

/// What the core computed for the latest documents, to somebody who sees all of it.
fn facts(scene: &Scene) -> Bodies {
    let of = |kind: &DocumentKind| Some((*kind, scene.deal().document(*kind)?.1.facts.clone()));
    DocumentKind::ALL.iter().filter_map(of).collect()
}

fn opened(scene: &Scene, who: Who, kind: DocumentKind, bodies: &Bodies) -> Value {
    let facts = facts(scene);
    let opening = Opening { bodies, facts: &facts, by: Some(who.id()), now: scene.now, instalment: None };
    Value::Object(prefill(scene.deal(), &scene.process, kind, opening))
}

/// A deal in stage 5 with a quotation at two rates: 600,000.00 at 13 %, 200,000.00 at 6 %, and a gift.
fn quoted() -> (Scene, Bodies) {
    let mut scene = signed();
    let facts = json!({
        "lines": [{"vat_rate": "13", "amount_gross": 60_000_000}, {"vat_rate": "13", "amount_gross": 0}, {"vat_rate": "6", "amount_gross": 20_000_000}],
        "payment_terms": [
            {"condition": "signing", "pct": "30", "amount": 24_000_000, "days": 10},
            {"condition": "acceptance", "pct": "70", "amount": 56_000_000, "days": 30},
        ],
    });
    let body = json!({
        "lines": [{"item_name": "软件"}, {"item_name": "培训"}, {"item_name": "实施服务"}],
        "payment_terms": [{"condition": "signing", "pct": "30", "days": 10}, {"condition": "acceptance", "pct": "70", "days": 30}],
    });
    scene.by_events(Who::Rep, |decision| {
        decision.emit(Event::DocumentSubmitted {
            document: DocumentId(Uuid::from_u128(501)),
            kind: DocumentKind::Quotation,
            revision: 1,
            number: None,
            facts: object(facts),
            body: BodyRef { id: BodyId(Uuid::from_u128(502)), commit: file("报价") },
            digest: file("报价"),
            open_fields: Vec::new(),
        });
    });
    (scene, Bodies::from([(DocumentKind::Quotation, object(body))]))
}

#[test]
fn a_form_opens_with_what_is_known() {
    let (scene, _) = Scene::graded();
    let bodies = Bodies::from([(DocumentKind::LeadRegistration, lead_form())]);
    let proposed = |kind| opened(&scene, Who::Rep, kind, &bodies);
    assert_eq!(proposed(DocumentKind::Grading), json!({"intent_score": 36}));
    assert_eq!(
        proposed(DocumentKind::Quotation),
        json!({
            "quote_date": "2026-11-20",
            "valid_until": "2026-12-20",
            "buyer_name": "杭州示例智能制造有限公司",
            "buyer_uscc": "91310000MA10001210",
            "currency": "CNY",
        })
    );
    assert_eq!(proposed(DocumentKind::VisitPlan), json!({"visitors": [Who::Rep.id()]}));
    assert_eq!(proposed(DocumentKind::VisitReport), json!({}), "no plan, no proposal");
    let now = scene.now.to_string();
    assert_eq!(
        opened(&scene, Who::Manager, DocumentKind::AfterSales, &bodies),
        json!({"at": now, "by": Who::Manager.id()})
    );
}

#[test]
fn a_column_takes_what_it_names_and_leaves_what_only_has_the_same_key() {
    let scene = Scene::nurturing();
    let plan = json!({"objective": [{"result": "确认预算审批人"}]});
    let bodies = Bodies::from([(DocumentKind::VisitPlan, object(plan))]);
    let report = opened(&scene, Who::Rep, DocumentKind::VisitReport, &bodies);
    assert_eq!(
        report["objective_result"],
        json!([{"objective": "确认预算审批人"}]),
        "a result to choose is no text"
    );
}

#[test]
fn a_contract_pays_as_was_quoted() {
    let (scene, bodies) = quoted();
    let form = opened(&scene, Who::Rep, DocumentKind::ContractApproval, &bodies);
    assert_eq!(
        form["payment_schedule"],
        json!([
            {"name": "合同签订款", "trigger_event": "signing", "amount": 24_000_000, "days": 10},
            {"name": "验收款", "trigger_event": "acceptance", "amount": 56_000_000, "days": 30},
        ])
    );
    let executed = opened(&scene, Who::Rep, DocumentKind::ExecutedContract, &bodies);
    assert_eq!(executed, json!({"approval_id": CONTRACT, "effective_date": "2026-11-23"}));
}

#[test]
fn an_invoice_takes_the_instalment_apart_by_rate_and_is_taken_as_it_stands() {
    let (mut scene, mut bodies) = quoted();
    let mut form = opened(&scene, Who::Rep, DocumentKind::Invoice, &bodies);
    assert_eq!(form["instalment"], json!(instalment(&scene, 1).0), "what is payable goes first");
    assert_eq!(
        form["lines"],
        json!([
            {"name": "软件", "quantity": "1", "price": "159292.04", "amount": 15_929_204, "rate": "13", "tax": 2_070_796},
            {"name": "实施服务", "quantity": "1", "price": "56603.77", "amount": 5_660_377, "rate": "6", "tax": 339_623},
        ]),
        "a gift is no line"
    );
    for line in form["lines"].as_array_mut().expect("lines") {
        line["tax_code"] = json!("3040201000000000000");
    }
    for (key, value) in [
        ("invoice_kind", "81"),
        ("buyer_name", "杭州示例智能制造有限公司"),
        ("buyer_tax_no", "91310000MA10001210"),
    ] {
        form[key] = json!(value);
    }
    let document = scene.submit(Who::Rep, DocumentKind::Invoice, form.clone()).expect("as proposed");
    let invoice = &scene.deal().fulfilment.invoices[&document];
    assert_eq!((invoice.total, invoice.early), (instalment(&scene, 1).1.amount, false));
    bodies.insert(DocumentKind::Invoice, object(form));
    let next = opened(&scene, Who::Rep, DocumentKind::Invoice, &bodies);
    assert_eq!(next["instalment"], json!(instalment(&scene, 2).0), "the first one is asked for");
    assert_eq!(next["lines"][1]["tax_code"], "3040201000000000000", "a tax category is typed once");
    let facts = facts(&scene);
    let opening = Opening {
        bodies: &bodies,
        facts: &facts,
        by: None,
        now: scene.now,
        instalment: Some(instalment(&scene, 3).0),
    };
    let third = Value::Object(prefill(scene.deal(), &scene.process, DocumentKind::Invoice, opening));
    assert_eq!(
        third["lines"][0]["amount"].as_i64().zip(third["lines"][0]["tax"].as_i64()).map(|(a, b)| a + b),
        Some(30_000_000)
    );
}

#[test]
fn acceptance_and_reports_go_by_the_milestones() {
    let scene = started();
    let plan = crate::delivery::plan(&scene);
    let first = plan["milestones"][0].clone();
    let bodies = Bodies::from([(DocumentKind::DeliveryPlan, object(plan))]);
    let report = opened(&scene, Who::Rep, DocumentKind::ProgressReport, &bodies);
    assert_eq!(
        report["milestone_status"][0],
        json!({"milestone": first["name"], "planned": first["planned_date"]})
    );
    let acceptance = opened(&scene, Who::Rep, DocumentKind::Acceptance, &bodies);
    let item =
        json!({"milestone": first["no"], "item": first["deliverable"], "criterion": first["criterion"]});
    assert_eq!(acceptance["items"][0], item);
}
