//! What a plan wants to know of the target of a row, read in one transaction.

use tongguan_core::facts::{Duplicate, Probe};
use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::import::{
    Kind, KnownCustomer, KnownLead, Plan, Record, plan_customer, plan_lead, plan_product,
};
use tongguan_core::reference::Desk;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::name_key::name_key;
use tongguan_core::uscc::Uscc;
use tongguan_store::{StoreError, Tx, reference as rows};

/// Plans a row over what is stored now.
pub(super) async fn plan(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, record): (Kind, &Record),
    desk: &Desk<'_>,
) -> Result<Plan, StoreError> {
    Ok(match kind {
        Kind::Customers => plan_customer(record, &customer(tx, tenant, record, desk).await?, desk),
        Kind::Leads => {
            let KnownCustomer { by_code, by_name, sellers, itself, .. } =
                customer(tx, tenant, record, desk).await?;
            plan_lead(record, &KnownLead { account: by_name.or(by_code), sellers, itself }, desk)
        }
        Kind::Products => {
            let code = record.text("code").unwrap_or_default();
            let product = rows::product_of_code(tx, tenant, code).await?.map(|row| row.state);
            plan_product(record, product.as_ref())
        }
    })
}

async fn customer(
    tx: &mut Tx,
    tenant: TenantId,
    record: &Record,
    desk: &Desk<'_>,
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
    let hits = rows::duplicates(tx, tenant, &probe, desk.settings).await?;
    let (certain, alike): (Vec<Duplicate>, Vec<Duplicate>) = hits.into_iter().partition(|hit| hit.certain);
    let mut known = KnownCustomer { alike, ..KnownCustomer::default() };
    let code = uscc.and_then(|uscc| Uscc::parse(uscc).ok());
    for hit in certain {
        let Some(account) = load(tx, tenant, hit.account).await? else { continue };
        if is_named(&account, name) {
            known.by_name = Some(account.clone());
            known.itself = Some(hit);
        }
        if code.as_ref().is_some_and(|code| account.uscc.as_deref() == Some(code.as_str())) {
            known.by_code = Some(account);
        }
    }
    if let Some(account) = known.by_name.as_ref().map(|account| account.id) {
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
