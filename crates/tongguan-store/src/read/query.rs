//! Statements put together from filters: text with `$n`, and the values for it.
//!
//! Only fixed words of this crate reach the text; everything that comes from outside is bound.

use crate::error::StoreError;
use crate::sql::{IntoValue, Row, Tx, Value};

/// A statement in the making.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// Adds text.
    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Binds a value; answers its place, such as `$3`.
    pub(crate) fn bind(&mut self, value: impl IntoValue) -> String {
        self.values.push(value.into_value());
        format!("${}", self.values.len())
    }

    /// Binds a value that is one already.
    pub(crate) fn bind_value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// Binds a list for `IN (…)`. Its last value is repeated up to a power of two, so that lists of any length share few texts.
    pub(crate) fn bind_list<T: IntoValue + Clone>(&mut self, values: impl IntoIterator<Item = T>) -> String {
        let mut values: Vec<T> = values.into_iter().collect();
        if let Some(last) = values.last().cloned() {
            values.resize(values.len().next_power_of_two(), last);
        }
        let places: Vec<String> = values.into_iter().map(|value| self.bind(value)).collect();
        match places.is_empty() {
            true => "NULL".to_owned(),
            false => places.join(", "),
        }
    }

    /// Adds ` AND column = value` where there is one.
    pub(crate) fn and(&mut self, condition: &str, value: Option<impl IntoValue>) -> &mut Self {
        if let Some(value) = value {
            let place = self.bind(value);
            self.push(&format!(" AND {condition} {place}"));
        }
        self
    }

    /// Puts text around all of it.
    pub(crate) fn wrap(&mut self, before: &str, after: &str) {
        self.text = format!("{before}{}{after}", self.text);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) async fn query(&self, tx: &mut Tx) -> Result<Vec<Row>, StoreError> {
        tx.query(&self.text, &self.values).await
    }

    pub(crate) async fn query_one(&self, tx: &mut Tx) -> Result<Row, StoreError> {
        tx.query_one(&self.text, &self.values).await
    }
}

/// A page of a list, and where the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, K> {
    /// What is on it.
    pub items: Vec<T>,
    /// The key behind which the next page begins; absent at the end.
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// A page from one item more than it shows.
    pub(crate) fn cut(mut items: Vec<T>, limit: u32, key: impl FnOnce(&T) -> K) -> Self {
        let limit = limit as usize;
        let is_more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| is_more).map(key);
        Self { items, next }
    }
}
