//! Entries of an archive, written and read in pieces and hashed on the way.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use super::Entry;

/// Passes bytes on, hashes and counts them.
pub(super) struct Hashing<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Hashing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// What went through.
    pub(super) fn entry(self, rows: u64) -> Entry {
        Entry { sha256: hex::encode(self.hash.finalize()), bytes: self.bytes, rows }
    }

    fn saw(&mut self, piece: &[u8]) {
        self.hash.update(piece);
        self.bytes += piece.len() as u64;
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(piece)?;
        self.saw(&piece[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(piece)?;
        self.saw(&piece[..read]);
        Ok(read)
    }
}
