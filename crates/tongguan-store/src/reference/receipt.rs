//! Receipts as rows, and what deals have claimed of them.

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::id::{CommandId, DealId, ReceiptId, TenantId};
use tongguan_core::money::Money;
use tongguan_core::numbering::NumberKind;
use tongguan_core::reference::name_key::{name_key, serial_key};
use tongguan_core::reference::receipt::Receipt;

use super::row::{Stored, read};
use super::tables::bare;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx, Value};

const ALLOCATED: &str = "SELECT allocated_minor FROM receipt WHERE tenant_id = $1 AND id = $2";
const BY_SERIAL: &str = "SELECT id FROM receipt WHERE tenant_id = $1 AND serial_key = $2";
const CLAIM: &str = "UPDATE receipt SET allocated_minor = allocated_minor + $3 WHERE tenant_id = $1 AND id = $2 \
    AND serial_key IS NOT NULL AND allocated_minor + $3 >= 0 AND allocated_minor + $3 <= amount_minor";
const OPEN: &str = "SELECT version, data, allocated_minor, payer_key FROM receipt WHERE tenant_id = $1 AND serial_key IS NOT NULL \
    AND allocated_minor < amount_minor ORDER BY received_on DESC, id DESC LIMIT $2";
const NOTE: &str = "INSERT INTO receipt_allocation (tenant_id, receipt_id, deal_id, command_id, amount_minor, recorded_at) \
    VALUES ($1, $2, $3, $4, $5, $6)";

pub(super) const STATEMENTS: &[&str] =
    &[Receipt::LOAD, Receipt::SAVE, Receipt::LIST, ALLOCATED, BY_SERIAL, CLAIM, OPEN, NOTE];

impl Stored for Receipt {
    bare!("receipt");
    const SAVE: &'static str = "INSERT INTO receipt (tenant_id, id, version, data, serial_key, payer_key, received_on, amount_minor, \
        allocated_minor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT (tenant_id, id) DO UPDATE \
        SET version = excluded.version, data = excluded.data, serial_key = excluded.serial_key \
        WHERE receipt.version = excluded.version - 1";

    fn number(&mut self) -> Option<(NumberKind, Date, &mut Option<String>)> {
        Some((NumberKind::Receipt, self.received_on, &mut self.number))
    }

    fn columns(&self) -> Vec<Value> {
        let serial = self.reversed_at.is_none().then(|| serial_key(&self.bank_serial));
        params![serial, name_key(&self.payer_name), self.received_on, self.amount.0].to_vec()
    }
}

/// What deals have claimed of a receipt.
pub async fn allocated(tx: &mut Tx, tenant: TenantId, receipt: ReceiptId) -> Result<Money, StoreError> {
    let row = tx.query_opt(ALLOCATED, params![tenant.0, receipt.0]).await?;
    Ok(Money(row.map_or(Ok(0), |row| row.get(0))?))
}

/// A receipt that is not wholly claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// What deals have claimed of it.
    pub allocated: Money,
    /// Whether its payer goes by the name that was asked about.
    pub is_from: bool,
}

/// Receipts that stand and are not wholly claimed, the latest first; those paid under `payer`'s name are marked.
pub async fn open_receipts(
    tx: &mut Tx,
    tenant: TenantId,
    payer: &str,
    limit: u32,
) -> Result<Vec<OpenReceipt>, StoreError> {
    let key = name_key(payer);
    let rows = tx.query(OPEN, params![tenant.0, limit]).await?;
    let open = |row: &Row| -> Result<OpenReceipt, StoreError> {
        let receipt = read::<Receipt>(row)?.state;
        Ok(OpenReceipt { receipt, allocated: Money(row.get(2)?), is_from: row.get::<String>(3)? == key })
    };
    rows.iter().map(open).collect()
}

/// The receipt that stands under a bank's serial number.
pub async fn by_serial(tx: &mut Tx, tenant: TenantId, serial: &str) -> Result<Option<ReceiptId>, StoreError> {
    let row = tx.query_opt(BY_SERIAL, params![tenant.0, serial_key(serial)]).await?;
    row.map(|row| Ok(ReceiptId(row.get(0)?))).transpose()
}

/// Claims part of a receipt for a deal, or gives it back where negative. Never beyond what the receipt has.
pub async fn allocate(
    tx: &mut Tx,
    tenant: TenantId,
    (receipt, deal, command): (ReceiptId, DealId, CommandId),
    amount: Money,
    now: Timestamp,
) -> Result<(), StoreError> {
    if tx.execute(CLAIM, params![tenant.0, receipt.0, amount.0]).await? != 1 {
        return Err(StoreError::Constraint { name: "receipt_allocated".to_owned() });
    }
    tx.execute(NOTE, params![tenant.0, receipt.0, deal.0, command.0, amount.0, now]).await.map(drop)
}
