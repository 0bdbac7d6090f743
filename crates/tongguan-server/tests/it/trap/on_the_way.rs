//! Traps on the way of a deal: the walk steps over them, on both databases, and `Walk::barred` and `Walk::fails` try every way.

use serde_json::{Value, json};

use crate::walk::Walk;
use crate::walk::desk::submission;
use crate::walk::form::{lead, proposal};

/// Self-approval: not by himself, not by a transfer to him, not as the approver's stand-in.
pub async fn trap_05_nobody_approves_his_own_paper(walk: &Walk) {
    let decision = walk.decision("supervisor", "approve").await;
    walk.barred("rep", decision.clone(), "self_approval").await;
    let transfer = json!({
        "type": "transfer_approval", "approval": decision["approval"], "step": decision["step"],
        "to": walk.person("rep"), "reason": "请他自己处理",
    });
    walk.fails("supervisor", transfer, "unfit_approver").await;
    let stand_in = json!({
        "type": "grant_delegation", "from": walk.person("supervisor"), "to": walk.person("rep"),
        "starts_at": "2026-03-03T02:00:00Z", "ends_at": "2026-03-04T02:00:00Z",
    });
    walk.keep("supervisor", "delegations", None, stand_in).await;
    walk.barred("rep", decision, "self_approval").await;
}

/// A tier leak: two of three have agreed, and that is not consent.
pub async fn trap_07_two_of_three_consents_are_none(walk: &Walk, send: &Value) {
    assert_eq!(walk.document("rep", "quotation").await["approved"], false);
    walk.fails("rep", send.clone(), "not_approved").await;
    walk.gate_is_closed("rep", &["quote_approved"]).await;
}

/// Whoever stands in for the manager reads the cost and the margin as he does, while it is his turn to decide; nobody else does.
pub async fn a_stand_in_reads_what_he_decides_on(walk: &Walk, quote: &str) {
    let margin = async |who: &str| {
        let deal = walk.get(who, &walk.path("")).await;
        let documents = deal.body["documents"].as_array().cloned().unwrap_or_default();
        let paper = documents.iter().find(|one| one["id"] == quote);
        paper.map_or(Value::Null, |paper| paper["facts"]["gross_margin"].clone())
    };
    assert_eq!(margin("delivery").await, Value::Null);
    let now = walk.server.app.world().now();
    let until = now.saturating_add(jiff::SignedDuration::from_hours(1)).expect("a moment");
    let grant = json!({"type": "grant_delegation", "from": walk.person("manager"), "to": walk.person("delivery"), "starts_at": now, "ends_at": until});
    walk.kept("manager", "delegations", None, grant).await;
    assert_ne!(margin("manager").await, Value::Null);
    assert_eq!(margin("delivery").await, margin("manager").await);
    assert_eq!(walk.decision("delivery", "approve").await, walk.decision("manager", "approve").await);
    assert_eq!(margin("presales").await, Value::Null);
}

/// A quotation does not go out, nor is it answered, before it is approved.
pub async fn trap_08_nothing_goes_out_unapproved(walk: &Walk, send: &Value, answer: Value) {
    walk.fails("rep", send.clone(), "not_approved").await;
    walk.fails("rep", answer, "not_sent").await;
}

/// What earlier stages produced stays readable when the deal has left them.
pub async fn trap_13_papers_of_every_stage_stay_readable(walk: &Walk) {
    let view = walk.view("rep").await;
    let documents = view["documents"].as_array().expect("documents");
    for kind in [
        "lead_registration",
        "grading",
        "visit_plan",
        "visit_report",
        "decision_chain",
        "solution",
        "solution_review",
        "quotation",
        "negotiation_strategy",
        "contract_approval",
        "executed_contract",
        "delivery_plan",
        "progress_report",
        "acceptance",
        "invoice",
        "after_sales",
        "retrospective",
    ] {
        let document = documents.iter().find(|one| one["kind"] == kind);
        let id = document.unwrap_or_else(|| panic!("no {kind}"))["id"].as_str().expect("an id");
        let page = walk.get("rep", &walk.path(&format!("/documents/{id}"))).await.expect(200).body;
        assert!(page["body"].is_object(), "{kind}");
    }
}

/// The history of one approval tells of that approval only, the latest first, and knows no other parameter.
pub async fn an_approval_has_a_history_of_its_own(walk: &Walk) {
    let view = walk.view("rep").await;
    let approval = view["approvals"][0]["id"].as_str().expect("an approval").to_owned();
    let path = walk.path(&format!("/history?approval={approval}&limit=200"));
    let lines = walk.get("rep", &path).await.expect(200).body["items"].clone();
    let lines = lines.as_array().expect("lines");
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].as_str().unwrap_or_default()).collect();
    assert!(lines.iter().all(|line| line["approval"] == approval.as_str()), "{kinds:?}");
    assert_eq!(kinds.last(), Some(&"approval_requested"), "{kinds:?}");
    assert!(kinds.contains(&"step_decided"), "{kinds:?}");
    walk.get("rep", &walk.path("/history?approvals=x")).await.expect(400);
}

/// Won is what both have signed on sealed paper, not a word somebody sets.
pub async fn trap_17_won_takes_evidence(walk: &Walk, signing: &Value) {
    walk.fails("rep", signing.clone(), "not_sealed").await;
    walk.gate_is_closed("rep", &["contract_signed"]).await;
    let said = json!({"type": "close_deal", "outcome": "won", "reason": "price", "lesson": "无"});
    let reply = walk.post("rep", &walk.path("/commands"), &said).await;
    assert_eq!(reply.code(), "invalid_value", "{:#}", reply.body);
}

/// Splitting: what sister companies were quoted within 90 days is added up, and the sum decides how far up it goes.
pub async fn abuse_03_sister_companies_are_added_up(walk: &Walk, body: &Value) {
    let alone = proposal::service_only(walk, body, "181000");
    assert_eq!(decides(walk, &alone).await, MANAGER, "9.5 % of 200,000 is the manager's");
    let sister = walk
        .kept("rep", "accounts", None, json!({"type": "create_account", "name": "杭州示例装备有限公司"}))
        .await;
    let link = json!({"type": "link_account_group", "head": walk.account});
    walk.keep("ops", "accounts", Some(&sister), link).await.expect(200);
    walk.was_quoted(&sister, 20_000_000, 18_100_000).await;
    assert_eq!(decides(walk, &alone).await, DIRECTOR, "the two together are above 300,000");
    let refused = walk.fails("rep", submission("quotation", alone), "special_discount_reason_missing").await;
    assert_eq!(refused.body["params"]["role"], "sales_director", "{:#}", refused.body);
}

/// A hidden discount: what is given away, and days beyond those that are free, count as one.
pub async fn abuse_08_what_is_given_away_is_a_discount(walk: &Walk, body: &Value) {
    let open = proposal::service_only(walk, body, "190000");
    assert_eq!(decides(walk, &open).await, MANAGER, "5 %");
    let mut gift = open.clone();
    let mut given = open["lines"][0].clone();
    (given["item_name"], given["quantity"], given["unit_price"]) =
        (json!("赠送服务"), json!("0.1"), json!("0"));
    gift["lines"].as_array_mut().expect("lines").push(given);
    let mut days = proposal::service_only(walk, body, "180000");
    assert_eq!(decides(walk, &days).await, MANAGER, "10 %");
    days["payment_terms"][1]["days"] = json!(31);
    for hidden in [gift, days] {
        assert_eq!(decides(walk, &hidden).await, DIRECTOR, "{:#}", hidden["lines"]);
        let refused =
            walk.fails("rep", submission("quotation", hidden), "special_discount_reason_missing").await;
        assert_eq!(refused.body["params"]["role"], "sales_director", "{:#}", refused.body);
    }
}

const MANAGER: &str = "销售经理";
const DIRECTOR: &str = "销售总监";

/// Who would decide last on a quotation, as the form says while it is filled in.
async fn decides(walk: &Walk, body: &Value) -> String {
    let preview =
        walk.post("rep", &walk.path("/preview"), &submission("quotation", body.clone())).await.expect(200);
    preview.body["decides"].as_str().unwrap_or_default().to_owned()
}

/// Signed first and approved later, by the date that is typed.
pub async fn abuse_05_nothing_is_signed_before_its_approval(walk: &Walk, signing: &Value) {
    let mut early = signing.clone();
    (early["ours"], early["theirs"]) = (json!("2026-03-18"), json!("2026-03-18"));
    walk.fails("rep", early, "signed_before_approval").await;
}

/// Signed when the offer was over: neither at the gate by the day that is planned, nor by the real day.
pub async fn abuse_07_nothing_is_signed_on_an_expired_quotation(walk: &Walk, signing: &Value) {
    let refused = walk.fails("rep", signing.clone(), "quote_expired_at_signing").await;
    assert_eq!(refused.body["params"]["valid_until"], "2026-05-10", "{:#}", refused.body);
}

/// A customer that does not exist: a credit code has to check, in whatever form or command it is said.
pub async fn abuse_11_a_credit_code_checks_wherever_it_is_said(walk: &Walk, quotation: &Value) {
    let wrong = "91310000MA1000076X";
    let mut paper = quotation.clone();
    paper["buyer_uscc"] = json!(wrong);
    let refused = walk.fails("rep", submission("quotation", paper), "invalid_document").await;
    assert_eq!(refused.body["params"]["problems"][0]["path"], "buyer_uscc", "{:#}", refused.body);
    let said = json!({"type": "set_account_uscc", "uscc": wrong});
    let invented = json!({"type": "create_account", "name": "宁波无中生有有限公司", "uscc": wrong});
    let given = format!("/api/v1/accounts/{}/commands", walk.account);
    for (path, command) in [(given.as_str(), said), ("/api/v1/accounts/commands", invented)] {
        for dry in ["", "?dry_run=true"] {
            let refused = walk.post("rep", &format!("{path}{dry}"), &command).await.expect(422);
            assert_eq!(refused.code(), "bad_uscc", "{path}{dry}: {:#}", refused.body);
        }
    }
    let mut lead = lead::lead();
    (lead["account_name"], lead["uscc"]) = (json!("宁波无中生有有限公司"), json!(wrong));
    for dry in ["", "?dry_run=true"] {
        let refused =
            walk.post("rep", &format!("/api/v1/deals{dry}"), &json!({"body": lead})).await.expect(422);
        assert_eq!(refused.code(), "invalid_document", "{dry}: {:#}", refused.body);
        assert_eq!(refused.body["params"]["problems"][0]["path"], "uscc", "{:#}", refused.body);
    }
}

/// Confirmed by a colleague: from our own mail domain or one under it nobody speaks for the customer, whatever he is filed as.
pub async fn abuse_17_no_colleague_confirms_for_the_customer(walk: &Walk, confirmation: &Value) {
    let ours = json!({"type": "correct_person", "name": "delivery 同事", "email": "delivery@us.example"});
    let kept = walk.keep("admin", "users", Some(walk.person("delivery")), ours).await;
    assert!(kept.status == 200 || kept.code() == "no_change", "{:#}", kept.body);
    for mail in ["delivery@us.example", "project@office.US.example"] {
        let mut card = lead::contact(&walk.account, "周助理", "总经理助理");
        card["card"]["email"] = json!(mail);
        let contact = walk.kept("rep", "contacts", None, card).await;
        let mut command = confirmation.clone();
        command["contact"] = json!(contact);
        walk.fails("rep", command, "not_the_customer").await;
    }
}

/// Money is booked once, by who neither sells nor invoices, and pays the contract's own customer.
pub async fn abuse_12_money_is_booked_once_and_not_by_the_seller(walk: &Walk, booking: &Value) {
    for who in ["rep", "finance", "manager"] {
        let refused = walk.keep(who, "receipts", None, booking.clone()).await.expect(403);
        assert_eq!(refused.code(), "not_permitted", "{who}");
    }
    let twice = walk.keep("cashier", "receipts", None, booking.clone()).await.expect(422);
    assert_eq!(twice.code(), "bank_serial_taken");
}

/// An invoice is for the customer of the contract, and for no more than the contract.
pub async fn abuse_13_an_invoice_matches_its_contract(walk: &Walk, invoice: &Value) {
    let submit = |body: Value| json!({"type": "submit_document", "kind": "invoice", "body": body});
    let mut foreign = invoice.clone();
    foreign["buyer_tax_no"] = json!("91310000MA10001210");
    walk.fails("rep", submit(foreign), "buyer_not_party").await;
    let mut large = invoice.clone();
    (large["lines"][0]["amount"], large["lines"][0]["price"]) = (json!(100_000_000), json!("1000000"));
    (large["lines"][0]["tax"], large["early_reason"]) = (json!(13_000_000), json!("客户预算年底清零"));
    walk.fails("rep", submit(large), "above_contract").await;
}
