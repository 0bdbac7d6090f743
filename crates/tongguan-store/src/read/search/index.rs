//! Writing what is found: the names of something in characters, in pinyin and in initials, and the grams by which they are looked up.
//!
//! A row holds all names of one thing, a line each. Where the grams are kept is the engine's: [`fulltext`] on SQLite, [`rows`] elsewhere.

use std::collections::BTreeSet;

use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::name_key::name_key;
use uuid::Uuid;

use super::{NamedKind, fulltext, pinyin, rows};
use crate::error::StoreError;
use crate::sql::{Engine, Tx};

/// The form of a row: all names of one thing stand in one.
pub(super) const FORM: &str = "names";

/// Something with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// What it is.
    pub(crate) kind: NamedKind,
    /// Its id.
    pub(crate) id: Uuid,
    /// Its customer.
    pub(crate) account: AccountId,
    /// Its names, the present one first; former ones are found as well.
    pub(crate) names: Vec<String>,
    /// Numbers by which it is asked for (phone), found from any digit.
    pub(crate) numbers: Vec<String>,
}

/// What is found by its names.
pub(crate) trait HasNames {
    /// By which.
    fn found(&self) -> Named;
}

/// What the index holds of one thing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its names as they are compared, a line each.
    pub(super) words: String,
    /// What they are looked up by.
    pub(super) grams: BTreeSet<String>,
}

/// Makes the index say `after` where it said `before`.
pub(crate) async fn index(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Named>,
    after: &Named,
) -> Result<(), StoreError> {
    if before == Some(after) {
        return Ok(());
    }
    let engine = tx.engine();
    if let Some(before) = before {
        let entry = Entry::of(before);
        match engine {
            Engine::Sqlite => fulltext::forget(tx, tenant, before, &entry).await?,
            Engine::Postgres => rows::forget(tx, tenant, before, &entry).await?,
        }
    }
    let entry = Entry::of(after);
    match engine {
        _ if entry.words.is_empty() => Ok(()),
        Engine::Sqlite => fulltext::add(tx, tenant, after, &entry).await,
        Engine::Postgres => rows::add(tx, tenant, after, &entry).await,
    }
}

impl Entry {
    fn of(named: &Named) -> Self {
        let (mut lines, mut grams) = (Vec::new(), BTreeSet::new());
        for name in &named.names {
            let key = name_key(name);
            let reading = pinyin::read(name, named.kind == NamedKind::Contact);
            grams.extend(pairs(&key));
            grams.extend(pairs(&reading.initials));
            grams.extend(reading.grams);
            lines.extend([key, reading.initials, reading.full]);
        }
        for number in &named.numbers {
            grams.extend(pairs(number));
            lines.push(number.clone());
        }
        lines.retain(|line| !line.is_empty());
        Self { words: lines.join("\n"), grams }
    }
}

/// Pairs of neighbouring characters, and the last one alone, so that a single character is found wherever it stands.
pub(super) fn pairs(key: &str) -> BTreeSet<String> {
    let characters: Vec<char> = key.chars().collect();
    let pairs = characters.windows(2).map(|pair| pair.iter().collect());
    pairs.chain(characters.last().map(char::to_string)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_three_ways() {
        let entry = Entry::of(&Named {
            kind: NamedKind::Account,
            id: Uuid::nil(),
            account: AccountId(Uuid::nil()),
            names: vec!["示例（杭州）".to_owned()],
            numbers: Vec::new(),
        });
        assert_eq!(entry.words, "示例杭州\nSLHZ\nSHILIHANGZHOU");
        let grams: Vec<&str> = entry.grams.iter().map(String::as_str).collect();
        assert_eq!(grams, ["HAN", "HZ", "LH", "LIH", "SHI", "SL", "Z", "ZHO", "例杭", "州", "杭州", "示例"]);
    }
}
