//! Who owes what by when: raised by one event, discharged by another.
//!
//! The due moment is computed when the clock starts and stored with its derivation; a closed obligation is never
//! judged again. Every command first records the misses pending up to its `now` ([`settle`]), so that no verdict
//! depends on when the scanner ran.

mod due;
mod explain;
mod pause;
mod recompute;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::deal::{Deal, Event};
use crate::decision::Decision;
use crate::id::{ApprovalId, ComplaintId, DocumentId, InstalmentId, ObligationId, PersonId};
use crate::organization::Answering;
use crate::process::{AlarmKind, Clock, DueRule, Party, Trigger};

pub use due::{Due, DueContext, compute};
pub use explain::{Explanation, SkippedDay, explain};
pub use pause::{Pause, pause, resume};
pub use recompute::{follow_pools, foresee, recompute};

/// What an obligation is about, within its deal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The deal as a whole.
    Deal,
    /// One document.
    Document(DocumentId),
    /// One step of one approval.
    Step(ApprovalId, u32),
    /// One next action of a visit record, counted from 0.
    Action(DocumentId, u32),
    /// One instalment.
    Instalment(InstalmentId),
    /// One week of delivery, by its Monday.
    Week(Date),
    /// One complaint.
    Complaint(ComplaintId),
    /// One improvement action of a review, counted from 0.
    Improvement(DocumentId, u32),
}

/// How a due moment came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// When the clock started, or the moment it counts back from.
    pub from: Timestamp,
    /// The rule.
    pub rule: DueRule,
    /// The process version that carries it.
    pub process_version: u32,
    /// The calendar version it was counted on.
    pub calendar_version: String,
    /// Days off that were passed over.
    pub skipped: Vec<Date>,
    /// True where a day of a year without an official calendar was counted (暂定).
    pub provisional: bool,
}

/// A reminder or escalation planned with the obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAlarm {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AlarmKind,
    /// To whom, by relation; resolved when it fires.
    pub to: Vec<Party>,
}

/// The state of an obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Which clock.
    pub clock: String,
    /// About what.
    pub subject: Subject,
    /// Who owes it; absent while nobody does.
    pub debtor: Option<PersonId>,
    /// By when.
    pub due_at: Timestamp,
    /// Why then.
    pub derivation: Derivation,
    /// Reminders and escalations.
    pub alarms: Vec<PlannedAlarm>,
    /// How many alarms have fired.
    pub alarms_raised: u32,
    /// Whether the deadline passed while it was open.
    pub missed: bool,
    /// Times during which it stood still, in order.
    pub pauses: Vec<Pause>,
    /// Whether it is still owed.
    pub state: ObligationState,
}

/// Whether an obligation is still owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationState {
    /// Owed.
    Open,
    /// Met.
    Met,
    /// Pointless.
    Cancelled,
}

impl Obligation {
    /// Whether it is still owed.
    pub fn is_open(&self) -> bool {
        self.state == ObligationState::Open
    }

    /// Whether it stands still now.
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    /// The next moment at which something must be recorded about it; none while it stands still.
    pub fn next_moment(&self) -> Option<Timestamp> {
        if !self.is_open() || self.is_paused() {
            return None;
        }
        let miss = (!self.missed).then(|| after(self.due_at));
        let alarm = self.alarms.get(self.alarms_raised as usize).map(|alarm| alarm.at);
        [miss, alarm].into_iter().flatten().min()
    }
}

/// In time means `submitted_at ≤ due_at`: a deadline is missed from the first microsecond after it.
fn after(due_at: Timestamp) -> Timestamp {
    due_at.checked_add(jiff::SignedDuration::from_micros(1)).unwrap_or(Timestamp::MAX)
}

/// A trigger that fired: what, about which subject, at which moment, with which step allowance.
#[derive(Debug, Clone)]
pub struct Fired {
    /// What happened.
    pub trigger: Trigger,
    /// About what.
    pub subject: Subject,
    /// The moment the clock starts from or counts back from.
    pub at: Timestamp,
    /// Working days that an approval step allows itself.
    pub step_working_days: u32,
}

/// Records misses and alarms up to the decision's `now`, oldest first.
pub fn settle(decision: &mut Decision<'_>) {
    while let Some((id, moment)) = decision.deal.next_moment().filter(|(_, moment)| *moment <= decision.now())
    {
        let obligation = &decision.deal.obligations[&id];
        let next_alarm = obligation.alarms.get(obligation.alarms_raised as usize);
        if !obligation.missed && after(obligation.due_at) == moment {
            let due_at = obligation.due_at;
            decision.emit(Event::ObligationMissed { obligation: id, due_at });
            crate::deal::fulfilment::passed(decision, id);
        } else if let Some(alarm) = next_alarm.cloned() {
            raise(decision, id, alarm);
        }
    }
}

fn raise(decision: &mut Decision<'_>, id: ObligationId, alarm: PlannedAlarm) {
    let obligation = &decision.deal.obligations[&id];
    let number = obligation.alarms_raised;
    let mut to: Vec<PersonId> = alarm
        .to
        .iter()
        .flat_map(|party| people(decision, party, obligation.debtor, &obligation.subject))
        .collect();
    to.sort();
    to.dedup();
    decision.emit(Event::AlarmRaised { obligation: id, alarm: number, kind: alarm.kind, to });
    crate::deal::fulfilment::passed(decision, id);
    if alarm.kind == AlarmKind::Recycle {
        crate::deal::screening::pool::recycle(decision);
    }
}

/// Lets every clock of the process answer to what an event fired.
pub fn react(decision: &mut Decision<'_>, fired: &Fired) {
    let process = decision.process;
    // A paper is told of twice, for the deal and for itself: it may meet either, and starts a clock once.
    let of_paper = matches!(fired.trigger, Trigger::DocumentSubmitted(_) | Trigger::DocumentApproved(_));
    let again = of_paper && fired.subject != Subject::Deal;
    for (key, clock) in &process.clocks {
        if clock.restarted_by.contains(&fired.trigger) {
            restart(decision, key, clock, fired);
        }
        if clock.met_by.contains(&fired.trigger) {
            close(decision, key, fired, true);
        }
        if clock.cancelled_by.contains(&fired.trigger) {
            close(decision, key, fired, false);
        }
        if clock.starts == fired.trigger && !again {
            open(decision, key, clock, fired);
        }
    }
}

fn open(decision: &mut Decision<'_>, key: &str, clock: &Clock, fired: &Fired) {
    let standing = decision.deal.open_obligations(key, &fired.subject).next();
    if standing.is_some() {
        return;
    }
    let fired = &begun(decision, fired);
    let Some(due) = compute(clock, fired, &decision.due_context()) else { return };
    let debtor = people(decision, &clock.debtor, None, &fired.subject).first().copied();
    let obligation = ObligationId(decision.next_id());
    let alarms = still_to_come(decision, due.alarms);
    let (due_at, derivation) = (due.at, due.derivation);
    decision.emit(Event::ObligationOpened {
        obligation,
        clock: key.to_owned(),
        subject: fired.subject.clone(),
        debtor,
        due_at,
        derivation,
        alarms,
    });
    settle(decision);
}

/// No clock of a deal that was open before the system starts before it was brought here.
fn begun(decision: &Decision<'_>, fired: &Fired) -> Fired {
    match decision.deal.migrated {
        Some(_) => Fired { at: fired.at.max(decision.deal.began_at), ..fired.clone() },
        None => fired.clone(),
    }
}

fn restart(decision: &mut Decision<'_>, key: &str, clock: &Clock, fired: &Fired) {
    let open: Vec<_> = decision.deal.open_obligations(key, &fired.subject).collect();
    for obligation in open {
        if let Some(Due { at, derivation, alarms }) = compute(clock, fired, &decision.due_context()) {
            let alarms = still_to_come(decision, alarms);
            decision.emit(Event::ObligationRescheduled { obligation, due_at: at, derivation, alarms });
        }
    }
}

/// Nobody is reminded of what should have been done before it was known; a breach is told, however late.
fn still_to_come(decision: &Decision<'_>, mut alarms: Vec<PlannedAlarm>) -> Vec<PlannedAlarm> {
    alarms.retain(|alarm| alarm.at >= decision.now() || alarm.kind != AlarmKind::Reminder);
    alarms
}

/// Closes what is about the same. A signed contract also closes what is about the deal as a whole, and the end of the deal
/// what is about any part of it.
fn close(decision: &mut Decision<'_>, key: &str, fired: &Fired, met: bool) {
    let reaches = |subject: &Subject| match fired.trigger {
        Trigger::DealEnded => true,
        Trigger::ContractSigned if *subject == Subject::Deal => true,
        _ => *subject == fired.subject,
    };
    let of_clock = |o: &Obligation| o.is_open() && o.clock == key && reaches(&o.subject);
    let open = decision.deal.obligations.iter().filter(|(_, o)| of_clock(o)).map(|(id, _)| *id);
    let open: Vec<ObligationId> = open.collect();
    for obligation in open {
        let late = decision.now() > decision.deal.obligations[&obligation].due_at;
        decision.emit(match met {
            true => Event::ObligationMet { obligation, late },
            false => Event::ObligationCancelled { obligation },
        });
    }
}

/// The people that a party stands for, in this deal, now.
pub fn people(
    decision: &Decision<'_>,
    party: &Party,
    debtor: Option<PersonId>,
    subject: &Subject,
) -> Vec<PersonId> {
    let organization = &decision.facts.organization;
    let holders = |answer: Answering| match answer {
        Answering::Holders(holders) => holders,
        Answering::Vacant(_) | Answering::NoPost => Vec::new(),
    };
    match party {
        Party::Owner => decision.deal.owner.into_iter().collect(),
        Party::Debtor => debtor.into_iter().collect(),
        Party::Superior => debtor.map(|d| holders(organization.superior(d))).unwrap_or_default(),
        Party::Assignee => decision.deal.assignees(subject),
        Party::Submitter => decision.deal.submitter(subject).into_iter().collect(),
        Party::Role(role) => holders(organization.answering(role, decision.deal.department)),
        Party::AnyReader | Party::Anywhere(_) => Vec::new(),
    }
}

/// Moves an approver's open duty to whoever takes his turn.
pub(crate) fn move_step(decision: &mut Decision<'_>, approval: ApprovalId, step: u32, to: PersonId) {
    let subject = Subject::Step(approval, step);
    let of_step = |o: &Obligation| o.is_open() && o.subject == subject && o.debtor != Some(to);
    let owed = decision.deal.obligations.iter().filter(|(_, o)| of_step(o)).map(|(id, _)| *id);
    for obligation in owed.collect::<Vec<_>>() {
        decision.emit(Event::ObligationMoved { obligation, debtor: Some(to) });
    }
}

/// Moves the open obligations of one owner to the next; their clocks run on.
pub fn move_debtor(decision: &mut Decision<'_>, from: Option<PersonId>, to: Option<PersonId>) {
    let moved: Vec<ObligationId> = owed_by_owner(&decision.deal, decision, from);
    for obligation in moved {
        decision.emit(Event::ObligationMoved { obligation, debtor: to });
    }
}

/// Moves everything that one person still owes in the deal to another; the clocks run on. A turn in an approval is moved with its step.
pub(crate) fn move_all(decision: &mut Decision<'_>, from: PersonId, to: PersonId) {
    let of_him = |o: &Obligation| o.is_open() && o.debtor == Some(from);
    let owed = decision.deal.obligations.iter().filter(|(_, o)| of_him(o));
    let owed = owed.map(|(id, o)| (*id, matches!(o.subject, Subject::Step(..))));
    for (obligation, is_step) in owed.collect::<Vec<_>>() {
        // Of a step that nobody may take, nobody owes the decision.
        let debtor = (!is_step).then_some(to);
        decision.emit(Event::ObligationMoved { obligation, debtor });
    }
}

fn owed_by_owner(deal: &Deal, decision: &Decision<'_>, from: Option<PersonId>) -> Vec<ObligationId> {
    deal.obligations
        .iter()
        .filter(|(_, o)| o.is_open() && o.debtor == from)
        .filter(|(_, o)| decision.process.clocks.get(&o.clock).is_some_and(|c| c.debtor == Party::Owner))
        .map(|(id, _)| *id)
        .collect()
}
