//! The small company that tests work with: two teams under one director, and who watches over them.

use serde_json::{Map, Value, json};
use tongguan_store::Database;

use super::server::Server;

/// The password of everybody.
pub const PASSWORD: &str = "walnut river seven";

/// Login, role and department of everybody.
const PEOPLE: [(&str, &str, &str); 14] = [
    ("admin", "sys_admin", "company"),
    ("auditor", "auditor", "company"),
    ("general", "general_manager", "company"),
    ("director", "sales_director", "sales"),
    ("manager", "sales_manager", "team"),
    ("supervisor", "sales_supervisor", "team"),
    ("rep", "sales_rep", "team"),
    ("colleague", "sales_rep", "team"),
    ("other", "sales_rep", "other_team"),
    ("other_manager", "sales_manager", "other_team"),
    ("finance", "finance_specialist", "company"),
    ("legal", "legal_specialist", "company"),
    ("ops", "sales_ops", "company"),
    ("cashier", "cashier", "company"),
];

/// To whom a role reports here.
fn superior(role: &str) -> Option<&'static str> {
    match role {
        "sales_rep" => Some("supervisor"),
        "sales_supervisor" => Some("manager"),
        "sales_manager" => Some("director"),
        "sales_director" => Some("general"),
        _ => None,
    }
}

/// What the set-up says. Nobody signs in but those in `signing_in` (and the administrator).
pub fn set_up(token: &str, signing_in: &[&str]) -> Value {
    let department = |key: &str, parent: Option<&str>| json!({"key": key, "name": key, "parent": parent});
    let signs_in = |login: &str| login == "admin" || signing_in.contains(&login);
    let person = |(login, _, department): &(&str, &str, &str)| {
        json!({
            "key": login, "name": format!("{login} 同事"), "login": login, "department": department,
            "password": signs_in(login).then_some(PASSWORD),
        })
    };
    let post = |(login, role, department): &(&str, &str, &str)| {
        let superior = superior(role).filter(|_| !login.starts_with("other") || *role != "sales_rep");
        json!({"key": login, "role": role, "department": department, "holder": login, "reports_to": superior})
    };
    json!({
        "token": token,
        "company": "示例公司",
        "departments": [
            department("company", None), department("sales", Some("company")),
            department("team", Some("sales")), department("other_team", Some("sales")),
        ],
        "people": PEOPLE.iter().map(person).collect::<Vec<_>>(),
        "posts": PEOPLE.iter().map(post).collect::<Vec<_>>(),
    })
}

/// A server whose company is set up, with these people signed in and their first passwords changed.
pub async fn company(db: &Database, signing_in: &[&str]) -> Server {
    set_up_at(Server::new(db), signing_in).await
}

/// The same on a given server.
pub async fn set_up_at(server: Server, signing_in: &[&str]) -> Server {
    let token = server.setup_token().await;
    server.ask("POST", "/api/v1/setup").json(set_up(&token, signing_in)).send().await.expect(201);
    for login in signing_in {
        server.sign_in(login, PASSWORD).await.expect(201);
        if *login != "admin" {
            let next = json!({"current": PASSWORD, "next": "harbour lights nine"});
            let reply = server.ask("PUT", "/api/v1/session/password").by(login).json(next).send().await;
            server.keep_cookie(login, &reply.expect(204));
        }
    }
    server
}

/// Signs people in again, whose sessions have ended meanwhile.
pub async fn sign_in_again(server: &Server, logins: &[&str]) {
    for login in logins {
        server.sign_in(login, "harbour lights nine").await.expect(201);
    }
}

/// 表1 as a rep fills it in.
pub fn lead_form() -> Map<String, Value> {
    let form = json!({
        "obtained_at": "2026-11-19",
        "source_channel": "exhibition",
        "source_detail": "2026上海工博会 B2-118",
        "account_name": "杭州示例智能制造有限公司",
        "uscc": "91310000MA10001210",
        "customer_nature": "enterprise",
        "size_class": "large",
        "industry": "C34",
        "region": "330108",
        "annual_revenue": 32_000_000_000_i64,
        "employees": 860,
        "contact_name": "王工",
        "contact_title": "信息部经理",
        "contact_phone": "0571-88880000",
        "pi_notice": "business_card",
        "need_summary": "现有MES与ERP不通,计划上线一体化系统",
        "intent_level": "explicit",
        "budget_status": "applying",
        "authority_level": "influencer",
        "expected_purchase_date": "2027-03-31",
        "strategy_fit": "fits",
    });
    form.as_object().expect("a form is an object").clone()
}
