//! Parts of a whole, and how deals ended.

use std::iter;

use serde::{Deserialize, Serialize};

use crate::money::{Money, Percent};
use crate::process::Stage;

/// How many, and how much in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sum {
    /// How many.
    pub count: i64,
    /// How much, minor units.
    pub amount_minor: i64,
}

/// A part of a whole; counts or minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rate {
    /// The part.
    pub part: i64,
    /// The whole.
    pub whole: i64,
}

impl Rate {
    /// A part of a whole.
    pub fn of(part: i64, whole: i64) -> Rate {
        Rate { part, whole }
    }

    /// In percent, half-up to four places; none without a whole.
    pub fn percent(self) -> Option<Percent> {
        Percent::ratio(Money(self.part), Money(self.whole))
    }

    /// In whole percent, half-up, as a probability is given; none without a whole, or where it is none.
    pub fn probability(self) -> Option<u32> {
        let percent = self.percent()?.scaled() + Percent::SCALE / 2;
        u32::try_from(percent.div_euclid(Percent::SCALE)).ok().filter(|percent| *percent <= 100)
    }
}

/// How the deals that closed in a period ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outcomes {
    /// 赢单.
    pub won: Sum,
    /// 输单.
    pub lost: Sum,
    /// 无决策.
    pub undecided: Sum,
}

impl Outcomes {
    /// K11 by count: won ÷ (won + lost).
    pub fn win_rate(&self) -> Rate {
        Rate::of(self.won.count, self.won.count + self.lost.count)
    }

    /// K11 by count over all closed, 无决策 included.
    pub fn win_rate_of_all(&self) -> Rate {
        let decided = self.win_rate();
        Rate { whole: decided.whole + self.undecided.count, ..decided }
    }

    /// K11 by amount: won ÷ (won + lost).
    pub fn win_rate_by_amount(&self) -> Rate {
        Rate::of(self.won.amount_minor, self.won.amount_minor + self.lost.amount_minor)
    }

    /// K11 by amount over all closed.
    pub fn win_rate_of_all_by_amount(&self) -> Rate {
        let decided = self.win_rate_by_amount();
        Rate { whole: decided.whole + self.undecided.amount_minor, ..decided }
    }
}

/// K13: open amounts by stage, each at the probability of its stage in whole percent, rounded half-up once on the sum.
pub fn weighted(
    open: impl IntoIterator<Item = (Stage, Sum)>,
    probability: &dyn Fn(Stage) -> u32,
) -> Option<Money> {
    let products = open
        .into_iter()
        .map(|(stage, sum)| i128::from(sum.amount_minor).checked_mul(i128::from(probability(stage))));
    let total = products.chain(iter::once(Some(50))).try_fold(0_i128, |sum, one| sum.checked_add(one?))?;
    i64::try_from(total.div_euclid(100)).ok().map(Money)
}
