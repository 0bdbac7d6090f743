//! A company whose deals are decided by the core and stored: what tests of lists start from.

use std::sync::Arc;

use tongguan_core::deal::{self, Command, Deal, RegisterLead};
use tongguan_core::decision::Outcome;
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_core::process::Process;
use tongguan_core::refusal::Refusal;
use tongguan_store::access::{Access, Scope};
use tongguan_store::rebuild::Processes;
use tongguan_store::sql::BoxFuture;
use tongguan_store::{Database, StoreError, Tx, command_log};
use tongguan_testkit::id;

use crate::deal::scene::{Scene, Who, lead_form};

pub const TENANT: TenantId = TenantId(uuid::Uuid::from_u128(1));

/// A stored company.
pub struct Company {
    pub db: Database,
    pub scene: Scene,
    commands: u128,
}

impl Company {
    pub fn new(db: Database) -> Self {
        Self { db, scene: Scene::new(), commands: 1_000 }
    }

    /// Registers and stores a lead.
    pub async fn register(&mut self, number: u128, who: Who) -> Deal {
        self.register_with(number, who, |_| {}).await
    }

    /// Registers and stores a lead whose form says something else.
    pub async fn register_with(
        &mut self,
        number: u128,
        who: Who,
        change: impl FnOnce(&mut serde_json::Map<String, serde_json::Value>),
    ) -> Deal {
        let context = self.scene.context(Actor::Person(who.id()));
        let mut body = lead_form();
        change(&mut body);
        let command = RegisterLead { body, ..RegisterLead::default() };
        let deal = DealId(id(number));
        let outcome = deal::register(deal, &self.scene.process, &self.scene.facts, &command, &context);
        self.append(None, outcome.expect("a good lead is registered")).await
    }

    /// Decides and stores a command, unless it is refused.
    pub async fn try_act(&mut self, deal: &Deal, who: Who, command: &Command) -> Result<Deal, Refusal> {
        let context = self.scene.context(Actor::Person(who.id()));
        let outcome = deal::decide(deal, &self.scene.process, &self.scene.facts, command, &context)?;
        Ok(self.append(Some(deal.clone()), outcome).await)
    }

    /// Decides and stores a command.
    pub async fn act(&mut self, deal: &Deal, who: Who, command: Command) -> Deal {
        self.try_act(deal, who, &command).await.expect("a good command is accepted")
    }

    /// Stores a deal that was decided elsewhere, with its whole stream.
    pub async fn store(&mut self, scene: &Scene) -> Deal {
        let (events, deal) = (scene.events.clone(), scene.deal().clone());
        self.append(None, Outcome { events, bodies: Vec::new(), effects: Vec::new(), deal }).await
    }

    /// Writes a line of the journal: an attempt on a deal, by the number of its command.
    pub async fn attempt(&self, number: u128, who: Who, is_refused: bool) {
        let outcome = match is_refused {
            true => command_log::Outcome::Refused { code: "gate_closed".to_owned() },
            false => command_log::Outcome::Accepted { events: None },
        };
        let entry = command_log::Entry {
            id: id(number),
            recorded_at: self.scene.now,
            actor_id: Some(who.id().0),
            via: "api".to_owned(),
            target_kind: "deal".to_owned(),
            target_id: Some(id(7)),
            command: "advance_stage".to_owned(),
            outcome,
            detail: "{}".to_owned(),
        };
        let written: Result<(), StoreError> = self
            .db
            .write(move |tx| {
                let entry = entry.clone();
                Box::pin(async move { command_log::append(tx, TENANT.0, "node", &entry).await })
            })
            .await;
        written.expect("written");
    }

    async fn append(&mut self, before: Option<Deal>, outcome: Outcome) -> Deal {
        self.commands += 1;
        let (command, process) = (CommandId(id(self.commands)), self.scene.process.clone());
        let stored: Result<Deal, StoreError> = self
            .db
            .write(move |tx| {
                let (before, outcome, process) = (before.clone(), outcome.clone(), process.clone());
                Box::pin(async move {
                    let before = before.as_ref();
                    let folded =
                        tongguan_store::deal::append(tx, TENANT, &process, command, before, &outcome).await;
                    folded.map(|folded| Deal::clone(&folded.deal))
                })
            })
            .await;
        stored.expect("stored")
    }

    /// Reads something.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + Sync + 'static,
    ) -> T {
        self.db.read(work).await.expect("reading works")
    }

    /// The processes of this company: one.
    pub fn processes(&self) -> Processes {
        let process: Arc<Process> = self.scene.process.clone();
        Arc::new(move |version| Some(process.clone()).filter(|process| process.version == version))
    }
}

/// What somebody sees.
pub fn sees(who: Who, scope: Scope) -> Access {
    Access::of(TENANT, who.id(), scope)
}
