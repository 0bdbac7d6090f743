//! A hand-over: many decisions in one transaction, under one idempotency key, all of them or none.
//!
//! Promises that each thing is decided by the core as if it were given on alone, that of a hand-over in which one thing does not move
//! nothing is left but its line in the journal, and that afterwards nothing of the leaver is open. A rehearsal does all of it and
//! rolls it back, so that the preview is what would be.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tongguan_core::deal;
use tongguan_core::digest::Digest;
use tongguan_core::facts::{Context, Needs};
use tongguan_core::id::{AccountId, DealId, PersonId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_appeal::{self, AccountAppeal};
use tongguan_core::reference::delegation::Delegation;
use tongguan_core::reference::hand_over::{self, HandOver, Item, ItemKind, Leaving};
use tongguan_core::reference::person::Holdings;
use tongguan_core::reference::post::Post;
use tongguan_core::reference::{Desk, Refusal};
use tongguan_store::guard::{self, Guard};
use tongguan_store::reference::{self as rows, Change, Owned, Stored, Versioned};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use crate::trace::Line;
use tongguan_core::security::Kind;

use super::attempt::{Answer, Attempt, Ended, RunError, Target};
use super::{Executor, Mode};

/// To this point the transaction goes back where one thing does not move, and after a rehearsal.
const SAVEPOINT: &str = "handover";

/// A thing that does not move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// What kind of thing.
    pub kind: ItemKind,
    /// Its id.
    pub id: Uuid,
    /// The stable code of its refusal.
    pub code: String,
    /// Parameters of its sentence.
    pub params: Value,
}

/// How a hand-over would end.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    /// The list, where everything moves.
    pub done: Result<HandOver, Answer>,
    /// What does not move.
    pub blocked: Vec<Blocked>,
}

impl Executor {
    /// Does a hand-over and takes it back: what would move, what would not and why.
    pub async fn rehearse(&self, attempt: Attempt) -> Result<Rehearsal, RunError> {
        let (executor, attempt) = (self.for_one_transaction(), Arc::new(attempt));
        self.db
            .write(move |tx| {
                let (executor, attempt) = (executor.clone(), attempt.clone());
                Box::pin(async move { executor.try_out(tx, &attempt).await })
            })
            .await
    }

    async fn try_out(&self, tx: &mut Tx, attempt: &Attempt) -> Result<Rehearsal, RunError> {
        let Target::HandOver(leaving) = &attempt.target else { return Err(RunError::NotFound) };
        rows::lock_owned(tx, attempt.tenant, leaving.from).await?;
        tx.savepoint(SAVEPOINT).await?;
        let rehearsal = match self.give_on(tx, attempt, leaving).await? {
            Ok(handed) => Rehearsal { done: Ok(handed), blocked: Vec::new() },
            Err((refusal, blocked)) => Rehearsal { done: Err(refusal.into()), blocked },
        };
        tx.rollback_to(SAVEPOINT).await?;
        Ok(rehearsal)
    }

    pub(super) async fn hand_over(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        leaving: &Leaving,
    ) -> Result<Ended, RunError> {
        if mode == Mode::Try {
            // What is only decided has not moved what the next thing rests on: that is for `rehearse`.
            return Ok(Ended::NotFound);
        }
        let executor = self.for_one_transaction();
        tx.savepoint(SAVEPOINT).await?;
        Ok(Ended::Answered(match executor.give_on(tx, attempt, leaving).await? {
            Ok(HandOver { id, .. }) => {
                tx.release(SAVEPOINT).await?;
                Answer::Accepted { id: id.0, after: 0, version: 1, created: Vec::new() }
            }
            Err((refusal, blocked)) => {
                tx.rollback_to(SAVEPOINT).await?;
                let Answer::Refused { code, mut params } = Answer::from(refusal) else {
                    return Err(StoreError::corrupt("a refusal is no refusal").into());
                };
                if !blocked.is_empty() {
                    params["things"] = json!(blocked);
                }
                Answer::Refused { code, params }
            }
        }))
    }

    /// Gives everything on; or says what does not move, and has left things half done for the caller to roll back.
    async fn give_on(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        leaving: &Leaving,
    ) -> Result<Result<HandOver, (Refusal, Vec<Blocked>)>, RunError> {
        let (tenant, context) = (attempt.tenant, &attempt.context);
        guard::lock(tx, tenant.0, &guards(leaving)).await?;
        let known = self.known(tx, tenant).await?;
        let process = self.processes().current().clone();
        let desk =
            Desk { organization: &known.organization, process: &process, settings: &known.settings, context };
        let reason = match hand_over::admit(&desk, leaving) {
            Ok(reason) => reason,
            Err(refusal) => return Ok(Err((refusal, Vec::new()))),
        };
        let owned = rows::owned(tx, tenant, leaving.from).await?;
        let mut work =
            Work { tx, attempt, leaving, node: &self.node, items: Vec::new(), blocked: Vec::new() };
        if !leaving.keeps_posts {
            work.posts(&desk).await?;
            work.delegations(&desk).await?;
        }
        work.accounts(&desk, &owned).await?;
        work.appeals().await?;
        let deals = self.deals(&mut work, &owned, &reason).await?;
        work.papers(&deals).await?;
        let Work { items, blocked, .. } = work;
        if !blocked.is_empty() {
            let count = blocked.len() as u32;
            return Ok(Err((Refusal::HandOverBlocked { blocked: count }, blocked)));
        }
        let left = rows::holdings(tx, tenant, leaving.from).await?;
        if left != Holdings::default() {
            let Holdings { deals, accounts, obligations, approvals, appeals, waits } = left;
            let left = Refusal::OwnsOpenThings {
                deals,
                accounts,
                obligations,
                approvals,
                appeals,
                waits,
                posts: 0,
                delegations: 0,
            };
            return Ok(Err((left, Vec::new())));
        }
        let handed = match hand_over::record(&desk, leaving, reason, items) {
            Ok(handed) => handed,
            Err(refusal) => return Ok(Err((refusal, Vec::new()))),
        };
        rows::save(tx, tenant, None, &handed, &change(attempt)).await?;
        Ok(Ok(handed))
    }

    /// The deals, each decided on the state that the ones before left. Answers who has the deal now.
    async fn deals(
        &self,
        work: &mut Work<'_>,
        owned: &Owned,
        reason: &str,
    ) -> Result<Vec<(DealId, PersonId)>, RunError> {
        let (tenant, from) = (work.attempt.tenant, work.leaving.from);
        let mut moved = Vec::new();
        for id in &owned.deals {
            let Some(deal) = self.deal(work.tx, tenant, *id).await? else { continue };
            let to = work.leaving.receiver(Some(deal.account));
            let digest = tongguan_store::deal::digest(work.tx, tenant, *id).await?;
            let process = self.processes().of(deal.process_version).cloned();
            let process = process
                .ok_or_else(|| StoreError::corrupt("a deal is pinned to a process that is not here"))?;
            let one = of_deal(work.attempt, *id);
            let needs = Needs { held_by: Some(to), ..Needs::default() };
            let facts = self.facts(work.tx, &one, Mode::Do, (&process, &needs, Some(&deal))).await?;
            let leaving = deal::Leaving { from, to, reason };
            let decided = deal::hand_over(&deal, &process, &facts, leaving, &one.context);
            let ended =
                self.conclude(work.tx, &one, Mode::Do, (&process, &facts, Some(&deal), decided)).await?;
            work.note(ItemKind::Deal, id.0, (Some(to), digest), ended);
            moved.push((*id, to));
        }
        Ok(moved)
    }
}

/// The same attempt for one deal: ids that it draws are its own.
pub(super) fn of_deal(attempt: &Attempt, deal: DealId) -> Attempt {
    let seed = Sha256::new().chain_update(attempt.context.seed).chain_update(deal.0.as_bytes()).finalize();
    let context = Context { seed: seed.into(), ..attempt.context.clone() };
    Attempt { context, key: None, expected: None, ..attempt.clone() }
}

fn change(attempt: &Attempt) -> Change<'static> {
    let (at, by) = (attempt.context.now, attempt.context.actor);
    Change { command: attempt.id, key: "hand_over", at, by }
}

/// What a hand-over rests on besides the deals: who holds how much, and who is who.
fn guards(leaving: &Leaving) -> Vec<Guard> {
    let people: BTreeSet<PersonId> = leaving.receivers().into_iter().chain([leaving.from]).collect();
    let held = people.into_iter().map(|person| Guard::new("held", person.to_string()));
    held.chain([Guard::new("organization", "")]).collect()
}

/// A hand-over on the way.
struct Work<'a> {
    tx: &'a mut Tx,
    attempt: &'a Attempt,
    leaving: &'a Leaving,
    node: &'a str,
    items: Vec<Item>,
    blocked: Vec<Blocked>,
}

impl Work<'_> {
    fn note(&mut self, kind: ItemKind, id: Uuid, (to, digest): (Option<PersonId>, Digest), ended: Ended) {
        match ended {
            Ended::Answered(Answer::Refused { code, params }) => {
                self.blocked.push(Blocked { kind, id, code, params });
            }
            _ => self.items.push(Item { kind, id, to, digest }),
        }
    }

    /// Saves a row as it was decided.
    async fn row<S: Stored>(
        &mut self,
        (kind, id): (ItemKind, Uuid),
        to: Option<PersonId>,
        (before, decided): (Versioned<S>, Result<S, Refusal>),
    ) -> Result<(), StoreError> {
        let state = serde_json::to_value(&before.state);
        let digest = Digest::of_json(&state.map_err(|_| StoreError::corrupt("a row is no plain data"))?);
        match decided {
            Ok(after) => {
                rows::save(self.tx, self.attempt.tenant, Some(&before), &after, &change(self.attempt))
                    .await?;
                self.items.push(Item { kind, id, to, digest });
            }
            Err(refusal) => {
                self.note(kind, id, (to, digest), Ended::Answered(refusal.into()));
            }
        }
        Ok(())
    }

    async fn posts(&mut self, desk: &Desk<'_>) -> Result<(), StoreError> {
        let held = desk.organization.posts.iter().filter(|post| post.holder == Some(self.leaving.from));
        for id in held.map(|post| post.id).collect::<Vec<_>>() {
            let Some(row) = rows::load::<Post>(self.tx, self.attempt.tenant, id.0).await? else { continue };
            let successor = self.leaving.successors.get(&id).copied();
            let decided = hand_over::post(desk, &row.state, successor);
            self.tell(&row.state, successor).await?;
            self.row((ItemKind::Post, id.0), successor, (row, decided)).await?;
        }
        Ok(())
    }

    /// A role that is taken or given is told in the security log, as when a post changes hands alone.
    async fn tell(&mut self, post: &Post, successor: Option<PersonId>) -> Result<(), StoreError> {
        let Attempt { id, tenant, context, .. } = self.attempt;
        let changes =
            [(Kind::RoleTaken, Some(self.leaving.from), "taken"), (Kind::RoleGranted, successor, "granted")];
        for (kind, person, word) in changes {
            let Some(person) = person else { continue };
            let seed = Sha256::new().chain_update(id.0).chain_update(post.id.0).chain_update(word).finalize();
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&seed[..16]);
            let detail = json!({"role": post.role, "post": post.id});
            let line = Line::new(uuid::Builder::from_random_bytes(bytes).into_uuid(), context.now, kind);
            let line = context.actor.person().into_iter().fold(line.detail(detail), Line::by);
            line.of(Some(person)).write(self.tx, *tenant, self.node).await?;
        }
        Ok(())
    }

    async fn delegations(&mut self, desk: &Desk<'_>) -> Result<(), StoreError> {
        let from = self.leaving.from;
        for row in rows::delegations_of(self.tx, self.attempt.tenant, from).await? {
            let Some(ended) = hand_over::delegation(desk, &row.state) else { continue };
            let id = row.state.id.0;
            self.row::<Delegation>((ItemKind::Delegation, id), None, (row, Ok(ended))).await?;
        }
        Ok(())
    }

    async fn accounts(&mut self, desk: &Desk<'_>, owned: &Owned) -> Result<(), StoreError> {
        for AccountId(id) in &owned.accounts {
            let Some(row) = rows::load::<Account>(self.tx, self.attempt.tenant, *id).await? else { continue };
            let to = self.leaving.receiver(Some(AccountId(*id)));
            let decided = hand_over::customer(desk, &row.state, to);
            self.row((ItemKind::Account, *id), Some(to), (row, decided)).await?;
        }
        Ok(())
    }

    /// Open appeals about customers go on in the hands of the receiver.
    async fn appeals(&mut self) -> Result<(), StoreError> {
        let tenant = self.attempt.tenant;
        for row in rows::open_appeals_of(self.tx, tenant, self.leaving.from).await? {
            let of = row.state.account;
            let owner = rows::load::<Account>(self.tx, tenant, of.0).await?.and_then(|row| row.state.owner);
            let to = self.leaving.receiver(Some(of));
            let decided = account_appeal::handed(&row.state, owner, to);
            let id = row.state.id.0;
            self.row::<AccountAppeal>((ItemKind::AccountAppeal, id), Some(to), (row, decided)).await?;
        }
        Ok(())
    }

    /// Drafts go with their deals, or to whoever takes the rest; so do kept filters.
    async fn papers(&mut self, deals: &[(DealId, PersonId)]) -> Result<(), StoreError> {
        let (tenant, from, to) = (self.attempt.tenant, self.leaving.from, self.leaving.to);
        let of_deal = |id: DealId| deals.iter().find(|(deal, _)| *deal == id).map_or(to, |(_, to)| *to);
        self.items.extend(rows::pass_drafts(self.tx, tenant, from, of_deal).await?);
        self.items.extend(rows::pass_views(self.tx, tenant, (from, to)).await?);
        Ok(())
    }
}
