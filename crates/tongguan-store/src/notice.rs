//! Notices: written in the transaction of the events that cause them, read by the person they are for.
//!
//! Promises: the same events give the same ids, so a transaction that is run again writes the same rows; what a person muted is not
//! written; for each open channel the notice is also put into the outbox, in the same transaction. Must never hold a sentence.

mod inbox;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use uuid::Uuid;

use crate::error::StoreError;
use crate::outbox::{self, Channel, NewDelivery};
use crate::params;
use crate::sql::Tx;

pub use inbox::{
    StoredNotice, find, list, list_of_reason, mark_all_read, mark_read, mutes, set_mutes, unread_by_reason,
    unread_count,
};

const INSERT: &str = "INSERT INTO notice (tenant_id, id, person_id, reason, deal_id, about_kind, about_id, params, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant_id, id) DO NOTHING";

/// The statements of this module and its children.
pub(crate) const STATEMENTS: &[&str] = &[
    INSERT,
    inbox::LIST,
    inbox::LIST_UNREAD,
    inbox::LIST_REASON,
    inbox::UNREAD_BY_REASON,
    inbox::FIND,
    inbox::UNREAD,
    inbox::READ,
    inbox::READ_ALL,
    inbox::MUTES,
    inbox::UNMUTE,
    inbox::MUTE,
];

/// Where notices come from: the moment and the place in their stream, from which their ids and their order follow.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// When.
    pub at: Timestamp,
    /// What a stream is told apart by: the deal's id, or any other that never comes twice.
    pub stream: Uuid,
    /// The version of the stream after the events.
    pub version: u64,
}

/// Writes notices, and puts them into the outbox of each open channel.
pub async fn write(
    tx: &mut Tx,
    tenant: TenantId,
    origin: Origin,
    notices: &[Notice],
) -> Result<(), StoreError> {
    if notices.is_empty() {
        return Ok(());
    }
    let channels = outbox::channels(tx, tenant).await?;
    let (mut muted, mut said) = (BTreeMap::new(), BTreeSet::new());
    for (number, notice) in notices.iter().enumerate() {
        if is_muted(tx, tenant, notice, &mut muted).await? {
            continue;
        }
        let (id, place) = (id(&origin, number), place(&origin, number)?);
        insert(tx, tenant, &origin, id, notice).await?;
        for channel in &channels {
            let to = match channel {
                Channel::Mail => Some(notice.to),
                // A group is told once of what several people are told.
                Channel::Group if is_for_group(notice) && said.insert((notice.reason, notice.about)) => None,
                Channel::Group | Channel::Letter => continue,
            };
            let queue = queue(&origin, to);
            let delivery = NewDelivery { channel: *channel, queue, place, notice: id };
            deliver(tx, tenant, &origin, &delivery).await?;
        }
    }
    Ok(())
}

/// What concerns more than the people whom it names: it went wrong, or stands still.
fn is_for_group(notice: &Notice) -> bool {
    matches!(
        notice.reason,
        Reason::Escalation
            | Reason::LeadRecycled
            | Reason::ApprovalBlocked
            | Reason::ObligationUnowed
            | Reason::CalendarMissing
            | Reason::SubjectRequestDue
            | Reason::ReorganizationFailed
            | Reason::AnomalyAlert
    )
}

async fn is_muted(
    tx: &mut Tx,
    tenant: TenantId,
    notice: &Notice,
    known: &mut BTreeMap<PersonId, BTreeSet<Reason>>,
) -> Result<bool, StoreError> {
    if !notice.reason.can_be_muted() {
        return Ok(false);
    }
    let muted = match known.get(&notice.to) {
        Some(muted) => muted,
        None => {
            let muted = mutes(tx, tenant, notice.to).await?;
            known.entry(notice.to).or_insert(muted)
        }
    };
    Ok(muted.contains(&notice.reason))
}

async fn insert(
    tx: &mut Tx,
    tenant: TenantId,
    origin: &Origin,
    id: Uuid,
    notice: &Notice,
) -> Result<(), StoreError> {
    let (kind, about) = match notice.about {
        About::Deal => ("deal", None),
        About::Obligation(id) => ("obligation", Some(id.0)),
        About::Approval(id) => ("approval", Some(id.0)),
    };
    let deal = notice.deal.map(|DealId(id)| id);
    let params = serde_json::to_string(&notice.params)
        .map_err(|_| StoreError::corrupt("the parameters of a notice are no plain data"))?;
    let columns =
        params![tenant.0, id, notice.to.0, notice.reason.key(), deal, kind, about, params, origin.at];
    tx.execute(INSERT, columns).await.map(drop)
}

async fn deliver(
    tx: &mut Tx,
    tenant: TenantId,
    origin: &Origin,
    delivery: &NewDelivery,
) -> Result<(), StoreError> {
    let id = digest_id(origin.at, &[delivery.notice.as_bytes(), delivery.channel.key().as_bytes()]);
    outbox::put(tx, tenant, id, delivery, origin.at).await
}

/// Messages of one queue arrive in order: those about a deal to one person, or to the group.
fn queue(origin: &Origin, person: Option<PersonId>) -> String {
    match person {
        Some(person) => format!("{}/{}", origin.stream, person.0),
        None => origin.stream.to_string(),
    }
}

fn place(origin: &Origin, number: usize) -> Result<i64, StoreError> {
    let place = i64::try_from(origin.version).ok().and_then(|version| version.checked_mul(1 << 16));
    let number = i64::try_from(number).ok();
    place.zip(number).map(|(a, b)| a + b).ok_or_else(|| StoreError::corrupt("a version is out of range"))
}

fn id(origin: &Origin, number: usize) -> Uuid {
    let parts: [&[u8]; 3] =
        [origin.stream.as_bytes(), &origin.version.to_be_bytes(), &(number as u64).to_be_bytes()];
    digest_id(origin.at, &parts)
}

/// A UUIDv7 whose random part follows from what it stands for.
fn digest_id(at: Timestamp, parts: &[&[u8]]) -> Uuid {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    let digest = hasher.finalize();
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
