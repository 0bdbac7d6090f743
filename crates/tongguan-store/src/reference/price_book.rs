//! Price books as rows, their lines apart.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tongguan_core::facts;
use tongguan_core::id::{PriceBookId, ProductId, TenantId};
use tongguan_core::reference::price_book::{PriceBook, PriceLine};
use tongguan_core::reference::product::Product;

use super::row::{Stored, load, parse, write};
use super::tables::bare;
use crate::error::StoreError;
use crate::params;
use crate::sql::{BoxFuture, Tx, Value};

const LINES: &str =
    "SELECT product_id, data FROM price_line WHERE tenant_id = $1 AND price_book_id = $2 ORDER BY product_id";
const SET_LINE: &str = "INSERT INTO price_line (tenant_id, price_book_id, product_id, data) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, price_book_id, product_id) DO UPDATE SET data = excluded.data";
const DROP_LINE: &str =
    "DELETE FROM price_line WHERE tenant_id = $1 AND price_book_id = $2 AND product_id = $3";
const IN_FORCE: &str = "SELECT id FROM price_book WHERE tenant_id = $1 AND valid_from <= $2 AND published_at IS NOT NULL \
    AND (valid_to IS NULL OR valid_to >= $2) ORDER BY valid_from DESC, published_at DESC, id DESC LIMIT 1";

pub(super) const STATEMENTS: &[&str] =
    &[PriceBook::LOAD, PriceBook::SAVE, PriceBook::LIST, LINES, SET_LINE, DROP_LINE, IN_FORCE];

impl Stored for PriceBook {
    bare!("price_book");
    const SAVE: &'static str = "INSERT INTO price_book (tenant_id, id, version, data, valid_from, valid_to, published_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data, valid_from = excluded.valid_from, valid_to = excluded.valid_to, \
        published_at = excluded.published_at WHERE price_book.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.valid_from, self.valid_to, self.published_at].to_vec()
    }

    fn trunk(&self) -> Self {
        Self { lines: Default::default(), name: self.name.clone(), ..self.clone() }
    }

    fn load_parts<'t>(mut self, tx: &'t mut Tx, tenant: TenantId) -> BoxFuture<'t, Result<Self, StoreError>> {
        Box::pin(async move {
            for row in tx.query(LINES, params![tenant.0, self.id.0]).await? {
                self.lines.insert(ProductId(row.get(0)?), parse(&row.get::<String>(1)?)?);
            }
            Ok(self)
        })
    }

    fn forget_parts<'t>(&'t self, tx: &'t mut Tx, tenant: TenantId) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            for product in self.lines.keys() {
                tx.execute(DROP_LINE, params![tenant.0, self.id.0, product.0]).await?;
            }
            Ok(())
        })
    }

    fn keep_parts<'t>(
        &'t self,
        before: Option<&'t Self>,
        tx: &'t mut Tx,
        tenant: TenantId,
    ) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            let old = before.map(|book| &book.lines);
            for (product, line) in &self.lines {
                if old.and_then(|old| old.get(product)) != Some(line) {
                    tx.execute(SET_LINE, params![tenant.0, self.id.0, product.0, write(line)?]).await?;
                }
            }
            let dropped = old.into_iter().flat_map(|old| old.keys());
            for product in dropped.filter(|product| !self.lines.contains_key(product)) {
                tx.execute(DROP_LINE, params![tenant.0, self.id.0, product.0]).await?;
            }
            Ok(())
        })
    }
}

/// The price book in force on a day, as a decision sees it.
pub async fn in_force(
    tx: &mut Tx,
    tenant: TenantId,
    on: Date,
) -> Result<Option<facts::PriceBook>, StoreError> {
    let Some(row) = tx.query_opt(IN_FORCE, params![tenant.0, on]).await? else { return Ok(None) };
    let id = PriceBookId(row.get(0)?);
    let Some(book) = load::<PriceBook>(tx, tenant, id.0).await? else { return Ok(None) };
    let PriceBook { tax_inclusive, lines, .. } = book.state;
    let item = |(product, line): (ProductId, PriceLine)| {
        let PriceLine { list, floor, cost, vat, standard } = line;
        (product, facts::PriceItem { list, floor, cost, vat, standard })
    };
    Ok(Some(facts::PriceBook { id, tax_inclusive, items: lines.into_iter().map(item).collect() }))
}

/// Which of these products are known and not retired.
pub async fn known_products(
    tx: &mut Tx,
    tenant: TenantId,
    products: impl IntoIterator<Item = ProductId>,
) -> Result<BTreeSet<ProductId>, StoreError> {
    let mut known = BTreeSet::new();
    for product in products {
        if load::<Product>(tx, tenant, product.0).await?.is_some_and(|found| found.state.active) {
            known.insert(product);
        }
    }
    Ok(known)
}
