//! Raw counts behind the figures of the control board: how many in time, how many passed on, how long they stayed.
//!
//! A count here is a count of rows that can be listed with the same conditions; what is made of it (rates, variants, targets) is the
//! core's. Every count is over what the reader sees.

mod outcome;
mod pipeline;

use jiff::Timestamp;
use tongguan_core::id::{DepartmentId, PersonId};
use tongguan_core::process::Stage;

use super::commands::on_departments;
use super::deals::every_access;
use super::query::Sql;
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::{Row, Tx};

pub(super) use outcome::{AGREED_ENDING, undecided};
pub use outcome::{OutcomeCounts, outcomes};
pub(super) use pipeline::PIPELINE;
pub use pipeline::{decided, pipeline};

/// A period and whose deals are counted in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// From this moment.
    pub from: Timestamp,
    /// Until before this one.
    pub to: Timestamp,
    /// Of these departments only; of all where there are none.
    pub departments: Vec<DepartmentId>,
    /// Of this owner only.
    pub owner: Option<PersonId>,
}

/// Leads of a period (K1, K2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeadCounts {
    /// Registered in the period.
    pub registered: i64,
    /// Of these, became an opportunity since.
    pub converted: i64,
    /// Of these, screened as 有效.
    pub valid: i64,
    /// Of these, screened as 无效.
    pub invalid: i64,
    /// Of these, graded A, B, C.
    pub grades: [i64; 3],
}

/// Duties of a clock that were due in the period (K3, K6, K7, K18, K30); cancelled ones do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockCounts {
    /// Which clock.
    pub clock: String,
    /// Who owed them, where it was asked for by person.
    pub debtor: Option<PersonId>,
    /// All that were due.
    pub due: i64,
    /// Done in time.
    pub in_time: i64,
    /// Done, but late.
    pub late: i64,
    /// Not done, and the deadline passed.
    pub overdue: i64,
}

/// A stage in a period (K4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageFlow {
    /// Which stage.
    pub stage: Stage,
    /// Deals that entered it in the period.
    pub entered: i64,
    /// Of these, deals that ever reached a later one.
    pub reached_later: i64,
    /// Deals that left it forward in the period, whenever they entered.
    pub left_forward: i64,
}

/// Leads registered in the period, and what became of them.
pub async fn leads(tx: &mut Tx, access: &Access, slice: &Slice) -> Result<LeadCounts, StoreError> {
    let row = lead_statement(access, slice).query_one(tx).await?;
    Ok(LeadCounts {
        registered: row.get(0)?,
        converted: row.get(1)?,
        valid: row.get(2)?,
        invalid: row.get(3)?,
        grades: [row.get(4)?, row.get(5)?, row.get(6)?],
    })
}

/// Duties of these clocks that were due in the period, by clock, or by clock and person.
pub async fn clocks(
    tx: &mut Tx,
    access: &Access,
    slice: &Slice,
    clocks: &[&str],
    by_person: bool,
) -> Result<Vec<ClockCounts>, StoreError> {
    let rows = clock_statement(access, slice, clocks, by_person).query(tx).await?;
    let read = |row: &Row| {
        let debtor = if by_person { row.get::<Option<_>>(5)?.map(PersonId) } else { None };
        Ok(ClockCounts {
            clock: row.get(0)?,
            due: row.get(1)?,
            in_time: row.get(2)?,
            late: row.get(3)?,
            overdue: row.get(4)?,
            debtor,
        })
    };
    rows.iter().map(read).collect()
}

/// What passed through each stage in the period.
pub async fn flow(tx: &mut Tx, access: &Access, slice: &Slice) -> Result<Vec<StageFlow>, StoreError> {
    let mut found = Vec::with_capacity(Stage::ALL.len());
    for stage in Stage::ALL {
        let entered = entered_statement(access, slice, stage).query_one(tx).await?;
        let left = left_statement(access, slice, stage).query_one(tx).await?;
        let (entered, reached_later) = (entered.get(0)?, entered.get(1)?);
        found.push(StageFlow { stage, entered, reached_later, left_forward: left.get(0)? });
    }
    Ok(found)
}

/// Seconds that each deal which entered a stage in the period has spent there by now, all its stays added (K5).
pub async fn dwell_s(
    tx: &mut Tx,
    access: &Access,
    slice: &Slice,
    stage: Stage,
    now: Timestamp,
) -> Result<Vec<i64>, StoreError> {
    let rows = dwell_statement(access, slice, stage, now).query(tx).await?;
    rows.iter().map(|row| Ok(row.get::<i64>(0)? / 1_000_000)).collect()
}

/// Refusals of commands to deals in the period, by code, most frequent first. Only for who sees all deals; nothing for others.
pub async fn refusals(tx: &mut Tx, access: &Access, slice: &Slice) -> Result<Vec<(String, i64)>, StoreError> {
    if !access.sees_all() {
        return Ok(Vec::new());
    }
    let rows = refusal_statement(access, slice).query(tx).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Exceptions granted among those asked for in the period, by gate and condition: asked, granted.
pub async fn exceptions(
    tx: &mut Tx,
    access: &Access,
    slice: &Slice,
) -> Result<Vec<(String, String, i64, i64)>, StoreError> {
    let rows = exception_statement(access, slice).query(tx).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// How many rows meet a condition.
fn count(condition: &str) -> String {
    format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT)")
}

/// Adds the part of a slice that is not the period, over `alias` with owner and department, and what the reader sees.
pub(super) fn restrict(sql: &mut Sql, access: &Access, slice: &Slice, alias: &str) {
    if !slice.departments.is_empty() {
        let list = sql.bind_list(slice.departments.iter().map(|department| department.0));
        sql.push(&format!(" AND {alias}.department_id IN ({list})"));
    }
    sql.and(&format!("{alias}.owner_id ="), slice.owner.map(|owner| owner.0));
    access.restrict(sql, alias);
}

fn lead_statement(access: &Access, slice: &Slice) -> Sql {
    let columns = [
        "COUNT(*)".to_owned(),
        count("d.opportunity_no IS NOT NULL"),
        count("d.screening = 'valid'"),
        count("d.screening = 'invalid'"),
        count("d.grade = 'A'"),
        count("d.grade = 'B'"),
        count("d.grade = 'C'"),
    ];
    let mut sql = Sql::new(&format!("SELECT {} FROM deal d", columns.join(", ")));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant}"));
    sql.and("d.registered_at >=", Some(slice.from)).and("d.registered_at <", Some(slice.to));
    restrict(&mut sql, access, slice, "d");
    sql
}

fn clock_statement(access: &Access, slice: &Slice, clocks: &[&str], by_person: bool) -> Sql {
    let debtor = if by_person { ", o.debtor_id" } else { "" };
    let columns = [
        "o.clock".to_owned(),
        "COUNT(*)".to_owned(),
        count("o.state = 'met' AND o.missed = 0"),
        count("o.state = 'met' AND o.missed = 1"),
        count("o.state = 'open' AND o.missed = 1"),
    ];
    let mut sql = Sql::new(&format!("SELECT {}{debtor} FROM obligation o", columns.join(", ")));
    let tenant = sql.bind(access.tenant().0);
    let list = sql.bind_list(clocks.iter().copied());
    sql.push(&format!(" WHERE o.tenant_id = {tenant} AND o.clock IN ({list}) AND o.state <> 'cancelled'"));
    sql.and("o.due_at >=", Some(slice.from)).and("o.due_at <", Some(slice.to));
    restrict(&mut sql, access, slice, "o");
    sql.push(&format!(" GROUP BY o.clock{debtor} ORDER BY o.clock{debtor}"));
    sql
}

/// Stays in a stage, `p`, with their deals, `d`.
fn stays(access: &Access, slice: &Slice, stage: Stage, columns: &str) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {columns}"));
    stays_from(&mut sql, access, slice, stage);
    sql
}

fn stays_from(sql: &mut Sql, access: &Access, slice: &Slice, stage: Stage) {
    let (tenant, stage) = (sql.bind(access.tenant().0), sql.bind(stage.key()));
    sql.push(&format!(
        " FROM stage_passage p CROSS JOIN deal d WHERE p.tenant_id = {tenant} AND p.stage = {stage} AND d.tenant_id = p.tenant_id AND d.deal_id = p.deal_id"
    ));
    restrict(sql, access, slice, "d");
}

/// The stages behind one, as SQL literals: keys of the core hold nothing else than letters.
pub(super) fn later(stage: Stage) -> String {
    let keys =
        Stage::ALL.into_iter().filter(|other| *other > stage).map(|other| format!("'{}'", other.key()));
    let keys: Vec<String> = keys.collect();
    if keys.is_empty() { "NULL".to_owned() } else { keys.join(", ") }
}

fn entered_statement(access: &Access, slice: &Slice, stage: Stage) -> Sql {
    let reached = format!(
        "COUNT(DISTINCT CASE WHEN EXISTS (SELECT 1 FROM stage_passage n WHERE n.tenant_id = p.tenant_id AND n.deal_id = p.deal_id \
         AND n.stage IN ({})) THEN p.deal_id END)",
        later(stage)
    );
    let mut sql = stays(access, slice, stage, &format!("COUNT(DISTINCT p.deal_id), {reached}"));
    sql.and("p.entered_at >=", Some(slice.from)).and("p.entered_at <", Some(slice.to));
    sql
}

fn left_statement(access: &Access, slice: &Slice, stage: Stage) -> Sql {
    let mut sql = stays(access, slice, stage, "COUNT(DISTINCT p.deal_id)");
    sql.and("p.left_at >=", Some(slice.from)).and("p.left_at <", Some(slice.to));
    sql.push(&format!(" AND p.left_to IN ({})", later(stage)));
    sql
}

/// The time of all stays in a stage, by deal. A deal that has ended stays nowhere: its last stay counts to its last event.
fn dwell_statement(access: &Access, slice: &Slice, stage: Stage, now: Timestamp) -> Sql {
    let mut sql = Sql::default();
    let now = sql.bind(now);
    sql.push(&format!(
        "SELECT CAST(SUM(COALESCE(p.left_at, CASE WHEN d.standing = 'open' THEN {now} ELSE d.updated_at END) - p.entered_at) AS BIGINT)"
    ));
    stays_from(&mut sql, access, slice, stage);
    sql.push(
        " AND EXISTS (SELECT 1 FROM stage_passage e WHERE e.tenant_id = p.tenant_id AND e.deal_id = p.deal_id AND e.stage = p.stage",
    );
    sql.and("e.entered_at >=", Some(slice.from)).and("e.entered_at <", Some(slice.to));
    sql.push(") GROUP BY p.deal_id");
    sql
}

fn refusal_statement(access: &Access, slice: &Slice) -> Sql {
    let mut sql = Sql::new("SELECT refusal_code, COUNT(*) FROM command_log");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE tenant_id = {tenant} AND outcome = 'refused' AND target_kind = 'deal'"));
    sql.and("recorded_at >=", Some(slice.from)).and("recorded_at <", Some(slice.to));
    sql.and("actor_id =", slice.owner.map(|owner| owner.0));
    on_departments(&mut sql, access, &slice.departments);
    sql.push(" AND refusal_code IS NOT NULL GROUP BY refusal_code ORDER BY 2 DESC, 1");
    sql
}

fn exception_statement(access: &Access, slice: &Slice) -> Sql {
    let granted = count("a.result = 'approved'");
    let mut sql = Sql::new(&format!(
        "SELECT a.gate, a.condition, COUNT(*), {granted} FROM approval a CROSS JOIN deal d"
    ));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " WHERE a.tenant_id = {tenant} AND a.gate IS NOT NULL AND d.tenant_id = a.tenant_id AND d.deal_id = a.deal_id"
    ));
    sql.and("a.requested_at >=", Some(slice.from)).and("a.requested_at <", Some(slice.to));
    restrict(&mut sql, access, slice, "d");
    sql.push(" GROUP BY a.gate, a.condition ORDER BY a.gate, a.condition");
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil) = (Timestamp::UNIX_EPOCH, uuid::Uuid::nil());
    let whole = Slice { from: at, to: at, departments: Vec::new(), owner: None };
    let part = Slice { departments: vec![DepartmentId(nil)], owner: Some(PersonId(nil)), ..whole.clone() };
    let mut found = Vec::new();
    for (access, slice) in
        every_access().into_iter().flat_map(|access| [(access.clone(), &whole), (access, &part)])
    {
        let mut statements = vec![
            lead_statement(&access, slice),
            clock_statement(&access, slice, &["T1"], false),
            clock_statement(&access, slice, &["T1", "T2", "T3"], true),
            outcome::won_statement(&access, slice, &jiff::tz::TimeZone::UTC),
            outcome::lost_statement(&access, slice),
            refusal_statement(&access, slice),
            exception_statement(&access, slice),
            pipeline::pipeline_statement(&access, slice),
        ];
        for stage in Stage::ALL {
            statements.push(entered_statement(&access, slice, stage));
            statements.push(left_statement(&access, slice, stage));
            statements.push(dwell_statement(&access, slice, stage, at));
            statements.push(pipeline::decided_statement(&access, slice, stage));
        }
        found.extend(statements.iter().map(|sql| sql.text().to_owned()));
    }
    found
}
