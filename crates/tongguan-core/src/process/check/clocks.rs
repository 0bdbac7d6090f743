//! Clocks are started and met by something that can happen under this definition, and are owed by somebody.

use super::Report;
use crate::process::{Clock, DocumentKind, Party, Process, Trigger};

pub(super) fn check(report: &mut Report<'_>) {
    for (key, clock) in &report.process.clocks {
        check_clock(report, key, clock);
    }
}

fn check_clock(report: &mut Report<'_>, key: &str, clock: &Clock) {
    let path = format!("clocks.{key}");
    if !can_fire(report.process, clock.starts) {
        let (zh, en) = ("没有任何操作或单据会启动该时限", "nothing in this definition starts the clock");
        report.add("clock_never_starts", format!("{path}.starts"), zh, en);
    }
    if !clock.met_by.iter().any(|trigger| can_fire(report.process, *trigger)) {
        report.add("clock_never_met", path.clone(), "没有任何事件能完成该时限", "no event meets this clock");
    }
    if matches!(clock.debtor, Party::AnyReader | Party::Anywhere(_) | Party::Debtor) {
        let (zh, en) = ("没有明确的责任人", "nobody in particular owes this");
        report.add("clock_without_debtor", path.clone(), zh, en);
    }
    report.parties(&format!("{path}.debtor"), std::slice::from_ref(&clock.debtor));
    for alarm in &clock.alarms {
        report.parties(&format!("{path}.alarms"), &alarm.to);
    }
}

/// What must be in a definition for a trigger to fire.
enum Source {
    Act(&'static str),
    Form(DocumentKind),
    Approval(DocumentKind),
    AnyChain,
}

fn can_fire(process: &Process, trigger: Trigger) -> bool {
    let sources = sources(trigger);
    let is_there = |source: &Source| match source {
        Source::Act(act) => process.acts.contains_key(*act),
        Source::Form(kind) => process.form(*kind).is_some(),
        Source::Approval(kind) => process.form(*kind).is_some_and(|form| form.chain.is_some()),
        Source::AnyChain => !process.chains.is_empty(),
    };
    sources.is_empty() || sources.iter().any(is_there)
}

/// One of these suffices; nothing where the core fires it by itself.
fn sources(trigger: Trigger) -> Vec<Source> {
    use DocumentKind as Kind;
    use Source::{Act, AnyChain, Approval, Form};
    match trigger {
        Trigger::LeadAssigned => vec![Act("register_lead"), Act("claim_lead")],
        Trigger::LeadReassigned => vec![Act("reassign_owner")],
        Trigger::LeadScreened => vec![Act("complete_screening")],
        Trigger::FollowUpDue | Trigger::RecyclingProposed => vec![Act("register_lead")],
        Trigger::FollowedUp => vec![Act("log_contact_attempt"), Form(Kind::VisitReport)],
        Trigger::RecyclingDecided => vec![Act("decide_recycling")],
        Trigger::AppealFiled | Trigger::SecondAppealFiled => vec![Act("file_appeal")],
        Trigger::AppealDecided => vec![Act("decide_appeal")],
        Trigger::DocumentSubmitted(kind) => vec![Form(kind)],
        Trigger::DocumentApproved(kind) => vec![Approval(kind)],
        Trigger::GradeReviewed | Trigger::GradeProposed | Trigger::RegradeDue => {
            vec![Approval(Kind::Grading)]
        }
        Trigger::ConvertedA | Trigger::ConvertedB => vec![Act("advance_stage")],
        Trigger::VisitPlanned | Trigger::VisitScheduled => vec![Form(Kind::VisitPlan)],
        Trigger::VisitEnded => vec![Form(Kind::VisitPlan), Form(Kind::VisitReport)],
        Trigger::VisitReported | Trigger::GuidanceOwed | Trigger::NextActionDue => {
            vec![Form(Kind::VisitReport)]
        }
        Trigger::NextActionDone => vec![Act("complete_action"), Form(Kind::VisitReport)],
        Trigger::VisitCancelled => vec![Act("cancel_visit")],
        Trigger::NeedsGuided => vec![Act("guide_needs")],
        Trigger::ReviewHeld => vec![Act("convene_review"), Form(Kind::SolutionReview)],
        Trigger::ReviewConcluded => vec![Act("conclude_review"), Form(Kind::SolutionReview)],
        Trigger::StepActivated | Trigger::StepClosed | Trigger::StepBlocked => vec![AnyChain],
        Trigger::QuoteSent | Trigger::ReportSent => vec![Act("send_document")],
        Trigger::QuoteAnswered => vec![Act("record_answer")],
        Trigger::RoundRecorded => vec![Act("record_round")],
        Trigger::ContractApproved => vec![Approval(Kind::ContractApproval)],
        Trigger::ContractSealed => vec![Act("seal_contract")],
        Trigger::ContractSigned | Trigger::InstalmentDue | Trigger::TermEnds | Trigger::LimitationRuns => {
            vec![Act("record_signing")]
        }
        Trigger::OriginalFiled => vec![Act("file_original")],
        Trigger::DeliveryScheduled | Trigger::DeliveryWeek => vec![Form(Kind::DeliveryPlan)],
        Trigger::PlanConfirmed => vec![Act("confirm_with_customer")],
        Trigger::FinalAcceptance => vec![Form(Kind::Acceptance)],
        Trigger::InstalmentSettled => vec![Act("allocate_receipt")],
        Trigger::DunningRecorded => vec![Form(Kind::Dunning)],
        Trigger::AfterSalesVisited
        | Trigger::ComplaintRaised
        | Trigger::SevereComplaintRaised
        | Trigger::ComplaintPlanned
        | Trigger::ComplaintClosed => vec![Form(Kind::AfterSales)],
        Trigger::RetrospectiveDone => vec![Form(Kind::Retrospective)],
        Trigger::LossProposed | Trigger::LossDeclined => vec![Act("close_deal")],
        // Fired by what no definition can be without.
        _ => Vec::new(),
    }
}
