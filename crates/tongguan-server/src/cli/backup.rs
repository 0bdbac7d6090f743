//! `tongguan backup`: a checked copy of everything, made while the server goes on.

use std::path::PathBuf;

use clap::Args;

use super::at::At;
use tongguan_service::installation::backup;
use tongguan_service::vault::{VARIABLE, Vault};
use tongguan_service::world::World;

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
        self.tell_what_is_elsewhere()
    }

    /// Secrets are no part of a backup: whoever has both has everything.
    fn tell_what_is_elsewhere(&self) -> anyhow::Result<()> {
        let place = self.at.place()?;
        let vault = Vault::new(place.folder(), World::system());
        match (vault.file(), vault.ids().as_deref()) {
            (_, Ok([])) => {}
            (Some(file), _) => println!("不在备份中，须另行保管：主密钥 {}", file.display()),
            (None, _) => println!("不在备份中，须另行保管：环境变量 {VARIABLE} 里的主密钥"),
        }
        let tls = place.folder().join("tls");
        if tls.exists() {
            println!("不在备份中，须另行保管：自制的 CA {}", tls.display());
        }
        Ok(())
    }
}
