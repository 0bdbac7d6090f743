//! A check-up: every chain is walked, every table of lists compared with its events, every attached file read, every statement
//! understood by the database.
//!
//! Promises: it goes on after a finding and tells them all; it changes nothing. Must never judge the business.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use tongguan_core::id::{DealId, TenantId};
use tongguan_core::process::Process;
use tongguan_store::chain::Verdict;
use tongguan_store::file::content::ContentStore;
use tongguan_store::rebuild::{self, Difference, Processes};
use tongguan_store::{
    Database, StoreError, command_log, event_log, file, outbox, prepare_all, reference_log, security_log,
    tenant,
};
use uuid::Uuid;

/// What a check-up found.
#[derive(Debug, Default)]
pub struct Checkup {
    /// What was looked at, and how many.
    pub counted: Vec<(&'static str, u64)>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A chain does not hold from this entry on: it was edited, removed or moved.
    BrokenChain {
        /// Which chain.
        chain: String,
        /// The first entry that does not follow.
        seq: i64,
    },
    /// An attached file is missing or has other content than its name says.
    BadFile {
        /// SHA-256 in hexadecimal.
        sha256: String,
    },
    /// A table of lists says otherwise than the events it is made from.
    Differs {
        /// The table.
        table: String,
        /// The deal; absent for sums over all.
        deal: Option<DealId>,
    },
    /// Seeds of second factors do not open: their key is gone, or they were changed.
    SeedsLost {
        /// The key that they are sealed under.
        key: String,
        /// How many people they belong to.
        people: u64,
    },
    /// The master keys cannot be read.
    Keys {
        /// Why.
        reason: String,
    },
    /// The database does not understand a statement of this release.
    Statement {
        /// The module and the database's words.
        reason: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::BrokenChain { chain, seq } => write!(f, "{chain} 的哈希链自第 {seq} 条起不连续"),
            Finding::BadFile { sha256 } => write!(f, "附件缺失或已损坏：{sha256}"),
            Finding::Differs { table, deal: Some(deal) } => {
                write!(f, "{table} 与商机 {deal} 的事件不一致，可用 tongguan doctor --rebuild 重建")
            }
            Finding::Differs { table, deal: None } => {
                write!(f, "{table} 与事件不一致，可用 tongguan doctor --rebuild 重建")
            }
            Finding::SeedsLost { key, people } => write!(
                f,
                "{people} 人的两步验证用主密钥 {key} 打不开：由另存的主密钥恢复，或由安全管理员逐个取消"
            ),
            Finding::Keys { reason } => write!(f, "{reason}"),
            Finding::Statement { reason } => write!(f, "数据库不接受语句：{reason}"),
        }
    }
}

/// The process definitions that deals may be pinned to.
pub fn processes() -> Processes {
    Arc::new(|version| Some(Process::standard()).filter(|process| process.version == version))
}

/// Entries per read.
const PAGE: u32 = 500;

/// Examines everything.
pub async fn examine(
    db: &Database,
    files: &ContentStore,
    processes: &Processes,
) -> Result<Checkup, StoreError> {
    let mut checkup = Checkup::default();
    if let Err(StoreError::Database { reason, .. }) = prepare_all(db).await {
        checkup.findings.push(Finding::Statement { reason });
    }
    let companies: Result<Vec<_>, StoreError> = db.read(|tx| Box::pin(tenant::all(tx))).await;
    for company in companies? {
        let deals = deals(db, company.id, &mut checkup).await?;
        // Tables made from a broken stream say nothing.
        if checkup.findings.is_empty() {
            let differences = rebuild::compare(db, TenantId(company.id), processes).await?;
            let differs = |one: Difference| Finding::Differs { table: one.table.to_owned(), deal: one.deal };
            checkup.findings.extend(differences.into_iter().map(differs));
        }
        let streams = reference(db, company.id, &mut checkup).await?;
        let days = journal(db, company.id, &mut checkup).await?;
        let guarded = guarded(db, company.id, &mut checkup).await?;
        let attached = attached(db, files, company.id, &mut checkup).await?;
        let tenant = TenantId(company.id);
        let dead: Result<i64, StoreError> = db.read(move |tx| Box::pin(outbox::count_dead(tx, tenant))).await;
        let dead = u64::try_from(dead?).unwrap_or(0);
        checkup.counted.extend([
            ("商机事件链", deals),
            ("基础资料变更链", streams),
            ("操作日志链", days),
            ("安全日志链", guarded),
            ("附件", attached),
            ("放弃投递的通知", dead),
        ]);
    }
    Ok(checkup)
}

impl Checkup {
    fn take(&mut self, chain: impl FnOnce() -> String, verdict: Verdict) {
        if let Verdict::Broken { seq } = verdict {
            self.findings.push(Finding::BrokenChain { chain: chain(), seq });
        }
    }
}

async fn deals(db: &Database, tenant: Uuid, checkup: &mut Checkup) -> Result<u64, StoreError> {
    let (mut after, mut count) = (Uuid::nil(), 0);
    loop {
        let page: Result<Vec<Uuid>, StoreError> =
            db.read(move |tx| Box::pin(event_log::deals(tx, tenant, after, PAGE))).await;
        let page = page?;
        for deal in &page {
            let deal = *deal;
            let verdict: Result<_, StoreError> =
                db.read(move |tx| Box::pin(event_log::verify(tx, tenant, deal))).await;
            checkup.take(|| format!("商机 {deal}"), verdict?);
            count += 1;
        }
        let Some(last) = page.last() else { return Ok(count) };
        after = *last;
    }
}

async fn reference(db: &Database, tenant: Uuid, checkup: &mut Checkup) -> Result<u64, StoreError> {
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let from = after.clone();
        let page = db.read(move |tx| {
            let from = from.clone();
            Box::pin(async move { reference_log::streams(tx, tenant, &from, PAGE).await })
        });
        let page: Result<Vec<String>, StoreError> = page.await;
        let page = page?;
        for stream in &page {
            let name = stream.clone();
            let verdict = db.read(move |tx| {
                let name = name.clone();
                Box::pin(async move { reference_log::verify(tx, tenant, &name).await })
            });
            let verdict: Result<_, StoreError> = verdict.await;
            checkup.take(|| format!("基础资料 {stream}"), verdict?);
            count += 1;
        }
        let Some(last) = page.last() else { return Ok(count) };
        after.clone_from(last);
    }
}

async fn journal(db: &Database, tenant: Uuid, checkup: &mut Checkup) -> Result<u64, StoreError> {
    let (first, last) = (Date::constant(2000, 1, 1), Date::constant(9999, 12, 31));
    let chains: Result<Vec<(Date, String)>, StoreError> =
        db.read(move |tx| Box::pin(command_log::chains(tx, tenant, first, last))).await;
    let chains = chains?;
    for (day, writer) in &chains {
        let (day, name) = (*day, writer.clone());
        let verdict = db.read(move |tx| {
            let name = name.clone();
            Box::pin(async move { command_log::verify(tx, tenant, day, &name).await })
        });
        let verdict: Result<_, StoreError> = verdict.await;
        checkup.take(|| format!("操作日志 {day} {writer}"), verdict?);
    }
    Ok(chains.len() as u64)
}

async fn guarded(db: &Database, tenant: Uuid, checkup: &mut Checkup) -> Result<u64, StoreError> {
    let chains: Result<Vec<(Date, String)>, StoreError> =
        db.read(move |tx| Box::pin(security_log::chains(tx, tenant, Date::constant(2000, 1, 1)))).await;
    let chains = chains?;
    for (day, writer) in &chains {
        let (day, name) = (*day, writer.clone());
        let verdict = db.read(move |tx| {
            let name = name.clone();
            Box::pin(async move { security_log::verify(tx, tenant, day, &name).await })
        });
        let verdict: Result<_, StoreError> = verdict.await;
        checkup.take(|| format!("安全日志 {day} {writer}"), verdict?);
    }
    Ok(chains.len() as u64)
}

async fn attached(
    db: &Database,
    files: &ContentStore,
    tenant: Uuid,
    checkup: &mut Checkup,
) -> Result<u64, StoreError> {
    let (mut after, mut count) = ([0; 32], 0);
    loop {
        let page = db.read(move |tx| Box::pin(async move { file::page(tx, tenant, &after, PAGE).await }));
        let page: Result<Vec<file::File>, StoreError> = page.await;
        let page = page?;
        for file in &page {
            match files.get(tenant, file.sha256).await {
                Ok(_) => {}
                Err(StoreError::NotFound { .. } | StoreError::Corrupt { .. }) => {
                    checkup.findings.push(Finding::BadFile { sha256: hex::encode(file.sha256) });
                }
                Err(error) => return Err(error),
            }
            count += 1;
        }
        let Some(last) = page.last() else { return Ok(count) };
        after = last.sha256;
    }
}
