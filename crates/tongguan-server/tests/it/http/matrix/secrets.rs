//! What may not be learnt, and by whom: harvested from what the walk wrote, and the records of a second company.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tongguan_core::deal::{self, RegisterLead};
use tongguan_core::facts::{Actor, Context};
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_core::process::{Field, FieldType, Process, Visibility};
use tongguan_store::{Database, StoreError, tenant};
use uuid::Uuid;

use super::entrusted::Entrusted;
use super::paths::Ids;
use crate::company::scene::{Scene, Who, lead_form};
use crate::walk::Walk;

/// What somebody said on the deal.
pub const COMMENT: &str = "canary-7f3a 客户内部预算口径";
/// A customer in the file that the rep brought and nobody has imported.
pub const BROUGHT: &str = "canary-91d4精密轴承有限公司";
/// What every text of the second company begins with.
const FOREIGN: &str = "canary-b2c9";

/// A text that somebody may not learn.
pub struct Secret {
    pub text: String,
    /// Where it stands.
    pub what: String,
    /// Who may: whoever sees the deal, where absent; else holders of these roles among them.
    roles: Option<BTreeSet<String>>,
    foreign: bool,
    /// Whom it is for, whoever sees the deal.
    people: Option<&'static [&'static str]>,
}

impl Secret {
    /// Whether somebody may learn it.
    pub fn is_for(&self, who: &str, sees: bool) -> bool {
        let by_role = |roles: &BTreeSet<String>| {
            roles.contains(role_of(who)) || who == "auditor" || roles.contains("owner") && who == "rep"
        };
        if let Some(people) = self.people {
            return people.contains(&who);
        }
        !self.foreign && sees && self.roles.as_ref().is_none_or(by_role)
    }

    /// Whether it is of the second company.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }
}

/// The role of somebody of the walk.
fn role_of(who: &str) -> &'static str {
    match who {
        "rep" | "colleague" | "other" => "sales_rep",
        "supervisor" => "sales_supervisor",
        "manager" => "sales_manager",
        "director" => "sales_director",
        "general" => "general_manager",
        "product" => "product_manager",
        "presales" => "presales",
        "finance" => "finance_specialist",
        "controller" => "finance_manager",
        "cashier" => "cashier",
        "legal" => "legal_specialist",
        "delivery" => "delivery_manager",
        "archivist" => "admin_archivist",
        "ops" => "sales_ops",
        "auditor" => "auditor",
        "admin" => "sys_admin",
        "security" => "security_admin",
        "service" => "service_agent",
        who => panic!("whose role is {who}'s?"),
    }
}

/// All of them.
pub struct Secrets(pub Vec<Secret>);

impl Secrets {
    pub async fn harvest(walk: &Walk, ids: &Ids, (foreign, entrusted): (Vec<String>, &[Entrusted])) -> Self {
        let process = Process::standard();
        let public = public(walk, &process).await;
        let mut found = Found::new();
        for (id, kind) in &ids.documents {
            let page = walk.get("auditor", &walk.path(&format!("/documents/{id}"))).await.expect(200).body;
            let form = process.documents.iter().find(|(known, _)| known.key() == kind).map(|(_, form)| form);
            let form = form.unwrap_or_else(|| panic!("no form {kind}"));
            let readers = Some(form.readers.iter().chain(&form.fillers).cloned().collect())
                .filter(|_| !form.readers.is_empty());
            note_record(&mut found, (kind, &page["body"]), &form.fields().collect::<Vec<_>>(), readers);
        }
        let contacts =
            walk.get("rep", &format!("/api/v1/contacts?account={}", ids.account)).await.expect(200).body;
        note_texts(&mut found, "contact", &contacts["items"], None);
        for (what, text) in [("comment", COMMENT), ("deal", &*ids.deal), ("account", &*ids.account)] {
            widen(&mut found, what, text, None);
        }
        let watch_over = ["owner", "sales_director", "general_manager", "sales_ops"].map(str::to_owned);
        widen(&mut found, "brought", BROUGHT, Some(BTreeSet::from(watch_over)));
        let own =
            found.into_iter().filter(|(text, _)| !public.iter().any(|known| known.contains(text.as_str())));
        let own = own.map(|(text, (what, roles))| Secret { text, what, roles, foreign: false, people: None });
        let foreign = foreign.into_iter().map(|text| Secret {
            text,
            what: "second company".to_owned(),
            roles: None,
            foreign: true,
            people: None,
        });
        let entrusted = entrusted.iter().map(|one| Secret {
            text: one.text.to_owned(),
            what: one.kind.to_owned(),
            roles: None,
            foreign: false,
            people: Some(one.people),
        });
        Self(own.chain(foreign).chain(entrusted).collect())
    }
}

type Found = BTreeMap<String, (String, Option<BTreeSet<String>>)>;

fn note_record(
    found: &mut Found,
    (what, record): (&str, &Value),
    fields: &[&Field],
    readers: Option<BTreeSet<String>>,
) {
    let Some(record) = record.as_object() else { return };
    for (key, value) in record {
        let field = fields.iter().find(|field| field.key == *key);
        let roles = match field.map(|field| &field.visible) {
            Some(Visibility::Roles(roles)) => Some(roles.iter().cloned().collect()),
            _ => readers.clone(),
        };
        let what = format!("{what}.{key}");
        match (field.map(|field| &field.kind), value) {
            (Some(FieldType::Table(columns)), Value::Array(rows)) => {
                let columns: Vec<&Field> = columns.iter().collect();
                rows.iter().for_each(|row| note_record(found, (&what, row), &columns, roles.clone()));
            }
            _ => note_texts(found, &what, value, roles),
        }
    }
}

fn note_texts(found: &mut Found, what: &str, value: &Value, roles: Option<BTreeSet<String>>) {
    match value {
        Value::String(text) if is_telling(text) => widen(found, what, text, roles),
        Value::Array(items) => items.iter().for_each(|item| note_texts(found, what, item, roles.clone())),
        Value::Object(map) => map.values().for_each(|value| note_texts(found, what, value, roles.clone())),
        _ => {}
    }
}

/// A text that stands in two places is for whoever reads either.
fn widen(found: &mut Found, what: &str, text: &str, roles: Option<BTreeSet<String>>) {
    let entry = found.entry(text.to_owned()).or_insert_with(|| (what.to_owned(), Some(BTreeSet::new())));
    entry.1 = match (entry.1.take(), roles) {
        (Some(mut known), Some(more)) => {
            known.extend(more);
            Some(known)
        }
        _ => None,
    };
}

/// Long enough to say something, and neither a moment, a day, a figure nor an option's key.
fn is_telling(text: &str) -> bool {
    let words = text.chars().filter(|c| !c.is_ascii()).count();
    let is_phone = text.len() >= 8
        && text.chars().filter(char::is_ascii_digit).count() >= 8
        && text.contains('-')
        && !text.starts_with("20");
    words >= 4 || text.contains('@') || is_phone
}

/// What everybody may know: the definition, and the reference lists that are for all.
async fn public(walk: &Walk, process: &Process) -> Vec<String> {
    let mut texts = vec![serde_json::to_string(process).expect("plain data")];
    for path in [
        "users",
        "departments",
        "products",
        "own-entities",
        "price-books",
        "settings",
        "separations",
        "notices/reasons",
    ] {
        let reply = walk.get("other", &format!("/api/v1/{path}")).await;
        texts.push(String::from_utf8_lossy(&reply.bytes).into_owned());
    }
    // One of our own people is also noted as a contact of the customer; who administers people knows how to reach him.
    let own = walk.get("admin", "/api/v1/users?limit=200").await;
    texts.push(String::from_utf8_lossy(&own.bytes).into_owned());
    texts
}

/// Another company in the same database, with a deal, a customer and people of its own; answers what it says.
pub async fn second_company(db: &Database) -> Vec<String> {
    let mut scene = Scene::new();
    let tenant = TenantId(Uuid::from_u128(u128::MAX - 0xb2c9));
    let name = format!("{FOREIGN}精密仪器有限公司");
    let mut body = lead_form();
    for (key, text) in [
        ("account_name", name.as_str()),
        ("need_summary", FOREIGN),
        ("contact_name", FOREIGN),
        ("source_detail", FOREIGN),
    ] {
        body.insert(key.to_owned(), json!(text));
    }
    let context: Context = scene.context(Actor::Person(Who::Rep.id()));
    let command = RegisterLead { body, ..RegisterLead::default() };
    let id = DealId(Uuid::from_u128(0xb2c9_0001));
    let outcome = deal::register(id, &scene.process, &scene.facts, &command, &context).expect("registered");
    let (process, now) = (scene.process.clone(), scene.now);
    let stored: Result<(), StoreError> = db
        .write(move |tx| {
            let (outcome, process, name) = (outcome.clone(), process.clone(), format!("{FOREIGN}公司"));
            Box::pin(async move {
                // Its id sorts behind: the first company stays the one that this installation serves.
                tenant::create(tx, &tenant::Tenant { id: tenant.0, name, created_at: now }).await?;
                let command = CommandId(Uuid::from_u128(0xb2c9_0002));
                tongguan_store::deal::append(tx, tenant, &process, command, None, &outcome).await.map(drop)
            })
        })
        .await;
    stored.expect("the second company is stored");
    vec![FOREIGN.to_owned(), id.0.to_string(), tenant.0.to_string()]
}
