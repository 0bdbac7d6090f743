//! The board: a column for each stage, with its count, sum and average dwell, and its first cards.

use jiff::Timestamp;
use tongguan_core::process::Stage;

use super::deals::{self, DealKey, DealOrder, DealRow};
use super::filter::DealFilter;
use super::query::Page;
use super::sums::{self, Sums};
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::Tx;

/// A column of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its stage.
    pub stage: Stage,
    /// How many deals, and what they are worth; a weighted sum is this times the stage's probability.
    pub sums: Sums,
    /// Average seconds in the stage, now.
    pub average_dwell_s: i64,
    /// Its first cards; the next ones are a list with this stage in its filter.
    pub cards: Page<DealRow, DealKey>,
}

/// The columns of all stages. Whatever the filter says of standing and stage, a board shows running deals of every stage.
pub async fn board(
    tx: &mut Tx,
    access: &Access,
    filter: &DealFilter,
    order: DealOrder,
    cards: u32,
    now: Timestamp,
) -> Result<Vec<Column>, StoreError> {
    let filter = DealFilter { standing: DealFilter::open().standing, stage: None, ..filter.clone() };
    let sums = sums::by_stage(tx, access, &filter).await?;
    let mut columns = Vec::with_capacity(Stage::ALL.len());
    for stage in Stage::ALL {
        let of_stage = DealFilter { stage: Some(stage), ..filter.clone() };
        let known = sums.iter().find(|(key, _)| key == stage.key()).map(|(_, sums)| *sums);
        let sums = known.unwrap_or_default();
        let cards = match sums.deals {
            0 => Page { items: Vec::new(), next: None },
            _ => deals::list(tx, access, &of_stage, order, None, cards).await?,
        };
        columns.push(Column { stage, sums, average_dwell_s: sums.average_dwell_s(now), cards });
    }
    Ok(columns)
}
