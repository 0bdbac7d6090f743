//! Needs: the manager guides (T25), every need is held against a second source (交叉验证), a pain may be waived.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Need;
use crate::deal::{BodyRef, Event};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ContactId, DocumentId, NeedId};
use crate::refusal::Refusal;
use crate::zone;

/// A need that was held against a second source, as the event tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedNeed {
    /// Which.
    pub need: NeedId,
    /// What the second source said.
    #[serde(flatten)]
    pub second: Verification,
    /// What was heard, outside a record.
    pub note: Option<BodyRef>,
}

/// A need as a record tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundNeed {
    /// Its id.
    pub need: NeedId,
    /// The row of the pain points, from 0.
    pub row: u32,
    /// Who told it.
    pub source: ContactId,
    /// Whether its effect is known in money or days.
    pub quantified: bool,
}

/// How a need was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VerificationMethod {
    /// 电话.
    Phone,
    /// 邮件.
    Mail,
    /// 二次拜访.
    SecondVisit,
}

/// What the second source said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VerificationResult {
    /// 确认.
    Confirmed,
    /// 有变化: it stands, otherwise worded.
    Changed,
    /// 否定: it is no need.
    Refuted,
}

/// A need held against a second source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// How.
    pub method: VerificationMethod,
    /// With whom.
    pub contact: ContactId,
    /// What came out.
    pub result: VerificationResult,
    /// On which day.
    pub on: Date,
    /// The record of the second visit, where that was the method.
    pub visit: Option<DocumentId>,
    /// What proves it.
    pub evidence: Vec<Digest>,
}

impl Need {
    /// Whether a second source stands behind it; the latest word counts.
    pub fn is_verified(&self) -> bool {
        self.verifications.last().is_some_and(|second| second.result != VerificationResult::Refuted)
    }

    /// Whether a second source denied it.
    pub fn is_refuted(&self) -> bool {
        self.verifications.last().is_some_and(|second| second.result == VerificationResult::Refuted)
    }
}

/// The manager gives guidance on needs.
pub(in crate::deal) fn guide(decision: &mut Decision<'_>, guidance: &str) -> Result<(), Refusal> {
    let note = decision.keep_reason("guidance", guidance)?;
    decision.emit(Event::NeedsGuided { note });
    Ok(())
}

/// Holds a need against a second source; outside a record the note says what was heard.
pub(in crate::deal) fn verify(
    decision: &mut Decision<'_>,
    need: NeedId,
    mut second: Verification,
    note: Option<&str>,
) -> Result<(), Refusal> {
    let known = decision.deal.nurture.needs.get(&need).ok_or(Refusal::UnknownNeed { need })?;
    if known.source == second.contact {
        return Err(Refusal::SameSource { need });
    }
    if !decision.facts.contacts.contains_key(&second.contact) {
        return Err(Refusal::UnknownContact { contact: second.contact });
    }
    judge_day(decision, need, known, second.on)?;
    match second.method {
        VerificationMethod::SecondVisit => was_visited(decision, need, known, &second)?,
        VerificationMethod::Mail if second.evidence.is_empty() => return Err(Refusal::EvidenceMissing),
        VerificationMethod::Mail | VerificationMethod::Phone => {}
    }
    let note = note.map(|note| decision.keep_reason("note", note)).transpose()?;
    second.visit = second.visit.filter(|_| second.method == VerificationMethod::SecondVisit);
    decision.emit(Event::NeedVerified(VerifiedNeed { need, second, note }));
    Ok(())
}

fn judge_day(decision: &Decision<'_>, need: NeedId, known: &Need, on: Date) -> Result<(), Refusal> {
    if on > decision.today() {
        return Err(Refusal::InFuture { field: "on".to_owned() });
    }
    let found = decision.deal.nurture.reports.get(&known.report).map(|report| report.actual.start);
    let found_on = found.map(|at| zone::local_date(at, &decision.process.time_zone()));
    match found_on.filter(|found_on| on < *found_on) {
        Some(found_on) => Err(Refusal::BeforeItWasFound { need, found_on }),
        None => Ok(()),
    }
}

/// A second visit is another one than that on which the need came up, and the contact was there.
fn was_visited(
    decision: &Decision<'_>,
    need: NeedId,
    known: &Need,
    second: &Verification,
) -> Result<(), Refusal> {
    let visit = second.visit.filter(|visit| *visit != known.report);
    let report = visit.and_then(|visit| decision.deal.nurture.reports.get(&visit));
    match report.is_some_and(|report| report.contacts.contains(&second.contact)) {
        true => Ok(()),
        false => Err(Refusal::NoSecondVisit { need }),
    }
}

/// The manager lets the opportunity pass without a quantified pain.
pub(in crate::deal) fn waive_pain(decision: &mut Decision<'_>, reason: &str) -> Result<(), Refusal> {
    not_on_own_deal(decision, "waive_pain")?;
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::PainWaived { note });
    Ok(())
}

/// Nobody confirms what he himself answers for.
pub(in crate::deal) fn not_on_own_deal(decision: &Decision<'_>, command: &str) -> Result<(), Refusal> {
    match decision.deal.owner == Some(decision.person()?) {
        true => Err(Refusal::OwnWork { command: command.to_owned() }),
        false => Ok(()),
    }
}

impl FromStr for VerificationMethod {
    type Err = serde_json::Error;

    fn from_str(key: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::Value::String(key.to_owned()))
    }
}

impl FromStr for VerificationResult {
    type Err = serde_json::Error;

    fn from_str(key: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::Value::String(key.to_owned()))
    }
}
