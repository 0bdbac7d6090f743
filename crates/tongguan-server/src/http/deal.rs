//! Deals over HTTP: registering, commanding, reading. One file per endpoint.

pub mod affordances;
pub mod command;
pub mod document;
pub mod draft;
pub mod execute;
pub mod explain;
pub mod history;
pub mod read;
pub mod reading;
pub mod register;
pub mod rights;
pub mod view;
