//! `tongguan migrate`: brings the database to the schema of this release. `serve` does the same when it starts.

use clap::Args;

use super::at::At;
use tongguan_service::world::World;

/// 升级数据库结构（serve 启动时也会自动升级）
#[derive(Args)]
pub(super) struct Migrate {
    #[command(flatten)]
    at: At,
}

impl Migrate {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let database = self.at.place()?.open(&World::system()).await?;
        database.close().await;
        println!("数据库结构版本：{}", tongguan_store::migrate::newest_version());
        Ok(())
    }
}
