//! A product or service that can be priced and quoted.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal, text};
use crate::id::ProductId;
use crate::vat::VatRate;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// 物料编码, unique.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 规格型号.
    pub spec: Option<String>,
    /// 单位.
    pub unit: String,
    /// The usual rate.
    pub vat: VatRate,
    /// 标准品: may be quoted without a reviewed solution.
    pub standard: bool,
    /// False once retired.
    pub active: bool,
}

impl Record for Product {
    const KIND: &'static str = "product";
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
    /// A new product.
    CreateProduct {
        code: String,
        name: String,
        #[serde(default)]
        spec: Option<String>,
        unit: String,
        vat: VatRate,
        #[serde(default)]
        standard: bool,
    },
    /// The product as it should read now; its code stays.
    ReviseProduct {
        name: String,
        #[serde(default)]
        spec: Option<String>,
        unit: String,
        vat: VatRate,
        #[serde(default)]
        standard: bool,
    },
    /// It is no longer offered.
    RetireProduct {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreateProduct { .. } => "create_product",
            Command::ReviseProduct { .. } => "revise_product",
            Command::RetireProduct {} => "retire_product",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, product: Option<&Product>, command: &Command) -> Result<Product, Refusal> {
    desk.admit(command.key(), None)?;
    let next = match (product, command) {
        (None, Command::CreateProduct { code, name, spec, unit, vat, standard }) => Product {
            id: ProductId(desk.fresh_id()),
            code: text::required("code", code, 1, 40)?,
            name: text::required("name", name, 1, text::NAME_MAX)?,
            spec: text::optional("spec", spec.as_deref(), text::NAME_MAX)?,
            unit: text::required("unit", unit, 1, 20)?,
            vat: *vat,
            standard: *standard,
            active: true,
        },
        (Some(product), Command::ReviseProduct { name, spec, unit, vat, standard }) => Product {
            name: text::required("name", name, 1, text::NAME_MAX)?,
            spec: text::optional("spec", spec.as_deref(), text::NAME_MAX)?,
            unit: text::required("unit", unit, 1, 20)?,
            vat: *vat,
            standard: *standard,
            ..product.clone()
        },
        (Some(product), Command::RetireProduct {}) => Product { active: false, ..product.clone() },
        _ => return Err(Refusal::AlreadyExists { kind: Product::KIND.to_owned() }),
    };
    if product == Some(&next) { Err(Refusal::NoChange) } else { Ok(next) }
}
