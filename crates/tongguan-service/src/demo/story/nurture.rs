//! Stage 2: a first visit on a plan, its record, needs held against a second source, the decision chain.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tongguan_core::deal::nurture::{VerificationMethod, VerificationResult};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{DocumentId, NeedId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;

use super::{Act, Plea, Step, Story, advance, standing, submit};
use crate::demo::diary::Diary;

/// What happens next.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let (rep, manager) = (story.cast.rep, story.cast.manager);
    let soon = diary.in_hours(deal.last_at, &mut story.dice);
    let act = |who, command| Some(Act::deal(soon, who, command));
    let nurture = &deal.nurture;
    let Some((visit, first)) = nurture.visits.iter().find(|(_, visit)| !visit.cancelled) else {
        return Some(plan(story, deal, diary, "first"));
    };
    let Some(report) = first.report else { return Some(report_of(story, deal, *visit, diary)) };
    if nurture.reports[&report].late && !nurture.reports[&report].confirmed {
        return act(
            manager,
            Command::ConfirmBackfill { document: report, opinion: "情况属实，下次按时".to_owned() },
        );
    }
    if nurture.guided_at.is_none() {
        let guidance = "先量化对账与停线损失，再约财务核实预算口径".to_owned();
        return act(manager, Command::GuideNeeds { guidance });
    }
    if let Some((need, _)) = nurture.needs.iter().find(|(_, need)| !need.is_verified()) {
        return Some(verify(story, *need, diary.day(soon), soon));
    }
    if story.fate.pushes_too_early && story.once("early G2") {
        return advance(story, deal, diary);
    }
    if deal.document(DocumentKind::DecisionChain).is_none() {
        let body = chain(story, report, diary, soon);
        return Some(submit(soon, rep, DocumentKind::DecisionChain, None, body));
    }
    if nurture.forecast.is_none() {
        let amount = Money::from_yuan(story.dice.between(18, 260) * 10_000)?;
        let close_on =
            diary.working_day_after(diary.day(soon), u32::try_from(story.dice.between(25, 70)).ok()?);
        return act(rep, Command::SetForecast { amount, close_on });
    }
    if nurture.confirmed_at.is_none() {
        return act(
            manager,
            Command::ConfirmOpportunity {
                opinion: "需求真实，决策链清楚，同意立项".to_owned()
            },
        );
    }
    plea(story, deal, diary, (report, soon)).or_else(|| advance(story, deal, diary))
}

/// Asks for an exception where a condition cannot be met yet; meets it after all where that is refused.
fn plea(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    (report, soon): (DocumentId, Timestamp),
) -> Option<Act> {
    let (condition, reason) = match story.fate.plea {
        Plea::Pain => ("pain", "客户不愿提供损失数据，但已口头确认年内必须上线，请准予立项"),
        Plea::DecisionMaker => {
            ("decision_maker", "总经理本月出国，行程未定；信息部已书面授权推进，请准予立项")
        }
        Plea::Nothing | Plea::Prepayment => return None,
    };
    if deal.exceptions.contains(&("G2".to_owned(), condition.to_owned())) {
        return None;
    }
    if story.once("plea") {
        let (gate, condition, reason) = ("G2".to_owned(), condition.to_owned(), reason.to_owned());
        let at = story.not_before(Step::Plea, soon);
        return Some(Act::deal(at, story.cast.rep, Command::RequestException { gate, condition, reason }));
    }
    if !story.once("met after all") {
        return None;
    }
    if story.fate.plea == Plea::Pain {
        let reason = "客户书面说明停线损失，金额待审计，先行立项".to_owned();
        return Some(Act::deal(soon, story.cast.manager, Command::WaivePain { reason }));
    }
    let at = diary.in_days(deal.last_at, 3, &mut story.dice);
    let planned = diary.working_day_after(diary.day(at), 8);
    let mut body = chain(story, report, diary, at);
    body["nodes"][0]["planned_contact_on"] = json!(planned);
    Some(submit(
        at,
        story.cast.rep,
        DocumentKind::DecisionChain,
        standing(deal, DocumentKind::DecisionChain),
        body,
    ))
}

/// A second visit, planned and recorded, before the solution is written.
pub(super) fn again(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    if !story.fate.visits_again || story.fate.reports_late {
        return None;
    }
    let open = deal.nurture.visits.iter().find(|(_, visit)| !visit.cancelled && visit.report.is_none());
    match open {
        Some((visit, _)) => Some(report_of(story, deal, *visit, diary)),
        None if deal.nurture.visits.len() < 2 => Some(plan(story, deal, diary, "verification")),
        None => None,
    }
}

fn plan(story: &mut Story, deal: &Deal, diary: &Diary, kind: &str) -> Act {
    let late = story.fate.plans_at_short_notice;
    let at = diary.in_days(deal.last_at, 1, &mut story.dice);
    let at = story.not_before(Step::VisitPlan, at);
    let ahead = match late {
        _ if story.hold.is_some() => 4,
        true => 1,
        false => u32::try_from(story.dice.between(4, 8)).unwrap_or(4),
    };
    // Whoever is on another visit then tries a later day.
    let day = diary.working_day_after(diary.day(at), ahead + story.refused);
    let hour = i8::try_from(story.dice.between(9, 15)).unwrap_or(9);
    let (start, end) = (diary.at(day, hour, 30), diary.at(day, hour + 2, 0));
    let mut body = json!({
        "visit_type": kind,
        "visit_mode": "on_site",
        "planned_start": start,
        "planned_end": end,
        "location": "客户总部会议室",
        "visitors": [story.cast.rep],
        "customer_attendees": [story.contacts[1]],
        "objective": [{"result": "确认预算审批人与立项时间"}, {"result": "看完一条产线的工单流转"}],
        "agenda": [{"time": "09:30", "topic": "现状调研"}, {"time": "10:30", "topic": "痛点与期望"}],
        "question_list": [
            {"type": "situation", "question": "现在用哪些系统，谁在维护？"},
            {"type": "problem", "question": "每月对账和盘点各花多少人天？"},
            {"type": "need_payoff", "question": "如果停线时间减半，意味着什么？"},
        ],
    });
    if late {
        body["short_notice_kind"] = json!("customer_invited");
    }
    submit(at, story.cast.rep, DocumentKind::VisitPlan, None, body)
}

fn report_of(story: &mut Story, deal: &Deal, visit: DocumentId, diary: &Diary) -> Act {
    let slot = deal.nurture.visits[&visit].planned;
    let (start, end) = slot.map_or((deal.last_at, deal.last_at), |slot| (slot.start, slot.end));
    let late = story.fate.reports_late;
    let wait = if late { 30 } else { story.dice.between(2, 20) };
    let at = end + SignedDuration::from_hours(wait);
    let contact = story.contacts[1];
    let mut actions = vec![
        json!({"what": "提交调研纪要", "who": story.cast.rep, "due": diary.working_day_after(diary.day(at), 3)}),
    ];
    if story.dice.chance(55) {
        let due =
            diary.working_day_after(diary.day(at), u32::try_from(story.dice.between(5, 12)).unwrap_or(5));
        let (what, who) = match story.dice.chance(50) {
            true => ("准备演示环境与样例数据", story.cast.presales),
            false => ("约客户到样板工厂参观", story.cast.rep),
        };
        actions.push(json!({"what": what, "who": who, "due": due}));
    }
    let mut body = json!({
        "plan_id": visit,
        "actual_start": start + SignedDuration::from_mins(5),
        "actual_end": end,
        "visit_mode": "on_site",
        "location": "客户总部会议室",
        "our_attendees": [story.cast.rep],
        "customer_attendees": [contact],
        "org_structure_note": "总经理下设生产、信息、财务三条线，项目由信息部牵头",
        "key_contacts": [{"person": contact, "role": "influencer", "attitude": 1, "concern": "接口稳定、少改现有流程"}],
        "pain_points": [{
            "description": "月底人工对账约十二人天，差错返工频繁",
            "department": "财务部",
            "loss_amount": story.dice.between(8, 60) * 1_000_000,
            "severity": "high",
            "source": contact,
        }],
        "expected_solution": "与现有 ERP 直接对接，三个月内上线",
        "consensus": [{"text": "下周安排技术交流"}],
        "objective_result": [
            {"objective": "确认预算审批人与立项时间", "result": "reached"},
            {"objective": "看完一条产线的工单流转", "result": "partly", "note": "只看了装配段"},
        ],
        "next_actions": actions,
    });
    if story.fate.plea == Plea::Pain
        && let Some(pain) = body["pain_points"][0].as_object_mut()
    {
        pain.remove("loss_amount");
    }
    if late {
        body["backfill_reason"] = json!("连续出差，回公司后补录");
    }
    submit(at, story.cast.rep, DocumentKind::VisitReport, None, body)
}

fn verify(story: &Story, need: NeedId, on: jiff::civil::Date, at: Timestamp) -> Act {
    let command = Command::VerifyNeed {
        need,
        method: VerificationMethod::Phone,
        contact: story.contacts[2],
        result: VerificationResult::Confirmed,
        on,
        visit: None,
        evidence: Vec::new(),
        note: "电话向财务核实，损失口径一致".to_owned(),
    };
    Act::deal(at, story.cast.rep, command)
}

fn chain(story: &Story, report: DocumentId, diary: &Diary, at: Timestamp) -> Value {
    let [decider, engineer, treasurer] = story.contacts;
    let mut body = json!({
        "nodes": [
            {
                "contact_id": decider, "role": ["economic_buyer"], "influence": 5, "attitude": 0,
                "concern": "一年内回本", "relationship": "none",
                "planned_contact_on": diary.working_day_after(diary.day(at), 8),
            },
            {
                "contact_id": engineer, "role": ["technical_evaluator", "user"], "influence": 3, "attitude": 1,
                "concern": "与现有系统兼容", "relationship": "open", "contact_evidence": report,
            },
            {
                "contact_id": treasurer, "role": ["budget_approver"], "influence": 4, "attitude": 0,
                "concern": "当年预算内付款", "relationship": "none",
            },
        ],
        "edges": [
            {"from": engineer, "to": decider, "type": "reports"},
            {"from": treasurer, "to": decider, "type": "reports"},
        ],
        "decision_process": [
            {"step": "技术评估", "who": engineer},
            {"step": "预算审批", "who": treasurer},
            {"step": "合同审批", "who": decider},
        ],
    });
    if story.fate.plea == Plea::DecisionMaker
        && let Some(decider) = body["nodes"][0].as_object_mut()
    {
        decider.remove("planned_contact_on");
    }
    body
}
