//! Stage 3.

use serde_json::{Value, json};

use super::lead::{CUSTOMER, USCC};
use crate::walk::Walk;
use crate::walk::desk::local;

/// D06 by the rep and technical support, answering one need.
pub fn solution(walk: &Walk, need: &str) -> Value {
    json!({
        "title": "MES与ERP一体化方案",
        "authors": [walk.person("rep"), walk.person("presales")],
        "requirement_matrix": [{"need": need, "response": "met", "description": "自动对账模块覆盖该场景"}],
        "solution_framework": "对账引擎与接口网关",
        "scope_in": [{"item": "对账模块"}],
        "scope_out": [{"item": "历史数据清洗"}],
        "implementation_plan": [{
            "phase": "蓝图", "start_offset": 0, "days": 20, "deliverable": "蓝图文档",
            "owner": walk.person("delivery"),
        }],
        "value_points": [{"pain": "人工对账", "value": "对账人天减少80%", "metric": "人天/月", "evidence": "同行案例"}],
        "differentiators": [{"text": "与现有ERP直接对接"}],
        "assumptions": "客户提供接口文档",
        "customer_duties": "客户指定接口人",
        "cost_estimate": [
            {"item": "软件", "type": "purchase", "quantity": "2", "unit_cost": "160000"},
            {"item": "实施", "type": "labour", "quantity": "50", "unit_cost": "1600"},
        ],
        "expected_price": 85_000_000,
        "risks": [{
            "description": "接口延期", "probability": "medium", "impact": "high", "response": "提前联调",
            "owner": walk.person("presales"),
        }],
    })
}

/// The invitation to its review.
pub fn review(walk: &Walk, held_at: &str) -> Value {
    let invited = ["product", "presales", "finance", "delivery"].map(|who| walk.person(who));
    json!({"type": "convene_review", "revision": 1, "held_at": local(held_at), "invited": invited})
}

/// D07 after everybody was there.
pub fn minutes(walk: &Walk, solution: &str, held_at: &str) -> Value {
    let there = |who: &str, role: &str| json!({"person": walk.person(who), "role": role, "present": true});
    json!({
        "solution_id": solution,
        "held_at": local(held_at),
        "place": "三楼会议室",
        "chair": walk.person("manager"),
        "recorder": walk.person("presales"),
        "attendees": [
            there("manager", "chair"), there("product", "technical"), there("finance", "finance"),
            there("delivery", "delivery"), there("presales", "author"),
        ],
        "check_feasibility": "pass",
        "check_cost": "pass",
        "check_fit": "pass",
        "conclusion": "passed",
    })
}

/// D08: two licences and a service at a price each, 30 % to be paid on signing and the rest on acceptance.
pub fn quotation(walk: &Walk, solution: &str, quoted_on: &str, prices: [&str; 2]) -> Value {
    json!({
        "quote_date": quoted_on,
        "valid_until": "2026-05-10",
        "seller_entity": walk.seller,
        "buyer_name": CUSTOMER,
        "buyer_uscc": USCC,
        "contact": walk.decider,
        "currency": "CNY",
        "price_basis": "gross",
        "solution_id": solution,
        "lines": [
            {
                "item_code": walk.software, "item_name": "对账软件", "unit": "套", "quantity": "2",
                "unit_price": prices[0], "vat_rate": "13",
            },
            {
                "item_code": walk.service, "item_name": "实施服务", "unit": "项", "quantity": "1",
                "unit_price": prices[1], "vat_rate": "6",
            },
        ],
        "payment_terms": [
            {"condition": "signing", "pct": "30", "days": 10},
            {"condition": "acceptance", "pct": "70", "days": 30},
        ],
        "deposit_type": "prepayment",
        "delivery_period": "合同生效后60天",
        "delivery_days": 60,
        "delivery_place": "杭州市滨江区",
        "warranty": "一年",
        "invoice_type": "special_e",
        "special_discount_reason": "行业首单，客户同意做样板并开放参观",
    })
}

/// The same with the service only, at a price, and without a reason for a discount.
pub fn service_only(walk: &Walk, quotation: &Value, price: &str) -> Value {
    let mut body = quotation.clone();
    body["lines"] = json!([{
        "item_code": walk.service, "item_name": "实施服务", "unit": "项", "quantity": "1", "unit_price": price,
        "vat_rate": "6",
    }]);
    body.as_object_mut().expect("a form").remove("special_discount_reason");
    body
}

/// The quotation goes out.
pub fn sending(walk: &Walk, quote: &str, file: &str) -> Value {
    json!({"type": "send_document", "document": quote, "revision": 1, "contact": walk.decider, "file": file})
}

/// The customer takes it.
pub fn answer(walk: &Walk, quote: &str, on: &str, file: &str) -> Value {
    json!({
        "type": "record_answer", "document": quote, "revision": 1, "answer": "accepted", "on": on,
        "contact": walk.decider, "evidence": [file],
    })
}

/// The customer confirms a document.
pub fn confirmation(walk: &Walk, document: &str, revision: u32, at: &str, file: &str) -> Value {
    json!({
        "type": "confirm_with_customer", "document": document, "revision": revision, "contact": walk.decider,
        "at": local(at), "method": "mail", "evidence": [file],
    })
}
