//! Money received (到账), as finance books it from the bank's statement. Deals claim parts of it by their own commands.
//!
//! The bank's serial number is booked once, so importing a statement twice changes nothing. A wrong receipt is reversed,
//! never changed, and only while no deal has claimed any of it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::{OwnEntityId, PersonId, ReceiptId};
use crate::money::Money;

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its id.
    pub id: ReceiptId,
    /// 收款编号, of the month in which the money came; none until it is stored, and of what was booked before receipts had numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Bank value date.
    pub received_on: Date,
    /// How much.
    pub amount: Money,
    /// How it came.
    pub method: Method,
    /// Who paid, as the bank names him.
    pub payer_name: String,
    /// 银行流水号, unique among receipts that stand.
    pub bank_serial: String,
    /// Which of our entities received it.
    pub own_entity: Option<OwnEntityId>,
    /// From which account, as the bank writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_account: Option<String>,
    /// 附言: what the payer wrote, such as the contract's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who booked it; absent for the system.
    pub booked_by: Option<PersonId>,
    /// When it was reversed.
    pub reversed_at: Option<Timestamp>,
    /// Why.
    pub reversal_reason: Option<String>,
}

/// How money comes (付款方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 电汇.
    Transfer,
    /// 承兑汇票.
    Bill,
    /// 支票.
    Cheque,
    /// 现金.
    Cash,
    /// 电子债权凭证.
    ElectronicClaim,
}

impl Record for Receipt {
    const KIND: &'static str = "receipt";
    const PERSONAL: &'static [&'static str] = &["payer_name", "payer_account", "note", "reversal_reason"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Money has arrived.
    BookReceipt {
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        received_on: Date,
        amount_minor: Money,
        method: Method,
        payer_name: String,
        bank_serial: String,
        #[serde(default)]
        own_entity: Option<OwnEntityId>,
        #[serde(default)]
        payer_account: Option<String>,
        #[serde(default)]
        note: Option<String>,
    },
    /// It was booked wrongly, or the bank took it back.
    ReverseReceipt { reason: String },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::BookReceipt { .. } => "book_receipt",
            Command::ReverseReceipt { .. } => "reverse_receipt",
        }
    }
}

/// What else is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// What deals have claimed of the receipt.
    pub allocated: Money,
    /// The receipt that stands under the serial number to book.
    pub booked: Option<ReceiptId>,
    /// Whether the legal entity that it names is ours.
    pub is_ours: bool,
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    receipt: Option<&Receipt>,
    known: Known,
    command: &Command,
) -> Result<Receipt, Refusal> {
    desk.admit(command.key(), None)?;
    match (receipt, command) {
        (
            None,
            Command::BookReceipt {
                received_on,
                amount_minor,
                method,
                payer_name,
                bank_serial,
                own_entity,
                payer_account,
                note,
            },
        ) => {
            if known.booked.is_some() {
                return Err(Refusal::BankSerialTaken { receipt: known.booked });
            }
            if *received_on > desk.today() {
                return Err(Refusal::InFuture { field: "received_on".to_owned() });
            }
            if own_entity.is_some() && !known.is_ours {
                return Err(Refusal::BadValue { field: "own_entity".to_owned() });
            }
            if amount_minor.is_too_large() {
                return Err(Refusal::BadValue { field: "amount_minor".to_owned() });
            }
            if amount_minor.0 <= 0 {
                return Err(Refusal::NegativeAmount { field: "amount_minor".to_owned() });
            }
            Ok(Receipt {
                id: ReceiptId(desk.fresh_id()),
                number: None,
                received_on: *received_on,
                amount: *amount_minor,
                method: *method,
                payer_name: text::required("payer_name", payer_name, 1, text::NAME_MAX)?,
                bank_serial: text::required("bank_serial", bank_serial, 1, 60)?,
                own_entity: *own_entity,
                payer_account: text::optional("payer_account", payer_account.as_deref(), 60)?,
                note: text::optional("note", note.as_deref(), 200)?,
                booked_by: desk.actor(),
                reversed_at: None,
                reversal_reason: None,
            })
        }
        (Some(receipt), Command::ReverseReceipt { reason }) => {
            reverse(desk, receipt, known.allocated, reason)
        }
        _ => Err(Refusal::AlreadyExists { kind: Receipt::KIND.to_owned() }),
    }
}

fn reverse(desk: &Desk<'_>, receipt: &Receipt, allocated: Money, reason: &str) -> Result<Receipt, Refusal> {
    if receipt.reversed_at.is_some() {
        return Err(Refusal::ReceiptReversed);
    }
    if allocated != Money::ZERO {
        return Err(Refusal::ReceiptAllocated { allocated });
    }
    let reason = text::required("reason", reason, 5, 500)?;
    Ok(Receipt { reversed_at: Some(desk.now()), reversal_reason: Some(reason), ..receipt.clone() })
}
