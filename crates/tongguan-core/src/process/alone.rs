//! Can one person alone take a deal from lead to signed contract? (6.2)
//!
//! The proof rests on what the core holds whatever a definition says: nobody decides on his own paper or in his own deal, and
//! nobody decides twice in one chain. So a gate with one condition that takes somebody else's decision is passed by nobody alone.
//! Who stands behind two accounts is beyond it. Must never judge a deal.

use std::collections::BTreeSet;

use super::{Condition, DocumentKind, GateKey, Predicate, Process, RoleKey, Stage};
use crate::id::{DepartmentId, PersonId};
use crate::organization::{Answering, Organization};

/// The stages up to the signed contract.
const WAY: [Stage; 4] = [Stage::Screening, Stage::Nurture, Stage::Proposal, Stage::Contract];
/// The role whose holders own deals.
const SELLER: &str = "sales_rep";

/// A condition that takes somebody else's decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondHand {
    /// The gate.
    pub gate: GateKey,
    /// Its condition.
    pub condition: String,
    /// Who decides, in order; each of them another person.
    pub roles: Vec<RoleKey>,
}

/// Conditions on the way from lead to signed contract that nobody meets alone, in the order of the stages. None means that one
/// person can take a deal all the way.
pub fn second_hands(process: &Process) -> Vec<SecondHand> {
    let of_stage = |stage: Stage| process.gates.iter().filter(move |(_, gate)| gate.stage == stage);
    WAY.into_iter()
        .flat_map(of_stage)
        .flat_map(|(key, gate)| gate.conditions.iter().filter_map(|one| second_hand(process, key, one)))
        .collect()
}

fn second_hand(process: &Process, gate: &GateKey, condition: &Condition) -> Option<SecondHand> {
    let roles = others(process, &condition.holds)?;
    Some(SecondHand { gate: gate.clone(), condition: condition.key.clone(), roles })
}

/// Who else decides before a predicate holds; none where its owner may bring it about himself.
fn others(process: &Process, predicate: &Predicate) -> Option<Vec<RoleKey>> {
    match predicate {
        Predicate::All(all) => all.iter().find_map(|one| others(process, one)),
        // The easiest way counts.
        Predicate::Any(any) => {
            let each: Option<Vec<_>> = any.iter().map(|one| others(process, one)).collect();
            each?.into_iter().min_by_key(Vec::len)
        }
        Predicate::Approved(kind) => deciders(process, *kind),
        Predicate::GradeIn(_) => deciders(process, DocumentKind::Grading),
        Predicate::ContractApproved => deciders(process, DocumentKind::ContractApproval),
        Predicate::OpportunityConfirmed => act(process, "confirm_opportunity"),
        Predicate::TextReviewed => act(process, "review_text"),
        _ => None,
    }
}

/// The roles that decide on a document each time it is asked for.
fn deciders(process: &Process, kind: DocumentKind) -> Option<Vec<RoleKey>> {
    let chain = process.form(kind)?.chain.as_ref().and_then(|key| process.chains.get(key))?;
    let always = chain.steps.iter().filter(|step| !step.signature && !step.only_if_authority_needed);
    Some(always.map(|step| step.role.clone()).collect::<Vec<_>>()).filter(|roles| !roles.is_empty())
}

/// One of the roles that may give a command which the core keeps from the deal's owner.
fn act(process: &Process, command: &str) -> Option<Vec<RoleKey>> {
    let by = &process.acts.get(command)?.by;
    let role = by.iter().find_map(|party| match party {
        super::Party::Role(role) => Some(role.clone()),
        _ => None,
    });
    role.map(|role| vec![role])
}

/// How many people a signed contract takes at least: the owner, and one for each decision of the longest chain.
pub fn people_needed(process: &Process) -> usize {
    1 + second_hands(process).iter().map(|hand| hand.roles.len()).max().unwrap_or_default()
}

/// A condition that the deals of somebody never meet: nobody may decide in his place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Who owns the deals.
    pub owner: PersonId,
    /// For this department.
    pub department: DepartmentId,
    /// The gate.
    pub gate: GateKey,
    /// Its condition.
    pub condition: String,
    /// The role whose decision nobody may make.
    pub role: RoleKey,
}

/// Where the deals of a living organisation stop, because nobody is left who may decide.
pub fn stops(process: &Process, organization: &Organization) -> Vec<Stop> {
    let needed = second_hands(process);
    let sellers = organization.posts.iter().filter(|post| post.role == SELLER);
    let owners: BTreeSet<(DepartmentId, PersonId)> =
        sellers.filter_map(|post| Some((post.department, post.holder?))).collect();
    let stops = |(department, owner): &(DepartmentId, PersonId)| {
        let (department, owner) = (*department, *owner);
        let at = |hand: &SecondHand| {
            let role = stop(organization, &hand.roles, department, owner)?;
            let (gate, condition) = (hand.gate.clone(), hand.condition.clone());
            Some(Stop { owner, department, gate, condition, role })
        };
        needed.iter().filter_map(at).collect::<Vec<_>>()
    };
    owners.iter().flat_map(stops).collect()
}

/// The first role of a chain that nobody can play who has not decided yet and does not own the deal.
fn stop(
    organization: &Organization,
    roles: &[RoleKey],
    department: DepartmentId,
    owner: PersonId,
) -> Option<RoleKey> {
    let mut taken = BTreeSet::from([owner]);
    for role in roles {
        let next = match organization.answering(role, department) {
            Answering::Holders(holders) => holders
                .iter()
                .find(|person| !taken.contains(person))
                .copied()
                .or_else(|| above(organization, holders.first().copied()?, &taken)),
            Answering::Vacant(_) | Answering::NoPost => None,
        };
        match next {
            Some(person) => taken.insert(person),
            None => return Some(role.clone()),
        };
    }
    None
}

/// The nearest superior who has not decided yet.
fn above(organization: &Organization, from: PersonId, taken: &BTreeSet<PersonId>) -> Option<PersonId> {
    let superior = |person: &PersonId| match organization.superior(*person) {
        Answering::Holders(holders) => holders.first().copied(),
        Answering::Vacant(_) | Answering::NoPost => None,
    };
    std::iter::successors(superior(&from), superior)
        .take(organization.posts.len())
        .find(|person| !taken.contains(person))
}
