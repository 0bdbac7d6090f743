//! Who may call what: every endpoint, six kinds of callers, the status that each must get.
//!
//! An endpoint that is missing from the table fails the test.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;
use super::openapi;
use super::server::Server;

/// Callers in the order of the columns: nobody, the rep who owns the deal, another rep, his manager, auditor, administrator.
const CALLERS: [&str; 6] = ["nobody", "rep", "other", "manager", "auditor", "admin"];

/// The body that a row sends.
#[derive(Clone, Copy)]
enum Body {
    None,
    Json(&'static str),
    File,
}

use Body::{File, Json, None};

/// Everybody who is signed in.
const ALL: [u16; 6] = [401, 200, 200, 200, 200, 200];
/// Nobody has one.
const NOT_THERE: [u16; 6] = [401, 404, 404, 404, 404, 404];
/// Whoever sees the deal.
const SEES: [u16; 6] = [401, 200, 404, 200, 200, 404];

/// Method, path (`{deal}` is the rep's deal), body, statuses.
const TABLE: &[(&str, &str, Body, [u16; 6])] = &[
    ("GET", "/healthz", None, [200; 6]),
    ("GET", "/readyz", None, [200; 6]),
    ("GET", "/metrics", None, [200; 6]),
    ("GET", "/api/v1/openapi.json", None, [200; 6]),
    ("POST", "/api/v1/setup", Json("{}"), [422; 6]),
    // The sixth wrong password within fifteen minutes finds the login locked.
    ("POST", "/api/v1/session", Json(r#"{"login":"x","password":"y"}"#), [401, 401, 401, 401, 401, 429]),
    ("GET", "/api/v1/session", None, ALL),
    ("GET", "/api/v1/sessions", None, ALL),
    ("DELETE", "/api/v1/sessions/{id}", None, [401, 404, 404, 404, 404, 404]),
    ("PUT", "/api/v1/session/password", Json("{}"), [401, 422, 422, 422, 422, 422]),
    ("GET", "/api/v1/processes/current", None, ALL),
    ("GET", "/api/v1/processes/current/forms/{kind}/places", None, ALL),
    ("GET", "/api/v1/processes/current/forms/{kind}/paper?format=docx", None, ALL),
    // Open: whoever holds a paper may ask.
    ("GET", "/api/v1/verify/{code}", None, [404; 6]),
    ("POST", "/api/v1/files", File, [401, 201, 201, 201, 201, 201]),
    ("GET", "/api/v1/files/{sha256}", None, [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/imports", None, ALL),
    ("GET", "/api/v1/imports/kinds", None, ALL),
    // The file of the table is none that can be imported.
    ("POST", "/api/v1/imports?kind=customers&name=a.csv", File, [401, 422, 422, 403, 403, 403]),
    ("GET", "/api/v1/imports/{id}", None, NOT_THERE),
    ("GET", "/api/v1/imports/{id}/look", None, NOT_THERE),
    ("PUT", "/api/v1/imports/{id}/mapping", Json(r#"{"kind":"customers","columns":{}}"#), NOT_THERE),
    ("POST", "/api/v1/imports/{id}/commands", Json(r#"{"type":"check_import"}"#), NOT_THERE),
    ("GET", "/api/v1/imports/{id}/rows?pass=check", None, NOT_THERE),
    ("GET", "/api/v1/imports/{id}/result?format=csv", None, NOT_THERE),
    ("GET", "/api/v1/imports/{id}/built-upon", None, NOT_THERE),
    ("GET", "/api/v1/deals", None, ALL),
    ("POST", "/api/v1/deals", Json(r#"{"body":{}}"#), [401, 422, 422, 403, 403, 403]),
    ("GET", "/api/v1/board", None, ALL),
    ("POST", "/api/v1/commands", Json(r#"{"commands":[]}"#), ALL),
    ("GET", "/api/v1/deals/{deal}", None, SEES),
    (
        "POST",
        "/api/v1/deals/{deal}/commands",
        Json(r#"{"type":"comment","text":"跟进情况正常"}"#),
        [401, 200, 404, 200, 403, 404],
    ),
    ("GET", "/api/v1/deals/{deal}/affordances", None, SEES),
    ("GET", "/api/v1/deals/{deal}/as-of?at=2100-01-01T00:00:00Z", None, SEES),
    ("GET", "/api/v1/deals/{deal}/history", None, SEES),
    ("GET", "/api/v1/deals/{deal}/access", None, SEES),
    ("GET", "/api/v1/deals/{deal}/similar", None, SEES),
    ("GET", "/api/v1/deals/{deal}/files/{sha256}", None, [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/deals/{deal}/explain/gate_closed", None, SEES),
    ("GET", "/api/v1/deals/{deal}/documents/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/deals/{deal}/documents/{id}/paper",
        Json(r#"{"format":"docx"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/deals/{deal}/drafts/grading", None, SEES),
    ("PUT", "/api/v1/deals/{deal}/drafts/grading", Json(r#"{"body":{}}"#), [401, 204, 404, 204, 204, 404]),
    ("DELETE", "/api/v1/deals/{deal}/drafts/grading", None, [401, 204, 404, 204, 204, 404]),
    ("GET", "/api/v1/deals/{deal}/prefill/grading", None, SEES),
    ("POST", "/api/v1/deals/{deal}/preview", Json(r#"{"type":"advance_stage"}"#), SEES),
    ("GET", "/api/v1/deals/{deal}/ledger", None, SEES),
    ("POST", "/api/v1/deals/{deal}/ledger/paper", Json(r#"{"format":"docx"}"#), SEES),
    (
        "POST",
        "/api/v1/deals/{deal}/dunning-letter/paper",
        Json(r#"{"format":"docx"}"#),
        [401, 422, 404, 422, 422, 404],
    ),
    ("GET", "/api/v1/deals/{deal}/receipts", None, [401, 403, 404, 403, 200, 404]),
    ("GET", "/api/v1/obligations", None, ALL),
    ("GET", "/api/v1/obligations/counts", None, ALL),
    ("GET", "/api/v1/approvals", None, ALL),
    ("GET", "/api/v1/exceptions", None, ALL),
    ("GET", "/api/v1/command-log", None, ALL),
    ("GET", "/api/v1/security-log", None, [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/history", None, ALL),
    ("GET", "/api/v1/sensitive-reads", None, [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/anomalies", None, [401, 403, 403, 403, 200, 403]),
    (
        "POST",
        "/api/v1/anomalies/{id}/settlement",
        Json(r#"{"verdict":"explained","note":"已经核实"}"#),
        NOT_THERE,
    ),
    ("POST", "/api/v1/contacts/{id}/reveal", Json(r#"{"reason":"回访客户"}"#), NOT_THERE),
    ("GET", "/api/v1/chains", None, [401, 403, 403, 403, 200, 200]),
    ("GET", "/api/v1/health", None, [401, 403, 403, 403, 200, 200]),
    ("GET", "/api/v1/calendar-years/2026", None, ALL),
    ("GET", "/api/v1/reference-duties", None, ALL),
    ("GET", "/api/v1/separations", None, ALL),
    ("GET", "/api/v1/deliveries/failed", None, [401, 403, 403, 403, 403, 200]),
    ("POST", "/api/v1/deliveries/failed/{id}/retry", Json("{}"), [401, 403, 403, 403, 403, 404]),
    ("GET", "/api/v1/search?q=x", None, ALL),
    ("GET", "/api/v1/documents?kind=quotation", None, ALL),
    ("GET", "/api/v1/instalments", None, ALL),
    (
        "GET",
        "/api/v1/leads/suggestion?budget_status=approved&authority_level=decider&intent_level=explicit",
        None,
        ALL,
    ),
    ("GET", "/api/v1/views?page=deals", None, ALL),
    ("PUT", "/api/v1/views/collection/mine", Json(r#"{"query":"owner=me"}"#), [401, 204, 204, 204, 204, 204]),
    ("DELETE", "/api/v1/views/collection/mine", None, [401, 204, 204, 204, 204, 204]),
    ("GET", "/api/v1/duplicates?name=x", None, ALL),
    ("GET", "/api/v1/notices", None, ALL),
    ("POST", "/api/v1/notices/read", Json("{}"), [401, 204, 204, 204, 204, 204]),
    ("GET", "/api/v1/notices/reasons", None, ALL),
    ("PUT", "/api/v1/notices/reasons", Json(r#"{"muted":["reminder"]}"#), [401, 204, 204, 204, 204, 204]),
    ("GET", "/api/v1/events", None, ALL),
    ("GET", "/api/v1/insights", None, ALL),
    ("GET", "/api/v1/insights/owner", None, ALL),
    ("GET", "/api/v1/insights/rows?of=registered", None, ALL),
    ("GET", "/api/v1/insights/{figure}", None, [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/users", None, ALL),
    ("GET", "/api/v1/users/{id}", None, NOT_THERE),
    (
        "POST",
        "/api/v1/users/commands",
        Json(
            r#"{"type":"create_person","name":"新人","login":"","department":"00000000-0000-0000-0000-000000000001"}"#,
        ),
        [401, 403, 403, 403, 403, 422],
    ),
    ("POST", "/api/v1/users/{id}/commands", Json(r#"{"type":"disable_person"}"#), NOT_THERE),
    ("GET", "/api/v1/departments", None, ALL),
    ("GET", "/api/v1/departments/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/departments/commands",
        Json(r#"{"type":"create_department","name":""}"#),
        [401, 403, 403, 403, 403, 422],
    ),
    (
        "POST",
        "/api/v1/departments/{id}/commands",
        Json(r#"{"type":"close_department"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/posts", None, ALL),
    ("GET", "/api/v1/posts/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/posts/commands",
        Json(r#"{"type":"create_post","role":"king","department":"00000000-0000-0000-0000-000000000001"}"#),
        [401, 403, 403, 403, 403, 422],
    ),
    (
        "POST",
        "/api/v1/posts/{id}/commands",
        Json(r#"{"type":"vacate_post"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/delegations", None, ALL),
    ("GET", "/api/v1/delegations/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/delegations/commands",
        Json(
            r#"{"type":"grant_delegation","from":"00000000-0000-0000-0000-000000000001","to":"00000000-0000-0000-0000-000000000002","starts_at":"2026-11-21T00:00:00Z","ends_at":"2026-11-22T00:00:00Z"}"#,
        ),
        [401, 403, 403, 403, 403, 422],
    ),
    (
        "POST",
        "/api/v1/delegations/{id}/commands",
        Json(r#"{"type":"revoke_delegation"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/absences", None, ALL),
    ("GET", "/api/v1/absences/{id}", None, NOT_THERE),
    (
        "POST",
        "/api/v1/absences/commands",
        Json(
            r#"{"type":"record_absence","person":"00000000-0000-0000-0000-000000000001","kind":"leave","from":"2026-11-23","until":"2026-11-24"}"#,
        ),
        [401, 403, 403, 403, 403, 422],
    ),
    ("POST", "/api/v1/absences/{id}/commands", Json(r#"{"type":"end_absence"}"#), NOT_THERE),
    ("GET", "/api/v1/reorganizations", None, [401, 403, 403, 403, 200, 200]),
    ("GET", "/api/v1/reorganizations/{id}", None, [401, 403, 403, 403, 404, 404]),
    (
        "POST",
        "/api/v1/reorganizations/commands",
        Json(r#"{"type":"plan_reorganization","name":"调整","on":"2027-01-01","changes":[]}"#),
        [401, 403, 403, 403, 403, 422],
    ),
    (
        "POST",
        "/api/v1/reorganizations/{id}/commands",
        Json(r#"{"type":"cancel_reorganization"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/accounts", None, ALL),
    ("GET", "/api/v1/accounts/{account}", None, SEES),
    ("GET", "/api/v1/accounts/{account}/access", None, SEES),
    (
        "POST",
        "/api/v1/accounts/commands",
        Json(r#"{"type":"create_account","name":""}"#),
        [401, 422, 422, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/accounts/{id}/commands",
        Json(r#"{"type":"rename_account","name":"新名称有限公司"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/contacts?account={account}", None, SEES),
    ("GET", "/api/v1/subject-requests", None, [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/subject-requests/{id}", None, [401, 403, 403, 403, 404, 403]),
    ("POST", "/api/v1/subject-requests/commands", Json("{}"), [401, 422, 422, 422, 422, 422]),
    ("POST", "/api/v1/subject-requests/{id}/commands", Json(r#"{"type":"export_subject"}"#), NOT_THERE),
    ("GET", "/api/v1/subject-requests/{id}/found", None, [401, 403, 403, 403, 404, 403]),
    ("POST", "/api/v1/subject-requests/{id}/export?format=json", Json("{}"), NOT_THERE),
    ("GET", "/api/v1/personal-data/ungrounded", None, [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/personal-data/expiring", None, [401, 403, 403, 403, 200, 403]),
    (
        "POST",
        "/api/v1/contacts/commands",
        Json(
            r#"{"type":"create_contact","account":"00000000-0000-0000-0000-000000000001","card":{"name":"李工"}}"#,
        ),
        [401, 403, 403, 422, 403, 403],
    ),
    ("POST", "/api/v1/contacts/{id}/commands", Json(r#"{"type":"erase_contact"}"#), NOT_THERE),
    ("GET", "/api/v1/products", None, ALL),
    ("GET", "/api/v1/products/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/products/commands",
        Json(r#"{"type":"create_product","code":"P1","name":"产品","unit":"套","vat":"13"}"#),
        [401, 0, 0, 0, 0, 0],
    ),
    (
        "POST",
        "/api/v1/products/{id}/commands",
        Json(r#"{"type":"retire_product"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/price-books", None, ALL),
    ("GET", "/api/v1/price-books/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/price-books/commands",
        Json(r#"{"type":"publish_price_book"}"#),
        [401, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/price-books/{id}/commands",
        Json(r#"{"type":"publish_price_book"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/own-entities", None, ALL),
    ("GET", "/api/v1/own-entities/{id}", None, [401, 404, 404, 404, 404, 404]),
    ("POST", "/api/v1/own-entities/commands", Json(r#"{"type":"retire_own_entity"}"#), [401, 0, 0, 0, 0, 0]),
    (
        "POST",
        "/api/v1/own-entities/{id}/commands",
        Json(r#"{"type":"retire_own_entity"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/paper-templates", None, ALL),
    ("GET", "/api/v1/paper-templates/{id}", None, [401, 404, 404, 404, 404, 404]),
    ("POST", "/api/v1/paper-templates?kind=quotation&name=x", File, [401, 0, 0, 0, 0, 0]),
    (
        "POST",
        "/api/v1/paper-templates/commands",
        Json(r#"{"type":"retire_paper_template"}"#),
        [401, 0, 0, 0, 0, 0],
    ),
    (
        "POST",
        "/api/v1/paper-templates/{id}/commands",
        Json(r#"{"type":"retire_paper_template"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/receipts", None, [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/receipts/{id}", None, [401, 403, 403, 403, 404, 403]),
    ("GET", "/api/v1/receipts/{id}/proposals", None, [401, 403, 403, 403, 404, 403]),
    (
        "POST",
        "/api/v1/receipts/commands",
        Json(
            r#"{"type":"book_receipt","received_on":"2026-11-20","amount_minor":1,"method":"transfer","payer_name":"某公司","bank_serial":"1"}"#,
        ),
        [401, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/receipts/{id}/commands",
        Json(r#"{"type":"reverse_receipt","reason":"记错了账户"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/migration-batches", None, [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/migration-batches/{id}", None, [401, 403, 403, 403, 404, 403]),
    (
        "POST",
        "/api/v1/migration-batches/commands",
        Json(r#"{"type":"prepare_migration","name":"历史商机","rows":{}}"#),
        [401, 403, 403, 403, 403, 403],
    ),
    (
        "POST",
        "/api/v1/migration-batches/{id}/commands",
        Json(r#"{"type":"withdraw_migration"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/calendars", None, ALL),
    ("GET", "/api/v1/calendars/{id}", None, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/calendars/commands",
        Json(r#"{"type":"propose_year","file":"{}"}"#),
        [401, 403, 403, 403, 403, 422],
    ),
    (
        "POST",
        "/api/v1/calendars/preview",
        Json(r#"{"type":"propose_days","days":[{"date":"2026-12-31","working":false,"name":"盘点"}]}"#),
        [401, 403, 403, 403, 403, 200],
    ),
    ("GET", "/api/v1/calendars/{id}/preview", None, [401, 404, 404, 404, 404, 404]),
    ("POST", "/api/v1/calendars/{id}/commands", Json(r#"{"type":"confirm"}"#), [401, 0, 0, 0, 0, 0]),
    (
        "POST",
        "/api/v1/users/{id}/hand-over",
        Json(r#"{"to":"00000000-0000-0000-0000-000000000001","reason":"离职交接"}"#),
        [401, 403, 403, 404, 403, 404],
    ),
    ("GET", "/api/v1/pool", None, [401, 200, 200, 200, 200, 403]),
    ("GET", "/api/v1/appeals", None, ALL),
    // Nobody has this customer.
    (
        "POST",
        "/api/v1/appeals",
        Json(r#"{"name":"无人登记的客户公司","reason":"首次登记在先"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/accounts/{id}/merge",
        Json(r#"{"merged":"00000000-0000-0000-0000-000000000001","reason":"同一家公司"}"#),
        [401, 403, 403, 403, 404, 403],
    ),
    ("GET", "/api/v1/account-merges", None, [401, 403, 403, 403, 200, 403]),
    ("POST", "/api/v1/account-merges/{id}/undo", Json("{}"), [401, 403, 403, 403, 404, 403]),
    ("GET", "/api/v1/hand-overs", None, ALL),
    ("GET", "/api/v1/hand-overs/{id}", None, NOT_THERE),
    ("POST", "/api/v1/hand-overs/{id}/paper", Json(r#"{"format":"xlsx"}"#), NOT_THERE),
    (
        "POST",
        "/api/v1/hand-overs/{id}/commands",
        Json(
            r#"{"type":"sign_hand_over","digest":"0000000000000000000000000000000000000000000000000000000000000000"}"#,
        ),
        NOT_THERE,
    ),
    ("GET", "/api/v1/users/{id}/sessions", None, [401, 403, 403, 403, 403, 404]),
    ("DELETE", "/api/v1/users/{id}/sessions", None, [401, 403, 403, 403, 403, 404]),
    ("DELETE", "/api/v1/users/{id}/sessions/{session}", None, [401, 403, 403, 403, 403, 404]),
    ("DELETE", "/api/v1/users/{id}/second-factor", None, [401, 403, 403, 403, 403, 403]),
    ("POST", "/api/v1/users/{id}/password", Json("{}"), [401, 403, 403, 403, 403, 404]),
    ("GET", "/api/v1/api-keys", None, ALL),
    (
        "POST",
        "/api/v1/api-keys",
        Json(
            r#"{"name":"ERP","person":"00000000-0000-0000-0000-000000000001","scopes":["read"],"ends_at":"2027-01-01T00:00:00Z"}"#,
        ),
        [401, 403, 403, 403, 403, 422],
    ),
    ("DELETE", "/api/v1/api-keys/{id}", None, [401, 403, 403, 403, 403, 404]),
    ("POST", "/api/v1/session/confirm", Json(r#"{"code":"000000"}"#), [401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/exports", None, ALL),
    ("POST", "/api/v1/deals/{deal}/archive", Json(r#"{"documents":"xlsx","reason":"整单归档备查"}"#), SEES),
    ("POST", "/api/v1/exports", Json(r#"{"list":"products","format":"csv","reason":"核对产品编码"}"#), ALL),
    ("POST", "/api/v1/exports/preview", Json(r#"{"list":"receipts"}"#), [401, 403, 403, 403, 200, 403]),
    ("GET", "/api/v1/settings", None, ALL),
    (
        "POST",
        "/api/v1/settings/commands",
        Json(r#"{"type":"put_setting","key":"no_such","value":1}"#),
        [401, 403, 403, 403, 403, 422],
    ),
    // Last, because it signs out.
    ("DELETE", "/api/v1/session", None, [401, 204, 204, 204, 204, 204]),
];

#[tokio::test]
async fn every_endpoint_has_its_policy() {
    for_each_engine(|db| async move {
        let server = company(&db, &CALLERS[1..]).await;
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("a customer").to_owned();
        let mut wrong = Vec::new();
        for (method, path, body, wanted) in TABLE {
            for (who, wanted) in CALLERS.iter().zip(wanted) {
                let status = call(&server, who, (method, path, *body), (&deal, &account)).await;
                // 0: refused by a rule or by its form, which is not what this table is about.
                let fits = if *wanted == 0 { (400..500).contains(&status) } else { status == *wanted };
                if !fits {
                    wrong.push(format!("{method} {path} as {who}: {status}, not {wanted}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

async fn call(
    server: &Server,
    who: &str,
    (method, path, body): (&'static str, &str, Body),
    (deal, account): (&str, &str),
) -> u16 {
    let nothing = uuid::Uuid::from_u128(7).to_string();
    let path = path
        .replace("{session}", &"ab".repeat(32))
        .replace("{deal}", deal)
        .replace("{account}", account)
        .replace("{sha256}", &"ab".repeat(32));
    let path = path.replace("{kind}", "quotation").replace("{code}", "0000-0000-0000-0000");
    let path =
        if path.starts_with("/api/v1/sessions/") { path.replace("{id}", &"ab".repeat(32)) } else { path };
    let ask = server.ask(method, path.replace("{id}", &nothing)).by(who);
    let ask = if method == "GET" { ask } else { ask.key() };
    let request = match body {
        Body::None => ask.into_request(),
        Body::Json(text) => ask.raw(text).into_request(),
        Body::File => {
            let mut request = ask.raw("%PDF-1.7\n").into_request();
            let bytes = axum::http::HeaderValue::from_static("application/octet-stream");
            request.headers_mut().insert("content-type", bytes);
            request
        }
    };
    server.status(request).await
}

#[test]
fn no_endpoint_is_missing_from_the_table() {
    let document = openapi::current();
    let generic = |path: &str| path.replace("{deal}", "{id}").replace("{account}", "{id}");
    let known: BTreeSet<String> = TABLE
        .iter()
        .map(|(method, path, ..)| format!("{method} {}", generic(path.split('?').next().expect("a path"))))
        .collect();
    let known: BTreeSet<String> = known.iter().map(|line| shape(line)).collect();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            let line = shape(&format!("{} {path}", method.to_uppercase()));
            assert!(known.contains(&line), "{line} has no policy");
        }
    }
    assert!(matches!(&document["paths"], Value::Object(paths) if paths.len() > 50), "{}", json!(known.len()));
}

/// A path with every parameter, and every value that the table puts for one, as `*`.
fn shape(line: &str) -> String {
    let part = |part: &str| match part {
        "grading" | "gate_closed" | "2026" | "collection" | "mine" => "*".to_owned(),
        part if part.starts_with('{') => "*".to_owned(),
        part => part.to_owned(),
    };
    line.split('/').map(part).collect::<Vec<_>>().join("/")
}
