/** Which acts a tab offers; whether they are allowed, the server says. */
import type { TabKey } from "./tabs";

export const TAB_ACTS: Partial<Record<TabKey, string[]>> = {
  needs: ["log_contact_attempt", "complete_screening", "claim_lead", "release_lead", "guide_needs", "verify_need", "waive_pain", "set_forecast", "confirm_opportunity", "move_visit", "cancel_visit", "confirm_backfill", "complete_action"],
  proposal: ["request_resource", "grant_resource", "convene_review", "vote_review", "conclude_review", "close_review_action", "confirm_with_customer", "send_document", "record_answer"],
  contract: ["record_round", "accept_quote_as_is", "review_term_change", "review_text", "submit_for_approval", "seal_contract", "record_signing", "compare_scan", "reconfirm_contract", "void_contract", "file_original", "loan_original", "return_original", "report_incident", "record_amendment"],
  fulfilment: ["sign_handover", "confirm_with_customer", "start_delivery", "send_report", "complete_milestone", "apply_for_acceptance", "deem_accepted", "request_change", "decide_change", "submit_for_approval", "issue_invoice", "deliver_invoice", "void_invoice", "allocate_receipt", "request_payer", "record_promise", "expect_payment", "extend_instalment", "dispute_amount", "settle_dispute", "write_off_instalment", "raise_complaint", "answer_complaint", "plan_complaint", "escalate_complaint", "close_complaint", "reopen_complaint", "close_improvement", "settle_renewal"],
};
