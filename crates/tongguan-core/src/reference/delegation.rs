//! A delegation (委托): one person stands in for another between two moments, and never longer than the limit.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, exclusion};
use crate::id::{DelegationId, PersonId};
use crate::notice::{About, Notice, Reason};

/// A delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Its id.
    pub id: DelegationId,
    /// Who is away.
    pub from: PersonId,
    /// Who stands in.
    pub to: PersonId,
    /// First moment.
    pub starts_at: Timestamp,
    /// Last moment; revoking brings it forward.
    pub ends_at: Timestamp,
}

impl Record for Delegation {
    const KIND: &'static str = "delegation";
    const PERSONAL: &'static [&'static str] = &[];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Somebody stands in.
    GrantDelegation {
        from: PersonId,
        to: PersonId,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        starts_at: Timestamp,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        ends_at: Timestamp,
    },
    /// From now on nobody does.
    RevokeDelegation {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::GrantDelegation { .. } => "grant_delegation",
            Command::RevokeDelegation {} => "revoke_delegation",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    delegation: Option<&Delegation>,
    command: &Command,
) -> Result<Delegation, Refusal> {
    match (delegation, command) {
        (None, Command::GrantDelegation { from, to, starts_at, ends_at }) => {
            desk.admit(command.key(), Some(*from))?;
            period(desk, *starts_at, *ends_at)?;
            fit(desk, *from, *to)?;
            let id = DelegationId(desk.fresh_id());
            Ok(Delegation { id, from: *from, to: *to, starts_at: *starts_at, ends_at: *ends_at })
        }
        (Some(delegation), Command::RevokeDelegation {}) => {
            desk.admit(command.key(), Some(delegation.from))?;
            match delegation.ends_at > desk.now() {
                true => {
                    let ends_at = desk.now().max(delegation.starts_at);
                    Ok(Delegation { ends_at, ..delegation.clone() })
                }
                false => Err(Refusal::NoChange),
            }
        }
        _ => Err(Refusal::AlreadyExists { kind: Delegation::KIND.to_owned() }),
    }
}

fn period(desk: &Desk<'_>, starts_at: Timestamp, ends_at: Timestamp) -> Result<(), Refusal> {
    if ends_at <= starts_at || ends_at <= desk.now() {
        return Err(Refusal::BadPeriod { field: "ends_at".to_owned() });
    }
    let max_days = desk.settings.delegation_max_days;
    match ends_at.duration_since(starts_at) > jiff::SignedDuration::from_hours(24 * i64::from(max_days)) {
        true => Err(Refusal::DelegationTooLong { max_days }),
        false => Ok(()),
    }
}

/// The delegate is somebody else, active, and of no lower rank (4.7: the lower authority of the two would count).
pub(super) fn fit(desk: &Desk<'_>, from: PersonId, to: PersonId) -> Result<(), Refusal> {
    if from == to {
        return Err(Refusal::DelegatesToHimself);
    }
    if let Some(person) = [from, to].into_iter().find(|person| !desk.organization.is_active(*person)) {
        return Err(Refusal::UnfitPerson { person });
    }
    let rank = |person| desk.organization.rank(person, desk.process);
    match rank(to) < rank(from) {
        true => Err(Refusal::DelegateTooLow { person: to }),
        false => exclusion::delegation_fits(desk, from, to),
    }
}

/// Word to whoever stands in, unless he arranged it himself.
pub fn words(desk: &Desk<'_>, delegation: &Delegation) -> Vec<Notice> {
    let Delegation { from, to, starts_at, ends_at, .. } = delegation;
    stands_in(desk, (*from, *to), (*starts_at, *ends_at))
}

/// Word of standing in for somebody between two moments.
pub(super) fn stands_in(
    desk: &Desk<'_>,
    (from, to): (PersonId, PersonId),
    (starts_at, ends_at): (Timestamp, Timestamp),
) -> Vec<Notice> {
    if desk.actor() == Some(to) {
        return Vec::new();
    }
    let params = serde_json::json!({"from": from, "starts_at": starts_at, "ends_at": ends_at});
    let params = params.as_object().cloned().unwrap_or_default();
    vec![Notice { to, reason: Reason::StandsIn, deal: None, about: About::Deal, params }]
}
