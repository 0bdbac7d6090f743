//! The clocks of stage 1 and of approvals: each starts, is met, and ends with what it is about.

use jiff::SignedDuration;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, Event, Grade, ScreeningResult};
use tongguan_core::obligation::{Obligation, ObligationState};

use crate::scene::{Scene, Who, grading, kinds, local};

fn all<'s>(scene: &'s Scene, clock: &str) -> Vec<&'s Obligation> {
    scene.deal().obligations.values().map(|o| &**o).filter(|o| o.clock == clock).collect()
}

fn end_of(day: &str) -> jiff::Timestamp {
    local(&format!("{day}T23:59:59.999999"))
}

/// A lead of this grade, set on Friday 20 November 2026.
fn graded(grade: Grade) -> Scene {
    let (mut scene, approval) = Scene::graded();
    let verdict = if grade == Grade::A { Verdict::Approve } else { Verdict::Adjust(grade) };
    scene.decide(Who::Supervisor, approval, verdict).expect("graded");
    scene
}

/// A lead with an exception asked for, which waits for the manager.
fn excepted() -> Scene {
    let mut scene = Scene::registered();
    let (gate, condition) = ("G1".to_owned(), "capacity".to_owned());
    let reason = "战略客户，须立即跟进".to_owned();
    scene.act(Who::Rep, Command::RequestException { gate, condition, reason }).expect("asked");
    scene
}

#[test]
fn t20_a_grade_is_looked_at_again_by_its_day() {
    for (grade, day) in [(Grade::A, "2026-12-20"), (Grade::B, "2027-01-19"), (Grade::C, "2027-05-19")] {
        let scene = graded(grade);
        let t20 = all(&scene, "T20");
        assert_eq!((t20.len(), t20[0].due_at), (1, end_of(day)), "{grade:?}");
        assert_eq!(t20[0].debtor, Some(Who::Rep.id()));
    }
}

#[test]
fn t20_a_new_grading_meets_it_and_the_new_grade_starts_it_anew() {
    let mut scene = graded(Grade::B);
    scene.wait(24 * 10);
    let (document, _) = scene.deal().document(tongguan_core::process::DocumentKind::Grading).expect("graded");
    let Command::SubmitDocument { kind, body, .. } = grading(41, 36, "A") else { panic!("a grading") };
    let again = Command::SubmitDocument { kind, document: Some(document), revision: 1, body };
    let events = scene.act(Who::Rep, again).expect("graded again");
    let Event::DocumentSubmitted { facts, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(facts["trigger"], "again");
    assert_eq!(all(&scene, "T20")[0].state, ObligationState::Met);
    let approval = scene.approval_of(document);
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("agreed");
    let open: Vec<_> = all(&scene, "T20").into_iter().filter(|o| o.is_open()).map(|o| o.due_at).collect();
    assert_eq!(open, [end_of("2026-12-30")]);
}

#[test]
fn t9_the_decision_meets_it_and_a_withdrawal_ends_it() {
    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("agreed");
    assert_eq!(all(&scene, "T9")[0].state, ObligationState::Met);
    let (mut scene, approval) = Scene::graded();
    scene.act(Who::Rep, Command::WithdrawApproval { approval }).expect("withdrawn");
    assert!(!all(&scene, "T9")[0].is_open());
}

#[test]
fn t11_a_transferred_step_is_owed_by_whoever_takes_it() {
    let mut scene = excepted();
    let approval = *scene.deal().approvals.keys().next().expect("asked");
    assert_eq!(all(&scene, "T11")[0].debtor, Some(Who::Manager.id()));
    let before = all(&scene, "T11")[0].due_at;
    let reason = "出差期间请总监处理".to_owned();
    let transfer = Command::TransferApproval { approval, step: 1, to: Who::Director.id(), reason };
    scene.act(Who::Manager, transfer).expect("handed on");
    let t11 = all(&scene, "T11");
    assert_eq!((t11.len(), t11[0].debtor, t11[0].due_at), (1, Some(Who::Director.id()), before));
}

#[test]
fn t11_b_a_step_without_anybody_alarms_and_goes_on_when_the_post_is_filled() {
    let mut scene = Scene::screened();
    scene.vacate("sales_supervisor");
    let events = scene.act(Who::Rep, grading(41, 36, "A")).expect("submitted");
    let alarmed: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::AlarmRaised { to, .. } => Some(to.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(alarmed.len(), 1, "{:?}", kinds(&events));
    for who in [Who::Rep, Who::Director, Who::Operations] {
        assert!(alarmed[0].contains(&who.id()), "{who:?} hears of it at once");
    }
    assert_eq!(all(&scene, "T11-B")[0].debtor, Some(Who::Director.id()));
    assert!(all(&scene, "T9").is_empty(), "nobody owes the review yet");
    scene.wait(24 * 3);
    scene.tick();
    assert!(scene.deal().lead.grade.is_none(), "nothing passes by silence");
    let posts = scene.organization().posts.iter_mut().filter(|post| post.role == "sales_supervisor");
    posts.for_each(|post| post.holder = Some(Who::Manager.id()));
    scene.tick();
    assert_eq!(all(&scene, "T11-B")[0].state, ObligationState::Met);
    assert_eq!(all(&scene, "T9")[0].debtor, Some(Who::Manager.id()));
}

#[test]
fn whoever_leaves_hands_his_open_steps_to_the_next_in_line() {
    let (mut scene, approval) = Scene::graded();
    scene.organization().people.get_mut(&Who::Supervisor.id()).expect("one of us").active = false;
    scene.tick();
    let turn = scene.deal().approvals[&approval].active_step().map(|step| step.blocked);
    assert_eq!(turn, Some(true), "the post is vacant: it stops and tells somebody");
    let posts = scene.organization().posts.iter_mut().filter(|post| post.role == "sales_supervisor");
    posts.for_each(|post| post.holder = Some(Who::Manager.id()));
    scene.tick();
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("the successor decides");
}

#[test]
fn a_clock_that_jumps_neither_repeats_nor_skips_a_deadline() {
    let valid = || Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    for hours in [-1, 1, -24, 20, -24 * 3650] {
        let mut scene = Scene::registered();
        scene.wait(49).tick();
        let seen = scene.deal().last_at;
        scene.now += SignedDuration::from_hours(hours);
        scene.tick();
        scene.act(Who::Rep, valid()).expect("late, whatever the clock says");
        let missed = |event: &Event| matches!(event, Event::ObligationMissed { .. });
        assert_eq!(scene.events.iter().filter(|recorded| missed(&recorded.event)).count(), 1, "{hours} h");
        assert!(scene.events.windows(2).all(|pair| pair[0].at <= pair[1].at), "{hours} h");
        assert!(scene.deal().last_at >= seen);
        assert!(scene.obligation("T1").missed);
    }
}

#[test]
fn leap_days_and_the_end_of_the_year_are_days_like_others() {
    for (registered, due) in [
        ("2028-02-28T10:00", "2028-03-01T10:00"),
        ("2027-02-28T10:00", "2027-03-02T10:00"),
        ("2026-12-31T23:30", "2027-01-02T23:30"),
    ] {
        let mut scene = Scene::new();
        scene.at(registered);
        let mut form = crate::scene::lead_form();
        form.insert("obtained_at".to_owned(), serde_json::json!(registered[..10]));
        form.remove("expected_purchase_date");
        scene.register(Who::Rep, form).expect("registered");
        assert_eq!(scene.obligation("T1").due_at, local(due), "{registered}");
    }
}

#[test]
fn a_deadline_in_a_year_without_its_notice_says_so() {
    let mut scene = Scene::new();
    scene.at("2026-12-31T15:00");
    let mut form = crate::scene::lead_form();
    form.insert("obtained_at".to_owned(), serde_json::json!("2026-12-31"));
    scene.register(Who::Rep, form).expect("registered");
    let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    scene.act(Who::Rep, valid).expect("screened");
    scene.act(Who::Rep, grading(41, 36, "A")).expect("graded");
    let t9 = all(&scene, "T9")[0];
    assert_eq!((t9.due_at, t9.derivation.provisional), (end_of("2027-01-04"), true));
}

/// A clock of a company's own, started by consent to a document.
#[test]
fn consent_to_a_document_starts_clocks() {
    use tongguan_core::process::{DocumentKind, Trigger};
    for (verdict, starts) in [(Verdict::Approve, 1), (Verdict::Reject, 0)] {
        let (mut scene, approval) = Scene::graded();
        let mut process = tongguan_core::process::Process::clone(&scene.process);
        let mut own = process.clocks["T10"].clone();
        own.starts = Trigger::DocumentApproved(DocumentKind::Grading);
        process.clocks.insert("X1".to_owned(), own);
        scene.process = std::sync::Arc::new(process);
        scene.decide(Who::Supervisor, approval, verdict).expect("decided");
        assert_eq!(all(&scene, "X1").len(), starts, "{verdict:?}");
    }
}

/// Whatever a clock may wait for is fired somewhere: no trigger is only a name.
#[test]
fn every_trigger_is_fired() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let read = |path: String| std::fs::read_to_string(path).expect("a source");
    let names = read(format!("{root}/process/clock.rs"));
    let body = names.split("pub enum Trigger {").nth(1).and_then(|rest| rest.split("\n}").next());
    let lines = body.expect("the enum").lines().map(str::trim);
    let names = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let names = names.map(|line| line.split(['(', ',']).next().unwrap_or_default().to_owned());
    let mut folders = vec![std::path::PathBuf::from(format!("{root}/deal"))];
    let mut sources = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => sources += &read(path.display().to_string()),
            }
        }
    }
    let fired = |name: &String| {
        let full = format!("Trigger::{name}");
        sources
            .split(full.as_str())
            .skip(1)
            .any(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let silent: Vec<String> = names.filter(|name| !fired(name)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
