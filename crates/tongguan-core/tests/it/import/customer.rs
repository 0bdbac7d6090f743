//! What becomes of rows: new, update, unchanged, duplicate, fault; and again the same file.

use tongguan_core::facts::Duplicate;
use tongguan_core::id::AccountId;
use tongguan_core::import::{
    Kind, KnownCustomer, KnownLead, Mapping, People, Plan, Record, Seen, Step, Verdict, plan_contact,
    plan_customer, plan_lead, plan_product, plan_receipt,
};
use tongguan_core::reference::account::{self, Account};
use tongguan_core::reference::contact::{self, Contact};
use tongguan_core::reference::{Command, product, receipt};
use uuid::Uuid;

use super::{record, records, said};
use crate::reference::Office;
use crate::scene::Who;

const HEADS: &str = "客户名称|税号|行业|联系人|电话|邮箱|告知方式|告知日期";
const ROW: &str = "杭州示例智能制造有限公司|91310000MA10001210|C34|王工|0571-88880001||名片交换|2026-01-05";

fn row(cells: &str) -> Record {
    record(Kind::Customers, HEADS, cells)
}

/// What becomes of a row in somebody's hands.
fn planned(office: &mut Office, who: Who, cells: &str, known: &KnownCustomer) -> Plan {
    office.at(who, |desk| plan_customer(&row(cells), known, desk))
}

/// Gives a plan's commands in the core alone, and answers what is known then.
fn given(office: &mut Office, who: Who, plan: &Plan, known: &KnownCustomer) -> KnownCustomer {
    let mut known = known.clone();
    for step in &plan.steps {
        match step {
            Step::Reference { command: Command::Account(command), .. } => {
                let before = known.by_name.clone();
                let nothing = account::Known::default();
                let after: Account = office
                    .at(who, |desk| account::decide(desk, before.as_ref(), &nothing, command))
                    .expect("accepted");
                known.by_code = after.uscc.is_some().then(|| after.clone());
                known.by_name = Some(after);
            }
            Step::Reference { id, command: Command::Contact(command) } => {
                let before = known.contacts.iter().position(|contact| Some(contact.id.0) == *id);
                let owners: Vec<_> =
                    known.by_name.as_ref().and_then(|account| account.owner).into_iter().collect();
                let standing = before.map(|index| known.contacts[index].clone());
                let after: Contact = office
                    .at(who, |desk| contact::decide(desk, standing.as_ref(), Some(&owners), command))
                    .expect("accepted");
                match before {
                    Some(index) => known.contacts[index] = after,
                    None => known.contacts.push(after),
                }
            }
            other => panic!("not about customers: {other:?}"),
        }
    }
    known
}

/// A company that knows the customer of [`ROW`].
fn imported(office: &mut Office) -> KnownCustomer {
    let nothing = KnownCustomer::default();
    let first = planned(office, Who::Rep, ROW, &nothing);
    assert_eq!((said(&first).as_str(), first.then_again), ("new  [create_account]", true));
    let known = given(office, Who::Rep, &first, &nothing);
    let second = planned(office, Who::Rep, ROW, &known);
    assert_eq!(said(&second), "update contact_name [create_contact]");
    given(office, Who::Rep, &second, &known)
}

#[test]
fn the_same_row_twice_changes_nothing() {
    let mut office = Office::new();
    let known = imported(&mut office);
    assert_eq!(said(&planned(&mut office, Who::Rep, ROW, &known)), "unchanged  []");
    let empty = "杭州示例智能制造有限公司|||王工|0571-88880001|";
    assert_eq!(
        said(&planned(&mut office, Who::Rep, empty, &known)),
        "unchanged  []",
        "an empty cell says nothing"
    );
}

#[test]
fn what_differs_is_updated_and_then_the_same() {
    let mut office = Office::new();
    let known = imported(&mut office);
    let differs = "杭州示例智能制造有限公司|91310000MA10001210|C35|王工|0571-88880001|wang@shili.example";
    let plan = planned(&mut office, Who::Rep, differs, &known);
    assert_eq!(said(&plan), "update industry,contact_email [classify_account correct_contact]");
    let known = given(&mut office, Who::Rep, &plan, &known);
    assert_eq!(known.contacts[0].phone.as_deref(), Some("0571-88880001"), "what the row does not say stays");
    assert_eq!(said(&planned(&mut office, Who::Rep, differs, &known)), "unchanged  []");
}

#[test]
fn a_customer_of_somebody_else_is_a_duplicate_and_tells_no_more() {
    let mut office = Office::new();
    let mut known = imported(&mut office);
    let account = known.by_name.as_ref().map(|account| account.id).expect("there");
    let department = Some("华东一部".to_owned());
    known.itself = Some(Duplicate { account, certain: true, owner: None, department, last_contact: None });
    let differs = "杭州示例智能制造有限公司||C35|李工|13800000000||名片交换|2026-01-05";
    let plan = planned(&mut office, Who::OtherRep, differs, &known);
    let expected =
        Verdict::Duplicate { similar: 0, department: Some("华东一部".to_owned()), last_contact: None };
    assert_eq!((plan.verdict, plan.steps), (expected, vec![]));
    assert_eq!(planned(&mut office, Who::Operations, differs, &known).steps.len(), 2, "whose duty it is may");
}

#[test]
fn codes_and_names_that_do_not_agree_are_faults() {
    let mut office = Office::new();
    let known = imported(&mut office);
    let check = |office: &mut Office, cells: &str, known: &KnownCustomer, expected: &str| {
        assert_eq!(said(&planned(office, Who::Rep, cells, known)), expected, "{cells}");
    };
    let by_code = KnownCustomer { by_name: None, ..known.clone() };
    check(
        &mut office,
        "另一家公司有限公司|91310000MA10001210||||",
        &by_code,
        "error code_has_another_name []",
    );
    let other = known.by_name.clone().map(|account| Account { id: AccountId(Uuid::from_u128(7)), ..account });
    let both = KnownCustomer { by_name: other, ..known.clone() };
    check(&mut office, ROW, &both, "error code_of_another_customer []");
    let by_name = KnownCustomer { by_code: None, ..known };
    let code = "杭州示例智能制造有限公司|91330100MA1000121D||||";
    check(&mut office, code, &by_name, "error customer_has_another_code []");
}

#[test]
fn a_resemblance_asks_for_a_reason() {
    let mut office = Office::new();
    let hit = Duplicate {
        account: AccountId(Uuid::from_u128(55)),
        certain: false,
        owner: None,
        department: None,
        last_contact: None,
    };
    let known = KnownCustomer { alike: vec![hit], ..KnownCustomer::default() };
    assert_eq!(said(&planned(&mut office, Who::Rep, ROW, &known)), "duplicate 1 []");
    let explained = record(Kind::Customers, "客户|查重说明", "杭州示例智能制造有限公司|另一法人");
    let plan = office.at(Who::Rep, |desk| plan_customer(&explained, &known, desk));
    assert_eq!(said(&plan), "new  [create_account]");
}

#[test]
fn a_contact_that_nobody_can_reach_is_told_before_anything_is_made() {
    let mut office = Office::new();
    let plan = planned(&mut office, Who::Rep, "杭州示例智能制造有限公司|||王工||", &KnownCustomer::default());
    assert_eq!(said(&plan), "error contact_unreachable []");
}

/// Which rows of a file contradict one before: `row field of-row`.
fn contradictions(kind: Kind, lines: &[&str]) -> Vec<String> {
    let mut seen = Seen::default();
    let records = records(kind, lines, &People::default());
    let judge = |record: Result<Record, Vec<String>>| {
        let record = record.expect("a good row");
        let fault = seen.judge(kind, &record).err()?;
        Some(format!("{} {} {}", record.row, fault.field.unwrap_or_default(), fault.params["row"]))
    };
    records.into_iter().filter_map(judge).collect()
}

#[test]
fn rows_that_contradict_each_other_are_told() {
    let lines = [
        HEADS,
        ROW,
        "杭州示例智能制造有限公司||C34|李工|13800000000|",
        "杭州 示例智能制造有限公司||C35|||",
        "杭州示例智能制造有限公司|||王工|13900000000|",
        "北京示例有限公司|91310000MA10001210||||",
    ];
    let expected = ["4 industry 2", "5 contact_phone 2", "6 account_name 2"];
    assert_eq!(contradictions(Kind::Customers, &lines), expected);
    let products = ["编码|名称|单位|税率", "A1|甲|台|13", "a1|乙|台|13", "A1|丙|台|13"];
    assert_eq!(contradictions(Kind::Products, &products), ["4 name 2"]);
}

#[test]
fn products_by_their_code() {
    let row = |cells: &str| record(Kind::Products, "编码|名称|规格|单位|税率", cells);
    let mut office = Office::new();
    let first = plan_product(&row("A1|控制器||台|13"), None);
    assert_eq!(said(&first), "new  [create_product]");
    let Step::Reference { command: Command::Product(command), .. } = &first.steps[0] else {
        panic!("a product")
    };
    let made = office.at(Who::Operations, |desk| product::decide(desk, None, command)).expect("made");
    assert_eq!(said(&plan_product(&row("A1|控制器||台|13%"), Some(&made))), "unchanged  []");
    let revised = plan_product(&row("A1|控制器|X2|台|9"), Some(&made));
    assert_eq!(said(&revised), "update spec,vat [revise_product]");
}

#[test]
fn a_contact_alone_needs_its_customer_and_is_taken_by_whose_customer_it_is() {
    let mut office = Office::new();
    let known = imported(&mut office);
    let row = |cells: &str| record(Kind::Contacts, "客户|税号|联系人|电话|告知方式|告知日期", cells);
    let mut check = |who: Who, cells: &str, known: &KnownCustomer, expected: &str| {
        assert_eq!(said(&office.at(who, |desk| plan_contact(&row(cells), known, desk))), expected, "{cells}");
    };
    let name = "杭州示例智能制造有限公司";
    check(
        Who::Rep,
        &format!("{name}||李工|13800000000|business_card|2026-01-05"),
        &known,
        "new  [create_contact]",
    );
    check(
        Who::Rep,
        &format!("{name}||王工|0571-88880001|volunteered"),
        &known,
        "update pi_notice [correct_contact]",
    );
    check(Who::Rep, &format!("{name}||李工||business_card"), &known, "error contact_unreachable []");
    check(
        Who::OtherRep,
        &format!("{name}||李工|13800000000|business_card|2026-01-05"),
        &known,
        "duplicate 0 []",
    );
    let by_code = KnownCustomer { by_name: None, ..known.clone() };
    let code = "91310000MA10001210";
    check(
        Who::Rep,
        &format!("|{code}|李工|13800000000|business_card|2026-01-05"),
        &by_code,
        "new  [create_contact]",
    );
    check(
        Who::Rep,
        &format!("别的公司|{code}|李工|13800000000|business_card|2026-01-05"),
        &by_code,
        "error code_has_another_name []",
    );
    let nobody = KnownCustomer::default();
    check(
        Who::Rep,
        "无此公司||李工|13800000000|business_card|2026-01-05",
        &nobody,
        "error no_such_customer []",
    );
    check(Who::Rep, "||李工|13800000000|business_card|2026-01-05", &nobody, "error missing []");
    let faults = records(Kind::Contacts, &["客户|联系人|电话", "甲||abc"], &People::default());
    assert_eq!(
        faults,
        [Err(vec!["2 contact_name missing".to_owned(), "2 contact_phone not_a_phone".to_owned()])]
    );
}

#[test]
fn a_person_comes_in_with_the_ground_on_which_his_data_is_held() {
    let mut office = Office::new();
    let known = imported(&mut office);
    let name = "杭州示例智能制造有限公司";
    let mut check = |kind: Kind, heads: &str, cells: &str, expected: (&str, &str)| {
        let record = record(kind, heads, &format!("{name}|{cells}"));
        let plan = office.at(Who::Rep, |desk| match kind {
            Kind::Customers => plan_customer(&record, &known, desk),
            _ => plan_contact(&record, &known, desk),
        });
        let field = match &plan.verdict {
            Verdict::Error { faults } => faults[0].field.clone().unwrap_or_default(),
            _ => String::new(),
        };
        assert_eq!((said(&plan).as_str(), field.as_str()), expected, "{heads} {cells}");
    };
    for (kind, made) in [(Kind::Customers, "update contact_name"), (Kind::Contacts, "new ")] {
        let made = format!("{made} [create_contact]");
        let missing = "error contact_ground_missing []";
        check(kind, "客户|联系人|电话", "李工|13800000000", (missing, "pi_notice"));
        check(kind, "客户|联系人|电话|告知方式", "李工|13800000000|名片交换", (missing, "pi_notified_on"));
        let heads = "客户|联系人|电话|告知方式|告知日期|处理依据";
        check(kind, heads, "李工|13800000000|其他|2026-01-05|", (missing, "pi_basis"));
        check(kind, heads, "李工|13800000000|其他|2026-01-05|订立或履行合同所必需", (&made, ""));
        check(kind, heads, "李工|13800000000|名片交换|2026-01-05|", (&made, ""));
        check(kind, heads, "李工|13800000000|名片交换|2199-01-05|", ("error in_future []", "pi_notified_on"));
    }
}

#[test]
fn what_is_said_once_for_a_file_goes_to_rows_without_their_own() {
    let mut office = Office::new();
    let process = office.process.clone();
    let fields = Kind::Contacts.fields(&process);
    let rows: Vec<Vec<String>> =
        [["客户", "联系人", "电话"], ["杭州示例智能制造有限公司", "王工", "0571-88880001"]]
            .map(|row| row.map(str::to_owned).to_vec())
            .to_vec();
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let mut mapping = Mapping::guess(Kind::Contacts, &fields, &rows).expect("a head");
    for (field, value) in [("pi_notice", "客户主动提供"), ("pi_notified_on", "2026-02-01")] {
        mapping.fixed.insert(field.to_owned(), value.to_owned());
    }
    let layout = mapping.lay(&fields, &rows).expect("it fits");
    let record = layout.read(2, rows[1], &People::default()).expect("a good row");
    let mut known = imported(&mut office);
    let plan = office.at(Who::Rep, |desk| plan_contact(&record, &known, desk));
    assert_eq!(said(&plan), "unchanged  []", "who was told before keeps how and when");
    known.contacts[0].notified_on = None;
    known.contacts[0].legal_basis = None;
    let plan = office.at(Who::Rep, |desk| plan_contact(&record, &known, desk));
    assert_eq!(said(&plan), "update pi_notice,pi_notified_on [correct_contact]");
    let known = given(&mut office, Who::Rep, &plan, &known);
    assert!(known.contacts[0].has_ground());
    let nobody = KnownCustomer { contacts: Vec::new(), ..known };
    let plan = office.at(Who::Rep, |desk| plan_contact(&record, &nobody, desk));
    assert_eq!(said(&plan), "new  [create_contact]");
}

#[test]
fn a_statement_books_each_serial_number_once() {
    let heads = "交易日期|交易流水号|借方发生额|贷方发生额|对方户名|对方账号|摘要";
    let row = |cells: &str| record(Kind::Receipts, heads, cells);
    let mut office = Office::new();
    let payer = "杭州示例智能制造有限公司|3301|HT-2026-001货款";
    let first = plan_receipt(&row(&format!("20261118101530|N 001|-|12,000.50|{payer}")), None);
    assert_eq!(said(&first), "new  [book_receipt]");
    let Step::Reference { command: Command::Receipt(command), .. } = &first.steps[0] else {
        panic!("a receipt")
    };
    let known = receipt::Known::default();
    let made = office.at(Who::Cashier, |desk| receipt::decide(desk, None, known, command)).expect("booked");
    assert_eq!((made.amount.minor(), made.note.as_deref()), (1_200_050, Some("HT-2026-001货款")));
    let check = |cells: &str, known: Option<&receipt::Receipt>, expected: &str| {
        assert_eq!(said(&plan_receipt(&row(cells), known)), expected, "{cells}");
    };
    check(&format!("2026/11/18|N 001||12000.5|{payer}"), Some(&made), "unchanged  []");
    check(&format!("2026-11-18|N 001||12000.51|{payer}"), Some(&made), "error booked_otherwise []");
    check("2026-11-18|N 002|300|0.00|房东||房租", None, "unchanged  []");
    check("合计||300|12,000.50|||", None, "unchanged  []");
    check(&format!("2026-11-18|||1|{payer}"), None, "error missing []");
    let signed = |cells: &str| {
        said(&plan_receipt(&record(Kind::Receipts, "日期|流水号|金额|收支|对方户名", cells), None))
    };
    assert_eq!(signed("2026-11-18|N3|-300|支出|房东"), "unchanged  []");
    assert_eq!(signed("2026-11-18|N3|300|支出|房东"), "unchanged  []");
    assert_eq!(signed("2026-11-18|N4|+300|收入|客户甲"), "new  [book_receipt]");
}

#[test]
fn a_lead_of_a_customer_on_whom_somebody_works_is_none() {
    let mut office = Office::new();
    let account = imported(&mut office).by_name;
    let lead =
        Record { row: 2, values: crate::scene::lead_form().into_iter().collect(), fixed: Default::default() };
    let plan = |office: &mut Office, who: Who, known: &KnownLead| {
        said(&office.at(who, |desk| plan_lead(&lead, known, desk)))
    };
    let fresh = KnownLead::default();
    assert_eq!(plan(&mut office, Who::Rep, &fresh), "new  [register_lead]");
    let mine = KnownLead { account, ..fresh };
    assert_eq!(plan(&mut office, Who::Rep, &mine), "new  [register_lead]", "his customer, no open deal");
    assert_eq!(plan(&mut office, Who::OtherRep, &mine), "duplicate 0 []");
    let open = KnownLead { sellers: vec![Who::Rep.id()], ..mine };
    assert_eq!(plan(&mut office, Who::Rep, &open), "unchanged  []");
    assert_eq!(plan(&mut office, Who::OtherRep, &open), "duplicate 0 []");
}

#[test]
fn a_row_of_sales_operations_is_for_its_owner_or_lies_in_the_pool() {
    let mut office = Office::new();
    let plan = |office: &mut Office, owner: Option<Who>, known: &KnownLead| {
        let mut values = crate::scene::lead_form();
        values.extend(owner.map(|who| ("owner".to_owned(), serde_json::json!(who.id()))));
        let lead = Record { row: 2, values: values.into_iter().collect(), fixed: Default::default() };
        office.at(Who::Operations, |desk| plan_lead(&lead, known, desk))
    };
    let fresh = KnownLead::default();
    let given = plan(&mut office, Some(Who::Rep), &fresh);
    let Some(Step::Register(lead)) = given.steps.first() else { panic!("{given:?}") };
    assert_eq!((lead.owner, lead.body.contains_key("owner")), (Some(Who::Rep.id()), false));
    assert_eq!(said(&plan(&mut office, None, &fresh)), "new  [register_lead]");
    let pooled = KnownLead { in_pool: true, ..fresh };
    assert_eq!(said(&plan(&mut office, None, &pooled)), "unchanged  []", "the same file twice");
    assert_eq!(
        said(&plan(&mut office, Some(Who::Rep), &pooled)),
        "new  [register_lead]",
        "the command refuses"
    );
    let open = KnownLead { sellers: vec![Who::Rep.id()], ..KnownLead::default() };
    assert_eq!(said(&plan(&mut office, Some(Who::Rep), &open)), "unchanged  []");
    assert_eq!(said(&plan(&mut office, Some(Who::Colleague), &open)), "duplicate 0 []");
    assert_eq!(said(&plan(&mut office, None, &open)), "duplicate 0 []");
}
