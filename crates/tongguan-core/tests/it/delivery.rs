//! Delivery: planned, handed over, confirmed by the customer, started past its gate, done milestone by milestone.

use serde_json::{Value, json};
use tongguan_core::deal::Command;
use tongguan_core::deal::proposal::ConfirmationMethod;
use tongguan_core::id::{ChangeId, ContactId, DocumentId};
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::{DocumentKind, Link};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Buyer, Scene, Who, kinds, local, object, problems, submission};
use crate::signed::{CONTRACT, contract_facts, day, file, instalment, signed, signed_with};

pub const PLAN: DocumentKind = DocumentKind::DeliveryPlan;

/// A complete D12: two milestones from 2026-12-07 to 2027-01-29.
pub fn plan(scene: &Scene) -> Value {
    json!({
        "project_name": "MES与ERP一体化",
        "contract_id": CONTRACT,
        "handover": ["scope", "licences", "custom_work", "third_party", "responsibilities", "acceptance_method",
            "deadlines", "acceptance_criteria", "payment_events", "ambiguous_text", "risks", "special_annexes"],
        "delivery_manager": Who::Delivery.id(),
        "team": [Who::Presales.id()],
        "planned_start": "2026-12-07",
        "planned_end": "2027-01-29",
        "milestones": [
            {"no": 1, "name": "上线", "deliverable": "系统上线", "criterion": "试运行一周", "planned_date": "2026-12-31",
                "responsible": Who::Presales.id(), "weight": "60", "instalment": instalment(scene, 2).0},
            {"no": 2, "name": "终验", "deliverable": "全部模块", "criterion": "合同附件二", "planned_date": "2027-01-29",
                "responsible": Who::Delivery.id(), "weight": "40"},
        ],
        "customer_duties": [{"what": "提供测试环境", "who": Buyer::Engineer.id(), "due": "2026-12-10", "status": "open"}],
        "risks": "接口资料可能迟到",
        "comm_plan": "每周五周报，双周例会",
        "report_receivers": [Buyer::Engineer.id()],
        "acceptance_signatories": [Buyer::Decider.id()],
    })
}

fn latest_plan(scene: &Scene) -> (DocumentId, u32) {
    let (id, document) = scene.deal().document(PLAN).expect("a plan");
    (id, document.revision)
}

pub fn confirmation(scene: &Scene) -> Command {
    let (document, revision) = latest_plan(scene);
    Command::ConfirmWithCustomer {
        document,
        revision,
        contact: Buyer::Decider.id(),
        at: scene.now,
        method: ConfirmationMethod::Mail,
        evidence: vec![file("确认邮件")],
    }
}

fn sign(scene: &Scene) -> Command {
    let (document, revision) = latest_plan(scene);
    Command::SignHandover { document, revision }
}

/// A plan that was handed over and confirmed in time.
pub fn confirmed() -> Scene {
    confirmed_from(signed())
}

fn confirmed_from(mut scene: Scene) -> Scene {
    let body = plan(&scene);
    scene.submit(Who::Delivery, PLAN, body).expect("a good plan");
    for who in [Who::Rep, Who::Delivery] {
        scene.act(who, sign(&scene)).expect("both sign");
    }
    scene.act(Who::Rep, confirmation(&scene)).expect("the customer confirms");
    scene
}

/// Delivery that started on Monday 2026-12-07.
pub fn started() -> Scene {
    started_from(signed())
}

pub fn started_from(scene: Scene) -> Scene {
    let mut scene = confirmed_from(scene);
    scene.at("2026-12-07T09:00");
    scene.act(Who::Delivery, Command::StartDelivery {}).expect("G5-a is open");
    scene
}

fn revise(scene: &Scene, body: Value) -> Command {
    let (document, revision) = latest_plan(scene);
    Command::SubmitDocument { kind: PLAN, document: Some(document), revision, body: object(body) }
}

#[test]
fn a_plan_is_judged_field_by_field() {
    let scene = signed();
    let milestones = |change: fn(&mut Value)| {
        let mut body = plan(&scene);
        change(&mut body["milestones"]);
        body["milestones"].clone()
    };
    let points = |n: usize| Value::Array(plan(&scene)["handover"].as_array().expect("points")[..n].to_vec());
    let cases = [
        ("handover", points(11), "handover", "too_few_rows"),
        ("planned_start", json!("2026-11-22"), "planned_start", "outside_term"),
        ("planned_end", json!("2028-01-01"), "planned_end", "outside_term"),
        ("planned_end", json!("2026-12-01"), "planned_end", "before"),
        ("delivery_manager", json!(Who::Rep.id()), "delivery_manager", "not_of_this_role"),
        ("milestones", milestones(|m| m[1]["weight"] = json!("39.99")), "milestones", "weights_not_hundred"),
        ("milestones", milestones(|m| m[1]["weight"] = json!("40.01")), "milestones", "weights_not_hundred"),
        ("milestones", milestones(|m| m[1]["no"] = json!(1)), "milestones[1].no", "number_twice"),
        (
            "milestones",
            milestones(|m| m[1]["planned_date"] = json!("2027-01-30")),
            "milestones[1].planned_date",
            "outside_plan",
        ),
        (
            "milestones",
            milestones(|m| m[0]["instalment"] = json!(Uuid::from_u128(9))),
            "milestones[0].instalment",
            "unknown_reference",
        ),
        ("report_receivers", json!([Uuid::from_u128(9)]), "report_receivers", "unknown_reference"),
    ];
    for (field, value, path, code) in cases {
        let mut body = plan(&scene);
        body[field] = value;
        let refusal = signed().act(Who::Rep, submission(PLAN, body)).expect_err("a value is wrong");
        let found = problems(&refusal);
        assert!(found.contains(&(path.to_owned(), code)), "{field}: {path} {code} is not in {found:?}");
    }
}

#[test]
fn a_plan_delivers_a_signed_contract() {
    let mut scene = signed();
    let mut body = plan(&scene);
    let other = latest_of(&scene, DocumentKind::LeadRegistration);
    body["contract_id"] = json!(other);
    let refusal = scene.submit(Who::Rep, PLAN, body).expect_err("no contract");
    assert_eq!(refusal, Refusal::ContractNotSigned { contract: other });
}

fn latest_of(scene: &Scene, kind: DocumentKind) -> DocumentId {
    scene.deal().document(kind).expect("a document").0
}

#[test]
fn the_plan_is_due_with_the_customer_five_working_days_ahead() {
    let mut scene = signed();
    let body = plan(&scene);
    scene.submit(Who::Rep, PLAN, body).expect("a good plan");
    let duty = scene.obligation("T5").clone();
    assert_eq!((duty.debtor, duty.state), (Some(Who::Rep.id()), ObligationState::Open));
    assert!(duty.due_at > local("2026-11-30T23:59") && duty.due_at < local("2026-12-01T00:00"));
    // A reminder three working days earlier is still ahead, although the clock counts back from the start.
    assert!(duty.alarms.iter().any(|alarm| alarm.at == local("2026-11-25T09:00")));
    let mut moved = plan(&scene);
    moved["planned_start"] = json!("2026-12-14");
    scene.act(Who::Rep, revise(&scene, moved)).expect("another start");
    assert!(scene.obligation("T5").due_at > local("2026-12-07T23:59"));
    scene.act(Who::Rep, confirmation(&scene)).expect("confirmed");
    assert_eq!(scene.obligation("T5").state, ObligationState::Met);
}

#[test]
fn two_people_sign_the_hand_over() {
    let mut scene = signed();
    let body = plan(&scene);
    scene.submit(Who::Delivery, PLAN, body).expect("a good plan");
    assert_eq!(scene.act(Who::Manager, sign(&scene)).expect_err("neither side").code(), "not_permitted");
    scene.act(Who::Rep, sign(&scene)).expect("sales signs");
    assert_eq!(scene.act(Who::Rep, sign(&scene)).expect_err("once").code(), "record_stands");
    assert!(!scene.deal().fulfilment.plan.is_handed_over());
    scene.act(Who::Delivery, sign(&scene)).expect("delivery signs");
    assert!(scene.deal().fulfilment.plan.is_handed_over());
}

#[test]
fn one_person_cannot_hand_over_to_himself() {
    let mut scene = signed();
    for post in scene.organization().posts.iter_mut().filter(|post| post.role == "delivery_manager") {
        post.holder = Some(Who::Rep.id());
    }
    let mut body = plan(&scene);
    body["delivery_manager"] = json!(Who::Rep.id());
    scene.submit(Who::Rep, PLAN, body).expect("a small company");
    scene.act(Who::Rep, sign(&scene)).expect("as delivery");
    assert_eq!(scene.act(Who::Rep, sign(&scene)).expect_err("both sides").code(), "record_stands");
    assert!(!scene.deal().fulfilment.plan.is_handed_over());
}

#[test]
fn only_the_customer_confirms() {
    type Case = (&'static str, fn(&mut Scene, &mut Command));
    let cases: &[Case] = &[
        ("not_the_customer", |scene, _| domain(scene, Some("us.example"))),
        ("not_the_customer", |scene, _| domain(scene, Some("Delivery.US.example"))),
        ("not_the_customer", |scene, _| domain(scene, Some("elsewhere.example"))),
        ("no_mail_address", |scene, _| domain(scene, None)),
        ("not_the_customer", |scene, command| {
            domain(scene, Some("us.example"));
            set(command, |c| c.3 = ConfirmationMethod::SignedDocument);
        }),
        ("unknown_contact", |_, command| set(command, |c| *c.0 = ContactId(Uuid::from_u128(77)))),
        ("evidence_missing", |_, command| set(command, |c| c.2.clear())),
        ("in_future", |_, command| set(command, |c| *c.1 = local("2026-11-23T10:01"))),
        ("in_past", |_, command| set(command, |c| *c.1 = local("2026-11-23T09:59"))),
    ];
    for (code, break_it) in cases {
        let mut scene = signed();
        let body = plan(&scene);
        scene.submit(Who::Rep, PLAN, body).expect("a good plan");
        let mut command = confirmation(&scene);
        break_it(&mut scene, &mut command);
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), *code);
    }
    // On paper, a contact without a mail address can confirm.
    let mut scene = signed();
    let body = plan(&scene);
    scene.submit(Who::Rep, PLAN, body).expect("a good plan");
    domain(&mut scene, None);
    let mut command = confirmation(&scene);
    set(&mut command, |c| c.3 = ConfirmationMethod::SignedDocument);
    scene.act(Who::Rep, command).expect("signed");
}

fn domain(scene: &mut Scene, domain: Option<&str>) {
    let contact = scene.facts.contacts.get_mut(&Buyer::Decider.id()).expect("a contact");
    contact.mail_domain = domain.map(str::to_owned);
}

type Parts<'a> = (
    &'a mut ContactId,
    &'a mut jiff::Timestamp,
    &'a mut Vec<tongguan_core::digest::Digest>,
    ConfirmationMethod,
);

fn set(command: &mut Command, change: impl FnOnce(&mut Parts<'_>)) {
    let Command::ConfirmWithCustomer { contact, at, evidence, method, .. } = command else {
        panic!("a confirmation")
    };
    let mut parts = (contact, at, evidence, *method);
    change(&mut parts);
    *method = parts.3;
}

#[test]
fn a_confirmed_plan_changes_only_by_an_accepted_request() {
    let mut scene = confirmed();
    assert_eq!(scene.deal().fulfilment.plan.baseline, 1);
    let mut later = plan(&scene);
    later["milestones"][0]["planned_date"] = json!("2027-01-08");
    let refusal = scene.act(Who::Rep, revise(&scene, later.clone())).expect_err("confirmed");
    assert_eq!(refusal, Refusal::ChangeMissing);
    let ask =
        Command::RequestChange { amount: Money(0), days: 8, reason: "客户推迟机房改造".to_owned() };
    scene.act(Who::Delivery, ask).expect("asked");
    let change = *scene.deal().fulfilment.plan.changes.keys().next().expect("a change");
    let decide = |accepted| Command::DecideChange { change, accepted, note: "同意顺延节点".to_owned() };
    assert_eq!(
        scene.act(Who::Delivery, decide(true)).expect_err("not his to decide").code(),
        "not_permitted"
    );
    scene.act(Who::Manager, decide(true)).expect("accepted");
    let refusal = scene.act(Who::Manager, decide(false)).expect_err("decided");
    assert_eq!(refusal, Refusal::UnknownChange { change });
    scene.act(Who::Rep, revise(&scene, later.clone())).expect("planned anew");
    let plan = &scene.deal().fulfilment.plan;
    assert_eq!((plan.confirmed_at, plan.milestones[&1].baseline_on), (None, Some(day("2026-12-31"))));
    scene.act(Who::Rep, confirmation(&scene)).expect("confirmed again");
    assert_eq!(scene.deal().fulfilment.plan.baseline, 2);
    assert_eq!(scene.act(Who::Rep, revise(&scene, later)).expect_err("used").code(), "change_missing");
}

#[test]
fn an_unknown_or_unconfirmed_change_is_refused() {
    let mut scene = signed();
    let ask =
        Command::RequestChange { amount: Money(0), days: 8, reason: "客户推迟机房改造".to_owned() };
    assert_eq!(scene.act(Who::Rep, ask).expect_err("nothing confirmed"), Refusal::PlanNotConfirmed);
    let change = ChangeId(Uuid::from_u128(1));
    let decide = Command::DecideChange { change, accepted: true, note: "同意顺延节点".to_owned() };
    assert_eq!(scene.act(Who::Manager, decide).expect_err("unknown"), Refusal::UnknownChange { change });
}

/// The conditions of G5-a that keep delivery from starting.
fn unmet(scene: &mut Scene) -> Vec<String> {
    match scene.act(Who::Delivery, Command::StartDelivery {}) {
        Err(Refusal::GateClosed { unmet, .. }) => unmet.into_iter().map(|unmet| unmet.condition).collect(),
        other => panic!("not about the gate: {other:?}"),
    }
}

#[test]
fn delivery_starts_past_its_gate() {
    let mut scene = signed();
    let body = plan(&scene);
    scene.submit(Who::Delivery, PLAN, body).expect("a good plan");
    assert_eq!(unmet(&mut scene), ["handed_over", "plan_confirmed", "confirmed_ahead"]);
    let mut late = signed();
    late.at("2026-12-01T09:00");
    let mut late = confirmed_from(late);
    assert_eq!(unmet(&mut late), ["confirmed_ahead"]);
    let mut in_time = signed();
    in_time.at("2026-11-30T23:00");
    let mut in_time = confirmed_from(in_time);
    // Confirmed five working days before the planned start, and begun earlier all the same.
    in_time.at("2026-12-04T09:00");
    assert_eq!(unmet(&mut in_time), ["confirmed_ahead"]);
    in_time.at("2026-12-07T09:00");
    in_time.act(Who::Delivery, Command::StartDelivery {}).expect("G5-a is open");
    let again = in_time.act(Who::Delivery, Command::StartDelivery {}).expect_err("started");
    assert_eq!(again, Refusal::DeliveryStarted);
}

/// Where each condition of G5-a that does not hold leads.
fn ways(scene: &mut Scene) -> Vec<Link> {
    match scene.act(Who::Delivery, Command::StartDelivery {}) {
        Err(Refusal::GateClosed { unmet, .. }) => unmet.into_iter().map(|unmet| unmet.link).collect(),
        other => panic!("not about the gate: {other:?}"),
    }
}

#[test]
fn the_way_to_a_condition_of_the_plan_is_one_that_is_open() {
    let command = |name: &str| Link::Command(name.to_owned());
    let plan_itself = || Link::Document(PLAN);
    let mut scene = signed();
    assert_eq!(ways(&mut scene), [plan_itself(), plan_itself(), plan_itself()], "there is no plan yet");
    let mut scene = signed();
    scene.at("2026-12-01T09:00");
    let body = plan(&scene);
    scene.submit(Who::Delivery, PLAN, body.clone()).expect("a good plan");
    let both = [command("sign_handover"), command("confirm_with_customer"), plan_itself()];
    assert_eq!(ways(&mut scene), both, "a plan that nobody confirmed can still be changed");
    for who in [Who::Rep, Who::Delivery] {
        scene.act(who, sign(&scene)).expect("both sign");
    }
    scene.act(Who::Rep, confirmation(&scene)).expect("confirmed too late");
    assert_eq!(scene.act(Who::Rep, revise(&scene, body)).expect_err("confirmed"), Refusal::ChangeMissing);
    assert_eq!(ways(&mut scene), [command("request_change")]);
    let ask =
        Command::RequestChange {
            amount: Money(0), days: 7, reason: "客户确认晚于规定，顺延".to_owned()
        };
    scene.act(Who::Delivery, ask).expect("asked");
    assert_eq!(ways(&mut scene), [command("decide_change")]);
    let change = *scene.deal().fulfilment.plan.changes.keys().next().expect("a change");
    let accept = Command::DecideChange { change, accepted: true, note: "同意顺延节点".to_owned() };
    scene.act(Who::Manager, accept).expect("accepted");
    assert_eq!(ways(&mut scene), [plan_itself()]);
}

#[test]
fn delivery_waits_for_a_prepayment_only_where_the_contract_says_so() {
    let mut facts = contract_facts();
    facts["prepayment_first"] = json!(true);
    let mut scene = confirmed_from(signed_with(facts));
    scene.at("2026-12-07T09:00");
    assert_eq!(unmet(&mut scene), ["prepayment_received"]);
    crate::collection::pay(&mut scene, 1, 24_000_000, "2026-12-04").expect("paid");
    scene.act(Who::Delivery, Command::StartDelivery {}).expect("paid first");
}

#[test]
fn a_milestone_is_done_once_and_makes_its_instalment_payable() {
    let done = |milestone, on: &str| Command::CompleteMilestone { milestone, on: day(on), evidence: vec![] };
    let mut scene = confirmed();
    assert_eq!(
        scene.act(Who::Delivery, done(1, "2026-11-23")).expect_err("not begun").code(),
        "delivery_not_started"
    );
    let mut scene = started();
    scene.at("2026-12-30T15:00");
    for (command, code) in [
        (done(3, "2026-12-30"), "unknown_milestone"),
        (done(1, "2026-12-31"), "in_future"),
        (done(1, "2026-12-06"), "in_past"),
    ] {
        assert_eq!(scene.act(Who::Delivery, command).expect_err(code).code(), code);
    }
    let events = scene.act(Who::Delivery, done(1, "2026-12-29")).expect("done");
    assert!(kinds(&events).contains(&"instalment_triggered".to_owned()));
    assert_eq!(instalment(&scene, 2).1.due_on, Some(day("2027-01-13")));
    assert_eq!(
        scene.act(Who::Delivery, done(1, "2026-12-29")).expect_err("once"),
        Refusal::MilestoneDone { milestone: 1 }
    );
    scene.act(Who::Delivery, done(2, "2026-12-30")).expect("done early");
    assert!(instalment(&scene, 3).1.due_on.is_none(), "only acceptance makes it payable");
}
