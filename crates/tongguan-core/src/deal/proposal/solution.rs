//! D06: written by a rep and a product or technical person, answers every verified need once, shows its cost.

use std::collections::{BTreeMap, BTreeSet};

use crate::deal::document::{self, Draft};
use crate::decision::Decision;
use crate::form::compute::Values;
use crate::form::{FieldProblem, problem};
use crate::id::{NeedId, PersonId};
use crate::money::{Money, Percent};
use crate::refusal::Refusal;
use crate::vat::Amounts;

/// Roles of which one at least writes, besides a rep.
const TECHNICAL: [&str; 2] = ["product_manager", "presales"];

/// A solution that is submitted.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    let mut problems = authors(decision, draft);
    problems.extend(matrix(decision, draft));
    if !draft.read().rows("value_points").iter().any(|row| row.has("metric")) {
        problems.push(problem("value_points".to_owned(), "nothing_quantified", None));
    }
    draft.judge(problems)?;
    costs(decision, draft, values)
}

fn authors(decision: &Decision<'_>, draft: &Draft<'_>) -> Vec<FieldProblem> {
    let authors: Vec<PersonId> = draft.read().list("authors");
    let (organization, department) = (&decision.facts.organization, decision.deal.department);
    let one_of = |roles: &[&str]| {
        authors.iter().any(|author| roles.iter().any(|role| organization.holds(*author, role, department)))
    };
    [("sales_rep", one_of(&["sales_rep"])), ("presales", one_of(&TECHNICAL))]
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(role, _)| problem("authors".to_owned(), "author_missing", Some(role.to_owned())))
        .collect()
}

/// Every verified need is answered, once; nothing else is.
fn matrix(decision: &Decision<'_>, draft: &Draft<'_>) -> Vec<FieldProblem> {
    let verified: BTreeSet<NeedId> = decision.deal.nurture.verified_needs().collect();
    let mut answered: BTreeMap<NeedId, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for (row, need) in draft.read().rows("requirement_matrix").iter().enumerate() {
        let Some(need) = need.parse("need") else { continue };
        let path = || format!("requirement_matrix[{row}].need");
        if !verified.contains(&need) {
            problems.push(problem(path(), "need_not_verified", None));
        } else if answered.insert(need, row).is_some() {
            problems.push(problem(path(), "twice", None));
        }
    }
    let open = verified.iter().filter(|need| !answered.contains_key(need));
    problems.extend(
        open.map(|need| problem("requirement_matrix".to_owned(), "need_unanswered", Some(need.to_string()))),
    );
    problems
}

/// Amounts by line, their sum, and the margin that the expected price leaves without VAT.
fn costs(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let mut total = Some(Money::ZERO);
    for (row, line) in draft.read().rows("cost_estimate").into_iter().enumerate() {
        let amount = line.parse("unit_cost").zip(line.parse("quantity"));
        let amount = amount.and_then(|(price, quantity)| Money::of(price, quantity));
        total = total.zip(amount).and_then(|(total, amount)| total.checked_add(amount));
        if let Some(amount) = amount {
            values.set_row("cost_estimate", row, "line_amount", amount.minor());
        }
    }
    let Some(total) = total else {
        return draft.fault("cost_estimate", "too_large", Some(Money::LARGEST.to_string()));
    };
    values.set("cost_total", total.minor());
    let price = Money(draft.read().whole("expected_price").unwrap_or_default());
    let rate = decision.process.settings.prices.estimate_vat;
    let net = Amounts::from_gross(price, rate).map(|amounts| amounts.net);
    if let Some(margin) = net.and_then(|net| margin(net, total)) {
        values.set("expected_margin", margin.to_string());
    }
    Ok(())
}

/// (net − cost) ÷ net.
pub(super) fn margin(net: Money, cost: Money) -> Option<Percent> {
    Percent::ratio(net.checked_sub(cost)?, net)
}
