//! `tongguan process check`: places of faults, findings in both languages, exit codes.

use super::{Run, tongguan};

const STANDARD: &str = include_str!("../../../../../processes/standard.yaml");

/// Checks a definition and expects this exit code and these words on stdout.
fn check(definition: &str, code: i32, words: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.yaml");
    std::fs::write(&file, definition).expect("written");
    let Run { code: found, stdout, stderr } =
        tongguan(&["process", "check", file.to_str().expect("UTF-8")], b"");
    assert_eq!(found, Some(code), "{stdout}{stderr}");
    for word in words {
        assert!(stdout.contains(word), "{word} in {stdout}");
    }
}

#[test]
fn the_shipped_definition_is_sound_and_its_cases_come_out() {
    check(STANDARD, 0, &["企业销售过程管控标准流程 v1", "个用例全部通过"]);
}

#[test]
fn the_shipped_definition_leaves_nobody_alone_with_a_deal() {
    check(
        STANDARD,
        0,
        &["至少需要 4 人", "  G4-b.contract_approved: sales_manager → sales_director → legal_specialist"],
    );
}

#[test]
fn a_fault_of_the_text_has_line_and_column() {
    check("key: standard\nversion: many\n", 1, &["mine.yaml:2:10: unreadable: 定义无法读取 (invalid"]);
    check("key: [", 1, &["mine.yaml:1:"]);
}

#[test]
fn findings_name_their_place_in_both_languages() {
    let edited = STANDARD.replacen("debtor: {role: admin_archivist}", "debtor: {role: nobody}", 1);
    let (line, column) = place(&edited, "nobody}");
    let said = format!(
        "mine.yaml:{line}:{column}: clocks.T4.debtor: nobody: unknown_role: 角色不存在 (no such role)"
    );
    check(&edited, 1, &[&said]);
}

/// Line and column of a text.
fn place(definition: &str, text: &str) -> (usize, usize) {
    let before = &definition[..definition.find(text).expect("it is there")];
    let last = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, last.chars().count() + 1)
}

#[test]
fn a_file_that_is_not_utf_8_is_told_with_the_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("gbk.yaml");
    std::fs::write(&file, b"key: standard\nname: \xc1\xf7\xb3\xcc\n").expect("written");
    let run = tongguan(&["process", "check", file.to_str().expect("UTF-8")], b"");
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("gbk.yaml:2:7: not_utf_8"), "{}", run.stdout);
}

#[test]
fn a_case_about_a_clock_that_is_not_there_says_so() {
    let edited = STANDARD.replacen("- due: {clock: T1,", "- due: {clock: T99,", 1);
    assert_ne!(edited, STANDARD, "a case to edit");
    check(&edited, 1, &["cases[", "T99: unknown_clock"]);
}

#[test]
fn a_case_that_does_not_come_out_is_a_finding() {
    let edited = STANDARD.replacen("due: {hours: 48}", "due: {hours: 47}", 1);
    check(&edited, 1, &["cases[0]: case_fails: 用例应得"]);
}

#[test]
fn a_file_that_is_not_there_is_a_failure() {
    let run = tongguan(&["process", "check", "/nowhere/at/all.yaml"], b"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("无法读取"), "{}", run.stderr);
}
