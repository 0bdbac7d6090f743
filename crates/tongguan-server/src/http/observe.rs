//! Layer: gives every request an id, counts it and writes one line about it.
//!
//! Promises a UUIDv7 of ours in `X-Request-Id`. The line holds method, route pattern, status, time and id; it must
//! never hold a path as sent, a query, a header, a body or an address.

use super::{edge::Edge, problem::RequestId};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Duration};

/// Observes one request.
pub async fn observe(State(edge): State<Arc<Edge>>, mut request: Request, next: Next) -> Response {
    let id = RequestId(edge.world.id());
    request.extensions_mut().insert(id);
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let began = edge.world.now();
    let mut response = next.run(request).await;
    let took = Duration::try_from(edge.world.now().duration_since(began)).unwrap_or_default();
    let status = response.status().as_u16();
    edge.metrics.request(method, &route, status, took);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(target: "request", method, route, status, micros, request_id = %id.0);
    let value = HeaderValue::from_str(&id.0.to_string()).expect("a UUID is header text");
    response.headers_mut().insert("x-request-id", value);
    response
}

/// The name of a standard method: others are text of the caller's choice.
fn known(method: &Method) -> &'static str {
    let standard = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];
    standard.into_iter().find(|name| *name == method.as_str()).unwrap_or("OTHER")
}
