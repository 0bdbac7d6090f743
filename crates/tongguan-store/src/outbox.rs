//! What is on its way out of the house: notices by mail and to one group chat, and copies by mail to customers.
//!
//! Promises: what was put is tried until it succeeds or is given up after three days; at least once, under an id by which a receiver
//! can tell a repeat; of one channel and queue never the later before the earlier, unless the earlier was given up; one slow receiver
//! holds up nobody else's queue. Must never hold an address or a text: both are read when the message is sent.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tongguan_core::deal::{Deal, Event, Recorded};
use tongguan_core::id::TenantId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::job::pause_micros;
use crate::params;
use crate::sql::{Row, Tx};

/// A way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Mail to the person.
    Mail,
    /// A message to the group chat of the company.
    Group,
    /// A copy by mail to a customer.
    Letter,
}

impl Channel {
    /// Its key in tables.
    pub fn key(self) -> &'static str {
        match self {
            Channel::Mail => "mail",
            Channel::Group => "group",
            Channel::Letter => "letter",
        }
    }

    fn from_key(key: &str) -> Result<Self, StoreError> {
        match key {
            "mail" => Ok(Channel::Mail),
            "group" => Ok(Channel::Group),
            "letter" => Ok(Channel::Letter),
            _ => Err(StoreError::corrupt("an unknown channel")),
        }
    }
}

/// A message to be put into the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// By which way.
    pub channel: Channel,
    /// Messages of one queue go out in order.
    pub queue: String,
    /// Its place in its queue.
    pub place: i64,
    /// What it tells of.
    pub notice: Uuid,
}

/// A message in the hands of a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id, by which a receiver can tell a repeat.
    pub id: Uuid,
    /// By which way.
    pub channel: Channel,
    /// Its queue; the deal of a letter.
    pub queue: String,
    /// What it tells of; the mail of a letter.
    pub notice: Uuid,
    /// How often it was claimed, this time included; also the fence against a worker that came back too late.
    pub attempts: i64,
    /// When it was put.
    pub created_at: Timestamp,
}

/// A message that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadDelivery {
    /// Its id.
    pub id: Uuid,
    /// By which way it did not go.
    pub channel: Channel,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last try said.
    pub last_error: Option<String>,
    /// When it was given up.
    pub dead_at: Timestamp,
}

const CHANNELS: &str = "SELECT channel FROM notice_channel WHERE tenant_id = $1";
const CLOSE: &str = "DELETE FROM notice_channel WHERE tenant_id = $1";
const OPEN: &str = "INSERT INTO notice_channel (tenant_id, channel) VALUES ($1, $2) ON CONFLICT (tenant_id, channel) DO NOTHING";
const PUT: &str = "INSERT INTO outbox (tenant_id, id, channel, queue, place, notice_id, due_at, attempts, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $7) ON CONFLICT (tenant_id, id) DO NOTHING";
/// Only the first of each queue. The end of the lease becomes the next due moment, so a crashed worker's message comes back by itself.
const CLAIM: &str = "UPDATE outbox SET owner = $2, due_at = $3, attempts = attempts + 1 WHERE tenant_id = $1 AND id IN \
    (SELECT o.id FROM outbox o WHERE o.tenant_id = $1 AND o.dead_at IS NULL AND o.due_at <= $4 AND NOT EXISTS \
    (SELECT 1 FROM outbox e WHERE e.tenant_id = $1 AND e.channel = o.channel AND e.queue = o.queue AND e.dead_at IS NULL \
    AND e.place < o.place) ORDER BY o.due_at, o.id LIMIT $5 FOR UPDATE SKIP LOCKED) \
    RETURNING id, channel, queue, notice_id, attempts, created_at";
const DONE: &str =
    "DELETE FROM outbox WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND owner IS NOT NULL";
const FAIL: &str = "UPDATE outbox SET owner = NULL, due_at = $4, last_error = $5, dead_at = $6 \
    WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND owner IS NOT NULL";
const NEXT_DUE: &str = "SELECT MIN(o.due_at) FROM outbox o WHERE o.tenant_id = $1 AND o.dead_at IS NULL AND NOT EXISTS \
    (SELECT 1 FROM outbox e WHERE e.tenant_id = $1 AND e.channel = o.channel AND e.queue = o.queue AND e.dead_at IS NULL \
    AND e.place < o.place)";
const WAITING: &str =
    "SELECT channel, COUNT(*) FROM outbox WHERE tenant_id = $1 AND dead_at IS NULL GROUP BY channel";
const DEAD: &str = "SELECT id, channel, attempts, last_error, dead_at FROM outbox WHERE tenant_id = $1 AND dead_at IS NOT NULL \
    ORDER BY dead_at DESC, id LIMIT $2";

const COUNT_DEAD: &str = "SELECT COUNT(*) FROM outbox WHERE tenant_id = $1 AND dead_at IS NOT NULL";
/// As if it were put now: it has its three days again.
const REVIVE: &str = "UPDATE outbox SET dead_at = NULL, owner = NULL, due_at = $3, created_at = $3 \
    WHERE tenant_id = $1 AND id = $2 AND dead_at IS NOT NULL";

pub(crate) const STATEMENTS: &[&str] =
    &[CHANNELS, CLOSE, OPEN, PUT, CLAIM, DONE, FAIL, NEXT_DUE, WAITING, DEAD, COUNT_DEAD, REVIVE];

/// After this long a message is given up, in microseconds.
pub const GIVEN_UP_AFTER_MICROS: i64 = 72 * 3_600 * 1_000_000;

/// The channels that are open.
pub async fn channels(tx: &mut Tx, tenant: TenantId) -> Result<Vec<Channel>, StoreError> {
    let rows = tx.query(CHANNELS, params![tenant.0]).await?;
    rows.iter().map(|row| Channel::from_key(&row.get::<String>(0)?)).collect()
}

/// Opens these channels and closes the others. What is in the outbox of a closed one waits.
pub async fn open_channels(tx: &mut Tx, tenant: TenantId, channels: &[Channel]) -> Result<(), StoreError> {
    tx.execute(CLOSE, params![tenant.0]).await?;
    for channel in channels {
        tx.execute(OPEN, params![tenant.0, channel.key()]).await?;
    }
    Ok(())
}

/// Puts a message into the outbox.
pub async fn put(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
    delivery: &NewDelivery,
    now: Timestamp,
) -> Result<(), StoreError> {
    let NewDelivery { channel, queue, place, notice } = delivery;
    tx.execute(PUT, params![tenant.0, id, channel.key(), queue, *place, *notice, now]).await.map(drop)
}

/// Takes up to `limit` messages that are due for `owner`, who has them for `lease_micros`.
pub async fn claim(
    tx: &mut Tx,
    tenant: TenantId,
    owner: Uuid,
    now: Timestamp,
    lease_micros: i64,
    limit: u32,
) -> Result<Vec<Delivery>, StoreError> {
    let until = now.as_microsecond() + lease_micros;
    let rows = tx.query(CLAIM, params![tenant.0, owner, until, now, limit]).await?;
    let mut claimed = rows.iter().map(delivery).collect::<Result<Vec<_>, _>>()?;
    claimed.sort_by_key(|delivery| delivery.id);
    Ok(claimed)
}

fn delivery(row: &Row) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: row.get(0)?,
        channel: Channel::from_key(&row.get::<String>(1)?)?,
        queue: row.get(2)?,
        notice: row.get(3)?,
        attempts: row.get(4)?,
        created_at: row.get(5)?,
    })
}

impl Delivery {
    /// Whether it has been tried long enough.
    pub fn is_given_up(&self, now: Timestamp) -> bool {
        now.as_microsecond() - self.created_at.as_microsecond() >= GIVEN_UP_AFTER_MICROS
    }
}

/// Puts the mails of a deal that were handed in into the outbox, in their order.
pub async fn put_letters(
    tx: &mut Tx,
    tenant: TenantId,
    deal: &Deal,
    events: &[Recorded],
) -> Result<(), StoreError> {
    let first = deal.version - events.len() as u64;
    for (place, recorded) in (first..).zip(events) {
        let Event::CopyMailed { mail, .. } = recorded.event else { continue };
        let place = i64::try_from(place).map_err(|_| StoreError::corrupt("a version is out of range"))?;
        let (channel, queue, notice) = (Channel::Letter, deal.id.to_string(), mail.0);
        put(tx, tenant, mail.0, &NewDelivery { channel, queue, place, notice }, recorded.at).await?;
    }
    Ok(())
}

/// How many messages of each channel are on their way.
pub async fn waiting(tx: &mut Tx, tenant: TenantId) -> Result<BTreeMap<Channel, i64>, StoreError> {
    let rows = tx.query(WAITING, params![tenant.0]).await?;
    rows.iter().map(|row| Ok((Channel::from_key(&row.get::<String>(0)?)?, row.get(1)?))).collect()
}

/// The message was accepted by its receiver, or has nobody to go to; removes it.
pub async fn done(tx: &mut Tx, tenant: TenantId, delivery: &Delivery) -> Result<(), StoreError> {
    held(tx.execute(DONE, params![tenant.0, delivery.id, delivery.attempts]).await?)
}

/// The message did not get through: it is due again after a pause, or given up. `error` must hold no personal data.
pub async fn fail(
    tx: &mut Tx,
    tenant: TenantId,
    delivery: &Delivery,
    now: Timestamp,
    error: &str,
) -> Result<(), StoreError> {
    let due = now.as_microsecond() + pause_micros(delivery.attempts);
    let dead = delivery.is_given_up(now).then_some(now);
    held(tx.execute(FAIL, params![tenant.0, delivery.id, delivery.attempts, due, error, dead]).await?)
}

fn held(changed: u64) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::LeaseLost { name: "outbox".into() }) }
}

/// When the next message that is the first of its queue is due.
pub async fn next_due(tx: &mut Tx, tenant: TenantId) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one(NEXT_DUE, params![tenant.0]).await?.get(0)
}

/// The messages that were given up, latest first.
pub async fn dead(tx: &mut Tx, tenant: TenantId, limit: u32) -> Result<Vec<DeadDelivery>, StoreError> {
    let rows = tx.query(DEAD, params![tenant.0, limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(DeadDelivery {
                id: row.get(0)?,
                channel: Channel::from_key(&row.get::<String>(1)?)?,
                attempts: row.get(2)?,
                last_error: row.get(3)?,
                dead_at: row.get(4)?,
            })
        })
        .collect()
}

/// How many messages were given up.
pub async fn count_dead(tx: &mut Tx, tenant: TenantId) -> Result<i64, StoreError> {
    tx.query_one(COUNT_DEAD, params![tenant.0]).await?.get(0)
}

/// Tries a message again that was given up. Answers whether there was such a one.
pub async fn revive(tx: &mut Tx, tenant: TenantId, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(REVIVE, params![tenant.0, id, now]).await? == 1)
}
