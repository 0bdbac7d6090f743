//! The rows behind the figures of [`super::figures`]: deals and duties under the very conditions by which they are counted.
//!
//! Promises that what a figure says can be counted in these rows. Pages go by key.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tongguan_core::id::DealId;
use tongguan_core::process::Stage;

use super::deals::{COLUMNS, DealRow, WIDTH, every_access};
use super::figures::{AGREED_ENDING, PIPELINE, Slice, later, restrict, undecided};
use super::query::{Page, Sql};
use super::queue::{Duty, DutyKey, OF_DUTY, duty};
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Which deals a figure counts in its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deals {
    /// Registered.
    Registered,
    /// Registered, and an opportunity by now.
    Converted,
    /// Came into a stage.
    Entered(Stage),
    /// Came into a stage, and into a later one at any time.
    ReachedLater(Stage),
    /// Left a stage for a later one.
    LeftForward(Stage),
    /// Signed.
    Won,
    /// Lost to others.
    Lost,
    /// Closed as 无决策.
    Undecided,
    /// Signed, or lost to others.
    Decided,
    /// Signed, or closed in whatever way.
    Closed,
    /// Running, not signed and in a stage, whenever they came.
    Running(Stage),
    /// Running and not signed, in whatever stage.
    Pipeline,
}

/// How a duty ended, as figures part them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// Done in time.
    InTime,
    /// Done, but late.
    Late,
    /// Not done, and its deadline passed.
    Overdue,
    /// Not done, and not recorded as missed.
    Open,
}

/// A duty behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// The duty and its deal.
    pub duty: Duty,
    /// How it ended.
    pub course: Course,
}

/// Up to `limit` deals after a key, in the order of their ids.
pub async fn deals(
    tx: &mut Tx,
    access: &Access,
    (slice, zone): (&Slice, &TimeZone),
    which: Deals,
    (after, limit): (Option<DealId>, u32),
) -> Result<Page<DealRow, DealId>, StoreError> {
    let rows = deal_statement(access, (slice, zone), which, (after, limit)).query(tx).await?;
    let rows = rows.iter().map(DealRow::read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, limit, |row| row.deal))
}

/// Up to `limit` duties of these clocks that were due in the period, earliest due first, after a key; those of `in_time`, the others, or all.
pub async fn duties(
    tx: &mut Tx,
    access: &Access,
    (slice, clocks): (&Slice, &[&str]),
    in_time: Option<bool>,
    (after, limit): (Option<DutyKey>, u32),
) -> Result<Page<DutyRow, DutyKey>, StoreError> {
    let rows = duty_statement(access, (slice, clocks), in_time, (after, limit)).query(tx).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, limit, |row| DutyKey { due_at: row.duty.due_at, obligation: row.duty.obligation }))
}

fn read(row: &Row) -> Result<DutyRow, StoreError> {
    let duty = duty(row)?;
    let is_met = row.get::<String>(WIDTH + 7)? == "met";
    let course = match (is_met, duty.missed) {
        (true, false) => Course::InTime,
        (true, true) => Course::Late,
        (false, true) => Course::Overdue,
        (false, false) => Course::Open,
    };
    Ok(DutyRow { duty, course })
}

fn deal_statement(
    access: &Access,
    (slice, zone): (&Slice, &TimeZone),
    which: Deals,
    (after, limit): (Option<DealId>, u32),
) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM deal d"));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant}"));
    narrow(&mut sql, slice, zone, which);
    restrict(&mut sql, access, slice, "d");
    sql.and("d.deal_id >", after.map(|deal| deal.0));
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY d.deal_id LIMIT {limit}"));
    sql
}

fn narrow(sql: &mut Sql, slice: &Slice, zone: &TimeZone, which: Deals) {
    let day = |at| zone.to_datetime(at).date();
    match which {
        Deals::Registered | Deals::Converted => {
            sql.and("d.registered_at >=", Some(slice.from)).and("d.registered_at <", Some(slice.to));
            if which == Deals::Converted {
                sql.push(" AND d.opportunity_no IS NOT NULL");
            }
        }
        Deals::Entered(stage) => passed(sql, slice, stage, "entered_at", ""),
        Deals::ReachedLater(stage) => {
            passed(sql, slice, stage, "entered_at", "");
            sql.push(&format!(
                " AND EXISTS (SELECT 1 FROM stage_passage n WHERE n.tenant_id = d.tenant_id AND n.deal_id = d.deal_id AND n.stage IN ({}))",
                later(stage)
            ));
        }
        Deals::LeftForward(stage) => {
            passed(sql, slice, stage, "left_at", &format!(" AND p.left_to IN ({})", later(stage)));
        }
        Deals::Won => {
            sql.and("d.won_on >=", Some(day(slice.from))).and("d.won_on <", Some(day(slice.to)));
        }
        Deals::Lost | Deals::Undecided => {
            sql.push(" AND d.standing = 'lost'");
            sql.and("d.ended_at >=", Some(slice.from)).and("d.ended_at <", Some(slice.to));
            let sign = if which == Deals::Undecided { "=" } else { "<>" };
            sql.and(&format!("COALESCE({AGREED_ENDING}, '') {sign}"), Some(undecided()));
        }
        Deals::Decided | Deals::Closed => {
            let (from, to) = (sql.bind(day(slice.from)), sql.bind(day(slice.to)));
            sql.push(&format!(" AND ((d.won_on >= {from} AND d.won_on < {to}) OR (d.standing = 'lost'"));
            sql.and("d.ended_at >=", Some(slice.from)).and("d.ended_at <", Some(slice.to));
            if which == Deals::Decided {
                sql.and(&format!("COALESCE({AGREED_ENDING}, '') <>"), Some(undecided()));
            }
            sql.push("))");
        }
        Deals::Pipeline => drop(sql.push(PIPELINE)),
        Deals::Running(stage) => {
            sql.push(PIPELINE).and("d.stage =", Some(stage.key()));
        }
    }
}

/// That a deal passed through a stage, and when.
fn passed(sql: &mut Sql, slice: &Slice, stage: Stage, moment: &str, more: &str) {
    sql.push(
        " AND EXISTS (SELECT 1 FROM stage_passage p WHERE p.tenant_id = d.tenant_id AND p.deal_id = d.deal_id",
    );
    sql.and("p.stage =", Some(stage.key()));
    sql.and(&format!("p.{moment} >="), Some(slice.from)).and(&format!("p.{moment} <"), Some(slice.to));
    sql.push(&format!("{more})"));
}

fn duty_statement(
    access: &Access,
    (slice, clocks): (&Slice, &[&str]),
    in_time: Option<bool>,
    (after, limit): (Option<DutyKey>, u32),
) -> Sql {
    let mut sql =
        Sql::new(&format!("SELECT {COLUMNS}, {OF_DUTY}, o.state FROM obligation o CROSS JOIN deal d"));
    let tenant = sql.bind(access.tenant().0);
    let list = sql.bind_list(clocks.iter().copied());
    sql.push(&format!(
        " WHERE o.tenant_id = {tenant} AND o.clock IN ({list}) AND o.state <> 'cancelled' AND d.tenant_id = o.tenant_id AND d.deal_id = o.deal_id"
    ));
    sql.and("o.due_at >=", Some(slice.from)).and("o.due_at <", Some(slice.to));
    match in_time {
        Some(true) => drop(sql.push(" AND o.state = 'met' AND o.missed = 0")),
        Some(false) => drop(sql.push(" AND NOT (o.state = 'met' AND o.missed = 0)")),
        None => {}
    }
    restrict(&mut sql, access, slice, "o");
    if let Some(DutyKey { due_at, obligation }) = after {
        let (due_at, obligation) = (sql.bind(due_at), sql.bind(obligation.0));
        sql.push(&format!(" AND (o.due_at, o.obligation_id) > ({due_at}, {obligation})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY o.due_at, o.obligation_id LIMIT {limit}"));
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil, zone) = (jiff::Timestamp::UNIX_EPOCH, uuid::Uuid::nil(), TimeZone::UTC);
    let slice = Slice { from: at, to: at, departments: Vec::new(), owner: None };
    let key = DutyKey { due_at: at, obligation: tongguan_core::id::ObligationId(nil) };
    let fixed = [
        Deals::Registered,
        Deals::Converted,
        Deals::Won,
        Deals::Lost,
        Deals::Undecided,
        Deals::Decided,
        Deals::Closed,
        Deals::Pipeline,
    ];
    let fixed = fixed.into_iter();
    let of_stages = Stage::ALL.into_iter().flat_map(|stage| {
        [Deals::Entered(stage), Deals::ReachedLater(stage), Deals::LeftForward(stage), Deals::Running(stage)]
    });
    let all: Vec<Deals> = fixed.chain(of_stages).collect();
    let mut found = Vec::new();
    for access in every_access() {
        let deals =
            all.iter().map(|which| deal_statement(&access, (&slice, &zone), *which, (Some(DealId(nil)), 1)));
        found.extend(deals.map(|sql| sql.text().to_owned()));
        for in_time in [None, Some(true), Some(false)] {
            let sql = duty_statement(&access, (&slice, &["T1"]), in_time, (Some(key), 1));
            found.push(sql.text().to_owned());
        }
    }
    found
}
