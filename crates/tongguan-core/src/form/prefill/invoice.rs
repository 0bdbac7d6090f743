//! What an invoice is about to say: the instalment whose turn it is, and what was quoted in the part that it pays.
//!
//! The part of each line is its share of the whole by largest remainder, so that the invoice comes to the instalment to
//! the cent; its tax is taken out by its own rate. Nobody reckons a third of two tax rates by hand.

use serde_json::{Map, Value, json};

use crate::allocation::allocate;
use crate::deal::Deal;
use crate::form::Reader;
use crate::id::InstalmentId;
use crate::money::Money;
use crate::vat::{Amounts, VatRate};

/// The instalment of the latest contract that is to be invoiced: the first one that is payable, else the first.
pub(super) fn next(deal: &Deal) -> Option<InstalmentId> {
    let state = &deal.fulfilment;
    let (contract, _) = state.contracts.iter().max_by_key(|(_, contract)| contract.signed_on)?;
    let open = state.of_contract(*contract).filter(|(id, _)| state.uninvoiced(*id) > Money::ZERO);
    open.min_by_key(|(_, one)| (one.triggered_on.is_none(), one.seq)).map(|(id, _)| id)
}

/// A line for each line of the quotation, in the part that the instalment pays. `invoiced` are lines of an earlier
/// invoice, which know the tax categories.
pub(super) fn lines(
    deal: &Deal,
    instalment: InstalmentId,
    quoted: &[Map<String, Value>],
    invoiced: &[Map<String, Value>],
) -> Option<Value> {
    let weights: Vec<Money> =
        quoted.iter().map(|row| Money(Reader(row).whole("amount_gross").unwrap_or(0))).collect();
    let parts = allocate(deal.fulfilment.uninvoiced(instalment), &weights).ok()?;
    let charged = quoted.iter().zip(parts).filter(|(_, part)| *part > Money::ZERO);
    let lines: Option<Vec<Value>> = charged.map(|(row, part)| line(Reader(row), part, invoiced)).collect();
    lines.filter(|lines| !lines.is_empty()).map(Value::Array)
}

fn line(quoted: Reader<'_>, part: Money, invoiced: &[Map<String, Value>]) -> Option<Value> {
    let rate: VatRate = quoted.parse("vat_rate")?;
    let name = quoted.text("item_name")?;
    let amounts = Amounts::from_gross(part, rate)?;
    let before = invoiced.iter().map(Reader).find(|line| line.text("name") == Some(name));
    let mut line = json!({
        "name": name, "quantity": "1", "price": amounts.net.to_string(), "amount": amounts.net, "rate": rate.code(),
        "tax": amounts.tax,
    });
    for (key, value) in
        [("spec", quoted.text("spec")), ("tax_code", before.and_then(|line| line.text("tax_code")))]
    {
        if let Some(value) = value {
            line[key] = value.into();
        }
    }
    Some(line)
}
