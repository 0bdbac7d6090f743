//! Looking for customers that equal or resemble one: by indexed keys only, never by a scan (4.1, TRAP-15).
//!
//! Of a name's pairs of characters only the rarest few are looked up, as many as no similar name can miss; a pair that very
//! many customers have is read up to a limit.

use std::collections::{BTreeMap, BTreeSet};

use tongguan_core::facts::{Duplicate, Probe};
use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::name_key::{
    bigrams, mail_domain, name_key, phone_key, probes, similarity_key, similarity_pct,
};
use tongguan_core::reference::setting::Settings;
use tongguan_core::uscc::Uscc;
use uuid::Uuid;

use super::row::load;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const NAME: &str = "name";
const PAIR: &str = "pair";
const PHONE: &str = "phone";
const DOMAIN: &str = "domain";

const FORGET: &str = "DELETE FROM account_key WHERE tenant_id = $1 AND kind = $2 AND value = $3 AND account_id = $4 AND source_id = $5";
const ADD: &str = "INSERT INTO account_key (tenant_id, kind, value, account_id, source_id) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (tenant_id, kind, value, account_id, source_id) DO NOTHING";
/// The same for four keys at once: a name has about a dozen.
const ADD_FOUR: &str = "INSERT INTO account_key (tenant_id, account_id, source_id, kind, value) VALUES ($1, $2, $3, $4, $5), \
    ($1, $2, $3, $6, $7), ($1, $2, $3, $8, $9), ($1, $2, $3, $10, $11) \
    ON CONFLICT (tenant_id, kind, value, account_id, source_id) DO NOTHING";
const FIND: &str = "SELECT account_id FROM account_key WHERE tenant_id = $1 AND kind = $2 AND value = $3 \
    ORDER BY account_id LIMIT $4";
const RARITY: &str = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM account_key WHERE tenant_id = $1 AND kind = $2 AND value = $3 \
    LIMIT $4) held";
const OF_USCC: &str = "SELECT id FROM account WHERE tenant_id = $1 AND uscc = $2";
const OF_NAME: &str = "SELECT id FROM account WHERE tenant_id = $1 AND name_key = $2";
const DEPARTMENT: &str = "SELECT data FROM department WHERE tenant_id = $1 AND id = $2";
const LAST_CONTACT: &str =
    "SELECT MAX(last_contact_at) FROM deal_footprint WHERE tenant_id = $1 AND account_id = $2";

pub(super) const STATEMENTS: &[&str] =
    &[FORGET, ADD, ADD_FOUR, FIND, RARITY, OF_USCC, OF_NAME, DEPARTMENT, LAST_CONTACT];

/// Rarity is judged up to this many customers, and this many are compared for each pair.
const COMMON: u32 = 300;
/// Most hits that are answered.
const HITS: usize = 20;

type Key = (&'static str, String);

/// A unique key of customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The normalised name.
    Name,
    /// The credit code.
    Uscc,
}

/// Keys that come from a customer's names, former ones included.
pub(super) fn of_account(account: &Account) -> BTreeSet<Key> {
    let former = account.former_names.iter().map(|former| former.name.as_str());
    let mut keys = BTreeSet::new();
    for name in former.chain([account.name.as_str()]) {
        keys.insert((NAME, name_key(name)));
        keys.extend(bigrams(&similarity_key(name)).into_iter().map(|pair| (PAIR, pair)));
    }
    keys.retain(|(_, value)| !value.is_empty());
    keys
}

/// Keys that come from a contact; one that left keeps them, one that was erased or restricted has none.
pub(super) fn of_contact(contact: &Contact) -> BTreeSet<Key> {
    if !contact.is_open() {
        return BTreeSet::new();
    }
    let phone = contact.phone.as_deref().and_then(phone_key).map(|key| (PHONE, key));
    let domain = contact.email.as_deref().and_then(mail_domain).map(|key| (DOMAIN, key));
    phone.into_iter().chain(domain).collect()
}

/// What is known of a source, the customer itself or one of its contacts: whose it is, and its keys.
pub(super) type Known = (AccountId, BTreeSet<Key>);

/// Makes the keys of a source say `after` where they said `before`; only what differs is written.
pub(super) async fn replace(
    tx: &mut Tx,
    tenant: TenantId,
    source: Uuid,
    before: Option<Known>,
    (account, keys): Known,
) -> Result<(), StoreError> {
    let (former, gone) = before.unwrap_or_else(|| (account, BTreeSet::new()));
    let stays = |key: &Key, other: &BTreeSet<Key>| former == account && other.contains(key);
    for (kind, value) in gone.iter().filter(|key| !stays(key, &keys)) {
        tx.execute(FORGET, params![tenant.0, *kind, value, former.0, source]).await?;
    }
    let come: Vec<&Key> = keys.iter().filter(|key| !stays(key, &gone)).collect();
    let (fours, rest) = come.as_chunks::<4>();
    for [a, b, c, d] in fours {
        let mut values = params![tenant.0, account.0, source].to_vec();
        [a, b, c, d].iter().for_each(|(kind, value)| values.extend_from_slice(params![*kind, value]));
        tx.execute(ADD_FOUR, &values).await?;
    }
    for (kind, value) in rest {
        tx.execute(ADD, params![tenant.0, *kind, value, account.0, source]).await?;
    }
    Ok(())
}

async fn find(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, value): (&str, &str),
    limit: u32,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = tx.query(FIND, params![tenant.0, kind, value, limit]).await?;
    rows.iter().map(|row| Ok(AccountId(row.get(0)?))).collect()
}

/// Customers that go or went by a name.
pub async fn named(tx: &mut Tx, tenant: TenantId, name: &str) -> Result<Vec<AccountId>, StoreError> {
    match name_key(name) {
        key if key.is_empty() => Ok(Vec::new()),
        key => find(tx, tenant, (NAME, &key), COMMON).await,
    }
}

/// Customers that are what the probe tells, by name or credit code; what only resembles it is not looked for.
pub async fn certain(tx: &mut Tx, tenant: TenantId, probe: &Probe) -> Result<Vec<Duplicate>, StoreError> {
    let mut found = Vec::new();
    for account in equal(tx, tenant, probe).await?.into_iter().take(HITS) {
        found.extend(describe(tx, tenant, account).await?);
    }
    Ok(found)
}

/// Customers that equal or resemble what the probe tells, certain ones first.
pub async fn duplicates(
    tx: &mut Tx,
    tenant: TenantId,
    probe: &Probe,
    settings: &Settings,
) -> Result<Vec<Duplicate>, StoreError> {
    let mut certain = equal(tx, tenant, probe).await?;
    let mut similar = resembling(tx, tenant, probe, settings).await?;
    if let Some(except) = probe.except {
        certain.remove(&except);
        similar.remove(&except);
    }
    similar.retain(|account| !certain.contains(account));
    let mut found = Vec::new();
    for (accounts, certain) in [(certain, true), (similar, false)] {
        for account in accounts.into_iter().take(HITS) {
            let hit = describe(tx, tenant, account).await?;
            found.extend(hit.map(|hit| Duplicate { certain, ..hit }));
        }
    }
    Ok(found)
}

/// What identifies a customer that is there: its name, its code, and the first phone and mail of its people.
pub async fn probe_of(tx: &mut Tx, tenant: TenantId, id: AccountId) -> Result<Option<Probe>, StoreError> {
    let Some(row) = load::<Account>(tx, tenant, id.0).await? else { return Ok(None) };
    let contacts = super::contacts_of(tx, tenant, id).await?;
    let open = || contacts.iter().map(|row| &row.state).filter(|contact| contact.is_open());
    let (phone, email) = (open().find_map(|one| one.phone.clone()), open().find_map(|one| one.email.clone()));
    Ok(Some(Probe { name: row.state.name, uscc: row.state.uscc, phone, email, except: Some(id) }))
}

/// Customers that equal or resemble one that is there, certain ones first.
pub async fn alike(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
    settings: &Settings,
) -> Result<Vec<Duplicate>, StoreError> {
    match probe_of(tx, tenant, account).await? {
        Some(probe) => duplicates(tx, tenant, &probe, settings).await,
        None => Ok(Vec::new()),
    }
}

async fn equal(tx: &mut Tx, tenant: TenantId, probe: &Probe) -> Result<BTreeSet<AccountId>, StoreError> {
    let mut accounts = BTreeSet::new();
    let name = name_key(&probe.name);
    if !name.is_empty() {
        accounts.extend(find(tx, tenant, (NAME, &name), COMMON).await?);
    }
    if let Some(uscc) = probe.uscc.as_deref().and_then(|typed| Uscc::parse(typed).ok()) {
        for row in tx.query(OF_USCC, params![tenant.0, uscc.as_str()]).await? {
            accounts.insert(AccountId(row.get(0)?));
        }
    }
    Ok(accounts)
}

/// Similar by name alone, or less similar by name with a phone or mail domain in common.
async fn resembling(
    tx: &mut Tx,
    tenant: TenantId,
    probe: &Probe,
    settings: &Settings,
) -> Result<BTreeSet<AccountId>, StoreError> {
    let key = similarity_key(&probe.name);
    if key.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut needed: BTreeMap<AccountId, u32> = BTreeMap::new();
    for account in by_pairs(tx, tenant, &key, settings.name_similarity_pct).await? {
        needed.insert(account, settings.name_similarity_pct);
    }
    for (kind, value) in contact_keys(probe, settings) {
        for account in find(tx, tenant, (kind, &value), COMMON).await? {
            let pct = needed.entry(account).or_insert(settings.contact_similarity_pct);
            *pct = (*pct).min(settings.contact_similarity_pct);
        }
    }
    let mut similar = BTreeSet::new();
    for (id, pct) in needed {
        let Some(account) = load::<Account>(tx, tenant, id.0).await? else { continue };
        let names = account.state.former_names.iter().map(|former| former.name.as_str());
        let best = names
            .chain([account.state.name.as_str()])
            .map(|n| similarity_pct(&key, &similarity_key(n)))
            .max();
        if best.unwrap_or(0) >= pct {
            similar.insert(id);
        }
    }
    Ok(similar)
}

fn contact_keys(probe: &Probe, settings: &Settings) -> Vec<Key> {
    let phone = probe.phone.as_deref().and_then(phone_key).map(|key| (PHONE, key));
    let domain = probe.email.as_deref().and_then(mail_domain);
    let domain = domain.filter(|domain| !settings.public_mail_domains.contains(domain));
    phone.into_iter().chain(domain.map(|key| (DOMAIN, key))).collect()
}

/// Customers that share enough of the rarest pairs to be worth comparing.
async fn by_pairs(
    tx: &mut Tx,
    tenant: TenantId,
    key: &str,
    pct: u32,
) -> Result<BTreeSet<AccountId>, StoreError> {
    let pairs = bigrams(key);
    let wanted = probes(pairs.len(), pct);
    let mut by_rarity = Vec::with_capacity(pairs.len());
    let mut held_by_nobody = 0;
    for pair in &pairs {
        let held: i64 = tx.query_one(RARITY, params![tenant.0, PAIR, pair, COMMON]).await?.get(0)?;
        held_by_nobody += usize::from(held == 0);
        // Then these are the rarest, and nobody resembles it.
        if held_by_nobody == wanted {
            return Ok(BTreeSet::new());
        }
        by_rarity.push((held, pair));
    }
    by_rarity.sort_by_key(|(held, _)| *held);
    let mut holders = BTreeSet::new();
    for (_, pair) in by_rarity.into_iter().take(wanted) {
        holders.extend(find(tx, tenant, (PAIR, pair), COMMON).await?);
    }
    Ok(holders)
}

/// A customer as the check for duplicates tells of it.
pub async fn describe(tx: &mut Tx, tenant: TenantId, id: AccountId) -> Result<Option<Duplicate>, StoreError> {
    let Some(account) = load::<Account>(tx, tenant, id.0).await? else { return Ok(None) };
    let department = tx.query_opt(DEPARTMENT, params![tenant.0, account.state.department.0]).await?;
    let department = department.map(|row| row.get::<String>(0)).transpose()?;
    let name = department
        .map(|data| super::row::parse::<tongguan_core::reference::department::Department>(&data))
        .transpose()?
        .map(|department| department.name);
    let last_contact = tx.query_one(LAST_CONTACT, params![tenant.0, id.0]).await?.get(0)?;
    Ok(Some(Duplicate {
        account: id,
        certain: true,
        owner: account.state.owner,
        department: name,
        last_contact,
    }))
}

/// The customer that holds a name or a credit code, described as a certain hit.
pub async fn holder_of(
    tx: &mut Tx,
    tenant: TenantId,
    (taken, value): (Taken, &str),
) -> Result<Option<Duplicate>, StoreError> {
    let row = match taken {
        Taken::Name => tx.query_opt(OF_NAME, params![tenant.0, name_key(value)]).await?,
        Taken::Uscc => {
            let code = Uscc::parse(value).map_or(value.to_owned(), |code| code.as_str().to_owned());
            tx.query_opt(OF_USCC, params![tenant.0, code]).await?
        }
    };
    match row {
        Some(row) => describe(tx, tenant, AccountId(row.get(0)?)).await,
        None => Ok(None),
    }
}
