//! Drafts of documents: one per person, deal, kind and document, saved as one types.
//!
//! Promises the last text that was saved. A draft is no record: it changes nothing, is seen by its writer alone, and goes when its
//! document is submitted. Must never be read to decide anything.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// Whose draft of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftKey {
    /// Who writes.
    pub person: Uuid,
    /// In which deal.
    pub deal: Uuid,
    /// The key of the document kind.
    pub kind: String,
    /// The document that is revised; none for a new one.
    pub document: Option<Uuid>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The revision that it follows; 0 for a new document.
    pub revision: u32,
    /// The form as typed so far, as JSON.
    pub body: String,
    /// When it was saved.
    pub saved_at: Timestamp,
}

const GET: &str = "SELECT revision, body, saved_at FROM draft \
    WHERE tenant_id = $1 AND person_id = $2 AND deal_id = $3 AND kind = $4 AND document_id = $5";
const PUT: &str = "INSERT INTO draft (tenant_id, person_id, deal_id, kind, document_id, revision, body, saved_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, person_id, deal_id, kind, document_id) \
    DO UPDATE SET revision = excluded.revision, body = excluded.body, saved_at = excluded.saved_at";
const REMOVE: &str = "DELETE FROM draft \
    WHERE tenant_id = $1 AND person_id = $2 AND deal_id = $3 AND kind = $4 AND document_id = $5";

pub(crate) const STATEMENTS: &[&str] = &[GET, PUT, REMOVE];

/// The draft, if there is one.
pub async fn get(tx: &mut Tx, tenant: Uuid, key: &DraftKey) -> Result<Option<Draft>, StoreError> {
    let DraftKey { person, deal, kind, document } = key;
    let row = tx.query_opt(GET, params![tenant, person, deal, kind, document.unwrap_or_default()]).await?;
    row.map(|row| Ok(Draft { revision: row.get(0)?, body: row.get(1)?, saved_at: row.get(2)? })).transpose()
}

/// Saves a draft over the one before.
pub async fn put(tx: &mut Tx, tenant: Uuid, key: &DraftKey, draft: &Draft) -> Result<(), StoreError> {
    let DraftKey { person, deal, kind, document } = key;
    let Draft { revision, body, saved_at } = draft;
    let columns =
        params![tenant, person, deal, kind, document.unwrap_or_default(), *revision, body, saved_at];
    tx.execute(PUT, columns).await.map(drop)
}

/// Removes a draft; false when there was none.
pub async fn remove(tx: &mut Tx, tenant: Uuid, key: &DraftKey) -> Result<bool, StoreError> {
    let DraftKey { person, deal, kind, document } = key;
    let removed =
        tx.execute(REMOVE, params![tenant, person, deal, kind, document.unwrap_or_default()]).await?;
    Ok(removed == 1)
}
