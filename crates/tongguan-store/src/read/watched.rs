//! What a scan for anomalies looks at. Only the system asks for it; no reader ever sees a row of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::anomaly::{
    Act, ActKind, Customer, Customers, Looked, Payer, Phone, PhoneOwner, Shown, SignIn,
};
use tongguan_core::id::{AccountId, DealId, PersonId, TenantId};
use tongguan_core::reference::export::Export;
use tongguan_core::reference::name_key::phone_key;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::receipt::Receipt;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::reference::list;
use crate::sql::{Row, Tx};

const READS: &str = "SELECT read_by, read_at FROM sensitive_read WHERE tenant_id = $1 AND read_at >= $2 AND read_at < $3 \
    ORDER BY read_at, id";
const EXPORTS: &str = "SELECT exported_by, exported_at FROM export WHERE tenant_id = $1 AND exported_at >= $2 AND exported_at < $3 \
    AND exported_by IS NOT NULL ORDER BY exported_at, id";
const SIGN_INS: &str = "SELECT person_id, recorded_at, COALESCE(address, ''), COALESCE(agent, '') FROM security_log \
    WHERE tenant_id = $1 AND recorded_at >= $2 AND recorded_at < $3 AND kind = 'sign_in' AND success = 1 \
    AND person_id IS NOT NULL ORDER BY recorded_at, id";
const LOOKED: &str = "SELECT r.read_by, r.read_at, r.data, r.id FROM sensitive_read r \
    WHERE r.tenant_id = $1 AND r.kind = 'contact' AND r.read_at >= $2 AND r.read_at < $3 ORDER BY r.read_at, r.id";
const EXPORTED: &str = "SELECT exported_by, exported_at, data FROM export WHERE tenant_id = $1 AND exported_at >= $2 AND exported_at < $3 \
    AND exported_by IS NOT NULL ORDER BY exported_at, id";
const OF_DEAL: &str = "SELECT account_id FROM deal WHERE tenant_id = $1 AND deal_id = $2";
const PAYERS: &str = "SELECT r.data, d.account_id, a.group_id FROM receipt r \
    JOIN receipt_allocation x ON x.tenant_id = r.tenant_id AND x.receipt_id = r.id \
    JOIN deal d ON d.tenant_id = x.tenant_id AND d.deal_id = x.deal_id \
    JOIN account a ON a.tenant_id = d.tenant_id AND a.id = d.account_id \
    WHERE r.tenant_id = $1 AND r.received_on >= $2 ORDER BY r.received_on, r.id, d.deal_id";
const OWNER: &str = "SELECT owner_id FROM account WHERE tenant_id = $1 AND id = $2";
/// Deals to which something happened; and, though nothing did, open opportunities, leads graded A, and deals that were lost not long ago.
const LOOKED_AT: &str = "SELECT deal_id FROM deal WHERE tenant_id = $1 AND deal_id > $4 AND (updated_at >= $2 \
    OR (standing = 'open' AND (stage IN ('nurture', 'proposal', 'contract') OR grade = 'A')) \
    OR (standing = 'lost' AND ended_at >= $3)) ORDER BY deal_id LIMIT $5";
const CUSTOMER: &str = "SELECT a.group_id, a.owner_id, (SELECT MIN(d.registered_at) FROM deal d WHERE d.tenant_id = a.tenant_id \
    AND d.account_id = a.id) FROM account a WHERE a.tenant_id = $1 AND a.id = $2";
const REVERSED: &str =
    "SELECT data FROM receipt WHERE tenant_id = $1 AND received_on >= $2 ORDER BY received_on, id";
/// Groups and their branches may share a switchboard.
const SHARED: &str = "SELECT DISTINCT one.account_id, other.account_id FROM account_key one \
    JOIN account_key other ON other.tenant_id = one.tenant_id AND other.kind = one.kind AND other.value = one.value \
    JOIN account a ON a.tenant_id = one.tenant_id AND a.id = one.account_id \
    JOIN account b ON b.tenant_id = other.tenant_id AND b.id = other.account_id \
    WHERE one.tenant_id = $1 AND one.kind = 'phone' AND one.account_id < other.account_id AND a.group_id <> b.group_id \
    ORDER BY one.account_id, other.account_id LIMIT 500";
const OF_PHONE: &str = "SELECT DISTINCT account_id FROM account_key WHERE tenant_id = $1 AND kind = 'phone' AND value = $2 \
    ORDER BY account_id LIMIT 20";

/// People per look.
const PEOPLE: u32 = 500;

pub(crate) const STATEMENTS: &[&str] = &[
    READS, EXPORTS, SIGN_INS, LOOKED, EXPORTED, OF_DEAL, OWNER, LOOKED_AT, CUSTOMER, REVERSED, PAYERS,
    SHARED, OF_PHONE,
];

/// Data shown in full and lists taken out, from one moment up to another.
pub async fn acts(
    tx: &mut Tx,
    tenant: TenantId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Act>, StoreError> {
    let mut acts = Vec::new();
    for (text, kind) in [(READS, ActKind::Reveal), (EXPORTS, ActKind::Export)] {
        for row in tx.query(text, params![tenant.0, from, to]).await? {
            acts.push(Act { kind, person: PersonId(row.get(0)?), at: row.get(1)? });
        }
    }
    Ok(acts)
}

/// Who came in.
pub async fn sign_ins(
    tx: &mut Tx,
    tenant: TenantId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<SignIn>, StoreError> {
    let entry = |row: &Row| {
        let (address, agent): (String, String) = (row.get(2)?, row.get(3)?);
        let place = if address.is_empty() { String::new() } else { format!("{address} {agent}") };
        Ok(SignIn { person: PersonId(row.get(0)?), at: row.get(1)?, place })
    };
    tx.query(SIGN_INS, params![tenant.0, from, to]).await?.iter().map(entry).collect()
}

/// Who had contact data of which customer shown, or took customers out.
pub async fn looked(
    tx: &mut Tx,
    tenant: TenantId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Looked>, StoreError> {
    #[derive(serde::Deserialize)]
    struct Data {
        account: AccountId,
    }
    let mut found = Vec::new();
    for row in tx.query(LOOKED, params![tenant.0, from, to]).await? {
        let data: String = row.get(2)?;
        let Data { account } =
            serde_json::from_str(&data).map_err(|_| StoreError::corrupt("a read that cannot be read"))?;
        let owner = owner_of(tx, tenant, account).await?;
        found.push(Looked {
            person: PersonId(row.get(0)?),
            shown: Shown::One(account),
            at: row.get(1)?,
            owner,
        });
    }
    for row in tx.query(EXPORTED, params![tenant.0, from, to]).await? {
        let data: String = row.get(2)?;
        let export: Export =
            serde_json::from_str(&data).map_err(|_| StoreError::corrupt("an export that cannot be read"))?;
        let of_deal = match export.taking.deal {
            Some(deal) => tx.query_opt(OF_DEAL, params![tenant.0, deal.0]).await?,
            None => None,
        };
        let of_deal = of_deal.map(|row| row.get(0)).transpose()?.map(AccountId);
        let Some(shown) = Shown::by(&export.taking, of_deal) else { continue };
        let owner = match shown {
            Shown::One(account) => owner_of(tx, tenant, account).await?,
            Shown::List => None,
        };
        found.push(Looked { person: PersonId(row.get(0)?), shown, at: row.get(1)?, owner });
    }
    Ok(found)
}

async fn owner_of(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<Option<PersonId>, StoreError> {
    let owner = tx.query_opt(OWNER, params![tenant.0, account.0]).await?;
    Ok(owner.map(|row| row.get::<Option<Uuid>>(0)).transpose()?.flatten().map(PersonId))
}

/// From which bank accounts customers have paid since a day; what was taken back is left out.
pub async fn payers(tx: &mut Tx, tenant: TenantId, since: Date) -> Result<Vec<Payer>, StoreError> {
    let mut found = Vec::new();
    for row in tx.query(PAYERS, params![tenant.0, since.to_string()]).await? {
        let data: String = row.get(0)?;
        let receipt: Receipt =
            serde_json::from_str(&data).map_err(|_| StoreError::corrupt("a receipt that cannot be read"))?;
        let Some(bank_account) = receipt.payer_account.filter(|_| receipt.reversed_at.is_none()) else {
            continue;
        };
        let (account, group) = (AccountId(row.get(1)?), AccountId(row.get(2)?));
        found.push(Payer { account, group, bank_account });
    }
    Ok(found)
}

/// From when on deals are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Since {
    /// Those to which something happened since then.
    pub touched: Timestamp,
    /// Those that were lost since then.
    pub lost: Timestamp,
}

/// Up to `limit` deals that a scan looks at, by id after one.
pub async fn deals(
    tx: &mut Tx,
    tenant: TenantId,
    since: Since,
    after: Uuid,
    limit: u32,
) -> Result<Vec<DealId>, StoreError> {
    let values = params![tenant.0, since.touched, since.lost, after, i64::from(limit)];
    tx.query(LOOKED_AT, values).await?.iter().map(|row| Ok(DealId(row.get(0)?))).collect()
}

/// The groups of customers, and since when we sell to them.
pub async fn customers(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &BTreeSet<AccountId>,
) -> Result<Customers, StoreError> {
    let mut found = Customers::new();
    for id in ids {
        let Some(row) = tx.query_opt(CUSTOMER, params![tenant.0, id.0]).await? else { continue };
        let owner = row.get::<Option<Uuid>>(1)?.map(PersonId);
        found.insert(*id, Customer { group: AccountId(row.get(0)?), owner, first_deal_at: row.get(2)? });
    }
    Ok(found)
}

/// Receipts since a day that were taken back.
pub async fn reversed(tx: &mut Tx, tenant: TenantId, since: Date) -> Result<Vec<Receipt>, StoreError> {
    let mut found = Vec::new();
    for row in tx.query(REVERSED, params![tenant.0, since.to_string()]).await? {
        let data: String = row.get(0)?;
        let receipt: Receipt =
            serde_json::from_str(&data).map_err(|_| StoreError::corrupt("a receipt that cannot be read"))?;
        found.extend(receipt.reversed_at.is_some().then_some(receipt));
    }
    Ok(found)
}

/// Phones by which two customers are reached, or a customer and one of us.
pub async fn phones(tx: &mut Tx, tenant: TenantId) -> Result<Vec<Phone>, StoreError> {
    let mut found = Vec::new();
    for row in tx.query(SHARED, params![tenant.0]).await? {
        let with = PhoneOwner::Account(AccountId(row.get(1)?));
        found.push(Phone { account: AccountId(row.get(0)?), with });
    }
    let mut after = None;
    loop {
        let people = list::<Person>(tx, tenant, after, PEOPLE).await?;
        for person in people.iter().map(|row| &row.state) {
            found.extend(reached_by(tx, tenant, person).await?);
        }
        match people.last() {
            Some(last) if people.len() == PEOPLE as usize => after = Some(last.state.id.0),
            _ => return Ok(found),
        }
    }
}

/// Customers that are reached by the phone of one of us.
async fn reached_by(tx: &mut Tx, tenant: TenantId, person: &Person) -> Result<Vec<Phone>, StoreError> {
    let Some(phone) = person.phone.as_deref().and_then(phone_key) else { return Ok(Vec::new()) };
    let with = PhoneOwner::Colleague(person.id);
    let rows = tx.query(OF_PHONE, params![tenant.0, phone]).await?;
    rows.iter().map(|row| Ok(Phone { account: AccountId(row.get(0)?), with })).collect()
}
