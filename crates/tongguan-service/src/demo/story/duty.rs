//! What people owe beside the main line: next actions, complaints, return visits, reviews, improvements, dunning, grades again.
//!
//! Each is done once, mostly in time, sometimes late, as its debtor would: when, is drawn as soon as it is owed.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tongguan_core::deal::aftercare::Ending;
use tongguan_core::deal::fulfilment::Channel;
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{ObligationId, PersonId};
use tongguan_core::obligation::{Obligation, Subject};
use tongguan_core::process::DocumentKind;

use super::{Act, Story, lead, money, standing, submit};
use crate::demo::diary::Diary;
use crate::demo::dice::Dice;

/// What is done next of all that is owed.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let open = deal.obligations.iter().filter(|(_, owed)| owed.is_open());
    let acts: Vec<Act> = open.filter_map(|(id, owed)| discharge(story, deal, diary, (*id, owed))).collect();
    acts.into_iter().min_by_key(|act| act.at)
}

fn discharge(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    (id, owed): (ObligationId, &Obligation),
) -> Option<Act> {
    let act = |story: &mut Story, who: PersonId, command: Command| {
        let at = moment(story, deal, diary, (id, owed))?;
        Some(Act::deal(at, who, command).about(id.0, 0))
    };
    let cast = story.cast;
    match (owed.clock.as_str(), &owed.subject) {
        ("T12", Subject::Action(document, action)) => {
            let note = "已完成，结果发给客户并抄送经理".to_owned();
            act(story, owed.debtor?, Command::CompleteAction { document: *document, action: *action, note })
        }
        ("T13" | "T13-B", _) => {
            let at = moment(story, deal, diary, (id, owed))?;
            Some(return_visit(story, at).about(id.0, 0))
        }
        ("T15-A", Subject::Complaint(complaint)) => {
            let note = "已致电客户，确认现象，当天派人排查".to_owned();
            act(story, cast.service, Command::AnswerComplaint { complaint: *complaint, note })
        }
        ("T15", Subject::Complaint(complaint)) => {
            let plan = "升级接口程序并补做一次用户培训，三个工作日内完成".to_owned();
            act(story, cast.service, Command::PlanComplaint { complaint: *complaint, plan })
        }
        ("T15-B" | "T15-C", Subject::Complaint(complaint)) => {
            deal.aftercare.complaints.get(complaint)?.planned_at?;
            let note = "客户确认问题已解决".to_owned();
            act(story, owed.debtor?, Command::CloseComplaint { complaint: *complaint, note })
        }
        ("T16", _) if deal.has_ended() => {
            let at = moment(story, deal, diary, (id, owed))?;
            Some(review_of_loss(story, deal, diary, at)?.about(id.0, 0))
        }
        ("T16-A", Subject::Improvement(document, action)) => {
            let note = "清单已更新，本周起使用".to_owned();
            act(story, owed.debtor?, Command::CloseImprovement { document: *document, action: *action, note })
        }
        ("T20", _) => {
            let at = moment(story, deal, diary, (id, owed))?;
            let body = lead::grading(story.fate.goal, &mut story.dice.clone());
            let standing = standing(deal, DocumentKind::Grading);
            Some(submit(at, cast.rep, DocumentKind::Grading, standing, body).about(id.0, 0))
        }
        ("T6", Subject::Week(_)) => weekly_report(story, deal, diary, (id, owed)),
        ("T7-A", Subject::Instalment(instalment)) => {
            let at = moment(story, deal, diary, (id, owed))?;
            Some(money::dun(story, deal, diary, *instalment, at)?.about(id.0, 0))
        }
        ("T7-C", Subject::Instalment(instalment)) => {
            let note = "补交调试记录后客户认可，争议解除".to_owned();
            act(story, cast.finance, Command::SettleDispute { instalment: *instalment, note })
        }
        _ => None,
    }
}

/// When somebody does what he owes: up to two working days ahead, or somewhat late.
fn moment(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    (id, owed): (ObligationId, &Obligation),
) -> Option<Timestamp> {
    let from = deal.last_at;
    story.time_of((id.0, 0), |dice| {
        let due = diary.day(owed.due_at);
        let at = match dice.between(0, 99) {
            0..=57 => {
                let ahead = u32::try_from(dice.between(0, 2)).unwrap_or(0);
                diary.some_time_on(diary.working_day_back(due, ahead), dice)
            }
            58..=87 => late(owed, diary, dice, (1, 6)),
            _ => late(owed, diary, dice, (6, 14)),
        };
        Some(if at > from { at } else { diary.in_hours(from, dice) })
    })
}

fn late(owed: &Obligation, diary: &Diary, dice: &mut Dice, (least, most): (i64, i64)) -> Timestamp {
    let days = u32::try_from(dice.between(least, most)).unwrap_or(1);
    diary.in_days(owed.due_at, days, dice)
}

fn return_visit(story: &mut Story, at: Timestamp) -> Act {
    let cast = story.cast;
    // Drawn apart, so that thinking of it again says the same.
    let score = if story.dice.clone().chance(14) { 3 } else { 5 };
    let feedback = match score {
        3 => "接口偶有延迟，培训材料偏少，希望尽快处理",
        _ => "上线后对账时间明显减少，愿意做参考客户",
    };
    let body = json!({
        "at": at - SignedDuration::from_mins(40), "by": cast.service, "contact": story.contacts[1],
        "score": score, "nps": if score == 3 { 7 } else { 9 }, "feedback": feedback,
    });
    submit(at, cast.service, DocumentKind::AfterSales, None, body)
}

fn review_of_loss(story: &Story, deal: &Deal, diary: &Diary, at: Timestamp) -> Option<Act> {
    let cast = story.cast;
    let ended = deal.aftercare.ended.as_ref()?;
    let mut body = json!({
        "kind": ended.outcome.review(),
        "participants": [cast.rep, cast.manager, cast.presales],
        "what_worked": "需求访谈扎实，技术评估得分第一",
        "what_failed": "预算审批人接触太晚，价格谈判被动",
        "root_cause": "决策链没有在立项前走完",
        "actions": [{
            "what": "立项前必须见到预算审批人，写入团队检查表", "owner": cast.rep,
            "due": diary.working_day_after(diary.day(at), 10),
        }],
    });
    if ended.outcome == Ending::Lost {
        let reasons = json!({
            "winner": "启明软件", "loss_reason": ended.reason, "loss_reason_customer": "对方报价低，且已有同类案例",
            "loss_reason_rep": "报价前没有谈清价值",
        });
        merge(&mut body, reasons);
    }
    Some(submit(at, cast.manager, DocumentKind::Retrospective, None, body))
}

fn merge(body: &mut Value, more: Value) {
    if let (Value::Object(body), Value::Object(more)) = (body, more) {
        body.extend(more);
    }
}

/// The report of a week, written on its last working day or the one after, and sent soon after that.
fn weekly_report(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    (id, owed): (ObligationId, &Obligation),
) -> Option<Act> {
    let fulfilment = &deal.fulfilment;
    let rep = story.cast.rep;
    let unsent = deal.documents.iter().find(|(id, document)| {
        document.kind == DocumentKind::ProgressReport && !fulfilment.reporting.sent.contains_key(id)
    });
    if let Some((document, report)) = unsent {
        let at = report.submitted_at + SignedDuration::from_mins(12);
        let command = Command::SendReport {
            document: *document,
            revision: report.revision,
            to: vec![story.contacts[1]],
            channel: Channel::Declared,
            evidence: vec![story.setting.papers.mail],
        };
        return Some(Act::deal(at, rep, command));
    }
    let at = story.time_of((id.0, 0), |dice| {
        let last = diary.day(owed.due_at);
        let at = match dice.chance(90) {
            true => diary.at(last, 15, i8::try_from(dice.between(5, 55)).unwrap_or(30)),
            false => diary.in_days(owed.due_at, 1, dice),
        };
        Some(if at > deal.last_at { at } else { deal.last_at + SignedDuration::from_mins(20) })
    })?;
    let body = progress(deal, diary, at)?;
    Some(submit(at, rep, DocumentKind::ProgressReport, None, body).about(id.0, 0))
}

fn progress(deal: &Deal, diary: &Diary, at: Timestamp) -> Option<Value> {
    let plan = &deal.fulfilment.plan;
    let done = plan.milestones.iter().filter(|(_, milestone)| milestone.done_on.is_some());
    let done: u32 = done.map(|(number, _)| if *number == 1 { 60 } else { 40 }).sum();
    let open = plan.milestones.values().find(|milestone| milestone.done_on.is_none());
    let open = open.or(plan.milestones.values().last())?;
    let slips = open.baseline_on.is_some_and(|baseline| baseline < open.planned_on)
        || open.planned_on < diary.day(at);
    let mut row = json!({"milestone": "上线", "planned": open.baseline_on.unwrap_or(open.planned_on), "forecast": open.planned_on});
    if let Some(done_on) = open.done_on {
        row["actual"] = json!(done_on);
    }
    Some(json!({
        "overall_status": if slips { "amber" } else { "green" },
        "status_reason": if slips { "客户机房交付推迟，已与客户商定新日期" } else { "差距在一周内可追回，客户已知情" },
        "progress_pct_actual": done.to_string(),
        "milestone_status": [row],
        "done_this_week": "接口联调与主数据核对",
        "plan_next_week": "用户培训与试运行准备",
        "customer_support_needed": "无",
    }))
}
