//! The company's own templates: looked at and filled in a child process, since each is a file from outside.
//!
//! The child is the same program with a hidden subcommand and nothing else. It limits its own memory and processor time before it reads a
//! byte, takes one template, and answers once. Whatever a file does to it, the server only sees a child that is gone.

use std::collections::BTreeSet;
use std::io::{BufRead, Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tongguan_doc::template::{self, Fault, Kind, Values};
use tongguan_service::child_process::MEMORY_AS_NEEDED;

/// The hidden subcommand that the child runs.
pub const SUBCOMMAND: &str = "fill-template";
/// Memory that the child may fill.
const MEMORY_BYTES: u64 = 256 << 20;
/// Processor time of the child.
const PROCESSOR_SECONDS: u64 = 5;
/// A child that is not done by then is killed: a busy machine may need more than the processor time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a template was not filled.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file is not taken, and why.
    #[error("the template is refused: {0}")]
    Refused(Fault),
    /// The child took more memory or time than it may.
    #[error("the template takes more memory or time than it may")]
    TooMuch,
    /// The child could not be started or heard.
    #[error("the child is gone: {0}")]
    Gone(#[from] std::io::Error),
}

/// The program whose children fill templates.
#[derive(Default)]
pub struct Templates(OnceLock<PathBuf>);

impl Templates {
    /// Takes another program than the one that runs, such as a test does.
    pub fn use_program(&self, program: PathBuf) {
        drop(self.0.set(program));
    }

    /// That program, where it is another.
    pub fn program(&self) -> Option<PathBuf> {
        self.0.get().cloned()
    }
}

/// What the child is asked, in a line before the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Asked {
    Look,
    Fill(Values),
}

/// What it answers, in a line; what it filled follows.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Looked(Kind, BTreeSet<String>),
    Filled,
    Refused(Fault),
}

/// What a template is and asks for.
pub async fn look(program: Option<PathBuf>, file: &[u8]) -> Result<(Kind, BTreeSet<String>), TemplateError> {
    match ask(program, &Asked::Look, file).await? {
        (Answer::Looked(kind, names), _) => Ok((kind, names)),
        (Answer::Refused(fault), _) => Err(TemplateError::Refused(fault)),
        (Answer::Filled, _) => Err(TemplateError::TooMuch),
    }
}

/// A template filled.
pub async fn fill(program: Option<PathBuf>, file: &[u8], values: Values) -> Result<Vec<u8>, TemplateError> {
    match ask(program, &Asked::Fill(values), file).await? {
        (Answer::Filled, filled) => Ok(filled),
        (Answer::Refused(fault), _) => Err(TemplateError::Refused(fault)),
        (Answer::Looked(..), _) => Err(TemplateError::TooMuch),
    }
}

async fn ask(
    program: Option<PathBuf>,
    asked: &Asked,
    file: &[u8],
) -> Result<(Answer, Vec<u8>), TemplateError> {
    let program = program.map_or_else(std::env::current_exe, Ok)?;
    let mut said = serde_json::to_vec(asked).map_err(std::io::Error::other)?;
    said.push(b'\n');
    said.extend_from_slice(file);
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .envs(MEMORY_AS_NEEDED)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut to = child.stdin.take().ok_or_else(|| std::io::Error::other("no pipe"))?;
    // A child that refuses early reads no further; its word counts, not the broken pipe.
    let telling = tokio::spawn(async move {
        let _ = to.write_all(&said).await;
        let _ = to.shutdown().await;
    });
    let heard = tokio::time::timeout(PATIENCE, child.wait_with_output()).await;
    telling.abort();
    let output = heard.map_err(|_| TemplateError::TooMuch)??.stdout;
    let end = output.iter().position(|byte| *byte == b'\n').ok_or(TemplateError::TooMuch)?;
    let answer = serde_json::from_slice(&output[..end]).map_err(|_| TemplateError::TooMuch)?;
    Ok((answer, output[end + 1..].to_vec()))
}

/// What the child does.
pub fn serve() -> anyhow::Result<()> {
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Data, limit(MEMORY_BYTES))?;
    setrlimit(Resource::Cpu, limit(PROCESSOR_SECONDS))?;
    // It writes no file, only its pipe.
    setrlimit(Resource::Fsize, limit(0))?;
    setrlimit(Resource::Core, limit(0))?;
    let mut input = std::io::stdin().lock();
    let (mut line, mut file) = (Vec::new(), Vec::new());
    input.read_until(b'\n', &mut line)?;
    input.read_to_end(&mut file)?;
    let done = match serde_json::from_slice(&line)? {
        Asked::Look => template::look(&file).map(|(kind, names)| (Answer::Looked(kind, names), Vec::new())),
        Asked::Fill(values) => template::fill(&file, &values).map(|filled| (Answer::Filled, filled)),
    };
    let (answer, filled) = done.unwrap_or_else(|fault| (Answer::Refused(fault), Vec::new()));
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &answer)?;
    out.write_all(b"\n")?;
    out.write_all(&filled)?;
    out.flush()?;
    Ok(())
}
