//! Reads files of strangers, a few at a time.
//!
//! Promises that no more children run at once than the machine bears; whoever comes later waits.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tokio::sync::Semaphore;

use super::book::Book;
use super::child::{self, ReadError};

/// Children that run at the same time.
const AT_ONCE: usize = 2;

/// Reads files.
#[derive(Debug, Clone)]
pub struct Reader {
    program: Arc<OnceLock<PathBuf>>,
    places: Arc<Semaphore>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { program: Arc::default(), places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Reader {
    /// Starts another program than the one that runs, where that one is not the whole of ours (tests).
    pub fn use_program(&self, program: PathBuf) {
        drop(self.program.set(program));
    }

    /// Reads a file.
    pub async fn read(&self, file: Vec<u8>) -> Result<Book, ReadError> {
        let closed = |_| ReadError::Gone(std::io::Error::other("no more files are read"));
        let _place = self.places.acquire().await.map_err(closed)?;
        child::read(self.program.get().cloned(), file).await
    }
}
