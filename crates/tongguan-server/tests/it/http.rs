//! The API through its own front door, without a socket: on SQLite and on PostgreSQL.

mod across;
mod authorisation;
mod bad_input;
pub(crate) mod company;
mod deal;
mod hand_over;
mod lists;
mod openapi;
mod pages;
mod record;
mod reference;
mod server;
mod session;
mod setup;
mod storage;
mod trap;
