//! The schemas of commands, as the core itself describes them, for the OpenAPI document.
//!
//! Promises a tagged union with every variant that the core reads. Must never describe a command by hand.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use tongguan_core::{deal, reference};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! commands {
    ($($(#[$doc:meta])* $marker:ident $name:literal $type:ty;)*) => {
        $(
            $(#[$doc])*
            pub struct $marker;

            impl PartialSchema for $marker {
                fn schema() -> RefOr<Schema> {
                    Ref::from_schema_name($name).into()
                }
            }

            impl ToSchema for $marker {}
        )*

        /// Adds the schemas of commands, and of all that they are made of, to a document.
        pub fn add(document: &mut Value) {
            $(describe::<$type>($name, document);)*
        }
    };
}

/// Adds the schema of one command under `name`. Types of one name in several commands are one type of the core.
fn describe<T: JsonSchema>(name: &str, document: &mut Value) {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let schema = generator.root_schema_for::<T>();
    let schemas = &mut document["components"]["schemas"];
    for (part, schema) in generator.take_definitions(true) {
        schemas[part] = schema;
    }
    let mut schema = schema.to_value();
    schema.as_object_mut().map(|schema| schema.remove("$defs"));
    schemas[name] = schema;
}

commands! {
    /// A command to a deal.
    CommandSchema "Command" deal::Command;
    /// The registration of a lead.
    RegisterLeadSchema "RegisterLead" deal::RegisterLead;
    /// A command to a person of ours.
    PersonCommand "PersonCommand" reference::person::Command;
    /// A command to a department.
    DepartmentCommand "DepartmentCommand" reference::department::Command;
    /// A command to a request of a person about his data.
    SubjectRequestCommand "SubjectRequestCommand" reference::subject_request::Command;
    /// A command to a post.
    PostCommand "PostCommand" reference::post::Command;
    /// A command to a delegation.
    DelegationCommand "DelegationCommand" reference::delegation::Command;
    /// A command to an absence.
    AbsenceCommand "AbsenceCommand" reference::absence::Command;
    /// A command to planned changes of the organisation.
    ReorganizationCommand "ReorganizationCommand" reference::reorganization::Command;
    /// A command to a customer.
    AccountCommand "AccountCommand" reference::account::Command;
    /// A command to an appeal about whose a customer is.
    AccountAppealCommand "AccountAppealCommand" reference::account_appeal::Command;
    /// A command to a contact.
    ContactCommand "ContactCommand" reference::contact::Command;
    /// A command to a product.
    ProductCommand "ProductCommand" reference::product::Command;
    /// A command to a price book.
    PriceBookCommand "PriceBookCommand" reference::price_book::Command;
    /// A command to a hand-over.
    HandOverCommand "HandOverCommand" reference::hand_over::Command;
    /// A command to a request for an export.
    ExportRequestCommand "ExportRequestCommand" reference::export_request::Command;
    /// A command to a migration batch.
    MigrationCommand "MigrationCommand" reference::migration::Command;
    /// A command to one of our legal entities.
    OwnEntityCommand "OwnEntityCommand" reference::own_entity::Command;
    /// A command to a template of papers.
    PaperTemplateCommand "PaperTemplateCommand" reference::paper_template::Command;
    /// A command to a receipt.
    ReceiptCommand "ReceiptCommand" reference::receipt::Command;
    /// A command to the calendar.
    CalendarCommand "CalendarCommand" reference::calendar::Command;
    /// A command to the settings.
    SettingCommand "SettingCommand" reference::setting::Command;
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tongguan_core::deal::Command;

    #[test]
    fn every_command_is_described_and_every_reference_leads_somewhere() {
        let mut document = json!({});
        add(&mut document);
        let schemas = document["components"]["schemas"].clone();
        let variants = schemas["Command"]["oneOf"].as_array().expect("a union").len();
        let Err(error) = serde_json::from_value::<Command>(json!({"type": "?"})) else {
            panic!("no such type")
        };
        let known = error.to_string().matches('`').count() / 2 - 1;
        assert_eq!(variants, known);
        let text = schemas.to_string();
        for reference in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().expect("a name");
            assert!(schemas.get(name).is_some(), "{name}");
        }
    }
}
