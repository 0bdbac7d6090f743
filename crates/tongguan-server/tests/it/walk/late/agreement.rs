//! Stage 4: what was agreed grows old and is confirmed by whoever agreed last; contracts that come to nothing are given up.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::trap::on_the_way;
use crate::walk::Walk;
use crate::walk::desk::text;
use crate::walk::form::contract;
use crate::walk::in_time;

pub async fn go(walk: &mut Walk) {
    in_time::negotiation::prepare(walk).await;
    let first = draft(walk, "2026-04-10").await;
    in_time::negotiation::review_and_ask(walk).await;
    agrees_once(walk, "manager").await;
    for who in ["director", "legal"] {
        walk.agrees(who, &[]).await;
    }
    confirm_what_grew_old(walk, &first).await;
    walk.at("2026-05-11T10:00").await;
    let signing = contract::signing(&first, "2026-05-11", "2026-05-11");
    on_the_way::abuse_07_nothing_is_signed_on_an_expired_quotation(walk, &signing).await;
    give_up_what_is_sealed(walk, &first).await;
    give_up_what_is_planned_too_late(walk).await;
}

/// The approval form, to be signed on a day; its id.
async fn draft(walk: &mut Walk, planned: &str) -> String {
    let quote = walk.document("rep", "quotation").await;
    let file = walk.file("rep", "合同文本").await;
    let mut body = contract::approval_form(walk, &quote, &file, "违约方赔偿直接损失");
    (body["planned_signing_date"], body["term_start"]) = (json!(planned), json!(planned));
    walk.submit("rep", "contract_approval", body).await
}

/// The same consent 64 times at once has one outcome: one is taken, every other is told that it is not his turn any more.
async fn agrees_once(walk: &Walk, who: &str) {
    let (decision, path) = (walk.decision(who, "approve").await, walk.path("/commands"));
    let mut running = JoinSet::new();
    for _ in 0..64 {
        let request = walk.server.post(who, path.clone(), decision.clone()).into_request();
        running.spawn(walk.server.sender().send(request));
    }
    let replies = running.join_all().await;
    let (taken, refused): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status == 200);
    assert_eq!(taken.len(), 1);
    let codes: BTreeSet<&str> = refused.iter().map(|reply| reply.code()).collect();
    assert_eq!(codes, BTreeSet::from(["step_not_active"]));
    let view = walk.view("rep").await;
    let approvals = view["approvals"].as_array().expect("approvals");
    let chain = approvals.iter().find(|one| one["chain"] == "A8").expect("asked");
    assert_eq!(chain["steps"][0]["decisions"].as_array().map(Vec::len), Some(1), "{chain:#}");
}

fn seal(form: &Value) -> Value {
    json!({"type": "seal_contract", "contract": form["id"], "text": form["facts"]["contract_file"], "copies": 4})
}

fn void(contract: &str) -> Value {
    json!({"type": "void_contract", "contract": contract, "reason": "客户改由分公司签约"})
}

/// After 30 days nothing is sealed until whoever agreed last says that the same content still holds.
async fn confirm_what_grew_old(walk: &Walk, contract: &str) {
    walk.at("2026-04-21T10:00").await;
    let form = walk.document("rep", "contract_approval").await;
    let refused = walk.fails("archivist", seal(&form), "gate_closed").await;
    assert_eq!(refused.body["params"]["unmet"][0]["condition"], "approval_fresh", "{:#}", refused.body);
    let opinion = "内容未变，同意继续签署";
    let confirm = json!({
        "type": "reconfirm_contract", "contract": contract, "digest": form["digest"], "opinion": opinion,
    });
    walk.barred("rep", confirm.clone(), "not_permitted").await;
    for who in ["manager", "director"] {
        walk.fails(who, confirm.clone(), "not_your_step").await;
    }
    let mut another = confirm.clone();
    another["digest"] = form["facts"]["contract_file"].clone();
    walk.fails("legal", another, "content_changed").await;
    walk.does("legal", confirm).await;
    walk.does("archivist", seal(&form)).await;
}

/// Sealed copies are out: their keeper takes them back, and what was agreed is gone with them.
async fn give_up_what_is_sealed(walk: &Walk, contract: &str) {
    let form = walk.document("rep", "contract_approval").await;
    assert_eq!(text(&form["id"]), contract);
    walk.barred("manager", void(contract), "not_permitted").await;
    for who in ["rep", "legal"] {
        walk.fails(who, void(contract), "already_sealed").await;
    }
    walk.does("archivist", void(contract)).await;
    let clock = walk.clock("T19").await;
    assert!(clock.iter().all(|(state, _)| state != "open"), "nothing is to be signed any more: {clock:?}");
    walk.fails("archivist", void(contract), "contract_voided").await;
    walk.fails("archivist", seal(&form), "contract_voided").await;
    walk.fails("rep", contract::signing(contract, "2026-05-08", "2026-05-08"), "contract_voided").await;
}

/// Another contract is planned for a day on which the quotation is no longer valid; its owner gives it up himself.
async fn give_up_what_is_planned_too_late(walk: &mut Walk) {
    let contract = draft(walk, "2026-05-20").await;
    let form = walk.document("rep", "contract_approval").await;
    assert_eq!(text(&form["id"]), contract, "the one that was given up is not shown in its stead");
    walk.does("legal", contract::text_review(&form)).await;
    let refused = walk.fails("rep", contract::request(&form), "gate_closed").await;
    let named = refused.body["params"]["unmet"].to_string();
    assert!(named.contains("quote_valid_at_signing"), "{named}");
    walk.barred("manager", void(&contract), "not_permitted").await;
    walk.does("rep", void(&contract)).await;
    walk.fails("rep", contract::request(&form), "contract_voided").await;
}
