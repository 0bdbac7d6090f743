//! What can be imported, and which fields it has.

use serde::{Deserialize, Serialize};

use super::{calendar, contact, past, price_book, product, receipt, synonyms, user};
use crate::label::Label;
use crate::process::{Choice, DocumentKind, Field as FormField, FieldType, Process, Requirement};

/// A kind of thing that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// People of ours, with their posts.
    Users,
    /// Customers, each row with at most one contact.
    Customers,
    /// Contacts of customers that are there.
    Contacts,
    /// Products.
    Products,
    /// The lines of one price book.
    PriceBooks,
    /// Leads, as 表1 asks for them.
    Leads,
    /// Days off and working weekends.
    Calendars,
    /// Money received, from a bank's statement.
    Receipts,
    /// Deals that were open before the system, with their past.
    Deals,
    /// What contracts that were signed before the system still pay.
    Receivables,
}

/// Fields of 表1 that make a customer and a contact.
const CUSTOMER: [&str; 17] = [
    "account_name",
    "uscc",
    "customer_nature",
    "size_class",
    "industry",
    "region",
    "contact_name",
    "contact_title",
    "contact_dept",
    "contact_phone",
    "contact_email",
    "wecom",
    "source_channel",
    "pi_notice",
    "pi_basis",
    "pi_notified_on",
    "dup_justification",
];

impl Kind {
    /// All of them, in the order in which a company brings them in.
    pub const ALL: [Kind; 10] = [
        Kind::Users,
        Kind::Customers,
        Kind::Contacts,
        Kind::Products,
        Kind::PriceBooks,
        Kind::Leads,
        Kind::Calendars,
        Kind::Receipts,
        Kind::Deals,
        Kind::Receivables,
    ];

    /// The word on the command line and in a mapping.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Users => "users",
            Kind::Customers => "customers",
            Kind::Contacts => "contacts",
            Kind::Products => "products",
            Kind::PriceBooks => "price_books",
            Kind::Leads => "leads",
            Kind::Calendars => "calendars",
            Kind::Receipts => "receipts",
            Kind::Deals => "deals",
            Kind::Receivables => "receivables",
        }
    }

    /// The command that makes one of them: whoever may give it may import.
    pub fn command(self) -> &'static str {
        match self {
            Kind::Users => "create_person",
            Kind::Customers => "create_account",
            Kind::Contacts => "create_contact",
            Kind::Products => "create_product",
            Kind::PriceBooks => "draft_price_book",
            Kind::Leads => "register_lead",
            Kind::Calendars => "propose_year",
            Kind::Receipts => "book_receipt",
            Kind::Deals | Kind::Receivables => "prepare_migration",
        }
    }

    /// The field that names what a row is about: two rows that agree in it are about one thing.
    pub fn key_field(self) -> &'static str {
        match self {
            Kind::Users => "login",
            Kind::Customers | Kind::Contacts | Kind::Leads => "account_name",
            Kind::Products => "code",
            Kind::PriceBooks => "book",
            Kind::Calendars => "day",
            Kind::Receipts => "bank_serial",
            Kind::Deals | Kind::Receivables => "former_number",
        }
    }

    /// Whether a row rests on those before it, so that one is done after the other.
    pub fn in_turn(self) -> bool {
        matches!(self, Kind::Users | Kind::Contacts)
    }

    /// Whether all rows make one thing together, so that they are planned at once.
    pub fn gathers(self) -> bool {
        matches!(self, Kind::PriceBooks | Kind::Calendars | Kind::Deals | Kind::Receivables)
    }

    /// The fields, in the order in which a file that comes back shows them.
    pub fn fields(self, process: &Process) -> Vec<Field> {
        let form = process.form(DocumentKind::LeadRegistration);
        let of_form = form.into_iter().flat_map(|form| form.fields());
        match self {
            Kind::Leads => {
                let typed = of_form.filter(|field| is_typed_by_people(field)).filter_map(Field::of_form);
                typed.chain([own("owner", ("负责人", "Owner"), Holds::Person, false)]).collect()
            }
            Kind::Customers => {
                let fields = of_form.filter(|field| CUSTOMER.contains(&field.key.as_str()));
                let fields = fields
                    .filter_map(Field::of_form)
                    .map(|field| Field { required: field.key == "account_name", ..field });
                fields.chain([own("owner", ("负责人", "Owner"), Holds::Person, false)]).collect()
            }
            Kind::Contacts => {
                let fields = of_form.filter(|field| contact::FIELDS.contains(&field.key.as_str()));
                // How people were told is asked row by row: a contact that is there may say it already.
                fields
                    .filter_map(Field::of_form)
                    .map(|field| Field { required: field.key == "contact_name", ..field })
                    .collect()
            }
            Kind::Users => user::fields(process),
            Kind::Products => product::fields(),
            Kind::PriceBooks => price_book::fields(),
            Kind::Calendars => calendar::fields(),
            Kind::Receipts => receipt::fields(),
            Kind::Deals => past::fields(process),
            Kind::Receivables => past::receivable_fields(),
        }
    }
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether every row needs it.
    pub required: bool,
    /// Whether the file needs it, though a row may leave it empty.
    pub column: bool,
}

/// What the cells of a field hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Text.
    Text,
    /// A unified social credit code.
    Uscc,
    /// A phone number.
    Phone,
    /// A day.
    Date,
    /// An amount.
    Money,
    /// A price for one unit.
    Price,
    /// A whole number.
    Whole,
    /// A rate of VAT.
    Vat,
    /// Yes or no.
    YesNo,
    /// One of ours, by login or name.
    Person,
    /// One of some options, by key or name.
    Choice(Vec<Choice>),
    /// Several of some options, divided by 、 or a comma.
    Several(Vec<Choice>),
}

impl Field {
    fn of_form(field: &FormField) -> Option<Field> {
        let holds = match &field.kind {
            FieldType::Line | FieldType::Text => match field.check.as_deref() {
                Some("uscc") => Holds::Uscc,
                Some("phone" | "mobile") => Holds::Phone,
                _ => Holds::Text,
            },
            FieldType::Integer => Holds::Whole,
            FieldType::Money => Holds::Money,
            FieldType::Date => Holds::Date,
            FieldType::Boolean => Holds::YesNo,
            FieldType::Choice(options) => Holds::Choice(options.clone()),
            _ => return None,
        };
        let required = field.required == Requirement::Required && field.needed_at.is_none();
        Some(Field { key: field.key.clone(), name: field.name.clone(), holds, required, column: false })
    }

    /// Every text under which a heading may name it.
    pub(super) fn known_as(&self) -> impl Iterator<Item = &str> {
        let synonyms = synonyms::of(&self.key).iter().copied();
        [self.key.as_str(), self.name.zh.as_str(), self.name.en.as_str()].into_iter().chain(synonyms)
    }
}

fn is_typed_by_people(field: &FormField) -> bool {
    !matches!(field.required, Requirement::Automatic | Requirement::Computed)
}

/// A field that no form has.
pub(super) fn own(key: &str, name: (&str, &str), holds: Holds, required: bool) -> Field {
    Field { key: key.to_owned(), name: label(name), holds, required, column: false }
}

/// A field that the file must have and a row may leave empty.
pub(super) fn column(key: &str, name: (&str, &str), holds: Holds) -> Field {
    Field { column: true, ..own(key, name, holds, false) }
}

/// Options under every name that files use for them: key, 中文, English. A key may have many names.
pub(super) fn options(named: &[(&str, &str, &str)]) -> Vec<Choice> {
    let option =
        |(key, zh, en): &(&str, &str, &str)| Choice { key: (*key).to_owned(), name: label((zh, en)) };
    named.iter().map(option).collect()
}

fn label((zh, en): (&str, &str)) -> Label {
    Label { zh: zh.to_owned(), en: en.to_owned() }
}
