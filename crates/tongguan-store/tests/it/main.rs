//! The store on both engines. One binary, so that all tests share one PostgreSQL.

mod sql;
mod statements;
