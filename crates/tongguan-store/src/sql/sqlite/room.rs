//! The free space that must be left on the disk: below it nothing is written, so that reading, backing up and shutting down still work.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long an answer of the disk is good for.
const TRUST: Duration = Duration::from_secs(1);

/// Watches the free space beside the database.
pub(super) struct Room {
    folder: PathBuf,
    least_bytes: u64,
    known: Option<(Instant, bool)>,
}

impl Room {
    pub(super) fn new(database: &std::path::Path, least_bytes: u64) -> Self {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.map_or_else(|| PathBuf::from("."), PathBuf::from);
        Self { folder, least_bytes, known: None }
    }

    /// Whether writing may go on. A disk that does not answer is left to say so itself when it is written to.
    pub(super) fn is_left(&mut self) -> bool {
        if let Some((at, is_left)) = self.known
            && at.elapsed() < TRUST
        {
            return is_left;
        }
        let free = rustix::fs::statvfs(&self.folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
        let is_left = free.map_or(true, |free| free >= self.least_bytes);
        if !is_left && self.known.is_none_or(|(_, before)| before) {
            tracing::error!(
                least_bytes = self.least_bytes,
                "too little space is left on the disk; nothing is written"
            );
        }
        self.known = Some((Instant::now(), is_left));
        is_left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_is_asked_for_its_free_space() {
        let database = std::env::temp_dir().join("a.db");
        assert!(Room::new(&database, 0).is_left());
        assert!(!Room::new(&database, u64::MAX).is_left());
        // A bare name lies in the working folder.
        assert!(Room::new(std::path::Path::new("a.db"), 1).is_left());
    }
}
