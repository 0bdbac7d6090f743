//! The security log, page by page, last first.
//!
//! Promises nothing about who may read it: whoever asks has made sure of it (`tongguan_core::security::READERS`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::security::Kind;
use uuid::Uuid;

use super::query::{Page, Sql};
use crate::error::StoreError;
use crate::params;
use crate::security_log::{Entry, read};
use crate::sql::Tx;

/// Which lines. All conditions hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecurityFilter {
    /// About this person.
    pub person: Option<PersonId>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// What was done only, or what was refused only.
    pub success: Option<bool>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
}

/// Where a line stands in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityKey {
    /// When it was written.
    pub recorded_at: Timestamp,
    /// Its id.
    pub id: Uuid,
}

/// Up to `limit` lines, last first, after a key.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    filter: &SecurityFilter,
    after: Option<SecurityKey>,
    limit: u32,
) -> Result<Page<Entry, SecurityKey>, StoreError> {
    let rows = statement(tenant, filter, after, limit).query(tx).await?;
    let entries = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(entries, limit, |entry| SecurityKey { recorded_at: entry.recorded_at, id: entry.id }))
}

/// How often a person signed in, and how often of that from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// All his sign-ins that the log holds.
    pub sign_ins: u32,
    /// Those by this browser from this address.
    pub from_here: u32,
}

const PLACES: &str = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN COALESCE(address, '') = $3 AND COALESCE(agent, '') = $4 THEN 1 \
    ELSE 0 END), 0) FROM security_log WHERE tenant_id = $1 AND person_id = $2 AND kind = 'sign_in' AND success = 1";

pub(crate) const STATEMENTS: &[&str] = &[PLACES];

/// From where a person signed in before: an address, and what the browser calls itself.
pub async fn places(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    (address, agent): (&str, &str),
) -> Result<Places, StoreError> {
    let row = tx.query_one(PLACES, params![tenant.0, person.0, address, agent]).await?;
    Ok(Places { sign_ins: row.get(0)?, from_here: row.get(1)? })
}

fn statement(tenant: TenantId, filter: &SecurityFilter, after: Option<SecurityKey>, limit: u32) -> Sql {
    let mut sql = Sql::new(
        "SELECT id, recorded_at, kind, success, actor_id, person_id, login, address, agent, session, detail FROM security_log",
    );
    let tenant = sql.bind(tenant.0);
    sql.push(&format!(" WHERE tenant_id = {tenant}"));
    sql.and("person_id =", filter.person.map(|person| person.0));
    sql.and("kind =", filter.kind.map(Kind::key));
    sql.and("success =", filter.success);
    sql.and("recorded_at >=", filter.from);
    sql.and("recorded_at <", filter.to);
    if let Some(key) = after {
        let (at, id) = (sql.bind(key.recorded_at), sql.bind(key.id));
        sql.push(&format!(" AND (recorded_at, id) < ({at}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY recorded_at DESC, id DESC LIMIT {limit}"));
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil) = (Timestamp::UNIX_EPOCH, Uuid::nil());
    let all = SecurityFilter {
        person: Some(PersonId(nil)),
        kind: Some(Kind::SignIn),
        success: Some(true),
        from: Some(at),
        to: Some(at),
    };
    let key = Some(SecurityKey { recorded_at: at, id: nil });
    let asked = [(SecurityFilter::default(), None), (all, key)];
    asked.iter().map(|(filter, key)| statement(TenantId(nil), filter, *key, 1).text().to_owned()).collect()
}
