//! `tongguan process check`: reads a definition, checks it as a whole, and runs the cases that it carries.
//!
//! Every finding on a line of its own on stdout: line and column, the path, the code, what it says in both languages. 1 when there is one.
//! Then whether one person alone takes a deal from lead to contract, and with an installation, whose deals nobody could decide on.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use tongguan_core::id::TenantId;
use tongguan_core::process::{self, Places, Process};
use tongguan_store::StoreError;

use crate::cli::at::At;
use tongguan_service::directory::Directory;
use tongguan_service::installation::{Place, company};

/// 检查流程定义，并运行其自带用例；有问题时退出码为 1
#[derive(Args)]
pub(super) struct Check {
    /// 流程定义文件（YAML）
    file: PathBuf,
    /// 给出安装时，同时对照其中的组织：谁的商机会因为没有别人可审批而停住
    #[command(flatten)]
    at: At,
}

impl Check {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let file = self.file.display();
        let bytes = std::fs::read(&self.file).with_context(|| format!("流程定义无法读取：{file}"))?;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let (line, column) = end_of(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
                println!("{file}:{line}:{column}: not_utf_8: 文件不是 UTF-8 编码 (the file is not UTF-8)");
                return Ok(ExitCode::FAILURE);
            }
        };
        let process = match Process::parse(&text) {
            Ok(process) => process,
            Err(error) => {
                let (line, column) = error.at.unwrap_or((1, 1));
                println!("{file}:{line}:{column}: unreadable: 定义无法读取 ({})", reason(&error.message));
                return Ok(ExitCode::FAILURE);
            }
        };
        let (findings, places) = (process::check(&process), Places::read(&text)?);
        for finding in &findings {
            let (code, path, message) = (finding.code, &finding.path, &finding.message);
            let (line, column) = places.of(path);
            println!("{file}:{line}:{column}: {path}: {code}: {} ({})", message.zh, message.en);
        }
        if !findings.is_empty() {
            eprintln!("共 {} 处问题", findings.len());
            return Ok(ExitCode::FAILURE);
        }
        println!("{file}: {} v{}，{} 个用例全部通过", process.name.zh, process.version, process.cases.len());
        tell_whether_alone(&process);
        match self.at.config.is_some() || self.at.data.is_some() {
            true => tell_stops(&process, &self.at.place()?).await,
            false => Ok(ExitCode::SUCCESS),
        }
    }
}

/// Whether one person alone takes a deal from lead to contract: what takes somebody else, or that nothing does.
fn tell_whether_alone(process: &Process) {
    let hands = process::second_hands(process);
    if hands.is_empty() {
        println!("一个人可以独自把线索办到合同签订：路上没有须由他人决定的条件 (one person alone can)");
        return;
    }
    let people = process::people_needed(process);
    println!(
        "一个人不能独自把线索办到合同签订，至少需要 {people} 人 (nobody alone; at least {people} people)："
    );
    for hand in hands {
        println!("  {}.{}: {}", hand.gate, hand.condition, hand.roles.join(" → "));
    }
}

/// Whose deals would stop in the organisation of an installation; 1 when there are any.
async fn tell_stops(process: &Process, place: &Place) -> anyhow::Result<ExitCode> {
    let db = place.look().await?;
    let company = company(&db).await?.context("这个安装里还没有公司")?;
    let tenant = TenantId(company.id);
    let directory: Result<Directory, StoreError> =
        db.read(move |tx| Box::pin(Directory::load(tx, tenant))).await;
    let directory = directory?;
    db.close().await;
    let stops = process::stops(process, &directory.organization);
    let name = |id| directory.names.get(&id).cloned().unwrap_or_else(|| id.to_string());
    for stop in &stops {
        let (owner, department) = (name(stop.owner.0), name(stop.department.0));
        let (gate, condition, role) = (&stop.gate, &stop.condition, &stop.role);
        println!("停住：{owner}（{department}）的商机在 {gate}.{condition} 没有别人可以担任 {role}");
    }
    match stops.is_empty() {
        true => {
            println!("组织：每个销售代表的商机都有他人可以审批");
            Ok(ExitCode::SUCCESS)
        }
        false => Ok(ExitCode::FAILURE),
    }
}

/// What the parser says, without the place in front of it and the picture of the place below.
fn reason(message: &str) -> &str {
    let line = message.lines().next().unwrap_or_default();
    let placed = line.strip_prefix("error: line ").and_then(|rest| rest.split_once(": "));
    placed.map_or(line, |(_, reason)| reason)
}

/// Line and column behind a text, from 1.
fn end_of(text: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(text);
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}
