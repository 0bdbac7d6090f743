//! The price book in force, and what the customer's group was offered lately (4.7).

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::id::{DealId, PriceBookId, ProductId};
use crate::money::{Money, Price};
use crate::vat::VatRate;

/// A version of the price book.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceBook {
    /// Its id; a quotation keeps it.
    pub id: PriceBookId,
    /// Whether its prices include VAT.
    pub tax_inclusive: bool,
    /// Items by product.
    pub items: BTreeMap<ProductId, PriceItem>,
}

/// A product or service in a price book.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceItem {
    /// 目录价.
    pub list: Price,
    /// 底价.
    pub floor: Price,
    /// Cost without VAT, where finance has set one.
    pub cost: Option<Price>,
    /// The usual rate.
    pub vat: VatRate,
    /// 标准品: may be quoted without a reviewed solution.
    pub standard: bool,
}

/// A live or won quotation of the customer's group in another deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupQuote {
    /// Which deal.
    pub deal: DealId,
    /// When its latest revision was submitted.
    pub at: Timestamp,
    /// Gross at list prices.
    pub list: Money,
    /// Gross offered.
    pub gross: Money,
}
