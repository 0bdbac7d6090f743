//! Everything in time, a stage or half of one a file. The special discount and the late change of a term are here.

pub mod delivery;
pub mod money;
pub mod negotiation;
pub mod nurture;
pub mod quotation;
pub mod screening;
pub mod signing;
pub mod solution;

use tongguan_core::process::Stage;
use tongguan_store::Database;

use super::{Walk, cast};

/// The company before its deal.
pub(crate) async fn company(db: &Database) -> Walk {
    cast::company(db).await
}

/// From the stage before to this one.
pub(crate) async fn until(walk: &mut Walk, stage: Stage) {
    match stage {
        Stage::Screening => screening::register(walk).await,
        Stage::Nurture => screening::screen(walk).await,
        Stage::Proposal => nurture::go(walk).await,
        Stage::Contract => {
            solution::go(walk).await;
            quotation::go(walk).await;
        }
        Stage::Fulfilment => {
            negotiation::go(walk).await;
            signing::go(walk).await;
        }
        Stage::Aftercare => {
            delivery::go(walk).await;
            money::go(walk).await;
        }
    }
}
