//! One deal as one person reads it: all that the answers about it are made of.
//!
//! Promises that whoever holds a [`Reading`] may see the deal. Must never be made around [`Reading::load`].

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::deal::{Command, Deal, Recorded, needs};
use tongguan_core::decision::Decision;
use tongguan_core::facts::{Context, Facts};
use tongguan_core::id::{ContactId, DealId, TenantId};
use tongguan_core::pool::Place;
use tongguan_core::process::Process;
use tongguan_core::reference::account::Account;
use tongguan_core::refusal::Refusal;
use tongguan_store::facts::Request;
use tongguan_store::{StoreError, Tx, facts, reference};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use tongguan_service::directory::Directory;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::i18n::speaker::Speaker;

/// A deal, loaded for one reader.
pub struct Reading {
    /// The deal, folded.
    pub deal: Arc<Deal>,
    /// The deal as it is today, and when that is: who may see what is asked of it, whatever moment is looked at.
    pub today: (Arc<Deal>, Timestamp),
    /// The process that it is pinned to.
    pub process: Arc<Process>,
    /// What a decision on advancing it would see.
    pub facts: Facts,
    /// Who reads, and when.
    pub context: Context,
    /// Names by id.
    pub names: Names,
    /// The people of its customer.
    pub contacts: BTreeSet<ContactId>,
    /// The reader's language.
    pub lang: Lang,
}

/// An id and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Its name; absent where it is not known or was erased.
    pub name: Option<String>,
}

impl Reading {
    /// The deal as the caller reads it; absent where there is none, and where he does not see it.
    pub async fn load(app: &App, caller: &Caller, lang: Lang, id: DealId) -> Result<Self, ApiError> {
        let deal = visible(app, caller, id).await?;
        let directory = app.directory(caller.tenant).await?;
        let (tenant, context) = (caller.tenant, caller.context(app));
        let process = app.process_for(caller, deal.process_version).ok_or(ApiError::Internal)?;
        let ground = (deal.clone(), process.clone(), directory.clone(), context.clone());
        let (facts, names, contacts) = app
            .db
            .read(move |tx| {
                let ground = ground.clone();
                Box::pin(async move { surroundings(tx, tenant, &ground).await })
            })
            .await?;
        let today = (deal.clone(), context.now);
        Ok(Self { deal, today, process, facts, context, names, contacts, lang })
    }

    /// The same deal as those of its events up to a moment told it, with that moment as now; none where there was nothing yet.
    pub fn as_of(mut self, events: &[Recorded], at: Timestamp) -> Option<Self> {
        let until = events.iter().filter(|recorded| recorded.at <= at);
        self.deal = Arc::new(Deal::replay(self.deal.id, until)?);
        self.context.now = at.min(self.context.now);
        Some(self)
    }

    /// Speaks the reader's language.
    pub fn speaker(&self) -> Speaker<'_> {
        Speaker { lang: self.lang, process: &self.process, names: &self.names }
    }

    /// An id with its name.
    pub fn named(&self, id: Uuid) -> Named {
        Named { id, name: self.names.get(&id).cloned() }
    }

    /// A decision that nobody will store, to ask the core what holds.
    pub fn decision(&self) -> Decision<'_> {
        Decision::new(Deal::clone(&self.deal), &self.process, &self.facts, &self.context)
    }
}

/// The deal, if the caller sees it; nobody can tell a deal that he does not see from one that is not there.
pub async fn visible(app: &App, caller: &Caller, id: DealId) -> Result<Arc<Deal>, ApiError> {
    let (tenant, executor) = (caller.tenant, app.executor.clone());
    let organization = caller.organization.clone();
    let deal: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let executor = executor.clone();
            let organization = organization.clone();
            Box::pin(async move {
                let Some(deal) = executor.deal(tx, tenant, id).await? else { return Ok(None) };
                let place = facts::place_of(tx, tenant, &organization, deal.account).await?;
                Ok(Some((deal, place)))
            })
        })
        .await;
    let (deal, place) = deal?.ok_or(ApiError::NotFound)?;
    let process = app.current_process();
    let sight = app.sight(caller);
    match sight.sees(&caller.organization, &process, (caller.person, &deal), &place) {
        true => Ok(deal),
        false => Err(ApiError::NotFound),
    }
}

/// Where a deal's customer is, as far as pools look.
pub async fn place(app: &App, caller: &Caller, deal: &Deal) -> Result<Place, ApiError> {
    let (tenant, organization, account) = (caller.tenant, caller.organization.clone(), deal.account);
    let found: Result<Place, StoreError> = app
        .db
        .read(move |tx| {
            let organization = organization.clone();
            Box::pin(async move { facts::place_of(tx, tenant, &organization, account).await })
        })
        .await;
    Ok(found?)
}

/// The events of a deal that the reader holds.
pub async fn events(app: &App, caller: &Caller, reading: &Reading) -> Result<Vec<Recorded>, ApiError> {
    let (tenant, id) = (caller.tenant, reading.deal.id);
    Ok(app.db.read(move |tx| Box::pin(tongguan_store::deal::events(tx, tenant, id))).await?)
}

/// What advancing the deal would rest on, and the names of its customer and of the customer's people. Nothing is locked:
/// a reading promises nothing about what comes after it.
async fn surroundings(
    tx: &mut Tx,
    tenant: TenantId,
    (deal, process, directory, context): &(Arc<Deal>, Arc<Process>, Arc<Directory>, Context),
) -> Result<(Facts, Names, BTreeSet<ContactId>), StoreError> {
    let needs = needs(deal, process, &Command::AdvanceStage {}, context.actor.person());
    let zone = process.time_zone();
    let request = Request { tenant, needs: &needs, deal: Some(deal), now: context.now, zone };
    let guards = facts::guards(tx, &request).await?;
    let facts = facts::load(tx, &request, &directory.known(), &guards).await?;
    let mut names = Names::over(directory.names.clone());
    let account = reference::load::<Account>(tx, tenant, deal.account.0).await?.map(|account| account.state);
    let account = match account {
        None => reference::former::<Account>(tx, tenant, deal.account.0).await?,
        there => there,
    };
    names.extend(account.map(|account| (account.id.0, account.name)));
    let contacts = reference::contacts_of(tx, tenant, deal.account).await?;
    let people = contacts.iter().map(|contact| contact.state.id).collect();
    names.extend(contacts.into_iter().map(|contact| (contact.state.id.0, contact.state.name)));
    Ok((facts, names, people))
}

/// A refusal of the core about a deal that nobody gave a command to.
pub fn refused(reading: &Reading, refusal: &Refusal) -> ApiError {
    let params = refusal.parts().1;
    ApiError::Ruled(Box::new(Ruled::new(refusal.code(), params, &reading.process, &reading.names)))
}
