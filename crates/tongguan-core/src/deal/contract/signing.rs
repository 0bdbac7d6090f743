//! Sealing, signing and the scan: on the approved text, after its approval, while the quotation binds us.
//!
//! A signing date before the approval is never taken as it is: it is an incident (先签后批). The deal is won on the later
//! signature, and that is known when a second person has found the scan to match the approved text.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Consent, Contract, IncidentKind, approval_form, chain, confirmation, signatory};
use crate::deal::Event;
use crate::deal::document::{self, Draft};
use crate::deal::fulfilment::plan_instalments;
use crate::deal::nurture::need::not_on_own_deal;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::Reader;
use crate::form::compute::Values;
use crate::id::{ApprovalId, DocumentId};
use crate::process::DocumentKind;
use crate::refusal::Refusal;
use crate::zone;

/// The gate in front of seal and signature.
const SIGNING_GATE: &str = "G4-b";

/// How a contract is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignMethod {
    /// 纸质盖章.
    Paper,
    /// 可靠电子签名.
    Esign,
}

/// The contract by its form, known to this deal.
pub(super) fn contract<'d>(decision: &'d Decision<'_>, id: DocumentId) -> Result<&'d Contract, Refusal> {
    let known = decision.deal.contracting.contracts.get(&id).filter(|_| decision.deal.is_contract(id));
    let known = known.ok_or(Refusal::NotAContract { document: id })?;
    match known.voided_at {
        Some(_) => Err(Refusal::ContractVoided { contract: id }),
        None => Ok(known),
    }
}

fn consent(decision: &mut Decision<'_>, id: DocumentId) -> Result<Consent, Refusal> {
    decision.about = Some(id);
    let consent = decision.deal.contracting.consents.get(&id).copied();
    match consent {
        Some(consent) => Ok(consent),
        None => Err(chain::gate_open(decision, SIGNING_GATE)
            .err()
            .unwrap_or(Refusal::NotAContract { document: id })),
    }
}

/// 用印, by a keeper who approved nothing of it, on exactly the approved text.
pub(in crate::deal) fn seal(
    decision: &mut Decision<'_>,
    id: DocumentId,
    text: Digest,
    copies: u32,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    let known = contract(decision, id)?;
    let (sealed, signed) = (known.seal.is_some(), known.signing.is_some());
    if signed {
        return Err(Refusal::ContractSigned { contract: id });
    }
    if sealed {
        return Err(Refusal::AlreadySealed { contract: id });
    }
    let consent = consent(decision, id)?;
    chain::gate_open(decision, SIGNING_GATE)?;
    let approval = &decision.deal.approvals[&consent.approval];
    let decided = approval.steps.iter().any(|step| step.assignees.iter().any(|one| one.person == by));
    if approval.is_own_paper(by) || approval.has_decided(by) || decided || decision.deal.owner == Some(by) {
        return Err(Refusal::KeeperTookPart { contract: id });
    }
    if text != consent.text {
        return Err(Refusal::TextDiffers { approved: consent.text });
    }
    signatory::may_sign(decision, Reader(&decision.deal.documents[&id].facts), Some(decision.today()))?;
    if copies == 0 {
        return Err(Refusal::NoAmount { field: "copies".to_owned() });
    }
    decision.emit(Event::ContractSealed { contract: id, text, copies, by });
    Ok(())
}

/// Records both parties' dates; from here on the original is owed to the archive (T4).
pub(in crate::deal) fn record(
    decision: &mut Decision<'_>,
    id: DocumentId,
    ours: Date,
    theirs: Date,
    method: SignMethod,
) -> Result<(), Refusal> {
    let known = contract(decision, id)?;
    let sealed = known.seal.is_some();
    if known.signing.is_some() {
        return Err(Refusal::ContractSigned { contract: id });
    }
    let consent = consent(decision, id)?;
    let incident = judge_dates(decision, id, consent, ours, theirs)?;
    signatory::may_sign(decision, Reader(&decision.deal.documents[&id].facts), Some(ours))?;
    if method == SignMethod::Paper && !sealed {
        return Err(Refusal::NotSealed { contract: id });
    }
    decision.emit(Event::ContractSigned { contract: id, ours, theirs, method, incident });
    plan_instalments(decision, id, ours.max(theirs));
    Ok(())
}

/// Neither in the future nor before the approval, not too long after it, and while the quotation is valid.
fn judge_dates(
    decision: &Decision<'_>,
    id: DocumentId,
    consent: Consent,
    ours: Date,
    theirs: Date,
) -> Result<Option<ApprovalId>, Refusal> {
    let (first, last) = (ours.min(theirs), ours.max(theirs));
    if last > decision.today() {
        return Err(Refusal::InFuture { field: "signed_on".to_owned() });
    }
    let approved_on = zone::local_date(consent.at, &decision.process.time_zone());
    let incident = decision.deal.contracting.incident(id, IncidentKind::SignedBeforeApproval);
    if first < approved_on && incident.is_none() {
        return Err(Refusal::SignedBeforeApproval { approved_on });
    }
    if !confirmation::covers(decision, &consent, last) {
        let days = decision.process.settings.limits.signing_days;
        return Err(Refusal::ApprovalTooOld { approved_on, days });
    }
    match approval_form::quote_valid_until(decision) {
        Some(valid_until) if last <= valid_until => {
            Ok(incident.filter(|_| first < approved_on).map(|incident| incident.approval))
        }
        valid_until => Err(Refusal::QuoteExpiredAtSigning { valid_until, signed_on: last }),
    }
}

/// D11: the scan of a contract whose signatures are recorded.
pub(super) fn judge_executed(
    decision: &Decision<'_>,
    draft: &Draft<'_>,
    values: &mut Values,
) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    let Some(id) = draft.read().parse::<DocumentId>("approval_id") else { return Ok(()) };
    let known = contract(decision, id)?;
    let signing = known.signing.ok_or(Refusal::ContractNotSigned { contract: id })?;
    if known.scan.is_some() {
        return Err(Refusal::ScanAccepted { contract: id });
    }
    let method = serde_json::to_value(signing.method).unwrap_or_default();
    if signing.method == SignMethod::Esign && !draft.read().has("esign_certificate") {
        return draft.fault("esign_certificate", "required", None);
    }
    values.set("signed_date_ours", signing.ours.to_string());
    values.set("signed_date_theirs", signing.theirs.to_string());
    values.set("sign_method", method);
    Ok(())
}

/// What a second person found in comparing a scan with the approved text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::deal) struct Comparison<'a> {
    pub scan: Digest,
    pub text: Digest,
    pub matches: bool,
    pub note: &'a str,
}

/// A second person compares the scan; a match wins the deal, a difference blocks until an incident is accepted.
pub(in crate::deal) fn compare_scan(
    decision: &mut Decision<'_>,
    id: DocumentId,
    found: Comparison<'_>,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    not_on_own_deal(decision, "compare_scan")?;
    let known = contract(decision, id)?;
    let signing = known.signing.ok_or(Refusal::ContractNotSigned { contract: id })?;
    if known.scan.is_some() {
        return Err(Refusal::ScanAccepted { contract: id });
    }
    let executed = decision.deal.documents.iter().find(|(_, document)| {
        let facts = Reader(&document.facts);
        document.kind == DocumentKind::ExecutedContract
            && facts.parse("approval_id") == Some(id)
            && facts.parse("scan_file") == Some(found.scan)
    });
    let (document, executed) = executed.ok_or(Refusal::ScanMissing { contract: id })?;
    let document = *document;
    if executed.submitted_by == Some(by) {
        return Err(Refusal::OwnWork { command: "compare_scan".to_owned() });
    }
    let approved = decision.deal.contracting.consents.get(&id).map(|consent| consent.text);
    if let Some(approved) = approved.filter(|approved| *approved != found.text) {
        return Err(Refusal::TextDiffers { approved });
    }
    let excused = decision.deal.contracting.incident(id, IncidentKind::TextDiffers).is_some();
    let note = decision.keep_reason("note", found.note)?;
    let scan = found.scan;
    match found.matches || excused {
        true => {
            let won_on = signing.on();
            decision.emit(Event::ScanAccepted { contract: id, document, scan, won_on, by, note });
        }
        false => decision.emit(Event::ScanDiffered { contract: id, document, scan, by, note }),
    }
    Ok(())
}
