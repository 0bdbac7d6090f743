//! Names for the ids that an answer holds.

use tongguan_core::id::TenantId;
use tongguan_core::reference::account::Account;
use tongguan_store::{StoreError, reference};
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
            let ids = ids.clone();
            Box::pin(async move {
                let mut names = Names::new();
                for id in ids {
                    let found = reference::load::<Account>(tx, tenant, id).await?;
                    names.extend(found.map(|found| (id, found.state.name)));
                }
                Ok(names)
            })
        })
        .await
}
