//! The steps of an import, and who may take them.

use tongguan_core::digest::Digest;
use tongguan_core::import::{Kind, Mapping};
use tongguan_core::reference::Refusal;
use tongguan_core::reference::import::{Command, ImportJob, State, decide};

use super::{Office, code};
use crate::scene::Who;

fn mapping(kind: Kind) -> Mapping {
    let columns = [("客户".to_owned(), "account_name".to_owned())].into();
    Mapping { kind, sheet: None, columns, values: Default::default(), fixed: Default::default() }
}

fn begin(kind: Kind, mapped: bool) -> Command {
    let mapping = mapped.then(|| mapping(kind));
    Command::BeginImport {
        kind,
        file_name: "客户.csv".to_owned(),
        sha256: Digest([7; 32]),
        size_bytes: 9,
        mapping,
    }
}

fn begun(office: &mut Office) -> ImportJob {
    office.at(Who::Rep, |desk| decide(desk, None, &begin(Kind::Customers, true))).expect("a rep may")
}

/// Gives commands one after the other; answers the state after each, or the code of the refusal.
fn walk(office: &mut Office, commands: &[Command]) -> Vec<String> {
    let mut job = begun(office);
    let mut said = Vec::new();
    for command in commands {
        match office.at(Who::Rep, |desk| decide(desk, Some(&job), command)) {
            Ok(next) => {
                said.push(next.state.key().to_owned());
                job = next;
            }
            Err(refusal) => said.push(refusal.code()),
        }
    }
    said
}

fn undo() -> Command {
    Command::UndoImport { reason: "导错了".to_owned() }
}

#[test]
fn an_import_goes_from_step_to_step() {
    let mut office = Office::new();
    let (check, run, cancel) = (Command::CheckImport {}, Command::RunImport {}, Command::CancelImport {});
    let straight = [
        check.clone(),
        Command::EndCheck {},
        run.clone(),
        Command::EndImport {},
        undo(),
        Command::EndUndo { built_upon: 0 },
    ];
    assert_eq!(walk(&mut office, &straight), ["checking", "checked", "running", "done", "undoing", "undone"]);
    let stopped = [
        run.clone(),
        cancel.clone(),
        run.clone(),
        cancel.clone(),
        undo(),
        Command::StopUndo { built_upon: 2 },
        run.clone(),
    ];
    assert_eq!(
        walk(&mut office, &stopped),
        ["running", "cancelled", "running", "cancelled", "undoing", "cancelled", "running"],
        "what was stopped goes on, and an undoing that was refused leaves it as it stood"
    );
    let half = [run.clone(), undo(), Command::FailImport { fault: "file_not_read".to_owned() }, undo()];
    assert_eq!(walk(&mut office, &half), ["running", "import_not_now", "failed", "undoing"]);
    let half_gone = [run.clone(), cancel, undo(), Command::FailImport { fault: "x".to_owned() }, run, undo()];
    assert_eq!(
        walk(&mut office, &half_gone),
        ["running", "cancelled", "undoing", "failed", "import_not_now", "undoing"],
        "what is half taken back is not done again on top"
    );
    assert_eq!(walk(&mut office, &[undo(), Command::EndCheck {}]), ["import_not_now", "import_not_now"]);
}

#[test]
fn columns_are_not_understood_otherwise_half_way_through() {
    let mut office = Office::new();
    let map = Command::MapImport { mapping: mapping(Kind::Customers) };
    let other = Command::MapImport { mapping: mapping(Kind::Products) };
    let steps =
        [map.clone(), other, Command::RunImport {}, Command::CancelImport {}, map, Command::CheckImport {}];
    assert_eq!(
        walk(&mut office, &steps),
        ["read", "bad_value", "running", "cancelled", "import_not_now", "import_not_now"]
    );
    let bare = office.at(Who::Rep, |desk| decide(desk, None, &begin(Kind::Customers, false))).expect("begun");
    let checked = office.at(Who::Rep, |desk| decide(desk, Some(&bare), &Command::CheckImport {}));
    assert_eq!(checked, Err(Refusal::ImportUnmapped));
}

#[test]
fn whoever_may_make_one_may_import_many() {
    let mut office = Office::new();
    let mut may =
        |who: Who, kind: Kind| office.at(who, |desk| decide(desk, None, &begin(kind, false))).is_ok();
    let table = [
        (Who::Rep, [true, false, true]),
        (Who::Operations, [true, true, true]),
        (Who::Manager, [false, false, true]),
        (Who::Finance, [false, false, false]),
    ];
    for (who, kinds) in table {
        let said = [Kind::Customers, Kind::Products, Kind::Leads].map(|kind| may(who, kind));
        assert_eq!(said, kinds, "{who:?}");
    }
}

#[test]
fn an_import_is_its_importers() {
    let mut office = Office::new();
    let job = ImportJob { state: State::Running, started_at: Some(office.now), ..begun(&mut office) };
    let mut by = |who, command: Command| office.at(who, |desk| decide(desk, Some(&job), &command));
    assert_eq!(code(by(Who::OtherRep, Command::CancelImport {})), "not_permitted");
    assert_eq!(code(by(Who::OtherRep, Command::TakeImportResult {})), "not_permitted");
    assert!(by(Who::Operations, Command::CancelImport {}).is_ok(), "sales operations stop what harms");
    assert_eq!(
        code(by(Who::Operations, Command::RunImport {})),
        "not_permitted",
        "but do not import for others"
    );
    let again = office.at(Who::Rep, |desk| decide(desk, Some(&job), &begin(Kind::Customers, true)));
    assert_eq!(code(again), "already_exists");
    let things = Refusal::ImportBuiltUpon { things: 1 };
    assert_eq!(things.code(), "import_built_upon");
}

#[test]
fn a_file_goes_when_its_time_is_over_or_a_person_in_it_asks() {
    let mut office = Office::new();
    let job = begun(&mut office);
    let (forget, erase) = (Command::ForgetImportFile {}, Command::EraseImportFile {});
    assert_eq!(code(office.set_up(|desk| decide(desk, Some(&job), &forget))), "still_kept");
    for who in [Who::Rep, Who::Director] {
        assert_eq!(code(office.at(who, |desk| decide(desk, Some(&job), &erase))), "not_permitted");
    }
    assert_eq!(code(office.at(Who::Operations, |desk| decide(desk, Some(&job), &forget))), "not_permitted");
    let busy = office.at(Who::Rep, |desk| decide(desk, Some(&job), &Command::RunImport {})).expect("begun");
    assert_eq!(code(office.at(Who::Operations, |desk| decide(desk, Some(&busy), &erase))), "import_not_now");
    let erased = office.at(Who::Operations, |desk| decide(desk, Some(&job), &erase)).expect("erased");
    for command in [
        Command::CheckImport {},
        Command::RunImport {},
        Command::MapImport { mapping: mapping(Kind::Customers) },
    ] {
        assert_eq!(
            code(office.at(Who::Rep, |desk| decide(desk, Some(&erased), &command))),
            "import_file_erased"
        );
    }
    assert_eq!(code(office.at(Who::Operations, |desk| decide(desk, Some(&erased), &erase))), "no_change");
    office.now = crate::scene::local("2027-11-22T03:00");
    assert!(
        office
            .set_up(|desk| decide(desk, Some(&job), &forget))
            .expect("its time is over")
            .file_erased_at
            .is_some()
    );
    assert_eq!(code(office.set_up(|desk| decide(desk, Some(&busy), &forget))), "still_kept");
}
