//! D10 表4: the contract as it is to be signed, equal to the quotation that was approved.

use jiff::civil::Date;

use super::signatory;
use crate::allocation::instalments;
use crate::deal::document::{self, Draft};
use crate::decision::Decision;
use crate::facts::Credit;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::id::{DocumentId, OwnEntityId};
use crate::money::{Money, Percent};
use crate::process::{DocumentKind, Process};
use crate::receivable::{BuyerNature, SizeClass, TermWarning, statutory_term};
use crate::refusal::Refusal;
use crate::words::to_words;

/// A contract that is drafted or revised.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    unsigned(decision, draft.document)?;
    let body = draft.read();
    let amount = Money(body.whole("amount_gross").unwrap_or(0));
    amounts(draft, amount, values)?;
    parties(decision, draft, values)?;
    signatory::may_sign(decision, body, body.parse("planned_signing_date"))?;
    warnings(decision, body, values);
    credit(decision, amount, values);
    values.set("term_change_count", decision.deal.contracting.term_changes.len());
    Ok(())
}

/// A signed contract is changed by an amendment alone, a signed amendment by another one, and what was given up not at all.
pub(super) fn unsigned(decision: &Decision<'_>, contract: DocumentId) -> Result<(), Refusal> {
    let contracting = &decision.deal.contracting;
    if contracting.amendments.contains_key(&contract) {
        return Err(Refusal::ContractSigned { contract });
    }
    match contracting.contracts.get(&contract) {
        Some(known) if known.signing.is_some() => Err(Refusal::ContractSigned { contract }),
        Some(known) if known.voided_at.is_some() => Err(Refusal::ContractVoided { contract }),
        _ => Ok(()),
    }
}

fn amounts(draft: &Draft<'_>, amount: Money, values: &mut Values) -> Result<(), Refusal> {
    let body = draft.read();
    let net = Money(body.whole("amount_net").unwrap_or(0));
    let Some(tax) = amount.checked_sub(net).filter(|tax| !tax.is_negative()) else {
        return draft.fault("amount_net", "too_large", Some(amount.to_string()));
    };
    let planned = body.rows("payment_schedule");
    let sum = Money::checked_sum(planned.iter().map(|row| Money(row.whole("amount").unwrap_or(0))));
    if sum != Some(amount) {
        return draft.fault("payment_schedule", "sum_differs", Some(amount.to_string()));
    }
    values.set("contract_tax", tax.minor());
    match to_words(amount) {
        Ok(words) => values.set("amount_in_words", words),
        Err(_) => return draft.fault("amount_gross", "too_large", Some(Money::LARGEST.to_string())),
    }
    Ok(())
}

/// The counterparty is the customer, or the form says why it is another.
fn parties(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let body = draft.read();
    let known = decision.facts.account.as_ref().and_then(|account| account.uscc.as_deref());
    let same = known.is_some_and(|known| body.text("cp_uscc").is_some_and(|typed| is_same(known, typed)));
    values.set("party_differs", !same);
    match same || body.has("party_reason") {
        true => Ok(()),
        false => draft.fault("party_reason", "required", None),
    }
}

fn is_same(known: &str, typed: &str) -> bool {
    known.trim().eq_ignore_ascii_case(typed.trim())
}

/// What legal and the approvers should see, and what refuses nothing.
fn warnings(decision: &Decision<'_>, body: Reader<'_>, values: &mut Values) {
    values.set("statutory_term", term_warning(decision, body));
    values.set("cap_missing", !body.has("liability_cap"));
    let (start, signing) = (body.parse::<Date>("term_start"), body.parse::<Date>("planned_signing_date"));
    values.set("starts_before_signing", start.zip(signing).is_some_and(|(start, signing)| start < signing));
}

/// Whether a payment term is longer than the law lets this buyer have towards a small or medium-sized seller.
fn term_warning(decision: &Decision<'_>, body: Reader<'_>) -> &'static str {
    let seller: Option<OwnEntityId> = body.parse("our_entity");
    let is_sme = decision.facts.own_entities.iter().any(|entity| Some(entity.id) == seller && entity.is_sme);
    let nature = decision.facts.account.as_ref().and_then(|account| account.nature.as_deref());
    let Some(cap) = statutory_term(is_sme, nature_of(nature), size_of(body.text("cp_size_class"))) else {
        return "none";
    };
    let rows = body.rows("payment_schedule");
    let longest = rows.iter().filter_map(|row| u32::try_from(row.whole("days")?).ok()).max().unwrap_or(0);
    match cap.warning(longest) {
        None => "none",
        Some(TermWarning::BeyondMaximum { .. }) => "beyond_maximum",
        Some(TermWarning::NeedsCustomOfTrade { .. }) => "needs_custom_of_trade",
        Some(TermWarning::NeedsAgreement { .. }) => "needs_agreement",
    }
}

/// A customer whose nature is unknown is judged as a company.
fn nature_of(option: Option<&str>) -> BuyerNature {
    match option {
        Some("government") => BuyerNature::GovernmentBody,
        Some("institution") => BuyerNature::PublicInstitution,
        Some("social") => BuyerNature::SocialOrganisation,
        Some("sole_trader") => BuyerNature::SoleTrader,
        Some("overseas") => BuyerNature::Foreign,
        _ => BuyerNature::Enterprise,
    }
}

fn size_of(option: Option<&str>) -> SizeClass {
    match option {
        Some("large") => SizeClass::Large,
        Some("medium") => SizeClass::Medium,
        Some("small") => SizeClass::Small,
        Some("micro") => SizeClass::Micro,
        _ => SizeClass::Unknown,
    }
}

fn credit(decision: &Decision<'_>, amount: Money, values: &mut Values) {
    let credit = &decision.facts.credit;
    values.set("credit_check", credit_verdict(decision.process, credit, amount));
    values.set("credit_exposure", credit.exposure.checked_add(amount).map_or(i64::MAX, Money::minor));
    if let Some(limit) = credit.limit {
        values.set("credit_limit", limit.minor());
    }
}

/// How a customer's credit stands with so much more on it, as the form's `credit_check` names it.
pub fn credit_verdict(process: &Process, credit: &Credit, more: Money) -> &'static str {
    match (over_limit(credit, more), is_overdue(process, credit)) {
        (false, false) => "clear",
        (true, false) => "over_limit",
        (_, true) => "overdue",
    }
}

fn over_limit(credit: &Credit, amount: Money) -> bool {
    let exposure = credit.exposure.checked_add(amount);
    credit.limit.is_some_and(|limit| exposure.is_none_or(|exposure| exposure > limit))
}

fn is_overdue(process: &Process, credit: &Credit) -> bool {
    credit.overdue_days > process.settings.limits.credit_block_overdue_days
}

/// Whether the customer's credit lets a contract through (4.9).
pub(super) fn credit_clear(decision: &Decision<'_>, contract: DocumentId) -> bool {
    let form = decision.deal.documents.get(&contract);
    let amount = form.and_then(|form| Reader(&form.facts).whole("amount_gross")).map_or(Money::ZERO, Money);
    !over_limit(&decision.facts.credit, amount) && !is_overdue(decision.process, &decision.facts.credit)
}

/// Whether amount, party and schedule equal the approved quotation (ruling 9).
pub(super) fn matches_quote(decision: &Decision<'_>, contract: DocumentId) -> bool {
    let deal = &decision.deal;
    let Some(form) = deal.documents.get(&contract) else { return false };
    let form = Reader(&form.facts);
    let Some((id, quote)) = deal.document(DocumentKind::Quotation) else { return false };
    let terms = Reader(&quote.facts);
    let gross = terms.whole("total_gross");
    quote.approved
        && form.parse::<DocumentId>("quote_id") == Some(id)
        && gross.is_some()
        && form.whole("amount_gross") == gross
        && form.whole("amount_net") == terms.whole("subtotal_net")
        && schedule_matches(form, terms, Money(gross.unwrap_or(0)))
}

fn schedule_matches(form: Reader<'_>, terms: Reader<'_>, gross: Money) -> bool {
    let (planned, offered) = (form.rows("payment_schedule"), terms.rows("payment_terms"));
    let percents: Vec<Percent> = offered.iter().filter_map(|row| row.parse("pct")).collect();
    let Ok(amounts) = instalments(gross, &percents) else { return false };
    let equal = |((planned, offered), amount): ((&Reader<'_>, &Reader<'_>), &Money)| {
        planned.text("trigger_event") == offered.text("condition")
            && planned.whole("days") == offered.whole("days")
            && planned.whole("amount") == Some(amount.minor())
    };
    planned.len() == offered.len()
        && amounts.len() == offered.len()
        && planned.iter().zip(&offered).zip(&amounts).all(equal)
}

/// The last day on which the approved quotation binds us.
pub(super) fn quote_valid_until(decision: &Decision<'_>) -> Option<Date> {
    let (_, quote) = decision.deal.document(DocumentKind::Quotation)?;
    Reader(&quote.facts).parse("valid_until").filter(|_| quote.approved)
}

/// Whether that day is not before the planned signing date, which itself lies ahead.
pub(super) fn valid_at_signing(decision: &Decision<'_>, contract: DocumentId) -> bool {
    let form = decision.deal.documents.get(&contract);
    let planned = form.and_then(|form| Reader(&form.facts).parse::<Date>("planned_signing_date"));
    let until = quote_valid_until(decision);
    planned.zip(until).is_some_and(|(planned, until)| planned >= decision.today() && planned <= until)
}
