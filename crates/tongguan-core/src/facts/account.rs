//! What a decision may know of a customer, its people, its money, and of our own side.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::id::{AccountId, DealId, OwnEntityId, PersonId, ReceiptId};
use crate::money::Money;
use crate::reference::own_entity::Signatory;

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountFacts {
    /// Its valid 统一社会信用代码.
    pub uscc: Option<String>,
    /// Option of 客户性质 (`enterprise`, `government` …).
    pub nature: Option<String>,
    /// Option of 企业规模类型 (`large` …).
    pub size_class: Option<String>,
    /// The head of its group; a customer without one is its own group.
    pub group: Option<AccountId>,
    /// The domains of its mail addresses, lower case.
    pub mail_domains: Vec<String>,
}

/// A person on the customer's side; the name stays in its table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactFacts {
    /// Whether a phone, mail or WeCom is known.
    pub reachable: bool,
    /// The domain of the mail address, lower case.
    pub mail_domain: Option<String>,
}

/// A customer's credit (4.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Credit {
    /// The limit; absent where none is set.
    pub limit: Option<Money>,
    /// What it owes us in other deals, due or not.
    pub exposure: Money,
    /// The oldest unpaid instalment in other deals, days past due.
    pub overdue_days: u32,
}

/// A visit in another deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BusyTime {
    /// Who is away.
    pub person: PersonId,
    /// From.
    pub start: Timestamp,
    /// To.
    pub end: Timestamp,
    /// In which deal.
    pub deal: DealId,
}

/// A receipt of money as booked by finance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptFacts {
    /// Its id.
    pub id: ReceiptId,
    /// Bank value date.
    pub received_on: Date,
    /// Its amount.
    pub amount: Money,
    /// What no deal has claimed yet.
    pub unallocated: Money,
    /// Whether the payer's normalised name is the contract party's.
    pub payer_is_party: bool,
    /// Whether it was reversed.
    pub reversed: bool,
}

/// One of our legal entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEntity {
    /// Its id.
    pub id: OwnEntityId,
    /// Whether it is a 中小企业, so that statutory payment terms protect it.
    pub is_sme: bool,
    /// Who may sign for it; empty where it keeps no register.
    pub signatories: Vec<Signatory>,
}
