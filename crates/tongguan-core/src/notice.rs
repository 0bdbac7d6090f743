//! Who is told what: the notices that follow from the events of a command.
//!
//! A pure function of the events, the deal after them, the process and the organisation, so a notice is written with its events
//! or not at all. Promises: nobody is told of his own act; nobody is told the same thing twice by one command; whoever left is told
//! nothing. A notice holds ids, keys, dates and numbers only: its sentence is made when somebody reads it, in his language.

mod watch;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::deal::{Deal, Number, Recorded};
use crate::id::{ApprovalId, DealId, ObligationId, PersonId};
use crate::organization::Organization;
use crate::process::Process;

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A deadline comes near.
    Reminder,
    /// A deadline has come and it is still owed.
    Escalation,
    /// The clock sent a lead back to the pool.
    LeadRecycled,
    /// He owes something new.
    ObligationOpened,
    /// What he owes has another deadline.
    ObligationRescheduled,
    /// Something is owed and nobody owes it.
    ObligationUnowed,
    /// It is his turn in an approval.
    ApprovalTurn,
    /// An approval step was handed to him.
    ApprovalTransferred,
    /// Somebody waits for his decision and says so.
    ApprovalUrged,
    /// An approval has nobody who may decide it, and waits.
    ApprovalBlocked,
    /// An approval of his ended.
    ApprovalFinished,
    /// A deal is his now.
    DealAssigned,
    /// A deal is no longer his.
    DealTaken,
    /// His deal passed a gate by somebody else's hand.
    StageAdvanced,
    /// His deal went back.
    StageReturned,
    /// Somebody named him in a comment.
    Mentioned,
    /// An appeal about the ownership of his deal was filed.
    AppealFiled,
    /// His appeal was decided.
    AppealDecided,
    /// An appeal about the ownership of his customer was filed.
    AccountAppealFiled,
    /// He may decide an appeal about the ownership of a customer.
    AccountAppealOwed,
    /// An appeal about the ownership of his customer was decided.
    AccountAppealDecided,
    /// He is asked to a solution review, where his vote counts.
    ReviewInvited,
    /// Somebody asks for people whom he may grant.
    ResourceAsked,
    /// What he asked for was decided.
    ResourceAnswered,
    /// A paper holds terms that his role looks at (抄送).
    Copied,
    /// A mail of his did not reach the customer.
    MailFailed,
    /// Somebody signed in under his login from where he never was.
    StrangeSignIn,
    /// Days off of the coming year are not known yet.
    CalendarMissing,
    /// A request of a person about his data is due soon, or late.
    SubjectRequestDue,
    /// Somebody asks to take out more contacts than he may by himself, and he may allow it.
    ExportAsked,
    /// What he asked to take out was allowed.
    ExportAllowed,
    /// What he asked to take out was not allowed.
    ExportRefused,
    /// Somebody who is away leaves his decisions to him.
    StandsIn,
    /// Planned changes of the organisation were done.
    Reorganized,
    /// Planned changes of the organisation were refused on their day.
    ReorganizationFailed,
    /// A customer of his goes to the pool soon.
    AccountRecyclingSoon,
    /// A customer of his went to the pool.
    AccountRecycled,
    /// The scan of a week found something to look into.
    AnomaliesFound,
    /// Something unusual that is told at once.
    AnomalyAlert,
}

impl Reason {
    /// All reasons, in the order in which people see them.
    pub const ALL: [Reason; 39] = [
        Reason::Reminder,
        Reason::Escalation,
        Reason::LeadRecycled,
        Reason::ObligationOpened,
        Reason::ObligationRescheduled,
        Reason::ObligationUnowed,
        Reason::ApprovalTurn,
        Reason::ApprovalTransferred,
        Reason::ApprovalUrged,
        Reason::ApprovalBlocked,
        Reason::ApprovalFinished,
        Reason::DealAssigned,
        Reason::DealTaken,
        Reason::StageAdvanced,
        Reason::StageReturned,
        Reason::Mentioned,
        Reason::AppealFiled,
        Reason::AppealDecided,
        Reason::AccountAppealFiled,
        Reason::AccountAppealOwed,
        Reason::AccountAppealDecided,
        Reason::ReviewInvited,
        Reason::ResourceAsked,
        Reason::ResourceAnswered,
        Reason::Copied,
        Reason::MailFailed,
        Reason::StrangeSignIn,
        Reason::CalendarMissing,
        Reason::SubjectRequestDue,
        Reason::ExportAsked,
        Reason::ExportAllowed,
        Reason::ExportRefused,
        Reason::StandsIn,
        Reason::Reorganized,
        Reason::ReorganizationFailed,
        Reason::AccountRecyclingSoon,
        Reason::AccountRecycled,
        Reason::AnomaliesFound,
        Reason::AnomalyAlert,
    ];

    /// The key in tables, texts and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Reminder => "reminder",
            Reason::Escalation => "escalation",
            Reason::LeadRecycled => "lead_recycled",
            Reason::ObligationOpened => "obligation_opened",
            Reason::ObligationRescheduled => "obligation_rescheduled",
            Reason::ObligationUnowed => "obligation_unowed",
            Reason::ApprovalTurn => "approval_turn",
            Reason::ApprovalTransferred => "approval_transferred",
            Reason::ApprovalUrged => "approval_urged",
            Reason::ApprovalBlocked => "approval_blocked",
            Reason::ApprovalFinished => "approval_finished",
            Reason::DealAssigned => "deal_assigned",
            Reason::DealTaken => "deal_taken",
            Reason::StageAdvanced => "stage_advanced",
            Reason::StageReturned => "stage_returned",
            Reason::Mentioned => "mentioned",
            Reason::AppealFiled => "appeal_filed",
            Reason::AppealDecided => "appeal_decided",
            Reason::AccountAppealFiled => "account_appeal_filed",
            Reason::AccountAppealOwed => "account_appeal_owed",
            Reason::AccountAppealDecided => "account_appeal_decided",
            Reason::ReviewInvited => "review_invited",
            Reason::ResourceAsked => "resource_asked",
            Reason::ResourceAnswered => "resource_answered",
            Reason::Copied => "copied",
            Reason::MailFailed => "mail_failed",
            Reason::StrangeSignIn => "strange_sign_in",
            Reason::CalendarMissing => "calendar_missing",
            Reason::SubjectRequestDue => "subject_request_due",
            Reason::ExportAsked => "export_asked",
            Reason::ExportAllowed => "export_allowed",
            Reason::ExportRefused => "export_refused",
            Reason::StandsIn => "stands_in",
            Reason::Reorganized => "reorganized",
            Reason::ReorganizationFailed => "reorganization_failed",
            Reason::AccountRecyclingSoon => "account_recycling_soon",
            Reason::AccountRecycled => "account_recycled",
            Reason::AnomaliesFound => "anomalies_found",
            Reason::AnomalyAlert => "anomaly_alert",
        }
    }

    /// The reason with this key.
    pub fn from_key(key: &str) -> Option<Reason> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// Whether a person may ask not to be told. What stops a process or has gone wrong is always told.
    pub fn can_be_muted(self) -> bool {
        matches!(
            self,
            Reason::Reminder
                | Reason::ObligationOpened
                | Reason::ObligationRescheduled
                | Reason::ApprovalFinished
                | Reason::StageAdvanced
                | Reason::StageReturned
                | Reason::Mentioned
                | Reason::ResourceAnswered
        )
    }
}

/// What a notice leads to when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The deal as a whole.
    Deal,
    /// One obligation of it.
    Obligation(ObligationId),
    /// One approval of it.
    Approval(ApprovalId),
}

/// Word to one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// To whom.
    pub to: PersonId,
    /// Why.
    pub reason: Reason,
    /// Which deal; absent for what concerns the whole company.
    pub deal: Option<DealId>,
    /// What of it.
    pub about: About,
    /// What its sentence says.
    pub params: Map<String, Value>,
}

/// The notices that follow from `events`; `deal` is the deal after them, its numbers drawn.
pub fn of(deal: &Deal, events: &[Recorded], process: &Process, organization: &Organization) -> Vec<Notice> {
    let (mut notices, mut told) = (Vec::new(), BTreeSet::new());
    for recorded in events {
        for word in watch::words(deal, recorded, process, organization) {
            for person in word.to {
                let is_own_act = recorded.by.person() == Some(person);
                let is_news = told.insert((person, word.reason, word.about));
                if is_own_act || !is_news || !organization.is_active(person) {
                    continue;
                }
                // Whoever appealed in vain does not see the deal, and is not told which it is.
                let names_deal = word.reason != Reason::AppealDecided;
                let mut params = word.params.clone();
                let number = number(deal).filter(|_| names_deal);
                params.extend(number.map(|number| ("deal".to_owned(), Value::String(number))));
                let (reason, about) = (word.reason, word.about);
                let deal = names_deal.then_some(deal.id);
                notices.push(Notice { to: person, reason, deal, about, params });
            }
        }
    }
    notices
}

/// The number by which people know the deal now.
fn number(deal: &Deal) -> Option<String> {
    deal.numbers.iter().rev().find_map(|number| match number {
        Number::Drawn(text) => Some(text.clone()),
        Number::Pending { .. } => None,
    })
}
