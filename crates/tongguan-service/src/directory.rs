//! What decisions and answers need again and again, kept in memory for as long as it is true: organisation, calendar,
//! settings, and the names of people and departments.

use std::sync::Arc;

use tongguan_core::calendar::Calendar;
use tongguan_core::id::TenantId;
use tongguan_core::organization::Organization;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::setting::Settings;
use tongguan_store::facts::Known;
use tongguan_store::reference::versions::{self, Versions};
use tongguan_store::reference::{self, Stored};
use tongguan_store::{StoreError, Tx};

use crate::i18n::names::Names;

/// Rows read at a time.
const PAGE: u32 = 1_000;

/// What is known at some versions.
#[derive(Debug, Clone)]
pub struct Directory {
    versions: Versions,
    /// The organisation.
    pub organization: Arc<Organization>,
    own_mail_domains: Arc<[String]>,
    /// The calendar.
    pub calendar: Calendar,
    /// The settings.
    pub settings: Arc<Settings>,
    /// Names of people and departments by id.
    pub names: Arc<Names>,
}

impl Default for Directory {
    fn default() -> Self {
        Self {
            versions: Versions::default(),
            organization: Arc::default(),
            own_mail_domains: Arc::default(),
            calendar: Calendar::shipped(),
            settings: Arc::default(),
            names: Arc::default(),
        }
    }
}

impl Directory {
    /// All of it, as it stands.
    pub async fn load(tx: &mut Tx, tenant: TenantId) -> Result<Self, StoreError> {
        Ok(newer(tx, tenant, &Self::default()).await?.unwrap_or_default())
    }

    /// As facts want it.
    pub fn known(&self) -> Known {
        Known {
            organization: self.organization.clone(),
            own_mail_domains: self.own_mail_domains.clone(),
            calendar: self.calendar.clone(),
            settings: self.settings.clone(),
        }
    }
}

/// What is known newer than `known`; none where nothing changed.
pub async fn newer(
    tx: &mut Tx,
    tenant: TenantId,
    known: &Directory,
) -> Result<Option<Directory>, StoreError> {
    let versions = versions::load(tx, tenant).await?;
    if versions == known.versions {
        return Ok(None);
    }
    let changed = |kind| versions.of(kind) != known.versions.of(kind);
    let mut newer = Directory { versions: versions.clone(), ..known.clone() };
    // How far roles see stands in the settings.
    if changed(versions::ORGANIZATION) || changed(versions::SETTING) {
        let version = versions.of(versions::ORGANIZATION);
        newer.organization = Arc::new(reference::organization(tx, tenant, version).await?);
        newer.own_mail_domains = reference::own_mail_domains(tx, tenant).await?;
        newer.names = Arc::new(names(tx, tenant).await?);
    }
    if changed(versions::CALENDAR) {
        newer.calendar = reference::calendar(tx, tenant, versions.of(versions::CALENDAR)).await?;
    }
    if changed(versions::SETTING) {
        newer.settings = Arc::new(reference::settings(tx, tenant).await?);
    }
    Ok(Some(newer))
}

async fn names(tx: &mut Tx, tenant: TenantId) -> Result<Names, StoreError> {
    let mut names = Names::new();
    names.extend(all::<Person>(tx, tenant).await?.into_iter().map(|person| (person.id.0, person.name)));
    names.extend(all::<Department>(tx, tenant).await?.into_iter().map(|one| (one.id.0, one.name)));
    Ok(names)
}

/// All rows of a kind.
pub async fn all<S: Stored>(tx: &mut Tx, tenant: TenantId) -> Result<Vec<S>, StoreError> {
    let (mut states, mut after) = (Vec::new(), None);
    loop {
        let page = reference::list::<S>(tx, tenant, after, PAGE).await?;
        let is_last = page.len() < PAGE as usize;
        after = page.last().map(|row| row.state.id());
        states.extend(page.into_iter().map(|row| row.state));
        if is_last {
            return Ok(states);
        }
    }
}
