//! Discounts: per line, over all lines, and composite (综合折扣), where nothing given away stays hidden.
//!
//! The composite discount puts gifts and free services on the list side at their list value, whether they stand on
//! a zero-price line or apart, and takes everything else that is conceded off what the customer pays.

use crate::money::{Money, Percent};
use serde::{Deserialize, Serialize};

/// One priced line, both amounts on the same tax basis. A gift is a line with `gross` 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricedLine {
    /// List price times quantity.
    pub list: Money,
    /// What is charged.
    pub charged: Money,
}

/// Days of credit beyond the standard term, for a part of the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraCredit {
    /// The amount that is paid later.
    pub amount: Money,
    /// Days beyond the standard term.
    pub days: u32,
}

/// Everything that is conceded besides line prices. All values are at or above zero.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Concessions {
    /// Gifts that stand on no line, at list value (赠品).
    pub gifts: Money,
    /// Services without charge, at list value (免费服务).
    pub free_services: Money,
    /// What the longer warranty is worth (延长质保).
    pub longer_warranty: Money,
    /// Later payment (延长账期).
    pub extra_credit: Vec<ExtraCredit>,
    /// What a year of credit costs; a setting of the price policy.
    pub yearly_rate: Percent,
    /// Rebates promised (返利).
    pub rebates: Money,
    /// Odd cents dropped (抹零).
    pub dropped_cents: Money,
}

/// What a quote gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// 1 − Σ charged ÷ Σ list, over the lines.
    pub lines: Percent,
    /// The same with every concession converted and added.
    pub composite: Percent,
    /// List value of all that is delivered.
    pub list: Money,
    /// List value less what is really earned.
    pub conceded: Money,
}

/// Why there is no discount to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DiscountError {
    /// The lines have no list value to compare with.
    #[error("no list value")]
    NoListValue,
    /// An amount below zero.
    #[error("negative amount")]
    Negative,
    /// The figures do not fit.
    #[error("too large")]
    TooLarge,
}

/// The discount of one line; `None` without a list value.
pub fn line_discount(line: PricedLine) -> Option<Percent> {
    Percent::ratio(line.list.checked_sub(line.charged)?, line.list)
}

/// The discount of a whole quote.
pub fn discount(lines: &[PricedLine], more: &Concessions) -> Result<Discount, DiscountError> {
    refuse_negative(lines, more)?;
    let too_large = DiscountError::TooLarge;
    let listed = Money::checked_sum(lines.iter().map(|line| line.list)).ok_or(too_large)?;
    let charged = Money::checked_sum(lines.iter().map(|line| line.charged)).ok_or(too_large)?;
    if listed == Money::ZERO {
        return Err(DiscountError::NoListValue);
    }
    let list = Money::checked_sum([listed, more.gifts, more.free_services]).ok_or(too_large)?;
    let off = more.taken_off().ok_or(too_large)?;
    let off_lines = listed.checked_sub(charged).ok_or(too_large)?;
    let conceded = list.checked_sub(charged).and_then(|gap| gap.checked_add(off)).ok_or(too_large)?;
    Ok(Discount {
        lines: Percent::ratio(off_lines, listed).ok_or(too_large)?,
        composite: Percent::ratio(conceded, list).ok_or(too_large)?,
        list,
        conceded,
    })
}

fn refuse_negative(lines: &[PricedLine], more: &Concessions) -> Result<(), DiscountError> {
    let amounts = [more.gifts, more.free_services, more.longer_warranty, more.rebates, more.dropped_cents];
    let mut all = amounts.into_iter().chain(lines.iter().flat_map(|line| [line.list, line.charged]));
    let negative = all.any(Money::is_negative)
        || more.yearly_rate < Percent::ZERO
        || more.extra_credit.iter().any(|credit| credit.amount.is_negative());
    if negative { Err(DiscountError::Negative) } else { Ok(()) }
}

impl Concessions {
    /// What is taken off the price without being a thing delivered.
    fn taken_off(&self) -> Option<Money> {
        let mut credit = self.extra_credit.iter().map(|credit| credit.cost(self.yearly_rate));
        let credit = credit.try_fold(Money::ZERO, |sum, cost| sum.checked_add(cost?))?;
        Money::checked_sum([self.longer_warranty, credit, self.rebates, self.dropped_cents])
    }
}

impl ExtraCredit {
    /// Simple interest for the extra days, a year being 365 days.
    fn cost(&self, yearly_rate: Percent) -> Option<Money> {
        crate::receivable::simple_interest(self.amount, yearly_rate, self.days, 365)
    }
}
