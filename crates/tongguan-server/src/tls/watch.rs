//! Takes a newer certificate while the server goes on: when a file was changed, when the process is told to (`SIGHUP`), and before a
//! self-made one ends.

use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::Certificates;
use super::fault::TlsFault;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(15);

/// Watches until the process stops. Must be called within a runtime.
pub fn start(certificates: Arc<Certificates>, mut stopping: watch::Receiver<bool>) -> std::io::Result<()> {
    let mut told = signal(SignalKind::hangup())?;
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tokio::spawn(async move {
        loop {
            let by_order = tokio::select! {
                _ = stopping.wait_for(|stops| *stops) => return,
                heard = told.recv() => heard.is_some(),
                _ = tick.tick() => false,
            };
            let certificates = certificates.clone();
            // Files are read, and a key may be made: not on a thread that answers.
            let look = move || if by_order { certificates.renew() } else { certificates.look() };
            if let Ok(outcome) = tokio::task::spawn_blocking(look).await {
                tell(by_order, outcome);
            }
        }
    });
    Ok(())
}

fn tell(by_order: bool, outcome: Result<bool, TlsFault>) {
    match outcome {
        Ok(true) => tracing::info!("a newer certificate is shown"),
        Ok(false) if by_order => tracing::info!("the certificate is the same"),
        Ok(false) => {}
        Err(fault) => tracing::error!(code = fault.code(), "the newer certificate is not used: {fault}"),
    }
}
