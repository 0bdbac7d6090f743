//! Limits across deals hold however many try at once, on both engines.

use std::sync::Arc;

use tongguan_core::deal::{Command, RegisterLead, ScreeningResult};
use tongguan_core::id::{CommandId, DealId, PersonId};
use tongguan_core::money::Money;
use tongguan_core::process::Process;
use tongguan_core::reference::{self, person, post, product, receipt};
use tongguan_service::run::{Answer, Executor, Processes, RunError, Target};
use tongguan_store::Database;
use tongguan_testkit::{for_each_engine, id};

use crate::company::scene::{Scene, Who, lead_form};
use crate::company::{attempt, company, of_system};
use crate::run::race;

/// Names that do not look alike.
const NAMES: [&str; 8] = [
    "杭州示例智能制造有限公司",
    "宁波样本精密仪器厂",
    "温州测试纺织集团",
    "绍兴演练化工股份有限公司",
    "嘉兴虚拟物流有限公司",
    "湖州假设建材厂",
    "金华样品食品有限公司",
    "衢州范本电子有限公司",
];

fn registration(number: usize) -> Target {
    let mut body = lead_form();
    body.remove("uscc");
    body.insert("account_name".to_owned(), NAMES[number].into());
    body.insert("dup_justification".to_owned(), "名称与联系方式不同的另一家公司".into());
    let id = DealId(id(100 + number as u128));
    Target::NewDeal { id, command: RegisterLead { body, ..RegisterLead::default() } }
}

async fn company_with(db: &Database, change: impl FnOnce(&mut Process)) -> (Scene, Executor) {
    let (scene, _) = company(db).await;
    let mut process = (*scene.process).clone();
    change(&mut process);
    let executor = Executor::new(db.clone(), "n1", Processes::new(Arc::new(process)));
    (scene, executor)
}

fn codes(answers: &[Answer]) -> Vec<&str> {
    let refused = answers.iter().filter_map(|answer| match answer {
        Answer::Refused { code, .. } => Some(code.as_str()),
        Answer::Accepted { .. } => None,
    });
    refused.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rep_holds_no_more_leads_than_allowed() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company_with(&db, |process| process.settings.pool.holding_cap = 3).await;
        let tries = (0..NAMES.len()).map(|number| attempt(&mut scene, Who::Rep, registration(number), None));
        let answers = race(&executor, tries.collect()).await;
        assert_eq!(codes(&answers), vec!["holding_cap_reached"; NAMES.len() - 3], "{answers:?}");
        let other = attempt(
            &mut scene,
            Who::OtherRep,
            Target::NewDeal {
                id: DealId(id(200)),
                command: RegisterLead {
                    body: named("丽水另外水泥有限公司"), ..RegisterLead::default()
                },
            },
            None,
        );
        let answer = executor.run(other).await.expect("answered");
        assert!(matches!(answer, Answer::Accepted { .. }), "another rep has room: {answer:?}");
    })
    .await;
}

fn named(name: &str) -> serde_json::Map<String, serde_json::Value> {
    let mut body = lead_form();
    body.remove("uscc");
    body.insert("account_name".to_owned(), name.into());
    body.insert("dup_justification".to_owned(), "名称与联系方式不同的另一家公司".into());
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rep_claims_no_more_leads_a_day_than_allowed() {
    for_each_engine(|db| async move {
        let (mut scene, executor) =
            company_with(&db, |process| process.settings.pool.claims_per_day = 2).await;
        for number in 0..5 {
            let made = executor.run(attempt(&mut scene, Who::Rep, registration(number), None)).await;
            assert!(matches!(made, Ok(Answer::Accepted { .. })), "{made:?}");
            let command =
                Command::CompleteScreening { result: ScreeningResult::Returned, reason: None, note: None };
            let target = Target::Deal { id: DealId(id(100 + number as u128)), command };
            let given = executor.run(attempt(&mut scene, Who::Rep, target, None)).await;
            assert!(matches!(given, Ok(Answer::Accepted { .. })), "{given:?}");
        }
        scene.wait(24 * 40);
        let claims = (0..5).map(|number| {
            let target = Target::Deal {
                id: DealId(id(100 + number)),
                command: Command::ClaimLead { justification: None },
            };
            attempt(&mut scene, Who::Colleague, target, None)
        });
        let answers = race(&executor, claims.collect()).await;
        assert_eq!(codes(&answers), ["claim_quota_reached"; 3], "{answers:?}");
    })
    .await;
}

fn booking(serial: &str) -> Target {
    let command = receipt::Command::BookReceipt {
        received_on: jiff::civil::date(2026, 11, 20),
        amount_minor: Money(10_000),
        method: receipt::Method::Transfer,
        payer_name: "杭州示例智能制造有限公司".to_owned(),
        bank_serial: serial.to_owned(),
        own_entity: None,
        payer_account: None,
        note: None,
    };
    Target::Reference { id: None, command: reference::Command::Receipt(command) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_serial_is_booked_once_until_it_is_reversed() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let serials = ["ab-1", " AB-1", "ＡＢ-１", "AB -1"];
        let tries = serials.map(|serial| attempt(&mut scene, Who::Cashier, booking(serial), None));
        let answers = race(&executor, tries.to_vec()).await;
        assert_eq!(codes(&answers), ["bank_serial_taken"; 3], "{answers:?}");
        let booked = answers.iter().find_map(|answer| match answer {
            Answer::Accepted { id, .. } => Some(*id),
            Answer::Refused { .. } => None,
        });
        let command = receipt::Command::ReverseReceipt { reason: "金额录入错误".to_owned() };
        let reverse = Target::Reference { id: booked, command: command.into() };
        let reversed = executor.run(attempt(&mut scene, Who::FinanceManager, reverse, None)).await;
        assert!(matches!(reversed, Ok(Answer::Accepted { version: 2, .. })), "{reversed:?}");
        let again = executor.run(attempt(&mut scene, Who::Cashier, booking("AB-1"), None)).await;
        assert!(matches!(again, Ok(Answer::Accepted { after: 0, .. })), "{again:?}");
    })
    .await;
}

fn newcomer(login: &str) -> Target {
    let (name, login) = ("新人".to_owned(), login.to_owned());
    let department = crate::company::TEAM;
    let command = person::Command::CreatePerson {
        name,
        login,
        email: None,
        phone: None,
        department,
        language: Default::default(),
    };
    Target::Reference { id: None, command: command.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_one_persons() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let tries = (0..6).map(|_| attempt(&mut scene, Who::Administrator, newcomer("Li.Ming"), None));
        let answers = race(&executor, tries.collect()).await;
        assert_eq!(codes(&answers), ["login_taken"; 5], "{answers:?}");
    })
    .await;
}

fn with_mail(login: &str, mail: &str) -> Target {
    let mut target = newcomer(login);
    if let Target::Reference {
        command: reference::Command::Person(person::Command::CreatePerson { email, .. }),
        ..
    } = &mut target
    {
        *email = Some(mail.to_owned());
    }
    target
}

fn product(code: &str) -> Target {
    let (code, name, unit) = (code.to_owned(), "对账软件".to_owned(), "套".to_owned());
    let vat = tongguan_core::vat::VatRate::R13;
    let command = product::Command::CreateProduct { code, name, spec: None, unit, vat, standard: false };
    Target::Reference { id: None, command: command.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_address_and_a_product_code_are_given_once() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let people = (0..6).map(|nth| {
            let target = with_mail(&format!("login{nth}"), "li.ming@us.example");
            attempt(&mut scene, Who::Administrator, target, None)
        });
        let answers = race(&executor, people.collect()).await;
        assert_eq!(codes(&answers), ["email_taken"; 5], "{answers:?}");
        let products = (0..6).map(|_| attempt(&mut scene, Who::Operations, product("MES-01"), None));
        let answers = race(&executor, products.collect()).await;
        assert_eq!(codes(&answers), ["product_code_taken"; 5], "{answers:?}");
        let names_it = |answer: &Answer| match answer {
            Answer::Refused { params, .. } => params["product_code"] == "MES-01",
            Answer::Accepted { .. } => true,
        };
        assert!(answers.iter().all(names_it), "{answers:?}");
    })
    .await;
}

#[tokio::test]
async fn what_changes_in_the_organisation_holds_for_the_next_command() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let id_of = |answer: Result<Answer, RunError>| match answer {
            Ok(Answer::Accepted { id, .. }) => id,
            other => panic!("{other:?}"),
        };
        let new = PersonId(id_of(executor.run(of_system(&mut scene, newcomer("new"))).await));
        let lead = |scene: &mut Scene| {
            let mut one = attempt(scene, Who::Rep, registration(0), None);
            one.context.actor = tongguan_core::facts::Actor::Person(new);
            one
        };
        let before = executor.run(lead(&mut scene)).await.expect("answered");
        assert_eq!(codes(&[before]), ["not_permitted"]);
        let (role, department) = ("sales_rep".to_owned(), crate::company::TEAM);
        let create = post::Command::CreatePost { role, department, reports_to: None };
        let create = Target::Reference { id: None, command: create.into() };
        let post = id_of(executor.run(attempt(&mut scene, Who::Administrator, create, None)).await);
        let fill = post::Command::FillPost { person: new, acting_until: None };
        let mut fill = attempt(
            &mut scene,
            Who::Administrator,
            Target::Reference { id: Some(post), command: fill.into() },
            None,
        );
        fill.expected = Some(2);
        assert_eq!(executor.run(fill.clone()).await, Err(RunError::Stale { current: 1 }));
        (fill.id, fill.expected) = (CommandId(id(7_777)), Some(1));
        id_of(executor.run(fill).await);
        let after = executor.run(lead(&mut scene)).await;
        id_of(after);
        let disable =
            Target::Reference { id: Some(new.0), command: person::Command::DisablePerson {}.into() };
        let refused =
            executor.run(attempt(&mut scene, Who::Administrator, disable, None)).await.expect("answered");
        assert_eq!(codes(&[refused]), ["owns_open_things"]);
    })
    .await;
}
