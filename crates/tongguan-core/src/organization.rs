//! The organisation as a decision sees it: who holds which post, who stands in for whom, who is whose superior.
//!
//! It answers at a moment: a post has a holder from and until a time, a delegation has dates. An empty post is never
//! passed over silently; the caller learns that it is vacant and must stop.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::rule::FieldRule;
use crate::id::{DepartmentId, PersonId, PostId};
use crate::pool::PoolRule;
use crate::process::{Process, RoleKey, RowScope};

/// People, departments, posts and delegations of one company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Organization {
    /// Grows by one with every change of the organisation.
    pub version: u64,
    /// People by id.
    pub people: BTreeMap<PersonId, Person>,
    /// Departments by id, each with its parent.
    pub departments: BTreeMap<DepartmentId, Option<DepartmentId>>,
    /// Posts, in no order.
    pub posts: Vec<Post>,
    /// Delegations, past ones included.
    pub delegations: Vec<Delegation>,
    /// Who is away when, past absences included.
    #[serde(default)]
    pub away: Vec<Away>,
    /// How far roles see, where the company says otherwise than the process.
    #[serde(default)]
    pub scopes: BTreeMap<RoleKey, RowScope>,
    /// What it says of who sees and fills in forms, beyond the process.
    #[serde(default)]
    pub field_rules: Vec<FieldRule>,
    /// Pools beside the company's own, the first that fits first.
    #[serde(default)]
    pub pools: Vec<PoolRule>,
    /// When they were last changed; what they say of days counts from the next one on.
    #[serde(default)]
    pub pools_since: Option<Date>,
}

/// Somebody is away between two moments.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Away {
    /// Who.
    pub person: PersonId,
    /// First moment.
    pub starts_at: Timestamp,
    /// Last moment.
    pub ends_at: Timestamp,
    /// Whether he does not work at all, as on leave.
    pub is_leave: bool,
}

/// A person of our company; names live in plain tables, not here.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Person {
    /// Home department.
    pub department: DepartmentId,
    /// False after leaving or being disabled.
    pub active: bool,
}

/// A role in a department, held by somebody or vacant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// The role it carries.
    pub role: RoleKey,
    /// The department it answers for, with all below.
    pub department: DepartmentId,
    /// Its holder; absent while vacant.
    pub holder: Option<PersonId>,
    /// Since when that person holds it.
    pub since: Timestamp,
    /// The post it reports to.
    pub reports_to: Option<PostId>,
    /// The last day for which that person acts in it (代理任职); absent for a holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_until: Option<Date>,
}

/// One person stands in for another between two moments.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Delegation {
    /// Who is away.
    pub from: PersonId,
    /// Who stands in.
    pub to: PersonId,
    /// First moment.
    pub starts_at: Timestamp,
    /// Last moment.
    pub ends_at: Timestamp,
}

/// Who answers for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answering {
    /// These people, in the order of their posts.
    Holders(Vec<PersonId>),
    /// The nearest post stands empty.
    Vacant(PostId),
    /// No such post exists above the department.
    NoPost,
}

impl Organization {
    /// Who answers for `role` towards `department`: the holders at the nearest department upwards that has the post.
    pub fn answering(&self, role: &str, department: DepartmentId) -> Answering {
        for level in self.upwards(department) {
            let posts: Vec<&Post> =
                self.posts.iter().filter(|post| post.role == role && post.department == level).collect();
            let holders: Vec<PersonId> = posts.iter().filter_map(|post| self.active_holder(post)).collect();
            match posts.first() {
                Some(_) if !holders.is_empty() => return Answering::Holders(holders),
                Some(vacant) => return Answering::Vacant(vacant.id),
                None => {}
            }
        }
        Answering::NoPost
    }

    /// Whether a person holds `role` for `department` or for a department above it.
    pub fn holds(&self, person: PersonId, role: &str, department: DepartmentId) -> bool {
        self.posts_of(person, role).any(|post| self.upwards(department).any(|level| level == post.department))
    }

    /// The posts of a role that a person holds. This is asked for every act on offer, so that of a thousand posts only his own are
    /// looked at closely.
    fn posts_of<'a>(&'a self, person: PersonId, role: &'a str) -> impl Iterator<Item = &'a Post> {
        let his = self.posts.iter().filter(move |post| post.holder == Some(person) && post.role == role);
        his.filter(move |post| self.active_holder(post) == Some(person))
    }

    /// Since when a person holds `role` for `department`, the earliest where he holds several such posts.
    pub fn held_since(&self, person: PersonId, role: &str, department: DepartmentId) -> Option<Timestamp> {
        let levels: Vec<_> = self.upwards(department).collect();
        self.posts_of(person, role)
            .filter(|post| levels.contains(&post.department))
            .map(|post| post.since)
            .min()
    }

    /// The superior of a person: the holder of the post his own reports to, climbing over posts he holds himself.
    pub fn superior(&self, person: PersonId) -> Answering {
        let Some(own) = self.posts.iter().find(|post| self.active_holder(post) == Some(person)) else {
            return Answering::NoPost;
        };
        let mut next = own.reports_to;
        for _ in 0..self.posts.len() {
            let Some(post) = next.and_then(|id| self.posts.iter().find(|post| post.id == id)) else {
                return Answering::NoPost;
            };
            match self.active_holder(post) {
                Some(holder) if holder != person => return Answering::Holders(vec![holder]),
                Some(_) => next = post.reports_to,
                None => return Answering::Vacant(post.id),
            }
        }
        Answering::NoPost
    }

    /// For whom a person stands in at a moment.
    pub fn stands_in_for(&self, person: PersonId, now: Timestamp) -> impl Iterator<Item = PersonId> + '_ {
        self.delegations
            .iter()
            .filter(move |d| d.to == person && d.starts_at <= now && now <= d.ends_at)
            .map(|d| d.from)
    }

    /// The leave of a person that meets a time.
    pub fn on_leave(&self, person: PersonId, start: Timestamp, end: Timestamp) -> Option<&Away> {
        let mut his = self.away.iter().filter(|away| away.person == person && away.is_leave);
        his.find(|away| away.starts_at < end && start < away.ends_at)
    }

    /// The highest rank among the roles that a person holds; to act in a post raises nobody.
    pub fn rank(&self, person: PersonId, process: &Process) -> u8 {
        let own = self.posts.iter().filter(|post| self.active_holder(post) == Some(person));
        let own = own.filter(|post| post.acting_until.is_none());
        own.filter_map(|post| process.role(&post.role)).map(|role| role.rank).max().unwrap_or(0)
    }

    /// Whether a person has `role` for `department` by acting in a post alone, and is by himself of a lower rank.
    pub fn acts_above_himself(
        &self,
        person: PersonId,
        (role, department): (&str, DepartmentId),
        process: &Process,
    ) -> bool {
        let levels: Vec<_> = self.upwards(department).collect();
        let his = || self.posts_of(person, role).filter(|post| levels.contains(&post.department));
        let acts = his().next().is_some() && his().all(|post| post.acting_until.is_some());
        acts && process.role(role).is_some_and(|role| self.rank(person, process) < role.rank)
    }

    /// How far the holders of a role see beyond what they take part in. What administrators see, no company changes.
    pub fn scope_of(&self, process: &Process, role: &str) -> RowScope {
        let Some(known) = process.role(role) else { return RowScope::Own };
        self.scopes.get(role).copied().filter(|_| known.business).unwrap_or(known.scope)
    }

    /// The roles a person holds, by his posts.
    pub fn roles_of(&self, person: PersonId) -> impl Iterator<Item = &str> {
        self.posts
            .iter()
            .filter(move |post| self.active_holder(post) == Some(person))
            .map(|post| post.role.as_str())
    }

    /// Whether anybody is in office in a role, wherever.
    pub fn anybody_holds(&self, role: &str) -> bool {
        self.posts.iter().any(|post| post.role == role && self.active_holder(post).is_some())
    }

    /// Whether a person is known and active.
    pub fn is_active(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(|person| person.active)
    }

    fn active_holder(&self, post: &Post) -> Option<PersonId> {
        post.holder.filter(|holder| self.is_active(*holder))
    }

    /// A department and all above it; a circle in the data ends the walk.
    fn upwards(&self, department: DepartmentId) -> impl Iterator<Item = DepartmentId> + '_ {
        std::iter::successors(Some(department), |d| self.departments.get(d).copied().flatten())
            .take(self.departments.len().max(1))
    }
}
