//! Orders that are not what they seem: one taken apart for its approval, one that goes another way after it was lost, one that was won
//! and then was not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::story::Story;
use super::{Finding, Rule, Subject, SubjectKind, Window, account, count, figures};
use crate::deal::aftercare::Ending;
use crate::deal::proposal::QuoteView;
use crate::deal::{Event, Recorded};
use crate::form::Reader;
use crate::id::{AccountId, DealId, DocumentId, PersonId, ProductId};
use crate::money::Money;
use crate::process::{Anomalies, DocumentKind};

/// What is known of a customer besides his deals in the scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Customer {
    /// The head of its group, which may be itself.
    pub group: AccountId,
    /// Who has it.
    pub owner: Option<PersonId>,
    /// When its first deal was registered.
    pub first_deal_at: Option<Timestamp>,
}

/// Customers by their ids.
pub type Customers = BTreeMap<AccountId, Customer>;

/// A first quotation, or a contract, of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paper {
    kind: DocumentKind,
    /// The deal of a quotation: of several in one deal the customer takes one. A contract stands for itself.
    place: uuid::Uuid,
    person: PersonId,
    pub(super) account: AccountId,
    amount: i64,
}

/// A quoted deal that was lost or won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    is_won: bool,
    deal: DealId,
    person: PersonId,
    pub(super) account: AccountId,
    at: Timestamp,
    amount: i64,
    products: BTreeSet<ProductId>,
}

/// Quotations and contracts handed in during the window for the first time.
pub(super) fn papers(story: &Story<'_>, window: &Window) -> Vec<Paper> {
    let mut found: Vec<Paper> = Vec::new();
    for recorded in story.events.iter().filter(|recorded| window.holds(recorded.at)) {
        let Event::DocumentSubmitted { kind, facts, document, revision: 1, .. } = &recorded.event else {
            continue;
        };
        let (place, amount) = match kind {
            DocumentKind::Quotation => (story.deal.0, QuoteView(facts).totals().gross.minor()),
            DocumentKind::ContractApproval => (document.0, Reader(facts).whole("amount_gross").unwrap_or(0)),
            _ => continue,
        };
        let (Some(person), Some(account)) = (story.owner_at(recorded.at), story.account) else { continue };
        found.retain(|one| (one.kind, one.place) != (*kind, place));
        found.push(Paper { kind: *kind, place, person, account, amount });
    }
    found
}

/// How a quoted deal ended, where that was within the days that count.
pub(super) fn outcome(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Option<Outcome> {
    let days = SignedDuration::from_hours(24 * i64::from(rules.orders.diverted_days));
    let (is_won, at) = story.events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::ScanAccepted { .. } => Some((true, recorded.at)),
        Event::DealEnded { outcome: Ending::Lost, .. } => Some((false, recorded.at)),
        _ => None,
    })?;
    let counts = if is_won {
        window.holds(at)
    } else {
        window.to.duration_since(at) <= days + SignedDuration::from_hours(7 * 24)
    };
    let quote = story.events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::DocumentSubmitted { kind: DocumentKind::Quotation, facts, .. } => Some(QuoteView(facts)),
        _ => None,
    })?;
    let (person, account) = (story.owner_at(at)?, story.account?);
    let products = quote.lines().iter().filter_map(|line| line.product).collect();
    let amount = quote.totals().gross.minor();
    counts.then_some(Outcome { is_won, deal: story.deal, person, account, at, amount, products })
}

/// Many orders of one customer or group in one week by one person: each small enough to pass by itself.
pub(super) fn split(
    rules: &Anomalies,
    window: &Window,
    papers: &[Paper],
    customers: &Customers,
) -> Vec<Finding> {
    let mut heaps: BTreeMap<(AccountId, PersonId), Vec<&Paper>> = BTreeMap::new();
    for paper in papers {
        heaps.entry((head(customers, paper.account), paper.person)).or_default().push(paper);
    }
    let finding = |((buyer, person), heap): ((AccountId, PersonId), Vec<&Paper>)| {
        let of_kind = |kind| {
            let papers = heap.iter().filter(move |paper| paper.kind == kind);
            papers.fold((0_usize, 0_i64), |(count, sum), paper| (count + 1, sum.saturating_add(paper.amount)))
        };
        let most = of_kind(DocumentKind::Quotation).max(of_kind(DocumentKind::ContractApproval));
        let figures = figures(json!({ "count": count(most.0), "amount_minor": most.1 }));
        (most.0 >= rules.orders.split_papers as usize).then_some(Finding {
            rule: Rule::SplitOrders,
            person: Some(person),
            about: Some(account(buyer)),
            on: window.first(),
            figures,
        })
    };
    heaps.into_iter().filter_map(finding).collect()
}

fn head(customers: &Customers, id: AccountId) -> AccountId {
    customers.get(&id).map_or(id, |customer| customer.group)
}

/// A quotation was lost; then its seller wins a smaller order for the same goods from a customer whom nobody knew.
pub(super) fn diverted(
    rules: &Anomalies,
    window: &Window,
    outcomes: &[Outcome],
    customers: &Customers,
) -> Vec<Finding> {
    let days = SignedDuration::from_hours(24 * i64::from(rules.orders.diverted_days));
    let follows = |won: &Outcome, lost: &Outcome| {
        let waited = won.at.duration_since(lost.at);
        let first = customers.get(&won.account).and_then(|customer| customer.first_deal_at);
        let is_new = first.is_some_and(|first| first >= lost.at - days);
        lost.person == won.person
            && head(customers, lost.account) != head(customers, won.account)
            && !waited.is_negative()
            && waited <= days
            && is_new
            && won.amount < lost.amount
            && !won.products.is_disjoint(&lost.products)
    };
    let finding = |won: &Outcome| {
        let lost =
            outcomes.iter().filter(|lost| !lost.is_won && follows(won, lost)).max_by_key(|lost| lost.at)?;
        let figures = figures(json!({
            "other_deal": lost.deal,
            "lost_on": window.date(lost.at),
            "lost_minor": lost.amount,
            "amount_minor": won.amount,
        }));
        let about = Some(Subject { kind: SubjectKind::Deal, id: won.deal.0 });
        let on = window.date(won.at);
        Some(Finding { rule: Rule::DivertedOrder, person: Some(won.person), about, on, figures })
    };
    outcomes.iter().filter(|won| won.is_won && window.holds(won.at)).filter_map(finding).collect()
}

/// A won contract that was cut down, or written off, soon after: its value when it was signed, and what is left of it.
pub(super) fn cut(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Option<Finding> {
    let mut signed: BTreeMap<DocumentId, (Date, i64, i64)> = BTreeMap::new();
    let (mut written_off, mut last): (i64, Option<&Recorded>) = (0, None);
    for recorded in story.events {
        match &recorded.event {
            Event::InstalmentsPlanned { contract, terms, .. } => {
                let amount = terms.amount.minor();
                signed.insert(*contract, (terms.signed_on, amount, amount));
            }
            Event::ContractAmended { contract, amount, .. } => {
                if let Some((_, _, now)) = signed.get_mut(contract) {
                    last = if amount.minor() < *now { Some(recorded) } else { last };
                    *now = amount.minor();
                }
            }
            Event::InstalmentWrittenOff { amount: Money(minor), .. } => {
                written_off = written_off.saturating_add(*minor);
                last = Some(recorded);
            }
            _ => {}
        }
    }
    let cut = last.filter(|cut| window.holds(cut.at))?;
    let signed_on = signed.values().map(|(on, ..)| *on).min()?;
    let until = signed_on.saturating_add(jiff::Span::new().days(i64::from(rules.orders.cut_days)));
    let sum = |amounts: &mut dyn Iterator<Item = i64>| amounts.fold(0_i64, i64::saturating_add);
    let before = sum(&mut signed.values().map(|(_, amount, _)| *amount));
    let left = sum(&mut signed.values().map(|(_, _, now)| *now)).saturating_sub(written_off);
    let lost = i128::from(before.saturating_sub(left)) * 100 / i128::from(before.max(1));
    let on = window.date(cut.at);
    let is_cut = lost >= i128::from(rules.orders.cut_percent) && on <= until;
    let figures = figures(json!({ "signed_on": signed_on, "from_minor": before, "to_minor": left }));
    let about = Some(Subject { kind: SubjectKind::Deal, id: story.deal.0 });
    is_cut.then(|| Finding { rule: Rule::WonThenCut, person: story.owner_at(cut.at), about, on, figures })
}
