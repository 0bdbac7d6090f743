//! Complete forms of the later documents, as people would fill them.

use serde_json::{Value, json};
use tongguan_core::id::{DocumentId, NeedId};

use crate::scene::{Buyer, Who};

/// D03: a first visit from one local moment to another.
pub fn visit_plan(start: &str, end: &str) -> Value {
    json!({
        "visit_type": "first",
        "visit_mode": "on_site",
        "planned_start": crate::scene::local(start).to_string(),
        "planned_end": crate::scene::local(end).to_string(),
        "location": "杭州市滨江区某路1号",
        "visitors": [Who::Rep.id()],
        "customer_attendees": [Buyer::Engineer.id()],
        "objective": [{"result": "确认预算审批人"}],
        "agenda": [{"time": "14:00", "topic": "现状调研"}, {"time": "15:00", "topic": "方案讨论"}],
        "question_list": [
            {"type": "situation", "question": "现有哪些系统?"},
            {"type": "problem", "question": "对账每月花多少人天?"},
            {"type": "need_payoff", "question": "减少一半对账时间意味着什么?"},
        ],
    })
}

/// D04: the record of a visit, planned or not.
pub fn visit_report(plan: Option<DocumentId>, start: &str, end: &str) -> Value {
    let mut form = json!({
        "actual_start": crate::scene::local(start).to_string(),
        "actual_end": crate::scene::local(end).to_string(),
        "visit_mode": "on_site",
        "location": "杭州市滨江区某路1号",
        "our_attendees": [Who::Rep.id()],
        "customer_attendees": [Buyer::Engineer.id()],
        "org_structure_note": "集团、事业部、信息部",
        "key_contacts": [
            {"person": Buyer::Engineer.id(), "role": "influencer", "attitude": 1, "concern": "接口稳定"},
        ],
        "pain_points": [{
            "description": "人工对账每月12人天,月末积压",
            "department": "财务部",
            "loss_amount": 3_000_000,
            "severity": "high",
            "source": Buyer::Engineer.id(),
        }],
        "expected_solution": "与现有ERP直接对接",
        "consensus": [{"text": "下周技术交流"}],
        "objective_result": [{"objective": "确认预算审批人", "result": "reached"}],
        "next_actions": [{"what": "提交调研纪要", "who": Who::Rep.id(), "due": "2026-11-30"}],
    });
    match plan {
        Some(plan) => form["plan_id"] = json!(plan),
        None => form["unplanned_reason"] = json!("路过客户园区,临时拜访"),
    }
    form
}

/// D05: the three required roles, of which only the engineer was met on that visit.
pub fn decision_chain(report: DocumentId) -> Value {
    json!({
        "nodes": [
            {
                "contact_id": Buyer::Engineer.id(), "role": ["technical_evaluator"], "influence": 3,
                "attitude": 1, "concern": "兼容性", "relationship": "open", "contact_evidence": report,
            },
            {
                "contact_id": Buyer::Decider.id(), "role": ["economic_buyer"], "influence": 5,
                "attitude": 0, "concern": "12个月回本", "relationship": "none",
                "planned_contact_on": "2026-12-15",
            },
            {
                "contact_id": Buyer::Treasurer.id(), "role": ["budget_approver"], "influence": 4,
                "attitude": 0, "concern": "当年预算", "relationship": "none",
            },
        ],
        "edges": [{"from": Buyer::Engineer.id(), "to": Buyer::Decider.id(), "type": "reports"}],
        "decision_process": [{"step": "技术评估", "who": Buyer::Engineer.id()}],
    })
}

/// A need held against the second source by phone.
pub fn verification(need: NeedId, on: &str) -> tongguan_core::deal::Command {
    use tongguan_core::deal::nurture::{VerificationMethod, VerificationResult};
    tongguan_core::deal::Command::VerifyNeed {
        need,
        method: VerificationMethod::Phone,
        contact: Buyer::Chief.id(),
        result: VerificationResult::Confirmed,
        on: on.parse().expect("a date"),
        visit: None,
        evidence: Vec::new(),
        note: "孙主管电话确认对账耗时属实".to_owned(),
    }
}

/// D06 by the rep and technical support, answering one need.
pub fn solution(need: NeedId) -> Value {
    json!({
        "title": "MES与ERP一体化方案",
        "authors": [Who::Rep.id(), Who::Presales.id()],
        "requirement_matrix": [{"need": need, "response": "met", "description": "自动对账模块覆盖该场景"}],
        "solution_framework": "对账引擎与接口网关",
        "scope_in": [{"item": "对账模块"}],
        "scope_out": [{"item": "历史数据清洗"}],
        "implementation_plan": [
            {"phase": "蓝图", "start_offset": 0, "days": 20, "deliverable": "蓝图文档", "owner": Who::Delivery.id()},
        ],
        "value_points": [{"pain": "人工对账", "value": "对账人天减少80%", "metric": "人天/月", "evidence": "同行案例"}],
        "differentiators": [{"text": "与现有ERP直接对接"}],
        "assumptions": "客户提供接口文档",
        "customer_duties": "客户指定接口人",
        "cost_estimate": [
            {"item": "软件", "type": "purchase", "quantity": "2", "unit_cost": "40000"},
            {"item": "实施", "type": "labour", "quantity": "12.5", "unit_cost": "1600"},
        ],
        "expected_price": 23_750_000,
        "risks": [{
            "description": "接口延期", "probability": "medium", "impact": "high",
            "response": "提前联调", "owner": Who::Presales.id(),
        }],
    })
}

/// D07 after everybody was there and voted.
pub fn minutes(solution: DocumentId) -> Value {
    let there = |who: Who, role: &str| json!({"person": who.id(), "role": role, "present": true});
    json!({
        "solution_id": solution,
        "held_at": crate::scene::local("2026-12-01T14:00").to_string(),
        "place": "三楼会议室",
        "chair": Who::Manager.id(),
        "recorder": Who::Presales.id(),
        "attendees": [
            there(Who::Manager, "chair"), there(Who::Product, "technical"), there(Who::Finance, "finance"),
            there(Who::Delivery, "delivery"), there(Who::Presales, "author"),
        ],
        "check_feasibility": "pass",
        "check_cost": "pass",
        "check_fit": "pass",
        "conclusion": "passed",
    })
}

/// D08 of 2026-12-03: two licences and a service at 5 % off, 237,500 in all.
pub fn quotation(solution: Option<DocumentId>) -> Value {
    use crate::journey::{SERVICE, SOFTWARE};
    let mut form = json!({
        "quote_date": "2026-12-03",
        "valid_until": "2027-01-02",
        "seller_entity": crate::scene::SELLER,
        "buyer_name": "杭州示例智能制造有限公司",
        "buyer_uscc": "91310000MA10001210",
        "contact": Buyer::Decider.id(),
        "currency": "CNY",
        "price_basis": "gross",
        "lines": [
            {
                "item_code": SOFTWARE, "item_name": "对账软件", "unit": "套", "quantity": "2",
                "unit_price": "95000", "vat_rate": "13",
            },
            {
                "item_code": SERVICE, "item_name": "实施服务", "unit": "项", "quantity": "1",
                "unit_price": "47500", "vat_rate": "6",
            },
        ],
        "payment_terms": [
            {"condition": "signing", "pct": "30", "days": 10},
            {"condition": "acceptance", "pct": "60", "days": 30},
            {"condition": "warranty_end", "pct": "10", "days": 30},
        ],
        "deposit_type": "prepayment",
        "delivery_period": "合同生效后90天",
        "delivery_days": 90,
        "delivery_place": "杭州市滨江区",
        "warranty": "一年",
        "invoice_type": "special_e",
    });
    if let Some(solution) = solution {
        form["solution_id"] = json!(solution);
    }
    form
}
