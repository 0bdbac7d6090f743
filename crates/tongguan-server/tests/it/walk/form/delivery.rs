//! Stage 5: delivery.

use serde_json::{Value, json};

use crate::walk::Walk;
use crate::walk::desk::local;

/// The days of a plan: start, the two milestones.
pub type Days<'d> = [&'d str; 3];

/// D12.
pub fn plan(walk: &Walk, contract: &str, [start, live, last]: Days<'_>) -> Value {
    let milestone = |no: u32, name: &str, on: &str, weight: &str| {
        json!({
            "no": no, "name": name, "deliverable": "按合同附件交付", "criterion": "合同附件二", "planned_date": on,
            "responsible": walk.person("delivery"), "weight": weight,
        })
    };
    json!({
        "project_name": "一体化系统一期",
        "contract_id": contract,
        "handover": [
            "scope", "licences", "custom_work", "third_party", "responsibilities", "acceptance_method", "deadlines",
            "acceptance_criteria", "payment_events", "ambiguous_text", "risks", "special_annexes",
        ],
        "delivery_manager": walk.person("delivery"),
        "team": [walk.person("presales")],
        "planned_start": start,
        "planned_end": last,
        "milestones": [milestone(1, "上线", live, "60"), milestone(2, "终验", last, "40")],
        "customer_duties": [{"what": "提供测试环境", "who": walk.engineer, "due": start, "status": "open"}],
        "risks": "接口资料可能迟到",
        "comm_plan": "每周五周报，双周例会",
        "report_receivers": [walk.engineer],
        "acceptance_signatories": [walk.decider],
    })
}

/// D13.
pub fn report(percent: &str, live: &str) -> Value {
    json!({
        "overall_status": "green",
        "status_reason": "差距在一周内可追回，客户已知情",
        "progress_pct_actual": percent,
        "milestone_status": [{"milestone": "上线", "planned": live, "forecast": live}],
        "done_this_week": "接口联调与主数据核对",
        "plan_next_week": "用户培训与试运行准备",
        "customer_support_needed": "无",
    })
}

/// … and that it was sent, with what proves it.
pub fn sending(walk: &Walk, report: &str, evidence: &str) -> Value {
    json!({
        "type": "send_report", "document": report, "revision": 1, "to": [walk.engineer], "channel": "declared",
        "evidence": [evidence],
    })
}

/// A milestone is done.
pub fn milestone(number: u32, on: &str, file: &str) -> Value {
    json!({"type": "complete_milestone", "milestone": number, "on": on, "evidence": [file]})
}

/// D14: the customer accepts all of it.
pub fn acceptance(walk: &Walk, applied_at: &str, accepted_on: &str, file: &str) -> Value {
    let item = |no: u32| {
        json!({
            "milestone": no, "item": "按计划交付", "criterion": "合同附件二", "method": "现场测试", "result": "passed",
        })
    };
    json!({
        "type": "final",
        "basis": "合同第五条与附件二",
        "applied_at": local(applied_at),
        "items": [item(1), item(2)],
        "conclusion": "passed",
        "accepted_at": accepted_on,
        "customer_signatory": walk.decider,
        "seal_file": file,
        "our_signatory": walk.person("delivery"),
        "satisfaction_score": 4,
    })
}
