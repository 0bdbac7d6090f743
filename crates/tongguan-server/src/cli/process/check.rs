//! `tongguan process check`: reads a definition, checks it as a whole, and runs the cases that it carries.
//!
//! Every finding on a line of its own on stdout: the place, the code, what it says in both languages. 1 when there is one.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use tongguan_core::process::{self, Process};

/// 检查流程定义，并运行其自带用例；有问题时退出码为 1
#[derive(Args)]
pub(super) struct Check {
    /// 流程定义文件（YAML）
    file: PathBuf,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let file = self.file.display();
        let text =
            std::fs::read_to_string(&self.file).with_context(|| format!("流程定义无法读取：{file}"))?;
        let process = match Process::parse(&text) {
            Ok(process) => process,
            Err(error) => {
                let (line, column) = error.at.unwrap_or((1, 1));
                println!("{file}:{line}:{column}: {}", first_line(&error.message));
                return Ok(ExitCode::FAILURE);
            }
        };
        let findings = process::check(&process);
        for finding in &findings {
            let (code, path, message) = (finding.code, &finding.path, &finding.message);
            println!("{file}: {path}: {code}: {} ({})", message.zh, message.en);
        }
        if !findings.is_empty() {
            eprintln!("共 {} 处问题", findings.len());
            return Ok(ExitCode::FAILURE);
        }
        println!("{file}: {} v{}，{} 个用例全部通过", process.name.zh, process.version, process.cases.len());
        Ok(ExitCode::SUCCESS)
    }
}

/// What the parser says; the snippet that it draws below says the place once more.
fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
