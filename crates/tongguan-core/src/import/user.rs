//! A row about one of our people: who he is, where he belongs, which posts he fills and to whom he reports.
//!
//! Posts are only ever added: what a file does not name is not taken from anybody. Whoever is new has no password; he gets one as
//! everybody new does. Must never fill a post of whoever imports: the commands refuse that.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::field::{Field, Holds, own};
use super::head::plain;
use super::people::People;
use super::plan::{Fault, Plan, Step, Verdict};
use super::record::Record;
use crate::id::{DepartmentId, PersonId, PostId};
use crate::organization::{Answering, Post};
use crate::process::{Choice, Process};
use crate::reference::department::Department;
use crate::reference::person::{self, Language, Person};
use crate::reference::{Command, Desk, post};

pub(super) fn fields(process: &Process) -> Vec<Field> {
    let role = |role: &crate::process::Role| Choice { key: role.key.clone(), name: role.name.clone() };
    let roles = process.roles.iter().map(role).collect();
    vec![
        own("login", ("登录名", "Login"), Holds::Text, true),
        own("person_name", ("姓名", "Name"), Holds::Text, true),
        own("person_department", ("部门", "Department"), Holds::Text, true),
        own("roles", ("角色", "Roles"), Holds::Several(roles), false),
        own("scope", ("管辖部门", "Department of the post"), Holds::Text, false),
        own("person_email", ("邮箱", "Email"), Holds::Text, false),
        own("mobile", ("手机", "Mobile"), Holds::Phone, false),
        own("superior", ("直属上级", "Superior"), Holds::Text, false),
    ]
}

/// Where [`arrange`] notes the row of a superior who is in the same file.
const SUPERIOR_ROW: &str = "superior_row";

/// What is known of our people.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// All of them, those who left included.
    pub people: Vec<Person>,
    /// All departments.
    pub departments: Vec<Department>,
}

/// Rows so that a superior comes before those who report to him, and the faults of those who report in a circle.
pub fn arrange(records: Vec<Record>) -> (Vec<Record>, Vec<(u32, Fault)>) {
    let mut named: BTreeMap<String, u32> = BTreeMap::new();
    for record in &records {
        let words =
            ["login", "person_name", "person_email"].into_iter().filter_map(|field| record.text(field));
        named.extend(words.map(|word| (plain(word), record.row)));
    }
    let above = |record: &Record| {
        let row = record.text("superior").and_then(|superior| named.get(&plain(superior)).copied());
        row.filter(|row| *row != record.row)
    };
    let mut waiting: Vec<(Record, Option<u32>)> = records
        .into_iter()
        .map(|record| (above(&record), record))
        .map(|(row, record)| (record, row))
        .collect();
    let mut arranged: Vec<Record> = Vec::with_capacity(waiting.len());
    loop {
        let rows: std::collections::BTreeSet<u32> = waiting.iter().map(|(record, _)| record.row).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|(_, above)| above.is_none_or(|row| !rows.contains(&row)));
        let stuck = ready.is_empty();
        arranged.extend(ready.into_iter().map(|(mut record, above)| {
            if let Some(row) = above {
                record.values.insert(SUPERIOR_ROW.to_owned(), json!(row));
            }
            record
        }));
        if stuck || rest.is_empty() {
            let circle =
                |(record, _): (Record, _)| (record.row, Fault::of("superior", "superior_circle", json!({})));
            return (arranged, rest.into_iter().map(circle).collect());
        }
        waiting = rest;
    }
}

/// What becomes of the row.
pub fn plan(record: &Record, known: &Known, desk: &Desk<'_>) -> Plan {
    let wanted = match Wanted::of(record, known) {
        Ok(wanted) => wanted,
        Err(fault) => return Plan::error(fault),
    };
    let login = record.text("login").unwrap_or_default().to_lowercase();
    match known.people.iter().find(|person| person.login == login) {
        None => begin(record, &wanted, login),
        Some(person) if !person.active => Plan::error(Fault::of("login", "login_of_one_who_left", json!({}))),
        Some(person) => complete(record, person, &wanted, desk),
    }
}

/// What the row says, by id.
struct Wanted {
    department: DepartmentId,
    /// Where the posts stand, if the row says so.
    scope: Option<DepartmentId>,
    roles: Vec<String>,
    superior: Option<PersonId>,
    /// The superior is in the file, and not with us yet.
    superior_follows: bool,
}

impl Wanted {
    fn of(record: &Record, known: &Known) -> Result<Wanted, Fault> {
        let of = |field: &str| {
            record.text(field).map(|name| department(field, name, &known.departments)).transpose()
        };
        let department =
            of("person_department")?.ok_or_else(|| Fault::of("person_department", "missing", json!({})))?;
        let said = record.text("superior");
        let superior = said.and_then(|text| People::new(&known.people).named(text));
        let in_file = record.values.contains_key(SUPERIOR_ROW);
        if let Some(found) = said.filter(|_| superior.is_none() && !in_file) {
            return Err(Fault::of("superior", "unknown_person", json!({ "found": found })));
        }
        let roles = record.values.get("roles").and_then(Value::as_array);
        let roles = roles.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let superior_follows = said.is_some() && superior.is_none();
        Ok(Wanted { department, scope: of("scope")?, roles, superior, superior_follows })
    }
}

/// A department by its name, or by the names of it and those above it: 销售部/华东一部.
fn department(field: &str, name: &str, all: &[Department]) -> Result<DepartmentId, Fault> {
    let path: Vec<String> =
        name.split(['/', '\\', '>', '-']).map(plain).filter(|part| !part.is_empty()).collect();
    let is_it = |department: &&Department| {
        let up = |below: &&Department| below.parent.and_then(|id| all.iter().find(|one| one.id == id));
        let mut upwards = std::iter::successors(Some(*department), up).take(all.len());
        department.active
            && path.iter().rev().all(|part| upwards.next().is_some_and(|one| plain(&one.name) == *part))
    };
    let whole = |department: &&Department| department.active && plain(&department.name) == plain(name);
    let mut fits: Vec<&Department> = all.iter().filter(whole).collect();
    if fits.is_empty() && !path.is_empty() {
        fits = all.iter().filter(is_it).collect();
    }
    match fits.as_slice() {
        [one] => Ok(one.id),
        [] => Err(Fault::of(field, "no_such_department", json!({ "found": name }))),
        _ => Err(Fault::of(field, "several_departments", json!({ "found": name }))),
    }
}

fn begin(record: &Record, wanted: &Wanted, login: String) -> Plan {
    let command = person::Command::CreatePerson {
        name: record.owned("person_name").unwrap_or_default(),
        login,
        email: record.owned("person_email"),
        phone: record.owned("mobile"),
        department: wanted.department,
        language: Language::default(),
    };
    let then_again = !wanted.roles.is_empty() || record.text("superior").is_some();
    Plan { then_again, ..Plan::one(Verdict::New, None, command) }
}

fn complete(record: &Record, person: &Person, wanted: &Wanted, desk: &Desk<'_>) -> Plan {
    let mut fields = Vec::new();
    let mut steps = Vec::new();
    let mut give = |id: Uuid, command: Command| steps.push(Step::Reference { id: Some(id), command });
    correct(record, person, &mut fields, &mut give);
    if wanted.department != person.department {
        fields.push("person_department".to_owned());
        give(person.id.0, person::Command::MovePerson { department: wanted.department }.into());
    }
    let mut posts = Posts { person: person.id, wanted, desk, steps: Vec::new() };
    let above = match posts.above() {
        Ok(above) => above,
        Err(fault) => return Plan::error(fault),
    };
    let made = posts.fill(above);
    if !posts.steps.is_empty() {
        fields.push("roles".to_owned());
    }
    if made == 0 && posts.reports_otherwise() && !posts.report(above) && posts.steps.is_empty() {
        return Plan::error(Fault::of("superior", "no_post_to_report", json!({})));
    }
    if posts.reports_otherwise() || wanted.superior_follows {
        fields.push("superior".to_owned());
    }
    steps.extend(posts.steps);
    match fields.is_empty() {
        true => Plan::done(Verdict::Unchanged),
        false => {
            let then_again = made > 0 || wanted.superior_follows;
            Plan { verdict: Verdict::Update { fields }, steps, then_again }
        }
    }
}

fn correct(record: &Record, person: &Person, fields: &mut Vec<String>, give: &mut impl FnMut(Uuid, Command)) {
    let mut changed = |field: &str, now: Option<&String>, said: Option<String>| {
        let said = said.filter(|said| Some(said) != now);
        fields.extend(said.iter().map(|_| field.to_owned()));
        said
    };
    let name = changed("person_name", Some(&person.name), record.owned("person_name"));
    let said = record.owned("person_email").map(|email| email.to_lowercase());
    let email = changed("person_email", person.email.as_ref(), said);
    let phone = changed("mobile", person.phone.as_ref(), record.owned("mobile"));
    if [&name, &email, &phone].into_iter().any(Option::is_some) {
        give(person.id.0, person::Command::CorrectPerson { name, email, phone, language: None }.into());
    }
}

/// The posts of a person on their way to what the row says.
struct Posts<'a> {
    person: PersonId,
    wanted: &'a Wanted,
    desk: &'a Desk<'a>,
    steps: Vec<Step>,
}

impl Posts<'_> {
    fn held(&self) -> impl Iterator<Item = &Post> {
        self.desk.organization.posts.iter().filter(|post| post.holder == Some(self.person))
    }

    /// The superior's post that his people report to.
    fn above(&self) -> Result<Option<PostId>, Fault> {
        let Some(superior) = self.wanted.superior else { return Ok(None) };
        let mut posts = self.desk.organization.posts.iter().filter(|post| post.holder == Some(superior));
        let post = posts.next().map(|post| post.id);
        post.map(Some).ok_or_else(|| Fault::of("superior", "superior_without_post", json!({})))
    }

    /// Fills the vacant posts of his roles and makes those that are not there; answers how many it made.
    fn fill(&mut self, above: Option<PostId>) -> u32 {
        let scope = self.wanted.scope.unwrap_or(self.wanted.department);
        let mut made = 0;
        for role in &self.wanted.roles {
            let is_there = |post: &Post| self.wanted.scope.is_none_or(|scope| post.department == scope);
            if self.held().any(|post| post.role == *role && is_there(post)) {
                continue;
            }
            let posts = &self.desk.organization.posts;
            let vacant = posts
                .iter()
                .find(|post| post.role == *role && post.department == scope && post.holder.is_none());
            let Some(vacant) = vacant else {
                let command =
                    post::Command::CreatePost { role: role.clone(), department: scope, reports_to: above };
                self.steps.push(Step::Reference { id: None, command: command.into() });
                made += 1;
                continue;
            };
            let (id, reports_to) = (vacant.id, vacant.reports_to);
            self.give(id, post::Command::FillPost { person: self.person, acting_until: None });
            if above.is_some() && reports_to != above {
                self.give(id, post::Command::MovePost { department: scope, reports_to: above });
            }
        }
        made
    }

    /// Whether somebody else than the row says is his superior, as things stand.
    fn reports_otherwise(&self) -> bool {
        let Some(superior) = self.wanted.superior else { return false };
        self.desk.organization.superior(self.person) != Answering::Holders(vec![superior])
    }

    /// Lets the post that he reports from report to `above`; false where he has none.
    fn report(&mut self, above: Option<PostId>) -> bool {
        let Some((id, department)) = self.held().next().map(|post| (post.id, post.department)) else {
            return false;
        };
        self.give(id, post::Command::MovePost { department, reports_to: above });
        true
    }

    fn give(&mut self, id: PostId, command: post::Command) {
        self.steps.push(Step::Reference { id: Some(id.0), command: command.into() });
    }
}
