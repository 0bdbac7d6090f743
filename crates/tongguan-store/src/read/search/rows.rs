//! Grams as rows of a table: what every engine can do.

use tongguan_core::id::TenantId;

use super::Wanted;
use super::index::{Entry, FORM, Named};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

const ADD_TEXT: &str = "INSERT INTO search_text (tenant_id, kind, id, form, account_id, words) VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT (tenant_id, kind, id, form) DO NOTHING";
const FORGET_TEXT: &str = "DELETE FROM search_text WHERE tenant_id = $1 AND kind = $2 AND id = $3";
const ADD_GRAM: &str = "INSERT INTO search_gram (tenant_id, gram, kind, id, form) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (tenant_id, gram, kind, id, form) DO NOTHING";
/// The same for eight grams at once: a name has some dozens.
const ADD_GRAMS: &str = "INSERT INTO search_gram (tenant_id, gram, kind, id, form) VALUES ($1, $5, $2, $3, $4), \
    ($1, $6, $2, $3, $4), ($1, $7, $2, $3, $4), ($1, $8, $2, $3, $4), ($1, $9, $2, $3, $4), ($1, $10, $2, $3, $4), \
    ($1, $11, $2, $3, $4), ($1, $12, $2, $3, $4) ON CONFLICT (tenant_id, gram, kind, id, form) DO NOTHING";
const FORGET_GRAM: &str =
    "DELETE FROM search_gram WHERE tenant_id = $1 AND gram = $2 AND kind = $3 AND id = $4 AND form = $5";
const FORGET_ALL: [&str; 2] =
    ["DELETE FROM search_gram WHERE tenant_id = $1", "DELETE FROM search_text WHERE tenant_id = $1"];

const RARITY: &str = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_gram WHERE tenant_id = $1 AND gram = $2 LIMIT 200) found";
const BY_GRAM: &str = "SELECT t.kind, t.id, t.account_id, t.words FROM search_gram g CROSS JOIN search_text t \
    WHERE g.tenant_id = $1 AND g.gram = $2 AND t.tenant_id = g.tenant_id AND t.kind = g.kind AND t.id = g.id AND t.form = g.form \
    AND t.words LIKE $3 LIMIT 200";
const BY_CHARACTER: &str = "SELECT t.kind, t.id, t.account_id, t.words FROM search_gram g CROSS JOIN search_text t \
    WHERE g.tenant_id = $1 AND g.gram >= $2 AND g.gram < $3 AND t.tenant_id = g.tenant_id AND t.kind = g.kind AND t.id = g.id \
    AND t.form = g.form LIMIT 200";

pub(super) const STATEMENTS: &[&str] = &[
    ADD_TEXT,
    FORGET_TEXT,
    ADD_GRAM,
    ADD_GRAMS,
    FORGET_GRAM,
    FORGET_ALL[0],
    FORGET_ALL[1],
    RARITY,
    BY_GRAM,
    BY_CHARACTER,
];

pub(super) async fn add(
    tx: &mut Tx,
    tenant: TenantId,
    named: &Named,
    Entry { words, grams }: &Entry,
) -> Result<(), StoreError> {
    let (kind, id) = (named.kind.key(), named.id);
    tx.execute(ADD_TEXT, params![tenant.0, kind, id, FORM, named.account.0, words]).await?;
    let grams: Vec<&String> = grams.iter().collect();
    let (eights, rest) = grams.as_chunks::<8>();
    for [a, b, c, d, e, f, g, h] in eights {
        tx.execute(ADD_GRAMS, params![tenant.0, kind, id, FORM, *a, *b, *c, *d, *e, *f, *g, *h]).await?;
    }
    for gram in rest {
        tx.execute(ADD_GRAM, params![tenant.0, *gram, kind, id, FORM]).await?;
    }
    Ok(())
}

pub(super) async fn forget(
    tx: &mut Tx,
    tenant: TenantId,
    named: &Named,
    entry: &Entry,
) -> Result<(), StoreError> {
    let (kind, id) = (named.kind.key(), named.id);
    for gram in &entry.grams {
        tx.execute(FORGET_GRAM, params![tenant.0, gram, kind, id, FORM]).await?;
    }
    tx.execute(FORGET_TEXT, params![tenant.0, kind, id]).await.map(drop)
}

pub(super) async fn forget_all(tx: &mut Tx, tenant: TenantId) -> Result<(), StoreError> {
    for statement in FORGET_ALL {
        tx.execute(statement, params![tenant.0]).await?;
    }
    Ok(())
}

pub(super) async fn find(tx: &mut Tx, tenant: TenantId, wanted: &Wanted<'_>) -> Result<Vec<Row>, StoreError> {
    match wanted {
        Wanted::Character(character) => {
            let end = format!("{character}\u{10FFFF}");
            tx.query(BY_CHARACTER, params![tenant.0, *character, end]).await
        }
        Wanted::Grams(grams, pattern) => {
            let gram = rarest(tx, tenant, grams).await?;
            tx.query(BY_GRAM, params![tenant.0, gram, *pattern]).await
        }
    }
}

/// The gram that the fewest names have.
async fn rarest<'g>(tx: &mut Tx, tenant: TenantId, grams: &'g [String]) -> Result<&'g str, StoreError> {
    if let [only] = grams {
        return Ok(only);
    }
    let mut best: Option<(i64, &str)> = None;
    for gram in grams {
        let count: i64 = tx.query_one(RARITY, params![tenant.0, gram]).await?.get(0)?;
        if best.is_none_or(|(fewest, _)| count < fewest) {
            best = Some((count, gram));
        }
    }
    Ok(best.map(|(_, gram)| gram).unwrap_or_default())
}
