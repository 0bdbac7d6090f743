//! The command line: one file per subcommand. It reads arguments and prints answers; it holds no rule.

mod serve;
mod tool;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// 通关：从线索到回款的销售过程管理
#[derive(Parser)]
#[command(name = "tongguan", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Tool(tool::Tool),
}

/// Runs the command that was typed. 0: done; 1: refused or failed; 2: not a command.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Tool(tool) => tool.run(),
    }
}
