//! Deals over HTTP: registering, commanding, reading. One file per endpoint.

pub mod reading;
pub mod rights;
pub mod view;
