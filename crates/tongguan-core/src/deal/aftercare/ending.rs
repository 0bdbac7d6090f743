//! How a deal ends without being won: 输单, 无决策, 无效. It stands until the manager agrees; what was owed then falls away.

use serde::{Deserialize, Serialize};

use super::Aftercare;
use crate::approval::{ApprovalResult, ApprovalSubject, Request, request};
use crate::deal::{Deal, Event, Recorded, trigger};
use crate::decision::Decision;
use crate::digest::{Digest, canonical};
use crate::id::ApprovalId;
use crate::money::Money;
use crate::obligation::{Fired, Subject};
use crate::process::Trigger;
use crate::refusal::Refusal;

/// The chain that decides on it.
const CHAIN: &str = "AL";
/// Longest name of a winner, characters.
const NAME_MAX: usize = 120;

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// 输单: another one won.
    Lost,
    /// 无决策: the customer buys from nobody.
    NoDecision,
    /// 无效: it never was a real opportunity.
    Invalid,
}

impl Ending {
    /// The kind of review (D21) that fits it.
    pub fn review(self) -> &'static str {
        match self {
            Ending::Lost => "lost",
            Ending::NoDecision | Ending::Invalid => "no_decision",
        }
    }
}

/// How a deal ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub outcome: Ending,
    /// Key of the reason.
    pub reason: String,
    /// How much cheaper the winner was.
    pub price_gap: Option<Money>,
    /// When.
    pub at: jiff::Timestamp,
}

/// Asking to close a deal, as the command brings it.
pub(crate) struct Proposal<'a> {
    pub outcome: Ending,
    pub reason: &'a str,
    pub winner: Option<&'a str>,
    pub price_gap: Option<Money>,
    pub lesson: &'a str,
}

/// Asks the manager to agree that the deal is over.
pub(crate) fn propose(decision: &mut Decision<'_>, given: Proposal<'_>) -> Result<(), Refusal> {
    if decision.deal.is_won() {
        return Err(Refusal::ContractStands);
    }
    let known = decision.process.settings.loss_reasons.iter().any(|reason| reason.key == given.reason);
    if !known {
        return Err(Refusal::UnknownReason { reason: given.reason.to_owned() });
    }
    decision.check_reason("lesson", given.lesson)?;
    let winner = given.winner.map(str::trim).filter(|winner| !winner.is_empty());
    if given.outcome == Ending::Lost {
        for (field, missing) in [("winner", winner.is_none()), ("price_gap", given.price_gap.is_none())] {
            if missing {
                return Err(Refusal::LossFactMissing { field: field.to_owned() });
            }
        }
    }
    if winner.is_some_and(|name| name.chars().any(char::is_control) || name.chars().count() > NAME_MAX) {
        return Err(Refusal::BadText { field: "winner".to_owned(), min: 1, max: NAME_MAX as u32 });
    }
    let open =
        |a: &crate::approval::Approval| a.is_open() && matches!(a.subject, ApprovalSubject::Closing { .. });
    if let Some((approval, _)) = decision.deal.approvals.iter().find(|(_, a)| open(a)) {
        return Err(Refusal::AlreadyRequested { approval: *approval });
    }
    record(decision, &given, winner)
}

fn record(decision: &mut Decision<'_>, given: &Proposal<'_>, winner: Option<&str>) -> Result<(), Refusal> {
    let (outcome, price_gap) = (given.outcome, given.price_gap);
    let story = serde_json::json!({
        "outcome": outcome,
        "reason": given.reason,
        "winner": winner,
        "price_gap_minor": price_gap,
        "lesson": given.lesson.trim(),
    });
    let note = decision.keep(canonical(&story));
    let (reason, digest) = (given.reason.to_owned(), Digest::of_json(&story));
    decision.emit(Event::ClosingProposed { outcome, reason, price_gap, note });
    let subject = ApprovalSubject::Closing { outcome };
    let (chain, reason) = (CHAIN.to_owned(), Some(given.lesson.trim().to_owned()));
    request(decision, Request { chain, subject, digest, authors: Vec::new(), reason, authority: None })
        .map(|_| ())
}

/// The manager agreed, or did not.
pub(super) fn decided(
    decision: &mut Decision<'_>,
    approval: ApprovalId,
    outcome: Ending,
    result: ApprovalResult,
) {
    if result != ApprovalResult::Approved {
        decision.emit(Event::ClosingDeclined { approval });
        return;
    }
    let open: Vec<ApprovalId> =
        decision.deal.approvals.iter().filter(|(_, a)| a.is_open()).map(|(id, _)| *id).collect();
    for open in open {
        decision.emit(Event::ApprovalFinished {
            approval: open,
            result: ApprovalResult::Lapsed,
            reason: None,
        });
    }
    decision.emit(Event::DealEnded { approval, outcome });
}

pub(super) fn fold(state: &mut Aftercare, recorded: &Recorded) {
    match &recorded.event {
        Event::ClosingProposed { outcome, reason, price_gap, .. } => {
            state.proposal = Some(Ended {
                outcome: *outcome,
                reason: reason.clone(),
                price_gap: *price_gap,
                at: recorded.at,
            });
        }
        Event::ClosingDeclined { .. } => state.proposal = None,
        Event::DealEnded { .. } => {
            state.ended = state.proposal.take().map(|proposal| Ended { at: recorded.at, ..proposal });
        }
        _ => {}
    }
}

/// The end is heard by every duty that is still open.
pub(super) fn fired(deal: &Deal, recorded: &Recorded) -> Vec<Fired> {
    let fire = |trigger, subject| Fired { trigger, subject, at: recorded.at, step_working_days: 0 };
    match &recorded.event {
        Event::ClosingDeclined { .. } => vec![fire(Trigger::LossDeclined, Subject::Deal)],
        Event::DealEnded { .. } => trigger::heard_by_all(deal, recorded, Trigger::DealEnded),
        _ => Vec::new(),
    }
}
