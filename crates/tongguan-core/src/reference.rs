//! Reference data: the organisation, customers and their people, prices, money received, calendars and settings.
//!
//! Each target has a file with its state, its commands and a pure `decide`, which answers a command with the state as it
//! would be or with a [`Refusal`]. Nothing here is folded from events: the shell keeps the state as a row and the
//! difference ([`change`]) as an entry of the reference log. Who may do what is one table, [`authority`].
//!
//! Must never read a table or a clock, and never let a change pass that [`Desk::admit`] did not see.

pub mod absence;
pub mod account;
pub mod account_appeal;
pub mod account_pool;
pub mod account_reader;
pub mod anomaly;
pub mod authority;
pub mod calendar;
mod command;
pub mod contact;
pub mod delegation;
pub mod department;
mod desk;
mod exclusion;
pub mod export;
pub mod export_request;
pub mod hand_over;
pub mod import;
pub mod issued_copy;
pub mod merge;
pub mod migration;
pub mod name_key;
pub mod own_entity;
pub mod paper_template;
pub mod person;
pub mod post;
pub mod price_book;
pub mod product;
pub mod receipt;
mod record;
mod refusal;
pub mod reorganization;
pub mod sensitive_read;
pub mod setting;
pub mod subject_request;
mod text;

pub use command::Command;
pub use desk::Desk;
pub use record::{Record, change};
pub use refusal::Refusal;
