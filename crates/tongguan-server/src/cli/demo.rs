//! `tongguan demo`: makes a demo company in an empty folder, ending now.

use std::path::PathBuf;

use anyhow::ensure;
use clap::Args;
use tongguan_core::process::Process;

use tongguan_service::demo::{self, Order, PASSWORD};
use tongguan_service::installation::Place;
use tongguan_service::run::{Executor, Processes};
use tongguan_service::world::World;

/// 生成演示公司：人员、客户、价目表和一年的商机
#[derive(Args)]
pub(super) struct Demo {
    /// 数据目录，必须还没有数据库
    #[arg(long, env = "TONGGUAN_DATA")]
    data: PathBuf,
    /// 随机种子：同一种子得到同一家公司
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 登记多少条线索
    #[arg(long, default_value_t = 200)]
    deals: usize,
}

impl Demo {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let place = Place::in_folder(&self.data);
        ensure!(
            !place.database_file().is_some_and(|file| file.exists()),
            "数据目录中已有数据库：{}",
            self.data.display()
        );
        let world = World::system();
        let db = place.make(&world).await?;
        let executor = Executor::new(db.clone(), "demo", Processes::new(Process::standard()));
        let order = Order { seed: self.seed, deals: self.deals, until: world.now() };
        let made = demo::build(&db, &place.files(), &executor, world, order).await?;
        db.close().await;
        for (stage, count) in &made.stages {
            println!("{stage}: {count}");
        }
        let refused: u64 = made.refused.values().sum();
        println!("命令：接受 {}，拒绝 {refused}", made.accepted);
        for one in &made.stuck {
            eprintln!("停在：{one}");
        }
        println!("所有演示用户的密码：{PASSWORD}");
        Ok(())
    }
}
