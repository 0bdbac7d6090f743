//! The organisation and the calendar as a decision sees them, put together from their rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::{AccountId, DealId, PersonId, TenantId};
use tongguan_core::organization::{self as core, Organization};
use tongguan_core::reference::calendar::{CalendarChange, in_force};
use tongguan_core::reference::delegation::Delegation;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::name_key::mail_domain;
use tongguan_core::reference::person::{Holdings, Person};
use tongguan_core::reference::post::Post;
use uuid::Uuid;

use super::row::{Stored, list, read};
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const BY_LOGIN: &str = "SELECT version, data FROM person WHERE tenant_id = $1 AND login = $2";
const OWNED_DEALS: &str =
    "SELECT COUNT(*) FROM deal_footprint WHERE tenant_id = $1 AND owner_id = $2 AND open = 1";
const OWNED_ACCOUNTS: &str = "SELECT COUNT(*) FROM account WHERE tenant_id = $1 AND owner_id = $2";

const DEALS_OF: &str = "SELECT deal_id FROM deal_footprint WHERE tenant_id = $1 AND owner_id = $2 AND open = 1 \
    ORDER BY deal_id LIMIT $3";
const ACCOUNTS_OF: &str =
    "SELECT id FROM account WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id LIMIT $3";

pub(super) const STATEMENTS: &[&str] = &[BY_LOGIN, OWNED_DEALS, OWNED_ACCOUNTS, DEALS_OF, ACCOUNTS_OF];

/// The open things that a person owns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owned {
    /// Open deals.
    pub deals: Vec<DealId>,
    /// Customers.
    pub accounts: Vec<AccountId>,
}

/// Rows read at a time.
const PAGE: u32 = 1_000;

async fn all<S: Stored>(tx: &mut Tx, tenant: TenantId) -> Result<Vec<S>, StoreError> {
    let (mut states, mut after) = (Vec::new(), None::<Uuid>);
    loop {
        let page = list::<S>(tx, tenant, after, PAGE).await?;
        after = page.last().map(|row| row.state.id());
        let full = page.len() == PAGE as usize;
        states.extend(page.into_iter().map(|row| row.state));
        if !full {
            return Ok(states);
        }
    }
}

/// The organisation at a version that [`super::versions::load`] told.
pub async fn organization(tx: &mut Tx, tenant: TenantId, version: u64) -> Result<Organization, StoreError> {
    let people = all::<Person>(tx, tenant).await?;
    let departments = all::<Department>(tx, tenant).await?;
    let posts = all::<Post>(tx, tenant).await?;
    let delegations = all::<Delegation>(tx, tenant).await?;
    let person = |p: Person| (p.id, core::Person { department: p.department, active: p.active });
    Ok(Organization {
        version,
        people: people.into_iter().map(person).collect(),
        departments: departments.into_iter().filter(|d| d.active).map(|d| (d.id, d.parent)).collect(),
        posts: posts.into_iter().filter(|post| post.active).map(seat).collect(),
        delegations: delegations.into_iter().map(substitution).collect(),
    })
}

/// The domains of our own people's mail addresses: who writes from there is no customer.
pub async fn own_mail_domains(tx: &mut Tx, tenant: TenantId) -> Result<Arc<[String]>, StoreError> {
    let people = all::<Person>(tx, tenant).await?;
    let domains = people.iter().filter_map(|person| person.email.as_deref().and_then(mail_domain));
    Ok(domains.collect::<BTreeSet<_>>().into_iter().collect())
}

fn seat(post: Post) -> core::Post {
    let Post { id, role, department, holder, since, reports_to, .. } = post;
    core::Post { id, role, department, holder, since, reports_to }
}

fn substitution(delegation: Delegation) -> core::Delegation {
    let Delegation { from, to, starts_at, ends_at, .. } = delegation;
    core::Delegation { from, to, starts_at, ends_at }
}

/// The calendar in force at a version: the shipped one under all confirmed changes.
pub async fn calendar(tx: &mut Tx, tenant: TenantId, version: u64) -> Result<Calendar, StoreError> {
    let changes = calendar_changes(tx, tenant).await?;
    in_force(Calendar::shipped(), &changes, version)
        .map_err(|_| StoreError::corrupt("a confirmed calendar change that cannot be read"))
}

/// All changes of the calendar in the order of their confirmation, those that are not confirmed last.
pub async fn calendar_changes(tx: &mut Tx, tenant: TenantId) -> Result<Vec<CalendarChange>, StoreError> {
    let mut changes = all::<CalendarChange>(tx, tenant).await?;
    changes.sort_by_key(|change| (change.confirmed_at.unwrap_or(Timestamp::MAX), change.id));
    Ok(changes)
}

/// What a person still answers for.
pub async fn holdings(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<Holdings, StoreError> {
    let mut counts = BTreeMap::new();
    for sql in [OWNED_DEALS, OWNED_ACCOUNTS] {
        counts.insert(sql, tx.query_one(sql, params![tenant.0, person.0]).await?.get::<u32>(0)?);
    }
    Ok(Holdings { deals: counts[OWNED_DEALS], accounts: counts[OWNED_ACCOUNTS] })
}

/// What a person still answers for, thing by thing, of each kind at most [`PAGE`].
pub async fn owned(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<Owned, StoreError> {
    let deals = tx.query(DEALS_OF, params![tenant.0, person.0, PAGE]).await?;
    let accounts = tx.query(ACCOUNTS_OF, params![tenant.0, person.0, PAGE]).await?;
    Ok(Owned {
        deals: deals.iter().map(|row| row.get(0).map(DealId)).collect::<Result<_, _>>()?,
        accounts: accounts.iter().map(|row| row.get(0).map(AccountId)).collect::<Result<_, _>>()?,
    })
}

/// The person who signs in with this login, lower case.
pub async fn sign_in_name(tx: &mut Tx, tenant: TenantId, login: &str) -> Result<Option<Person>, StoreError> {
    let row = tx.query_opt(BY_LOGIN, params![tenant.0, login]).await?;
    row.map(|row| read::<Person>(&row).map(|found| found.state)).transpose()
}
