//! Stopping and waiting, over real sockets. What TLS adds is tested in `tests/it/tls.rs`.

use super::*;
use crate::{config::Config, http::router::around};
use axum::routing::get;
use tokio::{io::AsyncReadExt, sync::Notify};
use tongguan_service::world::counting;

const LONG: Duration = Duration::from_secs(60);

async fn begin(router: Router, head: Duration) -> (SocketAddr, Arc<Edge>, tokio::task::JoinHandle<()>) {
    let edge = Edge::new(&Config::default(), counting());
    let router = around(router, &edge);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let waits = Waits { head, stop: LONG };
    let server = tokio::spawn(serve(listener, Door::Plain, router, edge.clone(), waits));
    (address, edge, server)
}

async fn answer(address: SocketAddr, sent: &[u8]) -> String {
    let mut client = TcpStream::connect(address).await.expect("it listens");
    client.write_all(sent).await.expect("it reads");
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.expect("it closes");
    answer
}

#[tokio::test]
async fn an_accepted_request_is_finished_after_the_stop() {
    let (entered, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (entered_in, release_in) = (entered.clone(), release.clone());
    let slow = move || async move {
        entered_in.notify_one();
        release_in.notified().await;
        "finished"
    };
    let (address, edge, server) = begin(Router::new().route("/slow", get(slow)), LONG).await;
    let client = tokio::spawn(async move { answer(address, b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await });
    entered.notified().await;
    edge.stop();
    release.notify_one();
    let answer = client.await.expect("no panic");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"), "{answer}");
    server.await.expect("no panic");
}

/// Each of these would be waited for for ever: nothing at all, a first line that could be either version, half a head, and a
/// connection kept open after its answer.
#[tokio::test]
async fn a_client_that_does_not_go_on_is_not_waited_for() {
    let router = Router::new().route("/", get(async || "here"));
    let (address, ..) = begin(router, Duration::from_millis(100)).await;
    for sent in ["", "PRI * H", "GET / HTTP/1.1\r\nhost:"] {
        let answer = answer(address, sent.as_bytes()).await;
        assert!(!answer.contains("here"), "{sent}: {answer}");
    }
    let kept = answer(address, b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    assert!(kept.starts_with("HTTP/1.1 200") && kept.ends_with("here"), "{kept}");
}

/// A slow answer is not a slow client.
#[tokio::test]
async fn an_answer_may_take_longer_than_a_head() {
    let release = Arc::new(Notify::new());
    let (entered, passed) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (release_in, entered_in, passed_in) = (release.clone(), entered.clone(), passed.clone());
    let slow = move || async move {
        entered_in.notify_one();
        release_in.notified().await;
        "at last"
    };
    let quick = move || async move { passed_in.notify_one() };
    let router = Router::new().route("/slow", get(slow)).route("/quick", get(quick));
    let (address, ..) = begin(router, Duration::from_millis(50)).await;
    let client = tokio::spawn(async move { answer(address, b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await });
    entered.notified().await;
    // A connection that began later and was closed for saying nothing more: the time of a head has passed.
    answer(address, b"GET /quick HTTP/1.1\r\nhost: a\r\n\r\n").await;
    passed.notified().await;
    release.notify_one();
    assert!(client.await.expect("no panic").ends_with("at last"));
}
