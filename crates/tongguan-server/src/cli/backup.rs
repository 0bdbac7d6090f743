//! `tongguan backup`: a checked copy of everything, made while the server goes on.

use std::path::PathBuf;

use clap::Args;

use super::at::At;
use crate::installation::backup;
use crate::world::World;

/// 备份数据库与附件到新目录；服务无需停止
#[derive(Args)]
pub(super) struct Backup {
    #[command(flatten)]
    at: At,
    /// 备份目录，必须尚不存在
    target: PathBuf,
}

impl Backup {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let manifest = backup::make(&self.at.place()?, &self.target, World::system().now()).await?;
        println!("已备份并核对：{}", self.target.display());
        println!("附件：{} 个", manifest.files);
        for head in manifest.heads {
            println!("操作日志末行：{} {}", head.command, head.hash);
        }
        Ok(())
    }
}
