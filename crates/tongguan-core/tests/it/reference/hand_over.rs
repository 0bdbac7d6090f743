//! Whose hand-over it is, what it makes of posts and delegations, and who signs the list.

use tongguan_core::digest::Digest;
use tongguan_core::id::{AccountId, HandOverId, PostId};
use tongguan_core::reference::Refusal;
use tongguan_core::reference::hand_over::{
    Command, HandOver, Item, ItemKind, Leaving, admit, decide, record,
};
use uuid::Uuid;

use super::{Office, STRANGER, code};
use crate::scene::Who;

fn leaving(from: Who, to: Who) -> Leaving {
    Leaving {
        from: from.id(),
        to: to.id(),
        reason: "离职交接给同组同事".to_owned(),
        customers: Default::default(),
        successors: Default::default(),
        keeps_posts: false,
    }
}

fn item(to: Who) -> Item {
    let (kind, id, digest) = (ItemKind::Account, Uuid::from_u128(7), Digest::of(b"before"));
    Item { kind, id, to: Some(to.id()), digest }
}

fn handed(office: &mut Office) -> HandOver {
    let leaving = leaving(Who::Rep, Who::Colleague);
    let made = office
        .at(Who::Manager, |desk| record(desk, &leaving, leaving.reason.clone(), vec![item(Who::Colleague)]));
    made.expect("something moved")
}

fn sign(handed: &HandOver) -> Command {
    Command::SignHandOver { digest: handed.digest, note: None }
}

#[test]
fn a_manager_hands_over_what_his_people_had_and_an_administrator_what_anybody_had() {
    let mut office = Office::new();
    for (by, from, expected) in [
        (Who::Manager, Who::Rep, None),
        (Who::Administrator, Who::Rep, None),
        (Who::Administrator, Who::Manager, None),
        (Who::Colleague, Who::Rep, Some("not_permitted")),
        (Who::Manager, Who::OtherRep, Some("out_of_reach")),
        (Who::Manager, Who::General, Some("out_of_reach")),
        (Who::Operations, Who::Rep, None),
        (Who::Operations, Who::Administrator, Some("not_permitted")),
        (Who::Operations, Who::General, Some("not_permitted")),
        (Who::Manager, Who::Manager, Some("needs_second_person")),
    ] {
        let answer = office.at(by, |desk| admit(desk, &leaving(from, Who::Colleague)));
        assert_eq!(answer.err().map(|refusal| refusal.code()).as_deref(), expected, "{by:?} for {from:?}");
    }
    let mut stays = leaving(Who::General, Who::Colleague);
    stays.keeps_posts = true;
    office.at(Who::Operations, |desk| admit(desk, &stays)).expect("of posts nothing is touched");
}

#[test]
fn nothing_goes_to_nobody_and_only_administrators_fill_posts() {
    let mut office = Office::new();
    let himself = office.at(Who::Manager, |desk| admit(desk, &leaving(Who::Rep, Who::Rep)));
    assert_eq!(himself, Err(Refusal::UnfitPerson { person: Who::Rep.id() }));
    let mut split = leaving(Who::Rep, Who::Colleague);
    split.customers.insert(AccountId(Uuid::from_u128(7)), STRANGER);
    assert_eq!(
        office.at(Who::Manager, |desk| admit(desk, &split)),
        Err(Refusal::UnfitPerson { person: STRANGER })
    );
    let mut filled = leaving(Who::Rep, Who::Colleague);
    filled.successors.insert(PostId(Uuid::from_u128(8)), Who::Colleague.id());
    assert_eq!(code(office.at(Who::Manager, |desk| admit(desk, &filled))), "not_permitted");
    assert_eq!(code(office.at(Who::Operations, |desk| admit(desk, &filled))), "not_permitted");
    office.at(Who::Administrator, |desk| admit(desk, &filled)).expect("he fills posts");
    let nothing = office.at(Who::Manager, |desk| record(desk, &split, String::new(), Vec::new()));
    assert_eq!(nothing, Err(Refusal::NothingToHandOver));
}

#[test]
fn who_took_over_or_stands_above_signs_and_never_who_moved_it() {
    let mut office = Office::new();
    let list = handed(&mut office);
    assert!(!list.is_signed());
    for (by, expected) in [
        (Who::Manager, "needs_second_person"),
        (Who::Rep, "not_permitted"),
        (Who::OtherRep, "not_permitted"),
        (Who::Administrator, "not_permitted"),
    ] {
        assert_eq!(code(office.at(by, |desk| decide(desk, Some(&list), &sign(&list)))), expected, "{by:?}");
    }
    let other = Command::SignHandOver { digest: Digest::of(b"another list"), note: None };
    assert_eq!(code(office.at(Who::Colleague, |desk| decide(desk, Some(&list), &other))), "bad_value");
    for by in [Who::Colleague, Who::Supervisor] {
        let signed = office.at(by, |desk| decide(desk, Some(&list), &sign(&list))).expect("signed");
        assert!(signed.is_signed(), "{by:?}");
        assert_eq!(signed.digest, list.digest, "a signature changes nothing of the list");
        assert_eq!(code(office.at(by, |desk| decide(desk, Some(&signed), &sign(&list)))), "no_change");
    }
}

#[test]
fn of_several_receivers_each_signs_his_part() {
    let mut office = Office::new();
    let mut list = handed(&mut office);
    list.id = HandOverId(Uuid::from_u128(1));
    list.items.push(item(Who::OtherRep));
    list = office.at(Who::Colleague, |desk| decide(desk, Some(&list), &sign(&list))).expect("signed");
    assert!(!list.is_signed(), "the other one has not");
    list = office.at(Who::OtherRep, |desk| decide(desk, Some(&list), &sign(&list))).expect("signed");
    assert!(list.is_signed());
}
