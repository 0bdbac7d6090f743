//! Making the index again from the customers and contacts: after a migration that emptied it, for a company that was taken in, and
//! when somebody asks for it (`tongguan doctor --rebuild`).

use tongguan_core::id::TenantId;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::Contact;
use uuid::Uuid;

use super::{HasNames, fulltext, index, rows};
use crate::error::StoreError;
use crate::params;
use crate::reference::{self, Stored};
use crate::sql::{Database, Engine, Tx};
use crate::tenant;

/// Rows read at once.
const PAGE: u32 = 500;

/// Whether there is a customer and no name.
pub(super) const LACKS: &str = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM account LIMIT 1) held \
    WHERE NOT EXISTS (SELECT 1 FROM search_text)";

/// Makes the index where there is none although there are customers: one transaction, so that it is whole or missing.
pub async fn refill_if_empty(db: &Database) -> Result<(), StoreError> {
    let lacks: Result<bool, StoreError> = db
        .read(|tx| Box::pin(async move { Ok(tx.query_one(LACKS, params![]).await?.get::<i64>(0)? > 0) }))
        .await;
    match lacks? {
        true => refill(db).await,
        false => Ok(()),
    }
}

/// Makes the index again.
pub async fn refill(db: &Database) -> Result<(), StoreError> {
    db.write(|tx| Box::pin(again(tx))).await
}

async fn again(tx: &mut Tx) -> Result<(), StoreError> {
    let companies = tenant::all(tx).await?;
    if tx.engine() == Engine::Sqlite {
        fulltext::forget_all(tx).await?;
    }
    for company in companies {
        let tenant = TenantId(company.id);
        if tx.engine() == Engine::Postgres {
            rows::forget_all(tx, tenant).await?;
        }
        of_kind::<Account>(tx, tenant).await?;
        of_kind::<Contact>(tx, tenant).await?;
    }
    Ok(())
}

async fn of_kind<S: Stored + HasNames>(tx: &mut Tx, tenant: TenantId) -> Result<(), StoreError> {
    let mut after: Option<Uuid> = None;
    loop {
        let page = reference::list::<S>(tx, tenant, after, PAGE).await?;
        for row in &page {
            index(tx, tenant, None, &row.state.found()).await?;
        }
        match page.last() {
            Some(last) if page.len() == PAGE as usize => after = Some(last.state.id()),
            _ => return Ok(()),
        }
    }
}
