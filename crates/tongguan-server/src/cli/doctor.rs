//! `tongguan doctor`: is what is stored what was written? It looks on beside a running server and changes nothing.

use std::process::ExitCode;

use clap::Args;

use super::at::At;
use crate::installation::checkup::{self, Checkup};

/// 体检：核对哈希链、附件与数据库；有问题时退出码为 1
#[derive(Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    at: At,
}

impl Doctor {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let place = self.at.place()?;
        let database = place.look().await?;
        let Checkup { counted, findings } = checkup::examine(&database, &place.files()).await?;
        database.close().await;
        for (what, count) in counted {
            println!("{what}：{count}");
        }
        for finding in &findings {
            println!("问题：{finding}");
        }
        match findings.is_empty() {
            true => {
                println!("一切正常");
                Ok(ExitCode::SUCCESS)
            }
            false => Ok(ExitCode::FAILURE),
        }
    }
}
