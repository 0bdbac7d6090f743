//! A large company made fast: deals decided by the core, each stored with its whole stream in one append.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{self, Command, RegisterLead, ScreeningResult};
use tongguan_core::decision::Outcome;
use tongguan_core::facts::{Actor, Context, Facts, Hand};
use tongguan_core::id::{AccountId, CommandId, DealId, DepartmentId, PersonId, PostId, TenantId};
use tongguan_core::organization::{Organization, Person, Post};
use tongguan_core::process::Process;
use tongguan_store::{Database, StoreError};
use uuid::Uuid;

use crate::scene::{grading, lead_form};

pub const TENANT: TenantId = TenantId(Uuid::from_u128(1));
/// Teams of ten people and their supervisor.
pub const TEAMS: u128 = 20;
/// Deals per transaction.
const BATCH: u128 = 100;

/// The company and its calendar of events.
pub struct Seed {
    process: Arc<Process>,
    facts: Facts,
    starts: Timestamp,
}

pub fn team(number: u128) -> DepartmentId {
    DepartmentId(Uuid::from_u128(10_000 + number % TEAMS))
}

pub fn rep(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(20_000 + number % (TEAMS * 10)))
}

fn supervisor(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(30_000 + number % TEAMS))
}

impl Seed {
    pub fn new() -> Self {
        let facts = Facts { organization: Arc::new(organization()), ..Facts::default() };
        let starts = "2026-01-05T01:00:00Z".parse().expect("a moment");
        Self { process: Process::standard(), facts, starts }
    }

    /// Stores deals until there are `count`, beginning with number `from`.
    pub async fn fill(&self, db: &Database, from: u128, count: u128) {
        let mut next = from;
        while next < count {
            let end = count.min(next + BATCH);
            let outcomes: Arc<Vec<Outcome>> =
                Arc::new((next..end).map(|number| self.history(number)).collect());
            let process = self.process.clone();
            let stored: Result<(), StoreError> = db
                .write(move |tx| {
                    let (outcomes, process) = (outcomes.clone(), process.clone());
                    Box::pin(async move {
                        for outcome in outcomes.iter() {
                            let command = CommandId(outcome.deal.id.0);
                            tongguan_store::deal::append(tx, TENANT, &process, command, None, outcome)
                                .await?;
                        }
                        Ok(())
                    })
                })
                .await;
            stored.expect("deals are stored");
            next = end;
        }
    }

    /// The whole stream of one deal as one outcome: half stay leads, half become opportunities.
    fn history(&self, number: u128) -> Outcome {
        let at = |hours: u128| self.starts + SignedDuration::from_hours((number / 40 + hours) as i64);
        let mut body = lead_form();
        body.insert("obtained_at".to_owned(), json!(at(0).to_string()[..10]));
        body.insert("budget_status".to_owned(), json!("approved"));
        body.insert("budget_amount".to_owned(), json!((number * 7919) % 90_000_000 + 100_000));
        let account = Some(AccountId(Uuid::from_u128(1_000_000 + number / 2)));
        let register = RegisterLead { account, body, ..RegisterLead::default() };
        let context = |hours, who| self.context(number, at(hours), who);
        let id = DealId(Uuid::from_u128((number << 64) + 0x7000_0000_0000_0000_8000));
        let mut whole = deal::register(id, &self.process, &self.facts, &register, &context(0, rep(number)))
            .expect("a lead is registered");
        let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
        self.then(&mut whole, valid, context(3, rep(number)));
        if number.is_multiple_of(2) {
            self.then(&mut whole, grading(41, 36, "A"), context(5, rep(number)));
            let deal = &whole.deal;
            let (approval, shown) = deal.approvals.iter().next().expect("grading asks for approval");
            let (approval, step, digest) = (*approval, shown.active, shown.digest);
            let decide =
                Command::DecideApproval { approval, step, verdict: Verdict::Approve, digest, opinion: None };
            self.then(&mut whole, decide, context(8, supervisor(number)));
        }
        if number.is_multiple_of(4) {
            self.then(&mut whole, Command::AdvanceStage {}, context(9, rep(number)));
        }
        whole
    }

    fn then(&self, whole: &mut Outcome, command: Command, context: Context) {
        let next = deal::decide(&whole.deal, &self.process, &self.facts, &command, &context);
        let next = next.unwrap_or_else(|refusal| panic!("{command:?}: {refusal:?}"));
        whole.events.extend(next.events);
        whole.bodies.extend(next.bodies);
        whole.deal = next.deal;
    }

    fn context(&self, number: u128, now: Timestamp, who: PersonId) -> Context {
        let mut seed = [0; 32];
        seed[..16].copy_from_slice(&number.to_be_bytes());
        seed[16..24].copy_from_slice(&now.as_microsecond().to_be_bytes());
        Context { now, actor: Actor::Person(who), seed, hand: Hand::System }
    }
}

fn organization() -> Organization {
    let mut organization = Organization { version: 1, ..Organization::default() };
    let since: Timestamp = "2025-01-01T00:00:00Z".parse().expect("a moment");
    let mut hire = |person: PersonId, role: &str, department: DepartmentId, reports_to: Option<PostId>| {
        let id = PostId(person.0);
        organization.people.insert(person, Person { department, active: true });
        organization.departments.insert(department, None);
        let (role, holder) = (role.to_owned(), Some(person));
        organization.posts.push(Post { id, role, department, holder, since, reports_to, acting_until: None });
        id
    };
    for number in 0..TEAMS {
        let head = hire(supervisor(number), "sales_supervisor", team(number), None);
        for place in 0..10 {
            hire(rep(number + place * TEAMS), "sales_rep", team(number), Some(head));
        }
    }
    organization
}
