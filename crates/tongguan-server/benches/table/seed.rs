//! A large company made fast: the demo company's people, and deals that the core decides, each stored with its stream in one append.

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{self, Command, RegisterLead, ScreeningResult};
use tongguan_core::decision::Outcome;
use tongguan_core::facts::{Actor, Context, Facts, Hand};
use tongguan_core::id::{CommandId, DealId, PersonId, TenantId};
use tongguan_core::process::Process;
use tongguan_service::demo::{self, Order};
use tongguan_service::run::{Executor, Processes};
use tongguan_service::world::World;
use tongguan_store::file::content::ContentStore;
use tongguan_store::reference::apply_effects;
use tongguan_store::{Database, StoreError, tenant};
use uuid::Uuid;

use crate::scene::{grading, lead_form};
use crate::staff::{self, Rep};

/// Deals per transaction.
const BATCH: u64 = 100;
/// Every so many deals, one has a long stream.
const LONG_EVERY: u64 = 1_000;
/// The first long one.
pub const LONG_AT: u64 = 4;
/// Events of a long stream.
const LONG: u64 = 300;

/// Deals of one sales person: fewer than the process lets a person hold.
const EACH: u64 = 128;

/// A deal that may pass gate G1: its id, its version and its rep's login.
pub type Ready = (DealId, u64, String);

/// The company, and which deals can be advanced.
pub struct Seed {
    tenant: TenantId,
    process: Arc<Process>,
    facts: Facts,
    reps: Vec<Rep>,
    starts: Timestamp,
    ready: Mutex<Vec<Ready>>,
}

impl Seed {
    /// Makes the demo company with a few deals of its own, and hires people for `most` deals.
    pub async fn found(db: &Database, most: u64) -> Self {
        let (world, process) = (World::system(), Process::standard());
        let now = world.now();
        let executor = Executor::new(db.clone(), "bench", Processes::new(process.clone()));
        let folder = tempfile::tempdir().expect("a folder for the demo's files");
        let (files, order) = (ContentStore::new(folder.path()), Order { seed: 1, deals: 4, until: now });
        demo::build(db, &files, &executor, world, order).await.expect("made");
        let all: Result<Vec<tenant::Tenant>, StoreError> = db.read(|tx| Box::pin(tenant::all(tx))).await;
        let tenant = TenantId(all.expect("read").first().expect("a company").id);
        let reps = staff::hire(db, &executor, tenant, most.div_ceil(EACH)).await;
        let known = db
            .read(move |tx| {
                let executor = executor.clone();
                Box::pin(async move { executor.known(tx, tenant).await })
            })
            .await;
        let known = known.expect("read");
        let facts = Facts { organization: known.organization, ..Facts::default() };
        let starts = now - SignedDuration::from_hours(24 * 14);
        Self { tenant, process, facts, reps, starts, ready: Mutex::default() }
    }

    /// The id of the deal with a number.
    pub fn deal(&self, number: u64) -> DealId {
        DealId(Uuid::from_u128((u128::from(number) << 64) + 0x7000_0000_0000_0000_8000))
    }

    /// The owner of the deal with a number.
    pub fn rep(&self, number: u64) -> &Rep {
        &self.reps[(number / EACH) as usize % self.reps.len()]
    }

    /// Up to `most` deals that may pass gate G1; nobody is given the same one again.
    pub fn take_ready(&self, most: usize) -> Vec<Ready> {
        let mut ready = self.ready.lock().expect("no panic under the lock");
        let left = ready.len().saturating_sub(most);
        ready.split_off(left)
    }

    /// Stores deals until there are `count`, beginning with number `from`.
    pub async fn fill(&self, db: &Database, from: u64, count: u64) {
        for next in (from..count).step_by(BATCH as usize) {
            let outcomes: Vec<Outcome> =
                (next..count.min(next + BATCH)).map(|number| self.history(number)).collect();
            let (outcomes, process, tenant) = (Arc::new(outcomes), self.process.clone(), self.tenant);
            let stored: Result<(), StoreError> = db
                .write(move |tx| {
                    let (outcomes, process) = (outcomes.clone(), process.clone());
                    Box::pin(async move {
                        for outcome in outcomes.iter() {
                            let (deal, command) = (outcome.deal.id, CommandId(outcome.deal.id.0));
                            let how = (outcome.deal.last_at, Actor::System);
                            apply_effects(tx, tenant, (deal, command), how, &outcome.effects).await?;
                            tongguan_store::deal::append(tx, tenant, &process, command, None, outcome)
                                .await?;
                        }
                        Ok(())
                    })
                })
                .await;
            stored.expect("deals are stored");
        }
    }

    /// The whole stream of one deal as one outcome: half stay leads, half of the others become opportunities.
    fn history(&self, number: u64) -> Outcome {
        let at = |hours: u64| self.starts + SignedDuration::from_hours((number % 240 + hours) as i64);
        let (rep, login) = self.rep(number).clone();
        let context = |hours, who| self.context(number, at(hours), who);
        let mut whole = self.register(number, at(0), &context(0, rep));
        let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
        self.then(&mut whole, valid, context(3, rep));
        if number.is_multiple_of(2) {
            self.then(&mut whole, grading(41, 36, "A"), context(5, rep));
            let (approval, shown) = whole.deal.approvals.iter().next().expect("grading asks for approval");
            let (approval, step, digest) = (*approval, shown.active, shown.digest);
            let who = shown.active_step().map(|step| step.turn()).unwrap_or_default()[0];
            let decide =
                Command::DecideApproval { approval, step, verdict: Verdict::Approve, digest, opinion: None };
            self.then(&mut whole, decide, context(8, who));
        }
        if number.is_multiple_of(4) {
            self.then(&mut whole, Command::AdvanceStage {}, context(9, rep));
        } else if number.is_multiple_of(2) {
            let ready = (whole.deal.id, whole.deal.version, login);
            self.ready.lock().expect("no panic under the lock").push(ready);
        }
        while number % LONG_EVERY == LONG_AT && whole.deal.version < LONG {
            let text = format!("第 {} 次跟进", whole.deal.version);
            let comment = Command::Comment { text, mentions: Vec::new() };
            let moment = context(10 + whole.deal.version / 10, rep);
            self.then(&mut whole, comment, moment);
        }
        whole
    }

    fn register(&self, number: u64, at: Timestamp, context: &Context) -> Outcome {
        let mut body = lead_form();
        body.remove("uscc");
        body.insert("account_name".to_owned(), json!(format!("{}智能{number}设备有限公司", city(number))));
        let day = at - SignedDuration::from_hours(24);
        body.insert("obtained_at".to_owned(), json!(day.to_string()[..10]));
        body.insert("expected_purchase_date".to_owned(), json!("2027-06-30"));
        body.insert("budget_status".to_owned(), json!("approved"));
        body.insert("budget_amount".to_owned(), json!((number * 7919) % 90_000_000 + 100_000));
        let register = RegisterLead { body, ..RegisterLead::default() };
        deal::register(self.deal(number), &self.process, &self.facts, &register, context)
            .unwrap_or_else(|refusal| panic!("a lead is registered: {refusal:?}"))
    }

    fn then(&self, whole: &mut Outcome, command: Command, mut context: Context) {
        // Every command of a deal makes its own ids.
        context.seed[8..16].copy_from_slice(&whole.deal.version.to_be_bytes());
        let next = deal::decide(&whole.deal, &self.process, &self.facts, &command, &context);
        let next = next.unwrap_or_else(|refusal| panic!("{command:?}: {refusal:?}"));
        whole.events.extend(next.events);
        whole.bodies.extend(next.bodies);
        whole.effects.extend(next.effects);
        whole.deal = next.deal;
    }

    fn context(&self, number: u64, now: Timestamp, who: PersonId) -> Context {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&number.to_be_bytes());
        seed[16..24].copy_from_slice(&now.as_microsecond().to_be_bytes());
        Context { now, actor: Actor::Person(who), seed, hand: Hand::System }
    }
}

fn city(number: u64) -> &'static str {
    const CITIES: [&str; 7] = ["上海", "杭州", "南京", "苏州", "深圳", "成都", "武汉"];
    CITIES[number as usize % CITIES.len()]
}
