//! All routes, and the layers around them in order.
//!
//! Promises that a request meets, from the outside in: observation, security headers, the speaker of faults, the
//! catcher of panics, the peer's rate, the deadline, the cross-site guard, the JSON-only rule, its route.

use super::{
    accept, csrf,
    edge::Edge,
    error::ApiError,
    limits, observe,
    openapi::{self, Document, Head},
    operate, page, problem, security_headers,
    strict_json::MaxBody,
};
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The whole server as one service.
pub fn router(edge: Arc<Edge>) -> Router {
    let (routes, document) = OpenApiRouter::with_openapi(Head::openapi())
        .routes(routes!(operate::healthz))
        .routes(routes!(operate::readyz))
        .routes(routes!(operate::metrics))
        .routes(routes!(openapi::openapi))
        .split_for_parts();
    let document = openapi::document(&document).to_string();
    let routes = routes
        .route("/", get(page::home::home))
        .route("/api", get(page::reference::reference))
        .route("/page.css", get(page::style::style))
        .layer(Extension(Document(document.into())));
    around(routes, edge)
}

/// Puts the layers of the edge around `routes`, with problems for unknown paths and methods.
pub fn around(routes: Router<Arc<Edge>>, edge: Arc<Edge>) -> Router {
    routes
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(edge.max_body_bytes))
        .layer(Extension(MaxBody(edge.max_body_bytes)))
        .layer(from_fn(accept::json_only))
        .layer(from_fn_with_state(edge.clone(), csrf::guard))
        .layer(from_fn_with_state(edge.clone(), limits::deadline))
        .layer(from_fn_with_state(edge.clone(), limits::peer_rate))
        .layer(CatchPanicLayer::custom(limits::after_panic))
        .layer(from_fn(problem::speak))
        .layer(from_fn(security_headers::add))
        .layer(from_fn_with_state(edge.clone(), observe::observe))
        .with_state(edge)
}

#[cfg(test)]
mod tests;
