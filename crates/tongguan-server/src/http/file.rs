//! Attached files over HTTP: stored under their SHA-256, told by their first bytes, given out as attachments.

pub mod download;
pub mod keep;
pub mod name;
pub mod read;
pub mod scan;
pub mod sniff;
pub mod upload;
