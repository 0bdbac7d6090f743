//! Files from outside: looked at in our own page, and shown to a virus scanner before they are kept.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tongguan_server::config::Config;
use tongguan_server::http::file::scan::Scanner;
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;

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
            assert_eq!(saved.headers["content-disposition"], "attachment");
            assert_eq!(saved.headers["content-security-policy"], "default-src 'none'; sandbox");
            let seen = server.get("rep", format!("{path}?inline=true")).send().await.expect(200);
            assert_eq!((seen.headers["content-disposition"].as_str(), &seen.bytes), (shown, &bytes));
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
