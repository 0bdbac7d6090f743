//! Stage 4, first half: after legal's review and the first consents a term changes, and all of it lapses.

use serde_json::json;

use crate::walk::Walk;
use crate::walk::form::contract;

pub async fn go(walk: &mut Walk) {
    prepare(walk).await;
    let quote = walk.document("rep", "quotation").await;
    let file = walk.file("rep", "合同文本第一稿").await;
    let body = contract::approval_form(walk, &quote, &file, "违约方赔偿直接损失");
    walk.submit("rep", "contract_approval", body).await;
    whoever_decides_on_a_text_can_read_it(walk, &file).await;
    review_and_ask(walk).await;
    walk.agrees("manager", &[("rep", "self_approval"), ("director", "not_your_step")]).await;
    abuse_04_a_changed_term_takes_legal_and_every_consent_again(walk).await;
    let file = walk.file("rep", "合同文本第二稿").await;
    let body = contract::approval_form(walk, &quote, &file, "违约方赔偿直接损失，以合同额为限");
    walk.revise("rep", "contract_approval", body).await;
    review_and_ask(walk).await;
    let early = [("director", "not_your_step"), ("legal", "not_your_step")];
    walk.agrees("manager", &early).await;
    walk.agrees("director", &[("manager", "not_your_step"), ("legal", "not_your_step")]).await;
    let form = walk.document("rep", "contract_approval").await;
    let seal = json!({"type": "seal_contract", "contract": form["id"], "text": file, "copies": 4});
    walk.barred("archivist", seal, "not_found").await;
    walk.agrees("legal", &[("rep", "self_approval")]).await;
}

/// Only the rep brought the file: the others reach it through the deal, and nobody reaches what the deal does not name.
async fn whoever_decides_on_a_text_can_read_it(walk: &Walk, file: &str) {
    let unnamed = walk.file("rep", "还没有写进任何单据的文件").await;
    for (who, status) in [("rep", 200), ("legal", 200), ("manager", 200), ("director", 200), ("other", 404)] {
        let reply = walk.get(who, &walk.path(&format!("/files/{file}"))).await.expect(status);
        if status == 200 {
            assert!(reply.body.as_str().is_some_and(|text| text.contains("合同文本第一稿")), "{who}");
            let disposition = &reply.headers["content-disposition"];
            assert!(disposition.starts_with("attachment; filename="), "{disposition}");
        }
        let unnamed = walk.get(who, &walk.path(&format!("/files/{unnamed}"))).await;
        assert_eq!(unnamed.status, if who == "rep" { 200 } else { 404 }, "{who}");
    }
    walk.get("legal", &format!("/api/v1/files/{file}")).await.expect(404);
}

/// The customer asks for another liability clause: it is important, so legal speaks first, and consent is gone.
async fn abuse_04_a_changed_term_takes_legal_and_every_consent_again(walk: &mut Walk) {
    walk.at("2026-03-24T10:00").await;
    let change = json!([{"topic": "liability", "old": "违约方赔偿直接损失", "new": "违约方赔偿直接损失，以合同额为限"}]);
    walk.does("rep", contract::round(walk, "2026-03-24", &change)).await;
    let form = walk.document("rep", "contract_approval").await;
    assert_eq!(form["open_approval"], json!(null), "the chain lapsed");
    let view = walk.view("rep").await;
    let lapsed = view["approvals"].as_array().expect("approvals").iter().find(|one| one["chain"] == "A8");
    assert!(lapsed.expect("asked once")["result"].to_string().contains("lapsed"), "{lapsed:#?}");
    assert!(view["facts"]["contracting"]["texts"].as_object().is_none_or(serde_json::Map::is_empty));
    let changes = view["facts"]["contracting"]["term_changes"].as_object().expect("changes");
    let change = changes.keys().next().expect("a change").clone();
    let judged =
        json!({"type": "review_term_change", "change": change, "passed": true, "opinion": "责任上限可接受"});
    walk.barred("rep", judged.clone(), "not_permitted").await;
    let unmet = walk.fails("rep", contract::request(&form), "gate_closed").await;
    let named = unmet.body["params"]["unmet"].to_string();
    assert!(named.contains("term_changes_reviewed") && named.contains("text_reviewed"), "{named}");
    walk.does("legal", judged).await;
}

/// The strategy, agreed to by the manager, and a first round.
pub async fn prepare(walk: &mut Walk) {
    walk.at("2026-03-19T10:00").await;
    let floor = walk.document("rep", "quotation").await["facts"]["total_gross"].clone();
    walk.submit("rep", "negotiation_strategy", contract::strategy(walk, &floor)).await;
    let strategy = walk.document("rep", "negotiation_strategy").await;
    walk.barred("manager", contract::request(&strategy), "not_permitted").await;
    walk.does("rep", contract::request(&strategy)).await;
    walk.agrees("manager", &[("rep", "self_approval")]).await;
    walk.at("2026-03-20T10:00").await;
    let round = contract::round(walk, "2026-03-20", &json!([]));
    walk.barred("manager", round.clone(), "not_permitted").await;
    walk.does("rep", round).await;
}

/// Legal passes the text, then the rep signs first and asks for the chain.
pub async fn review_and_ask(walk: &mut Walk) {
    let form = walk.document("rep", "contract_approval").await;
    walk.fails("rep", contract::request(&form), "gate_closed").await;
    walk.barred("manager", contract::text_review(&form), "not_permitted").await;
    walk.does("legal", contract::text_review(&form)).await;
    walk.does("rep", contract::request(&form)).await;
}
