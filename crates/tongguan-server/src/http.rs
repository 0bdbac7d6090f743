//! The HTTP edge: what a request must be before anything looks at its meaning, and how a fault is answered.
//!
//! Promises that every answer outside 2xx/3xx is a problem document ([`problem`]) and that no input, however broken,
//! causes a panic or a 500. Must never hold a business rule or a database call.

pub mod accept;
pub mod blank;
pub mod caller;
pub mod copy;
pub mod csrf;
pub mod deal;
pub mod due;
pub mod edge;
pub mod error;
pub mod events;
pub mod export;
pub mod extract;
pub mod file;
pub mod headers;
pub mod health;
pub mod imports;
pub mod insight;
pub mod limits;
pub mod names;
pub mod observe;
pub mod openapi;
pub mod operate;
pub mod page;
pub mod paging;
pub mod problem;
pub mod process;
pub mod query;
pub mod redirect;
pub mod reference;
pub mod refusal;
pub mod router;
pub mod security_headers;
pub mod serve;
pub mod session;
pub mod setup;
pub mod strict_json;
pub mod verify;
pub mod work;
