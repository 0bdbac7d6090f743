//! People, departments, posts, delegations.

use jiff::SignedDuration;
use tongguan_core::id::{DelegationId, DepartmentId, PersonId, PostId};
use tongguan_core::organization::Delegation as StandsIn;
use tongguan_core::reference::delegation::{self, Delegation};
use tongguan_core::reference::department::{self, Department};
use tongguan_core::reference::person::{self, Holdings, Person};
use tongguan_core::reference::post::{self, Post};
use tongguan_core::reference::{Refusal, change};
use uuid::Uuid;

use super::{COMPANY, NOWHERE, Office, SALES, STRANGER, TEAM, code};
use crate::scene::Who;

fn colleague() -> Person {
    Person {
        id: Who::Colleague.id(),
        name: "王同事".to_owned(),
        login: "wang".to_owned(),
        email: None,
        phone: None,
        department: TEAM,
        active: true,
        language: person::Language::Zh,
    }
}

fn create(login: &str, email: Option<&str>, department: DepartmentId) -> person::Command {
    let (name, login) = ("新人".to_owned(), login.to_owned());
    let (email, language) = (email.map(str::to_owned), person::Language::Zh);
    person::Command::CreatePerson { name, login, email, phone: None, department, language }
}

fn decide(
    office: &mut Office,
    person: Option<&Person>,
    holdings: Holdings,
    command: &person::Command,
) -> Result<Person, Refusal> {
    office.at(Who::Administrator, |desk| person::decide(desk, person, holdings, command))
}

#[test]
fn a_person_is_created_with_a_plain_login() {
    let mut office = Office::new();
    let made =
        decide(&mut office, None, Holdings::default(), &create(" Li.Ming ", Some("Li@Example.com"), TEAM));
    let made = made.expect("created");
    assert_eq!((made.login.as_str(), made.email.as_deref()), ("li.ming", Some("li@example.com")));
    for (command, expected) in [
        (create("李明", None, TEAM), "bad_value"),
        (create("x", None, TEAM), "bad_text"),
        (create("li", Some("no-address"), TEAM), "bad_value"),
        (create("li", None, NOWHERE), "unknown_department"),
    ] {
        assert_eq!(code(decide(&mut office, None, Holdings::default(), &command)), expected, "{command:?}");
    }
    let again = decide(&mut office, Some(&colleague()), Holdings::default(), &create("li", None, TEAM));
    assert_eq!(code(again), "already_exists");
}

#[test]
fn nobody_leaves_while_anything_is_his() {
    let mut office = Office::new();
    let disable = person::Command::DisablePerson {};
    let left = |held: Holdings, posts: u32, delegations: u32| {
        let Holdings { deals, accounts, obligations, approvals, appeals, waits } = held;
        Err(Refusal::OwnsOpenThings {
            deals,
            accounts,
            obligations,
            approvals,
            appeals,
            waits,
            posts,
            delegations,
        })
    };
    let free = Holdings::default();
    for held in [
        Holdings { deals: 1, ..free },
        Holdings { accounts: 2, ..free },
        Holdings { obligations: 3, ..free },
        Holdings { approvals: 4, ..free },
        Holdings { appeals: 1, ..free },
        Holdings { waits: 1, ..free },
        free,
    ] {
        let refused = decide(&mut office, Some(&colleague()), held, &disable);
        assert_eq!(refused, left(held, 1, 0), "his post counts as well");
    }
    let posts = office.organization.posts.iter_mut().filter(|post| post.holder == Some(Who::Colleague.id()));
    posts.for_each(|post| post.holder = None);
    let (from, to) = (Who::Rep.id(), Who::Colleague.id());
    let (starts_at, ends_at) = (office.now, office.now + jiff::SignedDuration::from_hours(1));
    office.organization.delegations.push(StandsIn { from, to, starts_at, ends_at });
    assert_eq!(decide(&mut office, Some(&colleague()), free, &disable), left(free, 0, 1));
    office.organization.delegations.clear();
    assert!(decide(&mut office, Some(&colleague()), free, &disable).is_ok_and(|person| !person.active));
    let himself = Person { id: Who::Administrator.id(), ..colleague() };
    assert_eq!(code(decide(&mut office, Some(&himself), free, &disable)), "disables_himself");
}

#[test]
fn the_log_tells_that_personal_data_changed_and_not_what_it_is() {
    let mut office = Office::new();
    let name = Some("王新名".to_owned());
    let command = person::Command::CorrectPerson {
        name,
        email: None,
        phone: Some("13800000000".to_owned()),
        language: None,
    };
    let next = decide(&mut office, Some(&colleague()), Holdings::default(), &command).expect("corrected");
    let entry = change(Some(&colleague()), &next);
    assert_eq!(entry["personal"], serde_json::json!(["name", "phone"]));
    assert_eq!(entry["changed"], serde_json::json!({}));
    let command = person::Command::CorrectPerson {
        name: None,
        email: None,
        phone: None,
        language: Some(person::Language::En),
    };
    let next = decide(&mut office, Some(&colleague()), Holdings::default(), &command).expect("corrected");
    assert_eq!(change(Some(&colleague()), &next)["changed"]["language"]["to"], "en");
    let moved = Person { department: SALES, ..colleague() };
    let entry = change(Some(&colleague()), &moved);
    assert_eq!(entry["changed"]["department"]["to"], serde_json::json!(SALES));
    assert_eq!(
        code(decide(&mut office, Some(&next), Holdings::default(), &person::Command::EnablePerson {})),
        "no_change"
    );
}

#[test]
fn departments_form_a_tree() {
    let mut office = Office::new();
    let sales = Department { id: SALES, name: "销售部".to_owned(), parent: Some(COMPANY), active: true };
    let mut give = |department: Option<&Department>, command: department::Command| {
        office.at(Who::Administrator, |desk| department::decide(desk, department, &command))
    };
    let below = department::Command::MoveDepartment { parent: Some(TEAM) };
    assert_eq!(give(Some(&sales), below), Err(Refusal::DepartmentCircle { department: SALES }));
    let itself = department::Command::MoveDepartment { parent: Some(SALES) };
    assert_eq!(code(give(Some(&sales), itself)), "department_circle");
    let unknown = department::Command::MoveDepartment { parent: Some(NOWHERE) };
    assert_eq!(code(give(Some(&sales), unknown)), "unknown_department");
    assert_eq!(code(give(Some(&sales), department::Command::CloseDepartment {})), "department_not_empty");
    let top = department::Command::MoveDepartment { parent: None };
    assert!(give(Some(&sales), top).is_ok());
    let created = department::Command::CreateDepartment { name: "新部门".to_owned(), parent: Some(SALES) };
    let empty = give(None, created).expect("created");
    assert!(give(Some(&empty), department::Command::CloseDepartment {}).is_ok_and(|closed| !closed.active));
}

fn vacant(office: &Office, role: &str) -> Post {
    let post = office.organization.posts.iter().find(|post| post.role == role).expect("there").clone();
    let tongguan_core::organization::Post { id, role, department, since, reports_to, .. } = post;
    Post { id, role, department, holder: None, since, reports_to, acting_until: None, active: true }
}

#[test]
fn a_post_is_filled_once_and_never_by_oneself() {
    let mut office = Office::new();
    let post = vacant(&office, "sales_rep");
    let now = office.now;
    let mut fill = |post: &Post, person: PersonId| {
        let command = post::Command::FillPost { person, acting_until: None };
        office.at(Who::Administrator, |desk| post::decide(desk, Some(post), &command))
    };
    let filled = fill(&post, Who::Colleague.id()).expect("filled");
    assert_eq!((filled.holder, filled.since), (Some(Who::Colleague.id()), now));
    assert_eq!(code(fill(&filled, Who::Rep.id())), "post_held");
    assert_eq!(code(fill(&post, Who::Administrator.id())), "fills_own_post");
    assert_eq!(code(fill(&post, STRANGER)), "unfit_person");
    assert_eq!(code(fill(&Post { active: false, ..post }, Who::Rep.id())), "unknown_post");
}

#[test]
fn somebody_acts_in_a_post_up_to_a_day_and_ranks_no_lower_by_himself() {
    let mut office = Office::new();
    let post = vacant(&office, "sales_supervisor");
    let (today, later) = (jiff::civil::date(2026, 11, 20), jiff::civil::date(2026, 12, 31));
    let give = |office: &mut Office, post: &Post, command: post::Command| {
        office.at(Who::Administrator, |desk| post::decide(desk, Some(post), &command))
    };
    let act = |who: Who, until| post::Command::FillPost { person: who.id(), acting_until: Some(until) };
    assert_eq!(
        code(give(&mut office, &post, act(Who::Manager, today.yesterday().expect("a day")))),
        "bad_period"
    );
    assert_eq!(code(give(&mut office, &post, act(Who::Colleague, later))), "delegate_too_low");
    let held =
        give(&mut office, &post, post::Command::FillPost { person: Who::Colleague.id(), acting_until: None });
    assert_eq!(held.expect("holds it").acting_until, None, "whoever holds it is judged by nothing but it");
    let acting = give(&mut office, &post, act(Who::Manager, later)).expect("acts");
    assert_eq!((acting.holder, acting.acting_until), (Some(Who::Manager.id()), Some(later)));
    let emptied = give(&mut office, &acting, post::Command::VacatePost {}).expect("ended before");
    assert_eq!((emptied.holder, emptied.acting_until), (None, None));
    assert_eq!(
        code(give(&mut office, &acting, post::Command::EndActing {})),
        "not_permitted",
        "only the night"
    );
    let end = |office: &mut Office| {
        office.set_up(|desk| post::decide(desk, Some(&acting), &post::Command::EndActing {}))
    };
    office.now += SignedDuration::from_hours(24 * 41);
    assert_eq!(end(&mut office), Err(Refusal::NoChange), "its last day");
    office.now += SignedDuration::from_hours(24);
    let over = end(&mut office).expect("over");
    assert_eq!((over.holder, over.acting_until), (None, None));
}

#[test]
fn to_act_in_a_post_raises_nobody() {
    let mut office = Office::new();
    let post =
        office.organization.posts.iter().find(|post| post.role == "sales_director").expect("there").clone();
    let acting = tongguan_core::organization::Post {
        id: PostId(Uuid::from_u128(996)),
        holder: Some(Who::Manager.id()),
        acting_until: Some(jiff::civil::date(2026, 12, 31)),
        ..post
    };
    let before = office.organization.rank(Who::Manager.id(), &office.process);
    office.organization.posts.push(acting);
    let organization = &office.organization;
    assert_eq!(organization.rank(Who::Manager.id(), &office.process), before);
    assert!(
        organization.roles_of(Who::Manager.id()).any(|role| role == "sales_director"),
        "he acts all the same"
    );
}

#[test]
fn posts_report_upwards_and_close_only_vacant() {
    let mut office = Office::new();
    let (manager, supervisor) = (vacant(&office, "sales_manager"), vacant(&office, "sales_supervisor"));
    let mut give = |post: Option<&Post>, command: post::Command| {
        office.at(Who::Administrator, |desk| post::decide(desk, post, &command))
    };
    let circle = post::Command::MovePost { department: TEAM, reports_to: Some(supervisor.id) };
    assert_eq!(give(Some(&manager), circle), Err(Refusal::ReportingCircle { post: manager.id }));
    let nobody = PostId(Uuid::from_u128(997));
    let unknown = post::Command::MovePost { department: TEAM, reports_to: Some(nobody) };
    assert_eq!(give(Some(&manager), unknown), Err(Refusal::UnknownPost { post: nobody }));
    let role = "wizard".to_owned();
    let created = post::Command::CreatePost { role, department: TEAM, reports_to: None };
    assert_eq!(code(give(None, created)), "unknown_role");
    assert_eq!(code(give(Some(&manager), post::Command::VacatePost {})), "no_change");
    let held = Post { holder: Some(Who::Manager.id()), ..manager.clone() };
    assert_eq!(code(give(Some(&held), post::Command::ClosePost {})), "post_held");
    assert!(give(Some(&held), post::Command::VacatePost {}).is_ok_and(|post| post.holder.is_none()));
    assert!(give(Some(&manager), post::Command::ClosePost {}).is_ok_and(|post| !post.active));
}

fn grant(office: &Office, (from, to): (Who, Who), (starts, hours): (i64, i64)) -> delegation::Command {
    let starts_at = office.now + SignedDuration::from_hours(starts);
    let ends_at = starts_at + SignedDuration::from_hours(hours);
    delegation::Command::GrantDelegation { from: from.id(), to: to.id(), starts_at, ends_at }
}

#[test]
fn a_delegate_is_of_no_lower_rank_and_for_a_while_only() {
    let mut office = Office::new();
    let longest = 24 * i64::from(office.settings.delegation_max_days);
    for (who, pair, period, expected) in [
        (Who::Manager, (Who::Manager, Who::Director), (0, longest), None),
        (Who::Manager, (Who::Manager, Who::Director), (0, longest + 1), Some("delegation_too_long")),
        (Who::Manager, (Who::Manager, Who::Rep), (0, 24), Some("delegate_too_low")),
        (Who::Manager, (Who::Manager, Who::Manager), (0, 24), Some("delegates_to_himself")),
        (Who::Manager, (Who::Director, Who::General), (0, 24), Some("not_permitted")),
        (Who::Administrator, (Who::Director, Who::General), (0, 24), None),
        (Who::Manager, (Who::Manager, Who::Director), (0, 0), Some("bad_period")),
        (Who::Manager, (Who::Manager, Who::Director), (-48, 24), Some("bad_period")),
    ] {
        let command = grant(&office, pair, period);
        let result = office.at(who, |desk| delegation::decide(desk, None, &command));
        assert_eq!(result.err().map(|refusal| refusal.code()).as_deref(), expected, "{pair:?} {period:?}");
    }
    office.organization.people.get_mut(&Who::Director.id()).expect("there").active = false;
    let command = grant(&office, (Who::Manager, Who::Director), (0, 24));
    assert_eq!(
        code(office.at(Who::Manager, |desk| delegation::decide(desk, None, &command))),
        "unfit_person"
    );
}

#[test]
fn revoking_ends_a_delegation_now() {
    let mut office = Office::new();
    let (starts_at, ends_at) = (office.now, office.now + SignedDuration::from_hours(24));
    let id = DelegationId(Uuid::from_u128(1));
    let given = Delegation { id, from: Who::Manager.id(), to: Who::Director.id(), starts_at, ends_at };
    office.now += SignedDuration::from_hours(1);
    let revoke = delegation::Command::RevokeDelegation {};
    let revoked =
        office.at(Who::Manager, |desk| delegation::decide(desk, Some(&given), &revoke)).expect("revoked");
    assert_eq!(revoked.ends_at, office.now);
    assert_eq!(
        code(office.at(Who::Manager, |desk| delegation::decide(desk, Some(&revoked), &revoke))),
        "no_change"
    );
}
