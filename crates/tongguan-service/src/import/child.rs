//! The child process that parses a stranger's file.
//!
//! The same program, started with a hidden subcommand and nothing else: no path, no address, no environment. It limits its own memory and
//! processor time before it reads a byte, takes the file on its input and answers with lines. Whatever a file does to it, the
//! server only sees a child that is gone.

use std::io::{BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tongguan_doc::sheet::{self, Fault, Limits, Piece};

use super::book::Book;
use crate::child_process::MEMORY_AS_NEEDED;

/// The hidden subcommand that the child runs.
pub const SUBCOMMAND: &str = "read-sheet";
/// Memory that the child may fill.
const MEMORY_BYTES: u64 = 256 << 20;
/// Processor time of the child.
const PROCESSOR_SECONDS: u64 = 5;
/// A child that is not done by then is killed: a busy machine may need more than the processor time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is not taken, and why.
    #[error("the file is refused: {0:?}")]
    Refused(Fault),
    /// The child took more memory or time than it may.
    #[error("the file takes more memory or time than it may")]
    TooMuch,
    /// The child could not be started or heard.
    #[error("the child is gone: {0}")]
    Gone(#[from] std::io::Error),
}

/// A line of the child: a piece, or how it ended.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Piece(Piece),
    Done,
    Refused(Fault),
}

/// Reads a file in a child of the given program, or of the one that runs.
pub async fn read(program: Option<PathBuf>, file: Vec<u8>) -> Result<Book, ReadError> {
    let program = program.map_or_else(std::env::current_exe, Ok)?;
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .envs(MEMORY_AS_NEEDED)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let heard = tokio::time::timeout(PATIENCE, hear(&mut child, file)).await;
    heard.map_err(|_| ReadError::TooMuch)?
}

async fn hear(child: &mut Child, file: Vec<u8>) -> Result<Book, ReadError> {
    let pipe = || std::io::Error::other("no pipe");
    let mut to = child.stdin.take().ok_or_else(pipe)?;
    let mut lines = BufReader::new(child.stdout.take().ok_or_else(pipe)?).lines();
    // A child that refuses early reads no further; its word counts, not the broken pipe.
    let telling = tokio::spawn(async move {
        let _ = to.write_all(&file).await;
        let _ = to.shutdown().await;
    });
    let mut book = Book::default();
    let ended = loop {
        let Some(line) = lines.next_line().await? else { break Err(ReadError::TooMuch) };
        match serde_json::from_str(&line).map_err(std::io::Error::other)? {
            Line::Piece(piece) => book.take(piece),
            Line::Done => break Ok(book),
            Line::Refused(fault) => break Err(ReadError::Refused(fault)),
        }
    };
    telling.abort();
    child.kill().await?;
    ended
}

/// What the child does.
pub fn serve() -> anyhow::Result<()> {
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Data, limit(MEMORY_BYTES))?;
    setrlimit(Resource::Cpu, limit(PROCESSOR_SECONDS))?;
    // It writes no file, only its pipe.
    setrlimit(Resource::Fsize, limit(0))?;
    setrlimit(Resource::Core, limit(0))?;
    let limits = Limits::default();
    let mut file = Vec::new();
    std::io::stdin().lock().take(limits.file_bytes + 1).read_to_end(&mut file)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut say = |line: &Line| -> std::io::Result<()> {
        serde_json::to_writer(&mut out, line)?;
        out.write_all(b"\n")
    };
    let read = sheet::read(&file, &limits, &mut |piece| say(&Line::Piece(piece)));
    say(&read.map_or_else(Line::Refused, |()| Line::Done))?;
    out.flush()?;
    Ok(())
}
