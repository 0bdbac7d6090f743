//! Reference data as rows, on both engines.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;
use tongguan_core::facts::{Actor, Probe};
use tongguan_core::id::{
    AccountId, CommandId, ContactId, DepartmentId, PersonId, PriceBookId, ProductId, TenantId,
};
use tongguan_core::reference::account::{Account, FormerName};
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::price_book::{PriceBook, PriceLine};
use tongguan_core::reference::setting::Settings;
use tongguan_core::vat::VatRate;
use tongguan_store::chain::Verdict;
use tongguan_store::reference::{
    AccountFilter, Change, Stored, accounts, duplicates, load, price_book_in_force, save, versions,
};
use tongguan_store::{Database, StoreError, reference_log};
use tongguan_testkit::{at, for_each_engine, id};

pub const TENANT: TenantId = TenantId(uuid::Uuid::from_u128(1));

pub fn how(key: &str) -> Change<'_> {
    Change { command: CommandId(id(9)), key, at: at(0), by: Actor::System }
}

pub fn account(number: u128, name: &str) -> Account {
    Account {
        id: AccountId(id(number)),
        name: name.to_owned(),
        uscc: None,
        nature: None,
        size_class: None,
        industry: None,
        region: None,
        owner: Some(PersonId(id(1))),
        department: DepartmentId(id(101)),
        group: None,
        credit_limit: None,
        former_names: Vec::new(),
        created_at: Timestamp::UNIX_EPOCH,
        claimed_at: None,
        protection_renewed: 0,
        named: Vec::new(),
        pooled: Vec::new(),
    }
}

fn contact(number: u128, of: u128, phone: Option<&str>, email: Option<&str>) -> Contact {
    Contact {
        id: ContactId(id(number)),
        account: AccountId(id(of)),
        name: "王工".to_owned(),
        title: None,
        department: None,
        phone: phone.map(str::to_owned),
        email: email.map(str::to_owned),
        wecom: None,
        source: None,
        legal_basis: None,
        notice: None,
        notified_on: None,
        left: false,
        erased_at: None,
        restricted_at: None,
    }
}

/// Saves new rows; answers the first error.
pub async fn keep<S: Stored>(db: &Database, rows: Vec<S>) -> Result<(), StoreError> {
    db.write(move |tx| {
        let rows = rows.clone();
        Box::pin(async move {
            for row in &rows {
                save(tx, TENANT, None, row, &how("create")).await?;
            }
            Ok(())
        })
    })
    .await
}

pub async fn change<S: Stored>(db: &Database, after: S) -> Result<u64, StoreError> {
    db.write(move |tx| {
        let after = after.clone();
        Box::pin(async move {
            let before = load::<S>(tx, TENANT, after.id()).await?.expect("there");
            save(tx, TENANT, Some(&before), &after, &how("change")).await
        })
    })
    .await
}

async fn found(db: &Database, probe: Probe) -> Vec<(u128, bool)> {
    let hits = db
        .read(move |tx| {
            let probe = probe.clone();
            Box::pin(async move { duplicates(tx, TENANT, &probe, &Settings::default()).await })
        })
        .await;
    let hits = hits.map_err(|error: StoreError| error).expect("read");
    hits.iter().map(|hit| (hit.account.0.as_u128(), hit.certain)).collect()
}

fn named(name: &str) -> Probe {
    Probe { name: name.to_owned(), ..Probe::default() }
}

#[tokio::test]
async fn customers_are_recognised_by_what_they_are_not_by_how_they_are_typed() {
    for_each_engine(|db| async move {
        let renamed = FormerName { name: "杭州旧名机械厂".to_owned(), until: at(0) };
        let first = Account {
            uscc: Some("91310000MA10001210".to_owned()),
            former_names: vec![renamed],
            ..account(5, "杭州示例智能制造有限公司")
        };
        keep(&db, vec![first, account(6, "宁波样本精密仪器有限公司")]).await.expect("kept");
        let people = vec![
            contact(50, 5, Some("+86 138 0000 0000"), Some("wang@Example.com")),
            contact(60, 6, Some("0574-80000000"), Some("li@qq.com")),
        ];
        keep(&db, people).await.expect("kept");
        let with = |name: &str, phone: &str, email: &str| Probe {
            phone: Some(phone.to_owned()),
            email: Some(email.to_owned()),
            ..named(name)
        };
        for (probe, expected) in [
            (named("杭州示例智能制造（有限） 公司"), vec![(5, true)]),
            (named("杭州旧名机械厂"), vec![(5, true)]),
            (named("杭州示例智能制造股份有限公司"), vec![(5, false)]),
            (named("杭州示例智能制造厂"), vec![(5, false)]),
            (named("杭州示例智能装备有限公司"), vec![]),
            (with("杭州示例智能装备有限公司", "13800000000", ""), vec![(5, false)]),
            (with("杭州示例智能装备有限公司", "", "other@example.com"), vec![(5, false)]),
            (with("宁波样本精工有限公司", "", "other@qq.com"), vec![]),
            (with("温州无关纺织有限公司", "13800000000", "x@example.com"), vec![]),
            (Probe { uscc: Some("91310000ma10001210".to_owned()), ..named("别的公司") }, vec![(5, true)]),
            (Probe { except: Some(AccountId(id(5))), ..named("杭州示例智能制造有限公司") }, vec![]),
            (named(""), vec![]),
        ] {
            assert_eq!(found(&db, probe.clone()).await, expected, "{probe:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn unknown_equals_nothing_and_known_is_unique() {
    for_each_engine(|db| async move {
        let rows = vec![account(5, "杭州示例有限公司"), account(6, "宁波样本有限公司")];
        keep(&db, rows).await.expect("two customers without a code are two");
        let same = keep(&db, vec![account(7, "杭州示例　有限公司")]).await;
        assert!(same.is_err_and(|error| error.is_unique("account_name")));
        let code = |number, name: &str| Account {
            uscc: Some("91310000MA10001210".to_owned()),
            ..account(number, name)
        };
        keep(&db, vec![code(8, "温州测试有限公司")]).await.expect("kept");
        let same = keep(&db, vec![code(9, "台州别名有限公司")]).await;
        assert!(same.is_err_and(|error| error.is_unique("account_uscc")));
    })
    .await;
}

#[tokio::test]
async fn a_contact_that_was_erased_recognises_nobody() {
    for_each_engine(|db| async move {
        keep(&db, vec![account(5, "杭州示例智能制造有限公司")]).await.expect("kept");
        keep(&db, vec![contact(50, 5, Some("13800000000"), None)]).await.expect("kept");
        let probe = || Probe {
            phone: Some("13800000000".to_owned()), ..named("杭州示例智能装备有限公司")
        };
        assert_eq!(found(&db, probe()).await, [(5, false)]);
        let erased =
            Contact { name: String::new(), left: true, erased_at: Some(at(1)), ..contact(50, 5, None, None) };
        assert_eq!(change(&db, erased).await, Ok(2));
        assert_eq!(found(&db, probe()).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_a_customer_was_recognised_by_goes_with_the_change() {
    for_each_engine(|db| async move {
        keep(&db, vec![account(5, "杭州示例智能制造有限公司"), account(6, "宁波样本精密仪器有限公司")])
            .await
            .expect("kept");
        keep(&db, vec![contact(50, 5, Some("13800000000"), None)]).await.expect("kept");
        let with = |name: &str, phone: &str| Probe { phone: Some(phone.to_owned()), ..named(name) };
        let like_five = |phone| with("杭州示例智能装备有限公司", phone);
        assert_eq!(change(&db, contact(50, 5, Some("13900000000"), None)).await, Ok(2));
        assert_eq!(found(&db, like_five("13800000000")).await, []);
        assert_eq!(found(&db, like_five("13900000000")).await, [(5, false)]);
        // With its contact the phone goes to another customer.
        assert_eq!(change(&db, contact(50, 6, Some("13900000000"), None)).await, Ok(3));
        assert_eq!(found(&db, like_five("13900000000")).await, []);
        assert_eq!(found(&db, with("宁波样本精密科技有限公司", "13900000000")).await, [(6, false)]);
        // A name that was only mistyped is forgotten.
        assert_eq!(change(&db, account(5, "苏州另外一家纺织有限公司")).await, Ok(2));
        assert_eq!(found(&db, named("杭州示例智能制造有限公司")).await, []);
        assert_eq!(found(&db, named("苏州另外一家纺织有限公司")).await, [(5, true)]);
    })
    .await;
}

#[tokio::test]
async fn a_change_has_its_entry_without_personal_data() {
    for_each_engine(|db| async move {
        keep(&db, vec![contact(50, 5, Some("13800000000"), None)]).await.expect("kept");
        change(&db, Contact { left: true, ..contact(50, 5, Some("13900000000"), None) })
            .await
            .expect("changed");
        let stream = format!("contact:{}", id(50));
        let entries: Result<_, StoreError> = db
            .read(move |tx| {
                let stream = stream.clone();
                Box::pin(async move {
                    let entries = reference_log::load(tx, TENANT.0, &stream, 0, 10).await?;
                    Ok((entries, reference_log::verify(tx, TENANT.0, &stream).await?))
                })
            })
            .await;
        let (entries, verdict) = entries.expect("read");
        assert!(matches!(verdict, Verdict::Whole { length: 2, .. }), "{verdict:?}");
        let text: Vec<&str> = entries.iter().map(|entry| entry.event.payload.as_str()).collect();
        assert!(text.iter().all(|text| !text.contains("138") && !text.contains("王工")), "{text:?}");
        assert_eq!(text[1], r#"{"changed":{"left":{"from":false,"to":true}},"personal":["phone"]}"#);
    })
    .await;
}

#[tokio::test]
async fn of_two_changes_from_one_version_one_is_done_over() {
    for_each_engine(|db| async move {
        keep(&db, vec![account(5, "杭州示例有限公司")]).await.expect("kept");
        let running: Vec<_> = (0..10)
            .map(|number| {
                let db = db.clone();
                let next =
                    Account { region: Some(number.to_string()), ..account(5, "杭州示例有限公司") };
                tokio::spawn(async move { change(&db, next).await })
            })
            .collect();
        let mut versions = Vec::new();
        for one in running {
            versions.push(one.await.expect("no panic").expect("saved"));
        }
        versions.sort_unstable();
        assert_eq!(versions, (2..12).collect::<Vec<u64>>());
    })
    .await;
}

#[tokio::test]
async fn customers_are_listed_by_pages_and_filters() {
    for_each_engine(|db| async move {
        let other =
            Account {
                owner: None, department: DepartmentId(id(102)), ..account(7, "温州测试有限公司")
            };
        keep(&db, vec![account(5, "杭州示例有限公司"), account(6, "杭州样本有限公司"), other])
            .await
            .expect("kept");
        let list = |filter: AccountFilter, after: Option<u128>, limit: u32| {
            let db = db.clone();
            async move {
                let rows = db
                    .read(move |tx| {
                        let (filter, after) = (filter.clone(), after.map(|after| AccountId(id(after))));
                        Box::pin(async move { accounts(tx, TENANT, &filter, after, limit).await })
                    })
                    .await;
                let rows = rows.map_err(|error: StoreError| error).expect("read");
                rows.iter().map(|row| row.state.id.0.as_u128()).collect::<Vec<_>>()
            }
        };
        assert_eq!(list(AccountFilter::All, None, 2).await, [5, 6]);
        assert_eq!(list(AccountFilter::All, Some(6), 2).await, [7]);
        assert_eq!(list(AccountFilter::Owner(PersonId(id(1))), None, 9).await, [5, 6]);
        assert_eq!(list(AccountFilter::Pool, None, 9).await, [7]);
        assert_eq!(list(AccountFilter::Department(DepartmentId(id(101))), None, 9).await, [5, 6]);
        assert_eq!(list(AccountFilter::Name("杭州（样".to_owned()), None, 9).await, [6]);
    })
    .await;
}

fn book(number: u128, from: i8, to: Option<i8>, published: Option<i64>) -> PriceBook {
    let price = |text: &str| text.parse().expect("a price");
    let line = |list: &str| PriceLine {
        list: price(list),
        floor: price("1"),
        cost: None,
        vat: VatRate::R13,
        standard: true,
    };
    let day = |day| date(2026, 11, day);
    PriceBook {
        id: PriceBookId(id(number)),
        name: number.to_string(),
        tax_inclusive: true,
        valid_from: day(from),
        valid_to: to.map(day),
        published_at: published.map(at),
        lines: BTreeMap::from([(ProductId(id(1)), line("10")), (ProductId(id(2)), line("20"))]),
    }
}

#[tokio::test]
async fn the_latest_published_book_that_is_valid_is_in_force() {
    for_each_engine(|db| async move {
        let books = vec![
            book(5, 1, None, Some(0)),
            book(6, 10, Some(20), Some(1)),
            book(7, 15, None, None),
            book(8, 10, Some(20), Some(2)),
        ];
        keep(&db, books).await.expect("kept");
        for (day, expected) in [(1, 5), (9, 5), (10, 8), (20, 8), (21, 5)] {
            let found =
                db.read(move |tx| Box::pin(price_book_in_force(tx, TENANT, date(2026, 11, day)))).await;
            let found = found.map_err(|error: StoreError| error).expect("read").expect("one is in force");
            assert_eq!((found.id.0.as_u128(), found.items.len()), (expected, 2), "on day {day}");
        }
        let none = db.read(|tx| Box::pin(price_book_in_force(tx, TENANT, date(2026, 10, 31)))).await;
        assert_eq!(none.map_err(|error: StoreError| error), Ok(None));
        let mut fewer = book(7, 15, None, None);
        fewer.lines.remove(&ProductId(id(1)));
        change(&db, fewer.clone()).await.expect("changed");
        let read = db.read(|tx| Box::pin(load::<PriceBook>(tx, TENANT, id(7)))).await;
        let read = read.map_err(|error: StoreError| error).expect("read").expect("there");
        assert_eq!((read.state, read.version), (fewer, 2));
    })
    .await;
}

#[tokio::test]
async fn memory_is_told_of_every_change_of_the_organisation() {
    for_each_engine(|db| async move {
        let version = |db: &Database| {
            let db = db.clone();
            async move {
                let versions = db.read(|tx| Box::pin(versions::load(tx, TENANT))).await;
                versions.map_err(|error: StoreError| error).expect("read").of(versions::ORGANIZATION)
            }
        };
        assert_eq!(version(&db).await, 0);
        let department = tongguan_core::reference::department::Department {
            id: DepartmentId(id(101)),
            name: "华东一部".to_owned(),
            parent: None,
            active: true,
        };
        keep(&db, vec![department]).await.expect("kept");
        assert_eq!(version(&db).await, 1);
        keep(&db, vec![account(5, "杭州示例有限公司")]).await.expect("kept");
        assert_eq!(version(&db).await, 1, "customers are no part of it");
    })
    .await;
}
