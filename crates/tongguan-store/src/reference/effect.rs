//! What a deal's decision changes in plain tables, in the transaction of its events.

use jiff::Timestamp;
use tongguan_core::decision::Effect;
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_pool;
use tongguan_core::reference::contact::Contact;
use tongguan_core::uscc::Uscc;

use super::row::{load, save};
use super::{Change, receipt};
use crate::error::StoreError;
use crate::sql::Tx;

/// The command whose effects these are.
#[derive(Debug, Clone, Copy)]
struct Cause {
    tenant: TenantId,
    deal: DealId,
    command: CommandId,
    at: Timestamp,
    by: Actor,
}

impl Cause {
    fn change(&self, key: &'static str) -> Change<'static> {
        Change { command: self.command, key, at: self.at, by: self.by }
    }
}

/// Applies effects in their order. The caller has looked whether a name or code is taken: if it is all the same, another transaction was
/// faster, and this one is run again.
pub async fn apply(
    tx: &mut Tx,
    tenant: TenantId,
    (deal, command): (DealId, CommandId),
    (at, by): (Timestamp, Actor),
    effects: &[Effect],
) -> Result<(), StoreError> {
    let cause = Cause { tenant, deal, command, at, by };
    for effect in effects {
        match apply_one(tx, &cause, effect).await {
            Err(error) if error.is_unique("account_name") || error.is_unique("account_uscc") => {
                return Err(tx.contended("somebody else took the name or the code of a customer"));
            }
            applied => applied?,
        }
    }
    Ok(())
}

async fn apply_one(tx: &mut Tx, cause: &Cause, effect: &Effect) -> Result<(), StoreError> {
    match effect {
        Effect::CreateAccount { .. } => create_account(tx, cause, effect).await,
        Effect::CreateContact { .. } => create_contact(tx, cause, effect).await,
        Effect::SetAccountUscc { account, uscc } => {
            let before = load::<Account>(tx, cause.tenant, account.0).await?;
            let before = before.ok_or(StoreError::NotFound { what: "account" })?;
            let after = Account { uscc: code(Some(uscc)), ..before.state.clone() };
            let how = cause.change("set_account_uscc");
            match after == before.state {
                true => Ok(()),
                false => save(tx, cause.tenant, Some(&before), &after, &how).await.map(drop),
            }
        }
        Effect::PassAccount { account, from, to, department } => {
            let before = load::<Account>(tx, cause.tenant, account.0).await?;
            let before = before.ok_or(StoreError::NotFound { what: "account" })?;
            let after = account_pool::passed(&before.state, *to, *department, cause.at);
            match before.state.owner == *from && after != before.state {
                true => {
                    let how = cause.change("transfer_account");
                    save(tx, cause.tenant, Some(&before), &after, &how).await.map(drop)
                }
                false => Ok(()),
            }
        }
        Effect::AllocateReceipt { receipt, amount } => {
            let ids = (*receipt, cause.deal, cause.command);
            receipt::allocate(tx, cause.tenant, ids, *amount, cause.at).await
        }
    }
}

async fn create_account(tx: &mut Tx, cause: &Cause, effect: &Effect) -> Result<(), StoreError> {
    let Effect::CreateAccount {
        account,
        name,
        uscc,
        nature,
        size_class,
        industry,
        region,
        owner,
        department,
    } = effect
    else {
        return Ok(());
    };
    let state = Account {
        id: *account,
        name: name.clone(),
        uscc: code(uscc.as_ref()),
        nature: nature.clone(),
        size_class: size_class.clone(),
        industry: industry.clone(),
        region: region.clone(),
        owner: *owner,
        department: *department,
        group: None,
        credit_limit: None,
        former_names: Vec::new(),
        created_at: cause.at,
        claimed_at: None,
        protection_renewed: 0,
        pooled: Vec::new(),
        named: Vec::new(),
    };
    save(tx, cause.tenant, None, &state, &cause.change("create_account")).await.map(drop)
}

async fn create_contact(tx: &mut Tx, cause: &Cause, effect: &Effect) -> Result<(), StoreError> {
    let Effect::CreateContact { contact, account, name, title, department, phone, email, wecom, .. } = effect
    else {
        return Ok(());
    };
    let Effect::CreateContact { source, legal_basis, notice, notified_on, .. } = effect else {
        return Ok(());
    };
    let state = Contact {
        id: *contact,
        account: *account,
        name: name.clone(),
        title: title.clone(),
        department: department.clone(),
        phone: phone.clone(),
        email: email.clone(),
        wecom: wecom.clone(),
        source: source.clone(),
        legal_basis: legal_basis.clone(),
        notice: notice.clone(),
        notified_on: *notified_on,
        left: false,
        erased_at: None,
        restricted_at: None,
    };
    save(tx, cause.tenant, None, &state, &cause.change("create_contact")).await.map(drop)
}

/// The code as it is compared; a form has judged it already.
fn code(typed: Option<&String>) -> Option<String> {
    typed.and_then(|typed| Uscc::parse(typed).ok()).map(|uscc| uscc.as_str().to_owned())
}
