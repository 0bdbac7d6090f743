//! Two customers made one, and parted again: every deal and contact of the one that goes, in one transaction.
//!
//! Promises that both customers, their names and codes and all deals of the one that goes are locked before anything is judged; that the
//! one that goes leaves no row and no key, only a record from which it comes back whole. A preview does it and rolls it back.

use std::sync::Arc;

use tongguan_core::deal;
use tongguan_core::facts::{Needs, Probe};
use tongguan_core::id::{AccountId, DealId, MergeId, TenantId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_appeal::{self, AccountAppeal};
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::merge::{self, Merge, Merging, Since};
use tongguan_core::reference::{Desk, Record, Refusal};
use tongguan_store::facts::guards_of;
use tongguan_store::guard::{self, Guard};
use tongguan_store::reference::{self as rows, Belongings, Change, Versioned};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use super::attempt::{Answer, Attempt, Ended, RunError, Target};
use super::hand_over::of_deal;
use super::{Executor, Mode};

/// To this point the transaction goes back after a preview.
const SAVEPOINT: &str = "merge";

/// Locks every deal of the customer that goes.
pub(super) async fn lock(tx: &mut Tx, tenant: TenantId, merged: AccountId) -> Result<(), StoreError> {
    let deals = rows::belongings(tx, tenant, merged).await?.deals;
    lock_deals(tx, tenant, &deals).await
}

/// Locks every deal that the merge moved.
pub(super) async fn lock_undo(tx: &mut Tx, tenant: TenantId, id: Uuid) -> Result<(), StoreError> {
    let deals = rows::load::<Merge>(tx, tenant, id).await?.map(|row| row.state.deals).unwrap_or_default();
    lock_deals(tx, tenant, &deals).await
}

async fn lock_deals(tx: &mut Tx, tenant: TenantId, deals: &[Uuid]) -> Result<(), StoreError> {
    let deals: Vec<Guard> = deals.iter().map(|deal| Guard::new("deal", deal.to_string())).collect();
    guard::lock(tx, tenant.0, &deals).await
}

/// Both customers, by name and code, and their groups.
fn guards(accounts: [&Account; 2]) -> Vec<Guard> {
    let of_one = |account: &Account| {
        let probe = Probe { name: account.name.clone(), uscc: account.uscc.clone(), ..Probe::default() };
        let mut guards = guards_of(&probe);
        guards.push(Guard::new("account", account.id.to_string()));
        guards.push(Guard::new("group", account.group_head().to_string()));
        guards
    };
    accounts.into_iter().flat_map(of_one).collect()
}

impl Executor {
    /// Merges and takes it back: what would become of the two.
    pub async fn rehearse_merge(&self, attempt: Attempt) -> Result<Result<Merge, Answer>, RunError> {
        let (executor, attempt) = (self.for_one_transaction(), Arc::new(attempt));
        self.db
            .write(move |tx| {
                let (executor, attempt) = (executor.clone(), attempt.clone());
                Box::pin(async move { executor.try_merge(tx, &attempt).await })
            })
            .await
    }

    async fn try_merge(&self, tx: &mut Tx, attempt: &Attempt) -> Result<Result<Merge, Answer>, RunError> {
        let Target::Merge(merging) = &attempt.target else { return Err(RunError::NotFound) };
        lock(tx, attempt.tenant, merging.merged).await?;
        tx.savepoint(SAVEPOINT).await?;
        let ended = self.merge(tx, attempt, Mode::Do, merging).await?;
        let merge = match &ended {
            Ended::Answered(Answer::Accepted { id, .. }) => {
                rows::load::<Merge>(tx, attempt.tenant, *id).await?.map(|row| row.state)
            }
            _ => None,
        };
        tx.rollback_to(SAVEPOINT).await?;
        match merge {
            Some(merge) => Ok(Ok(merge)),
            None => ended.into_answer().map(Err),
        }
    }

    pub(super) async fn merge(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        merging: &Merging,
    ) -> Result<Ended, RunError> {
        let tenant = attempt.tenant;
        let both = (
            rows::load::<Account>(tx, tenant, merging.kept.0).await?,
            rows::load::<Account>(tx, tenant, merging.merged.0).await?,
        );
        let (Some(kept), Some(other)) = both else { return Ok(Ended::NotFound) };
        if mode == Mode::Do {
            guard::lock(tx, tenant.0, &guards([&kept.state, &other.state])).await?;
        }
        let known = self.known(tx, tenant).await?;
        let process = self.processes().current().clone();
        let desk = Desk {
            organization: &known.organization,
            process: &process,
            settings: &known.settings,
            context: &attempt.context,
        };
        let reason = match merge::admit(&desk, merging, &kept.state, &other.state) {
            Ok(reason) => reason,
            Err(refusal) => return Ok(Ended::Answered(refusal.into())),
        };
        let after = merge::merged(&desk, merging, &kept.state, &other.state);
        let Belongings { deals, contacts, mut members } =
            rows::belongings(tx, tenant, merging.merged).await?;
        members.retain(|member| *member != merging.kept.0);
        let appeals = match contests(tx, tenant, merging).await? {
            Ok(appeals) => appeals,
            Err(refusal) => return Ok(Ended::Answered(refusal.into())),
        };
        let record = Merge {
            id: MergeId(desk.fresh_id()),
            before: kept.state.clone(),
            after: after.clone(),
            merged: other.state.clone(),
            deals,
            contacts,
            members,
            appeals,
            reason,
            made_by: desk.actor(),
            made_at: desk.now(),
            undone_by: None,
            undone_at: None,
        };
        if mode == Mode::Do {
            let change = change(attempt, "merge_accounts");
            rows::take_back(tx, tenant, (Account::KIND, merging.merged.0), &change).await?;
            rows::save(tx, tenant, Some(&kept), &after, &change).await?;
            let ends = (merging.merged, merging.kept);
            self.move_all(tx, attempt, (&record, ends), &change).await?;
            rows::save(tx, tenant, None, &record, &change).await?;
        }
        let id = record.id.0;
        Ok(Ended::Answered(Answer::Accepted { id, after: 0, version: 1, created: Vec::new() }))
    }

    pub(super) async fn undo_merge(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        id: Uuid,
    ) -> Result<Ended, RunError> {
        let tenant = attempt.tenant;
        let Some(row) = rows::load::<Merge>(tx, tenant, id).await? else { return Ok(Ended::NotFound) };
        let merge = &row.state;
        if mode == Mode::Do {
            guard::lock(tx, tenant.0, &guards([&merge.after, &merge.merged])).await?;
        }
        let known = self.known(tx, tenant).await?;
        let process = self.processes().current().clone();
        let desk = Desk {
            organization: &known.organization,
            process: &process,
            settings: &known.settings,
            context: &attempt.context,
        };
        let kept = rows::load::<Account>(tx, tenant, merge.after.id.0).await?;
        let since = self.since(tx, attempt, merge, kept.as_ref()).await?;
        let undone = match merge::undo(&desk, merge, &since) {
            Ok(undone) => undone,
            Err(refusal) => return Ok(Ended::Answered(refusal.into())),
        };
        if mode == Mode::Do {
            let change = change(attempt, "undo_merge");
            rows::save(tx, tenant, kept.as_ref(), &merge.before, &change).await?;
            rows::put_back(tx, tenant, &merge.merged, &change).await?;
            let ends = (merge.after.id, merge.merged.id);
            self.move_all(tx, attempt, (merge, ends), &change).await?;
            rows::save(tx, tenant, Some(&row), &undone, &change).await?;
        }
        let (after, version) = (row.version, row.version + 1);
        Ok(Ended::Answered(Answer::Accepted { id, after, version, created: Vec::new() }))
    }

    /// What has happened since to what the merge moved.
    async fn since(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        merge: &Merge,
        kept: Option<&Versioned<Account>>,
    ) -> Result<Since, RunError> {
        let (tenant, here) = (attempt.tenant, merge.after.id);
        let mut moved_on = 0;
        for id in &merge.deals {
            let deal = self.deal(tx, tenant, DealId(*id)).await?;
            moved_on += u32::from(deal.is_none_or(|deal| deal.account != here));
        }
        for id in &merge.contacts {
            let contact = rows::load::<Contact>(tx, tenant, *id).await?;
            moved_on += u32::from(contact.is_none_or(|row| row.state.account != here));
        }
        for id in &merge.members {
            let member = rows::load::<Account>(tx, tenant, *id).await?;
            moved_on += u32::from(member.is_none_or(|row| row.state.group != Some(here)));
        }
        Ok(Since { kept: kept.map(|row| row.state.clone()), moved_on })
    }

    /// Moves deals, contacts and members of a merge from one end to the other.
    async fn move_all(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        (merge, (from, to)): (&Merge, (AccountId, AccountId)),
        change: &Change<'_>,
    ) -> Result<(), RunError> {
        let tenant = attempt.tenant;
        for id in &merge.contacts {
            let Some(row) = rows::load::<Contact>(tx, tenant, *id).await? else { continue };
            let after = Contact { account: to, ..row.state.clone() };
            rows::save(tx, tenant, Some(&row), &after, change).await?;
        }
        for id in &merge.appeals {
            let Some(row) = rows::load::<AccountAppeal>(tx, tenant, *id).await? else { continue };
            let after = AccountAppeal { account: to, ..row.state.clone() };
            rows::save(tx, tenant, Some(&row), &after, change).await?;
        }
        for id in &merge.members {
            let Some(row) = rows::load::<Account>(tx, tenant, *id).await? else { continue };
            let after = Account { group: Some(to), ..row.state.clone() };
            rows::save(tx, tenant, Some(&row), &after, change).await?;
        }
        for id in &merge.deals {
            let Some(deal) = self.deal(tx, tenant, DealId(*id)).await? else { continue };
            let process = self.processes().of(deal.process_version).cloned();
            let process = process
                .ok_or_else(|| StoreError::corrupt("a deal is pinned to a process that is not here"))?;
            let one = of_deal(attempt, DealId(*id));
            let needs = Needs::default();
            let facts = self.facts(tx, &one, Mode::Do, (&process, &needs, Some(&deal))).await?;
            let decided = deal::pass_customer(&deal, &process, &facts, (from, to), &one.context);
            let ended = self.conclude(tx, &one, Mode::Do, (&process, &facts, Some(&deal), decided)).await?;
            if !matches!(ended, Ended::Answered(Answer::Accepted { .. })) {
                return Err(StoreError::corrupt("a deal does not follow its customer").into());
            }
        }
        Ok(())
    }
}

/// The appeals about the one that goes; refused where both are contested.
async fn contests(
    tx: &mut Tx,
    tenant: TenantId,
    merging: &Merging,
) -> Result<Result<Vec<Uuid>, Refusal>, StoreError> {
    let mut both = [Vec::new(), Vec::new()];
    for (appeals, account) in both.iter_mut().zip([merging.kept, merging.merged]) {
        let found = rows::appeals_about(tx, tenant, account).await?;
        appeals.extend(found.into_iter().map(|row| row.state));
    }
    let [kept, merged] = both;
    let ids = merged.iter().map(|appeal| appeal.id.0).collect();
    Ok(account_appeal::may_merge(&kept, &merged).map(|()| ids))
}

fn change<'k>(attempt: &Attempt, key: &'k str) -> Change<'k> {
    Change { command: attempt.id, key, at: attempt.context.now, by: attempt.context.actor }
}
