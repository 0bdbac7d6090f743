//! A command that loses to another transaction at any of its statements ends as if nothing had been in the way.

use tongguan_core::deal::{Command, RegisterLead};
use tongguan_core::id::DealId;
use tongguan_service::run::{Answer, Executor, Target};
use tongguan_store::outbox::{self, Channel};
use tongguan_store::{Database, StoreError, command_log, notice};
use tongguan_testkit::{for_each_engine, id};
use uuid::Uuid;

use crate::company::scene::{Scene, Who, lead_form};
use crate::company::{TENANT, attempt, company};

async fn registered(executor: &Executor, scene: &mut Scene) -> DealId {
    let deal = DealId(id(1_000));
    let command = RegisterLead { body: lead_form(), ..RegisterLead::default() };
    let target = Target::NewDeal { id: deal, command };
    let answer = executor.run(attempt(scene, Who::Rep, target, None)).await.expect("answered");
    assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
    deal
}

/// What a comment that names the manager left: events of the deal, lines of the journal, notices, and whether mail is on its way.
async fn left(db: &Database, deal: DealId) -> (usize, usize, usize, bool) {
    let read: Result<_, StoreError> = db
        .read(move |tx| {
            Box::pin(async move {
                let events = tongguan_store::deal::events(tx, TENANT, deal).await?.len();
                let (first, last) = (jiff::civil::date(2000, 1, 1), jiff::civil::date(2100, 1, 1));
                let mut lines = 0;
                for (day, writer) in command_log::chains(tx, TENANT.0, first, last).await? {
                    let all = command_log::load(tx, TENANT.0, (day, &writer), 0, 10_000).await?;
                    lines += all.iter().filter(|line| line.entry.target_id == Some(deal.0)).count();
                }
                let all = notice::list(tx, TENANT, Who::Manager.id(), false, Uuid::max(), 10_000).await?;
                let told = all.iter().filter(|one| one.notice.deal == Some(deal)).count();
                Ok((events, lines, told, outbox::next_due(tx, TENANT).await?.is_some()))
            })
        })
        .await;
    read.expect("read")
}

#[tokio::test]
async fn a_conflict_at_any_statement_leaves_what_none_would_have_left() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let opened: Result<(), StoreError> =
            db.write(|tx| Box::pin(outbox::open_channels(tx, TENANT, &[Channel::Mail]))).await;
        opened.expect("opened");
        let deal = registered(&executor, &mut scene).await;
        let mut before = left(&db, deal).await;
        for nth in 0.. {
            let mentions = vec![Who::Manager.id()];
            let command = Command::Comment { text: "经理看一下这家".to_owned(), mentions };
            let target = Target::Deal { id: deal, command };
            let one = attempt(&mut scene, Who::Rep, target, Some(&format!("key-{nth}")));
            db.fail_write_statement(nth);
            let answer = executor.run(one.clone()).await.expect("answered");
            let is_over = db.fault_is_armed();
            assert!(matches!(answer, Answer::Accepted { .. }), "statement {nth}: {answer:?}");
            let found = left(&db, deal).await;
            assert_eq!(found, (before.0 + 1, before.1 + 1, before.2 + 1, true), "statement {nth}");
            assert_eq!(executor.run(one).await, Ok(answer), "a repeat is answered and not done again");
            assert_eq!(left(&db, deal).await, found);
            before = found;
            if is_over {
                assert!(nth > 10, "a command has more statements than {nth}");
                break;
            }
        }
    })
    .await;
}
