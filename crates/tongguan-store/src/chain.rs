//! Hash chains: each entry's hash covers the one before it, so an edited, removed or moved entry shows.
//!
//! `hash = SHA-256(0x00 ‖ previous hash ‖ canonical bytes)`. The canonical bytes are all columns of the entry but the hashes, each with
//! its type and length, so no two different entries have the same bytes. A cut-off tail does not show: a chain does not know its length.

use sha2::{Digest, Sha256};

use crate::sql::Value;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What the first entry of a chain follows.
pub const GENESIS: Hash = [0; 32];

/// What checking a chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry follows from the one before.
    Whole {
        /// How many entries.
        length: i64,
        /// Hash of the last one.
        head: Hash,
    },
    /// The first entry that does not.
    Broken {
        /// Its expected place in the chain.
        seq: i64,
    },
}

/// The hash of an entry.
pub(crate) fn link(previous: &Hash, bytes: &[u8]) -> Hash {
    let hasher = Sha256::new().chain_update([0]).chain_update(previous).chain_update(bytes);
    hasher.finalize().into()
}

/// The canonical bytes of an entry: the name of its kind of chain, then its columns.
pub(crate) fn canonical(chain: &str, columns: &[Value]) -> Vec<u8> {
    let mut bytes = Vec::new();
    part(&mut bytes, 2, chain.as_bytes());
    for column in columns {
        match column {
            Value::Null(_) => part(&mut bytes, 0, &[]),
            Value::Int(number) => part(&mut bytes, 1, &number.to_be_bytes()),
            Value::Text(text) => part(&mut bytes, 2, text.as_bytes()),
            Value::Bytes(content) => part(&mut bytes, 3, content),
            Value::Uuid(id) => part(&mut bytes, 4, id.as_bytes()),
        }
    }
    bytes
}

fn part(bytes: &mut Vec<u8>, kind: u8, content: &[u8]) {
    bytes.push(kind);
    bytes.extend_from_slice(&(content.len() as u64).to_be_bytes());
    bytes.extend_from_slice(content);
}

/// Checks a chain entry by entry, from its first.
pub(crate) struct Verifier {
    next: i64,
    head: Hash,
    broken: Option<i64>,
}

impl Verifier {
    pub(crate) fn new() -> Self {
        Self { next: 1, head: GENESIS, broken: None }
    }

    /// Takes the next entry as it is stored.
    pub(crate) fn take(&mut self, seq: i64, bytes: &[u8], previous: &Hash, hash: &Hash) {
        let follows = seq == self.next && *previous == self.head && *hash == link(previous, bytes);
        if !follows {
            self.broken.get_or_insert(self.next);
        }
        (self.next, self.head) = (self.next + 1, *hash);
    }

    pub(crate) fn verdict(&self) -> Verdict {
        match self.broken {
            Some(seq) => Verdict::Broken { seq },
            None => Verdict::Whole { length: self.next - 1, head: self.head },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;

    #[test]
    fn different_columns_have_different_bytes() {
        let bytes = |columns: &[Value]| canonical("test", columns);
        assert_ne!(bytes(params!["ab", "c"]), bytes(params!["a", "bc"]));
        assert_ne!(bytes(params![1_i64]), bytes(params![Some(2_i64)]));
        assert_ne!(bytes(params![None::<i64>]), bytes(params![""]));
        assert_ne!(canonical("a", params!["b"]), canonical("b", params!["b"]));
    }

    #[test]
    fn a_known_link_stays_as_it_is() {
        let hash = link(&GENESIS, &canonical("test", params![1_i64, "a"]));
        assert_eq!(hex::encode(hash), "bf892e758eaf777a3780968af2b42216528dda889963b1bdf290c6632fb2bdac");
    }
}
