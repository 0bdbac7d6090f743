//! Stage 5 and after: the plan, its hand-over and its slippage, milestones, acceptance, the review, the way out.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tongguan_core::deal::fulfilment::Instalment;
use tongguan_core::deal::fulfilment::instalment::PaymentEvent;
use tongguan_core::deal::proposal::ConfirmationMethod;
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::DocumentId;
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, Stage};

use super::{Act, Plea, Story, contract, submit};
use crate::demo::diary::Diary;

/// What happens next.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let soon = diary.in_hours(deal.last_at, &mut story.dice);
    let (agreement, known) = deal.contracting.contracts.iter().next()?;
    if known.filing.is_none() && story.once("file late") {
        let at = diary.in_days(deal.last_at, 5, &mut story.dice);
        return Some(contract::file(story, *agreement, at));
    }
    if deal.stage == Stage::Aftercare {
        return None;
    }
    let plan = &deal.fulfilment.plan;
    match (plan.started_on, deal.fulfilment.accepted_on) {
        (None, _) => preparation(story, deal, diary, *agreement, soon),
        (Some(_), None) => milestones(story, deal, diary).or_else(|| acceptance(story, deal, diary, soon)),
        (Some(_), Some(_)) => end(story, deal, diary, soon),
    }
}

/// The delivery plan until delivery has started.
fn preparation(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    agreement: DocumentId,
    soon: Timestamp,
) -> Option<Act> {
    let (cast, plan) = (story.cast, &deal.fulfilment.plan);
    let Some(document) = plan.document else {
        let start = diary.working_day_after(diary.day(soon), 9);
        let body = delivery_plan(story, diary, agreement, start);
        return Some(submit(soon, cast.delivery, DocumentKind::DeliveryPlan, None, body));
    };
    let revision = plan.revision;
    if plan.handed_over_by.is_none() {
        return Some(Act::deal(soon, cast.rep, Command::SignHandover { document, revision }));
    }
    if plan.taken_over_by.is_none() {
        return Some(Act::deal(soon, cast.delivery, Command::SignHandover { document, revision }));
    }
    if plan.confirmed_at.is_none() {
        let command = Command::ConfirmWithCustomer {
            document,
            revision,
            contact: story.contacts[0],
            at: soon - SignedDuration::from_mins(10),
            method: ConfirmationMethod::Mail,
            evidence: vec![story.setting.papers.mail],
        };
        return Some(Act::deal(soon, cast.rep, command));
    }
    if let Some(act) = slippage(story, deal, diary, agreement, soon) {
        return Some(act);
    }
    start(story, deal, diary, soon)
}

/// The customer's machine room is late: a change is asked for, agreed to, and the plan moves against its baseline.
fn slippage(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    agreement: DocumentId,
    soon: Timestamp,
) -> Option<Act> {
    let (cast, plan) = (story.cast, &deal.fulfilment.plan);
    if let Some((change, asked)) = plan.changes.iter().find(|(_, change)| !change.planned) {
        if asked.accepted.is_none() {
            let note = "客户来函确认顺延，同意调整".to_owned();
            let command = Command::DecideChange { change: *change, accepted: true, note };
            return Some(Act::deal(soon, cast.manager, command));
        }
        let start = diary.working_day_after(plan.planned_start?, 8);
        let body = delivery_plan(story, diary, agreement, start);
        let standing = plan.document.map(|document| (document, plan.revision));
        return Some(submit(soon, cast.delivery, DocumentKind::DeliveryPlan, standing, body));
    }
    let reason = "客户机房改造推迟两周，无法按期进场".to_owned();
    let asks = story.fate.slips && story.once("slips");
    asks.then(|| {
        let command = Command::RequestChange { amount: Money::ZERO, days: 8, reason };
        Act::deal(diary.in_days(deal.last_at, 1, &mut story.dice), cast.delivery, command)
    })
}

/// Delivery starts on its day, once the pre-payment is there or an exception stands in for it.
fn start(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let at = diary.at(deal.fulfilment.plan.planned_start?, 9, 10).max(soon);
    let unpaid = |one: &Instalment| one.event == PaymentEvent::Signing && one.outstanding() > Money::ZERO;
    let waits = deal.fulfilment.instalments.values().any(unpaid);
    let (gate, condition) = ("G5-a".to_owned(), "prepayment_received".to_owned());
    if !waits || deal.exceptions.contains(&(gate.clone(), condition.clone())) {
        return Some(Act::deal(at, story.cast.delivery, Command::StartDelivery {}));
    }
    // Else the money itself is waited for: it moves the deal, and the story looks again.
    let pleads = story.fate.plea == Plea::Prepayment && story.once("plea");
    pleads.then(|| {
        let reason = "预付款已走完客户审批，本周到账；产线停机窗口只有这两周，请准予先行进场".to_owned();
        let early = soon.max(at - SignedDuration::from_hours(48));
        Act::deal(early, story.cast.rep, Command::RequestException { gate, condition, reason })
    })
}

fn delivery_plan(story: &Story, diary: &Diary, agreement: DocumentId, start: Date) -> Value {
    let (live, last) = (diary.working_day_after(start, 18), diary.working_day_after(start, 30));
    json!({
        "project_name": format!("{}一期", story.customer.name),
        "contract_id": agreement,
        "handover": ["scope", "licences", "custom_work", "third_party", "responsibilities", "acceptance_method",
            "deadlines", "acceptance_criteria", "payment_events", "ambiguous_text", "risks", "special_annexes"],
        "delivery_manager": story.cast.delivery,
        "team": [story.cast.presales],
        "planned_start": start,
        "planned_end": last,
        "milestones": [
            {"no": 1, "name": "上线", "deliverable": "系统上线", "criterion": "试运行一周", "planned_date": live,
                "responsible": story.cast.presales, "weight": "60"},
            {"no": 2, "name": "终验", "deliverable": "全部模块", "criterion": "合同附件二", "planned_date": last,
                "responsible": story.cast.delivery, "weight": "40"},
        ],
        "customer_duties": [{"what": "提供测试环境", "who": story.contacts[1], "due": start, "status": "open"}],
        "risks": "接口资料可能迟到",
        "comm_plan": "每周五周报，双周例会",
        "report_receivers": [story.contacts[1]],
        "acceptance_signatories": [story.contacts[0]],
    })
}

/// Each milestone when its day has come, or a few days later.
fn milestones(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let mut open =
        deal.fulfilment.plan.milestones.iter().filter(|(_, milestone)| milestone.done_on.is_none());
    let (number, milestone) = open.next()?;
    let late = if story.dice.chance(30) { story.dice.between(1, 6) } else { 0 };
    let day = diary.working_day_after(milestone.planned_on, u32::try_from(late).unwrap_or(0).max(1));
    let at = match late {
        0 => diary.at(milestone.planned_on, 16, 30),
        _ => diary.some_time_on(day, &mut story.dice),
    };
    let at = if at > deal.last_at { at } else { diary.in_hours(deal.last_at, &mut story.dice) };
    let evidence = vec![story.setting.papers.acceptance];
    let command = Command::CompleteMilestone { milestone: *number, on: diary.day(at), evidence };
    Some(Act::deal(at, story.cast.delivery, command))
}

fn acceptance(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let fulfilment = &deal.fulfilment;
    if fulfilment.accepted_on.is_some() {
        return None;
    }
    if fulfilment.application.is_none() {
        let evidence = vec![story.setting.papers.mail];
        return Some(Act::deal(soon, story.cast.rep, Command::ApplyForAcceptance { evidence }));
    }
    let at = diary.in_days(deal.last_at, 5, &mut story.dice);
    let items: Vec<Value> = fulfilment
        .plan
        .milestones
        .keys()
        .map(|number| json!({"milestone": number, "item": "按计划交付", "criterion": "合同附件二", "method": "现场测试", "result": "passed"}))
        .collect();
    let body = json!({
        "type": "final",
        "basis": "合同第五条与附件二",
        "applied_at": deal.last_at,
        "items": items,
        "conclusion": "passed",
        "accepted_at": diary.day(at),
        "customer_signatory": story.contacts[0],
        "seal_file": story.setting.papers.acceptance,
        "our_signatory": story.cast.delivery,
        "satisfaction_score": story.dice.between(4, 5),
    });
    story.once("acceptance").then(|| submit(at, story.cast.delivery, DocumentKind::Acceptance, None, body))
}

/// The review once the money is there, and the way out.
fn end(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let cast = story.cast;
    if deal.document(DocumentKind::Retrospective).is_none() {
        let at = diary.in_days(deal.last_at, 3, &mut story.dice);
        let owner = *story.dice.pick(&[
            cast.delivery,
            cast.delivery,
            cast.delivery,
            cast.presales,
            cast.product_manager,
            cast.rep,
            cast.finance,
        ]);
        let body = json!({
            "kind": "won",
            "participants": [cast.rep, cast.manager, cast.delivery],
            "what_worked": "早期量化痛点，财务提前认可收益",
            "what_failed": "接口资料晚到一周",
            "root_cause": "启动会没有约定接口资料的责任人",
            "actions": [{"what": "启动会清单加入接口资料责任人", "owner": owner, "due": diary.working_day_after(diary.day(at), 10)}],
        });
        return Some(submit(at, cast.manager, DocumentKind::Retrospective, None, body));
    }
    let state = &deal.fulfilment;
    let is_open =
        |one: &Instalment| one.event != PaymentEvent::WarrantyEnd && one.outstanding() > Money::ZERO;
    let paid = !state.instalments.values().any(is_open);
    let invoiced =
        state.invoices.values().all(|invoice| !invoice.is_live() || invoice.delivered_on.is_some());
    // Money and invoices that come move the deal, and the story looks again.
    if paid && invoiced && story.once("close") {
        let at = diary.in_days(soon, 2, &mut story.dice);
        return Some(Act::deal(at, cast.rep, Command::AdvanceStage {}));
    }
    None
}
