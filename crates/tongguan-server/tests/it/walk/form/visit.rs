//! Stage 2.

use serde_json::{Value, json};

use crate::walk::Walk;
use crate::walk::desk::local;

/// D03: a first visit on an afternoon.
pub fn plan(walk: &Walk, day: &str) -> Value {
    json!({
        "visit_type": "first",
        "visit_mode": "on_site",
        "planned_start": local(&format!("{day}T14:00")),
        "planned_end": local(&format!("{day}T16:00")),
        "location": "杭州市滨江区某路1号",
        "visitors": [walk.person("rep")],
        "customer_attendees": [walk.engineer],
        "objective": [{"result": "确认预算审批人"}],
        "agenda": [{"time": "14:00", "topic": "现状调研"}, {"time": "15:00", "topic": "方案讨论"}],
        "question_list": [
            {"type": "situation", "question": "现有哪些系统？"},
            {"type": "problem", "question": "对账每月花多少人天？"},
            {"type": "need_payoff", "question": "减少一半对账时间意味着什么？"},
        ],
    })
}

/// D04: what came of it.
pub fn report(walk: &Walk, plan: &str, day: &str, next: &str) -> Value {
    json!({
        "plan_id": plan,
        "actual_start": local(&format!("{day}T14:05")),
        "actual_end": local(&format!("{day}T16:00")),
        "visit_mode": "on_site",
        "location": "杭州市滨江区某路1号",
        "our_attendees": [walk.person("rep")],
        "customer_attendees": [walk.engineer],
        "org_structure_note": "集团、事业部、信息部",
        "key_contacts": [{"person": walk.engineer, "role": "influencer", "attitude": 1, "concern": "接口稳定"}],
        "pain_points": [{
            "description": "人工对账每月12人天，月末积压", "department": "财务部", "loss_amount": 3_000_000,
            "severity": "high", "source": walk.engineer,
        }],
        "expected_solution": "与现有ERP直接对接",
        "consensus": [{"text": "下周技术交流"}],
        "objective_result": [{"objective": "确认预算审批人", "result": "reached"}],
        "next_actions": [{"what": "提交调研纪要", "who": walk.person("rep"), "due": next}],
    })
}

/// A need held against a second source by phone.
pub fn verification(walk: &Walk, need: &str, on: &str) -> Value {
    json!({
        "type": "verify_need", "need": need, "method": "phone", "contact": walk.chief, "result": "confirmed",
        "on": on, "note": "孙主管电话确认对账耗时属实",
    })
}

/// D05: who decides, who judges, who pays; and the step to the one who was not met yet.
pub fn chain(walk: &Walk, report: &str, meet_on: &str) -> Value {
    json!({
        "nodes": [
            {
                "contact_id": walk.engineer, "role": ["technical_evaluator"], "influence": 3, "attitude": 1,
                "concern": "兼容性", "relationship": "open", "contact_evidence": report,
            },
            {
                "contact_id": walk.decider, "role": ["economic_buyer"], "influence": 5, "attitude": 0,
                "concern": "12个月回本", "relationship": "none", "planned_contact_on": meet_on,
            },
            {
                "contact_id": walk.treasurer, "role": ["budget_approver"], "influence": 4, "attitude": 0,
                "concern": "当年预算", "relationship": "none",
            },
        ],
        "edges": [{"from": walk.engineer, "to": walk.decider, "type": "reports"}],
        "decision_process": [{"step": "技术评估", "who": walk.engineer}],
    })
}

/// What is expected, and when.
pub fn forecast() -> Value {
    json!({"type": "set_forecast", "amount": 90_000_000, "close_on": "2026-04-30"})
}
