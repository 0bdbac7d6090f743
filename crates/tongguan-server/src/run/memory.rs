//! Organisation, calendar and settings, kept in memory for as long as they are true.
//!
//! One look at the versions, after the locks of a command, tells what must be read again. Only versions that were read before the
//! transaction changed anything are kept, so nothing that is rolled back can stay here.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tongguan_core::calendar::Calendar;
use tongguan_core::id::TenantId;
use tongguan_core::organization::Organization;
use tongguan_core::reference::setting::Settings;
use tongguan_store::reference::{self, versions};
use tongguan_store::{StoreError, Tx};

pub use tongguan_store::facts::Known;

/// What is remembered of each company.
#[derive(Default)]
pub(super) struct Memory(Mutex<HashMap<TenantId, Remembered>>);

#[derive(Clone, Default)]
struct Remembered {
    organization: Kept<Arc<Organization>>,
    calendar: Kept<Calendar>,
    settings: Kept<Arc<Settings>>,
}

/// A value and the version at which it was read.
type Kept<T> = Option<(u64, T)>;

impl Memory {
    pub(super) async fn known(&self, tx: &mut Tx, tenant: TenantId) -> Result<Known, StoreError> {
        let versions = versions::load(tx, tenant).await?;
        let mut kept =
            self.0.lock().expect("no panic under the lock").get(&tenant).cloned().unwrap_or_default();
        let version = versions.of(versions::ORGANIZATION);
        let organization = match fresh(&kept.organization, version) {
            Some(organization) => organization,
            None => Arc::new(reference::organization(tx, tenant, version).await?),
        };
        kept.organization = Some((version, organization.clone()));
        let version = versions.of(versions::CALENDAR);
        let calendar = match fresh(&kept.calendar, version) {
            Some(calendar) => calendar,
            None => reference::calendar(tx, tenant, version).await?,
        };
        kept.calendar = Some((version, calendar.clone()));
        let version = versions.of(versions::SETTING);
        let settings = match fresh(&kept.settings, version) {
            Some(settings) => settings,
            None => Arc::new(reference::settings(tx, tenant).await?),
        };
        kept.settings = Some((version, settings.clone()));
        self.0.lock().expect("no panic under the lock").insert(tenant, kept);
        Ok(Known { organization, calendar, settings })
    }
}

fn fresh<T: Clone>(kept: &Kept<T>, version: u64) -> Option<T> {
    kept.as_ref().filter(|(at, _)| *at == version).map(|(_, value)| value.clone())
}
