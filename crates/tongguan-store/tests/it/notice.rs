//! Notices: written once however often the transaction runs, read by whom they are for, and put on their way out.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::json;
use tongguan_core::id::{DealId, ObligationId, PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_store::notice::{self, Origin, StoredNotice};
use tongguan_store::outbox::{self, Channel, Delivery};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{at, for_each_engine, id};
use uuid::Uuid;

const TENANT: TenantId = TenantId(Uuid::from_u128(1));
const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 3_600;

fn person(number: u128) -> PersonId {
    PersonId(id(number))
}

fn new(to: u128, reason: Reason) -> Notice {
    let params = json!({"clock": "T1"}).as_object().expect("an object").clone();
    let about = About::Obligation(ObligationId(id(5)));
    Notice { to: person(to), reason, deal: Some(DealId(id(7))), about, params }
}

async fn write(db: &Database, (second, stream, version): (i64, u128, u64), notices: &[Notice]) {
    let origin = Origin { at: at(second), stream: id(stream), version };
    let of_stream = |notice: &Notice| Notice { deal: Some(DealId(id(stream))), ..notice.clone() };
    let notices: Vec<Notice> = notices.iter().map(of_stream).collect();
    let written: Result<(), StoreError> = db
        .write(move |tx| {
            let notices = notices.clone();
            Box::pin(async move { notice::write(tx, TENANT, origin, &notices).await })
        })
        .await;
    written.expect("written");
}

async fn open(db: &Database, channels: &'static [Channel]) {
    let opened: Result<(), StoreError> =
        db.write(move |tx| Box::pin(outbox::open_channels(tx, TENANT, channels))).await;
    opened.expect("opened");
}

async fn list(db: &Database, who: u128, unread: bool, before: Uuid) -> Vec<StoredNotice> {
    let listed: Result<_, StoreError> =
        db.read(move |tx| Box::pin(notice::list(tx, TENANT, person(who), unread, before, 10))).await;
    listed.expect("listed")
}

async fn claim(db: &Database, now: Timestamp) -> Vec<Delivery> {
    let claimed: Result<_, StoreError> =
        db.write(move |tx| Box::pin(outbox::claim(tx, TENANT, id(99), now, MINUTE, 10))).await;
    claimed.expect("claimed")
}

async fn done(db: &Database, delivery: &Delivery) -> Result<(), StoreError> {
    let delivery = delivery.clone();
    db.write(move |tx| {
        let delivery = delivery.clone();
        Box::pin(async move { outbox::done(tx, TENANT, &delivery).await })
    })
    .await
}

async fn fail(db: &Database, delivery: &Delivery, now: Timestamp) {
    let delivery = delivery.clone();
    let failed: Result<(), StoreError> = db
        .write(move |tx| {
            let delivery = delivery.clone();
            Box::pin(async move { outbox::fail(tx, TENANT, &delivery, now, "no answer").await })
        })
        .await;
    failed.expect("held");
}

async fn deal_of(db: &Database, delivery: &Delivery) -> Uuid {
    let notice = delivery.notice;
    let found: Result<_, StoreError> = db.read(move |tx| Box::pin(notice::find(tx, TENANT, notice))).await;
    found.expect("read").expect("kept").notice.deal.expect("about a deal").0
}

#[tokio::test]
async fn a_person_reads_his_own_and_each_once() {
    for_each_engine(|db| async move {
        let first = [new(2, Reason::Reminder), new(3, Reason::Escalation)];
        write(&db, (0, 7, 4), &first).await;
        write(&db, (0, 7, 4), &first).await;
        write(&db, (60, 7, 6), &[new(2, Reason::Escalation)]).await;
        let mine = list(&db, 2, false, Uuid::max()).await;
        assert_eq!(
            mine.iter().map(|n| n.notice.reason).collect::<Vec<_>>(),
            [Reason::Escalation, Reason::Reminder]
        );
        assert_eq!(mine[1].notice, first[0]);
        assert_eq!(list(&db, 2, false, mine[0].id).await, mine[1..]);

        let (latest, earlier) = (mine[0].id, mine[1].id);
        let read: Result<_, StoreError> = db
            .write(move |tx| {
                Box::pin(async move {
                    let other = notice::mark_read(tx, TENANT, person(3), latest, at(70)).await?;
                    let all = notice::mark_all_read(tx, TENANT, person(2), earlier, at(70)).await?;
                    let own = notice::mark_read(tx, TENANT, person(2), latest, at(71)).await?;
                    let again = notice::mark_read(tx, TENANT, person(2), latest, at(72)).await?;
                    Ok((other, all, own, again, notice::unread_count(tx, TENANT, person(2)).await?))
                })
            })
            .await;
        assert_eq!(read, Ok((false, 1, true, false, 0)));
        assert!(list(&db, 2, true, Uuid::max()).await.is_empty());
        assert_eq!(list(&db, 3, true, Uuid::max()).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_muted_is_not_written_and_what_went_wrong_always_is() {
    for_each_engine(|db| async move {
        let wish = BTreeSet::from([Reason::Reminder, Reason::Escalation]);
        let set: Result<_, StoreError> = db
            .write(move |tx| {
                let wish = wish.clone();
                Box::pin(async move {
                    notice::set_mutes(tx, TENANT, person(2), &wish).await?;
                    notice::mutes(tx, TENANT, person(2)).await
                })
            })
            .await;
        assert_eq!(set, Ok(BTreeSet::from([Reason::Reminder])));
        open(&db, &[Channel::Mail]).await;
        let all = [new(2, Reason::Reminder), new(2, Reason::Escalation), new(3, Reason::Reminder)];
        write(&db, (0, 7, 4), &all).await;
        let mine = list(&db, 2, false, Uuid::max()).await;
        assert_eq!(mine.iter().map(|n| n.notice.reason).collect::<Vec<_>>(), [Reason::Escalation]);
        let counted: Result<_, StoreError> = db
            .read(|tx| Box::pin(async move { notice::unread_by_reason(tx, TENANT, person(2)).await }))
            .await;
        assert_eq!(counted, Ok(std::collections::BTreeMap::from([(Reason::Escalation, 1)])));
        for (reason, found) in [(Reason::Escalation, 1), (Reason::Reminder, 0)] {
            let of_reason: Result<_, StoreError> = db
                .read(move |tx| {
                    Box::pin(async move {
                        notice::list_of_reason(tx, TENANT, person(2), reason, Uuid::max(), 10).await
                    })
                })
                .await;
            assert_eq!(of_reason.map(|all| all.len()), Ok(found), "{reason:?}");
        }
        assert_eq!(claim(&db, at(0)).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_group_hears_once_and_only_of_what_went_wrong() {
    for_each_engine(|db| async move {
        write(&db, (0, 7, 1), &[new(2, Reason::Escalation)]).await;
        assert!(claim(&db, at(0)).await.is_empty(), "no channel is open");
        open(&db, &[Channel::Group]).await;
        let both = [new(2, Reason::Escalation), new(3, Reason::Escalation), new(2, Reason::ObligationOpened)];
        write(&db, (1, 7, 4), &both).await;
        let out = claim(&db, at(1)).await;
        assert_eq!(out.iter().map(|d| d.channel).collect::<Vec<_>>(), [Channel::Group]);
        let notice = out[0].notice;
        let told: Result<_, StoreError> = db.read(move |tx| Box::pin(notice::find(tx, TENANT, notice))).await;
        assert_eq!(told.expect("read").expect("kept").notice, both[0]);
    })
    .await;
}

#[tokio::test]
async fn a_queue_keeps_its_order_and_holds_up_no_other() {
    for_each_engine(|db| async move {
        open(&db, &[Channel::Mail]).await;
        write(&db, (0, 7, 4), &[new(2, Reason::Reminder), new(2, Reason::Escalation)]).await;
        write(&db, (0, 8, 4), &[new(2, Reason::Reminder)]).await;
        let first = claim(&db, at(1)).await;
        assert_eq!(first.len(), 2, "the first of each queue");
        assert!(claim(&db, at(1)).await.is_empty(), "they are held");
        let mut deals = Vec::new();
        for delivery in &first {
            deals.push(deal_of(&db, delivery).await);
        }
        let stuck = usize::from(deals[0] != id(7));
        fail(&db, &first[stuck], at(1)).await;
        let other = first[1 - stuck].clone();
        done(&db, &other).await.expect("sent");
        assert_eq!(claim(&db, at(10)).await, [], "it waits, and so does what is behind it");
        let again = claim(&db, at(11)).await;
        assert_eq!(again.iter().map(|d| d.id).collect::<Vec<_>>(), [first[stuck].id]);
        done(&db, &again[0]).await.expect("sent");
        let behind = claim(&db, at(11)).await;
        assert_eq!(behind.len(), 1);
        assert_eq!(deal_of(&db, &behind[0]).await, id(7));
        assert!(matches!(done(&db, &other).await, Err(StoreError::LeaseLost { .. })));
    })
    .await;
}

#[tokio::test]
async fn after_three_days_a_message_is_given_up_and_the_next_one_goes() {
    for_each_engine(|db| async move {
        open(&db, &[Channel::Mail]).await;
        write(&db, (0, 7, 4), &[new(2, Reason::Reminder), new(2, Reason::Escalation)]).await;
        let mut attempts = 0;
        let mut now = at(0);
        let given_up = at(72 * HOUR);
        while now < given_up {
            let due = db.read(|tx| Box::pin(outbox::next_due(tx, TENANT))).await;
            let due: Option<Timestamp> = due.map_err(|error: StoreError| error).expect("read");
            now = due.expect("still on its way").max(now);
            let claimed = claim(&db, now).await;
            let [stuck] = &claimed[..] else { panic!("one at a time: {claimed:?}") };
            attempts += 1;
            assert_eq!(stuck.attempts, attempts);
            fail(&db, stuck, now).await;
        }
        let dead = db.read(|tx| Box::pin(outbox::dead(tx, TENANT, 10))).await;
        let dead: Vec<outbox::DeadDelivery> = dead.map_err(|error: StoreError| error).expect("read");
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].attempts, dead[0].last_error.as_deref()), (attempts, Some("no answer")));
        assert!((70..120).contains(&attempts), "hourly in the end: {attempts}");
        let next = claim(&db, now).await;
        assert_eq!(next.len(), 1);
        done(&db, &next[0]).await.expect("sent");
        for (id, known) in [(dead[0].id, true), (dead[0].id, false), (Uuid::from_u128(404), false)] {
            let revived = db.write(move |tx| Box::pin(outbox::revive(tx, TENANT, id, now))).await;
            assert_eq!(revived.map_err(|error: StoreError| error).expect("written"), known);
        }
        let again = claim(&db, now).await;
        assert_eq!(again.iter().map(|one| one.id).collect::<Vec<_>>(), [dead[0].id], "it is tried again");
        fail(&db, &again[0], now).await;
        let dead = db.read(|tx| Box::pin(outbox::count_dead(tx, TENANT))).await;
        assert_eq!(dead.map_err(|error: StoreError| error).expect("read"), 0, "it has three days again");
    })
    .await;
}

#[tokio::test]
async fn a_crashed_worker_s_message_comes_back_with_the_same_id() {
    for_each_engine(|db| async move {
        open(&db, &[Channel::Mail]).await;
        write(&db, (0, 7, 4), &[new(2, Reason::Reminder)]).await;
        let lost = claim(&db, at(0)).await.remove(0);
        assert!(claim(&db, at(59)).await.is_empty());
        let again = claim(&db, at(60)).await.remove(0);
        assert_eq!((again.id, again.attempts), (lost.id, 2));
        assert!(matches!(done(&db, &lost).await, Err(StoreError::LeaseLost { .. })));
        done(&db, &again).await.expect("sent");
    })
    .await;
}
