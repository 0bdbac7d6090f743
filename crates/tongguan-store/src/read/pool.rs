//! The pool (公海): leads and customers that nobody owns, for those who may claim them.
//!
//! Promises nothing of their people: a name, where it is, since when. Whoever asks says which departments he may claim from.

use jiff::Timestamp;
use tongguan_core::id::{DepartmentId, TenantId};
use uuid::Uuid;

use super::query::{Page, Sql};
use crate::error::StoreError;
use crate::sql::Tx;

/// Which part of the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Leads.
    Leads,
    /// Customers.
    Accounts,
}

/// Something in the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRow {
    /// The deal, or the customer.
    pub id: Uuid,
    /// The customer.
    pub account: Uuid,
    /// Its department.
    pub department: Uuid,
    /// Its version.
    pub version: i64,
    /// A, B or C, of a lead that was graded.
    pub grade: Option<String>,
    /// Last contact over all deals with the customer.
    pub last_contact: Option<Timestamp>,
}

/// Up to `limit` things in the pool behind one of them, by id, latest first.
pub async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    (part, department): (Part, Option<DepartmentId>),
    after: Option<Uuid>,
    limit: u32,
) -> Result<Page<PoolRow, Uuid>, StoreError> {
    let rows = statement(tenant, (part, department), after, limit).query(tx).await?;
    let row = |row: &crate::sql::Row| {
        Ok(PoolRow {
            id: row.get(0)?,
            account: row.get(1)?,
            department: row.get(2)?,
            version: row.get(3)?,
            grade: row.get(4)?,
            last_contact: row.get(5)?,
        })
    };
    let rows = rows.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(rows, limit, |row: &PoolRow| row.id))
}

fn statement(
    tenant: TenantId,
    (part, department): (Part, Option<DepartmentId>),
    after: Option<Uuid>,
    limit: u32,
) -> Sql {
    let last = "(SELECT MAX(f.last_contact_at) FROM deal_footprint f WHERE f.tenant_id = p.tenant_id AND f.account_id = ";
    let mut sql = match part {
        Part::Leads => Sql::new(&format!(
            "SELECT p.deal_id, p.account_id, p.department_id, p.version, p.grade, {last}p.account_id) FROM deal p \
             WHERE p.standing = 'open' AND p.stage = 'screening' AND p.owner_id IS NULL AND p.tenant_id = "
        )),
        Part::Accounts => Sql::new(&format!(
            "SELECT p.id, p.id, p.department_id, p.version, CAST(NULL AS TEXT), {last}p.id) FROM account p \
             WHERE p.owner_id IS NULL AND p.tenant_id = "
        )),
    };
    let id = if part == Part::Leads { "p.deal_id" } else { "p.id" };
    let place = sql.bind(tenant.0);
    sql.push(&place);
    sql.and("p.department_id =", department.map(|department| department.0));
    sql.and(&format!("{id} <"), after);
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY {id} DESC LIMIT {limit}"));
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let tenant = TenantId(Uuid::nil());
    let some = Some(DepartmentId(Uuid::nil()));
    [Part::Leads, Part::Accounts]
        .into_iter()
        .flat_map(|part| {
            [statement(tenant, (part, None), None, 1), statement(tenant, (part, some), Some(Uuid::nil()), 1)]
        })
        .map(|sql| sql.text().to_owned())
        .collect()
}
