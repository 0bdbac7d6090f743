//! The Tongguan server.

pub mod cli;
