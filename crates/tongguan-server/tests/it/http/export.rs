//! Lists as files: the rows that the list shows, a reason, an allowance, a register.

use std::io::{Cursor, Read};

use serde_json::{Value, json};
use tongguan_core::digest::Digest;
use tongguan_server::http::export::list::List;
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::registered;
use super::openapi;
use super::server::{Reply, Server};

const REASON: &str = "季度复盘用";

/// Lists that nobody takes out as a file, and why.
const NO_FILES: [(&str, &str); 19] = [
    ("/api/v1/export-requests", "each is about one export, which the register has"),
    ("/api/v1/subject-requests", "who asks about his data is told of to nobody else"),
    ("/api/v1/personal-data/ungrounded", "mended one by one, and then gone"),
    ("/api/v1/pool", "what anybody may take is taken by claiming it"),
    ("/api/v1/hand-overs/{id}", "given out as its own paper, with its signatures"),
    ("/api/v1/appeals", "a few contests, each in the history of its deal"),
    ("/api/v1/account-merges", "a record of what became of customers that their own list shows"),
    ("/api/v1/hand-overs", "each is a list of its own, given out with its signatures"),
    ("/api/v1/absences", "a calendar, looked at and not counted"),
    ("/api/v1/reorganizations", "plans, done or called off"),
    ("/api/v1/migration-batches", "signed once, with the imports that they let in"),
    ("/api/v1/imports", "each gives its rows back as the file that it came from"),
    ("/api/v1/imports/{id}/rows", "given back as the file that it came from"),
    ("/api/v1/paper-templates", "how papers look, not what happened"),
    ("/api/v1/notices", "told to one person, each about something that its own list shows"),
    ("/api/v1/search", "a handful of hits while somebody types"),
    ("/api/v1/deals/{id}/copies", "read beside the document; the archive of the company has all of it"),
    ("/api/v1/deals/{id}/files", "part of the bundle of its deal"),
    ("/api/v1/deals/{id}/history", "part of the bundle of its deal"),
];

async fn take(server: &Server, who: &str, order: Value) -> Reply {
    server.post(who, "/api/v1/exports", order).send().await
}

/// The company lets its people take out more files an hour than a test does.
async fn often(server: &Server) {
    let put = json!({"type": "put_setting", "key": "exports_an_hour", "value": 1000});
    server.post("admin", "/api/v1/settings/commands", put).send().await.expect(200);
}

async fn lines(server: &Server, who: &str, list: &str, filters: Value) -> Vec<Value> {
    let order = json!({"list": list, "filters": filters, "format": "jsonl", "reason": REASON});
    let file = take(server, who, order).await;
    assert_eq!(file.status, 200, "{who} {list}: {:#}", file.body);
    let text = String::from_utf8(file.bytes).expect("UTF-8");
    rows(&text)
}

/// What JSON lines hold before their mark.
fn rows(text: &str) -> Vec<Value> {
    let mut rows: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let mark = rows.pop().expect("a mark");
    assert!(mark["export"]["id"].is_string() && mark["export"]["reason"] == REASON, "{mark:#}");
    rows
}

fn part(book: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

#[test]
fn every_list_can_be_taken_out() {
    let document = openapi::current();
    let known: Vec<&str> = List::ALL.iter().map(|list| list.path()).collect();
    let mut missing = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let schema = &methods["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let name = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()).unwrap_or_default();
        let is_list = document["components"]["schemas"][name]["properties"].get("items").is_some();
        let is_known = known.contains(&path.as_str()) || NO_FILES.iter().any(|(exempt, _)| exempt == path);
        if is_list && !is_known {
            missing.push(path);
        }
    }
    assert!(missing.is_empty(), "add them to http/export/list.rs: {missing:?}");
    for path in known {
        assert!(document["paths"][path].get("get").is_some(), "{path} is no list");
    }
}

#[tokio::test]
async fn a_file_holds_the_rows_of_the_list_in_its_order_for_every_reader() {
    for_each_engine(|db| async move {
        let everybody = ["rep", "manager", "other", "director", "finance", "auditor", "admin"];
        let server = company(&db, &everybody).await;
        often(&server).await;
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("a customer");
        for who in everybody {
            for list in List::ALL {
                let filters = match list {
                    List::Contacts => json!({"account": account}),
                    List::Documents => json!({"kind": "lead_registration"}),
                    List::InsightRows => json!({"of": "leads", "from": "2026-10-01", "to": "2026-12-31"}),
                    List::Obligations => json!({"whose": "team"}),
                    _ => json!({}),
                };
                let query: Vec<String> = filters
                    .as_object()
                    .expect("filters")
                    .iter()
                    .map(|(key, value)| format!("{key}={}", value.as_str().expect("text")))
                    .collect();
                let path = format!("{}?limit=200&{}", list.path(), query.join("&"));
                let shown = server.get(who, path.trim_end_matches('&')).send().await;
                let order =
                    json!({"list": list.key(), "filters": filters, "format": "jsonl", "reason": REASON});
                let file = take(&server, who, order).await;
                assert_eq!(
                    file.status,
                    shown.status,
                    "{who} {}: {:#} {:#}",
                    list.key(),
                    file.body,
                    shown.body
                );
                if shown.status != 200 {
                    continue;
                }
                let text = String::from_utf8(file.bytes).expect("UTF-8");
                let rows = rows(&text);
                let ids = rows.iter().map(|line| line["id"].as_str().expect("an id"));
                let shown = shown.body["items"].as_array().expect("items").iter();
                let shown: Vec<&str> = shown.map(|item| item["id"].as_str().expect("an id")).collect();
                assert_eq!(ids.collect::<Vec<_>>(), shown, "{who} {}", list.key());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_reader_may_not_see_is_in_no_file_of_his() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "other_manager", "manager", "finance", "admin"]).await;
        often(&server).await;
        let mut form = lead_form();
        form.insert("account_name".to_owned(), json!("金丝雀港口机械有限公司"));
        form.remove("uscc");
        server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201);
        for (who, sees) in [
            ("rep", true),
            ("manager", true),
            ("finance", true),
            ("other", false),
            ("other_manager", false),
            ("admin", false),
        ] {
            for format in ["csv", "jsonl"] {
                for list in ["deals", "accounts", "obligations", "documents", "command_log", "history"] {
                    let filters =
                        if list == "documents" { json!({"kind": "lead_registration"}) } else { json!({}) };
                    let filters = if list == "obligations" { json!({"whose": "team"}) } else { filters };
                    let order = json!({"list": list, "filters": filters, "format": format, "reason": REASON});
                    let file = take(&server, who, order).await.expect(200);
                    let text = String::from_utf8(file.bytes).expect("UTF-8");
                    let is_in = text.contains("金丝雀");
                    assert!(sees || !is_in, "{who} {list} {format}: {text}");
                    assert!(is_in || list != "deals" || !sees, "{who} {list} {format}: {text}");
                }
            }
        }
        // The logins of colleagues are the administrator's and the auditor's; credit is for those who deal with money.
        let users = lines(&server, "rep", "users", json!({})).await;
        assert!(
            users.iter().all(|one| one.get("login").is_none() && one.get("name").is_some()),
            "{users:#?}"
        );
        assert!(lines(&server, "admin", "users", json!({})).await[0].get("login").is_some());
        assert!(lines(&server, "rep", "accounts", json!({})).await[0].get("credit_limit").is_none());
        assert!(lines(&server, "finance", "accounts", json!({})).await[0].get("credit_limit").is_some());
        let quotations = json!({"list": "documents", "filters": {"kind": "quotation"}});
        let columns = |body: &Value| body["columns"].to_string();
        let preview =
            server.post("rep", "/api/v1/exports/preview", quotations.clone()).send().await.expect(200).body;
        assert!(!columns(&preview).contains("毛利"), "{preview:#}");
        let preview =
            server.post("finance", "/api/v1/exports/preview", quotations).send().await.expect(200).body;
        assert!(columns(&preview).contains("毛利"), "{preview:#}");
    })
    .await;
}

#[tokio::test]
async fn without_a_reason_or_beyond_the_allowance_nothing_leaves() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "admin", "auditor"]).await;
        registered(&server, "rep").await;
        let order = |reason: &str| json!({"list": "deals", "format": "csv", "reason": reason});
        let refused = take(&server, "rep", order(" ")).await.expect(422);
        assert_eq!(refused.code(), "export_reason_missing", "{:#}", refused.body);
        let none = json!({"list": "deals", "format": "csv"});
        assert_eq!(take(&server, "rep", none).await.expect(422).code(), "export_reason_missing");
        let put = |value| json!({"type": "put_setting", "key": "export_rows_a_day", "value": value});
        let settings = "/api/v1/settings/commands";
        server.post("admin", settings, put(json!({"sales_rep": 2, "auditor": 9}))).send().await.expect(200);
        for left in [2, 1] {
            let preview =
                server.post("rep", "/api/v1/exports/preview", json!({"list": "deals"})).send().await;
            let preview = preview.expect(200).body;
            assert_eq!(
                (&preview["rows"], &preview["left"], &preview["rows_a_day"]),
                (&json!(1), &json!(left), &json!(2))
            );
            take(&server, "rep", order(REASON)).await.expect(200);
        }
        let refused = take(&server, "rep", order(REASON)).await.expect(422);
        assert_eq!(refused.code(), "export_beyond_allowance");
        assert_eq!(
            refused.body["params"],
            json!({"rows": 1, "left": 0, "rows_a_day": 2}),
            "{:#}",
            refused.body
        );
        server.wait(24);
        server.sign_in("rep", "harbour lights nine").await.expect(201);
        take(&server, "rep", order(REASON)).await.expect(200);
        server.sign_in("admin", super::company::PASSWORD).await.expect(201);
        let refused = take(&server, "admin", order(REASON)).await.expect(422);
        assert_eq!(refused.code(), "export_not_allowed");
        server.sign_in("auditor", "harbour lights nine").await.expect(201);
        let log =
            server.get("auditor", "/api/v1/command-log?command=record_export&refused=true").send().await;
        let log = log.expect(200).body;
        assert!(log["items"].to_string().contains("export_beyond_allowance"), "{log:#}");
    })
    .await;
}

#[tokio::test]
async fn each_export_is_in_the_register_under_its_hash() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "auditor"]).await;
        registered(&server, "rep").await;
        let order = json!({"list": "deals", "filters": {"standing": "open", "q": "示例"}, "format": "xlsx", "reason": REASON});
        let file = take(&server, "rep", order).await.expect(200);
        let disposition = &file.headers["content-disposition"];
        assert!(disposition.contains("filename*=UTF-8''") && disposition.contains(".xlsx"), "{disposition}");
        assert_eq!(file.headers["content-security-policy"], "default-src 'none'; sandbox");
        for (who, rows) in [("rep", 1), ("auditor", 1), ("other", 0)] {
            let register = server.get(who, "/api/v1/exports").send().await.expect(200).body;
            let items = register["items"].as_array().expect("items");
            assert_eq!(items.len(), rows, "{who}: {register:#}");
            let Some(line) = items.first() else { continue };
            assert_eq!(line["sha256"], Digest::of(&file.bytes).to_string());
            assert_eq!(line["filters"], json!({"standing": "open", "q": "示例"}));
            assert_eq!((&line["rows"], &line["list"], &line["reason"]), (&json!(1), &json!("deals"), &json!(REASON)));
            assert_eq!((&line["by"]["name"], &line["format"]), (&json!("rep 同事"), &json!("xlsx")));
            assert!(line["columns"].as_array().is_some_and(|columns| columns.contains(&json!("amount_minor"))));
        }
        let sheet = part(&file.bytes, "xl/worksheets/sheet1.xml");
        for said in ["rep 同事 导出于 2026-11-20 17:00，原因：季度复盘用", "线索来源", "杭州示例智能制造有限公司"] {
            assert!(sheet.contains(said), "{said}");
        }
    })
    .await;
}

#[tokio::test]
async fn each_file_tells_its_entry_and_its_taker_and_comes_in_again_without_a_line_more() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "auditor"]).await;
        registered(&server, "rep").await;
        let mut texts = Vec::new();
        for format in ["xlsx", "csv", "jsonl"] {
            let order = json!({"list": "accounts", "format": format, "reason": REASON});
            let file = take(&server, "ops", order).await.expect(200);
            let register = server.get("auditor", "/api/v1/exports").send().await.expect(200).body;
            let mut items = register["items"].as_array().expect("entries").iter();
            let entry = items.find(|one| one["format"] == format).expect("an entry");
            let id = entry["id"].as_str().expect("an id").to_owned();
            let disposition = &file.headers["content-disposition"];
            let ending = format!("-{id}.{format}");
            assert!(disposition.contains("20261120-1700-ops_"), "{disposition}");
            assert!(disposition.ends_with(&ending), "{disposition} {ending}");
            texts.push((id, file.bytes));
        }
        let (id, book) = &texts[0];
        assert!(part(book, "xl/worksheets/sheet1.xml").contains(&format!("登记编号：{id}")));
        let (id, lines) = &texts[2];
        let last = String::from_utf8(lines.clone()).expect("UTF-8");
        let last: Value = serde_json::from_str(last.lines().last().expect("a mark")).expect("JSON");
        let mark = json!({"id": id, "by": "ops 同事", "at": "2026-11-20T09:00:00Z", "reason": REASON});
        assert_eq!(last, json!({"export": mark}));
        // A list that comes back holds its rows and no other: what was taken out is known already.
        let csv = &texts[1].1;
        assert_eq!(String::from_utf8(csv.clone()).expect("UTF-8").lines().count(), 2);
        let import = server.brought("ops", "customers", csv.clone()).await;
        let checked = server.worked("ops", &import, json!({"type": "check_import"})).await;
        assert_eq!(checked["total"], 1, "{checked:#}");
    })
    .await;
}

#[tokio::test]
async fn figures_are_figures_and_no_text_is_a_formula() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let evil = "=HYPERLINK(\"http://evil.example\",\"点我\")";
        let mut form = lead_form();
        form.insert("account_name".to_owned(), json!(evil));
        form.remove("uscc");
        server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201);
        let order = |format: &str| json!({"list": "deals", "format": format, "reason": REASON});
        let csv = take(&server, "rep", order("csv")).await.expect(200);
        let text = String::from_utf8(csv.bytes).expect("UTF-8");
        assert!(text.starts_with("\u{feff}编号,客户,") && text.contains("\r\n"), "{text}");
        assert!(text.contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"点我\"\")\""), "{text}");
        assert!(text.contains(",2026-11-20 17:00:00,"), "moments are the company's: {text}");
        let english =
            server.post("rep", "/api/v1/exports", order("csv")).header("accept-language", "en").send().await;
        let english = String::from_utf8(english.expect(200).bytes).expect("UTF-8");
        assert!(english.starts_with("\u{feff}Number,Customer,"), "{english}");
        let book = take(&server, "rep", order("xlsx")).await.expect(200);
        let sheet = part(&book.bytes, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>") && sheet.contains("=HYPERLINK"), "{sheet}");
        let lines = lines(&server, "rep", "deals", json!({})).await;
        assert_eq!((&lines[0]["account"], &lines[0]["amount_minor"]), (&json!(evil), &json!(0)));
        let bad = json!({"list": "deals", "filters": {"cursor": "00"}, "format": "csv", "reason": REASON});
        take(&server, "rep", bad).await.expect(400);
        take(&server, "rep", order("zip")).await.expect(422);
        take(&server, "rep", json!({"list": "faxes", "format": "csv", "reason": REASON})).await.expect(422);
    })
    .await;
}

/// The entries of a ZIP by name.
fn entries(bytes: &[u8]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let entry = |place| {
        let mut entry = archive.by_index(place).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        (entry.name().to_owned(), bytes)
    };
    (0..count).map(entry).collect()
}

#[tokio::test]
async fn a_deal_is_archived_with_its_papers_its_history_and_its_files() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let mut request =
            server.ask("POST", "/api/v1/files").by("rep").key().raw("%PDF-1.7\n见面纪要").into_request();
        let bytes = axum::http::HeaderValue::from_static("application/octet-stream");
        request.headers_mut().insert("content-type", bytes);
        let file = server.send(request).await.expect(201).body["sha256"].as_str().expect("a hash").to_owned();
        let attach = json!({"type": "attach", "files": [file]});
        super::deal::command(&server, "rep", &deal, attach).await.expect(200);
        let path = format!("/api/v1/deals/{deal}/archive");
        let order = json!({"documents": "xlsx", "reason": "整单归档备查"});
        assert_eq!(
            server.post("rep", path.clone(), json!({"documents": "xlsx"})).send().await.expect(422).code(),
            "export_reason_missing"
        );
        server.post("other", path.clone(), order.clone()).send().await.expect(404);
        let zip = server.post("rep", path.clone(), order.clone()).send().await.expect(200);
        assert_eq!(zip.headers["content-type"], "application/zip");
        let entries = entries(&zip.bytes);
        let names: Vec<&str> = entries.keys().map(String::as_str).collect();
        assert!(names.iter().any(|name| name.starts_with("单据/") && name.ends_with(".xlsx")), "{names:?}");
        let attached = format!("附件/{}.pdf", &file[..16]);
        assert_eq!(entries[&attached], "%PDF-1.7\n见面纪要".as_bytes(), "{names:?}");
        let history = String::from_utf8(entries["历史.jsonl"].clone()).expect("UTF-8");
        assert!(history.contains("lead_registered") && entries.contains_key("历史.xlsx"), "{history}");
        let list: Value = serde_json::from_slice(&entries["清单.json"]).expect("JSON");
        let listed = list["entries"].as_array().expect("entries");
        assert_eq!(listed.len() + 1, entries.len(), "{list:#}");
        for one in listed {
            let name = one["name"].as_str().expect("a name");
            assert_eq!(one["sha256"], Digest::of(&entries[name]).to_string(), "{name}");
        }
        let register = server.get("auditor", "/api/v1/exports").send().await.expect(200).body;
        let line = &register["items"][0];
        assert_eq!((&line["list"], &line["deal"]), (&json!("deal"), &json!(deal)), "{register:#}");
        assert_eq!(
            (&line["rows"], &line["sha256"]),
            (&json!(listed.len()), &json!(Digest::of(&zip.bytes).to_string()))
        );
        let log =
            server.get("auditor", "/api/v1/command-log?command=issue_copy").send().await.expect(200).body;
        assert_eq!(log["items"].as_array().map(Vec::len), Some(1), "each paper is in the register of copies");
    })
    .await;
}
