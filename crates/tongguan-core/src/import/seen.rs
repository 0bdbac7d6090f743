//! What the rows of a file said before: two rows that say different things of one customer would change it to and fro at every
//! import, so the second one is a fault.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::field::Kind;
use super::past::OF_ROW;
use super::plan::Fault;
use super::price_book::OF_BOOK;
use super::receipt;
use super::record::Record;
use crate::reference::name_key::{name_key, serial_key};

/// Digests of what was said, not the words: a file may have very many rows.
#[derive(Debug, Default)]
pub struct Seen {
    said: HashMap<u64, (u64, u32)>,
    rows: HashMap<u64, u32>,
}

/// Fields that are the contact's and not the customer's.
const OF_CONTACT: [&str; 10] = [
    "contact_title",
    "contact_dept",
    "contact_phone",
    "contact_email",
    "wecom",
    "source_channel",
    "pi_notice",
    "pi_basis",
    "pi_notified_on",
    "contact_name",
];

impl Seen {
    /// Judges a row against those before it, and remembers it.
    pub fn judge(&mut self, kind: Kind, record: &Record) -> Result<(), Fault> {
        match kind {
            Kind::Customers => self.customer(record),
            // Codes are keys as they are written: A-1 and a1 are two products.
            Kind::Products => self.fields(record, record.text("code").unwrap_or_default()),
            Kind::Leads => self.once(record, "account_name"),
            Kind::Users => self.fields(record, &record.text("login").unwrap_or_default().to_lowercase()),
            Kind::Contacts => self.contact(record),
            Kind::PriceBooks => self.price(record),
            Kind::Calendars => self.fields(record, record.text("day").unwrap_or_default()),
            Kind::Deals | Kind::Receivables => self.past(record),
            Kind::Receipts => match record.text("bank_serial") {
                Some(serial) if receipt::is_received(record) => self.fields(record, &serial_key(serial)),
                _ => Ok(()),
            },
        }
    }

    fn customer(&mut self, record: &Record) -> Result<(), Fault> {
        let account = key_of(record, "account_name");
        if let Some(code) = record.text("uscc") {
            // One code, one name: under another name the customer would be another one at every second row.
            self.say(&format!("code {code}"), "account_name", &account, record.row)?;
        }
        let contact = format!("{account} {}", key_of(record, "contact_name"));
        for (field, value) in &record.values {
            match field.as_str() {
                "account_name" | "contact_name" | "dup_justification" => {}
                field if OF_CONTACT.contains(&field) => self.say(&contact, field, value, record.row)?,
                field => self.say(&account, field, value, record.row)?,
            }
        }
        Ok(())
    }

    fn contact(&mut self, record: &Record) -> Result<(), Fault> {
        let account =
            record.text("account_name").map_or_else(|| record.owned("uscc").unwrap_or_default(), name_key);
        let contact = format!("{account} {}", key_of(record, "contact_name"));
        let own = record.values.iter().filter(|(field, _)| OF_CONTACT.contains(&field.as_str()));
        own.filter(|(field, _)| *field != "contact_name")
            .try_for_each(|(field, value)| self.say(&contact, field, value, record.row))
    }

    /// Every row is about the same book, and about a line of its own.
    fn price(&mut self, record: &Record) -> Result<(), Fault> {
        let code = format!("code {}", record.text("code").unwrap_or_default());
        record.values.iter().try_for_each(|(field, value)| {
            let thing = if OF_BOOK.contains(&field.as_str()) { "book" } else { &code };
            self.say(thing, field, value, record.row)
        })
    }

    /// What is said of the deal as a whole; what a row says for itself may differ from row to row.
    fn past(&mut self, record: &Record) -> Result<(), Fault> {
        let number = record.text("former_number").unwrap_or_default();
        let of_deal = record.values.iter().filter(|(field, _)| !OF_ROW.contains(&field.as_str()));
        of_deal.into_iter().try_for_each(|(field, value)| self.say(number, field, value, record.row))
    }

    fn fields(&mut self, record: &Record, key: &str) -> Result<(), Fault> {
        record.values.iter().try_for_each(|(field, value)| self.say(key, field, value, record.row))
    }

    /// A customer has one lead at a time, so a second row of it is one too many.
    fn once(&mut self, record: &Record, field: &str) -> Result<(), Fault> {
        match self.rows.insert(digest(&key_of(record, field)), record.row) {
            Some(row) => Err(Fault::of(field, "same_as_row", serde_json::json!({ "row": row }))),
            None => Ok(()),
        }
    }

    fn say(&mut self, thing: &str, field: &str, value: impl Hash, row: u32) -> Result<(), Fault> {
        let value = digest(&value);
        let (said, before) = *self.said.entry(digest(&(thing, field))).or_insert((value, row));
        if said == value { Ok(()) } else { Err(Fault::contradicts(field, before)) }
    }
}

fn key_of(record: &Record, field: &str) -> String {
    name_key(record.text(field).unwrap_or_default())
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
