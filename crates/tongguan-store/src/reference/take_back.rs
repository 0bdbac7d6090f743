//! Rows that go with the import that made them: out of their table, keys and search, kept where only their history points.
//!
//! Promises: the row is at the version that was judged, or the transaction is run again; its log says that it was taken back.

use serde_json::{Value, json};
use tongguan_core::id::TenantId;
use tongguan_core::reference::Record;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::calendar::CalendarChange;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::migration::MigrationBatch;
use tongguan_core::reference::own_entity::OwnEntity;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::post::Post;
use tongguan_core::reference::price_book::PriceBook;
use tongguan_core::reference::product::Product;
use tongguan_core::reference::receipt::Receipt;
use uuid::Uuid;

use super::row::{Stored, Versioned, load, parse, save, write};
use super::{Change, versions};
use crate::error::StoreError;
use crate::params;
use crate::reference_log::{self, NewReferenceEvent};
use crate::sql::Tx;

const KEEP: &str = "INSERT INTO taken_back (tenant_id, kind, id, version, data, taken_at) VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT (tenant_id, kind, id) DO NOTHING";
const FIND: &str = "SELECT data FROM taken_back WHERE tenant_id = $1 AND kind = $2 AND id = $3";
const FIND_VERSION: &str = "SELECT version FROM taken_back WHERE tenant_id = $1 AND kind = $2 AND id = $3";
const FORGET: &str = "DELETE FROM taken_back WHERE tenant_id = $1 AND kind = $2 AND id = $3";
const CHANGED: &str = "SELECT actor_id, recorded_at FROM reference_event WHERE tenant_id = $1 AND stream = $2 ORDER BY seq DESC LIMIT 1";

pub(super) const STATEMENTS: &[&str] = &[
    KEEP,
    FIND,
    FIND_VERSION,
    FORGET,
    CHANGED,
    Account::DELETE,
    Contact::DELETE,
    Product::DELETE,
    Person::DELETE,
    Department::DELETE,
    Post::DELETE,
    OwnEntity::DELETE,
    PriceBook::DELETE,
    Receipt::DELETE,
    CalendarChange::DELETE,
    MigrationBatch::DELETE,
];

/// Does the same with a row of whichever kind a word names; what has no such kind is corrupt.
macro_rules! by_kind {
    ($kind:expr, $work:ident($($argument:expr),*)) => {
        match $kind {
            Account::KIND => $work::<Account>($($argument),*).await,
            Contact::KIND => $work::<Contact>($($argument),*).await,
            Product::KIND => $work::<Product>($($argument),*).await,
            Person::KIND => $work::<Person>($($argument),*).await,
            Department::KIND => $work::<Department>($($argument),*).await,
            Post::KIND => $work::<Post>($($argument),*).await,
            OwnEntity::KIND => $work::<OwnEntity>($($argument),*).await,
            PriceBook::KIND => $work::<PriceBook>($($argument),*).await,
            Receipt::KIND => $work::<Receipt>($($argument),*).await,
            MigrationBatch::KIND => $work::<MigrationBatch>($($argument),*).await,
            CalendarChange::KIND => $work::<CalendarChange>($($argument),*).await,
            _ => Err(StoreError::corrupt("an import touched a kind that is not there")),
        }
    };
}

/// Version and state of a row of any kind.
pub async fn state_of(
    tx: &mut Tx,
    tenant: TenantId,
    kind: &str,
    id: Uuid,
) -> Result<Option<(u64, Value)>, StoreError> {
    by_kind!(kind, state(tx, tenant, id))
}

async fn state<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
) -> Result<Option<(u64, Value)>, StoreError> {
    let Some(row) = load::<S>(tx, tenant, id).await? else { return Ok(None) };
    let state =
        serde_json::to_value(&row.state).map_err(|_| StoreError::corrupt("a row is no plain data"))?;
    Ok(Some((row.version, state)))
}

/// Takes a row of any kind out; false where it is not there.
pub async fn take_back(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, id): (&str, Uuid),
    how: &Change<'_>,
) -> Result<bool, StoreError> {
    by_kind!(kind, take(tx, tenant, id, how))
}

async fn take<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
    how: &Change<'_>,
) -> Result<bool, StoreError> {
    let Some(Versioned { state, version }) = load::<S>(tx, tenant, id).await? else { return Ok(false) };
    state.forget_parts(tx, tenant).await?;
    let version = i64::try_from(version).map_err(|_| StoreError::corrupt("a version is out of range"))?;
    if tx.execute(S::DELETE, params![tenant.0, id, version]).await? != 1 {
        return Err(tx.contended("another change of this row was faster"));
    }
    tx.execute(KEEP, params![tenant.0, S::KIND, id, version, write(&state)?, how.at]).await?;
    let entry = NewReferenceEvent {
        kind: how.key.to_owned(),
        recorded_at: how.at,
        actor_id: how.by.person().map(|person| person.0),
        command_id: how.command.0,
        payload: json!({ "changed": {}, "personal": [] }).to_string(),
    };
    reference_log::append(tx, tenant.0, &stream::<S>(id), &entry).await?;
    if let Some(raised) = S::RAISES {
        versions::raise(tx, tenant, raised).await?;
    }
    Ok(true)
}

/// Makes a row of any kind what it was; false where it is not there.
pub async fn restore(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, id, former): (&str, Uuid, &Value),
    how: &Change<'_>,
) -> Result<bool, StoreError> {
    by_kind!(kind, put(tx, tenant, (id, former), how))
}

async fn put<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    (id, former): (Uuid, &Value),
    how: &Change<'_>,
) -> Result<bool, StoreError> {
    let Some(row) = load::<S>(tx, tenant, id).await? else { return Ok(false) };
    let former: S = parse(&former.to_string())?;
    save(tx, tenant, Some(&row), &former, how).await?;
    Ok(true)
}

/// Who changed a row of any kind last, and when.
pub async fn changed_by(
    tx: &mut Tx,
    tenant: TenantId,
    kind: &str,
    id: Uuid,
) -> Result<Option<(Option<Uuid>, jiff::Timestamp)>, StoreError> {
    let row = tx.query_opt(CHANGED, params![tenant.0, format!("{kind}:{id}")]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// The name of something that was taken back, for deals that still point to it.
pub async fn former<S: Stored>(tx: &mut Tx, tenant: TenantId, id: Uuid) -> Result<Option<S>, StoreError> {
    let row = tx.query_opt(FIND, params![tenant.0, S::KIND, id]).await?;
    row.map(|row| parse(&row.get::<String>(0)?)).transpose()
}

fn stream<S: Record>(id: Uuid) -> String {
    format!("{}:{id}", S::KIND)
}

/// Puts a row back that [`take_back`] took out, one version behind the one it had.
pub async fn put_back<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    state: &S,
    how: &Change<'_>,
) -> Result<(), StoreError> {
    let row = tx.query_opt(FIND_VERSION, params![tenant.0, S::KIND, state.id()]).await?;
    let version: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    tx.execute(FORGET, params![tenant.0, S::KIND, state.id()]).await?;
    let mut columns = params![tenant.0, state.id(), version + 1, write(&state.trunk())?].to_vec();
    columns.extend(state.columns());
    if tx.execute(S::SAVE, &columns).await? != 1 {
        return Err(tx.contended("the row is there again"));
    }
    state.keep_parts(None, tx, tenant).await?;
    super::row::log(tx, tenant, None, state, how).await?;
    if let Some(raised) = S::RAISES {
        versions::raise(tx, tenant, raised).await?;
    }
    Ok(())
}
