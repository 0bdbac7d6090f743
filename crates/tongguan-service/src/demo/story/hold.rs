//! Stories that stand at a wanted step when the demo is opened: somebody has something to decide or to do, since a day or so.
//!
//! Such a story waits before its step until shortly before the end, takes it, and rests there. Everything else about it is
//! as in any other story.

use jiff::Timestamp;
use tongguan_core::deal::Command;
use tongguan_core::process::DocumentKind;

use super::{Act, Deed, Fate, Goal, Plea};
use crate::demo::diary::Diary;

/// The step at which a story rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Grading,
    VisitPlan,
    Plea,
    Review,
    Quotation,
    Loss,
    Contract,
    SecondRound,
    Signing,
}

/// A story that is wanted at the end.
pub struct Case {
    /// Login of its rep.
    pub rep: &'static str,
    /// So many working days before the end it begins.
    pub begins: u32,
    step: Step,
    /// So many working days before the end, at that hour, it takes its step.
    since: (u32, i8),
    /// So many decisions are still taken after that.
    decisions: u32,
}

/// All of them. One story in [`EVERY`] is one, so that a small demo has the first few.
pub const CASES: &[Case] = &[
    case("zhang.wei", Step::Grading, 3, (1, 15), 0),
    case("li.na", Step::Quotation, 42, (2, 10), 2),
    case("zhang.wei", Step::VisitPlan, 14, (1, 11), 0),
    case("wang.lei", Step::Contract, 38, (3, 10), 1),
    case("li.na", Step::Plea, 36, (1, 14), 0),
    case("zhang.wei", Step::VisitPlan, 20, (5, 10), 0),
    case("luo.qiang", Step::SecondRound, 54, (2, 14), 0),
    case("zhang.wei", Step::Loss, 48, (1, 16), 0),
    case("wang.lei", Step::Grading, 3, (1, 16), 0),
    case("luo.qiang", Step::Grading, 3, (1, 11), 0),
    case("song.kai", Step::Grading, 4, (2, 16), 0),
    case("li.na", Step::Grading, 3, (1, 17), 0),
    case("song.kai", Step::Contract, 38, (3, 11), 2),
    case("zhang.wei", Step::Contract, 38, (1, 15), 0),
    case("shen.yue", Step::Contract, 40, (4, 9), 3),
    case("deng.hui", Step::Quotation, 42, (1, 17), 1),
    case("han.xue", Step::Quotation, 42, (1, 14), 0),
    case("shen.yue", Step::Quotation, 44, (3, 9), 3),
    case("deng.hui", Step::VisitPlan, 16, (1, 10), 0),
    case("han.xue", Step::Plea, 36, (2, 11), 1),
    case("zhang.wei", Step::Signing, 38, (2, 15), 0),
    case("wang.lei", Step::Review, 34, (1, 15), 0),
    case("luo.qiang", Step::Loss, 46, (2, 10), 0),
    case("song.kai", Step::VisitPlan, 22, (5, 14), 0),
    case("li.na", Step::Review, 34, (1, 11), 0),
    case("deng.hui", Step::Signing, 38, (1, 10), 0),
];

/// Every so manieth story is one of the cases, as long as there are any.
pub const EVERY: usize = 3;

const fn case(rep: &'static str, step: Step, begins: u32, since: (u32, i8), decisions: u32) -> Case {
    Case { rep, begins, step, since, decisions }
}

impl Case {
    /// The fate that leads there.
    pub fn bend(&self, fate: Fate) -> Fate {
        let fate = Fate {
            goal: if self.step == Step::Loss { Goal::Lost } else { Goal::Won },
            screens_late: false,
            plans_at_short_notice: false,
            first_paper_returned: false,
            standard_items_only: false,
            renegotiates: self.step == Step::SecondRound,
            haggles: false,
            visits_again: false,
            files_late: false,
            ..fate
        };
        match self.step {
            Step::Quotation => Fate { special_discount: true, ..fate },
            Step::Plea => Fate { plea: Plea::DecisionMaker, plea_refused: false, ..fate },
            _ => Fate { plea: Plea::Nothing, ..fate },
        }
    }

    /// When it rests.
    pub fn hold(&self, end: Timestamp, diary: &Diary) -> Hold {
        let (days, hour) = self.since;
        let since = diary.at(diary.working_day_back(diary.day(end), days), hour, 20);
        Hold { step: self.step, since, decisions: self.decisions, reached: false }
    }
}

/// A rest to come, or come to.
#[derive(Debug, Clone)]
pub struct Hold {
    step: Step,
    since: Timestamp,
    decisions: u32,
    reached: bool,
}

impl Hold {
    /// Whether the story rests.
    pub fn is_reached(&self) -> bool {
        self.reached
    }

    /// Whether approvals are still decided.
    pub(super) fn lets_decide(&self) -> bool {
        !self.reached || self.decisions > 0
    }

    /// A step is not taken before its time.
    pub(super) fn put_off(&self, step: Step, at: Timestamp) -> Timestamp {
        if self.step == step && !self.reached { at.max(self.since) } else { at }
    }

    /// An act was done: the step itself, or a decision after it.
    pub(super) fn done(&mut self, act: &Act) {
        let Deed::Deal(command) = &act.deed else { return };
        match command {
            Command::DecideApproval { .. } if self.reached => {
                self.decisions = self.decisions.saturating_sub(1);
            }
            _ if is_step(self.step, command, act) => self.reached = true,
            _ => {}
        }
    }
}

fn is_step(step: Step, command: &Command, act: &Act) -> bool {
    let submits =
        |wanted: DocumentKind| matches!(command, Command::SubmitDocument { kind, .. } if *kind == wanted);
    match step {
        Step::Grading => submits(DocumentKind::Grading),
        Step::VisitPlan => submits(DocumentKind::VisitPlan),
        Step::Plea => matches!(command, Command::RequestException { .. }),
        Step::Review => matches!(command, Command::ConveneReview { .. }),
        Step::Quotation => submits(DocumentKind::Quotation),
        Step::Loss => matches!(command, Command::CloseDeal { .. }),
        // Only these two say what they are about: the contract, and the round after its approval.
        Step::Contract => matches!(command, Command::SubmitForApproval { .. }) && act.about.is_some(),
        Step::SecondRound => matches!(command, Command::RecordRound { .. }) && act.about.is_some(),
        Step::Signing => matches!(command, Command::RecordSigning { .. }),
    }
}
