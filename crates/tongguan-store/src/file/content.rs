//! The content store: files on disk under their SHA-256, `<root>/<tenant>/<first two digits>/<the rest>`.
//!
//! Promises: a file that was put is on disk before its row is written, whole, or not there under its name at all; what is read is what
//! was put, or an error. Must never overwrite: the same name is the same content.

mod copy;

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::chain::Hash;
use crate::error::StoreError;

pub use copy::Copied;

/// A folder of files by content.
#[derive(Debug, Clone)]
pub struct ContentStore {
    root: PathBuf,
}

impl ContentStore {
    /// The store in this folder, which is made when the first file comes.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a file lies.
    pub fn path(&self, tenant: Uuid, sha256: &Hash) -> PathBuf {
        let name = hex::encode(sha256);
        let (first, rest) = name.split_at(2);
        self.root.join(tenant.to_string()).join(first).join(rest)
    }

    /// Stores bytes for good and answers their hash.
    pub async fn put(&self, tenant: Uuid, bytes: Vec<u8>) -> Result<Hash, StoreError> {
        let store = self.clone();
        blocking(move || store.put_now(tenant, &bytes)).await
    }

    /// The bytes with this hash, checked against it.
    pub async fn get(&self, tenant: Uuid, sha256: Hash) -> Result<Vec<u8>, StoreError> {
        let path = self.path(tenant, &sha256);
        blocking(move || read_checked(&path, &sha256)).await
    }

    /// Removes a file, for erasing; false when it was not there.
    pub async fn remove(&self, tenant: Uuid, sha256: Hash) -> Result<bool, StoreError> {
        let path = self.path(tenant, &sha256);
        blocking(move || match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreError::file("remove a file", error)),
        })
        .await
    }

    fn put_now(&self, tenant: Uuid, bytes: &[u8]) -> Result<Hash, StoreError> {
        let sha256: Hash = Sha256::digest(bytes).into();
        let path = self.path(tenant, &sha256);
        match read_checked(&path, &sha256) {
            Ok(_) => return Ok(sha256),
            // A damaged file is replaced by the whole one that has just come.
            Err(StoreError::NotFound { .. } | StoreError::Corrupt { .. }) => {}
            Err(error) => return Err(error),
        }
        let folder = path.parent().expect("a file of the store lies in a folder of it");
        fs::create_dir_all(folder).map_err(|error| StoreError::file("make a folder", error))?;
        write_whole(folder, &path, bytes).map_err(|error| StoreError::file("store a file", error))?;
        // The new folders must survive a power cut as well.
        for folder in folder.ancestors().take_while(|folder| folder.starts_with(&self.root)) {
            sync_folder(folder).map_err(|error| StoreError::file("sync a folder", error))?;
        }
        Ok(sha256)
    }
}

/// Under another name first, so that a half-written file never has the name of a whole one.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let partial = folder.join(format!("partial-{}-{count}", std::process::id()));
    let written =
        OpenOptions::new().write(true).create(true).truncate(true).open(&partial).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
    let placed = written.and_then(|()| fs::rename(&partial, path));
    if placed.is_err() {
        // The first error is the one to report.
        drop(fs::remove_file(&partial));
    }
    placed
}

/// Makes the names in a folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

fn read_checked(path: &Path, sha256: &Hash) -> Result<Vec<u8>, StoreError> {
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => StoreError::NotFound { what: "file" },
        _ => StoreError::file("read a file", error),
    })?;
    if Hash::from(Sha256::digest(&bytes)) == *sha256 {
        Ok(bytes)
    } else {
        Err(StoreError::corrupt(format!(
            "the file {} has other content than its name says",
            hex::encode(sha256)
        )))
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
}
