//! The store on both engines. One binary, so that all tests share one PostgreSQL.

mod backup;
mod body;
mod command;
mod command_log;
mod company;
mod counter;
mod deal;
mod disk;
mod draft;
mod event_log;
mod file;
mod guard;
mod idempotency;
mod job;
mod lease;
mod migrate;
mod notice;
mod postgres;
mod projection;
mod read;
mod reference_log;
mod sql;
mod statements;
mod tables;
