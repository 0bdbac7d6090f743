//! Hand-overs as rows, and what there is to hand over of a person.
//!
//! Promises every open thing of a person, none twice. Drafts and kept filters are no records; they change hands as rows. Must never
//! overwrite what the receiver wrote himself.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tongguan_core::digest::Digest;
use tongguan_core::id::{AccountId, DealId, PersonId, TenantId};
use tongguan_core::reference::hand_over::{HandOver, Item, ItemKind};
use uuid::Uuid;

use super::row::{Stored, Versioned, read};
use super::tables::bare;
use crate::draft::{self, Draft, DraftKey};
use crate::error::StoreError;
use crate::guard::{self, Guard};
use crate::params;
use crate::sql::{Tx, Value};

const OWNED: &str =
    "SELECT deal_id FROM deal_footprint WHERE tenant_id = $1 AND owner_id = $2 AND open = 1 ORDER BY deal_id";
const OWED: &str = "SELECT DISTINCT deal_id FROM obligation WHERE tenant_id = $1 AND debtor_id = $2 AND state = 'open' ORDER BY deal_id";
const TURNS: &str = "SELECT DISTINCT deal_id FROM approval_person WHERE tenant_id = $1 AND person_id = $2 AND part = 'turn' ORDER BY deal_id";
const APPEALS: &str = "SELECT DISTINCT deal_id FROM appeal WHERE tenant_id = $1 AND filed_by_id = $2 AND decided_at IS NULL ORDER BY deal_id";
const WAITS: &str =
    "SELECT DISTINCT deal_id FROM deal_wait WHERE tenant_id = $1 AND person_id = $2 ORDER BY deal_id";
const ACCOUNTS: &str = "SELECT id FROM account WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id";
const DRAFTS: &str = "SELECT deal_id, kind, document_id FROM draft WHERE tenant_id = $1 AND person_id = $2 \
    ORDER BY deal_id, kind, document_id";
const VIEWS: &str = "SELECT page, name, query, saved_at FROM saved_view WHERE tenant_id = $1 AND person_id = $2 ORDER BY page, name";
const HAS_VIEW: &str =
    "SELECT 1 FROM saved_view WHERE tenant_id = $1 AND person_id = $2 AND page = $3 AND name = $4";
const MOVE_VIEW: &str = "UPDATE saved_view SET person_id = $3, name = $6 \
    WHERE tenant_id = $1 AND person_id = $2 AND page = $4 AND name = $5";
const OF_PERSON: &str =
    "SELECT version, data FROM hand_over WHERE tenant_id = $1 AND from_id = $2 ORDER BY id DESC LIMIT $3";

pub(super) const STATEMENTS: &[&str] = &[
    HandOver::LOAD,
    HandOver::SAVE,
    HandOver::LIST,
    OWNED,
    OWED,
    TURNS,
    APPEALS,
    WAITS,
    ACCOUNTS,
    DRAFTS,
    VIEWS,
    HAS_VIEW,
    MOVE_VIEW,
    OF_PERSON,
];

impl Stored for HandOver {
    bare!("hand_over");
    const SAVE: &'static str = "INSERT INTO hand_over (tenant_id, id, version, data, from_id) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data \
        WHERE hand_over.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.from.0].to_vec()
    }
}

/// The open things of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owned {
    /// Deals that he owns, owes something in, has a turn in, or is waited for in.
    pub deals: BTreeSet<DealId>,
    /// Customers that he owns.
    pub accounts: BTreeSet<AccountId>,
}

/// What a person still answers for, thing by thing.
pub async fn owned(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<Owned, StoreError> {
    let mut owned = Owned::default();
    for sql in [OWNED, OWED, TURNS, APPEALS, WAITS] {
        for row in tx.query(sql, params![tenant.0, person.0]).await? {
            owned.deals.insert(DealId(row.get(0)?));
        }
    }
    for row in tx.query(ACCOUNTS, params![tenant.0, person.0]).await? {
        owned.accounts.insert(AccountId(row.get(0)?));
    }
    Ok(owned)
}

/// Locks every deal in which something is a person's, until the transaction ends. Another one that changed whose they are runs first.
pub async fn lock_owned(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<(), StoreError> {
    let before = owned(tx, tenant, person).await?;
    let deals: Vec<Guard> = before.deals.iter().map(|deal| Guard::new("deal", deal.to_string())).collect();
    guard::lock(tx, tenant.0, &deals).await?;
    match owned(tx, tenant, person).await? == before {
        true => Ok(()),
        false => Err(tx.contended("what is handed over has changed meanwhile")),
    }
}

/// Hand-overs of one who left, the latest first.
pub async fn hand_overs_of(
    tx: &mut Tx,
    tenant: TenantId,
    from: PersonId,
    limit: u32,
) -> Result<Vec<Versioned<HandOver>>, StoreError> {
    tx.query(OF_PERSON, params![tenant.0, from.0, limit]).await?.iter().map(read).collect()
}

/// Gives the drafts of a person in a deal to another, but for those that the other one writes himself already.
pub async fn pass_drafts(
    tx: &mut Tx,
    tenant: TenantId,
    from: PersonId,
    to: impl Fn(DealId) -> PersonId,
) -> Result<Vec<Item>, StoreError> {
    let mut items = Vec::new();
    for row in tx.query(DRAFTS, params![tenant.0, from.0]).await? {
        let (deal, document): (Uuid, Uuid) = (row.get(0)?, row.get(2)?);
        let document = Some(document).filter(|id| !id.is_nil());
        let before = DraftKey { person: from.0, deal, kind: row.get(1)?, document };
        let to = to(DealId(deal));
        let after = DraftKey { person: to.0, ..before.clone() };
        let Some(text) = draft::get(tx, tenant.0, &before).await? else { continue };
        if draft::get(tx, tenant.0, &after).await?.is_some() {
            continue;
        }
        items.push(Item { kind: ItemKind::Draft, id: deal, to: Some(to), digest: of_draft(&text) });
        draft::put(tx, tenant.0, &after, &text).await?;
        draft::remove(tx, tenant.0, &before).await?;
    }
    Ok(items)
}

fn of_draft(draft: &Draft) -> Digest {
    Digest::of(format!("{} {}", draft.revision, draft.body).as_bytes())
}

/// Gives the kept filters of a person to another; where he has one of that name, under a further one.
pub async fn pass_views(
    tx: &mut Tx,
    tenant: TenantId,
    (from, to): (PersonId, PersonId),
) -> Result<Vec<Item>, StoreError> {
    let mut items = Vec::new();
    for row in tx.query(VIEWS, params![tenant.0, from.0]).await? {
        let (page, name, query): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let saved_at: Timestamp = row.get(3)?;
        let mut new_name = name.clone();
        while tx.query_opt(HAS_VIEW, params![tenant.0, to.0, &page, &new_name]).await?.is_some() {
            new_name.push(FURTHER);
        }
        tx.execute(MOVE_VIEW, params![tenant.0, from.0, to.0, &page, &name, &new_name]).await?;
        let digest = of_view((&page, &name, &query), saved_at);
        items.push(Item { kind: ItemKind::SavedView, id: to.0, to: Some(to), digest });
    }
    Ok(items)
}

/// What a mark of a further name is.
const FURTHER: char = '′';

fn of_view((page, name, query): (&str, &str, &str), saved_at: Timestamp) -> Digest {
    Digest::of(format!("{page} {name} {query} {saved_at}").as_bytes())
}

/// The list and the name of a kept filter that was handed over, with the first of these people who has it.
pub async fn view_of(
    tx: &mut Tx,
    tenant: TenantId,
    holders: &[PersonId],
    digest: Digest,
) -> Result<Option<(String, String)>, StoreError> {
    for holder in holders {
        for row in tx.query(VIEWS, params![tenant.0, holder.0]).await? {
            let (page, name, query): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let saved_at: Timestamp = row.get(3)?;
            let former = name.trim_end_matches(FURTHER);
            if [name.as_str(), former].iter().any(|name| of_view((&page, name, &query), saved_at) == digest) {
                return Ok(Some((page, name)));
            }
        }
    }
    Ok(None)
}
