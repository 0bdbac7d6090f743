//! The deal at each stage on its way: what of its fields the definition keeps from somebody there, no address tells him.
//!
//! What is expected is asked of the core, field by field, for everybody who sees the deal at that stage; what is not for him must not
//! stand in any answer about the deal, nor in the lists, asked by his session and, for one of each relation, by a key of his.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tongguan_core::deal::Deal;
use tongguan_core::form::{self, Eye};
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::process::{DocumentKind, Field, FieldType, Process, Stage, Visibility};
use tongguan_store::{Database, Engine, StoreError, tenant};
use tongguan_testkit::for_each_engine;

use super::{EVERYBODY, seers};
use crate::http::server::Reply;
use crate::walk::Walk;

/// Whose key asks as well.
const BY_KEY: [&str; 3] = ["rep", "finance", "delivery"];

/// A field that the definition keeps from somebody at this stage, and what stands in it.
struct Kept {
    who: &'static str,
    what: String,
    key: String,
    /// Its text, where it is one that stands nowhere else that he may read.
    text: Option<String>,
    /// Whether not even its name is in an answer.
    is_hidden: bool,
}

/// The deal at a stage.
struct Station<'a> {
    walk: &'a Walk,
    process: std::sync::Arc<Process>,
    organization: std::sync::Arc<Organization>,
    deal: Deal,
}

impl<'a> Station<'a> {
    async fn of(walk: &'a Walk) -> Self {
        let tenants: Result<Vec<tenant::Tenant>, StoreError> =
            walk.db.read(|tx| Box::pin(tenant::all(tx))).await;
        let tenant = TenantId(tenants.expect("read")[0].id);
        let organization = walk.server.app.organization(tenant).await.expect("read");
        let id = DealId(walk.deal.parse().expect("an id"));
        let deal: Result<_, StoreError> =
            walk.db.read(move |tx| Box::pin(tongguan_store::deal::load(tx, tenant, id))).await;
        let deal = deal.expect("read").expect("there");
        Self { walk, process: Process::standard(), organization, deal }
    }

    /// What the definition keeps from somebody, of what he sees the paper of.
    async fn kept(&self, who: &'static str) -> Vec<Kept> {
        let person = PersonId(self.walk.person(who).parse().expect("an id"));
        let plays = |role: &str| self.deal.plays(&self.organization, person, role);
        let eye = Eye { stage: self.deal.stage, plays: &plays };
        let mut kept = Vec::new();
        for (id, document) in &self.deal.documents {
            let Some(form) = self.process.form(document.kind) else { continue };
            // What the auditor reads is what stands in it.
            let path = self.walk.path(&format!("/documents/{}", id.0));
            let page = self.walk.get("auditor", &path).await.expect(200).body;
            let body = page["body"].as_object().cloned().unwrap_or_default();
            let fields: Vec<&Field> = form.fields().collect();
            collect((who, document.kind), &fields, &body, &eye, &mut kept);
        }
        kept
    }
}

fn collect(
    (who, kind): (&'static str, DocumentKind),
    fields: &[&Field],
    body: &Map<String, Value>,
    eye: &Eye<'_>,
    kept: &mut Vec<Kept>,
) {
    for field in fields {
        let Some(value) = body.get(&field.key) else { continue };
        if let (FieldType::Table(columns), Value::Array(rows)) = (&field.kind, value) {
            let columns: Vec<&Field> = columns.iter().collect();
            rows.iter()
                .filter_map(Value::as_object)
                .for_each(|row| collect((who, kind), &columns, row, eye, kept));
        }
        // Only what the stage keeps from him is tried here; what his role does, the whole walk tries.
        let by_role = match &field.visible {
            Visibility::All => true,
            Visibility::Roles(roles) => roles.iter().any(|role| (eye.plays)(role)),
        };
        let (is_hidden, is_masked) = (!form::sees(field, eye), form::is_masked(field, eye));
        if by_role && (is_hidden || is_masked) && !value.is_null() {
            let text = value.as_str().filter(|text| text.chars().count() >= 6).map(str::to_owned);
            let what = format!("{}.{}", kind.key(), field.key);
            kept.push(Kept { who, what, key: field.key.clone(), text, is_hidden });
        }
    }
}

/// The addresses about the deal and its papers, and the lists in which it stands.
fn addresses(station: &Station<'_>) -> Vec<String> {
    let walk = station.walk;
    let mut all: Vec<String> = ["", "/history?limit=200", "/affordances", "/as-of?at=2100-01-01T00:00:00Z"]
        .map(|tail| walk.path(tail))
        .to_vec();
    // As it stood when it came into each stage, it tells nobody more than today.
    let entered = station.deal.passages.iter().map(|passage| passage.entered_at);
    all.extend(entered.map(|at| walk.path(&format!("/as-of?at={at}"))));
    all.extend(
        ["contract_approval", "visit_report", "invoice"].map(|kind| walk.path(&format!("/prefill/{kind}"))),
    );
    for (id, document) in &station.deal.documents {
        all.push(walk.path(&format!("/documents/{}", id.0)));
        all.push(format!("/api/v1/documents?kind={}", document.kind.key()));
    }
    all.extend(["/api/v1/deals?limit=50", "/api/v1/history?limit=200"].map(str::to_owned));
    all
}

fn tells(reply: &Reply, kept: &Kept) -> bool {
    let body = String::from_utf8_lossy(&reply.bytes);
    let named = kept.is_hidden && holds(&reply.body, &kept.key);
    named || kept.text.as_ref().is_some_and(|text| body.contains(text.as_str()))
}

/// Whether a key stands in a body of a document or in what was folded from it, with a value.
fn holds(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(map) => {
            map.iter().any(|(name, value)| name == key && !value.is_null() || holds(value, key))
        }
        Value::Array(items) => items.iter().any(|item| holds(item, key)),
        _ => false,
    }
}

async fn by_key(walk: &Walk, who: &str) -> String {
    let ends_at = walk.server.app.world().now().saturating_add(jiff::SignedDuration::from_hours(24 * 300));
    let (person, ends_at) = (walk.person(who), ends_at.expect("a moment"));
    let wanted =
        json!({"name": format!("{who} 接口"), "person": person, "scopes": ["read"], "ends_at": ends_at});
    let made = walk.post("admin", "/api/v1/api-keys", &wanted).await.expect(201).body;
    made["secret"].as_str().expect("a secret").to_owned()
}

/// Looks at the deal as it stands; answers what was told wrongly, and how much there was to keep.
async fn look(walk: &Walk, stage: Stage, keys: &[(&'static str, String)]) -> (Vec<String>, usize) {
    let station = Station::of(walk).await;
    assert_eq!(station.deal.stage, stage);
    let sees: BTreeSet<&'static str> = seers(walk).await;
    let everybody: &[&str] = if walk.db.engine() == Engine::Sqlite { &EVERYBODY } else { &BY_KEY };
    let (mut wrong, mut count) = (Vec::new(), 0);
    for who in EVERYBODY.into_iter().filter(|who| everybody.contains(who) && *who != "auditor") {
        if !sees.contains(who) {
            // To him it is not there at any stage.
            walk.get(who, &walk.path("")).await.expect(404);
            continue;
        }
        let kept = station.kept(who).await;
        count += kept.len();
        if kept.is_empty() {
            continue;
        }
        for address in addresses(&station) {
            let mut replies = vec![walk.get(who, &address).await];
            if let Some((_, secret)) = keys.iter().find(|(whose, _)| *whose == who) {
                let ask =
                    walk.server.ask("GET", &*address).header("authorization", format!("Bearer {secret}"));
                replies.push(ask.send().await);
            }
            for (place, reply) in replies.iter().enumerate() {
                let told = kept.iter().filter(|kept| tells(reply, kept));
                wrong.extend(told.map(|kept| {
                    let how = if place == 0 { "" } else { " by key" };
                    format!("{stage:?} {}{how} {address}: {}", kept.who, kept.what)
                }));
            }
        }
    }
    (wrong, count)
}

async fn every_stage(db: Database) {
    use crate::walk::in_time;
    let mut walk = in_time::company(&db).await;
    let mut keys = Vec::new();
    for who in BY_KEY {
        keys.push((who, by_key(&walk, who).await));
    }
    let (mut wrong, mut counts) = (Vec::new(), Vec::new());
    for stage in [
        Stage::Screening,
        Stage::Nurture,
        Stage::Proposal,
        Stage::Contract,
        Stage::Fulfilment,
        Stage::Aftercare,
    ] {
        in_time::until(&mut walk, stage).await;
        let (told, count) = look(&walk, stage, &keys).await;
        wrong.extend(told);
        counts.push((stage, count));
    }
    assert!(wrong.is_empty(), "{} leaks: {:#?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    // The definition keeps fields from some in late stages: otherwise this looks at nothing.
    let late = |(stage, count): &(Stage, usize)| *stage >= Stage::Fulfilment && *count > 0;
    assert_eq!(counts.iter().filter(|one| late(one)).count(), 2, "{counts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stage_keeps_what_the_definition_says_from_everybody_on_every_way() {
    for_each_engine(every_stage).await;
}
