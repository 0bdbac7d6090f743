//! Stage 4.

use serde_json::{Value, json};

use super::lead::{CUSTOMER, USCC};
use crate::walk::Walk;
use crate::walk::desk::{local, text};

/// D09.
pub fn strategy(walk: &Walk, floor: &Value) -> Value {
    let item = |topic: &str| {
        json!({
            "topic": topic, "ideal": "不变", "target": "小幅让步", "walk_away": "到此为止", "tradable": true,
        })
    };
    json!({
        "background": "客户年内要上线，预算已批",
        "our_team": [{"person": walk.person("rep"), "role": "主谈"}],
        "their_team": [{"person": walk.decider, "role": "决策人"}],
        "customer_concerns": [{"topic": "payment", "statement": "希望延长账期", "importance": 4}],
        "items": [item("price"), item("payment")],
        "core_terms": [{"term": "预付不低于30%"}],
        "concession_plan": [{"give": "延长质保三个月", "get": "预付提高"}],
        "batna_ours": "产能转给同区域的另一家客户",
        "floor_price_total": floor,
    })
}

/// A round of negotiation, with changes of terms that came up.
pub fn round(walk: &Walk, on: &str, changes: &Value) -> Value {
    json!({
        "type": "record_round", "on": on, "place": "客户会议室",
        "people": [walk.person("rep"), walk.person("manager")], "contacts": [walk.decider],
        "offers": "价格不变，质保延长三个月", "asks": "希望明确违约责任", "result": "continues",
        "changes": changes, "agreed": [],
    })
}

/// D10, equal to the quotation: its amounts, instalments and parties.
pub fn approval_form(walk: &Walk, quote: &Value, file: &str, liability: &str) -> Value {
    let facts = &quote["facts"];
    let terms = facts["payment_terms"].as_array().expect("terms");
    let instalment = |(term, name): (&Value, &str)| {
        json!({
            "name": name, "trigger_event": term["condition"], "amount": term["amount"], "days": term["days"],
        })
    };
    let schedule: Vec<_> = terms.iter().zip(["预付款", "验收款"]).map(instalment).collect();
    json!({
        "contract_name": "一体化系统销售合同",
        "contract_type": "sale",
        "our_entity": walk.seller,
        "counterparty": CUSTOMER,
        "cp_uscc": USCC,
        "cp_size_class": "large",
        "sme_notified": true,
        "cp_signatory": "赵总",
        "cp_is_legal_representative": true,
        "our_signatory": walk.person("director"),
        "quote_id": text(&quote["id"]),
        "planned_signing_date": "2026-04-10",
        "amount_gross": facts["total_gross"],
        "amount_net": facts["subtotal_net"],
        "term_start": "2026-04-13",
        "term_end": "2027-06-30",
        "payment_schedule": schedule,
        "prepayment_first": true,
        "delivery_terms": "合同生效后60天交付",
        "acceptance_terms": "交付后15日内验收，逾期视为通过",
        "acceptance_days": 15,
        "warranty": "一年",
        "liability": liability,
        "liability_cap": facts["total_gross"],
        "penalty_rate": "0.05",
        "ip_terms": "知识产权归我方，客户享有使用权",
        "confidentiality": "双方保密三年",
        "dispute_resolution": "arbitration",
        "dispute_place": "上海仲裁委员会",
        "template_source": "own",
        "contract_file": file,
    })
}

/// Legal passes a text as it stands.
pub fn text_review(contract: &Value) -> Value {
    json!({
        "type": "review_text", "document": contract["id"], "digest": contract["digest"], "passed": true,
        "opinion": "文本已逐条审核，无保留意见",
    })
}

/// The chain is asked for.
pub fn request(document: &Value) -> Value {
    json!({"type": "submit_for_approval", "document": document["id"], "revision": document["revision"]})
}

/// Both have signed.
pub fn signing(contract: &str, ours: &str, theirs: &str) -> Value {
    json!({"type": "record_signing", "contract": contract, "ours": ours, "theirs": theirs, "method": "paper"})
}

/// The scan is held against the text.
pub fn comparison(contract: &str, scan: &str, text: &str) -> Value {
    json!({
        "type": "compare_scan", "contract": contract, "scan": scan, "text": text, "matches": true,
        "note": "逐页核对，与审批文本一致",
    })
}

/// D16: the original goes into the cabinet.
pub fn filing(walk: &Walk, contract: &str, received_at: &str) -> Value {
    json!({"type": "file_original", "contract": contract, "body": {
        "items": [{"name": "合同正本", "copies": 2}],
        "received_from": walk.person("rep"),
        "received_at": local(received_at),
        "checker": walk.person("archivist"),
        "originals_count": 4,
        "our_copies": 2,
        "page_check": ["pages", "seams", "amount", "annexes", "dates"],
        "box": "柜 3-2",
    }})
}
