//! The pages that the server draws itself, which the OpenAPI document does not name: one line for each, the same callers.

use tongguan_testkit::for_each_engine;

use super::CALLERS;
use crate::http::company::company;

const TYPE: &str = "content-type";
const FORM: &str = "application/x-www-form-urlencoded";
/// Shown to anybody.
const OPEN: [u16; 6] = [200; 6];
/// Of the one who is signed in; anybody else is sent to sign in.
const OWN: [u16; 6] = [303, 200, 200, 200, 200, 200];

/// The same, who does not prove who he is.
const WRONG: [u16; 6] = [303, 401, 401, 401, 401, 401];

/// Method, path, statuses. The forms are sent empty, the sixth sign-in finds the login locked; whoever signs out is gone, so that stands
/// last.
const PAGES: &[(&str, &str, [u16; 6])] = &[
    ("GET", "/", OPEN),
    ("GET", "/api", OPEN),
    ("GET", "/page.css", OPEN),
    ("GET", "/verify", OPEN),
    ("GET", "/verify/0000-0000-0000-0000", [404; 6]),
    ("GET", "/setup", [303; 6]),
    ("POST", "/setup", [422; 6]),
    ("GET", "/password", OWN),
    ("POST", "/password", WRONG),
    ("GET", "/second-factor", OWN),
    ("POST", "/second-factor", WRONG),
    ("GET", "/sign-in/oidc", [404; 6]),
    ("GET", "/sign-in/oidc/back", [404; 6]),
    ("POST", "/sign-in", [401, 401, 401, 401, 401, 429]),
    ("POST", "/sign-in/code", [401; 6]),
    ("POST", "/sign-out", [303; 6]),
];

#[tokio::test]
async fn every_page_has_its_policy() {
    for_each_engine(|db| async move {
        let server = company(&db, &CALLERS[1..]).await;
        let mut wrong = Vec::new();
        for (method, path, wanted) in PAGES {
            for (who, wanted) in CALLERS.iter().zip(wanted) {
                let ask = server.ask(method, *path).by(who);
                let ask = match (*method, *who) {
                    ("POST", "nobody") => ask.header("sec-fetch-site", "same-origin").header(TYPE, FORM),
                    ("POST", _) => ask.header(TYPE, FORM),
                    _ => ask,
                };
                let status = ask.send().await.status;
                if status != *wanted {
                    wrong.push(format!("{method} {path} as {who}: {status}, not {wanted}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

/// A page that nobody thought of fails here: the router's own text names them all.
#[test]
fn no_page_is_missing_from_the_table() {
    let router = include_str!("../../../../src/http/router.rs");
    let routes: Vec<(&str, &str)> =
        router.lines().filter_map(|line| line.trim().strip_prefix(".route(\"")?.split_once("\", ")).collect();
    assert!(routes.len() > 10, "{routes:?}");
    for (path, handlers) in routes {
        let path = path.replace("{code}", "0000-0000-0000-0000");
        for method in ["get", "post"].into_iter().filter(|method| handlers.contains(&format!("{method}("))) {
            let is_it = |(known, at, _): &&(&str, &str, _)| known.eq_ignore_ascii_case(method) && *at == path;
            assert!(PAGES.iter().any(|page| is_it(&page)), "{method} {path} has no policy");
        }
    }
}
