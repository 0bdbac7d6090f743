//! What a person signs in with.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const GET: &str =
    "SELECT password_hash, changed_at, must_change FROM credential WHERE tenant_id = $1 AND person_id = $2";
const STANDING: &str = "SELECT c.changed_at, c.must_change, f.confirmed_at FROM person p \
    LEFT JOIN credential c ON c.tenant_id = p.tenant_id AND c.person_id = p.id \
    LEFT JOIN second_factor f ON f.tenant_id = p.tenant_id AND f.person_id = p.id WHERE p.tenant_id = $1 AND p.id = $2";
const SET: &str = "INSERT INTO credential (tenant_id, person_id, password_hash, changed_at, must_change) \
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, person_id) DO UPDATE SET password_hash = excluded.password_hash, \
    changed_at = excluded.changed_at, must_change = excluded.must_change";

pub(super) const STATEMENTS: &[&str] = &[GET, STANDING, SET];

/// A credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The hash with its parameters, as the server wrote it.
    pub password_hash: String,
    /// Since when.
    pub changed_at: Timestamp,
    /// Whether the person must choose another one at the next sign-in.
    pub must_change: bool,
}

/// The credential of a person.
pub async fn credential(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<Option<Credential>, StoreError> {
    let row = tx.query_opt(GET, params![tenant.0, person.0]).await?;
    row.map(|row| {
        Ok(Credential { password_hash: row.get(0)?, changed_at: row.get(1)?, must_change: row.get(2)? })
    })
    .transpose()
}

/// Sets the credential of a person.
pub async fn set_credential(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    credential: &Credential,
) -> Result<(), StoreError> {
    let Credential { password_hash, changed_at, must_change } = credential;
    tx.execute(SET, params![tenant.0, person.0, password_hash, changed_at, must_change]).await.map(drop)
}

/// How a person stands with what he signs in with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Since when he has his password, and whether he must change it; absent where he has none.
    pub password: Option<(Timestamp, bool)>,
    /// Whether he has a second factor that counts.
    pub has_factor: bool,
}

/// How a person stands.
pub async fn standing(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<Standing, StoreError> {
    let Some(row) = tx.query_opt(STANDING, params![tenant.0, person.0]).await? else {
        return Ok(Standing::default());
    };
    let password = row.get::<Option<Timestamp>>(0)?.zip(row.get::<Option<bool>>(1)?);
    Ok(Standing { password, has_factor: row.get::<Option<Timestamp>>(2)?.is_some() })
}
