//! The organisation and the calendar as a decision sees them, put together from their rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::organization::{self as core, Organization};
use tongguan_core::reference::absence::{Absence, AbsenceKind};
use tongguan_core::reference::calendar::{CalendarChange, in_force};
use tongguan_core::reference::delegation::Delegation;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::name_key::mail_domain;
use tongguan_core::reference::person::{Holdings, Person};
use tongguan_core::reference::post::Post;
use uuid::Uuid;

use super::row::{Stored, Versioned, list, read};
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const BY_LOGIN: &str = "SELECT version, data FROM person WHERE tenant_id = $1 AND login = $2";
const OWNED_DEALS: &str =
    "SELECT COUNT(*) FROM deal_footprint WHERE tenant_id = $1 AND owner_id = $2 AND open = 1";
const OWNED_ACCOUNTS: &str = "SELECT COUNT(*) FROM account WHERE tenant_id = $1 AND owner_id = $2";

const OWED: &str =
    "SELECT COUNT(*) FROM obligation WHERE tenant_id = $1 AND debtor_id = $2 AND state = 'open'";
const TURNS: &str =
    "SELECT COUNT(*) FROM approval_person WHERE tenant_id = $1 AND person_id = $2 AND part = 'turn'";

const APPEALS: &str =
    "SELECT COUNT(*) FROM appeal WHERE tenant_id = $1 AND filed_by_id = $2 AND decided_at IS NULL";

const WAITS: &str = "SELECT COUNT(*) FROM deal_wait WHERE tenant_id = $1 AND person_id = $2";

const ACCOUNT_APPEALS: &str =
    "SELECT COUNT(*) FROM account_appeal WHERE tenant_id = $1 AND filed_by_id = $2 AND open = 1";

pub(super) const STATEMENTS: &[&str] =
    &[BY_LOGIN, OWNED_DEALS, OWNED_ACCOUNTS, OWED, TURNS, APPEALS, ACCOUNT_APPEALS, WAITS];

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
    let absences = all::<Absence>(tx, tenant).await?;
    let absences: Vec<_> = absences.into_iter().filter(|absence| !absence.cancelled).collect();
    let settings = super::settings(tx, tenant).await?;
    let person = |p: Person| (p.id, core::Person { department: p.department, active: p.active });
    Ok(Organization {
        version,
        people: people.into_iter().map(person).collect(),
        departments: departments.into_iter().filter(|d| d.active).map(|d| (d.id, d.parent)).collect(),
        posts: posts.into_iter().filter(|post| post.active).map(seat).collect(),
        away: absences.iter().map(away).collect(),
        delegations: delegations
            .into_iter()
            .map(substitution)
            .chain(absences.iter().filter_map(stood_in_for))
            .collect(),
        scopes: settings.role_scopes,
        field_rules: settings.field_rules,
        pools: settings.pools,
        pools_since: settings.pools_since,
    })
}

/// The domains of our own people's mail addresses: who writes from there is no customer.
pub async fn own_mail_domains(tx: &mut Tx, tenant: TenantId) -> Result<Arc<[String]>, StoreError> {
    let people = all::<Person>(tx, tenant).await?;
    let domains = people.iter().filter_map(|person| person.email.as_deref().and_then(mail_domain));
    Ok(domains.collect::<BTreeSet<_>>().into_iter().collect())
}

fn seat(post: Post) -> core::Post {
    let Post { id, role, department, holder, since, reports_to, acting_until, .. } = post;
    core::Post { id, role, department, holder, since, reports_to, acting_until }
}

fn substitution(delegation: Delegation) -> core::Delegation {
    let Delegation { from, to, starts_at, ends_at, .. } = delegation;
    core::Delegation { from, to, starts_at, ends_at }
}

fn away(absence: &Absence) -> core::Away {
    let Absence { person, starts_at, ends_at, kind, .. } = absence.clone();
    core::Away { person, starts_at, ends_at, is_leave: kind == AbsenceKind::Leave }
}

/// Whoever stands in during an absence does so as under a delegation.
fn stood_in_for(absence: &Absence) -> Option<core::Delegation> {
    let Absence { person: from, starts_at, ends_at, stands_in, .. } = absence.clone();
    stands_in.map(|to| core::Delegation { from, to, starts_at, ends_at })
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
    let mut counts = [0; 7];
    let all = [OWNED_DEALS, OWNED_ACCOUNTS, OWED, TURNS, APPEALS, ACCOUNT_APPEALS, WAITS];
    for (count, sql) in counts.iter_mut().zip(all) {
        *count = tx.query_one(sql, params![tenant.0, person.0]).await?.get::<u32>(0)?;
    }
    let [deals, accounts, obligations, approvals, in_deals, about_accounts, waits] = counts;
    Ok(Holdings { deals, accounts, obligations, approvals, appeals: in_deals + about_accounts, waits })
}

/// Delegations from or to a person, past ones included.
pub async fn delegations_of(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<Vec<Versioned<Delegation>>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None::<Uuid>);
    loop {
        let page = list::<Delegation>(tx, tenant, after, PAGE).await?;
        after = page.last().map(|row| row.state.id.0);
        let full = page.len() == PAGE as usize;
        found.extend(page.into_iter().filter(|row| [row.state.from, row.state.to].contains(&person)));
        if !full {
            return Ok(found);
        }
    }
}

/// The person who signs in with this login, lower case.
pub async fn sign_in_name(tx: &mut Tx, tenant: TenantId, login: &str) -> Result<Option<Person>, StoreError> {
    let row = tx.query_opt(BY_LOGIN, params![tenant.0, login]).await?;
    row.map(|row| read::<Person>(&row).map(|found| found.state)).transpose()
}
