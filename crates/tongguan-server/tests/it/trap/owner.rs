//! TRAP-09: a customer and a lead on every way on which an owner changes; the day on which they go back to the pool stays what the rule says.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::customer::{later, person, recall, view};
use crate::http::company::{company, lead_form};
use crate::http::deal::{command, registered};
use crate::http::server::Server;

#[tokio::test]
async fn trap_09_a_new_owner_moves_no_recall_on_any_way() {
    for_each_engine(|db| async move {
        let server =
            company(&db, &["admin", "rep", "supervisor", "manager", "colleague", "other", "ops"]).await;
        let deal = registered(&server, "rep").await;
        let before = recall(&view(&server, "rep", &deal).await);
        let people = server.get("ops", "/api/v1/users?limit=200").send().await.expect(200).body;
        let id = |login: &str| person(&people, login);
        let give = |to: &str| json!({"type": "reassign_owner", "to": id(to), "reason": "同事休假，暂时代管"});
        later(&server, 20, &["rep", "supervisor"]).await;
        let seen = view(&server, "supervisor", &deal).await["version"].as_u64().expect("a version");
        let path = format!("/api/v1/deals/{deal}/commands");
        server.post("supervisor", path, give("colleague")).version(seen).send().await.expect(200);
        assert_eq!(recall(&view(&server, "supervisor", &deal).await), before, "one command");
        later(&server, 20, &["rep", "supervisor"]).await;
        let seen = view(&server, "supervisor", &deal).await["version"].clone();
        let bulk = json!({"commands": [{"deal": deal, "version": seen, "command": give("rep")}]});
        let reply = server.post("supervisor", "/api/v1/commands", bulk).send().await.expect(200);
        assert_eq!(reply.body[0]["status"], 200, "{:#}", reply.body);
        assert_eq!(recall(&view(&server, "rep", &deal).await), before, "there and back in bulk");

        later(&server, 1, &["other", "supervisor", "colleague"]).await;
        server.sign_in("admin", "walnut river seven").await.expect(201);
        let appeal = json!({"name": "杭州示例智能制造有限公司", "reason": "我方登记在先并已拜访"});
        server.post("other", "/api/v1/appeals", appeal).send().await.expect(200);
        let shares = json!([{"person": id("other"), "percent": "100"}]);
        let award = json!({"type": "decide_appeal", "owner": id("other"), "shares": shares, "reason": "首次有效登记在先"});
        command(&server, "supervisor", &deal, award).await.expect(200);
        assert_eq!(recall(&view(&server, "other", &deal).await), before, "awarded by an appeal");
        let body = json!({"to": id("colleague"), "reason": "离职交接给同事"});
        let leaver = id("other");
        let path = format!("/api/v1/users/{}/hand-over", leaver.as_str().expect("an id"));
        let done = server.post("admin", path, body).send().await.expect(200).body;
        assert_eq!(done["done"], true, "{done:#}");
        assert_eq!(recall(&view(&server, "colleague", &deal).await), before, "handed over");
    })
    .await;
}

const PEOPLE: [&str; 9] =
    ["admin", "ops", "rep", "colleague", "other", "supervisor", "manager", "director", "general"];

/// Everybody signs in again, hours later.
async fn wait(server: &Server, hours: i64) {
    later(server, hours, &PEOPLE[1..]).await;
    server.sign_in("admin", "walnut river seven").await.expect(201);
}

/// A customer with the day on which it goes to the pool, looked at after each step.
struct Customer<'s> {
    server: &'s Server,
    id: String,
    /// By which rule it goes there.
    rule: &'static str,
}

impl Customer<'_> {
    async fn row(&self) -> Value {
        self.server.get("director", format!("/api/v1/accounts/{}", self.id)).send().await.expect(200).body
    }

    async fn stays(&self, day: &Value, owner: &Value, how: &str) {
        let row = self.row().await;
        assert_eq!((&row["recycle_on"], &row["owner"]), (day, owner), "{how}: {row:#}");
        let rule = if day.is_null() { Value::Null } else { json!(self.rule) };
        assert_eq!(row["recycle_rule"], rule, "{how}: {row:#}");
    }

    async fn act(&self, who: &str, command: Value) {
        let path = format!("/api/v1/accounts/{}/commands", self.id);
        self.server.post(who, path, command).send().await.expect(200);
    }
}

async fn created<'s>(server: &'s Server, who: &str, name: &str, rule: &'static str) -> Customer<'s> {
    let create = json!({"type": "create_account", "name": name, "justification": "不同的公司"});
    let made = server.post(who, "/api/v1/accounts/commands", create).send().await.expect(200).body;
    Customer { server, rule, id: made["id"].as_str().expect("an id").to_owned() }
}

fn after(day: &str, days: i32) -> Value {
    let day: jiff::civil::Date = day.parse().expect("a day");
    json!(day.saturating_add(jiff::Span::new().days(days)).to_string())
}

#[tokio::test]
async fn trap_09_a_customer_is_recalled_on_its_day_on_whatever_way_it_came() {
    on_whatever_way(("account_recycle_days", 180), "no_contact").await;
}

#[tokio::test]
async fn trap_09_without_a_deal_a_customer_is_recalled_on_its_day_on_whatever_way_it_came() {
    on_whatever_way(("account_no_deal_days", 100), "no_deal").await;
}

#[tokio::test]
async fn trap_09_a_customers_protection_ends_on_its_day_on_whatever_way_it_came() {
    on_whatever_way(("account_protection_days", 60), "protection_end").await;
}

/// The company sets a rule, and a customer goes all ways.
async fn on_whatever_way((setting, days): (&'static str, i32), rule: &'static str) {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        if setting != "account_recycle_days" {
            let put = json!({"type": "put_setting", "key": setting, "value": days});
            server.post("admin", "/api/v1/settings/commands", put).send().await.expect(200);
        }
        let people = server.get("ops", "/api/v1/users?limit=200").send().await.expect(200).body;
        let id = |login: &str| person(&people, login);
        let name = "宁波回收测算机电有限公司";
        let it = created(&server, "rep", name, rule).await;
        let day = after("2026-11-20", days);
        it.stays(&day, &id("rep"), "made").await;
        // Whatever began the time anew would show from here on.
        wait(&server, 72).await;
        let to = |login: &str| json!({"type": "transfer_account", "owner": id(login)});
        it.act("manager", to("colleague")).await;
        it.stays(&day, &id("colleague"), "assigned").await;
        it.act("director", to("other")).await;
        it.stays(&day, &id("other"), "assigned to another department").await;

        let file = format!("客户名称,负责人\n{name},rep\n").into_bytes();
        let import = server.brought("ops", "customers", file).await;
        server.worked("ops", &import, json!({"type": "run_import"})).await;
        it.stays(&day, &id("rep"), "changed by an import").await;
        let undo = json!({"type": "undo_import", "reason": "导错了文件"});
        assert_eq!(server.worked("ops", &import, undo).await["state"], "undone");
        it.stays(&day, &id("other"), "the import taken back").await;

        let body = json!({"to": id("colleague"), "reason": "调岗交接给同事", "keeps_posts": true});
        let path = format!("/api/v1/users/{}/hand-over", id("other").as_str().expect("an id"));
        let done = server.post("admin", path, body).send().await.expect(200).body;
        assert_eq!(done["done"], true, "{done:#}");
        it.stays(&day, &id("colleague"), "handed over").await;

        let contest = json!({"name": name, "reason": "我方登记在先并已拜访"});
        server.post("other", "/api/v1/appeals", contest).send().await.expect(200);
        let lines = server.get("supervisor", "/api/v1/appeals?open=true").send().await.expect(200).body;
        let appeal = lines["items"][0]["account_appeal"].as_str().expect("an id").to_owned();
        let award = json!({"type": "decide_account_appeal", "owner": id("other"), "reason": "首次有效登记在先"});
        let path = format!("/api/v1/account-appeals/{appeal}/commands");
        server.post("supervisor", path, award).send().await.expect(200);
        it.stays(&day, &id("other"), "awarded where nobody sells to it").await;
        it.act("director", to("colleague")).await;

        let twin = created(&server, "rep", "温州合并测算机电有限公司", rule).await;
        let young = after("2026-11-23", days);
        twin.stays(&young, &id("rep"), "made later").await;
        let reason = "同一家公司，登记了两次";
        for (kept, gone, taken, day, owner) in [
            (&it, &twin, json!([]), &day, "colleague"),
            (&it, &twin, json!(["owner"]), &young, "rep"),
            (&twin, &it, json!([]), &young, "rep"),
            (&twin, &it, json!(["owner"]), &day, "colleague"),
        ] {
            let before = (kept.row().await, gone.row().await);
            let body = json!({"merged": gone.id, "taken": taken, "reason": reason});
            let path = format!("/api/v1/accounts/{}/merge", kept.id);
            let done = server.post("ops", path, body).send().await.expect(200).body;
            kept.stays(day, &id(owner), &format!("merged, taking {taken}")).await;
            let undo = format!("/api/v1/account-merges/{}/undo", done["id"].as_str().expect("an id"));
            server.post("ops", undo, json!({})).send().await.expect(200);
            for (one, before) in [(kept, before.0), (gone, before.1)] {
                one.stays(&before["recycle_on"], &before["owner"], "parted again").await;
            }
        }

        let move_on = json!({"type": "move_person", "department": department(&server, "other_team").await});
        let path = format!("/api/v1/users/{}/commands", id("colleague").as_str().expect("an id"));
        server.post("admin", path, move_on).send().await.expect(200);
        it.stays(&day, &id("colleague"), "its owner goes to another department").await;

        // Nothing is recalled while business is open; behind it the same day counts.
        let mut form = lead_form();
        for (key, value) in [("account_name", name), ("contact_phone", "0574-66660001")] {
            form.insert(key.to_owned(), json!(value));
        }
        form.remove("uscc");
        it.act("director", to("rep")).await;
        let lead = json!({"body": form, "account": it.id});
        let lead = server.post("rep", "/api/v1/deals", lead).send().await.expect(201).body;
        let deal = lead["id"].as_str().expect("an id").to_owned();
        it.stays(&Value::Null, &id("rep"), "with a lead").await;
        let appeal = json!({"name": name, "reason": "我方登记在先并已拜访"});
        server.post("other", "/api/v1/appeals", appeal).send().await.expect(200);
        let shares = json!([{"person": id("other"), "percent": "100"}]);
        let award = json!({"type": "decide_appeal", "owner": id("other"), "shares": shares, "reason": "首次有效登记在先"});
        command(&server, "supervisor", &deal, award).await.expect(200);
        let invalid = json!({"type": "complete_screening", "result": "invalid", "reason": "no_need"});
        command(&server, "other", &deal, invalid).await.expect(200);
        it.stays(&day, &id("other"), "awarded by an appeal").await;

        // Out of the pool, by a claim or by hand, time begins anew, and is not moved by what follows.
        let release = json!({"type": "release_account", "reason": "客户无计划，退回公海"});
        it.act("other", release.clone()).await;
        it.act("rep", json!({"type": "claim_account"})).await;
        it.stays(&after("2026-11-23", days), &id("rep"), "claimed").await;
        wait(&server, 48).await;
        it.act("manager", to("colleague")).await;
        it.stays(&after("2026-11-23", days), &id("colleague"), "assigned after a claim").await;
        it.act("colleague", release).await;
        it.act("director", to("director")).await;
        it.stays(&after("2026-11-25", days), &id("director"), "given out of the pool").await;
    })
    .await;
}

async fn department(server: &Server, name: &str) -> Value {
    let all = server.get("admin", "/api/v1/departments?limit=200").send().await.expect(200).body;
    let rows = all["items"].as_array().expect("departments");
    rows.iter().find(|one| one["name"] == name).expect("there")["id"].clone()
}

#[tokio::test]
async fn trap_09_a_lead_is_recalled_on_its_day_when_its_customer_is_merged_and_parted() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let deal = registered(&server, "rep").await;
        let before = recall(&view(&server, "rep", &deal).await);
        let account = view(&server, "rep", &deal).await["account"]["id"].clone();
        wait(&server, 48).await;
        let twin = created(&server, "colleague", "杭州合并测算机电有限公司", "no_contact").await;
        let body = json!({"merged": account, "taken": ["owner"], "reason": "同一家公司，登记了两次"});
        let done = server.post("ops", format!("/api/v1/accounts/{}/merge", twin.id), body).send().await;
        let done = done.expect(200).body;
        assert_eq!(recall(&view(&server, "rep", &deal).await), before, "its customer was merged");
        let undo = format!("/api/v1/account-merges/{}/undo", done["id"].as_str().expect("an id"));
        server.post("ops", undo, json!({})).send().await.expect(200);
        assert_eq!(recall(&view(&server, "rep", &deal).await), before, "and parted again");
    })
    .await;
}

#[tokio::test]
async fn trap_09_out_of_the_pool_a_lead_has_the_same_time_by_a_claim_and_by_hand() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let people = server.get("ops", "/api/v1/users?limit=200").send().await.expect(200).body;
        let release = json!({"type": "release_lead", "reason": "客户暂无计划，退回公海"});
        let give = json!({"type": "reassign_owner", "to": person(&people, "other"), "reason": "按地区分派"});
        let mut days = Vec::new();
        for (who, name, out) in [
            ("other", "杭州领取测算机电有限公司", json!({"type": "claim_lead"})),
            ("director", "台州分派测算装备有限公司", give),
        ] {
            let mut form = lead_form();
            form.insert("account_name".to_owned(), json!(name));
            form.insert(
                "contact_phone".to_owned(),
                json!(format!("0571-8{:07}", name.len() * 31 + days.len())),
            );
            form.remove("uscc");
            let made =
                server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201).body;
            let deal = made["id"].as_str().expect("an id").to_owned();
            for (who, command) in [("rep", release.clone()), (who, out)] {
                let seen = view(&server, "director", &deal).await["version"].as_u64().expect("a version");
                let path = format!("/api/v1/deals/{deal}/commands");
                server.post(who, path, command).version(seen).send().await.expect(200);
            }
            days.push(recall(&view(&server, "director", &deal).await));
        }
        assert_eq!(days[0], days[1]);
    })
    .await;
}
