//! A deal as lists, boards and queues show it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::approval::ApprovalSubject;
use tongguan_core::process::{Clock, DocumentKind, Link, Process, Stage};
use tongguan_store::read::deals::DealRow;
use uuid::Uuid;

use super::reading::Named;
use super::view::approval::subject_in_words;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::due::Watch;
use crate::http::error::ApiError;
use crate::http::names;
use tongguan_service::directory::Directory;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::speaker::Speaker;

/// A deal in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DealCard {
    /// Its id.
    pub id: Uuid,
    /// How many events it has.
    pub version: i64,
    /// The number it goes by now.
    pub number: String,
    /// When the lead was registered.
    #[schema(value_type = String, format = DateTime)]
    pub registered_at: Timestamp,
    /// When something last happened.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// The customer.
    pub account: Named,
    /// Its owner; absent in the pool.
    pub owner: Option<Named>,
    /// Its department.
    pub department: Named,
    /// The stage that it stands in.
    pub stage: String,
    /// The stage's name.
    pub stage_name: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub stage_since: Timestamp,
    /// `open`, `closed`, `lost` or `invalid`.
    pub standing: String,
    /// `valid`, `invalid` or `returned`, once screened.
    pub screening: Option<String>,
    /// A, B or C, once set.
    pub grade: Option<String>,
    /// Option of 线索来源.
    pub source_channel: Option<String>,
    /// What it is worth, minor units; 0 while not known.
    pub amount_minor: i64,
    /// When it is expected to be signed.
    #[schema(value_type = Option<String>, format = Date)]
    pub close_on: Option<Date>,
    /// When it was signed.
    #[schema(value_type = Option<String>, format = Date)]
    pub won_on: Option<Date>,
    /// When the next duty is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_due_at: Option<Timestamp>,
    /// What that duty is, verb first.
    pub next_name: Option<String>,
    /// How urgent it is, as in the queue: `overdue`, `today`, `soon` or `later`.
    pub next_urgency: Option<String>,
    /// Working days until it is due, or since then where it is late; 0 on the day itself.
    pub next_working_days: Option<u32>,
    /// Open duties.
    pub open_count: i64,
    /// Open duties that are late.
    pub overdue_count: i64,
    /// Open approvals.
    pub approval_count: i64,
    /// The gate ahead.
    pub gate: Option<String>,
    /// Conditions of it that hold.
    pub gate_done: i64,
    /// All its conditions.
    pub gate_total: i64,
    /// Value of signed contracts, minor units.
    pub contract_minor: i64,
    /// Received, minor units.
    pub received_minor: i64,
    /// Still to come, minor units.
    pub outstanding_minor: i64,
    /// Of a running lead, how many other running deals of the same customer and other customers like it there are; where a list was
    /// asked for it.
    pub similar: Option<usize>,
}

/// What cards are drawn with.
pub struct Cards {
    /// Names by id.
    pub names: Names,
    process: Arc<Process>,
    directory: Arc<Directory>,
    now: Timestamp,
    lang: Lang,
}

impl Cards {
    /// Reads the names that rows (and whatever else the answer shows) need.
    pub async fn load(
        app: &App,
        caller: &Caller,
        lang: Lang,
        rows: impl Iterator<Item = &DealRow>,
        more: impl Iterator<Item = Uuid>,
    ) -> Result<Self, ApiError> {
        let of_row = |row: &DealRow| {
            let owner = row.owner.map(|owner| owner.0);
            [Some(row.account.0), owner, Some(row.department.0)].into_iter().flatten()
        };
        let mut ids: Vec<Uuid> = rows.flat_map(of_row).chain(more).collect();
        ids.sort();
        ids.dedup();
        let names = names::of(app, caller.tenant, ids).await?;
        let directory = app.directory(caller.tenant).await?;
        Ok(Self { names, process: app.current_process(), directory, now: app.world().now(), lang })
    }

    /// Looks at due moments from now.
    pub fn watch(&self) -> Watch<'_> {
        Watch::at(self.now, &self.process, &self.directory.calendar)
    }

    /// Speaks the reader's language.
    pub fn speaker(&self) -> Speaker<'_> {
        Speaker { lang: self.lang, process: &self.process, names: &self.names }
    }

    /// An id with its name.
    pub fn named(&self, id: Uuid) -> Named {
        Named { id, name: self.names.get(&id).cloned() }
    }

    /// The name of a clock's duty.
    pub fn clock(&self, key: &str) -> String {
        let clock = self.process.clocks.get(key);
        clock.map_or(key, |clock| self.speaker().label(&clock.name)).to_owned()
    }

    /// How a clock's duty is discharged.
    pub fn ways(&self, key: &str) -> Vec<Link> {
        self.process.clocks.get(key).map(Clock::ways).unwrap_or_default()
    }

    /// What an approval is about, in words.
    pub fn about(&self, document_kind: Option<&str>, subject: &ApprovalSubject) -> String {
        let of_key = |key: &str| DocumentKind::ALL.iter().find(|kind| kind.key() == key).copied();
        subject_in_words(&self.speaker(), subject, document_kind.and_then(of_key))
    }

    /// The clause that a clock carries.
    pub fn clause(&self, key: &str) -> String {
        self.process.clocks.get(key).map(|clock| clock.clause.clone()).unwrap_or_default()
    }

    /// The name of a stage.
    pub fn stage(&self, key: &str) -> String {
        let stage = Stage::ALL.into_iter().find(|stage| stage.key() == key);
        let definition = stage.and_then(|stage| self.process.stage(stage));
        definition.map_or(key, |definition| self.speaker().label(&definition.name)).to_owned()
    }

    /// A deal.
    pub fn card(&self, row: &DealRow) -> DealCard {
        let watch = self.watch();
        DealCard {
            id: row.deal.0,
            version: row.version,
            number: row.opportunity_no.clone().or_else(|| row.lead_no.clone()).unwrap_or_default(),
            registered_at: row.registered_at,
            updated_at: row.updated_at,
            account: self.named(row.account.0),
            owner: row.owner.map(|owner| self.named(owner.0)),
            department: self.named(row.department.0),
            stage: row.stage.clone(),
            stage_name: self.stage(&row.stage),
            stage_since: row.stage_since,
            standing: row.standing.clone(),
            screening: row.screening.clone(),
            grade: row.grade.clone(),
            source_channel: row.source_channel.clone(),
            amount_minor: row.amount_minor,
            close_on: row.close_on,
            won_on: row.won_on,
            next_due_at: row.next_due_at,
            next_name: row.next_clock.as_deref().map(|clock| self.clock(clock)),
            next_urgency: row.next_due_at.map(|due| watch.urgency(due, false, false).to_owned()),
            next_working_days: row.next_due_at.map(|due| watch.working_days(due)),
            open_count: row.open_count,
            overdue_count: row.overdue_count,
            approval_count: row.approval_count,
            gate: row.gate.clone(),
            gate_done: row.gate_done,
            gate_total: row.gate_total,
            contract_minor: row.contract_minor,
            received_minor: row.received_minor,
            outstanding_minor: row.outstanding_minor,
            similar: None,
        }
    }
}
