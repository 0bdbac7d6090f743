//! `tongguan import`: a spreadsheet into the company, row by row through the same commands that people give, and back out again.
//!
//! A dry run looks at the database beside a running server; an import works on it, so with SQLite the server must be stopped. What needs
//! a look comes back beside the file. Giving the same file again changes nothing more.

mod report;
mod run;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use tongguan_core::id::TenantId;
use tongguan_core::import::{Field, Kind, Mapping, People};
use tongguan_core::process::Process;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::person::Person;
use tongguan_store::{Database, StoreError};
use uuid::Uuid;

use super::at::At;
use tongguan_service::directory::all;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::import::book::Book;
use tongguan_service::import::child::{self, ReadError};
use tongguan_service::import::remembered::{self, Understood};
use tongguan_service::import::{table, words};
use tongguan_service::installation::company;

/// 从 XLSX 或 CSV 导入用户、客户、产品、价格表、线索、日历或银行到账；用 --dry-run 先看每一行的结果，用 --undo 整批撤销
#[derive(Args)]
pub(super) struct Import {
    /// 导入什么
    #[arg(required_unless_present = "undo")]
    kind: Option<What>,
    /// 文件：XLSX，或 UTF-8、UTF-16、GBK 的 CSV
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    #[command(flatten)]
    at: At,
    /// 以谁的名义导入（登录名）；他办不了的，导入也办不了
    #[arg(long = "as", value_name = "登录名", required = true)]
    login: Option<String>,
    /// 只检查，不改动任何数据；服务运行时也可用
    #[arg(long)]
    dry_run: bool,
    /// 工作表名；缺省为第一张有表头的
    #[arg(long)]
    sheet: Option<String>,
    /// 列对应关系（JSON）；缺省按列名猜
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// 把所用的列对应关系写入文件，修改后可用 --mapping 再用
    #[arg(long)]
    save_mapping: Option<PathBuf>,
    /// 文件里没有的字段取固定值，可多次：--set source_channel=行业展会
    #[arg(long = "set", value_name = "字段=值")]
    fixed: Vec<String>,
    /// 文件里的联系人没有写明告知方式的，是怎样告知本人的：名片交换、展会登记表同意等
    #[arg(long, value_name = "方式")]
    notice: Option<String>,
    /// 没有写明告知日期的，是哪天告知的
    #[arg(long, value_name = "日期")]
    notified_on: Option<String>,
    /// 没有写明处理依据的，依据什么保存：本人同意、订立或履行合同所必需等；缺省按告知方式
    #[arg(long, value_name = "依据")]
    basis: Option<String>,
    /// 整批撤销一次导入；编号在导入结束时给出
    #[arg(long, value_name = "导入编号", conflicts_with_all = ["kind", "file", "dry_run"], requires = "reason")]
    undo: Option<Uuid>,
    /// 撤销的原因
    #[arg(long, requires = "undo")]
    reason: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// 用户与岗位
    Users,
    /// 客户与联系人
    Customers,
    /// 已有客户的联系人
    Contacts,
    /// 产品
    Products,
    /// 价格表（一份草稿）
    PriceBooks,
    /// 线索
    Leads,
    /// 放假与调休
    Calendars,
    /// 银行流水中的到账
    Receipts,
    /// 上线前已在进行的商机，须由有权的人签署
    Deals,
    /// 上线前已签合同的期初应收，须由有权的人签署
    Receivables,
}

impl From<What> for Kind {
    fn from(what: What) -> Kind {
        match what {
            What::Users => Kind::Users,
            What::Customers => Kind::Customers,
            What::Contacts => Kind::Contacts,
            What::Products => Kind::Products,
            What::PriceBooks => Kind::PriceBooks,
            What::Leads => Kind::Leads,
            What::Calendars => Kind::Calendars,
            What::Receipts => Kind::Receipts,
            What::Deals => Kind::Deals,
            What::Receivables => Kind::Receivables,
        }
    }
}

/// What is known of the company before the rows are read.
struct House {
    tenant: TenantId,
    people: Vec<Person>,
    names: Names,
}

impl House {
    fn person(&self, login: &str) -> anyhow::Result<&Person> {
        let found = self.people.iter().find(|person| person.login == login && person.active);
        found.with_context(|| format!("没有登录名为 {login} 的在职用户"))
    }
}

impl Import {
    /// In whose name: the parser asks for it wherever there is no subcommand.
    pub(super) fn who(&self) -> anyhow::Result<&str> {
        self.login.as_deref().context("没有写明以谁的名义导入（--as）")
    }
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(import) = self.undo {
            return run::undo(&self, import).await;
        }
        let (Some(kind), Some(path)) = (self.kind, &self.file) else {
            bail!("须写明导入什么和哪个文件")
        };
        let process = Process::standard();
        let fields = Kind::from(kind).fields(&process);
        let (book, file) = read(path).await?;
        let place = self.at.place()?;
        let world = tongguan_service::world::World::system();
        let db = if self.dry_run { place.look().await? } else { place.open(&world).await? };
        let house = house(&db).await?;
        let known =
            remembered::understood(&db, house.tenant, (kind.into(), &fields, self.sheet.as_deref()), &book);
        let mapping = self.mapping(kind.into(), known.await?, &fields)?;
        let named = mapping.sheet.as_deref().or(self.sheet.as_deref());
        let sheet = book.sheet(named).context("文件里没有这张工作表")?;
        report::of_file(&book, sheet, &mapping, &fields);
        if let Some(path) = &self.save_mapping {
            let text = serde_json::to_string_pretty(&mapping)?;
            std::fs::write(path, text + "\n").context("列对应关系无法写入")?;
        }
        let layout = table::lay(sheet, &mapping, &fields);
        let layout = layout.map_err(|fault| anyhow::anyhow!(words::sentence(Lang::Zh, &fault, &fields)))?;
        let hand = run::Hand { db: db.clone(), files: place.files(), world, house: &house };
        let ended = match self.dry_run {
            true => {
                let people = People::new(&house.people);
                hand.tried(self.who()?, mapping.kind, table::read(sheet, &layout, &mapping, &people)).await
            }
            false => hand.done(self.who()?, (path, file), &mapping).await,
        };
        db.close().await;
        let outcomes = ended.context("导入中断；改正后用同一文件再导入一次即可继续")?;
        let reasons =
            words::Reasons { lang: Lang::Zh, fields: &fields, process: &process, names: &house.names };
        report::of_rows(path, (sheet, layout.head), &outcomes, (reasons, self.dry_run))
    }

    fn mapping(&self, kind: Kind, known: Option<Understood>, fields: &[Field]) -> anyhow::Result<Mapping> {
        let mut mapping: Mapping = match &self.mapping {
            Some(path) => {
                let text = std::fs::read_to_string(path).context("列对应关系无法读取")?;
                serde_json::from_str(&text).context("列对应关系不是预期的 JSON")?
            }
            None => {
                let no_head = tongguan_core::import::MappingFault::NoHead;
                known.with_context(|| words::sentence(Lang::Zh, &no_head, fields))?.mapping
            }
        };
        ensure!(mapping.kind == kind, "列对应关系是为 {} 写的", mapping.kind.key());
        if self.sheet.is_some() {
            mapping.sheet.clone_from(&self.sheet);
        }
        for one in &self.fixed {
            let (field, value) = one.split_once('=').context("--set 须写作 字段=值")?;
            mapping.fixed.insert(field.trim().to_owned(), value.trim().to_owned());
        }
        let stated =
            [("pi_notice", &self.notice), ("pi_notified_on", &self.notified_on), ("pi_basis", &self.basis)];
        for (field, value) in stated {
            mapping.fixed.extend(value.as_ref().map(|value| (field.to_owned(), value.trim().to_owned())));
        }
        Ok(mapping)
    }
}

/// Reads the file in a child with limits.
async fn read(file: &Path) -> anyhow::Result<(Book, Vec<u8>)> {
    let bytes = std::fs::read(file).with_context(|| format!("文件无法读取：{}", file.display()))?;
    let book = child::read(None, bytes.clone()).await.map_err(|error| match error {
        ReadError::Refused(fault) => anyhow::anyhow!(words::sentence(Lang::Zh, &fault, &[])),
        ReadError::TooMuch => anyhow::anyhow!("读取这个文件需要的内存或时间超过限制，已放弃"),
        ReadError::Gone(error) => anyhow::anyhow!("读取进程无法启动或中断：{error}"),
    })?;
    Ok((book, bytes))
}

async fn house(db: &Database) -> anyhow::Result<House> {
    let tenant = TenantId(company(db).await?.context("公司尚未初始化")?.id);
    let found: Result<_, StoreError> = db
        .read(move |tx| {
            Box::pin(
                async move { Ok((all::<Person>(tx, tenant).await?, all::<Department>(tx, tenant).await?)) },
            )
        })
        .await;
    let (people, departments) = found?;
    let mut names = Names::new();
    names.extend(people.iter().map(|person| (person.id.0, person.name.clone())));
    names.extend(departments.into_iter().map(|one| (one.id.0, one.name)));
    Ok(House { tenant, people, names })
}
