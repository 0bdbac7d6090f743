//! Whoever's turn it is decides, usually within the day; a first paper is sometimes sent back.

use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, Deal};

use super::{Act, Story};
use crate::demo::diary::Diary;

/// The decision in the open approval whose step waits for somebody.
pub(super) fn decide(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let open = deal.approvals.iter().filter(|(_, approval)| approval.is_open());
    let (id, approval, who) = open
        .filter_map(|(id, approval)| {
            let who = approval.active_step().filter(|step| !step.blocked)?.turn().first().copied()?;
            Some((*id, approval, who))
        })
        .next()?;
    let slow = story.dice.chance(12);
    let at = match slow {
        true => diary.in_days(deal.last_at, 3, &mut story.dice),
        false => diary.in_hours(deal.last_at, &mut story.dice),
    };
    let returned = story.fate.first_paper_returned && story.once("returned");
    let verdict = if returned { Verdict::Return(0) } else { Verdict::Approve };
    let opinion = Some(if returned { "依据不足，补充后再提交" } else { "同意" }.to_owned());
    let command = Command::DecideApproval {
        approval: id,
        step: approval.active,
        verdict,
        digest: approval.digest,
        opinion,
    };
    Some(Act::deal(at, who, command))
}
