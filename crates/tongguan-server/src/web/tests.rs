//! How files are answered, over a small set.

use super::*;

const SAMPLE: Files = Files(&[
    File { path: "/index.html", tag: "\"a1\"", plain: b"<page>", br: Some(b"br"), gzip: Some(b"gz") },
    File { path: "/assets/app-1x.js", tag: "\"b2\"", plain: b"js", br: None, gzip: Some(b"gz") },
    File { path: "/favicon.svg", tag: "\"c3\"", plain: b"<svg>", br: None, gzip: None },
]);

fn asking(headers: &[(&'static str, &'static str)]) -> HeaderMap {
    headers
        .iter()
        .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
        .collect()
}

fn header_of(response: &Response, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().expect("ASCII").to_owned()).unwrap_or_default()
}

#[test]
fn assets_are_kept_for_ever_and_all_else_is_asked_for_again() {
    let asset = SAMPLE.file("/assets/app-1x.js", &HeaderMap::new()).expect("it is there");
    assert_eq!(header_of(&asset, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header_of(&asset, "content-type"), "text/javascript; charset=utf-8");
    let icon = SAMPLE.file("/favicon.svg", &HeaderMap::new()).expect("it is there");
    assert_eq!(
        (header_of(&icon, "cache-control"), header_of(&icon, "etag")),
        ("no-cache".into(), "\"c3\"".into())
    );
    assert!(SAMPLE.file("/assets/app-2y.js", &HeaderMap::new()).is_none());
}

#[test]
fn the_page_has_its_policy_and_is_no_plain_file() {
    assert!(SAMPLE.file("/index.html", &HeaderMap::new()).is_none());
    let page = SAMPLE.index(&HeaderMap::new()).expect("it is there");
    assert_eq!(header_of(&page, "cache-control"), "no-cache");
    let policy = header_of(&page, "content-security-policy");
    assert!(policy.contains("script-src 'self';") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(Files(&[]).index(&HeaderMap::new()).is_none());
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    for (tags, status) in
        [("\"a1\"", 304), ("\"x\", W/\"a1\"", 304), ("*", 304), ("\"b2\"", 200), ("a1", 200)]
    {
        let page = SAMPLE.index(&asking(&[("if-none-match", tags)])).expect("it is there");
        assert_eq!(page.status(), status, "{tags}");
        assert_eq!(header_of(&page, "etag"), "\"a1\"");
    }
}

#[test]
fn the_best_packing_that_is_accepted_is_sent() {
    for (accepted, encoding) in [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, GZIP;q=0.5", "gzip"),
        ("identity", ""),
        ("", ""),
    ] {
        let page = SAMPLE.index(&asking(&[("accept-encoding", accepted)])).expect("it is there");
        assert_eq!(header_of(&page, "content-encoding"), encoding, "{accepted}");
        assert_eq!(header_of(&page, "vary"), "Accept-Encoding");
    }
    let plain =
        SAMPLE.file("/favicon.svg", &asking(&[("accept-encoding", "br, gzip")])).expect("it is there");
    assert_eq!(header_of(&plain, "content-encoding"), "");
}
