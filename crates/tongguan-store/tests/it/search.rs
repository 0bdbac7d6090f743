//! Deals are found by any part of what people remember: a number, a name, its pinyin.

use tongguan_core::decision::Effect;
use tongguan_core::facts::Actor;
use tongguan_core::id::{AccountId, CommandId, ContactId, DealId, DepartmentId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::Contact;
use tongguan_store::access::Scope;
use tongguan_store::read::search::{self, Fit};
use tongguan_store::reference::{Change, apply_effects, load, save};
use tongguan_store::sql::Engine;
use tongguan_store::{StoreError, Tx, params};
use tongguan_testkit::{for_each_engine, id};

use crate::company::{Company, TENANT, sees};
use crate::deal::scene::Who;

/// The customers of the tests, with one person each.
const CUSTOMERS: [(&str, &str, &str); 4] = [
    ("杭州示例智能制造有限公司", "单立人", "0571-88880000"),
    ("宁波示例重工有限公司", "王工", "13800001111"),
    ("苏州纳美新材料有限公司", "曾小贤", "13900002222"),
    ("ACME（上海）有限公司", "Smith", "02166668888"),
];

async fn customers(company: &mut Company) -> Vec<DealId> {
    let mut deals = Vec::new();
    for (at, (name, contact, phone)) in CUSTOMERS.into_iter().enumerate() {
        let number = at as u128 + 1;
        let who = if at == 3 { Who::OtherRep } else { Who::Rep };
        let deal = company.register(number, who).await;
        let effects = vec![
            Effect::CreateAccount {
                account: deal.account,
                name: name.to_owned(),
                uscc: None,
                nature: None,
                size_class: None,
                industry: None,
                region: None,
                owner: Some(who.id()),
                department: DepartmentId(id(101)),
            },
            Effect::CreateContact {
                contact: ContactId(id(600 + number)),
                account: deal.account,
                name: contact.to_owned(),
                title: None,
                department: None,
                phone: Some(phone.to_owned()),
                email: None,
                wecom: None,
                source: None,
                legal_basis: None,
                notice: None,
                notified_on: None,
            },
        ];
        let (deal_id, now) = (deal.id, company.scene.now);
        write(company, move |tx| {
            let effects = effects.clone();
            Box::pin(async move {
                let ids = (deal_id, CommandId(id(9)));
                apply_effects(tx, TENANT, ids, (now, Actor::Person(who.id())), &effects).await
            })
        })
        .await;
        deals.push(deal.id);
    }
    deals
}

async fn write(
    company: &Company,
    work: impl for<'t> Fn(&'t mut Tx) -> tongguan_store::BoxFuture<'t, Result<(), StoreError>>
    + Send
    + Sync
    + 'static,
) {
    company.db.write(work).await.expect("stored");
}

async fn found(company: &Company, who: Who, scope: Scope, text: &str) -> Vec<(u128, Fit)> {
    let text = text.to_owned();
    let hits = company
        .read(move |tx| {
            let (access, text) = (sees(who, scope.clone()), text.clone());
            Box::pin(async move { search::deals(tx, &access, &text, 10).await })
        })
        .await;
    hits.into_iter().map(|hit| (hit.deal.deal.0.as_u128(), hit.fit)).collect()
}

#[tokio::test]
async fn a_deal_is_found_by_what_people_remember() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        customers(&mut company).await;
        let cases: [(&str, &[u128]); 28] = [
            ("智能制造", &[1]),
            ("示例", &[2, 1]),
            ("示例重工", &[2]),
            ("重工", &[2]),
            ("杭", &[1]),
            ("司", &[4, 3, 2, 1]),
            // Full width, brackets and case do not matter.
            ("ａｃｍｅ上海", &[4]),
            ("acme", &[4]),
            // Initials anywhere, pinyin from any syllable.
            ("hzsl", &[1]),
            ("znzz", &[1]),
            ("zhongg", &[2]),
            ("shili", &[2, 1]),
            ("ongg", &[]),
            // People, by the reading of their surname, and by phone.
            ("单立人", &[1]),
            ("shan", &[4, 1]),
            ("shanl", &[1]),
            ("danliren", &[]),
            ("zengxiaoxian", &[3]),
            ("zxx", &[3]),
            ("王", &[2]),
            ("8888", &[4, 1]),
            ("13800001111", &[2]),
            // Numbers: whole, from the front, or the running part with or without its zeros.
            ("XS-2026-11-0003", &[3]),
            ("xs-2026-11", &[4, 3, 2, 1]),
            ("0003", &[3]),
            ("3", &[3]),
            ("没有这样的客户", &[]),
            ("  ", &[]),
        ];
        for (text, expected) in cases {
            let mut hits: Vec<u128> =
                found(&company, Who::Director, Scope::All, text).await.into_iter().map(|hit| hit.0).collect();
            let mut expected = expected.to_vec();
            hits.sort_unstable();
            expected.sort_unstable();
            assert_eq!(hits, expected, "{text}");
        }
        let ranked = found(&company, Who::Director, Scope::All, "王工").await;
        assert_eq!(ranked, [(2, Fit::Whole)]);
        let ranked = found(&company, Who::Director, Scope::All, "宁波").await;
        assert_eq!(ranked, [(2, Fit::Beginning)]);
        // Signs that databases read as patterns are no letters.
        assert_eq!(found(&company, Who::Director, Scope::All, "%").await, []);
        assert_eq!(
            found(&company, Who::Director, Scope::All, "示_").await,
            found(&company, Who::Director, Scope::All, "示").await
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_visible_is_not_found() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        customers(&mut company).await;
        assert_eq!(found(&company, Who::OtherRep, Scope::Own, "示例").await, []);
        assert_eq!(found(&company, Who::OtherRep, Scope::Own, "XS-2026-11").await, [(4, Fit::Whole)]);
    })
    .await;
}

#[tokio::test]
async fn a_renamed_customer_is_found_by_both_names_and_an_erased_person_by_none() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let deals = customers(&mut company).await;
        let now = company.scene.now;
        let account = company
            .read(move |tx| {
                let deal = deals[1];
                Box::pin(async move {
                    Ok(tongguan_store::deal::load(tx, TENANT, deal).await?.expect("a deal").account)
                })
            })
            .await;
        write(&company, move |tx| Box::pin(rename(tx, account, now))).await;
        write(&company, move |tx| Box::pin(erase(tx, 602, now))).await;
        let everybody = async |text: &str| found(&company, Who::Director, Scope::All, text).await;
        assert_eq!(everybody("宁波示例重工有限公司").await, [(2, Fit::Whole)]);
        assert_eq!(everybody("东海装备").await, [(2, Fit::Beginning)]);
        assert_eq!(everybody("donghai").await, [(2, Fit::Beginning)]);
        assert_eq!(everybody("王工").await, []);
        assert_eq!(everybody("13800001111").await, []);
    })
    .await;
}

/// A release that changes how names are kept empties the index: the next start makes it from the customers.
#[tokio::test]
async fn an_index_that_was_emptied_is_made_again() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        customers(&mut company).await;
        let create = tongguan_store::tenant::Tenant {
            id: TENANT.0,
            name: "示例公司".to_owned(),
            created_at: company.scene.now,
        };
        write(&company, move |tx| {
            let create = create.clone();
            Box::pin(async move { tongguan_store::tenant::create(tx, &create).await })
        })
        .await;
        let everybody = async |text: &str| found(&company, Who::Director, Scope::All, text).await;
        let known = everybody("示例").await;
        assert_eq!(known.len(), 2);
        write(&company, |tx| Box::pin(empty(tx))).await;
        assert_eq!(everybody("示例").await, []);
        let now = company.scene.now;
        tongguan_store::migrate(&company.db, id(77), move || now).await.expect("the next start");
        assert_eq!(everybody("示例").await, known);
        assert_eq!(everybody("13800001111").await.len(), 1);
        // Made again over what is there, it is the same.
        search::refill(&company.db).await.expect("made again");
        assert_eq!(everybody("示例").await, known);
    })
    .await;
}

async fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Sqlite {
        tx.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')", params![]).await?;
    }
    tx.execute("DELETE FROM search_gram", params![]).await?;
    tx.execute("DELETE FROM search_text", params![]).await.map(drop)
}

/// SQLite's full-text index marks what is gone and drops it when it merges; a person's name may not wait for that.
#[tokio::test]
async fn nothing_of_an_erased_person_is_left_in_the_pages_of_the_index() {
    for_each_engine(|db| async move {
        if db.engine() != Engine::Sqlite {
            return;
        }
        let mut company = Company::new(db);
        customers(&mut company).await;
        // 单立 is e58d95e7ab8b; behind what it shares with the gram before it, its digits stand there as they are.
        let pages = async |bytes: &'static str| -> i64 {
            let found = "SELECT COUNT(*) FROM search_index_data WHERE INSTR(block, CAST($1 AS BLOB)) > 0";
            company
                .read(move |tx| Box::pin(async move { tx.query_one(found, params![bytes]).await?.get(0) }))
                .await
        };
        assert!(pages("8d95e7ab8b").await > 0, "the pair is in the index");
        let now = company.scene.now;
        write(&company, move |tx| Box::pin(erase(tx, 601, now))).await;
        assert_eq!(pages("8d95e7ab8b").await, 0);
    })
    .await;
}

fn change(now: jiff::Timestamp) -> Change<'static> {
    Change { command: CommandId(id(9)), key: "test", at: now, by: Actor::System }
}

async fn rename(tx: &mut Tx, account: AccountId, now: jiff::Timestamp) -> Result<(), StoreError> {
    let before = load::<Account>(tx, TENANT, account.0).await?.expect("a customer");
    let mut after = before.state.clone();
    let name = std::mem::replace(&mut after.name, "东海装备有限公司".to_owned());
    after.former_names.push(tongguan_core::reference::account::FormerName { name, until: now });
    save(tx, TENANT, Some(&before), &after, &change(now)).await.map(drop)
}

async fn erase(tx: &mut Tx, person: u128, now: jiff::Timestamp) -> Result<(), StoreError> {
    let before = load::<Contact>(tx, TENANT, id(person)).await?.expect("a person");
    let mut after = before.state.clone();
    (after.name, after.phone, after.erased_at) = (String::new(), None, Some(now));
    save(tx, TENANT, Some(&before), &after, &change(now)).await.map(drop)
}
