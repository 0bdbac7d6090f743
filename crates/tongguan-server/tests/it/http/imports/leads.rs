//! The leads of a team: each row for its owner, or for the pool.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::super::company::{company, lead_form};
use super::super::server::Server;
use super::{check, counts, run, undo};

/// A sheet with these customers, each with a login or a name as its owner.
fn sheet(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let form = lead_form();
    let cell = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned).replace(',', "，");
    let heads: Vec<&str> = form.keys().map(String::as_str).chain(["负责人"]).collect();
    let mut text = heads.join(",");
    for (name, phone, owner) in rows {
        let mut form = form.clone();
        form.remove("uscc");
        form.extend([("account_name".to_owned(), json!(name)), ("contact_phone".to_owned(), json!(phone))]);
        let cells = heads.iter().map(|head| match *head {
            "负责人" => (*owner).to_owned(),
            head => form.get(head).map(cell).unwrap_or_default(),
        });
        text += &format!("\n{}", cells.collect::<Vec<_>>().join(","));
    }
    text.into_bytes()
}

async fn owners(server: &Server) -> Vec<String> {
    let deals = server.get("ops", "/api/v1/deals?standing=open").send().await.expect(200).body;
    let items = deals["items"].as_array().expect("a list").iter();
    let mut owners: Vec<String> =
        items.map(|one| one["owner"]["name"].as_str().unwrap_or("公海").to_owned()).collect();
    owners.sort();
    owners
}

#[tokio::test]
async fn sales_operations_bring_a_teams_leads_and_take_them_back() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "ops", "rep"]).await;
        let rows = [
            ("苏州甲科技有限公司", "0512-60000001", "rep"),
            ("宁波乙机电有限公司", "0574-60000002", "other 同事"),
            ("合肥丙电子股份有限公司", "0551-60000003", ""),
            ("温州丁电器有限公司", "0577-60000004", "director"),
            ("台州戊泵业有限公司", "0576-60000005", "没有这个人"),
        ];
        let id = server.brought("ops", "leads", sheet(&rows)).await;
        let checked = server.worked("ops", &id, check()).await;
        assert_eq!(counts(&checked["checked"]), [3, 0, 0, 0, 2], "{checked:#}");
        let rows_of = server
            .get("ops", format!("/api/v1/imports/{id}/rows?pass=check&mark=error"))
            .send()
            .await
            .expect(200);
        let told = rows_of.body.to_string();
        assert!(told.contains("director") && told.contains("没有这个人"), "{told}");
        let done = server.worked("ops", &id, run()).await;
        assert_eq!(counts(&done["became"]), [3, 0, 0, 0, 2], "{done:#}");
        assert_eq!(owners(&server).await, ["other 同事", "rep 同事", "公海"]);

        let again = server.brought("ops", "leads", sheet(&rows[..3])).await;
        let done = server.worked("ops", &again, run()).await;
        assert_eq!(counts(&done["became"]), [0, 0, 3, 0, 0], "twice the same: {done:#}");

        let undone = server.worked("ops", &id, undo()).await;
        assert_eq!((undone["state"].as_str(), undone["built_upon"].as_u64()), (Some("undone"), Some(0)));
        assert!(owners(&server).await.is_empty());
    })
    .await;
}

/// A rep brings his own: an owner's column of somebody else does not make it that one's.
#[tokio::test]
async fn a_rep_brings_leads_for_nobody_else() {
    for_each_engine(|db| async move {
        let server = company(&db, &["ops", "rep"]).await;
        let rows = [
            ("苏州甲科技有限公司", "0512-60000001", "rep"),
            ("宁波乙机电有限公司", "0574-60000002", "other"),
            ("合肥丙电子股份有限公司", "0551-60000003", ""),
        ];
        let id = server.brought("rep", "leads", sheet(&rows)).await;
        let done = server.worked("rep", &id, run()).await;
        assert_eq!(counts(&done["became"]), [2, 0, 0, 0, 1], "{done:#}");
        assert_eq!(owners(&server).await, ["rep 同事", "rep 同事"]);
    })
    .await;
}
