//! Receipts that made a quarter look better.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde_json::json;

use super::deals::quarter_end;
use super::story::Story;
use super::{Finding, Rule, Subject, SubjectKind, Window, count, figures};
use crate::deal::Event;
use crate::id::{PersonId, ReceiptId};
use crate::process::Anomalies;
use crate::reference::receipt::Receipt;

pub(super) fn findings(rules: &Anomalies, window: &Window, reversed: &[Receipt]) -> Vec<Finding> {
    let days = jiff::Span::new().days(i64::from(rules.receipt_reversed_days));
    let finding = |receipt: &Receipt| {
        let on = window.date(receipt.reversed_at.filter(|at| window.holds(*at))?);
        let end = quarter_end(receipt.received_on)?;
        let is_after_its_quarter = on > end && on <= end.saturating_add(days);
        let about = Some(Subject { kind: SubjectKind::Receipt, id: receipt.id.0 });
        let figures =
            figures(json!({ "received_on": receipt.received_on, "amount_minor": receipt.amount.minor() }));
        is_after_its_quarter.then_some(Finding {
            rule: Rule::ReceiptReversed,
            person: receipt.booked_by,
            about,
            on,
            figures,
        })
    };
    reversed.iter().filter_map(finding).collect()
}

/// What a receipt paid in the deals of somebody, on one of the last days of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paid {
    person: PersonId,
    receipt: ReceiptId,
    received_on: Date,
    at: Timestamp,
    amount: i64,
}

/// What a deal was paid on the last days of a quarter; what was taken back counts against it.
pub(super) fn paid(rules: &Anomalies, window: &Window, story: &Story<'_>) -> Vec<Paid> {
    let days = Span::new().days(i64::from(rules.receipts.round_days) - 1);
    let mut found = Vec::new();
    for recorded in story.events {
        let Event::ReceiptAllocated { receipt, received_on, parts, .. } = &recorded.event else { continue };
        let Some(end) = quarter_end(*received_on) else { continue };
        let is_late = *received_on >= end.saturating_sub(days)
            && *received_on > window.first().saturating_sub(Span::new().days(100));
        let (Some(person), true) = (story.owner_at(recorded.at), is_late) else { continue };
        let amount = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.amount_minor.minor()));
        let (receipt, received_on, at) = (*receipt, *received_on, recorded.at);
        found.push(Paid { person, receipt, received_on, at, amount });
    }
    found
}

/// What one receipt came to in the deals of one person: when the money came, when it was last allocated, how much.
type Sum = (Date, Timestamp, i64);

/// Several receipts with round sums on the last days of a quarter, in the deals of one person.
pub(super) fn round(rules: &Anomalies, window: &Window, paid: &[Paid]) -> Vec<Finding> {
    let mut receipts: BTreeMap<(PersonId, ReceiptId), Sum> = BTreeMap::new();
    for one in paid {
        let sum = receipts.entry((one.person, one.receipt)).or_insert((one.received_on, one.at, 0));
        (sum.1, sum.2) = (sum.1.max(one.at), sum.2.saturating_add(one.amount));
    }
    let mut quarters: BTreeMap<(PersonId, Date), Vec<Sum>> = BTreeMap::new();
    let is_round = |amount: i64| amount > 0 && amount % rules.receipts.round_minor.max(1) == 0;
    for ((person, _), sum) in receipts.into_iter().filter(|(_, (.., amount))| is_round(*amount)) {
        let Some(end) = quarter_end(sum.0) else { continue };
        quarters.entry((person, end)).or_default().push(sum);
    }
    let many = rules.receipts.round_receipts.max(1) as usize;
    let finding = |((person, _), mut sums): ((PersonId, Date), Vec<Sum>)| {
        sums.sort();
        // The day of the one that makes them many stays, however many follow.
        let on = sums.get(many - 1)?.0;
        let is_news = sums.iter().any(|(_, at, _)| window.holds(*at));
        let sum = sums.iter().fold(0_i64, |sum, (.., amount)| sum.saturating_add(*amount));
        let figures = figures(json!({ "count": count(sums.len()), "amount_minor": sum }));
        let (rule, person) = (Rule::RoundReceipts, Some(person));
        is_news.then_some(Finding { rule, person, about: None, on, figures })
    };
    quarters.into_iter().filter_map(finding).collect()
}
