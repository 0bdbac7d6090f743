//! Making connections, and listening to what the server says beside its answers.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use deadpool_postgres::Connect;
use tokio::task::JoinHandle;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::TlsStream;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, Error, NoTls, Socket};

use super::tls::Tls;

use crate::error::StoreError;
use crate::sql::BoxFuture;

/// Server-side limits: a hung statement, a forgotten transaction and a lock that never comes must all end.
const LIMITS: &str =
    "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c lock_timeout=10s";

/// Counts the warnings that cast doubt on a commit: PostgreSQL answers a commit with success and this warning when the wait for its
/// synchronous replica was cancelled. The count is per pool, so a commit elsewhere at that moment is doubted as well, which is safe.
#[derive(Debug, Default)]
pub(in crate::sql) struct Doubts(AtomicU64);

impl Doubts {
    pub(super) fn count(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// The connection settings: those of the URL and our limits.
pub(super) fn config(url: &str) -> Result<Config, StoreError> {
    // The driver's error would repeat parts of the URL, and the URL holds the password.
    let mut config: Config = url
        .parse()
        .map_err(|_| StoreError::Unavailable { reason: "the database URL cannot be read".into() })?;
    let options = config.get_options().map_or(LIMITS.to_owned(), |given| format!("{LIMITS} {given}"));
    config.options(options);
    config.connect_timeout(Duration::from_secs(5));
    if config.get_application_name().is_none() {
        config.application_name("tongguan");
    }
    Ok(config)
}

/// Connects and keeps an ear on the notices.
pub(super) struct Connector {
    doubts: Arc<Doubts>,
    tls: Option<Tls>,
}

impl Connector {
    /// Encrypts where the URL says `sslmode=require`.
    pub(super) fn new(config: &Config, doubts: Arc<Doubts>) -> Result<Self, StoreError> {
        let tls = match config.get_ssl_mode() {
            SslMode::Require => Some(Tls::of_system()?),
            _ => None,
        };
        Ok(Self { doubts, tls })
    }
}

impl Connect for Connector {
    fn connect(&self, config: &Config) -> BoxFuture<'_, Result<(Client, JoinHandle<()>), Error>> {
        let (config, doubts, tls) = (config.clone(), self.doubts.clone(), self.tls.clone());
        Box::pin(async move {
            match tls {
                Some(tls) => {
                    let (client, connection) = config.connect(tls).await?;
                    Ok((client, tokio::spawn(listen(connection, doubts))))
                }
                None => {
                    let (client, connection) = config.connect(NoTls).await?;
                    Ok((client, tokio::spawn(listen(connection, doubts))))
                }
            }
        })
    }
}

/// Drives a connection to its end.
async fn listen<T>(mut connection: Connection<Socket, T>, doubts: Arc<Doubts>)
where
    T: TlsStream + Unpin,
{
    while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
        match message {
            Ok(AsyncMessage::Notice(notice)) if notice.code().code().starts_with("01") => {
                doubts.0.fetch_add(1, Ordering::SeqCst);
                tracing::warn!(code = notice.code().code(), "{}", notice.message());
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "a database connection ended");
                break;
            }
        }
    }
}
