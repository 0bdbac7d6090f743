//! A deal that was open before the system (历史商机), opened where it stands.
//!
//! Promises that it stands past no gate that a signed migration batch does not vouch for, row by row; that no clock of it starts
//! before it was opened, so that nothing counts as late for the past; and that the gates behind it are marked as migrated and stay
//! out of every figure. Must never record as approved or signed what was approved or signed elsewhere.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fulfilment::instalment::{self, PaymentEvent};
use super::fulfilment::{PlannedInstalment, SignedContract};
use super::{Event, Grade, Number, RegisterLead};
use crate::decision::{Decision, Outcome};
use crate::digest::Digest;
use crate::facts::{Context, Facts};
use crate::id::{AccountId, DealId, DocumentId, InstalmentId, MigrationBatchId, PersonId};
use crate::money::Money;
use crate::process::{GateKey, Process, Stage};
use crate::refusal::Refusal;

/// Who may open deals of a signed batch.
const OPENER: &str = "sales_ops";

/// A row of a batch: a deal and its past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// The batch that vouches for it.
    pub batch: MigrationBatchId,
    /// The number that it had so far.
    pub number: String,
    /// Who answers for it.
    pub owner: PersonId,
    /// Where it stands.
    pub stage: Stage,
    /// Its grade.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// When it began.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub began_on: Date,
    /// Since when it stands there.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub stage_since: Option<Date>,
    /// What it is worth.
    #[serde(default)]
    pub amount_minor: Option<Money>,
    /// When it is expected to be signed.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub close_on: Option<Date>,
    /// What was done so far, the earliest first.
    #[serde(default)]
    pub follow_ups: Vec<FollowUp>,
    /// What its contract still pays.
    #[serde(default)]
    pub balance: Option<Balance>,
}

/// Something that somebody did before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// Who, where he is one of ours.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// What; begins with the author's name where he is not one of ours any more.
    pub text: String,
}

/// What a signed contract still pays (期初应收).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// When it was signed.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub signed_on: Date,
    /// Its instalments, in order.
    pub instalments: Vec<Carried>,
}

/// An instalment and what came in for it so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// Its place in the schedule, from 1.
    pub seq: u32,
    /// How much it was.
    pub amount_minor: Money,
    /// By when we ask for it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub due_on: Date,
    /// What came in so far.
    #[serde(default)]
    pub received_minor: Money,
}

/// What a migrated deal says of its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migrated {
    /// The batch that vouches for it.
    pub batch: MigrationBatchId,
    /// The number that it had before.
    pub number: String,
    /// When it began.
    pub began_on: Date,
    /// Where it was opened.
    pub stage: Stage,
    /// Since when it stood there.
    pub since: Timestamp,
    /// Its grade.
    pub grade: Option<Grade>,
    /// The gates that lie behind it and that nobody passed here.
    pub gates: Vec<GateKey>,
}

impl Past {
    /// What a batch knows the row by: everything that it says, the batch itself left out.
    pub fn digest(&self, account: AccountId) -> Digest {
        let mut said = serde_json::to_value(self).unwrap_or_default();
        if let Some(said) = said.as_object_mut() {
            said.remove("batch");
            said.insert("account".to_owned(), account.to_string().into());
        }
        Digest::of_json(&said)
    }
}

/// Opens a deal where it stands.
pub(super) fn open(
    id: DealId,
    process: &Process,
    facts: &Facts,
    (command, past): (&RegisterLead, &Past),
    context: &Context,
) -> Result<Outcome, Refusal> {
    let by = context.actor.person();
    if by.is_some_and(|by| facts.organization.roles_of(by).all(|role| role != OPENER)) {
        let command = "register_lead".to_owned();
        return Err(Refusal::NotPermitted { command, needs: vec![OPENER.to_owned()] });
    }
    let account = command.account.ok_or(Refusal::CustomerMissing)?;
    let department = facts.organization.people.get(&past.owner).filter(|person| person.active);
    let department = department.ok_or(Refusal::UnfitOwner { person: past.owner })?.department;
    vouched(facts, past, account)?;
    consistent(past, context, process)?;
    let mut decision = Decision::begin(id, process, facts, context, |_| {
        let on = crate::zone::local_date(context.now, &process.time_zone());
        Event::LeadRegistered {
            process: process.key.clone(),
            process_version: process.version,
            account,
            owner: Some(past.owner),
            department,
            number: Number::Pending { series: "opportunity".to_owned(), on },
            similar: 0,
            from_deal: None,
            migrated: Some(Box::new(origin(past, process))),
        }
    });
    for follow_up in &past.follow_ups {
        let note = decision.keep_text(&follow_up.text);
        decision.emit(Event::PastRecorded { on: follow_up.on, person: follow_up.by, note });
    }
    if let (Some(amount), Some(close_on)) = (past.amount_minor, past.close_on) {
        decision.emit(Event::ForecastSet { amount, close_on });
    }
    if let Some(balance) = &past.balance {
        carry(&mut decision, balance);
    }
    Ok(decision.finish())
}

/// Only a row of a signed batch, and only once.
fn vouched(facts: &Facts, past: &Past, account: AccountId) -> Result<(), Refusal> {
    let vouches = facts
        .migration
        .as_ref()
        .is_some_and(|batch| batch.id == past.batch && batch.vouches_for(past.digest(account), past.stage));
    match (vouches, facts.invoice_number_taken) {
        (false, _) => Err(Refusal::NotInSignedBatch { batch: past.batch }),
        (true, true) => Err(Refusal::NumberTaken { number: past.number.clone() }),
        (true, false) => Ok(()),
    }
}

fn consistent(past: &Past, context: &Context, process: &Process) -> Result<(), Refusal> {
    let today = crate::zone::local_date(context.now, &process.time_zone());
    let dates =
        past.stage_since.iter().chain([&past.began_on]).chain(past.follow_ups.iter().map(|one| &one.on));
    if dates.into_iter().any(|date| *date > today) {
        return Err(Refusal::InFuture { field: "past".to_owned() });
    }
    let fits = match past.stage {
        Stage::Nurture | Stage::Proposal | Stage::Contract => past.balance.is_none(),
        Stage::Fulfilment => past.balance.as_ref().is_some_and(|balance| !balance.instalments.is_empty()),
        Stage::Screening | Stage::Aftercare => false,
    };
    if fits { Ok(()) } else { Err(Refusal::NotMigratedAt { stage: past.stage }) }
}

fn origin(past: &Past, process: &Process) -> Migrated {
    let behind = Stage::ALL.into_iter().take_while(|stage| *stage < past.stage);
    let since = past.stage_since.unwrap_or(past.began_on);
    Migrated {
        batch: past.batch,
        number: past.number.clone(),
        began_on: past.began_on,
        stage: past.stage,
        since: crate::zone::at(since, 0, 0, &process.time_zone()),
        grade: past.grade,
        gates: behind.filter_map(|stage| process.exit_gate(stage)).map(|(gate, _)| gate.clone()).collect(),
    }
}

/// What is still out becomes the schedule: what came in before came in elsewhere, and no figure of ours counts it.
fn carry(decision: &mut Decision<'_>, balance: &Balance) {
    let contract = DocumentId(decision.next_id());
    let mut planned = Vec::new();
    for one in &balance.instalments {
        let left = one.amount_minor.checked_sub(one.received_minor).unwrap_or(Money::ZERO);
        if left <= Money::ZERO {
            continue;
        }
        planned.push(PlannedInstalment {
            instalment: InstalmentId(decision.next_id()),
            seq: one.seq,
            event: PaymentEvent::Date,
            amount: left,
            credit_days: 0,
            on: Some(one.due_on),
            carried: true,
        });
    }
    let amount = Money::checked_sum(planned.iter().map(|one| one.amount)).unwrap_or(Money::ZERO);
    let warranty_months = decision.process.settings.collection.warranty_months;
    decision.emit(Event::InstalmentsPlanned {
        contract,
        terms: SignedContract {
            signed_on: balance.signed_on,
            amount,
            term_start: None,
            term_end: None,
            acceptance_days: 0,
            warranty_months,
            prepayment_first: false,
        },
        instalments: planned.clone(),
    });
    for one in planned {
        instalment::trigger(decision, one.instalment, one.on.unwrap_or(balance.signed_on), false);
    }
}
