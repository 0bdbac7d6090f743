//! What an attempt leaves in any case: its line in the journal, and its answer under the idempotency key.

use tongguan_store::command_log::{self, Entry, Outcome};
use tongguan_store::idempotency::{self, Remembered};
use tongguan_store::{StoreError, Tx};

use super::attempt::{Answer, Attempt, Ended, RunError, Target};

/// The answer that an earlier copy of this request had.
pub(super) async fn answered_before(tx: &mut Tx, attempt: &Attempt) -> Result<Option<Answer>, RunError> {
    let (Some(key), Some(person)) = (&attempt.key, attempt.person()) else { return Ok(None) };
    let Some(before) = idempotency::find(tx, attempt.tenant.0, person, key).await? else { return Ok(None) };
    if before.request_digest != attempt.digest().0 {
        return Err(RunError::KeyReused);
    }
    let answer = serde_json::from_str(&before.outcome);
    Ok(Some(answer.map_err(|_| StoreError::corrupt("a remembered answer cannot be read"))?))
}

/// Remembers an answer, a refusal as well. What missed its target or its version may be tried again with the same key.
pub(super) async fn remember(tx: &mut Tx, attempt: &Attempt, answer: &Answer) -> Result<(), StoreError> {
    let (Some(key), Some(person)) = (&attempt.key, attempt.person()) else { return Ok(()) };
    let outcome =
        serde_json::to_string(answer).map_err(|_| StoreError::corrupt("an answer is no plain data"))?;
    let (request_digest, created_at) = (attempt.digest().0, attempt.context.now);
    let remembered = Remembered { request_digest, outcome, created_at };
    idempotency::remember(tx, attempt.tenant.0, person, key, &remembered).await
}

/// Writes the attempt's line.
pub(super) async fn write(
    tx: &mut Tx,
    node: &str,
    attempt: &Attempt,
    ended: &Ended,
) -> Result<(), StoreError> {
    let entry = Entry {
        id: attempt.id.0,
        recorded_at: attempt.context.now,
        actor_id: attempt.person(),
        via: attempt.via.word().to_owned(),
        target_kind: attempt.target.kind().to_owned(),
        target_id: target_id(attempt, ended),
        command: attempt.target.key().to_owned(),
        outcome: outcome(attempt, ended)?,
        detail: "{}".to_owned(),
    };
    command_log::append(tx, attempt.tenant.0, node, &entry).await
}

/// What was aimed at, or what came of it; a registration that was refused began nothing.
fn target_id(attempt: &Attempt, ended: &Ended) -> Option<uuid::Uuid> {
    match (ended, &attempt.target) {
        (Ended::Answered(Answer::Accepted { id, .. }), _) => Some(*id),
        (_, Target::NewDeal { .. }) => None,
        (_, target) => target.id(),
    }
}

fn outcome(attempt: &Attempt, ended: &Ended) -> Result<Outcome, StoreError> {
    let refused = |code: &str| Ok(Outcome::Refused { code: code.to_owned() });
    match ended {
        Ended::NotFound => refused("not_found"),
        Ended::Stale { .. } => refused("stale_version"),
        Ended::Answered(Answer::Refused { code, .. }) => refused(code),
        Ended::Answered(Answer::Accepted { after, version, .. }) => {
            let is_stream = attempt.target.kind() == "deal";
            let events = (is_stream && version > after).then(|| Ok((place(after + 1)?, place(*version)?)));
            Ok(Outcome::Accepted { events: events.transpose()? })
        }
    }
}

fn place(version: u64) -> Result<i64, StoreError> {
    i64::try_from(version).map_err(|_| StoreError::corrupt("a version is out of range"))
}
