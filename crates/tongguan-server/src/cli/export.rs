//! `tongguan export`: everything that happened, one JSON object a line, for archives and for other programs.
//!
//! Events, changes of reference data and the journal, in the order of their chains and with their hashes, so that a reader can
//! check them without the server. Made beside a running server; never changes anything.

mod line;

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use jiff::civil::Date;
use tongguan_store::{Database, StoreError, command_log, event_log, reference_log, tenant};
use uuid::Uuid;

use super::at::At;

/// 导出全部事件与操作日志（每行一个 JSON）
#[derive(Args)]
pub(super) struct Export {
    #[command(flatten)]
    at: At,
    /// 输出文件；缺省为标准输出
    #[arg(long)]
    to: Option<PathBuf>,
}

/// Entries per read.
const PAGE: u32 = 500;

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let database = self.at.place()?.look().await?;
        let out: Box<dyn Write> = match &self.to {
            Some(file) => Box::new(std::fs::File::create_new(file).context("输出文件无法新建")?),
            None => Box::new(std::io::stdout()),
        };
        let mut out = BufWriter::new(out);
        let companies: Result<_, StoreError> = database.read(|tx| Box::pin(tenant::all(tx))).await;
        for company in companies? {
            deals(&database, company.id, &mut out).await?;
            reference(&database, company.id, &mut out).await?;
            journal(&database, company.id, &mut out).await?;
        }
        out.flush().context("输出中断")?;
        database.close().await;
        Ok(())
    }
}

async fn deals(db: &Database, tenant: Uuid, out: &mut impl Write) -> anyhow::Result<()> {
    let mut after = Uuid::nil();
    loop {
        let page: Result<_, StoreError> =
            db.read(move |tx| Box::pin(event_log::deals(tx, tenant, after, PAGE))).await;
        let page = page?;
        for deal in &page {
            let deal = *deal;
            let events: Result<_, StoreError> =
                db.read(move |tx| Box::pin(event_log::load(tx, tenant, deal, 0))).await;
            for event in events? {
                writeln!(out, "{}", line::event(tenant, deal, &event)?)?;
            }
        }
        let Some(last) = page.last() else { return Ok(()) };
        after = *last;
    }
}

async fn reference(db: &Database, tenant: Uuid, out: &mut impl Write) -> anyhow::Result<()> {
    let mut after = String::new();
    loop {
        let from = after.clone();
        let page = db.read(move |tx| {
            let from = from.clone();
            Box::pin(async move { reference_log::streams(tx, tenant, &from, PAGE).await })
        });
        let page: Result<Vec<String>, StoreError> = page.await;
        let page = page?;
        for stream in &page {
            changes(db, tenant, stream, out).await?;
        }
        let Some(last) = page.last() else { return Ok(()) };
        after.clone_from(last);
    }
}

async fn changes(db: &Database, tenant: Uuid, stream: &str, out: &mut impl Write) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let name = stream.to_owned();
        let page = db.read(move |tx| {
            let name = name.clone();
            Box::pin(async move { reference_log::load(tx, tenant, &name, after, PAGE).await })
        });
        let page: Result<Vec<_>, StoreError> = page.await;
        let page = page?;
        for change in &page {
            writeln!(out, "{}", line::change(tenant, stream, change)?)?;
        }
        let Some(last) = page.last() else { return Ok(()) };
        after = last.seq;
    }
}

async fn journal(db: &Database, tenant: Uuid, out: &mut impl Write) -> anyhow::Result<()> {
    let (first, last) = (Date::constant(2000, 1, 1), Date::constant(9999, 12, 31));
    let chains: Result<_, StoreError> =
        db.read(move |tx| Box::pin(command_log::chains(tx, tenant, first, last))).await;
    for (day, writer) in chains? {
        let mut after = 0;
        loop {
            let name = writer.clone();
            let page = db.read(move |tx| {
                let name = name.clone();
                Box::pin(async move { command_log::load(tx, tenant, (day, &name), after, PAGE).await })
            });
            let page: Result<Vec<_>, StoreError> = page.await;
            let page = page?;
            for entry in &page {
                writeln!(out, "{}", line::entry(tenant, day, &writer, entry))?;
            }
            let Some(last) = page.last() else { break };
            after = last.seq;
        }
    }
    Ok(())
}
