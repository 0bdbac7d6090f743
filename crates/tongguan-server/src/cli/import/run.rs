//! An import, a trial or an undoing from the command line: the same record and the same job as on the page.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use sha2::{Digest as _, Sha256};
use tokio::sync::watch;
use tongguan_core::digest::Digest;
use tongguan_core::facts::{Actor, Context as Circumstances, Hand as By};
use tongguan_core::id::{CommandId, PersonId};
use tongguan_core::import::{Kind, Mapping};
use tongguan_core::process::Process;
use tongguan_core::reference::import::{Command, State};
use tongguan_store::Database;
use tongguan_store::file::{self, File, content::ContentStore};
use tongguan_store::import::Phase;
use tongguan_store::{StoreError, import as rows};
use uuid::Uuid;

use super::{House, Import, house};
use tongguan_service::i18n::Lang;
use tongguan_service::import::job::Importer;
use tongguan_service::import::table::{Line, Outcome};
use tongguan_service::import::work;
use tongguan_service::run::{Answer, Attempt, Executor, Processes, RunError, Target, Via};
use tongguan_service::world::World;

/// What the command line works with.
pub(super) struct Hand<'h> {
    pub db: Database,
    pub files: ContentStore,
    pub world: World,
    pub house: &'h House,
}

/// Rows that are tried over one state.
const TRIED_AT_ONCE: usize = 100;
/// The pause between two looks at an import that another process works on.
const PAUSE: Duration = Duration::from_secs(1);

impl Hand<'_> {
    fn importer(&self) -> Importer {
        let executor = Executor::new(self.db.clone(), "import", Processes::new(Process::standard()));
        let (db, files, world) = (self.db.clone(), self.files.clone(), self.world.clone());
        Importer { db, executor, files, reader: Default::default(), world }
    }

    /// What would become of the rows.
    pub(super) async fn tried(
        &self,
        login: &str,
        kind: Kind,
        lines: Vec<Line>,
    ) -> anyhow::Result<Vec<Outcome>> {
        let actor = self.house.person(login)?.id;
        let Importer { executor, world, .. } = self.importer();
        let import = work::Import { executor, world, tenant: self.house.tenant, actor, kind };
        let mut progress = super::report::progress(lines.len());
        let mut outcomes = Vec::with_capacity(lines.len());
        for some in lines.chunks(TRIED_AT_ONCE) {
            let (import, some): (_, Arc<[Line]>) = (import.clone(), some.into());
            let tried: Result<Vec<Outcome>, RunError> = self
                .db
                .read(move |tx| {
                    let (import, some) = (import.clone(), some.clone());
                    Box::pin(async move { import.try_lines(tx, &some).await })
                })
                .await;
            outcomes.extend(tried?);
            progress(outcomes.len());
        }
        Ok(outcomes)
    }

    /// Keeps the file, begins an import of it, and does it to its end.
    pub(super) async fn done(
        &self,
        login: &str,
        (path, bytes): (&Path, Vec<u8>),
        mapping: &Mapping,
    ) -> anyhow::Result<Vec<Outcome>> {
        let actor = self.house.person(login)?.id;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let begin = Command::BeginImport {
            kind: mapping.kind,
            file_name: name,
            sha256: Digest(Sha256::digest(&bytes).into()),
            size_bytes: bytes.len() as u64,
            mapping: Some(mapping.clone()),
        };
        self.keep(actor, bytes).await?;
        let import = self.give(actor, None, begin, Via::Import).await?;
        self.give(actor, Some(import), Command::RunImport {}, Via::Import).await?;
        let state = self.finish(import).await?;
        if state != State::Done {
            bail!("导入没有完成（{}）", state.key());
        }
        println!("导入编号：{import}（可用 --undo 整批撤销）");
        Ok(self.importer().outcomes(self.house.tenant, (import, Phase::Run)).await?)
    }

    async fn keep(&self, actor: PersonId, bytes: Vec<u8>) -> anyhow::Result<()> {
        let (tenant, now) = (self.house.tenant.0, self.world.now());
        let size_bytes = i64::try_from(bytes.len()).context("文件太大")?;
        let sha256 = self.files.put(tenant, bytes).await?;
        let media_type = "application/octet-stream".to_owned();
        let row = File { sha256, size_bytes, media_type, created_by: Some(actor.0), created_at: now };
        let kept: Result<bool, StoreError> = self
            .db
            .write(move |tx| {
                let row = row.clone();
                Box::pin(async move { file::record(tx, tenant, &row).await })
            })
            .await;
        kept?;
        Ok(())
    }

    async fn give(
        &self,
        actor: PersonId,
        id: Option<Uuid>,
        command: Command,
        via: Via,
    ) -> anyhow::Result<Uuid> {
        let (now, seed) = (self.world.now(), self.world.random());
        let attempt = Attempt {
            tenant: self.house.tenant,
            id: CommandId(self.world.id()),
            via,
            target: Target::Reference { id, command: command.into() },
            expected: None,
            key: None,
            context: Circumstances { now, actor: Actor::Person(actor), seed, hand: By::System },
        };
        match self.importer().executor.run(attempt).await {
            Ok(Answer::Accepted { id, .. }) => Ok(id),
            Ok(Answer::Refused { code, params }) => {
                let ruled = tongguan_service::i18n::ruled::Ruled::new(
                    code,
                    params,
                    &Process::standard(),
                    &self.house.names,
                );
                bail!("{}", ruled.sentence(Lang::Zh))
            }
            Err(RunError::NotFound) => bail!("没有这次导入"),
            Err(error) => Err(error.into()),
        }
    }

    /// Works on the import until it stands; with PostgreSQL a server may be doing it already.
    async fn finish(&self, import: Uuid) -> anyhow::Result<State> {
        let (importer, tenant) = (self.importer(), self.house.tenant);
        let (_stop, stopping) = watch::channel(false);
        loop {
            importer.work(tenant, import, stopping.clone()).await?;
            let job = importer.job(tenant, import).await?.context("没有这次导入")?;
            if !job.state.is_at_work() {
                return Ok(job.state);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Takes an import back, or says what was built upon it.
pub(super) async fn undo(asked: &Import, import: Uuid) -> anyhow::Result<ExitCode> {
    let place = asked.at.place()?;
    let world = World::system();
    let db = place.open(&world).await?;
    let house = house(&db).await?;
    let hand = Hand { db: db.clone(), files: place.files(), world, house: &house };
    let ended = hand.undo(asked, import).await;
    db.close().await;
    ended
}

impl Hand<'_> {
    async fn undo(&self, asked: &Import, import: Uuid) -> anyhow::Result<ExitCode> {
        let actor = self.house.person(asked.who()?)?.id;
        let command = Command::UndoImport { reason: asked.reason.clone().unwrap_or_default() };
        self.give(actor, Some(import), command, Via::Undo).await?;
        self.finish(import).await?;
        let (importer, tenant) = (self.importer(), self.house.tenant);
        let job = importer.job(tenant, import).await?.context("没有这次导入")?;
        match (job.state, job.built_upon) {
            (State::Undone, 0) => {
                println!("已整批撤销。");
                return Ok(ExitCode::SUCCESS);
            }
            (State::Undone, left) => println!("已撤销；期间有 {left} 项被人改动，保留未动。"),
            (_, count) => {
                println!("没有撤销：导入之后有 {count} 处已经有人接着做了。");
                self.name_built_upon(import).await?;
            }
        }
        Ok(ExitCode::FAILURE)
    }

    async fn name_built_upon(&self, import: Uuid) -> anyhow::Result<()> {
        let (tenant, place) = (self.house.tenant, (import, Phase::Undo));
        let data: Result<_, StoreError> =
            self.db.read(move |tx| Box::pin(rows::part_data(tx, tenant, place, 1))).await;
        let named: Vec<tongguan_core::import::undo::BuiltUpon> =
            serde_json::from_str(&data?.unwrap_or_else(|| "[]".to_owned()))?;
        for one in named.iter().take(50) {
            let who = one.by.and_then(|by| self.house.names.get(&by.0).cloned()).unwrap_or_default();
            println!("  第 {} 行：{} {} {who}", one.row, one.kind, one.id);
        }
        Ok(())
    }
}
