//! `/page.css`: the style of the server's own pages, on the same tokens as the browser interface.
//!
//! Promises light and dark as the system has it: these pages run no script that could remember a choice.

use std::sync::LazyLock;

use axum::{http::header, response::IntoResponse};

const TOKENS: &str = include_str!("../../../../../web/src/styles/tokens.css");
/// How the tokens of the dark theme begin.
const DARK: &str = "[data-theme=dark] {";

static STYLE: LazyLock<String> = LazyLock::new(|| {
    let (light, dark) = TOKENS.split_once(DARK).unwrap_or((TOKENS, "}"));
    format!("{light}@media (prefers-color-scheme: dark) {{\n:root {{{dark}}}\n{}", include_str!("page.css"))
});

/// The style sheet.
pub async fn style() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, STYLE.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_there_and_the_braces_close() {
        assert!(STYLE.contains("@media (prefers-color-scheme: dark) {\n:root {"));
        assert_eq!(STYLE.matches("--pri-bg:").count(), 2);
        assert!(!STYLE.contains("data-theme"));
        assert_eq!(STYLE.matches('{').count(), STYLE.matches('}').count());
    }
}
