//! 撞单申诉: who may file, who decides, and that credit is shared out to the last percent.

use tongguan_core::deal::Command;
use tongguan_core::deal::screening::appeal::Share;
use tongguan_core::money::Percent;
use tongguan_core::obligation::ObligationState;
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, local};

fn file() -> Command {
    Command::FileAppeal { reason: "我先报备并已两次拜访".to_owned(), evidence: Vec::new() }
}

fn decide(owner: Who, shares: &[(Who, i32)]) -> Command {
    let share = |(who, percent): &(Who, i32)| Share { person: who.id(), percent: Percent::whole(*percent) };
    let shares = shares.iter().map(share).collect();
    Command::DecideAppeal { owner: owner.id(), shares, reason: "首次有效登记在先".to_owned() }
}

fn filed() -> Scene {
    let mut scene = Scene::screened();
    scene.act(Who::OtherRep, file()).expect("a rep of another team appeals");
    scene
}

#[test]
fn an_appeal_is_anybody_elses_and_one_at_a_time() {
    let mut scene = Scene::screened();
    let refusal = scene.act(Who::Rep, file()).expect_err("he owns it");
    assert_eq!(refusal, Refusal::SameOwner { person: Who::Rep.id() });
    scene.act(Who::Legal, file()).expect_err("not a rep");
    scene.act(Who::OtherRep, file()).expect("another rep");
    assert_eq!(scene.act(Who::Colleague, file()), Err(Refusal::AppealOpen));
    assert_eq!(scene.obligation("T21").due_at, local("2026-11-24T23:59:59.999999"));
    assert_eq!(scene.obligation("T21").debtor, Some(Who::Supervisor.id()));
}

#[test]
fn shares_make_one_hundred_percent() {
    for (shares, good) in [
        (vec![(Who::Rep, 70), (Who::OtherRep, 30)], true),
        (vec![(Who::Rep, 100)], true),
        (vec![(Who::Rep, 70), (Who::OtherRep, 29)], false),
        (vec![(Who::Rep, 70), (Who::OtherRep, 31)], false),
        (vec![(Who::Rep, 50), (Who::Rep, 50)], false),
        (vec![(Who::Rep, 110), (Who::OtherRep, -10)], false),
        (vec![], false),
    ] {
        let answer = filed().act(Who::Supervisor, decide(Who::Rep, &shares));
        assert_eq!(answer.is_ok(), good, "{shares:?}");
        let code = answer.err().map(|refusal| refusal.code());
        assert!(good || code.as_deref() == Some("shares_not_whole"), "{shares:?}: {code:?}");
    }
}

#[test]
fn the_winner_owns_it_and_the_day_of_recycling_stays() {
    let mut scene = filed();
    let before = scene.obligation("T27").due_at;
    let shares = [(Who::OtherRep, 70), (Who::Rep, 30)];
    scene.act(Who::Supervisor, decide(Who::OtherRep, &shares)).expect("decided");
    assert_eq!(scene.deal().owner, Some(Who::OtherRep.id()));
    assert_eq!(scene.obligation("T27").due_at, before);
    assert_eq!(scene.obligation("T21").state, ObligationState::Met);
    assert_eq!(scene.deal().lead.shares.len(), 2);
}

#[test]
fn nobody_decides_in_his_own_cause_and_nobody_else_wins() {
    let mut scene = filed();
    let stranger = scene.act(Who::Supervisor, decide(Who::Colleague, &[(Who::Rep, 100)]));
    assert_eq!(stranger, Err(Refusal::UnfitOwner { person: Who::Colleague.id() }));
    let shares = [(Who::Rep, 90), (Who::Supervisor, 10)];
    assert_eq!(scene.act(Who::Supervisor, decide(Who::Rep, &shares)), Err(Refusal::PartyToAppeal));
    scene
        .act(Who::OtherRep, decide(Who::OtherRep, &[(Who::OtherRep, 100)]))
        .expect_err("a rep does not decide");
    let mut quiet = Scene::screened();
    let answer = quiet.act(Who::Supervisor, decide(Who::Rep, &[(Who::Rep, 100)]));
    assert_eq!(answer, Err(Refusal::NoOpenAppeal));
}

#[test]
fn the_second_appeal_is_the_directors_and_the_last() {
    let mut scene = filed();
    let for_rep = decide(Who::Rep, &[(Who::Rep, 100)]);
    scene.act(Who::Supervisor, for_rep.clone()).expect("decided");
    scene.act(Who::OtherRep, file()).expect("a second time");
    assert_eq!(scene.obligation("T21-B").debtor, Some(Who::Director.id()));
    scene.act(Who::Supervisor, for_rep.clone()).expect_err("not the supervisor again");
    scene.act(Who::Director, for_rep).expect("the director decides");
    assert_eq!(scene.act(Who::OtherRep, file()), Err(Refusal::AppealsExhausted));
}
