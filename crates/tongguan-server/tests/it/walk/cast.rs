//! The company of the walk: the eleven people of one deal, those who keep its house, and those whom it does not concern.

use serde_json::{Value, json};
use tongguan_store::Database;

use super::desk::Walk;
use crate::http::server::Server;

/// The password that each is given, and the one that he chooses.
pub const FIRST: &str = "walnut river seven";
pub const OWN: &str = "harbour lights nine";

/// The ten roles of the standard, product and technical staff apart, and a cashier: login, role, department, superior.
pub const ELEVEN: [(&str, &str, &str, Option<&str>); 11] = [
    ("director", "sales_director", "sales", Some("general")),
    ("manager", "sales_manager", "team", Some("director")),
    ("supervisor", "sales_supervisor", "team", Some("manager")),
    ("rep", "sales_rep", "team", Some("supervisor")),
    ("product", "product_manager", "company", Some("general")),
    ("presales", "presales", "company", Some("product")),
    ("finance", "finance_specialist", "company", Some("controller")),
    ("legal", "legal_specialist", "company", Some("general")),
    ("delivery", "delivery_manager", "company", Some("general")),
    ("archivist", "admin_archivist", "company", Some("general")),
    ("cashier", "cashier", "company", Some("controller")),
];

/// Who keeps the house: people, prices, our own name.
const KEEPERS: [(&str, &str, &str, Option<&str>); 7] = [
    ("general", "general_manager", "company", None),
    ("controller", "finance_manager", "company", Some("general")),
    ("ops", "sales_ops", "company", Some("general")),
    ("auditor", "auditor", "company", Some("general")),
    ("admin", "sys_admin", "company", None),
    ("security", "security_admin", "company", None),
    ("service", "service_agent", "company", Some("general")),
];

/// Two who must not: a rep of another team, and a second rep of the same.
const OTHERS: [(&str, &str, &str, Option<&str>); 2] =
    [("colleague", "sales_rep", "team", Some("supervisor")), ("other", "sales_rep", "other_team", None)];

/// Our legal entity's 统一社会信用代码.
const OUR_USCC: &str = "91310000MA10001210";

/// The company set up, with prices, on a Monday morning.
pub async fn company(db: &Database) -> Walk {
    let server = Server::starting(db, "2026-03-02T00:50:00Z");
    let token = server.setup_token().await;
    server.ask("POST", "/api/v1/setup").json(set_up(&token)).send().await.expect(201);
    for (login, ..) in everybody() {
        server.sign_in(login, FIRST).await.expect(201);
        if login != "admin" {
            let next = json!({"current": FIRST, "next": OWN});
            let reply = server.ask("PUT", "/api/v1/session/password").by(login).json(next).send().await;
            server.keep_cookie(login, &reply.expect(204));
        }
    }
    let mut walk = Walk::new(db, server);
    walk.meet_people().await;
    price(&mut walk).await;
    walk
}

fn everybody() -> impl Iterator<Item = (&'static str, &'static str, &'static str, Option<&'static str>)> {
    KEEPERS.into_iter().chain(ELEVEN).chain(OTHERS)
}

fn set_up(token: &str) -> Value {
    let department = |key: &str, parent: Option<&str>| json!({"key": key, "name": key, "parent": parent});
    let person = |(login, _, department, _): (&str, &str, &str, Option<&str>)| json!({"key": login, "name": format!("{login} 同事"), "login": login, "department": department, "password": FIRST});
    let post = |(login, role, department, superior): (&str, &str, &str, Option<&str>)| json!({"key": login, "role": role, "department": department, "holder": login, "reports_to": superior});
    json!({
        "token": token,
        "company": "示例公司",
        "departments": [
            department("company", None), department("sales", Some("company")),
            department("team", Some("sales")), department("other_team", Some("sales")),
        ],
        "people": everybody().map(person).collect::<Vec<_>>(),
        "posts": everybody().map(post).collect::<Vec<_>>(),
    })
}

/// Our name, two products, and what they cost: by finance and by sales operations, never by a seller.
async fn price(walk: &mut Walk) {
    let entity = json!({"type": "create_own_entity", "card": {"name": "示例软件有限公司", "uscc": OUR_USCC, "is_sme": true}});
    let refused = walk.keep("rep", "own-entities", None, entity.clone()).await.expect(403);
    assert_eq!(refused.code(), "not_permitted");
    walk.seller = walk.kept("controller", "own-entities", None, entity).await;
    let product = |code: &str, name: &str, unit: &str, vat: &str| json!({"type": "create_product", "code": code, "name": name, "unit": unit, "vat": vat});
    walk.software = walk.kept("ops", "products", None, product("MES-01", "对账软件", "套", "13")).await;
    walk.service = walk.kept("ops", "products", None, product("IMP-01", "实施服务", "项", "6")).await;
    let draft = json!({
        "type": "draft_price_book", "name": "标准价目表", "tax_inclusive": true, "valid_from": "2026-03-02",
    });
    let book = walk.kept("ops", "price-books", None, draft).await;
    let lines = json!({"type": "set_price_lines", "lines": {
        walk.software.as_str(): {"list": "400000", "floor": "320000", "cost": "160000", "vat": "13"},
        walk.service.as_str(): {"list": "200000", "floor": "160000", "cost": "80000", "vat": "6"},
    }});
    walk.kept("ops", "price-books", Some(&book), lines).await;
    walk.kept("ops", "price-books", Some(&book), json!({"type": "publish_price_book"})).await;
}
