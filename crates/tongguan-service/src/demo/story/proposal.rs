//! Stage 3: a solution with the product people, its review, the customer's word, then the quotation.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tongguan_core::deal::aftercare::Ending;
use tongguan_core::deal::proposal::{AnswerKind, ConfirmationMethod, Review, Vote};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{DocumentId, PersonId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;

use super::{Act, Goal, Step, Story, advance, nurture, standing, submit};
use crate::demo::diary::Diary;
use crate::demo::products::{Offer, lines};

/// What happens next.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let soon = diary.in_hours(deal.last_at, &mut story.dice);
    if deal.document(DocumentKind::Solution).is_none()
        && let Some(act) = nurture::again(story, deal, diary)
    {
        return Some(act);
    }
    if !story.fate.standard_items_only
        && let Some(act) = solution(story, deal, diary, soon)
    {
        return Some(act);
    }
    let Some((id, quote)) = deal.document(DocumentKind::Quotation) else {
        return Some(quotation(story, deal, diary, soon));
    };
    if !quote.approved {
        // Sent back by an approver: the same paper with its reason, once more.
        return story.once("quote again").then(|| quotation(story, deal, diary, soon));
    }
    let revision = quote.revision;
    if deal.proposal.sent.get(&id).is_none_or(|sent| sent.revision != revision) {
        let file = story.setting.papers.quotation;
        let command = Command::SendDocument { document: id, revision, contact: story.contacts[0], file };
        return Some(Act::deal(soon, story.cast.rep, command));
    }
    let answer = deal.proposal.answers.get(&id).filter(|answer| answer.revision == revision);
    if story.fate.haggles && answer.is_none() && story.once("counter") {
        return Some(answered(story, (id, revision), AnswerKind::Counter, deal, diary));
    }
    if answer.is_some_and(|answer| answer.kind == AnswerKind::Counter) {
        return story.once("second offer").then(|| quotation(story, deal, diary, soon));
    }
    match story.fate.goal {
        Goal::Lost | Goal::Undecided => given_up(story, deal, diary),
        _ if answer.is_none() => Some(answered(story, (id, revision), AnswerKind::Accepted, deal, diary)),
        _ => advance(story, deal, diary),
    }
}

/// The next step on the way to a confirmed solution; none once the customer has confirmed it.
fn solution(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let cast = story.cast;
    let Some((id, document)) = deal.document(DocumentKind::Solution) else {
        let at = diary.in_days(deal.last_at, 3, &mut story.dice);
        return Some(submit(at, cast.rep, DocumentKind::Solution, None, paper(story, deal)));
    };
    if story.fate.pushes_too_early && story.once("early G3") {
        return advance(story, deal, diary);
    }
    let current =
        |review: &&Review| !review.void && review.solution == id && review.revision == document.revision;
    let review = deal.proposal.reviews.iter().find(|(_, review)| current(review));
    let Some((number, review)) = review else {
        let soon = story.not_before(Step::Review, soon);
        let held_at = diary.in_days(soon, 1, &mut story.dice);
        let invited = vec![cast.product_manager, cast.finance, cast.delivery];
        let command = Command::ConveneReview { revision: document.revision, held_at, invited };
        return Some(Act::deal(soon, cast.manager, command));
    };
    let after = soon.max(review.held_at + SignedDuration::from_mins(50));
    if let Some(voter) = review.voters.iter().find(|voter| !review.votes.contains_key(voter)) {
        let command =
            Command::VoteReview {
                review: *number, vote: Vote::Pass, opinion: "可行，成本可控".to_owned()
            };
        return Some(Act::deal(after, *voter, command));
    }
    if review.conclusion.is_none() {
        let body = minutes(story, id, review);
        let Value::Object(body) = body else { return None };
        return Some(Act::deal(after, cast.manager, Command::ConcludeReview { review: *number, body }));
    }
    if !deal.proposal.confirmations.contains_key(&id) {
        let at = diary.in_days(deal.last_at, 1, &mut story.dice);
        let command = Command::ConfirmWithCustomer {
            document: id,
            revision: document.revision,
            contact: story.contacts[1],
            at: at - SignedDuration::from_mins(30),
            method: ConfirmationMethod::Mail,
            evidence: vec![story.setting.papers.mail],
        };
        return Some(Act::deal(at, cast.rep, command));
    }
    None
}

fn paper(story: &Story, deal: &Deal) -> Value {
    let cast = story.cast;
    let matrix: Vec<Value> = deal
        .nurture
        .verified_needs()
        .map(|need| json!({"need": need, "response": "met", "description": "标准功能覆盖，接口按现场联调"}))
        .collect();
    json!({
        "title": format!("{}一体化方案", story.customer.name),
        "authors": [cast.rep, cast.presales],
        "requirement_matrix": matrix,
        "solution_framework": "制造执行、质量追溯与接口网关三部分，部署在客户机房",
        "scope_in": [{"item": "工单、质量、库存三个模块"}],
        "scope_out": [{"item": "历史数据清洗"}],
        "implementation_plan": [
            {"phase": "蓝图", "start_offset": 0, "days": 20, "deliverable": "蓝图文档", "owner": cast.delivery},
            {"phase": "上线", "start_offset": 20, "days": 60, "deliverable": "上线报告", "owner": cast.delivery},
        ],
        "value_points": [{"pain": "人工对账", "value": "对账人天减少 80%", "metric": "人天/月", "evidence": "同行案例"}],
        "differentiators": [{"text": "与现有 ERP 直接对接，不改总账"}],
        "assumptions": "客户提供接口文档与测试环境",
        "customer_duties": "指定接口人，配合两轮测试",
        "cost_estimate": [
            {"item": "软件", "type": "purchase", "quantity": "1", "unit_cost": "310000"},
            {"item": "实施", "type": "labour", "quantity": "60", "unit_cost": "1250"},
        ],
        "expected_price": 80_000_000,
        "risks": [{
            "description": "接口延期", "probability": "medium", "impact": "high",
            "response": "提前联调", "owner": cast.presales,
        }],
    })
}

fn minutes(story: &Story, solution: DocumentId, review: &Review) -> Value {
    let cast = story.cast;
    let there = |person: PersonId, role: &str| json!({"person": person, "role": role, "present": true});
    json!({
        "solution_id": solution,
        "held_at": review.held_at,
        "place": "三楼会议室",
        "chair": review.chair,
        "recorder": cast.presales,
        "attendees": [
            there(review.chair, "chair"), there(cast.product_manager, "technical"), there(cast.finance, "finance"),
            there(cast.delivery, "delivery"), there(cast.presales, "author"),
        ],
        "check_feasibility": "pass",
        "check_cost": "pass",
        "check_fit": "pass",
        "conclusion": "passed",
    })
}

fn quotation(story: &mut Story, deal: &Deal, diary: &Diary, at: Timestamp) -> Act {
    let at = story.not_before(Step::Quotation, at);
    let day = diary.day(at);
    // A further version offers the same for less: its dice are those of the first.
    let dice = story.offer.get_or_insert_with(|| story.dice.fork(9)).clone();
    let again = deal.proposal.answers.values().any(|answer| answer.kind == AnswerKind::Counter);
    let mut dice = dice;
    let special = story.fate.special_discount;
    let percent_off = if special { dice.between(11, 17) } else { dice.between(0, 5) };
    let percent_off = percent_off + if again { 3 } else { 0 };
    let offer = Offer { standard_only: story.fate.standard_items_only, percent_off };
    let mut body = json!({
        "quote_date": day,
        "valid_until": day.saturating_add(jiff::Span::new().days(60)),
        "seller_entity": story.setting.seller,
        "buyer_name": story.customer.name,
        "buyer_uscc": story.uscc,
        "contact": story.contacts[0],
        "currency": "CNY",
        "price_basis": "gross",
        "lines": lines(&offer, &story.setting.products, &mut dice),
        "payment_terms": [
            {"condition": "signing", "pct": "30", "days": 10},
            {"condition": "acceptance", "pct": "60", "days": 30},
            {"condition": "warranty_end", "pct": "10", "days": 30},
        ],
        "deposit_type": "prepayment",
        "delivery_period": "合同生效后90天",
        "delivery_days": 90,
        "delivery_place": "客户工厂",
        "warranty": "验收后一年",
        "invoice_type": "special_e",
        "special_discount_reason": "行业首单，客户同意做样板并开放参观",
    });
    if let Some((solution, _)) = deal.document(DocumentKind::Solution) {
        body["solution_id"] = json!(solution);
    }
    submit(at, story.cast.rep, DocumentKind::Quotation, standing(deal, DocumentKind::Quotation), body)
}

fn answered(
    story: &mut Story,
    (document, revision): (DocumentId, u32),
    answer: AnswerKind,
    deal: &Deal,
    diary: &Diary,
) -> Act {
    let wait = u32::try_from(story.dice.between(2, 8)).unwrap_or(2);
    let at = diary.in_days(deal.last_at, wait, &mut story.dice);
    let note = match answer {
        AnswerKind::Counter => "客户认为总价偏高，希望再让三个点，其余条款不变",
        _ => "客户邮件确认价格，进入合同条款谈判",
    };
    let command = Command::RecordAnswer {
        document,
        revision,
        answer,
        on: diary.day(at),
        contact: story.contacts[0],
        evidence: vec![story.setting.papers.mail],
        note: Some(note.to_owned()),
    };
    Act::deal(at, story.cast.rep, command)
}

/// The customer decides for somebody else, or not at all.
fn given_up(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let wait = u32::try_from(story.dice.between(6, 18)).unwrap_or(6);
    let at = diary.in_days(deal.last_at, wait, &mut story.dice);
    let at = story.not_before(Step::Loss, at);
    let lost = story.fate.goal == Goal::Lost;
    let reason = match lost {
        true => *story.dice.pick(&["price", "competitor", "relationship", "product"]),
        false => "cancelled",
    };
    let command = Command::CloseDeal {
        outcome: if lost { Ending::Lost } else { Ending::NoDecision },
        reason: reason.to_owned(),
        winner: lost.then(|| "启明软件".to_owned()),
        price_gap: if lost { Money::from_yuan(story.dice.between(2, 20) * 10_000) } else { None },
        lesson: "更早接触预算审批人，先谈价值再报价".to_owned(),
    };
    story.once("closed").then_some(Act::deal(at, story.cast.rep, command))
}
