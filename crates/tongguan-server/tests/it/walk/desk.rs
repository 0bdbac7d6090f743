//! Where everybody of the walk acts: with a session of his own, by what is offered, at the clock of the test.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Value, json};
use tokio::sync::watch;
use tongguan_core::id::{AccountId, TenantId};
use tongguan_service::job::scanner::Scanner;
use tongguan_store::tenant::Tenant;
use tongguan_store::{Database, StoreError};

use super::{cast, seed};
use crate::http::server::{Ask, Reply, Server};
use crate::trap::typing::{self, Typing};

/// A deal on its way.
pub struct Walk {
    pub server: Server,
    pub deal: String,
    pub account: String,
    /// The customer's people: who told the need, a second source, who decides, who pays.
    pub engineer: String,
    pub chief: String,
    pub decider: String,
    pub treasurer: String,
    pub seller: String,
    pub software: String,
    pub service: String,
    people: HashMap<String, String>,
    scanner: Scanner,
    pub db: Database,
    typing: Mutex<Typing>,
}

/// A local moment in Shanghai, as the API takes it.
pub fn local(text: &str) -> String {
    moment(text).to_string()
}

fn moment(text: &str) -> Timestamp {
    let civil: DateTime = text.parse().expect("a local moment");
    civil.in_tz("Asia/Shanghai").expect("a zone").timestamp()
}

impl Walk {
    pub fn new(db: &Database, server: Server) -> Self {
        let scanner = Scanner::new(db.clone(), server.app.executor.clone(), server.app.world().clone());
        let none = String::new;
        Self {
            server,
            deal: none(),
            account: none(),
            engineer: none(),
            chief: none(),
            decider: none(),
            treasurer: none(),
            seller: none(),
            software: none(),
            service: none(),
            people: HashMap::new(),
            scanner,
            db: db.clone(),
            typing: Mutex::default(),
        }
    }

    /// Moves the clock to a local moment; what fell due meanwhile is recorded and told.
    pub async fn at(&self, local: &str) {
        self.server.until(moment(local));
        let tenants: Result<Vec<Tenant>, StoreError> =
            self.db.read(|tx| Box::pin(tongguan_store::tenant::all(tx))).await;
        let tenant = TenantId(tenants.expect("read")[0].id);
        let (_keep, stopping) = watch::channel(false);
        self.scanner.turn(tenant, &stopping).await.expect("scanned");
    }

    /// Sends a request of somebody, who signs in again where his session has ended.
    pub async fn send(&self, who: &str, make: impl Fn(&Server) -> Ask<'_>) -> Reply {
        let reply = make(&self.server).send().await;
        if reply.status != 401 {
            return reply;
        }
        let password = if who == "admin" { cast::FIRST } else { cast::OWN };
        self.server.sign_in(who, password).await.expect(201);
        make(&self.server).send().await
    }

    pub async fn get(&self, who: &str, path: &str) -> Reply {
        self.send(who, |server| server.get(who, path)).await
    }

    pub async fn post(&self, who: &str, path: &str, body: &Value) -> Reply {
        self.send(who, |server| server.post(who, path, body.clone())).await
    }

    /// Learns the ids of our people.
    pub async fn meet_people(&mut self) {
        let listed = self.get("ops", "/api/v1/users?limit=200").await.expect(200).body;
        for person in listed["items"].as_array().expect("people") {
            let name = text(&person["name"]);
            let login = name.split_once(" ").map_or(name.as_str(), |(login, _)| login);
            self.people.insert(login.to_owned(), text(&person["id"]));
        }
    }

    pub fn person(&self, login: &str) -> &str {
        &self.people[login]
    }

    /// A command to reference data.
    pub async fn keep(&self, who: &str, kind: &str, id: Option<&str>, command: Value) -> Reply {
        let path = match id {
            Some(id) => format!("/api/v1/{kind}/{id}/commands"),
            None => format!("/api/v1/{kind}/commands"),
        };
        self.post(who, &path, &command).await
    }

    /// … which is accepted; the id.
    pub async fn kept(&self, who: &str, kind: &str, id: Option<&str>, command: Value) -> String {
        text(&self.keep(who, kind, id, command).await.expect(200).body["id"])
    }

    /// A sister company was quoted something lately, by people of another company of ours.
    pub async fn was_quoted(&self, account: &str, list: i64, gross: i64) {
        let (account, now) = (account.parse().expect("an id"), self.server.app.world().now());
        seed::quotation(&self.db, AccountId(account), now, (list, gross)).await;
    }

    /// A file; its name from then on.
    pub async fn file(&self, who: &str, content: &str) -> String {
        let bytes = format!("%PDF-1.7\n{content}\n%%EOF\n");
        let reply = self
            .send(who, |server| server.ask("POST", "/api/v1/files").by(who).key().bytes(bytes.clone()))
            .await;
        text(&reply.expect(201).body["sha256"])
    }

    pub fn path(&self, tail: &str) -> String {
        format!("/api/v1/deals/{}{tail}", self.deal)
    }

    /// The deal as somebody sees it.
    pub async fn view(&self, who: &str) -> Value {
        self.get(who, &self.path("")).await.expect(200).body
    }

    /// The latest document of a kind.
    pub async fn document(&self, who: &str, kind: &str) -> Value {
        let view = self.view(who).await;
        let documents = view["documents"].as_array().expect("documents");
        documents.iter().rfind(|one| one["kind"] == kind).unwrap_or_else(|| panic!("no {kind}")).clone()
    }

    /// How the obligations of a clock stand: state, and whether it was missed.
    pub async fn clock(&self, clock: &str) -> Vec<(String, bool)> {
        let view = self.view("rep").await;
        let all = view["obligations"].as_array().expect("obligations");
        let of_clock = all.iter().filter(|one| one["clock"] == clock);
        of_clock.map(|one| (text(&one["state"]), one["is_missed"] == true)).collect()
    }

    /// Whether somebody was told of a clock of this deal for a reason.
    pub async fn is_told(&self, who: &str, reason: &str, clock: &str) -> bool {
        let view = self.view("rep").await;
        let of_clock = |id: &Value| {
            let all = view["obligations"].as_array().expect("obligations");
            all.iter().any(|one| one["id"] == *id && one["clock"] == clock)
        };
        let page = self.get(who, "/api/v1/notices?limit=200").await.expect(200).body;
        let notices = page["items"].as_array().expect("notices");
        notices.iter().any(|one| one["reason"] == reason && of_clock(&one["about"]["id"]))
    }

    /// What a person is offered on the deal, and the version it was read at; nothing where he does not see it.
    pub async fn offers(&self, who: &str) -> Option<(Vec<Value>, String)> {
        let reply = self.get(who, &self.path("/affordances")).await;
        if reply.status == 404 {
            return None;
        }
        let reply = reply.expect(200);
        let etag = reply.headers["etag"].clone();
        Some((reply.body.as_array().expect("offers").clone(), etag))
    }

    async fn give(&self, who: &str, command: &Value, seen: &str) -> Reply {
        let path = self.path("/commands");
        self.send(who, |server| server.post(who, path.clone(), command.clone()).header("if-match", seen))
            .await
    }

    /// Somebody does what he is offered.
    pub async fn does(&self, who: &str, command: Value) -> Reply {
        let (offers, etag) =
            self.offers(who).await.unwrap_or_else(|| panic!("{who} sees no deal: {command}"));
        let offer = offers.iter().find(|one| is_about(one, &command));
        let offer = offer.unwrap_or_else(|| panic!("{who} is not offered {command}"));
        assert_eq!(offer["is_allowed"], true, "{who} {command}: {:#}", offer["refusal"]);
        let reply = self.give(who, &command, &etag).await;
        assert_eq!(reply.status, 200, "{who} {command:#}: {:#}", reply.body);
        reply
    }

    /// Somebody is not offered it, is told why, and does not get through with it either.
    pub async fn barred(&self, who: &str, command: Value, code: &str) -> Reply {
        let Some((offers, etag)) = self.offers(who).await else {
            assert_eq!(code, "not_found", "{who} {command}");
            return self.give(who, &command, "\"v1\"").await.expect(404);
        };
        match offers.iter().find(|one| is_about(one, &command)) {
            Some(offer) => {
                assert_eq!(offer["is_allowed"], false, "{who} {command}");
                assert_eq!(offer["refusal"]["code"], code, "{who} {command}");
                assert!(offer["refusal"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{offer:#}");
            }
            None => assert!(command["approval"].is_string(), "{who} is told nothing of {command}"),
        }
        self.refused(who, command, &etag, code).await
    }

    /// What somebody says is refused, although he might have said something else.
    pub async fn fails(&self, who: &str, command: Value, code: &str) -> Reply {
        let offers = self.offers(who).await;
        let (_, etag) = offers.unwrap_or_else(|| panic!("{who} sees no deal: {command}"));
        self.refused(who, command, &etag, code).await
    }

    /// Refused on every way alike: alone, tried without doing it, in bulk, and said again under the same key.
    async fn refused(&self, who: &str, command: Value, etag: &str, code: &str) -> Reply {
        let reply = self.give(who, &command, etag).await;
        assert_eq!(reply.code(), code, "{who} {command}: {:#}", reply.body);
        let key = format!("again-{}", reply.headers["x-request-id"]);
        for tail in ["/commands?dry_run=true", "/commands", "/commands"] {
            let path = self.path(tail);
            let said = self
                .send(who, |server| {
                    let ask = server.ask("POST", path.clone()).by(who).json(command.clone());
                    ask.header("if-match", etag).header("idempotency-key", key.clone())
                })
                .await;
            assert_eq!(said.code(), code, "{who} {tail} {command}: {:#}", said.body);
        }
        let version: u64 = etag.trim_matches(['"', 'v']).parse().expect("a version");
        let bulk = json!({"commands": [{"deal": self.deal, "version": version, "command": command}]});
        let bulk = self.post(who, "/api/v1/commands", &bulk).await.expect(200);
        assert_eq!(bulk.body[0]["problem"]["code"], code, "{who} in bulk {command}: {:#}", bulk.body);
        reply
    }

    /// A new document; its id.
    pub async fn submit(&self, who: &str, kind: &str, body: Value) -> String {
        let proposed =
            self.get(who, &self.path(&format!("/prefill/{kind}"))).await.expect(200).body["body"].clone();
        let reply = self.does(who, submission(kind, body.clone())).await;
        let created = reply.body["created"].as_array().expect("created");
        let document = created.iter().find(|one| one["kind"] == "document");
        let id = text(&document.unwrap_or_else(|| panic!("no document: {created:?}"))["id"]);
        self.typed(who, kind, &id, (&body, &proposed)).await;
        id
    }

    /// Counts what somebody typed into a form, and what its paper holds.
    pub async fn typed(&self, who: &str, kind: &str, document: &str, (body, proposed): (&Value, &Value)) {
        let paper = self.get(who, &self.path(&format!("/documents/{document}"))).await.expect(200).body;
        let view = self.view(who).await;
        let listed =
            view["documents"].as_array().expect("documents").iter().find(|one| one["id"] == document);
        let facts = listed.map_or(Value::Null, |one| one["facts"].clone());
        let mut typing = self.typing.lock().expect("no panic under the lock");
        let sum = typing.entry(kind.to_owned()).or_default();
        sum.0 += typing::typed(body, proposed);
        // What is computed stands on the paper too.
        sum.1 += typing::typed(&paper["body"], &Value::Null) + typing::typed(&facts, &paper["body"]);
    }

    /// What was typed until now.
    pub fn typing(&self) -> Typing {
        self.typing.lock().expect("no panic under the lock").clone()
    }

    /// A further revision of the latest document of a kind.
    pub async fn revise(&self, who: &str, kind: &str, body: Value) -> Reply {
        let known = self.document(who, kind).await;
        let mut command = submission(kind, body);
        (command["document"], command["revision"]) = (known["id"].clone(), known["revision"].clone());
        self.does(who, command).await
    }

    /// The decision that waits in somebody's inbox about this deal.
    pub async fn decision(&self, who: &str, verdict: &str) -> Value {
        let page = self.get(who, "/api/v1/approvals").await.expect(200).body;
        let lines = page["items"].as_array().expect("lines");
        let line = lines.iter().find(|one| one["deal"]["id"] == self.deal.as_str());
        let line = line.unwrap_or_else(|| panic!("nothing waits for {who}: {lines:#?}"));
        json!({
            "type": "decide_approval", "approval": line["id"], "step": line["step"], "verdict": verdict,
            "digest": line["digest"], "opinion": "已核对，同意",
        })
    }

    /// Somebody agrees to what waits for him; `not` may not in his stead.
    pub async fn agrees(&self, who: &str, not: &[(&str, &str)]) {
        let decision = self.decision(who, "approve").await;
        for (other, code) in not {
            self.barred(other, decision.clone(), code).await;
        }
        self.does(who, decision).await;
    }

    /// Passes the gate.
    pub async fn advances(&self, who: &str, to: &str) {
        self.does(who, json!({"type": "advance_stage"})).await;
        assert_eq!(self.view(who).await["stage"], to);
    }

    /// The gate is closed for these conditions, which the offer and the refusal name alike.
    pub async fn gate_is_closed(&self, who: &str, conditions: &[&str]) {
        let reply = self.barred(who, json!({"type": "advance_stage"}), "gate_closed").await;
        let unmet = reply.body["params"]["unmet"].as_array().expect("conditions");
        let named: Vec<_> = unmet.iter().map(|one| one["condition"].as_str().unwrap_or_default()).collect();
        assert_eq!(named, conditions, "{:#}", reply.body);
    }
}

/// Whether an offer is about a command.
fn is_about(offer: &Value, command: &Value) -> bool {
    let same = |key: &str| command.get(key).is_none_or(|value| offer[key] == *value);
    let is_form = command["type"] == "submit_document";
    offer["command"] == command["type"] && (!is_form || same("kind")) && same("approval")
}

/// The command that hands a form in.
pub fn submission(kind: &str, body: Value) -> Value {
    json!({"type": "submit_document", "kind": kind, "body": body})
}

/// A text of an answer.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
