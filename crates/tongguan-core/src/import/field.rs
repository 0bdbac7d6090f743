//! What can be imported, and which fields it has.

use serde::{Deserialize, Serialize};

use super::synonyms;
use crate::label::Label;
use crate::process::{Choice, DocumentKind, Field as FormField, FieldType, Process, Requirement};

/// A kind of thing that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Customers, each row with at most one contact.
    Customers,
    /// Products.
    Products,
    /// Leads, as 表1 asks for them.
    Leads,
}

/// Fields of 表1 that make a customer and a contact.
const CUSTOMER: [&str; 14] = [
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
    "pi_notice",
    "dup_justification",
];

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Customers, Kind::Products, Kind::Leads];

    /// The word on the command line and in a mapping.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Customers => "customers",
            Kind::Products => "products",
            Kind::Leads => "leads",
        }
    }

    /// The fields, in the order in which a file that comes back shows them.
    pub fn fields(self, process: &Process) -> Vec<Field> {
        let form = process.form(DocumentKind::LeadRegistration);
        let of_form = form.into_iter().flat_map(|form| form.fields());
        match self {
            Kind::Leads => {
                of_form.filter(|field| is_typed_by_people(field)).filter_map(Field::of_form).collect()
            }
            Kind::Customers => {
                let fields = of_form.filter(|field| CUSTOMER.contains(&field.key.as_str()));
                let fields = fields
                    .filter_map(Field::of_form)
                    .map(|field| Field { required: field.key == "account_name", ..field });
                fields.chain([own("owner", ("负责人", "Owner"), Holds::Person, false)]).collect()
            }
            Kind::Products => vec![
                own("code", ("物料编码", "Product code"), Holds::Text, true),
                own("name", ("名称", "Name"), Holds::Text, true),
                own("spec", ("规格型号", "Specification"), Holds::Text, false),
                own("unit", ("单位", "Unit"), Holds::Text, true),
                own("vat", ("税率", "VAT rate"), Holds::Vat, true),
                own("standard", ("标准品", "Standard product"), Holds::YesNo, false),
            ],
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
        Some(Field { key: field.key.clone(), name: field.name.clone(), holds, required })
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

fn own(key: &str, (zh, en): (&str, &str), holds: Holds, required: bool) -> Field {
    let name = Label { zh: zh.to_owned(), en: en.to_owned() };
    Field { key: key.to_owned(), name, holds, required }
}
