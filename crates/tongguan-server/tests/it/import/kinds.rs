//! One test for each kind.

use tongguan_core::import::Kind;
use tongguan_core::process::Stage;
use tongguan_core::reference::calendar::CalendarChange;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::migration::{self, MigrationBatch};
use tongguan_core::reference::person::Person;
use tongguan_core::reference::post::Post;
use tongguan_core::reference::price_book::PriceBook;
use tongguan_core::reference::receipt::Receipt;
use tongguan_testkit::for_each_engine;

use super::Desk;
use crate::company::TEAM;
use crate::company::scene::Who;

#[tokio::test(flavor = "multi_thread")]
async fn people_come_with_posts_and_superiors_and_cannot_sign_in_yet() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        let team = format!("部门{TEAM}");
        let supervisor = Who::Supervisor.id();
        let file = format!(
            "用户台账\n登录名|姓名|部门|角色|邮箱|直属上级\n\
             xiao|小王|{team}|销售代表|xiao@us.example|lao.wang\n\
             lao.wang|老王|{team}|销售主管、技术支持||{supervisor}\n\
             king|国王|{team}|国王||\n\
             lost|迷路|火星部|||"
        );
        let expected = ["3 new", "4 new", "5 error not_an_option", "6 error no_such_department"];
        assert_eq!(desk.brought(Kind::Users, Who::Administrator, &file).await, expected);
        let again = ["3 unchanged", "4 unchanged", "5 error not_an_option", "6 error no_such_department"];
        assert_eq!(desk.brought(Kind::Users, Who::Administrator, &file).await, again);
        let people = desk.all::<Person>().await;
        let of = |login: &str| people.iter().find(|person| person.login == login).expect("there").id;
        let posts = desk.all::<Post>().await;
        let held =
            |login: &str| posts.iter().filter(|post| post.holder == Some(of(login))).collect::<Vec<_>>();
        assert_eq!(held("lao.wang").len(), 2);
        let above = held("xiao")[0].reports_to.expect("reports");
        assert_eq!(posts.iter().find(|post| post.id == above).expect("there").holder, Some(of("lao.wang")));
        let refused = desk.brought(Kind::Users, Who::Rep, "登录名|姓名|部门\nab|甲|部门").await;
        assert_eq!(refused, ["2 error no_such_department"]);
        let refused = desk.brought(Kind::Users, Who::Rep, &format!("登录名|姓名|部门\nab|甲|{team}")).await;
        assert_eq!(refused, ["2 error not_permitted"]);
    })
    .await;
}

const PRODUCTS: &str = "编码|品名|单位|税率\nA1|控制器|台|13%\nA2|网关|台|0.06";

#[tokio::test(flavor = "multi_thread")]
async fn a_price_list_becomes_a_draft_that_somebody_else_publishes() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        desk.brought(Kind::Products, Who::Operations, PRODUCTS).await;
        let file = "物料编码|目录价|底价|价格表|生效日期\nA1|1200|1000|2099Q1|2099-01-01\nA2|10|20|2099Q1|2099-01-01\nA2|20|10|2099Q1|2099-01-01";
        let refused = desk.brought(Kind::PriceBooks, Who::Rep, file).await;
        assert_eq!(refused, ["2 error not_permitted", "3 error floor_over_list", "4 error contradicts_row"]);
        let done = desk.brought(Kind::PriceBooks, Who::Operations, file).await;
        assert_eq!(done, ["2 new", "3 error floor_over_list", "4 error contradicts_row"]);
        let file = file.replace("A2|10|20|2099Q1|2099-01-01\n", "");
        assert_eq!(desk.brought(Kind::PriceBooks, Who::Operations, &file).await, ["2 unchanged", "3 new"]);
        assert_eq!(desk.brought(Kind::PriceBooks, Who::Operations, &file).await, ["2 unchanged", "3 unchanged"]);
        let books = desk.all::<PriceBook>().await;
        assert_eq!((books.len(), books[0].published_at), (1, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_find_their_customer_by_name_or_code() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        let customers = "客户名称|税号\n杭州示例智能制造有限公司|91310000MA10001210";
        desk.brought(Kind::Customers, Who::Operations, customers).await;
        let file = "客户名称|税号|联系人|手机|告知方式|告知日期\n\
            杭州示例智能制造有限公司||王工|13800000001|business_card|2026-01-05\n\
            |91310000MA10001210|李工|13800000002|business_card|2026-01-05\n\
            没有的公司||赵工|13800000003|business_card|2026-01-05";
        let done = desk.brought(Kind::Contacts, Who::Operations, file).await;
        assert_eq!(done, ["2 new", "3 new", "4 error no_such_customer"]);
        let again = desk.brought(Kind::Contacts, Who::Operations, file).await;
        assert_eq!(again, ["2 unchanged", "3 unchanged", "4 error no_such_customer"]);
        assert_eq!(desk.all::<Contact>().await.len(), 2);
        let taken = desk.brought(Kind::Contacts, Who::OtherRep, &file.replace("王工", "新人")).await;
        assert_eq!(taken[0], "2 duplicate");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_proposed_and_waits_for_a_second_person() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        let file = "日期|类型|节日\n2098-01-01|放假|元旦\n2098-01-04|补班|\n2098-05-01|放假|劳动节\n2098-10-01|放假|国庆节";
        let (tried, done) = desk.bring(Kind::Calendars, Who::Operations, file).await;
        assert_eq!(tried, done);
        assert!(done.contains(&"3 new".to_owned()), "{done:?}");
        let again = desk.brought(Kind::Calendars, Who::Operations, file).await;
        assert!(again.iter().all(|row| row.ends_with("unchanged")), "{again:?}");
        let changes = desk.all::<CalendarChange>().await;
        assert_eq!((changes.len(), changes[0].confirmed_at), (1, None));
        let monday = desk.brought(Kind::Calendars, Who::Operations, &file.replace("01-04", "01-06")).await;
        assert!(monday.iter().any(|row| row.ends_with("new")), "a Monday at work is plain: {monday:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_banks_statement_is_booked_once_by_whose_duty_it_is() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        let file = "某银行对公账户明细|账号：1234\n交易日期|交易流水号|借方发生额|贷方发生额|对方户名|摘要\n\
            2026-03-02|N001||12,000.50|杭州示例智能制造有限公司|HT-1\n2026-03-03|N002|300.00||房东|房租\n\
            2026-03-04|N003||8000|苏州演示精密机械有限公司|\n合计||300.00|20,000.50||";
        let refused = desk.brought(Kind::Receipts, Who::Rep, file).await;
        assert_eq!(refused, ["3 error not_permitted", "4 unchanged", "5 error not_permitted", "6 unchanged"]);
        let done = desk.brought(Kind::Receipts, Who::Cashier, file).await;
        assert_eq!(done, ["3 new", "4 unchanged", "5 new", "6 unchanged"]);
        let again = desk.brought(Kind::Receipts, Who::Cashier, file).await;
        assert!(again.iter().all(|row| row.ends_with("unchanged")), "{again:?}");
        let booked = desk.all::<Receipt>().await;
        assert_eq!(booked.len(), 2);
        assert!(booked.iter().any(|receipt| receipt.note.as_deref() == Some("HT-1")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_deals_wait_for_a_signature_and_then_stand_where_they_stood() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        desk.brought(Kind::Customers, Who::Operations, "客户名称\n杭州示例智能制造有限公司").await;
        let (rep, name) = (Who::Rep.id(), "杭州示例智能制造有限公司");
        let file = format!(
            "商机编号|客户名称|负责人|阶段|立项日期|金额|预计成交日期|跟进日期|跟进人|跟进内容\n\
             A-1001|{name}|{rep}|方案报价|2026-03-01|80万|2027-01-31|2026-06-03|{rep}|拜访\n\
             A-1001|||||||2026-06-09|离职者|电话\n\
             A-1002|没有的公司|{rep}|商机培育|2026-03-01|||||"
        );
        let waits = ["2 error awaits_signature", "3 error awaits_signature", "4 error no_such_customer"];
        let by_rep = ["2 error not_permitted", "3 error not_permitted", "4 error no_such_customer"];
        assert_eq!(desk.brought(Kind::Deals, Who::Rep, &file).await, by_rep);
        assert_eq!(desk.brought(Kind::Deals, Who::Operations, &file).await, waits);
        assert_eq!(desk.brought(Kind::Deals, Who::Operations, &file).await, waits, "prepared once");
        let batches = desk.all::<MigrationBatch>().await;
        assert_eq!((batches.len(), batches[0].counts.get(&Stage::Proposal)), (1, Some(&1)));
        let sign = || migration::Command::SignMigration {
            digest: batches[0].digest,
            opinion: "核对过台账与合同".to_owned(),
        };
        let id = Some(batches[0].id.0);
        assert_eq!(desk.give(Who::Operations, id, sign()).await, Err("not_permitted".to_owned()));
        assert_eq!(desk.give(Who::Director, id, sign()).await, Ok(()));
        let withdraw = migration::Command::WithdrawMigration {};
        assert_eq!(desk.give(Who::Operations, id, withdraw).await, Err("migration_closed".to_owned()));
        let opened = desk.brought(Kind::Deals, Who::Operations, &file).await;
        assert_eq!(opened, ["2 new", "3 new", "4 error no_such_customer"]);
        let again = desk.brought(Kind::Deals, Who::Operations, &file).await;
        assert_eq!(again, ["2 unchanged", "3 unchanged", "4 error no_such_customer"]);
        let dearer = desk.brought(Kind::Deals, Who::Operations, &file.replace("80万", "90万")).await;
        assert_eq!(dearer[0], "2 unchanged", "what is open goes on here and not in the file");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_instalments_wait_for_a_signature_too() {
    for_each_engine(|db| async move {
        let desk = Desk::new(&db).await;
        let customers = format!("客户名称|负责人\n杭州示例智能制造有限公司|{}", Who::Rep.id());
        desk.brought(Kind::Customers, Who::Operations, &customers).await;
        let file = "合同编号|客户名称|签订日期|期次|应收金额|到期日|已收金额\n\
            HT-2025-01|杭州示例智能制造有限公司|2025-11-01|1|50000|2026-02-01|50000\n\
            HT-2025-01|||2|30000|2026-05-31|10000";
        let waits = ["2 error awaits_signature", "3 error awaits_signature"];
        assert_eq!(desk.brought(Kind::Receivables, Who::Operations, file).await, waits);
        let batch = desk.all::<MigrationBatch>().await.remove(0);
        let sign = migration::Command::SignMigration {
            digest: batch.digest,
            opinion: "与总账核对一致".to_owned(),
        };
        assert_eq!(desk.give(Who::General, Some(batch.id.0), sign).await, Ok(()));
        assert_eq!(desk.brought(Kind::Receivables, Who::Operations, file).await, ["2 new", "3 new"]);
        assert_eq!(
            desk.brought(Kind::Receivables, Who::Operations, file).await,
            ["2 unchanged", "3 unchanged"]
        );
    })
    .await;
}
