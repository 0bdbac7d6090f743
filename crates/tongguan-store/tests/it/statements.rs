//! Every statement of the crate is one that both engines understand.

use tongguan_store::prepare_all;
use tongguan_testkit::for_each_engine;

#[tokio::test]
async fn both_engines_take_every_statement() {
    for_each_engine(|db| async move {
        let count = prepare_all(&db).await.expect("each statement prepares");
        assert!(count > 0);
    })
    .await;
}
