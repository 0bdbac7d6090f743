//! Who may take how many rows out a day, and what an export must say.

use std::collections::BTreeMap;

use serde_json::json;
use tongguan_core::digest::Digest;
use tongguan_core::reference::export::{Allowance, Before, Command, Export, ExportFormat, Taking, decide};
use tongguan_core::reference::setting;
use tongguan_core::reference::{Refusal, change};
use uuid::Uuid;

use super::{Office, STRANGER, code};
use crate::scene::Who;

/// The id that stands on the file.
const FILE: Uuid = Uuid::from_u128(0xf11e);

fn take(rows: u32, reason: &str) -> Command {
    Command::RecordExport {
        id: FILE,
        taking: Taking {
            list: "deals".to_owned(),
            deal: None,
            filters: BTreeMap::from([("q".to_owned(), "张工的公司".to_owned())]),
            columns: vec!["number".to_owned()],
            rows,
            format: ExportFormat::Xlsx,
            reason: reason.to_owned(),
            sha256: Digest::of(b"file"),
            request: None,
        },
    }
}

fn taken(office: &mut Office, who: Who, today: u32, command: &Command) -> Result<Export, Refusal> {
    let before = Before { rows: today, ..Before::default() };
    office.at(who, |desk| decide(desk, None, (&before, None), command))
}

#[test]
fn an_export_is_kept_with_its_reason_and_its_day() {
    let mut office = Office::new();
    let export = taken(&mut office, Who::Rep, 0, &take(500, "  季度复盘用 ")).expect("within the allowance");
    assert_eq!((export.taking.reason.as_str(), export.exported_by), ("季度复盘用", Some(Who::Rep.id())));
    assert_eq!(
        (export.id, export.day.to_string().as_str()),
        (FILE, "2026-11-20"),
        "known by what stands on the file"
    );
    let logged = change(None, &export).to_string();
    assert!(
        !logged.contains("张工") && !logged.contains("复盘"),
        "typed texts stay out of the log: {logged}"
    );
    let again = office
        .at(Who::Rep, |desk| decide(desk, Some(&export), (&Before::default(), None), &take(1, "季度复盘用")));
    assert_eq!(code(again), "already_exists");
}

#[test]
fn without_a_reason_nothing_leaves() {
    let mut office = Office::new();
    for bad in ["", "  ", "好", "a\nb c d", &"长".repeat(201)] {
        let refused = taken(&mut office, Who::Director, 0, &take(1, bad));
        assert_eq!(refused, Err(Refusal::ExportReasonMissing { min: 4, max: 200 }), "{bad}");
    }
}

#[test]
fn the_allowance_is_of_the_role_and_of_the_day() {
    let mut office = Office::new();
    for (who, today, rows, left) in [(Who::Rep, 0, 501, 500), (Who::Rep, 499, 2, 1), (Who::Rep, 900, 1, 0)] {
        let refused = taken(&mut office, who, today, &take(rows, "季度复盘用"));
        assert_eq!(refused, Err(Refusal::ExportBeyondAllowance { rows, left, rows_a_day: 500 }));
    }
    taken(&mut office, Who::Rep, 499, &take(1, "季度复盘用")).expect("the last one");
    taken(&mut office, Who::Director, 499, &take(10_000, "季度复盘用")).expect("a director takes more");
    let of_nobody = Allowance::of(&office.settings, &office.organization, STRANGER, &Before::default());
    assert_eq!(of_nobody, Allowance { rows_a_day: 0, left: 0 });
}

#[test]
fn a_role_without_an_allowance_takes_nothing_out() {
    let mut office = Office::new();
    office.settings.export_rows_a_day.remove("sales_rep");
    let refused = taken(&mut office, Who::Rep, 0, &take(0, "季度复盘用"));
    assert_eq!(refused, Err(Refusal::ExportNotAllowed {}));
}

#[test]
fn allowances_are_set_for_roles_that_are_there() {
    let mut office = Office::new();
    let put = |value| setting::Command::PutSetting { key: "export_rows_a_day".to_owned(), value };
    for (value, wanted) in [
        (json!({"sales_rep": 1_000_001}), "bad_setting"),
        (json!({"sales_rep": -1}), "bad_setting"),
        (json!({"nobody": 1}), "unknown_role"),
    ] {
        assert_eq!(code(office.set_up(|desk| setting::decide(desk, &put(value.clone())))), wanted);
    }
    let next = office.set_up(|desk| setting::decide(desk, &put(json!({"sales_rep": 7})))).expect("sound");
    assert_eq!(next.export_rows_a_day, BTreeMap::from([("sales_rep".to_owned(), 7)]));
}

#[test]
fn every_role_has_an_allowance_to_begin_with() {
    let office = Office::new();
    let without: Vec<_> = office
        .process
        .roles
        .iter()
        .filter(|role| !office.settings.export_rows_a_day.contains_key(&role.key))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}
