//! What leans on a thing that an import made, from outside of the import.
//!
//! One arm for each kind that anything leans on; of the others only their own change stands in the way.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::import::undo::Leaning;
use tongguan_core::reference::contact::Contact;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::reference::load;
use crate::sql::{Row, Tx};

const DEALS: &str = "SELECT d.deal_id, d.owner_id, d.updated_at FROM deal_footprint f JOIN deal d ON d.tenant_id = f.tenant_id \
    AND d.deal_id = f.deal_id WHERE f.tenant_id = $1 AND f.account_id = $2 AND d.updated_at > $3 ORDER BY d.deal_id LIMIT 200";
const CONTACTS: &str =
    "SELECT id FROM contact WHERE tenant_id = $1 AND account_id = $2 ORDER BY id LIMIT 1000";
const MEMBERS: &str = "SELECT id, owner_id FROM account WHERE tenant_id = $1 AND group_id = $2 AND id <> $2 ORDER BY id LIMIT 100";
const BOOKS: &str = "SELECT price_book_id FROM price_line WHERE tenant_id = $1 AND product_id = $2 ORDER BY price_book_id LIMIT 100";

pub(crate) const STATEMENTS: &[&str] = &[DEALS, CONTACTS, MEMBERS, BOOKS];

/// What leans on a thing. `since` is when the import began: what a deal did with a person before it cannot be about the person.
pub async fn of(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, id): (&str, Uuid),
    since: Timestamp,
) -> Result<Vec<Leaning>, StoreError> {
    let mut found = Vec::new();
    match kind {
        "account" => {
            found.extend(deals(tx, tenant, id, Timestamp::MIN).await?);
            for row in tx.query(CONTACTS, params![tenant.0, id]).await? {
                found.push(one("contact", &row)?);
            }
            for row in tx.query(MEMBERS, params![tenant.0, id]).await? {
                let by = row.get::<Option<Uuid>>(1)?.map(PersonId);
                found.push(Leaning { by, ..one("account", &row)? });
            }
        }
        "contact" => {
            let contact = load::<Contact>(tx, tenant, id).await?;
            if let Some(contact) = contact {
                found.extend(deals(tx, tenant, contact.state.account.0, since).await?);
            }
        }
        "product" => {
            for row in tx.query(BOOKS, params![tenant.0, id]).await? {
                found.push(one("price_book", &row)?);
            }
        }
        _ => {}
    }
    Ok(found)
}

fn one(kind: &str, row: &Row) -> Result<Leaning, StoreError> {
    Ok(Leaning { kind: kind.to_owned(), id: row.get(0)?, by: None, at: None })
}

async fn deals(
    tx: &mut Tx,
    tenant: TenantId,
    account: Uuid,
    since: Timestamp,
) -> Result<Vec<Leaning>, StoreError> {
    let rows = tx.query(DEALS, params![tenant.0, account, since]).await?;
    let deal = |row: &Row| {
        Ok(Leaning {
            kind: "deal".to_owned(),
            id: row.get(0)?,
            by: row.get::<Option<Uuid>>(1)?.map(PersonId),
            at: Some(row.get(2)?),
        })
    };
    rows.iter().map(deal).collect()
}
