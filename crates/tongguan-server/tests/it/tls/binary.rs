//! The built program: what it prints at its first start, what it does when told to read its certificate again, and how it refuses.

use std::process::Stdio;

use rustls::version::TLS13;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::bench::{Bench, Client, given};
use crate::cli::tongguan;

struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    fn start(args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tongguan"));
        command.arg("serve").args(args).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().expect("the binary starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        Self { child, lines }
    }

    /// All that it prints until a text has come.
    async fn until(&mut self, text: &str) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let line = self.lines.next_line().await.expect("text").expect("it goes on");
            let is_last = line.contains(text);
            said.push(line);
            if is_last {
                return said;
            }
        }
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args([name, &id]).status().expect("kill is there");
        assert!(sent.success());
    }
}

fn address(said: &[String]) -> std::net::SocketAddr {
    let said: Value = serde_json::from_str(said.last().expect("a line")).expect("JSON");
    said["listen"].as_str().expect("an address").parse().expect("an address")
}

#[tokio::test]
async fn without_a_certificate_it_makes_its_own_and_says_where() {
    let bench = Bench::new();
    let data = bench.file("data").display().to_string();
    let args = ["--data", &data, "--listen", "127.0.0.1:0"];
    let mut running = Running::start(&args);
    let said = running.until("listening").await;
    let fingerprint =
        said.iter().find_map(|line| line.strip_prefix("SHA-256 ")).expect("a fingerprint").to_owned();
    assert!(said.iter().any(|line| line.contains("ca.pem")), "{said:?}");
    let mut client =
        Client::connect(address(&said), &bench.authority(), &[&TLS13], &[]).await.expect("trusted");
    assert!(client.get("/healthz").await.starts_with("HTTP/1.1 200"));
    let doctor = tongguan(&["doctor", "--data", &data], b"");
    assert_eq!(doctor.code, Some(0), "{}", doctor.stderr);
    assert!(doctor.stdout.contains(&fingerprint), "{}", doctor.stdout);

    running.signal("-HUP");
    running.until("the certificate is the same").await;
    assert!(client.get("/healthz").await.starts_with("HTTP/1.1 200"), "who is connected stays so");
    running.signal("-TERM");
    running.until("stopped").await;

    let mut again = Running::start(&args);
    let said = again.until("listening").await;
    assert!(said.iter().any(|line| line.ends_with(&fingerprint)), "the authority stays: {said:?}");
}

#[tokio::test]
async fn a_given_certificate_is_read_again_when_told() {
    let bench = Bench::new();
    let (first, second) = (given("one.example", 90), given("two.example", 20));
    bench.given(&first);
    let (data, certificate, key) = (bench.file("data"), bench.file("server.pem"), bench.file("key.pem"));
    let [data, certificate, key] = [data, certificate, key].map(|path| path.display().to_string());
    let mut running = Running::start(&[
        "--data",
        &data,
        "--listen",
        "127.0.0.1:0",
        "--tls-certificate",
        &certificate,
        "--tls-key",
        &key,
    ]);
    let address = address(&running.until("listening").await);
    assert!(Client::connect_to("one.example", address, &first.authority).await.is_ok());
    bench.given(&second);
    running.signal("-HUP");
    running.until("a newer certificate is shown").await;
    assert!(Client::connect_to("two.example", address, &second.authority).await.is_ok());
    let pair = ["--tls-certificate", &certificate, "--tls-key", &key];
    let doctor = tongguan(&[&["doctor", "--data", &data], &pair[..]].concat(), b"");
    assert_eq!(doctor.code, Some(0), "a warning is no fault: {}", doctor.stderr);
    assert!(doctor.stdout.contains("提醒：TLS 证书"), "{}", doctor.stdout);
    std::fs::remove_file(bench.file("key.pem")).expect("removed");
    let doctor = tongguan(&[&["doctor", "--data", &data], &pair[..]].concat(), b"");
    assert_eq!(doctor.code, Some(1), "{}", doctor.stdout);
}

/// Two ports: the one that people type from habit leads to the other, and both stop together.
#[tokio::test]
async fn plain_http_leads_to_the_address_where_that_is_wanted() {
    let bench = Bench::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let from = free.local_addr().expect("bound");
    drop(free);
    let text = format!("public_origin = \"https://crm.example\"\n[tls]\nredirect_from = \"{from}\"\n");
    let (config, data) = (bench.file("tongguan.toml"), bench.file("data"));
    std::fs::write(&config, text).expect("written");
    let [config, data] = [config, data].map(|path| path.display().to_string());
    let mut running = Running::start(&["--config", &config, "--data", &data, "--listen", "127.0.0.1:0"]);
    let address = address(&running.until("listening").await);
    let client = Client::connect_to("crm.example", address, &bench.authority()).await;
    assert!(client.is_ok(), "the name of the origin is in the certificate");
    let mut plain = tokio::net::TcpStream::connect(from).await.expect("it listens");
    let asked = b"GET /deals?stage=1 HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n";
    plain.write_all(asked).await.expect("sent");
    let mut answer = String::new();
    plain.read_to_string(&mut answer).await.expect("it closes");
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    assert!(answer.contains("location: https://crm.example/deals?stage=1\r\n"), "{answer}");
    running.signal("-TERM");
    running.until("stopped").await;
}

#[test]
fn it_does_not_start_with_half_a_pair_or_a_wrong_one() {
    let bench = Bench::new();
    bench.given(&given("one.example", 90));
    std::fs::write(bench.file("key.pem"), given("two.example", 90).key).expect("written");
    let (data, certificate, key) = (bench.file("data"), bench.file("server.pem"), bench.file("key.pem"));
    let [data, certificate, key] = [data, certificate, key].map(|path| path.display().to_string());
    let half = tongguan(&["serve", "--data", &data, "--tls-key", &key], b"");
    assert_eq!(half.code, Some(1));
    assert!(half.stderr.contains("certificate and key of [tls] go together"), "{}", half.stderr);
    let pair = ["--tls-certificate", &certificate, "--tls-key", &key, "--listen", "127.0.0.1:0"];
    let wrong = tongguan(&[&["serve", "--data", &data], &pair[..]].concat(), b"");
    assert_eq!(wrong.code, Some(1));
    assert!(
        wrong.stderr.contains("不是一对") && wrong.stderr.contains("does not belong"),
        "{}",
        wrong.stderr
    );
}
