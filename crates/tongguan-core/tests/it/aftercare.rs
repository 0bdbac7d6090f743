//! After-care: visits and satisfaction, complaints against the clock, reviews with actions, renewal, and closing.

use serde_json::{Value, json};
use tongguan_core::deal::aftercare::{RenewalOutcome, Severity};
use tongguan_core::deal::{self, Command, RegisterLead, Standing};
use tongguan_core::facts::Actor;
use tongguan_core::id::{AccountId, ComplaintId, DealId, DocumentId};
use tongguan_core::obligation::{Obligation, ObligationState, Subject};
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::acceptance::accepted;
use crate::collection::pay;
use crate::scene::{Buyer, Scene, Who, held_by, lead_form, local, object, problems};
use crate::signed::{CONTRACT, day, signed};

const VISIT: DocumentKind = DocumentKind::AfterSales;
pub const REVIEW: DocumentKind = DocumentKind::Retrospective;

fn visit(scene: &Scene, score: i64) -> Value {
    json!({
        "at": scene.now, "by": Who::Rep.id(), "contact": Buyer::Engineer.id(), "score": score,
    })
}

/// A complete D21.
pub fn review(kind: &str) -> Value {
    json!({
        "kind": kind,
        "participants": [Who::Rep.id(), Who::Manager.id()],
        "what_worked": "接口提前联调",
        "what_failed": "需求变更太晚",
        "root_cause": "未约定冻结日",
        "actions": [{"what": "合同模板加冻结日", "owner": Who::Legal.id(), "due": "2027-06-30"}],
    })
}

fn complaint(scene: &Scene) -> ComplaintId {
    *scene.deal().aftercare.complaints.keys().next_back().expect("a complaint")
}

/// The duty of a clock about the last complaint, the latest one.
fn duty(scene: &Scene, clock: &str) -> Obligation {
    let subject = Subject::Complaint(complaint(scene));
    let mut of_clock = scene.deal().obligations.values().filter(|o| o.clock == clock && o.subject == subject);
    of_clock.next_back().map(|owed| Obligation::clone(owed)).unwrap_or_else(|| panic!("no {clock}"))
}

fn raised(severity: Severity) -> Scene {
    let mut scene = accepted();
    scene.at("2027-01-25T16:00");
    let command = Command::RaiseComplaint { severity, description: "报表连续两天打不开".to_owned() };
    scene.act(Who::Service, command).expect("raised");
    scene
}

fn note() -> String {
    "已电话说明并远程处理".to_owned()
}

#[test]
fn a_return_visit_meets_its_clocks_and_starts_the_next() {
    let mut scene = accepted();
    scene.at("2027-01-28T10:00");
    let body = visit(&scene, 5);
    let document = scene.submit(Who::Rep, VISIT, body.clone()).expect("visited");
    for clock in ["T13", "T14"] {
        assert_eq!(scene.obligation(clock).state, ObligationState::Met, "{clock}");
    }
    // Grade A: ninety days.
    assert!(scene.obligation("T13-B").due_at > local("2027-04-28T00:00"));
    assert!(scene.obligation("T13-B").due_at < local("2027-04-29T00:00"));
    let again =
        Command::SubmitDocument { kind: VISIT, document: Some(document), revision: 1, body: object(body) };
    assert_eq!(scene.act(Who::Rep, again).expect_err("it stands").code(), "record_stands");
}

#[test]
fn a_bad_score_is_a_complaint() {
    for (score, nps, complaints) in
        [(4, None, 0), (3, None, 1), (5, Some(7), 0), (5, Some(6), 1), (1, Some(0), 1)]
    {
        let mut scene = accepted();
        let mut body = visit(&scene, score);
        if let Some(nps) = nps {
            body["nps"] = json!(nps);
        }
        scene.submit(Who::Rep, VISIT, body).expect("visited");
        assert_eq!(scene.deal().aftercare.complaints.len(), complaints, "{score} {nps:?}");
    }
    let mut scene = accepted();
    let mut body = visit(&scene, 1);
    body["complaints"] = json!([
        {"level": "severe", "description": "停机"}, {"level": "normal", "description": "字体"},
    ]);
    scene.submit(Who::Rep, VISIT, body).expect("visited");
    let severities: Vec<_> = scene.deal().aftercare.complaints.values().map(|c| c.severity).collect();
    assert!(severities.contains(&Severity::Severe) && severities.contains(&Severity::Normal));
    assert_eq!(severities.len(), 2);
}

#[test]
fn a_complaint_runs_against_working_hours_and_days() {
    // Monday 16:00: two hours today, two tomorrow.
    let scene = raised(Severity::Normal);
    assert_eq!(duty(&scene, "T15-A").due_at, local("2027-01-26T11:00"));
    assert!(duty(&scene, "T15").due_at < local("2027-01-28T00:00"));
    assert!(duty(&scene, "T15").due_at > local("2027-01-27T23:59"));
    assert_eq!(duty(&scene, "T15-B").state, ObligationState::Open);
    let severe = raised(Severity::Severe);
    assert_eq!(duty(&severe, "T15-B").state, ObligationState::Cancelled);
    assert!(duty(&severe, "T15-C").due_at < local("2027-02-02T00:00"));
}

#[test]
fn answer_plan_and_close_meet_their_duties() {
    let mut scene = raised(Severity::Normal);
    let id = complaint(&scene);
    let close = || Command::CloseComplaint { complaint: id, note: note() };
    assert_eq!(scene.act(Who::Rep, close()).expect_err("no plan").code(), "complaint_not_planned");
    let answer = || Command::AnswerComplaint { complaint: id, note: note() };
    scene.act(Who::Rep, answer()).expect("answered");
    assert_eq!(duty(&scene, "T15-A").state, ObligationState::Met);
    assert_eq!(scene.act(Who::Rep, answer()).expect_err("twice").code(), "complaint_answered");
    scene.act(Who::Delivery, Command::PlanComplaint { complaint: id, plan: note() }).expect("planned");
    assert_eq!(duty(&scene, "T15").state, ObligationState::Met);
    let escalate = || Command::EscalateComplaint { complaint: id, reason: "客户产线停了".to_owned() };
    scene.act(Who::Rep, escalate()).expect("severe");
    assert_eq!(duty(&scene, "T15-B").state, ObligationState::Cancelled);
    assert_eq!(scene.act(Who::Rep, escalate()).expect_err("severe").code(), "complaint_severe");
    let reopen = || Command::ReopenComplaint { complaint: id, reason: "问题再次出现".to_owned() };
    assert_eq!(scene.act(Who::Rep, reopen()).expect_err("open").code(), "complaint_open");
    scene.act(Who::Service, close()).expect("closed");
    assert_eq!(duty(&scene, "T15-C").state, ObligationState::Met);
    assert_eq!(scene.act(Who::Rep, close()).expect_err("closed").code(), "complaint_closed");
    scene.wait(24);
    scene.act(Who::Rep, reopen()).expect("again");
    assert_eq!(scene.deal().aftercare.complaints[&id].reopened, 1);
    for clock in ["T15-A", "T15", "T15-C"] {
        let subject = Subject::Complaint(id);
        let open = scene.deal().open_obligations(clock, &subject).count();
        assert_eq!(open, 1, "{clock} runs again");
    }
    let unknown = ComplaintId(Uuid::from_u128(9));
    let refusal = scene.act(Who::Rep, Command::AnswerComplaint { complaint: unknown, note: note() });
    assert_eq!(refusal.expect_err("unknown"), Refusal::UnknownComplaint { complaint: unknown });
}

#[test]
fn nothing_is_complained_of_or_visited_that_was_not_sold() {
    let mut scene = Scene::nurturing();
    let command = Command::RaiseComplaint { severity: Severity::Normal, description: note() };
    assert_eq!(scene.act(Who::Service, command.clone()).expect_err("not sold").code(), "wrong_stage");
    let mut scene = crate::signed::unsigned();
    let body = visit(&scene, 5);
    for refusal in [scene.act(Who::Service, command).err(), scene.submit(Who::Rep, VISIT, body).err()] {
        assert_eq!(refusal, Some(Refusal::NothingDelivered), "whatever the stage says");
    }
    let mut scene = signed();
    let body = visit(&scene, 5);
    scene.submit(Who::Rep, VISIT, body).expect("a won deal may be visited");
}

#[test]
fn improvement_actions_are_owed_until_done() {
    let mut scene = accepted();
    let document = scene.submit(Who::Manager, REVIEW, review("project")).expect("reviewed");
    let facts = &scene.deal().documents[&document].facts;
    assert_eq!((&facts["actual_amount"], &facts["cycle_days"]), (&json!(80_000_000), &json!(61)));
    assert_eq!(scene.obligation("T16-A").debtor, Some(Who::Legal.id()));
    let close = |action| Command::CloseImprovement { document, action, note: note() };
    assert_eq!(scene.act(Who::Rep, close(0)).expect_err("not his").code(), "not_permitted");
    assert_eq!(scene.act(Who::Legal, close(1)).expect_err("unknown").code(), "unknown_action");
    scene.act(Who::Legal, close(0)).expect("done");
    assert_eq!(scene.obligation("T16-A").state, ObligationState::Met);
    assert_eq!(scene.act(Who::Legal, close(0)).expect_err("done").code(), "action_done");
}

#[test]
fn a_review_fits_how_the_deal_stands() {
    for (kind, fits) in [("won", true), ("project", true), ("lost", false), ("no_decision", false)] {
        let mut body = review(kind);
        if kind == "lost" {
            body["loss_reason"] = json!("price");
            body["loss_reason_customer"] = json!("价格偏高");
            body["loss_reason_rep"] = json!("对手低价");
        }
        let outcome = accepted().submit(Who::Manager, REVIEW, body);
        assert_eq!(outcome.is_ok(), fits, "{kind}: {outcome:?}");
    }
    let open = Scene::nurturing().submit(Who::Manager, REVIEW, review("won")).expect_err("it runs");
    assert_eq!(problems(&open), [("kind".to_owned(), "not_how_it_ended")]);
    let mut late = review("won");
    late["actions"][0]["due"] = json!("2027-01-19");
    let late = accepted().submit(Who::Manager, REVIEW, late).expect_err("past");
    assert_eq!(problems(&late), [("actions[0].due".to_owned(), "in_past")]);
}

/// Everything but the warranty money is paid.
fn paid() -> Scene {
    let mut scene = accepted();
    for (seq, amount) in [(1, 24_000_000), (2, 8_000_000), (3, 40_000_000)] {
        pay(&mut scene, seq, amount, "2027-01-20").expect("paid");
    }
    scene
}

fn unmet(scene: &mut Scene) -> Vec<String> {
    match scene.act(Who::Rep, Command::AdvanceStage {}) {
        Err(Refusal::GateClosed { unmet, .. }) => unmet.into_iter().map(|unmet| unmet.condition).collect(),
        other => panic!("not about the gate: {other:?}"),
    }
}

#[test]
fn closing_asks_for_what_is_owed() {
    let mut scene = signed();
    let all =
        ["final_acceptance", "paid_up", "original_filed", "satisfaction_recorded", "retrospective_done"];
    assert_eq!(unmet(&mut scene), all);
    let mut scene = accepted();
    assert_eq!(unmet(&mut scene), ["paid_up", "original_filed", "retrospective_done"]);
    let mut scene = paid();
    assert_eq!(unmet(&mut scene), ["original_filed", "retrospective_done"]);
    scene.submit(Who::Manager, REVIEW, review("project")).expect("reviewed");
    assert_eq!(unmet(&mut scene), ["original_filed"]);
    // Warranty money holds closing up from its due date on.
    scene.at("2028-01-20T10:00");
    assert_eq!(unmet(&mut scene), ["original_filed"]);
    scene.at("2028-01-21T10:00");
    assert_eq!(unmet(&mut scene), ["paid_up", "original_filed"]);
}

#[test]
fn a_small_deal_owes_no_review_and_a_large_one_owes_it_after_an_exception() {
    for (amount, owed) in [(49_999_999, false), (50_000_000, true)] {
        let mut facts = crate::signed::contract_facts();
        facts["amount_gross"] = json!(amount);
        let mut scene = crate::signed::signed_with(facts);
        assert_eq!(unmet(&mut scene).contains(&"retrospective_done".to_owned()), owed, "{amount}");
        let advanced = scene.by_events(Who::Rep, |decision| {
            decision.emit(deal::Event::StageAdvanced {
                from: Stage::Fulfilment,
                to: Stage::Aftercare,
                gate: "G5-c".to_owned(),
                process_version: 1,
                exceptions: vec!["retrospective_done".to_owned()],
                number: None,
            });
        });
        assert!(!advanced.is_empty());
        assert_eq!(scene.deal().obligations.values().any(|o| o.clock == "T16"), owed, "{amount}");
    }
}

#[test]
fn a_renewal_is_owed_before_the_term_ends_and_settled_by_a_new_lead() {
    let mut scene = accepted();
    let duty = scene.obligation("T23").clone();
    assert!(duty.due_at > local("2027-12-31T23:59") && duty.due_at < local("2028-01-01T00:00"));
    assert_eq!(duty.alarms.len(), 3);
    let settle = |contract: DocumentId, outcome, lead| Command::SettleRenewal {
        contract,
        outcome,
        lead,
        note: "客户同意续签一年".to_owned(),
    };
    let next = Some(DealId(Uuid::from_u128(8)));
    let own = Some(scene.deal().id);
    let lead = scene.deal().document(DocumentKind::LeadRegistration).expect("表1").0;
    for (command, code) in [
        (settle(lead, RenewalOutcome::Pursued, next), "contract_not_signed"),
        (settle(CONTRACT, RenewalOutcome::Pursued, None), "renewal_lead_missing"),
        (settle(CONTRACT, RenewalOutcome::Pursued, own), "renewal_lead_missing"),
        (settle(CONTRACT, RenewalOutcome::GivenUp, next), "renewal_lead_missing"),
    ] {
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), code);
    }
    scene.act(Who::Rep, settle(CONTRACT, RenewalOutcome::Pursued, next)).expect("settled");
    assert_eq!(scene.obligation("T23").state, ObligationState::Met);
    let again = scene.act(Who::Rep, settle(CONTRACT, RenewalOutcome::GivenUp, None)).expect_err("settled");
    assert_eq!(again.code(), "record_stands");
}

#[test]
fn a_lead_that_follows_a_deal_is_for_its_customer() {
    let mut scene = Scene::new();
    let account = AccountId(Uuid::from_u128(5));
    scene.facts.held = Some(held_by(account, Who::Rep));
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let follow = |account: Option<AccountId>| {
        let from_deal = Some(DealId(Uuid::from_u128(8)));
        let command = RegisterLead { account, from_deal, body: lead_form(), ..RegisterLead::default() };
        deal::register(DealId(Uuid::from_u128(7)), &scene.process, &scene.facts, &command, &context)
    };
    assert_eq!(follow(None).expect_err("whose?"), Refusal::CustomerMissing);
    let renewed = follow(Some(account)).expect("registered").deal;
    assert_eq!((renewed.account, renewed.lead.from_deal), (account, Some(DealId(Uuid::from_u128(8)))));
}

#[test]
fn the_money_of_a_deal_shows_in_lists() {
    let scene = paid();
    let owed = scene.deal().money_owed();
    assert_eq!((owed.contract.minor(), owed.received.minor()), (80_000_000, 72_000_000));
    assert_eq!((owed.outstanding.minor(), owed.unpaid_since), (8_000_000, Some(day("2028-01-20"))));
    assert_eq!(scene.deal().standing(), Standing::Open, "warranty money is out");
    assert!(scene.deal().participants().contains(&Who::Presales.id()));
}
