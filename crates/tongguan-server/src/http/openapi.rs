//! `/api/v1/openapi.json`: what this server answers to, made from the handlers themselves.

pub mod commands;

use axum::{Extension, http::header, response::IntoResponse};
use serde_json::json;
use std::sync::Arc;
use utoipa::OpenApi;

/// What the document says beside the paths.
#[derive(OpenApi)]
#[openapi(info(title = "通关 Tongguan", description = "从线索到回款的销售过程管理", version = "1"))]
pub struct Head;

/// The document as text, made once.
#[derive(Clone)]
pub struct Document(pub Arc<str>);

/// The whole document: what the handlers say of themselves, and the commands as the core describes them.
pub fn document(routes: &utoipa::openapi::OpenApi) -> serde_json::Value {
    let mut document = serde_json::to_value(routes).expect("an OpenAPI document serialises");
    commands::add(&mut document);
    name_operations(&mut document);
    document["components"]["securitySchemes"] = json!({
        "session": {"type": "apiKey", "in": "cookie", "name": "__Host-tg", "description": "The cookie of a session"},
        "key": {"type": "http", "scheme": "bearer", "bearerFormat": "tg_…", "description": "An API key"},
    });
    document["security"] = json!([{"session": []}, {"key": []}]);
    document
}

/// Names every operation by its method and path: handlers of one name stand in many files.
fn name_operations(document: &mut serde_json::Value) {
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (path, methods) in paths {
        let place = path.trim_start_matches("/api/v1").replace(['{', '}'], "").replace(['/', '-', '.'], "_");
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            operation["operationId"] = format!("{method}{place}").into();
        }
    }
}

/// The OpenAPI 3.1 description of this server.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "operate", responses((status = 200, content_type = "application/json")))]
pub async fn openapi(Extension(document): Extension<Document>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document.0.to_string())
}
