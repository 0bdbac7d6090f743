//! What all reference rows have in common: a version, a state as JSON, and columns that are looked up.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use tongguan_core::digest::canonical;
use tongguan_core::id::TenantId;
use tongguan_core::numbering::NumberKind;
use tongguan_core::reference::{Record, change};
use uuid::Uuid;

use super::{Change, versions};
use crate::counter;
use crate::error::StoreError;
use crate::params;
use crate::reference_log::{self, NewReferenceEvent};
use crate::sql::{BoxFuture, Row, Tx, Value};

/// A state and the version of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Versioned<S> {
    /// The state.
    pub state: S,
    /// Its version, from 1.
    pub version: u64,
}

/// A kind of state that is kept as a row.
pub trait Stored: Record + DeserializeOwned + Clone + Send + Sync + 'static {
    /// `$1` tenant, `$2` id; answers version and data.
    const LOAD: &'static str;
    /// `$1` tenant, `$2` id, `$3` version, `$4` data, then [`Self::columns`].
    const SAVE: &'static str;
    /// `$1` tenant, `$2` the id to begin behind, `$3` how many; answers version and data by id.
    const LIST: &'static str;
    /// `$1` tenant, `$2` id, `$3` version; takes the row out with the import that made it.
    const DELETE: &'static str;
    /// Which version of memory it raises.
    const RAISES: Option<&'static str> = None;

    /// The columns that are looked up, in the order of the table.
    fn columns(&self) -> Vec<Value>;

    /// The number that a new one is given: its kind, the day that says its period, and where it stands.
    fn number(&mut self) -> Option<(NumberKind, Date, &mut Option<String>)> {
        None
    }

    /// The state without what [`Self::keep_parts`] keeps.
    fn trunk(&self) -> Self {
        self.clone()
    }

    /// Completes a loaded state from other tables.
    fn load_parts<'t>(self, _tx: &'t mut Tx, _tenant: TenantId) -> BoxFuture<'t, Result<Self, StoreError>> {
        Box::pin(async move { Ok(self) })
    }

    /// Forgets what other tables keep of it, when it is taken back.
    fn forget_parts<'t>(
        &'t self,
        _tx: &'t mut Tx,
        _tenant: TenantId,
    ) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move { Ok(()) })
    }

    /// Keeps what belongs to other tables.
    fn keep_parts<'t>(
        &'t self,
        _before: Option<&'t Self>,
        _tx: &'t mut Tx,
        _tenant: TenantId,
    ) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move { Ok(()) })
    }
}

/// The state of a row; none where there is no such row.
pub async fn load<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
) -> Result<Option<Versioned<S>>, StoreError> {
    let Some(row) = tx.query_opt(S::LOAD, params![tenant.0, id]).await? else { return Ok(None) };
    let Versioned { state, version } = read::<S>(&row)?;
    Ok(Some(Versioned { state: state.load_parts(tx, tenant).await?, version }))
}

/// Up to `limit` rows behind `after`, by id; without the parts that other tables keep.
pub async fn list<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Versioned<S>>, StoreError> {
    let after = after.unwrap_or(Uuid::nil());
    tx.query(S::LIST, params![tenant.0, after, limit]).await?.iter().map(read).collect()
}

/// Saves `after` over `before`, or as a new row with its number drawn; answers the new version.
pub async fn save<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Versioned<S>>,
    after: &S,
    how: &Change<'_>,
) -> Result<u64, StoreError> {
    match before {
        Some(_) => put(tx, tenant, before, after, how).await,
        None => {
            let mut new = after.clone();
            if let Some((kind, on, number)) = new.number() {
                *number = Some(counter::draw(tx, tenant.0, kind, on).await?);
            }
            put(tx, tenant, None, &new, how).await
        }
    }
}

async fn put<S: Stored>(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Versioned<S>>,
    after: &S,
    how: &Change<'_>,
) -> Result<u64, StoreError> {
    let version = before.map_or(0, |before| before.version) + 1;
    let mut columns = params![tenant.0, after.id(), place(version)?, write(&after.trunk())?].to_vec();
    columns.extend(after.columns());
    if tx.execute(S::SAVE, &columns).await? != 1 {
        return Err(tx.contended("another change of this row was faster"));
    }
    let before = before.map(|before| &before.state);
    after.keep_parts(before, tx, tenant).await?;
    log(tx, tenant, before, after, how).await?;
    if let Some(kind) = S::RAISES {
        versions::raise(tx, tenant, kind).await?;
    }
    Ok(version)
}

/// Writes the difference to the reference log, one stream for each row.
pub(super) async fn log<S: Record>(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&S>,
    after: &S,
    how: &Change<'_>,
) -> Result<(), StoreError> {
    let entry = NewReferenceEvent {
        kind: how.key.to_owned(),
        recorded_at: how.at,
        actor_id: how.by.person().map(|person| person.0),
        command_id: how.command.0,
        payload: text(canonical(&change(before, after)))?,
    };
    let stream = format!("{}:{}", S::KIND, after.id());
    reference_log::append(tx, tenant.0, &stream, &entry).await.map(drop)
}

/// A row of version and data.
pub(crate) fn read<S: DeserializeOwned>(row: &Row) -> Result<Versioned<S>, StoreError> {
    let version = u64::try_from(row.get::<i64>(0)?).map_err(|_| StoreError::corrupt("a negative version"))?;
    Ok(Versioned { state: parse(&row.get::<String>(1)?)?, version })
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt("a reference row that cannot be read"))
}

pub(super) fn write<T: serde::Serialize>(state: &T) -> Result<String, StoreError> {
    serde_json::to_string(state).map_err(|_| StoreError::corrupt("a reference row that is no plain data"))
}

fn text(bytes: Vec<u8>) -> Result<String, StoreError> {
    String::from_utf8(bytes).map_err(|_| StoreError::corrupt("a change that is no text"))
}

fn place(version: u64) -> Result<i64, StoreError> {
    i64::try_from(version).map_err(|_| StoreError::corrupt("a version is out of range"))
}
