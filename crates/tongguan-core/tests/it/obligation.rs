//! Deadlines: all sides of a boundary, each fires once, and no verdict depends on when the scanner ran.

use jiff::SignedDuration;
use tongguan_core::deal::Event;
use tongguan_core::deal::{Command, ScreeningResult};
use tongguan_core::obligation::ObligationState;

use crate::scene::{Scene, Who, kinds, local};

fn valid() -> Command {
    Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None }
}

#[test]
fn forty_eight_hours_run_through_the_weekend() {
    let scene = Scene::registered();
    assert_eq!(scene.obligation("T1").due_at, local("2026-11-22T17:00"));
    assert_eq!(scene.obligation("T1").debtor, Some(Who::Rep.id()));
}

#[test]
fn screening_in_time_is_up_to_and_including_the_deadline() {
    let cases = [(-60_000_000, false), (0, false), (1, true), (60_000_000, true)];
    for (micros, late) in cases {
        let mut scene = Scene::registered();
        scene.now = scene.obligation("T1").due_at + SignedDuration::from_micros(micros);
        let events = scene.act(Who::Rep, valid()).expect("late or not, it is accepted");
        let met = events.iter().find_map(|event| match event {
            Event::ObligationMet { late, .. } => Some(*late),
            _ => None,
        });
        assert_eq!(met, Some(late), "{micros} µs");
        assert_eq!(kinds(&events).contains(&"obligation_missed".to_owned()), late, "{micros} µs");
    }
}

#[test]
fn a_missed_deadline_fires_once_whoever_comes_first() {
    let mut by_scanner = Scene::registered();
    let mut by_command = Scene::registered();
    let after = by_scanner.obligation("T1").due_at + SignedDuration::from_mins(30);
    by_scanner.now = after;
    by_command.now = after;
    by_scanner.tick();
    assert_eq!(by_scanner.tick(), []);
    by_scanner.act(Who::Rep, valid()).expect("screened");
    by_command.act(Who::Rep, valid()).expect("screened");
    let misses = |scene: &Scene| {
        let all: Vec<Event> = scene.events.iter().map(|recorded| recorded.event.clone()).collect();
        kinds(&all).into_iter().filter(|kind| kind == "obligation_missed").count()
    };
    assert_eq!((misses(&by_scanner), misses(&by_command)), (1, 1));
    for scene in [by_scanner, by_command] {
        assert!(scene.obligation("T1").missed);
        assert_eq!(scene.obligation("T1").state, ObligationState::Met);
    }
}

#[test]
fn reminders_come_in_order_and_a_forgotten_lead_goes_to_the_pool() {
    let mut scene = Scene::registered();
    scene.wait(24);
    assert_eq!(kinds(&scene.tick()), ["alarm_raised"]);
    scene.wait(20);
    assert_eq!(kinds(&scene.tick()), ["alarm_raised"]);
    scene.wait(3);
    assert_eq!(scene.tick(), []);
    scene.wait(26);
    let events = scene.tick();
    assert!(kinds(&events).contains(&"owner_changed".to_owned()), "{:?}", kinds(&events));
    assert_eq!(scene.deal().owner, None);
    assert_eq!(scene.obligation("T1").state, ObligationState::Cancelled);
    let refusal = scene.act(Who::Rep, valid()).expect_err("it is nobody's");
    assert_eq!(refusal.code(), "not_permitted");
}

#[test]
fn the_first_two_reassignments_restart_the_clock_later_ones_do_not() {
    let mut scene = Scene::registered();
    let give =
        |to: Who| Command::ReassignOwner { to: to.id(), reason: "区域调整，转给同事".to_owned() };
    let turns = [(Who::Colleague, true), (Who::Rep, true), (Who::Colleague, false)];
    for (to, restarts) in turns {
        let before = scene.obligation("T1").due_at;
        scene.wait(1);
        scene.act(Who::Supervisor, give(to)).expect("the supervisor reassigns");
        assert_eq!(scene.obligation("T1").due_at > before, restarts, "{to:?}");
        assert_eq!(scene.obligation("T1").debtor, Some(to.id()));
    }
}

#[test]
fn the_review_of_a_grade_is_owed_once_and_within_a_working_day() {
    let (scene, _) = Scene::graded();
    assert_eq!(scene.obligation("T9").due_at, local("2026-11-24T00:00") - SignedDuration::from_micros(1));
    assert_eq!(scene.obligation("T9").debtor, Some(Who::Supervisor.id()));
    assert!(scene.deal().obligations.values().all(|o| o.clock != "T11"));
}
