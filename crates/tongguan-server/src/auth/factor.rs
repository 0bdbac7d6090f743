//! Second factors: enrolling, showing a code, recovery codes, and taking a factor away.
//!
//! Promises: a factor counts only after its owner showed a code of it; a code counts once; recovery codes are shown once and kept as
//! digests. Must never put a seed or a code into a log or an answer but the page that enrols.

use std::sync::Arc;

use serde_json::json;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, SecondFactor};
use tongguan_store::{StoreError, Tx};

use super::session::SignedIn;
use super::totp;
use crate::app::App;
use crate::http::error::ApiError;
use tongguan_service::vault::{Sealed, VaultError};

/// What somebody typed as a code, as far as it could be one of his.
#[derive(Debug, Clone)]
pub struct Candidate {
    steps: Vec<i64>,
    recovery: [u8; 32],
    /// The factor sealed under the newest key, where it is under an older one.
    anew: Option<SecondFactor>,
}

/// By what somebody showed who he is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A code of his app.
    Code,
    /// A recovery code, which is used up.
    Recovery,
}

impl Candidate {
    /// What `typed` could be; none where the person has no second factor.
    pub async fn of(
        app: &App,
        (tenant, person): (TenantId, PersonId),
        typed: &str,
    ) -> Result<Option<Self>, ApiError> {
        let Some(factor) = load(app, tenant, person).await?.filter(|factor| factor.confirmed_at.is_some())
        else {
            return Ok(None);
        };
        let (seed, is_old) = open(app, person, &factor)?;
        let steps = totp::steps_of(&seed, typed, app.world().now());
        let anew = is_old.then(|| sealed(app, person, &seed, &factor)).transpose()?;
        Ok(Some(Self { steps, recovery: totp::recovery_digest(typed), anew }))
    }

    /// Uses it up, if it is one; within the transaction of what it opens.
    pub async fn redeem(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        person: PersonId,
    ) -> Result<Option<Proof>, StoreError> {
        for step in &self.steps {
            if table::use_step(tx, tenant, person, *step).await? {
                if let Some(anew) = &self.anew {
                    let anew = SecondFactor { last_step: *step, ..anew.clone() };
                    table::set_second_factor(tx, tenant, person, &anew).await?;
                }
                return Ok(Some(Proof::Code));
            }
        }
        let used = table::use_recovery_code(tx, tenant, person, &self.recovery).await?;
        Ok(used.then_some(Proof::Recovery))
    }
}

/// How somebody stands with his second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether it counts.
    pub is_active: bool,
    /// Recovery codes that are left.
    pub recovery_codes: u32,
}

/// How a person stands.
pub async fn standing(app: &App, tenant: TenantId, person: PersonId) -> Result<Standing, StoreError> {
    app.db
        .read(move |tx| {
            Box::pin(async move {
                let factor = table::second_factor(tx, tenant, person).await?;
                let is_active = factor.is_some_and(|factor| factor.confirmed_at.is_some());
                Ok(Standing { is_active, recovery_codes: table::recovery_codes(tx, tenant, person).await? })
            })
        })
        .await
}

/// The seed that a person is about to enrol; the same one until he does, so that a page may be loaded again.
pub async fn begin(app: &App, who: &SignedIn) -> Result<Vec<u8>, ApiError> {
    let (tenant, person) = (who.tenant, who.person);
    if let Some(factor) = load(app, tenant, person).await? {
        let opened = open(app, person, &factor);
        if let (Ok((seed, _)), None) = (&opened, factor.confirmed_at) {
            return Ok(seed.clone());
        }
        if factor.confirmed_at.is_some() {
            return Err(ApiError::Forbidden);
        }
    }
    let seed = totp::seed(app.world());
    let fresh = SecondFactor {
        seed: Vec::new(),
        key_id: String::new(),
        created_at: app.world().now(),
        confirmed_at: None,
        last_step: 0,
    };
    let factor = sealed(app, person, &seed, &fresh)?;
    let written: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let factor = factor.clone();
            Box::pin(async move { table::set_second_factor(tx, tenant, person, &factor).await })
        })
        .await;
    written?;
    Ok(seed.to_vec())
}

/// Enrols: from now on it counts. Answers the recovery codes, none where the code is wrong.
pub async fn enrol(app: &App, who: &SignedIn, typed: &str) -> Result<Option<Vec<String>>, ApiError> {
    let (tenant, person) = (who.tenant, who.person);
    let factor = load(app, tenant, person).await?.filter(|factor| factor.confirmed_at.is_none());
    let Some(factor) = factor else { return Ok(None) };
    let now = app.world().now();
    let (seed, _) = open(app, person, &factor)?;
    let Some(step) = totp::steps_of(&seed, typed, now).into_iter().max() else { return Ok(None) };
    let factor = SecondFactor { confirmed_at: Some(now), last_step: step, ..factor };
    give(app, who, Kind::SecondFactorSet, Some(factor)).await.map(Some)
}

/// Gives a person other recovery codes in place of those he had.
pub async fn renew_codes(app: &App, who: &SignedIn) -> Result<Vec<String>, ApiError> {
    give(app, who, Kind::RecoveryCodesMade, None).await
}

async fn give(
    app: &App,
    who: &SignedIn,
    kind: Kind,
    factor: Option<SecondFactor>,
) -> Result<Vec<String>, ApiError> {
    let (tenant, person, node) = (who.tenant, who.person, app.node.clone());
    let codes = totp::recovery_codes(app.world());
    let digests: Arc<[_]> = codes.iter().map(|code| totp::recovery_digest(code)).collect();
    let line = who.trace.line(app.world(), kind).by(person).session(who.session.prefix());
    let written: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let (factor, digests, line, node) = (factor.clone(), digests.clone(), line.clone(), node.clone());
            Box::pin(async move {
                if let Some(factor) = &factor {
                    table::set_second_factor(tx, tenant, person, factor).await?;
                }
                table::set_recovery_codes(tx, tenant, person, &digests).await?;
                line.write(tx, tenant, &node).await
            })
        })
        .await;
    written?;
    Ok(codes)
}

/// Takes somebody's second factor away, his own or another's; another's sessions end with it. False where there was none.
pub async fn take_away(app: &App, by: &SignedIn, person: PersonId) -> Result<bool, ApiError> {
    let (tenant, node, is_own) = (by.tenant, app.node.clone(), by.person == person);
    let line = by.trace.line(app.world(), Kind::SecondFactorReset).by(by.person).about(person);
    let line = line.session(by.session.prefix()).detail(json!({"own": is_own}));
    let taken: Result<bool, StoreError> = app
        .db
        .write(move |tx| {
            let (line, node) = (line.clone(), node.clone());
            Box::pin(async move {
                if !table::drop_second_factor(tx, tenant, person).await? {
                    return Ok(false);
                }
                if !is_own {
                    table::end_sessions_of(tx, tenant, person).await?;
                }
                line.write(tx, tenant, &node).await?;
                Ok(true)
            })
        })
        .await;
    Ok(taken?)
}

async fn load(app: &App, tenant: TenantId, person: PersonId) -> Result<Option<SecondFactor>, StoreError> {
    app.db.read(move |tx| Box::pin(async move { table::second_factor(tx, tenant, person).await })).await
}

fn open(app: &App, person: PersonId, factor: &SecondFactor) -> Result<(Vec<u8>, bool), ApiError> {
    let sealed = Sealed { key_id: factor.key_id.clone(), bytes: factor.seed.clone() };
    app.edge.vault.open(&sealed, person.0.as_bytes()).map_err(fault)
}

fn sealed(app: &App, person: PersonId, seed: &[u8], factor: &SecondFactor) -> Result<SecondFactor, ApiError> {
    let Sealed { key_id, bytes } = app.edge.vault.seal(seed, person.0.as_bytes()).map_err(fault)?;
    Ok(SecondFactor { seed: bytes, key_id, ..factor.clone() })
}

fn fault(error: VaultError) -> ApiError {
    tracing::error!(%error, "a secret cannot be sealed or opened");
    ApiError::Internal
}
