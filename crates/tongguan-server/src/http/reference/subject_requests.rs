//! Requests of persons about their data: taken down, answered, and what we hold of a person.
//!
//! Promises that only who answers such requests, and who checks, sees them; that giving out what we hold leaves a step in the request;
//! that files which an erasure set free are gone when it is answered. Must never look for anybody but the person of a request.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tongguan_core::id::{AccountId, ContactId};
use tongguan_core::reference::Record;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::import::{self, ImportJob};
use tongguan_core::reference::name_key::{name_key, phone_key};
use tongguan_core::reference::subject_request::traces::Traces;
use tongguan_core::reference::subject_request::{Command, RequestKind, SubjectRequest};
use tongguan_store::erasure::{self, Mention};
use tongguan_store::read::names;
use tongguan_store::{StoreError, Tx, reference};
use uuid::Uuid;

use super::rights;
use super::subject_papers::{self, Papers, SubjectCopy, SubjectFile};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, DryRun, Executed, Request};
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::{IdempotencyKey, IfMatch};
use crate::http::openapi::commands as schemas;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::job::retention;
use tongguan_service::run::reference::subject;
use tongguan_service::run::{Target, Via};

/// Contacts per look.
const PAGE: u32 = 1_000;

/// Who a request may be about, and where else the person stands.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SubjectFound {
    /// Contacts of that name, or reached in one of the ways that it names.
    pub contacts: Vec<SubjectContact>,
    /// How many places of each kind mention the person.
    pub mentions: BTreeMap<String, u32>,
    /// Files in which he may stand: to be looked through by people.
    pub files: Vec<SubjectFile>,
    /// Copies that were given out of papers that mention him, or were mailed to him.
    pub copies: Vec<SubjectCopy>,
}

/// A contact that may be the person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SubjectContact {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The customer.
    pub account: Uuid,
    /// The customer's name.
    pub account_name: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Mail.
    pub email: Option<String>,
    /// WeCom.
    pub wecom: Option<String>,
    /// Whether the request names it.
    pub is_named: bool,
    /// Whether it is restricted.
    pub is_restricted: bool,
}

/// In which format.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `json` or `xlsx`.
    #[param(value_type = String)]
    format: Format,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    Json,
    Xlsx,
}

/// Takes down a request.
#[utoipa::path(
    post, path = "/api/v1/subject-requests/commands", tag = "reference", operation_id = "create_subject_request",
    params(DryRun, ("Idempotency-Key" = String, Header)),
    request_body = inline(schemas::SubjectRequestCommand),
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(DryRun { dry_run }): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(command): StrictJson<Command>,
) -> Result<Json<Executed>, ApiError> {
    let target = Target::Reference { id: None, command: command.into() };
    let request = Request { target, expected: None, key: key.as_str().to_owned(), via: Via::Api, dry_run };
    execute::run(&app, &caller, request).await.map(Json)
}

/// Takes a step. What an erasure set free on the disk is gone with the answer.
#[utoipa::path(
    post, path = "/api/v1/subject-requests/{id}/commands", tag = "reference", operation_id = "change_subject_request",
    params(
        ("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header), ("If-Match" = Option<String>, Header),
    ),
    request_body = inline(schemas::SubjectRequestCommand),
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(DryRun { dry_run }): Query<DryRun>,
    expected: Option<IfMatch>,
    key: IdempotencyKey,
    StrictJson(command): StrictJson<Command>,
) -> Result<Json<Executed>, ApiError> {
    let fulfils = matches!(command, Command::FulfilSubjectRequest { .. });
    let target = Target::Reference { id: Some(id), command: command.into() };
    let key = key.as_str().to_owned();
    if fulfils && !dry_run {
        // Only what may be done at all sets files free; they go first, so that a request that was broken off is still open.
        let (target, key) = (target.clone(), key.clone());
        let tried = Request { target, expected, key, via: Via::Api, dry_run: true };
        if execute::run(&app, &caller, tried).await.is_ok() {
            erase_files(&app, &caller, id).await?;
        }
    }
    let request = Request { target, expected, key, via: Via::Api, dry_run };
    execute::run(&app, &caller, request).await.map(Json)
}

/// Who the request may be about.
#[utoipa::path(
    get, path = "/api/v1/subject-requests/{id}/found", tag = "reference", operation_id = "find_subject",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = SubjectFound),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn found(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<SubjectFound>, ApiError> {
    let held = held(&app, &caller, id).await?;
    let mut mentions = BTreeMap::new();
    for mention in &held.mentions {
        *mentions.entry(mention.place.clone()).or_insert(0) += 1;
    }
    let contacts = held.alike.iter().map(|contact| shown(contact, &held)).collect();
    let Papers { files, copies } = held.papers;
    Ok(Json(SubjectFound { contacts, mentions, files, copies }))
}

/// Everything that we hold of the person, to be given to him.
#[utoipa::path(
    post, path = "/api/v1/subject-requests/{id}/export", tag = "reference", operation_id = "export_subject",
    params(("id" = Uuid, Path), Asked, ("Idempotency-Key" = String, Header)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn export(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(Asked { format }): Query<Asked>,
    key: IdempotencyKey,
) -> Result<Response, ApiError> {
    // The step comes first: what is given out without it would be known to nobody.
    let target = Target::Reference { id: Some(id), command: Command::ExportSubject {}.into() };
    let key = key.as_str().to_owned();
    execute::run(&app, &caller, Request { target, expected: None, key, via: Via::Api, dry_run: false })
        .await?;
    let held = held(&app, &caller, id).await?;
    let (bytes, media_type, name) = match format {
        Format::Json => (as_json(&held)?, "application/json", "personal-data.json"),
        Format::Xlsx => {
            let sheet = tongguan_doc::xlsx::texts("personal data", &as_lines(&held));
            let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (sheet.map_err(|_| ApiError::Internal)?, media, "personal-data.xlsx")
        }
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Reads every uploaded file with people in it, and takes away those in which this person stands, or which nobody can read.
async fn erase_files(app: &App, caller: &Caller, id: Uuid) -> Result<(), ApiError> {
    let held = held(app, caller, id).await?;
    if held.request.kind != RequestKind::Erase {
        return Ok(());
    }
    let tenant = caller.tenant;
    let imports: Result<Vec<_>, StoreError> =
        app.db.read(move |tx| Box::pin(erasure::imports(tx, tenant))).await;
    for job in imports?.into_iter().map(|row| row.state) {
        let is_there = job.file_erased_at.is_none() && !job.state.is_at_work();
        if !is_there || !stands_in(app, caller, &job, &held.traces).await {
            continue;
        }
        let target =
            Target::Reference { id: Some(job.id), command: import::Command::EraseImportFile {}.into() };
        let key = app.world().id().to_string();
        let request = Request { target, expected: None, key, via: Via::Api, dry_run: false };
        execute::run(app, caller, request).await?;
        retention::clear_file(&app.db, &app.files, tenant, job.sha256.0).await?;
    }
    Ok(())
}

async fn stands_in(app: &App, caller: &Caller, job: &ImportJob, traces: &Traces) -> bool {
    let Ok(book) = app.importer().book(caller.tenant, job).await else { return true };
    let mut rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.any(|row| traces.without(&row.cells.join("\n"), false).is_some())
}

/// What we hold.
struct Held {
    traces: Traces,
    request: SubjectRequest,
    alike: Vec<Contact>,
    customers: BTreeMap<AccountId, String>,
    mentions: Vec<Mention>,
    papers: Papers,
}

impl Held {
    fn is_named(&self, id: ContactId) -> bool {
        self.request.contacts.contains(&id)
    }

    fn named(&self) -> impl Iterator<Item = &Contact> {
        self.alike.iter().filter(|contact| self.is_named(contact.id))
    }
}

async fn held(app: &App, caller: &Caller, id: Uuid) -> Result<Held, ApiError> {
    if !rights::reads(caller, SubjectRequest::KIND) {
        return Err(ApiError::Forbidden);
    }
    let (tenant, access) = (caller.tenant, app.access(caller));
    let found: Result<Option<Held>, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move {
                let Some(row) = reference::load::<SubjectRequest>(tx, tenant, id).await? else {
                    return Ok(None);
                };
                let request = row.state;
                let alike = alike(tx, tenant, &request).await?;
                let named: Vec<Contact> =
                    alike.iter().filter(|one| request.contacts.contains(&one.id)).cloned().collect();
                let search = subject::search(tx, tenant, &request, &named).await?;
                let mentions = erasure::mentions(tx, tenant, &search).await?;
                let accounts = alike.iter().map(|contact| contact.account);
                let customers = names::accounts(tx, tenant, accounts).await?;
                let papers = subject_papers::read(tx, &access, (&search, &mentions), &named).await?;
                Ok(Some(Held { traces: search.traces, request, alike, customers, mentions, papers }))
            })
        })
        .await;
    found?.ok_or(ApiError::NotFound)
}

/// Contacts that may be the person, and those that were named.
async fn alike(
    tx: &mut Tx,
    tenant: tongguan_core::id::TenantId,
    request: &SubjectRequest,
) -> Result<Vec<Contact>, StoreError> {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let rows = reference::list::<Contact>(tx, tenant, after, PAGE).await?;
        let is_whole = rows.len() == PAGE as usize;
        after = rows.last().map(|row| row.state.id.0);
        found.extend(rows.into_iter().map(|row| row.state).filter(|contact| is_alike(contact, request)));
        if !is_whole {
            return Ok(found);
        }
    }
}

fn is_alike(contact: &Contact, request: &SubjectRequest) -> bool {
    if contact.erased_at.is_some() {
        return false;
    }
    let same_phone = |one: &str, other: &str| phone_key(one).is_some_and(|key| phone_key(other) == Some(key));
    let ways = [&contact.phone, &contact.email, &contact.wecom];
    let reached = ways.into_iter().flatten().any(|way| {
        request.reach.iter().any(|reach| way.eq_ignore_ascii_case(reach) || same_phone(way, reach))
    });
    let named = !request.name.is_empty() && name_key(&contact.name) == name_key(&request.name);
    reached || named || request.contacts.contains(&contact.id)
}

fn shown(contact: &Contact, held: &Held) -> SubjectContact {
    let Contact { id, account, name, phone, email, wecom, .. } = contact.clone();
    SubjectContact {
        id: id.0,
        name,
        account: account.0,
        account_name: held.customers.get(&account).cloned(),
        phone,
        email,
        wecom,
        is_named: held.is_named(id),
        is_restricted: contact.restricted_at.is_some(),
    }
}

fn as_json(held: &Held) -> Result<Vec<u8>, ApiError> {
    let contact =
        |contact: &Contact| json!({"customer": held.customers.get(&contact.account), "data": contact});
    let mention = |one: &Mention| json!({"place": one.place, "key": one.key, "text": one.text});
    let all = json!({
        "person": held.request.name,
        "contacts": held.named().map(contact).collect::<Vec<_>>(),
        "mentions": held.mentions.iter().map(mention).collect::<Vec<_>>(),
        "files": held.papers.files,
        "copies": held.papers.copies,
    });
    serde_json::to_vec_pretty(&all).map_err(|_| ApiError::Internal)
}

/// Place, field and text, a line for each thing that we hold.
fn as_lines(held: &Held) -> Vec<Vec<String>> {
    let mut lines = vec![["place", "field", "text"].map(str::to_owned).to_vec()];
    for contact in held.named() {
        let customer = held.customers.get(&contact.account).cloned().unwrap_or_default();
        let fields = serde_json::to_value(contact).unwrap_or_default();
        for (key, value) in fields.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            lines.push(vec![format!("contact / {customer}"), key.clone(), text]);
        }
    }
    for one in &held.papers.files {
        let name = one.name.clone().unwrap_or_else(|| one.sha256.clone());
        lines.push(vec!["file".to_owned(), one.numbers.join(" "), name]);
    }
    for one in &held.papers.copies {
        lines.push(vec!["issued_copy".to_owned(), one.number.clone().unwrap_or_default(), one.code.clone()]);
    }
    for one in &held.mentions {
        lines.push(vec![one.place.clone(), one.key.clone(), one.text.clone()]);
    }
    lines
}
