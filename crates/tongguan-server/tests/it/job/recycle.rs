//! A customer that nobody works on: its owner is told before, and after.

use tongguan_core::notice::Reason;
use tongguan_core::reference::account::Command;
use tongguan_service::run::Target;
use tongguan_testkit::for_each_engine;

use super::stage::Stage;
use crate::company::scene::Who;

async fn told(stage: &Stage) -> (usize, usize) {
    let all = stage.told(Who::Rep).await;
    let of = |reason: Reason| all.iter().filter(|one| **one == reason).count();
    (of(Reason::AccountRecyclingSoon), of(Reason::AccountRecycled))
}

#[tokio::test]
async fn the_owner_hears_a_week_before_and_once_it_is_gone() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        let command = serde_json::json!({"type": "create_account", "name": "无锡久无联系机械有限公司"});
        let command: Command = serde_json::from_value(command).expect("a command");
        stage.act(Who::Rep, Target::Reference { id: None, command: command.into() }).await;
        for (days, expected) in
            [(172, (0, 0)), (1, (1, 0)), (0, (1, 0)), (7, (1, 0)), (1, (1, 1)), (1, (1, 1))]
        {
            stage.clock.wait(24 * days);
            stage.turn().await;
            assert_eq!(told(&stage).await, expected, "{days} days on");
        }
    })
    .await;
}
