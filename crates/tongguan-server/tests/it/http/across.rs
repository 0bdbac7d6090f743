//! Lists across deals: each reader's own sight, nothing personal, filters that people keep.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;

#[tokio::test]
async fn documents_and_customers_are_listed_for_whoever_sees_their_deal() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "auditor"]).await;
        registered(&server, "rep").await;
        let documents = "/api/v1/documents?kind=lead_registration";
        for (who, count) in [("rep", 1), ("auditor", 1), ("other", 0)] {
            let page = server.get(who, documents).send().await.expect(200).body;
            assert_eq!(
                (&page["count"], page["items"].as_array().map(Vec::len)),
                (&json!(count), Some(count)),
                "{who}"
            );
            let accounts = server.get(who, "/api/v1/accounts").send().await.expect(200).body;
            assert_eq!(accounts["items"].as_array().map(Vec::len), Some(count), "{who}");
        }
        let page = server.get("rep", documents).send().await.expect(200).body;
        let facts = &page["items"][0]["facts"];
        assert_eq!(facts["source_channel"], "exhibition", "{page:#}");
        assert!(facts.get("contact_name").is_none() && facts.get("need_summary").is_none(), "{facts:#}");
        let accounts = server
            .get("rep", "/api/v1/accounts?q=%E7%A4%BA%E4%BE%8B%E6%99%BA%E8%83%BD")
            .send()
            .await
            .expect(200)
            .body;
        assert_eq!(accounts["items"][0]["open_deals"], 1, "{accounts:#}");
        for (path, count) in [
            ("/api/v1/accounts?owes=true", 0),
            ("/api/v1/accounts?q=nobody", 0),
            ("/api/v1/documents?kind=lead_registration&q=%E7%A4%BA%E4%BE%8B", 1),
            ("/api/v1/documents?kind=lead_registration&status=approved", 0),
            ("/api/v1/documents?kind=quotation", 0),
            ("/api/v1/instalments?age=to30", 0),
        ] {
            let page = server.get("rep", path).send().await.expect(200).body;
            assert_eq!(page["items"].as_array().map(Vec::len), Some(count), "{path}");
        }
        assert_eq!(server.get("rep", "/api/v1/documents?kind=fax").send().await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn a_customer_is_known_before_it_is_registered_again_and_nobody_of_it() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        registered(&server, "rep").await;
        let path = "/api/v1/duplicates?name=%E6%9D%AD%E5%B7%9E%E7%A4%BA%E4%BE%8B%E6%99%BA%E8%83%BD%E5%88%B6%E9%80%A0%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8&phone=0571-88880000";
        let known = server.get("other", path).send().await.expect(200).body;
        assert_eq!((&known[0]["certain"], &known[0]["account"]), (&json!(true), &Value::Null), "{known:#}");
        assert_eq!((&known[0]["state"], &known[0]["department"]), (&json!("owned"), &json!("team")), "{known:#}");
        assert!(!known.to_string().contains("0571") && !known.to_string().contains("王工"), "{known:#}");
        let own = server.get("rep", path).send().await.expect(200).body;
        assert!(own[0]["account"].is_string(), "{own:#}");
        let none = server.get("other", "/api/v1/duplicates?name=%E9%9D%92%E5%B2%9B%E6%B5%B7%E6%BB%A8%E9%A3%9F%E5%93%81%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8").send().await.expect(200).body;
        assert_eq!(none, json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_grade_is_suggested_with_its_reasons() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let answers = "budget_status=applying&authority_level=influencer&intent_level=explicit";
        let path = format!("/api/v1/leads/suggestion?{answers}&expected_purchase_date=2027-03-31");
        let said = server.get("rep", path).send().await.expect(200).body;
        let points = |at: usize| said["reasons"][at]["points"].as_u64();
        let sum: Option<u64> = (0..4).map(points).sum();
        assert_eq!((said["total"].as_u64(), sum), (Some(70), Some(70)), "{said:#}");
        assert_eq!(said["grades"].as_array().map(Vec::len), Some(3), "{said:#}");
        assert_eq!(server.get("rep", "/api/v1/leads/suggestion").send().await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn views_belong_to_whoever_keeps_them() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager"]).await;
        let path = "/api/v1/views/deals/%E6%9C%AC%E5%AD%A3";
        let put = |query: &str| server.ask("PUT", path).by("rep").key().json(json!({"query": query}));
        put("stage=proposal").send().await.expect(204);
        put("stage=contract").send().await.expect(204);
        let kept = server.get("rep", "/api/v1/views?page=deals").send().await.expect(200).body;
        assert_eq!((kept.as_array().map(Vec::len), &kept[0]["query"]), (Some(1), &json!("stage=contract")));
        for (who, page) in [("manager", "deals"), ("rep", "leads")] {
            let path = format!("/api/v1/views?page={page}");
            assert_eq!(server.get(who, path).send().await.expect(200).body, json!([]), "{who} {page}");
        }
        assert_eq!(server.ask("DELETE", path).by("manager").key().send().await.status, 404);
        server.ask("DELETE", path).by("rep").key().send().await.expect(204);
        assert_eq!(server.ask("DELETE", path).by("rep").key().send().await.status, 404);
        assert_eq!(server.get("rep", "/api/v1/views?page=secrets").send().await.status, 400);
    })
    .await;
}
