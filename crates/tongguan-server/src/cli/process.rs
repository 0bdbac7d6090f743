//! `tongguan process`: what an editor of a process definition asks of it.

mod check;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// 流程定义：检查
#[derive(Args)]
pub(super) struct Process {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Check(check::Check),
}

impl Process {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Check(check) => check.run().await,
        }
    }
}
