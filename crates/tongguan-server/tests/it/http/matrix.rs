//! Nobody learns what he may not: every endpoint of the OpenAPI document, asked by everybody, on a deal that went all its way and
//! on one that has just begun, with a second company beside.
//!
//! What may not be learnt is harvested from the papers, people and files themselves (what an auditor reads), so that a new field is
//! tried as soon as the walk fills it; and whoever may learn it is what the core says. An endpoint with a part in its address that
//! is not known here fails the test.

mod entrusted;
mod keys;
mod paths;
mod secrets;
mod stages;
mod unpacked;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_core::pool::Place;
use tongguan_core::process::{Process, Stage};
use tongguan_core::sight::Sight;
use tongguan_store::{Database, Engine, StoreError, tenant};
use tongguan_testkit::for_each_engine;

use self::paths::{Ids, Reach, reads};
use self::secrets::{Secret, Secrets};
use super::server::Reply;
use crate::walk::{Walk, in_time, whole};

/// Everybody who is signed in, in the order of the walk's cast.
const EVERYBODY: [&str; 20] = [
    "rep",
    "colleague",
    "supervisor",
    "manager",
    "director",
    "general",
    "other",
    "product",
    "presales",
    "finance",
    "controller",
    "cashier",
    "legal",
    "delivery",
    "archivist",
    "ops",
    "auditor",
    "admin",
    "security",
    "service",
];
/// How a key of somebody's is called where it leaks.
const BY_KEY: &str = " by key";
/// Whom PostgreSQL is asked by, which differs in nothing that rights are made of: one of each relation.
const ONE_OF_EACH: [&str; 5] = ["rep", "colleague", "other", "manager", "admin"];

/// What is tried: a company whose deal went all its way, and what nobody else may learn.
struct World {
    walk: Walk,
    ids: Ids,
    secrets: Secrets,
    sees: BTreeSet<&'static str>,
    callers: &'static [&'static str],
}

impl World {
    async fn new(db: &Database, walk: Walk) -> Self {
        // Somebody stands in for the owner's colleague: that shows him nothing more.
        let now = walk.server.app.world().now();
        let until = now.saturating_add(jiff::SignedDuration::from_hours(48)).expect("a moment");
        let grant = json!({"type": "grant_delegation", "from": walk.person("colleague"), "to": walk.person("other"), "starts_at": now, "ends_at": until});
        walk.kept("colleague", "delegations", None, grant).await;
        let said = json!({"type": "comment", "text": secrets::COMMENT});
        walk.post("rep", &walk.path("/commands"), &said).await.expect(200);
        // A person of the customer asks what is held of him: nobody but who answers and who checks hears of it.
        let asked = json!({"type": "open_subject_request", "kind": "inspect", "name": "王工", "reach": ["0571-88880001"], "verified": "回拨核实", "received_on": "2026-01-05"});
        walk.kept("ops", "subject-requests", None, asked).await;
        // He brought a file of customers, which is his alone, and is away now and then.
        let file = format!("客户名称,行业\n{},C34\n", secrets::BROUGHT).into_bytes();
        walk.send("rep", |server| {
            server
                .ask("POST", "/api/v1/imports?kind=customers&name=customers.csv")
                .by("rep")
                .key()
                .bytes(file.clone())
        })
        .await
        .expect(201);
        let away = json!({"type": "record_absence", "person": walk.person("rep"), "kind": "leave", "from": "2026-12-21", "until": "2026-12-22"});
        walk.kept("rep", "absences", None, away).await;
        // Everybody takes every list out within one hour.
        let put = json!({"type": "put_setting", "key": "exports_an_hour", "value": 1000});
        walk.post("security", "/api/v1/settings/commands", &put).await.expect(200);
        let foreign = secrets::second_company(db).await;
        let entrusted = entrusted::entrust(&walk).await;
        let ids = Ids::of(&walk, &entrusted).await;
        let secrets = Secrets::harvest(&walk, &ids, (foreign, &entrusted)).await;
        let sees = seers(&walk).await;
        let callers: &[&str] = if db.engine() == Engine::Sqlite { &EVERYBODY } else { &ONE_OF_EACH };
        Self { walk, ids, secrets, sees, callers }
    }

    /// What this caller may not learn.
    /// A program that speaks for somebody may learn what he may.
    fn hidden<'s>(&'s self, who: &'s str) -> impl Iterator<Item = &'s Secret> {
        self.secrets.0.iter().filter(move |secret| !secret.is_for(who, self.sees.contains(who)))
    }

    fn leaks(&self, who: &str, path: &str, reply: &Reply) -> Vec<String> {
        let body = unpacked::text(&reply.bytes);
        let headers: String = reply.headers.values().map(String::as_str).collect();
        let told = |secret: &&Secret| body.contains(&secret.text) || headers.contains(&secret.text);
        let line =
            |secret: &Secret| format!("{who} {path} ({}): {} = {}", reply.status, secret.what, secret.text);
        // In the record of his own attempts stands what he named himself.
        let own = path.contains("command-log") || path.contains("command_log");
        let hidden = self
            .hidden(who.trim_end_matches(BY_KEY))
            .filter(|secret| !own || !["deal", "account"].contains(&&*secret.what));
        hidden.filter(told).map(line).collect()
    }
}

/// Who sees the deal, as the core says.
async fn seers(walk: &Walk) -> BTreeSet<&'static str> {
    let tenants: Result<Vec<tenant::Tenant>, StoreError> = walk.db.read(|tx| Box::pin(tenant::all(tx))).await;
    let tenant = TenantId(tenants.expect("read")[0].id);
    let organization = walk.server.app.organization(tenant).await.expect("read");
    let id: DealId = DealId(walk.deal.parse().expect("an id"));
    let deal: Result<_, StoreError> =
        walk.db.read(move |tx| Box::pin(tongguan_store::deal::load(tx, tenant, id))).await;
    let (deal, process) = (deal.expect("read").expect("there"), Process::standard());
    let now = walk.server.app.world().now();
    let sees = |who: &&str| {
        let person = PersonId(walk.person(who).parse().expect("an id"));
        Sight::of(&organization, &process, person, now).sees(
            &organization,
            &process,
            (person, &deal),
            &Place::default(),
        )
    };
    EVERYBODY.into_iter().filter(sees).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_what_he_may_not() {
    for_each_engine(|db| async move {
        let world = World::new(&db, whole(&db).await).await;
        nothing_is_learnt(&world).await;
        everything_is_seen_by_somebody(&world, 60).await;
        a_leaver_learns_nothing(&world).await;
    })
    .await;
}

/// The same of a lead in its first stage: there is one paper, and nobody takes part yet but its owner and those above him.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_of_a_lead_what_he_may_not() {
    for_each_engine(|db| async move {
        let mut walk = in_time::company(&db).await;
        in_time::until(&mut walk, Stage::Screening).await;
        let world = World::new(&db, walk).await;
        let takes_no_part = ["product", "presales", "delivery", "archivist"];
        for blind in takes_no_part {
            assert!(!world.sees.contains(blind), "{:?}", world.sees);
        }
        nothing_is_learnt(&world).await;
        everything_is_seen_by_somebody(&world, 12).await;
        a_leaver_learns_nothing(&world).await;
    })
    .await;
}

/// Every address, list and command, asked by everybody, and by programs that speak for one of each relation.
async fn nothing_is_learnt(world: &World) {
    assert!(world.sees.contains("rep") && world.sees.contains("auditor"), "{:?}", world.sees);
    for blind in ["other", "colleague", "admin", "security"] {
        assert!(!world.sees.contains(blind), "{:?}", world.sees);
    }
    let mut wrong = Vec::new();
    for who in world.callers {
        for path in reads(&world.ids) {
            let reply = world.walk.get(who, &path.address).await;
            wrong.extend(world.leaks(who, &path.address, &reply));
            // Who keeps rights answers why somebody sees a deal or not, and learns nothing else of it.
            let explains = *who == "security" && path.address.ends_with("/access");
            if path.reach == Reach::Deal && !world.sees.contains(who) && !explains {
                wrong.extend(told_apart(world, who, &path.address, &reply).await);
            }
        }
        for order in paths::exports(&world.ids) {
            let reply = world.walk.post(who, "/api/v1/exports", &order).await;
            wrong.extend(world.leaks(who, &order.to_string(), &reply));
        }
        wrong.extend(writes(world, who).await);
    }
    wrong.extend(keys::learn(world).await);
    assert!(wrong.is_empty(), "{} leaks: {:#?}", wrong.len(), &wrong[..wrong.len().min(60)]);
}

/// What is forbidden and what is not there have one answer: status, body and headers.
async fn told_apart(world: &World, who: &str, path: &str, reply: &Reply) -> Option<String> {
    let missing = world.walk.get(who, &world.ids.without(path)).await;
    let headers = |reply: &Reply| -> BTreeMap<String, String> {
        let lasting =
            reply.headers.clone().into_iter().filter(|(name, _)| name != "x-request-id" && name != "date");
        lasting.collect()
    };
    let differs = reply.status != missing.status
        || reply.lasting() != missing.lasting()
        || headers(reply) != headers(&missing);
    differs.then(|| {
        format!(
            "{who} {path}: {} {:#} is not {} {:#}",
            reply.status, reply.body, missing.status, missing.body
        )
    })
}

/// Copies hold what their reader may learn and nothing else. Commands and copies about what he does not see answer as if it were
/// not there.
async fn writes(world: &World, who: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, body) in paths::writes(&world.ids) {
        if world.sees.contains(who) {
            if !path.ends_with("/commands") {
                let reply = world.walk.post(who, &path, &body).await;
                wrong.extend(world.leaks(who, &path, &reply));
            }
            continue;
        }
        let reply = world.walk.post(who, &path, &body).await;
        let missing = world.walk.post(who, &world.ids.without(&path), &body).await;
        if reply.status != missing.status || reply.lasting() != missing.lasting() {
            wrong.push(format!(
                "{who} POST {path}: {} {:#} is not {:#}",
                reply.status, reply.body, missing.body
            ));
        }
        wrong.extend(world.leaks(who, &path, &reply));
    }
    wrong
}

/// The harvest is no empty net: whoever reads everything finds what it holds.
async fn everything_is_seen_by_somebody(world: &World, least: usize) {
    let mut found = BTreeSet::new();
    for path in reads(&world.ids) {
        let reply = world.walk.get("auditor", &path.address).await;
        let body = unpacked::text(&reply.bytes);
        let own = world.secrets.0.iter().filter(|secret| !secret.is_foreign());
        found.extend(own.filter(|secret| body.contains(&secret.text)).map(|secret| secret.text.clone()));
    }
    let own = world.secrets.0.iter().filter(|secret| !secret.is_foreign()).count();
    assert!(own > least && found.len() * 10 > own * 9, "{} of {own} secrets are ever seen", found.len());
    assert!(found.contains(secrets::COMMENT), "what somebody said is not watched");
    let asked = json!({"format": "docx"});
    let mut printed = BTreeSet::new();
    for (id, _) in &world.ids.documents {
        let path = format!("/api/v1/deals/{}/documents/{id}/paper", world.ids.deal);
        let body = unpacked::text(&world.walk.post("auditor", &path, &asked).await.bytes);
        let own = world.secrets.0.iter().filter(|secret| !secret.is_foreign());
        printed.extend(own.filter(|secret| body.contains(&secret.text)).map(|secret| &secret.text));
    }
    assert!(printed.len() * 5 > least, "papers are no empty net either: {} of them", printed.len());
}

/// The stream of events tells ids of what its listener sees, and no others.
#[tokio::test(flavor = "multi_thread")]
async fn the_stream_of_events_tells_only_of_what_is_seen() {
    for_each_engine(|db| async move {
        let server = super::company::company(&db, &["rep", "other"]).await;
        let heard = server.listen("other").await;
        let hidden = super::deal::registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{hidden}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("an id").to_owned();
        let rename = json!({"type": "classify_account", "industry": "C35"});
        server.post("rep", format!("/api/v1/accounts/{account}/commands"), rename).version(1).send().await.expect(200);
        let contact = json!({"type": "create_contact", "account": account, "card": {"name": "李工", "phone": "13800000000", "notice": "business_card", "notified_on": "2026-01-05"}});
        server.post("rep", "/api/v1/contacts/commands", contact).send().await;
        // His own deal ends the listening: what was to come before it has come.
        let mut form = super::company::lead_form();
        form.insert("account_name".to_owned(), json!("青岛海滨食品有限公司"));
        form.insert("uscc".to_owned(), Value::Null);
        let reply = server.post("other", "/api/v1/deals", json!({"body": form})).send().await.expect(201);
        let own = reply.body["id"].as_str().expect("an id").to_owned();
        let told = heard.until(&own).await;
        assert!(!told.contains(&hidden) && !told.contains(&account), "{told}");
        assert!(!told.contains("contact"), "{told}");
    })
    .await;
}

/// With the session its stream ends, so that an open page learns of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_stream_of_events_ends_with_the_session() {
    for_each_engine(|db| async move {
        let server = super::company::company(&db, &["rep", "other"]).await;
        let heard = server.listen("other").await;
        server.ask("DELETE", "/api/v1/session").by("other").send().await.expect(204);
        super::deal::registered(&server, "rep").await;
        // A stream that goes on would be waited for forever.
        let told = tokio::time::timeout(std::time::Duration::from_secs(60), heard.until_its_end()).await;
        assert_eq!(told.expect("the stream ends"), "");
    })
    .await;
}

/// Who has left is nobody from that moment on.
async fn a_leaver_learns_nothing(world: &World) {
    let walk = &world.walk;
    let posts = walk.get("admin", "/api/v1/posts?limit=200").await.expect(200).body;
    let held = posts["items"]
        .as_array()
        .expect("posts")
        .iter()
        .filter(|post| post["holder"] == walk.person("presales"));
    for post in held.cloned().collect::<Vec<Value>>() {
        let id = post["id"].as_str().expect("an id");
        walk.kept("security", "posts", Some(id), json!({"type": "vacate_post"})).await;
    }
    let before = walk.get("presales", "/api/v1/deals").await;
    walk.kept("admin", "users", Some(walk.person("presales")), json!({"type": "disable_person"})).await;
    assert_ne!(before.status, 401, "he was signed in");
    for path in reads(&world.ids) {
        let reply = walk.server.get("presales", &*path.address).send().await;
        assert!(path.reach == Reach::Open || reply.status == 401, "{}: {}", path.address, reply.status);
    }
}
