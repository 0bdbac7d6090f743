//! `tongguan keys`: the master keys that seal the seeds of second factors.

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};

use super::at::At;
use tongguan_service::installation::keys;
use tongguan_service::vault::Vault;
use tongguan_service::world::World;

/// 主密钥：列出、换新、停用；密钥本身从不显示
#[derive(Args)]
pub(super) struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// 列出主密钥的编号和各自加密的两步验证
    List(List),
    /// 换一把新的；旧的留着解密，服务不用停
    Rotate(Rotate),
    /// 停用一把旧的；还有人的两步验证用它加密时不停用
    Retire(Retire),
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
struct Rotate {
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
struct Retire {
    #[command(flatten)]
    at: At,
    /// 编号，见 tongguan keys list
    id: String,
    /// 先把还用它加密的改用最新的加密；用 SQLite 时服务须未启动
    #[arg(long)]
    reseal: bool,
}

impl Keys {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::List(list) => list.run().await,
            What::Rotate(rotate) => rotate.run().await,
            What::Retire(retire) => retire.run().await,
        }
    }
}

fn vault(at: &At) -> anyhow::Result<Vault> {
    Ok(Vault::new(at.place()?.folder(), World::system()))
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let db = self.at.place()?.look().await?;
        let mut seeds = keys::seeds(&db).await?;
        db.close().await;
        for (place, id) in vault(&self.at)?.ids()?.into_iter().enumerate() {
            let duty = if place == 0 { "加密与解密" } else { "只解密" };
            println!("{id} {duty} {} 人", seeds.remove(&id).unwrap_or_default());
        }
        for (id, people) in seeds {
            println!("{id} 已丢失 {people} 人");
        }
        Ok(())
    }
}

/// Tells the security log; where the server has the database, it does so itself within a minute.
async fn note(at: &At, vault: &Vault) -> anyhow::Result<()> {
    let (place, world) = (at.place()?, World::system());
    if place.look().await.is_err() {
        // Nothing is set up yet: there is no log, and the server tells of the key when there is one.
        return Ok(());
    }
    let Ok(db) = place.open(&world).await else {
        println!("服务正在运行，一分钟内由它记入安全日志");
        return Ok(());
    };
    let node = world.id().to_string();
    let told = keys::note(&db, vault, (&world, &node)).await;
    db.close().await;
    told.map(drop)
}

impl Rotate {
    async fn run(self) -> anyhow::Result<()> {
        let vault = vault(&self.at)?;
        println!("{}", vault.rotate()?);
        note(&self.at, &vault).await?;
        if let Some(file) = vault.file() {
            println!("已换新。把 {} 另存一份，与数据库的备份分开放", file.display());
        }
        Ok(())
    }
}

impl Retire {
    async fn run(self) -> anyhow::Result<()> {
        let (place, vault) = (self.at.place()?, vault(&self.at)?);
        let ids = vault.ids()?;
        ensure!(ids.contains(&self.id), "没有编号为 {} 的主密钥", self.id);
        if self.reseal && ids.first() != Some(&self.id) {
            let db = place.open(&World::system()).await?;
            let count = keys::reseal(&db, &vault, &self.id).await.context("两步验证无法重新加密")?;
            db.close().await;
            println!("改用 {} 加密：{count} 人", ids[0]);
        }
        let db = place.look().await?;
        let left = keys::seeds(&db).await?.remove(&self.id).unwrap_or_default();
        db.close().await;
        ensure!(
            left == 0,
            "还有 {left} 人的两步验证用 {} 加密：等他们登录过，或停止服务后加 --reseal",
            self.id
        );
        vault.retire(&self.id)?;
        note(&self.at, &vault).await?;
        println!("已停用 {}。它另存的旧份在旧备份不再需要之后再删", self.id);
        Ok(())
    }
}
