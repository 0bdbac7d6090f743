//! A hand-over as somebody reads it: each thing by its name, as far as he sees it.
//!
//! Promises that what a reader does not see is counted and has no name. Must never leave a thing out of the count.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tongguan_core::id::{AccountId, DealId, PersonId, PostId};
use tongguan_core::reference::Desk;
use tongguan_core::reference::account_appeal::AccountAppeal;
use tongguan_core::reference::hand_over::{HandOver, Item, ItemKind, Signature};
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::{self, Named};
use crate::http::deal::view::drawn;
use crate::http::error::ApiError;
use crate::http::names;
use crate::http::problem::Problem;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::run::Blocked;

/// A hand-over, done or foreseen.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HandOverView {
    /// Its id; absent in a preview.
    pub id: Option<Uuid>,
    /// Its version.
    pub version: u64,
    /// Whether it was done: never in a preview, nor where one thing does not move.
    pub done: bool,
    /// Who left.
    pub from: Named,
    /// Why.
    pub reason: String,
    /// Who moved it.
    pub made_by: Option<Named>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub made_at: Option<Timestamp>,
    /// What is signed for.
    pub digest: Option<String>,
    /// Whether everybody who took over has signed, or somebody above.
    pub signed: bool,
    /// Whether the reader may sign now.
    pub may_sign: bool,
    /// Who signed.
    pub signatures: Vec<SignatureView>,
    /// What moves or moved.
    pub items: Vec<ItemView>,
    /// What does not move, and why.
    pub blocked: Vec<BlockedView>,
    /// Why nothing moved.
    #[schema(value_type = Option<Problem>)]
    pub problem: Option<Value>,
}

/// A signature.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SignatureView {
    /// By whom.
    pub by: Named,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What he said.
    pub note: Option<String>,
}

/// A thing that moves.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ItemView {
    /// `account`, `deal`, `post`, `delegation`, `draft`, `saved_view` or `account_appeal`.
    pub kind: String,
    /// Its id, where the reader sees it.
    pub id: Option<Uuid>,
    /// Its name, where the reader sees it.
    pub name: Option<String>,
    /// Who has it now; absent where it ended or stands empty.
    pub to: Option<Named>,
    /// The digest that it had.
    pub digest: String,
}

/// A thing that does not move.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BlockedView {
    /// What kind of thing.
    pub kind: String,
    /// Its id, where the reader sees it.
    pub id: Option<Uuid>,
    /// Its name, where the reader sees it.
    pub name: Option<String>,
    /// Why.
    #[schema(value_type = Problem)]
    pub problem: Value,
}

/// Who looks, and in which language.
pub struct Viewer<'a> {
    /// The server.
    pub app: &'a App,
    /// Who looks.
    pub caller: &'a Caller,
    /// His language.
    pub lang: Lang,
}

impl Viewer<'_> {
    /// A hand-over; `version` is that of its row, none in a preview.
    pub async fn view(&self, handed: &HandOver, version: Option<u64>) -> Result<HandOverView, ApiError> {
        let names = names::of(self.app, self.caller.tenant, Vec::new()).await?;
        let person = |person: PersonId| named(&names, person);
        let mut items = Vec::with_capacity(handed.items.len());
        for item in &handed.items {
            items.push(self.item(&names, handed.from, item).await?);
        }
        let signature = |Signature { by, at, note }: &Signature| SignatureView {
            by: person(*by),
            at: *at,
            note: note.clone(),
        };
        Ok(HandOverView {
            id: version.map(|_| handed.id.0),
            version: version.unwrap_or_default(),
            done: version.is_some(),
            from: person(handed.from),
            reason: handed.reason.clone(),
            made_by: handed.made_by.map(person),
            made_at: version.map(|_| handed.made_at),
            digest: version.map(|_| handed.digest.to_string()),
            signed: handed.is_signed(),
            may_sign: version.is_some() && self.may_sign(handed).await?,
            signatures: handed.signatures.iter().map(signature).collect(),
            items,
            blocked: Vec::new(),
            problem: None,
        })
    }

    /// What does not move, or why nothing does.
    pub async fn refused(
        &self,
        (from, reason): (PersonId, &str),
        blocked: &[Blocked],
        (code, params): (String, Value),
    ) -> Result<HandOverView, ApiError> {
        let names = names::of(self.app, self.caller.tenant, Vec::new()).await?;
        let mut rows = Vec::with_capacity(blocked.len());
        for Blocked { kind, id, code, params } in blocked {
            let (id, name) = self.found(&names, (*kind, *id)).await?;
            let problem = self.problem(code.clone(), params.clone()).await?;
            rows.push(BlockedView { kind: kind.key().to_owned(), id, name, problem });
        }
        let problem = Some(self.problem(code, params).await?);
        Ok(HandOverView {
            id: None,
            version: 0,
            done: false,
            from: named(&names, from),
            reason: reason.to_owned(),
            made_by: None,
            made_at: None,
            digest: None,
            signed: false,
            may_sign: false,
            signatures: Vec::new(),
            items: Vec::new(),
            blocked: rows,
            problem,
        })
    }

    /// Whether the caller may sign, and has not.
    pub async fn may_sign(&self, handed: &HandOver) -> Result<bool, ApiError> {
        let directory = self.app.directory(self.caller.tenant).await?;
        let (process, context) = (self.app.current_process(), self.caller.context(self.app));
        let organization = &self.caller.organization;
        let desk = Desk { organization, process: &process, settings: &directory.settings, context: &context };
        let has_signed = handed.signatures.iter().any(|signature| signature.by == self.caller.person);
        Ok(!has_signed && handed.signers(&desk).contains(&self.caller.person))
    }

    async fn problem(&self, code: String, params: Value) -> Result<Value, ApiError> {
        let names = &self.app.directory(self.caller.tenant).await?.names;
        let ruled = Ruled::new(code, params, &self.app.current_process(), names);
        let fault = ApiError::Ruled(Box::new(ruled));
        serde_json::to_value(Problem::new(&fault, self.lang, None)).map_err(|_| ApiError::Internal)
    }

    async fn item(&self, names: &Names, from: PersonId, item: &Item) -> Result<ItemView, ApiError> {
        let (id, name) = match item.kind {
            ItemKind::SavedView => (Some(item.id), self.kept_filter(from, item).await?),
            kind => self.found(names, (kind, item.id)).await?,
        };
        let to = item.to.map(|to| named(names, to));
        Ok(ItemView { kind: item.kind.key().to_owned(), id, name, to, digest: item.digest.to_string() })
    }

    async fn found(
        &self,
        names: &Names,
        (kind, id): (ItemKind, Uuid),
    ) -> Result<(Option<Uuid>, Option<String>), ApiError> {
        Ok(match kind {
            ItemKind::Account => match rights::must_see_account(self.app, self.caller, AccountId(id)).await {
                Ok(account) => (Some(id), Some(account.name)),
                Err(ApiError::NotFound) => (None, None),
                Err(fault) => return Err(fault),
            },
            ItemKind::Deal | ItemKind::Draft => self.deal(DealId(id)).await?,
            ItemKind::Post => (Some(id), self.post(names, PostId(id))),
            ItemKind::Delegation | ItemKind::SavedView => (Some(id), None),
            ItemKind::AccountAppeal => (Some(id), self.contested(id).await?),
        })
    }

    /// The customer that an appeal is about, where the reader sees it.
    async fn contested(&self, id: Uuid) -> Result<Option<String>, ApiError> {
        let tenant = self.caller.tenant;
        let found: Result<_, StoreError> =
            self.app.db.read(move |tx| Box::pin(reference::load::<AccountAppeal>(tx, tenant, id))).await;
        let Some(appeal) = found?.map(|row| row.state) else { return Ok(None) };
        match rights::must_see_account(self.app, self.caller, appeal.account).await {
            Ok(account) => Ok(Some(account.name)),
            Err(ApiError::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// A kept filter by its list and its name: with whoever has it now, or, before it moved, with whoever had it. None once it is gone.
    async fn kept_filter(&self, from: PersonId, item: &Item) -> Result<Option<String>, ApiError> {
        let (tenant, digest) = (self.caller.tenant, item.digest);
        let holders: Vec<PersonId> = item.to.into_iter().chain([from]).collect();
        let found: Result<_, StoreError> = self
            .app
            .db
            .read(move |tx| {
                let holders = holders.clone();
                Box::pin(async move { reference::view_of(tx, tenant, &holders, digest).await })
            })
            .await;
        Ok(found?.map(|(page, name)| {
            let list = self.lang.export(&format!("list.{page}"));
            if list.is_empty() { name } else { format!("{list} · {name}") }
        }))
    }

    async fn deal(&self, id: DealId) -> Result<(Option<Uuid>, Option<String>), ApiError> {
        let deal = match reading::visible(self.app, self.caller, id).await {
            Ok(deal) => deal,
            Err(ApiError::NotFound) => return Ok((None, None)),
            Err(fault) => return Err(fault),
        };
        let number = deal.numbers.last().and_then(drawn).unwrap_or_default();
        let names = names::of(self.app, self.caller.tenant, vec![deal.account.0]).await?;
        let customer = names.get(&deal.account.0).cloned().unwrap_or_default();
        Ok((Some(id.0), Some(format!("{number} {customer}").trim().to_owned())))
    }

    fn post(&self, names: &Names, id: PostId) -> Option<String> {
        let post = self.caller.organization.posts.iter().find(|post| post.id == id)?;
        let process = self.app.current_process();
        let role = process.role(&post.role).map(|role| role.name.get(self.lang.into()).to_owned());
        let department = names.get(&post.department.0).cloned().unwrap_or_default();
        Some(format!("{department} {}", role.unwrap_or_else(|| post.role.clone())).trim().to_owned())
    }
}

fn named(names: &Names, person: PersonId) -> Named {
    Named { id: person.0, name: names.get(&person.0).cloned() }
}
