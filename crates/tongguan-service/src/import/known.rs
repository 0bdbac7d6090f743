//! What a plan wants to know of the target of a row, read in one transaction.

use std::collections::BTreeSet;
use tongguan_core::calendar::Calendar;

use tongguan_core::facts::{Duplicate, Probe};
use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::import::{
    Gathered, Kind, KnownCalendar, KnownCustomer, KnownLead, KnownPast, KnownPriceBook, KnownUser, Plan,
    Record, past_accounts, plan_calendar, plan_contact, plan_customer, plan_lead, plan_past, plan_price_book,
    plan_product, plan_receipt, plan_user,
};
use tongguan_core::reference::Desk;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::calendar::CalendarChange;
use tongguan_core::reference::migration::MigrationBatch;
use tongguan_core::reference::name_key::name_key;
use tongguan_core::reference::price_book::PriceBook;
use tongguan_core::reference::receipt::Receipt;
use tongguan_core::reference::setting::Settings;
use tongguan_core::uscc::Uscc;
use tongguan_store::reference::Taken;
use tongguan_store::{StoreError, Tx, facts, reference as rows};

use crate::directory::all;

/// Plans a row over what is stored now.
pub(super) async fn plan(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, record): (Kind, &Record),
    desk: &Desk<'_>,
) -> Result<Plan, StoreError> {
    Ok(match kind {
        Kind::Customers => {
            let known = customer(tx, tenant, record, Some(desk.settings)).await?;
            plan_customer(record, &known, desk)
        }
        Kind::Leads => {
            let KnownCustomer { by_code, by_name, sellers, itself, .. } =
                customer(tx, tenant, record, None).await?;
            let account = by_name.or(by_code);
            let in_pool = match &account {
                Some(account) => rows::lies_in_pool(tx, tenant, account.id).await?,
                None => false,
            };
            plan_lead(record, &KnownLead { account, sellers, in_pool, itself }, desk)
        }
        Kind::Products => {
            let code = record.text("code").unwrap_or_default();
            let product = rows::product_of_code(tx, tenant, code).await?.map(|row| row.state);
            plan_product(record, product.as_ref())
        }
        Kind::Contacts => plan_contact(record, &customer(tx, tenant, record, None).await?, desk),
        Kind::Users => {
            let (people, departments) = (all(tx, tenant).await?, all(tx, tenant).await?);
            plan_user(record, &KnownUser { people, departments }, desk)
        }
        Kind::Receipts => {
            let serial = record.text("bank_serial").unwrap_or_default();
            let receipt = match rows::by_serial(tx, tenant, serial).await? {
                Some(id) => rows::load::<Receipt>(tx, tenant, id.0).await?.map(|row| row.state),
                None => None,
            };
            plan_receipt(record, receipt.as_ref())
        }
        // Their rows are planned together.
        Kind::PriceBooks | Kind::Calendars | Kind::Deals | Kind::Receivables => Plan::unchanged(),
    })
}

/// Plans rows that make one thing together over what is stored now.
pub(super) async fn plan_together(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, records): (Kind, &[Record]),
    (desk, calendar): (&Desk<'_>, &Calendar),
) -> Result<Gathered, StoreError> {
    Ok(match kind {
        Kind::PriceBooks => plan_price_book(records, &price_book(tx, tenant, records).await?),
        Kind::Calendars => {
            let changes = all::<CalendarChange>(tx, tenant).await?.into_iter();
            let waiting =
                changes.filter(|change| !change.withdrawn && change.confirmed_at.is_none()).collect();
            plan_calendar(records, &KnownCalendar { calendar: calendar.clone(), waiting })
        }
        Kind::Deals | Kind::Receivables => plan_past(kind, records, &past(tx, tenant, records).await?, desk),
        _ => Gathered::default(),
    })
}

async fn past(tx: &mut Tx, tenant: TenantId, records: &[Record]) -> Result<KnownPast, StoreError> {
    let batches = all::<MigrationBatch>(tx, tenant).await?.into_iter();
    let mut known = KnownPast {
        batches: batches.filter(|batch| !batch.withdrawn).collect(),
        people: all(tx, tenant).await?,
        ..KnownPast::default()
    };
    for key in past_accounts(records) {
        let found = rows::accounts_named(tx, tenant, &key).await?.into_iter().next();
        let found = match found {
            Some(found) => Some(found),
            None => rows::holder_of(tx, tenant, (Taken::Uscc, &key)).await?.map(|hit| hit.account),
        };
        if let Some(id) = found {
            known.accounts.extend(load(tx, tenant, id).await?.map(|account| (key, account)));
        }
    }
    let numbers: BTreeSet<&str> = records.iter().filter_map(|record| record.text("former_number")).collect();
    for number in numbers {
        if facts::number_is_taken(tx, tenant, number).await? {
            known.taken.insert(number.to_owned());
        }
    }
    Ok(known)
}

async fn price_book(tx: &mut Tx, tenant: TenantId, records: &[Record]) -> Result<KnownPriceBook, StoreError> {
    let mut known = KnownPriceBook::default();
    let name = records.iter().find_map(|record| record.text("book")).unwrap_or_default();
    // Names are not unique; the one drafted last is meant.
    let id =
        all::<PriceBook>(tx, tenant).await?.into_iter().rfind(|book| book.name == name).map(|book| book.id);
    if let Some(id) = id {
        known.book = rows::load::<PriceBook>(tx, tenant, id.0).await?.map(|row| row.state);
    }
    for code in records.iter().filter_map(|record| record.text("code")) {
        if known.products.contains_key(code) {
            continue;
        }
        if let Some(row) = rows::product_of_code(tx, tenant, code).await? {
            known.products.insert(code.to_owned(), row.state);
        }
    }
    Ok(known)
}

/// The customer that a row names; with settings also those that resemble it.
async fn customer(
    tx: &mut Tx,
    tenant: TenantId,
    record: &Record,
    alike: Option<&Settings>,
) -> Result<KnownCustomer, StoreError> {
    let name = record.text("account_name").unwrap_or_default();
    let uscc = record.text("uscc");
    let probe = Probe {
        name: name.to_owned(),
        uscc: uscc.map(str::to_owned),
        phone: record.text("contact_phone").map(str::to_owned),
        email: record.text("contact_email").map(str::to_owned),
        except: None,
    };
    let hits = match alike {
        Some(settings) => rows::duplicates(tx, tenant, &probe, settings).await?,
        None => rows::certain(tx, tenant, &probe).await?,
    };
    let (certain, alike): (Vec<Duplicate>, Vec<Duplicate>) = hits.into_iter().partition(|hit| hit.certain);
    let mut known = KnownCustomer { alike, ..KnownCustomer::default() };
    let code = uscc.and_then(|uscc| Uscc::parse(uscc).ok());
    for hit in certain {
        let Some(account) = load(tx, tenant, hit.account).await? else { continue };
        let is_coded = code.as_ref().is_some_and(|code| account.uscc.as_deref() == Some(code.as_str()));
        match is_named(&account, name) {
            true => (known.by_name, known.itself) = (Some(account.clone()), Some(hit)),
            false if name.is_empty() => known.itself = Some(hit),
            false => {}
        }
        if is_coded {
            known.by_code = Some(account);
        }
    }
    let account = known.by_name.as_ref().or(known.by_code.as_ref());
    if let Some(account) = account.map(|account| account.id) {
        known.sellers = rows::sellers_of(tx, tenant, account).await?;
        let contacts = rows::contacts_of(tx, tenant, account).await?;
        known.contacts = contacts.into_iter().map(|row| row.state).collect();
    }
    Ok(known)
}

async fn load(tx: &mut Tx, tenant: TenantId, id: AccountId) -> Result<Option<Account>, StoreError> {
    Ok(rows::load::<Account>(tx, tenant, id.0).await?.map(|row| row.state))
}

fn is_named(account: &Account, name: &str) -> bool {
    let key = name_key(name);
    let former = account.former_names.iter().map(|former| former.name.as_str());
    former.chain([account.name.as_str()]).any(|name| name_key(name) == key)
}
