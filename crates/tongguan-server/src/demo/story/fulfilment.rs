//! Stage 5 and after: the plan and its hand-over, weeks of delivery, acceptance, invoices, money, the review.

use jiff::{SignedDuration, Span, Timestamp};
use serde_json::{Value, json};
use tongguan_core::deal::fulfilment::{Channel, Instalment};
use tongguan_core::deal::proposal::ConfirmationMethod;
use tongguan_core::deal::{Command, Deal};
use tongguan_core::digest::Digest;
use tongguan_core::id::{DocumentId, InstalmentId};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::reference::receipt;

use super::{Act, Deed, Story, advance, contract, submit};
use crate::demo::diary::Diary;

/// What happens next.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let soon = diary.in_hours(deal.last_at, &mut story.dice);
    let (agreement, known) = deal.contracting.contracts.iter().next()?;
    if known.filing.is_none() && story.once("file late") {
        let at = diary.in_days(deal.last_at, 5, &mut story.dice);
        return Some(contract::file(story, *agreement, at));
    }
    money(story, deal, diary, soon)
        .or_else(|| plan(story, deal, diary, *agreement, soon))
        .or_else(|| weeks(story, deal, diary))
        .or_else(|| acceptance(story, deal, diary, soon))
        .or_else(|| end(story, deal, diary, soon))
}

/// The delivery plan until delivery has started.
fn plan(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    agreement: DocumentId,
    soon: Timestamp,
) -> Option<Act> {
    let (cast, plan) = (story.cast, &deal.fulfilment.plan);
    let Some(document) = plan.document else {
        let body = delivery_plan(story, diary, agreement, soon);
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
            evidence: vec![Digest::of(format!("plan confirmation of {document}").as_bytes())],
        };
        return Some(Act::deal(soon, cast.rep, command));
    }
    let start = diary.at(plan.planned_start?, 9, 10).max(soon);
    plan.started_on.is_none().then_some(())?;
    Some(Act::deal(start, cast.delivery, Command::StartDelivery {}))
}

fn delivery_plan(story: &Story, diary: &Diary, agreement: DocumentId, at: Timestamp) -> Value {
    let start = diary.working_day_after(diary.day(at), 9);
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

/// A report each week, and each milestone when its day has come.
fn weeks(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let fulfilment = &deal.fulfilment;
    let unsent = deal.documents.iter().find(|(id, document)| {
        document.kind == DocumentKind::ProgressReport && !fulfilment.reporting.sent.contains_key(id)
    });
    if let Some((document, report)) = unsent {
        let command = Command::SendReport {
            document: *document,
            revision: report.revision,
            to: vec![story.contacts[1]],
            channel: Channel::SystemMail,
            evidence: Vec::new(),
        };
        return Some(Act::deal(report.submitted_at + SignedDuration::from_mins(12), story.cast.rep, command));
    }
    let today = diary.day(deal.last_at);
    let next = fulfilment.plan.milestones.iter().find(|(_, milestone)| milestone.done_on.is_none());
    let (number, milestone) = next?;
    let friday = next_friday(today);
    if milestone.planned_on < friday {
        let at = diary.at(milestone.planned_on, 16, 30).max(diary.in_hours(deal.last_at, &mut story.dice));
        let on = diary.day(at);
        let command =
            Command::CompleteMilestone { milestone: *number, on, evidence: vec![Digest::of(b"milestone")] };
        return Some(Act::deal(at, story.cast.delivery, command));
    }
    let total = fulfilment.plan.milestones.len();
    let done = total - fulfilment.plan.milestones.values().filter(|one| one.done_on.is_none()).count();
    let percent = (done * 60).min(60);
    let body = json!({
        "overall_status": "green",
        "status_reason": "差距在一周内可追回，客户已知情",
        "progress_pct_actual": percent.to_string(),
        "milestone_status": [{"milestone": "上线", "planned": milestone.planned_on, "forecast": milestone.planned_on}],
        "done_this_week": "接口联调与主数据核对",
        "plan_next_week": "用户培训与试运行准备",
        "customer_support_needed": "无",
    });
    Some(submit(diary.at(friday, 15, 30), story.cast.rep, DocumentKind::ProgressReport, None, body))
}

fn next_friday(day: jiff::civil::Date) -> jiff::civil::Date {
    day.nth_weekday(1, jiff::civil::Weekday::Friday).unwrap_or(day)
}

fn acceptance(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let fulfilment = &deal.fulfilment;
    if fulfilment.accepted_on.is_some() {
        return None;
    }
    if fulfilment.application.is_none() {
        let evidence = vec![Digest::of(b"acceptance application")];
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
        "seal_file": Digest::of(b"sealed acceptance"),
        "our_signatory": story.cast.delivery,
        "satisfaction_score": story.dice.between(3, 5),
    });
    story.once("acceptance").then(|| submit(at, story.cast.delivery, DocumentKind::Acceptance, None, body))
}

/// Money that is due comes in, on time or late, and is allocated.
fn money(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let (id, instalment) = next_due(deal)?;
    if let Some(receipt) = story.receipt.take_if(|_| story.booked) {
        story.booked = false;
        let part =
            tongguan_core::deal::fulfilment::Part { instalment: id, amount_minor: outstanding(instalment) };
        let command = Command::AllocateReceipt { receipt, allocations: vec![part], reason: None };
        return Some(Act::deal(soon, story.cast.finance, command));
    }
    let due = instalment.due_on?;
    let wait = if story.fate.pays_late { story.dice.between(12, 75) } else { story.dice.between(-6, 0) };
    let day = due.saturating_add(Span::new().days(wait));
    let at = diary.some_time_on(diary.working_day_after(day, 1), &mut story.dice);
    // Warranty money is due a year later: the project is closed first, with the rest still to come.
    let far = soon + SignedDuration::from_hours(24 * 90);
    if at > far && deal.stage == Stage::Fulfilment {
        return None;
    }
    // Later steps of the plan come first where the money is not there yet.
    let is_first = deal.fulfilment.plan.started_on.is_none() && deal.stage == Stage::Fulfilment;
    if at > soon && is_first && deal.fulfilment.plan.confirmed_at.is_none() {
        return None;
    }
    let at = at.max(soon);
    story.booked = true;
    let command = receipt::Command::BookReceipt {
        received_on: diary.day(at),
        amount_minor: outstanding(instalment),
        method: receipt::Method::Transfer,
        payer_name: story.customer.name.to_owned(),
        bank_serial: format!("{}-{}", deal.id, instalment.seq),
        own_entity: Some(story.seller),
    };
    Some(Act { at, who: story.cast.cashier, deed: Deed::Reference(command.into()) })
}

fn next_due(deal: &Deal) -> Option<(InstalmentId, &Instalment)> {
    let open =
        deal.fulfilment.instalments.iter().filter(|(_, one)| one.due_on.is_some() && outstanding(one).0 > 0);
    open.map(|(id, one)| (*id, one)).min_by_key(|(_, one)| (one.due_on, one.seq))
}

fn outstanding(instalment: &Instalment) -> Money {
    instalment.outstanding()
}

/// Satisfaction, the review, and the way out.
fn end(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let cast = story.cast;
    if deal.document(DocumentKind::AfterSales).is_none() {
        let at = diary.in_days(deal.last_at, 4, &mut story.dice);
        let body = json!({
            "at": at - SignedDuration::from_mins(40), "by": cast.service, "contact": story.contacts[1],
            "score": story.dice.between(3, 5), "feedback": "上线后对账时间明显减少",
        });
        return Some(submit(at, cast.service, DocumentKind::AfterSales, None, body));
    }
    if deal.document(DocumentKind::Retrospective).is_none() {
        let body = json!({
            "kind": "won",
            "participants": [cast.rep, cast.manager, cast.delivery],
            "what_worked": "早期量化痛点，财务提前认可收益",
            "what_failed": "接口资料晚到一周",
            "root_cause": "启动会没有约定接口资料的责任人",
            "actions": [{"what": "启动会清单加入接口资料责任人", "owner": cast.delivery, "due": diary.working_day_after(diary.day(soon), 10)}],
        });
        return Some(submit(soon, cast.manager, DocumentKind::Retrospective, None, body));
    }
    if deal.stage == Stage::Fulfilment && story.once("close") {
        return advance(story, deal, diary);
    }
    None
}
