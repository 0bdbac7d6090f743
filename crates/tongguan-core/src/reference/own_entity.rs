//! One of our legal entities (我方主体): who sells, signs and receives money.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::{OwnEntityId, PersonId};
use crate::money::Money;
use crate::uscc::Uscc;

/// A legal entity of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnEntity {
    /// Its id.
    pub id: OwnEntityId,
    /// What it is.
    #[serde(flatten)]
    pub card: Card,
    /// False once retired.
    pub active: bool,
    /// Who may sign for it, each once; empty where it keeps no register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<Signatory>,
}

/// Somebody who may sign contracts for an entity (授权签字人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// Who.
    pub person: PersonId,
    /// Up to which gross amount; any, where there is none.
    pub limit: Option<Money>,
    /// From this day.
    pub from: Date,
    /// To this day; open where there is none.
    pub until: Option<Date>,
}

impl Signatory {
    /// Whether an amount may be signed on a day.
    pub fn may_sign(&self, amount: Money, on: Date) -> bool {
        let in_force = self.from <= on && self.until.is_none_or(|until| on <= until);
        in_force && self.limit.is_none_or(|limit| amount <= limit)
    }
}

/// What an entity is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Card {
    /// Legal name.
    pub name: String,
    /// 统一社会信用代码.
    pub uscc: String,
    /// Whether it is a 中小企业, so that statutory payment terms protect it.
    #[serde(default)]
    pub is_sme: bool,
    /// Address.
    #[serde(default)]
    pub address: Option<String>,
    /// Phone.
    #[serde(default)]
    pub phone: Option<String>,
    /// 开户行.
    #[serde(default)]
    pub bank: Option<String>,
    /// 账号.
    #[serde(default)]
    pub bank_account: Option<String>,
}

impl Record for OwnEntity {
    const KIND: &'static str = "own_entity";
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
    /// A new entity.
    CreateOwnEntity { card: Card },
    /// The entity as it should read now.
    ReviseOwnEntity { card: Card },
    /// It sells no longer.
    RetireOwnEntity {},
    /// Somebody may sign for it; an entry of his that stands is replaced.
    AuthoriseSignatory {
        person: PersonId,
        /// Up to which gross amount, in minor units; any, where there is none.
        #[serde(default)]
        limit_minor: Option<Money>,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        from: Date,
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        until: Option<Date>,
    },
    /// He signs for it no longer.
    RevokeSignatory { person: PersonId },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreateOwnEntity { .. } => "create_own_entity",
            Command::ReviseOwnEntity { .. } => "revise_own_entity",
            Command::RetireOwnEntity {} => "retire_own_entity",
            Command::AuthoriseSignatory { .. } => "authorise_signatory",
            Command::RevokeSignatory { .. } => "revoke_signatory",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, entity: Option<&OwnEntity>, command: &Command) -> Result<OwnEntity, Refusal> {
    desk.admit(command.key(), None)?;
    let next = match (entity, command) {
        (None, Command::CreateOwnEntity { card }) => {
            let (id, card) = (OwnEntityId(desk.fresh_id()), written(card)?);
            OwnEntity { id, card, active: true, signatories: Vec::new() }
        }
        (Some(entity), Command::ReviseOwnEntity { card }) => {
            OwnEntity { card: written(card)?, ..entity.clone() }
        }
        (Some(entity), Command::RetireOwnEntity {}) => OwnEntity { active: false, ..entity.clone() },
        (Some(entity), Command::AuthoriseSignatory { person, limit_minor, from, until }) => {
            let (person, limit, from, until) = (*person, *limit_minor, *from, *until);
            authorised(desk, entity, Signatory { person, limit, from, until })?
        }
        (Some(entity), Command::RevokeSignatory { person }) => without(entity, *person),
        _ => return Err(Refusal::AlreadyExists { kind: OwnEntity::KIND.to_owned() }),
    };
    if entity == Some(&next) { Err(Refusal::NoChange) } else { Ok(next) }
}

/// The register with an entry; nobody gives himself the right to sign.
fn authorised(desk: &Desk<'_>, entity: &OwnEntity, entry: Signatory) -> Result<OwnEntity, Refusal> {
    let person = entry.person;
    if desk.actor() == Some(person) || !desk.organization.is_active(person) {
        return Err(Refusal::UnfitPerson { person });
    }
    if entry.limit.is_some_and(|limit| limit.is_negative() || limit.is_too_large()) {
        return Err(Refusal::NegativeAmount { field: "limit_minor".to_owned() });
    }
    if entry.until.is_some_and(|until| until < entry.from) {
        return Err(Refusal::BadPeriod { field: "until".to_owned() });
    }
    let mut next = without(entity, person);
    next.signatories.push(entry);
    next.signatories.sort_by_key(|entry| entry.person);
    Ok(next)
}

fn without(entity: &OwnEntity, person: PersonId) -> OwnEntity {
    let mut next = entity.clone();
    next.signatories.retain(|entry| entry.person != person);
    next
}

fn written(card: &Card) -> Result<Card, Refusal> {
    let given = |field, text: &Option<String>, max| text::optional(field, text.as_deref(), max);
    let uscc = Uscc::parse(&card.uscc).map_err(|reason| Refusal::BadUscc { reason })?;
    Ok(Card {
        name: text::required("name", &card.name, 4, text::NAME_MAX)?,
        uscc: uscc.as_str().to_owned(),
        is_sme: card.is_sme,
        address: given("address", &card.address, 200)?,
        phone: given("phone", &card.phone, 30)?,
        bank: given("bank", &card.bank, text::NAME_MAX)?,
        bank_account: given("bank_account", &card.bank_account, 40)?,
    })
}
