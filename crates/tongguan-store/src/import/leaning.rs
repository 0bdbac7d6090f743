//! What leans on a thing that an import made, from outside of the import.
//!
//! One arm for each kind that anything leans on; of the others only their own change stands in the way.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::import::undo::Leaning;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::post::Post;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::reference::{list, load};
use crate::sql::{Row, Tx};

const DEALS: &str = "SELECT d.deal_id, d.owner_id, d.updated_at FROM deal_footprint f JOIN deal d ON d.tenant_id = f.tenant_id \
    AND d.deal_id = f.deal_id WHERE f.tenant_id = $1 AND f.account_id = $2 AND d.updated_at > $3 ORDER BY d.deal_id LIMIT 200";
const CONTACTS: &str =
    "SELECT id FROM contact WHERE tenant_id = $1 AND account_id = $2 ORDER BY id LIMIT 1000";
const MEMBERS: &str = "SELECT id, owner_id FROM account WHERE tenant_id = $1 AND group_id = $2 AND id <> $2 ORDER BY id LIMIT 100";
const BOOKS: &str = "SELECT price_book_id FROM price_line WHERE tenant_id = $1 AND product_id = $2 ORDER BY price_book_id LIMIT 100";

const ALLOCATED: &str = "SELECT DISTINCT deal_id FROM receipt_allocation WHERE tenant_id = $1 AND receipt_id = $2 ORDER BY deal_id LIMIT 100";
const OWNED_DEALS: &str =
    "SELECT deal_id FROM deal_footprint WHERE tenant_id = $1 AND owner_id = $2 ORDER BY deal_id LIMIT 100";
const OWNED_ACCOUNTS: &str =
    "SELECT id FROM account WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id LIMIT 100";

pub(crate) const STATEMENTS: &[&str] =
    &[DEALS, CONTACTS, MEMBERS, BOOKS, ALLOCATED, OWNED_DEALS, OWNED_ACCOUNTS];

/// Posts that are read at once.
const POSTS: u32 = 1_000;

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
        "receipt" => {
            for row in tx.query(ALLOCATED, params![tenant.0, id]).await? {
                found.push(one("deal", &row)?);
            }
        }
        "person" => {
            for (kind, statement) in [("deal", OWNED_DEALS), ("account", OWNED_ACCOUNTS)] {
                for row in tx.query(statement, params![tenant.0, id]).await? {
                    found.push(one(kind, &row)?);
                }
            }
            found.extend(posts(tx, tenant, PersonId(id)).await?);
        }
        _ => {}
    }
    Ok(found)
}

/// The posts that somebody holds.
async fn posts(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<Vec<Leaning>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let posts = list::<Post>(tx, tenant, after, POSTS).await?;
        let Some(last) = posts.last() else { return Ok(found) };
        after = Some(last.state.id.0);
        let held = posts.iter().filter(|post| post.state.holder == Some(person));
        let leaning = |id: Uuid| Leaning { kind: "post".to_owned(), id, by: None, at: None };
        found.extend(held.map(|post| leaning(post.state.id.0)));
    }
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
