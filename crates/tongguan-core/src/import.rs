//! Import: rows of a spreadsheet into the same commands that people give.
//!
//! A file becomes a [`Mapping`] (which heading is which field), each row a [`Record`] of typed values or its faults, and a record with
//! what is known of its target a [`Plan`]: a verdict, and the commands that bring the company there. Plans aim at a state and
//! not at an action: planned again after its commands were given a row is unchanged, so the same file twice changes nothing.
//! An empty cell says nothing and takes nothing away.
//!
//! Must never decide what may be done: every command is judged like anybody else's. Must never tell whose a customer is beyond what
//! the check for duplicates tells.

mod calendar;
mod contact;
mod customer;
mod field;
mod gather;
mod head;
mod lead;
mod mapping;
mod past;
mod people;
mod plan;
mod price_book;
mod product;
mod receipt;
mod record;
mod seen;
mod synonyms;
pub mod undo;
mod user;
mod value;

pub use calendar::Known as KnownCalendar;
pub use calendar::plan as plan_calendar;
pub use contact::plan as plan_contact;
pub use customer::Known as KnownCustomer;
pub use customer::plan as plan_customer;
pub use field::{Field, Holds, Kind};
pub use gather::Gathered;
pub use lead::Known as KnownLead;
pub use lead::plan as plan_lead;
pub use mapping::{Layout, Mapping, MappingFault};
pub use past::Known as KnownPast;
pub use past::account_keys as past_accounts;
pub use past::plan as plan_past;
pub use people::People;
pub use plan::{Fault, Plan, Step, Verdict};
pub use price_book::Known as KnownPriceBook;
pub use price_book::plan as plan_price_book;
pub use product::plan as plan_product;
pub use receipt::plan as plan_receipt;
pub use record::Record;
pub use seen::Seen;
pub use user::Known as KnownUser;
pub use user::arrange as arrange_users;
pub use user::plan as plan_user;
