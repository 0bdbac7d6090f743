//! One of our legal entities (我方主体): who sells, signs and receives money.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::OwnEntityId;
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
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreateOwnEntity { .. } => "create_own_entity",
            Command::ReviseOwnEntity { .. } => "revise_own_entity",
            Command::RetireOwnEntity {} => "retire_own_entity",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, entity: Option<&OwnEntity>, command: &Command) -> Result<OwnEntity, Refusal> {
    desk.admit(command.key(), None)?;
    let next = match (entity, command) {
        (None, Command::CreateOwnEntity { card }) => {
            OwnEntity { id: OwnEntityId(desk.fresh_id()), card: written(card)?, active: true }
        }
        (Some(entity), Command::ReviseOwnEntity { card }) => {
            OwnEntity { card: written(card)?, ..entity.clone() }
        }
        (Some(entity), Command::RetireOwnEntity {}) => OwnEntity { active: false, ..entity.clone() },
        _ => return Err(Refusal::AlreadyExists { kind: OwnEntity::KIND.to_owned() }),
    };
    if entity == Some(&next) { Err(Refusal::NoChange) } else { Ok(next) }
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
