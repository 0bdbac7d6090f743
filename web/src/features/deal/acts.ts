/** Which acts a tab offers; whether they are allowed, the server says. */
import type { TabKey } from "./tabs";

export const TAB_ACTS: Partial<Record<TabKey, string[]>> = {
  needs: ["log_contact_attempt", "complete_screening", "claim_lead", "release_lead", "guide_needs", "verify_need", "waive_pain", "set_forecast", "confirm_opportunity", "move_visit", "cancel_visit", "confirm_backfill", "complete_action"],
  proposal: ["request_resource", "grant_resource", "convene_review", "vote_review", "conclude_review", "close_review_action", "confirm_with_customer", "send_document", "record_answer"],
  contract: ["record_round", "accept_quote_as_is", "review_term_change", "review_text", "submit_for_approval", "seal_contract", "record_signing", "reconfirm_contract", "void_contract", "file_original", "loan_original", "return_original", "report_incident"],
  fulfilment: ["start_delivery", "complete_milestone", "request_change", "allocate_receipt", "record_promise", "extend_instalment", "dispute_amount", "write_off", "raise_complaint", "close_complaint"],
};
