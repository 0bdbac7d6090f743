//! The API through its own front door, without a socket: on SQLite and on PostgreSQL.

pub(crate) mod company;
mod deal;
mod server;
mod session;
mod setup;
