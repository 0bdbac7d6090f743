//! Merges of customers as rows, what belongs to a customer, and the id under which a merged one is found.
//!
//! Promises everything of a customer, past deals included. A merged customer has no row and no key of its own; it is an alias.

use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::merge::Merge;
use uuid::Uuid;

use super::row::Stored;
use super::tables::bare;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Tx, Value};

const DEALS: &str =
    "SELECT deal_id FROM deal_footprint WHERE tenant_id = $1 AND account_id = $2 ORDER BY deal_id";
const CONTACTS: &str = "SELECT id FROM contact WHERE tenant_id = $1 AND account_id = $2 ORDER BY id";
const MEMBERS: &str =
    "SELECT id FROM account WHERE tenant_id = $1 AND group_id = $2 AND id <> $2 ORDER BY id";
const ALIAS: &str =
    "SELECT kept_id FROM account_merge WHERE tenant_id = $1 AND merged_id = $2 AND undone = 0 LIMIT 1";

pub(super) const STATEMENTS: &[&str] =
    &[Merge::LOAD, Merge::SAVE, Merge::LIST, DEALS, CONTACTS, MEMBERS, ALIAS];

/// Merges of merges that are followed; a longer chain is a circle.
const LONGEST_CHAIN: usize = 20;

impl Stored for Merge {
    bare!("account_merge");
    const SAVE: &'static str = "INSERT INTO account_merge (tenant_id, id, version, data, kept_id, merged_id, undone) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data, undone = excluded.undone WHERE account_merge.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        let undone = i64::from(self.undone_at.is_some());
        params![self.after.id.0, self.merged.id.0, undone].to_vec()
    }
}

/// What belongs to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Belongings {
    /// Deals, past ones included.
    pub deals: Vec<Uuid>,
    /// Contacts.
    pub contacts: Vec<Uuid>,
    /// Other customers of the group that it leads.
    pub members: Vec<Uuid>,
}

/// Everything that belongs to a customer.
pub async fn belongings(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<Belongings, StoreError> {
    let mut found = [Vec::new(), Vec::new(), Vec::new()];
    for (ids, sql) in found.iter_mut().zip([DEALS, CONTACTS, MEMBERS]) {
        for row in tx.query(sql, params![tenant.0, account.0]).await? {
            ids.push(row.get(0)?);
        }
    }
    let [deals, contacts, members] = found;
    Ok(Belongings { deals, contacts, members })
}

/// The customer that a merged one is now; none where the id is no alias.
pub async fn alias_of(tx: &mut Tx, tenant: TenantId, id: AccountId) -> Result<Option<AccountId>, StoreError> {
    let mut at = None;
    for _ in 0..LONGEST_CHAIN {
        let next = tx.query_opt(ALIAS, params![tenant.0, at.unwrap_or(id).0]).await?;
        match next {
            Some(row) => at = Some(AccountId(row.get(0)?)),
            None => return Ok(at),
        }
    }
    Ok(at)
}
