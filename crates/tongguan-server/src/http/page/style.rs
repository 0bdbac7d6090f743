//! `/page.css`: the style of the server's own pages.

use axum::{http::header, response::IntoResponse};

/// The style sheet.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page.css"))
}
