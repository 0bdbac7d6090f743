//! Given what an import made and what is found now, then it goes, becomes what it was, or stays because somebody built on it.

use jiff::Timestamp;
use serde_json::json;
use tongguan_core::facts::Actor;
use tongguan_core::import::undo::{Found, Leaning, Thing, Touch, Way, judge, net};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Scene, Who};

fn touch(kind: &str, id: u128, before: u64, after: u64) -> Touch {
    let former = (before > 0).then(|| json!({ "version": before }));
    Touch { kind: kind.to_owned(), id: Uuid::from_u128(id), before, after, former }
}

#[test]
fn rows_that_touch_one_thing_count_once() {
    let touches = [
        (2, touch("account", 1, 0, 1)),
        (2, touch("contact", 2, 0, 1)),
        (3, touch("account", 1, 1, 2)),
        (4, touch("product", 3, 4, 5)),
        (5, touch("product", 3, 5, 6)),
    ];
    let things = net(touches);
    let said: Vec<_> = things.iter().map(|t| (t.kind.as_str(), t.row, t.born, t.last)).collect();
    assert_eq!(said, [("account", 2, true, 2), ("contact", 2, true, 1), ("product", 4, false, 6)]);
    assert_eq!(things[0].former, None, "the account was made by the import");
    assert_eq!(things[2].former, Some(json!({ "version": 4 })), "what it was before the first row");
}

fn thing(born: bool, last: u64) -> Thing {
    let id = Uuid::from_u128(7);
    Thing { kind: "account".to_owned(), id, row: 9, born, last, former: None }
}

#[test]
fn what_nobody_built_upon_goes_or_becomes_what_it_was() {
    let found = |version| Found { version, ..Found::default() };
    assert_eq!(judge(&thing(true, 1), &found(1)), Ok(Way::Withdraw));
    assert_eq!(judge(&thing(false, 3), &found(3)), Ok(Way::Restore));
    assert_eq!(judge(&thing(true, 1), &found(0)), Ok(Way::Done), "it is gone already");
    let restored = Found { version: 4, is_former: true, ..Found::default() };
    assert_eq!(judge(&thing(false, 3), &restored), Ok(Way::Done), "it is what it was already");
}

#[test]
fn what_was_built_upon_stays_and_says_by_whom() {
    let (by, at) = (Some(Who::Rep.id()), Timestamp::UNIX_EPOCH);
    let moved = Found { version: 2, changed: Some((by, at)), ..Found::default() };
    for born in [true, false] {
        let stays = judge(&thing(born, 1), &moved).expect_err("it moved on");
        assert_eq!((stays.len(), stays[0].row, stays[0].by, stays[0].at), (1, 9, by, Some(at)));
    }
    let deal = Leaning { kind: "deal".to_owned(), id: Uuid::from_u128(8), by, at: Some(at) };
    let leant = Found { version: 1, leaning: vec![deal.clone()], ..Found::default() };
    let stays = judge(&thing(true, 1), &leant).expect_err("a deal leans on it");
    assert_eq!((stays.len(), stays[0].leaning.as_ref()), (1, Some(&deal)));
    assert_eq!(
        judge(&thing(false, 1), &leant),
        Ok(Way::Restore),
        "it was there before, and stays to be leant on"
    );
}

#[test]
fn a_lead_goes_with_its_import_and_only_as_its_import_left_it() {
    let import = Uuid::from_u128(5);
    let mut scene = Scene::registered();
    let last = scene.deal().version;
    let withdraw = |scene: &mut Scene, last: u64| {
        let context = scene.context(Actor::Person(Who::Rep.id()));
        let how = (import, last, "导错了文件");
        tongguan_core::deal::withdraw(scene.deal(), &scene.process, &scene.facts, how, &context)
    };
    let gone = withdraw(&mut scene, last).expect("nothing happened to it").deal;
    assert!(gone.has_ended() && gone.lead.withdrawn_at.is_some());
    assert!(gone.obligations.values().all(|duty| !duty.is_open()), "no clock runs on");
    assert_eq!(withdraw(&mut scene, last - 1), Err(Refusal::BuiltUpon { version: last }));
    scene.wait(24 * 7);
    let late = withdraw(&mut scene, last);
    assert!(matches!(late, Err(Refusal::BuiltUpon { .. })), "a missed clock is not undone: {late:?}");
}
