//! Where a request comes from, as the security log keeps it.
//!
//! Must never be given a password, a code or a token.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use tongguan_service::trace::Trace;

/// The most characters of what a browser calls itself.
const AGENT_MAX: usize = 200;

/// Where this request comes from.
pub fn of(parts: &Parts) -> Trace {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let agent = agent.map(|agent| agent.chars().take(AGENT_MAX).collect::<String>().into());
    Trace { address: peer.map(|peer| peer.to_canonical()), agent }
}
