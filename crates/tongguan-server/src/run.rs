//! The only place where a command to a deal is executed.
//!
//! One attempt is one transaction: look up the idempotency key, fold the deal, let the core decide, append its events and write
//! one line of the journal. A refusal leaves nothing but that line. Whoever wants to change a deal calls [`run`]; a handler, a
//! job or an import holds no second way. A dry run decides and leaves nothing at all.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tongguan_core::deal::{self, Command};
use tongguan_core::digest::Digest;
use tongguan_core::facts::{Actor, Context, Facts};
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_core::process::Process;
use tongguan_core::refusal::Refusal;
use tongguan_store::command_log::{self, Entry, Outcome};
use tongguan_store::guard::{self, Guard};
use tongguan_store::idempotency::{self, Remembered};
use tongguan_store::{Database, StoreError, Tx};

/// An attempt to change a deal: everything that it rests on, nothing read on the way.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Whose installation.
    pub tenant: TenantId,
    /// Id of this attempt.
    pub id: CommandId,
    /// By which way it came: `api`, `scanner`, `import` …
    pub via: String,
    /// The deal.
    pub deal: DealId,
    /// The version that the caller saw; absent where the command needs none.
    pub expected: Option<u64>,
    /// What is asked.
    pub command: Command,
    /// The caller's idempotency key.
    pub key: Option<String>,
    /// The process that the deal is pinned to.
    pub process: Arc<Process>,
    /// What else is known.
    pub facts: Arc<Facts>,
    /// Who, when, and the seed for new ids.
    pub context: Context,
}

/// How an attempt ended; remembered under the idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Done: the deal is at this version now, its new events begin behind `after`.
    Accepted {
        /// Version before.
        after: u64,
        /// Version now.
        version: u64,
    },
    /// Refused by a rule.
    Refused {
        /// Stable code.
        code: String,
        /// Parameters of its sentence.
        params: Value,
    },
}

/// Why an attempt had no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RunError {
    /// No such deal.
    #[error("no such deal")]
    NotFound,
    /// The deal is at another version than the caller saw.
    #[error("the deal is at version {current}")]
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

/// Executes an attempt. `node` names this process among those that share the database.
pub async fn run(db: &Database, node: &str, attempt: Attempt) -> Result<Answer, RunError> {
    let (node, attempt) = (Arc::<str>::from(node), Arc::new(attempt));
    db.write(move |tx| {
        let (node, attempt) = (node.clone(), attempt.clone());
        Box::pin(async move { execute(tx, &node, &attempt).await })
    })
    .await
}

/// Decides without doing: no event, no line in the journal, no key used.
pub async fn dry_run(db: &Database, attempt: Attempt) -> Result<Answer, RunError> {
    let attempt = Arc::new(attempt);
    db.read(move |tx| {
        let attempt = attempt.clone();
        Box::pin(async move {
            let deal = load(tx, &attempt).await?;
            Ok(match decide(&deal, &attempt) {
                Ok(outcome) => Answer::Accepted { after: deal.version, version: outcome.deal.version },
                Err(refusal) => refused(&refusal),
            })
        })
    })
    .await
}

/// The deal is locked first: of two attempts on it, the second one sees what the first one did.
async fn execute(tx: &mut Tx, node: &str, attempt: &Attempt) -> Result<Answer, RunError> {
    let deal = Guard::new("deal", attempt.deal.to_string());
    guard::lock(tx, attempt.tenant.0, &[deal]).await?;
    if let Some(answer) = answered_before(tx, attempt).await? {
        return Ok(answer);
    }
    let deal = load(tx, attempt).await?;
    let answer = match decide(&deal, attempt) {
        Ok(outcome) => {
            let (tenant, after) = (attempt.tenant, deal.version);
            let deal = tongguan_store::deal::append(tx, tenant, attempt.id, after, &outcome).await?;
            Answer::Accepted { after, version: deal.version }
        }
        Err(refusal) => refused(&refusal),
    };
    journal(tx, node, attempt, &answer).await?;
    remember(tx, attempt, &answer).await?;
    Ok(answer)
}

async fn load(tx: &mut Tx, attempt: &Attempt) -> Result<deal::Deal, RunError> {
    let deal =
        tongguan_store::deal::load(tx, attempt.tenant, attempt.deal).await?.ok_or(RunError::NotFound)?;
    match attempt.expected.is_some_and(|expected| expected != deal.version) {
        true => Err(RunError::Stale { current: deal.version }),
        false => Ok(deal),
    }
}

fn decide(deal: &deal::Deal, attempt: &Attempt) -> Result<tongguan_core::decision::Outcome, Refusal> {
    deal::decide(deal, &attempt.process, &attempt.facts, &attempt.command, &attempt.context)
}

fn refused(refusal: &Refusal) -> Answer {
    Answer::Refused { code: refusal.code(), params: refusal.parts().1 }
}

async fn journal(tx: &mut Tx, node: &str, attempt: &Attempt, answer: &Answer) -> Result<(), StoreError> {
    let outcome = match answer {
        Answer::Refused { code, .. } => Outcome::Refused { code: code.clone() },
        Answer::Accepted { after, version } => {
            let place =
                |n: u64| i64::try_from(n).map_err(|_| StoreError::corrupt("a version is out of range"));
            let events =
                (version > after).then(|| Ok::<_, StoreError>((place(after + 1)?, place(*version)?)));
            Outcome::Accepted { events: events.transpose()? }
        }
    };
    let entry = Entry {
        id: attempt.id.0,
        recorded_at: attempt.context.now,
        actor_id: person(attempt),
        via: attempt.via.clone(),
        target_kind: "deal".to_owned(),
        target_id: Some(attempt.deal.0),
        command: attempt.command.key().to_owned(),
        outcome,
        detail: "{}".to_owned(),
    };
    command_log::append(tx, attempt.tenant.0, node, &entry).await
}

async fn answered_before(tx: &mut Tx, attempt: &Attempt) -> Result<Option<Answer>, RunError> {
    let (Some(key), Some(person)) = (&attempt.key, person(attempt)) else { return Ok(None) };
    let Some(before) = idempotency::find(tx, attempt.tenant.0, person, key).await? else { return Ok(None) };
    if before.request_digest != digest(attempt).0 {
        return Err(RunError::KeyReused);
    }
    let answer = serde_json::from_str(&before.outcome);
    Ok(Some(answer.map_err(|_| StoreError::corrupt("a remembered answer cannot be read"))?))
}

async fn remember(tx: &mut Tx, attempt: &Attempt, answer: &Answer) -> Result<(), StoreError> {
    let (Some(key), Some(person)) = (&attempt.key, person(attempt)) else { return Ok(()) };
    let outcome =
        serde_json::to_string(answer).map_err(|_| StoreError::corrupt("an answer is no plain data"))?;
    let (request_digest, created_at) = (digest(attempt).0, attempt.context.now);
    let remembered = Remembered { request_digest, outcome, created_at };
    idempotency::remember(tx, attempt.tenant.0, person, key, &remembered).await
}

/// The digest of what was asked: the deal, the version seen and the command.
fn digest(attempt: &Attempt) -> Digest {
    let asked = serde_json::json!({
        "deal": attempt.deal,
        "expected": attempt.expected,
        "command": attempt.command,
    });
    Digest::of_json(&asked)
}

fn person(attempt: &Attempt) -> Option<uuid::Uuid> {
    match attempt.context.actor {
        Actor::Person(person) => Some(person.0),
        Actor::System => None,
    }
}
