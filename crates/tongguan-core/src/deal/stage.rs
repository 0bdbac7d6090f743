//! Passing a gate, going back, and asking for an exception (特批).

use super::{Deal, Event, Number};
use crate::approval::{ApprovalSubject, Request, request};
use crate::condition;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::process::{GateKey, Stage};
use crate::refusal::Refusal;

/// The chain by which exceptions are decided.
const EXCEPTION_CHAIN: &str = "AX";
/// The earliest stage to which a deal goes back whose contract both have signed.
const EARLIEST_WON: Stage = Stage::Fulfilment;

/// Passes the gate of the stage.
pub(super) fn advance(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    if let Some(refusal) = gate_refusal(decision) {
        return Err(refusal);
    }
    let from = decision.deal.stage;
    let to = from.next().ok_or(Refusal::NoNextStage { stage: from })?;
    let (gate, _) = decision.process.exit_gate(from).ok_or(Refusal::NoNextStage { stage: from })?;
    let exceptions = decision.deal.exceptions.iter().filter(|(at, _)| at == gate).map(|(_, c)| c.clone());
    let on = decision.today();
    let number = (from == Stage::Screening).then(|| Number::Pending { series: "opportunity".to_owned(), on });
    decision.emit(Event::StageAdvanced {
        from,
        to,
        gate: gate.clone(),
        process_version: decision.process.version,
        exceptions: exceptions.collect(),
        number,
    });
    Ok(())
}

/// Why the gate of the stage is closed; none where it is open.
pub(super) fn gate_refusal(decision: &Decision<'_>) -> Option<Refusal> {
    let stage = decision.deal.stage;
    let Some((key, gate)) = decision.process.exit_gate(stage) else {
        return Some(Refusal::NoNextStage { stage });
    };
    let unmet = condition::unmet(decision, key, gate);
    (!unmet.is_empty()).then(|| Refusal::GateClosed { gate: key.clone(), unmet })
}

/// Why there is no way back at all; none where some earlier stage is open.
pub(super) fn return_refusal(deal: &Deal) -> Option<Refusal> {
    if deal.is_won() && deal.stage <= EARLIEST_WON {
        return Some(Refusal::ContractStands);
    }
    (deal.stage == Stage::ALL[0]).then_some(Refusal::NoEarlierStage)
}

/// Goes back to an earlier stage; what was reached stays on record. What both have signed is not sold a second time.
pub(super) fn go_back(decision: &mut Decision<'_>, to: Stage, reason: &str) -> Result<(), Refusal> {
    if let Some(refusal) = return_refusal(&decision.deal) {
        return Err(refusal);
    }
    let from = decision.deal.stage;
    if to >= from {
        return Err(Refusal::NotAnEarlierStage { from, to });
    }
    if decision.deal.is_won() && to < EARLIEST_WON {
        return Err(Refusal::ContractStands);
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::StageReturned { from, to, note });
    Ok(())
}

/// Asks for an exception to one condition of the stage's gate.
pub(super) fn request_exception(
    decision: &mut Decision<'_>,
    gate: &GateKey,
    condition: &str,
    reason: &str,
) -> Result<(), Refusal> {
    let open = decision.process.gates.get(gate).filter(|g| g.stage == decision.deal.stage);
    if open.is_none_or(|open| open.conditions.iter().all(|known| known.key != condition)) {
        return Err(Refusal::UnknownCondition { gate: gate.clone(), condition: condition.to_owned() });
    }
    let asked = open.and_then(|g| g.conditions.iter().find(|c| c.key == condition && c.exceptable));
    let Some(asked) = asked else {
        return Err(Refusal::NotExceptable { gate: gate.clone(), condition: condition.to_owned() });
    };
    let chain = asked.chain.clone().unwrap_or_else(|| EXCEPTION_CHAIN.to_owned());
    decision.check_reason("reason", reason)?;
    let reason_text = reason.trim().to_owned();
    let subject = ApprovalSubject::Exception { gate: gate.clone(), condition: condition.to_owned() };
    let digest = Digest::of(format!("{gate}\0{condition}\0{reason_text}").as_bytes());
    request(
        decision,
        Request { chain, subject, digest, authors: Vec::new(), reason: Some(reason_text), authority: None },
    )
    .map(|_| ())
}
