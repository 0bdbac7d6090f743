//! Rows about deals that were open before the system, and about what signed contracts still pay.
//!
//! Rows of one number make one deal: the deal itself, what was done for it, its instalments. A row opens its deal only where a signed
//! migration batch vouches for it; what no batch has yet is prepared for a signature. Must never open anything else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::field::{Field, Holds, Kind, column, options, own};
use super::gather::Gathered;
use super::people::People;
use super::plan::{Fault, Step, Verdict};
use super::record::Record;
use crate::deal::RegisterLead;
use crate::deal::migration::{Balance, Carried, FollowUp, Past};
use crate::digest::Digest;
use crate::id::{AccountId, MigrationBatchId, PersonId};
use crate::money::Money;
use crate::process::{Choice, Process, Stage};
use crate::reference::Desk;
use crate::reference::account::Account;
use crate::reference::migration::{Command, MigrationBatch};
use crate::reference::name_key::name_key;
use crate::reference::person::Person;
use crate::score::Grade;

/// Fields that each row of a number says for itself.
pub(super) const OF_ROW: [&str; 7] = [
    "follow_on",
    "follow_by",
    "follow_text",
    "instalment_seq",
    "instalment_amount",
    "instalment_due",
    "instalment_received",
];

/// The stages at which a deal may be opened without a contract.
const STAGES: [Stage; 3] = [Stage::Nurture, Stage::Proposal, Stage::Contract];

pub(super) fn fields(process: &Process) -> Vec<Field> {
    let mut stages = options(&[
        ("nurture", "商机培育", "Nurture"),
        ("proposal", "方案报价", "Proposal"),
        ("contract", "谈判签约", "Contract"),
    ]);
    stages.extend(STAGES.iter().filter_map(|stage| {
        let name = process.stage(*stage)?.name.clone();
        Some(Choice { key: stage.key().to_owned(), name })
    }));
    let grades = options(&[("A", "A", "Grade A"), ("B", "B", "Grade B"), ("C", "C", "Grade C")]);
    vec![
        own("former_number", ("原商机编号", "Former number"), Holds::Text, true),
        column("past_account", ("客户名称", "Customer"), Holds::Text),
        own("past_uscc", ("统一社会信用代码", "Credit code"), Holds::Uscc, false),
        column("past_owner", ("负责人", "Owner"), Holds::Person),
        column("past_stage", ("阶段", "Stage"), Holds::Choice(stages)),
        own("past_grade", ("客户等级", "Grade"), Holds::Choice(grades), false),
        column("began_on", ("立项日期", "Began on"), Holds::Date),
        own("stage_since", ("进入阶段日期", "In the stage since"), Holds::Date, false),
        own("past_amount", ("预计金额", "Expected amount"), Holds::Money, false),
        own("past_close", ("预计签约日期", "Expected to be signed on"), Holds::Date, false),
        own("follow_on", ("跟进日期", "Follow-up on"), Holds::Date, false),
        own("follow_by", ("跟进人", "Follow-up by"), Holds::Text, false),
        own("follow_text", ("跟进内容", "Follow-up"), Holds::Text, false),
    ]
}

pub(super) fn receivable_fields() -> Vec<Field> {
    vec![
        own("former_number", ("合同编号", "Contract no."), Holds::Text, true),
        column("past_account", ("客户名称", "Customer"), Holds::Text),
        own("past_uscc", ("统一社会信用代码", "Credit code"), Holds::Uscc, false),
        own("past_owner", ("负责人", "Owner"), Holds::Person, false),
        column("signed_on", ("签订日期", "Signed on"), Holds::Date),
        own("instalment_seq", ("期次", "Instalment"), Holds::Whole, true),
        own("instalment_amount", ("应收金额", "Amount"), Holds::Money, true),
        own("instalment_due", ("到期日", "Due on"), Holds::Date, true),
        own("instalment_received", ("已收金额", "Received so far"), Holds::Money, false),
    ]
}

/// What is known of what the rows name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Customers by the name or code as it is written.
    pub accounts: BTreeMap<String, Account>,
    /// Batches that were not given up.
    pub batches: Vec<MigrationBatch>,
    /// Numbers that deals have already.
    pub taken: BTreeSet<String>,
    /// All people.
    pub people: Vec<Person>,
}

/// What becomes of the rows.
pub fn plan(kind: Kind, records: &[Record], known: &Known, desk: &Desk<'_>) -> Gathered {
    let mut gathered = Gathered::default();
    let mut unknown: BTreeMap<Stage, BTreeSet<Digest>> = BTreeMap::new();
    let name = format!("{} {}", if kind == Kind::Deals { "历史商机" } else { "期初应收" }, desk.today());
    let mut numbers: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records {
        numbers.entry(record.text("former_number").unwrap_or_default()).or_default().push(record);
    }
    for (number, rows) in numbers {
        let verdict = match past(kind, number, &rows, known) {
            Err(fault) => Verdict::Error { faults: vec![fault] },
            Ok(_) if known.taken.contains(number) => Verdict::Unchanged,
            Ok((account, past)) => {
                let digest = past.digest(account);
                match known.batches.iter().find(|batch| batch.holds(digest, past.stage)) {
                    Some(batch) if batch.signed_at.is_some() => {
                        let rows = rows.iter().map(|record| record.row).collect();
                        gathered.each.push((rows, register(account, Past { batch: batch.id, ..past })));
                        Verdict::New
                    }
                    Some(batch) => awaits(&batch.name),
                    None => {
                        unknown.entry(past.stage).or_default().insert(digest);
                        awaits(&name)
                    }
                }
            }
        };
        rows.iter().for_each(|record| gathered.say(record.row, verdict.clone()));
    }
    if !unknown.is_empty() {
        gathered.give(None, Command::PrepareMigration { name, rows: unknown });
    }
    gathered
}

fn awaits(batch: &str) -> Verdict {
    Verdict::Error { faults: vec![Fault::of("former_number", "awaits_signature", json!({ "batch": batch }))] }
}

fn register(account: AccountId, past: Past) -> Step {
    let past = Some(Box::new(past));
    Step::Register(Box::new(RegisterLead { account: Some(account), past, ..RegisterLead::default() }))
}

/// The deal that the rows of a number tell of.
fn past(kind: Kind, number: &str, rows: &[&Record], known: &Known) -> Result<(AccountId, Past), Fault> {
    let said = |field: &str| rows.iter().find_map(|record| record.values.get(field));
    let text = |field: &str| said(field).and_then(Value::as_str);
    let date = |field: &str| text(field).and_then(|day| day.parse::<Date>().ok());
    let missing = |field: &str| Fault::of(field, "missing", json!({}));
    let named = text("past_account").or(text("past_uscc")).ok_or_else(|| missing("past_account"))?;
    let account = known
        .accounts
        .get(named)
        .ok_or_else(|| Fault::of("past_account", "no_such_customer", json!({ "found": named })))?;
    let owner = text("past_owner").and_then(|id| id.parse().ok()).map(PersonId);
    let owner = owner.or(account.owner.filter(|_| kind == Kind::Receivables));
    let (stage, began_on, balance) = match kind {
        Kind::Receivables => {
            let signed_on = date("signed_on").ok_or_else(|| missing("signed_on"))?;
            (Stage::Fulfilment, signed_on, Some(balance(signed_on, rows)?))
        }
        _ => {
            let stage = said("past_stage").cloned().and_then(|stage| serde_json::from_value(stage).ok());
            let began_on = date("began_on").ok_or_else(|| missing("began_on"))?;
            (stage.ok_or_else(|| missing("past_stage"))?, began_on, None)
        }
    };
    let past = Past {
        batch: MigrationBatchId(uuid::Uuid::nil()),
        number: number.to_owned(),
        owner: owner.ok_or_else(|| missing("past_owner"))?,
        stage,
        grade: said("past_grade").cloned().and_then(|grade| serde_json::from_value::<Grade>(grade).ok()),
        began_on,
        stage_since: date("stage_since"),
        amount_minor: said("past_amount").and_then(Value::as_i64).map(Money),
        close_on: date("past_close"),
        follow_ups: follow_ups(rows, known)?,
        balance,
    };
    Ok((account.id, past))
}

/// What was done, in the order of its days. An author who is not one of ours any more stays by his name.
fn follow_ups(rows: &[&Record], known: &Known) -> Result<Vec<FollowUp>, Fault> {
    let people = People::new(&known.people);
    let mut follow_ups = Vec::new();
    for record in rows {
        let Some(text) = record.text("follow_text") else { continue };
        let on = record.text("follow_on").and_then(|day| day.parse().ok());
        let on = on.ok_or_else(|| Fault::of("follow_on", "missing", json!({})))?;
        let author = record.text("follow_by");
        let by = author.and_then(|author| people.named(author));
        let text = match author.filter(|_| by.is_none()) {
            Some(author) => format!("{author}：{text}"),
            None => text.to_owned(),
        };
        follow_ups.push(FollowUp { on, by, text });
    }
    follow_ups.sort_by_key(|one| one.on);
    Ok(follow_ups)
}

fn balance(signed_on: Date, rows: &[&Record]) -> Result<Balance, Fault> {
    let mut instalments: Vec<Carried> = Vec::new();
    for record in rows {
        let money = |field: &str| record.values.get(field).and_then(Value::as_i64).map(Money);
        let seq = record.values.get("instalment_seq").and_then(Value::as_i64);
        let seq = seq.and_then(|seq| u32::try_from(seq).ok()).unwrap_or_default();
        let amount_minor = money("instalment_amount").unwrap_or(Money::ZERO);
        let received_minor = money("instalment_received").unwrap_or(Money::ZERO);
        let Some(due_on) = record.text("instalment_due").and_then(|day| day.parse().ok()) else {
            return Err(Fault::of("instalment_due", "missing", json!({})));
        };
        if received_minor > amount_minor || received_minor < Money::ZERO {
            return Err(Fault::of("instalment_received", "more_than_owed", json!({})));
        }
        if instalments.iter().any(|one| one.seq == seq) {
            return Err(Fault::of("instalment_seq", "instalment_twice", json!({ "seq": seq })));
        }
        instalments.push(Carried { seq, amount_minor, due_on, received_minor });
    }
    instalments.sort_by_key(|one| one.seq);
    Ok(Balance { signed_on, instalments })
}

/// Under which key a customer is looked up.
pub fn account_keys(records: &[Record]) -> BTreeSet<String> {
    let named = records.iter().filter_map(|record| record.text("past_account").or(record.text("past_uscc")));
    named.filter(|name| !name_key(name).is_empty()).map(str::to_owned).collect()
}
