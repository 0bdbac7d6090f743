//! Tenants and settings.

use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{StoreError, setting};
use tongguan_testkit::{at, for_each_engine, id};

#[tokio::test]
async fn settings_are_replaced_and_stay_with_their_tenant() {
    for_each_engine(|db| async move {
        let put: Result<(), StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    setting::put(tx, id(1), "b", "1", at(0)).await?;
                    setting::put(tx, id(1), "b", "2", at(1)).await?;
                    setting::put(tx, id(1), "a", "3", at(1)).await?;
                    setting::put(tx, id(2), "c", "4", at(1)).await
                })
            })
            .await;
        put.expect("stored");
        let all = db.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("read");
        assert_eq!(all, [("a".into(), "3".into()), ("b".into(), "2".into())]);
        assert_eq!(db.read(|tx| Box::pin(setting::get(tx, id(2), "b"))).await, Ok(None));
    })
    .await;
}

#[tokio::test]
async fn a_tenant_is_created_once() {
    for_each_engine(|db| async move {
        let create = || {
            db.write(|tx| {
                Box::pin(async move {
                    let tenant = Tenant { id: id(1), name: "同观示例".into(), created_at: at(0) };
                    tenant::create(tx, &tenant).await
                })
            })
        };
        create().await.expect("created");
        assert!(create().await.is_err_and(|error| error.is_unique("tenant_pkey")));
        let all = db.read(|tx| Box::pin(tenant::all(tx))).await.expect("read");
        assert_eq!(all.len(), 1);
    })
    .await;
}
