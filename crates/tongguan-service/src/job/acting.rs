//! Posts in which somebody acted up to a day (代理任职): once the day is over, the night empties them.
//!
//! Promises that each is decided by the core, so that one which was filled otherwise meanwhile stays as it is.

use tongguan_core::id::{PostId, TenantId};
use tongguan_core::reference::post::Command;
use tongguan_core::zone;
use tongguan_store::{Database, StoreError};

use crate::run::{Attempt, Executor, RunError, Target};
use crate::world::World;

/// Empties the posts whose day is over.
pub async fn turn(
    db: &Database,
    executor: &Executor,
    world: &World,
    tenant: TenantId,
) -> Result<(), StoreError> {
    let today = zone::local_date(world.now(), &executor.processes().current().time_zone());
    let over = {
        let executor = executor.clone();
        let found: Result<Vec<PostId>, StoreError> = db
            .read(move |tx| {
                let executor = executor.clone();
                Box::pin(async move {
                    let known = executor.known(tx, tenant).await?;
                    let posts = known.organization.posts.iter();
                    let over = posts.filter(|post| post.acting_until.is_some_and(|until| until < today));
                    Ok(over.map(|post| post.id).collect())
                })
            })
            .await;
        found?
    };
    for post in over {
        let attempt = Attempt::by_system(
            world,
            tenant,
            Target::Reference { id: Some(post.0), command: Command::EndActing {}.into() },
        );
        match executor.run(attempt).await {
            Ok(_) => {}
            Err(RunError::Store(error)) => return Err(error),
            Err(error) => tracing::error!(%error, "a post was not emptied"),
        }
    }
    Ok(())
}
