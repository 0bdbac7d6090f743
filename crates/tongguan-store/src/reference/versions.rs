//! Versions of what processes keep in memory. One cheap look at them tells whether a copy is still true.

use std::collections::BTreeMap;

use tongguan_core::id::TenantId;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// People, departments, posts and delegations.
pub const ORGANIZATION: &str = "organization";
/// Confirmed changes of the calendar.
pub const CALENDAR: &str = "calendar";
/// Settings.
pub const SETTING: &str = "setting";

const ALL: &str = "SELECT kind, version FROM data_version WHERE tenant_id = $1";
const RAISE: &str = "INSERT INTO data_version (tenant_id, kind, version) VALUES ($1, $2, 1) \
    ON CONFLICT (tenant_id, kind) DO UPDATE SET version = data_version.version + 1";

pub(super) const STATEMENTS: &[&str] = &[ALL, RAISE];

/// The version of each kind that ever changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions(BTreeMap<String, u64>);

impl Versions {
    /// The version of a kind; 0 where nothing changed yet.
    pub fn of(&self, kind: &str) -> u64 {
        self.0.get(kind).copied().unwrap_or(0)
    }
}

/// All versions.
pub async fn load(tx: &mut Tx, tenant: TenantId) -> Result<Versions, StoreError> {
    let mut versions = BTreeMap::new();
    for row in tx.query(ALL, params![tenant.0]).await? {
        let version =
            u64::try_from(row.get::<i64>(1)?).map_err(|_| StoreError::corrupt("a negative version"))?;
        versions.insert(row.get(0)?, version);
    }
    Ok(Versions(versions))
}

/// Raises the version of a kind; whoever changes the same kind waits.
pub(crate) async fn raise(tx: &mut Tx, tenant: TenantId, kind: &str) -> Result<(), StoreError> {
    tx.execute(RAISE, params![tenant.0, kind]).await.map(drop)
}
