//! The delivery plan (交付计划): milestones on a line of time, months marked.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Drawing, Shape, Tone};

/// Room for the names, and for the line of time.
const NAMES: f64 = 130.0;
const TIME: f64 = 340.0;
/// Room behind the last date for the words of a milestone.
const BEHIND: f64 = 90.0;
const ROW: f64 = 22.0;
const HEAD: f64 = 20.0;
const MARK: f64 = 8.0;

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its name.
    pub name: String,
    /// When it is planned.
    pub planned_on: Date,
    /// Who answers for it.
    pub responsible: String,
    /// Whether it is done.
    pub done: bool,
}

/// The drawing; none without milestones. Days outside the plan's own period widen it.
pub fn drawing(period: Option<(Date, Date)>, milestones: &[Milestone]) -> Option<Drawing> {
    let days = milestones.iter().map(|milestone| milestone.planned_on);
    let days = days.chain(period.into_iter().flat_map(|(from, to)| [from, to]));
    let (from, to) = (days.clone().min()?, days.max()?);
    milestones.first()?;
    let span = f64::from(from.until(to).map_or(1, |span| span.get_days()).max(1));
    let x = |day: Date| NAMES + TIME * f64::from(from.until(day).map_or(0, |span| span.get_days())) / span;
    let height = HEAD + ROW * milestones.len() as f64;
    let mut shapes = months(from, to, &x, height);
    for (row, milestone) in milestones.iter().enumerate() {
        shapes.extend(one(milestone, HEAD + ROW * row as f64, &x));
    }
    Some(Drawing { width: NAMES + TIME + BEHIND, height, shapes })
}

/// The first of each month, and the first day of all.
fn months(from: Date, to: Date, x: &impl Fn(Date) -> f64, height: f64) -> Vec<Shape> {
    let first = from.first_of_month().saturating_add(1.month());
    let firsts = std::iter::successors(Some(first), |day| Some(day.saturating_add(1.month())));
    let every = i32::from(to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month());
    let every = usize::try_from(every / 8 + 1).unwrap_or(1);
    let marked = firsts.take_while(|day| *day <= to).step_by(every);
    let mark = |day: Date, words: String| {
        let line = Shape::Line { from: (x(day), HEAD - 4.0), to: (x(day), height), dashed: true };
        [line, Shape::Words { at: (x(day) + 2.0, 2.0), left_of: false, words }]
    };
    let start = mark(from, from.to_string());
    // A month that begins right behind the start would write over it.
    let later =
        marked.filter(|day| x(*day) - x(from) > 60.0).map(|day| mark(day, day.strftime("%Y-%m").to_string()));
    std::iter::once(start).chain(later).flatten().collect()
}

fn one(milestone: &Milestone, top: f64, x: &impl Fn(Date) -> f64) -> [Shape; 4] {
    let (at, middle) = (x(milestone.planned_on), top + ROW / 2.0);
    let tone = if milestone.done { Tone::Good } else { Tone::Plain };
    let (day, who) = (milestone.planned_on.strftime("%m-%d").to_string(), milestone.responsible.as_str());
    [
        Shape::Words { at: (NAMES - 8.0, top + 5.0), left_of: true, words: milestone.name.clone() },
        Shape::Line { from: (NAMES, middle), to: (at, middle), dashed: false },
        Shape::Box {
            at: (at - MARK / 2.0, middle - MARK / 2.0),
            size: (MARK, MARK),
            tone,
            words: Vec::new(),
        },
        Shape::Words { at: (at + MARK, top + 5.0), left_of: false, words: format!("{day} {who}") },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn milestone(on: &str) -> Milestone {
        Milestone {
            name: "上线".to_owned(),
            planned_on: day(on),
            responsible: "江涛".to_owned(),
            done: false,
        }
    }

    #[test]
    fn dates_stand_where_they_lie_in_the_period() {
        let period = Some((day("2026-12-01"), day("2027-01-30")));
        let drawn = drawing(period, &[milestone("2026-12-31"), milestone("2027-01-30")]).expect("milestones");
        let boxes: Vec<f64> = drawn
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Box { at, .. } => Some(at.0 + MARK / 2.0),
                _ => None,
            })
            .collect();
        assert_eq!(boxes, [NAMES + TIME / 2.0, NAMES + TIME]);
        assert_eq!(drawn.height, HEAD + 2.0 * ROW);
    }

    #[test]
    fn one_day_and_nothing_are_drawn_without_harm() {
        assert!(drawing(None, &[]).is_none());
        assert!(drawing(Some((day("2026-12-01"), day("2026-12-02"))), &[]).is_none());
        drawing(None, &[milestone("2026-12-31")]).expect("a single day");
        let long = drawing(None, &[milestone("2020-01-01"), milestone("2029-12-31")]).expect("ten years");
        let marks =
            long.shapes.iter().filter(|shape| matches!(shape, Shape::Line { dashed: true, .. })).count();
        assert!((6..=10).contains(&marks), "{marks}");
    }
}
