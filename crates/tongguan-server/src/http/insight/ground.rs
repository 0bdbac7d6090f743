//! What figures are reckoned on: who asks, about which period, in which words.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tongguan_core::id::DepartmentId;
use tongguan_core::insight::Variant;
use tongguan_core::process::{Process, Stage};
use tongguan_core::zone::{at, local_date};
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::figures::Slice;
use tongguan_store::read::instalments::InstalmentFilter;

use super::asked::Asked;
use super::view::{self, FigureLine, FigureReading, FigureUnit, FigureView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use tongguan_core::sight;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::speaker::Speaker;

/// The ground of figures.
#[derive(Clone)]
pub struct Ground {
    /// What the caller sees.
    pub access: Access,
    /// The whole company: only for the chance of winning, which is the same for everybody.
    pub company: Access,
    /// The period and whose deals.
    pub slice: Slice,
    /// The same for instalments.
    pub instalments: InstalmentFilter,
    /// The days of the period.
    pub days: (Date, Date),
    /// Now.
    pub now: Timestamp,
    /// The company's zone.
    pub zone: TimeZone,
    /// The process.
    pub process: Arc<Process>,
    /// The language.
    pub lang: Lang,
    department: Option<DepartmentId>,
    again: String,
}

impl Ground {
    /// The ground of what is asked.
    pub fn of(app: &App, caller: &Caller, lang: Lang, asked: &Asked) -> Result<Self, ApiError> {
        let (process, now) = (app.current_process(), app.world().now());
        let zone = process.time_zone();
        let days = asked.days(local_date(now, &zone))?;
        let departments = sight::within(&caller.organization, asked.department);
        let next = days.1.saturating_add(1.day());
        Ok(Self {
            access: app.access(caller),
            company: Access::of(caller.tenant, caller.person, Scope::All),
            slice: Slice {
                from: at(days.0, 0, 0, &zone),
                to: at(next, 0, 0, &zone),
                departments: departments.clone(),
                owner: asked.owner,
            },
            instalments: InstalmentFilter { departments, owner: asked.owner, ..InstalmentFilter::default() },
            department: asked.department,
            again: asked.again(days),
            days,
            now,
            zone,
            process,
            lang,
        })
    }

    /// The period as far as it has passed: what is due later has not failed yet.
    pub fn passed(&self) -> Slice {
        Slice { to: self.slice.to.min(self.now).max(self.slice.from), ..self.slice.clone() }
    }

    /// Today.
    pub fn today(&self) -> Date {
        local_date(self.now, &self.zone)
    }

    /// Where the rows of a kind are.
    pub fn rows(&self, of: &str) -> String {
        format!("/insights/rows?of={of}&{}", self.again)
    }

    /// Whose deals count, as the register of exceptions is asked.
    pub fn whose(&self) -> String {
        let owner = self.slice.owner.map(|owner| format!("&owner={}", owner.0));
        format!("{}{}", self.of_department(), owner.unwrap_or_default())
    }

    /// Whose attempts count, as the journal is asked: there the owner is who tried.
    pub fn whose_attempts(&self) -> String {
        let actor = self.slice.owner.map(|owner| format!("&actor={}", owner.0));
        format!("{}{}", self.of_department(), actor.unwrap_or_default())
    }

    fn of_department(&self) -> String {
        self.department.map(|one| format!("&department={}", one.0)).unwrap_or_default()
    }

    /// The name of a figure or a line.
    pub fn name(&self, key: &str) -> String {
        self.lang.figure(key).map_or(key, |words| words.name.as_str()).to_owned()
    }

    /// The name of a stage.
    pub fn stage(&self, stage: Stage) -> String {
        let definition = self.process.stage(stage);
        self.with_speaker(|speaker| {
            definition.map_or(stage.key(), |definition| speaker.label(&definition.name)).to_owned()
        })
    }

    /// Does something with the words of the process.
    pub fn with_speaker<T>(&self, work: impl FnOnce(&Speaker<'_>) -> T) -> T {
        work(&Speaker { lang: self.lang, process: &self.process, names: &Names::new() })
    }

    /// A line with a name of ours.
    pub fn line(&self, key: &str, unit: FigureUnit) -> FigureLine {
        FigureLine::new(key, self.name(key), unit)
    }

    /// A figure.
    pub fn figure(&self, key: &str, readings: Vec<FigureReading>) -> FigureView {
        FigureView { key: key.to_owned(), name: self.name(key), readings }
    }

    /// A reading in a variant of the core.
    pub fn reading(
        &self,
        variant: Variant,
        total: Option<FigureLine>,
        lines: Vec<FigureLine>,
    ) -> FigureReading {
        self.reading_of(&view::key(variant), total, lines)
    }

    /// A reading in a variant of ours.
    pub fn reading_of(
        &self,
        variant: &str,
        total: Option<FigureLine>,
        lines: Vec<FigureLine>,
    ) -> FigureReading {
        let words = self.lang.figure(variant);
        let formula = words.map(|words| words.formula.clone()).unwrap_or_default();
        FigureReading { variant: variant.to_owned(), name: self.name(variant), formula, total, lines }
    }
}
