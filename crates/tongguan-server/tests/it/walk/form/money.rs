//! Stage 5: invoices and money; and after it: satisfaction and review.

use serde_json::{Value, json};

use super::lead::{CUSTOMER, USCC};
use crate::walk::Walk;
use crate::walk::desk::local;

/// D17 for a whole instalment, in one line of 13 %.
pub fn invoice(contract: &str, instalment: &Value) -> Value {
    let total = instalment["planned_minor"].as_i64().expect("an amount");
    let net = (total * 100 + 56) / 113;
    json!({
        "contract_id": contract,
        "instalment": instalment["id"],
        "invoice_kind": "81",
        "buyer_name": CUSTOMER,
        "buyer_tax_no": USCC,
        "lines": [{
            "tax_code": "3040201000000000000", "name": "软件服务", "quantity": "1",
            "price": format!("{}.{:02}", net / 100, net % 100), "amount": net, "rate": "13", "tax": total - net,
        }],
    })
}

/// It is issued.
pub fn issuing(invoice: &str, number: &str, on: &str) -> Value {
    json!({"type": "issue_invoice", "document": invoice, "number": number, "issued_on": on})
}

/// The customer has it.
pub fn handing(walk: &Walk, invoice: &str, on: &str, file: &str) -> Value {
    json!({
        "type": "deliver_invoice", "document": invoice, "contact": walk.treasurer, "on": on, "evidence": [file],
    })
}

/// Money came in.
pub fn receipt(walk: &Walk, on: &str, amount: &Value, serial: &str) -> Value {
    json!({
        "type": "book_receipt", "received_on": on, "amount_minor": amount, "method": "transfer",
        "payer_name": CUSTOMER, "bank_serial": serial, "own_entity": walk.seller,
    })
}

/// It pays an instalment.
pub fn allocation(receipt: &str, instalment: &Value) -> Value {
    json!({
        "type": "allocate_receipt", "receipt": receipt,
        "allocations": [{"instalment": instalment["id"], "amount_minor": instalment["outstanding_minor"]}],
    })
}

/// D18.
pub fn dunning(walk: &Walk, instalment: &Value, level: &str, by: &str, at: &str, file: &str) -> Value {
    json!({
        "instalment": instalment["id"],
        "level": level,
        "at": local(at),
        "method": "phone",
        "by": walk.person(by),
        "contact": walk.treasurer,
        "content": "催收验收款，核对付款流程",
        "customer_feedback": "下周安排",
        "evidence": [file],
        "next_action": "再次致电",
        "next_at": "2026-12-31",
    })
}

/// D20.
pub fn after_sales(walk: &Walk, by: &str, at: &str) -> Value {
    json!({
        "at": local(at), "by": walk.person(by), "contact": walk.engineer, "score": 4, "feedback": "对账时间明显减少",
    })
}

/// D21.
pub fn retrospective(walk: &Walk, due: &str) -> Value {
    let there = ["rep", "manager", "delivery"].map(|who| walk.person(who));
    json!({
        "kind": "won",
        "participants": there,
        "what_worked": "早期量化痛点，财务提前认可收益",
        "what_failed": "接口资料晚到一周",
        "root_cause": "启动会没有约定接口资料的责任人",
        "actions": [{"what": "启动会清单加入接口资料责任人", "owner": walk.person("delivery"), "due": due}],
    })
}
