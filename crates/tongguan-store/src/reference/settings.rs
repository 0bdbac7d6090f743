//! The company's settings, one stored value for each key that differs from its default.

use tongguan_core::id::TenantId;
use tongguan_core::reference::setting::Settings;

use super::{Change, row, versions};
use crate::error::StoreError;
use crate::setting;
use crate::sql::Tx;

/// The settings in force.
pub async fn load(tx: &mut Tx, tenant: TenantId) -> Result<Settings, StoreError> {
    let stored = setting::all(tx, tenant.0).await?;
    Ok(Settings::read(stored.iter().map(|(key, value)| (key.as_str(), value.as_str()))))
}

/// Saves the settings that differ.
pub async fn save(
    tx: &mut Tx,
    tenant: TenantId,
    before: &Settings,
    after: &Settings,
    how: &Change<'_>,
) -> Result<(), StoreError> {
    let fields = |settings: &Settings| {
        serde_json::to_value(settings).map_err(|_| StoreError::corrupt("settings that are no plain data"))
    };
    let (old, new) = (fields(before)?, fields(after)?);
    for (key, value) in new.as_object().into_iter().flatten() {
        if old.get(key) != Some(value) {
            setting::put(tx, tenant.0, key, &value.to_string(), how.at).await?;
        }
    }
    row::log(tx, tenant, Some(before), after, how).await?;
    // How far roles see, what of forms, and which pools there are is kept with the organisation.
    let kept = |settings: &Settings| {
        (settings.role_scopes.clone(), settings.field_rules.clone(), settings.pools.clone())
    };
    if kept(before) != kept(after) {
        versions::raise(tx, tenant, versions::ORGANIZATION).await?;
    }
    versions::raise(tx, tenant, versions::SETTING).await
}
