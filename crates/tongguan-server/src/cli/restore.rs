//! `tongguan restore`: makes an installation out of a backup, in an empty folder.

use std::path::PathBuf;

use clap::Args;

use super::at::At;
use tongguan_service::installation::backup;

/// 由备份恢复到空的数据目录
#[derive(Args)]
pub(super) struct Restore {
    #[command(flatten)]
    at: At,
    /// 备份目录
    source: PathBuf,
}

impl Restore {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let place = self.at.place()?;
        let manifest = backup::restore(&self.source, &place).await?;
        println!("已恢复到：{}", place.folder().display());
        println!("备份时间：{}", manifest.made_at);
        println!("附件：{} 个", manifest.files);
        Ok(())
    }
}
