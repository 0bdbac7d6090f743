//! `tongguan process check`: reads a definition, checks it as a whole, and runs the cases that it carries.
//!
//! Every finding on a line of its own on stdout: line and column, the path, the code, what it says in both languages. 1 when there is one.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use tongguan_core::process::{self, Places, Process};

/// 检查流程定义，并运行其自带用例；有问题时退出码为 1
#[derive(Args)]
pub(super) struct Check {
    /// 流程定义文件（YAML）
    file: PathBuf,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
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
        Ok(ExitCode::SUCCESS)
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
