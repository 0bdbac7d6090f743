//! Receipts that made a quarter look better.

use serde_json::json;

use super::deals::quarter_end;
use super::{Finding, Rule, Subject, SubjectKind, Window, figures};
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
