//! Rows of deals that were open before: prepared, signed, opened, and then nothing more.

use std::collections::BTreeMap;

use tongguan_core::id::AccountId;
use tongguan_core::import::{Gathered, Kind, KnownPast, People, Record, Step, plan_past};
use tongguan_core::reference::Command;
use tongguan_core::reference::account::{self, Account};
use tongguan_core::reference::migration::{self, MigrationBatch};
use tongguan_core::reference::person::{Language, Person};
use uuid::Uuid;

use super::{brief, records};
use crate::reference::{Office, TEAM};
use crate::scene::Who;

fn rep() -> Person {
    Person {
        id: Who::Rep.id(),
        name: "张伟".to_owned(),
        login: "zhang".to_owned(),
        email: None,
        phone: None,
        department: TEAM,
        active: true,
        language: Language::default(),
    }
}

fn known(office: &mut Office) -> KnownPast {
    let command = account::Command::CreateAccount {
        name: "杭州示例智能制造有限公司".to_owned(),
        uscc: None,
        nature: None,
        size_class: None,
        industry: None,
        region: None,
        justification: None,
    };
    let made: Account = office
        .at(Who::Rep, |desk| account::decide(desk, None, &account::Known::default(), &command))
        .expect("made");
    let made = Account { id: AccountId(Uuid::from_u128(5)), ..made };
    let accounts = BTreeMap::from([(made.name.clone(), made)]);
    KnownPast { accounts, people: vec![rep()], ..KnownPast::default() }
}

fn said(gathered: &Gathered) -> Vec<String> {
    let command = |step: &Step| match step {
        Step::Reference { command, .. } => command.key().to_owned(),
        Step::Register(_) => "register_lead".to_owned(),
    };
    let rows = gathered.verdicts.iter().map(|(row, verdict)| format!("{row} {}", brief(verdict)));
    let each = gathered.each.iter().map(|(rows, step)| format!("{} {rows:?}", command(step)));
    let rows = rows.map(|row| row.trim_end().to_owned());
    rows.chain(gathered.steps.iter().map(command)).chain(each).collect()
}

/// Gives the preparation, and lets the director sign.
fn signed(office: &mut Office, gathered: &Gathered) -> MigrationBatch {
    let Some(Step::Reference { command: Command::Migration(command), .. }) = gathered.steps.first() else {
        panic!("nothing to prepare: {gathered:?}")
    };
    let batch = office.at(Who::Operations, |desk| migration::decide(desk, None, command)).expect("prepared");
    let sign =
        migration::Command::SignMigration { digest: batch.digest, opinion: "核对过台账".to_owned() };
    office.at(Who::Director, |desk| migration::decide(desk, Some(&batch), &sign)).expect("signed")
}

fn rows(kind: Kind, lines: &[&str]) -> Vec<Record> {
    let people = [rep()];
    let rows = records(kind, lines, &People::new(&people));
    rows.into_iter().map(|row| row.expect("a good row")).collect()
}

const DEALS: &str = "商机编号|客户名称|负责人|阶段|立项日期|金额|预计成交日期|跟进日期|跟进人|跟进内容";

#[test]
fn a_file_is_prepared_signed_opened_and_then_says_nothing_more() {
    let mut office = Office::new();
    let mut known = known(&mut office);
    let lines = [
        DEALS,
        "A-1001|杭州示例智能制造有限公司|张伟|方案报价|2026-03-01|80万|2027-01-31|2026-06-03|张伟|拜访",
        "A-1001|||||||2026-06-09|离职者|电话",
        "A-1002|没有的公司|张伟|商机培育|2026-03-01|||||",
        "A-1003|杭州示例智能制造有限公司|张伟||2026-03-01|||||",
    ];
    let rows = rows(Kind::Deals, &lines);
    let plan = |office: &mut Office, known: &KnownPast| {
        office.at(Who::Operations, |desk| plan_past(Kind::Deals, &rows, known, desk))
    };
    let faults = ["4 error no_such_customer", "5 error missing"];
    let first = plan(&mut office, &known);
    let waiting = ["2 error awaits_signature", "3 error awaits_signature", faults[0], faults[1]];
    assert_eq!(said(&first), [&waiting[..], &["prepare_migration"]].concat());
    let batch = signed(&mut office, &first);
    known.batches = vec![MigrationBatch { signed_at: None, ..batch.clone() }];
    assert_eq!(said(&plan(&mut office, &known)), waiting, "prepared once");
    known.batches = vec![batch];
    let opens = ["2 new", "3 new", faults[0], faults[1], "register_lead [2, 3]"];
    let second = plan(&mut office, &known);
    assert_eq!(said(&second), opens);
    let Step::Register(register) = &second.each[0].1 else { panic!("a deal") };
    let past = register.past.as_ref().expect("with its past");
    let texts: Vec<&str> = past.follow_ups.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["拜访", "离职者：电话"]);
    known.taken.insert("A-1001".to_owned());
    assert_eq!(said(&plan(&mut office, &known)), ["2 unchanged", "3 unchanged", faults[0], faults[1]]);
}

#[test]
fn a_changed_row_is_another_row_and_needs_another_signature() {
    let mut office = Office::new();
    let mut known = known(&mut office);
    let line =
        |amount: &str| format!("A-1001|杭州示例智能制造有限公司|张伟|方案报价|2026-03-01|{amount}|||||");
    let plan = |office: &mut Office, known: &KnownPast, amount: &str| {
        let rows = rows(Kind::Deals, &[DEALS, &line(amount)]);
        office.at(Who::Operations, |desk| plan_past(Kind::Deals, &rows, known, desk))
    };
    let first = plan(&mut office, &known, "80万");
    known.batches = vec![signed(&mut office, &first)];
    assert_eq!(said(&plan(&mut office, &known, "80万")), ["2 new", "register_lead [2]"]);
    assert_eq!(said(&plan(&mut office, &known, "90万")), ["2 error awaits_signature", "prepare_migration"]);
}

#[test]
fn open_instalments_of_a_contract_make_one_deal_of_its_customers_owner() {
    let mut office = Office::new();
    let known = known(&mut office);
    let heads = "合同编号|客户名称|签订日期|期次|应收金额|到期日|已收金额";
    let plan = |office: &mut Office, lines: &[&str]| {
        let rows = rows(Kind::Receivables, &[&[heads], lines].concat());
        said(&office.at(Who::Operations, |desk| plan_past(Kind::Receivables, &rows, &known, desk)))
    };
    let name = "杭州示例智能制造有限公司";
    let first = format!("HT-2025-01|{name}|2025-11-01|1|5万|2026-02-01|50000");
    let second = "HT-2025-01|||2|3万|2026-12-31|".to_owned();
    assert_eq!(
        plan(&mut office, &[&first, &second]),
        ["2 error awaits_signature", "3 error awaits_signature", "prepare_migration"]
    );
    let twice = second.replace("|2|", "|1|");
    assert_eq!(
        plan(&mut office, &[&first, &twice]),
        ["2 error instalment_twice", "3 error instalment_twice"]
    );
    let too_much = first.replace("50000", "60000");
    assert_eq!(plan(&mut office, &[&too_much]), ["2 error more_than_owed"]);
}
