//! Every statement of the crate is one that both engines understand.

use tongguan_store::sql::{Database, Engine};
use tongguan_store::{StoreError, all_statements, prepare_all};
use tongguan_testkit::for_each_engine;

#[tokio::test]
async fn both_engines_take_every_statement() {
    for_each_engine(|db| async move {
        let count = prepare_all(&db).await.expect("each statement prepares");
        assert!(count > 0);
    })
    .await;
}

/// Stands for every value: both a text and an id.
const ANY: &str = "'00000000-0000-0000-0000-000000000001'";

/// How an engine would find the rows of a statement, a step a line. Tables are empty, so PostgreSQL is told that reading one
/// whole costs a lot: where it plans that still, no index fits.
async fn plan(db: &Database, statement: &str) -> Vec<String> {
    let explain = match db.engine() {
        Engine::Sqlite => format!("EXPLAIN QUERY PLAN {statement}"),
        Engine::Postgres => format!("EXPLAIN {statement}"),
    };
    let explain = (1..=99).rev().fold(explain, |text, place| text.replace(&format!("${place}"), ANY));
    let explain = explain.replace(&format!("LIMIT {ANY}"), "LIMIT 1");
    let (engine, column) = (db.engine(), if db.engine() == Engine::Sqlite { 3 } else { 0 });
    let steps: Result<Vec<String>, StoreError> = db
        .write(move |tx| {
            let explain = explain.clone();
            Box::pin(async move {
                if engine == Engine::Postgres {
                    tx.execute("SET LOCAL enable_seqscan = off", &[]).await?;
                }
                tx.query(&explain, &[]).await?.iter().map(|row| row.get(column)).collect()
            })
        })
        .await;
    steps.unwrap_or_else(|error| panic!("{error}: {statement}"))
}

/// TRAP-15: whether a customer is known already is looked up under normalised keys; no step reads a table, nor all of a tenant's keys.
#[tokio::test]
async fn trap_15_duplicates_are_looked_up_and_never_scanned() {
    for_each_engine(|db| async move {
        let is_lookup = |text: &str| {
            text.starts_with("SELECT")
                && (text.contains("FROM account_key")
                    || text.contains("FROM account WHERE tenant_id = $1 AND uscc = ")
                    || text.contains("FROM account WHERE tenant_id = $1 AND name_key = "))
        };
        // Taking a whole company out reads every row on purpose.
        let all = all_statements().into_iter().filter(|(module, _)| *module != "archive");
        let lookups: Vec<String> = all.map(|(_, text)| text).filter(|text| is_lookup(text)).collect();
        assert!(lookups.len() >= 3, "{lookups:#?}");
        for lookup in lookups {
            let steps = plan(&db, &lookup).await;
            // A handful that was looked up is counted: that is no table.
            let whole = steps.iter().find(|step| {
                step.contains("SCAN") && !step.ends_with("SCAN held") || step.contains("Seq Scan")
            });
            assert_eq!(whole, None, "{lookup}\n{steps:#?}");
            let keys = ["value", "uscc", "name_key"];
            let by_key = |step: &String| {
                keys.iter()
                    .any(|key| step.contains(&format!("{key}=?")) || step.contains(&format!("{key} = ")))
            };
            assert!(steps.iter().any(by_key), "by tenant only: {lookup}\n{steps:#?}");
        }
        let scanned = plan(&db, "SELECT id FROM account WHERE data = 'x'").await;
        let told = scanned.iter().any(|step| step.contains("SCAN") || step.contains("Seq Scan"));
        assert!(told, "what is scanned is told: {scanned:#?}");
    })
    .await;
}

/// What belongs to a customer or a person is found by it: a company's whole table is read for neither.
#[tokio::test]
async fn what_belongs_to_somebody_is_looked_up_and_never_scanned() {
    let keys = [
        ("FROM contact WHERE", "account_id"),
        ("FROM deal_footprint WHERE", "account_id"),
        ("FROM notice WHERE", "person_id"),
    ];
    for_each_engine(|db| async move {
        for (from, key) in keys {
            let by_key = format!("{key} = $2");
            let is_one =
                |text: &String| text.starts_with("SELECT") && text.contains(from) && text.contains(&by_key);
            let found: Vec<String> =
                all_statements().into_iter().map(|(_, text)| text.to_owned()).filter(is_one).collect();
            assert!(!found.is_empty(), "{from} {key}");
            for statement in found {
                let steps = plan(&db, &statement).await;
                let is_by_key =
                    |step: &String| step.contains(&format!("{key}=?")) || step.contains(&format!("{key} = "));
                assert!(steps.iter().any(is_by_key), "by tenant only: {statement}\n{steps:#?}");
            }
        }
    })
    .await;
}

/// A page of deals is read along an index in the order it is shown: never by the company alone, which is the whole table.
#[tokio::test]
async fn a_page_of_deals_is_never_sorted_out_of_all_of_them() {
    for_each_engine(|db| async move {
        if db.engine() != Engine::Sqlite {
            return;
        }
        let is_page = |text: &String| text.contains(" FROM deal d WHERE") && text.contains(" ORDER BY d.");
        let pages: Vec<String> =
            all_statements().into_iter().map(|(_, text)| text.to_owned()).filter(is_page).collect();
        assert!(pages.len() >= 20, "{pages:#?}");
        for page in pages {
            let steps = plan(&db, &page).await;
            let whole = steps.iter().find(|step| step.contains(" d USING") && step.contains("(tenant_id=?)"));
            assert_eq!(whole, None, "{page}\n{steps:#?}");
        }
    })
    .await;
}
