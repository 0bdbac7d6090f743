//! Every kind goes with its import, and the same file comes again as if nothing had been.

use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::super::company::company;
use super::super::server::Server;
use super::{check, counts, run, undo};

const NAME: &str = "杭州示例智能制造有限公司";

/// Brings a file, does it, takes it back, and does it again from another file with the same rows.
async fn there_and_back(server: &Server, (who, kind): (&str, &str), file: &str, new: u64) {
    for round in ["first", "again"] {
        let id = server.brought(who, kind, file.as_bytes().to_vec()).await;
        let done = server.worked(who, &id, run()).await;
        assert_eq!(counts(&done["became"])[0], new, "{kind} {round}: {done:#}");
        let undone = server.worked(who, &id, undo()).await;
        assert_eq!(
            (undone["state"].as_str(), undone["built_upon"].as_u64()),
            (Some("undone"), Some(0)),
            "{kind} {round}: {undone:#}"
        );
    }
    let id = server.brought(who, kind, file.as_bytes().to_vec()).await;
    let checked = server.worked(who, &id, check()).await;
    assert_eq!(counts(&checked["checked"])[0], new, "{kind} leaves nothing: {checked:#}");
}

#[tokio::test]
async fn people_prices_days_off_contacts_and_receipts_go_with_their_import() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "ops", "cashier"]).await;
        for (who, kind, file) in [
            ("ops", "customers", format!("客户名称\n{NAME}\n")),
            ("ops", "products", "编码,品名,单位,税率\nA1,控制器,台,13%\n".to_owned()),
        ] {
            let id = server.brought(who, kind, file.into_bytes()).await;
            server.worked(who, &id, run()).await;
        }
        let contacts = format!("客户名称,联系人,手机,告知方式,告知日期\n{NAME},王工,13800000001,business_card,2026-01-05\n");
        there_and_back(&server, ("ops", "contacts"), &contacts, 1).await;
        let users = "登录名,姓名,部门,角色\nxiao.wang,小王,team,销售代表\n";
        there_and_back(&server, ("admin", "users"), users, 1).await;
        let prices = "物料编码,目录价,底价,价格表,生效日期\nA1,1200,1000,2099Q1,2099-01-01\n";
        there_and_back(&server, ("ops", "price_books"), prices, 1).await;
        let days = "日期,类型,节日\n2098-01-01,放假,元旦\n2098-01-04,补班,\n2098-05-01,放假,劳动节\n2098-10-01,放假,国庆节\n";
        there_and_back(&server, ("ops", "calendars"), days, 4).await;
        let statement = format!(
            "交易日期,交易流水号,借方发生额,贷方发生额,对方户名,摘要\n2026-03-02,N001,,12000.50,{NAME},HT-1\n"
        );
        there_and_back(&server, ("cashier", "receipts"), &statement, 1).await;
    })
    .await;
}

#[tokio::test]
async fn what_a_signed_batch_opened_goes_with_the_import_that_opened_it() {
    for_each_engine(|db| async move {
        let server = company(&db, &["ops", "general", "rep"]).await;
        let customers = format!("客户名称,负责人\n{NAME},rep\n").into_bytes();
        let id = server.brought("ops", "customers", customers).await;
        let brought = server.worked("ops", &id, run()).await;
        assert_eq!(counts(&brought["became"])[0], 1, "{brought:#}");
        let file = format!(
            "合同编号,客户名称,签订日期,期次,应收金额,到期日,已收金额\n\
             HT-2025-01,{NAME},2025-11-01,1,50000,2026-02-01,50000\nHT-2025-01,,,2,30000,2026-05-31,10000\n"
        );
        let prepares = server.brought("ops", "receivables", file.clone().into_bytes()).await;
        let waits = server.worked("ops", &prepares, run()).await;
        assert_eq!(counts(&waits["became"]), [0, 0, 0, 0, 2], "both wait for the signature: {waits:#}");
        let batches = server.get("general", "/api/v1/migration-batches").send().await.expect(200).body;
        let batch = &batches["items"][0];
        assert!(batch["id"].is_string(), "prepared: {waits:#}");
        let path = format!("/api/v1/migration-batches/{}/commands", batch["id"].as_str().expect("an id"));
        let sign = json!({"type": "sign_migration", "digest": batch["digest"], "opinion": "与总账核对一致"});
        server.post("general", path, sign).send().await.expect(200);

        let owed = || async {
            let list = server.get("general", "/api/v1/instalments").send().await.expect(200).body;
            list["items"].as_array().expect("a list").len()
        };
        for round in 0..2 {
            let id = server.brought("ops", "receivables", file.clone().into_bytes()).await;
            let done = server.worked("ops", &id, run()).await;
            assert_eq!(counts(&done["became"]), [2, 0, 0, 0, 0], "round {round}: {done:#}");
            assert_eq!(owed().await, 1, "what is still out");
            let undone = server.worked("ops", &id, undo()).await;
            assert_eq!(undone["state"], "undone", "round {round}: {undone:#}");
            assert_eq!(owed().await, 0, "nothing is owed by what went");
        }
    })
    .await;
}
