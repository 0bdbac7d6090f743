//! Which instalments a receipt probably pays: said with the reasons, never done (5.9).
//!
//! Promises the likeliest first and the same order for the same input. Must never allocate: a person gives the command, and a payer who is
//! not the contract party still needs his exception.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use crate::id::{DealId, InstalmentId};
use crate::money::Money;
use crate::reference::name_key::name_key;
use crate::unify::unified;

/// Money that came in and is not wholly allocated.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// What of it is still free.
    pub amount: Money,
    /// Who paid, as the bank names him.
    pub payer: &'a str,
    /// What he wrote.
    pub note: Option<&'a str>,
}

/// A deal with money out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The deal.
    pub deal: DealId,
    /// The contract party's name.
    pub party: String,
    /// Names that the party had before.
    pub former_names: Vec<String>,
    /// Numbers of the deal, of its contracts and of its invoices.
    pub numbers: Vec<String>,
    /// What is out.
    pub instalments: Vec<Outstanding>,
}

/// An instalment with money out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outstanding {
    /// Which.
    pub instalment: InstalmentId,
    /// How much is out.
    pub amount: Money,
    /// By when we ask for it; absent where it is not payable yet.
    pub due_on: Option<Date>,
}

/// What speaks for a proposal, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The payer wrote a number of the deal.
    Number,
    /// The payer is the contract party.
    Payer,
    /// The payer goes by a name that the contract party had before.
    FormerName,
    /// The amount is what an instalment has out, or all that is due.
    Amount,
}

/// Parts of a receipt that probably pay these instalments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Of which deal.
    pub deal: DealId,
    /// How much for which instalment.
    pub parts: Vec<(InstalmentId, Money)>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The number that the payer wrote.
    pub number: Option<String>,
    /// False where an exception is needed first.
    pub payer_is_party: bool,
}

/// Proposals, the likeliest first. What nothing speaks for is not proposed.
pub fn propose(incoming: Incoming<'_>, candidates: &[Candidate]) -> Vec<Proposal> {
    let mut proposals: Vec<(Proposal, Option<Date>)> =
        candidates.iter().filter_map(|candidate| of_deal(incoming, candidate)).collect();
    proposals.sort_by_key(|(proposal, due)| {
        let weight: u32 = proposal.reasons.iter().map(|reason| weight(*reason)).sum();
        (Reverse(weight), due.is_none(), *due, proposal.deal)
    });
    proposals.into_iter().map(|(proposal, _)| proposal).collect()
}

/// A number outweighs everything else; of the rest the payer's name does, since amounts are round.
fn weight(reason: Reason) -> u32 {
    match reason {
        Reason::Number => 8,
        Reason::Payer => 4,
        Reason::FormerName => 3,
        Reason::Amount => 2,
    }
}

fn of_deal(incoming: Incoming<'_>, candidate: &Candidate) -> Option<(Proposal, Option<Date>)> {
    let mut reasons = Vec::new();
    let written = incoming.note.map(plain).unwrap_or_default();
    let number = candidate.numbers.iter().find(|number| is_written(&written, &plain(number)));
    reasons.extend(number.map(|_| Reason::Number));
    let payer = name_key(incoming.payer);
    let payer_is_party = name_key(&candidate.party) == payer;
    let had_name = candidate.former_names.iter().any(|name| name_key(name) == payer);
    match (payer_is_party, had_name) {
        (true, _) => reasons.push(Reason::Payer),
        (false, true) => reasons.push(Reason::FormerName),
        (false, false) => {}
    }
    let (parts, exact) = parts(incoming.amount, &candidate.instalments);
    if exact {
        reasons.push(Reason::Amount);
    }
    let first = parts.first()?.0;
    let due = candidate.instalments.iter().find(|one| one.instalment == first).and_then(|one| one.due_on);
    let proposal = Proposal { deal: candidate.deal, parts, number: number.cloned(), payer_is_party, reasons };
    (!proposal.reasons.is_empty()).then_some((proposal, due))
}

/// Of one width and case.
fn plain(text: &str) -> String {
    unified(text).chars().flat_map(char::to_uppercase).collect()
}

/// Whether a number stands in what was written, and not as part of a longer one.
fn is_written(written: &str, number: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let stands = |(at, _): (usize, &str)| {
        !joins(written[..at].chars().next_back()) && !joins(written[at + number.len()..].chars().next())
    };
    number.len() >= NUMBER_MIN && written.match_indices(number).any(stands)
}

/// Shorter numbers are found in any text by chance.
const NUMBER_MIN: usize = 6;

/// The amount over what is out: the one instalment that it is exactly, else the earliest due first. True where it comes out even.
fn parts(amount: Money, instalments: &[Outstanding]) -> (Vec<(InstalmentId, Money)>, bool) {
    let mut open: Vec<&Outstanding> = instalments.iter().filter(|one| one.amount > Money::ZERO).collect();
    open.sort_by_key(|one| (one.due_on.is_none(), one.due_on, one.instalment));
    if let Some(exact) = open.iter().find(|one| one.amount == amount) {
        return (vec![(exact.instalment, amount)], true);
    }
    let mut left = amount;
    let mut parts = Vec::new();
    let mut even = true;
    for one in open {
        if left <= Money::ZERO {
            break;
        }
        let part = left.min(one.amount);
        even = part == one.amount;
        parts.push((one.instalment, part));
        left = left.checked_sub(part).unwrap_or(Money::ZERO);
    }
    let exact = even && left == Money::ZERO && !parts.is_empty();
    (parts, exact)
}

/// What in a text may be a number of ours or of an invoice: runs of letters, figures and strokes with enough figures in them.
pub fn numbers_in(text: &str) -> Vec<String> {
    let text = plain(text);
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '/' | '_'));
    let is_number = |run: &&str| run.len() >= NUMBER_MIN && run.chars().any(|c| c.is_ascii_digit());
    let mut found: Vec<String> = runs.filter(is_number).map(str::to_owned).collect();
    found.dedup();
    found.truncate(NUMBERS_MOST);
    found
}

/// Nobody writes more numbers than these into one remark.
const NUMBERS_MOST: usize = 10;
