//! Whoever's turn it is decides, often within the day, sometimes late; a first paper is now and then sent back.

use tongguan_core::approval::{ApprovalSubject, Verdict};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::process::DocumentKind;

use super::{Act, Story};
use crate::demo::diary::Diary;

/// The decision in the open approval whose turn comes first.
pub(super) fn decide(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    if story.hold.as_ref().is_some_and(|hold| !hold.lets_decide()) {
        return None;
    }
    let quick = story.hold.as_ref().is_some_and(|hold| hold.is_reached());
    let open = deal.approvals.iter().filter(|(_, approval)| approval.is_open());
    let turns = open.filter_map(|(id, approval)| {
        let who = approval.active_step().filter(|step| !step.blocked)?.turn().first().copied()?;
        Some((*id, approval, who))
    });
    let mut acts = Vec::new();
    for (id, approval, who) in turns {
        let turn = approval.votes.len() as u32 * 100 + approval.active;
        let at = story.time_of((id.0, turn), |dice| {
            Some(match dice.between(0, 99) {
                _ if quick => diary.in_hours(deal.last_at, dice),
                0..=54 => diary.in_hours(deal.last_at, dice),
                55..=89 => diary.in_days(deal.last_at, 1, dice),
                90..=96 => diary.in_days(deal.last_at, 2, dice),
                _ => diary.in_days(deal.last_at, 4, dice),
            })
        });
        let Some(at) = at else { continue };
        let (verdict, opinion) = verdict(story, deal, &approval.subject, approval.active);
        let (step, digest) = (approval.active, approval.digest);
        let command = Command::DecideApproval { approval: id, step, verdict, digest, opinion: Some(opinion) };
        acts.push(Act::deal(at, who, command).about(id.0, turn));
    }
    acts.into_iter().min_by_key(|act| act.at)
}

fn verdict(story: &Story, deal: &Deal, subject: &ApprovalSubject, step: u32) -> (Verdict, String) {
    let fate = &story.fate;
    let is_first_grading = |subject: &ApprovalSubject| match subject {
        ApprovalSubject::Document { document, revision: 1 } => {
            deal.documents.get(document).is_some_and(|paper| paper.kind == DocumentKind::Grading)
        }
        _ => false,
    };
    let is_exception = matches!(subject, ApprovalSubject::Exception { .. });
    match () {
        () if is_exception && fate.plea_refused && step > 1 => {
            (Verdict::Reject, "条件可以补齐，先按流程办".to_owned())
        }
        () if fate.first_paper_returned && is_first_grading(subject) => {
            (Verdict::Return(0), "依据不足，补充后再提交".to_owned())
        }
        () => (Verdict::Approve, "同意".to_owned()),
    }
}
