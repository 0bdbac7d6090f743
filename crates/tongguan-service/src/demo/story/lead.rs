//! Stage 1: the customer is called, the lead screened, its grade proposed.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tongguan_core::deal::{Command, ContactMethod, Deal, Grade, InvalidReason, ScreeningResult};
use tongguan_core::process::DocumentKind;

use super::{Act, Goal, Step, Story, advance, standing, submit};
use crate::demo::customers::Customer;
use crate::demo::diary::Diary;
use crate::demo::dice::Dice;

const CHANNELS: [(&str, &str); 5] = [
    ("exhibition", "2026上海工博会 B2-118"),
    ("webinar", "智能制造线上研讨会"),
    ("referral", "老客户介绍"),
    ("tender", "采购公告 ZB-2026-0431"),
    ("website", "官网留言"),
];

const NEEDS: [&str; 5] = [
    "现有MES与ERP不通，工单靠纸质流转，计划上线一体化系统",
    "仓库账实不符，盘点一次要停产两天，希望条码化管理",
    "质量追溯靠手工台账，客户审核要求系统化",
    "设备停机原因不清，希望采集数据并统计综合效率",
    "排产靠经验，插单多，希望引入高级排产",
];

/// 表1 for a customer.
pub fn form(
    customer: &Customer,
    uscc: &str,
    obtained: jiff::civil::Date,
    goal: Goal,
    dice: &mut Dice,
) -> Value {
    let (channel, detail) = *dice.pick(&CHANNELS);
    let weak = matches!(goal, Goal::Parked | Goal::Invalid);
    json!({
        "obtained_at": obtained,
        "source_channel": channel,
        "source_detail": detail,
        "account_name": customer.name,
        "uscc": uscc,
        "customer_nature": customer.nature,
        "size_class": customer.size_class,
        "industry": customer.industry,
        "region": customer.region,
        "annual_revenue": dice.between(3_000, 90_000) * 1_000_000,
        "employees": dice.between(60, 2_400),
        "contact_name": customer.people[1],
        "contact_title": "信息部经理",
        "contact_phone": format!("0571-8{:07}", dice.between(0, 9_999_999)),
        "contact_email": customer.mail("it"),
        "pi_notice": "business_card",
        "need_summary": *dice.pick(&NEEDS),
        "intent_level": if weak { "exploring" } else { "explicit" },
        "budget_status": if weak { "unknown" } else { "applying" },
        "authority_level": "influencer",
        "expected_purchase_date": obtained.saturating_add(jiff::Span::new().days(dice.between(60, 160))),
        "strategy_fit": if weak { "partly" } else { "fits" },
    })
}

/// What happens to a lead next.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let goal = story.fate.goal;
    if goal == Goal::Forgotten || deal.owner.is_none() {
        return None;
    }
    let rep = story.cast.rep;
    let soon = diary.in_hours(deal.last_at, &mut story.dice);
    let calls_needed = if goal == Goal::Invalid { 3 } else { 1 };
    if (deal.lead.attempts.len() as u32) < calls_needed {
        let at = match deal.lead.attempts.is_empty() {
            true => soon,
            false => diary.in_days(deal.last_at, 1, &mut story.dice),
        };
        return Some(call(story, at));
    }
    match (deal.lead.screening, deal.lead.grade) {
        (None, _) => {
            let at = match story.fate.screens_late {
                true => soon + SignedDuration::from_hours(50),
                false => soon,
            };
            let invalid = goal == Goal::Invalid;
            let result = if invalid { ScreeningResult::Invalid } else { ScreeningResult::Valid };
            let reason = invalid.then_some(InvalidReason::Unreachable);
            Some(Act::deal(at, rep, Command::CompleteScreening { result, reason, note: None }))
        }
        (Some(ScreeningResult::Valid), None) => {
            if story.fate.pushes_too_early && story.once("early G1") {
                return advance(story, deal, diary);
            }
            let body = grading(goal, &mut story.dice);
            let soon = story.not_before(Step::Grading, soon);
            Some(submit(soon, rep, DocumentKind::Grading, standing(deal, DocumentKind::Grading), body))
        }
        (Some(ScreeningResult::Valid), Some(Grade::A | Grade::B)) => advance(story, deal, diary),
        _ => None,
    }
}

fn call(story: &mut Story, at: jiff::Timestamp) -> Act {
    let reached = story.fate.goal != Goal::Invalid;
    let note = if reached {
        "电话沟通需求与预算，约下周拜访"
    } else {
        "电话无人接听，已发邮件"
    }
    .to_owned();
    let command =
        Command::LogContactAttempt { at, method: ContactMethod::Phone, reached, commitment_on: None, note };
    Act::deal(at, story.cast.rep, command)
}

/// 客户分级, as the rep proposes it.
pub(super) fn grading(goal: Goal, dice: &mut Dice) -> Value {
    let (fit, intent) = match goal {
        Goal::Parked => (dice.between(14, 20), dice.between(8, 18)),
        _ => (dice.between(30, 46), dice.between(24, 42)),
    };
    let grade = match (fit + intent, intent) {
        (70.., 30..) => "A",
        (40.., _) => "B",
        _ => "C",
    };
    json!({
        "fit_score": fit,
        "intent_score": intent,
        "grade_proposed": grade,
        "evidence": "通话记录、官网与年报资料",
    })
}
