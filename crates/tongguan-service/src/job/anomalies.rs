//! The scan for anomalies (6.1, S:): what is told at once every hour, all of it once a week for the week before.
//!
//! Promises that what a scan finds is written once, however often and by however many processes it runs; that the core decides what is
//! unusual. Must never refuse or change anything that people did.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tongguan_core::anomaly::{
    Finding, Note, NoteKind, OfDeals, Past, Stream, Window, Written, of_day, of_week, said, written,
};
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_core::process::Anomalies;
use tongguan_core::reference::anomaly::Command;
use tongguan_core::zone;
use tongguan_store::notice::{self, Origin};
use tongguan_store::read::watched::Since;
use tongguan_store::read::{anomalies, watched};
use tongguan_store::{Database, StoreError, Tx, body, deal, setting};
use uuid::Uuid;

use crate::run::{Attempt, Executor, RunError, Target};
use crate::world::World;

/// Up to which hour was watched.
const WATCHED: &str = "anomalies.watched";
/// Which week was scanned last, by its Monday.
const SCANNED: &str = "anomalies.scanned";
/// Days of a week.
const WEEK: u32 = 7;
/// Deals per look.
const PAGE: u32 = 100;
/// Receipts that count back over two quarters.
const RECEIPT_DAYS: i64 = 200;
/// Who hears of what a week shows.
const READERS: &[&str] = &["auditor"];
/// Who hears at once of what cannot wait.
const ALERTED: &[&str] = &["auditor", "security_admin"];

/// Looks for anomalies.
#[derive(Clone)]
pub struct Scan {
    /// Where it looks.
    pub db: Database,
    /// By what it writes.
    pub executor: Executor,
    /// Its clock.
    pub world: World,
    /// Whose.
    pub tenant: TenantId,
}

impl Scan {
    /// Does what is due: the hour's watch, and on a new week the scan of the last.
    pub async fn turn(&self) -> Result<(), StoreError> {
        let process = self.executor.processes().current().clone();
        let Some(rules) = process.settings.anomalies.as_ref() else { return Ok(()) };
        let (now, zone) = (self.world.now(), process.time_zone());
        let hour = zone.to_datetime(now).strftime("%Y-%m-%dT%H").to_string();
        if self.done(WATCHED).await?.as_deref() != Some(hour.as_str()) {
            self.watch(rules, now, &zone).await?;
            self.remember(WATCHED, hour).await?;
        }
        let window = Window::week_before(zone::local_date(now, &zone), zone);
        let week = window.first().to_string();
        if self.done(SCANNED).await?.as_deref() != Some(week.as_str()) {
            self.week(rules, &window).await?;
            self.remember(SCANNED, week).await?;
        }
        Ok(())
    }

    /// What is told at once. Yesterday as well, whose last hour no turn has seen.
    async fn watch(&self, rules: &Anomalies, now: Timestamp, zone: &TimeZone) -> Result<(), StoreError> {
        let today = zone::local_date(now, zone);
        let days = i64::from(rules.reveals.history_days.max(rules.exports.history_days));
        let since = zone::at(back(today, days + 1), 0, 0, zone);
        let tenant = self.tenant;
        let acts: Result<_, StoreError> =
            self.db.read(move |tx| Box::pin(watched::acts(tx, tenant, since, now))).await;
        let acts = acts?;
        for day in [back(today, 1), today] {
            let found = of_day(rules, day, zone.clone(), &acts);
            let new = self.write(found).await?;
            self.tell(new, (ALERTED, Reason::AnomalyAlert)).await?;
        }
        Ok(())
    }

    /// All that a week shows.
    pub async fn week(&self, rules: &Anomalies, window: &Window) -> Result<(), StoreError> {
        let past = self.past(rules, window).await?;
        let new = self.write(of_week(rules, window, &past)).await?;
        self.tell(new, (READERS, Reason::AnomaliesFound)).await
    }

    async fn past(&self, rules: &Anomalies, window: &Window) -> Result<Past, StoreError> {
        let (tenant, from, to) = (self.tenant, window.from, window.to);
        let looked_since = zone::at(back(window.first(), i64::from(rules.looked_days)), 0, 0, &window.zone);
        let receipts_since = back(window.first(), RECEIPT_DAYS);
        let read: Result<Past, StoreError> = self
            .db
            .read(move |tx| {
                Box::pin(async move {
                    Ok(Past {
                        acts: watched::acts(tx, tenant, from, to).await?,
                        sign_ins: watched::sign_ins(tx, tenant, from, to).await?,
                        looked: watched::looked(tx, tenant, looked_since, to).await?,
                        reversed: watched::reversed(tx, tenant, receipts_since).await?,
                        payers: watched::payers(tx, tenant, receipts_since).await?,
                        phones: watched::phones(tx, tenant).await?,
                        ..Past::default()
                    })
                })
            })
            .await;
        let (deals, notes) = self.deals(rules, window).await?;
        let ids = deals.customers();
        let customers: Result<_, StoreError> = self
            .db
            .read(move |tx| {
                let ids = ids.clone();
                Box::pin(async move { watched::customers(tx, tenant, &ids).await })
            })
            .await;
        Ok(Past { deals, notes, customers: customers?, ..read? })
    }

    /// Goes through the deals that are looked at, a page at a time.
    async fn deals(&self, rules: &Anomalies, window: &Window) -> Result<(OfDeals, Vec<Note>), StoreError> {
        let ago = |days: u32| zone::at(back(window.first(), i64::from(days)), 0, 0, &window.zone);
        // Receipts of a quarter's last days may have come in the weeks before.
        let touched = ago(rules.receipts.round_days + 2 * WEEK);
        let (tenant, since) = (self.tenant, Since { touched, lost: ago(rules.orders.diverted_days) });
        let (mut told, mut notes, mut after) = (OfDeals::default(), Vec::new(), Uuid::nil());
        loop {
            let span = window.clone();
            let page: Result<Vec<(Stream, Vec<Note>)>, StoreError> = self
                .db
                .read(move |tx| {
                    let span = span.clone();
                    Box::pin(async move { streams(tx, tenant, (since, after), &span).await })
                })
                .await;
            let page = page?;
            for (stream, texts) in &page {
                told.take(rules, window, stream);
                notes.extend(texts.iter().cloned());
            }
            match page.last() {
                Some((last, _)) if page.len() == PAGE as usize => after = last.deal.0,
                _ => return Ok((told, notes)),
            }
        }
    }

    /// Writes what was not found before; answers how many that were.
    async fn write(&self, found: Vec<Finding>) -> Result<usize, StoreError> {
        let (tenant, mut new) = (self.tenant, 0);
        for finding in found {
            let mark = finding.mark();
            let known: Result<bool, StoreError> =
                self.db.read(move |tx| Box::pin(anomalies::is_known(tx, tenant, mark))).await;
            if known? {
                continue;
            }
            match self.executor.run(self.attempt(finding)).await {
                Ok(_) => new += 1,
                Err(RunError::Store(error)) => return Err(error),
                Err(error) => tracing::error!(%error, "a finding was not written"),
            }
        }
        Ok(new)
    }

    fn attempt(&self, finding: Finding) -> Attempt {
        Attempt::by_system(
            &self.world,
            self.tenant,
            Target::Reference { id: None, command: Command::RecordAnomaly { finding }.into() },
        )
    }

    /// One notice to each who watches, of how many there are.
    async fn tell(
        &self,
        count: usize,
        (roles, reason): (&'static [&'static str], Reason),
    ) -> Result<(), StoreError> {
        if count == 0 {
            return Ok(());
        }
        let (executor, tenant, stream, at) =
            (self.executor.clone(), self.tenant, self.world.id(), self.world.now());
        self.db
            .write(move |tx| {
                let executor = executor.clone();
                Box::pin(async move {
                    let organization = executor.known(tx, tenant).await?.organization.clone();
                    let holds = |person: &&PersonId| {
                        organization.roles_of(**person).any(|held| roles.contains(&held))
                            && organization.is_active(**person)
                    };
                    let params = json!({ "count": count });
                    let params = params.as_object().cloned().unwrap_or_default();
                    let word = |to: &PersonId| Notice {
                        to: *to,
                        reason,
                        deal: None,
                        about: About::Deal,
                        params: params.clone(),
                    };
                    let notices: Vec<Notice> = organization.people.keys().filter(holds).map(word).collect();
                    notice::write(tx, tenant, Origin { at, stream, version: 1 }, &notices).await
                })
            })
            .await
    }

    async fn done(&self, key: &'static str) -> Result<Option<String>, StoreError> {
        let tenant = self.tenant.0;
        let found: Result<Option<String>, StoreError> =
            self.db.read(move |tx| Box::pin(setting::get(tx, tenant, key))).await;
        Ok(found?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    async fn remember(&self, key: &'static str, value: String) -> Result<(), StoreError> {
        let (tenant, now, text) = (self.tenant.0, self.world.now(), Value::String(value).to_string());
        self.db
            .write(move |tx| {
                let text = text.clone();
                Box::pin(async move { setting::put(tx, tenant, key, &text, now).await })
            })
            .await
    }
}

fn back(day: Date, days: i64) -> Date {
    day.saturating_sub(jiff::Span::new().days(days))
}

/// A page of deals, each with its past and what people wrote about it in the window.
async fn streams(
    tx: &mut Tx,
    tenant: TenantId,
    (since, after): (Since, Uuid),
    window: &Window,
) -> Result<Vec<(Stream, Vec<Note>)>, StoreError> {
    let mut found = Vec::new();
    for id in watched::deals(tx, tenant, since, after, PAGE).await? {
        let events = match deal::events(tx, tenant, id).await {
            Ok(events) => events,
            // One that cannot be read stops no other; the scanner of deadlines tells of it.
            Err(StoreError::Corrupt { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        let stream = Stream { deal: id, events };
        let notes = texts(tx, tenant, id, &written(&stream, window)).await?;
        found.push((stream, notes));
    }
    Ok(found)
}

async fn texts(
    tx: &mut Tx,
    tenant: TenantId,
    deal: DealId,
    wanted: &[Written],
) -> Result<Vec<Note>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|one| one.body.0).collect();
    let bodies = body::load_many(tx, tenant.0, &ids).await?;
    let contents = bodies.into_iter().filter_map(|body| Some((body.id, body.text?.content)));
    let contents: BTreeMap<Uuid, Vec<u8>> = contents.collect();
    let note = |one: &Written| {
        let content = contents.get(&one.body.0)?;
        let text = match one.kind {
            NoteKind::Visit => said(&serde_json::from_slice(content).ok()?),
            NoteKind::Contact => String::from_utf8(content.clone()).ok()?,
        };
        Some(Note { kind: one.kind, person: one.person, deal, at: one.at, text })
    };
    Ok(wanted.iter().filter_map(note).collect())
}
