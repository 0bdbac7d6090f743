//! Names for the ids that an answer holds.

use tongguan_core::id::{AccountId, TenantId};
use tongguan_store::{StoreError, read};
use uuid::Uuid;

use crate::app::App;
use tongguan_service::i18n::names::Names;

/// The names of all people and departments, and of the customers among `ids`.
pub async fn of(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Result<Names, StoreError> {
    let mut names = Names::over(app.directory(tenant).await?.names.clone());
    let rest: Vec<Uuid> = ids.into_iter().filter(|id| names.get(id).is_none()).collect();
    if !rest.is_empty() {
        names.extend(accounts(app, tenant, rest).await?);
    }
    Ok(names)
}

async fn accounts(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Result<Vec<(Uuid, String)>, StoreError> {
    app.db
        .read(move |tx| {
            let ids: Vec<AccountId> = ids.iter().copied().map(AccountId).collect();
            Box::pin(async move {
                let found = read::names::accounts(tx, tenant, ids).await?;
                Ok(found.into_iter().map(|(id, name)| (id.0, name)).collect())
            })
        })
        .await
}
