//! The forecast, and the manager's confirmation of the opportunity (A2).

use jiff::civil::Date;

use super::need::not_on_own_deal;
use crate::deal::Event;
use crate::decision::Decision;
use crate::money::Money;
use crate::refusal::Refusal;

/// Sets expected amount and closing date; every move of the date is counted.
pub(in crate::deal) fn set(
    decision: &mut Decision<'_>,
    amount: Money,
    close_on: Date,
) -> Result<(), Refusal> {
    if amount <= Money::ZERO {
        return Err(Refusal::NoAmount { field: "amount".to_owned() });
    }
    if close_on < decision.today() {
        return Err(Refusal::InPast { field: "close_on".to_owned() });
    }
    decision.emit(Event::ForecastSet { amount, close_on });
    Ok(())
}

/// The manager confirms the opportunity; nobody confirms his own.
pub(in crate::deal) fn confirm(decision: &mut Decision<'_>, opinion: &str) -> Result<(), Refusal> {
    not_on_own_deal(decision, "confirm_opportunity")?;
    let note = decision.keep_reason("opinion", opinion)?;
    decision.emit(Event::OpportunityConfirmed { note });
    Ok(())
}
