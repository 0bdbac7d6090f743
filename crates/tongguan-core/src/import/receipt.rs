//! A row of a bank's statement.
//!
//! Promises that money paid out, and a line that sums up others, becomes nothing. Must never change a receipt that stands: what was
//! booked wrongly is reversed by whose duty it is.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::field::{Field, Holds, column, options, own};
use super::plan::{Fault, Plan, Verdict};
use super::record::Record;
use crate::money::Money;
use crate::reference::name_key::name_key;
use crate::reference::receipt::{Command, Method, Receipt};

/// A statement also has rows of what was paid out, which lack much of this.
pub(super) fn fields() -> Vec<Field> {
    let ways = options(&[
        ("in", "贷", "credit"),
        ("in", "贷方", "Cr"),
        ("in", "收入", "in"),
        ("in", "来账", "C"),
        ("in", "转入", "income"),
        ("out", "借", "debit"),
        ("out", "借方", "Dr"),
        ("out", "支出", "out"),
        ("out", "往账", "D"),
        ("out", "转出", "expense"),
    ]);
    let methods = options(&[
        ("transfer", "电汇", "Transfer"),
        ("transfer", "转账", "Bank transfer"),
        ("transfer", "网银", "Online banking"),
        ("bill", "承兑汇票", "Acceptance bill"),
        ("cheque", "支票", "Cheque"),
        ("cash", "现金", "Cash"),
        ("electronic_claim", "电子债权凭证", "Electronic claim"),
    ]);
    vec![
        column("bank_serial", ("银行流水号", "Bank serial no."), Holds::Text),
        column("received_on", ("到账日期", "Received on"), Holds::Date),
        column("amount", ("到账金额", "Amount received"), Holds::Money),
        own("way", ("借贷标志", "Debit or credit"), Holds::Choice(ways), false),
        column("payer_name", ("付款人", "Payer"), Holds::Text),
        own("payer_account", ("付款账号", "Payer's account"), Holds::Text, false),
        own("note", ("附言", "Remark"), Holds::Text, false),
        own("method", ("付款方式", "Method"), Holds::Choice(methods), false),
    ]
}

/// Whether a row sums up others: banks end a page and a statement with such.
pub(super) fn sums_up(cells: &[String]) -> bool {
    let first = cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default();
    let words = ["合计", "总计", "小计", "本页", "期初", "期末", "Total", "total", "TOTAL"];
    words.iter().any(|word| first.starts_with(word))
}

/// Whether the row is about money that came in.
pub(super) fn is_received(record: &Record) -> bool {
    let amount = record.values.get("amount").and_then(Value::as_i64);
    amount.is_some_and(|amount| amount > 0) && record.text("way") != Some("out")
}

/// What becomes of the row. The bank's serial number is booked once; under the same number other figures are a fault.
pub fn plan(record: &Record, known: Option<&Receipt>) -> Plan {
    if !is_received(record) {
        return Plan::done(Verdict::Unchanged);
    }
    let amount_minor = Money(record.values.get("amount").and_then(Value::as_i64).unwrap_or_default());
    let needed = ["received_on", "bank_serial", "payer_name"];
    if let Some(field) = needed.into_iter().find(|field| record.text(field).is_none()) {
        return Plan::error(Fault::of(field, "missing", json!({})));
    }
    let Some(received_on) = record.text("received_on").and_then(|day| day.parse::<Date>().ok()) else {
        return Plan::error(Fault::of("received_on", "not_a_date", json!({})));
    };
    let payer_name = record.owned("payer_name").unwrap_or_default();
    if let Some(receipt) = known {
        return stands(receipt, amount_minor, received_on, &payer_name);
    }
    let method = record.values.get("method").cloned();
    let method = method.and_then(|method| serde_json::from_value(method).ok()).unwrap_or(Method::Transfer);
    let command = Command::BookReceipt {
        received_on,
        amount_minor,
        method,
        payer_name,
        bank_serial: record.owned("bank_serial").unwrap_or_default(),
        own_entity: None,
        payer_account: record.owned("payer_account"),
        note: record.owned("note"),
    };
    Plan::one(Verdict::New, None, command)
}

fn stands(receipt: &Receipt, amount: Money, received_on: Date, payer: &str) -> Plan {
    let differs = [
        ("amount", receipt.amount != amount),
        ("received_on", receipt.received_on != received_on),
        ("payer_name", name_key(&receipt.payer_name) != name_key(payer)),
    ];
    match differs.into_iter().find(|(_, differs)| *differs) {
        None => Plan::done(Verdict::Unchanged),
        Some((field, _)) => Plan::error(Fault::of(field, "booked_otherwise", json!({}))),
    }
}
