//! Deadlines that stand still, that follow the calendar, and that explain themselves.

use jiff::SignedDuration;
use tongguan_core::calendar::{Calendar, CompanyDay};
use tongguan_core::deal::{Command, Event, ScreeningResult};
use tongguan_core::id::ObligationId;
use tongguan_core::obligation::explain;
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, kinds, local};

fn of_clock(scene: &Scene, clock: &str) -> ObligationId {
    let found = scene.deal().obligations.iter().find(|(_, o)| o.clock == clock && o.is_open());
    *found.unwrap_or_else(|| panic!("no open {clock}")).0
}

fn pause(obligation: ObligationId, reason: &str) -> Command {
    Command::PauseObligation {
        obligation, reason: reason.to_owned(), note: "客户临时封闭厂区".to_owned()
    }
}

#[test]
fn hours_move_by_the_time_that_they_stood_still() {
    let mut scene = Scene::registered();
    let due_at = scene.obligation("T1").due_at;
    let t1 = of_clock(&scene, "T1");
    scene.wait(10);
    scene.act(Who::Manager, pause(t1, "customer")).expect("the manager pauses");
    scene.wait(100);
    scene.tick();
    let t1_raised = |event: &tongguan_core::deal::Recorded| matches!(&event.event, Event::AlarmRaised { obligation, .. } if *obligation == t1);
    assert!(!scene.events.iter().any(t1_raised), "nobody is reminded while it stands still");
    assert!(!scene.obligation("T1").missed);
    scene.act(Who::Rep, Command::ResumeObligation { obligation: t1 }).expect("runs on");
    assert_eq!(scene.obligation("T1").due_at, due_at + SignedDuration::from_hours(100));
    assert_eq!(scene.obligation("T1").pauses.len(), 1);
    scene.now = scene.obligation("T1").due_at;
    scene.tick();
    assert!(!scene.obligation("T1").missed);
    scene.now += SignedDuration::from_micros(1);
    scene.tick();
    assert!(scene.obligation("T1").missed);
}

#[test]
fn working_days_move_by_working_days() {
    let (mut scene, _) = Scene::graded();
    let t9 = of_clock(&scene, "T9");
    assert_eq!(scene.obligation("T9").due_at, local("2026-11-23T23:59:59.999999"));
    scene.act(Who::Manager, pause(t9, "force_majeure")).expect("paused on Friday");
    scene.now = local("2026-11-22T12:00");
    scene.act(Who::Manager, Command::ResumeObligation { obligation: t9 }).expect("resumed on Sunday");
    assert_eq!(scene.obligation("T9").due_at, local("2026-11-23T23:59:59.999999"), "a weekend costs nothing");
    scene.act(Who::Manager, pause(t9, "customer")).expect("paused on Sunday");
    scene.now = local("2026-11-25T08:00");
    scene.act(Who::Manager, Command::ResumeObligation { obligation: t9 }).expect("resumed on Wednesday");
    assert_eq!(
        scene.obligation("T9").due_at,
        local("2026-11-26T23:59:59.999999"),
        "three working days later"
    );
}

#[test]
fn pausing_is_refused_where_it_would_help_the_debtor_or_nobody() {
    let mut scene = Scene::registered();
    let (t1, t27) = (of_clock(&scene, "T1"), of_clock(&scene, "T27"));
    assert_eq!(
        scene.act(Who::Rep, pause(t1, "customer")).map_err(|r| r.code()),
        Err("not_permitted".to_owned())
    );
    let unknown = scene.act(Who::Manager, pause(t1, "holiday"));
    assert_eq!(unknown, Err(Refusal::UnknownReason { reason: "holiday".to_owned() }));
    let on_date = scene.act(Who::Manager, pause(t27, "customer"));
    assert_eq!(on_date, Err(Refusal::NotPausable { obligation: t27 }));
    let running = scene.act(Who::Manager, Command::ResumeObligation { obligation: t1 });
    assert_eq!(running, Err(Refusal::ObligationRunning { obligation: t1 }));
    scene.act(Who::Manager, pause(t1, "customer")).expect("paused");
    assert_eq!(
        scene.act(Who::Director, pause(t1, "customer")),
        Err(Refusal::ObligationPaused { obligation: t1 })
    );

    let mut late = Scene::registered();
    late.wait(49);
    let t1 = of_clock(&late, "T1");
    let missed = late.act(Who::Manager, pause(t1, "customer"));
    assert_eq!(missed, Err(Refusal::NotPausable { obligation: t1 }));

    let (mut scene, _) = Scene::graded();
    let t1 = scene.deal().obligations.iter().find(|(_, o)| o.clock == "T1").map(|(id, _)| *id).expect("met");
    assert_eq!(
        scene.act(Who::Manager, pause(t1, "customer")),
        Err(Refusal::UnknownObligation { obligation: t1 })
    );
}

#[test]
fn nobody_stops_what_he_owes_himself() {
    let mut scene = Scene::screened();
    scene.organization().posts.iter_mut().filter(|post| post.role == "sales_supervisor").for_each(|post| {
        post.holder = Some(Who::Manager.id());
    });
    scene.act(Who::Rep, crate::scene::grading(41, 36, "A")).expect("graded");
    let t9 = of_clock(&scene, "T9");
    assert_eq!(
        scene.act(Who::Manager, pause(t9, "customer")),
        Err(Refusal::OwnObligation { obligation: t9 })
    );
    scene.act(Who::Director, pause(t9, "customer")).expect("another one may");
}

fn with_day_off(day: &str) -> Calendar {
    let off =
        CompanyDay { date: day.parse().expect("a day"), working: false, name: "停产检修".to_owned() };
    Calendar::shipped().with_company_days("1", vec![off])
}

#[test]
fn an_open_deadline_follows_the_calendar_and_says_so() {
    let (mut scene, _) = Scene::graded();
    scene.facts.calendar = with_day_off("2026-11-23");
    let events = scene.tick();
    assert_eq!(kinds(&events), ["obligation_rescheduled"]);
    assert_eq!(scene.obligation("T9").due_at, local("2026-11-24T23:59:59.999999"));
    assert_eq!(scene.tick(), [], "once");
    let told = explain(scene.obligation("T9"), &scene.process, &scene.facts.calendar);
    let skipped: Vec<String> = told.skipped.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(skipped, ["2026-11-21", "2026-11-22", "2026-11-23"]);
    assert_eq!(told.skipped[2].name.as_deref(), Some("停产检修"));
    assert_eq!((told.from, told.due_at), (local("2026-11-20T17:00"), scene.obligation("T9").due_at));
    assert_eq!((told.process_version, told.provisional), (scene.process.version, false));
}

#[test]
fn what_was_judged_stays_as_it_was_judged() {
    let (mut scene, approval) = Scene::graded();
    scene.now = local("2026-11-24T09:00");
    scene.tick();
    assert!(scene.obligation("T9").missed);
    scene.facts.calendar = with_day_off("2026-11-23");
    assert_eq!(kinds(&scene.tick()), [""; 0], "no day off rescues a missed deadline");
    scene.decide(Who::Supervisor, approval, tongguan_core::approval::Verdict::Approve).expect("late");
    assert!(scene.obligation("T9").missed);
    scene.facts.calendar = with_day_off("2026-11-20");
    assert!(!kinds(&scene.tick()).contains(&"obligation_rescheduled".to_owned()));
}

#[test]
fn a_reminder_that_was_given_is_not_given_again() {
    let (mut scene, _) = Scene::graded();
    scene.now = local("2026-11-23T10:00");
    let before = kinds(&scene.tick());
    scene.facts.calendar = with_day_off("2026-11-23");
    let after = scene.tick();
    assert_eq!(kinds(&after), ["obligation_rescheduled"], "before: {before:?}");
}

#[test]
fn hours_do_not_ask_the_calendar() {
    let mut scene = Scene::registered();
    scene.facts.calendar = with_day_off("2026-11-21");
    let moved = scene.tick().into_iter().any(|event| matches!(event, Event::ObligationRescheduled { .. }));
    assert!(!moved);
    let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    scene.act(Who::Rep, valid).expect("screened");
}
