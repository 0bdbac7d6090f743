//! What somebody might ask of a deal: every command, with what lies at hand.

use jiff::{SignedDuration, Span};
use serde_json::{Value, json};
use tongguan_core::deal::Command;
use tongguan_core::process::{DocumentKind, Stage};
use uuid::Uuid;

use super::dice::Dice;
use super::late_moves;
use crate::forms;
use crate::journey::file;
use crate::scene::{Buyer, Scene, Who, object};

pub type Move = fn(&Scene, &mut Dice) -> Value;

pub const REASON: &str = "模拟运行中的理由，写得足够长";

/// Every command that a person can give, by its type.
const MOVES: &[(&str, Move)] = &[
    ("submit_document", submit),
    ("log_contact_attempt", |scene, dice| {
        let day = scene.today().saturating_add(Span::new().days(dice.below(30) as i64));
        let commitment_on = (dice.below(3) == 0).then_some(day);
        json!({"at": scene.now, "method": "phone", "reached": dice.below(2) == 0, "commitment_on": commitment_on, "note": REASON})
    }),
    (
        "complete_screening",
        |_, dice| json!({"result": dice.pick(&["valid", "valid", "invalid", "returned"]), "reason": "unreachable"}),
    ),
    ("reassign_owner", |_, dice| json!({"to": person(dice), "reason": REASON})),
    ("claim_lead", |_, _| json!({})),
    ("release_lead", |_, _| json!({"reason": REASON})),
    ("file_appeal", |_, _| json!({"reason": REASON, "evidence": [file()]})),
    ("decide_appeal", |scene, dice| {
        let owner = scene.deal().owner.map_or(person(dice), |owner| json!(owner));
        let percent = dice.pick(&["100", "70", "130"]);
        let mut shares = vec![json!({"person": owner, "percent": percent})];
        if dice.below(2) == 0 {
            shares.push(json!({"person": person(dice), "percent": "30"}));
        }
        json!({"owner": owner, "shares": shares, "reason": REASON})
    }),
    ("decide_recycling", |_, dice| json!({"confirmed": dice.below(2) == 0, "reason": REASON})),
    ("advance_stage", |_, _| json!({})),
    ("return_stage", |_, dice| json!({"to": dice.pick(&Stage::ALL), "reason": REASON})),
    ("request_exception", |scene, dice| {
        let gates: Vec<_> = scene.process.gates.iter().collect();
        let (gate, definition) = dice.pick(&gates);
        let condition = &definition.conditions[dice.below(definition.conditions.len())].key;
        json!({"gate": gate, "condition": condition, "reason": REASON})
    }),
    ("decide_approval", |scene, dice| {
        let verdicts = [
            json!("approve"),
            json!("approve"),
            json!("reject"),
            json!({"return": dice.below(3)}),
            json!({"adjust": "B"}),
        ];
        let verdict = &verdicts[dice.below(verdicts.len())];
        let (id, step, digest) = approval(scene, dice);
        json!({"approval": id, "step": step, "verdict": verdict, "digest": digest, "opinion": REASON})
    }),
    ("transfer_approval", |scene, dice| {
        let (id, step, _) = approval(scene, dice);
        json!({"approval": id, "step": step, "to": person(dice), "reason": REASON})
    }),
    (
        "add_approver",
        |scene, dice| json!({"approval": approval(scene, dice).0, "person": person(dice), "before": dice.below(2) == 0, "reason": REASON}),
    ),
    ("withdraw_approval", |scene, dice| json!({"approval": approval(scene, dice).0})),
    ("urge_approval", |scene, dice| json!({"approval": approval(scene, dice).0})),
    ("move_visit", |scene, dice| {
        let (document, revision) = document(scene, dice, &[DocumentKind::VisitPlan]);
        json!({"visit": document, "revision": revision, "body": visit_plan(scene, dice), "reason": REASON})
    }),
    (
        "cancel_visit",
        |scene, dice| json!({"visit": document(scene, dice, &[DocumentKind::VisitPlan]).0, "reason": REASON}),
    ),
    (
        "confirm_backfill",
        |scene, dice| json!({"document": document(scene, dice, &[DocumentKind::VisitReport]).0, "opinion": REASON}),
    ),
    (
        "complete_action",
        |scene, dice| json!({"document": document(scene, dice, &[DocumentKind::VisitReport]).0, "action": dice.below(2), "note": REASON}),
    ),
    ("guide_needs", |_, _| json!({"guidance": REASON})),
    ("verify_need", |scene, dice| {
        let need = scene.deal().nurture.needs.keys().next().map_or(fresh(dice), |need| json!(need));
        json!({"need": need, "method": "phone", "contact": Buyer::Chief.id(), "result": dice.pick(&["confirmed", "refuted"]), "on": scene.today(), "note": REASON})
    }),
    ("waive_pain", |_, _| json!({"reason": REASON})),
    ("set_forecast", |scene, dice| {
        let close_on = scene.today().saturating_add(Span::new().days(dice.below(120) as i64));
        json!({"amount": 1_000_000 * (1 + dice.below(50)), "close_on": close_on})
    }),
    ("confirm_opportunity", |_, _| json!({"opinion": REASON})),
    (
        "request_resource",
        |scene, dice| json!({"role": dice.pick(&["presales", "delivery_manager"]), "needed_on": scene.today(), "what": REASON}),
    ),
    ("grant_resource", |scene, dice| {
        let resource = scene.deal().proposal.resources.keys().next().map_or(fresh(dice), |id| json!(id));
        let person = (dice.below(2) == 0).then(|| person(dice));
        json!({"resource": resource, "person": person, "reason": REASON})
    }),
    ("convene_review", |scene, dice| {
        let held_at = scene.now + SignedDuration::from_hours(dice.below(48) as i64);
        let invited = [Who::Manager, Who::Product, Who::Finance, Who::Delivery, Who::Presales].map(Who::id);
        json!({"revision": 1, "held_at": held_at, "invited": invited})
    }),
    ("vote_review", |scene, dice| {
        let review = scene.deal().proposal.reviews.keys().last().map_or(fresh(dice), |id| json!(id));
        json!({"review": review, "vote": dice.pick(&["pass", "conditional", "fail"]), "opinion": REASON})
    }),
    ("conclude_review", |scene, dice| {
        let review = scene.deal().proposal.reviews.keys().last().map_or(fresh(dice), |id| json!(id));
        let solution = document(scene, dice, &[DocumentKind::Solution]).0;
        let mut body = forms::minutes(serde_json::from_value(solution).expect("an id"));
        body["held_at"] = json!(scene.now);
        json!({"review": review, "body": body})
    }),
    ("close_review_action", |scene, dice| {
        let review = scene.deal().proposal.reviews.keys().last().map_or(fresh(dice), |id| json!(id));
        json!({"review": review, "action": dice.below(2), "evidence": [file()], "note": REASON})
    }),
    ("send_document", |scene, dice| {
        let (document, revision) = document(scene, dice, DocumentKind::ALL);
        json!({"document": document, "revision": revision, "contact": Buyer::Decider.id(), "file": file()})
    }),
    ("mail_copy", |_, dice| {
        let to = dice.pick(&Buyer::ALL).id();
        json!({"copy": crate::mail::COPY, "to": [to], "subject": "附件", "message": "附件烦请查收。"})
    }),
    ("confirm_with_customer", |scene, dice| {
        let (document, revision) =
            document(scene, dice, &[DocumentKind::Solution, DocumentKind::DeliveryPlan]);
        json!({"document": document, "revision": revision, "contact": Buyer::Decider.id(), "at": scene.now, "method": "mail", "evidence": [file()]})
    }),
    ("record_answer", |scene, dice| {
        let (document, revision) = document(scene, dice, &[DocumentKind::Quotation]);
        json!({"document": document, "revision": revision, "answer": dice.pick(&["accepted", "counter", "rejected"]), "on": scene.today(), "contact": Buyer::Decider.id(), "evidence": [file()], "note": REASON})
    }),
    ("name_reader", |_, dice| json!({"person": person(dice), "reason": REASON})),
    ("unname_reader", |_, dice| json!({"person": person(dice), "reason": REASON})),
    ("comment", |_, dice| json!({"text": REASON, "mentions": [person(dice)]})),
    ("attach", |scene, dice| {
        let document = (dice.below(2) == 0).then(|| document(scene, dice, DocumentKind::ALL).0);
        let file = tongguan_core::digest::Digest::of(&[dice.below(200) as u8]);
        json!({"document": document, "files": [file]})
    }),
    (
        "pause_obligation",
        |scene, dice| json!({"obligation": obligation(scene, dice), "reason": dice.pick(&["customer", "weather"]), "note": REASON}),
    ),
    ("resume_obligation", |scene, dice| json!({"obligation": obligation(scene, dice)})),
];

/// All commands that a person can give.
pub fn all() -> impl Iterator<Item = (&'static str, Move)> {
    MOVES.iter().chain(late_moves::MOVES).copied()
}

/// What leads on from a stage.
fn onward(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Screening => &["complete_screening", "log_contact_attempt", "claim_lead"],
        Stage::Nurture => &["verify_need", "set_forecast", "confirm_opportunity"],
        Stage::Proposal => {
            &["convene_review", "vote_review", "conclude_review", "confirm_with_customer", "record_answer"]
        }
        Stage::Contract => {
            &["submit_for_approval", "review_text", "seal_contract", "record_signing", "record_amendment"]
        }
        Stage::Fulfilment => &[
            "sign_handover",
            "start_delivery",
            "complete_milestone",
            "allocate_receipt",
            "review_text",
            "submit_for_approval",
            "record_amendment",
        ],
        Stage::Aftercare => &["settle_renewal", "close_improvement", "close_complaint"],
    }
}

/// Any command; documents, decisions, gates and what leads on come more often.
pub fn any(scene: &Scene, dice: &mut Dice) -> Command {
    let all: Vec<(&str, Move)> = all().collect();
    let named = |name: &str| *all.iter().find(|(key, _)| *key == name).expect("it is a command");
    let (key, make) = match dice.below(8) {
        0 | 1 => named("submit_document"),
        2 => named("decide_approval"),
        3 => named("advance_stage"),
        4 => named(dice.pick(onward(scene.deal().stage))),
        _ => all[dice.below(all.len())],
    };
    let mut command = make(scene, dice);
    command["type"] = json!(key);
    serde_json::from_value(command).unwrap_or_else(|error| panic!("{key}: {error}"))
}

fn submit(scene: &Scene, dice: &mut Dice) -> Value {
    let need = scene.deal().nurture.needs.keys().next();
    let of_kind = |kind| scene.deal().document(kind).map(|(id, _)| id);
    let mut bodies: Vec<(DocumentKind, Value)> = [
        Some((DocumentKind::LeadRegistration, Value::Object(crate::scene::lead_form()))),
        Some((DocumentKind::Grading, grading(dice))),
        Some((DocumentKind::VisitPlan, visit_plan(scene, dice))),
        Some((DocumentKind::VisitReport, visit_report(scene, dice))),
        of_kind(DocumentKind::VisitReport)
            .map(|report| (DocumentKind::DecisionChain, forms::decision_chain(report))),
        need.map(|need| (DocumentKind::Solution, forms::solution(*need))),
        Some((DocumentKind::Quotation, quotation(scene, dice))),
    ]
    .into_iter()
    .flatten()
    .collect();
    bodies.extend(late_moves::bodies(scene, dice));
    let (kind, body) = &bodies[dice.below(bodies.len())];
    let standing = scene.deal().document(*kind).filter(|_| dice.below(2) == 0);
    json!({
        "kind": kind,
        "document": standing.map(|(id, _)| id),
        "revision": standing.map_or(0, |(_, document)| document.revision),
        "body": object(body.clone()),
    })
}

fn grading(dice: &mut Dice) -> Value {
    let (fit, intent, grade) = dice.pick(&[(41, 36, "A"), (30, 20, "B"), (10, 10, "C")]);
    json!({"fit_score": fit, "intent_score": intent, "grade_proposed": grade, "evidence": "通话记录、招标公告截图"})
}

fn visit_plan(scene: &Scene, dice: &mut Dice) -> Value {
    let start = scene.now + SignedDuration::from_hours(1 + dice.below(200) as i64);
    let mut body = forms::visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
    body["planned_start"] = json!(start);
    body["planned_end"] = json!(start + SignedDuration::from_hours(2));
    body["short_notice_kind"] = json!("customer_invited");
    body
}

fn visit_report(scene: &Scene, dice: &mut Dice) -> Value {
    let plans = scene.deal().documents.iter().filter(|(_, d)| d.kind == DocumentKind::VisitPlan);
    let plan = plans.map(|(id, _)| *id).next_back().filter(|_| dice.below(4) > 0);
    let end = scene.now - SignedDuration::from_hours(dice.below(40) as i64);
    let mut body = forms::visit_report(plan, "2026-11-26T14:00", "2026-11-26T16:00");
    body["actual_start"] = json!(end - SignedDuration::from_hours(2));
    body["actual_end"] = json!(end);
    body["next_actions"][0]["due"] = json!(scene.today().saturating_add(Span::new().days(5)));
    body["backfill_reason"] = json!(REASON);
    body
}

fn quotation(scene: &Scene, dice: &mut Dice) -> Value {
    let solution = scene.deal().document(DocumentKind::Solution).map(|(id, _)| id);
    let mut body = forms::quotation(solution);
    body["quote_date"] = json!(scene.today());
    body["valid_until"] = json!(scene.today().saturating_add(Span::new().days(30)));
    body["lines"][0]["unit_price"] = json!(dice.pick(&["95000", "90000", "85000", "79999"]));
    body["special_discount_reason"] = json!(REASON);
    body
}

pub(super) fn person(dice: &mut Dice) -> Value {
    json!(dice.pick(&Who::ALL).id())
}

pub(super) fn fresh(dice: &mut Dice) -> Value {
    json!(Uuid::from_u128(90_000 + dice.below(1000) as u128))
}

pub(super) fn approval(scene: &Scene, dice: &mut Dice) -> (Value, u32, Value) {
    let approvals = &scene.deal().approvals;
    let open = approvals.iter().find(|(_, approval)| approval.is_open()).or(approvals.iter().last());
    match open {
        Some((id, approval)) => (json!(id), approval.active, json!(approval.digest)),
        None => (fresh(dice), 1, json!(file())),
    }
}

pub(super) fn document(scene: &Scene, dice: &mut Dice, kinds: &[DocumentKind]) -> (Value, u32) {
    let documents = scene.deal().documents.iter().filter(|(_, document)| kinds.contains(&document.kind));
    let documents: Vec<_> = documents.map(|(id, document)| (json!(id), document.revision)).collect();
    match documents.is_empty() {
        true => (fresh(dice), 1),
        false => documents[dice.below(documents.len())].clone(),
    }
}

fn obligation(scene: &Scene, dice: &mut Dice) -> Value {
    let obligations: Vec<_> = scene.deal().obligations.keys().collect();
    match obligations.is_empty() {
        true => fresh(dice),
        false => json!(obligations[dice.below(obligations.len())]),
    }
}
