//! Layers: how often, how long, and what happens when our own code fails.
//!
//! Promises 429 with `Retry-After` beyond the rate, 503 beyond the deadline, 500 without inner text after a panic.
//! The peer is the address of the connection; headers that a client can write are never believed.

use super::{edge::Edge, error::ApiError};
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{Quota, RateLimiter, clock::Clock};
use serde::Deserialize;
use std::{
    any::Any,
    hash::Hash,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use uuid::Uuid;

/// After so many checks the keys that are at rest are forgotten.
const SWEEP_EVERY: u32 = 4096;

/// A steady rate with room for a burst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Requests per second, for ever.
    pub per_s: NonZeroU32,
    /// Requests at once, after a rest.
    pub burst: NonZeroU32,
}

/// The account that a request speaks for, put into its extensions by whoever has authenticated it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccountKey(pub Uuid);

type Check<K> = Box<dyn Fn(&K) -> Result<(), Duration> + Send + Sync>;

/// The rates of peers and accounts.
pub struct RateLimits {
    peer: Check<IpAddr>,
    account: Check<AccountKey>,
}

impl RateLimits {
    /// Limits over `clock`.
    pub fn new<C: Clock + Clone + Send + Sync + 'static>(peer: Rate, account: Rate, clock: C) -> Self {
        Self { peer: keyed(peer, clock.clone()), account: keyed(account, clock) }
    }

    /// Counts a request of a peer. One IPv6 network counts as one peer.
    pub fn check_peer(&self, peer: IpAddr) -> Result<(), ApiError> {
        (self.peer)(&network(peer)).map_err(come_back)
    }

    /// Counts a request of an account.
    pub fn check_account(&self, account: AccountKey) -> Result<(), ApiError> {
        (self.account)(&account).map_err(come_back)
    }
}

fn keyed<K, C>(rate: Rate, clock: C) -> Check<K>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    C: Clock + Clone + Send + Sync + 'static,
{
    let quota = Quota::per_second(rate.per_s).allow_burst(rate.burst);
    let limiter = RateLimiter::dashmap_with_clock(quota, clock.clone());
    let checks = AtomicU32::new(0);
    Box::new(move |key| {
        if checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            limiter.retain_recent();
        }
        limiter.check_key(key).map_err(|until| until.wait_time_from(clock.now()))
    })
}

fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 => v4,
    }
}

fn come_back(wait: Duration) -> ApiError {
    ApiError::TooManyRequests { retry_after_s: wait.as_secs() + u64::from(wait.subsec_nanos() > 0) }
}

/// Layer: the rate of the peer.
pub async fn peer_rate(
    State(edge): State<Arc<Edge>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        edge.rates.check_peer(peer.ip())?;
    }
    Ok(next.run(request).await)
}

/// Layer: the rate of the account; goes inside whatever authenticates.
pub async fn account_rate(
    State(edge): State<Arc<Edge>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if let Some(account) = request.extensions().get::<AccountKey>() {
        edge.rates.check_account(*account)?;
    }
    Ok(next.run(request).await)
}

/// Layer: the longest that a request may take, its body included.
pub async fn deadline(
    State(edge): State<Arc<Edge>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let answer = tokio::time::timeout(edge.deadline, next.run(request)).await;
    answer.map_err(|_| ApiError::Unavailable { retry_after_s: 1 })
}

/// The answer to a panic. Its text stays out of answer and log: it may quote what a person typed.
pub fn after_panic(_: Box<dyn Any + Send>) -> Response {
    ApiError::Internal.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    fn rate(per_s: u32, burst: u32) -> Rate {
        let positive = |n| NonZeroU32::new(n).expect("positive");
        Rate { per_s: positive(per_s), burst: positive(burst) }
    }

    #[test]
    fn a_burst_then_a_steady_rate_for_each_key() {
        let clock = FakeRelativeClock::default();
        let limits = RateLimits::new(rate(1, 3), rate(1, 1), clock.clone());
        let (a, b) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        for _ in 0..3 {
            assert_eq!(limits.check_peer(a), Ok(()));
        }
        assert_eq!(limits.check_peer(a), Err(ApiError::TooManyRequests { retry_after_s: 1 }));
        assert_eq!(limits.check_peer(b), Ok(()));
        clock.advance(Duration::from_secs(1));
        assert_eq!(limits.check_peer(a), Ok(()));
        assert!(limits.check_peer(a).is_err());
        let account = AccountKey(Uuid::nil());
        assert_eq!(limits.check_account(account), Ok(()));
        assert!(limits.check_account(account).is_err());
    }

    #[test]
    fn one_ipv6_network_is_one_peer() {
        let ip = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(ip("2001:db8::1"), ip("2001:db8::ffff:1"));
        assert_ne!(ip("2001:db8::1"), ip("2001:db8:0:1::1"));
        assert_eq!(ip("::ffff:192.0.2.1"), ip("192.0.2.1"));
    }
}
