//! Stage 1.

use serde_json::{Value, json};

/// The customer's name and 统一社会信用代码.
pub const CUSTOMER: &str = "杭州示例智能制造有限公司";
pub const USCC: &str = "91310000MA1000076Y";

/// 表1, from a conversation at a stand.
pub fn lead() -> Value {
    json!({
        "obtained_at": "2026-03-01",
        "source_channel": "exhibition",
        "source_detail": "2026华东工业展 B2-118",
        "account_name": CUSTOMER,
        "uscc": USCC,
        "customer_nature": "enterprise",
        "size_class": "large",
        "industry": "C34",
        "region": "330108",
        "annual_revenue": 32_000_000_000_i64,
        "employees": 860,
        "contact_name": "王工",
        "contact_title": "信息部经理",
        "contact_phone": "0571-88880000",
        "contact_email": "wang@customer.example",
        "pi_notice": "business_card",
        "need_summary": "现有MES与ERP不通，计划上线一体化系统",
        "intent_level": "explicit",
        "budget_status": "applying",
        "authority_level": "influencer",
        "expected_purchase_date": "2026-08-31",
        "strategy_fit": "fits",
    })
}

/// A call to the customer.
pub fn call(at: String) -> Value {
    json!({
        "type": "log_contact_attempt", "at": at, "method": "phone", "reached": true,
        "note": "电话沟通需求与预算，约下周拜访",
    })
}

/// D02.
pub fn grading() -> Value {
    json!({"fit_score": 41, "intent_score": 36, "grade_proposed": "A", "evidence": "通话记录与官网资料"})
}

/// A person on the customer's side.
pub fn contact(account: &str, name: &str, title: &str) -> Value {
    json!({"type": "create_contact", "account": account, "card": {
        "name": name, "title": title, "phone": "0571-88880001", "email": "office@customer.example",
        "notice": "business_card", "notified_on": "2026-01-05",
    }})
}
