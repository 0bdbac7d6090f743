//! The tables as the migrations make them: names, columns with their kinds, keys, in the words of no engine.

use crate::error::StoreError;
use crate::migrate;
use crate::sql::{Kind, Value};

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    key: Vec<String>,
}

impl Table {
    /// The columns in which a hash chain stands: the stream's name, and the hash.
    pub fn chain(&self) -> Option<(usize, usize)> {
        let hash = self.columns.iter().position(|column| column.name == "hash")?;
        let last = self.key.iter().rev().nth(1)?;
        Some((self.columns.iter().position(|column| column.name == *last)?, hash))
    }

    /// The values of the key behind the tenant's, in the order of the key.
    pub(crate) fn key_of(&self, row: &[Value]) -> Vec<Value> {
        let place = |name: &String| self.columns.iter().position(|column| column.name == *name);
        self.key.iter().skip(1).filter_map(|name| row.get(place(name)?).cloned()).collect()
    }

    pub(super) fn reading(&self, is_behind: bool, limit: u32) -> String {
        let (columns, key) = (self.names().join(", "), self.key.join(", "));
        let behind: Vec<&str> = self.key.iter().skip(1).map(String::as_str).collect();
        let places: Vec<String> = (0..behind.len()).map(|place| format!("${}", place + 2)).collect();
        let after = match is_behind && !behind.is_empty() {
            true => format!(" AND ({}) > ({})", behind.join(", "), places.join(", ")),
            false => String::new(),
        };
        format!(
            "SELECT {columns} FROM {} WHERE tenant_id = $1{after} ORDER BY {key} LIMIT {limit}",
            self.name
        )
    }

    pub(super) fn writing(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|place| format!("${place}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.names().join(", "), places.join(", "))
    }

    /// Sets one column of the row with a key: the tenant first, then the value, then the key behind the tenant's.
    pub(crate) fn setting(&self, column: usize) -> String {
        let behind = self.key.iter().skip(1).enumerate();
        let key: String = behind.map(|(place, name)| format!(" AND {name} = ${}", place + 3)).collect();
        format!("UPDATE {} SET {} = $2 WHERE tenant_id = $1{key}", self.name, self.columns[column].name)
    }

    pub(super) fn looking(&self) -> String {
        format!("SELECT tenant_id FROM {} LIMIT 1", self.name)
    }

    /// Values as the schema knows them: an engine may give a UUID as bytes.
    pub(super) fn typed(&self, values: Vec<Value>) -> Result<Vec<Value>, StoreError> {
        let wrong = || StoreError::corrupt(format!("{} holds what its column does not", self.name));
        let typed = |(value, column): (Value, &Column)| match (column.kind, value) {
            (kind, Value::Null(_)) => Ok(Value::Null(kind)),
            (Kind::Uuid, Value::Bytes(bytes)) => {
                uuid::Uuid::from_slice(&bytes).map(Value::Uuid).map_err(|_| wrong())
            }
            (_, value) => Ok(value),
        };
        values.into_iter().zip(&self.columns).map(typed).collect()
    }

    fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }
}

/// All tables after the last migration.
pub(super) fn of_migrations() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for statement in migrate::common_statements() {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words.as_slice() {
            ["CREATE", "TABLE", "IF", "NOT", "EXISTS", name, ..] => {
                if let Some(table) =
                    table(name, &statement).filter(|one| tables.iter().all(|two| two.name != one.name))
                {
                    tables.push(table);
                }
            }
            ["DROP", "TABLE", "IF", "EXISTS", name] => tables.retain(|table| table.name != *name),
            ["ALTER", "TABLE", name, "ADD", "COLUMN", column, kind, ..] => {
                let table = tables.iter_mut().find(|table| table.name == *name);
                let column = kind_of(kind).map(|kind| Column { name: (*column).to_owned(), kind });
                if let Some((table, column)) = table.zip(column) {
                    table.columns.push(column);
                }
            }
            _ => {}
        }
    }
    tables
}

fn table(name: &str, statement: &str) -> Option<Table> {
    let (_, inner) = statement.split_once('(')?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    for line in inner.lines().map(str::trim) {
        let mut words = line.split_whitespace();
        let (Some(first), Some(second)) = (words.next(), words.next()) else { continue };
        if let Some(listed) = line.strip_prefix("PRIMARY KEY (") {
            let (listed, _) = listed.split_once(')')?;
            key = listed.split(',').map(|name| name.trim().to_owned()).collect();
        } else if let Some(kind) = kind_of(second.trim_end_matches(',')) {
            columns.push(Column { name: first.to_owned(), kind });
        }
    }
    Some(Table { name: name.to_owned(), columns, key })
}

fn kind_of(word: &str) -> Option<Kind> {
    match word {
        "{uuid}" => Some(Kind::Uuid),
        "{text}" => Some(Kind::Text),
        "{blob}" => Some(Kind::Bytes),
        "BIGINT" => Some(Kind::Int),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_they_stand_at_last() {
        let tables = of_migrations();
        assert!(tables.len() > 50, "{}", tables.len());
        assert!(tables.iter().all(|table| table.name != "document_before_voided"));
        let events = tables.iter().find(|table| table.name == "deal_event").expect("events");
        assert_eq!(events.key, ["tenant_id", "deal_id", "seq"]);
        assert_eq!(events.chain().map(|(stream, _)| events.columns[stream].name.as_str()), Some("deal_id"));
        assert_eq!(events.columns.len(), 11);
        assert!(events.reading(true, 5).contains("(deal_id, seq) > ($2, $3)"));
        let whole = |table: &&Table| {
            table.key.iter().all(|key| table.columns.iter().any(|column| column.name == *key))
        };
        assert_eq!(tables.iter().filter(whole).count(), tables.len(), "every key names columns");
    }
}
