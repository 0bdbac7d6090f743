//! One deal from a lead at an exhibition to its last payment and its review, over HTTP, by the people whose roles the standard names.
//!
//! Nobody here knows a rule: before each step the walk looks whether it is offered to whoever takes it, and that it is refused, with
//! the reason, to somebody who must not. The clock is the test's own.

mod cast;
pub(crate) mod desk;
pub(crate) mod form;
pub(crate) mod in_time;
mod late;
mod seed;

pub(crate) use desk::Walk;

use tongguan_testkit::for_each_engine;

use crate::trap::typing;

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_becomes_cash_and_every_clock_is_met_in_time() {
    for_each_engine(|db| async move {
        let walk = whole(&db).await;
        for clock in ["T1", "T2", "T3", "T4", "T5", "T6", "T7"] {
            let ended = walk.clock(clock).await;
            let met = ended.iter().all(|(state, missed)| state != "open" && !missed);
            assert!(met && ended.iter().any(|(state, _)| state == "met"), "{clock}: {ended:?}");
        }
        typing::trap_18_less_is_typed_than_stands_on_the_paper(&walk);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_becomes_cash_although_every_clock_is_missed_once() {
    for_each_engine(|db| async move {
        let mut walk = cast::company(&db).await;
        late::selling::go(&mut walk).await;
        late::contract::go(&mut walk).await;
        late::delivery::go(&mut walk).await;
        late::dunning::go(&mut walk).await;
        for clock in ["T1", "T2", "T3", "T4", "T5", "T6", "T7"] {
            let ended = walk.clock(clock).await;
            assert!(ended.iter().any(|(_, missed)| *missed), "{clock}: {ended:?}");
            assert!(ended.iter().all(|(state, _)| state != "open"), "{clock}: {ended:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_agreement_is_confirmed_and_contracts_are_given_up() {
    for_each_engine(|db| async move {
        let mut walk = cast::company(&db).await;
        late::selling::go(&mut walk).await;
        late::agreement::go(&mut walk).await;
    })
    .await;
}

/// A company whose deal has gone all its way in time.
pub(crate) async fn whole(db: &tongguan_store::Database) -> Walk {
    let mut walk = cast::company(db).await;
    in_time::screening::go(&mut walk).await;
    in_time::nurture::go(&mut walk).await;
    in_time::solution::go(&mut walk).await;
    in_time::quotation::go(&mut walk).await;
    in_time::negotiation::go(&mut walk).await;
    in_time::signing::go(&mut walk).await;
    in_time::delivery::go(&mut walk).await;
    in_time::money::go(&mut walk).await;
    walk
}
