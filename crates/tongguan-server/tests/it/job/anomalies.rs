//! The scan: what happens at night is told within the hour, the rest once a week, each thing once.

use tongguan_core::anomaly::Rule;
use tongguan_core::id::{DealId, DocumentId};
use tongguan_core::reference::anomaly::Anomaly;
use tongguan_core::reference::sensitive_read::Command;
use tongguan_service::directory::all;
use tongguan_service::run::Target;
use tongguan_store::StoreError;
use tongguan_testkit::{for_each_engine, id};

use super::stage::Stage;
use crate::company::TENANT;
use crate::company::scene::Who;

async fn found(stage: &Stage) -> Vec<Anomaly> {
    let rows: Result<Vec<Anomaly>, StoreError> =
        stage.db.read(|tx| Box::pin(async move { all::<Anomaly>(tx, TENANT).await })).await;
    rows.expect("listed")
}

async fn rules(stage: &Stage) -> Vec<Rule> {
    let mut rules: Vec<Rule> = found(stage).await.iter().map(|one| one.finding.rule).collect();
    rules.sort();
    rules
}

#[tokio::test]
async fn a_reading_at_night_is_told_within_the_hour_and_once() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.turn().await;
        assert!(found(&stage).await.is_empty(), "nothing happened");
        // Friday, eleven at night.
        stage.clock.wait(6);
        let (deal, document) = (DealId(id(7)), DocumentId(id(8)));
        let read = Command::RecordRead {
            deal,
            document,
            form: "quotation".to_owned(),
            fields: vec!["gross_margin".to_owned()],
        };
        stage.act(Who::Rep, Target::Reference { id: None, command: read.into() }).await;
        stage.clock.wait(1);
        stage.turn().await;
        let one = found(&stage).await.pop().expect("found");
        assert_eq!((one.finding.rule, one.finding.person), (Rule::NightReading, Some(Who::Rep.id())));
        stage.turn().await;
        stage.clock.wait(1);
        stage.turn().await;
        stage.clock.wait(24 * 3);
        stage.turn().await;
        assert_eq!(rules(&stage).await, [Rule::NightReading], "the week's scan knows it again");
    })
    .await;
}

#[tokio::test]
async fn a_week_is_scanned_once_it_is_over() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.turn().await;
        // Both leads name one person with one phone.
        stage.register(7, "杭州甲有限公司", None).await;
        stage.register(8, "宁波乙集团股份有限公司", None).await;
        stage.clock.wait(24);
        stage.turn().await;
        assert_eq!(rules(&stage).await, [], "the week is not over");
        stage.clock.wait(24 * 2);
        stage.turn().await;
        assert_eq!(rules(&stage).await, [Rule::SharedPhone]);
        stage.clock.wait(24 * 7);
        stage.turn().await;
        assert_eq!(rules(&stage).await, [Rule::SharedPhone], "what is so already is told once a quarter");
    })
    .await;
}
