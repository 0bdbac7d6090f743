//! People of a file: new, moved, with posts and superiors, and again the same file.

use tongguan_core::id::{DepartmentId, PersonId, PostId};
use tongguan_core::import::{Kind, KnownUser, People, Record, Step, arrange_users, plan_user};
use tongguan_core::organization;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::person::{self, Holdings, Person};
use tongguan_core::reference::{Command, post};
use uuid::Uuid;

use super::{record, records, said};
use crate::reference::{COMPANY, Office, SALES, TEAM};
use crate::scene::Who;

const HEADS: &str = "登录名|姓名|部门|角色|邮箱|手机|直属上级";

fn row(cells: &str) -> Record {
    record(Kind::Users, HEADS, cells)
}

/// The scene's people and departments under names.
fn known() -> KnownUser {
    let department =
        |id: DepartmentId, name: &str, parent| Department { id, name: name.to_owned(), parent, active: true };
    let person = |who: Who, login: &str, name: &str| Person {
        id: who.id(),
        name: name.to_owned(),
        login: login.to_owned(),
        email: None,
        phone: None,
        department: TEAM,
        active: true,
        language: person::Language::default(),
    };
    KnownUser {
        people: vec![person(Who::Supervisor, "sun", "孙主管"), person(Who::Colleague, "li.si", "李四")],
        departments: vec![
            department(COMPANY, "示例公司", None),
            department(SALES, "销售部", Some(COMPANY)),
            department(TEAM, "华东一部", Some(SALES)),
        ],
    }
}

/// Gives a row's commands in the core, until nothing more follows; answers what was said each time.
fn given(office: &mut Office, known: &mut KnownUser, cells: &str) -> Vec<String> {
    let mut rounds = Vec::new();
    for _ in 0..3 {
        let plan = office.at(Who::Administrator, |desk| plan_user(&row(cells), known, desk));
        rounds.push(said(&plan));
        for step in &plan.steps {
            give(office, known, step);
        }
        if !plan.then_again {
            break;
        }
    }
    rounds
}

fn give(office: &mut Office, known: &mut KnownUser, step: &Step) {
    match step {
        Step::Reference { id, command: Command::Person(command) } => {
            let at = known.people.iter().position(|person| Some(person.id.0) == *id);
            let before = at.map(|at| known.people[at].clone());
            let after = office
                .at(Who::Administrator, |desk| {
                    person::decide(desk, before.as_ref(), Holdings::default(), command)
                })
                .expect("accepted");
            let seat = organization::Person { department: after.department, active: true };
            office.organization.people.insert(after.id, seat);
            match at {
                Some(at) => known.people[at] = after,
                None => known.people.push(after),
            }
        }
        Step::Reference { id, command: Command::Post(command) } => {
            let at = office.organization.posts.iter().position(|post| Some(post.id.0) == *id);
            let before = at.map(|at| stored(&office.organization.posts[at]));
            let after = office.at(Who::Administrator, |desk| post::decide(desk, before.as_ref(), command));
            let post::Post { id, role, department, holder, since, reports_to, acting_until, .. } =
                after.expect("accepted");
            let seat = organization::Post { id, role, department, holder, since, reports_to, acting_until };
            match at {
                Some(at) => office.organization.posts[at] = seat,
                None => office.organization.posts.push(seat),
            }
        }
        other => panic!("not about people: {other:?}"),
    }
}

fn stored(seat: &organization::Post) -> post::Post {
    let organization::Post { id, role, department, holder, since, reports_to, acting_until } = seat.clone();
    post::Post { id, role, department, holder, since, reports_to, acting_until, active: true }
}

fn person_of(known: &KnownUser, login: &str) -> PersonId {
    known.people.iter().find(|person| person.login == login).expect("there").id
}

const NEW: &str = "Wang.Wu|王五|华东一部|销售代表、presales|Wang@us.example|13800000000|孙主管";

#[test]
fn somebody_new_gets_posts_and_a_superior_and_the_second_time_nothing() {
    let (mut office, mut known) = (Office::new(), known());
    let expected = [
        "new  [create_person]",
        "update roles,superior [create_post create_post]",
        "update roles,superior [fill_post fill_post]",
    ];
    assert_eq!(given(&mut office, &mut known, NEW), expected);
    let him = person_of(&known, "wang.wu");
    let mut roles: Vec<&str> = office.organization.roles_of(him).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["presales", "sales_rep"]);
    let superior = office.organization.superior(him);
    assert_eq!(superior, organization::Answering::Holders(vec![Who::Supervisor.id()]));
    assert_eq!(given(&mut office, &mut known, NEW), ["unchanged  []"]);
}

#[test]
fn a_vacant_post_is_filled_before_another_is_made() {
    let (mut office, mut known) = (Office::new(), known());
    let vacant = PostId(Uuid::from_u128(0xAB));
    let since = office.now;
    office.organization.posts.push(organization::Post {
        id: vacant,
        role: "sales_rep".to_owned(),
        department: TEAM,
        holder: None,
        since,
        reports_to: None,
        acting_until: None,
    });
    let expected = ["new  [create_person]", "update roles,superior [fill_post move_post]"];
    assert_eq!(given(&mut office, &mut known, "zhao|赵六|销售部/华东一部|sales_rep|||孙主管"), expected);
    let post = office.organization.posts.iter().find(|post| post.id == vacant).expect("there");
    assert_eq!(post.holder, Some(person_of(&known, "zhao")));
}

#[test]
fn what_a_row_says_otherwise_is_corrected_and_what_it_does_not_say_stays() {
    let (mut office, mut known) = (Office::new(), known());
    let row = "li.si|李四|销售部|||13900000000|";
    assert_eq!(
        given(&mut office, &mut known, row),
        ["update mobile,person_department [correct_person move_person]"]
    );
    assert_eq!(given(&mut office, &mut known, row), ["unchanged  []"]);
    assert_eq!(office.organization.roles_of(Who::Colleague.id()).collect::<Vec<_>>(), ["sales_rep"]);
}

#[test]
fn what_nobody_knows_is_a_fault() {
    let (mut office, mut known) = (Office::new(), known());
    let mut twins = known.departments.clone();
    twins.push(Department {
        id: DepartmentId(Uuid::from_u128(9)),
        parent: Some(COMPANY),
        ..twins[2].clone()
    });
    let mut check = |cells: &str, expected: &str| {
        assert_eq!(given(&mut office, &mut known, cells), [expected], "{cells}");
    };
    check("a.b|甲|火星部||||", "error no_such_department []");
    check("a.b|甲|华东一部|||| 无此人", "error unknown_person []");
    check("li.si|李四|华东一部||||李四的上级", "error unknown_person []");
    known.departments = twins;
    let twice = given(&mut office, &mut known, "a.b|甲|华东一部||||");
    assert_eq!(twice, ["error several_departments []"]);
    let path = given(&mut office, &mut known, "a.b|甲|销售部/华东一部||||");
    assert_eq!(path, ["new  [create_person]"]);
    known.people[1].active = false;
    assert_eq!(given(&mut office, &mut known, "li.si|李四|销售部||||"), ["error login_of_one_who_left []"]);
}

#[test]
fn an_unknown_role_is_told_with_the_list() {
    let faults = records(Kind::Users, &[HEADS, "a.b|甲|华东一部|销售代表,国王|||"], &People::default());
    assert_eq!(faults, [Err(vec!["2 roles not_an_option".to_owned()])]);
}

#[test]
fn superiors_come_first_and_nobody_reports_in_a_circle() {
    let lines = [
        HEADS,
        "c|丙|华东一部|销售代表|||b",
        "b|乙|华东一部|销售主管|||甲",
        "a|甲|华东一部|销售经理|||孙主管",
        "x|戊|华东一部||||y",
        "y|己|华东一部||||x",
    ];
    let rows = records(Kind::Users, &lines, &People::default());
    let (arranged, circles) = arrange_users(rows.into_iter().map(|row| row.expect("good")).collect());
    let order: Vec<u32> = arranged.iter().map(|record| record.row).collect();
    assert_eq!(order, [4, 3, 2]);
    let circles: Vec<(u32, &str)> = circles.iter().map(|(row, fault)| (*row, fault.code.as_str())).collect();
    assert_eq!(circles, [(5, "superior_circle"), (6, "superior_circle")]);
    let (mut office, known) = (Office::new(), known());
    let plan = office.at(Who::Administrator, |desk| plan_user(&arranged[2], &known, desk));
    assert_eq!(
        (said(&plan).as_str(), plan.then_again),
        ("new  [create_person]", true),
        "tried, he is to come"
    );
}
