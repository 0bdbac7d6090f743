//! What is on its way out: notices by mail to the person and as word to one group chat, copies by mail to customers.
//!
//! Promises: what lies in the outbox is tried until it is accepted or given up, each time under the same id; a receiver that is slow
//! or down holds up nobody but its own queue. Must never be called inside a transaction: nothing is sent before the commit.

pub mod config;
pub mod group;
pub mod mail;
pub mod post;
mod seal;
pub mod sentence;
pub mod target;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tongguan_core::id::TenantId;
use tongguan_core::process::Process;
use tongguan_store::file::content::ContentStore;
use tongguan_store::notice::{self, StoredNotice};
use tongguan_store::outbox::{self, Channel, Delivery};
use tongguan_store::{Database, StoreError};
use uuid::Uuid;

use crate::i18n::Lang;
use crate::run::Executor;
use crate::world::World;
use config::Ways;
use group::GroupChat;
use mail::Mailer;
use post::Post;
use sentence::Reader;

/// The longest that one receiver may take.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// How long a worker holds what it claimed; longer than all of one turn can take.
const LEASE_MICROS: i64 = 300_000_000;
/// Messages per turn.
const TURN: u32 = 10;

/// Why a message did not get through, in words that hold nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SendError(pub String);

/// Carries messages out.
pub struct Courier {
    /// The database.
    pub db: Database,
    /// Time.
    pub world: World,
    /// Names the things that notices speak of.
    pub process: Arc<Process>,
    /// The mail server, where there is one.
    pub mail: Option<Mailer>,
    /// The group chat, where there is one.
    pub group: Option<GroupChat>,
    /// Where links lead to: the address of the browser UI.
    pub origin: Option<String>,
    /// The longest that one receiver may take.
    pub patience: Duration,
    /// Carries copies to customers, where there is a mail server.
    pub post: Option<Post>,
    owner: Uuid,
}

impl Courier {
    /// The courier of these ways.
    pub fn new(ways: &Ways, db: Database, world: World, process: Arc<Process>) -> anyhow::Result<Self> {
        let mail = ways.mail.as_ref().map(Mailer::new).transpose()?;
        let group = ways.group_chat.as_ref().map(GroupChat::new).transpose()?;
        let (origin, owner) = (ways.origin.clone(), world.id());
        Ok(Self { db, world, process, mail, group, origin, patience: PATIENCE, post: None, owner })
    }

    /// The same, carrying copies to customers as well.
    pub fn with_post(mut self, executor: Executor, files: ContentStore) -> Self {
        let (db, world) = (self.db.clone(), self.world.clone());
        self.post = self.mail.clone().map(|mailer| Post { db, world, executor, files, mailer });
        self
    }

    /// Tells the database by which ways notices leave, so that commands put them into the outbox.
    pub async fn open_channels(&self, tenant: TenantId) -> Result<(), StoreError> {
        let mail = self.mail.as_ref().map(|_| Channel::Mail);
        let channels: Vec<Channel> =
            mail.into_iter().chain(self.group.as_ref().map(|_| Channel::Group)).collect();
        self.db
            .write(move |tx| {
                let channels = channels.clone();
                Box::pin(async move { outbox::open_channels(tx, tenant, &channels).await })
            })
            .await
    }

    /// One turn: claims what is due and tries each. Answers how many were tried.
    pub async fn turn(&self, tenant: TenantId) -> Result<usize, StoreError> {
        let (owner, now) = (self.owner, self.world.now());
        let claimed: Result<Vec<Delivery>, StoreError> = self
            .db
            .write(move |tx| Box::pin(outbox::claim(tx, tenant, owner, now, LEASE_MICROS, TURN)))
            .await;
        let claimed = claimed?;
        let mut tries = tokio::task::JoinSet::new();
        let (letters, notices): (Vec<Delivery>, Vec<Delivery>) =
            claimed.iter().cloned().partition(|delivery| delivery.channel == Channel::Letter);
        for delivery in &notices {
            tries.spawn(self.prepare(tenant, delivery).await?.send(delivery.clone(), self.patience));
        }
        while let Some(tried) = tries.join_next().await {
            let (delivery, outcome) =
                tried.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
            self.settle(tenant, delivery, outcome).await?;
        }
        for delivery in letters {
            let outcome = self.carry(tenant, &delivery).await?;
            self.settle(tenant, delivery, outcome).await?;
        }
        Ok(claimed.len())
    }

    /// Carries a letter. Without a mail server it waits for one, until it is given up.
    async fn carry(
        &self,
        tenant: TenantId,
        delivery: &Delivery,
    ) -> Result<Result<(), SendError>, StoreError> {
        match &self.post {
            Some(post) => post.carry(tenant, delivery, self.patience).await,
            None => Ok(Err(SendError("no mail server".to_owned()))),
        }
    }

    async fn settle(
        &self,
        tenant: TenantId,
        delivery: Delivery,
        outcome: Result<(), SendError>,
    ) -> Result<(), StoreError> {
        if let Err(error) = &outcome {
            tracing::warn!(delivery = %delivery.id, attempts = delivery.attempts, %error, "a notice did not get through");
        }
        let now = self.world.now();
        let settled = self.db.write(move |tx| {
            let (delivery, outcome) = (delivery.clone(), outcome.clone());
            Box::pin(async move {
                match outcome {
                    Ok(()) => outbox::done(tx, tenant, &delivery).await,
                    Err(SendError(reason)) => outbox::fail(tx, tenant, &delivery, now, &reason).await,
                }
            })
        });
        match settled.await {
            // Somebody else has it since: he will see to it.
            Err(StoreError::LeaseLost { .. }) => Ok(()),
            settled => settled,
        }
    }

    /// What is to be sent, or that there is nobody to send it to.
    async fn prepare(&self, tenant: TenantId, delivery: &Delivery) -> Result<Message, StoreError> {
        let id = delivery.notice;
        let told: Result<Option<(StoredNotice, Reader)>, StoreError> = self
            .db
            .read(move |tx| {
                Box::pin(async move {
                    let Some(told) = notice::find(tx, tenant, id).await? else { return Ok(None) };
                    let reader = Reader::load(tx, tenant, &told.notice).await?;
                    Ok(Some((told, reader)))
                })
            })
            .await;
        let Some((told, reader)) = told? else { return Ok(Message::Nobody) };
        // A letter speaks its reader's language, the group its company's.
        let lang = if delivery.channel == Channel::Mail { reader.lang } else { Lang::Zh };
        let said = sentence::say(&told.notice, lang, &self.process, &reader.names);
        let link = self.link(&told);
        Ok(match (delivery.channel, &self.mail, &self.group, reader.address) {
            (Channel::Mail, Some(mail), _, Some(address)) => {
                Message::Mail(mail.clone(), mail::Letter { address, said, link, at: told.created_at })
            }
            (Channel::Group, _, Some(group), _) => {
                Message::Group(group.clone(), group::text(&said, link.as_deref()), self.world.now())
            }
            _ => Message::Nobody,
        })
    }

    fn link(&self, told: &StoredNotice) -> Option<String> {
        let (origin, deal) = self.origin.as_ref().zip(told.notice.deal)?;
        Some(format!("{origin}/deals/{deal}"))
    }
}

/// A message and who carries it.
enum Message {
    Mail(Mailer, mail::Letter),
    Group(GroupChat, String, Timestamp),
    /// The channel was closed since, the person left or has no address: there is nothing to send.
    Nobody,
}

impl Message {
    async fn send(self, delivery: Delivery, patience: Duration) -> (Delivery, Result<(), SendError>) {
        let id = delivery.id;
        let sending = async {
            match self {
                Message::Mail(mail, letter) => mail.send(id, letter).await,
                Message::Group(group, text, now) => group.send(id, &text, now).await,
                Message::Nobody => Ok(()),
            }
        };
        let sent = tokio::time::timeout(patience, sending).await;
        (delivery, sent.unwrap_or_else(|_| Err(SendError("no answer in time".to_owned()))))
    }
}
