//! `/api/v1/openapi.json`: what this server answers to, made from the handlers themselves.

use axum::{Extension, http::header, response::IntoResponse};
use std::sync::Arc;
use utoipa::OpenApi;

/// What the document says beside the paths.
#[derive(OpenApi)]
#[openapi(info(title = "通关 Tongguan", description = "从线索到回款的销售过程管理", version = "1"))]
pub struct Head;

/// The document as text, made once.
#[derive(Clone)]
pub struct Document(pub Arc<str>);

/// The OpenAPI 3.1 description of this server.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "operate", responses((status = 200, content_type = "application/json")))]
pub async fn openapi(Extension(document): Extension<Document>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document.0.to_string())
}
