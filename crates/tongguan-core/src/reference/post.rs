//! A post (岗位): a role in a department, held by somebody or vacant. A person with several roles holds several posts.

use jiff::Timestamp;
use jiff::civil::Date;
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
    /// The last day for which its holder acts in it (代理任职); absent where he holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_until: Option<Date>,
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
    /// Somebody takes a vacant post, or acts in it up to a day.
    FillPost {
        person: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        acting_until: Option<Date>,
    },
    /// Its holder leaves it.
    VacatePost {},
    /// Another department, or another post to report to.
    MovePost {
        department: DepartmentId,
        #[serde(default)]
        reports_to: Option<PostId>,
    },
    /// The day for which somebody acted in it is over: the night empties it.
    EndActing {},
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
            Command::EndActing {} => "end_acting",
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
        Command::FillPost { person, acting_until } => {
            fillable(desk, &next, *person)?;
            if let Some(until) = acting_until {
                may_act(desk, &next, *person, *until)?;
            }
            (next.holder, next.since, next.acting_until) = (Some(*person), desk.now(), *acting_until);
        }
        Command::VacatePost {} if next.holder.is_some() => empty(desk, &mut next),
        Command::EndActing {} if next.acting_until.is_some_and(|until| until < desk.today()) => {
            empty(desk, &mut next);
        }
        Command::EndActing {} => return Err(Refusal::NoChange),
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
    Ok(Post {
        id,
        role,
        department,
        holder: None,
        since: desk.now(),
        reports_to,
        acting_until: None,
        active: true,
    })
}

fn empty(desk: &Desk<'_>, post: &mut Post) {
    (post.holder, post.since, post.acting_until) = (None, desk.now(), None);
}

/// Whoever acts in a post is by himself of no lower rank than it, as under a delegation (4.7: the lower authority of the two would count).
fn may_act(desk: &Desk<'_>, post: &Post, person: PersonId, until: Date) -> Result<(), Refusal> {
    let needed = desk.process.role(&post.role).map_or(0, |role| role.rank);
    match () {
        _ if until < desk.today() => Err(Refusal::BadPeriod { field: "acting_until".to_owned() }),
        _ if desk.organization.rank(person, desk.process) < needed => Err(Refusal::DelegateTooLow { person }),
        _ => Ok(()),
    }
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
