//! Facts for one command: the guards that its limits need, then what the tables say.
//!
//! Order of locks, the same for every command, so that no two wait for each other in a circle:
//! 1. the deals that it changes, by id (the executor does this before anything else);
//! 2. all guards of [`guards`] in one call, by kind and key: `account`, `credit`, `group`, `held`, `invoice`, `name`, `receipt`, `uscc`, `visits`;
//! 3. rows, as they are written.
//!
//! Only then is anything read that a limit rests on. Commands to reference data lock their target as one of the guards. The
//! customer's group must be known before its guard can be locked; if it changed in between, the transaction is run again.

mod footprint;
mod limit;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tongguan_core::calendar::Calendar;
use tongguan_core::deal::Deal;
use tongguan_core::facts::{AccountFacts, ContactFacts, Facts, Held, Needs, OwnEntity, Probe, ReceiptFacts};
use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::pool::Place;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::issued_copy::IssuedCopy;
use tongguan_core::reference::migration::MigrationBatch;
use tongguan_core::reference::name_key::{mail_domain, name_key};
use tongguan_core::reference::own_entity::OwnEntity as Entity;
use tongguan_core::reference::receipt::Receipt;
use tongguan_core::reference::setting::Settings;
use tongguan_core::uscc::Uscc;
use tongguan_core::zone::local_date;

use crate::error::StoreError;
use crate::guard::Guard;
use crate::outbox::{self, Channel};
use crate::reference::{
    alike, allocated, contacts_of, describe, duplicates, lies_in_pool, list, load as load_row,
    price_book_in_force, probe_of, sellers_of,
};
use crate::sql::Tx;

pub use footprint::{follow, keep, note_claims};

pub(crate) const STATEMENTS: &[&[&str]] = &[footprint::STATEMENTS, limit::STATEMENTS];

/// Whether a deal has this number.
pub async fn number_is_taken(tx: &mut Tx, tenant: TenantId, number: &str) -> Result<bool, StoreError> {
    limit::invoice_number_taken(tx, tenant, number, None).await
}

/// What facts are asked for, and by whom.
pub struct Request<'a> {
    /// Whose installation.
    pub tenant: TenantId,
    /// What the command wants to see.
    pub needs: &'a Needs,
    /// The deal; absent while it is being registered.
    pub deal: Option<&'a Deal>,
    /// The moment of the command.
    pub now: Timestamp,
    /// The company's zone.
    pub zone: TimeZone,
}

/// What is kept in memory and true at the versions read after the locks.
#[derive(Clone)]
pub struct Known {
    /// The organisation.
    pub organization: Arc<Organization>,
    /// The domains of its people's mail addresses, at the version of the organisation.
    pub own_mail_domains: Arc<[String]>,
    /// The calendar.
    pub calendar: Calendar,
    /// The settings.
    pub settings: Arc<Settings>,
}

impl Request<'_> {
    fn account(&self) -> Option<AccountId> {
        self.needs.account.or(self.deal.map(|deal| deal.account))
    }

    fn today(&self) -> Date {
        local_date(self.now, &self.zone)
    }
}

/// The guards of what a command wants to see.
pub async fn guards(tx: &mut Tx, request: &Request<'_>) -> Result<Vec<Guard>, StoreError> {
    let needs = request.needs;
    let mut guards = Vec::new();
    let alike = match needs.alike {
        Some(account) => probe_of(tx, request.tenant, account).await?,
        None => None,
    };
    for probe in needs.duplicates.iter().chain(&alike) {
        guards.extend(guards_of(probe));
    }
    let holders = needs.held_by.iter().chain(&needs.claimed_by);
    guards.extend(holders.map(|person| Guard::new("held", person.to_string())));
    guards.extend(needs.hold_of.iter().map(|account| Guard::new("account", account.to_string())));
    guards.extend(needs.busy.iter().map(|person| Guard::new("visits", person.to_string())));
    guards.extend(needs.receipt.iter().map(|receipt| Guard::new("receipt", receipt.to_string())));
    guards.extend(needs.invoice_number.iter().map(|number| Guard::new("invoice", number.as_str())));
    if let Some(account) = request.account() {
        if needs.credit {
            guards.push(Guard::new("credit", account.to_string()));
        }
        if needs.group_quotes_since.is_some() {
            let group = group_of(tx, request.tenant, account).await?;
            guards.push(Guard::new("group", group.to_string()));
        }
    }
    Ok(guards)
}

/// The guards of a name and a code: of two who register one customer, the second sees what the first did.
pub fn guards_of(probe: &Probe) -> Vec<Guard> {
    let name = Some(name_key(&probe.name)).filter(|key| !key.is_empty());
    let uscc = probe.uscc.as_deref().and_then(|typed| Uscc::parse(typed).ok());
    let name = name.map(|key| Guard::new("name", key));
    name.into_iter().chain(uscc.map(|code| Guard::new("uscc", code.as_str()))).collect()
}

async fn group_of(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<AccountId, StoreError> {
    let found = load_row::<Account>(tx, tenant, account.0).await?;
    Ok(found.map_or(account, |found| found.state.group_head()))
}

/// Reads the facts. `locked` are the guards that the transaction holds.
pub async fn load(
    tx: &mut Tx,
    request: &Request<'_>,
    known: &Known,
    locked: &[Guard],
) -> Result<Facts, StoreError> {
    let (tenant, needs) = (request.tenant, request.needs);
    let mut facts = Facts {
        organization: known.organization.clone(),
        calendar: known.calendar.clone(),
        ..Facts::default()
    };
    if let Some(probe) = &needs.duplicates {
        facts.duplicates = duplicates(tx, tenant, probe, &known.settings).await?;
    }
    if let Some(account) = needs.alike {
        facts.duplicates = alike(tx, tenant, account, &known.settings).await?;
    }
    if let Some(account) = needs.hold_of {
        facts.held = held(tx, tenant, account).await?;
    }
    if let Some(person) = needs.held_by {
        facts.held_by_owner = limit::held(tx, tenant, person, request.deal).await?;
    }
    if let Some(person) = needs.claimed_by {
        let since = tongguan_core::zone::at(request.today(), 0, 0, &request.zone);
        facts.claimed_today = limit::claimed_since(tx, tenant, person, since).await?;
    }
    if let Some(batch) = needs.migration {
        facts.migration = load_row::<MigrationBatch>(tx, tenant, batch.0).await?.map(|found| found.state);
    }
    if let Some(number) = &needs.invoice_number {
        let deal = request.deal.map(|deal| deal.id);
        facts.invoice_number_taken = limit::invoice_number_taken(tx, tenant, number, deal).await?;
    }
    if let Some(day) = needs.price_book_on {
        facts.price_book = price_book_in_force(tx, tenant, day).await?;
    }
    facts.busy = limit::busy(tx, tenant, &needs.busy, request.deal.map(|deal| deal.id)).await?;
    if needs.account.is_some() {
        facts.own_entities = own_entities(tx, tenant).await?;
    }
    facts.standing = standing(tx, request).await?;
    if let Some(id) = needs.copy {
        facts.copy = load_row::<IssuedCopy>(tx, tenant, id).await?.map(|found| found.state);
        facts.mail_goes_out = outbox::channels(tx, tenant).await?.contains(&Channel::Mail);
    }
    facts.place = place(tx, request, known).await?;
    if let Some(id) = request.account() {
        of_account(tx, request, id, (known, locked), &mut facts).await?;
    }
    Ok(facts)
}

/// Where the customer is, where there are pools that ask.
async fn place(tx: &mut Tx, request: &Request<'_>, known: &Known) -> Result<Place, StoreError> {
    match (&request.needs.place, request.account()) {
        (Some(place), _) => Ok(place.clone()),
        (None, Some(account)) => place_of(tx, request.tenant, &known.organization, account).await,
        (None, None) => Ok(Place::default()),
    }
}

/// Where a customer is; nowhere in particular where no pool asks.
pub async fn place_of(
    tx: &mut Tx,
    tenant: TenantId,
    organization: &Organization,
    account: AccountId,
) -> Result<Place, StoreError> {
    if organization.pools.is_empty() {
        return Ok(Place::default());
    }
    let found = load_row::<Account>(tx, tenant, account.0).await?;
    Ok(found.map(|found| Place::of(&found.state)).unwrap_or_default())
}

/// The body of the document that a submission follows.
async fn standing(
    tx: &mut Tx,
    request: &Request<'_>,
) -> Result<Option<serde_json::Map<String, serde_json::Value>>, StoreError> {
    let document = request.deal.zip(request.needs.standing).and_then(|(deal, id)| deal.documents.get(&id));
    let Some(document) = document else { return Ok(None) };
    let kept = crate::body::load_many(tx, request.tenant.0, &[document.body.id.0]).await?;
    let text = kept.into_iter().find_map(|body| body.text);
    let read = text.map(|text| serde_json::from_slice(&text.content));
    read.transpose().map_err(|_| StoreError::corrupt("a document body cannot be read"))
}

/// What the customer at hand is, owes and was offered.
async fn of_account(
    tx: &mut Tx,
    request: &Request<'_>,
    id: AccountId,
    (known, locked): (&Known, &[Guard]),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let (tenant, needs) = (request.tenant, request.needs);
    let asked = needs.account.is_some() || needs.credit || needs.receipt.is_some();
    if !asked && needs.group_quotes_since.is_none() {
        return Ok(());
    }
    let account = load_row::<Account>(tx, tenant, id.0).await?.map(|found| found.state);
    if needs.account.is_some() {
        seen(tx, tenant, account.as_ref(), facts).await?;
        facts.own_mail_domains = known.own_mail_domains.to_vec();
    }
    if let Some(since) = needs.group_quotes_since {
        let group = account.as_ref().map_or(id, Account::group_head);
        if !locked.contains(&Guard::new("group", group.to_string())) {
            return Err(tx.contended("the customer moved to another group"));
        }
        let since = tongguan_core::zone::at(since, 0, 0, &request.zone);
        facts.group_quotes =
            limit::group_quotes(tx, tenant, group, since, request.deal.map(|deal| deal.id)).await?;
    }
    if needs.credit {
        let limit = account.as_ref().and_then(|account| account.credit_limit);
        let deal = request.deal.map(|deal| deal.id);
        facts.credit = limit::credit(tx, tenant, id, limit, (deal, request.today())).await?;
    }
    if let Some(receipt) = needs.receipt {
        facts.receipt = received(tx, tenant, receipt, account.as_ref()).await?;
    }
    Ok(())
}

async fn held(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<Option<Held>, StoreError> {
    let Some(itself) = describe(tx, tenant, account).await? else { return Ok(None) };
    let sellers = sellers_of(tx, tenant, account).await?;
    let in_pool = lies_in_pool(tx, tenant, account).await?;
    let account = load_row::<Account>(tx, tenant, account.0).await?;
    let is_new = account.is_some_and(|account| account.state.is_new());
    Ok(Some(Held { itself, sellers, in_pool, is_new }))
}

async fn seen(
    tx: &mut Tx,
    tenant: TenantId,
    account: Option<&Account>,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(account) = account else { return Ok(()) };
    let contacts = contacts_of(tx, tenant, account.id).await?;
    let mut mail_domains: Vec<String> =
        contacts.iter().filter_map(|contact| contact.state.email.as_deref().and_then(mail_domain)).collect();
    mail_domains.sort();
    mail_domains.dedup();
    facts.account = Some(AccountFacts {
        uscc: account.uscc.clone(),
        nature: account.nature.clone(),
        size_class: account.size_class.clone(),
        group: account.group,
        mail_domains,
    });
    let reach = |contact: &tongguan_core::reference::contact::Contact| ContactFacts {
        reachable: contact.is_reachable(),
        mail_domain: contact.email.as_deref().and_then(mail_domain),
    };
    facts.contacts = contacts.iter().map(|row| (row.state.id, reach(&row.state))).collect();
    Ok(())
}

async fn own_entities(tx: &mut Tx, tenant: TenantId) -> Result<Vec<OwnEntity>, StoreError> {
    let entities = list::<Entity>(tx, tenant, None, 1_000).await?;
    let active = entities.into_iter().map(|row| row.state).filter(|entity| entity.active);
    let known = |entity: Entity| OwnEntity {
        id: entity.id,
        is_sme: entity.card.is_sme,
        signatories: entity.signatories,
    };
    Ok(active.map(known).collect())
}

async fn received(
    tx: &mut Tx,
    tenant: TenantId,
    id: tongguan_core::id::ReceiptId,
    account: Option<&Account>,
) -> Result<Option<ReceiptFacts>, StoreError> {
    let Some(receipt) = load_row::<Receipt>(tx, tenant, id.0).await? else { return Ok(None) };
    let Receipt { received_on, amount, payer_name, reversed_at, .. } = receipt.state;
    let taken = allocated(tx, tenant, id).await?;
    let unallocated = amount
        .checked_sub(taken)
        .ok_or_else(|| StoreError::corrupt("a receipt that gave more than it has"))?;
    let payer = name_key(&payer_name);
    let payer_is_party = account.is_some_and(|account| name_key(&account.name) == payer);
    let reversed = reversed_at.is_some();
    Ok(Some(ReceiptFacts { id, received_on, amount, unallocated, payer_is_party, reversed }))
}
