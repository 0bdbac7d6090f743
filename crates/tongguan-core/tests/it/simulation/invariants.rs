//! What must hold after every step of a run, and at its end.

use std::collections::{BTreeMap, BTreeSet};

use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::{Deal, Event, Recorded};
use tongguan_core::id::ObligationId;
use tongguan_core::obligation::{Obligation, ObligationState, Subject};
use tongguan_core::process::{Party, Stage};

use super::{papers, signatures};
use crate::scene::{Scene, Who};

/// A run under watch.
pub struct Watch {
    seed: u64,
    seen: usize,
    before: Deal,
}

impl Watch {
    pub fn of(scene: &Scene, seed: u64) -> Self {
        Self { seed, seen: scene.events.len(), before: scene.deal().clone() }
    }

    /// Checks what happened since the last time.
    pub fn check(&mut self, scene: &Scene) {
        let fresh = &scene.events[self.seen..];
        if fresh.is_empty() {
            return;
        }
        let told = format!("seed {}, events {}..{}: {fresh:?}", self.seed, self.seen, scene.events.len());
        time_goes_on(&self.before, fresh, &told);
        approvals(scene.deal(), &told);
        obligations(&self.before, scene, fresh, &told);
        recycling(&self.before, scene.deal(), fresh, &told);
        won(&self.before, scene.deal(), &told);
        papers::check(scene, fresh, &told);
        signatures::check(scene, self.seen, &told);
        money(scene.deal(), &told);
        self.seen = scene.events.len();
        self.before = scene.deal().clone();
    }

    /// Checks the whole stream.
    pub fn finish(&self, scene: &Scene) {
        let told = format!("seed {}", self.seed);
        let json = serde_json::to_string(&scene.events).expect("events are plain data");
        for text in ["王工", "88880000", "模拟运行", "杭州"] {
            assert!(!json.contains(text), "{told}: free text or personal data in events: {text}");
        }
        let events: Vec<Recorded> = serde_json::from_str(&json).expect("events come back");
        let replayed = Deal::replay(scene.deal().id, &events);
        assert_eq!(replayed.as_ref(), Some(scene.deal()), "{told}: replay gives another deal");
        for (id, obligation) in &scene.deal().obligations {
            let of_it = |event: &Event| matches!(event, Event::ObligationMissed { obligation, .. } if obligation == id);
            let missed = scene.events.iter().filter(|recorded| of_it(&recorded.event)).count();
            assert_eq!(missed, usize::from(obligation.missed), "{told}: a deadline fires once");
        }
    }
}

fn time_goes_on(before: &Deal, fresh: &[Recorded], told: &str) {
    let mut at = before.last_at;
    for recorded in fresh {
        assert!(recorded.at >= at, "{told}: time runs back");
        at = recorded.at;
    }
}

/// Nobody decides his own paper or twice; nothing passes without consent, by silence, or by an administrator.
fn approvals(deal: &Deal, told: &str) {
    for approval in deal.approvals.values() {
        let mut deciders = BTreeSet::new();
        for (person, verdict) in approval.steps.iter().flat_map(|step| &step.decisions) {
            assert!(!approval.is_own_paper(*person), "{told}: somebody decided his own paper");
            assert_ne!(*person, Who::Administrator.id(), "{told}: an administrator decided");
            assert!(deciders.insert(*person), "{told}: somebody decided twice");
            let passed = approval.result == Some(ApprovalResult::Approved);
            assert!(!passed || *verdict != Verdict::Reject, "{told}: passed although rejected");
        }
        let agreed = approval.steps.iter().all(|step| step.is_agreed());
        assert!(
            approval.result != Some(ApprovalResult::Approved) || agreed,
            "{told}: approved without consent"
        );
    }
}

fn obligations(before: &Deal, scene: &Scene, fresh: &[Recorded], told: &str) {
    let deal = scene.deal();
    let mut open = BTreeMap::<(&str, &Subject), u32>::new();
    for (id, obligation) in &deal.obligations {
        if let Some(earlier) = before.obligations.get(id) {
            never_judged_again(earlier, obligation, fresh, *id, told);
        }
        if obligation.is_open() {
            *open.entry((&obligation.clock, &obligation.subject)).or_default() += 1;
            let owners = scene.process.clocks[&obligation.clock].debtor == Party::Owner;
            assert!(!owners || obligation.debtor == deal.owner, "{told}: {} is another's", obligation.clock);
        }
    }
    assert!(open.values().all(|count| *count == 1), "{told}: the same is owed twice: {open:?}");
    let ended = deal.owner.is_none() || deal.has_ended();
    let left = deal.obligations.values().filter(|o| o.is_open() && !o.clock.starts_with("T21"));
    let left: Vec<&str> = left.map(|o| o.clock.as_str()).collect();
    assert!(!(ended && deal.stage == Stage::Screening) || left.is_empty(), "{told}: still owed: {left:?}");
}

/// What is closed stays closed, what is missed stays missed, and a deadline moves only by a recorded event.
fn never_judged_again(
    earlier: &Obligation,
    now: &Obligation,
    fresh: &[Recorded],
    id: ObligationId,
    told: &str,
) {
    assert!(
        earlier.state == ObligationState::Open || earlier == now,
        "{told}: {} was judged again",
        now.clock
    );
    assert!(!earlier.missed || now.missed, "{told}: {} is no longer missed", now.clock);
    let moves = |recorded: &Recorded| match &recorded.event {
        Event::ObligationRescheduled { obligation, .. } | Event::ObligationResumed { obligation, .. } => {
            *obligation == id
        }
        _ => false,
    };
    assert!(
        earlier.due_at == now.due_at || fresh.iter().any(moves),
        "{told}: {} moved in silence",
        now.clock
    );
}

/// No change of owners moves the day of recycling (TRAP-09).
fn recycling(before: &Deal, now: &Deal, fresh: &[Recorded], told: &str) {
    let day =
        |deal: &Deal| deal.obligations.values().find(|o| o.clock == "T27" && o.is_open()).map(|o| o.due_at);
    let given = |recorded: &Recorded| {
        matches!(recorded.event, Event::OwnerChanged { from: Some(_), to: Some(_), .. })
    };
    let kept = now.owner.is_some() && now.stage == Stage::Screening && !now.has_ended();
    assert!(!kept || day(now).is_some(), "{told}: a lead with an owner and no day of recycling");
    if fresh.iter().any(given) {
        assert_eq!(day(before), day(now), "{told}: a change of owners moved the day of recycling");
    }
}

/// The instalments of a contract are its amount, whatever was amended, paid or written off.
fn money(deal: &Deal, told: &str) {
    for (id, contract) in &deal.fulfilment.contracts {
        let planned: i64 = deal.fulfilment.of_contract(*id).map(|(_, instalment)| instalment.amount.0).sum();
        assert_eq!(planned, contract.amount.0, "{told}: the instalments are not the contract");
    }
}

/// What both have signed has an owner and is not sold a second time.
fn won(before: &Deal, now: &Deal, told: &str) {
    if now.is_won() {
        assert!(now.owner.is_some(), "{told}: a won deal went to the pool");
        assert!(now.stage >= Stage::Contract, "{told}: a won deal stands in {:?}", now.stage);
    }
    let is_delivered = before.is_won() && before.stage >= Stage::Fulfilment;
    assert!(
        !is_delivered || now.stage >= Stage::Fulfilment,
        "{told}: what is delivered went back to {:?}",
        now.stage
    );
}
