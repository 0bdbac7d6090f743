//! Copying a whole content store, file by file, each one checked against its name.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{ContentStore, blocking, read_checked};
use crate::chain::Hash;
use crate::error::StoreError;

/// What a copy holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many files.
    pub files: u64,
    /// Their size together.
    pub bytes: u64,
}

impl ContentStore {
    /// Copies every file into `target`. A file whose content is not what its name says ends it: a bad file gets no second home.
    pub async fn copy_to(&self, target: &ContentStore) -> Result<Copied, StoreError> {
        let (from, to) = (self.clone(), target.clone());
        blocking(move || from.copy_now(&to)).await
    }

    fn copy_now(&self, target: &ContentStore) -> Result<Copied, StoreError> {
        let mut copied = Copied::default();
        for company in folder(&self.root)? {
            let Some(tenant) = name(&company).and_then(|name| Uuid::parse_str(name).ok()) else { continue };
            for first in folder(&company)? {
                for file in folder(&first)? {
                    let Some(sha256) = hash_of(&first, &file) else { continue };
                    let bytes = read_checked(&file, &sha256)?;
                    copied.files += 1;
                    copied.bytes += bytes.len() as u64;
                    target.put_now(tenant, &bytes)?;
                }
            }
        }
        Ok(copied)
    }
}

/// The hash that a path stands for; none for what is no file of the store, such as one that is being written.
fn hash_of(first: &Path, file: &Path) -> Option<Hash> {
    let mut hash = Hash::default();
    hex::decode_to_slice(format!("{}{}", name(first)?, name(file)?), &mut hash).ok()?;
    Some(hash)
}

fn name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}

/// What lies in a folder, in order; nothing where there is no folder.
fn folder(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let failed = |error| StoreError::file("look into a folder", error);
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    Ok(entries)
}
