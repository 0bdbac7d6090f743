//! What the master keys seal: how many seeds of second factors each of them opens, and sealing them anew under the newest.
//!
//! Promises that a key is given up only when nothing needs it, and that a look changes nothing. Must never show a key or a seed.

use std::collections::BTreeMap;

use serde_json::json;
use tongguan_core::id::TenantId;
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, SecondFactor};
use tongguan_store::{Database, StoreError, setting, tenant};

use super::checkup::Finding;
use crate::trace::Line;
use crate::vault::{Sealed, Vault, VaultError};
use crate::world::World;

/// How many seeds there are under each key.
pub type Seeds = BTreeMap<String, u64>;

/// Counts the seeds under each key, known or lost.
pub async fn seeds(db: &Database) -> Result<Seeds, StoreError> {
    let mut seeds = Seeds::new();
    for company in companies(db).await? {
        for (_, factor) in factors(db, company).await? {
            *seeds.entry(factor.key_id).or_default() += 1;
        }
    }
    Ok(seeds)
}

/// Tries every seed; how many there are, and under which keys they do not open.
pub async fn examine(db: &Database, vault: &Vault) -> Result<(u64, Vec<Finding>), StoreError> {
    let (mut count, mut lost) = (0, Seeds::new());
    for company in companies(db).await? {
        for (person, factor) in factors(db, company).await? {
            count += 1;
            match vault.open(&sealed(&factor), person.0.as_bytes()) {
                Ok(_) => {}
                Err(VaultError::Sealed(key)) => *lost.entry(key).or_default() += 1,
                Err(error) => return Ok((count, vec![Finding::Keys { reason: error.to_string() }])),
            }
        }
    }
    Ok((count, lost.into_iter().map(|(key, people)| Finding::SeedsLost { key, people }).collect()))
}

/// Seals every seed under the newest key that is under this one. How many there were.
pub async fn reseal(db: &Database, vault: &Vault, old: &str) -> anyhow::Result<u64> {
    let mut count = 0;
    for company in companies(db).await? {
        let mut fresh = Vec::new();
        for (person, factor) in factors(db, company).await? {
            if factor.key_id != old {
                continue;
            }
            let (seed, _) = vault.open(&sealed(&factor), person.0.as_bytes())?;
            let Sealed { key_id, bytes } = vault.seal(&seed, person.0.as_bytes())?;
            fresh.push((person, SecondFactor { seed: bytes, key_id, ..factor }));
        }
        count += u64::try_from(fresh.len())?;
        let written: Result<(), StoreError> = db
            .write(move |tx| {
                let fresh = fresh.clone();
                Box::pin(async move {
                    for (person, factor) in &fresh {
                        table::set_second_factor(tx, company, *person, factor).await?;
                    }
                    Ok(())
                })
            })
            .await;
        written?;
    }
    Ok(count)
}

fn sealed(factor: &SecondFactor) -> Sealed {
    Sealed { key_id: factor.key_id.clone(), bytes: factor.seed.clone() }
}

async fn companies(db: &Database) -> Result<Vec<TenantId>, StoreError> {
    let all: Result<Vec<tenant::Tenant>, StoreError> = db.read(|tx| Box::pin(tenant::all(tx))).await;
    Ok(all?.into_iter().map(|company| TenantId(company.id)).collect())
}

async fn factors(
    db: &Database,
    tenant: TenantId,
) -> Result<Vec<(tongguan_core::id::PersonId, SecondFactor)>, StoreError> {
    db.read(move |tx| Box::pin(table::second_factors(tx, tenant))).await
}

/// Under which name the master keys that the security log knows of are kept.
const KNOWN: &str = "master_keys.known";

/// Tells the security log which master keys were added and which are gone since it was last told; answers how many those are. Whoever
/// changes the keys cannot write the log while a server has it open, so the server looks as well; what was told once is not told again.
pub async fn note(db: &Database, vault: &Vault, (world, node): (&World, &str)) -> anyhow::Result<usize> {
    let ids = vault.ids()?;
    let mut count = 0;
    for company in companies(db).await? {
        let (ids, now, node, seed) = (ids.clone(), world.now(), node.to_owned(), world.clone());
        let told: Result<usize, StoreError> = db
            .write(move |tx| {
                let (ids, node, world) = (ids.clone(), node.clone(), seed.clone());
                Box::pin(async move {
                    let known = setting::get(tx, company.0, KNOWN).await?.unwrap_or_default();
                    let known: Vec<String> = serde_json::from_str(&known).unwrap_or_default();
                    let added = ids.iter().filter(|id| !known.contains(id));
                    let gone = known.iter().filter(|id| !ids.contains(id));
                    let lines: Vec<_> = added
                        .map(|id| (Kind::MasterKeyAdded, id))
                        .chain(gone.map(|id| (Kind::MasterKeyRetired, id)))
                        .collect();
                    for (kind, id) in &lines {
                        let line = Line::new(world.id(), now, *kind).detail(json!({"key": id}));
                        line.write(tx, company, &node).await?;
                    }
                    if !lines.is_empty() {
                        setting::put(tx, company.0, KNOWN, &json!(ids).to_string(), now).await?;
                    }
                    Ok(lines.len())
                })
            })
            .await;
        count += told?;
    }
    Ok(count)
}
