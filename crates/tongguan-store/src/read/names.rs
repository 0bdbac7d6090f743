//! The names of customers and of their people, for lists that hold their ids.

use std::collections::BTreeMap;

use serde::Deserialize;
use tongguan_core::id::{AccountId, ContactId, TenantId};
use uuid::Uuid;

use super::query::Sql;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const TAKEN_BACK: &str = "SELECT data FROM taken_back WHERE tenant_id = $1 AND kind = $2 AND id = $3";

/// What a row of either kind says of its name.
#[derive(Deserialize)]
struct Name {
    name: String,
    /// Of a person whose data is only kept the name is not told.
    #[serde(default)]
    restricted_at: Option<serde::de::IgnoredAny>,
}

impl Name {
    fn told(self) -> String {
        if self.restricted_at.is_some() { String::new() } else { self.name }
    }
}

/// The names of these customers; one that is not known is absent.
pub async fn accounts(
    tx: &mut Tx,
    tenant: TenantId,
    ids: impl IntoIterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, String>, StoreError> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    let found = names(tx, tenant, "account", &ids).await?;
    Ok(found.into_iter().map(|(id, name)| (AccountId(id), name)).collect())
}

/// The names of these people of customers; one that is not known is absent, one that was erased or restricted is empty.
pub async fn contacts(
    tx: &mut Tx,
    tenant: TenantId,
    ids: impl IntoIterator<Item = ContactId>,
) -> Result<BTreeMap<ContactId, String>, StoreError> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    let found = names(tx, tenant, "contact", &ids).await?;
    Ok(found.into_iter().map(|(id, name)| (ContactId(id), name)).collect())
}

async fn names(
    tx: &mut Tx,
    tenant: TenantId,
    table: &'static str,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    // A list of a hundred and more is asked for in parts, so that few texts are prepared.
    for part in ids.chunks(128) {
        for row in statement(tenant, table, part).query(tx).await? {
            let named: Result<Name, _> = serde_json::from_str(&row.get::<String>(1)?);
            let named = named.map_err(|_| StoreError::corrupt("a row without a name"))?;
            found.push((row.get(0)?, named.told()));
        }
    }
    // A lead that was taken back with its import still names its customer.
    let missing: Vec<Uuid> =
        ids.iter().filter(|id| !found.iter().any(|(known, _)| known == *id)).copied().collect();
    for id in missing {
        if let Some(row) = tx.query_opt(TAKEN_BACK, params![tenant.0, table, id]).await? {
            let named: Result<Name, _> = serde_json::from_str(&row.get::<String>(0)?);
            found.push((id, named.map_err(|_| StoreError::corrupt("a row without a name"))?.told()));
        }
    }
    Ok(found)
}

fn statement(tenant: TenantId, table: &'static str, ids: &[Uuid]) -> Sql {
    let mut sql = Sql::new(&format!("SELECT id, data FROM {table}"));
    let (tenant, list) = (sql.bind(tenant.0), sql.bind_list(ids.iter().copied()));
    sql.push(&format!(" WHERE tenant_id = {tenant} AND id IN ({list})"));
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let one = [Uuid::nil()];
    let mut texts = ["account", "contact"]
        .map(|table| statement(TenantId(Uuid::nil()), table, &one).text().to_owned())
        .to_vec();
    texts.push(TAKEN_BACK.to_owned());
    texts
}
