//! What events are made of besides their own parts, named once for the list of events.

pub(super) use crate::approval::{
    ApprovalResult, ApprovalSubject, Assignee, LapseReason, PlannedStep, Verdict,
};
pub(super) use crate::deal::aftercare::{Ending, RenewalOutcome, Severity};
pub(super) use crate::deal::answered::Answered;
pub(super) use crate::deal::contract::{
    AmendedInstalment, IncidentKind, RoundResult, SignMethod, TermChanged,
};
pub(super) use crate::deal::fulfilment::instalment::Dispute;
pub(super) use crate::deal::fulfilment::{
    AcceptanceKind, AcceptanceResult, Channel, KeptInstalment, OverdueReason, Part, PlannedInstalment, Side,
    SignedContract,
};
pub(super) use crate::deal::mail::MailOutcome;
pub(super) use crate::deal::migration::Migrated;
pub(super) use crate::deal::nurture::{FoundNeed, VerifiedNeed};
pub(super) use crate::deal::proposal::{AnswerKind, Conclusion, ConfirmationMethod, Vote};
pub(super) use crate::deal::screening::appeal::Share;
pub(super) use crate::digest::Digest;
pub(super) use crate::form::OpenField;
pub(super) use crate::id::{
    AccountId, ApprovalId, ChangeId, ComplaintId, ContactId, DealId, DepartmentId, DocumentId, InstalmentId,
    MailId, ObligationId, PersonId, PostId, ReceiptId, ResourceId, TermChangeId,
};
pub(super) use crate::money::Money;
pub(super) use crate::obligation::{Derivation, PlannedAlarm, Subject};
pub(super) use crate::process::{AlarmKind, DocumentKind, GateKey, Stage};
