//! Contacts as rows, with phone and mail domain as keys of their customer.

use std::collections::BTreeSet;

use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::name_key::phone_key;
use uuid::Uuid;

use super::keys;
use super::row::{Stored, Versioned, read};
use super::tables::bare;
use crate::error::StoreError;
use crate::params;
use crate::read::search::{self, HasNames, Named, NamedKind};
use crate::sql::{BoxFuture, Tx, Value};

const OF_ACCOUNT: &str =
    "SELECT version, data FROM contact WHERE tenant_id = $1 AND account_id = $2 ORDER BY id LIMIT 1000";

const AFTER: &str = "SELECT version, data FROM contact WHERE tenant_id = $1 AND account_id = $2 AND id > $3 ORDER BY id LIMIT $4";

pub(super) const STATEMENTS: &[&str] = &[Contact::LOAD, Contact::SAVE, Contact::LIST, OF_ACCOUNT, AFTER];

impl Stored for Contact {
    bare!("contact");
    const SAVE: &'static str = "INSERT INTO contact (tenant_id, id, version, data, account_id) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, \
        account_id = excluded.account_id WHERE contact.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.account.0].to_vec()
    }

    fn forget_parts<'t>(&'t self, tx: &'t mut Tx, tenant: TenantId) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            let nothing = Named { names: Vec::new(), numbers: Vec::new(), ..self.found() };
            search::index(tx, tenant, Some(&self.found()), &nothing).await?;
            keys::replace(tx, tenant, self.id.0, Some(known(self)), (self.account, BTreeSet::new())).await
        })
    }

    fn keep_parts<'t>(
        &'t self,
        before: Option<&'t Self>,
        tx: &'t mut Tx,
        tenant: TenantId,
    ) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            search::index(tx, tenant, before.map(HasNames::found).as_ref(), &self.found()).await?;
            keys::replace(tx, tenant, self.id.0, before.map(known), known(self)).await
        })
    }
}

/// By what a contact's customer is recognised.
fn known(contact: &Contact) -> keys::Known {
    (contact.account, keys::of_contact(contact))
}

/// One whose data was erased or restricted is found by nothing.
impl HasNames for Contact {
    fn found(&self) -> Named {
        let open = self.is_open();
        let names = if open { vec![self.name.clone()] } else { Vec::new() };
        let numbers = self.phone.as_deref().filter(|_| open).and_then(phone_key).into_iter().collect();
        Named { kind: NamedKind::Contact, id: self.id.0, account: self.account, names, numbers }
    }
}

/// The contacts of a customer, those who left included.
pub async fn contacts_of(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
) -> Result<Vec<Versioned<Contact>>, StoreError> {
    tx.query(OF_ACCOUNT, params![tenant.0, account.0]).await?.iter().map(read).collect()
}

/// Up to `limit` contacts of a customer, by id, after one.
pub async fn contacts_after(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
    (after, limit): (Option<Uuid>, u32),
) -> Result<Vec<Versioned<Contact>>, StoreError> {
    let after = after.unwrap_or_default();
    tx.query(AFTER, params![tenant.0, account.0, after, i64::from(limit)]).await?.iter().map(read).collect()
}
