//! The press: a child of the same program that sets PDF, one paper after the other.
//!
//! The child unpacks its fonts once and is kept for the next paper. It limits its own memory and time before it reads
//! anything, is told one paper at a time over a pipe, and is killed when a paper takes too long; the next paper gets a new one.
//! Must never be given more than the paper: no path, no address, no environment.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;
use tongguan_doc::paper::{Drawing, Paper};
use tongguan_doc::pdf;
use tongguan_service::child_process::MEMORY_AS_NEEDED;

/// The hidden subcommand that the child runs.
pub const SUBCOMMAND: &str = "set-papers";
/// A paper that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Papers that one child sets.
const PAPERS_PER_CHILD: u32 = 200;
/// Address space of the child: fonts and pages, and room for a paper of hundreds of pages.
const MEMORY_BYTES: u64 = 1 << 30;
/// Processor time of the child, all its papers together.
const PROCESSOR_SECONDS: u64 = 600;
/// The longest message either way.
const LONGEST_BYTES: u32 = 64 << 20;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The child could not be started, or is gone.
    #[error("the press is gone: {0}")]
    Gone(#[from] std::io::Error),
    /// It took too long.
    #[error("the press took too long")]
    TooLong,
    /// It said why it could not.
    #[error("the press refused: {0}")]
    Refused(String),
    /// The paper cannot be written down.
    #[error("the paper cannot be written down: {0}")]
    Paper(#[from] serde_json::Error),
}

/// What the child is asked for.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one at a time is handed to a child")]
enum Job<'a> {
    /// A PDF.
    Paper(Cow<'a, Paper>),
    /// A PNG.
    Drawing(Cow<'a, Drawing>),
}

/// A press.
#[derive(Default)]
pub struct Press {
    program: OnceLock<PathBuf>,
    running: Mutex<Option<Running>>,
}

struct Running {
    /// Killed when it is dropped.
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
    papers: u32,
}

impl Press {
    /// Takes another program than the one that runs, such as a test does.
    pub fn use_program(&self, program: PathBuf) {
        drop(self.program.set(program));
    }

    /// The PDF of a paper.
    pub async fn print(&self, paper: &Paper) -> Result<Vec<u8>, PressError> {
        self.make(serde_json::to_vec(&Job::Paper(Cow::Borrowed(paper)))?).await
    }

    /// The PNG of a drawing.
    pub async fn draw(&self, drawing: &Drawing) -> Result<Vec<u8>, PressError> {
        self.make(serde_json::to_vec(&Job::Drawing(Cow::Borrowed(drawing)))?).await
    }

    async fn make(&self, said: Vec<u8>) -> Result<Vec<u8>, PressError> {
        let mut kept = self.running.lock().await;
        let answered = match kept.take() {
            // A child that waited may have been taken by the system meanwhile: then another sets the paper.
            Some(press) => match set(press, &said, &mut kept).await {
                Err(PressError::Gone(_)) => None,
                answer => Some(answer),
            },
            None => None,
        };
        match answered {
            Some(answer) => answer,
            None => set(self.start()?, &said, &mut kept).await,
        }
    }

    /// Kills the child that waits for a paper, as a shortage of memory would.
    pub async fn kill_child(&self) {
        if let Some(running) = self.running.lock().await.as_mut() {
            drop(running.child.kill().await);
        }
    }

    fn start(&self) -> Result<Running, PressError> {
        let program = match self.program.get() {
            Some(program) => program.clone(),
            None => std::env::current_exe()?,
        };
        let mut child = Command::new(program)
            .arg(SUBCOMMAND)
            .env_clear()
            .envs(MEMORY_AS_NEEDED)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let pipe = || std::io::Error::other("no pipe");
        let to = child.stdin.take().ok_or_else(pipe)?;
        let from = child.stdout.take().ok_or_else(pipe)?;
        Ok(Running { child, to, from, papers: 0 })
    }
}

/// Has a child set a paper, and keeps the child for the next one.
async fn set(mut press: Running, paper: &[u8], kept: &mut Option<Running>) -> Result<Vec<u8>, PressError> {
    let answer =
        tokio::time::timeout(PATIENCE, press.ask(paper)).await.map_err(|_| PressError::TooLong)??;
    press.papers += 1;
    if press.papers < PAPERS_PER_CHILD {
        *kept = Some(press);
    }
    answer.map_err(PressError::Refused)
}

impl Running {
    async fn ask(&mut self, paper: &[u8]) -> Result<Result<Vec<u8>, String>, std::io::Error> {
        let length = u32::try_from(paper.len()).map_err(std::io::Error::other)?;
        self.to.write_u32_le(length).await?;
        self.to.write_all(paper).await?;
        self.to.flush().await?;
        let is_set = self.from.read_u8().await? == 1;
        let length = self.from.read_u32_le().await?;
        if length > LONGEST_BYTES {
            return Err(std::io::Error::other("too long an answer"));
        }
        let mut answer = vec![0; length as usize];
        self.from.read_exact(&mut answer).await?;
        Ok(if is_set { Ok(answer) } else { Err(String::from_utf8_lossy(&answer).into_owned()) })
    }
}

/// What the child does until its input ends.
pub fn serve() -> anyhow::Result<()> {
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::As, limit(MEMORY_BYTES))?;
    setrlimit(Resource::Cpu, limit(PROCESSOR_SECONDS))?;
    // It writes no file, only its pipe.
    setrlimit(Resource::Fsize, limit(0))?;
    setrlimit(Resource::Core, limit(0))?;
    let press = pdf::Press::new()?;
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut length = [0; 4];
    while input.read_exact(&mut length).is_ok() {
        let length = u32::from_le_bytes(length);
        anyhow::ensure!(length <= LONGEST_BYTES, "too long a paper");
        let mut said = vec![0; length as usize];
        input.read_exact(&mut said)?;
        let set = serde_json::from_slice(&said)
            .map_err(|error| error.to_string())
            .and_then(|job| done(&press, &job).map_err(|error| error.to_string()));
        let (mark, answer) = match set {
            Ok(bytes) => (1, bytes),
            Err(error) => (0, error.into_bytes()),
        };
        output.write_all(&[mark])?;
        output.write_all(&u32::try_from(answer.len())?.to_le_bytes())?;
        output.write_all(&answer)?;
        output.flush()?;
    }
    Ok(())
}

fn done(press: &pdf::Press, job: &Job<'_>) -> Result<Vec<u8>, pdf::Error> {
    match job {
        Job::Paper(paper) => Ok(press.print(paper)?.bytes),
        Job::Drawing(drawing) => press.draw(drawing),
    }
}
