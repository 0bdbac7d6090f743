//! An attempt to change something, and how it ended.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tongguan_core::deal::{Command, RegisterLead};
use tongguan_core::digest::Digest;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_core::process::Process;
use tongguan_core::reference::Record;
use tongguan_core::reference::hand_over::{HandOver, Leaving};
use tongguan_core::reference::merge::{Merge, Merging};
use tongguan_core::{reference, refusal};
use tongguan_store::StoreError;
use uuid::Uuid;

use super::take_back::TakeBack;
use crate::world::World;

/// An attempt: everything that it rests on and that the tables do not tell.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Whose installation. From the session, never from the request.
    pub tenant: TenantId,
    /// Id of this attempt.
    pub id: CommandId,
    /// By which way it came.
    pub via: Via,
    /// What is asked, and of what.
    pub target: Target,
    /// The version that the caller saw; absent where the command needs none.
    pub expected: Option<u64>,
    /// The caller's idempotency key.
    pub key: Option<String>,
    /// Who, when, and the seed for new ids.
    pub context: Context,
}

impl Attempt {
    /// What the system does by itself: a job of the night, the scanner, the courier.
    pub fn by_system(world: &World, tenant: TenantId, target: Target) -> Self {
        let (now, seed) = (world.now(), world.random());
        let context = Context { now, actor: Actor::System, seed, hand: Hand::System };
        let id = CommandId(world.id());
        Self { tenant, id, via: Via::Scanner, target, expected: None, key: None, context }
    }
}

/// By which way an attempt came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// The API, one command.
    Api,
    /// The API, one of many.
    Bulk,
    /// The API, by a program with a key.
    Key,
    /// A file that is imported.
    Import,
    /// An import that is taken back.
    Undo,
    /// The scanner of deadlines, or another job.
    Scanner,
    /// Set-up and the command line.
    Setup,
}

impl Via {
    /// The word in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Via::Api => "api",
            Via::Bulk => "bulk",
            Via::Key => "key",
            Via::Import => "import",
            Via::Undo => "undo",
            Via::Scanner => "scanner",
            Via::Setup => "setup",
        }
    }
}

/// What is asked, and of what.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A lead to register under a fresh id, which begins a deal.
    NewDeal {
        /// The id.
        id: DealId,
        /// The form.
        command: RegisterLead,
    },
    /// A deal.
    Deal {
        /// Which.
        id: DealId,
        /// What.
        command: Command,
    },
    /// Reference data.
    Reference {
        /// Which row; absent where the command creates one, and for settings.
        id: Option<Uuid>,
        /// What.
        command: reference::Command,
    },
    /// Something that an import made or changed, to be taken back with it.
    TakeBack(TakeBack),
    /// Everything that somebody who leaves answers for, given on at once or not at all.
    HandOver(Arc<Leaving>),
    /// Two customers that are one.
    Merge(Arc<Merging>),
    /// A merge that is taken back as a whole.
    UndoMerge(Uuid),
}

impl Target {
    /// The command's type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Target::NewDeal { .. } => "register_lead",
            Target::Deal { command, .. } => command.key(),
            Target::Reference { command, .. } => command.key(),
            Target::TakeBack(_) => "take_back",
            Target::HandOver(_) => "hand_over",
            Target::Merge(_) => "merge_accounts",
            Target::UndoMerge(_) => "undo_merge",
        }
    }

    /// The word for its kind in the journal.
    pub fn kind(&self) -> &str {
        match self {
            Target::NewDeal { .. } | Target::Deal { .. } => "deal",
            Target::Reference { command, .. } => command.kind(),
            Target::TakeBack(back) => &back.thing.kind,
            Target::HandOver(_) => HandOver::KIND,
            Target::Merge(_) | Target::UndoMerge(_) => Merge::KIND,
        }
    }

    pub(super) fn id(&self) -> Option<Uuid> {
        match self {
            Target::NewDeal { id, .. } | Target::Deal { id, .. } => Some(id.0),
            Target::Reference { id, .. } => *id,
            Target::TakeBack(back) => Some(back.thing.id),
            Target::HandOver(_) | Target::Merge(_) => None,
            Target::UndoMerge(id) => Some(*id),
        }
    }

    /// What was asked, for the digest. The id of a new deal is the server's and no part of it.
    fn asked(&self) -> Value {
        match self {
            Target::NewDeal { command, .. } => json!({ "register": command }),
            Target::Deal { id, command } => json!({ "deal": id, "command": command }),
            Target::Reference { id, command } => {
                json!({ "kind": command.kind(), "id": id, "command": command })
            }
            Target::Merge(merging) => json!({ "merge": **merging }),
            Target::UndoMerge(id) => json!({ "undo_merge": id }),
            Target::HandOver(leaving) => json!({ "hand_over": **leaving }),
            Target::TakeBack(back) => json!({ "take_back": back.thing.id, "import": back.import }),
        }
    }
}

impl Attempt {
    /// The digest of what was asked: target, version seen and command.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_json(&json!({ "expected": self.expected, "asked": self.target.asked() }))
    }

    pub(super) fn person(&self) -> Option<Uuid> {
        self.context.actor.person().map(|person| person.0)
    }
}

/// How an attempt ended; remembered under the idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Done.
    Accepted {
        /// The target: a deal, or a row of reference data.
        id: Uuid,
        /// Its version before; 0 where it is new. A deal's new events begin behind it.
        after: u64,
        /// Its version now.
        version: u64,
        /// What else came into being.
        created: Vec<Created>,
    },
    /// Refused by a rule.
    Refused {
        /// Stable code.
        code: String,
        /// Parameters of its sentence.
        params: Value,
    },
}

/// Something that a command brought into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// `account`, `contact`, `document`, `approval`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
}

impl Answer {
    pub(super) fn refused((code, params): (Value, Value)) -> Self {
        let code = code.as_str().unwrap_or_default().to_owned();
        Answer::Refused { code, params }
    }
}

impl From<refusal::Refusal> for Answer {
    fn from(refusal: refusal::Refusal) -> Self {
        Self::refused(refusal.parts())
    }
}

impl From<reference::Refusal> for Answer {
    fn from(refusal: reference::Refusal) -> Self {
        Self::refused(refusal.parts())
    }
}

/// How an attempt ended, told apart inside the transaction so that the journal has a line of each.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ended {
    Answered(Answer),
    NotFound,
    Stale { current: u64 },
}

impl Ended {
    pub(super) fn into_answer(self) -> Result<Answer, RunError> {
        match self {
            Ended::Answered(answer) => Ok(answer),
            Ended::NotFound => Err(RunError::NotFound),
            Ended::Stale { current } => Err(RunError::Stale { current }),
        }
    }
}

/// Why an attempt had no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RunError {
    /// No such target.
    #[error("no such target")]
    NotFound,
    /// The target is at another version than the caller saw.
    #[error("the target is at version {current}")]
    Stale {
        /// The current version.
        current: u64,
    },
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The store failed; nothing was done, unless it says that the outcome is unknown.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The processes that deals may be pinned to, and the one in force.
#[derive(Debug, Clone)]
pub struct Processes {
    current: Arc<Process>,
    by_version: BTreeMap<u32, Arc<Process>>,
}

impl Processes {
    /// One process, in force.
    pub fn new(current: Arc<Process>) -> Self {
        let by_version = BTreeMap::from([(current.version, current.clone())]);
        Self { current, by_version }
    }

    /// With a process that older deals are pinned to.
    pub fn with(mut self, older: Arc<Process>) -> Self {
        self.by_version.entry(older.version).or_insert(older);
        self
    }

    /// The one in force for new deals.
    pub fn current(&self) -> &Arc<Process> {
        &self.current
    }

    /// The one of a version.
    pub fn of(&self, version: u32) -> Option<&Arc<Process>> {
        self.by_version.get(&version)
    }
}
