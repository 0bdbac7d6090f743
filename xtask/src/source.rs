//! The rules that one file can be judged by, from its path and its text.
//!
//! Words that the rules look for are put together with `concat!`, so that this file passes its own rules.

/// A file of the tree: its path from the root with `/`, and its text.
pub struct File<'a> {
    /// Path from the root of the repository.
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
}

const LINES_MAX: usize = 500;
const SQL_HOME: &str = "crates/tongguan-store/src/sql";
const TESTKIT: &str = "crates/tongguan-testkit/";
const DRIVERS: [&str; 3] =
    [concat!("rusq", "lite"), concat!("tokio_", "postgres"), concat!("deadpool_", "postgres")];
const UNFINISHED: [&str; 4] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!("), concat!("unimpl", "emented!(")];
const UNWRAP: &str = concat!(".unw", "rap()");
const IGNORED: &str = concat!("#[ign", "ore");

/// One sentence for each rule that the file breaks.
pub fn faults(file: &File) -> Vec<String> {
    let mut faults = too_long(file);
    if file.path.ends_with(".rs") {
        faults.extend(no_module_doc(file));
        faults.extend(unfinished(file));
        faults.extend(driver_outside_sql(file));
        faults.extend(unwrap_outside_tests(file));
    }
    faults
}

fn too_long(file: &File) -> Vec<String> {
    let is_data = [".yaml", ".yml", ".json", ".lock", ".md", ".csv", ".txt", ".snap"]
        .iter()
        .any(|ending| file.path.ends_with(ending));
    let is_generated =
        file.path.contains("/generated/") || file.path.ends_with("schema.d.ts") || file.path == "LICENSE";
    let lines = file.text.lines().count();
    if is_data || is_generated || lines <= LINES_MAX {
        return vec![];
    }
    vec![format!("{}: {lines} lines, more than {LINES_MAX}: make it two files", file.path)]
}

fn no_module_doc(file: &File) -> Vec<String> {
    let first = file.text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!"));
    if first.is_some_and(|line| line.starts_with("//!")) {
        return vec![];
    }
    vec![format!("{}: does not open with module docs (//!)", file.path)]
}

fn unfinished(file: &File) -> Vec<String> {
    let words = UNFINISHED.iter().chain([&IGNORED]);
    words.flat_map(|word| lines_with(file, word, file.text)).collect()
}

fn driver_outside_sql(file: &File) -> Vec<String> {
    let is_home = file.path.starts_with(&format!("{SQL_HOME}/")) || file.path == format!("{SQL_HOME}.rs");
    if is_home || !file.path.starts_with("crates/") || file.path.starts_with(TESTKIT) || is_test(file.path) {
        return vec![];
    }
    DRIVERS.iter().flat_map(|driver| lines_with(file, driver, before_tests(file.text))).collect()
}

fn unwrap_outside_tests(file: &File) -> Vec<String> {
    if is_test(file.path) { vec![] } else { lines_with(file, UNWRAP, before_tests(file.text)) }
}

fn lines_with(file: &File, word: &str, text: &str) -> Vec<String> {
    let hits = text.lines().enumerate().filter(|(_, line)| line.contains(word) && !is_doc(line));
    hits.map(|(index, _)| format!("{}:{}: names {word}", file.path, index + 1)).collect()
}

/// Docs may speak of a driver, and their examples may unwrap.
fn is_doc(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//!") || line.starts_with("///")
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.contains("/benches/") || path.ends_with("/tests.rs")
}

/// Unit tests stand last in a file: what follows the attribute is theirs.
fn before_tests(text: &str) -> &str {
    text.find("#[cfg(test)]").map_or(text, |at| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORE: &str = "crates/tongguan-core/src/deal.rs";

    fn check(path: &str, text: &str, expected: usize) {
        let faults = faults(&File { path, text });
        assert_eq!(faults.len(), expected, "{path}: {faults:?}");
    }

    fn documented(line: &str) -> String {
        format!("//! What it is.\n{line}\n")
    }

    #[test]
    fn a_file_is_at_most_500_lines() {
        check(CORE, &documented(&"// line\n".repeat(498)), 0);
        check(CORE, &documented(&"// line\n".repeat(500)), 1);
        check("processes/standard.yaml", &"key: value\n".repeat(900), 0);
        check("crates/tongguan-server/src/generated/api.rs", &documented(&"// line\n".repeat(900)), 0);
        check("scripts/long.sh", &"true\n".repeat(501), 1);
    }

    #[test]
    fn a_module_opens_with_what_it_is() {
        check(CORE, "//! What it is.\n", 0);
        check(CORE, "#![allow(missing_docs)]\n//! What it is.\n", 0);
        check(CORE, "// What it is.\n", 1);
        check(CORE, "", 1);
    }

    #[test]
    fn nothing_is_left_for_later() {
        for word in UNFINISHED.iter().chain([&IGNORED]) {
            check(CORE, &documented(&format!("fn f() {{}} // {word}")), 1);
        }
    }

    #[test]
    fn drivers_are_named_in_sql_only() {
        for driver in DRIVERS {
            let text = documented(&format!("use {driver}::Row;"));
            check(CORE, &text, 1);
            check("crates/tongguan-store/src/read/board.rs", &text, 1);
            check("crates/tongguan-store/src/sqlish.rs", &text, 1);
            check("crates/tongguan-store/src/sql.rs", &text, 0);
            check("crates/tongguan-store/src/sql/row.rs", &text, 0);
            check("crates/tongguan-store/tests/it/sql.rs", &text, 0);
            check(CORE, &format!("//! Not {driver}.\n"), 0);
        }
    }

    #[test]
    fn unwrap_is_for_tests() {
        let line = format!("fn f() {{ x(){UNWRAP}; }}");
        check(CORE, &documented(&line), 1);
        check(CORE, &documented(&format!("#[cfg(test)]\nmod tests {{ {line} }}")), 0);
        check("crates/tongguan-core/tests/it/deal.rs", &documented(&line), 0);
        check(CORE, &documented(&format!("/// {line}")), 0);
    }
}
