//! Money that is to come: K21, K24, K25.

use tongguan_core::insight::{Rate, Variant, days_overdue};
use tongguan_store::read::instalments::{self, Ageing};
use tongguan_store::{StoreError, Tx};

use super::ground::Ground;
use super::view::{FigureLine, FigureUnit, FigureView};

/// The ages of receivables, youngest first.
pub const AGES: [&str; 5] = ["not_due", "to_30", "to_60", "to_90", "over_90"];

/// K21 and K21b.
pub async fn collection(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let filter = &ground.instalments;
    let collected = instalments::collected(tx, &ground.access, filter, ground.days).await?;
    let total = |part: i64| {
        let rate = Rate::of(part, collected.due_minor);
        ground.line("total", FigureUnit::MoneyMinor).rate(rate).rows(ground.rows("first_due"))
    };
    let variant = Variant::CollectionRate;
    let readings = vec![
        ground.reading(variant, Some(total(collected.received_minor)), Vec::new()),
        ground.reading(Variant::CollectionInTime, Some(total(collected.in_time_minor)), Vec::new()),
    ];
    Ok(ground.figure(variant.number(), readings))
}

/// K24.
pub async fn overdue_rate(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let ageing = instalments::ageing(tx, &ground.access, &ground.instalments, ground.today()).await?;
    let buckets = buckets(&ageing);
    let whole: i64 = buckets.iter().map(|(_, minor)| minor).sum();
    let count = buckets.iter().map(|(count, _)| count).sum();
    let total = ground
        .line("total", FigureUnit::MoneyMinor)
        .rate(Rate::of(whole - ageing.not_due.1, whole))
        .count(count)
        .rows(ground.rows("outstanding"))
        .sides(ground.rows("overdue"), Some(ground.rows("age.not_due")));
    let variant = Variant::OverdueRate;
    Ok(ground.figure(variant.number(), vec![ground.reading(variant, Some(total), Vec::new())]))
}

/// K25, with the weighted days overdue as its value.
pub async fn ageing(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let today = ground.today();
    let ageing = instalments::ageing(tx, &ground.access, &ground.instalments, today).await?;
    let overdue = instalments::overdue(tx, &ground.access, &ground.instalments, today).await?;
    let buckets = buckets(&ageing);
    let whole: i64 = buckets.iter().map(|(_, minor)| minor).sum();
    let line = |(key, (count, minor)): (&&str, &(i64, i64))| -> FigureLine {
        let rows = ground.rows(&format!("age.{key}"));
        let line = ground.line(key, FigureUnit::MoneyMinor).value(*minor).count(*count);
        line.rate(Rate::of(*minor, whole)).rows(rows)
    };
    let lines = AGES.iter().zip(&buckets).map(line).collect();
    let mut total =
        ground.line("total", FigureUnit::MoneyMinor).value(whole).rows(ground.rows("outstanding"));
    total.days_overdue = days_overdue(overdue, today).map(|days| days.to_string());
    let variant = Variant::Ageing;
    Ok(ground.figure(variant.number(), vec![ground.reading(variant, Some(total), lines)]))
}

fn buckets(ageing: &Ageing) -> [(i64, i64); 5] {
    [ageing.not_due, ageing.to_30, ageing.to_60, ageing.to_90, ageing.over_90]
}
