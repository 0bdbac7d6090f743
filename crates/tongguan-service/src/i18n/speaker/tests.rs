//! What data becomes in words.

use super::*;
use serde_json::json;

fn say(lang: Lang, template: &str, data: Value) -> String {
    let process = Process::standard();
    let names = Names::from_iter([(Uuid::from_u128(1), "张三".to_owned())]);
    let speaker = Speaker { lang, process: &process, names: &names };
    speaker.say(template, data.as_object().expect("an object"))
}

#[test]
fn data_is_said_in_the_words_of_the_process() {
    let person = Uuid::from_u128(1);
    for (template, data, zh) in [
        ("{stage}", json!({"stage": "nurture"}), "商机培育与需求深度挖掘"),
        ("{kind}", json!({"kind": "quotation"}), "《商务报价单》"),
        ("{command}", json!({"command": "submit_document:quotation"}), "提交《商务报价单》"),
        ("{command}", json!({"command": "advance_stage"}), "进入下一阶段"),
        ("{needs}", json!({"needs": ["owner", "sales_manager"]}), "负责人、销售经理"),
        ("{by}", json!({"by": person}), "张三"),
        ("{from}", json!({"from": null}), "无人"),
        ("{by}", json!({"by": Uuid::from_u128(2)}), "（未知人员）"),
        ("{verdict}", json!({"verdict": {"adjust": "B"}}), "调整为 B"),
        ("{verdict}", json!({"verdict": "approve"}), "同意"),
        ("{number}", json!({"number": {"drawn": "XS-2026-11-0001"}}), "XS-2026-11-0001"),
        ("{due_at}", json!({"due_at": "2026-11-20T09:00:00Z"}), "2026-11-20 17:00"),
        ("{gross_minor}", json!({"gross_minor": -128_000_000}), "-¥1,280,000.00"),
        ("{assignees}", json!({"assignees": [{"person": person, "instead_of": null}]}), "张三"),
        (
            "{unmet}",
            json!({"gate": "G1", "unmet": [{"condition": "screened"}, {"condition": "graded"}]}),
            "初筛结论不是“有效”；销售主管尚未审定为A级或B级",
        ),
        (
            "{problems}",
            json!({"kind": "lead_registration", "problems": [{"path": "account_name", "code": "too_short", "limit": "4"}]}),
            "客户名称（全称）：至少 4 个字",
        ),
    ] {
        assert_eq!(say(Lang::Zh, template, data), zh, "{template}");
    }
    assert_eq!(say(Lang::En, "{stage}", json!({"stage": "nurture"})), "Nurturing and discovery");
}

#[test]
fn amounts_are_grouped() {
    for (minor, text) in [(0, "¥0.00"), (5, "¥0.05"), (123_456_789, "¥1,234,567.89"), (-100, "-¥1.00")] {
        assert_eq!(yuan(minor), text);
    }
}

#[test]
fn a_record_in_parts_becomes_lines_and_what_says_nothing_is_left_out() {
    let process = Process::standard();
    let names = Names::new();
    let speaker = Speaker { lang: Lang::Zh, process: &process, names: &names };
    let round = json!({
        "place": "客户会议室", "asks": "", "winner": null,
        "changes": [{"topic": "price", "old": "100", "new": "95"}],
    });
    let said = speaker.lines(round.as_object().expect("an object"));
    assert_eq!(said, "条款变更：改为 95，原为 100，条款 价款或者报酬\n地点：客户会议室");
}

#[test]
fn yes_and_no_have_words_of_their_own_where_they_mean_more() {
    let template = "{late}完成“{clock}”";
    assert_eq!(say(Lang::Zh, template, json!({"late": true, "clock": "T3"})), "超期完成“提交拜访记录”");
    assert_eq!(say(Lang::Zh, "{is_early}", json!({"is_early": true})), "是");
}
