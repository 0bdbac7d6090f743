//! A post (岗位): a role in a department, held by somebody or vacant. A person with several roles holds several posts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, exclusion};
use crate::id::{DepartmentId, PersonId, PostId};
use crate::process::RoleKey;

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// The role it carries.
    pub role: RoleKey,
    /// The department it answers for, with all below.
    pub department: DepartmentId,
    /// Its holder; absent while vacant.
    pub holder: Option<PersonId>,
    /// Since when it stands as it does.
    pub since: Timestamp,
    /// The post it reports to.
    pub reports_to: Option<PostId>,
    /// False once closed.
    pub active: bool,
}

impl Record for Post {
    const KIND: &'static str = "post";
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
    /// A new post, vacant.
    CreatePost {
        role: RoleKey,
        department: DepartmentId,
        #[serde(default)]
        reports_to: Option<PostId>,
    },
    /// Somebody takes a vacant post.
    FillPost { person: PersonId },
    /// Its holder leaves it.
    VacatePost {},
    /// Another department, or another post to report to.
    MovePost {
        department: DepartmentId,
        #[serde(default)]
        reports_to: Option<PostId>,
    },
    /// A vacant post is no more.
    ClosePost {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreatePost { .. } => "create_post",
            Command::FillPost { .. } => "fill_post",
            Command::VacatePost {} => "vacate_post",
            Command::MovePost { .. } => "move_post",
            Command::ClosePost {} => "close_post",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, post: Option<&Post>, command: &Command) -> Result<Post, Refusal> {
    desk.admit(command.key(), None)?;
    let exists = || Refusal::AlreadyExists { kind: Post::KIND.to_owned() };
    let mut next = match (post, command) {
        (None, Command::CreatePost { role, department, reports_to }) => {
            return create(desk, role, *department, *reports_to);
        }
        (Some(post), _) => post.clone(),
        (None, _) => return Err(exists()),
    };
    match command {
        Command::CreatePost { .. } => return Err(exists()),
        Command::FillPost { person } => {
            fillable(desk, &next, *person)?;
            (next.holder, next.since) = (Some(*person), desk.now());
        }
        Command::VacatePost {} if next.holder.is_some() => (next.holder, next.since) = (None, desk.now()),
        Command::VacatePost {} => return Err(Refusal::NoChange),
        Command::MovePost { department, reports_to } => {
            known(desk, *department, *reports_to)?;
            reports_to_itself(desk, next.id, *reports_to)?;
            (next.department, next.reports_to) = (*department, *reports_to);
        }
        Command::ClosePost {} => {
            if let Some(holder) = next.holder {
                return Err(Refusal::PostHeld { holder });
            }
            next.active = false;
        }
    }
    if post == Some(&next) { Err(Refusal::NoChange) } else { Ok(next) }
}

fn create(
    desk: &Desk<'_>,
    role: &str,
    department: DepartmentId,
    reports_to: Option<PostId>,
) -> Result<Post, Refusal> {
    if desk.process.role(role).is_none() {
        return Err(Refusal::UnknownRole { role: role.to_owned() });
    }
    known(desk, department, reports_to)?;
    let (id, role) = (PostId(desk.fresh_id()), role.to_owned());
    Ok(Post { id, role, department, holder: None, since: desk.now(), reports_to, active: true })
}

/// Nobody gives himself a post: whoever administers roles does not take business ones by his own hand.
fn fillable(desk: &Desk<'_>, post: &Post, person: PersonId) -> Result<(), Refusal> {
    if !post.active {
        return Err(Refusal::UnknownPost { post: post.id });
    }
    if let Some(holder) = post.holder {
        return Err(Refusal::PostHeld { holder });
    }
    if desk.actor() == Some(person) {
        return Err(Refusal::FillsOwnPost);
    }
    match desk.organization.is_active(person) {
        true => exclusion::post_fits(desk, person, &post.role),
        false => Err(Refusal::UnfitPerson { person }),
    }
}

fn known(desk: &Desk<'_>, department: DepartmentId, reports_to: Option<PostId>) -> Result<(), Refusal> {
    if !desk.organization.departments.contains_key(&department) {
        return Err(Refusal::UnknownDepartment { department });
    }
    match reports_to.filter(|above| desk.organization.posts.iter().all(|post| post.id != *above)) {
        Some(post) => Err(Refusal::UnknownPost { post }),
        None => Ok(()),
    }
}

fn reports_to_itself(desk: &Desk<'_>, id: PostId, reports_to: Option<PostId>) -> Result<(), Refusal> {
    let posts = &desk.organization.posts;
    let above = |id: &PostId| posts.iter().find(|post| post.id == *id).and_then(|post| post.reports_to);
    match std::iter::successors(reports_to, above).take(posts.len() + 1).any(|post| post == id) {
        true => Err(Refusal::ReportingCircle { post: id }),
        false => Ok(()),
    }
}
