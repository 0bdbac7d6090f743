//! The API through its own front door, without a socket: on SQLite and on PostgreSQL.

mod across;
mod api_key;
mod appeals;
mod authorisation;
mod bad_input;
pub(crate) mod company;
pub(crate) mod deal;
mod export;
mod hand_over;
mod imports;
mod insight;
mod lists;
mod looking;
pub(crate) mod mail;
mod merges;
mod openapi;
mod pages;
pub(crate) mod paper;
mod record;
mod reference;
mod second_factor;
pub mod security_log;
pub(crate) mod server;
mod session;
mod setup;
mod storage;
pub(crate) mod template;
