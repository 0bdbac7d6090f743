//! Incidents: what must not happen and did. Director and legal decide; what they accept stays on record for ever.

use serde::{Deserialize, Serialize};

use super::signing::contract;
use crate::approval::{self, ApprovalSubject, Request};
use crate::deal::Event;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ApprovalId, DocumentId};
use crate::refusal::Refusal;

/// The chain by which incidents are decided.
const INCIDENT_CHAIN: &str = "AJ";

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// 先签后批: signed before the chain agreed.
    SignedBeforeApproval,
    /// 签署文本不一致: what was signed is not what was approved.
    TextDiffers,
    /// 未签先履行: delivered, invoiced or paid before it was signed.
    PerformedBeforeSigning,
}

/// Reports an incident about a contract, for director and legal to decide.
pub(in crate::deal) fn report(
    decision: &mut Decision<'_>,
    id: DocumentId,
    kind: IncidentKind,
    reason: &str,
) -> Result<(), Refusal> {
    contract(decision, id)?;
    if let Some(known) = decision.deal.contracting.incident(id, kind) {
        return Err(Refusal::AlreadyRequested { approval: known.approval });
    }
    decision.check_reason("reason", reason)?;
    let reason = reason.trim().to_owned();
    let digest = Digest::of(format!("{id}\0{kind:?}\0{reason}").as_bytes());
    let request = Request {
        chain: INCIDENT_CHAIN.to_owned(),
        subject: ApprovalSubject::Incident { contract: id, kind },
        digest,
        authors: Vec::new(),
        reason: Some(reason),
        authority: None,
    };
    approval::request(decision, request).map(|_| ())
}

/// Director and legal accepted it.
pub(in crate::deal) fn accepted(
    decision: &mut Decision<'_>,
    approval: ApprovalId,
    contract: DocumentId,
    kind: IncidentKind,
) {
    decision.emit(Event::IncidentAccepted { approval, contract, kind });
}
