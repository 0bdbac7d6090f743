//! What a migration may not do, so that one schema serves SQLite, PostgreSQL and the distributed engines that speak its dialect.

use super::dialect::{ONLY_SQLITE, statements};
use super::{BOOTSTRAP, MIGRATIONS};

/// Words with the reason why they are refused, in migrations and in statements.
const FORBIDDEN: &[(&str, &str)] = &[
    ("SERIAL", "numbers come from the counter table"),
    ("IDENTITY", "ids are made in Rust"),
    ("SEQUENCE", "numbers come from the counter table"),
    ("AUTOINCREMENT", "ids are made in Rust"),
    ("MERGE", "upsert with ON CONFLICT"),
    ("REPLACE", "upsert with ON CONFLICT"),
    ("ON CONSTRAINT", "name the columns of the key"),
    ("GENERATED", "compute it in Rust"),
    ("TRIGGER", "write it in Rust, in the same transaction"),
    ("FUNCTION", "write it in Rust"),
    ("PROCEDURE", "write it in Rust"),
    ("VIEW", "write the query where it is used"),
    ("DEFERRABLE", "order the statements"),
    ("LISTEN", "poll"),
    ("NOTIFY", "poll"),
    ("EXCLUDE", "check under a guard"),
    ("DOMAIN", "write the CHECK"),
    ("INHERITS", "one table each"),
    ("LOCK TABLE", "lock rows"),
    ("ADVISORY", "hold a lease row"),
    ("JSONB", "hashed bytes must not be reordered"),
    ("TSVECTOR", "search has a table of its own"),
    ("NUMERIC", "money is minor units"),
    ("DECIMAL", "money is minor units"),
    ("REAL", "scaled integers"),
    ("FLOAT", "scaled integers"),
    ("DOUBLE", "scaled integers"),
    ("BOOLEAN", "0 or 1 as BIGINT"),
    ("TIMESTAMP", "microseconds as BIGINT"),
    ("TIMESTAMPTZ", "microseconds as BIGINT"),
    ("CURRENT_TIMESTAMP", "the time comes from Rust"),
    ("NOW", "the time comes from Rust"),
    ("RANDOM", "randomness comes from Rust"),
    ("GEN_RANDOM_UUID", "ids are made in Rust"),
    ("RETURNING *", "name the columns"),
    ("SELECT *", "name the columns"),
];

/// Types that must be written as tokens, and shapes that a schema may not have.
const FORBIDDEN_IN_SCHEMA: &[(&str, &str)] = &[
    ("TEXT", "write {text}"),
    ("VARCHAR", "write {text}"),
    ("UUID", "write {uuid}"),
    ("BYTEA", "write {blob}"),
    ("BLOB", "write {blob}"),
    ("INT", "write BIGINT"),
    ("INTEGER", "write BIGINT"),
    ("DATE", "ISO text, {text}"),
    ("CONCURRENTLY", "not in a transaction"),
];

/// How a step may begin: each of these can be repeated.
const REPEATABLE: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS ",
    "CREATE INDEX IF NOT EXISTS ",
    "CREATE UNIQUE INDEX IF NOT EXISTS ",
    "DROP TABLE IF EXISTS ",
    "DROP INDEX IF EXISTS ",
    "ALTER TABLE ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE ",
];

/// Tables that belong to no tenant.
const GLOBAL: &[&str] = &["schema_migration", "lease"];

/// Upper case, spaces for all that is not part of a word, so that words can be looked for.
fn words(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() || "_{}*".contains(c) { c.to_ascii_uppercase() } else { ' ' })
        .collect();
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn found(text: &str, list: &[(&str, &str)]) -> Vec<String> {
    let text = words(text);
    let hits = list.iter().filter(|(word, _)| text.contains(&format!(" {word} ")));
    hits.map(|(word, reason)| format!("{word}: {reason}")).collect()
}

/// All that is wrong with one step of a migration.
fn complaints(step: &str) -> Vec<String> {
    let mut complaints = found(step, FORBIDDEN);
    if let Some(own) = step.strip_prefix(ONLY_SQLITE) {
        // The index of one engine; its commands can be repeated.
        let known =
            ["CREATE VIRTUAL TABLE IF NOT EXISTS search_index ", "INSERT INTO search_index (search_index"];
        if !known.iter().any(|start| own.starts_with(start)) {
            complaints.push("only the full-text index is SQLite's alone".into());
        }
        return complaints;
    }
    complaints.extend(found(step, FORBIDDEN_IN_SCHEMA));
    let line = step.split_whitespace().collect::<Vec<_>>().join(" ");
    if !REPEATABLE.iter().any(|start| line.starts_with(start)) {
        complaints.push("cannot be repeated".into());
    }
    if line.starts_with("ALTER TABLE ") && !line.contains(" ADD COLUMN ") {
        complaints.push("only ADD COLUMN can be repeated".into());
    }
    if line.starts_with("INSERT INTO ") && !line.contains(" ON CONFLICT ") {
        complaints.push("an INSERT needs ON CONFLICT to be repeated".into());
    }
    if line.starts_with("CREATE TABLE") {
        complaints.extend(table_complaints(&line));
    }
    if line.starts_with("CREATE UNIQUE INDEX") && !line.contains(" (tenant_id") {
        complaints.push("a unique key begins with tenant_id".into());
    }
    if line
        .split_once(" WHERE ")
        .is_some_and(|(start, predicate)| start.contains("INDEX") && predicate.contains('('))
    {
        complaints.push("the predicate of an index compares columns with literals only".into());
    }
    complaints
}

fn table_complaints(line: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let name = line.split_whitespace().nth(5).unwrap_or_default();
    let is_global = GLOBAL.contains(&name);
    if !is_global && !line.contains("PRIMARY KEY (tenant_id") {
        complaints.push("the primary key begins with tenant_id".into());
    }
    if !is_global && !line.contains("tenant_id {uuid} NOT NULL") {
        complaints.push("a table has tenant_id {uuid} NOT NULL".into());
    }
    if line.contains("FOREIGN KEY") && !line.contains("FOREIGN KEY (tenant_id")
        || line.contains("NULL REFERENCES")
    {
        complaints.push("a foreign key begins with tenant_id".into());
    }
    if line.contains(" UNIQUE") {
        complaints.push("a unique key is an index with a name".into());
    }
    if !line.ends_with(") {clustered}") && !line.ends_with(") {heap}") {
        complaints.push("a table ends with {clustered} or {heap}".into());
    }
    complaints
}

/// Table and columns of a unique index.
fn unique_columns(step: &str) -> Option<String> {
    let line = step.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = line.strip_prefix("CREATE UNIQUE INDEX IF NOT EXISTS ")?;
    let (_, on) = rest.split_once(" ON ")?;
    Some(on.split(')').next()?.to_owned())
}

#[test]
fn the_lint_sees_what_is_wrong() {
    let check = |step: &str, complaint: &str| {
        let found = complaints(step);
        assert!(found.iter().any(|text| text.contains(complaint)), "{step}: {found:?}");
    };
    let table = "CREATE TABLE IF NOT EXISTS a (tenant_id {uuid} NOT NULL, PRIMARY KEY (tenant_id)) {heap}";
    assert_eq!(complaints(table), [""; 0]);
    check("CREATE TABLE a (b BIGINT)", "cannot be repeated");
    check("CREATE TABLE IF NOT EXISTS a (b BIGINT, PRIMARY KEY (b)) {heap}", "tenant_id");
    check(&table.replace(" {heap}", ""), "{clustered} or {heap}");
    check(&table.replace("NOT NULL,", "NOT NULL, b TEXT,"), "write {text}");
    check(&table.replace("NOT NULL,", "NOT NULL, b JSONB,"), "JSONB");
    check(&table.replace("NOT NULL,", "NOT NULL, b BIGSERIAL, c SERIAL,"), "SERIAL");
    check(&table.replace("NOT NULL,", "NOT NULL, b {text} UNIQUE,"), "index with a name");
    check(&table.replace("NOT NULL,", "NOT NULL, b BIGINT DEFAULT NOW(),"), "comes from Rust");
    check("CREATE UNIQUE INDEX IF NOT EXISTS i ON a (b)", "begins with tenant_id");
    check("CREATE INDEX IF NOT EXISTS i ON a (b) WHERE b < now()", "literals only");
    check("ALTER TABLE a DROP COLUMN b", "only ADD COLUMN");
    check("INSERT INTO a (b) VALUES (1)", "ON CONFLICT");
    check("CREATE TRIGGER t", "TRIGGER");
    check("{sqlite} DELETE FROM a", "SQLite's alone");
}

#[test]
fn every_migration_is_clean() {
    for text in MIGRATIONS.iter().map(|migration| migration.text).chain([BOOTSTRAP]) {
        for step in statements(text) {
            let found = complaints(&step);
            assert!(found.is_empty(), "{found:#?} in:\n{step}");
        }
    }
}

/// SQLite tells a violated key by its columns, so two keys over the same ones could not be told apart.
#[test]
fn no_two_unique_keys_have_the_same_columns() {
    let mut seen = std::collections::BTreeSet::new();
    for migration in MIGRATIONS {
        for columns in statements(migration.text).iter().filter_map(|step| unique_columns(step)) {
            assert!(seen.insert(columns.clone()), "{columns}");
        }
    }
}

/// Numbers may be left out, as those of a step that was given up before its release; they never go back.
#[test]
fn numbers_and_names_of_migrations_fit() {
    assert!(MIGRATIONS.is_sorted_by(|one, next| one.version < next.version));
    for migration in MIGRATIONS {
        assert!(migration.name.starts_with(&format!("{:04}_", migration.version)), "{}", migration.name);
    }
}

#[test]
fn every_statement_is_clean() {
    for (module, statement) in crate::statements::all() {
        let found = found(&statement, FORBIDDEN);
        assert!(found.is_empty(), "{module}: {found:#?} in:\n{statement}");
    }
}
