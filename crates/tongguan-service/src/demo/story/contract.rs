//! Stage 4: a strategy, a round or two, the contract through text review and chain, signing, filing.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tongguan_core::deal::contract::{NewTermChange, RoundResult, SignMethod};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::DocumentId;
use tongguan_core::process::DocumentKind;

use super::{Act, Step, Story, advance, object, standing, submit};
use crate::demo::diary::Diary;

/// What happens next.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let soon = diary.in_hours(deal.last_at, &mut story.dice);
    prepare(story, deal, diary, soon).or_else(|| contract(story, deal, diary, soon))
}

/// Strategy, round, and legal's word on an important change.
fn prepare(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let cast = story.cast;
    let Some((id, strategy)) = deal.document(DocumentKind::NegotiationStrategy) else {
        return Some(submit(soon, cast.rep, DocumentKind::NegotiationStrategy, None, plan(story, deal)));
    };
    if !strategy.approved {
        let command = Command::SubmitForApproval { document: id, revision: strategy.revision };
        return story.once("ask strategy").then_some(Act::deal(soon, cast.rep, command));
    }
    if deal.contracting.rounds.is_empty() {
        let at = diary.in_days(deal.last_at, 2, &mut story.dice);
        return Some(Act::deal(at, cast.rep, round(story, diary, at, story.fate.term_change)));
    }
    let open =
        deal.contracting.term_changes.iter().find(|(_, change)| change.important && change.review.is_none());
    open.map(|(change, _)| {
        let opinion = "账期延长可接受，需补充逾期利息条款".to_owned();
        Act::deal(soon, cast.legal, Command::ReviewTermChange { change: *change, passed: true, opinion })
    })
}

fn contract(story: &mut Story, deal: &Deal, diary: &Diary, soon: Timestamp) -> Option<Act> {
    let cast = story.cast;
    let Some((id, form)) = deal.document(DocumentKind::ContractApproval) else {
        let body = draft(story, deal, diary, soon)?;
        return Some(submit(soon, cast.rep, DocumentKind::ContractApproval, None, body));
    };
    let contracting = &deal.contracting;
    if contracting.rounds.len() > 1 && story.once("after the second round") {
        let body = draft(story, deal, diary, soon)?;
        let standing = standing(deal, DocumentKind::ContractApproval);
        return Some(submit(soon, cast.rep, DocumentKind::ContractApproval, standing, body));
    }
    if !contracting.texts.contains_key(&id) {
        let opinion = "文本已逐条审核，无保留意见".to_owned();
        let command = Command::ReviewText { document: id, digest: form.digest, passed: true, opinion };
        return Some(Act::deal(soon, cast.legal, command));
    }
    if !contracting.consents.contains_key(&id) {
        let command = Command::SubmitForApproval { document: id, revision: form.revision };
        let at = story.not_before(Step::Contract, soon);
        let act = Act::deal(at, cast.rep, command).about(id.0, form.revision);
        return story.tried.insert(("ask contract", form.revision)).then_some(act);
    }
    if story.fate.renegotiates && story.once("second round") {
        let at = diary.in_days(deal.last_at, 1, &mut story.dice);
        let at = story.not_before(Step::SecondRound, at);
        return Some(Act::deal(at, cast.rep, round(story, diary, at, true)).about(id.0, 2000));
    }
    let known = contracting.contracts.get(&id)?;
    if known.seal.is_none() {
        return Some(Act::deal(
            soon,
            cast.archivist,
            Command::SealContract { contract: id, text: story.setting.papers.contract, copies: 4 },
        ));
    }
    if known.signing.is_none() {
        let at = diary.in_days(deal.last_at, 2, &mut story.dice);
        let at = story.not_before(Step::Signing, at);
        let day = diary.day(at);
        let command =
            Command::RecordSigning { contract: id, ours: day, theirs: day, method: SignMethod::Paper };
        return Some(Act::deal(at, cast.rep, command));
    }
    if known.scan.is_none() {
        return scan(story, deal, id, diary.day(soon), soon);
    }
    if known.filing.is_none() && !story.fate.files_late {
        return Some(file(story, id, soon));
    }
    advance(story, deal, diary)
}

/// The scan is handed in, then compared page by page.
fn scan(
    story: &mut Story,
    deal: &Deal,
    contract: DocumentId,
    day: jiff::civil::Date,
    at: Timestamp,
) -> Option<Act> {
    let (cast, papers) = (story.cast, story.setting.papers);
    if deal.document(DocumentKind::ExecutedContract).is_none() {
        let body = json!({"approval_id": contract, "effective_date": day, "scan_file": papers.scan});
        return Some(submit(at, cast.rep, DocumentKind::ExecutedContract, None, body));
    }
    let note = "逐页核对，与审批文本一致".to_owned();
    let (scan, text) = (papers.scan, papers.contract);
    let command = Command::CompareScan { contract, scan, text, matches: true, note };
    Some(Act::deal(at, cast.archivist, command))
}

/// Filing of the original, in time or late.
pub(super) fn file(story: &Story, contract: DocumentId, at: Timestamp) -> Act {
    let body = json!({
        "items": [{"name": "合同正本", "copies": 2}],
        "received_from": story.cast.rep,
        "received_at": at - SignedDuration::from_mins(20),
        "checker": story.cast.archivist,
        "originals_count": 4,
        "our_copies": 2,
        "page_check": ["pages", "seams", "amount", "annexes", "dates"],
        "box": "柜 3-2",
    });
    Act::deal(at, story.cast.archivist, Command::FileOriginal { contract, body: object(body) })
}

fn gross(deal: &Deal) -> i64 {
    let quote = deal.document(DocumentKind::Quotation).map(|(_, quote)| quote);
    quote.and_then(|quote| quote.facts.get("total_gross")?.as_i64()).unwrap_or(0)
}

fn plan(story: &Story, deal: &Deal) -> Value {
    let item = |topic: &str| json!({"topic": topic, "ideal": "不变", "target": "小幅让步", "walk_away": "到此为止", "tradable": true});
    json!({
        "background": "客户年内要上线，预算已批",
        "our_team": [{"person": story.cast.rep, "role": "主谈"}],
        "their_team": [{"person": story.contacts[0], "role": "决策人"}],
        "customer_concerns": [{"topic": "payment", "statement": "希望延长账期", "importance": 4}],
        "items": [item("price"), item("payment")],
        "core_terms": [{"term": "预付不低于 30%"}],
        "concession_plan": [{"give": "延长质保三个月", "get": "预付提高到 50%"}],
        "batna_ours": "产能转给同区域的另一家客户",
        "floor_price_total": gross(deal),
    })
}

fn round(story: &Story, diary: &Diary, at: Timestamp, changes: bool) -> Command {
    let change = NewTermChange {
        topic: "payment".to_owned(),
        old: "验收后30天".to_owned(),
        new: "验收后30天，逾期按日计息".to_owned(),
    };
    Command::RecordRound {
        on: diary.day(at),
        place: Some("客户会议室".to_owned()),
        people: vec![story.cast.rep, story.cast.manager],
        contacts: vec![story.contacts[0]],
        offers: "价格不变，质保延长三个月".to_owned(),
        asks: "希望延长账期".to_owned(),
        result: RoundResult::Continues,
        changes: if changes { vec![change] } else { Vec::new() },
        agreed: Vec::new(),
        minutes: None,
    }
}

/// 表4, equal to the quotation: the same amounts, instalments and parties.
fn draft(story: &Story, deal: &Deal, diary: &Diary, at: Timestamp) -> Option<Value> {
    let (quote, paper) = deal.document(DocumentKind::Quotation)?;
    let money = |key: &str| paper.facts.get(key).and_then(Value::as_i64).unwrap_or(0);
    let terms = paper.facts.get("payment_terms")?.as_array()?;
    let schedule: Vec<Value> = terms
        .iter()
        .zip(["预付款", "验收款", "质保金"])
        .map(|(term, name)| json!({
            "name": name, "trigger_event": term["condition"], "amount": term["amount"], "days": term["days"],
        }))
        .collect();
    let day = diary.day(at);
    Some(json!({
        "contract_name": format!("{}系统销售合同", story.customer.name),
        "contract_type": "sale",
        "our_entity": story.setting.seller,
        "counterparty": story.customer.name,
        "cp_uscc": story.uscc,
        "cp_size_class": story.customer.size_class,
        "sme_notified": true,
        "cp_signatory": story.customer.people[0],
        "cp_is_legal_representative": true,
        "our_signatory": story.cast.director,
        "quote_id": quote,
        "planned_signing_date": diary.working_day_after(day, 8),
        "amount_gross": money("total_gross"),
        "amount_net": money("subtotal_net"),
        "term_start": diary.working_day_after(day, 9),
        "term_end": day.saturating_add(jiff::Span::new().days(480)),
        "payment_schedule": schedule,
        "delivery_terms": "合同生效后90天交付",
        "acceptance_terms": "交付后15日内验收，逾期视为通过",
        "acceptance_days": 15,
        "warranty": "一年",
        "liability": "违约方赔偿直接损失",
        "liability_cap": money("total_gross"),
        "penalty_rate": "0.05",
        "ip_terms": "知识产权归我方，客户享有使用权",
        "confidentiality": "双方保密三年",
        "dispute_resolution": "arbitration",
        "dispute_place": "上海仲裁委员会",
        "template_source": "own",
        "contract_file": story.setting.papers.contract,
    }))
}
