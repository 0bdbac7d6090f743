//! Given a row of reference data, when a command is given, then this state or this refusal.

mod absence;
mod account_appeal;
mod account_reader;
mod anomaly;
mod calendar;
mod customer;
mod export;
mod export_request;
mod field_rule;
mod hand_over;
mod import;
mod money;
mod name_key;
mod organization;
mod recall;
mod rights;
mod rules;
mod sensitive_read;
mod subject_request;
mod template;

use jiff::Timestamp;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{DepartmentId, PersonId};
use tongguan_core::organization::Organization;
use tongguan_core::process::Process;
use tongguan_core::reference::setting::Settings;
use tongguan_core::reference::{Desk, Refusal};
use uuid::Uuid;

use crate::scene::{Scene, Who, local};

pub const TEAM: DepartmentId = DepartmentId(Uuid::from_u128(101));
pub const SALES: DepartmentId = DepartmentId(Uuid::from_u128(102));
pub const COMPANY: DepartmentId = DepartmentId(Uuid::from_u128(103));
/// Nobody and nothing.
pub const STRANGER: PersonId = PersonId(Uuid::from_u128(999));
pub const NOWHERE: DepartmentId = DepartmentId(Uuid::from_u128(998));

/// The small company at a moment, with one command after the other.
pub struct Office {
    pub organization: Organization,
    pub process: std::sync::Arc<Process>,
    pub settings: Settings,
    pub now: Timestamp,
    pub hand: Hand,
    given: u64,
}

impl Office {
    /// The company of the scene.
    pub fn new() -> Self {
        let scene = Scene::new();
        let organization = (*scene.facts.organization).clone();
        let now = local("2026-11-20T17:00");
        Self {
            organization,
            process: scene.process,
            settings: Settings::default(),
            now,
            hand: Hand::System,
            given: 0,
        }
    }

    /// Lets somebody decide at the desk.
    pub fn at<T>(&mut self, who: Who, decide: impl FnOnce(&Desk<'_>) -> T) -> T {
        self.desk(Actor::Person(who.id()), decide)
    }

    /// Lets the system decide at the desk.
    pub fn set_up<T>(&mut self, decide: impl FnOnce(&Desk<'_>) -> T) -> T {
        self.desk(Actor::System, decide)
    }

    fn desk<T>(&mut self, actor: Actor, decide: impl FnOnce(&Desk<'_>) -> T) -> T {
        self.given += 1;
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.given.to_be_bytes());
        let context = Context { now: self.now, actor, seed, hand: self.hand };
        let Self { organization, process, settings, .. } = self;
        decide(&Desk { organization, process, settings, context: &context })
    }
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.expect_err("refused").code()
}
