//! Files from outside, shown to a virus scanner (clamd) before they are kept.
//!
//! Promises that where one is configured nothing is kept that it has not passed: when it does not answer, the file is not taken.

use std::path::PathBuf;
use std::time::Duration;

use clamav_client::tokio::{Socket, Tcp, scan_buffer};

use crate::config::ScannerConfig;
use crate::http::error::ApiError;

/// The longest that a scan may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// When to come back where the scanner does not answer, in seconds.
const RETRY_S: u64 = 30;

/// A virus scanner.
#[derive(Debug, Clone)]
pub enum Scanner {
    /// Files are not scanned.
    Off,
    /// By a socket of this machine.
    Socket(PathBuf),
    /// By an address.
    Address(String),
}

impl Scanner {
    /// The scanner of a configuration.
    pub fn new(config: Option<&ScannerConfig>) -> Self {
        match config {
            Some(ScannerConfig { socket: Some(socket), .. }) => Self::Socket(socket.clone()),
            Some(ScannerConfig { address: Some(address), .. }) => Self::Address(address.clone()),
            _ => Self::Off,
        }
    }

    /// Refuses a file in which the scanner finds something, and every file while it does not answer.
    pub async fn pass(&self, file: &[u8]) -> Result<(), ApiError> {
        let asking = async {
            match self {
                Self::Off => Ok(b"stream: OK".to_vec()),
                Self::Socket(path) => scan_buffer(file, Socket { socket_path: path }, None).await,
                Self::Address(address) => {
                    scan_buffer(file, Tcp { host_address: address.as_str() }, None).await
                }
            }
        };
        let answer = match tokio::time::timeout(PATIENCE, asking).await {
            Ok(Ok(answer)) => String::from_utf8_lossy(&answer).trim_matches(['\0', '\n', ' ']).to_owned(),
            Ok(Err(error)) => return Err(silent(&error)),
            Err(error) => return Err(silent(&error)),
        };
        match answer.strip_prefix("stream: ") {
            Some("OK") => Ok(()),
            Some(found) if found.ends_with(" FOUND") => {
                let name = found.trim_end_matches(" FOUND").to_owned();
                tracing::warn!(name, "a file was refused by the virus scanner");
                Err(ApiError::FileInfected { name })
            }
            _ => Err(silent(&answer)),
        }
    }
}

fn silent(error: &dyn std::fmt::Display) -> ApiError {
    tracing::error!(%error, "the virus scanner does not answer, so no file is taken");
    ApiError::Unavailable { retry_after_s: RETRY_S }
}
