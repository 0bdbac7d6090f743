//! Organisation, calendar, settings, processes and deals, kept in memory for as long as they are true.
//!
//! One look at the versions, after the locks of a command, tells what must be read again. Only versions that were read before the
//! transaction changed anything are kept, so nothing that is rolled back can stay here. A deal may be rolled back: its hash tells.

mod deals;
mod processes;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use tongguan_core::calendar::Calendar;
use tongguan_core::form::rule::FieldRule;
use tongguan_core::id::{DealId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::process::Process;
use tongguan_core::reference::setting::Settings;
use tongguan_store::deal::Folded;
use tongguan_store::reference::{self, versions};
use tongguan_store::{StoreError, Tx};

pub use tongguan_store::facts::Known;

use deals::Deals;
use processes::Ruled;

/// What is remembered of each company.
#[derive(Default)]
pub(super) struct Memory {
    companies: Arc<Mutex<HashMap<TenantId, Remembered>>>,
    deals: Arc<Mutex<Deals>>,
    /// Shared by all forks: what is remembered there rests on nothing that a transaction may take back.
    ruled: Arc<Mutex<Ruled>>,
    /// What is known of a company in the one state that is looked at; absent where states follow each other.
    state: Option<OnceLock<(TenantId, Known)>>,
}

#[derive(Clone, Default)]
struct Remembered {
    organization: Kept<(Arc<Organization>, Arc<[String]>)>,
    calendar: Kept<Calendar>,
    settings: Kept<Arc<Settings>>,
}

/// A value and the version at which it was read.
type Kept<T> = Option<(u64, T)>;

impl Memory {
    /// What was folded of a deal. It may be behind, or never have come to be: [`tongguan_store::deal::fold`] checks it.
    pub(super) fn folded(&self, tenant: TenantId, deal: DealId) -> Option<Folded> {
        self.deals.lock().expect("no panic under the lock").get(tenant, deal)
    }

    /// The same for one transaction that gives many commands: what it reads after it changed something stays with it.
    pub(super) fn fork(&self) -> Memory {
        let companies = self.companies.lock().expect("no panic under the lock").clone();
        let (companies, ruled) = (Arc::new(Mutex::new(companies)), self.ruled.clone());
        Memory { companies, deals: Arc::default(), ruled, state: None }
    }

    /// The same memory for one transaction that changes nothing: what is known of a company is asked for once.
    pub(super) fn of_one_state(&self) -> Memory {
        let (companies, deals, ruled) = (self.companies.clone(), self.deals.clone(), self.ruled.clone());
        Memory { companies, deals, ruled, state: Some(OnceLock::new()) }
    }

    /// A process with its forms as a company's rules leave them.
    pub(super) fn ruled(&self, process: &Arc<Process>, rules: &[FieldRule]) -> Arc<Process> {
        self.ruled.lock().expect("no panic under the lock").of(process, rules)
    }

    /// Keeps what was folded of a deal.
    pub(super) fn keep(&self, tenant: TenantId, folded: &Folded) {
        self.deals.lock().expect("no panic under the lock").put(tenant, folded.clone());
    }

    /// Forgets what was read of a company.
    pub(super) fn forget(&self, tenant: TenantId) {
        self.companies.lock().expect("no panic under the lock").remove(&tenant);
    }

    pub(super) async fn known(&self, tx: &mut Tx, tenant: TenantId) -> Result<Known, StoreError> {
        let Some(state) = &self.state else { return self.known_now(tx, tenant).await };
        if let Some((_, known)) = state.get().filter(|(of, _)| *of == tenant) {
            return Ok(known.clone());
        }
        let known = self.known_now(tx, tenant).await?;
        drop(state.set((tenant, known.clone())));
        Ok(known)
    }

    async fn known_now(&self, tx: &mut Tx, tenant: TenantId) -> Result<Known, StoreError> {
        let versions = versions::load(tx, tenant).await?;
        let mut kept =
            self.companies.lock().expect("no panic under the lock").get(&tenant).cloned().unwrap_or_default();
        let version = versions.of(versions::ORGANIZATION);
        let (organization, own_mail_domains) = match fresh(&kept.organization, version) {
            Some(organization) => organization,
            None => {
                let organization = reference::organization(tx, tenant, version).await?;
                (Arc::new(organization), reference::own_mail_domains(tx, tenant).await?)
            }
        };
        kept.organization = Some((version, (organization.clone(), own_mail_domains.clone())));
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
        self.companies.lock().expect("no panic under the lock").insert(tenant, kept);
        Ok(Known { organization, own_mail_domains, calendar, settings })
    }
}

fn fresh<T: Clone>(kept: &Kept<T>, version: u64) -> Option<T> {
    kept.as_ref().filter(|(at, _)| *at == version).map(|(_, value)| value.clone())
}
