//! Which facts a decision wants to see. The shell reads these and no others, and locks the guard row of each limit first.

use jiff::civil::Date;
use uuid::Uuid;

use crate::id::{AccountId, DocumentId, MigrationBatchId, PersonId, ReceiptId};
use crate::pool::Place;

/// The facts that one command asks for besides organisation and calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Look for customers that equal or resemble this.
    pub duplicates: Option<Probe>,
    /// Look for customers that equal or resemble this one.
    pub alike: Option<AccountId>,
    /// How many leads this person holds.
    pub held_by: Option<PersonId>,
    /// How many leads this person has claimed today.
    pub claimed_by: Option<PersonId>,
    /// The deal's customer, its contacts and our legal entities.
    pub account: Option<AccountId>,
    /// Who has this customer and works on it; guarded by a row lock.
    pub hold_of: Option<AccountId>,
    /// Where the customer is that is not there yet.
    pub place: Option<Place>,
    /// The price book in force on this day.
    pub price_book_on: Option<Date>,
    /// Quotations of the customer's group since this day.
    pub group_quotes_since: Option<Date>,
    /// The customer's credit.
    pub credit: bool,
    /// Visits of these people.
    pub busy: Vec<PersonId>,
    /// The standing body of this document.
    pub standing: Option<DocumentId>,
    /// A receipt.
    pub receipt: Option<ReceiptId>,
    /// A migration batch.
    pub migration: Option<MigrationBatchId>,
    /// Whether another deal has this number, be it its own or an invoice's.
    pub invoice_number: Option<String>,
    /// A copy that was issued, and whether mail goes out.
    pub copy: Option<Uuid>,
}

/// What identifies a customer (4.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Probe {
    /// Legal name as typed.
    pub name: String,
    /// 统一社会信用代码 as typed.
    pub uscc: Option<String>,
    /// A contact's phone as typed.
    pub phone: Option<String>,
    /// A contact's mail as typed.
    pub email: Option<String>,
    /// The customer that it is already known to be.
    pub except: Option<AccountId>,
}
