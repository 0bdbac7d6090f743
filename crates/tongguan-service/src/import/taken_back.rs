//! Taking an import back: first everything is looked at, then nothing or all of it goes.
//!
//! Promises that nothing goes where anything was built upon, which is named; that the last thing made is the first to go; and that after
//! a crash what is gone counts as done. What people build upon while things go stays, and is counted.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tongguan_core::id::CommandId;
use tongguan_core::import::undo::{self, BuiltUpon, Thing, Way};
use tongguan_core::reference::import::{Command, ImportJob, State};
use tongguan_store::import::{self as rows, Part, Phase, Tally};
use tongguan_store::{StoreError, Tx};

use super::job::{At, Halt, Importer};
use super::pace;
use crate::run::{self, Answer, Attempt, Executor, RunError, TakeBack, Target, Via};

/// Things that are looked at over one state.
const JUDGED_AT_ONCE: usize = 200;
/// Things built upon that are named; further ones are only counted.
const NAMED: usize = 2_000;

/// What the look at everything found.
#[derive(Default)]
struct Look {
    built_upon: Vec<BuiltUpon>,
    count: u32,
    gone: usize,
}

impl Importer {
    pub(super) async fn undo(&self, at: &At, job: &ImportJob) -> Result<(), Halt> {
        let things = self.things(at, job).await?;
        let look = self.look(at, &things).await?;
        // What is half gone goes on: it was looked at before anything went.
        if look.count > 0 && look.gone == 0 {
            self.name(at, &look).await?;
            let built_upon = look.count;
            return Ok(self.say(at, job, Command::StopUndo { built_upon }).await?);
        }
        let built_upon = self.take_all(at, job, things).await?;
        Ok(self.say(at, job, Command::EndUndo { built_upon }).await?)
    }

    /// Everything that the import made or changed, as takings back, the last first.
    async fn things(&self, at: &At, job: &ImportJob) -> Result<Vec<TakeBack>, Halt> {
        let outcomes = self.outcomes(at.tenant, (at.import, Phase::Run)).await?;
        let made = outcomes.into_iter().flat_map(|one| one.made.into_iter().map(move |it| (one.row, it)));
        let things = undo::net(made);
        let ours: HashSet<_> = things.iter().map(|thing| thing.id).collect();
        let (ours, reason) =
            (Arc::new(ours), Arc::<str>::from(job.undo_reason.as_deref().unwrap_or_default()));
        let since = job.started_at.unwrap_or(job.created_at);
        let back = |thing: Thing| TakeBack {
            import: job.id,
            by: job.by,
            since,
            reason: reason.clone(),
            thing,
            ours: ours.clone(),
        };
        Ok(things.into_iter().rev().map(back).collect())
    }

    async fn look(&self, at: &At, things: &[TakeBack]) -> Result<Look, Halt> {
        let mut look = Look::default();
        for some in things.chunks(JUDGED_AT_ONCE) {
            at.go_on()?;
            let (executor, tenant) = (self.executor.clone(), at.tenant);
            let some: Arc<[TakeBack]> = some.into();
            let judged: Result<Vec<_>, StoreError> = self
                .db
                .read(move |tx| {
                    let (executor, some) = (executor.clone(), some.clone());
                    Box::pin(async move {
                        let mut judged = Vec::with_capacity(some.len());
                        for back in some.iter() {
                            let found = run::found(&executor, tx, tenant, back).await?;
                            judged.push(undo::judge(&back.thing, &found));
                        }
                        Ok(judged)
                    })
                })
                .await;
            for one in judged? {
                match one {
                    Ok(Way::Done) => look.gone += 1,
                    Ok(_) => {}
                    Err(built_upon) => {
                        look.count += built_upon.len() as u32;
                        let room = NAMED.saturating_sub(look.built_upon.len());
                        look.built_upon.extend(built_upon.into_iter().take(room));
                    }
                }
            }
        }
        look.built_upon.sort_by_key(|one| one.row);
        Ok(look)
    }

    /// Keeps the names of what was built upon.
    async fn name(&self, at: &At, look: &Look) -> Result<(), Halt> {
        let data = serde_json::to_string(&look.built_upon)
            .map_err(|_| StoreError::corrupt("what was built upon is plain data"))?;
        let tally = Tally::from([("built_upon".to_owned(), look.built_upon.len() as u32)]);
        let last_row = look.built_upon.last().map_or(0, |last| i64::from(last.row));
        let part = Arc::new((Part { part: 1, last_row, tally }, data));
        let (tenant, place) = (at.tenant, (at.import, Phase::Undo));
        let kept: Result<(), StoreError> = self
            .db
            .write(move |tx| {
                let part = part.clone();
                Box::pin(async move {
                    rows::forget_parts(tx, tenant, place).await?;
                    rows::add_part(tx, tenant, place, (&part.0, &part.1)).await
                })
            })
            .await;
        Ok(kept?)
    }

    /// Takes everything back in groups; answers how much stays because somebody was faster.
    async fn take_all(&self, at: &At, job: &ImportJob, things: Vec<TakeBack>) -> Result<u32, Halt> {
        let (total, mut done, mut left, mut size) = (things.len(), 0, 0, pace::FIRST);
        while done < total {
            at.go_on()?;
            let some: Arc<[TakeBack]> = things[done..total.min(done + size)].into();
            done += some.len();
            let (stays, took) = self.take_some(at, job, some, (done, total)).await?;
            left += stays;
            size = pace::next(size, took);
            tokio::task::yield_now().await;
        }
        Ok(left)
    }

    async fn take_some(
        &self,
        at: &At,
        job: &ImportJob,
        some: Arc<[TakeBack]>,
        (done, total): (usize, usize),
    ) -> Result<(u32, Duration), Halt> {
        let (importer, at, job) = (self.clone(), at.clone(), Arc::new(job.clone()));
        self.db
            .write(move |tx| {
                let (importer, at, job, some) = (importer.clone(), at.clone(), job.clone(), some.clone());
                Box::pin(async move {
                    let (began, mut stays) = (Instant::now(), 0);
                    at.stands(tx, State::Undoing).await?;
                    let executor = importer.executor.for_one_transaction();
                    for back in some.iter() {
                        stays += u32::from(!importer.take_one(tx, &executor, (&at, &job), back).await?);
                    }
                    rows::set_progress(tx, at.tenant, at.import, (done as u64, total as u64)).await?;
                    Ok((stays, began.elapsed()))
                })
            })
            .await
    }

    /// Takes one thing back; false where it stays.
    async fn take_one(
        &self,
        tx: &mut Tx,
        executor: &Executor,
        (at, job): (&At, &ImportJob),
        back: &TakeBack,
    ) -> Result<bool, Halt> {
        let attempt = Attempt {
            tenant: at.tenant,
            id: CommandId(self.world.id()),
            via: Via::Undo,
            target: Target::TakeBack(back.clone()),
            expected: None,
            key: None,
            context: self.context(job.undone_by.unwrap_or(job.by)),
        };
        match executor.run_in(tx, &attempt).await {
            Ok(Answer::Accepted { .. }) => Ok(true),
            Ok(Answer::Refused { code, .. }) => Ok(code == "no_change"),
            Err(RunError::Store(error)) => Err(error.into()),
            Err(_) => Ok(false),
        }
    }
}
