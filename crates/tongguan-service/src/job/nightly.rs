//! What is done once a day: forgetting what nobody needs any more, and asking for the days off of the coming year.
//!
//! Promises: once per civil day of the company, in one transaction with the note that it was done; a day that was slept through is
//! not made up for. Must never remove anything that history rests on.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde_json::json;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_core::organization::Organization;
use tongguan_core::process::Process;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_appeal;
use tongguan_core::reference::authority;
use tongguan_core::reference::subject_request::SubjectRequest;
use tongguan_core::zone::local_date;
use tongguan_store::notice::{self, Origin};
use tongguan_store::reference::Versioned;
use tongguan_store::{Database, StoreError, Tx, auth, idempotency, reference, security_log, setting};
use uuid::Uuid;

use crate::run::Executor;

/// The local hour from which the day's work may be done.
const HOUR: i8 = 2;
/// Answers to earlier requests are kept for this long.
const ANSWERS_DAYS: i64 = 30;
/// The month from which the coming year's days off are asked for; the State Council tells them in November.
const ASKED_FROM_MONTH: i8 = 11;
const DONE: &str = "nightly.done";

/// Does the day's work, if it is not done yet; answers whether it was done now.
pub async fn turn(
    db: &Database,
    executor: &Executor,
    tenant: TenantId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let zone = executor.processes().current().time_zone();
    let local = zone.to_datetime(now);
    let today = local.date();
    let done: Result<Option<String>, StoreError> =
        db.read(move |tx| Box::pin(setting::get(tx, tenant.0, DONE))).await;
    if local.hour() < HOUR || done?.is_some_and(|day| day == quoted(today)) {
        return Ok(false);
    }
    let executor = executor.clone();
    db.write(move |tx| {
        let (executor, zone) = (executor.clone(), zone.clone());
        Box::pin(async move {
            clear(tx, tenant, now).await?;
            let known = executor.known(tx, tenant).await?;
            let months = i64::from(known.settings.security_log_months);
            let kept_from = today.saturating_sub(Span::new().months(months));
            security_log::forget(tx, tenant.0, kept_from).await?;
            let ahead = executor.processes().current().settings.personal_data.remind_working_days;
            let until = known.calendar.working_days_after(today, ahead).date;
            let due = reference::due_subject_requests(tx, tenant, until).await?;
            let mut notices = appealed(tx, tenant, now, (today, &zone), &known.organization).await?;
            notices.extend(warn(&due, &known.organization));
            notices.extend(ask(today, &known.calendar, &known.organization, executor.processes().current()));
            let origin = Origin { at: now, stream: Uuid::nil(), version: day_number(today) };
            notice::write(tx, tenant, origin, &notices).await?;
            setting::put(tx, tenant.0, DONE, &quoted(today), now).await
        })
    })
    .await
    .map(|()| true)
}

/// The last day on which the day's work was done.
pub async fn done_on(db: &Database, tenant: TenantId) -> Result<Option<String>, StoreError> {
    let done: Result<Option<String>, StoreError> =
        db.read(move |tx| Box::pin(setting::get(tx, tenant.0, DONE))).await;
    Ok(done?.map(|day| day.trim_matches('"').to_owned()))
}

/// Settings are JSON.
fn quoted(day: Date) -> String {
    format!("\"{day}\"")
}

fn day_number(day: Date) -> u64 {
    u64::try_from(day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24).unwrap_or(0)
}

async fn clear(tx: &mut Tx, tenant: TenantId, now: Timestamp) -> Result<(), StoreError> {
    let before = now.saturating_sub(SignedDuration::from_hours(24 * ANSWERS_DAYS)).unwrap_or(Timestamp::MIN);
    idempotency::forget(tx, tenant.0, before).await?;
    auth::forget_expired(tx, tenant, now).await?;
    Ok(())
}

/// From the first of November, and every Monday after it, whoever keeps the organisation hears that a calendar is missing.
fn ask(today: Date, calendar: &Calendar, organization: &Organization, process: &Process) -> Vec<Notice> {
    let is_time =
        today.month() >= ASKED_FROM_MONTH && (today.day() == 1 || today.weekday() == Weekday::Monday);
    let year = today.year() + 1;
    let first = Date::new(year, 1, 1).unwrap_or(today);
    if !is_time || !calendar.day(first).provisional {
        return Vec::new();
    }
    let params = json!({"year": year}).as_object().cloned().unwrap_or_default();
    let word = |to| Notice {
        to,
        reason: Reason::CalendarMissing,
        deal: None,
        about: About::Deal,
        params: params.clone(),
    };
    keepers(organization, process).into_iter().map(word).collect()
}

/// Whoever may decide an appeal about a customer hears of it on the night before its last day, and every night once it is late.
async fn appealed(
    tx: &mut Tx,
    tenant: TenantId,
    now: Timestamp,
    (today, zone): (Date, &TimeZone),
    organization: &Organization,
) -> Result<Vec<Notice>, StoreError> {
    let mut notices = Vec::new();
    for appeal in reference::open_appeals(tx, tenant).await? {
        if local_date(appeal.due_at, zone) > today {
            break;
        }
        let Some(row) = reference::load::<Account>(tx, tenant, appeal.account.0).await? else { continue };
        notices.extend(account_appeal::reminders(organization, &row.state, &appeal, now));
    }
    Ok(notices)
}

/// Whoever answers persons about their data hears every night of what is due soon, or late.
fn warn(due: &[Versioned<SubjectRequest>], organization: &Organization) -> Vec<Notice> {
    let Some(first) = due.first() else { return Vec::new() };
    let rule = authority::rule_of("fulfil_subject_request");
    let people = organization.people.keys().filter(|person| organization.is_active(**person));
    let answers = people.filter(|person| rule.is_some_and(|rule| rule.admits(organization, **person)));
    let params = json!({"due_on": first.state.due_on, "count": due.len()});
    let params = params.as_object().cloned().unwrap_or_default();
    let reason = Reason::SubjectRequestDue;
    answers
        .map(|to| Notice { to: *to, reason, deal: None, about: About::Deal, params: params.clone() })
        .collect()
}

/// Whoever keeps the organisation.
pub(super) fn keepers(organization: &Organization, process: &Process) -> BTreeSet<PersonId> {
    let roles = &process.settings.notices.unattended;
    let posts = organization.posts.iter().filter(|post| roles.contains(&post.role));
    posts.filter_map(|post| post.holder).filter(|person| organization.is_active(*person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_year_is_asked_for_from_november_and_every_monday() {
        let (calendar, process) = (Calendar::shipped(), Process::standard());
        let person = PersonId(Uuid::from_u128(1));
        let mut organization = Organization::default();
        let department = tongguan_core::id::DepartmentId(Uuid::from_u128(2));
        organization.people.insert(person, tongguan_core::organization::Person { department, active: true });
        organization.posts.push(tongguan_core::organization::Post {
            id: tongguan_core::id::PostId(Uuid::from_u128(3)),
            role: "sys_admin".to_owned(),
            department,
            holder: Some(person),
            since: Timestamp::UNIX_EPOCH,
            reports_to: None,
            acting_until: None,
        });
        let asked = |day: &str| ask(day.parse().expect("a date"), &calendar, &organization, &process).len();
        assert_eq!(asked("2026-10-26"), 0, "a Monday in October");
        assert_eq!(asked("2026-11-01"), 1);
        assert_eq!(asked("2026-11-03"), 0, "a Tuesday");
        assert_eq!(asked("2026-11-09"), 1);
        assert_eq!(asked("2025-11-03"), 0, "2026 is known");
    }
}
