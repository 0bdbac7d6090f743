//! Who somebody is at an identity provider.
//!
//! Promises: one person for an id there, and one id there for a person.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const GET: &str =
    "SELECT person_id FROM provider_identity WHERE tenant_id = $1 AND issuer = $2 AND subject = $3";
const BIND: &str = "INSERT INTO provider_identity (tenant_id, issuer, subject, person_id, bound_at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT DO NOTHING";
const BY_EMAIL: &str = "SELECT id FROM person WHERE tenant_id = $1 AND email = $2";

pub(super) const STATEMENTS: &[&str] = &[GET, BIND, BY_EMAIL];

/// The person that is bound to an id at a provider.
pub async fn identity(
    tx: &mut Tx,
    tenant: TenantId,
    (issuer, subject): (&str, &str),
) -> Result<Option<PersonId>, StoreError> {
    let row = tx.query_opt(GET, params![tenant.0, issuer, subject]).await?;
    row.map(|row| row.get::<Uuid>(0).map(PersonId)).transpose()
}

/// Binds a person; false where the id, or the person, is bound already.
pub async fn bind_identity(
    tx: &mut Tx,
    tenant: TenantId,
    (issuer, subject): (&str, &str),
    (person, at): (PersonId, Timestamp),
) -> Result<bool, StoreError> {
    Ok(tx.execute(BIND, params![tenant.0, issuer, subject, person.0, at]).await? == 1)
}

/// The person of a mail address, lower case.
pub async fn person_of_email(
    tx: &mut Tx,
    tenant: TenantId,
    email: &str,
) -> Result<Option<PersonId>, StoreError> {
    let row = tx.query_opt(BY_EMAIL, params![tenant.0, email]).await?;
    row.map(|row| row.get::<Uuid>(0).map(PersonId)).transpose()
}
