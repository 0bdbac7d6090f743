//! The companies in the database. A single-company install has one.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// A company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id, first in every key.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Since when.
    pub created_at: Timestamp,
}

const INSERT: &str = "INSERT INTO tenant (tenant_id, name, created_at) VALUES ($1, $2, $3)";
const ALL: &str = "SELECT tenant_id, name, created_at FROM tenant ORDER BY tenant_id";

pub(crate) const STATEMENTS: &[&str] = &[INSERT, ALL];

/// Adds a company.
pub async fn create(tx: &mut Tx, tenant: &Tenant) -> Result<(), StoreError> {
    tx.execute(INSERT, params![tenant.id, &tenant.name, tenant.created_at]).await.map(drop)
}

/// All companies, by id.
pub async fn all(tx: &mut Tx) -> Result<Vec<Tenant>, StoreError> {
    let rows = tx.query(ALL, params![]).await?;
    rows.iter()
        .map(|row| Ok(Tenant { id: row.get(0)?, name: row.get(1)?, created_at: row.get(2)? }))
        .collect()
}
