//! Documents of one kind across deals (报价, 合同, 开票, 拜访): the latest revision of each, last submitted first.
//!
//! The rows say where each stands; what it says is read from its deal, so that no figure is kept twice.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::digest::Digest;
use tongguan_core::id::{AccountId, BodyId, DealId, DepartmentId, DocumentId, PersonId};
use tongguan_core::process::DocumentKind;

use super::deals::{COLUMNS, DealRow, WIDTH, every_access};
use super::documents::DocumentRow;
use super::filter::{Found, OwnerFilter};
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::projection::NO_DATE;
use crate::sql::{Row, Tx};

/// A document, its deal, and what is known of it as a signed contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDocument {
    /// The document.
    pub document: DocumentRow,
    /// Its deal.
    pub deal: DealRow,
    /// As a contract that both parties signed.
    pub contract: Option<SignedContract>,
}

/// What a signed contract came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedContract {
    /// When it was signed.
    pub signed_on: Option<Date>,
    /// Its value, minor units.
    pub amount_minor: i64,
    /// When its term ends.
    pub term_end: Option<Date>,
}

/// Which documents. All conditions hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Of this kind.
    pub kind: DocumentKind,
    /// `submitted`, `in_review`, `approved` or `refused`.
    pub status: Option<String>,
    /// Of deals of this owner, or of none.
    pub owner: Option<OwnerFilter>,
    /// Of deals of this department.
    pub department: Option<DepartmentId>,
    /// Submitted at this moment or later.
    pub from: Option<Timestamp>,
    /// Submitted before this moment.
    pub to: Option<Timestamp>,
    /// Of deals or customers found by text.
    pub found: Option<Found>,
}

impl DocumentFilter {
    /// All of a kind.
    pub fn of(kind: DocumentKind) -> Self {
        Self { kind, status: None, owner: None, department: None, from: None, to: None, found: None }
    }
}

/// Where a document stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentKey {
    /// When it was submitted, microseconds.
    pub submitted_at: i64,
    /// Its id.
    pub document: DocumentId,
}

/// Up to `limit` documents of a filter, after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    filter: &DocumentFilter,
    after: Option<DocumentKey>,
    limit: u32,
) -> Result<Page<ListedDocument, DocumentKey>, StoreError> {
    let rows = list_statement(access, filter, after, limit).query(tx).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, limit, |row| DocumentKey {
        submitted_at: row.document.submitted_at.as_microsecond(),
        document: row.document.document,
    }))
}

/// How many documents the filter finds.
pub async fn count(tx: &mut Tx, access: &Access, filter: &DocumentFilter) -> Result<i64, StoreError> {
    count_statement(access, filter).query_one(tx).await?.get(0)
}

fn read(row: &Row) -> Result<ListedDocument, StoreError> {
    let at = |index: usize| WIDTH + index;
    let document = DocumentRow {
        document: DocumentId(row.get(at(0))?),
        kind: row.get(at(1))?,
        number: row.get(at(2))?,
        revision: row.get(at(3))?,
        digest: Digest(row.get(at(4))?),
        body: BodyId(row.get(at(5))?),
        status: row.get(at(6))?,
        submitted_by: row.get::<Option<_>>(at(7))?.map(PersonId),
        submitted_at: row.get(at(8))?,
    };
    let day = |text: Option<String>| text.filter(|text| text != NO_DATE).and_then(|text| text.parse().ok());
    let contract = match row.get::<Option<i64>>(at(10))? {
        None => None,
        Some(amount_minor) => {
            let (signed_on, term_end) = (day(row.get(at(9))?), day(row.get(at(11))?));
            Some(SignedContract { signed_on, amount_minor, term_end })
        }
    };
    Ok(ListedDocument { document, deal: DealRow::read(row)?, contract })
}

/// Documents, `x`, with their deals, `d`.
fn restrict(sql: &mut Sql, access: &Access, filter: &DocumentFilter) {
    let (tenant, kind) = (sql.bind(access.tenant().0), sql.bind(filter.kind.key()));
    sql.push(&format!(" WHERE x.tenant_id = {tenant} AND x.kind = {kind} AND d.tenant_id = x.tenant_id AND d.deal_id = x.deal_id"));
    sql.and("x.status =", filter.status.as_deref());
    sql.and("x.submitted_at >=", filter.from).and("x.submitted_at <", filter.to);
    match filter.owner {
        Some(OwnerFilter::Person(person)) => sql.and("d.owner_id =", Some(person.0)),
        Some(OwnerFilter::Pool) => sql.push(" AND d.owner_id IS NULL"),
        None => sql,
    };
    sql.and("d.department_id =", filter.department.map(|department| department.0));
    if let Some(found) = &filter.found {
        found.restrict(sql);
    }
    access.restrict(sql, "d");
}

fn list_statement(access: &Access, filter: &DocumentFilter, after: Option<DocumentKey>, limit: u32) -> Sql {
    let mut sql = Sql::new(&format!(
        "SELECT {COLUMNS}, x.document_id, x.kind, x.number, x.revision, x.digest, x.body_id, x.status, x.submitted_by, \
         x.submitted_at, c.signed_on, c.amount_minor, c.term_end FROM document x CROSS JOIN deal d LEFT JOIN contract c \
         ON c.tenant_id = x.tenant_id AND c.deal_id = x.deal_id AND c.contract_id = x.document_id"
    ));
    restrict(&mut sql, access, filter);
    if let Some(key) = after {
        let (at, id) = (sql.bind(key.submitted_at), sql.bind(key.document.0));
        sql.push(&format!(" AND (x.submitted_at, x.document_id) < ({at}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY x.submitted_at DESC, x.document_id DESC LIMIT {limit}"));
    sql
}

fn count_statement(access: &Access, filter: &DocumentFilter) -> Sql {
    let mut sql = Sql::new("SELECT COUNT(*) FROM document x CROSS JOIN deal d");
    restrict(&mut sql, access, filter);
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let (nil, at) = (uuid::Uuid::nil(), Timestamp::UNIX_EPOCH);
    let plain = DocumentFilter::of(DocumentKind::Quotation);
    let found = Found { deals: vec![DealId(nil)], accounts: vec![AccountId(nil)] };
    let all = DocumentFilter {
        status: Some(String::new()),
        owner: Some(OwnerFilter::Person(PersonId(nil))),
        department: Some(DepartmentId(nil)),
        from: Some(at),
        to: Some(at),
        found: Some(found),
        ..plain.clone()
    };
    let pool = DocumentFilter { owner: Some(OwnerFilter::Pool), ..plain.clone() };
    let key = DocumentKey { submitted_at: 0, document: DocumentId(nil) };
    let mut texts = Vec::new();
    for access in every_access() {
        for filter in [&plain, &all, &pool] {
            texts.push(list_statement(&access, filter, Some(key), 1).text().to_owned());
            texts.push(count_statement(&access, filter).text().to_owned());
        }
    }
    texts
}
