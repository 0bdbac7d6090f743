//! What is written beside deals for a few: an appeal, a request to take contacts out, a plan to reorganise, a batch of history.

use serde_json::json;

use crate::walk::Walk;

/// One of them: the list in which it stands, its id, a text of its own, and whom it is for.
pub struct Entrusted {
    pub kind: &'static str,
    pub id: String,
    pub text: &'static str,
    pub people: &'static [&'static str],
}

/// Has each of them written.
pub async fn entrust(walk: &Walk) -> Vec<Entrusted> {
    let one = |kind, id, text, people| Entrusted { kind, id, text, people };
    vec![
        one("account-appeals", appeal(walk).await, APPEAL, &APPEALS),
        one(
            "export-requests",
            export(walk).await,
            EXPORT,
            &["rep", "supervisor", "manager", "director", "general", "security", "auditor"],
        ),
        one(
            "reorganizations",
            reorganization(walk).await,
            PLAN,
            &["security", "admin", "general", "auditor"],
        ),
        one("migration-batches", batch(walk).await, BATCH, &["ops", "general", "director", "auditor"]),
    ]
}

/// Who appeals, and whoever sees the customer.
const APPEALS: [&str; 13] = [
    "other",
    "colleague",
    "supervisor",
    "manager",
    "director",
    "general",
    "finance",
    "controller",
    "cashier",
    "legal",
    "service",
    "ops",
    "auditor",
];

const APPEAL: &str = "canary-c4d1 展会上先建立联系并留有记录";
const EXPORT: &str = "canary-d7e2 寄送新春答谢函";
const PLAN: &str = "canary-e5f3 华东华南合并";
const BATCH: &str = "canary-f6a4 老系统的历史商机";

async fn appeal(walk: &Walk) -> String {
    let name = "湖州长兴重型机床有限公司";
    let create = json!({"type": "create_account", "name": name, "justification": "名称相近的另一家公司"});
    walk.kept("colleague", "accounts", None, create).await;
    let filed = walk.post("other", "/api/v1/appeals", &json!({"name": name, "reason": APPEAL})).await;
    let told = walk.get("other", "/api/v1/appeals").await.expect(200).body;
    let line = told["items"].as_array().and_then(|lines| lines.first());
    let id = line.and_then(|line| line["account_appeal"].as_str());
    id.unwrap_or_else(|| panic!("{:#} {told:#}", filed.body)).to_owned()
}

async fn export(walk: &Walk) -> String {
    let ask = json!({"type": "request_export", "list": "contacts", "filters": {}, "contacts": 900, "reason": EXPORT});
    walk.kept("rep", "export-requests", None, ask).await
}

async fn reorganization(walk: &Walk) -> String {
    let posts = walk.get("security", "/api/v1/posts?limit=200").await.expect(200).body;
    let held = |post: &&serde_json::Value| post["holder"] == walk.person("other");
    let post =
        posts["items"].as_array().and_then(|posts| posts.iter().find(held)).expect("a post")["id"].clone();
    let plan = json!({"type": "plan_reorganization", "name": PLAN, "on": "2099-01-01", "changes": [{"kind": "vacate", "post": post}]});
    walk.kept("security", "reorganizations", None, plan).await
}

async fn batch(walk: &Walk) -> String {
    let prepare = json!({"type": "prepare_migration", "name": BATCH, "rows": {"nurture": ["ab".repeat(32)]}});
    walk.kept("ops", "migration-batches", None, prepare).await
}
