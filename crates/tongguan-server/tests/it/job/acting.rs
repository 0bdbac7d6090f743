//! A post in which somebody acts up to a day: his while it runs, empty the night after it, and a line of the security log for both.

use jiff::civil::date;
use tongguan_core::id::PostId;
use tongguan_core::reference::post::{Command, Post};
use tongguan_service::directory::all;
use tongguan_service::run::Target;
use tongguan_store::StoreError;
use tongguan_testkit::for_each_engine;

use super::stage::Stage;
use crate::company::TENANT;
use crate::company::scene::Who;

async fn post(stage: &Stage, id: Option<PostId>) -> Post {
    let found: Result<Vec<Post>, StoreError> =
        stage.db.read(|tx| Box::pin(async move { all::<Post>(tx, TENANT).await })).await;
    let is_it = |post: &Post| id.map_or(post.holder == Some(Who::Supervisor.id()), |id| post.id == id);
    found.expect("listed").into_iter().find(is_it).expect("there")
}

#[tokio::test]
async fn the_night_empties_a_post_once_its_day_is_over() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        let id = post(&stage, None).await.id;
        let give = |command: Command| Target::Reference { id: Some(id.0), command: command.into() };
        stage.act(Who::Administrator, give(Command::VacatePost {})).await;
        let acting_until = Some(date(2026, 11, 22));
        let fill = Command::FillPost { person: Who::Manager.id(), acting_until };
        stage.act(Who::Administrator, give(fill)).await;
        for (days, holder) in [(0, true), (2, true), (1, false), (1, false)] {
            stage.clock.wait(24 * days);
            stage.turn().await;
            let seat = post(&stage, Some(id)).await;
            assert_eq!(seat.holder, holder.then(|| Who::Manager.id()), "{days} days on: {seat:?}");
            assert_eq!(seat.acting_until.is_some(), holder);
        }
    })
    .await;
}
