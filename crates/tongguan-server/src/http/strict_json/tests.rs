//! Bodies and what must be said about them.

use super::*;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lead {
    name: String,
    #[serde(default)]
    lines: Vec<Line>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    n: u8,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its parsing is looked at")]
enum Command {
    Note {
        text: String,
        #[serde(default)]
        at: Option<jiff::Timestamp>,
        #[serde(default)]
        lines: Vec<Line>,
    },
}

fn fault<T: DeserializeOwned + std::fmt::Debug>(bytes: impl AsRef<[u8]>) -> (String, Value) {
    let error = parse::<T>(bytes.as_ref()).expect_err("must be refused");
    assert!(error.status().is_client_error());
    (error.code().to_owned(), error.params().into())
}

#[test]
fn each_fault_is_named_with_its_place() {
    for (body, code, params) in [
        ("", "body_unreadable", r#"{"line":1,"column":0}"#),
        ("{\"name\":\n oops}", "body_unreadable", r#"{"line":2,"column":2}"#),
        (r#"{"name":"a"} x"#, "body_unreadable", r#"{"line":1,"column":14}"#),
        (r#"{"name":"a","nam":1}"#, "unknown_field", r#"{"field":"nam","path":"$.nam"}"#),
        (r#"{"name":"a","x`, expected`y":1}"#, "unknown_field", r#"{"field":"x","path":"$.x`, expected`y"}"#),
        (
            r#"{"name":"a","lines":[{"n":1},{"m":1}]}"#,
            "unknown_field",
            r#"{"field":"m","path":"$.lines[1].m"}"#,
        ),
        (r#"{"lines":[]}"#, "missing_field", r#"{"field":"name","path":"$"}"#),
        (
            r#"{"name":"a","lines":[{"n":"1"}]}"#,
            "wrong_type",
            r#"{"path":"$.lines[0].n","expected":"integer"}"#,
        ),
        (r#"{"name":"a","lines":[{"n":300}]}"#, "invalid_value", r#"{"path":"$.lines[0].n"}"#),
        (r#"{"name":"a","name":"b"}"#, "duplicate_key", r#"{"field":"name","path":"$"}"#),
        (
            r#"{"name":"a","lines":[{"n":1,"\u006e":2}]}"#,
            "duplicate_key",
            r#"{"field":"n","path":"$.lines[0]"}"#,
        ),
        (r#"{"name":"a\u0000"}"#, "invalid_text", r#"{"path":"$.name"}"#),
        (r#"{"name":"a\u0085"}"#, "invalid_text", r#"{"path":"$.name"}"#),
        (r#"{"name":"a\u202eb"}"#, "invalid_text", r#"{"path":"$.name"}"#),
        (r#"{"name":"0000-01-01"}"#, "date_out_of_range", r#"{"path":"$.name","from":1900,"to":2999}"#),
        (r#"{"\u0007":"a"}"#, "invalid_text", r#"{"path":"$"}"#),
        (r#"{"name":"\ud800"}"#, "invalid_text", r#"{"path":"$.name"}"#),
        (r#"{"name":"\ud800\u0041"}"#, "invalid_text", r#"{"path":"$.name"}"#),
        (r#"{"name":"\udc00"}"#, "invalid_text", r#"{"path":"$.name"}"#),
        ("{\"name\":\"a\u{1}\"}", "invalid_text", r#"{"path":"$.name"}"#),
        (r#"{"name":1e999}"#, "number_out_of_range", r#"{"line":1,"column":13}"#),
        (r#"{"name":NaN}"#, "body_unreadable", r#"{"line":1,"column":9}"#),
    ] {
        let want = serde_json::from_str::<Value>(params).expect("a good test");
        assert_eq!(fault::<Lead>(body), (code.to_owned(), want), "{body}");
    }
}

#[test]
fn broken_utf_8_is_invalid_text() {
    assert_eq!(fault::<Lead>(b"{\"name\":\"\xff\"}").0, "invalid_text");
}

#[test]
fn tagged_commands_name_their_unknown_fields() {
    assert_eq!(fault::<Command>(r#"{"type":"note","text":"a","x":1}"#).1["field"], "x");
    assert_eq!(
        fault::<Command>(r#"{"type":"nope"}"#),
        ("invalid_value".to_owned(), json!({"path": "$.type"}))
    );
}

#[test]
fn tagged_commands_name_the_place_of_a_bad_value() {
    for (body, code, params) in [
        (r#"{"type":"note","text":7}"#, "wrong_type", json!({"path": "$.text", "expected": "text"})),
        (r#"{"at":"2026-11-26","type":"note","text":"a"}"#, "invalid_value", json!({"path": "$.at"})),
        (
            r#"{"type":"note","text":"a","lines":[{"n":1},{"n":300}]}"#,
            "invalid_value",
            json!({"path": "$.lines[1].n"}),
        ),
        (
            r#"{"type":"note","text":"a","lines":[{"n":1},{"m":1}]}"#,
            "unknown_field",
            json!({"field": "m", "path": "$.lines[1].m"}),
        ),
        (r#"{"type":"note"}"#, "missing_field", json!({"field": "text", "path": "$"})),
        (r#"{"text":"a"}"#, "missing_field", json!({"field": "type", "path": "$"})),
        ("7", "wrong_type", json!({"path": "$", "expected": "object"})),
    ] {
        assert_eq!(fault::<Command>(body), (code.to_owned(), params), "{body}");
    }
}

#[test]
fn depth_has_a_limit() {
    let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
    assert!(parse::<Value>(nested(MAX_DEPTH).as_bytes()).is_ok());
    assert_eq!(fault::<Value>(nested(MAX_DEPTH + 1)).0, "too_deep");
    assert_eq!(fault::<Value>("[".repeat(100_000)).0, "too_deep");
    assert_eq!(fault::<Value>("{\"a\":".repeat(100_000)).0, "too_deep");
}

#[test]
fn ordinary_text_passes() {
    let lead = parse::<Lead>(r#"{"name":"张三\n\t𠮷","lines":[{"n":7}]}"#.as_bytes());
    assert_eq!(lead, Ok(Lead { name: "张三\n\t𠮷".into(), lines: vec![Line { n: 7 }] }));
}

#[tokio::test]
async fn content_type_and_size_are_checked() {
    let send = async |content_type: &str, body: String| {
        let request =
            Request::builder().header("content-type", content_type).body(body.into()).expect("a good test");
        StrictJson::<Lead>::from_request(request, &())
            .await
            .map(|lead| lead.0)
            .map_err(|e| e.status().as_u16())
    };
    let good = || r#"{"name":"a"}"#.to_owned();
    for ok in ["application/json", "Application/JSON; charset=UTF-8"] {
        assert!(send(ok, good()).await.is_ok(), "{ok}");
    }
    for bad in
        ["text/plain", "", "application/json;charset=gbk", "application/jsonx", "application/problem+json"]
    {
        assert_eq!(send(bad, good()).await, Err(415), "{bad}");
    }
    assert_eq!(send("application/json", " ".repeat(DEFAULT_MAX_BYTES + 1)).await, Err(413));
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Err(error) = parse::<Lead>(&bytes) {
            prop_assert!(error.status().is_client_error());
        }
    }

    #[test]
    fn mutated_json_is_answered(at in 0usize..80, with in any::<u8>(), drop in any::<bool>()) {
        let mut bytes = r#"{"name":"张\u00e9\ud83d\ude00","lines":[{"n":1},{"n":25}],"name2":-1.5e3}"#.as_bytes().to_vec();
        let at = at % bytes.len();
        if drop { bytes.remove(at); } else { bytes[at] = with; }
        if let Err(error) = parse::<Lead>(&bytes) {
            prop_assert!(error.status().is_client_error());
        }
        // What passes reads the same to the plain parser.
        if let Ok(strict) = parse::<Value>(&bytes) {
            prop_assert_eq!(strict, serde_json::from_slice::<Value>(&bytes).expect("stricter than the parser"));
        }
    }
}
