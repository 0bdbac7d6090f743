//! The schemas of commands, as the core itself describes them, for the OpenAPI document.
//!
//! Promises a tagged union with every variant that the core reads. Must never describe a command by hand.

use schemars::generate::SchemaSettings;
use serde_json::Value;
use tongguan_core::deal::{Command, RegisterLead};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Stands for a command to a deal in a handler's description.
pub struct CommandSchema;
/// Stands for the registration of a lead in a handler's description.
pub struct RegisterLeadSchema;

macro_rules! stands_for {
    ($($marker:ident $name:literal),* $(,)?) => {$(
        impl PartialSchema for $marker {
            fn schema() -> RefOr<Schema> {
                Ref::from_schema_name($name).into()
            }
        }

        impl ToSchema for $marker {}
    )*};
}

stands_for! {
    CommandSchema "Command",
    RegisterLeadSchema "RegisterLead",
}

/// Adds the schemas of commands, and of all that they are made of, to a document.
pub fn add(document: &mut Value) {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let (_, _) = (generator.subschema_for::<Command>(), generator.subschema_for::<RegisterLead>());
    let schemas = &mut document["components"]["schemas"];
    for (name, schema) in generator.take_definitions(true) {
        schemas[name] = schema;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::JsonSchema;
    use serde_json::json;

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

    #[test]
    fn handlers_refer_to_the_names_of_the_core() {
        assert_eq!(Command::schema_name(), "Command");
        assert_eq!(RegisterLead::schema_name(), "RegisterLead");
    }
}
