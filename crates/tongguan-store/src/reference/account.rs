//! Customers as rows, with the keys by which they are recognised.

use std::collections::BTreeSet;

use tongguan_core::id::{AccountId, DepartmentId, PersonId, TenantId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::name_key::name_key;
use uuid::Uuid;

use super::keys;
use super::row::{Stored, Versioned, read};
use super::tables::bare;
use crate::error::StoreError;
use crate::params;
use crate::read::search::{self, HasNames, Named, NamedKind};
use crate::sql::{BoxFuture, Tx, Value};

const OF_OWNER: &str = "SELECT version, data FROM account WHERE tenant_id = $1 AND owner_id = $2 AND id > $3 ORDER BY id LIMIT $4";
const IN_POOL: &str = "SELECT version, data FROM account WHERE tenant_id = $1 AND owner_id IS NULL AND id > $2 ORDER BY id LIMIT $3";
const OF_DEPARTMENT: &str = "SELECT version, data FROM account WHERE tenant_id = $1 AND department_id = $2 AND id > $3 ORDER BY id LIMIT $4";
const BY_NAME: &str = "SELECT version, data FROM account WHERE tenant_id = $1 AND name_key >= $2 AND name_key < $3 AND id > $4 \
    ORDER BY id LIMIT $5";
const MEMBERS: &str = "SELECT id FROM account WHERE tenant_id = $1 AND group_id = $2 ORDER BY id LIMIT $3";

const SELLERS: &str = "SELECT DISTINCT owner_id FROM deal_footprint WHERE tenant_id = $1 AND account_id = $2 AND open = 1 \
    AND owner_id IS NOT NULL ORDER BY owner_id";

const FORGET_READERS: &str = "DELETE FROM account_reader WHERE tenant_id = $1 AND account_id = $2";
const ADD_READER: &str = "INSERT INTO account_reader (tenant_id, person_id, account_id, from_on, until_on) VALUES ($1, $2, $3, $4, $5)";

const LEAD_IN_POOL: &str = "SELECT 1 FROM deal_footprint WHERE tenant_id = $1 AND account_id = $2 AND open = 1 AND owner_id IS NULL LIMIT 1";

pub(super) const STATEMENTS: &[&str] = &[
    FORGET_READERS,
    ADD_READER,
    Account::LOAD,
    Account::SAVE,
    Account::LIST,
    OF_OWNER,
    IN_POOL,
    OF_DEPARTMENT,
    BY_NAME,
    MEMBERS,
    SELLERS,
    LEAD_IN_POOL,
];

impl Stored for Account {
    bare!("account");
    const SAVE: &'static str = "INSERT INTO account (tenant_id, id, version, data, name_key, uscc, owner_id, department_id, group_id, \
        region, industry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data, name_key = excluded.name_key, uscc = excluded.uscc, owner_id = excluded.owner_id, \
        department_id = excluded.department_id, group_id = excluded.group_id, region = excluded.region, \
        industry = excluded.industry WHERE account.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        let owner = self.owner.map(|owner| owner.0);
        let (department, group) = (self.department.0, self.group_head().0);
        let (region, industry) = (self.region.as_ref(), self.industry.as_ref());
        params![name_key(&self.name), self.uscc.as_ref(), owner, department, group, region, industry].to_vec()
    }

    fn forget_parts<'t>(&'t self, tx: &'t mut Tx, tenant: TenantId) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            let nothing = Named { names: Vec::new(), ..self.found() };
            search::index(tx, tenant, Some(&self.found()), &nothing).await?;
            tx.execute(FORGET_READERS, params![tenant.0, self.id.0]).await?;
            keys::replace(tx, tenant, self.id.0, Some(known(self)), (self.id, BTreeSet::new())).await
        })
    }

    fn keep_parts<'t>(
        &'t self,
        before: Option<&'t Self>,
        tx: &'t mut Tx,
        tenant: TenantId,
    ) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            keep_readers(tx, tenant, before, self).await?;
            let named = |account: &Account| (account.name.clone(), account.former_names.clone());
            if before.map(named) == Some(named(self)) {
                return Ok(());
            }
            search::index(tx, tenant, before.map(HasNames::found).as_ref(), &self.found()).await?;
            keys::replace(tx, tenant, self.id.0, before.map(known), known(self)).await
        })
    }
}

/// Who sees it by name, for lists.
async fn keep_readers(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Account>,
    after: &Account,
) -> Result<(), StoreError> {
    if before.map_or(after.named.is_empty(), |before| before.named == after.named) {
        return Ok(());
    }
    tx.execute(FORGET_READERS, params![tenant.0, after.id.0]).await?;
    for one in &after.named {
        let values = params![tenant.0, one.person.0, after.id.0, one.from, one.until];
        tx.execute(ADD_READER, values).await?;
    }
    Ok(())
}

/// By what a customer is recognised.
fn known(account: &Account) -> keys::Known {
    (account.id, keys::of_account(account))
}

impl HasNames for Account {
    fn found(&self) -> Named {
        let former = self.former_names.iter().rev().map(|former| former.name.clone());
        let names = std::iter::once(self.name.clone()).chain(former).collect();
        Named { kind: NamedKind::Account, id: self.id.0, account: self.id, names, numbers: Vec::new() }
    }
}

/// Which customers a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountFilter {
    /// All.
    All,
    /// Those of an owner.
    Owner(PersonId),
    /// Those that nobody owns.
    Pool,
    /// Those of a department.
    Department(DepartmentId),
    /// Those whose name begins so.
    Name(String),
}

/// Up to `limit` customers behind `after`, by id.
pub async fn accounts(
    tx: &mut Tx,
    tenant: TenantId,
    filter: &AccountFilter,
    after: Option<AccountId>,
    limit: u32,
) -> Result<Vec<Versioned<Account>>, StoreError> {
    let after = after.map_or(Uuid::nil(), |account| account.0);
    let rows = match filter {
        AccountFilter::All => tx.query(Account::LIST, params![tenant.0, after, limit]).await?,
        AccountFilter::Owner(owner) => tx.query(OF_OWNER, params![tenant.0, owner.0, after, limit]).await?,
        AccountFilter::Pool => tx.query(IN_POOL, params![tenant.0, after, limit]).await?,
        AccountFilter::Department(department) => {
            tx.query(OF_DEPARTMENT, params![tenant.0, department.0, after, limit]).await?
        }
        AccountFilter::Name(start) => {
            let from = name_key(start);
            let to = format!("{from}\u{10FFFF}");
            tx.query(BY_NAME, params![tenant.0, from, to, after, limit]).await?
        }
    };
    rows.iter().map(read).collect()
}

/// Customers of the group that `head` leads, itself included, up to `limit`.
pub async fn group_members(
    tx: &mut Tx,
    tenant: TenantId,
    head: AccountId,
    limit: u32,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = tx.query(MEMBERS, params![tenant.0, head.0, limit]).await?;
    rows.iter().map(|row| Ok(AccountId(row.get(0)?))).collect()
}

/// Who owns an open deal with a customer.
pub async fn sellers_of(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx.query(SELLERS, params![tenant.0, account.0]).await?;
    rows.iter().map(|row| Ok(PersonId(row.get(0)?))).collect()
}

/// Whether a lead of a customer lies in the pool.
pub async fn lies_in_pool(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<bool, StoreError> {
    Ok(tx.query_opt(LEAD_IN_POOL, params![tenant.0, account.0]).await?.is_some())
}
