//! Where a request comes from, and the lines that it leaves in the security log.
//!
//! Promises that a line is written by whoever does what it tells of, in the same transaction. Must never be given a password, a code or
//! a token; of a session only the first digits of its digest are kept.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::security::Kind;
use tongguan_store::security_log::{self, Entry};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use crate::world::World;

/// Where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// The address of the connection, where there is one.
    pub address: Option<IpAddr>,
    /// What the browser calls itself.
    pub agent: Option<Arc<str>>,
}

impl Trace {
    /// A line about something that was done from here.
    pub fn line(&self, world: &World, kind: Kind) -> Line {
        let Line(entry) = Line::new(world.id(), world.now(), kind);
        let address = self.address.map(|address| address.to_string());
        Line(Entry { address, agent: self.agent.as_deref().map(str::to_owned), ..entry })
    }
}

/// A line in the making.
#[derive(Debug, Clone)]
pub struct Line(Entry);

impl Line {
    /// A line about something that was done, nobody knows from where.
    pub fn new(id: Uuid, recorded_at: Timestamp, kind: Kind) -> Self {
        Self(Entry {
            id,
            recorded_at,
            kind,
            success: true,
            actor: None,
            person: None,
            login: None,
            address: None,
            agent: None,
            session: None,
            detail: "{}".to_owned(),
        })
    }

    /// It concerns somebody, or nobody.
    pub fn of(mut self, person: Option<PersonId>) -> Self {
        self.0.person = person.map(|person| person.0);
        self
    }

    /// It was done by somebody, to himself.
    pub fn by(mut self, person: PersonId) -> Self {
        (self.0.actor, self.0.person) = (Some(person.0), Some(person.0));
        self
    }

    /// It concerns somebody.
    pub fn about(mut self, person: PersonId) -> Self {
        self.0.person = Some(person.0);
        self
    }

    /// It was tried and not done.
    pub fn refused(mut self) -> Self {
        self.0.success = false;
        self
    }

    /// The login that was typed; only where there is such a login.
    pub fn login(mut self, login: &str) -> Self {
        self.0.login = Some(login.to_owned());
        self
    }

    /// In the session whose digest begins so.
    pub fn session(mut self, prefix: String) -> Self {
        self.0.session = Some(prefix);
        self
    }

    /// Codes and ids that tell more.
    pub fn detail(mut self, detail: Value) -> Self {
        self.0.detail = detail.to_string();
        self
    }

    /// Writes it.
    pub async fn write(&self, tx: &mut Tx, tenant: TenantId, node: &str) -> Result<(), StoreError> {
        security_log::append(tx, tenant.0, node, &self.0).await
    }
}
