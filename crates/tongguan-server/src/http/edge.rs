//! What every request at the edge may use.

use super::{csrf::Site, file::scan::Scanner, limits::RateLimits};
use crate::{
    config::{Config, Reach},
    metrics::Metrics,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tongguan_service::vault::Vault;
use tongguan_service::world::World;

/// The state of the edge, shared by all requests.
pub struct Edge {
    /// Time and randomness.
    pub world: World,
    /// Counts and times of requests.
    pub metrics: Metrics,
    /// How often a peer and an account may ask.
    pub rates: RateLimits,
    /// Where this server is reached.
    pub site: Site,
    /// Whether browsers are told to come by TLS alone: only where the certificate is one that they know without us.
    pub tells_hsts: bool,
    /// The largest body, in bytes.
    pub max_body_bytes: usize,
    /// The longest that a request may take.
    pub deadline: Duration,
    /// What files from outside are shown to.
    pub scanner: Scanner,
    /// What seals secrets.
    pub vault: Vault,
    stopping: watch::Sender<bool>,
}

impl Edge {
    /// The edge that `config` describes.
    pub fn new(config: &Config, world: World) -> Arc<Self> {
        let limits = &config.limits;
        let clock = governor::clock::DefaultClock::default();
        Arc::new(Self {
            vault: Vault::new(&config.data, world.clone()),
            world,
            metrics: Metrics::new(),
            rates: RateLimits::new(limits.peer, limits.account, clock),
            site: Site { origin: config.public_origin.clone(), is_tls: !config.plain_http },
            tells_hsts: matches!(config.reach(), Reach::Given { .. }),
            max_body_bytes: limits.body_max_bytes,
            deadline: Duration::from_secs(limits.request_max_s),
            scanner: Scanner::new(config.virus_scanner.as_ref()),
            stopping: watch::Sender::new(false),
        })
    }

    /// Says that the process is about to stop: load balancers are told to go elsewhere.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether new work is welcome.
    pub fn is_ready(&self) -> bool {
        !*self.stopping.borrow()
    }

    /// Turns true when the process begins to stop: what would go on for ever ends then.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }
}
