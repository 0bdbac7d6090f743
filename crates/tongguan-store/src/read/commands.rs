//! The journal of attempts, page by page: who tried what, from where, and how it ended.
//!
//! Who sees all deals reads all of it; everybody else reads his own attempts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{AccountId, DepartmentId, PersonId};
use uuid::Uuid;

use super::deals::every_access;
use super::query::{Page, Sql};
use crate::access::Access;
use crate::command_log::{Entry, Outcome};
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Which attempts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommandFilter {
    /// By this person.
    pub actor: Option<PersonId>,
    /// On this kind of target.
    pub target_kind: Option<String>,
    /// On this target.
    pub target: Option<Uuid>,
    /// Of this command.
    pub command: Option<String>,
    /// Refused ones only, or accepted ones only.
    pub refused: Option<bool>,
    /// Refused with this code.
    pub refusal_code: Option<String>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
    /// Of those on deals, only what led to something.
    pub led_to_events: bool,
    /// On deals of these departments only; wherever where there are none.
    pub departments: Vec<DepartmentId>,
    /// On this customer, its people, and those deals with it that the reader sees. Who asks for it must have made sure
    /// that the reader sees the customer; whose attempts they were does not matter then.
    pub customer: Option<AccountId>,
}

/// Where an attempt stands in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandKey {
    /// When the server heard of it.
    pub recorded_at: Timestamp,
    /// Its id.
    pub id: Uuid,
}

/// Up to `limit` attempts, last first, after a key.
pub async fn page(
    tx: &mut Tx,
    access: &Access,
    filter: &CommandFilter,
    after: Option<CommandKey>,
    limit: u32,
) -> Result<Page<Entry, CommandKey>, StoreError> {
    let rows = statement(access, filter, after, limit).query(tx).await?;
    let entries = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(entries, limit, |entry| CommandKey { recorded_at: entry.recorded_at, id: entry.id }))
}

fn statement(access: &Access, filter: &CommandFilter, after: Option<CommandKey>, limit: u32) -> Sql {
    let mut sql = Sql::new(
        "SELECT id, recorded_at, actor_id, via, target_kind, target_id, command, outcome, refusal_code, from_seq, to_seq, detail \
         FROM command_log",
    );
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE tenant_id = {tenant}"));
    match filter.customer {
        Some(account) => on_customer(&mut sql, access, account),
        None => drop(sql.and("actor_id =", (!access.sees_all()).then_some(access.person().0))),
    }
    sql.and("actor_id =", filter.actor.map(|person| person.0));
    sql.and("target_kind =", filter.target_kind.as_deref());
    sql.and("target_id =", filter.target);
    sql.and("command =", filter.command.as_deref());
    sql.and("outcome =", filter.refused.map(|refused| if refused { "refused" } else { "accepted" }));
    sql.and("refusal_code =", filter.refusal_code.as_deref());
    sql.and("recorded_at >=", filter.from);
    sql.and("recorded_at <", filter.to);
    on_departments(&mut sql, access, &filter.departments);
    if filter.led_to_events {
        sql.push(" AND (from_seq IS NOT NULL OR target_kind <> 'deal')");
    }
    if let Some(key) = after {
        let (at, id) = (sql.bind(key.recorded_at), sql.bind(key.id));
        sql.push(&format!(" AND (recorded_at, id) < ({at}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY recorded_at DESC, id DESC LIMIT {limit}"));
    sql
}

/// Adds that the target is a deal of these departments, where there are some.
pub(super) fn on_departments(sql: &mut Sql, access: &Access, departments: &[DepartmentId]) {
    if departments.is_empty() {
        return;
    }
    let tenant = sql.bind(access.tenant().0);
    let list = sql.bind_list(departments.iter().map(|department| department.0));
    sql.push(&format!(
        " AND target_kind = 'deal' AND target_id IN (SELECT d.deal_id FROM deal d WHERE d.tenant_id = {tenant} \
         AND d.department_id IN ({list}))"
    ));
}

fn on_customer(sql: &mut Sql, access: &Access, account: AccountId) {
    let (tenant, account) = (sql.bind(access.tenant().0), sql.bind(account.0));
    sql.push(&format!(
        " AND target_kind IN ('account', 'contact', 'deal') AND target_id IN (\
         SELECT a.id FROM account a WHERE a.tenant_id = {tenant} AND a.id = {account} UNION ALL \
         SELECT c.id FROM contact c WHERE c.tenant_id = {tenant} AND c.account_id = {account} UNION ALL \
         SELECT d.deal_id FROM deal d WHERE d.tenant_id = {tenant} AND d.account_id = {account}"
    ));
    access.restrict(sql, "d");
    sql.push(")");
}

fn read(row: &Row) -> Result<Entry, StoreError> {
    let outcome = match row.get::<String>(7)?.as_str() {
        "accepted" => {
            Outcome::Accepted { events: row.get::<Option<i64>>(9)?.zip(row.get::<Option<i64>>(10)?) }
        }
        _ => Outcome::Refused { code: row.get(8)? },
    };
    Ok(Entry {
        id: row.get(0)?,
        recorded_at: row.get(1)?,
        actor_id: row.get(2)?,
        via: row.get(3)?,
        target_kind: row.get(4)?,
        target_id: row.get(5)?,
        command: row.get(6)?,
        outcome,
        detail: row.get(11)?,
    })
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil) = (Some(Timestamp::UNIX_EPOCH), Uuid::nil());
    let all = CommandFilter {
        actor: Some(PersonId(nil)),
        target_kind: Some(String::new()),
        target: Some(nil),
        command: Some(String::new()),
        refused: Some(true),
        refusal_code: Some(String::new()),
        from: at,
        to: at,
        led_to_events: true,
        departments: vec![DepartmentId(nil)],
        customer: None,
    };
    let of_customer = CommandFilter { customer: Some(AccountId(nil)), ..CommandFilter::default() };
    let key = at.map(|recorded_at| CommandKey { recorded_at, id: nil });
    let filters = [(CommandFilter::default(), None), (all, key), (of_customer, key)];
    let statements = every_access().into_iter().flat_map(|access| {
        filters.clone().map(|(filter, key)| statement(&access, &filter, key, 1).text().to_owned())
    });
    statements.collect()
}
