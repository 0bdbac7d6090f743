//! Deals over HTTP: registering, commanding, reading. One file per endpoint.

pub mod affordances;
pub mod as_of;
pub mod board;
pub mod bulk;
pub mod card;
pub mod command;
pub mod document;
pub mod draft;
pub mod execute;
pub mod explain;
pub mod file;
pub mod history;
pub mod ledger;
pub mod ledger_paper;
pub mod letter_paper;
pub mod list;
pub mod paper;
pub mod prefill;
pub mod preview;
pub mod read;
pub mod reading;
pub mod receipts;
pub mod register;
pub mod rights;
pub mod similar;
pub mod view;
