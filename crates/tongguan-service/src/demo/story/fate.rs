//! How a story will go: where it ends, and the habits of its people.

use super::super::dice::Dice;

/// Where a story is heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Nobody screens the lead; the clock sends it to the pool.
    Forgotten,
    /// 无效.
    Invalid,
    /// Grade C, parked.
    Parked,
    /// Lost after the quotation.
    Lost,
    /// The customer decides nothing.
    Undecided,
    /// Won and paid.
    Won,
}

/// Which condition of a gate an exception (特批) is asked for, where it comes to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plea {
    /// None.
    Nothing,
    /// Nobody at the customer can put a figure on the pain.
    Pain,
    /// The decision maker cannot be reached yet.
    DecisionMaker,
    /// Delivery should start before the pre-payment is there.
    Prepayment,
}

/// Goal and habits.
#[derive(Debug, Clone, Copy)]
pub struct Fate {
    pub goal: Goal,
    pub screens_late: bool,
    pub plans_at_short_notice: bool,
    pub reports_late: bool,
    pub pushes_too_early: bool,
    pub first_paper_returned: bool,
    pub special_discount: bool,
    pub standard_items_only: bool,
    pub term_change: bool,
    pub files_late: bool,
    pub pays_late: bool,
    pub visits_again: bool,
    pub haggles: bool,
    pub renegotiates: bool,
    pub slips: bool,
    pub pays_in_parts: bool,
    pub overpays: bool,
    pub disputes: bool,
    pub wants_invoices: bool,
    pub plea: Plea,
    pub plea_refused: bool,
}

impl Fate {
    /// A fate by chance.
    pub fn draw(dice: &mut Dice) -> Fate {
        let goal = match dice.between(0, 99) {
            0..=5 => Goal::Forgotten,
            6..=15 => Goal::Invalid,
            16..=23 => Goal::Parked,
            24..=35 => Goal::Lost,
            36..=41 => Goal::Undecided,
            _ => Goal::Won,
        };
        let plea = match dice.between(0, 99) {
            0..=6 => Plea::Pain,
            7..=14 => Plea::DecisionMaker,
            15..=34 => Plea::Prepayment,
            _ => Plea::Nothing,
        };
        Fate {
            goal,
            screens_late: dice.chance(10),
            plans_at_short_notice: dice.chance(15),
            reports_late: dice.chance(12),
            pushes_too_early: dice.chance(20),
            first_paper_returned: dice.chance(12),
            special_discount: dice.chance(22),
            standard_items_only: dice.chance(12),
            term_change: dice.chance(30),
            files_late: dice.chance(15),
            pays_late: dice.chance(30),
            visits_again: dice.chance(35),
            haggles: dice.chance(20),
            renegotiates: dice.chance(12),
            slips: dice.chance(25),
            pays_in_parts: dice.chance(15),
            overpays: dice.chance(6),
            disputes: dice.chance(75),
            wants_invoices: dice.chance(60),
            plea,
            plea_refused: dice.chance(35),
        }
    }
}
