//! A person's notices as he reads them, and what he does not want to hear.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use tongguan_core::id::{ApprovalId, DealId, ObligationId, PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

/// A notice as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNotice {
    /// Its id; grows with time.
    pub id: Uuid,
    /// The notice.
    pub notice: Notice,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

pub(super) const LIST: &str = "SELECT id, person_id, reason, deal_id, about_kind, about_id, params, created_at, read_at FROM notice \
    WHERE tenant_id = $1 AND person_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
pub(super) const LIST_UNREAD: &str = "SELECT id, person_id, reason, deal_id, about_kind, about_id, params, created_at, read_at FROM notice \
    WHERE tenant_id = $1 AND person_id = $2 AND id < $3 AND read_at IS NULL ORDER BY id DESC LIMIT $4";
pub(super) const LIST_REASON: &str = "SELECT id, person_id, reason, deal_id, about_kind, about_id, params, created_at, read_at FROM notice \
    WHERE tenant_id = $1 AND person_id = $2 AND id < $3 AND reason = $5 ORDER BY id DESC LIMIT $4";
pub(super) const UNREAD_BY_REASON: &str = "SELECT reason, COUNT(*) FROM notice \
    WHERE tenant_id = $1 AND person_id = $2 AND read_at IS NULL GROUP BY reason";
pub(super) const FIND: &str = "SELECT id, person_id, reason, deal_id, about_kind, about_id, params, created_at, read_at FROM notice \
    WHERE tenant_id = $1 AND id = $2";
pub(super) const UNREAD: &str =
    "SELECT COUNT(*) FROM notice WHERE tenant_id = $1 AND person_id = $2 AND read_at IS NULL";
pub(super) const READ: &str = "UPDATE notice SET read_at = $4 \
    WHERE tenant_id = $1 AND person_id = $2 AND id = $3 AND read_at IS NULL";
pub(super) const READ_ALL: &str = "UPDATE notice SET read_at = $4 \
    WHERE tenant_id = $1 AND person_id = $2 AND id <= $3 AND read_at IS NULL";
pub(super) const MUTES: &str = "SELECT reason FROM notice_mute WHERE tenant_id = $1 AND person_id = $2";
pub(super) const UNMUTE: &str = "DELETE FROM notice_mute WHERE tenant_id = $1 AND person_id = $2";
pub(super) const MUTE: &str = "INSERT INTO notice_mute (tenant_id, person_id, reason) VALUES ($1, $2, $3)";

/// Up to `limit` notices of a person before `before` ([`Uuid::max`] to begin), latest first.
pub async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    unread_only: bool,
    before: Uuid,
    limit: u32,
) -> Result<Vec<StoredNotice>, StoreError> {
    let statement = if unread_only { LIST_UNREAD } else { LIST };
    tx.query(statement, params![tenant.0, person.0, before, limit]).await?.iter().map(stored).collect()
}

/// Up to `limit` notices of a person for one reason before `before`, latest first.
pub async fn list_of_reason(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    reason: Reason,
    before: Uuid,
    limit: u32,
) -> Result<Vec<StoredNotice>, StoreError> {
    let of = params![tenant.0, person.0, before, limit, reason.key()];
    tx.query(LIST_REASON, of).await?.iter().map(stored).collect()
}

/// How many notices a person has not read, by reason.
pub async fn unread_by_reason(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<BTreeMap<Reason, i64>, StoreError> {
    let rows = tx.query(UNREAD_BY_REASON, params![tenant.0, person.0]).await?;
    let mut counts = BTreeMap::new();
    for row in &rows {
        if let Some(reason) = Reason::from_key(&row.get::<String>(0)?) {
            counts.insert(reason, row.get(1)?);
        }
    }
    Ok(counts)
}

/// One notice.
pub async fn find(tx: &mut Tx, tenant: TenantId, id: Uuid) -> Result<Option<StoredNotice>, StoreError> {
    tx.query_opt(FIND, params![tenant.0, id]).await?.as_ref().map(stored).transpose()
}

/// How many notices a person has not read.
pub async fn unread_count(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<i64, StoreError> {
    tx.query_one(UNREAD, params![tenant.0, person.0]).await?.get(0)
}

/// Marks a person's notice as read; false when it is not his, or was read already.
pub async fn mark_read(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    id: Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(READ, params![tenant.0, person.0, id, now]).await? == 1)
}

/// Marks a person's notices up to `last` as read; answers how many. What came since he looked stays unread.
pub async fn mark_all_read(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    last: Uuid,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(READ_ALL, params![tenant.0, person.0, last, now]).await
}

/// What a person does not want to be told.
pub async fn mutes(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<BTreeSet<Reason>, StoreError> {
    let rows = tx.query(MUTES, params![tenant.0, person.0]).await?;
    let keys: Result<Vec<String>, StoreError> = rows.iter().map(|row| row.get(0)).collect();
    Ok(keys?.iter().filter_map(|key| Reason::from_key(key)).collect())
}

/// Sets what a person does not want to be told, in place of what was set before. Reasons that cannot be muted are passed over.
pub async fn set_mutes(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    reasons: &BTreeSet<Reason>,
) -> Result<(), StoreError> {
    tx.execute(UNMUTE, params![tenant.0, person.0]).await?;
    for reason in reasons.iter().filter(|reason| reason.can_be_muted()) {
        tx.execute(MUTE, params![tenant.0, person.0, reason.key()]).await?;
    }
    Ok(())
}

fn stored(row: &Row) -> Result<StoredNotice, StoreError> {
    let reason = Reason::from_key(&row.get::<String>(2)?);
    let params: Map<String, Json> = serde_json::from_str(&row.get::<String>(6)?)
        .map_err(|_| StoreError::corrupt("the parameters of a notice cannot be read"))?;
    let notice = Notice {
        to: PersonId(row.get(1)?),
        reason: reason.ok_or_else(|| StoreError::corrupt("a notice for an unknown reason"))?,
        deal: row.get::<Option<Uuid>>(3)?.map(DealId),
        about: about(&row.get::<String>(4)?, row.get(5)?)?,
        params,
    };
    Ok(StoredNotice { id: row.get(0)?, notice, created_at: row.get(7)?, read_at: row.get(8)? })
}

fn about(kind: &str, id: Option<Uuid>) -> Result<About, StoreError> {
    match (kind, id) {
        ("deal", _) => Ok(About::Deal),
        ("obligation", Some(id)) => Ok(About::Obligation(ObligationId(id))),
        ("approval", Some(id)) => Ok(About::Approval(ApprovalId(id))),
        _ => Err(StoreError::corrupt("a notice about an unknown thing")),
    }
}
