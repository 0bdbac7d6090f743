//! A department or team: a node of the organisation's tree.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::DepartmentId;
use crate::organization::Organization;

/// A department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// The department above it; absent for the company itself.
    pub parent: Option<DepartmentId>,
    /// False once closed.
    pub active: bool,
}

impl Record for Department {
    const KIND: &'static str = "department";
    const PERSONAL: &'static [&'static str] = &[];

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
    /// A new department.
    CreateDepartment {
        name: String,
        #[serde(default)]
        parent: Option<DepartmentId>,
    },
    /// Another name.
    RenameDepartment { name: String },
    /// Another place in the tree.
    MoveDepartment {
        #[serde(default)]
        parent: Option<DepartmentId>,
    },
    /// It is no more.
    CloseDepartment {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreateDepartment { .. } => "create_department",
            Command::RenameDepartment { .. } => "rename_department",
            Command::MoveDepartment { .. } => "move_department",
            Command::CloseDepartment {} => "close_department",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    department: Option<&Department>,
    command: &Command,
) -> Result<Department, Refusal> {
    desk.admit(command.key(), None)?;
    let exists = || Refusal::AlreadyExists { kind: Department::KIND.to_owned() };
    let mut next = match (department, command) {
        (None, Command::CreateDepartment { name, parent }) => {
            known(desk.organization, *parent)?;
            let name = text::required("name", name, 1, text::NAME_MAX)?;
            let id = DepartmentId(desk.fresh_id());
            return Ok(Department { id, name, parent: *parent, active: true });
        }
        (Some(department), _) => department.clone(),
        (None, _) => return Err(exists()),
    };
    match command {
        Command::CreateDepartment { .. } => return Err(exists()),
        Command::RenameDepartment { name } => next.name = text::required("name", name, 1, text::NAME_MAX)?,
        Command::MoveDepartment { parent } => {
            known(desk.organization, *parent)?;
            above_itself(desk.organization, next.id, *parent)?;
            next.parent = *parent;
        }
        Command::CloseDepartment {} => {
            empty(desk.organization, next.id)?;
            next.active = false;
        }
    }
    if department == Some(&next) { Err(Refusal::NoChange) } else { Ok(next) }
}

fn known(organization: &Organization, department: Option<DepartmentId>) -> Result<(), Refusal> {
    match department {
        Some(department) if !organization.departments.contains_key(&department) => {
            Err(Refusal::UnknownDepartment { department })
        }
        _ => Ok(()),
    }
}

fn above_itself(
    organization: &Organization,
    id: DepartmentId,
    parent: Option<DepartmentId>,
) -> Result<(), Refusal> {
    let steps = organization.departments.len() + 1;
    let mut upwards =
        std::iter::successors(parent, |d| organization.departments.get(d).copied().flatten()).take(steps);
    match upwards.any(|above| above == id) {
        true => Err(Refusal::DepartmentCircle { department: id }),
        false => Ok(()),
    }
}

fn empty(organization: &Organization, id: DepartmentId) -> Result<(), Refusal> {
    let people = organization.people.values().filter(|p| p.active && p.department == id).count() as u32;
    let posts = organization.posts.iter().filter(|post| post.department == id).count() as u32;
    let departments = organization.departments.values().filter(|parent| **parent == Some(id)).count() as u32;
    match people + posts + departments {
        0 => Ok(()),
        _ => Err(Refusal::DepartmentNotEmpty { people, posts, departments }),
    }
}
