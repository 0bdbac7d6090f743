//! The HTTP edge: what a request must be before anything looks at its meaning, and how a fault is answered.
//!
//! Promises that every answer outside 2xx/3xx is a problem document ([`problem`]) and that no input, however broken,
//! causes a panic or a 500. Must never hold a business rule or a database call.

pub mod error;
pub mod headers;
pub mod problem;
pub mod strict_json;
