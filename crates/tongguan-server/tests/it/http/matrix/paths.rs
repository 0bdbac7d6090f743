//! Every address that can be read, drawn from the OpenAPI document, with what there is in place of its parts.

use serde_json::{Value, json};

use super::super::openapi;
use super::entrusted::Entrusted;
use crate::walk::Walk;

/// What there is in the company.
pub struct Ids {
    pub deal: String,
    pub account: String,
    pub person: String,
    pub documents: Vec<(String, String)>,
    pub files: Vec<String>,
    others: Vec<(&'static str, String)>,
}

/// An address, and what it is about.
pub struct Path {
    pub address: String,
    pub reach: Reach,
}

/// What an address is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Anybody may ask, signed in or not.
    Open,
    /// A deal or its customer.
    Deal,
    /// Anything else.
    Other,
}

/// What there is none of where the deal has just begun.
const MAYBE_NONE: [&str; 2] = ["receipts", "calendars"];
/// Nobody's id.
const NOTHING: &str = "00000000-0000-0000-0000-000000000007";
/// What stands open.
const OPEN: [&str; 5] = ["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json", "/api/v1/verify/{code}"];

impl Ids {
    pub async fn of(walk: &Walk, entrusted: &[Entrusted]) -> Self {
        let view = walk.view("auditor").await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let documents: Vec<(String, String)> = view["documents"]
            .as_array()
            .expect("documents")
            .iter()
            .map(|one| (text(&one["id"]), text(&one["kind"])))
            .collect();
        let mut files = Vec::new();
        collect_digests(&view, &mut files);
        let mut others = Vec::new();
        for kind in [
            "posts",
            "departments",
            "delegations",
            "products",
            "price-books",
            "own-entities",
            "receipts",
            "calendars",
            "subject-requests",
            "absences",
        ] {
            let page = walk.get("auditor", &format!("/api/v1/{kind}?limit=1")).await.expect(200).body;
            others.push((kind, text(&page["items"][0]["id"])));
        }
        let (deal, account) = (walk.deal.clone(), text(&view["account"]["id"]));
        let contacts = walk.get("rep", &format!("/api/v1/contacts?account={account}")).await.expect(200).body;
        others.push(("contacts", text(&contacts["items"][0]["id"])));
        let imports = walk.get("rep", "/api/v1/imports").await.expect(200).body;
        others.push(("imports", text(&imports["items"][0]["id"])));
        others.extend(entrusted.iter().map(|one| (one.kind, one.id.clone())));
        assert!(others.iter().all(|(kind, id)| !id.is_empty() || MAYBE_NONE.contains(kind)), "{others:?}");
        Self { deal, account, person: walk.person("rep").to_owned(), documents, files, others }
    }

    /// The same address about something that is not there.
    pub fn without(&self, path: &str) -> String {
        path.replace(&self.deal, NOTHING).replace(&self.account, NOTHING)
    }

    fn id_of(&self, kind: &str) -> Vec<String> {
        let one = |id: &str| vec![id.to_owned()];
        match kind {
            "deals" => one(&self.deal),
            "accounts" => one(&self.account),
            "users" => one(&self.person),
            "hand-overs" | "paper-templates" | "deliveries" => one(NOTHING),
            kind => {
                let found = self.others.iter().find(|(known, _)| *known == kind);
                let (_, id) = found.unwrap_or_else(|| panic!("no id for /{kind}/{{id}}: add it to Ids"));
                one(if id.is_empty() { NOTHING } else { id })
            }
        }
    }

    /// What stands in place of a part of an address.
    fn values(&self, part: &str, kind: &str) -> Vec<String> {
        let some = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        match part {
            "id" => self.id_of(kind),
            "document" => self.documents.iter().map(|(id, _)| id.clone()).collect(),
            "kind" => some(&[
                "lead_registration",
                "grading",
                "visit_report",
                "solution",
                "quotation",
                "negotiation_strategy",
                "contract_approval",
                "delivery_plan",
                "invoice",
                "dunning",
            ]),
            "what" => some(&["gate_closed", "not_permitted", NOTHING]),
            "sha256" => self.files.iter().take(3).cloned().chain(["ab".repeat(32)]).collect(),
            "figure" => some(&["K1", "K7", "K15"]),
            "year" => some(&["2026"]),
            "code" => some(&["0000-0000-0000-0000"]),
            part => panic!("nothing is known to stand for {{{part}}} of an address: add it to Ids"),
        }
    }

    /// What a list or a search is asked.
    fn queries(&self, path: &str) -> Vec<String> {
        let some = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        match path {
            "/api/v1/deals" | "/api/v1/board" => vec![
                "limit=50".to_owned(),
                "q=%E7%A4%BA%E4%BE%8B%E6%99%BA%E8%83%BD".to_owned(),
                format!("account={}", self.account),
                format!("owner={}", self.person),
                format!("similar={}", self.deal),
                "won=true".to_owned(),
            ],
            "/api/v1/accounts" => some(&["limit=50", "q=%E7%A4%BA%E4%BE%8B%E6%99%BA%E8%83%BD", "owes=true"]),
            "/api/v1/search" => some(&[
                "q=%E7%A4%BA%E4%BE%8B%E6%99%BA%E8%83%BD",
                "q=0571",
                "q=SJ-2026",
                "q=%E7%8E%8B%E5%B7%A5",
                "q=zsgy",
            ]),
            "/api/v1/duplicates" => some(&[
                "name=%E6%9D%AD%E5%B7%9E%E7%A4%BA%E4%BE%8B%E6%99%BA%E8%83%BD%E5%88%B6%E9%80%A0%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8",
            ]),
            "/api/v1/documents" => self.documents.iter().map(|(_, kind)| format!("kind={kind}")).collect(),
            "/api/v1/history" | "/api/v1/command-log" if path.ends_with("history") => vec![
                "limit=200".to_owned(),
                format!("deal={}", self.deal),
                format!("account={}", self.account),
                format!("actor={}", self.person),
            ],
            "/api/v1/command-log" => vec![
                "limit=200".to_owned(),
                format!("target_kind=deal&target={}", self.deal),
                format!("actor={}", self.person),
            ],
            "/api/v1/contacts" => vec![format!("account={}", self.account)],
            "/api/v1/obligations" => some(&["whose=mine", "whose=team", "whose=waiting"]),
            "/api/v1/obligations/counts" => some(&["whose=mine", "whose=team"]),
            "/api/v1/approvals" => some(&["box=todo", "box=mine", "box=done", "box=copied"]),
            "/api/v1/insights/rows" => some(&[
                "of=registered&from=2026-01-01&to=2026-12-31",
                "of=leads&from=2026-01-01&to=2026-12-31",
            ]),
            "/api/v1/insights" | "/api/v1/insights/owner" => some(&["from=2026-01-01&to=2026-12-31"]),
            "/api/v1/instalments" => {
                vec!["open=false".to_owned(), format!("account={}", self.account), "limit=50".to_owned()]
            }
            "/api/v1/leads/suggestion" => {
                some(&["budget_status=approved&authority_level=decider&intent_level=explicit"])
            }
            "/api/v1/views" => some(&["page=deals"]),
            path if path.ends_with("/as-of") => some(&["at=2100-01-01T00:00:00Z", "at=2026-03-20T00:00:00Z"]),
            path if path.ends_with("/paper") => some(&["format=docx"]),
            path if path.ends_with("/result") => some(&["format=csv"]),
            path if path.ends_with("/rows") => some(&["pass=check"]),
            _ => vec![String::new()],
        }
    }
}

/// File digests of a view, each once.
fn collect_digests(value: &Value, found: &mut Vec<String>) {
    let is_digest = |text: &str| text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit());
    match value {
        Value::String(text) if is_digest(text) && !found.contains(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect_digests(item, found)),
        Value::Object(map) => map.values().for_each(|value| collect_digests(value, found)),
        _ => {}
    }
}

/// Every address that can be read; the stream of events has no end and its own test.
pub fn reads(ids: &Ids) -> Vec<Path> {
    let document = openapi::current();
    let paths = document["paths"].as_object().expect("paths");
    let readable =
        paths.iter().filter(|(path, methods)| methods.get("get").is_some() && *path != "/api/v1/events");
    let mut all = Vec::new();
    for (path, _) in readable {
        let reach = match path.as_str() {
            open if OPEN.contains(&open) => Reach::Open,
            path if path.starts_with("/api/v1/deals/{id}") || path.starts_with("/api/v1/accounts/{id}") => {
                Reach::Deal
            }
            _ => Reach::Other,
        };
        let kind = path.split('/').nth(3).unwrap_or_default();
        for address in filled(ids, path, kind) {
            for query in ids.queries(path) {
                let mark = if query.is_empty() { "" } else { "?" };
                all.push(Path { address: format!("{address}{mark}{query}"), reach });
            }
        }
    }
    all
}

fn filled(ids: &Ids, path: &str, kind: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (part, after) = rest.split_once('}').expect("a part ends");
    let values = ids.values(part, kind).into_iter();
    values.flat_map(|value| filled(ids, &format!("{before}{value}{after}"), kind)).collect()
}

/// Files that can be taken out, in formats that show their text.
pub fn exports(ids: &Ids) -> Vec<Value> {
    use tongguan_server::http::export::list::List;
    let filters = |list: List| match list.key() {
        "contacts" => json!({"account": ids.account}),
        "documents" => json!({"kind": "quotation"}),
        "insight_rows" => json!({"of": "registered", "from": "2026-01-01", "to": "2026-12-31"}),
        "obligations" => json!({"whose": "team"}),
        _ => json!({}),
    };
    let order = |list: &List| json!({"list": list.key(), "filters": filters(*list), "format": "jsonl", "reason": "权限矩阵核对"});
    List::ALL.iter().map(order).collect()
}

/// What is done to a deal or asked of it by POST.
pub fn writes(ids: &Ids) -> Vec<(String, Value)> {
    let deal = format!("/api/v1/deals/{}", ids.deal);
    let mut all = vec![
        (format!("{deal}/commands"), json!({"type": "comment", "text": "看看是谁的客户"})),
        (format!("{deal}/commands"), json!({"type": "advance_stage"})),
        (format!("{deal}/preview"), json!({"type": "advance_stage"})),
        (format!("{deal}/ledger/paper"), json!({"format": "docx"})),
        (format!("{deal}/archive"), json!({"documents": "xlsx", "reason": "权限矩阵核对"})),
        (
            format!("/api/v1/accounts/{}/commands", ids.account),
            json!({"type": "rename_account", "name": "新名称有限公司"}),
        ),
    ];
    let paper =
        |(id, _): &(String, String)| (format!("{deal}/documents/{id}/paper"), json!({"format": "docx"}));
    all.extend(ids.documents.iter().map(paper));
    all
}
