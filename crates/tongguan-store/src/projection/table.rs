//! A table with rows of one deal: its columns, how its rows are made, and how a difference is written.

use std::cmp::Ordering;
use std::sync::OnceLock;

use tongguan_core::id::{DealId, TenantId};

use super::{View, same};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Tx, Value};

/// A row without tenant and deal: the values of [`Table::key`], then those of [`Table::columns`].
pub(crate) type Cells = Vec<Value>;

/// A table with rows of one deal.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// Columns of the primary key behind `tenant_id, deal_id`.
    pub(crate) key: &'static [&'static str],
    /// All other columns.
    pub(crate) columns: &'static [&'static str],
    /// The rows of a deal, in no order; no two have the same key.
    pub(crate) make: fn(&View<'_>) -> Vec<Cells>,
    texts: OnceLock<Texts>,
}

/// The statements of a table.
struct Texts {
    select: String,
    upsert: String,
    delete: String,
}

impl Table {
    pub(crate) const fn new(
        name: &'static str,
        key: &'static [&'static str],
        columns: &'static [&'static str],
        make: fn(&View<'_>) -> Vec<Cells>,
    ) -> Self {
        Self { name, key, columns, make, texts: OnceLock::new() }
    }

    /// The rows that the table should hold of a deal, in the order of their keys.
    pub(crate) fn rows(&self, view: &View<'_>) -> Vec<Cells> {
        let mut rows = (self.make)(view);
        self.sort(&mut rows);
        rows
    }

    /// The rows that it holds.
    pub(crate) async fn stored(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        deal: DealId,
    ) -> Result<Vec<Cells>, StoreError> {
        let found = tx.query(&self.texts().select, params![tenant.0, deal.0]).await?;
        let mut rows: Vec<Cells> = found.into_iter().map(|row| row.into_values()).collect();
        self.sort(&mut rows);
        Ok(rows)
    }

    /// Whether two sets of rows, both in the order of their keys, are the same.
    pub(crate) fn equal(one: &[Cells], other: &[Cells]) -> bool {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| row_equal(a, b))
    }

    /// Makes the table hold `new` where it holds `old`; both in the order of their keys. Writes only what differs.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        deal: DealId,
        old: &[Cells],
        new: &[Cells],
    ) -> Result<(), StoreError> {
        let (gone, come) = self.difference(old, new);
        for row in gone {
            let values = with_ids(tenant, deal, &row[..self.key.len()]);
            tx.execute(&self.texts().delete, &values).await?;
        }
        for row in come {
            tx.execute(&self.texts().upsert, &with_ids(tenant, deal, row)).await?;
        }
        Ok(())
    }

    /// Rows of `old` whose keys are gone, and rows of `new` that are new or changed.
    fn difference<'r>(&self, old: &'r [Cells], new: &'r [Cells]) -> (Vec<&'r Cells>, Vec<&'r Cells>) {
        let width = self.key.len();
        let (mut left, mut right) = (old.iter().peekable(), new.iter().peekable());
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return (gone, come),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => compare(&one[..width], &other[..width]),
            };
            match (left.next_if(|_| order.is_le()), right.next_if(|_| order.is_ge())) {
                (Some(one), Some(other)) if !row_equal(one, other) => come.push(other),
                (Some(row), None) => gone.push(row),
                (None, Some(row)) => come.push(row),
                _ => {}
            }
        }
    }

    /// Its statements, to be prepared by a test.
    pub(crate) fn statements(&self) -> Vec<String> {
        let Texts { select, upsert, delete } = self.texts();
        vec![select.clone(), upsert.clone(), delete.clone()]
    }

    fn sort(&self, rows: &mut [Cells]) {
        let width = self.key.len();
        rows.sort_by(|one, other| compare(&one[..width], &other[..width]));
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| self.write_texts())
    }

    fn write_texts(&self) -> Texts {
        let (name, all) = (self.name, [self.key, self.columns].concat());
        let list = all.join(", ");
        let places: Vec<String> = (1..=all.len() + 2).map(|n| format!("${n}")).collect();
        let key: String = self.key.iter().map(|column| format!(", {column}")).collect();
        let set: Vec<String> = self.columns.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let action = match set.is_empty() {
            true => "NOTHING".to_owned(),
            false => format!("UPDATE SET {}", set.join(", ")),
        };
        let found = self.key.iter().enumerate().map(|(at, column)| format!(" AND {column} = ${}", at + 3));
        Texts {
            select: format!("SELECT {list} FROM {name} WHERE tenant_id = $1 AND deal_id = $2"),
            upsert: format!(
                "INSERT INTO {name} (tenant_id, deal_id, {list}) VALUES ({}) \
                 ON CONFLICT (tenant_id, deal_id{key}) DO {action}",
                places.join(", ")
            ),
            delete: format!(
                "DELETE FROM {name} WHERE tenant_id = $1 AND deal_id = $2{}",
                found.collect::<String>()
            ),
        }
    }
}

fn row_equal(one: &[Value], other: &[Value]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
}

fn with_ids(tenant: TenantId, deal: DealId, rest: &[Value]) -> Vec<Value> {
    let mut values = params![tenant.0, deal.0].to_vec();
    values.extend_from_slice(rest);
    values
}

/// The order of keys, the same for rows of either source.
fn compare(one: &[Value], other: &[Value]) -> Ordering {
    one.iter().map(sortable).cmp(other.iter().map(sortable))
}

/// A value by which rows of either source can be put in one order.
fn sortable(value: &Value) -> (i64, &[u8]) {
    match value {
        Value::Null(_) => (0, &[]),
        Value::Int(number) => (*number, &[]),
        Value::Text(text) => (0, text.as_bytes()),
        Value::Bytes(bytes) => (0, bytes),
        Value::Uuid(id) => (0, id.as_bytes()),
    }
}
