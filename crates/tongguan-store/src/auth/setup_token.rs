//! Tokens for one use: whoever redeems one first has it, and nobody after him.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};

use super::Digest;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const ISSUE: &str = "INSERT INTO setup_token (tenant_id, token_digest, purpose, person_id, created_at, expires_at) \
    VALUES ($1, $2, $3, $4, $5, $6)";
const REDEEM: &str = "DELETE FROM setup_token WHERE tenant_id = $1 AND token_digest = $2 \
    RETURNING purpose, person_id, created_at, expires_at";

pub(super) const STATEMENTS: &[&str] = &[ISSUE, REDEEM];

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Create the first administrator.
    FirstAdministrator,
    /// Set a password.
    SetPassword,
    /// Show a code, the password being right.
    SecondFactor,
}

/// A token for one use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupToken {
    /// SHA-256 of it.
    pub token_digest: Digest,
    /// What for.
    pub purpose: Purpose,
    /// For whom.
    pub person: Option<PersonId>,
    /// When it was issued.
    pub created_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Issues a token.
pub async fn issue_token(tx: &mut Tx, tenant: TenantId, token: &SetupToken) -> Result<(), StoreError> {
    let purpose = match token.purpose {
        Purpose::FirstAdministrator => "first_administrator",
        Purpose::SetPassword => "set_password",
        Purpose::SecondFactor => "second_factor",
    };
    let person = token.person.map(|person| person.0);
    let values = params![tenant.0, token.token_digest, purpose, person, token.created_at, token.expires_at];
    tx.execute(ISSUE, values).await.map(drop)
}

/// Uses a token up, even one that has expired; none where there is no such token or it is too late.
pub async fn redeem_token(
    tx: &mut Tx,
    tenant: TenantId,
    token: &Digest,
    now: Timestamp,
) -> Result<Option<SetupToken>, StoreError> {
    let Some(row) = tx.query_opt(REDEEM, params![tenant.0, token]).await? else { return Ok(None) };
    let purpose = match row.get::<String>(0)?.as_str() {
        "first_administrator" => Purpose::FirstAdministrator,
        "set_password" => Purpose::SetPassword,
        "second_factor" => Purpose::SecondFactor,
        _ => return Err(StoreError::corrupt("a token for an unknown purpose")),
    };
    let person = row.get::<Option<uuid::Uuid>>(1)?.map(PersonId);
    let found = SetupToken {
        token_digest: *token,
        purpose,
        person,
        created_at: row.get(2)?,
        expires_at: row.get(3)?,
    };
    Ok((found.expires_at >= now).then_some(found))
}
