//! What an import costs: `cargo bench --package tongguan-service --bench import`.
//!
//! Leads are made up, read by the child, checked over the company and done through the executor, while somebody else gives commands;
//! the same somebody is timed alone first. `TONGGUAN_BENCH_ROWS` (100000) says how many rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use tokio::sync::watch;
use tongguan_core::digest::Digest;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, PersonId, TenantId};
use tongguan_core::import::{Kind, Mapping};
use tongguan_core::process::Process;
use tongguan_core::reference::import::Command;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::{self, account};
use tongguan_service::demo::{self, Order};
use tongguan_service::import::child;
use tongguan_service::import::job::Importer;
use tongguan_service::import::reader::Reader;
use tongguan_service::run::{Answer, Attempt, Executor, Processes, Target, Via};
use tongguan_service::world::World;
use tongguan_store::file::content::ContentStore;
use tongguan_store::{Database, StoreError, migrate, tenant};
use uuid::Uuid;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rows by default.
const ROWS: usize = 100_000;
/// Who imports.
const LOGIN: &str = "zhang.wei";
/// The pause of somebody between two commands.
const PAUSE: Duration = Duration::from_millis(20);

fn main() {
    // The reader's child is this program again.
    if std::env::args().nth(1).as_deref() == Some(child::SUBCOMMAND) {
        child::serve().expect("read");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(run());
}

async fn run() {
    let rows = std::env::var("TONGGUAN_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::open_sqlite(&folder.path().join("tongguan.db")).await.expect("opens");
    let world = World::system();
    migrate(&db, world.id(), || World::system().now()).await.expect("migrates");
    let house = House::new(&db, folder.path(), rows).await;
    let alone = house.clone().somebody(Arc::new(AtomicBool::new(false)), 200).await;

    let file = csv(rows);
    println!("| what | figure | goal |\n|---|---|---|");
    println!("| rows, file | {rows}, {:.1} MB | |", file.len() as f64 / 1e6);
    let begun = Instant::now();
    let book = house.importer.reader.read(file.clone()).await.expect("read");
    println!("| read by the child, at most 256 MB | {} | |", rate(rows, begun.elapsed()));
    drop(book);
    let id = house.begin(file).await;
    let check = house.timed(id, Command::CheckImport {}).await;
    println!("| check with duplicates | {} | ≥ 10,000 rows/s |", rate(rows, check));
    let stop = Arc::new(AtomicBool::new(false));
    let other = tokio::spawn(house.clone().somebody(stop.clone(), usize::MAX));
    let done = house.timed(id, Command::RunImport {}).await;
    stop.store(true, Ordering::Relaxed);
    let beside = other.await.expect("no panic");
    println!("| done through the executor | {} | ≥ 3,000 rows/s |", rate(rows, done));
    println!("| another's command alone, p50 / p99 | {} | |", times(&alone));
    println!("| the same during the import | {} | p99 below 2x |", times(&beside));
    house.tell(id).await;
    db.close().await;
}

fn rate(rows: usize, took: Duration) -> String {
    format!("{:.0} rows/s ({:.1} s)", rows as f64 / took.as_secs_f64(), took.as_secs_f64())
}

fn times(times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at =
        |share: f64| sorted.get(((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1)));
    let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1e3);
    format!("{:.2} / {:.2} ms of {}", ms(at(0.5)), ms(at(0.99)), sorted.len())
}

/// Names as a directory of companies has them: a town and a trade that many share, and a word of its own in between.
fn name(row: usize) -> String {
    const TOWNS: [&str; 12] =
        ["杭州", "宁波", "苏州", "无锡", "上海", "嘉兴", "合肥", "南京", "常州", "绍兴", "温州", "金华"];
    const TRADES: [&str; 12] =
        ["科技", "机电", "精密", "电子", "智能", "装备", "自动化", "新材料", "能源", "医疗", "包装", "环保"];
    let mut seed = row as u64 + 1;
    let mut draw = |of: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % of
    };
    let (town, trade) = (TOWNS[draw(TOWNS.len())], TRADES[draw(TRADES.len())]);
    // The common characters begin with 一; a thousand of them make words enough.
    let word: String = (0..4).filter_map(|_| char::from_u32(0x4E00 + 7 * draw(1_000) as u32)).collect();
    format!("{town}{word}{trade}有限公司")
}

/// Leads as a spreadsheet keeps them.
fn csv(rows: usize) -> Vec<u8> {
    let zone = Process::standard().time_zone();
    let today = zone.to_datetime(World::system().now()).date();
    let soon = today.saturating_add(jiff::Span::new().days(90));
    let form = demo_form();
    let mut heads: Vec<&str> = form.iter().map(|(key, _)| *key).collect();
    heads.extend(["account_name", "contact_phone", "obtained_at", "expected_purchase_date"]);
    let mut text = heads.join(",") + "\n";
    for row in 0..rows {
        for (_, value) in &form {
            text += value;
            text.push(',');
        }
        text += &format!("{},0571-{:08},{today},{soon}\n", name(row), 10_000_000 + row);
    }
    text.into_bytes()
}

/// What every row says alike.
fn demo_form() -> Vec<(&'static str, String)> {
    let form = scene::lead_form();
    let own = [
        "account_name",
        "contact_phone",
        "obtained_at",
        "expected_purchase_date",
        "uscc",
        "dup_justification",
    ];
    let cell = |value: &serde_json::Value| {
        value.as_str().map_or(value.to_string(), str::to_owned).replace(',', "，")
    };
    let keys: Vec<(&'static str, String)> = form
        .iter()
        .filter(|(key, value)| !own.contains(&key.as_str()) && !value.is_array() && !value.is_object())
        .map(|(key, value)| (&*Box::leak(key.clone().into_boxed_str()), cell(value)))
        .collect();
    keys
}

#[path = "../../../tongguan-core/tests/it/scene.rs"]
#[allow(dead_code, reason = "the scene serves more than the benchmark")]
mod scene;

/// The demo company, and what works in it.
#[derive(Clone)]
struct House {
    importer: Importer,
    tenant: TenantId,
    actor: PersonId,
}

impl House {
    async fn new(db: &Database, folder: &std::path::Path, rows: usize) -> Self {
        let world = World::system();
        // One person may hold as many leads as the file has.
        let mut process = (*Process::standard()).clone();
        process.settings.pool.holding_cap = u32::try_from(rows).unwrap_or(u32::MAX).saturating_add(10_000);
        let executor = Executor::new(db.clone(), "bench", Processes::new(process.into()));
        let files = ContentStore::new(folder.join("files"));
        let until = world.now() - SignedDuration::from_hours(1);
        let order = Order { seed: 1, deals: 4, until };
        demo::build(db, &files, &executor, world.clone(), order).await.expect("made");
        let all: Result<Vec<tenant::Tenant>, StoreError> = db.read(|tx| Box::pin(tenant::all(tx))).await;
        let tenant = TenantId(all.expect("read").first().expect("a company").id);
        let people: Result<Vec<Person>, StoreError> =
            db.read(move |tx| Box::pin(tongguan_service::directory::all::<Person>(tx, tenant))).await;
        let people = people.expect("read");
        let actor = people.iter().find(|person| person.login == LOGIN).expect("in the demo company").id;
        let reader = Reader::default();
        let importer = Importer { db: db.clone(), executor, files, reader, world };
        Self { importer, tenant, actor }
    }

    async fn give(&self, id: Option<Uuid>, command: impl Into<reference::Command>) -> Uuid {
        let world = &self.importer.world;
        let context = Context {
            now: world.now(),
            actor: Actor::Person(self.actor),
            seed: world.random(),
            hand: Hand::System,
        };
        let attempt = Attempt {
            tenant: self.tenant,
            id: CommandId(world.id()),
            via: Via::Api,
            target: Target::Reference { id, command: command.into() },
            expected: None,
            key: None,
            context,
        };
        match self.importer.executor.run(attempt).await.expect("the store works") {
            Answer::Accepted { id, .. } => id,
            refused => panic!("{refused:?}"),
        }
    }

    async fn begin(&self, file: Vec<u8>) -> Uuid {
        let size_bytes = file.len() as u64;
        let book = self.importer.reader.read(file.clone()).await.expect("read");
        let fields = Kind::Leads.fields(self.importer.executor.processes().current());
        let mapping: Mapping = book.guess(Kind::Leads, &fields, None).expect("a head");
        let sha256 = Digest(self.importer.files.put(self.tenant.0, file).await.expect("kept"));
        let file_name = "leads.csv".to_owned();
        let mapping = Some(mapping);
        self.give(None, Command::BeginImport { kind: Kind::Leads, file_name, sha256, size_bytes, mapping })
            .await
    }

    /// How long the job takes for a command.
    async fn timed(&self, id: Uuid, command: Command) -> Duration {
        self.give(Some(id), command).await;
        let (_stop, stopping) = watch::channel(false);
        let begun = Instant::now();
        self.importer.work(self.tenant, id, stopping).await.expect("worked");
        begun.elapsed()
    }

    /// Somebody who changes a customer of his again and again; how long each change takes.
    async fn somebody(self, stop: Arc<AtomicBool>, most: usize) -> Vec<Duration> {
        let create = account::Command::CreateAccount {
            name: format!("旁观者{}有限公司", self.importer.world.id().simple()),
            uscc: None,
            nature: None,
            size_class: None,
            industry: None,
            region: None,
            justification: Some("基准测试".to_owned()),
        };
        let account = self.give(None, create).await;
        let mut times = Vec::new();
        for turn in 0..most {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let industry = Some(format!("C{}", 10 + turn % 20));
            let change =
                account::Command::ClassifyAccount { nature: None, size_class: None, industry, region: None };
            let begun = Instant::now();
            self.give(Some(account), change).await;
            times.push(begun.elapsed());
            tokio::time::sleep(PAUSE).await;
        }
        times
    }

    /// What became of the rows, so that nobody takes refusals for speed.
    async fn tell(&self, id: Uuid) {
        let (tenant, place) = (self.tenant, (id, tongguan_store::import::Phase::Run));
        let outcomes = self.importer.outcomes(tenant, place).await.expect("kept");
        let tally = tongguan_service::import::tally::of(&outcomes);
        println!("| verdicts | {tally:?} | |");
    }
}
