//! Imports over HTTP: last year's customers with mistakes in them, brought, understood, checked, done, mended, and taken back.

mod leads;
mod lease;
mod poison;
mod undo;

use serde_json::{Value, json};
use tokio::sync::watch;
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::server::{Reply, Server};

const PEOPLE: [&str; 5] = ["admin", "rep", "ops", "manager", "auditor"];

/// A title, two people of one customer, mistakes; in GBK.
const CUSTOMERS: &str = "2025年客户台账\r\n\
    公司名称,税号,行业,联系人,手机,备注,告知方式,告知日期\r\n\
    杭州示例智能制造有限公司,91310000MA10001210,C34,王工,13800000000,老客户,名片交换,2026-01-05\r\n\
    杭州示例智能制造有限公司,,,李工,0571-88880002,,名片交换,2026-01-05\r\n\
    苏州演示精密机械有限公司,,C35,镕堃,abc,,名片交换,2026-01-05\r\n\
    ,,C35,无名,13800000001,,名片交换,2026-01-05\r\n\
    宁波样例电子科技有限公司,91310000MA10001211,C39,,,\r\n\
    合肥范例新能源股份有限公司,,C38,,,=1+1\r\n";

pub fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::GBK.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

impl Server {
    /// Brings a file.
    pub async fn bring(&self, who: &str, kind: &str, bytes: Vec<u8>) -> Reply {
        let path = format!("/api/v1/imports?kind={kind}&name=customers.csv");
        self.ask("POST", path).by(who).key().bytes(bytes).send().await
    }

    /// Brings a file that is taken; its id.
    pub async fn brought(&self, who: &str, kind: &str, bytes: Vec<u8>) -> String {
        let begun = self.bring(who, kind, bytes).await.expect(201);
        begun.body["id"].as_str().expect("an id").to_owned()
    }

    async fn command(&self, who: &str, id: &str, command: Value) -> Reply {
        self.post(who, format!("/api/v1/imports/{id}/commands"), command).send().await
    }

    /// Gives a command and lets the job do its work.
    pub async fn worked(&self, who: &str, id: &str, command: Value) -> Value {
        self.command(who, id, command).await.expect(200);
        let tenant = self.app.company().await.expect("read").expect("set up");
        let (_stop, stopping) = watch::channel(false);
        self.app.importer().turn(tenant, &stopping).await.expect("worked");
        self.get(who, format!("/api/v1/imports/{id}")).send().await.expect(200).body
    }

    async fn account_count(&self) -> usize {
        let list = self.get("ops", "/api/v1/accounts?limit=200").send().await.expect(200);
        list.body["items"].as_array().expect("a list").len()
    }
}

/// Counts by verdict, as `new update unchanged duplicate error`.
fn counts(marks: &Value) -> [u64; 5] {
    let of = |mark: &str| {
        let marks = marks.as_array().expect("marks");
        marks.iter().find(|one| one["mark"] == mark).map_or(0, |one| one["rows"].as_u64().unwrap_or(0))
    };
    ["new", "update", "unchanged", "duplicate", "error"].map(of)
}

fn check() -> Value {
    json!({"type": "check_import"})
}

fn run() -> Value {
    json!({"type": "run_import"})
}

fn undo() -> Value {
    json!({"type": "undo_import", "reason": "导错了文件"})
}

#[tokio::test]
async fn last_years_customers_are_reported_mended_imported_and_taken_back() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let id = server.brought("ops", "customers", gbk(CUSTOMERS)).await;
        let look = server.get("ops", format!("/api/v1/imports/{id}/look")).send().await.expect(200).body;
        assert_eq!((look["encoding"].as_str(), look["head_row"].as_u64()), (Some("gb18030"), Some(2)));
        assert_eq!(look["fault"], Value::Null, "{look:#}");
        let unknown = &look["columns"][5];
        assert_eq!((unknown["heading"].as_str(), &unknown["field"]), (Some("备注"), &Value::Null));
        assert_eq!(look["columns"][0]["values"][0], json!({"text": "杭州示例智能制造有限公司", "count": 2}));

        let checked = server.worked("ops", &id, check()).await;
        assert_eq!(checked["state"], "checked", "{checked:#}");
        assert_eq!(counts(&checked["checked"]), [3, 0, 0, 0, 3], "{checked:#}");
        assert_eq!(server.account_count().await, 0, "a check leaves nothing");
        let faulty =
            server.get("ops", format!("/api/v1/imports/{id}/rows?pass=check&mark=error")).send().await;
        let faulty = faulty.expect(200).body;
        assert_eq!(faulty["total"], 3);
        let first = &faulty["items"][0];
        assert_eq!(
            (first["row"].as_u64(), first["title"].as_str()),
            (Some(5), Some("苏州演示精密机械有限公司"))
        );
        assert!(first["reasons"][0]["text"].as_str().is_some_and(|text| text.contains("abc")), "{first:#}");
        let one = format!(
            "/api/v1/imports/{id}/rows?pass=check&mark=error:contact_phone:not_a_phone&offset=0&limit=1"
        );
        assert_eq!(server.get("ops", one).send().await.expect(200).body["total"], 1);

        let done = server.worked("ops", &id, run()).await;
        assert_eq!(
            (done["state"].as_str(), counts(&done["became"])),
            (Some("done"), [2, 1, 0, 0, 3]),
            "{done:#}"
        );
        assert_eq!(server.account_count().await, 2);
        let result =
            server.get("ops", format!("/api/v1/imports/{id}/result?format=csv")).send().await.expect(200);
        let text = String::from_utf8(result.bytes).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.lines().count() == 4, "{text}");
        let workbook = server.get("ops", format!("/api/v1/imports/{id}/result?format=xlsx")).send().await;
        let mended = server.bring("ops", "customers", workbook.expect(200).bytes).await.expect(201);
        assert_eq!(mended.body["total"], 0, "a result file is a file to import: {:#}", mended.body);

        // The same file once more changes nothing, and the shape of it is known by now.
        let again = server.brought("ops", "customers", gbk(CUSTOMERS)).await;
        let twice = server.worked("ops", &again, run()).await;
        assert_eq!(counts(&twice["became"]), [0, 0, 3, 0, 3], "{twice:#}");
        assert_eq!(server.account_count().await, 2);

        let undone = server.worked("ops", &id, undo()).await;
        assert_eq!((undone["state"].as_str(), undone["built_upon"].as_u64()), (Some("undone"), Some(0)));
        assert_eq!(server.account_count().await, 0);
        let log =
            server.get("auditor", "/api/v1/command-log?limit=200").send().await.expect(200).body.to_string();
        for command in
            ["begin_import", "check_import", "run_import", "undo_import", "take_back", "take_import_result"]
        {
            assert!(log.contains(command), "{command} is in the log");
        }
        let third = server.brought("ops", "customers", gbk(CUSTOMERS)).await;
        assert_eq!(
            counts(&server.worked("ops", &third, run()).await["became"]),
            [2, 1, 0, 0, 3],
            "free again"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_built_upon_is_named_and_nothing_is_taken_back() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let file = "客户,行业\n杭州示例智能制造有限公司,C34\n宁波样例电子科技有限公司,C39\n";
        let id = server.brought("ops", "customers", file.as_bytes().to_vec()).await;
        server.worked("ops", &id, run()).await;
        let list = server.get("ops", "/api/v1/accounts").send().await.expect(200).body;
        let account = list["items"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|one| one["name"].as_str().is_some_and(|name| name.starts_with("宁波")));
        let account = account.expect("imported")["id"].as_str().expect("an id").to_owned();
        let contact = json!({"type": "create_contact", "account": account,
            "card": {"name": "王工", "phone": "0574-88880001", "notice": "business_card", "notified_on": "2026-01-05"}});
        server.post("ops", "/api/v1/contacts/commands", contact).send().await.expect(200);

        let held = server.worked("ops", &id, undo()).await;
        assert_eq!(
            (held["state"].as_str(), held["built_upon"].as_u64()),
            (Some("done"), Some(1)),
            "{held:#}"
        );
        assert_eq!(server.account_count().await, 2, "refused as a whole");
        let named =
            server.get("ops", format!("/api/v1/imports/{id}/built-upon")).send().await.expect(200).body;
        assert_eq!(
            (named[0]["row"].as_u64(), named[0]["leaning_kind"].as_str()),
            (Some(3), Some("contact")),
            "{named:#}"
        );
        assert_eq!(named[0]["name"], "宁波样例电子科技有限公司");
    })
    .await;
}

#[tokio::test]
async fn leads_go_with_their_import_and_leave_a_whole_chain() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let form = super::company::lead_form();
        let cell = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let (heads, cells): (Vec<String>, Vec<String>) =
            form.iter().map(|(key, value)| (key.clone(), cell(value).replace(',', "，"))).unzip();
        let file = format!("{}\n{}\n", heads.join(","), cells.join(","));
        let id = server.brought("rep", "leads", file.into_bytes()).await;
        let done = server.worked("rep", &id, run()).await;
        assert_eq!(counts(&done["became"]), [1, 0, 0, 0, 0], "{done:#}");
        let deals = server.get("rep", "/api/v1/deals").send().await.expect(200).body;
        let deal = deals["items"][0]["id"].as_str().expect("a deal").to_owned();
        let undone = server.worked("rep", &id, undo()).await;
        assert_eq!(undone["state"], "undone", "{undone:#}");
        let open = server.get("rep", "/api/v1/deals?standing=open").send().await.expect(200).body;
        assert_eq!(open["items"], json!([]), "it runs no more");
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        assert!(view["account"]["name"].is_string(), "its customer is still named: {view:#}");
        let history = server.get("rep", format!("/api/v1/deals/{deal}/history")).send().await.expect(200);
        assert!(history.body.to_string().contains("lead_withdrawn"), "{:#}", history.body);
        let again = format!("{}\n{}\n", heads.join(","), cells.join(","));
        let again = server.brought("rep", "leads", again.into_bytes()).await;
        let done = server.worked("rep", &again, run()).await;
        assert_eq!(counts(&done["became"]), [1, 0, 0, 0, 0], "the customer's name is free again: {done:#}");
    })
    .await;
}

#[tokio::test]
async fn an_import_is_stopped_goes_on_and_belongs_to_somebody() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let file = "客户,行业\n杭州示例智能制造有限公司,C34\n".as_bytes().to_vec();
        assert_eq!(
            server.bring("manager", "customers", file.clone()).await.expect(403).code(),
            "not_permitted"
        );
        assert_eq!(server.bring("rep", "products", file.clone()).await.expect(403).code(), "not_permitted");
        let id = server.brought("rep", "customers", file).await;
        let path = format!("/api/v1/imports/{id}");
        server.get("manager", path.clone()).send().await.expect(404);
        server.get("auditor", path.clone()).send().await.expect(200);
        assert_eq!(server.command("auditor", &id, run()).await.expect(403).code(), "not_permitted");
        let undone = server.command("rep", &id, undo()).await.expect(422);
        assert_eq!(undone.code(), "import_not_now", "nothing was done yet");

        server.command("rep", &id, run()).await.expect(200);
        let stopped = server.worked("rep", &id, json!({"type": "cancel_import"})).await;
        assert_eq!((stopped["state"].as_str(), server.account_count().await), (Some("cancelled"), 0));
        let may: Vec<&str> =
            stopped["may"].as_array().expect("words").iter().filter_map(Value::as_str).collect();
        assert_eq!(may, ["run_import", "undo_import", "take_import_result"]);
        let done = server.worked("rep", &id, run()).await;
        assert_eq!((done["state"].as_str(), server.account_count().await), (Some("done"), 1));
        let list = server.get("rep", "/api/v1/imports").send().await.expect(200).body;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(server.get("admin", "/api/v1/imports").send().await.expect(200).body["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_mapping_is_kept_remembered_and_told_where_it_does_not_fit() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let file = "单位,怪列,性质\n杭州示例智能制造有限公司,C34,国企\n".as_bytes().to_vec();
        let id = server.brought("ops", "customers", file.clone()).await;
        let path = format!("/api/v1/imports/{id}");
        assert_eq!(server.command("ops", &id, check()).await.expect(422).code(), "import_unmapped");
        let put = |mapping: Value| server.ask("PUT", format!("{path}/mapping")).by("ops").key().json(mapping);
        put(json!({"kind": "customers", "columns": {"怪列": "industry"}})).send().await.expect(200);
        let look = server.get("ops", format!("{path}/look")).send().await.expect(200).body;
        assert!(look["fault"].as_str().is_some_and(|text| text.contains("客户名称")), "{look:#}");
        let options = look["fields"].as_array().expect("fields").iter().find(|one| one["key"] == "customer_nature");
        let option = options.expect("a field")["options"][0]["key"].clone();
        let whole = json!({
            "kind": "customers", "columns": {"单位": "account_name", "怪列": "industry", "性质": "customer_nature"},
            "values": {"customer_nature": {"国企": option}},
        });
        put(whole).send().await.expect(200);
        let checked = server.worked("ops", &id, check()).await;
        assert_eq!(counts(&checked["checked"]), [1, 0, 0, 0, 0], "{checked:#}");
        put(json!({"kind": "products", "columns": {}})).send().await.expect(422);

        let next = server.brought("ops", "customers", file).await;
        let look = server.get("ops", format!("/api/v1/imports/{next}/look")).send().await.expect(200).body;
        assert_eq!((&look["columns"][1]["field"], &look["remembered"]), (&json!("industry"), &json!(true)), "{look:#}");
        let checked = server.worked("ops", &next, check()).await;
        assert_eq!(counts(&checked["checked"]), [1, 0, 0, 0, 0], "by the mapping of the file before: {checked:#}");
        let touched = json!({"kind": "customers", "columns": {"单位": "account_name", "怪列": "industry"}});
        let path = format!("/api/v1/imports/{next}");
        server.ask("PUT", format!("{path}/mapping")).by("ops").key().json(touched).send().await.expect(200);
        let look = server.get("ops", format!("{path}/look")).send().await.expect(200).body;
        assert_eq!(look["remembered"], false, "it is his own now: {look:#}");
    })
    .await;
}
