//! Finding deals by any part of a number, of the customer's name or of the name of its people, in characters or in pinyin.
//!
//! Promises: the index is written with the rows it points to, the same way on both engines; what is found is ranked (whole, beginning,
//! inside) and limited; an erased person is not found. Deals are answered only where they are visible. Pinyin is found from the
//! beginning of any syllable, initials and characters anywhere.

mod index;
mod pinyin;

use std::collections::BTreeMap;

use serde::Serialize;
use tongguan_core::id::{AccountId, DealId, TenantId};
use tongguan_core::reference::name_key::name_key;
use uuid::Uuid;

use super::deals::{self, DealOrder, DealRow};
use super::filter::{DealFilter, Found};
use crate::access::Access;
use crate::error::StoreError;
use crate::params;
use crate::projection::number_tail;
use crate::sql::{Row, Tx};

pub(crate) use index::{Named, index};

/// What has a name that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedKind {
    /// A customer.
    Account,
    /// A person of a customer.
    Contact,
}

impl NamedKind {
    pub(crate) fn key(self) -> &'static str {
        match self {
            NamedKind::Account => "account",
            NamedKind::Contact => "contact",
        }
    }
}

/// How well a name fits; the better the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// It is the name.
    Whole,
    /// The name begins so.
    Beginning,
    /// It is part of the name.
    Inside,
}

/// A name that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameHit {
    /// Whose.
    pub kind: NamedKind,
    /// Its id.
    pub id: Uuid,
    /// The customer: itself, or whose person it is.
    pub account: AccountId,
    /// How well it fits.
    pub fit: Fit,
}

/// A deal that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealHit {
    /// The deal.
    pub deal: DealRow,
    /// How well it fits; a number fits as a whole.
    pub fit: Fit,
}

const RARITY: &str = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_gram WHERE tenant_id = $1 AND gram = $2 LIMIT 200) found";
const BY_GRAM: &str = "SELECT t.kind, t.id, t.account_id, t.words FROM search_gram g CROSS JOIN search_text t \
    WHERE g.tenant_id = $1 AND g.gram = $2 AND t.tenant_id = g.tenant_id AND t.kind = g.kind AND t.id = g.id AND t.form = g.form \
    AND t.words LIKE $3 LIMIT 200";
const BY_CHARACTER: &str = "SELECT t.kind, t.id, t.account_id, t.words FROM search_gram g CROSS JOIN search_text t \
    WHERE g.tenant_id = $1 AND g.gram >= $2 AND g.gram < $3 AND t.tenant_id = g.tenant_id AND t.kind = g.kind AND t.id = g.id \
    AND t.form = g.form LIMIT 200";
const BY_NUMBER: &str = "SELECT deal_id FROM deal_number WHERE tenant_id = $1 AND number >= $2 AND number < $3 \
    ORDER BY number, deal_id LIMIT $4";
const BY_TAIL: &str =
    "SELECT deal_id FROM deal_number WHERE tenant_id = $1 AND tail = $2 ORDER BY deal_id DESC LIMIT $3";

pub(crate) const STATEMENTS: &[&str] = &[
    RARITY,
    BY_GRAM,
    BY_CHARACTER,
    BY_NUMBER,
    BY_TAIL,
    index::FORGET_TEXT,
    index::FORGET_GRAMS,
    index::ADD_TEXT,
    index::ADD_GRAM,
    index::ADD_GRAMS,
];

/// Most customers and most numbers that narrow a list.
const NARROW: u32 = 128;
/// Pairs of a text whose rarity is looked at.
const PAIRS: usize = 8;

/// Deals that are visible and found by a text, best first.
pub async fn deals(tx: &mut Tx, access: &Access, text: &str, limit: u32) -> Result<Vec<DealHit>, StoreError> {
    let names = names(tx, access.tenant(), text, NARROW).await?;
    let found =
        Found { deals: numbers(tx, access.tenant(), text, NARROW).await?, accounts: accounts(&names) };
    if found == Found::default() {
        return Ok(Vec::new());
    }
    let filter = DealFilter { found: Some(found.clone()), ..DealFilter::default() };
    let page = deals::list(tx, access, &filter, DealOrder::Updated, None, limit.max(NARROW)).await?;
    let fit = |deal: &DealRow| match found.deals.contains(&deal.deal) {
        true => Fit::Whole,
        false => {
            let of_account = names.iter().filter(|name| name.account == deal.account);
            of_account.map(|name| name.fit).min().unwrap_or(Fit::Inside)
        }
    };
    let mut hits: Vec<DealHit> =
        page.items.into_iter().map(|deal| DealHit { fit: fit(&deal), deal }).collect();
    hits.sort_by_key(|hit| hit.fit);
    hits.truncate(limit as usize);
    Ok(hits)
}

/// What a text finds, to narrow a list by ([`DealFilter::found`]).
pub async fn find(tx: &mut Tx, tenant: TenantId, text: &str) -> Result<Found, StoreError> {
    let names = names(tx, tenant, text, NARROW).await?;
    Ok(Found { deals: numbers(tx, tenant, text, NARROW).await?, accounts: accounts(&names) })
}

fn accounts(names: &[NameHit]) -> Vec<AccountId> {
    let mut accounts: Vec<AccountId> = names.iter().map(|name| name.account).collect();
    accounts.sort();
    accounts.dedup();
    accounts
}

/// Customers and their people by name, best first. Whether the reader may see them is the caller's question.
pub async fn names(
    tx: &mut Tx,
    tenant: TenantId,
    text: &str,
    limit: u32,
) -> Result<Vec<NameHit>, StoreError> {
    let wanted = name_key(text);
    let mut best: BTreeMap<(NamedKind, Uuid), NameHit> = BTreeMap::new();
    for row in candidates(tx, tenant, &wanted).await? {
        let hit = read(&row, &wanted)?;
        let known = best.entry((hit.kind, hit.id)).or_insert_with(|| hit.clone());
        known.fit = known.fit.min(hit.fit);
    }
    let mut hits: Vec<NameHit> = best.into_values().collect();
    hits.sort_by_key(|hit| (hit.fit, hit.kind));
    hits.truncate(limit as usize);
    Ok(hits)
}

/// Rows of names that hold the text.
async fn candidates(tx: &mut Tx, tenant: TenantId, wanted: &str) -> Result<Vec<Row>, StoreError> {
    let characters: Vec<char> = wanted.chars().collect();
    // Only letters and digits are left in it, so it holds nothing that LIKE reads as a sign.
    let pattern = format!("%{wanted}%");
    match characters.as_slice() {
        [] => Ok(Vec::new()),
        // A single letter would find everybody.
        [one] if one.is_ascii() => Ok(Vec::new()),
        [_] => {
            let end = format!("{wanted}\u{10FFFF}");
            tx.query(BY_CHARACTER, params![tenant.0, wanted, end]).await
        }
        _ => {
            let gram = rarest(tx, tenant, &characters).await?;
            let mut rows = tx.query(BY_GRAM, params![tenant.0, gram, &pattern]).await?;
            if characters.len() >= pinyin::GRAM && characters.iter().all(char::is_ascii_alphabetic) {
                let gram: String = characters[..pinyin::GRAM].iter().collect();
                rows.extend(tx.query(BY_GRAM, params![tenant.0, gram, &pattern]).await?);
            }
            Ok(rows)
        }
    }
}

/// The pair of characters that the fewest names have.
async fn rarest(tx: &mut Tx, tenant: TenantId, characters: &[char]) -> Result<String, StoreError> {
    let mut best: Option<(i64, String)> = None;
    for pair in characters.windows(2).take(PAIRS) {
        let gram: String = pair.iter().collect();
        let count: i64 = tx.query_one(RARITY, params![tenant.0, &gram]).await?.get(0)?;
        if best.as_ref().is_none_or(|(fewest, _)| count < *fewest) {
            best = Some((count, gram));
        }
    }
    Ok(best.map(|(_, gram)| gram).unwrap_or_default())
}

fn read(row: &Row, wanted: &str) -> Result<NameHit, StoreError> {
    let kind = match row.get::<String>(0)?.as_str() {
        "account" => NamedKind::Account,
        _ => NamedKind::Contact,
    };
    let words: String = row.get(3)?;
    let fit = match (words == wanted, words.starts_with(wanted)) {
        (true, _) => Fit::Whole,
        (false, true) => Fit::Beginning,
        (false, false) => Fit::Inside,
    };
    Ok(NameHit { kind, id: row.get(1)?, account: AccountId(row.get(2)?), fit })
}

/// Deals with a number that begins so, or whose running part is this.
async fn numbers(tx: &mut Tx, tenant: TenantId, text: &str, limit: u32) -> Result<Vec<DealId>, StoreError> {
    let typed = text.trim().to_ascii_uppercase();
    if typed.is_empty() || !typed.is_ascii() {
        return Ok(Vec::new());
    }
    let end = format!("{typed}\u{10FFFF}");
    let mut rows = Vec::new();
    if typed.contains('-') {
        rows.extend(tx.query(BY_NUMBER, params![tenant.0, &typed, end, limit]).await?);
    }
    if typed.bytes().all(|byte| byte.is_ascii_digit()) {
        rows.extend(tx.query(BY_TAIL, params![tenant.0, number_tail(&typed), limit]).await?);
    }
    let mut deals = rows.iter().map(|row| Ok(DealId(row.get(0)?))).collect::<Result<Vec<_>, StoreError>>()?;
    deals.dedup();
    Ok(deals)
}
