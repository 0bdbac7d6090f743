//! Files from outside: looked at in our own page, and shown to a virus scanner before they are kept.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tongguan_server::config::Config;
use tongguan_server::http::file::scan::Scanner;
use tongguan_testkit::for_each_engine;

use super::company::{company, set_up_at};
use super::deal::registered;
use super::server::Server;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

#[tokio::test]
async fn pictures_and_pdf_are_shown_and_nothing_else_is() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        let deal = registered(&server, "rep").await;
        for (bytes, shown) in [
            (PNG.to_vec(), "inline"),
            (b"%PDF-1.7\n%%EOF\n".to_vec(), "inline"),
            ("文字".as_bytes().to_vec(), "attachment"),
        ] {
            let sent = server.ask("POST", "/api/v1/files").by("rep").key().bytes(bytes.clone()).send().await;
            let file = sent.expect(201).body["sha256"].as_str().expect("a hash").to_owned();
            let attach = json!({"type": "attach", "files": [file]});
            server.post("rep", format!("/api/v1/deals/{deal}/commands"), attach).send().await.expect(200);
            let path = format!("/api/v1/deals/{deal}/files/{file}");
            let saved = server.get("rep", path.clone()).send().await.expect(200);
            let unnamed = &saved.headers["content-disposition"];
            assert!(unnamed.starts_with(&format!("attachment; filename=\"{}.", &file[..16])), "{unnamed}");
            assert_eq!(saved.headers["content-security-policy"], "default-src 'none'; sandbox");
            let seen = server.get("rep", format!("{path}?inline=true")).send().await.expect(200);
            let how = seen.headers["content-disposition"].split(';').next();
            assert_eq!((how, &seen.bytes), (Some(shown), &bytes));
            let policy = &seen.headers["content-security-policy"];
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
            assert_eq!(policy.contains("frame-ancestors 'self'"), bytes.starts_with(b"%PDF"), "{policy}");
            assert_eq!(seen.headers["x-content-type-options"], "nosniff");
            server.get("other", format!("{path}?inline=true")).send().await.expect(404);
        }
    })
    .await;
}

/// A clamd that answers every file the same; its address.
async fn clamd(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound").to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.expect("a command");
            assert_eq!(&command, b"zINSTREAM\0");
            loop {
                let length = stream.read_u32().await.expect("a length");
                let mut chunk = vec![0; length as usize];
                stream.read_exact(&mut chunk).await.expect("a chunk");
                if length == 0 {
                    break;
                }
            }
            stream.write_all(answer.as_bytes()).await.expect("answered");
        }
    });
    address
}

fn scanner(address: &str) -> Scanner {
    let config = Config::parse(&format!("[virus_scanner]\naddress = {address:?}")).expect("valid");
    Scanner::new(config.virus_scanner.as_ref())
}

#[tokio::test]
async fn nothing_is_kept_that_the_scanner_has_not_passed() {
    let good = scanner(&clamd("stream: OK\0").await).pass(b"clean").await;
    assert!(good.is_ok(), "{good:?}");
    let bad = scanner(&clamd("stream: Eicar-Signature FOUND\0").await).pass(b"bad").await.expect_err("found");
    assert_eq!((bad.code(), bad.params()["name"].as_str()), ("file_infected", Some("Eicar-Signature")));
    for address in
        [clamd("INSTREAM size limit exceeded. ERROR\0").await, clamd("").await, "127.0.0.1:9".to_owned()]
    {
        let silent = scanner(&address).pass(b"anything").await.expect_err("no answer is no pass");
        assert_eq!(silent.code(), "unavailable", "{address}");
    }
    Scanner::new(None).pass(b"anything").await.expect("where none is configured none is asked");
}

/// An attachment, a file to import and a template of the company's own: no way in is left out.
#[tokio::test]
async fn every_way_in_asks_the_scanner() {
    for_each_engine(|db| async move {
        let address = clamd("stream: Eicar-Signature FOUND\0").await;
        let scanned = Config::parse(&format!("[virus_scanner]\naddress = {address:?}")).expect("valid");
        let server = Server::configured(&db, "2026-11-20T09:00:00Z", |config| {
            config.virus_scanner = scanned.virus_scanner
        });
        let server = set_up_at(server, &["rep", "ops"]).await;
        let ways: [(&str, &[u8]); 3] = [
            ("/api/v1/files", b"text"),
            ("/api/v1/imports?kind=customers&name=customers.csv", "客户名称\n某某公司\n".as_bytes()),
            ("/api/v1/paper-templates?kind=quotation&name=template", b"PK"),
        ];
        for (path, bytes) in ways {
            let reply =
                server.ask("POST", path).by("ops").key().bytes(bytes.to_vec()).send().await.expect(422);
            assert_eq!(reply.code(), "file_infected", "{path}: {:#}", reply.body);
        }
        let imports = server.get("ops", "/api/v1/imports").send().await.expect(200).body;
        assert_eq!(imports["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_file_keeps_the_name_that_its_bringer_gave_it_made_safe() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager", "other"]).await;
        let deal = registered(&server, "rep").await;
        let send = |who: &'static str, name: &str, content: &'static [u8]| {
            let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
            server.ask("POST", format!("/api/v1/files?name={name}")).by(who).key().bytes(content).send()
        };
        let evil = "..\\合同\u{202e}fdp\r\nX: y.exe";
        for (name, content, kept, coded) in [
            ("报价单 V2.pdf", &b"%PDF-1.7\n1"[..], "报价单 V2.pdf", "%E6%8A%A5%E4%BB%B7%E5%8D%95%20V2.pdf"),
            (evil, &b"%PDF-1.7\n2"[..], "合同fdpX_ y.exe", "%E5%90%88%E5%90%8CfdpX_%20y.exe.pdf"),
        ] {
            let sent = send("rep", name, content).await.expect(201).body;
            assert_eq!(sent["name"], kept);
            let file = sent["sha256"].as_str().expect("a hash").to_owned();
            let own = server.get("rep", format!("/api/v1/files/{file}")).send().await.expect(200);
            assert!(
                own.headers["content-disposition"].ends_with(&format!("filename*=UTF-8''{coded}")),
                "{:?}",
                own.headers
            );
            // Somebody else knows the same bytes by a name of his own, which tells nobody here.
            send("other", "另一客户的合同.pdf", content).await.expect(201);
            let attach = json!({"type": "attach", "files": [file]});
            server.post("rep", format!("/api/v1/deals/{deal}/commands"), attach).send().await.expect(200);
            for (query, how) in [("", "attachment"), ("?inline=true", "inline")] {
                let path = format!("/api/v1/deals/{deal}/files/{file}{query}");
                let read = server.get("manager", path).send().await.expect(200);
                let disposition = &read.headers["content-disposition"];
                assert!(disposition.starts_with(&format!("{how}; filename=\"")), "{disposition}");
                assert!(disposition.ends_with(&format!("filename*=UTF-8''{coded}")), "{disposition}");
                assert!(disposition.is_ascii() && !disposition.contains(['\r', '\n']), "{disposition}");
            }
            let other = server.get("other", format!("/api/v1/files/{file}")).send().await.expect(404);
            assert!(!other.headers.contains_key("content-disposition"));
        }
        let none = send("rep", "..", b"%PDF-1.7\n3").await.expect(201).body;
        assert!(none.get("name").is_none_or(serde_json::Value::is_null), "{none:#}");
    })
    .await;
}

#[tokio::test]
async fn files_of_a_deal_are_listed_where_they_were_named_to_whoever_may_open_them() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager", "other"]).await;
        let deal = registered(&server, "rep").await;
        let path = format!("/api/v1/deals/{deal}");
        let page = server.get("rep", &path).send().await.expect(200).body;
        let document = page["documents"][0]["id"].as_str().expect("the registration").to_owned();
        let mut sent = Vec::new();
        for (name, content) in [("客户来函.pdf", &b"%PDF-1.7\n1"[..]), ("现场照片.png", PNG)] {
            let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
            let ask = server.ask("POST", format!("/api/v1/files?name={name}")).by("rep").key();
            sent.push(ask.bytes(content).send().await.expect(201).body["sha256"].clone());
        }
        let attach = |files: serde_json::Value| json!({"type": "attach", "files": files});
        let to_deal = attach(json!([sent[0]]));
        server.post("rep", format!("{path}/commands"), to_deal).send().await.expect(200);
        let mut to_document = attach(json!([sent[1]]));
        to_document["document"] = json!(document);
        server.post("rep", format!("{path}/commands"), to_document).send().await.expect(200);

        let listed = server.get("manager", format!("{path}/files")).send().await.expect(200).body;
        let told = |file: &serde_json::Value| {
            (
                file["name"].clone(),
                file["document"].clone(),
                file["is_attachment"].clone(),
                file["sha256"].clone(),
            )
        };
        let all: Vec<_> = listed["items"].as_array().expect("files").iter().map(told).collect();
        let photo = (json!("现场照片.png"), json!(document), json!(true), sent[1].clone());
        assert_eq!(all, [photo.clone(), (json!("客户来函.pdf"), json!(null), json!(true), sent[0].clone())]);
        assert_eq!(listed["items"][1]["size_bytes"], 10);
        assert!(listed["items"][0]["by"]["name"].is_string(), "{listed}");
        let asked = format!("{path}/files?document={document}");
        let lying = server.get("manager", asked).send().await.expect(200).body;
        let lying: Vec<_> = lying["items"].as_array().expect("files").iter().map(told).collect();
        assert_eq!(lying, [photo]);
        server.get("other", format!("{path}/files")).send().await.expect(404);

        let history = server.get("manager", format!("{path}/history")).send().await.expect(200).body;
        let line = &history["items"][0];
        assert_eq!(line["kind"], "files_attached");
        assert_eq!(line["files"], json!([{"sha256": sent[1], "name": "现场照片.png"}]));
    })
    .await;
}
