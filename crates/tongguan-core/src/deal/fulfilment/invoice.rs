//! Invoices (开票, D17): asked for by one person, issued by another, delivered to the customer.
//!
//! An invoice that matches no real business is 虚开 (发票管理办法 art. 21): buyer and amount are held to the contract. An
//! early one creates the VAT liability (增值税法 art. 28) and takes the finance manager's consent.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Fulfilment;
use crate::approval::{ApprovalSubject, Request, request};
use crate::deal::Event;
use crate::deal::document::Draft;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::compute::Values;
use crate::form::{self, FieldProblem, Reader};
use crate::id::{ContactId, DocumentId, InstalmentId, PersonId};
use crate::money::{Money, Percent, Price, Quantity};
use crate::refusal::Refusal;

/// The chain for an invoice that is due.
const CHAIN: &str = "AI";
/// The chain for one that is early or above its instalment.
const EARLY_CHAIN: &str = "A11";
/// How far a line may be off its own product, minor units.
const ROUNDING: i64 = 1;

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// The contract that it is for.
    pub contract: DocumentId,
    /// The instalment that it is for.
    pub instalment: InstalmentId,
    /// Gross total.
    pub total: Money,
    /// Whether it was asked for before the instalment was triggered, or above it.
    pub early: bool,
    /// Who asked for it.
    pub requested_by: Option<PersonId>,
    /// Its number, once issued.
    pub number: Option<String>,
    /// When it was issued.
    pub issued_on: Option<Date>,
    /// When the customer got it.
    pub delivered_on: Option<Date>,
    /// Whether the request was taken back before it was issued.
    pub void: bool,
}

impl Invoice {
    /// Whether it still takes room of its instalment.
    pub fn is_live(&self) -> bool {
        !self.void
    }
}

impl Fulfilment {
    /// Gross of all issued invoices.
    pub fn invoiced(&self) -> Money {
        let issued = self.invoices.values().filter(|invoice| invoice.issued_on.is_some());
        Money::checked_sum(issued.map(|invoice| invoice.total)).unwrap_or(Money(i64::MAX))
    }

    /// What of an instalment no invoice was asked for yet.
    pub fn uninvoiced(&self, instalment: InstalmentId) -> Money {
        let planned = self.instalments.get(&instalment).map_or(Money::ZERO, |one| one.amount);
        let of_instalment = self.invoices.values().filter(|i| i.is_live() && i.instalment == instalment);
        let claimed =
            Money::checked_sum(of_instalment.map(|invoice| invoice.total)).unwrap_or(Money(i64::MAX));
        planned.checked_sub(claimed).unwrap_or(Money::ZERO).max(Money::ZERO)
    }

    /// Gross of what was asked for or issued, but for one document.
    fn claimed(&self, except: DocumentId, about: impl Fn(&Invoice) -> bool) -> Money {
        let live = self.invoices.iter().filter(|(id, i)| **id != except && i.is_live() && about(i));
        Money::checked_sum(live.map(|(_, invoice)| invoice.total)).unwrap_or(Money(i64::MAX))
    }

    /// Whether every invoice reached the customer.
    pub(super) fn invoices_delivered(&self) -> bool {
        self.invoices.values().all(|invoice| invoice.void || invoice.delivered_on.is_some())
    }
}

/// Judges a request (D17).
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    if decision.deal.fulfilment.invoices.get(&draft.document).is_some_and(|i| i.issued_on.is_some() || i.void)
    {
        return Err(Refusal::RecordStands { document: draft.document });
    }
    draft.judge(line_problems(draft))?;
    let (amount, tax) = sums(draft.read());
    let total = amount.checked_add(tax).filter(|total| *total > Money::ZERO);
    let total = total.ok_or(Refusal::NoAmount { field: "lines".to_owned() })?;
    values.set("invoice_amount", amount.minor());
    values.set("invoice_tax", tax.minor());
    values.set("invoice_total", total.minor());
    let (contract, instalment) = subject(decision, draft)?;
    buyer_is_party(decision, draft)?;
    let state = &decision.deal.fulfilment;
    let amount = state.contracts[&contract].amount;
    let of_contract = state.claimed(draft.document, |invoice| invoice.contract == contract);
    let room = amount.checked_sub(of_contract).unwrap_or(Money::ZERO);
    if total > room {
        return Err(Refusal::AboveContract { contract, room });
    }
    match is_early(decision, draft.document, instalment, total) && !draft.read().has("early_reason") {
        true => draft.fault("early_reason", "required", None),
        false => Ok(()),
    }
}

fn subject(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(DocumentId, InstalmentId), Refusal> {
    let read = draft.read();
    let (contract, instalment) = (read.parse("contract_id"), read.parse("instalment"));
    let (Some(contract), Some(instalment)) = (contract, instalment) else {
        return draft.fault("instalment", "required", None);
    };
    if !decision.deal.fulfilment.contracts.contains_key(&contract) {
        return Err(Refusal::ContractNotSigned { contract });
    }
    match super::collection::known(decision, instalment)?.contract == contract {
        true => Ok((contract, instalment)),
        false => Err(Refusal::UnknownInstalment { instalment }),
    }
}

/// The buyer on the invoice is the customer of the contract, by credit code.
fn buyer_is_party(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let party = decision.facts.account.as_ref().and_then(|account| account.uscc.as_deref());
    match party.is_some() && party == draft.read().text("buyer_tax_no").map(str::trim) {
        true => Ok(()),
        false => Err(Refusal::BuyerNotParty),
    }
}

fn is_early(decision: &Decision<'_>, except: DocumentId, id: InstalmentId, total: Money) -> bool {
    let state = &decision.deal.fulfilment;
    let Some(instalment) = state.instalments.get(&id) else { return true };
    let today = decision.today();
    let claimed = state.claimed(except, |invoice| invoice.instalment == id);
    let above = claimed.checked_add(total).is_none_or(|sum| sum > instalment.amount);
    above || instalment.triggered_on.is_none_or(|on| on > today)
}

fn sums(read: Reader<'_>) -> (Money, Money) {
    let sum = |key: &str| {
        let parts = read.rows("lines").into_iter().map(|row| Money(row.whole(key).unwrap_or(0)));
        Money::checked_sum(parts).unwrap_or(Money(i64::MAX))
    };
    (sum("amount"), sum("tax"))
}

/// Each line equals its own product, and its tax its own rate.
fn line_problems(draft: &Draft<'_>) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for (number, row) in draft.read().rows("lines").into_iter().enumerate() {
        let amount = Money(row.whole("amount").unwrap_or(0));
        let product = row
            .parse::<Price>("price")
            .zip(row.parse::<Quantity>("quantity"))
            .and_then(|(price, quantity)| Money::of(price, quantity));
        let rate =
            row.text("rate").and_then(|rate| if rate == "exempt" { Some(0) } else { rate.parse().ok() });
        let tax = rate.and_then(|rate| amount.percent(Percent::whole(rate)));
        let faults = [("amount", product, amount), ("tax", tax, Money(row.whole("tax").unwrap_or(0)))];
        for (key, right, typed) in faults {
            let off = right.and_then(|right| right.checked_sub(typed)).map(|off| off.minor().abs());
            if off.is_none_or(|off| off > ROUNDING) {
                let limit = right.map(|right| right.to_string());
                problems.push(form::problem(format!("lines[{number}].{key}"), "does_not_add_up", limit));
            }
        }
    }
    problems
}

/// Asks for consent, by the chain that the case takes.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let (contract, instalment) = subject(decision, draft)?;
    let (amount, tax) = sums(draft.read());
    let total = amount.checked_add(tax).unwrap_or(Money(i64::MAX));
    let early = is_early(decision, draft.document, instalment, total);
    let document = draft.document;
    decision.emit(Event::InvoiceRequested { document, contract, instalment, total, early });
    let chain = if early { EARLY_CHAIN } else { CHAIN }.to_owned();
    let digest = decision.deal.documents[&document].digest;
    let subject = ApprovalSubject::Document { document, revision: draft.revision };
    let authors = decision.person().into_iter().collect();
    let reason = draft.read().text("early_reason").map(str::to_owned);
    request(decision, Request { chain, subject, digest, authors, reason, authority: None }).map(|_| ())
}

fn standing<'d>(decision: &'d Decision<'_>, document: DocumentId) -> Result<&'d Invoice, Refusal> {
    let invoice = decision.deal.fulfilment.invoices.get(&document).filter(|invoice| invoice.is_live());
    invoice.ok_or(Refusal::UnknownDocument { document })
}

/// Registers the issued invoice: whoever asked for it, or sells, does not issue it (6.2).
pub(crate) fn issue(
    decision: &mut Decision<'_>,
    document: DocumentId,
    number: &str,
    issued_on: Date,
) -> Result<(), Refusal> {
    let invoice = standing(decision, document)?;
    let approved = decision.deal.documents.get(&document).filter(|d| d.approved);
    let paper = approved.ok_or(Refusal::InvoiceNotApproved { document })?;
    if invoice.issued_on.is_some() {
        return Err(Refusal::RecordStands { document });
    }
    let by = decision.person()?;
    if invoice.requested_by == Some(by) || decision.deal.owner == Some(by) {
        return Err(Refusal::OwnWork { command: "issue_invoice".to_owned() });
    }
    if issued_on > decision.today() {
        return Err(Refusal::InFuture { field: "issued_on".to_owned() });
    }
    let number = number.trim();
    number_fits(Reader(&paper.facts).text("invoice_kind"), number)?;
    let taken = |other: &Invoice| other.number.as_deref() == Some(number);
    // With its code a number is unique in the country; the eight digits of old paper are unique in their book alone.
    let elsewhere = decision.facts.invoice_number_taken && number.len() >= FULL_NUMBER;
    if elsewhere || decision.deal.fulfilment.invoices.values().any(taken) {
        return Err(Refusal::InvoiceNumberTaken);
    }
    decision.emit(Event::InvoiceIssued { document, number: number.to_owned(), issued_on });
    Ok(())
}

/// Digits from which on a number includes its code.
const FULL_NUMBER: usize = 18;

/// 数电票 carry 20 digits; paper invoices 8, or 18 to 20 with their code.
fn number_fits(kind: Option<&str>, number: &str) -> Result<(), Refusal> {
    let electronic = matches!(kind, Some("81" | "82"));
    let length = number.len();
    let fits = if electronic { length == 20 } else { length == 8 || (18..=20).contains(&length) };
    match fits && number.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(Refusal::BadInvoiceNumber { digits: if electronic { 20 } else { 8 } }),
    }
}

/// Records that the customer has the invoice.
pub(crate) fn deliver(
    decision: &mut Decision<'_>,
    document: DocumentId,
    contact: ContactId,
    on: Date,
    evidence: &[Digest],
) -> Result<(), Refusal> {
    let invoice = standing(decision, document)?;
    let issued_on = invoice.issued_on.ok_or(Refusal::InvoiceNotIssued { document })?;
    if invoice.delivered_on.is_some() {
        return Err(Refusal::RecordStands { document });
    }
    if !decision.facts.contacts.contains_key(&contact) {
        return Err(Refusal::UnknownContact { contact });
    }
    if on > decision.today() {
        return Err(Refusal::InFuture { field: "on".to_owned() });
    }
    if on < issued_on {
        return Err(Refusal::InPast { field: "on".to_owned() });
    }
    decision.emit(Event::InvoiceDelivered { document, contact, on, evidence: evidence.to_vec() });
    Ok(())
}

/// Takes a request back that was not issued.
pub(crate) fn void(decision: &mut Decision<'_>, document: DocumentId, reason: &str) -> Result<(), Refusal> {
    if standing(decision, document)?.issued_on.is_some() {
        return Err(Refusal::RecordStands { document });
    }
    if let Some(approval) = decision.deal.open_approval(document) {
        return Err(Refusal::InReview { document, approval });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::InvoiceVoided { document, note });
    Ok(())
}

pub(super) fn fold(state: &mut Fulfilment, recorded: &crate::deal::Recorded) {
    match &recorded.event {
        Event::InvoiceRequested { document, contract, instalment, total, early } => {
            let invoice = Invoice {
                contract: *contract,
                instalment: *instalment,
                total: *total,
                early: *early,
                requested_by: recorded.by.person(),
                number: None,
                issued_on: None,
                delivered_on: None,
                void: false,
            };
            state.invoices.insert(*document, invoice);
        }
        Event::InvoiceIssued { document, number, issued_on } => change(state, *document, |invoice| {
            invoice.number = Some(number.clone());
            invoice.issued_on = Some(*issued_on);
        }),
        Event::InvoiceDelivered { document, on, .. } => {
            change(state, *document, |invoice| invoice.delivered_on = Some(*on));
        }
        Event::InvoiceVoided { document, .. } => change(state, *document, |invoice| invoice.void = true),
        _ => {}
    }
}

fn change(state: &mut Fulfilment, document: DocumentId, change: impl FnOnce(&mut Invoice)) {
    if let Some(invoice) = state.invoices.get_mut(&document) {
        change(invoice);
    }
}
