//! How a duty is discharged: the paper to hand in or the command to give, by what meets its clock.
//!
//! Promises a way for whatever a person can do something about; what waits for an approval or for a date has none of its own.

use super::clock::{Clock, Trigger};
use super::document::DocumentKind;
use super::gate::Link;

impl Clock {
    /// The ways to meet it, in the order of its triggers, each once.
    pub fn ways(&self) -> Vec<Link> {
        let mut ways: Vec<Link> = Vec::new();
        for way in self.met_by.iter().flat_map(|trigger| trigger.ways()) {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        ways
    }
}

impl Trigger {
    /// What a person hands in or gives to make it happen.
    fn ways(self) -> Vec<Link> {
        let document = match self {
            Trigger::DocumentSubmitted(kind) | Trigger::DocumentApproved(kind) => Some(kind),
            Trigger::VisitPlanned => Some(DocumentKind::VisitPlan),
            Trigger::VisitReported => Some(DocumentKind::VisitReport),
            Trigger::ReportSent => Some(DocumentKind::ProgressReport),
            Trigger::DunningRecorded => Some(DocumentKind::Dunning),
            Trigger::AfterSalesVisited => Some(DocumentKind::AfterSales),
            Trigger::RetrospectiveDone => Some(DocumentKind::Retrospective),
            _ => None,
        };
        let command = self.command().map(|command| Link::Command(command.to_owned()));
        document.map(Link::Document).into_iter().chain(command).collect()
    }

    fn command(self) -> Option<&'static str> {
        Some(match self {
            Trigger::LeadScreened => "complete_screening",
            Trigger::FollowedUp => "log_contact_attempt",
            Trigger::AppealDecided => "decide_appeal",
            Trigger::RecyclingDecided => "decide_recycling",
            Trigger::NeedsGuided => "guide_needs",
            Trigger::NextActionDone => "complete_action",
            Trigger::ReviewConcluded => "conclude_review",
            Trigger::QuoteAnswered => "record_answer",
            Trigger::ContractSealed => "seal_contract",
            Trigger::ContractSigned => "record_signing",
            Trigger::OriginalFiled => "file_original",
            Trigger::PlanConfirmed => "confirm_with_customer",
            Trigger::ReportSent => "send_report",
            Trigger::InstalmentSettled | Trigger::PromiseKept => "allocate_receipt",
            Trigger::DisputeSettled => "settle_dispute",
            Trigger::ImprovementDone => "close_improvement",
            Trigger::ComplaintAnswered => "answer_complaint",
            Trigger::ComplaintPlanned => "plan_complaint",
            Trigger::ComplaintClosed => "close_complaint",
            Trigger::RenewalSettled => "settle_renewal",
            _ => return None,
        })
    }
}
