//! Names for the ids that an answer holds.

use tongguan_core::id::{AccountId, TenantId};
use tongguan_store::{StoreError, read};
use uuid::Uuid;

use crate::app::App;
use crate::i18n::speaker::Names;

/// The names of people, departments and customers among `ids`; ids without a name are left out.
pub async fn of(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Result<Names, StoreError> {
    let directory = app.directory(tenant).await?;
    let known = |id: &Uuid| directory.names.get(id).map(|name| (*id, name.clone()));
    let mut names: Names = ids.iter().filter_map(known).collect();
    let rest: Vec<Uuid> = ids.into_iter().filter(|id| !names.contains_key(id)).collect();
    if !rest.is_empty() {
        names.extend(accounts(app, tenant, rest).await?);
    }
    Ok(names)
}

async fn accounts(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Result<Names, StoreError> {
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
