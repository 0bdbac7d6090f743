//! The register of exceptions (特批): who asked to pass which condition of which gate, and how it ended.

use jiff::Timestamp;
use tongguan_core::id::{ApprovalId, DepartmentId, PersonId};

use super::approvals::{ApprovalKey, ApprovalRow, OF_APPROVAL, add_waiting, read};
use super::deals::{COLUMNS, every_access};
use super::figures::{Slice, restrict};
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::Tx;

/// Which exceptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExceptionFilter {
    /// Of this gate.
    pub gate: Option<String>,
    /// Of this condition.
    pub condition: Option<String>,
    /// Asked for at this moment or later.
    pub from: Option<Timestamp>,
    /// Asked for before this moment.
    pub to: Option<Timestamp>,
    /// Granted ones only.
    pub granted: bool,
    /// Only those not decided yet.
    pub open: bool,
    /// About deals of these departments only; of all where there are none.
    pub departments: Vec<DepartmentId>,
    /// About deals of this owner only.
    pub owner: Option<PersonId>,
}

/// Up to `limit` exceptions, last asked for first, after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    filter: &ExceptionFilter,
    after: Option<ApprovalKey>,
    limit: u32,
) -> Result<Page<ApprovalRow, ApprovalKey>, StoreError> {
    let rows = statement(access, filter, after, limit).query(tx).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut page = Page::cut(rows, limit, |row| ApprovalKey { at: row.at, approval: row.approval });
    add_waiting(tx, access, &mut page.items).await?;
    Ok(page)
}

/// How many exceptions are asked for and not decided.
pub async fn open(tx: &mut Tx, access: &Access, slice: &Slice) -> Result<i64, StoreError> {
    open_statement(access, slice).query_one(tx).await?.get(0)
}

fn open_statement(access: &Access, slice: &Slice) -> Sql {
    let mut sql = Sql::new("SELECT COUNT(*) FROM approval a CROSS JOIN deal d");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " WHERE a.tenant_id = {tenant} AND a.gate IS NOT NULL AND a.result IS NULL AND d.tenant_id = a.tenant_id AND d.deal_id = a.deal_id"
    ));
    restrict(&mut sql, access, slice, "d");
    sql
}

fn statement(access: &Access, filter: &ExceptionFilter, after: Option<ApprovalKey>, limit: u32) -> Sql {
    let mut sql = Sql::new(&format!(
        "SELECT {COLUMNS}, {OF_APPROVAL}, a.requested_at, CAST(NULL AS TEXT) FROM approval a CROSS JOIN deal d"
    ));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " WHERE a.tenant_id = {tenant} AND a.gate IS NOT NULL AND d.tenant_id = a.tenant_id AND d.deal_id = a.deal_id"
    ));
    sql.and("a.gate =", filter.gate.as_deref());
    sql.and("a.condition =", filter.condition.as_deref());
    sql.and("a.requested_at >=", filter.from);
    sql.and("a.requested_at <", filter.to);
    if filter.granted {
        sql.push(" AND a.result = 'approved'");
    }
    if filter.open {
        sql.push(" AND a.result IS NULL");
    }
    if !filter.departments.is_empty() {
        let list = sql.bind_list(filter.departments.iter().map(|department| department.0));
        sql.push(&format!(" AND d.department_id IN ({list})"));
    }
    sql.and("d.owner_id =", filter.owner.map(|owner| owner.0));
    access.restrict(&mut sql, "a");
    if let Some(key) = after {
        let (at, approval) = (sql.bind(key.at), sql.bind(key.approval.0));
        sql.push(&format!(" AND (a.requested_at, a.approval_id) < ({at}, {approval})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY a.requested_at DESC, a.approval_id DESC LIMIT {limit}"));
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let at = Some(Timestamp::UNIX_EPOCH);
    let some = Some(String::new());
    let nil = uuid::Uuid::nil();
    let all = ExceptionFilter {
        gate: some.clone(),
        condition: some,
        from: at,
        to: at,
        granted: true,
        open: true,
        departments: vec![DepartmentId(nil)],
        owner: Some(PersonId(nil)),
    };
    let key = at.map(|at| ApprovalKey { at, approval: ApprovalId(uuid::Uuid::nil()) });
    let filters = [(ExceptionFilter::default(), None), (all, key)];
    let statements = every_access().into_iter().flat_map(|access| {
        filters.clone().map(|(filter, key)| statement(&access, &filter, key, 1).text().to_owned())
    });
    let (from, owner) = (Timestamp::UNIX_EPOCH, Some(PersonId(nil)));
    let slice = Slice { from, to: from, departments: vec![DepartmentId(nil)], owner };
    let open = every_access().into_iter().map(|access| open_statement(&access, &slice).text().to_owned());
    statements.chain(open).collect()
}
