//! From a short list of people, as somebody types it on the first day, to departments, people and posts.
//!
//! Promises departments above before those below, posts that others report to first, and a superior who answers for the same
//! department or one above. All of it can be changed later; the set-up itself judges it like any other.

use std::collections::BTreeSet;

use tongguan_core::process::Process;

use super::{NewDepartment, NewPerson, NewPost, SetUp};

/// The key of the company as the department above all.
const COMPANY: &str = "/";
/// What parts a department from the one above.
const STEP: char = '/';

/// One person with one post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Someone {
    /// His name.
    pub name: String,
    /// What he signs in with.
    pub login: String,
    /// The role of his post.
    pub role: String,
    /// His department, `销售部/一组`; the company where empty.
    pub department: String,
    /// His first password.
    pub password: Option<String>,
}

/// What the set-up takes.
pub fn draw(process: &Process, token: String, company: String, people: &[Someone]) -> SetUp {
    let names: BTreeSet<String> = people.iter().flat_map(|one| with_those_above(&path(one))).collect();
    let root = NewDepartment { key: COMPANY.to_owned(), name: company.clone(), parent: None };
    let departments = std::iter::once(root).chain(names.iter().map(|path| department(path))).collect();
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(rank(process, &people[*place].role)));
    let posts = order.iter().map(|place| post(process, people, *place)).collect();
    let person = |(place, one): (usize, &Someone)| NewPerson {
        key: key(place),
        name: one.name.clone(),
        login: one.login.clone(),
        department: home(one),
        password: one.password.clone(),
    };
    SetUp { token, company, departments, people: people.iter().enumerate().map(person).collect(), posts }
}

fn key(place: usize) -> String {
    format!("p{place}")
}

/// A department as it was typed, without spaces around its steps.
fn path(one: &Someone) -> String {
    let steps: Vec<&str> =
        one.department.split([STEP, '／']).map(str::trim).filter(|step| !step.is_empty()).collect();
    steps.join("/")
}

fn home(one: &Someone) -> String {
    Some(path(one)).filter(|path| !path.is_empty()).unwrap_or_else(|| COMPANY.to_owned())
}

/// A department and all above it; the company is none of them. Sorted by text, those above come first.
fn with_those_above(path: &str) -> Vec<String> {
    let ends = path.match_indices(STEP).map(|(at, _)| at).chain([path.len()]);
    ends.map(|end| path[..end].to_owned()).filter(|path| !path.is_empty()).collect()
}

fn department(path: &str) -> NewDepartment {
    let (above, name) = path.rsplit_once(STEP).unwrap_or((COMPANY, path));
    NewDepartment { key: path.to_owned(), name: name.to_owned(), parent: Some(above.to_owned()) }
}

fn post(process: &Process, people: &[Someone], place: usize) -> NewPost {
    let one = &people[place];
    NewPost {
        key: key(place),
        role: one.role.clone(),
        department: home(one),
        holder: Some(key(place)),
        reports_to: superior(process, people, one).map(key),
    }
}

fn rank(process: &Process, role: &str) -> u8 {
    process.role(role).map_or(0, |role| role.rank)
}

/// Whether a role stands in the line of selling.
fn sells(role: &str) -> bool {
    role.starts_with("sales_") && role != "sales_ops"
}

/// The nearest one above: of the nearest department, and there of the lowest higher rank.
fn superior(process: &Process, people: &[Someone], of: &Someone) -> Option<usize> {
    let is_business = |role: &str| process.role(role).is_some_and(|role| role.business);
    if !is_business(&of.role) {
        return None;
    }
    let own = home(of);
    let answers = |one: &Someone| {
        let theirs = home(one);
        theirs == COMPANY || theirs == own || own.starts_with(&format!("{theirs}{STEP}"))
    };
    let fits = |one: &Someone| {
        let is_of_line = one.role == "general_manager" || sells(&one.role) == sells(&of.role);
        is_business(&one.role)
            && is_of_line
            && rank(process, &one.role) > rank(process, &of.role)
            && answers(one)
    };
    let found = people.iter().enumerate().filter(|(_, one)| fits(one));
    let nearness = |one: &Someone| {
        let theirs = home(one);
        std::cmp::Reverse(if theirs == COMPANY { 0 } else { theirs.len() })
    };
    found.min_by_key(|(_, one)| (nearness(one), rank(process, &one.role))).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn someone(role: &str, department: &str) -> Someone {
        let (role, department) = (role.to_owned(), department.to_owned());
        Someone { name: role.clone(), login: role.clone(), role, department, password: None }
    }

    #[test]
    fn departments_come_after_those_above_and_posts_report_up() {
        let people = [
            someone("sales_rep", "销售部/一组"),
            someone("finance_specialist", "财务部"),
            someone("sales_manager", "销售部"),
            someone("sys_admin", ""),
            someone("sales_supervisor", " 销售部 ／ 一组 "),
            someone("general_manager", ""),
            someone("sales_rep", "销售部/二组"),
        ];
        let drawn = draw(&Process::standard(), "t".into(), "公司".into(), &people);
        let departments: Vec<_> =
            drawn.departments.iter().map(|one| (one.key.as_str(), one.parent.as_deref())).collect();
        assert_eq!(departments.len(), 5);
        for (place, (_, parent)) in departments.iter().enumerate() {
            assert!(parent.is_none_or(|parent| departments[..place].iter().any(|(key, _)| *key == parent)));
        }
        let reports_to = |key: &str| {
            let found = drawn.posts.iter().find(|post| post.key == key).expect("a post");
            found.reports_to.clone()
        };
        assert_eq!(reports_to("p0").as_deref(), Some("p4"), "rep to the supervisor of his team");
        assert_eq!(reports_to("p6").as_deref(), Some("p2"), "rep without one to the manager above");
        assert_eq!(reports_to("p4").as_deref(), Some("p2"));
        assert_eq!(reports_to("p2").as_deref(), Some("p5"));
        assert_eq!(reports_to("p1").as_deref(), Some("p5"), "finance does not report to sales");
        assert_eq!(reports_to("p3"), None);
        for (place, post) in drawn.posts.iter().enumerate() {
            let above = post.reports_to.as_ref();
            assert!(above.is_none_or(|above| drawn.posts[..place].iter().any(|post| post.key == *above)));
        }
    }
}
