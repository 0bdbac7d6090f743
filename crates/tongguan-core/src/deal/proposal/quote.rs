//! D08: priced by the book in force, for a buyer whose code is valid, approved by whoever has the authority.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::pricing::{Priced, price};
use super::{QuoteView, authority, envelope, review, solution};
use crate::approval::{ApprovalSubject, Request, request};
use crate::deal::Event;
use crate::deal::document::{self, Draft};
use crate::decision::{Decision, Effect};
use crate::digest::Digest;
use crate::facts::PriceBook;
use crate::form::compute::Values;
use crate::form::{self, FieldProblem, Reader, problem};
use crate::id::{ApprovalId, DocumentId};
use crate::money::{Money, Percent};
use crate::process::DocumentKind;
use crate::refusal::Refusal;
use crate::uscc::Uscc;
use crate::words::to_words;

/// The chain of quotations within policy; the form names the other one.
const WITHIN_POLICY: &str = "A4";
/// 定金 above this part of the whole has no effect as such (Civil Code, art. 586), percent.
const LARGEST_DEPOSIT: i32 = 20;
/// Keys of the body that make up what is sold, by line.
const ITEM_KEYS: [&str; 6] = ["item_code", "item_name", "spec", "unit", "quantity", "vat_rate"];
/// Keys of the body that are neither price, payment, buyer, item nor validity.
const TERM_KEYS: [&str; 10] = [
    "deposit_type",
    "delivery_period",
    "delivery_days",
    "delivery_place",
    "freight",
    "warranty",
    "invoice_type",
    "special_terms",
    "solution_id",
    "currency",
];

/// A quotation that is submitted: judged, priced, and its buyer's code kept where it became known.
pub(super) fn judge(
    decision: &mut Decision<'_>,
    draft: &Draft<'_>,
    values: &mut Values,
) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    let facts = decision.facts;
    let on: Option<Date> = draft.read().parse("quote_date");
    let book =
        facts.price_book.as_ref().ok_or(Refusal::NoPriceBook { on: on.unwrap_or(decision.today()) })?;
    let priced = price(draft, book, &decision.process.settings.prices)?;
    let mut problems: Vec<FieldProblem> = dates(decision, draft).into_iter().collect();
    problems.extend(deposit(draft));
    problems.extend(solution_named(decision, draft, &priced));
    draft.judge(problems)?;
    if !priced.only_standard_items() && !review::passed(decision) {
        return Err(Refusal::ReviewNotPassed);
    }
    know_buyer(decision, draft)?;
    fill(decision, draft, &priced, book, values);
    Ok(())
}

/// Issued today; a date behind us could pick an older price book.
fn dates(decision: &Decision<'_>, draft: &Draft<'_>) -> Option<FieldProblem> {
    let today = decision.today();
    let on: Option<Date> = draft.read().parse("quote_date");
    on.filter(|on| *on != today)
        .map(|_| problem("quote_date".to_owned(), "not_today", Some(today.to_string())))
}

/// A first payment at signing says what it is; 定金 is at most a fifth.
fn deposit(draft: &Draft<'_>) -> Option<FieldProblem> {
    let body = draft.read();
    let terms = body.rows("payment_terms");
    let first = terms.first().filter(|term| term.text("condition") == Some("signing"))?;
    match body.text("deposit_type") {
        None => Some(problem("deposit_type".to_owned(), "required", None)),
        Some("deposit") => {
            let percent: Option<Percent> = first.parse("pct");
            percent.filter(|percent| *percent > Percent::whole(LARGEST_DEPOSIT)).map(|_| {
                problem(
                    "payment_terms[0].pct".to_owned(),
                    "deposit_too_large",
                    Some(LARGEST_DEPOSIT.to_string()),
                )
            })
        }
        Some(_) => None,
    }
}

fn solution_named(decision: &Decision<'_>, draft: &Draft<'_>, priced: &Priced<'_>) -> Option<FieldProblem> {
    let named: Option<DocumentId> = draft.read().parse("solution_id");
    let standing = decision.deal.document(DocumentKind::Solution).map(|(id, _)| id);
    match named {
        None if priced.only_standard_items() => None,
        None => Some(problem("solution_id".to_owned(), "required", None)),
        Some(_) if named == standing => None,
        Some(_) => Some(problem("solution_id".to_owned(), "another_solution", None)),
    }
}

/// What a quotation comes to while it is typed, and who would decide last on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraisal {
    /// Its figures, as a submission would record them.
    pub facts: Map<String, Value>,
    /// The role.
    pub decides: String,
}

/// Reckons a quotation as it is typed. Absent where whoever asks may not submit it, where a line is not complete, and
/// where no price book is in force.
pub(in crate::deal) fn appraise(
    decision: &Decision<'_>,
    document: Option<DocumentId>,
    revision: u32,
    body: &Map<String, Value>,
) -> Option<Appraisal> {
    let (kind, process) = (DocumentKind::Quotation, decision.process);
    let form = process.form(kind)?;
    let person = decision.person().ok()?;
    form.fillers.iter().find(|role| decision.plays(person, role))?;
    let body = &document::taken_over(decision, form, kind, revision, body).ok()?;
    let document = document.unwrap_or(DocumentId(decision.deal.id.0));
    let draft = Draft { form, kind, document, revision, body };
    let book = decision.facts.price_book.as_ref()?;
    let priced =
        price(&draft, book, &process.settings.prices).ok().filter(|priced| !priced.lines.is_empty())?;
    let mut values = Values::default();
    fill(decision, &draft, &priced, book, &mut values);
    let mut facts = form::facts_of(form, body);
    values.fill(form, &mut facts);
    let decides = authority::of(decision, QuoteView(&facts)).tier.role.clone();
    Some(Appraisal { facts, decides })
}

/// The buyer is the deal's customer; a code that was not known so far is kept with it.
fn know_buyer(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let code = draft.read().text("buyer_uscc").and_then(|code| Uscc::parse(code).ok());
    let Some(code) = code else { return draft.fault("buyer_uscc", "not_a_credit_code", None) };
    let known = decision.facts.account.as_ref().and_then(|account| account.uscc.as_deref());
    match known {
        Some(known) if known != code.as_str() => draft.fault("buyer_uscc", "not_the_customers_code", None),
        Some(_) => Ok(()),
        None => {
            let (account, uscc) = (decision.deal.account, code.as_str().to_owned());
            decision.effect(Effect::SetAccountUscc { account, uscc });
            Ok(())
        }
    }
}

fn fill(
    decision: &Decision<'_>,
    draft: &Draft<'_>,
    priced: &Priced<'_>,
    book: &PriceBook,
    values: &mut Values,
) {
    for (row, line) in priced.lines.iter().enumerate() {
        let mut set = |name: &str, value: Value| values.set_row("lines", row, name, value);
        set("line_gross", json!(line.amounts.gross));
        set("line_tax", json!(line.amounts.tax));
        set("line_net", json!(line.amounts.net));
        set("line_discount", json!(line.discount));
        set("gift", json!(line.gift));
        set("standard", json!(line.item.is_some_and(|item| item.standard)));
        if let Some(item) = line.item {
            set("list_price", json!(item.list));
            set("floor_price", json!(item.floor));
            item.cost.into_iter().for_each(|cost| set("cost_price", json!(cost)));
        }
    }
    for (row, amount) in priced.instalments.iter().enumerate() {
        values.set_row("payment_terms", row, "amount", amount.minor());
    }
    values.set("price_book_id", book.id.to_string());
    values.set("quote_gross", priced.totals.gross.minor());
    values.set("quote_tax", priced.totals.tax.minor());
    values.set("quote_net", priced.totals.net.minor());
    values.set("amount_in_words", to_words(priced.totals.gross).unwrap_or_default());
    values.set("quote_discount", priced.discount.composite.to_string());
    values.set("floor_breach", priced.is_under_floor());
    let cost = priced.cost().or_else(|| solution_cost(decision));
    if let Some(margin) = cost.and_then(|cost| solution::margin(priced.totals.net, cost)) {
        values.set("gross_margin", margin.to_string());
    }
    keep_comparable(draft, priced, values);
}

/// What later revisions and the contract are compared with, and no form shows.
fn keep_comparable(draft: &Draft<'_>, priced: &Priced<'_>, values: &mut Values) {
    let pick = |record: Reader<'_>, keys: &[&str]| {
        let pairs = keys.iter().filter_map(|key| Some(((*key).to_owned(), record.0.get(*key)?.clone())));
        Value::Object(pairs.collect())
    };
    let lines = draft.read().rows("lines").into_iter().map(|line| pick(line, &ITEM_KEYS));
    values.keep("items_digest", Digest::of_json(&Value::Array(lines.collect())).to_string());
    values.keep("terms_digest", Digest::of_json(&pick(draft.read(), &TERM_KEYS)).to_string());
    let code = draft.read().text("buyer_uscc").unwrap_or_default().trim().to_uppercase();
    values.keep("buyer_digest", Digest::of(code.as_bytes()).to_string());
    values.keep("has_special_terms", draft.read().has("special_terms"));
    values.keep("list_gross", priced.discount.list.minor());
    values.keep("conceded", priced.discount.conceded.minor());
}

/// Where the price book does not know every cost, the estimate of the solution stands in.
fn solution_cost(decision: &Decision<'_>) -> Option<Money> {
    let (_, solution) = decision.deal.document(DocumentKind::Solution)?;
    Reader(&solution.facts).whole("cost_total").map(Money)
}

/// Keeps the approval where the revision stays in its envelope; asks for one otherwise.
pub(in crate::deal) fn ask_approval(
    decision: &mut Decision<'_>,
    draft: &Draft<'_>,
    chain: String,
) -> Result<(), Refusal> {
    let (document, revision) = (draft.document, draft.revision);
    let policy = &decision.process.settings.prices;
    let standing = decision.deal.documents[&document].clone();
    let quote = QuoteView(&standing.facts);
    if let Some(approved) = decision.deal.proposal.approved_quote.clone() {
        let changed = envelope::changed(policy, QuoteView(&approved.facts), quote);
        let approval = approved.approval;
        if changed.is_empty() {
            decision.emit(Event::ApprovalKept { approval, document, revision });
            return Ok(());
        }
        decision.emit(Event::ApprovalLapsed { approval, document, revision, changed });
    }
    let authority = authority::of(decision, quote);
    if authority.special && !draft.read().has("special_discount_reason") {
        return Err(Refusal::SpecialDiscountReasonMissing {
            role: authority.tier.role.clone(),
            discount: authority.discount,
            cumulative: authority.cumulative,
        });
    }
    let role = authority.special.then(|| authority.tier.role.clone());
    request(
        decision,
        Request {
            chain: if authority.special { chain } else { WITHIN_POLICY.to_owned() },
            subject: ApprovalSubject::Document { document, revision },
            digest: standing.digest,
            authors: standing.submitted_by.into_iter().collect(),
            reason: None,
            authority: role,
        },
    )
    .map(|_| ())
}

/// The approval ended with consent: from now on it stands behind what was decided.
pub(in crate::deal) fn approved(decision: &mut Decision<'_>, approval: ApprovalId, document: DocumentId) {
    let Some(revision) = decision.deal.documents.get(&document).map(|standing| standing.revision) else {
        return;
    };
    decision.emit(Event::QuoteApproved { document, revision, approval });
}
