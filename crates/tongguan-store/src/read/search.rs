//! Finding deals by any part of a number, of the customer's name or of the name of its people, in characters or in pinyin.
//!
//! Promises: the index is written with the rows it points to and finds the same on both engines; what is found is ranked (whole, beginning,
//! inside) and limited; an erased person is not found. Deals are answered only where they are visible. Pinyin is found from the
//! beginning of any syllable, initials and characters anywhere.

mod fulltext;
mod index;
mod pinyin;
mod refill;
mod rows;

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
use crate::sql::{Engine, Row, Tx};

pub(crate) use index::{HasNames, Named, index};
pub use refill::{refill, refill_if_empty};

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

const BY_NUMBER: &str = "SELECT deal_id FROM deal_number WHERE tenant_id = $1 AND number >= $2 AND number < $3 \
    ORDER BY number, deal_id LIMIT $4";
const BY_TAIL: &str =
    "SELECT deal_id FROM deal_number WHERE tenant_id = $1 AND tail = $2 ORDER BY deal_id DESC LIMIT $3";

pub(crate) const STATEMENTS: &[&str] = &[BY_NUMBER, BY_TAIL, refill::LACKS];

/// The statements of one engine.
pub(crate) fn statements_of(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Sqlite => fulltext::STATEMENTS,
        Engine::Postgres => rows::STATEMENTS,
    }
}

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

/// What is looked up.
enum Wanted<'a> {
    /// Names with a character.
    Character(&'a str),
    /// Names with all the grams that are like the pattern.
    Grams(Vec<String>, &'a str),
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
        [_] => look_up(tx, tenant, &Wanted::Character(wanted)).await,
        _ => {
            let pairs = characters.windows(2).take(PAIRS).map(|pair| pair.iter().collect());
            let mut rows = look_up(tx, tenant, &Wanted::Grams(pairs.collect(), &pattern)).await?;
            if characters.len() >= pinyin::GRAM && characters.iter().all(char::is_ascii_alphabetic) {
                let gram = characters[..pinyin::GRAM].iter().collect();
                rows.extend(look_up(tx, tenant, &Wanted::Grams(vec![gram], &pattern)).await?);
            }
            Ok(rows)
        }
    }
}

async fn look_up(tx: &mut Tx, tenant: TenantId, wanted: &Wanted<'_>) -> Result<Vec<Row>, StoreError> {
    match tx.engine() {
        Engine::Sqlite => fulltext::find(tx, tenant, wanted).await,
        Engine::Postgres => rows::find(tx, tenant, wanted).await,
    }
}

fn read(row: &Row, wanted: &str) -> Result<NameHit, StoreError> {
    let kind = match row.get::<String>(0)?.as_str() {
        "account" => NamedKind::Account,
        _ => NamedKind::Contact,
    };
    let words: String = row.get(3)?;
    let fit = |line: &str| match (line == wanted, line.starts_with(wanted)) {
        (true, _) => Fit::Whole,
        (false, true) => Fit::Beginning,
        (false, false) => Fit::Inside,
    };
    let fit = words.lines().map(fit).min().unwrap_or(Fit::Inside);
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
