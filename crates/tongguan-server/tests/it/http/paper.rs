//! Copies of documents over HTTP: what they show to whom, which mark they bear, and the register.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use serde_json::{Value, json};
use tongguan_core::digest::Digest;
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;
use tongguan_core::words::parse_words;
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;
use super::server::{Reply, Server};
use crate::walk::Walk;

/// The texts of a workbook.
pub fn texts(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a workbook");
    let mut text = String::new();
    let mut part = |name: &str, text: &mut String| {
        archive.by_name(name).expect(name).read_to_string(text).expect("text");
    };
    part("xl/sharedStrings.xml", &mut text);
    part("xl/worksheets/sheet1.xml", &mut text);
    text
}

/// The code at the foot of a workbook.
fn code_of(file: &[u8]) -> String {
    let text = texts(file);
    let (_, after) = text.split_once("验证码 ").expect("a code at the foot");
    after.chars().take(19).collect()
}

/// The rep's lead form.
async fn lead_form_of(server: &Server, deal: &str) -> String {
    let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    let documents = view["documents"].as_array().expect("documents");
    let form = documents.iter().find(|one| one["kind"] == "lead_registration").expect("a form");
    format!("/api/v1/deals/{deal}/documents/{}/paper", form["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn a_copy_is_registered_under_its_hash_and_found_by_its_code() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor"]).await;
        let path = lead_form_of(&server, &registered(&server, "rep").await).await;
        let copy = server.copy("rep", format!("{path}?format=xlsx&language=zh")).send().await.expect(200);
        let disposition = &copy.headers["content-disposition"];
        assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
        assert_eq!(copy.headers["content-security-policy"], "default-src 'none'; sandbox");
        assert_eq!(copy.headers["x-content-type-options"], "nosniff");
        let text = texts(&copy.bytes);
        for said in ["表1", "客户线索登记表", "杭州示例智能制造有限公司", "XS-2026-11-0001"]
        {
            assert!(text.contains(said), "{said}");
        }
        let code = code_of(&copy.bytes);
        let found = server.get("nobody", format!("/api/v1/verify/{code}")).send().await.expect(200).body;
        assert_eq!(found["sha256"], Digest::of(&copy.bytes).to_string());
        assert_eq!((&found["revision"], &found["mark"]), (&json!(1), &json!(null)));
        let whole = found.to_string();
        assert!(!whole.contains("杭州示例") && !whole.contains("rep 同事"), "tells what it is of: {whole}");
        let typed = code.to_lowercase().replace('-', "%20");
        let page = server.get("nobody", format!("/verify/{typed}")).send().await.expect(200);
        assert!(String::from_utf8_lossy(&page.bytes).contains(found["sha256"].as_str().expect("a hash")));
        server.get("nobody", "/api/v1/verify/0000-0000-0000-0000").send().await.expect(404);
        server.get("nobody", "/verify/0000-0000-0000-0000").send().await.expect(404);
        let log = server.get("auditor", "/api/v1/command-log").send().await.expect(200).body;
        assert!(log.to_string().contains("issue_copy"), "{log:#}");
    })
    .await;
}

#[tokio::test]
async fn two_copies_have_codes_of_their_own() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let path = lead_form_of(&server, &registered(&server, "rep").await).await;
        let copy = async || {
            server.copy("rep", format!("{path}?format=xlsx&language=zh")).send().await.expect(200).bytes
        };
        assert_ne!(code_of(&copy().await), code_of(&copy().await));
    })
    .await;
}

/// What is typed so far comes on paper too, whatever is wrong with it: marked, registered, and kept nowhere.
#[tokio::test]
async fn a_draft_is_printed_as_a_draft() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let place = format!("/api/v1/deals/{deal}");
        let print = async |kind: &str, wanted: Value| {
            server.post("rep", format!("{place}/drafts/{kind}/paper"), wanted).send().await
        };
        let standing = lead_form_of(&server, &deal).await;
        let document = standing.split('/').nth_back(1).expect("an id");
        let typed =
            json!({"account_name": "尚未定名的公司", "expected_purchase_date": "明年", "employees": [1]});
        let wanted = json!({"format": "xlsx", "language": "zh", "document": document, "body": typed});
        let copy = print("lead_registration", wanted).await.expect(200);
        let text = texts(&copy.bytes);
        for said in ["<t>草稿</t>", "尚未定名的公司", "明年", "XS-2026-11-0001"] {
            assert!(text.contains(said), "{said}");
        }
        let disposition = &copy.headers["content-disposition"];
        assert!(disposition.contains("-V2-draft.xlsx"), "{disposition}");
        let new = json!({"format": "docx", "language": "en", "body": {}});
        print("grading", new.clone()).await.expect(200);

        let found = server.get("rep", format!("/api/v1/verify/{}", code_of(&copy.bytes))).send().await;
        let found = found.expect(200).body;
        assert_eq!((&found["revision"], &found["mark"]), (&json!(2), &json!("draft")), "{found:#}");
        let listed = server.get("rep", format!("{place}/copies")).send().await.expect(200).body;
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2), "{listed:#}");
        let kept = server.get("rep", format!("{place}/drafts/grading")).send().await.expect(200).body;
        assert_eq!(kept, Value::Null);

        let template = json!({"format": "docx", "body": {}, "template": document});
        print("grading", template).await.expect(422);
        print("nothing", new.clone()).await.expect(404);
        let of_another = json!({"format": "docx", "document": document, "body": {}});
        print("grading", of_another).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_copied_says_why() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "admin"]).await;
        let path = lead_form_of(&server, &registered(&server, "rep").await).await;
        let ask = async |who: &str, query: &str| server.copy(who, format!("{path}?{query}")).send().await;
        for query in ["", "format=doc", "format=docx&language=fr", "format=docx&audience=nobody"] {
            ask("rep", query).await.expect(422);
        }
        ask("rep", "format=docx&audience=customer").await.expect(400);
        ask("rep", "format=docx&revision=9").await.expect(404);
        for who in ["other", "admin"] {
            assert_eq!(ask(who, "format=docx").await.expect(404).code(), "not_found");
        }
        #[cfg(not(feature = "pdf"))]
        assert_eq!(ask("rep", "format=pdf").await.expect(400).body["params"]["allowed"], "xlsx, docx");
    })
    .await;
}

#[tokio::test]
async fn every_form_is_given_out_blank_in_both_languages() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        for kind in DocumentKind::ALL {
            for language in ["zh", "en"] {
                let path = format!("/api/v1/processes/current/forms/{}/paper", kind.key());
                let path = format!("{path}?format=docx&language={language}");
                let form = server.get("rep", path).send().await.expect(200);
                assert!(form.bytes.starts_with(b"PK"), "{}", kind.code());
            }
        }
        server
            .get("rep", "/api/v1/processes/current/forms/no_such/paper?format=docx")
            .send()
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_letterhead_comes_from_the_settings() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "admin"]).await;
        let path = lead_form_of(&server, &registered(&server, "rep").await).await;
        for (key, value) in [("letterhead_name", "同关科技集团"), ("letterhead_footer", "绝密，阅后即焚")]
        {
            let command = json!({"type": "put_setting", "key": key, "value": value});
            server.post("admin", "/api/v1/settings/commands", command).send().await.expect(200);
        }
        for bad in ["一行\n两行", &"长".repeat(201)] {
            let command = json!({"type": "put_setting", "key": "letterhead_footer", "value": bad});
            server.post("admin", "/api/v1/settings/commands", command).send().await.expect(422);
        }
        let copy = server.copy("rep", format!("{path}?format=xlsx&language=zh")).send().await.expect(200);
        let text = texts(&copy.bytes);
        assert!(text.contains("同关科技集团") && text.contains("绝密，阅后即焚"), "{text}");
    })
    .await;
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn pdf_is_set_by_a_child_and_registered_like_the_others() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let path = lead_form_of(&server, &registered(&server, "rep").await).await;
        for language in ["zh", "en"] {
            let copy =
                server.copy("rep", format!("{path}?format=pdf&language={language}")).send().await.expect(200);
            assert_eq!(copy.headers["content-type"], "application/pdf");
            assert!(copy.bytes.starts_with(b"%PDF-"), "no PDF");
        }
    })
    .await;
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn a_press_that_dies_is_replaced_and_one_that_is_none_is_told() {
    use tongguan_doc::paper::make::{Content, Setting, paper};
    use tongguan_doc::paper::{Footer, Language, Letterhead};
    use tongguan_server::printing::press::Press;
    let process = tongguan_core::process::Process::standard();
    let form = process.form(DocumentKind::Filing).expect("a form");
    let setting = Setting {
        language: Language::Zh,
        zone: process.time_zone(),
        letterhead: Letterhead::default(),
        footer: Footer::default(),
        watermark: None,
        name: &|_, _| None,
    };
    let good = paper(form, &Content::default(), &setting);
    let none = Press::default();
    none.use_program("/bin/false".into());
    assert!(none.print(&good).await.is_err(), "a program that is no press");
    let press = Press::default();
    press.use_program(env!("CARGO_BIN_EXE_tongguan").into());
    let first = press.print(&good).await.expect("a PDF");
    press.kill_child().await;
    assert!(press.print(&good).await.expect("another child") == first);
}

async fn quotation(walk: &Walk, who: &str, quote: &str, audience: &str) -> Reply {
    let tail = format!("/documents/{quote}/paper?format=xlsx&language=zh&audience={audience}");
    walk.send(who, |server| server.copy(who, walk.path(&tail))).await.expect(200)
}

/// While an approval is open every copy is marked, whoever asks and whomever it is for.
pub async fn no_clean_copy_without_consent(walk: &Walk, quote: &str) {
    for who in ["rep", "finance", "director"] {
        for audience in ["inside", "customer"] {
            let text = texts(&quotation(walk, who, quote, audience).await.bytes);
            assert!(text.contains("<t>审批中</t>"), "{who} {audience}: no mark");
        }
    }
}

/// Once everybody agreed the customer's copy is clean, adds up, and tells nothing that is ours alone.
pub async fn a_clean_copy_with_it(walk: &Walk, quote: &str) {
    let customers = texts(&quotation(walk, "finance", quote, "customer").await.bytes);
    assert!(!customers.contains("审批中") && !customers.contains("未经审批"), "it is agreed to");
    for secret in ["毛利率", "成本价", "底价", "特殊折扣理由", "行业首单", "审批意见"] {
        assert!(!customers.contains(secret), "{secret}");
    }
    // 2 × 340,000 and 170,000, gross.
    for said in ["人民币捌拾伍万元整", "对账软件", "税率", "13%", "6%", "合同签订"] {
        assert!(customers.contains(said), "{said}");
    }
    assert!(customers.contains("<v>850000</v>") && customers.contains("<v>0.3</v>"), "figures are numbers");
    let reps = texts(&quotation(walk, "rep", quote, "inside").await.bytes);
    assert!(!reps.contains("毛利率") && reps.contains("审批意见"), "a rep sees no margin");
    let finances = texts(&quotation(walk, "finance", quote, "inside").await.bytes);
    assert!(finances.contains("毛利率"), "finance does");
    assert!(reps.contains("价格表") && !reps.contains("<t>—</t>"), "the price book has a name");
    the_register_says_for_whom(walk, quote).await;
}

/// A copy for a customer may be made for some of his people; the register has it, and every copy before it.
async fn the_register_says_for_whom(walk: &Walk, quote: &str) {
    let get = |path: String| walk.send("rep", move |server| server.get("rep", path.clone()));
    let deal = get(walk.path("")).await.expect(200).body;
    let account = deal["account"]["id"].as_str().expect("a customer");
    let contacts = get(format!("/api/v1/contacts?account={account}")).await.expect(200).body;
    let (id, name) = (&contacts["items"][0]["id"], &contacts["items"][0]["name"]);
    let take = |audience: &'static str, to: Value| {
        let path = walk.path(&format!("/documents/{quote}/paper"));
        let wanted = json!({"format": "docx", "language": "en", "audience": audience, "to": [to]});
        walk.send("rep", move |server| server.post("rep", path.clone(), wanted.clone()))
    };
    let copy = take("customer", id.clone()).await.expect(200);
    let stranger = take("customer", json!("00000000-0000-7000-8000-0000000000ff")).await.expect(422);
    assert_eq!(stranger.code(), "unknown_contact");
    take("inside", id.clone()).await.expect(400);

    let listed = get(walk.path(&format!("/copies?document={quote}"))).await.expect(200).body;
    let items = listed["items"].as_array().expect("copies");
    let hash = Digest::of(&copy.bytes).to_string();
    let entry = items.iter().find(|one| one["sha256"] == hash).expect("it is in the register");
    assert_eq!(entry["to"], json!([{"id": id, "name": name}]));
    let told = |key: &str| entry[key].clone();
    let form = ["format", "language", "audience", "revision", "mark_name", "is_mailed"].map(told);
    assert_eq!(json!(form), json!(["docx", "en", "customer", 1, null, false]));
    assert!(items.len() > 6 && items.iter().all(|copy| copy["by"]["name"].is_string()), "{listed:#}");
    assert!(items.iter().any(|copy| copy["mark_name"] == "审批中"), "what bore a mark says so: {listed:#}");
}

/// The amounts in words that a text holds.
fn amounts_in_words(text: &str) -> Vec<Money> {
    const WORDS: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整";
    let begins = text.split("人民币").skip(1);
    let words = begins.map(|rest| rest.chars().take_while(|letter| WORDS.contains(*letter)).collect());
    let said = words.filter(|words: &String| !words.is_empty());
    said.map(|words| parse_words(&words).expect("an amount in words")).collect()
}

/// Wherever a paper says an amount in words, it says the same one as a figure.
pub async fn words_equal_figures(walk: &Walk) {
    let deal = walk.send("finance", |server| server.get("finance", walk.path(""))).await.expect(200).body;
    let mut said = BTreeSet::new();
    for document in deal["documents"].as_array().expect("documents") {
        let id = document["id"].as_str().expect("an id");
        let path = walk.path(&format!("/documents/{id}/paper?format=xlsx&language=zh"));
        let copy = walk.send("finance", move |server| server.copy("finance", path.clone())).await;
        if copy.status != 200 {
            continue;
        }
        let text = texts(&copy.bytes);
        for amount in amounts_in_words(&text) {
            let figure = format!("{}.{:02}", amount.minor() / 100, amount.minor() % 100);
            let figure = figure.trim_end_matches('0').trim_end_matches('.');
            assert!(
                text.contains(&format!("<v>{figure}</v>")),
                "{}: {figure} in words only",
                document["kind"]
            );
            said.insert(document["kind"].as_str().expect("a kind").to_owned());
        }
    }
    for kind in ["quotation", "contract_approval"] {
        assert!(said.contains(kind), "{kind} says no amount in words: {said:?}");
    }
}

/// What the deal came to know after a paper was submitted stands on its copy: who signed when, and what came in.
pub async fn papers_tell_how_it_ended(walk: &Walk) {
    let copy = |tail: String| async move {
        let asked = walk.send("manager", |server| server.copy("manager", walk.path(&tail))).await;
        texts(&asked.expect(200).bytes)
    };
    let contract = walk.document("manager", "contract_approval").await["id"].clone();
    let id = contract.as_str().expect("an id");
    let form = copy(format!("/documents/{id}/paper?format=xlsx&language=zh")).await;
    for said in ["用印时间", "签订日期", "法务文本审核", "HT-XS"] {
        assert!(form.contains(said), "{said} on 表4");
    }
    let grading = walk.document("manager", "grading").await["id"].clone();
    let id = grading.as_str().expect("an id");
    let graded = copy(format!("/documents/{id}/paper?format=xlsx&language=zh")).await;
    for said in ["审核人", "最终等级", "supervisor"] {
        assert!(graded.contains(said), "{said} on the grading record");
    }
    let ledger = copy("/ledger/paper?format=xlsx&language=zh".to_owned()).await;
    for said in ["收款记录", "收款编号", "SK-20", "银行流水号", "电汇"] {
        assert!(ledger.contains(said), "{said} on 表5");
    }
}
