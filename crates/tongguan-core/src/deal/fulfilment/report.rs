//! The weekly progress report (D13): one for each week of delivery, judged by when it went to the customer.
//!
//! A week's duty opens when the week before it is closed or missed, so that the queue always shows the next one and
//! nothing depends on when the scanner ran. A report answers for the oldest week without one: thirteen reports on one
//! day make one week in time and twelve late ones. None answers for a week that has not begun.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::deal::document::Draft;
use crate::deal::{Event, Recorded};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::id::{ContactId, DocumentId};
use crate::money::Percent;
use crate::process::DocumentKind;
use crate::refusal::Refusal;
use crate::zone;

/// Weeks without a working day that are passed over before giving up.
const LONGEST_BREAK: usize = 60;

/// What is known of the weekly reports.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reporting {
    /// Weeks of delivery by their Monday, and the report that answers for each.
    pub weeks: BTreeMap<Date, Option<DocumentId>>,
    /// Reports that went to the customer, and the day on which they did.
    pub sent: BTreeMap<DocumentId, Date>,
    /// Progress as last reported.
    pub progress: Percent,
    /// Issues that the last report left open.
    pub open_issues: u32,
}

impl Reporting {
    fn week_of(&self, report: DocumentId) -> Option<Date> {
        self.weeks.iter().find(|(_, by)| **by == Some(report)).map(|(week, _)| *week)
    }

    fn oldest_open(&self) -> Option<Date> {
        self.weeks.iter().find(|(_, report)| report.is_none()).map(|(week, _)| *week)
    }

    fn has_unsent(&self) -> bool {
        self.weeks.values().flatten().any(|report| !self.sent.contains_key(report))
    }
}

/// How a project stands (RAG).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rag {
    Green,
    Amber,
    Red,
}

/// How a report reached the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By our own mail, which keeps its receipt.
    SystemMail,
    /// Declared by a person, with evidence.
    Declared,
}

/// Opens the first week with a working day on or after a day, unless a later one is open.
pub(super) fn open_week(decision: &mut Decision<'_>, from: Date) {
    let state = &decision.deal.fulfilment;
    if state.accepted_on.is_some() || state.reporting.weeks.keys().any(|week| *week >= monday(from)) {
        return;
    }
    if let Some(week) = week_on_or_after(&decision.facts.calendar, from) {
        decision.emit(Event::WeekOpened { week });
    }
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().since(Weekday::Monday)).days())
}

fn week_on_or_after(calendar: &Calendar, from: Date) -> Option<Date> {
    let mondays = (0..LONGEST_BREAK).map(|n| monday(from).saturating_add((n as i64).weeks()));
    mondays
        .into_iter()
        .find(|monday| calendar.last_working_day_of_week(*monday).is_some_and(|last| last >= from))
}

/// The week after the last one opens when that one is closed or missed.
pub(super) fn week_over(decision: &mut Decision<'_>, week: Date) {
    open_week(decision, week.saturating_add(1.weeks()));
}

/// Judges a report (D13) and fills what the system knows.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let state = &decision.deal.fulfilment;
    is_reporting(decision)?;
    if state.reporting.sent.contains_key(&draft.document) {
        return Err(Refusal::RecordStands { document: draft.document });
    }
    let week = state.reporting.week_of(draft.document).or(state.reporting.oldest_open());
    let week = week.filter(has_begun(decision)).ok_or(Refusal::NoWeekOpen)?;
    let read = draft.read();
    let planned = state.plan.planned_percent(decision.today());
    let actual = read.parse::<Percent>("progress_pct_actual").unwrap_or(Percent::ZERO);
    let iso = week.iso_week_date();
    values.set("week", format!("{}-W{:02}", iso.year(), iso.week()));
    values.set("progress_pct_plan", planned.to_string());
    for (number, row) in read.rows("milestone_status").into_iter().enumerate() {
        let until = row.parse::<Date>("actual").or(row.parse("forecast"));
        if let Some((planned, until)) = row.parse::<Date>("planned").zip(until) {
            let slip = planned.duration_until(until).as_hours() / 24;
            values.set_row("milestone_status", number, "slip_days", slip);
        }
    }
    let claimed = rag(read.text("overall_status"));
    let brighter = claimed < suggested(decision, planned, actual);
    if (brighter || actual < state.reporting.progress) && !read.has("status_reason") {
        let limit = Some(state.reporting.progress.to_string()).filter(|_| !brighter);
        return draft.fault("status_reason", "required", limit);
    }
    let (rows, open) = (read.rows("issues").len(), state.reporting.open_issues);
    match rows < open as usize {
        true => draft.fault("issues", "issues_not_carried_over", Some(open.to_string())),
        false => Ok(()),
    }
}

/// Between its start and the acceptance a delivery is reported on.
fn is_reporting(decision: &Decision<'_>) -> Result<(), Refusal> {
    let state = &decision.deal.fulfilment;
    match state.plan.started_on.is_some() && state.accepted_on.is_none() {
        true => Ok(()),
        false => Err(Refusal::DeliveryNotStarted),
    }
}

/// What has not begun cannot be reported on: nobody reports weeks in advance.
fn has_begun(decision: &Decision<'_>) -> impl Fn(&Date) -> bool {
    let today = decision.today();
    move |monday| *monday <= today
}

/// Whether a report could be written or revised now: a week is open, or a report of one has not gone to the customer.
pub(super) fn may_write(decision: &Decision<'_>) -> Result<(), Refusal> {
    is_reporting(decision)?;
    let reporting = &decision.deal.fulfilment.reporting;
    match reporting.oldest_open().is_some_and(|week| has_begun(decision)(&week)) || reporting.has_unsent() {
        true => Ok(()),
        false => Err(Refusal::NoWeekOpen),
    }
}

fn rag(option: Option<&str>) -> Rag {
    match option {
        Some("green") => Rag::Green,
        Some("amber") => Rag::Amber,
        _ => Rag::Red,
    }
}

/// What the lag behind the plan suggests; a better status needs a reason.
fn suggested(decision: &Decision<'_>, planned: Percent, actual: Percent) -> Rag {
    let settings = &decision.process.settings.delivery;
    let behind = planned.decimal() - actual.decimal();
    let late = decision.deal.fulfilment.plan.is_behind(decision.today());
    match () {
        () if behind > settings.red_behind => Rag::Red,
        () if behind > settings.amber_behind || late => Rag::Amber,
        () => Rag::Green,
    }
}

/// Records that a report went to the customer, now; that moment is what its week is judged by.
pub(crate) fn send(
    decision: &mut Decision<'_>,
    document: DocumentId,
    revision: u32,
    to: &[ContactId],
    channel: Channel,
    evidence: &[Digest],
) -> Result<(), Refusal> {
    let standing = decision.deal.documents.get(&document).filter(|d| d.kind == DocumentKind::ProgressReport);
    let current = standing.ok_or(Refusal::UnknownDocument { document })?.revision;
    if current != revision {
        return Err(Refusal::StaleRevision { document, current });
    }
    let week = may_send(decision, document)?;
    // That it went by our mail is for our mail server to say.
    if channel == Channel::SystemMail {
        return Err(Refusal::NotMailed);
    }
    if to.is_empty() {
        return Err(Refusal::ReceiverMissing);
    }
    if let Some(stranger) = to.iter().find(|contact| !decision.facts.contacts.contains_key(*contact)) {
        return Err(Refusal::UnknownContact { contact: *stranger });
    }
    if evidence.is_empty() {
        return Err(Refusal::EvidenceMissing);
    }
    let (to, evidence, on) = (to.to_vec(), evidence.to_vec(), decision.today());
    decision.emit(Event::ReportSent { document, revision, week, on, to, channel, evidence });
    week_over(decision, week);
    Ok(())
}

/// The week that a report answers for, if it has not gone to the customer.
pub(in crate::deal) fn may_send(decision: &Decision<'_>, document: DocumentId) -> Result<Date, Refusal> {
    let reporting = &decision.deal.fulfilment.reporting;
    match reporting.sent.contains_key(&document) {
        true => Err(Refusal::RecordStands { document }),
        false => reporting.week_of(document).ok_or(Refusal::NoWeekOpen),
    }
}

/// From when on the customer may have confirmed a report: the day on which it went to him.
pub(in crate::deal) fn may_confirm(
    decision: &Decision<'_>,
    document: DocumentId,
) -> Result<Timestamp, Refusal> {
    let sent = decision.deal.fulfilment.reporting.sent.get(&document).ok_or(Refusal::NotSent { document })?;
    Ok(zone::at(*sent, 0, 0, &decision.process.time_zone()))
}

/// Our mail server took a report; the second mail of one report changes nothing.
pub(in crate::deal) fn mailed(
    decision: &mut Decision<'_>,
    document: DocumentId,
    revision: u32,
    to: &[ContactId],
    file: Digest,
) {
    let Ok(week) = may_send(decision, document) else { return };
    let (to, evidence, on, channel) = (to.to_vec(), vec![file], decision.today(), Channel::SystemMail);
    decision.emit(Event::ReportSent { document, revision, week, on, to, channel, evidence });
    week_over(decision, week);
}

pub(super) fn fold(reporting: &mut Reporting, recorded: &Recorded) {
    match &recorded.event {
        Event::WeekOpened { week } => {
            reporting.weeks.entry(*week).or_default();
        }
        Event::DocumentSubmitted { kind: DocumentKind::ProgressReport, document, facts, .. } => {
            let read = Reader(facts);
            if reporting.week_of(*document).is_none()
                && let Some(week) = reporting.oldest_open()
            {
                reporting.weeks.insert(week, Some(*document));
            }
            reporting.progress = read.parse("progress_pct_actual").unwrap_or(reporting.progress);
            let open = |row: &Reader<'_>| row.text("status") == Some("open");
            reporting.open_issues = read.rows("issues").iter().filter(|row| open(row)).count() as u32;
        }
        Event::ReportSent { document, on, .. } => {
            reporting.sent.insert(*document, *on);
        }
        _ => {}
    }
}
