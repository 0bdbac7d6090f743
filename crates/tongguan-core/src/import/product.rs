//! A row about a product.

use serde_json::Value;

use super::field::{Field, Holds, own};
use super::plan::{Plan, Verdict};
use super::record::Record;
use crate::reference::product::{Command, Product};
use crate::vat::VatRate;

pub(super) fn fields() -> Vec<Field> {
    vec![
        own("code", ("物料编码", "Product code"), Holds::Text, true),
        own("name", ("名称", "Name"), Holds::Text, true),
        own("spec", ("规格型号", "Specification"), Holds::Text, false),
        own("unit", ("单位", "Unit"), Holds::Text, true),
        own("vat", ("税率", "VAT rate"), Holds::Vat, true),
        own("standard", ("标准品", "Standard product"), Holds::YesNo, false),
    ]
}

/// What becomes of the row.
pub fn plan(record: &Record, known: Option<&Product>) -> Plan {
    let text = |field: &str| record.owned(field).unwrap_or_default();
    let vat = record.text("vat").and_then(|rate| rate.parse().ok()).unwrap_or(VatRate::R13);
    let standard = record.values.get("standard").and_then(Value::as_bool);
    let Some(product) = known else {
        let command = Command::CreateProduct {
            code: text("code"),
            name: text("name"),
            spec: record.owned("spec"),
            unit: text("unit"),
            vat,
            standard: standard.unwrap_or(false),
        };
        return Plan::one(Verdict::New, None, command);
    };
    let spec = record.owned("spec").or_else(|| product.spec.clone());
    let standard = standard.unwrap_or(product.standard);
    let changes = [
        ("name", text("name") != product.name),
        ("spec", spec != product.spec),
        ("unit", text("unit") != product.unit),
        ("vat", vat != product.vat),
        ("standard", standard != product.standard),
    ];
    let fields: Vec<String> =
        changes.into_iter().filter(|(_, changes)| *changes).map(|(field, _)| field.to_owned()).collect();
    if fields.is_empty() {
        return Plan::done(Verdict::Unchanged);
    }
    let command = Command::ReviseProduct { name: text("name"), spec, unit: text("unit"), vat, standard };
    Plan::one(Verdict::Update { fields }, Some(product.id.0), command)
}
