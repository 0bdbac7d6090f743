//! The Tongguan server and command line.
//!
//! The edge ([`http`]) turns requests into typed values and faults into problem documents; it holds no business rule.
//! What it asks for is done by `tongguan-service`; time and randomness enter through its `World` and nowhere else.

pub mod app;
pub mod auth;
pub mod cli;
pub mod config;
pub mod http;
pub mod log;
pub mod metrics;
pub mod printing;
pub mod setup;
pub mod tls;
pub mod web;
