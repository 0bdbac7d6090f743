//! Every kind of file through the executor, on both engines: done, and the second time nothing.

mod kinds;
mod yields;

use std::sync::Arc;

use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::CommandId;
use tongguan_core::import::{Kind, Mapping, People};
use tongguan_core::process::Process;
use tongguan_core::reference::Command;
use tongguan_core::reference::person::Person;
use tongguan_doc::sheet::Row;
use tongguan_service::directory::all;
use tongguan_service::import::book::Sheet;
use tongguan_service::import::table::{self, Outcome};
use tongguan_service::import::work::Import;
use tongguan_service::run::{Answer, Attempt, Executor, RunError, Target, Via};
use tongguan_service::world::World;
use tongguan_store::reference::Stored;
use tongguan_store::{Database, StoreError};

use crate::company::scene::Who;
use crate::company::{TENANT, company};

/// The small company with files coming in.
struct Desk {
    db: Database,
    executor: Executor,
}

impl Desk {
    async fn new(db: &Database) -> Self {
        let (_, executor) = company(db).await;
        Self { db: db.clone(), executor }
    }

    async fn all<S: Stored>(&self) -> Vec<S> {
        let found: Result<Vec<S>, StoreError> =
            self.db.read(|tx| Box::pin(async move { all::<S>(tx, TENANT).await })).await;
        found.expect("listed")
    }

    /// Gives a command to reference data, and answers the code of a refusal.
    async fn give(
        &self,
        who: Who,
        id: Option<uuid::Uuid>,
        command: impl Into<Command>,
    ) -> Result<(), String> {
        let world = World::system();
        let attempt = Attempt {
            tenant: TENANT,
            id: CommandId(world.id()),
            via: Via::Api,
            target: Target::Reference { id, command: command.into() },
            expected: None,
            key: None,
            context: Context {
                now: world.now(),
                actor: Actor::Person(who.id()),
                seed: world.random(),
                hand: Hand::System,
            },
        };
        match self.executor.run(attempt).await.expect("answered") {
            Answer::Accepted { .. } => Ok(()),
            Answer::Refused { code, .. } => Err(code),
        }
    }

    /// The rows of a table whose cells are divided by `|`, and what does them.
    async fn laid(&self, kind: Kind, who: Who, text: &str) -> (Arc<[table::Line]>, Import) {
        let sheet = sheet(text);
        let fields = kind.fields(&Process::standard());
        let mapping = Mapping::guess(kind, &fields, &sheet.top()).expect("a head");
        let layout = table::lay(&sheet, &mapping, &fields).expect("it fits");
        let people = self.all::<Person>().await;
        let lines = table::read(&sheet, &layout, &mapping, &People::new(&people));
        let (executor, world) = (self.executor.clone(), World::system());
        (lines.into(), Import { executor, world, tenant: TENANT, actor: who.id(), kind })
    }

    /// Tries, then does a table; both say `row verdict`, faults by their code.
    async fn bring(&self, kind: Kind, who: Who, text: &str) -> (Vec<String>, Vec<String>) {
        let (lines, work) = self.laid(kind, who, text).await;
        let (all, import) = (lines.clone(), work.clone());
        let tried: Result<Vec<Outcome>, RunError> = self
            .db
            .read(move |tx| {
                let (all, import) = (all.clone(), import.clone());
                Box::pin(async move { import.try_lines(tx, &all).await })
            })
            .await;
        let done: Result<Vec<Outcome>, RunError> = self
            .db
            .write(move |tx| {
                let (lines, work) = (lines.clone(), work.clone());
                Box::pin(async move { work.do_lines(tx, &lines).await })
            })
            .await;
        (said(tried.expect("tried")), said(done.expect("done")))
    }

    /// What was done, which a trial foretold.
    async fn brought(&self, kind: Kind, who: Who, text: &str) -> Vec<String> {
        let (tried, done) = self.bring(kind, who, text).await;
        assert_eq!(tried, done, "{text}");
        done
    }
}

fn sheet(text: &str) -> Sheet {
    let row = |(index, line): (usize, &str)| Row {
        number: index as u32 + 1,
        cells: line.trim().split('|').map(str::to_owned).collect(),
    };
    Sheet { name: String::new(), hidden: false, rows: text.lines().enumerate().map(row).collect() }
}

fn said(mut all: Vec<Outcome>) -> Vec<String> {
    all.sort_by_key(|outcome| outcome.row);
    let word = |outcome: Outcome| {
        let faults = match &outcome.verdict {
            tongguan_core::import::Verdict::Error { faults } => {
                faults.iter().map(|fault| format!(" {}", fault.code)).collect()
            }
            _ => String::new(),
        };
        format!("{} {}{faults}", outcome.row, outcome.verdict.key())
    };
    all.into_iter().map(word).collect()
}
