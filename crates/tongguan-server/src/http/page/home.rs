//! `/`: what this server is, and signing in without scripts.

use axum::response::Html as Page;

use super::html::page;

/// The page.
pub async fn home() -> Page<String> {
    Page(page("通关", include_str!("home.html")))
}
