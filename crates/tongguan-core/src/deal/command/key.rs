//! The type of each command on the wire, and the amounts that it carries.

use super::Command;
use crate::money::Money;

impl Command {
    /// The type on the wire, by which the process definition names its acts.
    pub fn key(&self) -> &'static str {
        match self {
            Command::SubmitDocument { .. } => "submit_document",
            Command::LogContactAttempt { .. } => "log_contact_attempt",
            Command::CompleteScreening { .. } => "complete_screening",
            Command::ReassignOwner { .. } => "reassign_owner",
            Command::ClaimLead { .. } => "claim_lead",
            Command::ReleaseLead { .. } => "release_lead",
            Command::FileAppeal { .. } => "file_appeal",
            Command::DecideAppeal { .. } => "decide_appeal",
            Command::DecideRecycling { .. } => "decide_recycling",
            Command::AdvanceStage {} => "advance_stage",
            Command::ReturnStage { .. } => "return_stage",
            Command::RequestException { .. } => "request_exception",
            Command::DecideApproval { .. } => "decide_approval",
            Command::TransferApproval { .. } => "transfer_approval",
            Command::AddApprover { .. } => "add_approver",
            Command::WithdrawApproval { .. } => "withdraw_approval",
            Command::UrgeApproval { .. } => "urge_approval",
            Command::MoveVisit { .. } => "move_visit",
            Command::CancelVisit { .. } => "cancel_visit",
            Command::ConfirmBackfill { .. } => "confirm_backfill",
            Command::CompleteAction { .. } => "complete_action",
            Command::GuideNeeds { .. } => "guide_needs",
            Command::VerifyNeed { .. } => "verify_need",
            Command::WaivePain { .. } => "waive_pain",
            Command::SetForecast { .. } => "set_forecast",
            Command::ConfirmOpportunity { .. } => "confirm_opportunity",
            Command::RequestResource { .. } => "request_resource",
            Command::GrantResource { .. } => "grant_resource",
            Command::ConveneReview { .. } => "convene_review",
            Command::VoteReview { .. } => "vote_review",
            Command::ConcludeReview { .. } => "conclude_review",
            Command::CloseReviewAction { .. } => "close_review_action",
            Command::SendDocument { .. } => "send_document",
            Command::MailCopy { .. } => "mail_copy",
            Command::SettleMail { .. } => "settle_mail",
            Command::ConfirmWithCustomer { .. } => "confirm_with_customer",
            Command::RecordAnswer { .. } => "record_answer",
            Command::SignHandover { .. } => "sign_handover",
            Command::RequestChange { .. } => "request_change",
            Command::DecideChange { .. } => "decide_change",
            Command::StartDelivery {} => "start_delivery",
            Command::CompleteMilestone { .. } => "complete_milestone",
            Command::SendReport { .. } => "send_report",
            Command::ApplyForAcceptance { .. } => "apply_for_acceptance",
            Command::DeemAccepted { .. } => "deem_accepted",
            Command::IssueInvoice { .. } => "issue_invoice",
            Command::DeliverInvoice { .. } => "deliver_invoice",
            Command::VoidInvoice { .. } => "void_invoice",
            Command::AllocateReceipt { .. } => "allocate_receipt",
            Command::RequestPayer { .. } => "request_payer",
            Command::RecordPromise { .. } => "record_promise",
            Command::ExpectPayment { .. } => "expect_payment",
            Command::ExtendInstalment { .. } => "extend_instalment",
            Command::DisputeAmount { .. } => "dispute_amount",
            Command::SettleDispute { .. } => "settle_dispute",
            Command::WriteOffInstalment { .. } => "write_off_instalment",
            Command::RaiseComplaint { .. } => "raise_complaint",
            Command::AnswerComplaint { .. } => "answer_complaint",
            Command::PlanComplaint { .. } => "plan_complaint",
            Command::EscalateComplaint { .. } => "escalate_complaint",
            Command::CloseComplaint { .. } => "close_complaint",
            Command::ReopenComplaint { .. } => "reopen_complaint",
            Command::CloseImprovement { .. } => "close_improvement",
            Command::SettleRenewal { .. } => "settle_renewal",
            Command::CloseDeal { .. } => "close_deal",
            Command::SubmitForApproval { .. } => "submit_for_approval",
            Command::CopyApproval { .. } => "copy_approval",
            Command::RecordRound { .. } => "record_round",
            Command::AcceptQuoteAsIs { .. } => "accept_quote_as_is",
            Command::ReviewTermChange { .. } => "review_term_change",
            Command::ReviewText { .. } => "review_text",
            Command::SealContract { .. } => "seal_contract",
            Command::ReconfirmContract { .. } => "reconfirm_contract",
            Command::VoidContract { .. } => "void_contract",
            Command::RecordSigning { .. } => "record_signing",
            Command::CompareScan { .. } => "compare_scan",
            Command::ReportIncident { .. } => "report_incident",
            Command::FileOriginal { .. } => "file_original",
            Command::LoanOriginal { .. } => "loan_original",
            Command::ReturnOriginal { .. } => "return_original",
            Command::RecordAmendment { .. } => "record_amendment",
            Command::NameReader { .. } => "name_reader",
            Command::UnnameReader { .. } => "unname_reader",
            Command::Comment { .. } => "comment",
            Command::Attach { .. } => "attach",
            Command::PauseObligation { .. } => "pause_obligation",
            Command::ResumeObligation { .. } => "resume_obligation",
            Command::Tick {} => "tick",
        }
    }

    /// The amounts that it carries, by field.
    pub fn amounts(&self) -> impl Iterator<Item = (&'static str, Money)> {
        let amount = match self {
            Command::SetForecast { amount, .. }
            | Command::RequestChange { amount, .. }
            | Command::RecordPromise { amount, .. }
            | Command::DisputeAmount { amount, .. }
            | Command::WriteOffInstalment { amount, .. } => Some(("amount", *amount)),
            Command::CloseDeal { price_gap, .. } => price_gap.map(|gap| ("price_gap", gap)),
            _ => None,
        };
        let parts = match self {
            Command::AllocateReceipt { allocations, .. } => allocations.as_slice(),
            _ => &[],
        };
        amount.into_iter().chain(parts.iter().map(|part| ("allocations", part.amount_minor)))
    }
}
