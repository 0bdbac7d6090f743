//! The approvals inbox: what waits for me and for whoever I stand in for, what I decided, what I asked for, what I am to know.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::approval::ApprovalSubject;
use tongguan_core::digest::Digest;
use tongguan_core::id::{ApprovalId, DealId, PersonId};

use super::deals::{COLUMNS, DealRow, WIDTH, every_access};
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// A box of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inbox {
    /// 待办: it is my turn, longest waiting first.
    Todo,
    /// 已办: I decided, last first.
    Done,
    /// 已发起: I asked, last first.
    Requested,
    /// 抄送我: I am to know, last first.
    Copied,
}

/// An approval and its deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// Its id.
    pub approval: ApprovalId,
    /// Which chain.
    pub chain: String,
    /// About what.
    pub subject: ApprovalSubject,
    /// The key of the kind of document, where it is about one.
    pub document_kind: Option<String>,
    /// The digest of what is to be approved.
    pub digest: Digest,
    /// Who asked.
    pub submitter: PersonId,
    /// When.
    pub requested_at: Timestamp,
    /// The step whose turn it is, from 1.
    pub step: i64,
    /// How many steps there are.
    pub step_count: i64,
    /// Since when it is that step's turn.
    pub step_since: Option<Timestamp>,
    /// Whether nobody may decide it.
    pub blocked: bool,
    /// How it ended, if it did.
    pub result: Option<String>,
    /// When it came into this box, or was asked for.
    pub at: Timestamp,
    /// What I decided, in the box of what I decided.
    pub verdict: Option<String>,
    /// Whose turn it is.
    pub waiting_for: Vec<PersonId>,
    /// Its deal.
    pub deal: DealRow,
}

/// Where an approval stands in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalKey {
    /// When it came there.
    pub at: Timestamp,
    /// Its id.
    pub approval: ApprovalId,
}

/// How many approvals wait for me, and since when the oldest does.
pub async fn count_todo(tx: &mut Tx, access: &Access) -> Result<(i64, Option<Timestamp>), StoreError> {
    let row = count_statement(access).query_one(tx).await?;
    Ok((row.get(0)?, row.get(1)?))
}

/// Up to `limit` approvals of a box after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    which: Inbox,
    after: Option<ApprovalKey>,
    limit: u32,
) -> Result<Page<ApprovalRow, ApprovalKey>, StoreError> {
    let rows = list_statement(access, which, after, limit).query(tx).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut page = Page::cut(rows, limit, |row| ApprovalKey { at: row.at, approval: row.approval });
    add_waiting(tx, access, &mut page.items).await?;
    Ok(page)
}

/// The approvals of one deal, last first.
pub async fn of_deal(tx: &mut Tx, access: &Access, deal: DealId) -> Result<Vec<ApprovalRow>, StoreError> {
    let rows = deal_statement(access, deal).query(tx).await?;
    let mut rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    add_waiting(tx, access, &mut rows).await?;
    Ok(rows)
}

pub(super) const OF_APPROVAL: &str = "a.approval_id, a.chain, a.subject, a.document_kind, \
    a.digest, a.submitter_id, a.requested_at, a.step, a.step_count, a.step_since, a.blocked, a.result";

pub(super) fn read(row: &Row) -> Result<ApprovalRow, StoreError> {
    let at = |index: usize| WIDTH + index;
    let subject = serde_json::from_str(&row.get::<String>(at(2))?);
    let subject = subject.map_err(|_| StoreError::corrupt("a subject that this version cannot read"))?;
    Ok(ApprovalRow {
        approval: ApprovalId(row.get(at(0))?),
        chain: row.get(at(1))?,
        subject,
        document_kind: row.get(at(3))?,
        digest: Digest(row.get(at(4))?),
        submitter: PersonId(row.get(at(5))?),
        requested_at: row.get(at(6))?,
        step: row.get(at(7))?,
        step_count: row.get(at(8))?,
        step_since: row.get(at(9))?,
        blocked: row.get(at(10))?,
        result: row.get(at(11))?,
        at: row.get(at(12))?,
        verdict: row.get(at(13))?,
        waiting_for: Vec::new(),
        deal: DealRow::read(row)?,
    })
}

/// Adds to open approvals whose turn it is.
pub(super) async fn add_waiting(
    tx: &mut Tx,
    access: &Access,
    rows: &mut [ApprovalRow],
) -> Result<(), StoreError> {
    let open: Vec<&ApprovalRow> = rows.iter().filter(|row| row.result.is_none()).collect();
    if open.is_empty() {
        return Ok(());
    }
    let sql =
        turns_statement(access, &open.iter().map(|row| (row.deal.deal, row.approval)).collect::<Vec<_>>());
    for found in sql.query(tx).await? {
        let (approval, person) = (ApprovalId(found.get(0)?), PersonId(found.get(1)?));
        let of = rows.iter_mut().filter(|row| row.approval == approval);
        of.for_each(|row| row.waiting_for.push(person));
    }
    Ok(())
}

/// What steps of approvals are about, for whoever sees their deals: chain, kind of document, subject.
pub async fn about(
    tx: &mut Tx,
    access: &Access,
    of: &[(DealId, ApprovalId)],
) -> Result<Vec<About>, StoreError> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let rows = about_statement(access, of).query(tx).await?;
    rows.iter().map(read_about).collect()
}

/// What an approval is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The approval.
    pub approval: ApprovalId,
    /// Which chain.
    pub chain: String,
    /// The key of the kind of document, where it is about one.
    pub document_kind: Option<String>,
    /// About what.
    pub subject: ApprovalSubject,
}

fn read_about(row: &Row) -> Result<About, StoreError> {
    let subject = serde_json::from_str(&row.get::<String>(3)?);
    Ok(About {
        approval: ApprovalId(row.get(0)?),
        chain: row.get(1)?,
        document_kind: row.get(2)?,
        subject: subject.map_err(|_| StoreError::corrupt("a subject that this version cannot read"))?,
    })
}

fn about_statement(access: &Access, of: &[(DealId, ApprovalId)]) -> Sql {
    let mut sql = Sql::new("SELECT a.approval_id, a.chain, a.document_kind, a.subject FROM approval a");
    let tenant = sql.bind(access.tenant().0);
    let deals = sql.bind_list(of.iter().map(|(deal, _)| deal.0));
    let approvals = sql.bind_list(of.iter().map(|(_, approval)| approval.0));
    sql.push(&format!(
        " WHERE a.tenant_id = {tenant} AND a.deal_id IN ({deals}) AND a.approval_id IN ({approvals})"
    ));
    sql
}

/// How many open approvals I asked for.
pub async fn count_requested(tx: &mut Tx, access: &Access) -> Result<i64, StoreError> {
    requested_statement(access).query_one(tx).await?.get(0)
}

fn requested_statement(access: &Access) -> Sql {
    let mut sql = Sql::new("SELECT COUNT(*) FROM approval a");
    let (tenant, me) = (sql.bind(access.tenant().0), sql.bind(access.person().0));
    sql.push(&format!(" WHERE a.tenant_id = {tenant} AND a.submitter_id = {me} AND a.result IS NULL"));
    sql
}

fn turns_statement(access: &Access, of: &[(DealId, ApprovalId)]) -> Sql {
    let mut sql = Sql::new("SELECT p.approval_id, p.person_id FROM approval_person p");
    let tenant = sql.bind(access.tenant().0);
    let deals = sql.bind_list(of.iter().map(|(deal, _)| deal.0));
    let approvals = sql.bind_list(of.iter().map(|(_, approval)| approval.0));
    sql.push(&format!(
        " WHERE p.tenant_id = {tenant} AND p.deal_id IN ({deals}) AND p.approval_id IN ({approvals}) AND p.part = 'turn' \
         ORDER BY p.approval_id, p.person_id"
    ));
    sql
}

fn count_statement(access: &Access) -> Sql {
    let mut sql = Sql::new("SELECT COUNT(*), MIN(p.since) FROM ");
    let (tenant, me) = (sql.bind(access.tenant().0), sql.bind(access.person().0));
    let (from, condition) = turns(&mut sql, access, (&tenant, &me));
    sql.push(&format!("{from} WHERE {condition}"));
    sql
}

/// Where turns of his are found, as `p`: his own, and those of whoever he stands in for. He decides no paper of his own, in no deal of his
/// own and not twice in one approval, so these are left out; the core says the rest when he decides.
fn turns(sql: &mut Sql, access: &Access, (tenant, me): (&str, &str)) -> (String, String) {
    let his = format!("p.tenant_id = {tenant} AND p.person_id = {me} AND p.part = 'turn'");
    let Some(list) = access.principals(sql) else { return ("approval_person p".to_owned(), his) };
    let columns = "p.tenant_id, p.deal_id, p.approval_id, p.since, p.verdict FROM approval_person p";
    let from = format!(
        "(SELECT {columns} WHERE {his} UNION SELECT {columns} CROSS JOIN approval x CROSS JOIN deal y WHERE p.tenant_id = {tenant} \
         AND p.person_id IN ({list}) AND p.part = 'turn' AND x.tenant_id = p.tenant_id AND x.deal_id = p.deal_id \
         AND x.approval_id = p.approval_id AND y.tenant_id = p.tenant_id AND y.deal_id = p.deal_id AND x.submitter_id <> {me} \
         AND (y.owner_id IS NULL OR y.owner_id <> {me}) AND NOT EXISTS (SELECT 1 FROM approval_person v \
         WHERE v.tenant_id = p.tenant_id AND v.deal_id = p.deal_id AND v.approval_id = p.approval_id AND v.part = 'vote' \
         AND (v.person_id = {me} OR v.instead_of_id = {me}) AND (v.step < p.step OR v.step = p.step AND v.since >= p.since))) p"
    );
    (from, "1 = 1".to_owned())
}

fn votes(tenant: &str, me: &str) -> (String, String) {
    let his = format!("p.tenant_id = {tenant} AND p.person_id = {me} AND p.part = 'vote'");
    ("approval_person p".to_owned(), his)
}

/// What somebody decides, decided, asked for or is copied on is visible to him: each makes him take part.
fn list_statement(access: &Access, which: Inbox, after: Option<ApprovalKey>, limit: u32) -> Sql {
    let mut sql = Sql::default();
    let (tenant, me) = (sql.bind(access.tenant().0), sql.bind(access.person().0));
    let deal = "d.tenant_id = a.tenant_id AND d.deal_id = a.deal_id";
    let (at, id, down) = match which {
        Inbox::Requested => {
            sql.push(&format!(
                "SELECT {COLUMNS}, {OF_APPROVAL}, a.requested_at, CAST(NULL AS TEXT) FROM approval a CROSS JOIN deal d \
                 WHERE a.tenant_id = {tenant} AND a.submitter_id = {me} AND {deal}"
            ));
            ("a.requested_at", "a.approval_id", true)
        }
        Inbox::Copied => {
            sql.push(&format!(
                "SELECT {COLUMNS}, {OF_APPROVAL}, c.requested_at, CAST(NULL AS TEXT) FROM approval_copy c CROSS JOIN approval a \
                 CROSS JOIN deal d WHERE c.tenant_id = {tenant} AND c.person_id = {me} AND a.tenant_id = c.tenant_id \
                 AND a.deal_id = c.deal_id AND a.approval_id = c.approval_id AND {deal}"
            ));
            ("c.requested_at", "c.approval_id", true)
        }
        Inbox::Todo | Inbox::Done => {
            let (from, condition) = match which {
                Inbox::Todo => turns(&mut sql, access, (&tenant, &me)),
                _ => votes(&tenant, &me),
            };
            sql.push(&format!(
                "SELECT {COLUMNS}, {OF_APPROVAL}, p.since, p.verdict FROM {from} CROSS JOIN approval a CROSS JOIN deal d \
                 WHERE {condition} AND a.tenant_id = p.tenant_id \
                 AND a.deal_id = p.deal_id AND a.approval_id = p.approval_id AND {deal}"
            ));
            ("p.since", "p.approval_id", which == Inbox::Done)
        }
    };
    let (sign, way) = if down { ("<", " DESC") } else { (">", "") };
    if let Some(key) = after {
        let (since, approval) = (sql.bind(key.at), sql.bind(key.approval.0));
        sql.push(&format!(" AND ({at}, {id}) {sign} ({since}, {approval})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY {at}{way}, {id}{way} LIMIT {limit}"));
    sql
}

fn deal_statement(access: &Access, deal: DealId) -> Sql {
    let mut sql = Sql::new(&format!(
        "SELECT {COLUMNS}, {OF_APPROVAL}, a.requested_at, CAST(NULL AS TEXT) FROM deal d CROSS JOIN approval a"
    ));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " WHERE d.tenant_id = {tenant} AND a.tenant_id = d.tenant_id AND a.deal_id = d.deal_id"
    ));
    sql.and("d.deal_id =", Some(deal.0));
    access.restrict(&mut sql, "d");
    sql.push(" ORDER BY a.requested_at DESC, a.approval_id DESC");
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let nil = uuid::Uuid::nil();
    let key = Some(ApprovalKey { at: Timestamp::UNIX_EPOCH, approval: ApprovalId(nil) });
    let mut found = Vec::new();
    for access in every_access() {
        found.push(count_statement(&access).text().to_owned());
        found.push(deal_statement(&access, DealId(nil)).text().to_owned());
        found.push(turns_statement(&access, &[(DealId(nil), ApprovalId(nil))]).text().to_owned());
        found.push(about_statement(&access, &[(DealId(nil), ApprovalId(nil))]).text().to_owned());
        found.push(requested_statement(&access).text().to_owned());
        for which in [Inbox::Todo, Inbox::Done, Inbox::Requested, Inbox::Copied] {
            found.push(list_statement(&access, which, key, 1).text().to_owned());
        }
    }
    found
}
