//! 作废: a contract that nobody has signed is given up. Its number stays, marked, and is never used again (4.5).
//!
//! Legal's review and the chain over it lapse with it. A signed contract is not given up here: it ends by what both
//! parties agree. Once the seal is on paper, only a keeper of the seal gives it up, for he takes the copies back.

use super::{chain, signing};
use crate::approval::LapseReason;
use crate::deal::{Event, admit};
use crate::decision::Decision;
use crate::id::DocumentId;
use crate::refusal::Refusal;

/// Gives up a contract.
pub(in crate::deal) fn give_up(
    decision: &mut Decision<'_>,
    contract: DocumentId,
    reason: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let known = signing::contract(decision, contract)?;
    if known.signing.is_some() {
        return Err(Refusal::ContractSigned { contract });
    }
    if known.seal.is_some() && !admit::is_among(decision, by, "seal_contract") {
        return Err(Refusal::AlreadySealed { contract });
    }
    let note = decision.keep_reason("reason", reason)?;
    chain::void_all(decision, contract, LapseReason::ContractVoided);
    decision.emit(Event::ContractVoided { contract, by, note });
    Ok(())
}
