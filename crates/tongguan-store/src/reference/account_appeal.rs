//! Appeals about whose a customer is as rows: all of a customer, those that somebody filed, and those that wait.

use tongguan_core::id::{AccountId, PersonId, TenantId};
use tongguan_core::reference::account_appeal::AccountAppeal;

use super::row::{Stored, Versioned, read};
use super::tables::bare;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Tx, Value};

const OF_ACCOUNT: &str = "SELECT version, data FROM account_appeal WHERE tenant_id = $1 AND account_id = $2 \
    ORDER BY filed_at DESC, id DESC";
const OPEN_OF: &str = "SELECT version, data FROM account_appeal WHERE tenant_id = $1 AND filed_by_id = $2 AND open = 1 ORDER BY id";
const OPEN: &str =
    "SELECT version, data FROM account_appeal WHERE tenant_id = $1 AND open = 1 ORDER BY due_at LIMIT 500";

pub(super) const STATEMENTS: &[&str] =
    &[AccountAppeal::LOAD, AccountAppeal::SAVE, AccountAppeal::LIST, OF_ACCOUNT, OPEN_OF, OPEN];

impl Stored for AccountAppeal {
    bare!("account_appeal");
    const SAVE: &'static str = "INSERT INTO account_appeal (tenant_id, id, version, data, account_id, level, filed_by_id, \
        against_id, filed_at, due_at, open, department_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, \
        account_id = excluded.account_id, filed_by_id = excluded.filed_by_id, open = excluded.open \
        WHERE account_appeal.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        let open = i64::from(self.is_open());
        let (level, against) = (i64::from(self.level), self.against.0);
        let department = self.department.0;
        params![self.account.0, level, self.by.0, against, self.filed_at, self.due_at, open, department]
            .to_vec()
    }
}

/// All appeals about a customer, the latest first.
pub async fn appeals_about(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
) -> Result<Vec<Versioned<AccountAppeal>>, StoreError> {
    tx.query(OF_ACCOUNT, params![tenant.0, account.0]).await?.iter().map(read).collect()
}

/// The appeals about customers that somebody filed and nobody decided.
pub async fn open_appeals_of(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<Vec<Versioned<AccountAppeal>>, StoreError> {
    tx.query(OPEN_OF, params![tenant.0, person.0]).await?.iter().map(read).collect()
}

/// The appeals about customers that wait for their decision, the earliest due first.
pub async fn open_appeals(tx: &mut Tx, tenant: TenantId) -> Result<Vec<AccountAppeal>, StoreError> {
    let rows = tx.query(OPEN, params![tenant.0]).await?;
    rows.iter().map(|row| read(row).map(|found| found.state)).collect()
}
