//! A day of the company's own: what is open follows it, and nothing that was judged is judged again.

use jiff::Timestamp;
use jiff::civil::date;
use tongguan_core::calendar::CompanyDay;
use tongguan_core::deal::{Command, Event, ScreeningResult};
use tongguan_core::id::{DealId, ObligationId};
use tongguan_core::obligation::Obligation;
use tongguan_core::reference::calendar;
use tongguan_service::run::Target;
use tongguan_testkit::{for_each_engine, id};

use super::stage::Stage;
use crate::company::scene::{Who, grading, local};

/// Three deals: one whose grading was reviewed too late, one whose review is owed tomorrow, one that is not screened.
const LATE: u128 = 7;
const OPEN: u128 = 8;
const HOURS: u128 = 9;

async fn graded(stage: &mut Stage, deal: u128, name: &str) {
    stage.register(deal, name, None).await;
    let screen = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    for command in [screen, grading(41, 36, "A")] {
        stage.act(Who::Rep, Target::Deal { id: DealId(id(deal)), command }).await;
    }
}

/// Tuesday at ten in the morning: the review asked for on Friday is late since Monday night.
async fn tuesday(stage: &mut Stage) {
    graded(stage, LATE, "杭州甲有限公司").await;
    stage.clock.wait(24 * 3 + 17);
    stage.turn().await;
    graded(stage, OPEN, "宁波乙精密仪器厂").await;
    stage.register(HOURS, "温州丙纺织集团", None).await;
    stage.turn().await;
    assert_eq!(stage.clock.now(), local("2026-11-24T10:00"));
}

/// Wednesday becomes a day off: one proposes it, another one puts it in force.
async fn wednesday_off(stage: &mut Stage) {
    let off = CompanyDay { date: date(2026, 11, 25), working: false, name: "停电检修".to_owned() };
    let propose = calendar::Command::ProposeDays { days: vec![off] };
    let change = stage.act(Who::Operations, Target::Reference { id: None, command: propose.into() }).await;
    let confirm = calendar::Command::ConfirmCalendarChange {};
    stage.act(Who::General, Target::Reference { id: Some(change), command: confirm.into() }).await;
}

/// All obligations of a deal.
async fn owed(stage: &Stage, deal: u128) -> Vec<(ObligationId, Obligation)> {
    let owed = stage.deal(deal).await.obligations;
    owed.into_iter().map(|(id, owed)| (id, Obligation::clone(&owed))).collect()
}

async fn review(stage: &Stage, deal: u128) -> Obligation {
    let all = owed(stage, deal).await;
    all.into_iter().map(|(_, one)| one).find(|one| one.clock == "T9").expect("a review is owed")
}

fn end_of(day: &str) -> Timestamp {
    local(&format!("{day}T23:59:59.999999"))
}

#[tokio::test]
async fn a_day_off_moves_what_is_open_and_judges_nothing_again() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        tuesday(&mut stage).await;
        let (late, hours) = (owed(&stage, LATE).await, owed(&stage, HOURS).await);
        let before = owed(&stage, OPEN).await;
        assert!(review(&stage, LATE).await.missed, "late, and still owed");
        assert!(before.iter().any(|(_, one)| !one.is_open()), "some are done");
        assert_eq!(review(&stage, OPEN).await.due_at, end_of("2026-11-25"));
        wednesday_off(&mut stage).await;
        stage.turn().await;
        assert_eq!(owed(&stage, LATE).await, late, "what was judged stays as it was judged");
        assert_eq!(owed(&stage, HOURS).await, hours, "hours do not ask the calendar");
        let after = owed(&stage, OPEN).await;
        let moved: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
        let [((_, before), (id, after))] = moved[..] else { panic!("{moved:#?}") };
        assert_eq!((after.clock.as_str(), after.due_at), ("T9", end_of("2026-11-26")));
        assert_eq!(after.derivation.skipped, [date(2026, 11, 25)], "it says why");
        assert_ne!(after.derivation.calendar_version, before.derivation.calendar_version);
        assert_eq!(after.derivation.from, before.derivation.from, "it is counted from the same moment");
        assert_eq!(rescheduled(&stage, OPEN).await, [*id], "on record, once");
        assert_eq!(rescheduled(&stage, LATE).await, []);
        stage.turn().await;
        assert_eq!(rescheduled(&stage, OPEN).await, [*id], "and not again");
    })
    .await;
}

/// The obligations of which an event says that they have another deadline.
async fn rescheduled(stage: &Stage, deal: u128) -> Vec<ObligationId> {
    let moved = |event: &Event| match event {
        Event::ObligationRescheduled { obligation, .. } => Some(*obligation),
        _ => None,
    };
    stage.events(deal).await.iter().filter_map(|one| moved(&one.event)).collect()
}

#[tokio::test]
async fn reminders_follow_a_deadline_that_moved() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        tuesday(&mut stage).await;
        let planned = |one: &Obligation| one.alarms.iter().map(|alarm| alarm.at).collect::<Vec<_>>();
        let before = review(&stage, OPEN).await;
        wednesday_off(&mut stage).await;
        stage.turn().await;
        let after = review(&stage, OPEN).await;
        assert_eq!(planned(&before).len(), planned(&after).len());
        let later = |(before, after): (&Timestamp, &Timestamp)| before < after;
        assert!(planned(&before).iter().zip(&planned(&after)).all(later), "{before:#?} {after:#?}");
        let raised = after.alarms_raised;
        // Where the old deadline was, nothing happens; where the new one is, it does.
        stage.clock.wait_until(end_of("2026-11-25"));
        stage.clock.wait(1);
        stage.turn().await;
        assert!(!review(&stage, OPEN).await.missed);
        let due = planned(&after).iter().filter(|at| **at <= stage.clock.now()).count();
        assert_eq!(review(&stage, OPEN).await.alarms_raised as usize, (raised as usize).max(due));
        stage.clock.wait(24);
        stage.turn().await;
        let missed = review(&stage, OPEN).await;
        assert!(missed.missed && missed.alarms_raised > raised, "{missed:#?}");
        assert_eq!(missed.due_at, end_of("2026-11-26"));
    })
    .await;
}
