//! A document of every kind, filled from its own form: each field holds a value of its type.

use jiff::civil::date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentForm, DocumentKind, Field, FieldType, Process, Requirement};
use tongguan_doc::paper::Drawing;
use tongguan_doc::paper::drawing::{chain, plan};
use tongguan_doc::paper::letter::{Demand, Late, PayTo, letter};
use tongguan_doc::paper::make::{Approval, Content, Head, Setting, Step, blank, paper};
use tongguan_doc::paper::{Footer, Language, Letterhead, Paper};

/// Both languages.
pub const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// The form of a kind.
pub fn form(kind: DocumentKind) -> DocumentForm {
    Process::standard().form(kind).expect("every kind has a form").clone()
}

/// The setting of all samples.
pub fn setting(language: Language, watermark: Option<&str>) -> Setting<'static> {
    Setting {
        language,
        zone: TimeZone::get("Asia/Shanghai").expect("a zone"),
        letterhead: Letterhead {
            company: "同关示例科技有限公司".to_owned(),
            address: "上海市浦东新区示例路1号  021-12345678".to_owned(),
            logo: None,
        },
        footer: Footer {
            text: "本文件仅供收件人使用".to_owned(),
            copy: "K7QD-2MXA-9HTC-5RWE".to_owned(),
            ..Footer::default()
        },
        watermark: watermark.map(str::to_owned),
        name: &|kind, _| Some(format!("〈{kind}〉堃喆镕㛃")),
    }
}

/// A filled document of a kind.
pub fn content(kind: DocumentKind) -> Content {
    let form = form(kind);
    let fields: Vec<&Field> = form.fields().collect();
    let is_systems =
        |field: &&&Field| matches!(field.required, Requirement::Automatic | Requirement::Computed);
    let (found, typed): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| is_systems(field));
    Content {
        body: Some(record(&typed, 0)),
        facts: record(&found, 0),
        head: Head {
            number: Some(format!("{}-2026-11-0042", kind.code())),
            revision: Some(2),
            customer: Some("杭州示例智能制造有限公司".to_owned()),
            deal: Some("SJ-2026-0317".to_owned()),
            owner: Some("李明".to_owned()),
            submitted_by: Some("李明".to_owned()),
            submitted_at: Some("2026-11-23 10:05".to_owned()),
            as_of: None,
        },
        approvals: vec![Approval { title: "合同审批".to_owned(), steps: steps() }],
        picture: picture(kind),
    }
}

/// The pictures of the two documents that have one.
fn picture(kind: DocumentKind) -> Option<(String, Drawing)> {
    let node = |key: &str, role: &str, attitude: i64| chain::Node {
        key: key.to_owned(),
        words: vec![key.to_owned(), role.to_owned(), format!("影响力 4 · 态度 {attitude:+}")],
        attitude,
    };
    let edge =
        |from: &str, to: &str, reports| chain::Edge { from: from.to_owned(), to: to.to_owned(), reports };
    let milestone = |name: &str, on: &str, done| plan::Milestone {
        name: name.to_owned(),
        planned_on: on.parse().expect("a day"),
        responsible: "江涛".to_owned(),
        done,
    };
    let (title, drawing) = match kind {
        DocumentKind::DecisionChain => {
            let nodes = [
                node("赵总", "最终决策人", 1),
                node("钱总监", "预算审批人", 0),
                node("孙主管", "使用人", 2),
                node("王工", "技术评估人", -1),
            ];
            let edges = [
                edge("钱总监", "赵总", true),
                edge("孙主管", "赵总", true),
                edge("王工", "孙主管", true),
                edge("王工", "钱总监", false),
            ];
            ("决策链图", chain::drawing(&nodes, &edges))
        }
        DocumentKind::DeliveryPlan => {
            let stones = [
                milestone("环境准备", "2026-12-11", true),
                milestone("上线", "2026-12-31", false),
                milestone("终验", "2027-02-10", false),
            ];
            ("交付进度图", plan::drawing(None, &stones))
        }
        _ => return None,
    };
    Some((title.to_owned(), drawing.expect("something to draw")))
}

fn steps() -> Vec<Step> {
    let step = |role: &str, person: &str, opinion: &str| Step {
        role: role.to_owned(),
        person: person.to_owned(),
        verdict: "同意".to_owned(),
        opinion: opinion.to_owned(),
        at: "2026-11-24 09:30".to_owned(),
    };
    vec![step("销售经理", "王经理", "价格在政策内，同意。"), step("销售总监", "赵总监", "")]
}

fn record(fields: &[&Field], row: usize) -> Map<String, Value> {
    fields.iter().map(|field| (field.key.clone(), value(field, row))).collect()
}

fn value(field: &Field, row: usize) -> Value {
    let at = row as i64 + 1;
    match &field.kind {
        FieldType::Line | FieldType::Text => {
            json!(field.example.clone().unwrap_or_else(|| format!("{}的内容", field.name.zh)))
        }
        FieldType::Integer => json!(at),
        FieldType::Money => json!(12_345_678 * at),
        FieldType::Price => json!("1234.5"),
        FieldType::Quantity => json!("3.5"),
        FieldType::Percent => json!("12.5"),
        FieldType::Boolean => json!(true),
        FieldType::Date => json!("2026-12-08"),
        FieldType::Instant => json!("2026-11-27T06:00:00Z"),
        FieldType::Choice(options) => json!(options[0].key),
        FieldType::Choices(options) => json!([options[0].key]),
        FieldType::Reference(_) | FieldType::File => json!("00000000-0000-0000-0000-000000000001"),
        FieldType::References(_) | FieldType::Files => json!(["00000000-0000-0000-0000-000000000001"]),
        FieldType::Table(columns) => {
            let columns: Vec<&Field> = columns.iter().collect();
            json!([record(&columns, 0), record(&columns, 1)])
        }
    }
}

/// The paper of a filled document.
pub fn filled(kind: DocumentKind, language: Language) -> Paper {
    paper(&form(kind), &content(kind), &setting(language, None))
}

/// A dunning letter about two payments.
pub fn dunning(language: Language) -> Paper {
    let late = |event: &str, outstanding, overdue_days| Late {
        contract: "HT-XS-2026-11-0042".to_owned(),
        event: event.to_owned(),
        planned: Money(25_245_000),
        due_on: Some(date(2026, 10, 30)),
        outstanding: Money(outstanding),
        overdue_days,
    };
    let demand = Demand {
        customer: "杭州示例智能制造有限公司".to_owned(),
        number: Some("SJ-2026-0317".to_owned()),
        on: date(2026, 12, 18),
        pay_by: date(2026, 12, 28),
        lines: vec![late("合同签订", 25_245_000, 49), late("终验合格", 1_234_567, 31)],
        pay_to: vec![
            (PayTo::Holder, "同关示例科技有限公司".to_owned()),
            (PayTo::Bank, "示例银行浦东支行".to_owned()),
            (PayTo::Account, "0000 0000 0000 0042".to_owned()),
        ],
    };
    letter(&demand, &setting(language, None))
}

/// The paper of a blank form.
pub fn empty(kind: DocumentKind, language: Language) -> Paper {
    blank(&form(kind), &setting(language, None))
}
