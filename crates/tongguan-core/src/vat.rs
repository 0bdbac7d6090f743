//! Value-added tax per line (增值税法, arts. 7, 10–13).
//!
//! One side is rounded, the tax is rounded from it, the other side is their sum or difference: gross = net + tax, always.
//! A document's totals are sums of rounded lines, never taxes of a sum, so print, contract and invoice add up.

use crate::money::{Money, Price, Quantity};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A rate of value-added tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum VatRate {
    /// 13 %: goods, processing, leasing of movables.
    #[serde(rename = "13")]
    R13,
    /// 9 %: transport, post, construction, real estate.
    #[serde(rename = "9")]
    R9,
    /// 6 %: other services and intangibles.
    #[serde(rename = "6")]
    R6,
    /// 3 %: simple method.
    #[serde(rename = "3")]
    R3,
    /// 1 %: relief for small-scale taxpayers.
    #[serde(rename = "1")]
    R1,
    /// 0 %: export.
    #[serde(rename = "0")]
    R0,
    /// 免税: no tax, which an invoice tells apart from 0 %.
    #[serde(rename = "exempt")]
    Exempt,
}

impl VatRate {
    /// Every rate, highest first.
    pub const ALL: [VatRate; 7] =
        [VatRate::R13, VatRate::R9, VatRate::R6, VatRate::R3, VatRate::R1, VatRate::R0, VatRate::Exempt];

    /// The rate in whole percent; 0 for exempt.
    pub const fn percent(self) -> i64 {
        match self {
            VatRate::R13 => 13,
            VatRate::R9 => 9,
            VatRate::R6 => 6,
            VatRate::R3 => 3,
            VatRate::R1 => 1,
            VatRate::R0 | VatRate::Exempt => 0,
        }
    }

    /// The code in JSON: `13` … `0`, `exempt`.
    pub const fn code(self) -> &'static str {
        match self {
            VatRate::R13 => "13",
            VatRate::R9 => "9",
            VatRate::R6 => "6",
            VatRate::R3 => "3",
            VatRate::R1 => "1",
            VatRate::R0 => "0",
            VatRate::Exempt => "exempt",
        }
    }
}

impl fmt::Display for VatRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Not a rate of value-added tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a VAT rate")]
pub struct NotAVatRate;

impl FromStr for VatRate {
    type Err = NotAVatRate;

    /// Reads the code, or 免税.
    fn from_str(text: &str) -> Result<VatRate, NotAVatRate> {
        let text = text.trim().trim_end_matches('%');
        let text = if text == "免税" { "exempt" } else { text };
        VatRate::ALL.into_iter().find(|rate| rate.code() == text).ok_or(NotAVatRate)
    }
}

/// Whether prices include the tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// 含税.
    #[default]
    TaxInclusive,
    /// 不含税.
    TaxExclusive,
}

/// What a line or a document comes to. `gross` is exactly `net + tax`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amounts {
    /// 价税合计.
    pub gross: Money,
    /// 税额.
    pub tax: Money,
    /// 不含税金额.
    pub net: Money,
}

impl Amounts {
    /// A line; `None` when it does not fit.
    pub fn of_line(price: Price, quantity: Quantity, rate: VatRate, basis: PriceBasis) -> Option<Amounts> {
        let product = Money::of(price, quantity)?;
        match basis {
            PriceBasis::TaxInclusive => Amounts::from_gross(product, rate),
            PriceBasis::TaxExclusive => Amounts::from_net(product, rate),
        }
    }

    /// Takes the tax out of an amount that includes it.
    pub fn from_gross(gross: Money, rate: VatRate) -> Option<Amounts> {
        let tax = gross.share(rate.percent(), 100 + rate.percent())?;
        Some(Amounts { gross, tax, net: gross.checked_sub(tax)? })
    }

    /// Adds the tax to an amount without it.
    pub fn from_net(net: Money, rate: VatRate) -> Option<Amounts> {
        let tax = net.share(rate.percent(), 100)?;
        Some(Amounts { gross: net.checked_add(tax)?, tax, net })
    }

    /// A document's totals: the sums of its rounded lines.
    pub fn total(lines: impl IntoIterator<Item = Amounts>) -> Option<Amounts> {
        lines.into_iter().try_fold(Amounts::default(), |sum, line| {
            Some(Amounts {
                gross: sum.gross.checked_add(line.gross)?,
                tax: sum.tax.checked_add(line.tax)?,
                net: sum.net.checked_add(line.net)?,
            })
        })
    }

    /// Whether an issued invoice line is this line up to `tolerance` (a setting, 0.01) in each amount.
    pub fn matches_invoice(&self, invoiced: &Amounts, tolerance: Money) -> bool {
        let near = |a: Money, b: Money| a.checked_sub(b).is_some_and(|gap| gap.0.abs() <= tolerance.0);
        near(self.gross, invoiced.gross) && near(self.tax, invoiced.tax) && near(self.net, invoiced.net)
    }
}
