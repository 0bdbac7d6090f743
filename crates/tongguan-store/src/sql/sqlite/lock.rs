//! The lock file beside a database: keeps a second process out, and remembers whether the last stop was clean.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::error::StoreError;

const CLEAN: &str = "clean\n";
const IN_USE: &str = "in use\n";

/// Held as long as the database is open.
pub(super) struct Lock {
    file: File,
    was_clean: bool,
}

impl Lock {
    /// Takes the lock, or says that another process has it.
    pub(super) fn acquire(database: &Path) -> Result<Self, StoreError> {
        let path = database.with_added_extension("lock");
        let is_new = !path.exists();
        let failed = |error| StoreError::file("open the lock file", error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => {
                StoreError::Unavailable { reason: "another process has this database open".into() }
            }
            TryLockError::Error(error) => StoreError::file("lock the lock file", error),
        })?;
        let mut note = String::new();
        file.read_to_string(&mut note).map_err(failed)?;
        // A note cut short by a power cut counts as unclean: the check that follows costs a second, trust may cost data.
        let was_clean = is_new || note == CLEAN;
        write(&mut file, IN_USE).map_err(failed)?;
        Ok(Self { file, was_clean })
    }

    /// False when the last process that had the database did not close it.
    pub(super) fn was_clean(&self) -> bool {
        self.was_clean
    }

    /// Notes that the database was closed as it should be, and lets go.
    pub(super) fn release_clean(mut self) {
        if let Err(error) = write(&mut self.file, CLEAN) {
            tracing::warn!(%error, "could not note the clean stop; the next start checks the file");
        }
    }
}

fn write(file: &mut File, note: &str) -> std::io::Result<()> {
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(note.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_new_file_or_a_finished_note_counts_as_clean() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("tongguan.db");
        let clean = || Lock::acquire(&database).map(|lock| lock.was_clean()).expect("nobody else has it");
        assert!(clean(), "a new file");
        assert!(!clean(), "the last holder never let go cleanly");
        Lock::acquire(&database).expect("free").release_clean();
        assert!(clean(), "closed as it should be");
        let cut = database.with_added_extension("lock");
        for note in ["", "cle", "in use\n"] {
            std::fs::write(&cut, note).expect("writable");
            assert!(!clean(), "{note:?}");
        }
    }
}
