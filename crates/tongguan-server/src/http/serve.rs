//! Listening, and stopping without dropping what was accepted.

use super::edge::Edge;
use axum::Router;
use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::oneshot};

/// Serves until `stop` is done, then finishes accepted requests for at most `grace`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    edge: Arc<Edge>,
    stop: impl Future<Output = ()> + Send + 'static,
    grace: Duration,
) -> io::Result<()> {
    let (began_to_stop, stopping) = oneshot::channel();
    let signal = async move {
        stop.await;
        edge.stop();
        // Nobody listens only when the server has ended by itself.
        let _ = began_to_stop.send(());
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(signal);
    let overdue = async {
        match stopping.await {
            Ok(()) => tokio::time::sleep(grace).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        done = server.into_future() => done,
        () = overdue => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Config, http::router::around, world::counting};
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        sync::Notify,
    };

    #[tokio::test]
    async fn an_accepted_request_is_finished_after_the_stop() {
        let (entered, release, stop) =
            (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (entered_in, release_in, stop_in) = (entered.clone(), release.clone(), stop.clone());
        let slow = move || async move {
            entered_in.notify_one();
            release_in.notified().await;
            "finished"
        };
        let edge = Edge::new(&Config::default(), counting());
        let router = around(Router::new().route("/slow", get(slow)), &edge);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let stopped = async move { stop_in.notified().await };
        let server = tokio::spawn(serve(listener, router, edge, stopped, Duration::from_secs(60)));

        let mut client = TcpStream::connect(address).await.expect("it listens");
        client.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("it reads");
        entered.notified().await;
        stop.notify_one();
        release.notify_one();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.expect("it answers and closes");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"), "{answer}");
        server.await.expect("no panic").expect("a clean end");
    }
}
