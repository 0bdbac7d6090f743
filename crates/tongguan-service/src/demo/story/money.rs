//! Money: customers pay in time or late, at once or in parts, now and then too much or not what they dispute; finance
//! allocates what came, and duns for what did not.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Span, Timestamp};
use serde_json::json;
use tongguan_core::deal::fulfilment::{Instalment, Part};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{InstalmentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::receipt;
use uuid::Uuid;

use super::{Act, Deed, Story, submit};
use crate::demo::diary::Diary;
use crate::demo::dice::Dice;

/// What the customer is about to pay, and what came and is not allocated.
#[derive(Debug, Default)]
pub(super) struct Purse {
    planned: BTreeMap<InstalmentId, (Timestamp, u32)>,
    paying: Option<(InstalmentId, Money)>,
    came: Option<(ReceiptId, InstalmentId, Money)>,
    transfers: u32,
}

impl Purse {
    /// The receipt is booked.
    pub(super) fn booked(&mut self, receipt: Uuid) {
        if let Some((instalment, amount)) = self.paying.take() {
            self.planned.remove(&instalment);
            self.came = Some((ReceiptId(receipt), instalment, amount));
            self.transfers += 1;
        }
    }
}

/// What happens next with the money of a deal.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    let part = story.purse.transfers;
    if let Some((receipt, id, amount)) = story.purse.came {
        let at = story.time_of((receipt.0, 0), |dice| Some(diary.in_hours(deal.last_at, dice)));
        let Some(at) = at else {
            story.purse.came = None;
            return None;
        };
        let amount = amount.min(payable(deal.fulfilment.instalments.get(&id)?));
        let allocations = vec![Part { instalment: id, amount_minor: amount }];
        let command = Command::AllocateReceipt { receipt, allocations, reason: None };
        return Some(Act::deal(at, story.cast.finance, command).about(receipt.0, 0));
    }
    let due = deal
        .fulfilment
        .instalments
        .iter()
        .filter(|(_, one)| one.due_on.is_some() && payable(one) > Money::ZERO);
    let (id, instalment) = due.min_by_key(|(_, one)| (one.due_on, one.seq))?;
    if let Some(act) = dispute(story, deal, diary, (*id, instalment)) {
        return Some(act);
    }
    let (at, percent) = planned(story, deal, diary, (*id, instalment))?;
    let amount = share(payable(instalment), percent);
    story.purse.paying = Some((*id, amount));
    let more = if story.fate.overpays && part == 0 { 3_000_000 } else { 0 };
    let command = receipt::Command::BookReceipt {
        received_on: diary.day(at),
        amount_minor: Money(amount.minor() + more),
        method: receipt::Method::Transfer,
        payer_name: story.customer.name.to_owned(),
        bank_serial: format!("{}-{part}", deal.id),
        own_entity: Some(story.setting.seller),
        payer_account: None,
        note: None,
    };
    Some(Act { at, who: story.cast.cashier, deed: Deed::Reference(command.into()), about: None })
}

/// When the customer pays an instalment, and what share of it.
fn planned(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    (id, instalment): (InstalmentId, &Instalment),
) -> Option<(Timestamp, u32)> {
    if let Some(planned) = story.purse.planned.get(&id) {
        return Some(*planned);
    }
    let is_rest = !instalment.allocations.is_empty();
    let (wait, percent) = match (is_rest, story.fate.pays_late) {
        (true, _) => (story.dice.between(6, 25), 100),
        (false, true) => (lateness(&mut story.dice), if story.fate.pays_in_parts { 60 } else { 100 }),
        (false, false) => (story.dice.between(-6, 0), if story.fate.pays_in_parts { 70 } else { 100 }),
    };
    let from = if is_rest { diary.day(deal.last_at) } else { instalment.due_on? };
    let day = diary.working_day_after(from.saturating_add(Span::new().days(wait)), 1);
    let at = diary.some_time_on(day, &mut story.dice).max(deal.last_at + SignedDuration::from_mins(30));
    story.purse.planned.insert(id, (at, percent));
    Some((at, percent))
}

/// Days after the due date on which a late payer pays.
fn lateness(dice: &mut Dice) -> i64 {
    match dice.between(0, 9) {
        0..=5 => dice.between(4, 28),
        6..=7 => dice.between(33, 58),
        8 => dice.between(63, 88),
        _ => dice.between(93, 130),
    }
}

/// What the customer pays without a dispute.
fn payable(instalment: &Instalment) -> Money {
    let disputed = instalment.dispute.map_or(Money::ZERO, |dispute| dispute.amount);
    instalment.outstanding().checked_sub(disputed).unwrap_or(Money::ZERO)
}

fn share(amount: Money, percent: u32) -> Money {
    Money(amount.minor() / 100 * i64::from(percent) + if percent == 100 { amount.minor() % 100 } else { 0 })
}

/// A late payer who is asked may dispute part of it.
fn dispute(
    story: &mut Story,
    deal: &Deal,
    diary: &Diary,
    (id, instalment): (InstalmentId, &Instalment),
) -> Option<Act> {
    let disputes = story.fate.disputes && story.fate.pays_late;
    if !disputes || instalment.dispute.is_some() || instalment.dunning_done.is_none() {
        return None;
    }
    let at = story.time_of((id.0, 7), |dice| Some(diary.in_hours(deal.last_at, dice)))?;
    let command = Command::DisputeAmount {
        instalment: id,
        amount: share(payable(instalment), 20),
        owner: story.cast.delivery,
        due_on: diary.working_day_after(diary.day(at), 45),
        reason: "客户认为两处接口未按方案交付，先扣这部分".to_owned(),
    };
    Some(Act::deal(at, story.cast.rep, command).about(id.0, 7))
}

/// The act that the ladder asks for, by whom it names; who is called promises a day, half of the time.
pub(super) fn dun(story: &Story, deal: &Deal, diary: &Diary, id: InstalmentId, at: Timestamp) -> Option<Act> {
    let cast = story.cast;
    let instalment = deal.fulfilment.instalments.get(&id)?;
    let level = instalment.dunning_owed.max(instalment.dunning_done)?;
    let (by, method, content) = match level {
        0 | 1 => (cast.finance, "phone", "提醒款项已到期，核对发票与验收资料，请客户确认付款日期"),
        2 => (cast.manager, "ems", "寄出书面催款函，要求五个工作日内回函对账"),
        3 => (cast.director, "visit", "与客户财务总监面谈，商定分期还款计划"),
        _ => (cast.legal, "lawyer", "寄出律师函，载明欠款金额与违约责任"),
    };
    let mut body = json!({
        "instalment": id,
        "level": format!("L{level}"),
        "at": at - SignedDuration::from_mins(15),
        "method": method,
        "by": by,
        "contact": story.contacts[2],
        "content": content,
        "customer_feedback": "内部付款流程在走，资金本月较紧",
        "next_action": "按约定日期核对到账",
        "next_at": diary.working_day_after(diary.day(at), 5),
        "result": "promised",
        "promised_date": diary.working_day_after(diary.day(at), if level < 2 { 12 } else { 20 }),
    });
    if level >= 2 {
        body["evidence"] = json!([story.setting.papers.letter]);
    }
    Some(submit(at, by, DocumentKind::Dunning, None, body))
}
