//! Sensitive reads (敏感读取): who had a contact's data shown in full, or read fields that few may see; when, and why.
//!
//! An entry is written before the data is shown, in the transaction that lets it be shown: no entry, no data. It names what was read
//! and never says it. So many reveals a day are a role's allowance; whoever holds several roles has the largest.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::contact::Contact;
use super::setting::Settings;
use super::{Desk, Record, Refusal};
use crate::id::{AccountId, ContactId, DealId, DocumentId, PersonId};
use crate::organization::Organization;

/// Fewest characters of a reason.
pub const REASON_MIN: u32 = 4;
/// Most characters of a reason.
pub const REASON_MAX: u32 = 200;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensitiveRead {
    /// Its id.
    pub id: Uuid,
    /// What was read.
    #[serde(flatten)]
    pub what: What,
    /// Who read it.
    pub read_by: PersonId,
    /// When.
    pub read_at: Timestamp,
    /// The day that it counts for, in the company's zone.
    pub day: Date,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// Phone, mail and WeCom of a contact, in full.
    Contact {
        /// Whose.
        contact: ContactId,
        /// Of which customer.
        account: AccountId,
        /// Why.
        reason: String,
    },
    /// Fields of a paper that the definition keeps from most.
    Document {
        /// Of which deal.
        deal: DealId,
        /// The paper.
        document: DocumentId,
        /// Its kind.
        form: String,
        /// The keys of the fields.
        fields: Vec<String>,
    },
}

impl What {
    /// Its word in filters.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Contact { .. } => "contact",
            Self::Document { .. } => "document",
        }
    }
}

impl Record for SensitiveRead {
    const KIND: &'static str = "sensitive_read";
    /// Typed by people; it may name somebody.
    const PERSONAL: &'static [&'static str] = &["reason"];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A contact's data is shown in full. That its reader sees the customer the shell has looked up.
    RevealContact { contact: ContactId, reason: String },
    /// A paper with fields that few may see is shown to somebody who may.
    RecordRead { deal: DealId, document: DocumentId, form: String, fields: Vec<String> },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::RevealContact { .. } => "reveal_contact",
            Command::RecordRead { .. } => "record_read",
        }
    }
}

/// What else is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The contact, if the command names one that there is.
    pub contact: Option<Contact>,
    /// How many contacts the actor has had shown today.
    pub revealed: u64,
}

/// How many contacts a person may have shown a day.
pub fn allowance(settings: &Settings, organization: &Organization, person: PersonId) -> u32 {
    let of_role = |role: &str| settings.reveals_a_day.get(role).copied().unwrap_or(0);
    organization.roles_of(person).map(of_role).max().unwrap_or(0)
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    row: Option<&SensitiveRead>,
    known: &Known,
    command: &Command,
) -> Result<SensitiveRead, Refusal> {
    desk.admit(command.key(), desk.actor())?;
    let barred = || Refusal::NotPermitted { command: command.key().to_owned(), needs: Vec::new() };
    let read_by = desk.actor().ok_or_else(barred)?;
    if row.is_some() {
        return Err(Refusal::AlreadyExists { kind: SensitiveRead::KIND.to_owned() });
    }
    let what = match command {
        Command::RevealContact { contact, reason } => reveal(desk, read_by, known, *contact, reason)?,
        Command::RecordRead { deal, document, form, fields } => {
            What::Document { deal: *deal, document: *document, form: form.clone(), fields: fields.clone() }
        }
    };
    Ok(SensitiveRead { id: desk.fresh_id(), what, read_by, read_at: desk.now(), day: desk.today() })
}

fn reveal(
    desk: &Desk<'_>,
    person: PersonId,
    known: &Known,
    contact: ContactId,
    reason: &str,
) -> Result<What, Refusal> {
    let found = known.contact.as_ref().filter(|found| found.id == contact);
    let found = found.ok_or(Refusal::BadValue { field: "contact".to_owned() })?;
    if found.erased_at.is_some() {
        return Err(Refusal::ContactErased);
    }
    if found.restricted_at.is_some() {
        return Err(Refusal::ContactRestricted);
    }
    let reason = reason.trim();
    let length = u32::try_from(reason.chars().count()).unwrap_or(u32::MAX);
    if !(REASON_MIN..=REASON_MAX).contains(&length) || reason.chars().any(char::is_control) {
        return Err(Refusal::BadText { field: "reason".to_owned(), min: REASON_MIN, max: REASON_MAX });
    }
    let a_day = allowance(desk.settings, desk.organization, person);
    if known.revealed >= u64::from(a_day) {
        return Err(Refusal::RevealsUsedUp { a_day });
    }
    Ok(What::Contact { contact, account: found.account, reason: reason.to_owned() })
}
