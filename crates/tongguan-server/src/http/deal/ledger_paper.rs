//! `POST /api/v1/deals/{id}/ledger/paper`: 表5 as a file, as it stands now.
//!
//! The ledger is computed and nobody approves it, so its copies bear no mark; each says the moment at which it stood so.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tongguan_core::approval::{ApprovalResult, ApprovalSubject};
use tongguan_core::deal::contract::approval_form::credit_verdict;
use tongguan_core::deal::fulfilment::invoice::Invoice;
use tongguan_core::deal::fulfilment::ledger::{self, Ledger, Line};
use tongguan_core::deal::{Deal, copy, known};
use tongguan_core::id::{ApprovalId, DealId, DocumentId, InstalmentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, FieldType};
use tongguan_core::reference::issued_copy::{Audience, CopyFormat, Issue};
use tongguan_core::reference::receipt::{Method, Receipt};
use tongguan_doc::paper::Paper;
use tongguan_doc::paper::make::{self, Content, Head, Setting};

use super::document;
use super::paper::names::rows_by_id;
use super::paper::template;
use super::reading::Reading;
use super::rights;
use super::view::document::text;
use super::view::drawn;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::{Asked, Filling, Registered, Sheet, Tongue, registered};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::QueryFault;
use crate::http::strict_json::StrictJson;
use tongguan_service::i18n::names::Names;
use uuid::Uuid;

const KIND: DocumentKind = DocumentKind::CollectionTracking;

/// Which copy of it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LedgerCopy)]
pub struct Wanted {
    /// The file's format.
    #[schema(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[schema(value_type = Option<String>, pattern = "zh|en")]
    language: Option<Tongue>,
    /// For whom: one of ours, or a customer, as a statement of account.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "inside|customer")]
    audience: Audience,
    /// A template of the company's own for this paper; `format` is then its format.
    template: Option<Uuid>,
}

/// A copy of the ledger, registered under the code that it bears.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/ledger/paper", tag = "deal", operation_id = "copy_ledger",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = Wanted,
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn copy(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    _key: IdempotencyKey,
    StrictJson(wanted): StrictJson<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language, lang)?;
    let reading = Reading::load(&app, &caller, asked.lang(), id).await?;
    let which = (wanted.audience, wanted.template);
    made(&app, &caller, asked, &reading, which).await?.answer(asked.format)
}

/// Whether the reader may see the ledger.
pub(super) fn is_shown(reading: &Reading) -> bool {
    rights::opens(reading, KIND)
}

/// A registered copy of the ledger, in a template where one is wanted.
pub(super) async fn made(
    app: &App,
    caller: &Caller,
    asked: Asked,
    reading: &Reading,
    (audience, wanted): (Audience, Option<Uuid>),
) -> Result<Registered, ApiError> {
    let form = reading.process.form(KIND).filter(|_| is_shown(reading)).ok_or(ApiError::NotFound)?;
    let visible = rights::visible_form(reading, form);
    let cut = match audience {
        Audience::Inside => visible,
        Audience::Customer if copy::is_for_customers(form, KIND) => copy::for_customers(&visible),
        Audience::Customer => {
            let (param, allowed) = ("audience".into(), "inside".into());
            return Err(ApiError::Query(QueryFault::NotAllowed { param, allowed }));
        }
    };
    let today = tongguan_core::zone::local_date(reading.context.now, &reading.process.time_zone());
    let ledger = ledger::ledger(&reading.deal, &reading.process, &reading.facts.calendar, today);
    let receipts = receipts(app, caller, reading).await?;
    let paid_for = paid_for(app, caller, reading).await?;
    let made = content(reading, &ledger, (&paid_for, receipts));
    let names = names_of(reading, &ledger);
    // For the customer it is a statement of account (对账单).
    let statement = (audience == Audience::Customer).then(|| asked.lang().word("paper.statement"));
    let title = statement.unwrap_or_else(|| form.name.get(asked.language));
    let template = match wanted {
        Some(id) => Some(template(app, caller, (id, KIND, asked.format), (reading, None)).await?),
        None => None,
    };
    let values = |setting: &Setting<'_>| make::values(&cut, &made, setting);
    let sheet = Sheet {
        filling: template.as_ref().map(|template| Filling { template, values: &values }),
        make: &|setting| Paper { title: title.to_owned(), ..make::paper(&cut, &made, setting) },
        name: &|_, id| id.parse().ok().and_then(|id| names.get(&id).cloned()),
        mark: None,
        audience,
        issue: &|sha256| Issue {
            deal: reading.deal.id,
            document: None,
            kind: KIND,
            revision: 0,
            number: None,
            format: asked.format,
            language: asked.language,
            audience,
            to: Vec::new(),
            mark: None,
            sha256,
        },
        file: format!("{title}-{today}"),
    };
    registered(app, caller, asked, sheet).await
}

/// What people know the instalments and our people by.
fn names_of(reading: &Reading, ledger: &Ledger) -> Names {
    let mut names = reading.names.clone();
    let said = |line: &Line| format!("{} {}", line.seq, event_said(reading, line));
    names.extend(ledger.lines.iter().map(|line| (line.instalment.0, said(line))));
    let invoice = |(id, invoice): (&DocumentId, &Invoice)| Some((id.0, invoice.number.clone()?));
    names.extend(reading.deal.fulfilment.invoices.iter().filter_map(invoice));
    names.extend(reading.deal.approvals.iter().filter_map(|(id, approval)| match approval.subject {
        ApprovalSubject::Extension { until, .. } => Some((id.0, until.to_string())),
        _ => None,
    }));
    names
}

/// The extension by which an instalment was last put off.
fn extension(deal: &Deal, wanted: InstalmentId) -> Option<ApprovalId> {
    let granted = deal.approvals.iter().filter(|(_, approval)| {
        approval.result == Some(ApprovalResult::Approved)
            && matches!(approval.subject, ApprovalSubject::Extension { instalment, .. } if instalment == wanted)
    });
    granted.max_by_key(|(_, approval)| approval.requested_at).map(|(id, _)| *id)
}

/// The invoices for an instalment that were issued.
fn invoices(deal: &Deal, instalment: InstalmentId) -> Vec<DocumentId> {
    let all = deal.fulfilment.invoices.iter();
    let issued = all.filter(|(_, one)| one.instalment == instalment && one.is_live() && one.number.is_some());
    issued.map(|(id, _)| *id).collect()
}

/// How the customer's credit stands, in the words of 表4.
fn risk(reading: &Reading) -> Option<String> {
    let verdict = credit_verdict(&reading.process, &reading.facts.credit, Money::ZERO);
    let field = reading.process.form(DocumentKind::ContractApproval)?.field("credit_check")?;
    let FieldType::Choice(options) = &field.kind else { return None };
    let option = options.iter().find(|option| option.key == verdict)?;
    Some(reading.speaker().label(&option.name).to_owned())
}

/// What came in, each receipt with the part of it that paid this deal.
async fn receipts(app: &App, caller: &Caller, reading: &Reading) -> Result<Vec<Value>, ApiError> {
    let paid = known::receipts(&reading.deal);
    let rows = rows_by_id::<Receipt>(app, caller, paid.iter().map(|(id, _, _)| id.0).collect()).await?;
    let line = |(id, received_on, amount): &(ReceiptId, Date, Money)| {
        let receipt = rows.iter().find(|row| row.id == *id);
        json!({
            "receipt_no": receipt.map(|receipt| &receipt.number),
            "received_at": received_on,
            "amount": amount,
            "method": receipt.map(|receipt| method(receipt.method)),
            "payer_name": receipt.map(|receipt| &receipt.payer_name),
            "bank_serial_no": receipt.map(|receipt| &receipt.bank_serial),
            "handler": receipt.and_then(|receipt| receipt.booked_by),
        })
    };
    Ok(paid.iter().map(line).collect())
}

/// The key that the form has for a way of paying.
fn method(method: Method) -> String {
    match method {
        Method::Bill => "acceptance_bill".to_owned(),
        Method::ElectronicClaim => "e_claim".to_owned(),
        other => text(&other),
    }
}

/// What is known of payments that are out: when they are expected, and why they are late.
fn follow_up(line: &Line) -> Option<Value> {
    let is_known = line.expected_on.is_some() || line.overdue_reason.is_some();
    is_known.then(|| {
        json!({
            "instalment": line.instalment,
            "expected_date": line.expected_on,
            "overdue_reason": line.overdue_reason,
        })
    })
}

/// What the contract calls each of its payments, by contract and place in the schedule.
type PaidFor = BTreeMap<(DocumentId, u32), String>;

async fn paid_for(app: &App, caller: &Caller, reading: &Reading) -> Result<PaidFor, ApiError> {
    let mut names = PaidFor::new();
    for contract in reading.deal.fulfilment.contracts.keys() {
        let Some(form) = reading.deal.documents.get(contract) else { continue };
        let body = document::content(app, caller, form.body).await?.unwrap_or_default();
        let rows = body.get("payment_schedule").and_then(Value::as_array).into_iter().flatten();
        let name = |row: &Value| row["name"].as_str().map(str::to_owned);
        names.extend(rows.zip(1..).filter_map(|(row, seq)| Some(((*contract, seq), name(row)?))));
    }
    Ok(names)
}

/// The bucket of what is late the longest, in words.
fn ageing(reading: &Reading, ledger: &Ledger) -> Option<String> {
    let open = ledger.lines.iter().filter(|line| line.outstanding > Money::ZERO);
    let bucket = open.map(|line| line.bucket).max()?;
    Some(reading.lang.word(&format!("ageing.{}", text(&bucket))).to_owned())
}

fn content(reading: &Reading, ledger: &Ledger, (paid_for, receipts): (&PaidFor, Vec<Value>)) -> Content {
    let deal = &reading.deal;
    let name = |id: uuid::Uuid| reading.named(id).name;
    let facts = json!({
        "contract_amount": ledger.contract_amount,
        "invoiced_total": ledger.invoiced,
        "received_total": ledger.received,
        "receivable": ledger.receivable,
        "due_unpaid": ledger.due_unpaid,
        "not_due": ledger.not_due,
        "overdue_amount": ledger.overdue,
        "max_overdue_days": ledger.max_overdue_days,
        "ageing_bucket": ageing(reading, ledger),
        "collection_rate": ledger.collection_rate,
        "credit_limit": reading.facts.credit.limit,
        "credit_used": reading.facts.credit.exposure,
        "risk_level": risk(reading),
        "instalments": ledger.lines.iter().map(|line| row(reading, line, paid_for)).collect::<Vec<_>>(),
        "follow_ups": ledger.lines.iter().filter_map(follow_up).collect::<Vec<_>>(),
        "receipts": receipts,
    });
    let Value::Object(facts) = facts else { return Content::default() };
    Content {
        body: Some(Map::new()),
        facts,
        head: Head {
            number: deal.numbers.last().and_then(drawn),
            customer: name(deal.account.0),
            owner: deal.owner.and_then(|owner| name(owner.0)),
            as_of: Some(reading.speaker().moment(reading.context.now)),
            ..Head::default()
        },
        approvals: Vec::new(),
        picture: None,
    }
}

fn row(reading: &Reading, line: &Line, paid_for: &PaidFor) -> Value {
    json!({
        "seq": line.seq,
        "name": paid_for.get(&(line.contract, line.seq)),
        "trigger_event": event_said(reading, line),
        "planned_amount": line.planned,
        "pct": line.percent,
        "triggered_at": line.triggered_on,
        "credit_days": line.credit_days,
        "due_date": line.due_on,
        "original_due_date": line.original_due_on,
        "extension": extension(&reading.deal, line.instalment),
        "invoice_ids": invoices(&reading.deal, line.instalment),
        "received_amount": line.received,
        "outstanding": line.outstanding,
        "overdue_days": line.overdue_days,
        "interest_accrued": line.interest,
        "limitation_date": line.limitation_on,
        "status": text(&line.status),
    })
}

/// What makes a payment payable, in words.
pub(super) fn event_said(reading: &Reading, line: &Line) -> String {
    let event = text(&line.event);
    let said = reading.lang.word(&format!("payment_event.{event}"));
    if said.is_empty() { event } else { said.to_owned() }
}
