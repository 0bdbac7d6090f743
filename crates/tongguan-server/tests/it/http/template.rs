//! Templates of the company's own over HTTP: looked at before they are kept, filled for who may read, never for what is not approved.

use std::io::{Cursor, Read, Write};

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::company::company;
use super::server::Reply;
use crate::walk::Walk;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn word(text: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let document =
        format!("<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

fn text_of(file: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("a part").read_to_string(&mut text).expect("text");
    text
}

const ADD: &str = "/api/v1/paper-templates?kind=quotation&name=%E9%9B%86%E5%9B%A2%E7%89%88";

#[tokio::test]
async fn a_template_is_looked_at_before_it_is_kept() {
    for_each_engine(|db| async move {
        let server = company(&db, &["ops", "rep"]).await;
        let send = async |who: &str, path: &str, file: Vec<u8>| {
            server.ask("POST", path).by(who).key().bytes(file).send().await
        };
        let good = || word("{{doc_number}} {{copy_note}}");
        send("rep", ADD, good()).await.expect(403);
        let unknown = send("ops", ADD, word("{{copy_note}} {{doc_nummer}}")).await.expect(422);
        assert_eq!(
            (unknown.code(), &unknown.body["params"]["places"]),
            ("unknown_places", &json!(["doc_nummer"]))
        );
        assert_eq!(send("ops", ADD, word("{{doc_number}}")).await.expect(422).code(), "no_copy_note");
        assert_eq!(send("ops", ADD, b"PK...".to_vec()).await.expect(422).code(), "template_unreadable");
        assert_eq!(
            send("ops", ADD, word("{{copy_note}}<!DOCTYPE x>")).await.expect(422).code(),
            "template_active"
        );
        send("ops", "/api/v1/paper-templates?kind=no_such&name=x", good()).await.expect(400);
        let listed = async || {
            server.get("rep", "/api/v1/paper-templates").send().await.expect(200).body["items"].clone()
        };
        let tried = send("ops", &format!("{ADD}&dry_run=true"), good()).await.expect(200).body;
        assert_eq!(
            (tried["places"].clone(), listed().await),
            (json!(["copy_note", "doc_number"]), json!([]))
        );
        let added = send("ops", ADD, good()).await.expect(200).body;
        assert_eq!(listed().await[0]["name"], "集团版");
        let retire = format!("/api/v1/paper-templates/{}/commands", added["id"].as_str().expect("an id"));
        server.post("ops", retire.clone(), json!({"type": "retire_paper_template"})).send().await.expect(200);
        assert_eq!(listed().await[0]["active"], false);
        let places = server
            .get("rep", "/api/v1/processes/current/forms/quotation/places")
            .send()
            .await
            .expect(200)
            .body;
        let has = |name: &str| places.as_array().expect("places").iter().any(|one| one["name"] == name);
        assert!(has("copy_note") && has("lines.unit_price") && has("approval.opinion"), "{places:#}");
    })
    .await;
}

async fn add(walk: &Walk, text: &str) -> String {
    let file = word(text);
    let reply = walk.send("ops", |server| server.ask("POST", ADD).by("ops").key().bytes(file.clone())).await;
    reply.expect(200).body["id"].as_str().expect("an id").to_owned()
}

/// The statement of account comes in the company's own form as well.
pub async fn a_statement_filled(walk: &Walk) {
    let of_ledger = ADD.replace("kind=quotation", "kind=collection_tracking");
    let file = word("{{customer}} 欠款{{receivable}} {{copy_note}}");
    let reply =
        walk.send("ops", |server| server.ask("POST", &*of_ledger).by("ops").key().bytes(file.clone())).await;
    let id = reply.expect(200).body["id"].clone();
    let path = walk.path("/ledger/paper");
    let asked = json!({"format": "docx", "template": id, "audience": "customer", "language": "zh"});
    let statement = text_of(&walk.post("finance", &path, &asked).await.expect(200).bytes);
    assert!(statement.contains("验证码") && !statement.contains("欠款 "), "{statement}");
    let quotes = add(walk, "{{copy_note}}").await;
    let asked = json!({"format": "docx", "template": quotes, "audience": "customer"});
    walk.post("finance", &path, &asked).await.expect(404);
}

async fn copy(walk: &Walk, who: &str, quote: &str, wanted: Value) -> Reply {
    let path = walk.path(&format!("/documents/{quote}/paper"));
    walk.post(who, &path, &wanted).await
}

/// While an approval is open nothing is made from a template, since nothing in it would bear the mark.
pub async fn no_template_without_consent(walk: &Walk, quote: &str) {
    let id = add(walk, "{{copy_note}}").await;
    let refused = copy(walk, "rep", quote, json!({"format": "docx", "template": id})).await.expect(422);
    assert_eq!((refused.code(), &refused.body["params"]["mark"]), ("copy_not_clean", &json!("in_approval")));
}

/// Once everybody agreed it is filled, with what the reader and the customer may see and no more.
pub async fn a_template_filled(walk: &Walk, quote: &str) {
    let id =
        add(walk, "{{doc_number}} {{customer}} {{total_in_words}} 毛利{{gross_margin}} {{copy_note}}").await;
    let made =
        |audience: &str| json!({"format": "docx", "template": id, "audience": audience, "language": "zh"});
    let finances = text_of(&copy(walk, "finance", quote, made("inside")).await.expect(200).bytes);
    assert!(finances.contains("BJ-") && finances.contains("验证码"), "{finances}");
    let customers = text_of(&copy(walk, "finance", quote, made("customer")).await.expect(200).bytes);
    assert!(customers.contains("毛利 "), "no margin for the customer: {customers}");
    assert!(!finances.contains("毛利 "), "finance sees it: {finances}");
    let other = json!({"format": "xlsx", "template": id});
    copy(walk, "finance", quote, other).await.expect(404);
}
