//! Stage 5: delivery, acceptance, invoices and collection.
//!
//! Instalments come from the contract's payment schedule when both parties have signed, get their due dates from what
//! happens, and are settled by receipts that finance books. 表5 is computed from them ([`ledger`]); nobody types it.

pub mod acceptance;
pub mod amendment;
pub mod collection;
pub mod dunning;
pub mod instalment;
pub mod invoice;
pub mod ledger;
pub mod plan;
pub mod receipt;
pub mod report;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::{Draft, judge_references};
use super::{Command, Deal, Event, Recorded};
use crate::approval::ApprovalSubject;
use crate::decision::Decision;
use crate::facts::Needs;
use crate::form::compute::Values;
use crate::id::{ApprovalId, DocumentId, InstalmentId, ObligationId, PersonId, ReceiptId};
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Link, Predicate, Process, Trigger};
use crate::refusal::Refusal;

pub use acceptance::{AcceptanceKind, AcceptanceResult, Application};
pub use amendment::{KeptInstalment, amend_instalments};
pub use instalment::{Instalment, OverdueReason, PlannedInstalment, SignedContract, plan_instalments};
pub use invoice::Invoice;
pub use plan::{Milestone, Plan, Side};
pub use receipt::Part;
pub use report::{Channel, Reporting};

/// What is known of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Fulfilment {
    /// Contracts that both parties have signed, by their approval form (表4).
    pub contracts: BTreeMap<DocumentId, SignedContract>,
    /// What these contracts pay, instalment by instalment.
    pub instalments: BTreeMap<InstalmentId, Instalment>,
    /// Receipts whose payer is not the contract party and was accepted by approval.
    pub accepted_payers: BTreeSet<ReceiptId>,
    /// Invoices by their request (D17).
    pub invoices: BTreeMap<DocumentId, Invoice>,
    /// The delivery plan and how far it is.
    pub plan: Plan,
    /// Weekly reports.
    pub reporting: Reporting,
    /// The application for final acceptance.
    pub application: Option<Application>,
    /// The day from which payment terms run because the customer did not answer.
    pub deemed_on: Option<Date>,
    /// When final acceptance was reached.
    pub accepted_on: Option<Date>,
    /// Severe defects that the last report of final acceptance left open.
    pub severe_open: u32,
    /// Satisfaction as the acceptance report names it, 1 to 5.
    pub satisfaction: Option<u8>,
}

impl Fulfilment {
    /// Applies one event; events of other stages change nothing here.
    pub(super) fn fold(&mut self, recorded: &Recorded) {
        if let Event::PayerAccepted { receipt, .. } = &recorded.event {
            self.accepted_payers.insert(*receipt);
        }
        instalment::fold(self, &recorded.event);
        amendment::fold(self, &recorded.event);
        collection::fold(self, recorded);
        invoice::fold(self, recorded);
        plan::fold(&mut self.plan, recorded);
        report::fold(&mut self.reporting, recorded);
        acceptance::fold(self, recorded);
    }

    /// Instalments of one contract, in the order of its schedule.
    pub fn of_contract(&self, contract: DocumentId) -> impl Iterator<Item = (InstalmentId, &Instalment)> {
        let mut of_contract: Vec<_> =
            self.instalments.iter().filter(|(_, i)| i.contract == contract).map(|(id, i)| (*id, i)).collect();
        of_contract.sort_by_key(|(_, instalment)| instalment.seq);
        of_contract.into_iter()
    }

    /// People who take part: the delivery manager, the team, those who answer for milestones and disputes.
    pub fn people(&self) -> BTreeSet<PersonId> {
        let plan = &self.plan;
        let responsible = plan.milestones.values().map(|milestone| milestone.responsible);
        let disputes = self.instalments.values().filter_map(|i| i.dispute.map(|dispute| dispute.owner));
        plan.manager.into_iter().chain(plan.team.iter().copied()).chain(responsible).chain(disputes).collect()
    }
}

/// The rules of this stage for a form that is judged good.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    use DocumentKind::{Acceptance, DeliveryPlan, Dunning, Invoice, ProgressReport};
    if matches!(draft.kind, Acceptance | DeliveryPlan | Dunning | Invoice | ProgressReport) {
        judge_references(decision, draft)?;
    }
    match draft.kind {
        DeliveryPlan => plan::judge(decision, draft),
        ProgressReport => report::judge(decision, draft, values),
        Acceptance => acceptance::judge(decision, draft, values),
        Invoice => invoice::judge(decision, draft, values),
        Dunning => dunning::judge(decision, draft, values),
        _ => Ok(()),
    }
}

/// Why a form of this stage could not be written now, whatever it said.
pub(super) fn may_write(decision: &Decision<'_>, kind: DocumentKind) -> Result<(), Refusal> {
    match kind {
        DocumentKind::ProgressReport => report::may_write(decision),
        _ => Ok(()),
    }
}

/// What follows from a recorded submission.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    match draft.kind {
        DocumentKind::Acceptance => acceptance::submitted(decision, draft),
        DocumentKind::Invoice => invoice::submitted(decision, draft)?,
        DocumentKind::Dunning => dunning::submitted(decision, draft)?,
        _ => {}
    }
    Ok(())
}

/// What clocks hear of an event of this stage, the deal already folded over it.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let zone = process.time_zone();
    let on = |trigger, subject, day: Date| {
        let at = crate::zone::at(day, 0, 0, &zone);
        Fired { trigger, subject, at, step_working_days: 0 }
    };
    let now = |trigger, subject| Fired { trigger, subject, at: recorded.at, step_working_days: 0 };
    match &recorded.event {
        Event::DocumentSubmitted { kind: DocumentKind::DeliveryPlan, document, .. } => {
            let start = deal.fulfilment.plan.planned_start;
            let fire = |start| on(Trigger::DeliveryScheduled, Subject::Document(*document), start);
            start.map(fire).into_iter().collect()
        }
        Event::CustomerConfirmed { document, .. } if deal.fulfilment.plan.document == Some(*document) => {
            vec![now(Trigger::PlanConfirmed, Subject::Document(*document))]
        }
        Event::WeekOpened { week } => vec![on(Trigger::DeliveryWeek, Subject::Week(*week), *week)],
        Event::ReportSent { week, .. } => vec![now(Trigger::ReportSent, Subject::Week(*week))],
        Event::AcceptanceRecorded { on: day, is_first_final: true, .. } => {
            let over = |subject: &Subject| matches!(subject, Subject::Week(_));
            let weeks = deal.open_subjects().into_iter().filter(over);
            let mut fired: Vec<Fired> = weeks.map(|week| now(Trigger::DeliveryOver, week)).collect();
            fired.push(on(Trigger::FinalAcceptance, Subject::Deal, *day));
            fired
        }
        _ => collection::fired(deal, recorded, process),
    }
}

/// Whether a condition of this stage holds; none for conditions of other stages.
pub(crate) fn holds(decision: &Decision<'_>, predicate: &Predicate) -> Option<bool> {
    let state = &decision.deal.fulfilment;
    Some(match predicate {
        Predicate::FilingNotStalled => !state.contracts.is_empty() && !plan::is_filing_stalled(decision),
        Predicate::HandedOver => state.plan.is_handed_over(),
        Predicate::PlanConfirmed => state.plan.confirmed_at.is_some(),
        Predicate::PlanConfirmedAhead => plan::is_confirmed_ahead(decision),
        Predicate::PrepaymentReceived => is_prepaid(state),
        Predicate::MilestonesDone => state.plan.is_done(),
        Predicate::DefectsClear => state.severe_open == 0,
        Predicate::FinalAcceptance => state.accepted_on.is_some(),
        Predicate::PaidUp => ledger::is_paid_up(decision),
        Predicate::InvoicesDelivered => state.invoices_delivered(),
        _ => return None,
    })
}

/// The way to meet a condition of this stage where the one that the definition names is closed.
pub(crate) fn way(deal: &Deal, predicate: &Predicate) -> Option<Link> {
    let plan = &deal.fulfilment.plan;
    match predicate {
        Predicate::HandedOver | Predicate::PlanConfirmed if plan.document.is_none() => {
            Some(Link::Document(DocumentKind::DeliveryPlan))
        }
        Predicate::PlanConfirmedAhead => {
            plan.way_to_change().map(|command| Link::Command(command.to_owned()))
        }
        _ => None,
    }
}

/// Where the contract says that delivery waits for it, what is payable at signing is paid.
fn is_prepaid(state: &Fulfilment) -> bool {
    let waits = |i: &&Instalment| {
        let first = state.contracts.get(&i.contract).is_some_and(|contract| contract.prepayment_first);
        first && i.event == instalment::PaymentEvent::Signing
    };
    !state.contracts.is_empty() && state.instalments.values().filter(waits).all(Instalment::is_settled)
}

/// What follows when an approval about money owed to us ended with consent.
pub(super) fn approved(decision: &mut Decision<'_>, id: ApprovalId, subject: &ApprovalSubject) {
    collection::approved(decision, id, subject);
}

/// What follows when a deadline passes, or an alarm about it is raised.
pub(crate) fn passed(decision: &mut Decision<'_>, obligation: ObligationId) {
    let owed = &decision.deal.obligations[&obligation];
    match owed.subject {
        Subject::Week(week) if owed.missed => report::week_over(decision, week),
        Subject::Instalment(_) => dunning::passed(decision, obligation),
        _ => {}
    }
}

/// Adds what a command of this stage wants to see.
pub(super) fn needs(deal: &Deal, command: &Command, needs: &mut Needs) {
    use DocumentKind::{Acceptance, DeliveryPlan, Dunning, Invoice, ProgressReport};
    match command {
        Command::IssueInvoice { number, .. } => needs.invoice_number = Some(number.trim().to_owned()),
        Command::AllocateReceipt { receipt, .. } | Command::RequestPayer { receipt, .. } => {
            needs.receipt = Some(*receipt);
        }
        Command::SubmitDocument {
            kind: Acceptance | DeliveryPlan | Dunning | Invoice | ProgressReport,
            ..
        }
        | Command::RecordPromise { .. }
        | Command::SendReport { .. }
        | Command::DeliverInvoice { .. } => needs.account = Some(deal.account),
        _ => {}
    }
}
