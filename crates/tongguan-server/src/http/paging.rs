//! Pages of lists: how many, and behind which key the next one begins.
//!
//! Promises bounded pages and opaque cursors. A cursor is only a place in an order: it shows nothing that the list does not.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use super::query;

/// How many a page has where nothing is asked.
pub const USUAL: u32 = 50;
/// How many a page may have.
pub const MOST: u32 = 200;

/// A page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PageView<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// The cursor of the next page; absent at the end.
    pub next: Option<String>,
}

/// Where a page begins and how long it is, for lists without filters.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// How many, 1 to 200.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

/// How many are asked for.
pub fn limit(asked: Option<u32>) -> Result<u32, ApiError> {
    let limit = asked.unwrap_or(USUAL);
    if (1..=MOST).contains(&limit) {
        Ok(limit)
    } else {
        Err(query::not_allowed("limit", format!("1–{MOST}")))
    }
}

/// The key that a cursor stands for.
pub fn after<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>, ApiError> {
    let Some(cursor) = cursor else { return Ok(None) };
    let bytes = hex::decode(cursor).map_err(|_| query::invalid("cursor"))?;
    let has_control = bytes.windows(2).any(|pair| pair == b"\\u");
    let key = serde_json::from_slice(&bytes).ok().filter(|_| !has_control);
    key.map(Some).ok_or_else(|| query::invalid("cursor"))
}

/// The cursor of a key.
pub fn next<K: Serialize>(key: Option<K>) -> Option<String> {
    key.and_then(|key| serde_json::to_vec(&key).ok()).map(hex::encode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_brings_back_its_key_and_nothing_else_is_one() {
        let cursor = next(Some(("2026-11-20", 7)));
        assert_eq!(after::<(String, i64)>(cursor.as_deref()), Ok(Some(("2026-11-20".to_owned(), 7))));
        for bad in ["", "zz", "7b7d", &hex::encode(r#"["\u0000",7]"#)] {
            assert_eq!(after::<(String, i64)>(Some(bad)), Err(query::invalid("cursor")), "{bad}");
        }
    }

    #[test]
    fn pages_are_bounded() {
        assert_eq!(limit(None), Ok(USUAL));
        assert_eq!(limit(Some(MOST)), Ok(MOST));
        assert!(limit(Some(0)).is_err() && limit(Some(MOST + 1)).is_err());
    }
}
