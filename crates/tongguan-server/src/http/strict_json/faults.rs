//! The errors of serde_json as faults of ours.
//!
//! serde_json tells kinds apart by text only; the tests pin the words, so a new version that changes them shows.

use crate::http::error::ApiError;
use serde_path_to_error::Segment;

/// The longest name or path repeated to the caller, in characters.
const MAX_ECHO_CHARS: usize = 200;

/// `text`, shortened.
pub fn cut(text: &str) -> String {
    text.chars().take(MAX_ECHO_CHARS).collect()
}

/// A JSON path of steps such as `.name` and `[3]`.
pub fn path(steps: &[String]) -> String {
    cut(&format!("${}", steps.concat()))
}

/// An error of reading the text.
pub fn from_syntax(error: &serde_json::Error, path: String) -> ApiError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let says = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if says(&["number out of range"]) {
        ApiError::NumberOutOfRange { line, column }
    } else if says(&["recursion limit"]) {
        ApiError::TooDeep { max_depth: super::MAX_DEPTH }
    } else if says(&[
        "lone leading surrogate",
        "unexpected end of hex escape",
        "invalid unicode",
        "control character",
    ]) {
        ApiError::InvalidText { path }
    } else {
        ApiError::BodyUnreadable { line, column }
    }
}

/// An error of fitting the values to the type; `locate` finds its place where serde did not keep it.
pub fn from_shape(
    error: &serde_path_to_error::Error<serde_json::Error>,
    locate: impl FnOnce() -> Vec<String>,
) -> ApiError {
    let is_known = error.path().iter().next().is_some();
    let path = if is_known { shape_path(error.path()) } else { path(&locate()) };
    let text = error.inner().to_string();
    if let Some(rest) = text.strip_prefix("unknown field `") {
        let end =
            rest.rfind("`, expected").or_else(|| rest.rfind("`, there are no fields")).unwrap_or(rest.len());
        ApiError::UnknownField { field: first_of(&rest[..end]), path }
    } else if let Some(rest) = text.strip_prefix("missing field `") {
        ApiError::MissingField { field: cut(rest.trim_end_matches('`')), path }
    } else if let Some((_, expected)) =
        text.strip_prefix("invalid type: ").and_then(|t| t.rsplit_once(", expected "))
    {
        ApiError::WrongType { path, expected: json_type(expected).to_owned() }
    } else {
        ApiError::InvalidValue { path }
    }
}

/// The type of JSON behind the words of serde for what it wanted.
fn json_type(expected: &str) -> &'static str {
    let is_integer =
        |word: &str| word.strip_prefix(['u', 'i']).is_some_and(|bits| bits.parse::<u8>().is_ok());
    let says = |words: &[&str]| words.iter().any(|word| expected.contains(word));
    if is_integer(expected) || says(&["integer"]) {
        "integer"
    } else if matches!(expected, "f32" | "f64") {
        "number"
    } else if says(&["boolean"]) {
        "boolean"
    } else if says(&["string", "str", "enum"]) && !says(&["struct", "tagged"]) {
        "text"
    } else if says(&["sequence", "array", "tuple"]) {
        "list"
    } else if says(&["map", "struct", "object", "tagged"]) {
        "object"
    } else {
        "value"
    }
}

/// The name in front of the list of expected ones, which may hold the same words.
fn first_of(text: &str) -> String {
    cut(text.split("`, expected").next().unwrap_or(text))
}

fn shape_path(path: &serde_path_to_error::Path) -> String {
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("[{index}]"),
        Segment::Map { key } => format!(".{key}"),
        Segment::Enum { variant } => format!(".{variant}"),
        Segment::Unknown => ".?".to_owned(),
    };
    self::path(&path.iter().map(step).collect::<Vec<_>>())
}
