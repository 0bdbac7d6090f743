//! The delivery plan (D12): handed over by sales to delivery, confirmed by the customer, then kept as a baseline.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::condition;
use crate::deal::document::Draft;
use crate::deal::{Event, Recorded};
use crate::decision::Decision;
use crate::form::{self, FieldProblem, Reader};
use crate::id::{ChangeId, ContactId, DocumentId, InstalmentId, PersonId};
use crate::money::{Money, Percent};
use crate::process::{DocumentKind, Trigger};
use crate::refusal::Refusal;

/// The gate before delivery.
const START_GATE: &str = "G5-a";
/// Points that hand-over goes through; the form lists them.
const HANDOVER_POINTS: usize = 12;

/// What is known of the plan and of its execution.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Its document.
    pub document: Option<DocumentId>,
    /// The latest revision.
    pub revision: u32,
    /// The contract that it delivers.
    pub contract: Option<DocumentId>,
    /// Who owns it.
    pub manager: Option<PersonId>,
    /// Who works on it.
    pub team: BTreeSet<PersonId>,
    /// When it starts.
    pub planned_start: Option<Date>,
    /// When it ends.
    pub planned_end: Option<Date>,
    /// Milestones by number.
    pub milestones: BTreeMap<u32, Milestone>,
    /// Contacts who may sign acceptance.
    pub signatories: BTreeSet<ContactId>,
    /// Who signed the hand-over for sales.
    pub handed_over_by: Option<PersonId>,
    /// Who signed it for delivery.
    pub taken_over_by: Option<PersonId>,
    /// When the customer's confirmation of the plan as it stands was recorded.
    pub confirmed_at: Option<Timestamp>,
    /// How often the customer confirmed a plan.
    pub baseline: u32,
    /// Changes asked for since.
    pub changes: BTreeMap<ChangeId, Change>,
    /// When delivery started.
    pub started_on: Option<Date>,
}

/// A milestone (交付节点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// When it is planned.
    pub planned_on: Date,
    /// When it was planned as the customer first confirmed.
    pub baseline_on: Option<Date>,
    /// Who answers for it.
    pub responsible: PersonId,
    /// The instalment that it makes payable.
    pub instalment: Option<InstalmentId>,
    /// Its share of the project.
    pub weight: Percent,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// A change asked for after the customer confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it costs.
    pub amount: Money,
    /// Days that it takes.
    pub days: i32,
    /// Whether it was accepted; absent while it waits.
    pub accepted: Option<bool>,
    /// Whether a revision of the plan was made of it.
    pub planned: bool,
}

/// A side of the hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The owner of the deal.
    Sales,
    /// The delivery manager of the plan.
    Delivery,
}

impl Plan {
    /// Whether two people signed the hand-over, the delivery manager of the plan as it stands among them.
    pub fn is_handed_over(&self) -> bool {
        let sides = self.handed_over_by.zip(self.taken_over_by);
        sides.is_some_and(|(sales, delivery)| sales != delivery && self.manager == Some(delivery))
    }

    /// Whether every milestone is done.
    pub fn is_done(&self) -> bool {
        !self.milestones.is_empty() && self.milestones.values().all(|milestone| milestone.done_on.is_some())
    }

    /// Percentage that should be done by a day.
    pub fn planned_percent(&self, today: Date) -> Percent {
        let due = self.milestones.values().filter(|m| m.baseline_on.unwrap_or(m.planned_on) <= today);
        due.fold(Percent::ZERO, |sum, m| sum.checked_add(m.weight).unwrap_or(sum))
    }

    /// Whether a milestone is past its planned day.
    pub fn is_behind(&self, today: Date) -> bool {
        self.milestones.values().any(|m| m.done_on.is_none() && m.planned_on < today)
    }

    /// Whether a plan that the customer confirmed keeps a revision from being submitted.
    fn is_frozen(&self) -> bool {
        self.confirmed_at.is_some() && self.accepted_change().is_none()
    }

    /// The command that leads to a revision; none where the plan can be revised as it is.
    pub(super) fn way_to_change(&self) -> Option<&'static str> {
        let waits = self.changes.values().any(|change| change.accepted.is_none());
        self.is_frozen().then_some(if waits { "decide_change" } else { "request_change" })
    }

    fn accepted_change(&self) -> Option<ChangeId> {
        let open = |change: &Change| change.accepted == Some(true) && !change.planned;
        self.changes.iter().find(|(_, change)| open(change)).map(|(id, _)| *id)
    }
}

/// Judges a plan (D12).
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let plan = &decision.deal.fulfilment.plan;
    let read = draft.read();
    let Some(contract) = read.parse::<DocumentId>("contract_id") else { return Ok(()) };
    let signed = decision.deal.fulfilment.contracts.get(&contract);
    let signed = signed.ok_or(Refusal::ContractNotSigned { contract })?;
    if plan.is_frozen() {
        return Err(Refusal::ChangeMissing);
    }
    let mut problems = Vec::new();
    let mut fault = |path: &str, code, limit: Option<String>| {
        problems.push(form::problem(path.to_owned(), code, limit));
    };
    if read.list::<String>("handover").iter().collect::<BTreeSet<_>>().len() < HANDOVER_POINTS {
        fault("handover", "too_few_rows", Some(HANDOVER_POINTS.to_string()));
    }
    let (start, end) = (read.parse::<Date>("planned_start"), read.parse::<Date>("planned_end"));
    if start.zip(signed.term_start).is_some_and(|(start, from)| start < from) {
        fault("planned_start", "outside_term", signed.term_start.map(|day| day.to_string()));
    }
    if end.zip(signed.term_end).is_some_and(|(end, until)| end > until) {
        fault("planned_end", "outside_term", signed.term_end.map(|day| day.to_string()));
    }
    let is_delivery =
        |person| decision.facts.organization.holds(person, "delivery_manager", decision.deal.department);
    if !read.parse::<PersonId>("delivery_manager").is_some_and(is_delivery) {
        fault("delivery_manager", "not_of_this_role", None);
    }
    problems.extend(milestone_problems(decision, read, contract, start.zip(end)));
    draft.judge(problems)
}

fn milestone_problems(
    decision: &Decision<'_>,
    read: Reader<'_>,
    contract: DocumentId,
    span: Option<(Date, Date)>,
) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let (mut numbers, mut sum) = (BTreeSet::new(), Percent::ZERO);
    let instalments = &decision.deal.fulfilment.instalments;
    for (row, at) in read.rows("milestones").into_iter().zip(0..) {
        let mut fault = |key: &str, code| {
            problems.push(form::problem(format!("milestones[{at}].{key}"), code, None));
        };
        if row.whole("no").is_some_and(|no| !numbers.insert(no)) {
            fault("no", "number_twice");
        }
        let planned = row.parse::<Date>("planned_date");
        if planned.zip(span).is_some_and(|(day, (start, end))| day < start || day > end) {
            fault("planned_date", "outside_plan");
        }
        let linked = row.parse::<InstalmentId>("instalment");
        if linked.is_some_and(|id| instalments.get(&id).is_none_or(|i| i.contract != contract)) {
            fault("instalment", "unknown_reference");
        }
        sum = row.parse::<Percent>("weight").and_then(|weight| sum.checked_add(weight)).unwrap_or(sum);
    }
    if sum != Percent::HUNDRED {
        problems.push(form::problem("milestones".to_owned(), "weights_not_hundred", Some(sum.to_string())));
    }
    let done = decision.deal.fulfilment.plan.milestones.iter().filter(|(_, m)| m.done_on.is_some());
    if done.into_iter().any(|(no, _)| !numbers.contains(&i64::from(*no))) {
        problems.push(form::problem("milestones".to_owned(), "milestone_done", None));
    }
    problems
}

/// Signs the hand-over (交底) for one side; the two sides are two people.
pub(crate) fn sign_handover(
    decision: &mut Decision<'_>,
    document: DocumentId,
    revision: u32,
) -> Result<(), Refusal> {
    as_it_stands(decision, document, revision)?;
    let (by, plan) = (decision.person()?, &decision.deal.fulfilment.plan);
    if plan.handed_over_by == Some(by) || plan.taken_over_by == Some(by) {
        return Err(Refusal::RecordStands { document });
    }
    let side = match () {
        () if plan.manager == Some(by) => Side::Delivery,
        () if decision.deal.owner == Some(by) => Side::Sales,
        () => return Err(Refusal::NotThisSide { document }),
    };
    decision.emit(Event::HandoverSigned { document, revision, side });
    Ok(())
}

fn as_it_stands(decision: &Decision<'_>, document: DocumentId, revision: u32) -> Result<(), Refusal> {
    let standing = decision.deal.documents.get(&document).filter(|d| d.kind == DocumentKind::DeliveryPlan);
    match standing.ok_or(Refusal::UnknownDocument { document })?.revision {
        current if current != revision => Err(Refusal::StaleRevision { document, current }),
        _ => Ok(()),
    }
}

/// From when on the customer may have confirmed the plan, if that can be recorded now.
pub(crate) fn may_confirm(decision: &Decision<'_>) -> Result<Timestamp, Refusal> {
    let plan = &decision.deal.fulfilment.plan;
    let document = plan.document.ok_or(Refusal::PlanNotConfirmed)?;
    if plan.confirmed_at.is_some() {
        return Err(Refusal::RecordStands { document });
    }
    match is_filing_stalled(decision) {
        true => Err(Refusal::FilingStalled),
        false => Ok(decision.deal.documents[&document].submitted_at),
    }
}

/// Whether the original contract should have been filed so long ago that delivery waits for it.
pub(super) fn is_filing_stalled(decision: &Decision<'_>) -> bool {
    let late = decision.process.settings.limits.filing_late_working_days;
    let zone = decision.process.time_zone();
    let is_filing = |clock: &str| {
        decision.process.clocks.get(clock).is_some_and(|clock| {
            clock.starts == Trigger::ContractSigned && clock.met_by.contains(&Trigger::OriginalFiled)
        })
    };
    decision.deal.obligations.values().filter(|o| o.is_open() && is_filing(&o.clock)).any(|o| {
        let due = crate::zone::local_date(o.due_at, &zone);
        decision.today() > decision.facts.calendar.working_days_after(due, late).date
    })
}

/// Whether the customer confirmed so many working days ahead of the start as T5 asks. Before the start that is the planned day, or
/// today where it is earlier: whoever starts early has no more right to surprise the customer.
pub(super) fn is_confirmed_ahead(decision: &Decision<'_>) -> bool {
    let plan = &decision.deal.fulfilment.plan;
    let days = decision.process.settings.delivery.confirm_working_days_ahead;
    let start = plan.planned_start.map(|start| plan.started_on.unwrap_or(decision.today()).min(start));
    let reading = decision.process.settings.limits.backward_reading;
    let zone = decision.process.time_zone();
    plan.confirmed_at.zip(start).is_some_and(|(confirmed, start)| {
        crate::zone::local_date(confirmed, &zone)
            <= decision.facts.calendar.working_days_before(start, days, reading).date
    })
}

/// Asks for a change of a confirmed plan.
pub(crate) fn request_change(
    decision: &mut Decision<'_>,
    amount: Money,
    days: i32,
    reason: &str,
) -> Result<(), Refusal> {
    if decision.deal.fulfilment.plan.confirmed_at.is_none() {
        return Err(Refusal::PlanNotConfirmed);
    }
    let note = decision.keep_reason("reason", reason)?;
    let change = ChangeId(decision.next_id());
    decision.emit(Event::ChangeRequested { change, amount, days, note });
    Ok(())
}

/// Accepts or declines a change; whoever asked for it does not decide.
pub(crate) fn decide_change(
    decision: &mut Decision<'_>,
    change: ChangeId,
    accepted: bool,
    note: &str,
) -> Result<(), Refusal> {
    let standing = decision.deal.fulfilment.plan.changes.get(&change).filter(|c| c.accepted.is_none());
    standing.ok_or(Refusal::UnknownChange { change })?;
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::ChangeDecided { change, accepted, note });
    Ok(())
}

/// Starts delivery, past its own gate.
pub(crate) fn start(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    if decision.deal.fulfilment.plan.started_on.is_some() {
        return Err(Refusal::DeliveryStarted);
    }
    let gate = START_GATE.to_owned();
    let unmet = match decision.process.gates.get(&gate) {
        Some(conditions) => condition::unmet(decision, &gate, conditions),
        None => Vec::new(),
    };
    if !unmet.is_empty() {
        return Err(Refusal::GateClosed { gate, unmet });
    }
    let exceptions = decision.deal.exceptions.iter().filter(|(at, _)| *at == gate).map(|(_, c)| c.clone());
    let (on, exceptions) = (decision.today(), exceptions.collect());
    decision.emit(Event::DeliveryStarted { on, exceptions });
    super::report::open_week(decision, on);
    Ok(())
}

/// Records that a milestone is done; what it makes payable becomes payable.
pub(crate) fn complete_milestone(
    decision: &mut Decision<'_>,
    number: u32,
    on: Date,
    evidence: &[crate::digest::Digest],
) -> Result<(), Refusal> {
    let plan = &decision.deal.fulfilment.plan;
    let started_on = plan.started_on.ok_or(Refusal::DeliveryNotStarted)?;
    let milestone = plan.milestones.get(&number).ok_or(Refusal::UnknownMilestone { milestone: number })?;
    if milestone.done_on.is_some() {
        return Err(Refusal::MilestoneDone { milestone: number });
    }
    if on > decision.today() {
        return Err(Refusal::InFuture { field: "on".to_owned() });
    }
    if on < started_on {
        return Err(Refusal::InPast { field: "on".to_owned() });
    }
    let linked = milestone.instalment;
    decision.emit(Event::MilestoneCompleted { milestone: number, on, evidence: evidence.to_vec() });
    use super::instalment::PaymentEvent::{Arrival, GoLive};
    let waiting = linked.filter(|id| {
        let instalment = decision.deal.fulfilment.instalments.get(id);
        instalment.is_some_and(|i| i.triggered_on.is_none() && matches!(i.event, Arrival | GoLive))
    });
    if let Some(instalment) = waiting {
        super::instalment::trigger(decision, instalment, on, false);
    }
    Ok(())
}

pub(super) fn fold(plan: &mut Plan, recorded: &Recorded) {
    match &recorded.event {
        Event::DocumentSubmitted { kind: DocumentKind::DeliveryPlan, document, revision, facts, .. } => {
            read_plan(plan, *document, *revision, facts);
        }
        Event::HandoverSigned { side: Side::Sales, .. } => plan.handed_over_by = recorded.by.person(),
        Event::HandoverSigned { side: Side::Delivery, .. } => plan.taken_over_by = recorded.by.person(),
        Event::CustomerConfirmed { document, revision, .. }
            if plan.document == Some(*document) && plan.revision == *revision =>
        {
            plan.confirmed_at = Some(recorded.at);
            plan.baseline += 1;
            for milestone in plan.milestones.values_mut() {
                milestone.baseline_on = milestone.baseline_on.or(Some(milestone.planned_on));
            }
        }
        Event::ChangeRequested { change, amount, days, .. } => {
            let asked = Change { amount: *amount, days: *days, accepted: None, planned: false };
            plan.changes.insert(*change, asked);
        }
        Event::ChangeDecided { change, accepted, .. } => {
            if let Some(change) = plan.changes.get_mut(change) {
                change.accepted = Some(*accepted);
            }
        }
        Event::DeliveryStarted { on, .. } => plan.started_on = Some(*on),
        Event::MilestoneCompleted { milestone, on, .. } => {
            if let Some(milestone) = plan.milestones.get_mut(milestone) {
                milestone.done_on = Some(*on);
            }
        }
        _ => {}
    }
}

/// A revision takes the place of the plan before it; what is done, and the first baseline, stay.
fn read_plan(plan: &mut Plan, document: DocumentId, revision: u32, facts: &Map<String, Value>) {
    let read = Reader(facts);
    if plan.confirmed_at.take().is_some()
        && let Some(change) = plan.accepted_change()
        && let Some(change) = plan.changes.get_mut(&change)
    {
        change.planned = true;
    }
    let milestones = read.rows("milestones").into_iter().filter_map(|row| {
        let no = u32::try_from(row.whole("no")?).ok()?;
        let before = plan.milestones.get(&no);
        let milestone = Milestone {
            planned_on: row.parse("planned_date")?,
            baseline_on: before.and_then(|m| m.baseline_on),
            responsible: row.parse("responsible")?,
            instalment: row.parse("instalment"),
            weight: row.parse("weight")?,
            done_on: before.and_then(|m| m.done_on),
        };
        Some((no, milestone))
    });
    plan.milestones = milestones.collect();
    plan.document = Some(document);
    plan.revision = revision;
    plan.contract = read.parse("contract_id");
    plan.manager = read.parse("delivery_manager");
    plan.team = read.list("team").into_iter().collect();
    plan.planned_start = read.parse("planned_start");
    plan.planned_end = read.parse("planned_end");
    plan.signatories = read.list("acceptance_signatories").into_iter().collect();
}
