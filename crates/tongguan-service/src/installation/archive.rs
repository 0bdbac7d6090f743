//! A whole company in one file, from which another installation is made: on the same database engine or on the other one.
//!
//! Promises that a company that was taken in is equal to the one that was taken out: the same rows, the same chains, the same files,
//! and lists made again from the events; taken out again it gives the same bytes. A damaged file is told by its entry before anything
//! is written. Must never touch a place where something is.

mod entry;
mod load;
mod make;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use load::{Loaded, load};
pub use make::{Made, make};

/// The version of the layout that this release writes and reads.
const LAYOUT: u32 = 1;
/// The entry that lists the others.
const MANIFEST: &str = "manifest.json";
/// Rows read or written at a time.
const PAGE: u32 = 1_000;

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the layout.
    pub layout: u32,
    /// The version of the schema that its rows fit.
    pub schema: i64,
    /// The company.
    pub company: Uuid,
    /// Whether it holds how people sign in.
    pub credentials: bool,
    /// The entries by name.
    pub entries: BTreeMap<String, Entry>,
    /// The ends of the hash chains by table.
    pub heads: BTreeMap<String, Heads>,
}

/// What an entry must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// How long its content is.
    pub bytes: u64,
    /// How many rows it has; of files, 1.
    pub rows: u64,
}

/// The ends of some chains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heads {
    /// How many chains there are.
    pub chains: u64,
    /// SHA-256 over the last hash of each, in the order of the chains.
    pub sha256: String,
}

fn of_table(name: &str) -> String {
    format!("tables/{name}.jsonl")
}

fn of_file(sha256: &str) -> String {
    format!("files/{sha256}")
}
