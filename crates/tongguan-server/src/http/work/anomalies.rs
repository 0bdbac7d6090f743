//! `GET /api/v1/anomalies` and `POST /api/v1/anomalies/{id}/settlement`: what scans found unusual, and what was made of it.
//!
//! Promises that those who watch see all of it, and whoever keeps the rights what is told at once; for everybody else there is nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tongguan_core::anomaly::{Finding, Rule, Subject, SubjectKind};
use tongguan_core::id::{DealId, PersonId};
use tongguan_core::reference::anomaly::{Anomaly, Command, Verdict};
use tongguan_store::read::anomalies::{self, AnomalyFilter, AnomalyKey};
use tongguan_store::read::deals;
use tongguan_store::reference::Versioned;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::trail::TrailDeal;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Executed, Request};
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::i18n::speaker::yuan;
use tongguan_service::i18n::{Lang, fill};
use tongguan_service::run::{Target, Via};

/// Who reads all of it.
const READERS: &[&str] = &["auditor", "general_manager"];
/// Who reads what is told at once.
const ALERTED: &[&str] = &["security_admin"];

/// Which findings. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// By this rule.
    #[param(value_type = Option<String>)]
    rule: Option<Rule>,
    /// Of this person's doing.
    #[param(value_type = Option<Uuid>)]
    person: Option<PersonId>,
    /// Still to be looked into, or settled.
    open: Option<bool>,
    /// On this day or later.
    #[param(value_type = Option<String>)]
    from: Option<Date>,
    /// Before this day.
    #[param(value_type = Option<String>)]
    to: Option<Date>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A finding.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AnomalyLine {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: u64,
    /// The rule.
    pub rule: String,
    /// The rule in a few words.
    pub name: String,
    /// What was compared, in a sentence.
    pub detail: String,
    /// The day of it; for what took a week, its Monday.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Whether it is told at once.
    pub is_alert: bool,
    /// Whose doing it is.
    pub person: Option<Named>,
    /// The deal that it is about.
    pub deal: Option<TrailDeal>,
    /// The customer that it is about.
    pub account: Option<Named>,
    /// `explained` or `followed_up`; absent while nobody looked into it.
    pub verdict: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// By whom.
    pub settled_by: Option<Named>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub settled_at: Option<Timestamp>,
    /// Whether the caller may settle it.
    pub may_settle: bool,
}

/// What was made of a finding.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// `explained` or `followed_up`.
    #[schema(value_type = String)]
    pub verdict: Verdict,
    /// Why.
    pub note: String,
}

/// Findings, the latest first.
#[utoipa::path(
    get, path = "/api/v1/anomalies", tag = "record", operation_id = "list_anomalies",
    params(Asked),
    responses(
        (status = 200, body = PageView<AnomalyLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<AnomalyLine>>, ApiError> {
    let rules = readable(&caller, asked.rule)?;
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<AnomalyKey>(asked.cursor.as_deref())?);
    let Asked { person, open, from, to, .. } = asked;
    let filter = AnomalyFilter { rules, person, is_open: open, from, to };
    let (tenant, access) = (caller.tenant, app.access(&caller));
    let read: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move {
                let page = anomalies::page(tx, tenant, &filter, key, limit).await?;
                let ids: Vec<DealId> =
                    page.items.iter().flat_map(|row| deals_of(&row.state.finding)).collect();
                let deals = deals::heads(tx, &access, &ids).await?;
                Ok((page, deals))
            })
        })
        .await;
    let (page, deals) = read?;
    let customers = deals.iter().map(|deal| deal.account.0);
    let ids = page.items.iter().flat_map(|row| named_in(&row.state)).chain(customers).collect();
    let names = names::of(&app, tenant, ids).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let deals = deals.iter().map(|row| (row.deal, TrailDeal::of(row, &named))).collect();
    let teller =
        Teller { lang, named: &named, deals, may_settle: caller.holds(READERS), person: caller.person };
    let items = page.items.into_iter().map(|row| teller.line(row)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

/// Says what was made of a finding, once.
#[utoipa::path(
    post, path = "/api/v1/anomalies/{id}/settlement", tag = "record", operation_id = "settle_anomaly",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = Settlement,
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn settle(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    key: IdempotencyKey,
    StrictJson(Settlement { verdict, note }): StrictJson<Settlement>,
) -> Result<Json<Executed>, ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(reference::load::<Anomaly>(tx, tenant, id))).await;
    // Whoever reads no findings cannot tell one that is there from one that is not.
    if !caller.holds(READERS) || found?.is_none() {
        return Err(ApiError::NotFound);
    }
    let target = Target::Reference { id: Some(id), command: Command::SettleAnomaly { verdict, note }.into() };
    let key = key.as_str().to_owned();
    let request = Request { target, expected: None, key, via: Via::Api, dry_run: false };
    execute::run(&app, &caller, request).await.map(Json)
}

/// The rules that the caller reads of those that he asks for; empty means all.
fn readable(caller: &Caller, asked: Option<Rule>) -> Result<Vec<Rule>, ApiError> {
    if caller.holds(READERS) {
        return Ok(asked.into_iter().collect());
    }
    caller.must_hold(ALERTED)?;
    let alerts = Rule::ALL.iter().copied().filter(|rule| rule.is_alert());
    match asked {
        Some(rule) if !rule.is_alert() => Err(ApiError::Forbidden),
        Some(rule) => Ok(vec![rule]),
        None => Ok(alerts.collect()),
    }
}

fn deals_of(finding: &Finding) -> Vec<DealId> {
    let about = finding.about.filter(|about| about.kind == SubjectKind::Deal).map(|about| about.id);
    let other = figure(finding, "other_deal");
    about.into_iter().chain(other).map(DealId).collect()
}

fn named_in(found: &Anomaly) -> Vec<Uuid> {
    let finding = &found.finding;
    let people = finding.person.into_iter().chain(found.settled_by).map(|person| person.0);
    let about = finding.about.map(|about| about.id);
    let others = ["other", "owner", "other_account"].into_iter().filter_map(|key| figure(finding, key));
    people.chain(about).chain(others).collect()
}

fn figure(finding: &Finding, key: &str) -> Option<Uuid> {
    finding.figures.get(key)?.as_str()?.parse().ok()
}

struct Teller<'a> {
    lang: Lang,
    named: &'a dyn Fn(Uuid) -> Named,
    deals: BTreeMap<DealId, TrailDeal>,
    may_settle: bool,
    person: PersonId,
}

impl Teller<'_> {
    fn line(&self, Versioned { version, state }: Versioned<Anomaly>) -> AnomalyLine {
        let Anomaly { id, finding, verdict, note, settled_by, settled_at, .. } = state;
        let Finding { rule, person, about, on, .. } = finding;
        let is = |kind: SubjectKind| about.filter(|about: &Subject| about.kind == kind).map(|about| about.id);
        let may_settle = self.may_settle && verdict.is_none() && person != Some(self.person);
        AnomalyLine {
            id,
            version,
            rule: rule.key().to_owned(),
            name: self.lang.word(&format!("anomaly.{}", rule.key())).to_owned(),
            detail: self.detail(&finding),
            on,
            is_alert: rule.is_alert(),
            person: person.map(|person| (self.named)(person.0)),
            deal: is(SubjectKind::Deal).and_then(|id| self.deals.get(&DealId(id)).cloned()),
            account: is(SubjectKind::Account).map(self.named),
            verdict: verdict.map(|verdict| word_of(verdict).to_owned()),
            note,
            settled_by: settled_by.map(|by| (self.named)(by.0)),
            settled_at,
            may_settle,
        }
    }

    fn detail(&self, finding: &Finding) -> String {
        let template = self.lang.word(&format!("anomaly.{}.detail", finding.rule.key()));
        fill(template, &self.words(&finding.figures))
    }

    /// Figures as people read them: amounts in yuan, ids as names.
    fn words(&self, figures: &Map<String, Value>) -> Map<String, Value> {
        let name = |value: &Value| {
            value.as_str().and_then(|id| id.parse().ok()).and_then(|id| (self.named)(id).name)
        };
        let word = |(key, value): (&String, &Value)| {
            let text = match key.as_str() {
                "other" | "owner" | "other_account" => json!(name(value).unwrap_or_default()),
                "other_deal" => json!(self.number(value)),
                "usual_tenths" => json!(tenths(value.as_i64().unwrap_or(0))),
                _ if key.ends_with("_minor") => json!(yuan(value.as_i64().unwrap_or(0))),
                _ => value.clone(),
            };
            (key.clone(), text)
        };
        figures.iter().map(word).collect()
    }

    fn number(&self, value: &Value) -> String {
        let id: Option<Uuid> = value.as_str().and_then(|id| id.parse().ok());
        let deal = id.and_then(|id| self.deals.get(&DealId(id)));
        deal.map(|deal| deal.number.clone()).unwrap_or_default()
    }
}

fn tenths(value: i64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

fn word_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Explained => "explained",
        Verdict::FollowedUp => "followed_up",
    }
}

/// Every rule has its words in both languages.
#[cfg(test)]
mod tests {
    use super::*;
    use tongguan_service::i18n::terms::Group;

    #[test]
    fn every_rule_has_its_words() {
        for lang in [Lang::Zh, Lang::En] {
            for rule in Rule::ALL {
                for key in [format!("anomaly.{}", rule.key()), format!("anomaly.{}.detail", rule.key())] {
                    assert!(lang.term(Group::Word, &key).is_some_and(|text| !text.is_empty()), "{key}");
                }
            }
        }
    }
}
