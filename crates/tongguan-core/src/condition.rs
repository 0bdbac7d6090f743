//! Whether the conditions of a gate hold: each a named fact about the deal.
//!
//! What cannot be shown does not hold: a predicate for which the deal holds no evidence keeps its gate closed.

use serde_json::Value;

use crate::deal::{Deal, Grade, ScreeningResult, aftercare, contract, fulfilment, nurture, proposal};
use crate::decision::Decision;
use crate::expression;
use crate::form;
use crate::process::{Condition, DocumentKind, Gate, GateKey, Link, Predicate};
use crate::refusal::Unmet;

/// Conditions of a gate that neither hold nor have an exception.
pub fn unmet(decision: &Decision<'_>, key: &GateKey, gate: &Gate) -> Vec<Unmet> {
    gate.conditions
        .iter()
        .filter(|condition| !decision.deal.exceptions.contains(&(key.clone(), condition.key.clone())))
        .filter(|condition| !holds(decision, key, &condition.holds))
        .map(|condition| Unmet {
            condition: condition.key.clone(),
            link: link(&decision.deal, condition),
            exceptable: condition.exceptable,
            fields: lacking(decision, key, &condition.holds),
        })
        .collect()
}

/// Where to go to meet a condition: as the definition says, unless the deal stands so that this way is closed.
pub fn link(deal: &Deal, condition: &Condition) -> Link {
    fulfilment::way(deal, &condition.holds).unwrap_or_else(|| condition.link.clone())
}

/// The empty fields for which a condition does not hold.
fn lacking(decision: &Decision<'_>, gate: &GateKey, predicate: &Predicate) -> Vec<String> {
    match predicate {
        Predicate::All(inner) | Predicate::Any(inner) => {
            inner.iter().flat_map(|one| lacking(decision, gate, one)).collect()
        }
        Predicate::Complete(kind) => still_asked(decision, gate, *kind).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn is_complete(decision: &Decision<'_>, gate: &GateKey, kind: DocumentKind) -> bool {
    still_asked(decision, gate, kind).is_some_and(|fields| fields.is_empty())
}

/// The empty fields of a document that a gate needs and that nothing else answers; none without the document.
fn still_asked(decision: &Decision<'_>, gate: &GateKey, kind: DocumentKind) -> Option<Vec<String>> {
    let (_, document) = decision.deal.document(kind)?;
    let mut fields = form::needed_by(decision.process, gate, &document.open_fields);
    fields.retain(|field| kind != DocumentKind::LeadRegistration || !is_known_of_customer(decision, field));
    Some(fields)
}

/// What the customer's record or a later paper says of the customer is not asked again of the lead form.
fn is_known_of_customer(decision: &Decision<'_>, field: &str) -> bool {
    let account = decision.facts.account.as_ref();
    let said = |kind, key| {
        let paper = decision.deal.document(kind);
        paper.is_some_and(|(_, paper)| {
            form::Reader(&paper.facts).text(key).is_some_and(|said| said != "unknown")
        })
    };
    match field {
        // A quotation that names the code first puts it into the customer's record.
        "uscc" => account.is_some_and(|account| account.uscc.is_some()),
        "size_class" => {
            account
                .is_some_and(|account| account.size_class.as_deref().is_some_and(|class| class != "unknown"))
                || said(DocumentKind::ContractApproval, "cp_size_class")
        }
        _ => false,
    }
}

fn holds(decision: &Decision<'_>, gate: &GateKey, predicate: &Predicate) -> bool {
    let deal = &decision.deal;
    match predicate {
        Predicate::All(all) => all.iter().all(|one| holds(decision, gate, one)),
        Predicate::Any(any) => any.iter().any(|one| holds(decision, gate, one)),
        Predicate::Not(one) => !holds(decision, gate, one),
        Predicate::Complete(kind) => is_complete(decision, gate, *kind),
        Predicate::Approved(kind) => deal.document(*kind).is_some_and(|(_, document)| document.approved),
        Predicate::InTime(clock) => {
            !deal.obligations.values().any(|o| o.clock == *clock && o.is_open() && o.missed)
        }
        Predicate::Expression(source) => {
            let view = expression::view(deal, decision.process, decision.today());
            expression::holds(source, &view).unwrap_or(false)
        }
        Predicate::ScreenedValid => deal.lead.screening == Some(ScreeningResult::Valid),
        Predicate::NoOpenDuplicate => no_open_duplicate(decision),
        Predicate::GradeIn(grades) => deal.lead.grade.is_some_and(|grade| grades.contains(&letter(grade))),
        Predicate::ReachableContact => deal.document(DocumentKind::LeadRegistration).is_some(),
        Predicate::NeedAndBudgetOrTime => need_and_budget_or_time(deal),
        Predicate::OwnerHasCapacity => decision.facts.held_by_owner <= decision.pool_limits().holding_cap,
        other => of_stage(decision, other).unwrap_or(false),
    }
}

fn of_stage(decision: &Decision<'_>, predicate: &Predicate) -> Option<bool> {
    nurture::holds(decision, predicate)
        .or_else(|| proposal::holds(decision, predicate))
        .or_else(|| contract::holds(decision, predicate))
        .or_else(|| fulfilment::holds(decision, predicate))
        .or_else(|| aftercare::holds(decision, predicate))
}

/// Certain duplicates are refused at registration; one that turns up later keeps the gate closed.
fn no_open_duplicate(decision: &Decision<'_>) -> bool {
    !decision.facts.duplicates.iter().any(|hit| hit.certain && hit.account != decision.deal.account)
}

fn need_and_budget_or_time(deal: &Deal) -> bool {
    let Some((_, lead)) = deal.document(DocumentKind::LeadRegistration) else { return false };
    let budget = lead.facts.get("budget_status").and_then(Value::as_str);
    let budget = budget.is_some_and(|status| !matches!(status, "none" | "unknown"));
    budget || lead.facts.contains_key("expected_purchase_date")
}

fn letter(grade: Grade) -> String {
    format!("{grade:?}")
}
