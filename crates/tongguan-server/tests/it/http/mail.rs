//! Copies by our own mail to the customer, from the button to the mailbox.

use serde_json::{Value, json};
use tongguan_core::digest::Digest;
use tongguan_core::id::TenantId;
use tongguan_server::config::Config;
use tongguan_service::notify::Courier;

use super::paper::texts;
use super::server::Reply;
use crate::notify::receiver::{Letter, MailServer, base64};
use crate::walk::Walk;

/// A mail server, and who carries letters there.
struct Office {
    server: MailServer,
    courier: Courier,
    tenant: TenantId,
}

impl Office {
    async fn open(walk: &Walk) -> Self {
        let (server, app) = (MailServer::start().await, &walk.server.app);
        let config = format!(
            "[mail]\nserver = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\nfrom = \"通关 <crm@us.example>\"",
            server.port
        );
        let config = Config::parse(&config).expect("valid");
        let courier =
            Courier::new(&config.ways(), walk.db.clone(), app.world().clone(), app.current_process());
        let courier = courier.expect("it fits together").with_post(app.executor.clone(), app.files.clone());
        let tenant = app.company().await.expect("read").expect("a company");
        // What was told before there was a mail server has nobody to carry it.
        courier.open_channels(tenant).await.expect("opened");
        Self { server, courier, tenant }
    }

    async fn turn(&self) {
        while self.courier.turn(self.tenant).await.expect("carried") > 0 {}
    }

    /// The letters that carry a file.
    fn parcels(&self) -> Vec<Letter> {
        self.server.letters().into_iter().filter(|letter| letter.head.contains("multipart/mixed")).collect()
    }
}

/// A customer's copy as a workbook.
async fn copy(walk: &Walk, who: &str, tail: &str) -> Reply {
    walk.send(who, |server| server.copy(who, walk.path(tail))).await
}

fn mail(copy: &Reply, to: &[&str]) -> Value {
    json!({
        "type": "mail_copy", "copy": copy.headers["copy-id"], "to": to,
        "subject": "报价单", "message": "赵总，您好：\n附上报价单，有疑问随时联系。",
    })
}

/// The file of a letter.
fn attached(letter: &Letter) -> Vec<u8> {
    let boundary = letter.head.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
    let parts: Vec<&str> = letter.body.split(&format!("--{}", boundary.expect("a boundary"))).collect();
    let file = parts.iter().find(|part| part.contains("Content-Disposition: attachment")).expect("a file");
    base64(file.split_once("\n\n").expect("a body").1)
}

async fn mails(walk: &Walk, kind: &str) -> Vec<Value> {
    let view = walk.view("rep").await;
    let mails = view["mails"].as_array().expect("mails");
    mails.iter().filter(|mail| mail["kind"] == kind).cloned().collect()
}

/// What is agreed to goes out as these very bytes, and counts as sent when the mail server took it.
pub async fn a_quotation_by_mail(walk: &Walk, quote: &str) {
    let paper =
        |audience: &str| format!("/documents/{quote}/paper?format=xlsx&language=zh&audience={audience}");
    let customers = copy(walk, "rep", &paper("customer")).await.expect(200);
    let inside = copy(walk, "rep", &paper("inside")).await.expect(200);
    let decider = walk.decider.clone();
    walk.fails("rep", mail(&customers, &[&decider]), "mail_not_set_up").await;
    let office = Office::open(walk).await;
    walk.fails("rep", mail(&inside, &[&decider]), "copy_not_for_customer").await;
    walk.fails("rep", mail(&customers, &[]), "receiver_missing").await;
    walk.fails("manager", mail(&customers, &[&decider]), "not_permitted").await;
    office.server.knows_nobody(true);
    walk.does("rep", mail(&customers, &[&decider])).await;
    office.turn().await;
    office.server.knows_nobody(false);
    let told = walk.get("rep", "/api/v1/notices?limit=200").await.expect(200).body;
    assert!(told["items"].as_array().expect("notices").iter().any(|one| one["reason"] == "mail_failed"));
    assert!(walk.view("rep").await["facts"]["proposal"]["sent"].as_object().expect("sent").is_empty());
    walk.server.wait_minutes(1);
    walk.does("rep", mail(&customers, &[&decider])).await;
    office.turn().await;
    let parcels = office.parcels();
    assert_eq!(parcels.len(), 1);
    assert_eq!(parcels[0].to, ["office@customer.example"]);
    assert!(attached(&parcels[0]) == customers.bytes, "these bytes and no others");
    let outcomes: Vec<Value> =
        mails(walk, "quotation").await.iter().map(|mail| mail["outcome"].clone()).collect();
    assert_eq!(outcomes, [json!("accepted"), json!("given_up")], "the latest first");
    let sent = &walk.view("rep").await["facts"]["proposal"]["sent"][quote];
    assert_eq!(sent["file"], Digest::of(&customers.bytes).to_string(), "{sent:#}");
    let file = walk.path(&format!("/files/{}", Digest::of(&customers.bytes)));
    assert!(walk.get("director", &file).await.expect(200).bytes == customers.bytes);
}

/// A week is reported by the mail that carries its report.
pub async fn a_report_by_mail(walk: &Walk, report: &str) {
    let office = Office::open(walk).await;
    let tail = format!("/documents/{report}/paper?format=docx&language=zh&audience=customer");
    let paper = copy(walk, "rep", &tail).await.expect(200);
    let engineer = walk.engineer.clone();
    walk.does("rep", mail(&paper, &[&engineer])).await;
    office.server.refuse(true);
    office.turn().await;
    let waiting = walk.view("rep").await["facts"]["fulfilment"]["reporting"]["sent"].clone();
    assert!(waiting.get(report).is_none(), "{waiting:#}");
    office.server.refuse(false);
    walk.server.wait_minutes(5);
    office.turn().await;
    assert!(attached(&office.parcels()[0]) == paper.bytes);
    let sent = walk.view("rep").await["facts"]["fulfilment"]["reporting"]["sent"].clone();
    assert_eq!(sent[report], "2026-04-24", "{sent:#}");
}

/// No letter is written while the ladder asks for calls.
pub async fn no_letter_before_its_rung(walk: &Walk) {
    let early = copy(walk, "rep", "/dunning-letter/paper?format=docx").await.expect(422);
    assert_eq!((early.code(), &early.body["params"]["from_days"]), ("no_letter_due", &json!(31)));
}

/// At its rung it goes out, and so does a statement of account.
pub async fn a_letter_and_a_statement_by_mail(walk: &Walk) {
    let office = Office::open(walk).await;
    let treasurer = walk.treasurer.clone();
    let letter = copy(walk, "rep", "/dunning-letter/paper?format=xlsx&language=zh").await.expect(200);
    let said = texts(&letter.bytes);
    for word in ["催款函", "2026-06-05", "大写：", "2026年7月13日前", "HT-", "收款账户", "户名"]
    {
        assert!(said.contains(word), "{word}: {said}");
    }
    let tail = "/ledger/paper?format=xlsx&language=zh&audience=customer";
    let statement = copy(walk, "finance", tail).await.expect(200);
    assert!(texts(&statement.bytes).contains("对账单"));
    super::template::a_statement_filled(walk).await;
    walk.does("rep", mail(&letter, &[&treasurer])).await;
    walk.does("finance", mail(&statement, &[&treasurer])).await;
    office.turn().await;
    let files: Vec<Vec<u8>> = office.parcels().iter().map(attached).collect();
    assert!(files == [letter.bytes, statement.bytes], "in their order");
    assert_eq!(mails(walk, "dunning").await[0]["outcome"], "accepted");
}
