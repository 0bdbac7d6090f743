//! Dunning (催收): which level is owed, and the record of what was done (D18).
//!
//! The ladder is data. Lateness and broken promises only ever raise the level; nothing lowers it but payment.

use jiff::Timestamp;
use jiff::civil::Date;

use super::collection::{known, may_promise, record_promise};
use super::instalment::Instalment;
use crate::deal::document::Draft;
use crate::deal::{Deal, Event};
use crate::decision::Decision;
use crate::form::compute::Values;
use crate::form::{self, FieldProblem};
use crate::id::{ContactId, InstalmentId, ObligationId, PersonId};
use crate::money::Money;
use crate::obligation::Subject;
use crate::process::{DocumentKind, DunningLevel, Process, Trigger};
use crate::refusal::Refusal;

/// The level of the ladder for a number of days past due; none before its first rung.
pub fn level_at(ladder: &[DunningLevel], days: i64) -> Option<&DunningLevel> {
    ladder.iter().filter(|rung| i64::from(rung.from_days) <= days).max_by_key(|rung| rung.level)
}

/// The level at which an instalment has to be dunned on a day: by lateness or by a broken promise, the higher.
pub fn level_owed(process: &Process, instalment: &Instalment, today: Date) -> Option<u8> {
    if instalment.is_settled() {
        return None;
    }
    let days = instalment.due_on.map(|due| days_past(due, today))?;
    let by_lateness = level_at(&process.settings.dunning, days).map(|rung| rung.level);
    by_lateness.max(instalment.dunning_owed)
}

/// The first rung of the ladder that has a letter.
pub fn letter_rung(process: &Process) -> Option<&DunningLevel> {
    process.settings.dunning.iter().filter(|rung| rung.letter_days.is_some()).min_by_key(|rung| rung.level)
}

/// The instalments that a dunning letter speaks of on a day: those that have reached the rung of letters.
pub fn in_letter<'d>(
    deal: &'d Deal,
    process: &'d Process,
    today: Date,
) -> impl Iterator<Item = InstalmentId> + 'd {
    let from = letter_rung(process).map(|rung| rung.level);
    let reached = move |owed: Option<u8>| owed.zip(from).is_some_and(|(owed, from)| owed >= from);
    let instalments = deal.fulfilment.instalments.iter();
    instalments.filter(move |(_, i)| reached(level_owed(process, i, today))).map(|(id, _)| *id)
}

/// Whether any instalment is late enough for a letter.
pub(in crate::deal) fn owes_letter(deal: &Deal, process: &Process, today: Date) -> bool {
    in_letter(deal, process, today).next().is_some()
}

/// Days past due, negative before.
fn days_past(due: Date, today: Date) -> i64 {
    due.duration_until(today).as_hours() / 24
}

/// Those who chased an instalment; none of them gives it up.
pub(super) fn collectors(deal: &Deal, instalment: InstalmentId) -> Vec<PersonId> {
    let about = |facts: &serde_json::Map<String, serde_json::Value>| {
        form::Reader(facts).parse::<InstalmentId>("instalment") == Some(instalment)
    };
    let records = deal.documents.values().filter(|d| d.kind == DocumentKind::Dunning && about(&d.facts));
    let mut people: Vec<PersonId> = records
        .flat_map(|d| d.submitted_by.into_iter().chain(form::Reader(&d.facts).parse::<PersonId>("by")))
        .collect();
    people.sort();
    people.dedup();
    people
}

/// When a payment or a promise passes its day, or an alarm about it is raised, the level that is owed may have risen.
pub(super) fn passed(decision: &mut Decision<'_>, obligation: ObligationId) {
    let owed = &decision.deal.obligations[&obligation];
    let Subject::Instalment(id) = owed.subject else { return };
    let starts = decision.process.clocks.get(&owed.clock).map(|clock| clock.starts);
    let broken = starts == Some(Trigger::PaymentPromised) && owed.missed;
    if !broken && starts != Some(Trigger::InstalmentDue) {
        return;
    }
    let Some(instalment) = decision.deal.fulfilment.instalments.get(&id) else { return };
    if instalment.is_settled() {
        return;
    }
    let today = decision.today();
    let found = match broken {
        true => after_broken_promise(decision.process, instalment),
        false => by_lateness(decision.process, instalment, today),
    };
    if let Some((level, since)) = found.filter(|(level, _)| Some(*level) > instalment.dunning_owed) {
        decision.emit(Event::DunningOwed { instalment: id, level, since });
    }
}

/// The rung that lateness has reached, and the day on which it did; reminders before the due date are no duty.
fn by_lateness(process: &Process, instalment: &Instalment, today: Date) -> Option<(u8, Date)> {
    let due = instalment.due_on?;
    let rung =
        level_at(&process.settings.dunning, days_past(due, today)).filter(|rung| rung.from_days > 0)?;
    Some((rung.level, due.saturating_add(jiff::Span::new().days(i64::from(rung.from_days)))))
}

/// A broken promise leads to the next level at once.
fn after_broken_promise(process: &Process, instalment: &Instalment) -> Option<(u8, Date)> {
    let promise = instalment.promise().filter(|promise| !instalment.is_kept(promise))?;
    let highest = process.settings.dunning.iter().map(|rung| rung.level).max()?;
    let reached = instalment.dunning_done.max(instalment.dunning_owed);
    let next = reached.map_or(1, |level| level.saturating_add(1)).min(highest);
    Some((next, promise.promised_on.saturating_add(jiff::Span::new().days(1))))
}

/// Judges a dunning record: the level that is owed, done by whom the ladder names, at a decent hour, with proof.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let read = draft.read();
    let Some((id, level)) = read.parse("instalment").zip(level_of(read.text("level"))) else { return Ok(()) };
    if draft.revision > 1 {
        return Err(Refusal::RecordStands { document: draft.document });
    }
    let instalment = super::collection::unsettled(decision, id)?;
    let owed = level_owed(decision.process, instalment, decision.today());
    let owed = owed.ok_or(Refusal::NotYetDue { instalment: id })?;
    level_fits(instalment, level, owed)?;
    draft.judge(problems(decision, draft, level))?;
    if let Some((on, amount)) = promised(decision, draft, id)? {
        may_promise(decision, id, on, amount)?;
    }
    if let Some(promise) = instalment.promise() {
        values.set("kept_promise", instalment.is_kept(promise));
    }
    Ok(())
}

fn level_of(option: Option<&str>) -> Option<u8> {
    option?.strip_prefix('L')?.parse().ok()
}

fn level_fits(instalment: &Instalment, level: u8, owed: u8) -> Result<(), Refusal> {
    let lowest = Some(owed).max(instalment.dunning_done).unwrap_or(owed);
    match level < lowest {
        true => Err(Refusal::DunningTooLow { level, owed: lowest }),
        false if level > lowest.saturating_add(1) => Err(Refusal::DunningTooHigh { level, owed: lowest }),
        false => Ok(()),
    }
}

fn problems(decision: &Decision<'_>, draft: &Draft<'_>, level: u8) -> Vec<FieldProblem> {
    let read = draft.read();
    let mut problems = Vec::new();
    let mut fault = |path: &str, code| problems.push(form::problem(path.to_owned(), code, None));
    let settings = &decision.process.settings;
    let rung = settings.dunning.iter().find(|rung| rung.level == level);
    let holds =
        |person, role: &String| decision.facts.organization.holds(person, role, decision.deal.department);
    let by = read.parse::<PersonId>("by");
    if !by.is_some_and(|by| rung.is_some_and(|rung| rung.roles.iter().any(|role| holds(by, role)))) {
        fault("by", "not_of_this_level");
    }
    let method = read.text("method").unwrap_or_default();
    let at = read.parse::<Timestamp>("at");
    if matches!(method, "phone" | "visit") && at.is_some_and(|at| !is_decent(decision, at)) {
        fault("at", "indecent_hour");
    }
    if u32::from(level) >= settings.collection.proof_from_level && !read.has("evidence") {
        fault("evidence", "required");
    }
    if read.text("result") == Some("promised") && !read.has("promised_date") {
        fault("promised_date", "required");
    }
    problems
}

/// Nobody is called early in the morning or late at night.
fn is_decent(decision: &Decision<'_>, at: Timestamp) -> bool {
    let hours = &decision.process.settings.collection.calling_hours;
    let local = decision.process.time_zone().to_datetime(at).time();
    local >= hours.from && local <= hours.until
}

/// What the record says was promised: everything that is out, where it names no amount.
fn promised(
    decision: &Decision<'_>,
    draft: &Draft<'_>,
    id: InstalmentId,
) -> Result<Option<(Date, Money)>, Refusal> {
    let read = draft.read();
    let outstanding = known(decision, id)?.outstanding();
    let amount = read.whole("promised_amount").map(Money).unwrap_or(outstanding);
    Ok(read.parse("promised_date").map(|on| (on, amount)))
}

/// What follows from a dunning record: a demand with proof, and a promise, restart the limitation period.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let read = draft.read();
    let Some((instalment, level)) = read.parse("instalment").zip(level_of(read.text("level"))) else {
        return Ok(());
    };
    let zone = decision.process.time_zone();
    let at = read.parse::<Timestamp>("at").map(|at| crate::zone::local_date(at, &zone));
    let demand_on = at.filter(|_| read.has("evidence"));
    decision.emit(Event::DunningRecorded { document: draft.document, instalment, level, demand_on });
    super::collection::renew_limitation(decision, instalment);
    if let Some(((on, amount), contact)) =
        promised(decision, draft, instalment)?.zip(read.parse::<ContactId>("contact"))
    {
        record_promise(decision, instalment, on, amount, contact);
    }
    Ok(())
}
