//! An installation: the folder and the database that the server and every subcommand work on.
//!
//! Promises: a database that was opened to work on is at the schema of this release; one that was opened to look at is never
//! changed, and may be in use. Must never hold a rule of the business.

pub mod archive;
pub mod backup;
pub mod checkup;
pub mod keys;

use std::path::{Path, PathBuf};

use anyhow::Context;
use tongguan_store::file::content::ContentStore;
use tongguan_store::sql::{Durability, SqliteOptions};
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{Database, StoreError, migrate};

use crate::world::World;

/// Where an installation keeps what it keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    data: PathBuf,
    postgres_url: Option<String>,
}

impl Place {
    /// The place in a folder, with the PostgreSQL whose address stands in a file, if one is named.
    pub fn with(data: impl Into<PathBuf>, postgres_url_file: Option<&Path>) -> anyhow::Result<Self> {
        let read = |file: &Path| {
            let text = std::fs::read_to_string(file).context("PostgreSQL 地址文件无法读取")?;
            anyhow::Ok(text.trim().to_owned())
        };
        Ok(Self { data: data.into(), postgres_url: postgres_url_file.map(read).transpose()? })
    }

    /// The place in a folder, with SQLite.
    pub fn in_folder(data: impl Into<PathBuf>) -> Self {
        Self { data: data.into(), postgres_url: None }
    }

    /// The SQLite file; none where PostgreSQL keeps the data.
    pub fn database_file(&self) -> Option<PathBuf> {
        self.postgres_url.is_none().then(|| self.data.join("tongguan.db"))
    }

    /// The attached files.
    pub fn files(&self) -> ContentStore {
        ContentStore::new(self.data.join("files"))
    }

    /// The folder of everything that is kept.
    pub fn folder(&self) -> &Path {
        &self.data
    }

    /// Opens the database to work on, and brings it to the schema of this release.
    pub async fn open(&self, world: &World) -> anyhow::Result<Database> {
        std::fs::create_dir_all(&self.data).context("数据目录无法创建")?;
        let opened = match (&self.postgres_url, self.database_file()) {
            (Some(url), _) => Database::open_postgres(url).await,
            (None, Some(file)) => Database::open_sqlite(&file).await,
            (None, None) => unreachable!("without PostgreSQL there is a file"),
        };
        let database = opened.context("数据库无法打开")?;
        let clock = world.clone();
        migrate(&database, world.id(), move || clock.now()).await.context("数据库结构无法升级")?;
        Ok(database)
    }

    /// Opens a database to make: nobody relies on what is in it before it is closed.
    pub async fn make(&self, world: &World) -> anyhow::Result<Database> {
        let Some(file) = self.database_file() else { return self.open(world).await };
        std::fs::create_dir_all(&self.data).context("数据目录无法创建")?;
        let options = SqliteOptions { durability: Durability::WhenClosed, ..SqliteOptions::default() };
        let database = Database::open_sqlite_with(&file, options).await.context("数据库无法打开")?;
        let clock = world.clone();
        migrate(&database, world.id(), move || clock.now()).await.context("数据库结构无法升级")?;
        Ok(database)
    }

    /// Opens the database to look at, beside whoever works on it. Its schema must be the one of this release.
    pub async fn look(&self) -> anyhow::Result<Database> {
        let opened = match (&self.postgres_url, self.database_file()) {
            (Some(url), _) => Database::open_postgres(url).await,
            (None, Some(file)) if file.exists() => Database::open_sqlite_beside(&file).await,
            _ => anyhow::bail!("数据目录中没有数据库：{}", self.data.display()),
        };
        let database = opened.context("数据库无法打开")?;
        let missing = migrate::missing(&database).await.context("数据库结构无法识别")?;
        anyhow::ensure!(missing == 0, "数据库结构较旧，需要先运行 tongguan migrate");
        Ok(database)
    }
}

/// The company of a single-company installation; none before it was set up.
pub async fn company(db: &Database) -> Result<Option<Tenant>, StoreError> {
    let all: Result<Vec<Tenant>, StoreError> = db.read(|tx| Box::pin(tenant::all(tx))).await;
    Ok(all?.into_iter().next())
}
