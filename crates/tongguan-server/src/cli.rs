//! The command line: one file per subcommand. It reads arguments and prints answers; it holds no rule.

mod at;
mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod keys;
mod migrate;
mod process;
mod restore;
mod serve;
mod tool;
mod user;
mod way_in;
mod whole;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// 通关：从线索到回款的销售过程管理
#[derive(Parser)]
#[command(name = "tongguan", version, after_help = "退出码：0 完成；1 未通过或失败；2 命令有误")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    Migrate(migrate::Migrate),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Doctor(doctor::Doctor),
    Export(whole::Export),
    Import(Box<whole::Import>),
    Process(process::Process),
    User(user::User),
    Keys(keys::Keys),
    Tool(tool::Tool),
    /// The child that sets PDF; the server starts it.
    #[cfg(feature = "pdf")]
    #[command(name = crate::printing::press::SUBCOMMAND, hide = true)]
    SetPapers,
    /// The child that fills a template.
    #[command(name = crate::printing::template::SUBCOMMAND, hide = true)]
    FillTemplate,
    /// The child that parses a stranger's file.
    #[command(name = tongguan_service::import::child::SUBCOMMAND, hide = true)]
    ReadSheet,
}

/// Runs the command that was typed. 0: done; 1: refused or failed; 2: not a command.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(serve) => return serve.run(),
        Command::Tool(tool) => return tool.run(),
        #[cfg(feature = "pdf")]
        Command::SetPapers => crate::printing::press::serve().map(success),
        Command::Process(process) => wait(process.run()),
        Command::Doctor(doctor) => wait(doctor.run()),
        Command::Demo(demo) => wait(demo.run()).map(success),
        Command::Migrate(migrate) => wait(migrate.run()).map(success),
        Command::Backup(backup) => wait(backup.run()).map(success),
        Command::Restore(restore) => wait(restore.run()).map(success),
        Command::Keys(keys) => wait(keys.run()).map(success),
        Command::User(user) => wait(user.run()).map(success),
        Command::Export(export) => wait(export.run()).map(success),
        Command::Import(import) => wait(import.run()),
        Command::FillTemplate => crate::printing::template::serve().map(success),
        Command::ReadSheet => tongguan_service::import::child::serve().map(success),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

fn success((): ()) -> ExitCode {
    ExitCode::SUCCESS
}

fn wait<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
