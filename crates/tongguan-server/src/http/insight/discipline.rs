//! What was refused, and what was excepted.

use tongguan_core::insight::Rate;
use tongguan_store::read::figures;
use tongguan_store::{StoreError, Tx};

use super::ground::Ground;
use super::view::{FigureLine, FigureUnit, FigureView};

/// Refused commands on deals, by reason.
pub async fn refusals(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let found = figures::refusals(tx, &ground.access, &ground.slice).await?;
    let period = format!("{}{}", period(ground), ground.whose_attempts());
    let line = |(code, count): &(String, i64)| {
        let rows = format!("/command-log?refused=true&target_kind=deal&refusal_code={code}&{period}");
        let name = ground.lang.entry(code).title.as_str();
        FigureLine::new(code, name, FigureUnit::Count).value(*count).count(*count).rows(rows)
    };
    let total = found.iter().map(|(_, count)| count).sum();
    let rows = format!("/command-log?refused=true&target_kind=deal&{period}");
    let total = ground.line("total", FigureUnit::Count).value(total).count(total).rows(rows);
    let reading = ground.reading_of("refusals_by_reason", Some(total), found.iter().map(line).collect());
    Ok(ground.figure("refusals", vec![reading]))
}

/// Exceptions by the condition that they were asked for.
pub async fn exceptions(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let found = figures::exceptions(tx, &ground.access, &ground.slice).await?;
    let period = format!("{}{}", period(ground), ground.whose());
    let line = |(gate, condition, asked, granted): &(String, String, i64, i64)| {
        let rows = format!("/exceptions?gate={gate}&condition={condition}&{period}");
        let name = condition_name(ground, gate, condition);
        FigureLine::new(format!("{gate}.{condition}"), name, FigureUnit::Count)
            .rate(Rate::of(*granted, *asked))
            .count(*asked)
            .sides(format!("{rows}&granted=true"), None)
            .rows(rows)
    };
    let sum = |of: fn(&(String, String, i64, i64)) -> i64| found.iter().map(of).sum::<i64>();
    let (asked, granted) = (sum(|one| one.2), sum(|one| one.3));
    let total = ground
        .line("total", FigureUnit::Count)
        .rate(Rate::of(granted, asked))
        .count(asked)
        .rows(format!("/exceptions?{period}"))
        .sides(format!("/exceptions?granted=true&{period}"), None);
    let reading = ground.reading_of("exceptions_by_condition", Some(total), found.iter().map(line).collect());
    Ok(ground.figure("exceptions", vec![reading]))
}

fn period(ground: &Ground) -> String {
    format!("from={}&to={}", ground.slice.from, ground.slice.to)
}

fn condition_name(ground: &Ground, gate: &str, condition: &str) -> String {
    let conditions = ground.process.gates.get(gate).map(|gate| &gate.conditions);
    let found = conditions.and_then(|all| all.iter().find(|one| one.key == condition));
    ground.with_speaker(|speaker| found.map_or(condition, |one| speaker.label(&one.missing)).to_owned())
}
