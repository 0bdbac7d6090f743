//! Why somebody sees a deal, or why not: the same rules as [`Sight::sees`], each with what it rests on.
//!
//! Promises that the verdict is `sees`'s own. Tells roles, departments and parts that people play, and nothing of what a deal says.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{Involved, Sight, below, may_assign, may_claim};
use crate::deal::Deal;
use crate::deal::proposal::review::authors_of;
use crate::id::{DepartmentId, PersonId};
use crate::organization::{Answering, Organization};
use crate::pool::Place;
use crate::process::{DocumentKind, Process, RoleKey, RowScope};
use crate::reference::account::Account;
use crate::reference::account_reader::is_named;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Whether he sees it.
    pub sees: bool,
    /// Whether he is in office at all; whoever has left sees nothing by his posts.
    pub is_active: bool,
    /// What lets him, the strongest first.
    pub grounds: Vec<Ground>,
    /// His posts that do not reach it.
    pub short: Vec<Reach>,
    /// The department that the deal, or the customer, belongs to.
    pub department: DepartmentId,
}

/// What lets somebody see a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are named as in the organisation")]
pub enum Ground {
    /// It is his.
    Owns,
    /// A post of his reaches it.
    Post(Reach),
    /// He is named for it.
    Named,
    /// He owned it before.
    OwnedBefore,
    /// He wrote or is named as an author of a paper.
    Wrote { kind: DocumentKind },
    /// He asks for, decides or was sent an approval.
    Approval { chain: String },
    /// Something is owed by him.
    Owes { clock: String },
    /// He takes part otherwise: visits, reviews, deliveries.
    TakesPart,
    /// It is the turn of somebody for whom he stands in.
    StandsIn { person: PersonId },
    /// It lies in a pool, from which he may claim it.
    Claims,
    /// It lies in a pool, from which he assigns.
    KeepsPool,
    /// He takes part in a deal with the customer.
    PartOfDeal,
    /// A post of his reaches a deal with the customer.
    ReachesDeal(Reach),
}

/// How far a post sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Its role.
    pub role: RoleKey,
    /// The department that it answers for.
    pub department: DepartmentId,
    /// How far the role sees.
    pub scope: RowScope,
    /// Whether the company set that in place of the process.
    pub is_set: bool,
    /// Up to when he acts in the post; absent where he holds it.
    pub acting_until: Option<Date>,
}

/// Explains what a person sees of a deal.
pub fn of_deal(
    organization: &Organization,
    process: &Process,
    person: PersonId,
    (deal, place): (&Deal, &Place),
    now: Timestamp,
) -> Why {
    let sight = Sight::of(organization, process, person, now);
    let sees = sight.sees(organization, process, (person, deal), place);
    let mut grounds = Vec::new();
    grounds.extend((deal.owner == Some(person)).then_some(Ground::Owns));
    let (reaching, short) = posts(organization, process, person, deal.department);
    grounds.extend(reaching.into_iter().map(Ground::Post));
    parts(deal, person, &mut grounds);
    grounds.extend(stands_in(&deal.waiting_for(&sight.stands_in_for)));
    let claims = may_claim(organization, process, (person, deal), place);
    grounds.extend(claims.then_some(Ground::Claims));
    grounds.extend(may_assign(organization, (person, deal), place).then_some(Ground::KeepsPool));
    let is_active = organization.is_active(person);
    Why { sees, is_active, grounds, short, department: deal.department }
}

/// In whose places he is to decide.
fn stands_in(principals: &BTreeSet<PersonId>) -> impl Iterator<Item = Ground> {
    principals.iter().map(|person| Ground::StandsIn { person: *person })
}

/// Explains what a person sees on a day of a customer with which there are such deals.
pub fn of_account(
    organization: &Organization,
    process: &Process,
    person: PersonId,
    (account, deals): (&Account, &Involved),
    (today, now): (Date, Timestamp),
) -> Why {
    let sight = Sight::of(organization, process, person, now);
    let sees = sight.sees_account(person, (account, deals), today);
    let mut grounds = Vec::new();
    grounds.extend((account.owner == Some(person)).then_some(Ground::Owns));
    let (reaching, short) = posts(organization, process, person, account.department);
    grounds.extend(reaching.into_iter().map(Ground::Post));
    grounds.extend(is_named(account, person, today).then_some(Ground::Named));
    grounds.extend(deals.people.contains(&person).then_some(Ground::PartOfDeal));
    grounds.extend(stands_in(&deals.turns.intersection(&sight.stands_in_for).copied().collect()));
    let of_deals = |of: &DepartmentId| posts(organization, process, person, *of).0;
    let (reaching, short): (Vec<Reach>, Vec<Reach>) =
        short.into_iter().partition(|reach| deals.departments.iter().any(|of| of_deals(of).contains(reach)));
    grounds.extend(reaching.into_iter().map(Ground::ReachesDeal));
    let is_active = organization.is_active(person);
    Why { sees, is_active, grounds, short, department: account.department }
}

/// The posts of a person that reach a department, and those that do not.
pub fn posts(
    organization: &Organization,
    process: &Process,
    person: PersonId,
    department: DepartmentId,
) -> (Vec<Reach>, Vec<Reach>) {
    let held = organization.posts.iter().filter(|post| post.holder == Some(person));
    let held = held.filter(|_| organization.is_active(person));
    let reach = |post: &crate::organization::Post| Reach {
        role: post.role.clone(),
        department: post.department,
        scope: organization.scope_of(process, &post.role),
        is_set: process.role(&post.role).is_some_and(|role| role.business)
            && organization.scopes.contains_key(&post.role),
        acting_until: post.acting_until,
    };
    let reaches = |reach: &Reach| match reach.scope {
        RowScope::All => true,
        RowScope::Own => false,
        RowScope::Team => reach.department == department,
        RowScope::Below => below(organization, reach.department).contains(&department),
    };
    held.map(reach).partition(reaches)
}

/// The parts that a person plays in a deal.
fn parts(deal: &Deal, person: PersonId, grounds: &mut Vec<Ground>) {
    grounds.extend(deal.named.contains(&person).then_some(Ground::Named));
    let before = deal.lead.former_owners.iter().any(|(former, _)| *former == person);
    grounds.extend(before.then_some(Ground::OwnedBefore));
    let wrote = deal.documents.values().filter(|document| authors_of(document).contains(&person));
    grounds.extend(wrote.map(|document| Ground::Wrote { kind: document.kind }));
    let about = deal.approvals.values().filter(|approval| {
        let assigned = approval.steps.iter().flat_map(|step| &step.assignees).any(|one| one.person == person);
        let voted = approval.votes.iter().any(|vote| vote.by == person);
        approval.is_own_paper(person) || assigned || voted || approval.copied.contains(&person)
    });
    grounds.extend(about.map(|approval| Ground::Approval { chain: approval.chain.clone() }));
    let owes = deal.obligations.values().filter(|obligation| obligation.debtor == Some(person));
    grounds.extend(owes.map(|obligation| Ground::Owes { clock: obligation.clock.clone() }));
    if grounds.iter().all(|ground| matches!(ground, Ground::Post(_))) && deal.participants().contains(&person)
    {
        grounds.push(Ground::TakesPart);
    }
    let mut seen = Vec::new();
    grounds.retain(|ground| {
        !seen.contains(ground) && {
            seen.push(ground.clone());
            true
        }
    });
}

/// Whether somebody stands above another in the line of posts.
pub fn is_above(organization: &Organization, above: PersonId, person: PersonId) -> bool {
    let superior = |of: &PersonId| match organization.superior(*of) {
        Answering::Holders(holders) => holders.first().copied(),
        Answering::Vacant(_) | Answering::NoPost => None,
    };
    std::iter::successors(superior(&person), superior).take(organization.posts.len()).any(|one| one == above)
}
