//! Deals on their way: K1, K4, K5, K11, K13.

use jiff::{SignedDuration, Span};
use tongguan_core::insight::{Durations, Outcomes, Rate, Sum, Variant, weighted};
use tongguan_core::process::Stage;
use tongguan_store::read::figures::{self, Slice, StageFlow};
use tongguan_store::{StoreError, Tx};

use super::ground::Ground;
use super::view::{FigureLine, FigureReading, FigureUnit, FigureView};
use tongguan_service::i18n::fill;

/// K1.
pub async fn conversion(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let leads = figures::leads(tx, &ground.access, &ground.slice).await?;
    let total = ground
        .line("total", FigureUnit::Count)
        .rate(Rate::of(leads.converted, leads.registered))
        .count(leads.registered)
        .rows(ground.rows("registered"))
        .sides(ground.rows("converted"), None);
    let variant = Variant::ConversionOfCohort;
    Ok(ground.figure(variant.number(), vec![ground.reading(variant, Some(total), Vec::new())]))
}

/// K4, by cohort and by flow.
pub async fn stages(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let flow = figures::flow(tx, &ground.access, &ground.slice).await?;
    let line = |one: &StageFlow, part: i64, side: &str| {
        let (key, name) = (one.stage.key(), ground.stage(one.stage));
        FigureLine::new(key, name, FigureUnit::Count)
            .rate(Rate::of(part, one.entered))
            .count(one.entered)
            .rows(ground.rows(&format!("entered.{key}")))
            .sides(ground.rows(&format!("{side}.{key}")), None)
    };
    let on = || flow.iter().filter(|one| one.stage.next().is_some());
    let cohort = on().map(|one| line(one, one.reached_later, "reached_later")).collect();
    let flowing = on().map(|one| line(one, one.left_forward, "left_forward")).collect();
    let variant = Variant::StageConversionOfCohort;
    let readings = vec![
        ground.reading(variant, None, cohort),
        ground.reading(Variant::StageConversionByFlow, None, flowing),
    ];
    Ok(ground.figure(variant.number(), readings))
}

/// K5.
pub async fn dwell(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let mut lines = Vec::new();
    for stage in Stage::ALL {
        let seconds = figures::dwell_s(tx, &ground.access, &ground.slice, stage, ground.now).await?;
        let count = i64::try_from(seconds.len()).unwrap_or(i64::MAX);
        let spread = seconds.into_iter().collect::<Durations>().spread();
        let rows = ground.rows(&format!("entered.{}", stage.key()));
        let mut line =
            FigureLine::new(stage.key(), ground.stage(stage), FigureUnit::Seconds).count(count).rows(rows);
        line.value = spread.map(|spread| spread.mean_s);
        line.spread = spread.map(Into::into);
        line.limit_working_days = ground.process.stage(stage).and_then(|stage| stage.norm_working_days);
        lines.push(line);
    }
    Ok(ground.figure(Variant::Dwell.number(), vec![ground.reading(Variant::Dwell, None, lines)]))
}

/// K11 in its four variants.
pub async fn win_rate(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let counts = figures::outcomes(tx, &ground.access, &ground.slice, &ground.zone).await?;
    let sum = |(count, amount_minor)| Sum { count, amount_minor };
    let (won, lost, undecided) = (sum(counts.won), sum(counts.lost), sum(counts.undecided));
    let outcomes = Outcomes { won, lost, undecided };
    let reading = |variant, rate: Rate, unit: FigureUnit| outcome(ground, variant, (rate, unit), &outcomes);
    let readings = vec![
        reading(Variant::WinRate, outcomes.win_rate(), FigureUnit::Count),
        reading(Variant::WinRateOfAllClosed, outcomes.win_rate_of_all(), FigureUnit::Count),
        reading(Variant::WinRateByAmount, outcomes.win_rate_by_amount(), FigureUnit::MoneyMinor),
        reading(
            Variant::WinRateOfAllClosedByAmount,
            outcomes.win_rate_of_all_by_amount(),
            FigureUnit::MoneyMinor,
        ),
    ];
    Ok(ground.figure(Variant::WinRate.number(), readings))
}

fn outcome(
    ground: &Ground,
    variant: Variant,
    (rate, unit): (Rate, FigureUnit),
    outcomes: &Outcomes,
) -> FigureReading {
    let line = |key: &str, sum: Sum| {
        let value = if unit == FigureUnit::Count { sum.count } else { sum.amount_minor };
        ground.line(key, unit).value(value).count(sum.count).rows(ground.rows(key))
    };
    let lines =
        vec![line("won", outcomes.won), line("lost", outcomes.lost), line("undecided", outcomes.undecided)];
    let of_all = matches!(variant, Variant::WinRateOfAllClosed | Variant::WinRateOfAllClosedByAmount);
    let decided = outcomes.won.count + outcomes.lost.count;
    let (count, rows) =
        if of_all { (decided + outcomes.undecided.count, "closed") } else { (decided, "decided") };
    let total = ground
        .line("total", unit)
        .rate(rate)
        .count(count)
        .rows(ground.rows(rows))
        .sides(ground.rows("won"), None);
    ground.reading(variant, Some(total), lines)
}

/// K13: what is in the pipeline, each stage by its chance.
pub async fn pipeline(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let mut open = Vec::new();
    for (stage, count, amount_minor) in figures::pipeline(tx, &ground.access, &ground.slice).await? {
        open.push((stage, Sum { count, amount_minor }, chance(tx, ground, stage).await?));
    }
    open.sort_by_key(|(stage, _, _)| *stage);
    let chance_of = |stage: Stage| {
        open.iter().find(|(one, _, _)| *one == stage).map(|(_, _, chance)| *chance).unwrap_or_default()
    };
    let weigh = |one: &[(Stage, Sum, u32)]| {
        weighted(one.iter().map(|(stage, sum, _)| (*stage, *sum)), &chance_of).map(|money| money.minor())
    };
    let line = |one: &(Stage, Sum, u32)| {
        let (stage, sum, chance) = *one;
        let rows = ground.rows(&format!("running.{}", stage.key()));
        let line = FigureLine::new(stage.key(), ground.stage(stage), FigureUnit::MoneyMinor).count(sum.count);
        FigureLine {
            value: weigh(std::slice::from_ref(one)),
            whole: Some(sum.amount_minor),
            probability: Some(chance),
            ..line.rows(rows)
        }
    };
    let total = FigureLine { value: weigh(&open), ..ground.line("total", FigureUnit::MoneyMinor) };
    let total = total.count(open.iter().map(|(_, sum, _)| sum.count).sum()).rows(ground.rows("pipeline"));
    let variant = Variant::WeightedPipeline;
    let mut reading = ground.reading(variant, Some(total), open.iter().map(line).collect());
    let history = ground.process.settings.win_history;
    let limits = serde_json::json!({"months": history.months, "cases": history.cases});
    reading.formula = fill(&reading.formula, limits.as_object().expect("it was written as an object"));
    Ok(ground.figure(variant.number(), vec![reading]))
}

/// How likely a deal in a stage is won, in percent: by the company's past, or by the definition where that says too little.
async fn chance(tx: &mut Tx, ground: &Ground, stage: Stage) -> Result<u32, StoreError> {
    let (settings, today) = (&ground.process.settings, ground.today());
    let from = today.saturating_sub(Span::new().months(i64::from(settings.win_history.months)));
    let slice = Slice {
        from: tongguan_core::zone::at(from, 0, 0, &ground.zone),
        to: ground.now.saturating_add(SignedDuration::from_secs(1)).unwrap_or(ground.now),
        departments: Vec::new(),
        owner: None,
    };
    let (decided, won) = figures::decided(tx, &ground.company, &slice, stage).await?;
    let is_enough = decided >= i64::from(settings.win_history.cases);
    let known = Rate::of(won, decided).probability().filter(|_| is_enough);
    Ok(known.or_else(|| settings.win_probability.get(&stage).copied()).unwrap_or_default())
}
