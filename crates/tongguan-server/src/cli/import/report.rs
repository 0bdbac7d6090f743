//! What an import prints, and the file that it leaves.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use tongguan_core::import::{Field, Mapping};
use tongguan_doc::sheet::Format;

use tongguan_service::i18n::Lang;
use tongguan_service::import::book::{Book, Sheet};
use tongguan_service::import::result;
use tongguan_service::import::table::Outcome;
use tongguan_service::import::words::{self, Reasons};

/// Rows between two words of progress.
const STEP: usize = 1_000;
/// The verdicts in the order in which they are counted.
const VERDICTS: [&str; 5] = ["new", "update", "unchanged", "duplicate", "error"];

/// What the file is, and how its columns are understood.
pub(super) fn of_file(book: &Book, sheet: &Sheet, mapping: &Mapping, fields: &[Field]) {
    let format = match (book.format, &book.encoding) {
        (Some(Format::Csv), Some(encoding)) => format!("CSV（{encoding}）"),
        _ => "XLSX".to_owned(),
    };
    let name = if sheet.name.is_empty() { String::new() } else { format!("；工作表：{}", sheet.name) };
    println!("文件：{format}{name}");
    for (heading, field) in &mapping.columns {
        println!("  {heading} → {}", words::name(Lang::Zh, field, fields));
    }
    for (field, value) in &mapping.fixed {
        println!("  {} = {value}", words::name(Lang::Zh, field, fields));
    }
}

/// Says how far it is, on the error output.
pub(super) fn progress(all: usize) -> impl FnMut(usize) + Send {
    let mut said = 0;
    move |done| {
        if done >= said + STEP {
            said = done - done % STEP;
            eprintln!("{said} / {all}");
        }
    }
}

/// The counts, and the rows that need a look in a file beside the one that was given.
pub(super) fn of_rows(
    file: &Path,
    at: (&Sheet, usize),
    outcomes: &[Outcome],
    (reasons, dry_run): (Reasons<'_>, bool),
) -> anyhow::Result<ExitCode> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in outcomes {
        *counts.entry(outcome.verdict.key()).or_default() += 1;
    }
    let count = |verdict: &&str| {
        let word = words::word(Lang::Zh, verdict).unwrap_or(verdict);
        format!("{word} {}", counts.get(*verdict).copied().unwrap_or(0))
    };
    let said: Vec<String> = VERDICTS.iter().map(count).collect();
    let what = if dry_run { "检查（未改动数据）" } else { "导入" };
    println!("{what}：{}", said.join("，"));
    if !outcomes.iter().any(|outcome| outcome.verdict.needs_a_look()) {
        return Ok(ExitCode::SUCCESS);
    }
    let path = beside(file);
    let out = std::fs::File::create(&path).context("结果文件无法写入")?;
    let mut out = BufWriter::new(out);
    result::write(&mut out, at, outcomes, reasons)?;
    out.flush()?;
    println!("需要处理的行及原因：{}", path.display());
    Ok(ExitCode::FAILURE)
}

/// `customers.xlsx` → `customers.xlsx.errors.csv`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".errors.csv");
    PathBuf::from(name)
}
