//! What a quotation comes to: amounts by line, discounts with all that is given away, floor and margin.
//!
//! Everything is compared with tax, whatever the basis of quotation and price book. A line that no price book knows
//! has no list price, no floor and no cost of its own.

use crate::allocation;
use crate::deal::document::Draft;
use crate::discount::{Concessions, Discount, ExtraCredit, PricedLine, discount, line_discount};
use crate::facts::{PriceBook, PriceItem};
use crate::form::Reader;
use crate::id::ProductId;
use crate::money::{Money, Percent, Price, Quantity};
use crate::process::PricePolicy;
use crate::refusal::Refusal;
use crate::vat::{Amounts, PriceBasis, VatRate};

/// A line and what is known of it.
pub(super) struct Line<'a> {
    pub amounts: Amounts,
    /// List price times quantity, with tax.
    pub list: Money,
    pub discount: Percent,
    pub gift: bool,
    pub under_floor: bool,
    /// Cost times quantity, without tax.
    pub cost: Option<Money>,
    pub item: Option<&'a PriceItem>,
}

/// A quotation and what it comes to.
pub(super) struct Priced<'a> {
    pub lines: Vec<Line<'a>>,
    pub totals: Amounts,
    pub discount: Discount,
    pub instalments: Vec<Money>,
}

impl Priced<'_> {
    pub fn is_under_floor(&self) -> bool {
        self.lines.iter().any(|line| line.under_floor)
    }

    pub fn only_standard_items(&self) -> bool {
        self.lines.iter().all(|line| line.item.is_some_and(|item| item.standard))
    }

    /// What all lines cost by the price book; absent where one is unknown.
    pub fn cost(&self) -> Option<Money> {
        self.lines.iter().try_fold(Money::ZERO, |sum, line| sum.checked_add(line.cost?))
    }
}

/// Prices a quotation.
pub(super) fn price<'a>(
    draft: &Draft<'_>,
    book: &'a PriceBook,
    policy: &PricePolicy,
) -> Result<Priced<'a>, Refusal> {
    let body = draft.read();
    let basis = match body.text("price_basis") {
        Some("net") => PriceBasis::TaxExclusive,
        _ => PriceBasis::TaxInclusive,
    };
    let rows = body.rows("lines").into_iter().enumerate();
    let lines: Vec<Line<'a>> =
        rows.map(|(row, line)| price_line(draft, row, line, book, basis)).collect::<Result<_, _>>()?;
    let Some(totals) = Amounts::total(lines.iter().map(|line| line.amounts)) else {
        return draft.fault("lines", "too_large", Some(Money::LARGEST.to_string()));
    };
    let instalments = instalments(draft, totals.gross)?;
    let listed: Vec<PricedLine> = lines.iter().map(Line::listed).collect();
    match discount(&listed, &concessions(body, &instalments, policy)) {
        Ok(discount) => Ok(Priced { lines, totals, discount, instalments }),
        Err(_) => draft.fault("lines", "no_list_value", None),
    }
}

impl Line<'_> {
    fn listed(&self) -> PricedLine {
        PricedLine { list: self.list, charged: self.amounts.gross }
    }
}

fn price_line<'a>(
    draft: &Draft<'_>,
    row: usize,
    line: Reader<'_>,
    book: &'a PriceBook,
    basis: PriceBasis,
) -> Result<Line<'a>, Refusal> {
    let product: Option<ProductId> = line.parse("item_code");
    let item = product.and_then(|product| book.items.get(&product));
    if product.is_some() && item.is_none() {
        return draft.fault(&format!("lines[{row}].item_code"), "not_in_price_book", None);
    }
    let read = line.parse("unit_price").zip(line.parse("quantity")).zip(line.parse("vat_rate"));
    let priced = read.and_then(|((price, quantity), rate)| amounts(price, quantity, rate, item, book, basis));
    match priced {
        Some(line) => Ok(line),
        None => draft.fault(&format!("lines[{row}]"), "too_large", Some(Money::LARGEST.to_string())),
    }
}

fn amounts<'a>(
    price: Price,
    quantity: Quantity,
    rate: VatRate,
    item: Option<&'a PriceItem>,
    book: &PriceBook,
    basis: PriceBasis,
) -> Option<Line<'a>> {
    let book_basis = match book.tax_inclusive {
        true => PriceBasis::TaxInclusive,
        false => PriceBasis::TaxExclusive,
    };
    let in_book = |price| Some(Amounts::of_line(price, quantity, rate, book_basis)?.gross);
    let amounts = Amounts::of_line(price, quantity, rate, basis)?;
    let list = item.map_or(Some(amounts.gross), |item| in_book(item.list))?;
    let floor = item.map_or(Some(Money::ZERO), |item| in_book(item.floor))?;
    let cost = item.and_then(|item| item.cost).and_then(|cost| Money::of(cost, quantity));
    let gift = price.scaled() == 0;
    let discount = line_discount(PricedLine { list, charged: amounts.gross }).unwrap_or(Percent::ZERO);
    // What is given away counts at list in the discount; a floor is for what is sold.
    let under_floor = !gift && amounts.gross < floor;
    Some(Line { amounts, list, discount, gift, under_floor, cost, item })
}

fn instalments(draft: &Draft<'_>, gross: Money) -> Result<Vec<Money>, Refusal> {
    let rows = draft.read().rows("payment_terms");
    let percents: Vec<Percent> = rows.iter().filter_map(|row| row.parse("pct")).collect();
    match allocation::instalments(gross, &percents) {
        Ok(amounts) => Ok(amounts),
        Err(allocation::AllocationError::NotHundred { sum }) => {
            draft.fault("payment_terms", "not_hundred", Some(sum.to_string()))
        }
        Err(_) => draft.fault("payment_terms", "not_hundred", None),
    }
}

/// Payment days beyond those that cost nothing are priced in.
fn concessions(body: Reader<'_>, instalments: &[Money], policy: &PricePolicy) -> Concessions {
    let terms = body.rows("payment_terms").into_iter().zip(instalments);
    let later = terms.filter_map(|(term, amount)| {
        let days = u32::try_from(term.whole("days")?).ok()?.checked_sub(policy.free_payment_days)?;
        (days > 0).then_some(ExtraCredit { amount: *amount, days })
    });
    let yearly_rate = policy.payment_day_rate.to_string().parse().unwrap_or(Percent::ZERO);
    Concessions { extra_credit: later.collect(), yearly_rate, ..Concessions::default() }
}
