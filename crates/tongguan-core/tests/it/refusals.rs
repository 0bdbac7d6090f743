//! Every way of refusing is tried: a refusal that no test names is a rule that nobody has seen work.

use std::fs;
use std::path::{Path, PathBuf};

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The variants of the refusals in a file, in their order.
fn variants(source: &str) -> Vec<String> {
    let (_, after) = source.split_once("pub enum Refusal {").expect("the file declares refusals");
    let (body, _) = after.split_once("\n}").expect("the declaration ends");
    let lines = body.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    lines.map(|line| line.chars().take_while(char::is_ascii_alphanumeric).collect()).collect()
}

/// The code of a variant on the wire.
fn code(variant: &str) -> String {
    let mut code = String::new();
    for letter in variant.chars() {
        if letter.is_ascii_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.push(letter.to_ascii_lowercase());
    }
    code
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of the tests") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files_below(&path, found),
            false => found.push(path),
        }
    }
}

/// Variants that no test of the folders names, by name or by code.
fn untried(source: &str, folders: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    folders.iter().for_each(|folder| files_below(&root.join(folder), &mut files));
    let told = files.iter().filter(|file| !file.ends_with("refusals.rs")).map(|file| read(file));
    let tests: String = told.collect();
    let all = variants(&read(&root.join(source)));
    assert!(all.len() > 30, "{all:?}");
    let named = |variant: &String| {
        let whole = |at: usize| !tests[at..].starts_with(|next: char| next.is_ascii_alphanumeric());
        let by_name = format!("Refusal::{variant}");
        let mut places = tests.match_indices(&by_name).map(|(at, name)| at + name.len());
        places.any(whole) || tests.contains(&format!("\"{}\"", code(variant)))
    };
    all.into_iter().filter(|variant| !named(variant)).collect()
}

#[test]
fn every_refusal_of_a_deal_is_tried() {
    assert_eq!(untried("src/refusal.rs", &["tests/it"]), Vec::<String>::new());
}

/// Those for which a unique key of the store stands are tried where there is a store.
#[test]
fn every_refusal_about_reference_data_is_tried() {
    let folders = ["tests/it/reference", "../tongguan-server/tests/it"];
    assert_eq!(untried("src/reference/refusal.rs", &folders), Vec::<String>::new());
}
