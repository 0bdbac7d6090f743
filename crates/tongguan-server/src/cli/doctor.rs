//! `tongguan doctor`: is what is stored what was written? It looks on beside a running server and changes
//! nothing, unless it is asked to make the tables of lists again.

use std::process::ExitCode;

use clap::Args;
use tongguan_core::id::TenantId;
use tongguan_store::rebuild::{self, Processes};

use super::at::At;
use super::way_in::WayIn;
use crate::tls::standing::{self, Standing};
use tongguan_service::installation::checkup::{self, Checkup};
use tongguan_service::installation::{Place, company, keys};
use tongguan_service::vault::Vault;
use tongguan_service::world::World;

/// 体检：核对哈希链、列表数据、附件、数据库与 TLS 证书；有问题时退出码为 1
#[derive(Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    at: At,
    /// 先由事件重建列表数据；须先停止服务
    #[arg(long)]
    rebuild: bool,
    #[command(flatten)]
    way_in: WayIn,
}

impl Doctor {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut config = self.at.config()?;
        self.way_in.put_into(&mut config);
        let config = config.checked()?;
        let (place, processes) = (config.place()?, checkup::processes());
        if self.rebuild {
            rebuild_tables(&place, &processes).await?;
        }
        let database = place.look().await?;
        let Checkup { mut counted, mut findings } =
            checkup::examine(&database, &place.files(), &processes).await?;
        let vault = Vault::new(place.folder(), World::system());
        let (seeds, lost) = keys::examine(&database, &vault).await?;
        database.close().await;
        counted.push(("两步验证", seeds));
        findings.extend(lost);
        for (what, count) in counted {
            println!("{what}：{count}");
        }
        for finding in &findings {
            println!("问题：{finding}");
        }
        let certificate = standing::examine(&config, World::system().now());
        let is_fit = certificate.as_ref().is_none_or(tell);
        match findings.is_empty() && is_fit {
            true => {
                println!("一切正常");
                Ok(ExitCode::SUCCESS)
            }
            false => Ok(ExitCode::FAILURE),
        }
    }
}

/// Says how it stands with the certificate. Whether browsers take it.
fn tell(standing: &Standing) -> bool {
    let whose = if standing.is_given { "" } else { "（自制）" };
    if let Some(end) = standing.ends_at {
        println!("TLS 证书{whose}到期：{end}");
    }
    if let Some((file, fingerprint)) = &standing.authority {
        println!("自制的 CA：{} SHA-256 {fingerprint}", file.display());
    }
    for finding in &standing.findings {
        println!("{}：{finding}", if finding.is_fault() { "问题" } else { "提醒" });
    }
    !standing.findings.iter().any(standing::Finding::is_fault)
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
