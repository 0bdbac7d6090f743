//! TLS of the server, over real sockets: versions, whose certificate, exchanged while it goes on, and what it adds to answers.

mod bench;
mod binary;
mod standing;

use axum::Router;
use axum::routing::get;
use bench::{Bench, Client, given};
use rustls::version::{TLS12, TLS13};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tongguan_server::http::router::router;
use tongguan_store::Engine;
use tongguan_testkit::fresh;

use crate::http::company::{PASSWORD, company};

fn hello() -> Router {
    Router::new().route("/", get(async || "here"))
}

#[tokio::test]
async fn two_versions_are_spoken_and_no_older_one() {
    let bench = Bench::new();
    let config = bench.config("");
    let certificates = bench.open(&config).expect("made");
    let address = bench.serve(&certificates, hello(), (bench.edge(&config), &config)).await;
    let authority = bench.authority();
    for (version, spoken) in [(&TLS12, "TLSv1_2"), (&TLS13, "TLSv1_3")] {
        let mut client = Client::connect(address, &authority, &[version], &[]).await.expect("it is spoken");
        assert_eq!(client.version(), spoken);
        assert!(client.get("/").await.ends_with("here"));
    }
    let say = async |version| {
        let mut client = tokio::net::TcpStream::connect(address).await.expect("it listens");
        client.write_all(&bench::hello_of(version)).await.expect("sent");
        let mut answer = [0; 7];
        client.read_exact(&mut answer).await.expect("it answers");
        answer
    };
    assert_eq!(say((3, 2)).await, [0x15, 3, 3, 0, 2, 2, 70], "a fatal alert: protocol version");
    assert_eq!(say((3, 3)).await[0], 0x16, "the same hello of TLS 1.2 is gone on with");
    let newest = Client::connect(address, &authority, &[&TLS13], &["h2", "http/1.1"]).await.expect("spoken");
    assert_eq!(newest.protocol(), Some("h2"));
}

#[tokio::test]
async fn whoever_speaks_plain_http_is_told() {
    let bench = Bench::new();
    let config = bench.config("");
    let certificates = bench.open(&config).expect("made");
    let address = bench.serve(&certificates, hello(), (bench.edge(&config), &config)).await;
    let mut plain = tokio::net::TcpStream::connect(address).await.expect("it listens");
    plain.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("sent");
    let mut answer = String::new();
    plain.read_to_string(&mut answer).await.expect("it closes");
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("https://"), "{answer}");
}

/// Nobody is held up by who connects and says nothing.
#[tokio::test]
async fn a_silent_client_is_not_waited_for() {
    let bench = Bench::new();
    let mut config = bench.config("");
    config.limits.head_max_s = 1;
    let certificates = bench.open(&config).expect("made");
    let address = bench.serve(&certificates, hello(), (bench.edge(&config), &config)).await;
    let mut silent = tokio::net::TcpStream::connect(address).await.expect("it listens");
    let mut shaken = Client::connect(address, &bench.authority(), &[&TLS13], &["h2"]).await.expect("spoken");
    assert_eq!(silent.read(&mut [0; 8]).await.expect("closed"), 0);
    // The settings of HTTP/2 come by themselves; then the end.
    shaken.drain().await;
}

#[tokio::test]
async fn a_newer_certificate_is_taken_and_connections_go_on() {
    let bench = Bench::new();
    let (first, second) = (given("one.example", 90), given("two.example", 90));
    let config = bench.given(&first);
    let certificates = bench.open(&config).expect("read");
    let address = bench.serve(&certificates, hello(), (bench.edge(&config), &config)).await;
    let mut before = Client::connect(address, &first.authority, &[&TLS13], &[]).await.expect("trusted");
    assert!(before.get("/").await.ends_with("here"));
    assert!(!certificates.look().expect("nothing new"), "nothing was changed");

    // Half of it is there: it does not fit, and the former one is shown.
    std::fs::write(bench.file("server.pem"), &second.certificate).expect("written");
    assert_eq!(certificates.look().expect_err("no pair").code(), "key_of_another");
    assert!(!certificates.look().expect("told once"));
    assert_eq!(certificates.standing().findings.last().map(|one| one.code()), Some("not_taken"));
    assert!(Client::connect(address, &first.authority, &[&TLS13], &[]).await.is_ok());

    std::fs::write(bench.file("key.pem"), &second.key).expect("written");
    assert!(certificates.look().expect("a pair"));
    assert!(
        Client::connect(address, &first.authority, &[&TLS13], &[]).await.is_err(),
        "another one is shown"
    );
    let mut after = Client::connect_to("two.example", address, &second.authority).await.expect("the new one");
    assert!(after.get("/").await.ends_with("here"));
    assert!(before.get("/").await.ends_with("here"), "who was connected stays so");
    assert!(!certificates.standing().findings.iter().any(|one| one.code() == "not_taken"));
}

/// What the server answers over TLS: its cookie is bound to the host, browsers are told to come by TLS alone only where the certificate
/// is the administrator's, and word of changes comes as it happens.
#[tokio::test(flavor = "multi_thread")]
async fn the_whole_server_over_tls() {
    let bench = Bench::new();
    let pair = given("one.example", 90);
    for (config, hsts) in [(bench.config(""), false), (bench.given(&pair), true)] {
        let certificates = bench.open(&config).expect("a certificate");
        let database = fresh(Engine::Sqlite).await;
        let inside = company(&database, &["rep"]).await;
        let app = bench.app(&config, &database);
        app.certificates.set(certificates.clone()).expect("it is set once");
        let address = bench.serve(&certificates, router(app.clone()), (app.edge.clone(), &config)).await;
        let authority = if hsts { pair.authority.clone() } else { bench.authority() };
        let mut client = Client::connect(address, &authority, &[&TLS13], &[]).await.expect("trusted");
        let healthy = client.get("/healthz").await;
        assert_eq!(healthy.contains("strict-transport-security: max-age=31536000\r\n"), hsts, "{healthy}");
        let typed = r#"{"login":"rep","password":"harbour lights nine"}"#;
        let signed_in = client.post("/api/v1/session", typed).await;
        assert!(signed_in.starts_with("HTTP/1.1 201"), "{signed_in}");
        let cookie = signed_in.split("set-cookie: ").nth(1).and_then(|rest| rest.split("\r\n").next());
        let cookie = cookie.expect("a cookie");
        assert!(cookie.starts_with("__Host-tg=") && cookie.ends_with("; Secure"), "{cookie}");

        let pair = cookie.split(';').next().expect("a pair");
        let keeper = format!(r#"{{"login":"admin","password":"{PASSWORD}"}}"#);
        let keeper = client.post("/api/v1/session", &keeper).await;
        let keeper = keeper.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next());
        let keeper = keeper.expect("a cookie");
        client
            .begin(&format!("GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\ncookie: {keeper}\r\n\r\n"))
            .await;
        let health = client.answer().await;
        assert!(health.contains(&format!(r#""certificate":{{"is_given":{hsts},"#)), "{health}");
        assert_eq!(health.contains(r#""authority":null"#), hsts, "{health}");
        client
            .begin(&format!("GET /api/v1/events HTTP/1.1\r\nhost: localhost\r\ncookie: {pair}\r\n\r\n"))
            .await;
        client.until("text/event-stream").await;
        // The listener is there once its head has come; what happens now is told.
        app.tell(tongguan_server::http::events::Change {
            kind: "deal".into(),
            id: crate::http::deal::registered(&inside, "rep").await.parse().expect("an id"),
            command: "comment".into(),
            version: 1,
        });
        client.until("\"command\":\"comment\"").await;
        app.edge.stop();
        // The stream ends with the server, not with the patience of its listener.
        client.drain().await;
    }
}
