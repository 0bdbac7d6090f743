//! Stage 1: a lead is registered, screened within 48 hours, graded, and owned by somebody.
//!
//! Who owns it is in `pool`, who contests that in `appeal`.

pub mod appeal;
pub mod pool;
mod score;

pub(super) use score::compute;
pub use score::{answers, bant};

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::approved::grade_of;
use super::{
    BodyRef, ContactMethod, Event, Grade, InvalidReason, Number, OwnerChange, RegisterLead, ScreeningResult,
    document, migration,
};
use crate::decision::{Decision, Effect, Outcome};
use crate::facts::{Context, Duplicate, Facts};
use crate::form::compute::Values;
use crate::form::{self, Ground};
use crate::id::{AccountId, ContactId, DealId, DocumentId, PersonId};
use crate::process::{DocumentKind, Grading, Pool, Process, Stage};
use crate::reference::contact::ground::basis_of;
use crate::refusal::Refusal;
use crate::score::{GradeThresholds, suggested_grade};

/// The rep's role.
const REP: &str = "sales_rep";

/// Registers a lead: 表1 is judged, duplicates stop it, the 48 hours begin.
pub(super) fn register(
    id: DealId,
    process: &Process,
    facts: &Facts,
    command: &RegisterLead,
    context: &Context,
) -> Result<Outcome, Refusal> {
    if let Some(past) = &command.past {
        return migration::open(id, process, facts, (command, past), context);
    }
    let owner = context.actor.person().ok_or(Refusal::NoBusinessRole)?;
    let department = facts.organization.people.get(&owner).filter(|p| p.active).map(|p| p.department);
    let department = department.ok_or(Refusal::NoBusinessRole)?;
    if !facts.organization.holds(owner, REP, department) {
        let command = "register_lead".to_owned();
        return Err(Refusal::NotPermitted { command, needs: vec![REP.to_owned()] });
    }
    let kind = DocumentKind::LeadRegistration;
    let form = process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    let plays = |role: &str| role == "owner" || facts.organization.holds(owner, role, department);
    let eye = form::Eye { stage: Stage::Screening, plays: &plays };
    form::take_over(form, &command.body, None, &eye)
        .map_err(|problems| Refusal::InvalidDocument { kind, problems })?;
    let ground = Ground { process, now: context.now };
    form::validate(form, &command.body, ground)
        .map_err(|problems| Refusal::InvalidDocument { kind, problems })?;
    if command.from_deal.is_some() && command.account.is_none() {
        return Err(Refusal::CustomerMissing);
    }
    let similar = judge_duplicates(facts, command)?;
    let into = crate::pool::of_record(&facts.organization, &facts.place, department);
    free_capacity(&crate::pool::of_lead(into, process), facts)?;

    let origin = (command.account, command.from_deal);
    let mut decision = begin(id, process, facts, context, origin, (owner, department), similar);
    fresh_enough(&decision, &command.body)?;
    if command.account.is_none() {
        create_account(&mut decision, &command.body, owner);
    }
    let document = DocumentId(decision.next_id());
    let draft = document::Draft { form, kind, document, revision: 1, body: &command.body };
    let mut values = Values::default();
    compute(&decision, kind, &command.body, &mut values);
    document::record(&mut decision, &draft, &values)?;
    Ok(decision.finish())
}

fn begin<'a>(
    id: DealId,
    process: &'a Process,
    facts: &'a Facts,
    context: &'a Context,
    (account, from_deal): (Option<AccountId>, Option<DealId>),
    (owner, department): (PersonId, crate::id::DepartmentId),
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

fn create_account(decision: &mut Decision<'_>, body: &Map<String, Value>, owner: PersonId) {
    let text =
        |key: &str| body.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default().to_owned();
    let given = |key: &str| Some(text(key)).filter(|text| !text.is_empty());
    let (account, department) = (decision.deal.account, decision.deal.department);
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

/// How many similar ones were explained.
fn judge_hits<'f>(hits: impl Iterator<Item = &'f Duplicate>, explained: bool) -> Result<u32, Refusal> {
    let (certain, similar): (Vec<_>, Vec<_>) = hits.partition(|hit| hit.certain);
    if let Some(hit) = certain.first() {
        return Err(Refusal::DuplicateAccount {
            account: hit.account,
            department: hit.department.clone(),
            last_contact: hit.last_contact,
        });
    }
    match similar.len() as u32 {
        0 => Ok(0),
        similar if explained => Ok(similar),
        similar => Err(Refusal::DuplicateUnexplained { similar }),
    }
}

fn free_capacity(limits: &Pool, facts: &Facts) -> Result<(), Refusal> {
    let (cap, held) = (limits.holding_cap, facts.held_by_owner);
    match held < cap {
        true => Ok(()),
        false => Err(Refusal::HoldingCapReached { cap, held }),
    }
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

/// Records an attempt to reach the customer; three on different days come before 联系不上.
pub(super) fn log_attempt(
    decision: &mut Decision<'_>,
    at: Timestamp,
    method: ContactMethod,
    reached: bool,
    commitment_on: Option<jiff::civil::Date>,
    note: &str,
) -> Result<(), Refusal> {
    if at > decision.now() {
        return Err(Refusal::InFuture { field: "at".to_owned() });
    }
    if commitment_on.is_some_and(|day| day <= decision.today()) {
        return Err(Refusal::NotInFuture { field: "commitment_on".to_owned() });
    }
    let note = decision.keep_reason("note", note)?;
    let on = crate::zone::local_date(at, &decision.process.time_zone());
    decision.emit(Event::ContactAttempted { on, method, reached, commitment_on, note });
    Ok(())
}

/// Ends screening: 有效, 无效 for a reason, or back to the pool.
pub(super) fn complete(
    decision: &mut Decision<'_>,
    result: ScreeningResult,
    reason: Option<InvalidReason>,
    note: Option<&str>,
) -> Result<(), Refusal> {
    if decision.deal.lead.screening.is_some() {
        return Err(Refusal::AlreadyScreened);
    }
    match result {
        ScreeningResult::Valid => size_known(decision)?,
        ScreeningResult::Invalid => invalid_for(decision, reason)?,
        ScreeningResult::Returned => {}
    }
    let note: Option<BodyRef> = note.map(|note| decision.keep_reason("note", note)).transpose()?;
    let reason = reason.filter(|_| result == ScreeningResult::Invalid);
    decision.emit(Event::LeadScreened { result, reason, note });
    if result == ScreeningResult::Returned {
        pool::leave_owner(decision, OwnerChange::Released, None);
    }
    Ok(())
}

fn size_known(decision: &Decision<'_>) -> Result<(), Refusal> {
    let lead = decision.deal.document(DocumentKind::LeadRegistration);
    let known =
        lead.is_some_and(|(_, d)| ["annual_revenue", "employees"].iter().any(|k| d.facts.contains_key(*k)));
    match known {
        true => Ok(()),
        false => Err(Refusal::ScreeningFactsMissing),
    }
}

fn invalid_for(decision: &Decision<'_>, reason: Option<InvalidReason>) -> Result<(), Refusal> {
    let made = decision.deal.lead.attempts.len() as u32;
    let needed = decision.process.settings.pool.attempts_before_unreachable;
    match reason {
        None => Err(Refusal::InvalidReasonMissing),
        Some(InvalidReason::Unreachable) if made < needed => Err(Refusal::TooFewAttempts { made, needed }),
        Some(_) => Ok(()),
    }
}

/// D02: after screening; another grade than the suggested one says why; grade A shows evidence.
pub(super) fn check_grading(decision: &Decision<'_>, body: &Map<String, Value>) -> Result<(), Refusal> {
    if decision.deal.lead.screening != Some(ScreeningResult::Valid) {
        return Err(Refusal::NotScreened);
    }
    let number = |key: &str| body.get(key).and_then(Value::as_u64).unwrap_or(0) as u32;
    let filled = |key: &str| match body.get(key) {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        _ => false,
    };
    let suggested = suggest(decision.process, number("fit_score"), number("intent_score"));
    let Some(proposed) = body.get("grade_proposed").and_then(Value::as_str).and_then(grade_of) else {
        return Ok(());
    };
    if proposed != suggested && !filled("grade_reason") {
        let (suggested, proposed) = (format!("{suggested:?}"), format!("{proposed:?}"));
        return Err(Refusal::GradeReasonMissing { suggested, proposed });
    }
    match proposed == Grade::A && !filled("evidence") {
        true => Err(Refusal::GradeEvidenceMissing),
        false => Ok(()),
    }
}

/// The grade that the scores suggest (ruling 6).
pub fn suggest(process: &Process, fit: u32, intent: u32) -> Grade {
    let Grading { a_total, a_intent, c_below, .. } = process.settings.grading;
    suggested_grade(fit + intent, intent, &GradeThresholds { a_total, a_intent, c_below })
}
