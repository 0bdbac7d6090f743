//! Which deals somebody sees.
//!
//! Promises: every read of deals takes an [`Access`], this module is the only place that makes one, and the invisible is simply absent
//! from what a read answers. A person sees the deals of his scope and those he takes part in. Must never be widened on the way.

use tongguan_core::id::{DepartmentId, PersonId, TenantId};
use tongguan_core::sight::Sight;

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
}

impl Access {
    /// What `person` sees, as his roles say.
    pub fn of(tenant: TenantId, person: PersonId, scope: Scope) -> Self {
        let scope = match scope {
            Scope::Departments(departments) if departments.is_empty() => Scope::Own,
            other => other,
        };
        Self { tenant, person, scope }
    }

    /// What `person` sees, as the core says.
    pub fn seeing(tenant: TenantId, person: PersonId, sight: Sight) -> Self {
        let scope = match sight {
            Sight::Own => Scope::Own,
            Sight::Departments(departments) => Scope::Departments(departments.into_iter().collect()),
            Sight::All => Scope::All,
        };
        Self::of(tenant, person, scope)
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
        let takes_part = format!(
            "EXISTS (SELECT 1 FROM deal_person v WHERE v.tenant_id = {alias}.tenant_id \
             AND v.deal_id = {alias}.deal_id AND v.person_id = {person})"
        );
        let condition = match self.departments(sql) {
            Some(list) => format!(" AND ({alias}.department_id IN ({list}) OR {takes_part})"),
            None => format!(" AND {takes_part}"),
        };
        sql.push(&condition);
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
