//! Reference data as rows: load for a decision, save what was decided, list by pages.
//!
//! Promises: a save goes from the version that was loaded to the next one or fails; it writes its entry of the reference log and,
//! for what processes keep in memory, raises the [`version`](versions) in the same transaction. Must never decide anything.

mod account;
mod account_appeal;
mod contact;
mod effect;
mod hand_over;
mod keys;
mod merge;
mod organization;
mod pool;
mod price_book;
mod receipt;
mod row;
mod settings;
mod tables;
mod take_back;
pub mod versions;

use tongguan_core::facts::Actor;
use tongguan_core::id::CommandId;
use tongguan_core::reference::Refusal;

pub use account::{AccountFilter, accounts, group_members, lies_in_pool, sellers_of};
pub use account_appeal::{appeals_about, open_appeals, open_appeals_of};
pub use contact::{contacts_after, contacts_of};
pub use effect::apply as apply_effects;
pub use hand_over::{Owned, hand_overs_of, lock_owned, owned, pass_drafts, pass_views, view_of};
pub use keys::{Taken, alike, certain, describe, duplicates, holder_of, named as accounts_named, probe_of};
pub use merge::{Belongings, alias_of, belongings};
pub use organization::{
    calendar, calendar_changes, delegations_of, holdings, organization, own_mail_domains, sign_in_name,
};
pub use pool::{
    accounts_without_business, activity, claimed_accounts, held_accounts, idle_accounts, idle_accounts_of,
    kept,
};
pub use price_book::{in_force as price_book_in_force, known_products};
pub use receipt::{OpenReceipt, allocate, allocated, by_serial, open_receipts};
pub(crate) use row::read;
pub use row::{Stored, Versioned, list, load, save};
pub use settings::{load as settings, save as save_settings};
pub(crate) use tables::bare;
pub use tables::{
    copies_of_deal, copy_by_code, due_reorganizations, due_subject_requests, export_requests_of, exports_of,
    product_of_code, revealed_contacts,
};
pub use take_back::{changed_by, former, put_back, restore, state_of, take_back};

pub(crate) const STATEMENTS: &[&[&str]] = &[
    account::STATEMENTS,
    account_appeal::STATEMENTS,
    contact::STATEMENTS,
    hand_over::STATEMENTS,
    keys::STATEMENTS,
    merge::STATEMENTS,
    organization::STATEMENTS,
    pool::STATEMENTS,
    price_book::STATEMENTS,
    receipt::STATEMENTS,
    tables::STATEMENTS,
    take_back::STATEMENTS,
    versions::STATEMENTS,
];

/// The circumstances of a change, as its log entry keeps them.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The command that led to it.
    pub command: CommandId,
    /// The command's type on the wire.
    pub key: &'a str,
    /// When.
    pub at: jiff::Timestamp,
    /// Who.
    pub by: Actor,
}

/// The refusal that a violated unique key stands for; none where the key is no rule of the business.
pub fn refusal_of(key: &str) -> Option<Refusal> {
    match key {
        "person_login" => Some(Refusal::LoginTaken),
        "person_email" => Some(Refusal::EmailTaken),
        "receipt_serial" => Some(Refusal::BankSerialTaken { receipt: None }),
        "product_code" => Some(Refusal::ProductCodeTaken { product_code: String::new() }),
        "own_entity_uscc" => Some(Refusal::AlreadyExists { kind: "own_entity".to_owned() }),
        _ => None,
    }
}
