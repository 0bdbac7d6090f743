//! Stage 1 and gate G1.

use serde_json::{Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, ContactMethod, Event, Grade, InvalidReason, Number, ScreeningResult};
use tongguan_core::facts::Duplicate;
use tongguan_core::id::AccountId;
use tongguan_core::process::Stage;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Scene, Who, grading, kinds, lead_form};

fn screen(result: ScreeningResult, reason: Option<InvalidReason>) -> Command {
    Command::CompleteScreening { result, reason, note: None }
}

fn unmet(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::GateClosed { unmet, .. } => unmet.into_iter().map(|one| one.condition).collect(),
        other => panic!("not a closed gate: {other:?}"),
    }
}

#[test]
fn a_lead_becomes_an_opportunity_through_g1() {
    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("the supervisor agrees");
    assert_eq!(scene.deal().lead.grade, Some(Grade::A));
    let events = scene.act(Who::Rep, Command::AdvanceStage {}).expect("the gate is open");
    assert_eq!(scene.deal().stage, Stage::Nurture);
    let advanced = events.iter().find_map(|event| match event {
        Event::StageAdvanced { number, gate, .. } => Some((number.clone(), gate.clone())),
        _ => None,
    });
    let (number, gate) = advanced.expect("the deal advanced");
    assert_eq!(gate, "G1");
    assert!(matches!(number, Some(Number::Pending { series, .. }) if series == "opportunity"));
}

#[test]
fn registration_keeps_text_and_people_out_of_events() {
    let scene = Scene::registered();
    let log = serde_json::to_string(&scene.events).expect("events are plain data");
    for private in ["王工", "88880000", "杭州示例", "信息部", "MES"] {
        assert!(!log.contains(private), "{private} stands in an event");
    }
}

#[test]
fn each_missing_field_of_form_1_is_named() {
    for field in ["source_channel", "account_name", "contact_name", "need_summary", "budget_status"] {
        let mut form = lead_form();
        form.remove(field);
        let refusal = Scene::new().register(Who::Rep, form).expect_err("a field is missing");
        let Refusal::InvalidDocument { problems, .. } = refusal else { panic!("{refusal:?}") };
        assert_eq!((problems[0].path.as_str(), problems[0].code), (field, "required"));
    }
}

#[test]
fn a_contact_without_phone_mail_and_wecom_is_refused() {
    let mut form = lead_form();
    form.remove("contact_phone");
    let refusal = Scene::new().register(Who::Rep, form.clone()).expect_err("nobody can be reached");
    let Refusal::InvalidDocument { problems, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["one_of_these"]);
    form.insert("contact_email".to_owned(), json!("wang@example.com"));
    Scene::new().register(Who::Rep, form).expect("mail suffices");
}

#[test]
fn wrong_values_of_form_1_are_named() {
    let cases: &[(&str, Value, &str)] = &[
        ("uscc", json!("91350100M000100Y4Z"), "not_a_credit_code"),
        ("contact_phone", json!("12345"), "not_a_phone"),
        ("employees", json!(-1), "too_small"),
        ("annual_revenue", json!("NaN"), "not_a_whole_number"),
        ("obtained_at", json!("2026-02-30"), "not_a_date"),
        ("budget_status", json!("lots"), "not_an_option"),
        ("need_summary", json!("有需求"), "too_short"),
        ("account_name", json!("杭州\u{0}示例"), "control_character"),
        ("favourite_colour", json!("红"), "unknown_field"),
        ("lead_no", json!("XS-2026-11-0001"), "not_yours_to_fill"),
    ];
    for (field, value, code) in cases {
        let mut form = lead_form();
        form.insert((*field).to_owned(), value.clone());
        let refusal = Scene::new().register(Who::Rep, form).expect_err("a value is wrong");
        let Refusal::InvalidDocument { problems, .. } = refusal else { panic!("{refusal:?}") };
        let found: Vec<_> = problems.iter().map(|p| (p.path.as_str(), p.code)).collect();
        assert!(found.contains(&(*field, *code)), "{field}: {found:?}");
    }
}

#[test]
fn an_existing_customer_stops_a_lead_and_a_similar_one_asks_why() {
    let hit = |certain| Duplicate {
        account: AccountId(Uuid::from_u128(55)),
        certain,
        owner: Some(Who::Colleague.id()),
        department: Some("华东一部".to_owned()),
        last_contact: None,
    };
    let mut scene = Scene::new();
    scene.facts.duplicates = vec![hit(true)];
    let refusal = scene.register(Who::Rep, lead_form()).expect_err("撞单");
    assert_eq!(refusal.code(), "duplicate_account");

    scene.facts.duplicates = vec![hit(false)];
    let refusal = scene.register(Who::Rep, lead_form()).expect_err("疑似");
    assert_eq!(refusal, Refusal::DuplicateUnexplained { similar: 1 });
    let mut form = lead_form();
    form.insert("dup_justification".to_owned(), json!("同名不同城市的另一家法人"));
    scene.register(Who::Rep, form).expect("an explained similarity passes");
}

#[test]
fn only_reps_with_room_register_leads() {
    for who in [Who::Administrator, Who::Finance, Who::Presales] {
        let refusal = Scene::new().register(who, lead_form()).expect_err("not a rep");
        assert_eq!(refusal.code(), "not_permitted", "{who:?}");
    }
    let mut scene = Scene::new();
    scene.facts.held_by_owner = scene.process.settings.pool.holding_cap;
    let refusal = scene.register(Who::Rep, lead_form()).expect_err("no room");
    assert_eq!(refusal.code(), "holding_cap_reached");
    scene.facts.held_by_owner -= 1;
    scene.register(Who::Rep, lead_form()).expect("the last place is free");
}

#[test]
fn an_old_lead_says_why_it_comes_late() {
    let dated = |day: &str| {
        let mut form = lead_form();
        form.insert("obtained_at".to_owned(), json!(day));
        Scene::new().register(Who::Rep, form).map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(dated("2026-11-13"), Ok(()));
    assert_eq!(dated("2026-11-12"), Err("stale_lead_unexplained".to_owned()));
    assert_eq!(dated("2026-11-21"), Err("invalid_document".to_owned()));
}

#[test]
fn screening_rules() {
    let mut scene = Scene::registered();
    let refusal = scene.act(Who::Rep, screen(ScreeningResult::Invalid, None)).expect_err("no reason");
    assert_eq!(refusal, Refusal::InvalidReasonMissing);
    let unreachable = screen(ScreeningResult::Invalid, Some(InvalidReason::Unreachable));
    for made in 0..3 {
        let refusal = scene.act(Who::Rep, unreachable.clone()).expect_err("too few attempts");
        assert_eq!(refusal, Refusal::TooFewAttempts { made, needed: 3 });
        let at = scene.now;
        let note = "无人接听电话".to_owned();
        let attempt = Command::LogContactAttempt {
            at,
            method: ContactMethod::Phone,
            reached: false,
            commitment_on: None,
            note,
        };
        scene.act(Who::Rep, attempt.clone()).expect("an attempt is logged");
        scene.act(Who::Rep, attempt).expect("a second attempt on the same day is logged");
        scene.wait(20);
    }
    scene.act(Who::Rep, unreachable).expect("three attempts on three days suffice");
    let refusal = scene.act(Who::Rep, grading(41, 36, "A")).expect_err("the lead is over");
    assert_eq!(refusal, Refusal::DealEnded);
}

#[test]
fn screening_is_the_owners_and_happens_once() {
    let mut scene = Scene::registered();
    let valid = screen(ScreeningResult::Valid, None);
    for who in [Who::Colleague, Who::Supervisor, Who::OtherRep] {
        let refusal = scene.act(who, valid.clone()).expect_err("not the owner");
        assert_eq!(refusal.code(), "not_permitted", "{who:?}");
    }
    let refusal = scene.act(Who::Rep, grading(41, 36, "A")).expect_err("screening comes first");
    assert_eq!(refusal, Refusal::NotScreened);
    scene.act(Who::Rep, valid.clone()).expect("the owner screens");
    let refusal = scene.act(Who::Rep, valid).expect_err("once");
    assert_eq!(refusal, Refusal::AlreadyScreened);
}

#[test]
fn a_lead_without_size_cannot_be_screened_valid() {
    let mut form = lead_form();
    form.remove("annual_revenue");
    form.remove("employees");
    let mut scene = Scene::new();
    scene.register(Who::Rep, form).expect("size may come later");
    let refusal = scene.act(Who::Rep, screen(ScreeningResult::Valid, None)).expect_err("no size");
    assert_eq!(refusal, Refusal::ScreeningFactsMissing);
}

#[test]
fn grade_boundaries_follow_ruling_6() {
    let cases =
        [(40, 30, Grade::A), (41, 29, Grade::B), (39, 30, Grade::B), (20, 20, Grade::B), (20, 19, Grade::C)];
    let scene = Scene::new();
    for (fit, intent, grade) in cases {
        let suggested = tongguan_core::deal::screening::suggest(&scene.process, fit, intent);
        assert_eq!(suggested, grade, "{fit}+{intent}");
    }
}

#[test]
fn another_grade_than_the_suggested_one_says_why() {
    let mut scene = Scene::screened();
    let refusal = scene.act(Who::Rep, grading(20, 20, "A")).expect_err("no reason");
    assert_eq!(refusal.code(), "grade_reason_missing");
}

#[test]
fn the_gate_names_what_is_missing_and_c_never_passes() {
    let mut scene = Scene::registered();
    let refusal = scene.act(Who::Rep, Command::AdvanceStage {}).expect_err("closed");
    let missing = unmet(refusal);
    assert!(missing.len() >= 2, "{missing:?}");

    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Adjust(Grade::C)).expect("the supervisor adjusts");
    assert_eq!(scene.deal().lead.grade, Some(Grade::C));
    let refusal = scene.act(Who::Rep, Command::AdvanceStage {}).expect_err("C is parked");
    assert_eq!(unmet(refusal).len(), 1);
}

#[test]
fn a_refusal_changes_nothing() {
    let mut scene = Scene::registered();
    let before = scene.deal().clone();
    scene.act(Who::Rep, Command::AdvanceStage {}).expect_err("closed");
    assert_eq!(*scene.deal(), before);
}

#[test]
fn what_is_offered_is_what_is_decided() {
    use tongguan_core::deal::affordances;
    use tongguan_core::facts::Actor;
    let (mut scene, approval) = Scene::graded();
    for who in [Who::Rep, Who::Colleague, Who::Supervisor, Who::Manager, Who::Administrator] {
        let context = scene.context(Actor::Person(who.id()));
        let offers = affordances(scene.deal(), &scene.process, &scene.facts, &context);
        let offer = offers.iter().find(|o| o.command == "advance_stage").expect("always offered");
        let refused = scene.act(who, Command::AdvanceStage {}).expect_err("not graded yet");
        assert_eq!(offer.refusal.as_ref(), Some(&refused), "{who:?}");
        let decides = offers.iter().any(|o| o.approval == Some(approval) && o.command == "decide_approval");
        assert_eq!(decides, who == Who::Supervisor, "{who:?}");
    }
}

#[test]
fn going_back_needs_an_earlier_stage_and_a_reason() {
    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("agreed");
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("open");
    let back = |to, reason: &str| Command::ReturnStage { to, reason: reason.to_owned() };
    let mut first = Scene::registered();
    let refusal = first.act(Who::Rep, back(Stage::Screening, "客户要求先看方案")).expect_err("the first");
    assert_eq!(refusal.code(), "no_earlier_stage");
    let refusal = scene.act(Who::Rep, back(Stage::Proposal, "客户要求先看方案")).expect_err("forward");
    assert_eq!(refusal.code(), "not_an_earlier_stage");
    let refusal = scene.act(Who::Rep, back(Stage::Screening, " ")).expect_err("no reason");
    assert_eq!(refusal.code(), "bad_text");
    let events = scene.act(Who::Rep, back(Stage::Screening, "客户主体变更，重新筛选")).expect("back");
    assert_eq!(
        kinds(&events),
        ["stage_returned", "obligation_opened"],
        "a lead again, it must be followed up"
    );
}

#[test]
fn a_signed_contract_stands_and_nothing_goes_back_behind_it() {
    let mut scene = crate::signed::signed();
    let back =
        Command::ReturnStage { to: Stage::Screening, reason: "客户主体变更，重新筛选".to_owned() };
    assert_eq!(scene.act(Who::Rep, back).expect_err("it is won").code(), "contract_stands");
}

#[test]
fn what_is_due_is_the_systems_business() {
    let mut scene = Scene::registered();
    assert_eq!(scene.act(Who::Rep, Command::Tick {}).expect_err("a person").code(), "system_only");
}

#[test]
fn nobody_is_offered_to_claim_or_contend_for_what_is_his() {
    use tongguan_core::facts::Actor;
    let mut scene = Scene::registered();
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let offers = tongguan_core::deal::affordances(scene.deal(), &scene.process, &scene.facts, &context);
    for command in ["claim_lead", "file_appeal"] {
        let offer = offers.iter().find(|offer| offer.command == command).expect("an act");
        assert!(offer.refusal.is_some(), "{command}");
    }
}

#[test]
fn a_comment_may_be_short() {
    let mut scene = Scene::registered();
    let comment = |text: &str| Command::Comment { text: text.to_owned(), mentions: Vec::new() };
    scene.act(Who::Rep, comment("好")).expect("it says something");
    assert_eq!(scene.act(Who::Rep, comment(" ")).expect_err("nothing").code(), "bad_text");
}

#[test]
fn an_exception_is_asked_for_at_a_gate_that_is_there() {
    let mut scene = Scene::registered();
    for (gate, condition) in [("G9", "pain"), ("G1", "no_such"), ("G2", "pain")] {
        let reason = "客户要求本周内给出方案".to_owned();
        let asked =
            Command::RequestException { gate: gate.to_owned(), condition: condition.to_owned(), reason };
        assert_eq!(scene.act(Who::Rep, asked).expect_err("not here").code(), "unknown_condition", "{gate}");
    }
}

#[test]
fn nobody_is_offered_what_has_nothing_to_act_upon() {
    use tongguan_core::deal::{Matter, affordances};
    use tongguan_core::facts::Actor;
    let mut scene = Scene::registered();
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let offers = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    let offer = |command: &str| offers.iter().find(|offer| offer.command == command).expect("an act");
    let lacks = |command: &str| match &offer(command).refusal {
        Some(Refusal::NothingToActOn { lacks, .. }) => Some(*lacks),
        _ => None,
    };
    assert_eq!(lacks("resume_obligation"), Some(Matter::PausedObligation));
    assert_eq!(lacks("cancel_visit"), Some(Matter::PlannedVisit), "nothing is planned");
    assert!(offer("complete_screening").refusal.is_none(), "the lead is there");
}
