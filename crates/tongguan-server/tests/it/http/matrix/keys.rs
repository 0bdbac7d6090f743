//! The same addresses asked by programs: a key sees no more than its person, and of that only what its scopes name.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::paths::{self, Reach};
use super::{ONE_OF_EACH, World};
use crate::http::server::Reply;

/// No key speaks for who administers.
const NOBODYS: &str = "admin";

async fn key(world: &World, whose: &str, scopes: Value) -> String {
    let ends_at = world.walk.server.app.world().now().saturating_add(jiff::SignedDuration::from_hours(48));
    let wanted = json!({
        "name": format!("{whose} 接口"),
        "person": world.walk.person(whose),
        "scopes": scopes,
        "ends_at": ends_at.expect("a moment"),
    });
    let made = world.walk.post("admin", "/api/v1/api-keys", &wanted).await.expect(201).body;
    made["secret"].as_str().expect("a secret").to_owned()
}

async fn ask(world: &World, secret: &str, method: &'static str, path: &str, body: Option<&Value>) -> Reply {
    let ask = world.walk.server.ask(method, path).header("authorization", format!("Bearer {secret}"));
    match body {
        Some(body) => ask.json(body.clone()).key().send().await,
        None => ask.send().await,
    }
}

/// What a key of each relation learns that its person may not, or learns without the scope for it.
pub async fn learn(world: &World) -> Vec<String> {
    let mut wrong = Vec::new();
    for who in ONE_OF_EACH.into_iter().filter(|who| *who != NOBODYS) {
        let reads = key(world, who, json!(["read"])).await;
        let takes = key(world, who, json!(["exports"])).await;
        for path in paths::reads(&world.ids) {
            let reply = ask(world, &reads, "GET", &path.address, None).await;
            wrong.extend(world.leaks(&format!("{who} by key"), &path.address, &reply));
            if path.reach == Reach::Deal && !world.sees.contains(who) {
                wrong.extend(told_apart(world, (who, &reads), &path.address, &reply).await);
            }
            // Without the scope nothing is read, whatever it is.
            let reply = ask(world, &takes, "GET", &path.address, None).await;
            if path.reach != Reach::Open && (reply.status, reply.code()) != (403, "key_scope") {
                wrong.push(format!("{who} by a key without scope {}: {}", path.address, reply.status));
            }
        }
        for order in paths::exports(&world.ids) {
            let reply = ask(world, &takes, "POST", "/api/v1/exports", Some(&order)).await;
            wrong.extend(world.leaks(&format!("{who} by key"), &order.to_string(), &reply));
            let reply = ask(world, &reads, "POST", "/api/v1/exports", Some(&order)).await;
            if (reply.status, reply.code()) != (403, "key_scope") {
                wrong.push(format!("{who} takes out by a key that only reads: {order}"));
            }
        }
        for (path, body) in paths::writes(&world.ids) {
            let reply = ask(world, &reads, "POST", &path, Some(&body)).await;
            if (reply.status, reply.code()) != (403, "key_scope") {
                wrong.push(format!("{who} writes by a key that only reads: {path} {}", reply.status));
            }
        }
    }
    wrong
}

/// What is forbidden to the person and what is not there have one answer for his key as well.
async fn told_apart(world: &World, (who, secret): (&str, &str), path: &str, reply: &Reply) -> Option<String> {
    let missing = ask(world, secret, "GET", &world.ids.without(path), None).await;
    let headers = |reply: &Reply| -> BTreeMap<String, String> {
        let lasting =
            reply.headers.clone().into_iter().filter(|(name, _)| name != "x-request-id" && name != "date");
        lasting.collect()
    };
    let differs = reply.status != missing.status
        || reply.lasting() != missing.lasting()
        || headers(reply) != headers(&missing);
    differs.then(|| format!("{who} by key {path}: {} is not {}", reply.status, missing.status))
}
