//! `tongguan tool`: answers on stdout, reasons on stderr, exit 1 when an input was refused.

use super::{Run, tongguan};

/// Runs `tongguan tool ARGS` and expects exactly these answers and nothing else.
fn answers(args: &str, expected: &str) {
    let args: Vec<&str> = ["tool"].into_iter().chain(args.split(' ')).collect();
    let Run { code, stdout, stderr } = tongguan(&args, b"");
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (Some(0), format!("{expected}\n").as_str(), ""),
        "{args:?}"
    );
}

#[test]
fn answers_one_input() {
    for (args, expected) in [
        ("due --rule T4 --from 2026-09-30", "2026-10-10"),
        ("due --rule t4 --from 2026-09-30T17:20", "2026-10-10"),
        ("due --rule T1 --from 2026-11-20T17:00", "2026-11-22T17:00"),
        ("due --rule T2 --from 2026-02-25", "2026-02-13"),
        ("due --rule T3 --from 2026-11-20T17:00:30", "2026-11-21T17:00:30"),
        ("due --rule T5 --from 2026-05-11", "2026-04-30"),
        ("due --rule T6 --from 2026-09-16", "2026-09-20T18:00"),
        ("due --rule T6 --from 2026-02-16", "exempt"),
        ("due --rule T7 --from 2026-12-31", "2026-12-31"),
        ("due --rule T11 --from 2026-09-30", "2026-10-08"),
        ("due --rule T11 --step-workdays 2 --from 2026-09-30", "2026-10-09"),
        ("due --rule T15-c --from 2026-09-30", "2026-10-13"),
        ("due --rule T1 --pause --from 2026-11-20T17:00", "2026-11-24T17:00"),
        ("due --workdays -3 --from 2026-10-09", "2026-09-29"),
        ("due --workdays -3 --reading full_between --from 2026-10-09", "2026-09-28"),
        ("due --workdays 3 --from 2026-09-30", "2026-10-10"),
        ("due --hours 48 --from 2026-11-20T17:00", "2026-11-22T17:00"),
        ("due --hours 48 --pause --from 2026-11-20T17:00", "2026-11-24T17:00"),
        ("due --rule T4 --from 2026-09-30 2026-05-08", "2026-10-10\n2026-05-12"),
        ("words 1409.50", "人民币壹仟肆佰零玖元伍角整"),
        ("words -2000.35", "人民币负贰仟元零叁角伍分"),
        ("words 人民币壹仟肆佰零玖圆伍角", "1409.50"),
        ("words 0.05 壹拾元整", "人民币伍分\n10.00"),
        ("uscc 91310000ma10001210", "91310000MA10001210"),
        ("vat --price 99.99 --qty 3 --rate 13", "299.97 34.51 265.46"),
        ("vat --price 100 --qty 1 --rate 13 --exclusive", "113.00 13.00 100.00"),
        ("vat --price 100 --qty 1 --rate 免税", "100.00 0.00 100.00"),
        ("interest --amount 200000 --days 45", "4500.00"),
        ("interest --amount 200000 --days 45 --yearly 3.65", "900.00"),
    ] {
        answers(args, expected);
    }
}

#[test]
fn answers_a_list_on_stdin() {
    for (args, stdin, expected) in [
        (&["tool", "due", "--rule", "T4"][..], "2026-09-30\r\n\n2026-02-13", "2026-10-10\n2026-02-25\n"),
        (&["tool", "words"], "\u{feff}10\n零元整\n", "人民币壹拾元整\n0.00\n"),
        (&["tool", "uscc"], " 91310000MA1000076Y\n", "91310000MA1000076Y\n"),
        (&["tool", "vat"], "1234.56 7 13\n0.85,333,6\n", "8641.92 994.20 7647.72\n283.05 16.02 267.03\n"),
        (&["tool", "interest"], "200000\t45\n", "4500.00\n"),
        (&["tool", "words"], "", ""),
    ] {
        let run = tongguan(args, stdin.as_bytes());
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), expected, ""), "{args:?}");
    }
}

#[test]
fn refuses_with_a_reason_and_answers_the_rest() {
    let run = tongguan(&["tool", "uscc"], b"91350100M000100Y44\n91310000MA10001210\n9131OOOOMAIOOO121O\n");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "91310000MA10001210\n"));
    assert_eq!(
        run.stderr,
        "91350100M000100Y44: 校验码不符：末位应为 3，现为 4\n\
         9131OOOOMAIOOO121O: 第 5 位“O”不在代码字符集内，是否为 91310000MA10001210\n"
    );
    for (args, zh, en) in [
        (&["due", "--rule", "T4", "--from", "2026-02-30"][..], "不是日期", "not a date"),
        (
            &["due", "--rule", "T4", "--from", "0000-01-01"],
            "年份须在 1900 至 2999 之间",
            "between 1900 and 2999",
        ),
        (&["due", "--workdays", "3", "--from", "10000-01-01"], "年份须在", "the year must lie"),
        (&["due", "--rule", "T1", "--from", "2026-11-20"], "不是时间", "not a time"),
        (&["due", "--rule", "T99", "--from", "2026-11-20"], "没有这条时限规则", "no such deadline rule"),
        (&["words", "1.005"], "小数最多 2 位", "more than 2 digits"),
        (&["words", "99999999999999"], "超出", "beyond"),
        (&["words", "拾元整"], "写法不合规范", "not a permitted form"),
        (&["words", "一百元"], "不是大写数字", "no capital numeral"),
        (&["vat", "--price", "NaN", "--qty", "1", "--rate", "13"], "不是数字", "not a plain decimal figure"),
        (&["vat", "--price", "-1", "--qty", "1", "--rate", "13"], "不能为负数", "negative"),
        (&["vat", "--price", "1", "--qty", "1", "--rate", "17"], "税率应为", "the rate must be"),
        (&["interest", "--amount", "1", "--days", "-1"], "天数应为", "days must be"),
        (&["uscc", "123"], "应为 18 位，现为 3 位", "3 characters instead of 18"),
    ] {
        for (lang, expected) in [(&[][..], zh), (&["--lang", "en"], en)] {
            let args = [&["tool"], args, lang].concat();
            let run = tongguan(&args, b"");
            assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{args:?}");
            assert!(run.stderr.contains(expected), "{args:?}: {}", run.stderr);
        }
    }
    let run = tongguan(&["tool", "vat"], b"1 2\n");
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), "1 2: 应有 3 列\n"));
    let run = tongguan(&["tool", "words"], b"\xff\xfe\n10\n");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "人民币壹拾元整\n"));
}

#[test]
fn says_what_is_not_settled() {
    let run = tongguan(&["tool", "due", "--rule", "T4", "--from", "2026-12-30"], b"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "2027-01-05\n"));
    assert!(run.stderr.contains("暂定"), "{}", run.stderr);
}

#[test]
fn asks_for_one_way_of_counting() {
    for args in [
        &["tool", "due", "--from", "2026-09-30"][..],
        &["tool", "due", "--rule", "T4", "--hours", "3", "--from", "2026-09-30"],
        &["tool", "vat", "--price", "1"],
        &["tool"],
    ] {
        assert_eq!(tongguan(args, b"").code, Some(2), "{args:?}");
    }
}
