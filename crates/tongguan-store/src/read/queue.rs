//! The work queue: what is owed by when, by me, by my team, by others whom I wait for.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{DealId, ObligationId, PersonId};
use tongguan_core::obligation::Subject;

use super::deals::{COLUMNS, DealRow, WIDTH, every_access};
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Whose duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those that I owe.
    Mine,
    /// Those of all deals that I see, my own among them.
    Team,
    /// Those that others owe in deals of mine.
    Others,
}

/// A duty and its deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its id.
    pub obligation: ObligationId,
    /// Which clock.
    pub clock: String,
    /// About what.
    pub subject: Subject,
    /// Who owes it; absent while nobody does.
    pub debtor: Option<PersonId>,
    /// By when.
    pub due_at: Timestamp,
    /// Whether its deadline was recorded as missed.
    pub missed: bool,
    /// Whether it stands still.
    pub paused: bool,
    /// Its deal.
    pub deal: DealRow,
}

/// Where a duty stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyKey {
    /// By when it is owed.
    pub due_at: Timestamp,
    /// Its id.
    pub obligation: ObligationId,
}

/// The moments that part the groups of the queue; working days are counted by the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Now: what was due before is overdue.
    pub now: Timestamp,
    /// The first moment after today.
    pub today_ends: Timestamp,
    /// The first moment after what is soon (three working days).
    pub soon_ends: Timestamp,
}

/// Each group is counted up to this many: a whole company may owe by the ten thousand, and nobody acts on the exact number.
pub const MOST_COUNTED: i64 = 1_000;

/// How many duties are in each group, up to [`MOST_COUNTED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DutyCounts {
    /// Due before now.
    pub overdue: i64,
    /// Due until today ends.
    pub today: i64,
    /// Due until soon ends.
    pub soon: i64,
    /// Due later.
    pub later: i64,
    /// When the longest overdue was due.
    pub overdue_since: Option<Timestamp>,
    /// When the next of today is due.
    pub next_today: Option<Timestamp>,
}

/// Up to `limit` open duties, earliest due first, after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    whose: Whose,
    after: Option<DutyKey>,
    limit: u32,
) -> Result<Page<Duty, DutyKey>, StoreError> {
    let rows = list_statement(access, whose, after, limit).query(tx).await?;
    let duties = rows.iter().map(duty).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(duties, limit, |duty| DutyKey { due_at: duty.due_at, obligation: duty.obligation }))
}

/// How many open duties there are in each group.
pub async fn counts(
    tx: &mut Tx,
    access: &Access,
    whose: Whose,
    horizon: Horizon,
) -> Result<DutyCounts, StoreError> {
    let Horizon { now, today_ends, soon_ends } = horizon;
    let (overdue, overdue_since) = count(tx, access, whose, (None, Some(now))).await?;
    let (today, next_today) = count(tx, access, whose, (Some(now), Some(today_ends))).await?;
    let (soon, _) = count(tx, access, whose, (Some(today_ends), Some(soon_ends))).await?;
    let (later, _) = count(tx, access, whose, (Some(soon_ends), None)).await?;
    Ok(DutyCounts { overdue, today, soon, later, overdue_since, next_today })
}

/// From a moment on, until before another.
type Span = (Option<Timestamp>, Option<Timestamp>);

/// How many are due in a span, and when the first of them is.
async fn count(
    tx: &mut Tx,
    access: &Access,
    whose: Whose,
    span: Span,
) -> Result<(i64, Option<Timestamp>), StoreError> {
    let row = count_statement(access, whose, span).query_one(tx).await?;
    Ok((row.get(0)?, row.get(1)?))
}

/// The duties of one deal, closed ones included, in the order in which they are due.
pub async fn of_deal(tx: &mut Tx, access: &Access, deal: DealId) -> Result<Vec<Duty>, StoreError> {
    deal_statement(access, deal).query(tx).await?.iter().map(duty).collect()
}

pub(super) fn duty(row: &Row) -> Result<Duty, StoreError> {
    let subject: String = row.get(WIDTH + 2)?;
    let subject = serde_json::from_str(&subject);
    Ok(Duty {
        obligation: ObligationId(row.get(WIDTH)?),
        clock: row.get(WIDTH + 1)?,
        subject: subject.map_err(|_| StoreError::corrupt("a subject that this version cannot read"))?,
        debtor: row.get::<Option<_>>(WIDTH + 3)?.map(PersonId),
        due_at: row.get(WIDTH + 4)?,
        missed: row.get(WIDTH + 5)?,
        paused: row.get(WIDTH + 6)?,
        deal: DealRow::read(row)?,
    })
}

pub(super) const OF_DUTY: &str =
    "o.obligation_id, o.clock, o.subject, o.debtor_id, o.due_at, o.missed, o.paused";

/// The open duties of somebody's, with `o` and `d`; ended deals owe nothing.
fn open(access: &Access, whose: Whose, columns: &str) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {columns} FROM obligation o CROSS JOIN deal d"));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " WHERE o.tenant_id = {tenant} AND d.tenant_id = o.tenant_id AND d.deal_id = o.deal_id AND o.state = 'open' \
         AND d.standing = 'open'"
    ));
    let me = access.person().0;
    match whose {
        Whose::Mine => {
            sql.and("o.debtor_id =", Some(me));
        }
        Whose::Team => access.restrict(&mut sql, "o"),
        Whose::Others => {
            let place = sql.bind(me);
            sql.push(&format!(
                " AND o.owner_id = {place} AND (o.debtor_id IS NULL OR o.debtor_id <> {place})"
            ));
        }
    }
    sql
}

fn list_statement(access: &Access, whose: Whose, after: Option<DutyKey>, limit: u32) -> Sql {
    let mut sql = open(access, whose, &format!("{COLUMNS}, {OF_DUTY}"));
    if let Some(DutyKey { due_at, obligation }) = after {
        let (due_at, obligation) = (sql.bind(due_at), sql.bind(obligation.0));
        sql.push(&format!(" AND (o.due_at, o.obligation_id) > ({due_at}, {obligation})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY o.due_at, o.obligation_id LIMIT {limit}"));
    sql
}

fn count_statement(access: &Access, whose: Whose, (from, until): Span) -> Sql {
    let mut sql = open(access, whose, "o.due_at AS due_at");
    sql.and("o.due_at >=", from).and("o.due_at <", until);
    let most = sql.bind(MOST_COUNTED);
    sql.push(&format!(" ORDER BY o.due_at, o.obligation_id LIMIT {most}"));
    sql.wrap("SELECT COUNT(*), MIN(q.due_at) FROM (", ") q");
    sql
}

fn deal_statement(access: &Access, deal: DealId) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS}, {OF_DUTY} FROM deal d CROSS JOIN obligation o"));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " WHERE d.tenant_id = {tenant} AND o.tenant_id = d.tenant_id AND o.deal_id = d.deal_id"
    ));
    sql.and("d.deal_id =", Some(deal.0));
    access.restrict(&mut sql, "d");
    sql.push(" ORDER BY o.due_at, o.obligation_id");
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil) = (Timestamp::UNIX_EPOCH, uuid::Uuid::nil());
    let key = Some(DutyKey { due_at: at, obligation: ObligationId(nil) });
    let mut found = Vec::new();
    for access in every_access() {
        found.push(deal_statement(&access, DealId(nil)).text().to_owned());
        for whose in [Whose::Mine, Whose::Team, Whose::Others] {
            found.push(list_statement(&access, whose, key, 1).text().to_owned());
            for span in [(None, Some(at)), (Some(at), Some(at)), (Some(at), None)] {
                found.push(count_statement(&access, whose, span).text().to_owned());
            }
        }
    }
    found
}
