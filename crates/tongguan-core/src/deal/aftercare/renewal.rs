//! Renewal: the term of a contract ends on a day, and somebody settles what comes after it.

use serde::{Deserialize, Serialize};

use crate::deal::{Event, Recorded};
use crate::decision::Decision;
use crate::id::{DealId, DocumentId};
use crate::obligation::{Fired, Subject};
use crate::process::{Process, Trigger};
use crate::refusal::Refusal;

/// What came of the renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RenewalOutcome {
    /// A new deal goes on with it.
    Pursued,
    /// The customer will not go on.
    GivenUp,
}

/// Settles the renewal of a contract: a new lead (registered with `from_deal`) goes on, or nobody does.
pub(crate) fn settle(
    decision: &mut Decision<'_>,
    contract: DocumentId,
    outcome: RenewalOutcome,
    lead: Option<DealId>,
    note: &str,
) -> Result<(), Refusal> {
    if !decision.deal.fulfilment.contracts.contains_key(&contract) {
        return Err(Refusal::ContractNotSigned { contract });
    }
    if decision.deal.aftercare.renewals.contains_key(&contract) {
        return Err(Refusal::RecordStands { document: contract });
    }
    if (outcome == RenewalOutcome::Pursued) != lead.is_some() || lead == Some(decision.deal.id) {
        return Err(Refusal::RenewalLeadMissing);
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::RenewalSettled { contract, outcome, lead, note });
    Ok(())
}

pub(super) fn fired(recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let fire = |trigger, contract: &DocumentId, at| Fired {
        trigger,
        subject: Subject::Document(*contract),
        at,
        step_working_days: 0,
    };
    match &recorded.event {
        Event::InstalmentsPlanned { contract, terms, .. } => {
            let end = terms.term_end.map(|day| crate::zone::at(day, 0, 0, &process.time_zone()));
            end.map(|at| fire(Trigger::TermEnds, contract, at)).into_iter().collect()
        }
        Event::RenewalSettled { contract, .. } => {
            vec![fire(Trigger::RenewalSettled, contract, recorded.at)]
        }
        _ => Vec::new(),
    }
}
