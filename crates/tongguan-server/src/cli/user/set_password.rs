//! `tongguan user set-password`: a first password for somebody who has none, such as after a company was taken in without passwords.
//!
//! The person chooses another one at the next sign-in. The password comes on standard input, never as an argument.

use std::io::BufRead;

use anyhow::{Context, ensure};
use clap::Args;
use serde_json::json;
use tongguan_core::id::TenantId;
use tongguan_core::security::Kind;
use tongguan_store::auth::Credential;
use tongguan_store::{StoreError, reference};

use crate::auth::policy::Preset;
use crate::auth::{policy, session};
use crate::cli::at::At;
use tongguan_service::installation::company;
use tongguan_service::password::Passwords;
use tongguan_service::trace::Trace;
use tongguan_service::world::World;

/// 给在职用户设一个初始密码，下次登录时须改；密码由标准输入读取，用 SQLite 时服务须未启动
#[derive(Args)]
pub(crate) struct SetPassword {
    #[command(flatten)]
    at: At,
    /// 登录名
    #[arg(long)]
    login: String,
}

impl SetPassword {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let mut password = String::new();
        std::io::stdin().lock().read_line(&mut password).context("密码无法读取")?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        let (place, world) = (self.at.place()?, World::system());
        let db = place.open(&world).await?;
        let tenant = TenantId(company(&db).await?.context("公司尚未初始化")?.id);
        let settings: Result<_, StoreError> =
            db.read(move |tx| Box::pin(async move { reference::settings(tx, tenant).await })).await;
        let preset = Preset::of(&settings?);
        ensure!(policy::check(&password, &self.login, &preset).is_ok(), "密码不合密码规则，或含登录名");
        let password_hash = Passwords::new(world.clone()).hash(&password).await;
        let credential = Credential { password_hash, changed_at: world.now(), must_change: true };
        let line = Trace::default().line(&world, Kind::PasswordSet).detail(json!({"via": "command_line"}));
        let (login, node) = (self.login.clone(), world.id().to_string());
        let set: Result<bool, StoreError> = db
            .write(move |tx| {
                let (credential, login) = (credential.clone(), login.clone());
                let (line, node) = (line.clone(), node.clone());
                Box::pin(async move {
                    let found = reference::sign_in_name(tx, tenant, &login).await?;
                    let Some(person) = found.filter(|person| person.active) else { return Ok(false) };
                    let line = line.about(person.id);
                    let set = (&credential, preset.kept.max(1));
                    session::set_password(tx, (tenant, person.id), set, (&node, &line)).await?;
                    Ok(true)
                })
            })
            .await;
        db.close().await;
        ensure!(set?, "没有登录名为 {} 的在职用户", self.login);
        println!("已设置，下次登录时须改");
        Ok(())
    }
}
