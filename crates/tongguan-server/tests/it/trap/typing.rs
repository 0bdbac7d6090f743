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
const BUDGET: [(&str, usize); 0] = [];

/// Too much typing: each kind keeps its budget, and all together people type clearly less than the papers hold.
pub fn trap_18_less_is_typed_than_stands_on_the_paper(walk: &Walk) {
    let typing = walk.typing();
    let over: Vec<_> = typing
        .iter()
        .filter(|(kind, (typed, _))| BUDGET.iter().all(|(of, most)| of != kind || typed > most))
        .collect();
    assert!(over.is_empty(), "above their budget, or without one: {over:#?}");
    let (typed, paper) = typing.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(typed * 10 <= paper * 8, "{typed} of {paper} values were typed: {typing:#?}");
}
