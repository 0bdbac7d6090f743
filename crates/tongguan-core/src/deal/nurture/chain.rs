//! D05: who decides at the customer, who judges the technique, who approves the money, and what worries each.
//!
//! Coverage and red flags are computed at submission. Whoever counts as contacted was met on a recorded visit, or
//! stood up for a need by phone or mail.

use std::collections::{BTreeMap, BTreeSet};

use crate::deal::document::{self, Draft};
use crate::decision::Decision;
use crate::form::compute::Values;
use crate::form::{FieldProblem, Reader, problem};
use crate::id::{ContactId, DocumentId};
use crate::money::Percent;
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// Roles without which no chain is known.
const REQUIRED: [&str; 3] = [ECONOMIC_BUYER, "technical_evaluator", "budget_approver"];
/// The role that decides in the end; there is exactly one.
const ECONOMIC_BUYER: &str = "economic_buyer";

/// A person of the chain.
pub(super) struct Node<'a> {
    /// Who.
    pub contact: ContactId,
    /// Buying roles.
    pub roles: Vec<String>,
    /// Whether we have been in contact.
    pub contacted: bool,
    row: Reader<'a>,
}

impl Node<'_> {
    fn is(&self, role: &str) -> bool {
        self.roles.iter().any(|own| own == role)
    }

    fn is_required(&self) -> bool {
        REQUIRED.iter().any(|role| self.is(role))
    }
}

/// The people of a chain, from a body or from facts.
fn nodes<'a>(record: Reader<'a>) -> Vec<Node<'a>> {
    let read = |row: Reader<'a>| {
        let contacted = row.text("relationship").is_some_and(|level| level != "none");
        Some(Node { contact: row.parse("contact_id")?, roles: row.list("role"), contacted, row })
    };
    record.rows("nodes").into_iter().filter_map(read).collect()
}

/// A chain that is submitted.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    let nodes = nodes(draft.read());
    let mut problems = twice(&nodes);
    problems.extend(without_evidence(decision, &nodes));
    problems.extend(edges(draft.read(), &nodes));
    draft.judge(problems)?;
    for (row, node) in nodes.iter().enumerate() {
        if let Some(met) = decision.deal.nurture.last_contact(node.contact) {
            values.set_row("nodes", row, "last_contact_at", met.to_string());
        }
    }
    values.set("decision_chain_coverage", coverage(&nodes).to_string());
    values.set("decision_chain_flags", red_flags(decision, &nodes));
    Ok(())
}

fn twice(nodes: &[Node<'_>]) -> Vec<FieldProblem> {
    let mut seen = BTreeSet::new();
    let again = nodes.iter().enumerate().filter(|(_, node)| !seen.insert(node.contact));
    let mut problems: Vec<_> =
        again.map(|(row, _)| problem(format!("nodes[{row}].contact_id"), "twice", None)).collect();
    if nodes.iter().filter(|node| node.is(ECONOMIC_BUYER)).count() > 1 {
        problems.push(problem("nodes".to_owned(), "one_economic_buyer", None));
    }
    problems
}

/// “已接触” needs a visit on which that person was there, or a verification with him.
fn without_evidence(decision: &Decision<'_>, nodes: &[Node<'_>]) -> Vec<FieldProblem> {
    let nurture = &decision.deal.nurture;
    let shown = |node: &Node<'_>| match node.row.parse::<DocumentId>("contact_evidence") {
        Some(report) => nurture.reports.get(&report).is_some_and(|r| r.contacts.contains(&node.contact)),
        None => nurture.was_asked(node.contact),
    };
    let bare = nodes.iter().enumerate().filter(|(_, node)| node.contacted && !shown(node));
    bare.map(|(row, _)| problem(format!("nodes[{row}].contact_evidence"), "no_contact_record", None))
        .collect()
}

/// Edges join people of the chain; nobody reports to himself, however far round.
fn edges(record: Reader<'_>, nodes: &[Node<'_>]) -> Vec<FieldProblem> {
    let known: BTreeSet<ContactId> = nodes.iter().map(|node| node.contact).collect();
    let mut problems = Vec::new();
    let mut superiors: BTreeMap<ContactId, Vec<ContactId>> = BTreeMap::new();
    for (row, edge) in record.rows("edges").into_iter().enumerate() {
        let (Some(from), Some(to)) = (edge.parse("from"), edge.parse("to")) else { continue };
        if !known.contains(&from) || !known.contains(&to) {
            problems.push(problem(format!("edges[{row}]"), "not_in_the_chain", None));
        }
        if edge.text("type") == Some("reports") {
            superiors.entry(from).or_default().push(to);
        }
    }
    if known.iter().any(|contact| reaches_itself(&superiors, *contact)) {
        problems.push(problem("edges".to_owned(), "circle", None));
    }
    problems
}

fn reaches_itself(superiors: &BTreeMap<ContactId, Vec<ContactId>>, start: ContactId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<ContactId> = superiors.get(&start).cloned().unwrap_or_default();
    while let Some(at) = open.pop() {
        if at == start {
            return true;
        }
        if seen.insert(at) {
            open.extend(superiors.get(&at).into_iter().flatten());
        }
    }
    false
}

/// Contacted required roles ÷ required roles.
fn coverage(nodes: &[Node<'_>]) -> Percent {
    let met = REQUIRED.iter().filter(|role| nodes.iter().any(|node| node.contacted && node.is(role))).count();
    let (met, all) = (crate::money::Money(met as i64), crate::money::Money(REQUIRED.len() as i64));
    Percent::ratio(met, all).unwrap_or(Percent::ZERO)
}

fn red_flags(decision: &Decision<'_>, nodes: &[Node<'_>]) -> Vec<&'static str> {
    let days = i64::from(decision.process.settings.visits.stale_contact_days);
    let nurture = &decision.deal.nurture;
    let stale = |node: &Node<'_>| {
        nurture.last_contact(node.contact).is_some_and(|met| {
            decision.now().duration_since(met) > jiff::SignedDuration::from_hours(days * 24)
        })
    };
    let gone = decision.deal.document(DocumentKind::DecisionChain).is_some_and(|(_, before)| {
        let people: BTreeSet<ContactId> = nodes.iter().map(|node| node.contact).collect();
        self::nodes(Reader(&before.facts)).iter().any(|node| !people.contains(&node.contact))
    });
    let key_people = || nodes.iter().filter(|node| node.is_required());
    [
        ("missing_role", REQUIRED.iter().any(|role| !nodes.iter().any(|node| node.is(role)))),
        ("decision_maker_not_met", !nodes.iter().any(|node| node.contacted && node.is(ECONOMIC_BUYER))),
        ("single_thread", nodes.iter().filter(|node| node.contacted).count() <= 1),
        ("negative", key_people().any(|node| node.row.whole("attitude").is_some_and(|a| a < 0))),
        ("stale", key_people().any(|node| node.contacted && stale(node))),
        ("changed", gone),
    ]
    .into_iter()
    .filter_map(|(flag, raised)| raised.then_some(flag))
    .collect()
}

/// Whether decision maker, technical evaluator and budget approver are named; each carries a concern by the form.
pub(super) fn roles_named(decision: &Decision<'_>) -> bool {
    let Some((_, chain)) = decision.deal.document(DocumentKind::DecisionChain) else { return false };
    let nodes = nodes(Reader(&chain.facts));
    REQUIRED.iter().all(|role| nodes.iter().any(|node| node.is(role)))
}

/// Whether the decision maker was contacted, or will be on a day that has not passed.
pub(super) fn decision_maker_reached(decision: &Decision<'_>) -> bool {
    let Some((_, chain)) = decision.deal.document(DocumentKind::DecisionChain) else { return false };
    let planned = |node: &Node<'_>| {
        let on = node.row.parse::<jiff::civil::Date>("planned_contact_on");
        on.is_some_and(|on| on >= decision.today())
    };
    nodes(Reader(&chain.facts))
        .iter()
        .any(|node| node.is(ECONOMIC_BUYER) && (node.contacted || planned(node)))
}
