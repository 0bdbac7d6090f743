//! Second factors and recovery codes.
//!
//! Promises: a step of time counts once, a recovery code once, whoever comes first. Seeds come sealed and stay so.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};

use super::Digest;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

const GET: &str = "SELECT seed, key_id, created_at, confirmed_at, last_step FROM second_factor \
    WHERE tenant_id = $1 AND person_id = $2";
const ALL: &str = "SELECT person_id, seed, key_id, created_at, confirmed_at, last_step FROM second_factor \
    WHERE tenant_id = $1 ORDER BY person_id";
const PUT: &str = "INSERT INTO second_factor (tenant_id, person_id, seed, key_id, created_at, confirmed_at, last_step) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, person_id) DO UPDATE SET seed = excluded.seed, \
    key_id = excluded.key_id, created_at = excluded.created_at, confirmed_at = excluded.confirmed_at, \
    last_step = excluded.last_step";
const USE: &str =
    "UPDATE second_factor SET last_step = $3 WHERE tenant_id = $1 AND person_id = $2 AND last_step < $3";
const DROP: &str = "DELETE FROM second_factor WHERE tenant_id = $1 AND person_id = $2";
const PUT_CODE: &str = "INSERT INTO recovery_code (tenant_id, person_id, code_digest) VALUES ($1, $2, $3)";
const USE_CODE: &str =
    "DELETE FROM recovery_code WHERE tenant_id = $1 AND person_id = $2 AND code_digest = $3";
const DROP_CODES: &str = "DELETE FROM recovery_code WHERE tenant_id = $1 AND person_id = $2";
const COUNT_CODES: &str = "SELECT COUNT(*) FROM recovery_code WHERE tenant_id = $1 AND person_id = $2";

pub(super) const STATEMENTS: &[&str] =
    &[GET, ALL, PUT, USE, DROP, PUT_CODE, USE_CODE, DROP_CODES, COUNT_CODES];

/// A second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The sealed seed.
    pub seed: Vec<u8>,
    /// The key that it is sealed under.
    pub key_id: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its owner showed that he has it; it counts from then on.
    pub confirmed_at: Option<Timestamp>,
    /// The last step of time that was used.
    pub last_step: i64,
}

/// The second factor of a person, confirmed or not.
pub async fn second_factor(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<Option<SecondFactor>, StoreError> {
    let row = tx.query_opt(GET, params![tenant.0, person.0]).await?;
    row.map(|row| {
        Ok(SecondFactor {
            seed: row.get(0)?,
            key_id: row.get(1)?,
            created_at: row.get(2)?,
            confirmed_at: row.get(3)?,
            last_step: row.get(4)?,
        })
    })
    .transpose()
}

/// The second factors of everybody, confirmed or not.
pub async fn second_factors(
    tx: &mut Tx,
    tenant: TenantId,
) -> Result<Vec<(PersonId, SecondFactor)>, StoreError> {
    let rows = tx.query(ALL, params![tenant.0]).await?;
    let factor = |row: &Row| {
        let factor = SecondFactor {
            seed: row.get(1)?,
            key_id: row.get(2)?,
            created_at: row.get(3)?,
            confirmed_at: row.get(4)?,
            last_step: row.get(5)?,
        };
        Ok((PersonId(row.get(0)?), factor))
    };
    rows.iter().map(factor).collect()
}

/// Sets the second factor of a person.
pub async fn set_second_factor(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    factor: &SecondFactor,
) -> Result<(), StoreError> {
    let SecondFactor { seed, key_id, created_at, confirmed_at, last_step } = factor;
    let confirmed = confirmed_at.as_ref();
    let values = params![tenant.0, person.0, seed.as_slice(), key_id, created_at, confirmed, last_step];
    tx.execute(PUT, values).await.map(drop)
}

/// Uses a step of time up; false where it, or a later one, was used before.
pub async fn use_step(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    step: i64,
) -> Result<bool, StoreError> {
    Ok(tx.execute(USE, params![tenant.0, person.0, step]).await? == 1)
}

/// Takes the second factor and all recovery codes of a person away; false where there was none.
pub async fn drop_second_factor(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<bool, StoreError> {
    tx.execute(DROP_CODES, params![tenant.0, person.0]).await?;
    Ok(tx.execute(DROP, params![tenant.0, person.0]).await? == 1)
}

/// Gives a person these recovery codes and no others.
pub async fn set_recovery_codes(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    codes: &[Digest],
) -> Result<(), StoreError> {
    tx.execute(DROP_CODES, params![tenant.0, person.0]).await?;
    for code in codes {
        tx.execute(PUT_CODE, params![tenant.0, person.0, code]).await?;
    }
    Ok(())
}

/// Uses a recovery code up; false where there is no such code.
pub async fn use_recovery_code(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    code: &Digest,
) -> Result<bool, StoreError> {
    Ok(tx.execute(USE_CODE, params![tenant.0, person.0, code]).await? == 1)
}

/// How many recovery codes a person has left.
pub async fn recovery_codes(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<u32, StoreError> {
    tx.query_one(COUNT_CODES, params![tenant.0, person.0]).await?.get(0)
}
