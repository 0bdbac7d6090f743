//! Which deals somebody sees.
//!
//! Promises: every read of deals takes an [`Access`], this module is the only place that makes one, and the invisible is simply absent
//! from what a read answers. A person sees the deals of his scope, those he takes part in, and those in which it is the turn of somebody
//! for whom he stands in. Must never be widened on the way.

use tongguan_core::id::{DepartmentId, PersonId, TenantId};
use tongguan_core::sight::{ByPosts, Sight};

use crate::read::query::Sql;

/// How far somebody sees beyond the deals he takes part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// No further.
    Own,
    /// All deals of these departments; those below are named as well.
    Departments(Vec<DepartmentId>),
    /// All deals of the company.
    All,
}

/// Who reads, and which deals he sees.
#[derive(Debug, Clone)]
pub struct Access {
    tenant: TenantId,
    person: PersonId,
    scope: Scope,
    stands_in_for: Vec<PersonId>,
}

impl Access {
    /// What `person` sees, as his roles say; in nobody's place.
    pub fn of(tenant: TenantId, person: PersonId, scope: Scope) -> Self {
        let scope = match scope {
            Scope::Departments(departments) if departments.is_empty() => Scope::Own,
            other => other,
        };
        Self { tenant, person, scope, stands_in_for: Vec::new() }
    }

    /// What `person` sees, as the core says.
    pub fn seeing(tenant: TenantId, person: PersonId, sight: Sight) -> Self {
        let scope = match sight.by_posts {
            ByPosts::Own => Scope::Own,
            ByPosts::Departments(departments) => Scope::Departments(departments.into_iter().collect()),
            ByPosts::All => Scope::All,
        };
        let stands_in_for = sight.stands_in_for.into_iter().collect();
        Self { stands_in_for, ..Self::of(tenant, person, scope) }
    }

    /// Whose installation.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Who reads.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// How far he sees.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// For whom he decides now.
    pub fn stands_in_for(&self) -> &[PersonId] {
        &self.stands_in_for
    }

    /// Whether nothing is hidden from him.
    pub(crate) fn sees_all(&self) -> bool {
        self.scope == Scope::All
    }

    /// Adds to a statement over rows with `tenant_id`, `deal_id` and `department_id`, called `alias`, that they must be visible.
    pub(crate) fn restrict(&self, sql: &mut Sql, alias: &str) {
        if self.sees_all() {
            return;
        }
        let person = sql.bind(self.person.0);
        let mut takes_part = format!(
            "EXISTS (SELECT 1 FROM deal_person v WHERE v.tenant_id = {alias}.tenant_id \
             AND v.deal_id = {alias}.deal_id AND v.person_id = {person})"
        );
        if let Some(list) = self.principals(sql) {
            takes_part = format!(
                "({takes_part} OR EXISTS (SELECT 1 FROM approval_person w WHERE w.tenant_id = {alias}.tenant_id \
                 AND w.deal_id = {alias}.deal_id AND w.part = 'turn' AND w.person_id IN ({list})))"
            );
        }
        let condition = match self.departments(sql) {
            Some(list) => format!(" AND ({alias}.department_id IN ({list}) OR {takes_part})"),
            None => format!(" AND {takes_part}"),
        };
        sql.push(&condition);
    }

    /// Those for whom he decides, bound to a statement.
    pub(crate) fn principals(&self, sql: &mut Sql) -> Option<String> {
        let any = !self.stands_in_for.is_empty();
        any.then(|| sql.bind_list(self.stands_in_for.iter().map(|person| person.0)))
    }

    /// Begins a statement over the deals that he takes part in or decides in, `d`, which are few: they are found by him. The table of
    /// his parts is `p`; ends within the condition.
    pub(crate) fn over_own_deals(&self, sql: &mut Sql) {
        let (tenant, person) = (sql.bind(self.tenant.0), sql.bind(self.person.0));
        let his = format!("p.tenant_id = {tenant} AND p.person_id = {person}");
        let from = match self.principals(sql) {
            None => format!("deal_person p CROSS JOIN deal d WHERE {his}"),
            Some(list) => format!(
                "(SELECT p.tenant_id, p.deal_id FROM deal_person p WHERE {his} UNION \
                 SELECT w.tenant_id, w.deal_id FROM approval_person w WHERE w.tenant_id = {tenant} \
                 AND w.person_id IN ({list}) AND w.part = 'turn') p CROSS JOIN deal d WHERE 1 = 1"
            ),
        };
        sql.push(&format!(" FROM {from} AND d.tenant_id = p.tenant_id AND d.deal_id = p.deal_id"));
    }

    /// The departments he sees, bound to a statement.
    pub(crate) fn departments(&self, sql: &mut Sql) -> Option<String> {
        match &self.scope {
            Scope::Departments(departments) => {
                Some(sql.bind_list(departments.iter().map(|department| department.0)))
            }
            Scope::Own | Scope::All => None,
        }
    }
}
