//! A contact (联系人): a person on the customer's side. Personal data: it lives here only, and can be erased.

pub mod ground;
pub mod mask;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::{AccountId, ContactId, PersonId};

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Whose person.
    pub account: AccountId,
    /// Name; empty once erased.
    pub name: String,
    /// 职务.
    pub title: Option<String>,
    /// 部门.
    pub department: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Mail.
    pub email: Option<String>,
    /// WeCom.
    pub wecom: Option<String>,
    /// Option of 线索来源: where we have the person from.
    #[serde(default)]
    pub source: Option<String>,
    /// Option of 处理依据 (PIPL 13); absent in contacts from before it was asked for.
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// Option of 个人信息告知方式 (PIPL 17): how the person was told that we keep this.
    #[serde(default, alias = "basis")]
    pub notice: Option<String>,
    /// When the person was told.
    #[serde(default)]
    pub notified_on: Option<Date>,
    /// Has left the customer.
    pub left: bool,
    /// When the person's data was erased.
    pub erased_at: Option<Timestamp>,
    /// Since when it is kept and nothing else, at the request of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restricted_at: Option<Timestamp>,
}

impl Contact {
    /// Whether the person can be reached.
    pub fn is_reachable(&self) -> bool {
        !self.left
            && self.restricted_at.is_none()
            && [&self.phone, &self.email, &self.wecom].into_iter().any(Option::is_some)
    }

    /// The contact without the person; the id stays where documents name it.
    pub fn erased(&self, at: Timestamp) -> Contact {
        Contact {
            id: self.id,
            account: self.account,
            name: String::new(),
            title: None,
            department: None,
            phone: None,
            email: None,
            wecom: None,
            source: None,
            legal_basis: None,
            notice: None,
            notified_on: None,
            left: true,
            erased_at: Some(at),
            restricted_at: None,
        }
    }

    /// Whether it may be shown and used.
    pub fn is_open(&self) -> bool {
        self.erased_at.is_none() && self.restricted_at.is_none()
    }

    /// Whether it says on which ground we hold the person's data, and how and when the person was told.
    pub fn has_ground(&self) -> bool {
        self.legal_basis.is_some() && self.notice.is_some() && self.notified_on.is_some()
    }
}

impl Record for Contact {
    const KIND: &'static str = "contact";
    const PERSONAL: &'static [&'static str] = &["name", "title", "department", "phone", "email", "wecom"];

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
    /// A new contact.
    CreateContact { account: AccountId, card: Card },
    /// The card as it should read now; what is absent is taken away.
    CorrectContact { card: Card },
    /// The person has left the customer.
    MarkContactLeft {},
    /// The person's data goes; the id stays where documents name it.
    EraseContact {},
}

/// A contact's card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub struct Card {
    pub name: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub department: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub wecom: Option<String>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "basis")]
    pub notice: Option<String>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub notified_on: Option<Date>,
}

impl Card {
    /// The card as it reads now.
    pub fn of(contact: &Contact) -> Card {
        let Contact { name, title, department, phone, email, wecom, .. } = contact.clone();
        let Contact { source, legal_basis, notice, notified_on, .. } = contact.clone();
        Card { name, title, department, phone, email, wecom, source, legal_basis, notice, notified_on }
    }

    /// The card where what was shown masked and came back so is what it was.
    fn unmasked(self, before: &Contact) -> Card {
        Card {
            phone: mask::kept(self.phone, before.phone.as_ref(), mask::phone),
            email: mask::kept(self.email, before.email.as_ref(), mask::email),
            wecom: mask::kept(self.wecom, before.wecom.as_ref(), mask::handle),
            ..self
        }
    }

    /// Refuses a card that no contact can have.
    pub fn check(&self, desk: &Desk<'_>) -> Result<(), Refusal> {
        written(desk, ContactId(Uuid::nil()), AccountId(Uuid::nil()), self).map(drop)
    }
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreateContact { .. } => "create_contact",
            Command::CorrectContact { .. } => "correct_contact",
            Command::MarkContactLeft {} => "mark_contact_left",
            Command::EraseContact {} => "erase_contact",
        }
    }
}

/// Answers a command. `owners` own the customer that the contact belongs to, or an open deal with it; absent when there is
/// no such customer.
pub fn decide(
    desk: &Desk<'_>,
    contact: Option<&Contact>,
    owners: Option<&[PersonId]>,
    command: &Command,
) -> Result<Contact, Refusal> {
    desk.admit(command.key(), owners.unwrap_or_default().iter().copied())?;
    match (contact, command) {
        (None, Command::CreateContact { account, card }) => match owners {
            None => Err(Refusal::UnknownAccount { account: *account }),
            Some(_) => written(desk, ContactId(desk.fresh_id()), *account, card),
        },
        (Some(contact), _) if contact.erased_at.is_some() => Err(Refusal::ContactErased),
        (Some(contact), Command::CorrectContact { .. } | Command::MarkContactLeft {})
            if contact.restricted_at.is_some() =>
        {
            Err(Refusal::ContactRestricted)
        }
        (Some(contact), Command::CorrectContact { card }) => {
            let card = card.clone().unmasked(contact);
            let next = written(desk, contact.id, contact.account, &card)?;
            let next = Contact { left: contact.left, ..next };
            if next == *contact { Err(Refusal::NoChange) } else { Ok(next) }
        }
        (Some(contact), Command::MarkContactLeft {}) if !contact.left => {
            Ok(Contact { left: true, ..contact.clone() })
        }
        (Some(_), Command::MarkContactLeft {}) => Err(Refusal::NoChange),
        (Some(contact), Command::EraseContact {}) => Ok(contact.erased(desk.now())),
        (Some(_), Command::CreateContact { .. }) | (None, _) => {
            Err(Refusal::AlreadyExists { kind: Contact::KIND.to_owned() })
        }
    }
}

fn written(desk: &Desk<'_>, id: ContactId, account: AccountId, card: &Card) -> Result<Contact, Refusal> {
    let given = |field, text: &Option<String>, max| text::optional(field, text.as_deref(), max);
    let contact = Contact {
        id,
        account,
        name: text::required("name", &card.name, 1, 60)?,
        title: given("title", &card.title, 60)?,
        department: given("department", &card.department, 60)?,
        phone: given("phone", &card.phone, 30)?,
        email: text::email("email", card.email.as_deref())?,
        wecom: given("wecom", &card.wecom, 60)?,
        source: given("source", &card.source, 40)?,
        legal_basis: given("legal_basis", &card.legal_basis, 40)?,
        notice: given("notice", &card.notice, 40)?,
        notified_on: card.notified_on,
        left: false,
        erased_at: None,
        restricted_at: None,
    };
    if !contact.is_reachable() {
        return Err(Refusal::ContactUnreachable);
    }
    ground::settled(desk, contact)
}
