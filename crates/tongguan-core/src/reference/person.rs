//! A person of our company: who he is and where he belongs. Sign-in secrets are kept elsewhere.
//!
//! A person is never deleted. Disabling him is refused while he holds posts or owns anything open, so that nothing is
//! left without an owner.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::{DepartmentId, PersonId};
use crate::organization::Delegation;

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// His id.
    pub id: PersonId,
    /// His name.
    pub name: String,
    /// What he signs in with: lower case, unique.
    pub login: String,
    /// His mail address, lower case; unique where there is one.
    pub email: Option<String>,
    /// His phone.
    pub phone: Option<String>,
    /// Home department.
    pub department: DepartmentId,
    /// False after leaving or being disabled.
    pub active: bool,
    /// In which language mail speaks to him.
    #[serde(default, skip_serializing_if = "Language::is_default")]
    pub language: Language,
}

/// A language that people are written to in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Record for Person {
    const KIND: &'static str = "person";
    const PERSONAL: &'static [&'static str] = &["name", "login", "email", "phone"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A new colleague.
    CreatePerson {
        name: String,
        login: String,
        #[serde(default)]
        email: Option<String>,
        #[serde(default)]
        phone: Option<String>,
        department: DepartmentId,
        #[serde(default)]
        language: Language,
    },
    /// Other words for the same person; a blank mail or phone takes it away.
    CorrectPerson {
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        email: Option<String>,
        #[serde(default)]
        phone: Option<String>,
        #[serde(default)]
        language: Option<Language>,
    },
    /// Another home department.
    MovePerson { department: DepartmentId },
    /// He has left.
    DisablePerson {},
    /// He is back.
    EnablePerson {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreatePerson { .. } => "create_person",
            Command::CorrectPerson { .. } => "correct_person",
            Command::MovePerson { .. } => "move_person",
            Command::DisablePerson {} => "disable_person",
            Command::EnablePerson {} => "enable_person",
        }
    }
}

/// What a person still answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holdings {
    /// Open deals that he owns.
    pub deals: u32,
    /// Customers that he owns.
    pub accounts: u32,
    /// Open obligations that he owes.
    pub obligations: u32,
    /// Steps of approvals that wait for him.
    pub approvals: u32,
    /// Appeals of his that nobody has decided.
    pub appeals: u32,
    /// Reviews, steps to come, promises and improvements that wait for him.
    pub waits: u32,
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    person: Option<&Person>,
    holdings: Holdings,
    command: &Command,
) -> Result<Person, Refusal> {
    desk.admit(command.key(), person.map(|person| person.id))?;
    match (person, command) {
        (None, Command::CreatePerson { name, login, email, phone, department, language }) => {
            known_department(desk, *department)?;
            Ok(Person {
                id: PersonId(desk.fresh_id()),
                name: text::required("name", name, 1, text::NAME_MAX)?,
                login: login_of(login)?,
                email: text::email("email", email.as_deref())?.map(|email| email.to_lowercase()),
                phone: text::optional("phone", phone.as_deref(), 30)?,
                department: *department,
                active: true,
                language: *language,
            })
        }
        (Some(_), Command::CreatePerson { .. }) | (None, _) => {
            Err(Refusal::AlreadyExists { kind: Person::KIND.to_owned() })
        }
        (Some(person), command) => change(desk, person, holdings, command),
    }
}

fn change(
    desk: &Desk<'_>,
    person: &Person,
    holdings: Holdings,
    command: &Command,
) -> Result<Person, Refusal> {
    let mut next = person.clone();
    match command {
        Command::CreatePerson { .. } => {}
        Command::CorrectPerson { name, email, phone, language } => {
            next.language = language.unwrap_or(next.language);
            if let Some(name) = name {
                next.name = text::required("name", name, 1, text::NAME_MAX)?;
            }
            if email.is_some() {
                next.email = text::email("email", email.as_deref())?.map(|email| email.to_lowercase());
            }
            if phone.is_some() {
                next.phone = text::optional("phone", phone.as_deref(), 30)?;
            }
        }
        Command::MovePerson { department } => {
            known_department(desk, *department)?;
            next.department = *department;
        }
        Command::DisablePerson {} => {
            may_leave(desk, person, holdings)?;
            next.active = false;
        }
        Command::EnablePerson {} => next.active = true,
    }
    if next == *person { Err(Refusal::NoChange) } else { Ok(next) }
}

fn may_leave(desk: &Desk<'_>, person: &Person, holdings: Holdings) -> Result<(), Refusal> {
    if desk.actor() == Some(person.id) {
        return Err(Refusal::DisablesHimself);
    }
    let Holdings { deals, accounts, obligations, approvals, appeals, waits } = holdings;
    let organization = desk.organization;
    let posts = organization.posts.iter().filter(|post| post.holder == Some(person.id)).count() as u32;
    let runs = |d: &&Delegation| [d.from, d.to].contains(&person.id) && d.ends_at > desk.now();
    let delegations = organization.delegations.iter().filter(runs).count() as u32;
    match deals + accounts + obligations + approvals + appeals + waits + posts + delegations {
        0 => Ok(()),
        _ => Err(Refusal::OwnsOpenThings {
            deals,
            accounts,
            obligations,
            approvals,
            appeals,
            waits,
            posts,
            delegations,
        }),
    }
}

fn known_department(desk: &Desk<'_>, department: DepartmentId) -> Result<(), Refusal> {
    match desk.organization.departments.contains_key(&department) {
        true => Ok(()),
        false => Err(Refusal::UnknownDepartment { department }),
    }
}

/// A login is what a keyboard types without thinking: lower-case letters, figures and `._-@`.
fn login_of(typed: &str) -> Result<String, Refusal> {
    let login = text::required("login", typed, 2, 60)?.to_lowercase();
    let plain = login.chars().all(|c| c.is_ascii_alphanumeric() || "._-@".contains(c));
    plain.then_some(login).ok_or(Refusal::BadValue { field: "login".to_owned() })
}
