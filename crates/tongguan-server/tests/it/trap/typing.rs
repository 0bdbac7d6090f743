//! What a person types, against what stands on the paper: values that the form proposes as they are, and those that the system
//! computes or knows, are not typed. A table counts cell by cell.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::walk::Walk;

/// Values typed and values on paper, by kind of document, over all papers of a walk.
pub type Typing = BTreeMap<String, (usize, usize)>;

/// Values of a body that differ from what was proposed.
pub fn typed(body: &Value, proposed: &Value) -> usize {
    match body {
        Value::Null => 0,
        Value::Object(fields) => fields.iter().map(|(key, value)| typed(value, &proposed[key])).sum(),
        Value::Array(rows) if rows.iter().any(Value::is_object) => {
            rows.iter().zip(0..).map(|(row, at): (_, usize)| typed(row, &proposed[at])).sum()
        }
        value => usize::from(value != proposed),
    }
}

/// The most values that one whole deal may ask people to type, by kind. Whoever adds a field that must be typed raises a number here.
const BUDGET: [(&str, usize); 16] = [
    ("acceptance", 19),
    ("after_sales", 5),
    ("contract_approval", 30),
    ("decision_chain", 25),
    ("delivery_plan", 28),
    ("executed_contract", 2),
    ("grading", 3),
    ("invoice", 18),
    ("lead_registration", 22),
    ("negotiation_strategy", 23),
    ("progress_report", 18),
    ("quotation", 30),
    ("retrospective", 8),
    ("solution", 34),
    ("visit_plan", 17),
    ("visit_report", 18),
];

/// Too much typing: each kind keeps its budget, and all together people type clearly less than the papers hold.
pub fn trap_18_less_is_typed_than_stands_on_the_paper(walk: &Walk) {
    let typing = walk.typing();
    let over: Vec<_> = typing
        .iter()
        .filter(|(kind, (typed, _))| BUDGET.iter().all(|(of, most)| of != kind || typed > most))
        .collect();
    assert!(over.is_empty(), "above their budget, or without one: {over:#?}");
    let (typed, paper) = typing.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(
        typed * 4 < paper * 3,
        "more than three in four: {typed} of {paper} values were typed: {typing:#?}"
    );
}
