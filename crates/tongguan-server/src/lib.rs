//! The Tongguan server and command line.
//!
//! The edge ([`http`]) turns requests into typed values and faults into problem documents; it holds no business rule.
//! What comes from outside (time, randomness) enters through [`world::World`] and nowhere else.

pub mod app;
pub mod auth;
pub mod cli;
pub mod config;
pub mod day;
pub mod demo;
pub mod http;
pub mod i18n;
pub mod import;
pub mod installation;
pub mod job;
pub mod log;
pub mod metrics;
pub mod notify;
pub mod printing;
pub mod run;
pub mod setup;
pub mod tls;
pub mod web;
pub mod world;
