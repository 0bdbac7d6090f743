//! The service layer of Tongguan: what is done for whoever asks, whichever way he came.
//!
//! Commands are given here and nowhere else ([`run`]); imports, background work and notices go the same way. It says things in words
//! ([`i18n`]) and knows no HTTP and no command line. What comes from outside (time, randomness) enters through [`world::World`].

pub mod child_process;
pub mod day;
pub mod demo;
pub mod directory;
pub mod i18n;
pub mod import;
pub mod installation;
pub mod job;
pub mod notify;
pub mod password;
pub mod run;
pub mod trace;
pub mod vault;
pub mod world;
