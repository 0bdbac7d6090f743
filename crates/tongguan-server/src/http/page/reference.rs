//! `/api`: the OpenAPI document as a page for people, without scripts.
//!
//! Promises what the document says: every path with its parameters, body and answers, and every schema.

use axum::{Extension, response::Html as Page};
use serde_json::{Map, Value};

use super::html::{Html, page};
use super::lang::PageLang;
use crate::http::openapi::Document;

/// The reference.
pub async fn reference(PageLang(lang): PageLang, Extension(document): Extension<Document>) -> Page<String> {
    let document = serde_json::from_str(&document.0).unwrap_or_default();
    let body = format!("<main class=\"reference\">\n{}</main>\n", render(&document));
    Page(page(lang, "API", &body, ""))
}

/// The body of the page.
fn render(document: &Value) -> String {
    let mut html = Html::default();
    html.element("h1", "通关 API");
    html.raw("<p>机器可读的版本：<a href=\"/api/v1/openapi.json\">openapi.json</a></p>");
    for (path, methods) in object(&document["paths"]) {
        for (method, operation) in object(methods) {
            self::operation(&mut html, method, path, operation);
        }
    }
    html.element("h2", "类型");
    for (name, schema) in object(&document["components"]["schemas"]) {
        html.raw("<details id=\"").text(name).raw("\"><summary>").element("code", name).raw("</summary>");
        json(&mut html, schema);
        html.raw("</details>\n");
    }
    html.finish()
}

fn operation(html: &mut Html, method: &str, path: &str, operation: &Value) {
    html.raw("<h2><code>").text(&method.to_uppercase()).text(" ").text(path).raw("</code></h2>\n");
    for key in ["summary", "description"] {
        if let Some(text) = operation[key].as_str() {
            html.element("p", text);
        }
    }
    html.raw("<table>");
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let text = |key: &str| parameter[key].as_str().unwrap_or_default();
        row(html, text("in"), text("name"), text("description"), &parameter["schema"]);
    }
    for (media_type, content) in object(&operation["requestBody"]["content"]) {
        row(html, "body", media_type, "", &content["schema"]);
    }
    for (status, answer) in object(&operation["responses"]) {
        let schema = object(&answer["content"]).next().map(|(_, content)| &content["schema"]);
        let description = answer["description"].as_str().unwrap_or_default();
        row(html, "answer", status, description, schema.unwrap_or(&Value::Null));
    }
    html.raw("</table>\n");
}

fn row(html: &mut Html, place: &str, name: &str, description: &str, schema: &Value) {
    html.raw("<tr>").element("td", place).raw("<td>").element("code", name).raw("</td>");
    html.element("td", description).raw("<td>");
    match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => {
            html.raw("<a href=\"#").text(name).raw("\">").text(name).raw("</a>");
        }
        None if schema.is_null() => {}
        None => {
            html.element("code", &schema.to_string());
        }
    }
    html.raw("</td></tr>\n");
}

fn json(html: &mut Html, value: &Value) {
    html.element("pre", &serde_json::to_string_pretty(value).unwrap_or_default());
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_path_and_schema_is_shown_and_links_lead_to_it() {
        let schema = json!({"$ref": "#/components/schemas/Deal"});
        let html = render(&json!({
            "paths": {"/deals/{id}": {"get": {
                "summary": "<b>",
                "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}},
            }}},
            "components": {"schemas": {"Deal": {"type": "object"}}},
        }));
        for part in ["GET /deals/{id}", "&lt;b&gt;", "href=\"#Deal\"", "id=\"Deal\""] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
