//! The documents of a deal, and what their revisions said.
//!
//! The table knows the latest revision; earlier ones are read from the stream, which never forgets. A body that was erased is absent.

use jiff::Timestamp;
use tongguan_core::deal::{Event, Number};
use tongguan_core::digest::Digest;
use tongguan_core::id::{BodyId, DealId, DocumentId, PersonId};

use super::deals::is_visible;
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::{Row, Tx};
use crate::{body, deal, params};

/// A document as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its id.
    pub document: DocumentId,
    /// Key of its kind.
    pub kind: String,
    /// Its number, where it takes one.
    pub number: Option<String>,
    /// Its latest revision.
    pub revision: i64,
    /// The digest of that.
    pub digest: Digest,
    /// Where its content is.
    pub body: BodyId,
    /// `submitted`, `in_review`, `approved` or `refused`.
    pub status: String,
    /// Who submitted that revision.
    pub submitted_by: Option<PersonId>,
    /// When.
    pub submitted_at: Timestamp,
}

/// A revision of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisionRow {
    /// Which revision.
    pub revision: u32,
    /// The document's number, where it was drawn with this revision.
    pub number: Option<String>,
    /// The digest of its content.
    pub digest: Digest,
    /// Who submitted it.
    pub submitted_by: Option<PersonId>,
    /// When.
    pub submitted_at: Timestamp,
    /// Its content as canonical JSON; absent once erased.
    pub content: Option<Vec<u8>>,
}

const OF_DEAL: &str = "SELECT document_id, kind, number, revision, digest, body_id, status, submitted_by, submitted_at \
    FROM document WHERE tenant_id = $1 AND deal_id = $2 ORDER BY submitted_at, document_id";

pub(crate) const STATEMENTS: &[&str] = &[OF_DEAL];

/// The documents of a deal in the order of their latest revisions; none for a deal that is not visible.
pub async fn of_deal(
    tx: &mut Tx,
    access: &Access,
    deal: DealId,
) -> Result<Option<Vec<DocumentRow>>, StoreError> {
    if !is_visible(tx, access, deal).await? {
        return Ok(None);
    }
    let rows = tx.query(OF_DEAL, params![access.tenant().0, deal.0]).await?;
    rows.iter().map(read).collect::<Result<Vec<_>, _>>().map(Some)
}

fn read(row: &Row) -> Result<DocumentRow, StoreError> {
    Ok(DocumentRow {
        document: DocumentId(row.get(0)?),
        kind: row.get(1)?,
        number: row.get(2)?,
        revision: row.get(3)?,
        digest: Digest(row.get(4)?),
        body: BodyId(row.get(5)?),
        status: row.get(6)?,
        submitted_by: row.get::<Option<_>>(7)?.map(PersonId),
        submitted_at: row.get(8)?,
    })
}

/// Every revision of a document, first to last, with what it said; none for a deal that is not visible.
pub async fn revisions(
    tx: &mut Tx,
    access: &Access,
    deal: DealId,
    document: DocumentId,
) -> Result<Option<Vec<RevisionRow>>, StoreError> {
    if !is_visible(tx, access, deal).await? {
        return Ok(None);
    }
    let (tenant, mut rows) = (access.tenant(), Vec::new());
    for recorded in deal::events(tx, tenant, deal).await? {
        let Event::DocumentSubmitted { document: of, revision, number, body, digest, .. } = recorded.event
        else {
            continue;
        };
        if of != document {
            continue;
        }
        let kept = body::load_many(tx, tenant.0, &[body.id.0]).await?.pop();
        let number = number.and_then(|number| match number {
            Number::Drawn(text) => Some(text),
            Number::Pending { .. } => None,
        });
        rows.push(RevisionRow {
            revision,
            number,
            digest,
            submitted_by: recorded.by.person(),
            submitted_at: recorded.at,
            content: kept.and_then(|body| body.text).map(|text| text.content),
        });
    }
    Ok(Some(rows))
}
