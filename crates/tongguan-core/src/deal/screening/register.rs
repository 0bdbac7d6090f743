//! A lead is registered: for whoever registers it, for a rep to whom he may give leads, or into the pool.
//!
//! Must never be a way round the pool or to somebody else's customer: whose it becomes is judged as if he registered it himself.

use serde_json::{Map, Value};

use super::super::{Event, Number, RegisterLead, document, migration};
use super::receiver::{Begins, begins};
use super::{compute, free_capacity, judge_hits};
use crate::decision::{Decision, Effect, Outcome};
use crate::facts::{Context, Facts, Held};
use crate::form::compute::Values;
use crate::form::{self, Ground};
use crate::id::{AccountId, ContactId, DealId, DocumentId, PersonId};
use crate::process::{DocumentKind, Process, Stage};
use crate::reference::contact::ground::basis_of;
use crate::refusal::Refusal;

/// Registers a lead: 表1 is judged, duplicates stop it, the 48 hours begin.
pub(in crate::deal) fn register(
    id: DealId,
    process: &Process,
    facts: &Facts,
    command: &RegisterLead,
    context: &Context,
) -> Result<Outcome, Refusal> {
    if let Some(past) = &command.past {
        return migration::open(id, process, facts, (command, past), context);
    }
    let by = context.actor.person().ok_or(Refusal::NoBusinessRole)?;
    let begins = begins(process, &facts.organization, command.owner, by)?;
    let kind = DocumentKind::LeadRegistration;
    let form = process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    let plays = |role: &str| role == "owner" || facts.organization.holds(by, role, begins.department);
    let eye = form::Eye { stage: Stage::Screening, plays: &plays };
    form::take_over(form, &command.body, None, &eye)
        .map_err(|problems| Refusal::InvalidDocument { kind, problems })?;
    let ground = Ground { process, now: context.now };
    form::validate(form, &command.body, ground)
        .map_err(|problems| Refusal::InvalidDocument { kind, problems })?;
    if command.from_deal.is_some() && command.account.is_none() {
        return Err(Refusal::CustomerMissing);
    }
    judge_customer(facts, command, begins.owner)?;
    let similar = judge_duplicates(facts, command)?;
    if begins.owner.is_some() {
        let into = crate::pool::of_record(&facts.organization, &facts.place, begins.department);
        free_capacity(&crate::pool::of_lead(into, process), facts)?;
    }

    let origin = (command.account, command.from_deal);
    let mut decision = begin(id, process, facts, context, origin, begins, similar);
    fresh_enough(&decision, &command.body)?;
    if command.account.is_none() {
        create_account(&mut decision, &command.body);
    }
    let document = DocumentId(decision.next_id());
    let draft = document::Draft { form, kind, document, revision: 1, body: &command.body };
    let mut values = Values::default();
    compute(&decision, kind, &command.body, &mut values);
    document::record(&mut decision, &draft, &values)?;
    Ok(decision.finish())
}

/// A customer that is there already: a further lead is for whoever sells to it or has it, for anybody where nobody does. What lies
/// in the pool is taken from there, by whoever let it go as well.
fn judge_customer(facts: &Facts, command: &RegisterLead, owner: Option<PersonId>) -> Result<(), Refusal> {
    if command.account.is_none() {
        return Ok(());
    }
    let Held { itself, sellers, in_pool, .. } = facts.held.as_ref().ok_or(Refusal::CustomerMissing)?;
    if owner.is_some_and(|owner| sellers.contains(&owner)) {
        return Ok(());
    }
    let is_own = itself.owner.is_some() && itself.owner == owner;
    let is_free = itself.owner.is_none() && sellers.is_empty();
    match is_own || is_free {
        true if *in_pool => Err(Refusal::InPool),
        true => Ok(()),
        false => Err(Refusal::DuplicateAccount {
            account: itself.account,
            department: itself.department.clone(),
            last_contact: itself.last_contact,
        }),
    }
}

fn begin<'a>(
    id: DealId,
    process: &'a Process,
    facts: &'a Facts,
    context: &'a Context,
    (account, from_deal): (Option<AccountId>, Option<DealId>),
    Begins { owner, department }: Begins,
    similar: u32,
) -> Decision<'a> {
    let on = crate::zone::local_date(context.now, &process.time_zone());
    Decision::begin(id, process, facts, context, |new_account| Event::LeadRegistered {
        process: process.key.clone(),
        process_version: process.version,
        account: account.unwrap_or(AccountId(new_account)),
        owner,
        department,
        number: Number::Pending { series: "lead".to_owned(), on },
        similar,
        from_deal,
        migrated: None,
    })
}

fn create_account(decision: &mut Decision<'_>, body: &Map<String, Value>) {
    let text =
        |key: &str| body.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default().to_owned();
    let given = |key: &str| Some(text(key)).filter(|text| !text.is_empty());
    let (account, owner, department) = (decision.deal.account, decision.deal.owner, decision.deal.department);
    decision.effect(Effect::CreateAccount {
        account,
        name: text("account_name"),
        uscc: given("uscc"),
        nature: given("customer_nature"),
        size_class: given("size_class"),
        industry: given("industry"),
        region: given("region"),
        owner,
        department,
    });
    let contact = ContactId(decision.next_id());
    decision.effect(Effect::CreateContact {
        contact,
        account,
        name: text("contact_name"),
        title: given("contact_title"),
        department: given("contact_dept"),
        phone: given("contact_phone"),
        email: given("contact_email"),
        wecom: given("wecom"),
        source: given("source_channel"),
        legal_basis: basis_of(decision.process, given("pi_basis"), given("pi_notice").as_deref()),
        notice: given("pi_notice"),
        notified_on: told_on(body),
    });
}

/// When the person was told: on the day that is said, otherwise when the lead was obtained from him.
fn told_on(body: &Map<String, Value>) -> Option<jiff::civil::Date> {
    let day = |key: &str| body.get(key).and_then(Value::as_str).and_then(|day| day.parse().ok());
    day("pi_notified_on").or_else(|| day("obtained_at"))
}

/// 撞单: an equal customer of somebody else stops the lead, a similar one asks for an explanation (4.1).
fn judge_duplicates(facts: &Facts, command: &RegisterLead) -> Result<u32, Refusal> {
    let others = facts.duplicates.iter().filter(|hit| Some(hit.account) != command.account);
    let explained =
        command.body.get("dup_justification").and_then(Value::as_str).is_some_and(|t| !t.trim().is_empty());
    judge_hits(others, explained)
}

/// A lead obtained long ago says why it is registered only now.
fn fresh_enough(decision: &Decision<'_>, body: &Map<String, Value>) -> Result<(), Refusal> {
    let obtained = body.get("obtained_at").and_then(Value::as_str).and_then(|d| d.parse().ok());
    let Some(obtained): Option<jiff::civil::Date> = obtained else { return Ok(()) };
    let today = decision.today();
    let days = (today - obtained).get_days().unsigned_abs();
    let explained = body.get("late_reason").and_then(Value::as_str).is_some_and(|t| !t.trim().is_empty());
    match days > decision.process.settings.limits.stale_lead_days && !explained {
        true => Err(Refusal::StaleLeadUnexplained { days }),
        false => Ok(()),
    }
}
