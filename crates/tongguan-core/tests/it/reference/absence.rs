//! Given an absence, then somebody stands in and nobody visits; given a plan, then its changes are the commands of its day.

use jiff::civil::date;
use tongguan_core::organization::Away;
use tongguan_core::reference::Refusal;
use tongguan_core::reference::absence::{self, Absence, AbsenceKind, Command};
use tongguan_core::reference::reorganization::{self, Change, Reorganization};
use uuid::Uuid;

use super::Office;
use crate::scene::{Who, local};

fn leave(person: Who, from: i8, until: i8, stands_in: Option<Who>) -> Command {
    Command::RecordAbsence {
        person: person.id(),
        kind: AbsenceKind::Leave,
        from: date(2026, 11, from),
        until: date(2026, 11, until),
        stands_in: stands_in.map(Who::id),
        note: None,
    }
}

fn record(office: &mut Office, who: Who, command: &Command) -> Result<Absence, String> {
    office.at(who, |desk| absence::decide(desk, None, command)).map_err(|refusal| refusal.code())
}

#[test]
fn whoever_goes_says_so_himself_and_nobody_else_but_the_administrator() {
    let mut office = Office::new();
    let own = record(&mut office, Who::Manager, &leave(Who::Manager, 23, 25, Some(Who::Director)));
    let own = own.expect("recorded");
    assert_eq!((own.starts_at, own.ends_at > own.starts_at), (local("2026-11-23T00:00"), true));
    assert!(own.ends_at < local("2026-11-26T00:00"), "the last day is whole and no longer");
    let others = leave(Who::Manager, 23, 25, None);
    assert_eq!(record(&mut office, Who::Rep, &others), Err("not_permitted".to_owned()));
    assert!(record(&mut office, Who::Administrator, &others).is_ok());
    for (command, code) in [
        (leave(Who::Rep, 25, 23, None), "bad_period"),
        (leave(Who::Rep, 2, 3, None), "bad_period"),
        (leave(Who::Manager, 23, 24, Some(Who::Rep)), "delegate_too_low"),
        (leave(Who::Rep, 23, 24, Some(Who::Rep)), "delegates_to_himself"),
    ] {
        assert_eq!(record(&mut office, Who::Administrator, &command), Err(code.to_owned()), "{command:?}");
    }
    office.organization.away.push(Away {
        person: own.person,
        starts_at: own.starts_at,
        ends_at: own.ends_at,
        is_leave: true,
    });
    let again =
        office.at(Who::Manager, |desk| absence::decide(desk, None, &leave(Who::Manager, 25, 27, None)));
    let (from, until) = (date(2026, 11, 23), date(2026, 11, 25));
    assert_eq!(again, Err(Refusal::AbsenceOverlaps { from, until }));
}

#[test]
fn back_early_is_back_today_and_called_off_is_as_if_never() {
    let mut office = Office::new();
    let given = record(&mut office, Who::Rep, &leave(Who::Rep, 20, 27, None)).expect("recorded");
    let end = Command::EndAbsence {};
    let back = office.at(Who::Rep, |desk| absence::decide(desk, Some(&given), &end)).expect("back");
    assert_eq!((back.until, back.ends_at, back.cancelled), (date(2026, 11, 20), office.now, false));
    let again = office.at(Who::Rep, |desk| absence::decide(desk, Some(&back), &end));
    assert_eq!(again, Err(Refusal::NoChange));
    let ahead = record(&mut office, Who::Rep, &leave(Who::Rep, 23, 27, None)).expect("recorded");
    let off = office.at(Who::Rep, |desk| absence::decide(desk, Some(&ahead), &end)).expect("called off");
    assert!(off.cancelled);
}

fn plan(office: &mut Office, who: Who, on: i8, changes: Vec<Change>) -> Result<Reorganization, String> {
    let name = "年末调整".to_owned();
    let on = date(2026, 11, on);
    let command = reorganization::Command::PlanReorganization { name, on, changes };
    office.at(who, |desk| reorganization::decide(desk, None, &command)).map_err(|refusal| refusal.code())
}

#[test]
fn a_plan_names_what_is_there_and_waits_for_its_day() {
    let mut office = Office::new();
    let post = office.organization.posts.iter().find(|post| post.holder == Some(Who::Supervisor.id()));
    let post = post.expect("a post").id;
    let appoint = || vec![Change::Appoint { post, person: Who::Colleague.id() }];
    assert_eq!(plan(&mut office, Who::Manager, 30, appoint()), Err("not_permitted".to_owned()));
    assert_eq!(plan(&mut office, Who::Administrator, 20, appoint()), Err("bad_period".to_owned()), "today");
    assert_eq!(plan(&mut office, Who::Administrator, 30, Vec::new()), Err("bad_value".to_owned()));
    let nowhere = vec![Change::Vacate { post: tongguan_core::id::PostId(Uuid::from_u128(404)) }];
    assert_eq!(plan(&mut office, Who::Administrator, 30, nowhere), Err("unknown_post".to_owned()));
    let planned = plan(&mut office, Who::Administrator, 30, appoint()).expect("planned");
    assert!(planned.is_open());
    let commands = planned.changes[0].commands(&office.organization);
    let keys: Vec<&str> = commands.iter().map(|(_, command)| command.key()).collect();
    assert_eq!(keys, ["vacate_post", "fill_post"], "whoever holds it leaves it first");
    office.organization.posts.iter_mut().for_each(|post| post.holder = None);
    assert_eq!(planned.changes[0].commands(&office.organization).len(), 1);
}

#[test]
fn only_the_system_says_that_a_plan_was_done() {
    let mut office = Office::new();
    let change = Change::MovePerson {
        person: Who::Rep.id(),
        department: *office.organization.departments.keys().next().expect("one"),
    };
    let planned = plan(&mut office, Who::Administrator, 30, vec![change]).expect("planned");
    let end = reorganization::Command::EndReorganization {};
    let by_hand = office.at(Who::Administrator, |desk| reorganization::decide(desk, Some(&planned), &end));
    assert_eq!(by_hand.map_err(|refusal| refusal.code()), Err("not_permitted".to_owned()));
    let done = office.set_up(|desk| reorganization::decide(desk, Some(&planned), &end)).expect("done");
    assert!(!done.is_open() && done.done_at.is_some());
    let cancel = reorganization::Command::CancelReorganization {};
    let late = office.at(Who::Administrator, |desk| reorganization::decide(desk, Some(&done), &cancel));
    assert_eq!(late, Err(Refusal::ReorganizationClosed));
}
