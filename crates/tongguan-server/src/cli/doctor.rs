//! `tongguan doctor`: is what is stored what was written? It looks on beside a running server and changes
//! nothing, unless it is asked to make the tables of lists again.

use std::process::ExitCode;

use clap::Args;
use tongguan_core::id::TenantId;
use tongguan_store::rebuild::{self, Processes};

use super::at::At;
use crate::installation::checkup::{self, Checkup};
use crate::installation::{Place, company};
use crate::world::World;

/// 体检：核对哈希链、列表数据、附件与数据库；有问题时退出码为 1
#[derive(Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    at: At,
    /// 先由事件重建列表数据；须先停止服务
    #[arg(long)]
    rebuild: bool,
}

impl Doctor {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let (place, processes) = (self.at.place()?, checkup::processes());
        if self.rebuild {
            rebuild_tables(&place, &processes).await?;
        }
        let database = place.look().await?;
        let Checkup { counted, findings } = checkup::examine(&database, &place.files(), &processes).await?;
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

async fn rebuild_tables(place: &Place, processes: &Processes) -> anyhow::Result<()> {
    let database = place.open(&World::system()).await?;
    if let Some(company) = company(&database).await? {
        let deals = rebuild::rebuild_all(&database, TenantId(company.id), processes).await?;
        println!("已重建：{deals} 个商机");
    }
    database.close().await;
    Ok(())
}
