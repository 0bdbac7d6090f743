//! Data of people outside whose time is over, once a night: the people of customers that came to nothing, and uploaded files with people.
//!
//! Promises that each is decided by the core with the settings of this night, leaves a record of what was erased, and stops no other
//! where it cannot be decided; that a preview asks the same question and changes nothing. Must never touch a customer with an open
//! or a won deal.

use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::import;
use tongguan_core::reference::subject_request::Command;
use tongguan_store::file::content::ContentStore;
use tongguan_store::{Database, StoreError, erasure, file, reference};
use uuid::Uuid;

use crate::run::{Answer, Attempt, Executor, RunError, Target};
use crate::world::World;

/// Rows per look.
const PAGE: u32 = 200;

/// What is over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Over {
    /// Customers whose people go.
    pub accounts: Vec<AccountId>,
    /// Imports whose uploaded file goes.
    pub imports: Vec<Uuid>,
}

/// Erases what is over; answers what that was.
pub async fn turn(
    db: &Database,
    executor: &Executor,
    world: &World,
    tenant: TenantId,
) -> Result<Over, StoreError> {
    let mut done = Over::default();
    let over = look(db, executor, world, tenant).await?;
    for account in over.accounts {
        if is_done(executor.run(Attempt::by_system(world, tenant, of_account(account))).await)? {
            done.accounts.push(account);
        }
    }
    for id in over.imports {
        if is_done(executor.run(Attempt::by_system(world, tenant, of_import(id))).await)? {
            done.imports.push(id);
        }
    }
    Ok(done)
}

/// What would be erased now. Most is not due, so each is asked without a line in the journal.
pub async fn look(
    db: &Database,
    executor: &Executor,
    world: &World,
    tenant: TenantId,
) -> Result<Over, StoreError> {
    let (mut over, mut after) = (Over::default(), AccountId(Uuid::nil()));
    loop {
        let found: Result<Vec<AccountId>, StoreError> =
            db.read(move |tx| Box::pin(reference::accounts_without_business(tx, tenant, after, PAGE))).await;
        let found = found?;
        for account in &found {
            if is_done(executor.dry_run(Attempt::by_system(world, tenant, of_account(*account))).await)? {
                over.accounts.push(*account);
            }
        }
        match found.last() {
            Some(last) if found.len() == PAGE as usize => after = *last,
            _ => break,
        }
    }
    let imports: Result<Vec<_>, StoreError> = db.read(move |tx| Box::pin(erasure::imports(tx, tenant))).await;
    for row in imports?.into_iter().filter(|row| row.state.file_erased_at.is_none()) {
        let id = row.state.id;
        if is_done(executor.dry_run(Attempt::by_system(world, tenant, of_import(id))).await)? {
            over.imports.push(id);
        }
    }
    Ok(over)
}

/// Removes the bytes of files that were erased, where a crash came between the record and the disk.
pub async fn clear_files(db: &Database, files: &ContentStore, tenant: TenantId) -> Result<(), StoreError> {
    let imports: Result<Vec<_>, StoreError> = db.read(move |tx| Box::pin(erasure::imports(tx, tenant))).await;
    for row in imports?.into_iter().filter(|row| row.state.file_erased_at.is_some()) {
        clear_file(db, files, tenant, row.state.sha256.0).await?;
    }
    Ok(())
}

/// Removes the bytes of a file that no row names. What was brought again since has its row, and stays.
pub async fn clear_file(
    db: &Database,
    files: &ContentStore,
    tenant: TenantId,
    sha256: [u8; 32],
) -> Result<(), StoreError> {
    let found: Result<_, StoreError> =
        db.read(move |tx| Box::pin(async move { file::find(tx, tenant.0, &sha256).await })).await;
    match found? {
        None => files.remove(tenant.0, sha256).await.map(drop),
        Some(_) => Ok(()),
    }
}

fn of_account(account: AccountId) -> Target {
    Target::Reference { id: None, command: Command::ExpireContacts { account }.into() }
}

fn of_import(id: Uuid) -> Target {
    Target::Reference { id: Some(id), command: import::Command::ForgetImportFile {}.into() }
}

fn is_done(answer: Result<Answer, RunError>) -> Result<bool, StoreError> {
    match answer {
        Ok(answer) => Ok(matches!(answer, Answer::Accepted { .. })),
        Err(RunError::Store(error)) => Err(error),
        Err(_) => Ok(false),
    }
}
