//! Changes of the organisation on their day: all of them, or none and a word to whoever planned them.

use jiff::civil::date;
use tongguan_core::id::PostId;
use tongguan_core::notice::Reason;
use tongguan_core::reference::post::Post;
use tongguan_core::reference::reorganization::{Change, Command, Fault, Reorganization};
use tongguan_service::directory::all;
use tongguan_service::run::Target;
use tongguan_store::StoreError;
use tongguan_store::reference::Stored;
use tongguan_testkit::for_each_engine;
use uuid::Uuid;

use super::stage::Stage;
use crate::company::TENANT;
use crate::company::scene::Who;

async fn rows<S: Stored>(stage: &Stage) -> Vec<S> {
    let found: Result<Vec<S>, StoreError> =
        stage.db.read(|tx| Box::pin(async move { all::<S>(tx, TENANT).await })).await;
    found.expect("listed")
}

async fn post_of(stage: &Stage, who: Who) -> PostId {
    let posts = rows::<Post>(stage).await;
    posts.iter().find(|post| post.holder == Some(who.id())).expect("he holds one").id
}

async fn plan(stage: &mut Stage, changes: Vec<Change>) -> Uuid {
    let command =
        Command::PlanReorganization { name: "年末调整".to_owned(), on: date(2026, 11, 23), changes };
    stage.act(Who::Administrator, Target::Reference { id: None, command: command.into() }).await
}

async fn planned(stage: &Stage, id: Uuid) -> Reorganization {
    rows::<Reorganization>(stage).await.into_iter().find(|plan| plan.id == id).expect("planned")
}

#[tokio::test]
async fn a_plan_is_done_on_its_day_as_a_whole() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        let (post, person) = (post_of(&stage, Who::Supervisor).await, Who::Colleague.id());
        let good = plan(&mut stage, vec![Change::Appoint { post, person }]).await;
        let (reps, managers) = (post_of(&stage, Who::Rep).await, post_of(&stage, Who::Manager).await);
        let changes = vec![Change::Vacate { post: reps }, Change::ClosePost { post: managers }];
        let refused = plan(&mut stage, changes).await;
        stage.turn().await;
        assert_eq!(post_of(&stage, Who::Supervisor).await, post, "its day has not come");
        stage.clock.wait(24 * 3);
        stage.turn().await;
        let posts = rows::<Post>(&stage).await;
        assert_eq!(posts.iter().find(|seat| seat.id == post).expect("there").holder, Some(person));
        assert!(planned(&stage, good).await.done_at.is_some());
        let none = planned(&stage, refused).await;
        assert_eq!(none.fault, Some(Fault { change: 2, code: "post_held".to_owned() }));
        assert!(
            posts.iter().any(|seat| seat.holder == Some(Who::Rep.id())),
            "the first change went back too"
        );
        let told = stage.told(Who::Administrator).await;
        let of = |reason: Reason| told.iter().filter(|one| **one == reason).count();
        assert_eq!((of(Reason::Reorganized), of(Reason::ReorganizationFailed)), (1, 1), "{told:?}");
        stage.turn().await;
        assert_eq!(stage.told(Who::Administrator).await.len(), told.len(), "once");
    })
    .await;
}
