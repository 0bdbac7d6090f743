//! Listening, and stopping without dropping what was accepted. One path for plain HTTP and for TLS.
//!
//! Promises: a connection that says nothing, or dribbles the head of a request, is closed; a stop finishes what was accepted. A client
//! that speaks plain HTTP to TLS is told so in words.

use super::edge::Edge;
use crate::config::Limits;
use axum::{Router, extract::ConnectInfo};
use hyper::{Request, body::Incoming};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{
        conn::auto::Builder,
        graceful::{GracefulShutdown, Watcher},
    },
    service::TowerToHyperService,
};
use std::{
    io,
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// After a fault that is the machine's (no file handles), so long until the next try.
const BREATH: Duration = Duration::from_secs(1);
/// A peer that does not answer for so long is gone.
const ALIVE: Duration = Duration::from_secs(20);
const USE_HTTPS: &[u8] =
    "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n\
    此端口只用 HTTPS：地址以 https:// 开头\nThis port speaks HTTPS only: begin the address with https://\n"
        .as_bytes();

/// What a connection is taken as.
pub enum Door {
    /// HTTP as it is.
    Plain,
    /// HTTP within TLS.
    Tls(TlsAcceptor),
}

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Waits {
    /// For the handshake of TLS, and for the head of a request.
    pub head: Duration,
    /// For accepted requests, once the server stops.
    pub stop: Duration,
}

impl From<&Limits> for Waits {
    fn from(limits: &Limits) -> Self {
        Self { head: Duration::from_secs(limits.head_max_s), stop: Duration::from_secs(limits.stop_max_s) }
    }
}

/// What all connections share.
struct House {
    door: Door,
    router: Router,
    edge: Arc<Edge>,
    http: Builder<TokioExecutor>,
    waits: Waits,
}

/// Serves until the edge stops, then finishes accepted requests for a while.
pub async fn serve(listener: TcpListener, door: Door, router: Router, edge: Arc<Edge>, waits: Waits) {
    let (graceful, mut stopping) = (GracefulShutdown::new(), edge.stopping());
    let house = Arc::new(House { door, router, edge, http: http(waits), waits });
    loop {
        let (stream, peer) = tokio::select! {
            _ = stopping.wait_for(|stops| *stops) => break,
            accepted = accept(&listener) => accepted,
        };
        tokio::spawn(meet(house.clone(), stream, peer, graceful.watcher()));
    }
    drop(listener);
    // Whoever takes longer is cut off with the process.
    drop(timeout(waits.stop, graceful.shutdown()).await);
}

fn http(waits: Waits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(waits.head);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(ALIVE).keep_alive_timeout(ALIVE);
    builder
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset) => {
            }
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                sleep(BREATH).await;
            }
        }
    }
}

async fn meet(house: Arc<House>, stream: TcpStream, peer: SocketAddr, watcher: Watcher) {
    // Answers are written whole: nothing is gained by waiting for more.
    drop(stream.set_nodelay(true));
    let acceptor = match &house.door {
        Door::Plain => return speak(&house, stream, peer, watcher).await,
        Door::Tls(acceptor) => acceptor,
    };
    let mut stopping = house.edge.stopping();
    let met = tokio::select! {
        _ = stopping.wait_for(|stops| *stops) => return,
        met = timeout(house.waits.head, shake_hands(acceptor, stream)) => met,
    };
    match met {
        Ok(Ok(stream)) => speak(&house, stream, peer, watcher).await,
        // What strangers send to a port is no news.
        Ok(Err(error)) => tracing::debug!(%error, "no TLS came about"),
        Err(_) => tracing::debug!("no TLS came about in time"),
    }
}

async fn shake_hands(
    acceptor: &TlsAcceptor,
    mut stream: TcpStream,
) -> io::Result<tokio_rustls::server::TlsStream<TcpStream>> {
    let mut first = [0];
    if stream.peek(&mut first).await? > 0 && first[0].is_ascii_uppercase() {
        stream.write_all(USE_HTTPS).await?;
        stream.shutdown().await?;
        return Err(io::Error::other("plain HTTP"));
    }
    acceptor.accept(stream).await
}

/// Answers requests on a connection until it ends; one without a first request in time is closed.
async fn speak<S>(house: &House, stream: S, peer: SocketAddr, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let spoke = Arc::new(AtomicBool::new(false));
    let has_spoken = spoke.clone();
    let service = house.router.clone().map_request(move |mut request: Request<Incoming>| {
        spoke.store(true, Ordering::Relaxed);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = house.http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = pin!(watcher.watch(connection));
    tokio::select! {
        // A connection that broke is the client's affair.
        _ = &mut connection => return,
        () = sleep(house.waits.head) => {}
    }
    if has_spoken.load(Ordering::Relaxed) {
        drop(connection.await);
    }
}

#[cfg(test)]
mod tests;
