//! The history of a deal, page by page.

use tongguan_core::deal::Recorded;
use tongguan_core::id::{CommandId, DealId};

use super::deals::is_visible;
use super::query::Page;
use crate::access::Access;
use crate::chain::Hash;
use crate::deal::recorded;
use crate::error::StoreError;
use crate::event_log;
use crate::sql::Tx;

/// An event with its place in the stream.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// Its place, from 1.
    pub seq: i64,
    /// What happened, when, by whom.
    pub recorded: Recorded,
    /// The command that led to it.
    pub command: CommandId,
    /// Its hash in the chain.
    pub hash: Hash,
}

/// Up to `limit` events before `before` (none to begin), last first; none for a deal that is not visible.
pub async fn page(
    tx: &mut Tx,
    access: &Access,
    deal: DealId,
    before: Option<i64>,
    limit: u32,
) -> Result<Option<Page<HistoryRow, i64>>, StoreError> {
    if !is_visible(tx, access, deal).await? {
        return Ok(None);
    }
    let before = before.unwrap_or(i64::MAX);
    let stored =
        event_log::load_before(tx, access.tenant().0, deal.0, before, limit.saturating_add(1)).await?;
    let row = |stored: &event_log::StoredEvent| {
        Ok(HistoryRow {
            seq: stored.seq,
            recorded: recorded(stored)?,
            command: CommandId(stored.event.command_id),
            hash: stored.hash,
        })
    };
    let rows = stored.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Some(Page::cut(rows, limit, |row| row.seq)))
}
