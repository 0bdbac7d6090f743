//! Heads, mappings and values.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tongguan_core::id::{DepartmentId, PersonId};
use tongguan_core::import::{Kind, Mapping, MappingFault, People};
use tongguan_core::reference::person::Person;
use uuid::Uuid;

use super::{fields, record, records, table};

/// The guess over some rows as `heading=field`, by heading.
fn guess(kind: Kind, lines: &[&str]) -> Option<String> {
    let (_, fields) = fields(kind);
    let rows = table(lines);
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let mapping = Mapping::guess(kind, &fields, &rows)?;
    let pairs = mapping.columns.iter().map(|(heading, field)| format!("{heading}={field}"));
    Some(pairs.collect::<Vec<_>>().join(" "))
}

#[test]
fn the_head_is_found_and_its_headings_understood() {
    let check = |kind, lines: &[&str], expected: Option<&str>| {
        assert_eq!(guess(kind, lines).as_deref(), expected, "{lines:?}");
    };
    check(
        Kind::Customers,
        &["2025年客户台账", "制表：销售部", "序号|公司名称|税号|联系人|手 机|备注", "1|杭州示例|||138|"],
        Some("公司名称=account_name 手 机=contact_phone 税号=uscc 联系人=contact_name"),
    );
    check(
        Kind::Customers,
        &["Company|Contact person|E-mail|Owner"],
        Some("Company=account_name Contact person=contact_name E-mail=contact_email Owner=owner"),
    );
    check(Kind::Customers, &["客户名称（全称）*|客户名称拼音"], Some("客户名称（全称）*=account_name"));
    check(
        Kind::Products,
        &["物料编码|品名|规格|单位|税率(%)|是否标准品"],
        Some("单位=unit 品名=name 是否标准品=standard 物料编码=code 税率(%)=vat 规格=spec"),
    );
    check(Kind::Customers, &["a|b", "1|2"], None);
    check(Kind::Customers, &["电话|邮箱"], None);
}

#[test]
fn a_mapping_that_does_not_fit_says_why() {
    let (_, fields) = fields(Kind::Customers);
    let check = |columns: &[(&str, &str)], heads: &str, expected: MappingFault| {
        let rows = table(&[heads]);
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        let columns = columns.iter().map(|(heading, field)| ((*heading).to_owned(), (*field).to_owned()));
        let (values, fixed) = (BTreeMap::new(), BTreeMap::new());
        let mapping =
            Mapping { kind: Kind::Customers, sheet: None, columns: columns.collect(), values, fixed };
        assert_eq!(mapping.lay(&fields, &rows).expect_err("it does not fit"), expected);
    };
    let name = || "account_name".to_owned();
    check(&[("名", "account_name")], "甲|乙", MappingFault::NoHead);
    check(&[("名", "nonsense")], "名", MappingFault::UnknownField { field: "nonsense".to_owned() });
    check(&[("电话", "contact_phone")], "电话", MappingFault::FieldMissing { field: name() });
    check(
        &[("甲", "account_name"), ("乙", "account_name")],
        "甲|乙",
        MappingFault::FieldTwice { field: name() },
    );
}

#[test]
fn values_are_read_as_people_write_them() {
    let check = |heading: &str, cell: &str, field: &str, expected: Value| {
        let record = record(Kind::Customers, &format!("客户|{heading}"), &format!("甲乙丙丁|{cell}"));
        assert_eq!(record.values.get(field), Some(&expected), "{cell}");
    };
    check("性质", "企业", "customer_nature", json!("enterprise"));
    check("性质", " Company ", "customer_nature", json!("enterprise"));
    check("规模", "large", "size_class", json!("large"));
    check("税号", "91310000ma10001210", "uscc", json!("91310000MA10001210"));
    check("电话", "０５７１－８８８８０００１", "contact_phone", json!("0571-88880001"));
    check("电话", "'+86 13800000000", "contact_phone", json!("+86 13800000000"));
    check("行业", "\u{3000}C34\u{200B} 通用\n设备 ", "industry", json!("C34 通用 设备"));
    let check = |heading: &str, cell: &str, field: &str, expected: Value| {
        let heads = "编码|名称|单位|税率";
        let (heads, cells) = match heading {
            "税率" => (heads.to_owned(), format!("A1|甲|台|{cell}")),
            other => (format!("{heads}|{other}"), format!("A1|甲|台|13|{cell}")),
        };
        assert_eq!(record(Kind::Products, &heads, &cells).values.get(field), Some(&expected), "{cell}");
    };
    for (cell, rate) in [("13%", "13"), ("0.06", "6"), ("9", "9"), ("免税", "exempt"), ("１３％", "13")]
    {
        check("税率", cell, "vat", json!(rate));
    }
    for (cell, is_so) in [("是", true), ("N", false), ("√", true), ("0", false)] {
        check("标准品", cell, "standard", json!(is_so));
    }
}

#[test]
fn every_fault_of_a_row_is_told_with_its_field() {
    let lines = ["客户|税号|电话|性质|负责人", "|91310000MA10001211|abc|怪|谁", "好公司有限公司||||"];
    let read = records(Kind::Customers, &lines, &People::default());
    assert_eq!(
        read[0],
        Err(vec![
            "2 account_name missing".to_owned(),
            "2 uscc bad_uscc".to_owned(),
            "2 customer_nature not_an_option".to_owned(),
            "2 contact_phone not_a_phone".to_owned(),
            "2 owner unknown_person".to_owned(),
        ])
    );
    assert!(read[1].is_ok());
}

#[test]
fn amounts_and_days_of_leads() {
    let (process, fields) = fields(Kind::Leads);
    assert!(!fields.is_empty() && process.version > 0);
    let check = |field: &str, cell: &str, expected: Option<Value>| {
        let columns = BTreeMap::from([("列".to_owned(), field.to_owned())]);
        let needed = fields.iter().filter(|known| known.required && known.key != field);
        let fixed = needed.map(|known| (known.key.clone(), "2026-01-01".to_owned())).collect();
        let mapping = Mapping { kind: Kind::Leads, sheet: None, columns, values: BTreeMap::new(), fixed };
        let rows = table(&["列", cell]);
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        let layout = mapping.lay(&fields, &rows).expect("it fits");
        let read = layout.read(2, rows[1], &People::default()).expect_err("the fixed values are no options");
        let is_faulty = read.iter().any(|fault| fault.field.as_deref() == Some(field));
        assert_eq!(is_faulty, expected.is_none(), "{cell}: {read:?}");
    };
    for cell in ["￥1,234.50", "12.5万元", "80万", "0"] {
        check("annual_revenue", cell, Some(json!(0)));
    }
    for cell in ["1.234", "1e5", "十万", "99999999999999"] {
        check("annual_revenue", cell, None);
    }
    for cell in ["2026/1/5", "2026.01.05", "2026年1月5日", "20260105", "2026-01-05 00:00:00"] {
        check("obtained_at", cell, Some(json!(0)));
    }
    for cell in ["1/5/2026", "2026-13-01", "昨天", "45943"] {
        check("obtained_at", cell, None);
    }
}

#[test]
fn a_name_that_two_people_bear_is_nobody() {
    let person = |number: u128, name: &str, login: &str, active: bool| Person {
        id: PersonId(Uuid::from_u128(number)),
        name: name.to_owned(),
        login: login.to_owned(),
        email: None,
        phone: None,
        department: DepartmentId(Uuid::from_u128(9)),
        active,
        language: Default::default(),
    };
    let all =
        [person(1, "张三", "zhang", true), person(2, "张三", "zhang2", true), person(3, "李四", "li", false)];
    let people = People::new(&all);
    assert_eq!(people.named("张三"), None);
    assert_eq!(people.named(" Zhang2 "), Some(PersonId(Uuid::from_u128(2))));
    assert_eq!(people.named("李四"), None);
}
