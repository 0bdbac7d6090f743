//! `tongguan export company` and `tongguan import company`: a whole company in one file, and back.
//!
//! Besides them the two commands do what they did: `export` all events as lines, `import` a spreadsheet.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::at::At;
use super::{export, import};
use tongguan_service::installation::archive;
use tongguan_service::world::World;

/// 导出全部事件与操作日志（每行一个 JSON），或用 company 导出整个公司
// The part that is flattened into it has the same name, and its group would have as well.
#[derive(Args)]
#[group(id = "export_anything")]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Export {
    #[command(subcommand)]
    whole: Option<ExportWhole>,
    #[command(flatten)]
    events: export::Export,
}

#[derive(Subcommand)]
enum ExportWhole {
    /// 整个公司导出为一个文件，可导入到新的安装（SQLite 或 PostgreSQL）；服务无需停止
    Company(ExportCompany),
}

#[derive(Args)]
struct ExportCompany {
    #[command(flatten)]
    at: At,
    /// 输出文件，必须尚不存在
    #[arg(long)]
    to: PathBuf,
    /// 包含密码散列，导入后各人可用原密码登录
    #[arg(long)]
    with_passwords: bool,
}

/// 导入表格，或用 company 导入整个公司
#[derive(Args)]
#[group(id = "import_anything")]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Import {
    #[command(subcommand)]
    whole: Option<ImportWhole>,
    #[command(flatten)]
    rows: import::Import,
}

#[derive(Subcommand)]
enum ImportWhole {
    /// 由 export company 的文件建立新的安装；目标必须是空的
    Company(ImportCompany),
}

#[derive(Args)]
struct ImportCompany {
    /// export company 得到的文件
    file: PathBuf,
    #[command(flatten)]
    at: At,
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self.whole {
            Some(ExportWhole::Company(company)) => company.run().await,
            None => self.events.run().await,
        }
    }
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self.whole {
            Some(ImportWhole::Company(company)) => company.run().await,
            None => self.rows.run().await,
        }
    }
}

impl ExportCompany {
    async fn run(self) -> anyhow::Result<()> {
        let place = self.at.place()?;
        let db = place.look().await?;
        let made = archive::make(&db, &place.files(), &self.to, self.with_passwords).await;
        db.close().await;
        let made = made?;
        println!("已导出：{}", self.to.display());
        println!("数据：{} 行；附件：{} 个", made.rows, made.files);
        if !self.with_passwords {
            println!("不含密码散列：导入后用 tongguan user set-password 设初始密码");
        }
        Ok(())
    }
}

impl ImportCompany {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let place = self.at.place()?;
        let loaded = archive::load(&self.file, &place, &World::system()).await?;
        println!("已导入到：{}", place.folder().display());
        println!("数据：{} 行；附件：{} 个", loaded.rows, loaded.files);
        for (what, count) in loaded.checkup.counted {
            println!("{what}：{count}");
        }
        for finding in &loaded.checkup.findings {
            println!("问题：{finding}");
        }
        if !loaded.credentials {
            println!("文件不含密码散列：用 tongguan user set-password 设初始密码");
        }
        match loaded.checkup.findings.is_empty() {
            true => {
                println!("一切正常");
                Ok(ExitCode::SUCCESS)
            }
            false => Ok(ExitCode::FAILURE),
        }
    }
}
