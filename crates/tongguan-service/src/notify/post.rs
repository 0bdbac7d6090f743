//! Copies by mail to customers.
//!
//! Promises that what no longer stands is kept back, that a deal hears of every mail what became of it, and that only what the mail
//! server took counts as sent. A crash between the two repeats the mail under the same message id. Must never write an address down.

use std::time::Duration;

use tongguan_core::deal::mail::{Mail, MailOutcome, still_stands};
use tongguan_core::deal::{BodyRef, Command, Deal};
use tongguan_core::id::{DealId, MailId, PersonId, TenantId};
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::issued_copy::IssuedCopy;
use tongguan_core::reference::person::Person;
use tongguan_store::file::content::ContentStore;
use tongguan_store::outbox::Delivery;
use tongguan_store::{Database, StoreError, Tx, body, reference};
use uuid::Uuid;

use super::SendError;
use super::mail::{Mailer, Parcel, Taken};
use crate::run::{Attempt, Executor, RunError, Target};
use crate::world::World;

/// Carries copies to customers.
pub struct Post {
    pub(super) db: Database,
    pub(super) world: World,
    pub(super) executor: Executor,
    pub(super) files: ContentStore,
    pub(super) mailer: Mailer,
}

/// What the tables say of a mail whose turn has come.
enum Found {
    /// Its deal has heard already what became of it.
    Settled,
    /// It is not sent: it stands no more, or nobody has an address.
    KeptBack,
    /// It can go.
    Ready(Box<(Mail, Letter)>),
}

/// A mail but for its file.
#[derive(Clone)]
struct Letter {
    addresses: Vec<String>,
    reply_to: Option<String>,
    subject: String,
    text: String,
    copy: IssuedCopy,
}

impl Post {
    /// Carries one letter and tells its deal. An error means: later.
    pub(super) async fn carry(
        &self,
        tenant: TenantId,
        delivery: &Delivery,
        patience: Duration,
    ) -> Result<Result<(), SendError>, StoreError> {
        let id = MailId(delivery.notice);
        let deal = delivery.queue.parse::<Uuid>().map(DealId);
        let deal = deal.map_err(|_| StoreError::corrupt("a letter that belongs to no deal"))?;
        let outcome = match self.find(tenant, deal, id).await? {
            Found::Settled => return Ok(Ok(())),
            Found::KeptBack => MailOutcome::Withheld,
            Found::Ready(ready) => {
                let (mail, letter) = *ready;
                let parcel = self.parcel(tenant, &mail, letter).await?;
                let sent = tokio::time::timeout(patience, self.mailer.send_parcel(delivery.id, parcel)).await;
                match sent.unwrap_or_else(|_| Taken::Later(SendError("no answer in time".to_owned()))) {
                    Taken::Yes => MailOutcome::Accepted,
                    Taken::Never => MailOutcome::GivenUp,
                    Taken::Later(_) if delivery.is_given_up(self.world.now()) => MailOutcome::GivenUp,
                    Taken::Later(error) => return Ok(Err(error)),
                }
            }
        };
        self.tell(tenant, deal, id, outcome).await.map(Ok)
    }

    async fn find(&self, tenant: TenantId, deal: DealId, id: MailId) -> Result<Found, StoreError> {
        let executor = self.executor.clone();
        self.db
            .read(move |tx| {
                let executor = executor.clone();
                Box::pin(async move {
                    let deal = executor.deal(tx, tenant, deal).await?;
                    let deal = deal.ok_or_else(|| StoreError::corrupt("a letter of no deal"))?;
                    look(tx, tenant, &executor, (&deal, id)).await
                })
            })
            .await
    }

    async fn parcel(&self, tenant: TenantId, mail: &Mail, letter: Letter) -> Result<Parcel, StoreError> {
        let format = letter.copy.issue.format;
        let name = letter.copy.issue.number.unwrap_or_else(|| letter.copy.code.as_str().to_owned());
        Ok(Parcel {
            addresses: letter.addresses,
            reply_to: letter.reply_to,
            subject: letter.subject,
            text: letter.text,
            file_name: format!("{name}.{}", format.ending()),
            media_type: format.media_type(),
            file: self.files.get(tenant.0, mail.file.0).await?,
            at: mail.handed_in_at,
        })
    }

    async fn tell(
        &self,
        tenant: TenantId,
        deal: DealId,
        mail: MailId,
        outcome: MailOutcome,
    ) -> Result<(), StoreError> {
        let attempt = Attempt::by_system(
            &self.world,
            tenant,
            Target::Deal { id: deal, command: Command::SettleMail { mail, outcome } },
        );
        match self.executor.run(attempt).await {
            // Another courier told it first.
            Ok(_) => Ok(()),
            Err(RunError::Store(error)) => Err(error),
            Err(_) => Err(StoreError::corrupt("a letter of no deal")),
        }
    }
}

async fn look(
    tx: &mut Tx,
    tenant: TenantId,
    executor: &Executor,
    (deal, id): (&Deal, MailId),
) -> Result<Found, StoreError> {
    let Some(mail) = deal.mails.get(&id).filter(|mail| mail.outcome.is_none()) else {
        return Ok(Found::Settled);
    };
    let process = executor.processes().of(deal.process_version);
    let stands = process.is_some_and(|process| still_stands(deal, process, mail));
    let copy = reference::load::<IssuedCopy>(tx, tenant, mail.copy).await?.map(|found| found.state);
    let mut addresses = Vec::new();
    for contact in &mail.to {
        let contact = reference::load::<Contact>(tx, tenant, contact.0).await?;
        addresses.extend(contact.and_then(|found| found.state.email));
    }
    let (subject, text) = (said(tx, tenant, mail.subject).await?, said(tx, tenant, mail.note).await?);
    Ok(match (copy.filter(|_| stands), subject.zip(text)) {
        (Some(copy), Some((subject, text))) if !addresses.is_empty() => {
            let reply_to = address_of(tx, tenant, mail.by).await?;
            Found::Ready(Box::new((mail.clone(), Letter { addresses, reply_to, subject, text, copy })))
        }
        _ => Found::KeptBack,
    })
}

/// A text that is kept apart; none where it was erased.
async fn said(tx: &mut Tx, tenant: TenantId, kept: BodyRef) -> Result<Option<String>, StoreError> {
    let found = body::load_many(tx, tenant.0, &[kept.id.0]).await?.into_iter().next();
    let text = found.and_then(|body| body.text).map(|text| String::from_utf8(text.content));
    text.transpose().map_err(|_| StoreError::corrupt("a text that is no UTF-8"))
}

async fn address_of(
    tx: &mut Tx,
    tenant: TenantId,
    person: Option<PersonId>,
) -> Result<Option<String>, StoreError> {
    let Some(person) = person else { return Ok(None) };
    Ok(reference::load::<Person>(tx, tenant, person.0).await?.and_then(|found| found.state.email))
}
