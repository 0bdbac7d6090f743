//! Changes of the organisation that take effect on a day (组织调整): prepared beforehand, done together in the night before it.
//!
//! Promises that all of them are done or none; each is judged, when its day has come, as the command that does it at any time, by the
//! right of whoever planned it. Must never change anything itself.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Command as Any, Desk, Record, Refusal, department, person, post, text};
use crate::id::{DepartmentId, PersonId, PostId};
use crate::organization::Organization;

/// The most changes of one plan.
const MOST: usize = 200;

/// Changes that take effect together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reorganization {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The day on which it takes effect.
    pub on: Date,
    /// What changes, in this order.
    pub changes: Vec<Change>,
    /// Who planned it; absent for the system.
    pub planned_by: Option<PersonId>,
    /// When.
    pub planned_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Why it was not done.
    pub fault: Option<Fault>,
    /// When it was called off.
    pub cancelled_at: Option<Timestamp>,
}

/// A change that was refused on its day, and with it all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Which change, from 1.
    pub change: u32,
    /// The code of the refusal.
    pub code: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OrganizationChange"))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the commands that they become")]
pub enum Change {
    /// Somebody takes a post; whoever holds it leaves it.
    Appoint { post: PostId, person: PersonId },
    /// The holder leaves a post.
    Vacate { post: PostId },
    /// A post goes to another department, or reports to another one.
    MovePost {
        post: PostId,
        department: DepartmentId,
        #[serde(default)]
        reports_to: Option<PostId>,
    },
    /// A vacant post is no more.
    ClosePost { post: PostId },
    /// Somebody belongs to another department.
    MovePerson { person: PersonId, department: DepartmentId },
    /// Somebody leaves the company.
    DisablePerson { person: PersonId },
    /// A department goes under another one.
    MoveDepartment {
        department: DepartmentId,
        #[serde(default)]
        parent: Option<DepartmentId>,
    },
    /// A department is no more.
    CloseDepartment { department: DepartmentId },
}

impl Change {
    /// The commands that do it in this organisation, each with the row that it is given to.
    pub fn commands(&self, organization: &Organization) -> Vec<(Uuid, Any)> {
        let one = |id: Uuid, command: Any| vec![(id, command)];
        match self {
            Change::Appoint { post, person } => {
                let held = organization.posts.iter().any(|seat| seat.id == *post && seat.holder.is_some());
                let vacate = held.then(|| (post.0, post::Command::VacatePost {}.into()));
                let fill = (post.0, post::Command::FillPost { person: *person, acting_until: None }.into());
                vacate.into_iter().chain([fill]).collect()
            }
            Change::Vacate { post } => one(post.0, post::Command::VacatePost {}.into()),
            Change::MovePost { post, department, reports_to } => {
                let (department, reports_to) = (*department, *reports_to);
                one(post.0, post::Command::MovePost { department, reports_to }.into())
            }
            Change::ClosePost { post } => one(post.0, post::Command::ClosePost {}.into()),
            Change::MovePerson { person, department } => {
                one(person.0, person::Command::MovePerson { department: *department }.into())
            }
            Change::DisablePerson { person } => one(person.0, person::Command::DisablePerson {}.into()),
            Change::MoveDepartment { department, parent } => {
                one(department.0, department::Command::MoveDepartment { parent: *parent }.into())
            }
            Change::CloseDepartment { department } => {
                one(department.0, department::Command::CloseDepartment {}.into())
            }
        }
    }

    /// Refuses what names somebody or something that is not there today.
    fn known(&self, organization: &Organization) -> Result<(), Refusal> {
        let post = |id: &PostId| match organization.posts.iter().any(|post| post.id == *id) {
            true => Ok(()),
            false => Err(Refusal::UnknownPost { post: *id }),
        };
        let department = |id: &DepartmentId| match organization.departments.contains_key(id) {
            true => Ok(()),
            false => Err(Refusal::UnknownDepartment { department: *id }),
        };
        let person = |id: &PersonId| match organization.is_active(*id) {
            true => Ok(()),
            false => Err(Refusal::UnfitPerson { person: *id }),
        };
        match self {
            Change::Appoint { post: id, person: whom } => post(id).and_then(|()| person(whom)),
            Change::Vacate { post: id } | Change::ClosePost { post: id } => post(id),
            Change::MovePost { post: id, department: to, reports_to } => {
                post(id).and_then(|()| department(to)).and_then(|()| reports_to.iter().try_for_each(post))
            }
            Change::MovePerson { person: whom, department: to } => person(whom).and_then(|()| department(to)),
            Change::DisablePerson { person: whom } => person(whom),
            Change::MoveDepartment { department: id, parent } => {
                department(id).and_then(|()| parent.iter().try_for_each(department))
            }
            Change::CloseDepartment { department: id } => department(id),
        }
    }
}

impl Record for Reorganization {
    const KIND: &'static str = "reorganization";
    const PERSONAL: &'static [&'static str] = &[];

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Reorganization {
    /// Whether it still waits for its day.
    pub fn is_open(&self) -> bool {
        self.done_at.is_none() && self.fault.is_none() && self.cancelled_at.is_none()
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Changes for a day to come.
    PlanReorganization {
        name: String,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        changes: Vec<Change>,
    },
    /// They do not come.
    CancelReorganization {},
    /// They were done; only the system says so.
    EndReorganization {},
    /// One was refused, so none was done; only the system says so.
    FailReorganization { change: u32, fault: String },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::PlanReorganization { .. } => "plan_reorganization",
            Command::CancelReorganization {} => "cancel_reorganization",
            Command::EndReorganization {} => "end_reorganization",
            Command::FailReorganization { .. } => "fail_reorganization",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    row: Option<&Reorganization>,
    command: &Command,
) -> Result<Reorganization, Refusal> {
    desk.admit(command.key(), None)?;
    match (row, command) {
        (None, Command::PlanReorganization { name, on, changes }) => planned(desk, name, *on, changes),
        (None, _) | (Some(_), Command::PlanReorganization { .. }) => {
            Err(Refusal::AlreadyExists { kind: Reorganization::KIND.to_owned() })
        }
        (Some(row), _) if !row.is_open() => Err(Refusal::ReorganizationClosed),
        (Some(row), Command::CancelReorganization {}) => {
            Ok(Reorganization { cancelled_at: Some(desk.now()), ..row.clone() })
        }
        (Some(row), Command::EndReorganization {}) => {
            Ok(Reorganization { done_at: Some(desk.now()), ..row.clone() })
        }
        (Some(row), Command::FailReorganization { change, fault }) => {
            let fault = Some(Fault { change: *change, code: fault.clone() });
            Ok(Reorganization { fault, ..row.clone() })
        }
    }
}

fn planned(desk: &Desk<'_>, name: &str, on: Date, changes: &[Change]) -> Result<Reorganization, Refusal> {
    if on <= desk.today() {
        return Err(Refusal::BadPeriod { field: "on".to_owned() });
    }
    if changes.is_empty() || changes.len() > MOST {
        return Err(Refusal::BadValue { field: "changes".to_owned() });
    }
    changes.iter().try_for_each(|change| change.known(desk.organization))?;
    Ok(Reorganization {
        id: desk.fresh_id(),
        name: text::required("name", name, 1, 60)?,
        on,
        changes: changes.to_vec(),
        planned_by: desk.actor(),
        planned_at: desk.now(),
        done_at: None,
        fault: None,
        cancelled_at: None,
    })
}
