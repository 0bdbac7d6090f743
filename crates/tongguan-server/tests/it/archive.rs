//! A whole company in one file: from SQLite to PostgreSQL and back it stays what it was; damage is told by its entry.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tongguan_core::process::Process;
use tongguan_server::config::Config;
use tongguan_service::demo::{self, Order};
use tongguan_service::installation::{Place, archive};
use tongguan_service::run::{Executor, Processes};
use tongguan_service::world::World;
use tongguan_testkit::empty_postgres_url;

/// A small demo company.
async fn company(folder: &Path) -> Place {
    let place = Place::in_folder(folder);
    let db = place.make(&World::system()).await.expect("an empty folder");
    let executor = Executor::new(db.clone(), "demo", Processes::new(Process::standard()));
    let until: Timestamp = "2026-11-25T10:00:00Z".parse().expect("a moment");
    let order = Order { seed: 5, deals: 8, until };
    demo::build(&db, &place.files(), &executor, World::system(), order).await.expect("made");
    db.close().await;
    place
}

async fn taken_out(place: &Place, target: &Path, credentials: bool) -> Vec<u8> {
    let db = place.look().await.expect("opened");
    let made = archive::make(&db, &place.files(), target, credentials).await.expect("made");
    db.close().await;
    assert!(made.rows > 500, "{made:?}");
    std::fs::read(target).expect("written")
}

async fn taken_in(source: &Path, place: &Place) {
    let loaded = archive::load(source, place, &World::system()).await.expect("taken in");
    assert_eq!(loaded.checkup.findings, [], "chains hold, lists equal their events, files are whole");
    let of = |what: &str| loaded.checkup.counted.iter().find(|(name, _)| *name == what).expect("counted").1;
    assert!(of("商机事件链") >= 8 && of("操作日志链") > 0, "{:?}", loaded.checkup.counted);
}

/// An entry, what is done to it, and what is said then.
type Damage<'a> = (&'a str, &'a dyn Fn(String) -> String, &'a str);

/// The same archive with one entry changed.
fn changed(source: &Path, target: &Path, name: &str, change: impl Fn(String) -> String) -> PathBuf {
    let mut from = zip::ZipArchive::new(std::fs::File::open(source).expect("there")).expect("an archive");
    let mut to = zip::ZipWriter::new(std::fs::File::create(target).expect("made"));
    for place in 0..from.len() {
        let mut entry = from.by_index(place).expect("an entry");
        to.start_file(entry.name(), zip::write::SimpleFileOptions::default()).expect("begun");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        if entry.name() == name {
            bytes = change(String::from_utf8(bytes).expect("UTF-8")).into_bytes();
        }
        to.write_all(&bytes).expect("written");
    }
    to.finish().expect("whole");
    target.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sqlite_to_postgres_and_back_nothing_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let first = company(&at("first")).await;
    let file = at("first.zip");
    let bytes = taken_out(&first, &file, true).await;

    let address = at("address");
    std::fs::write(&address, empty_postgres_url("archive").await).expect("written");
    let config = Config { data: at("second"), postgres_url_file: Some(address), ..Config::default() };
    let second = config.place().expect("a place");
    taken_in(&file, &second).await;
    assert!(bytes == taken_out(&second, &at("second.zip"), true).await, "PostgreSQL gives the same bytes");

    let third = Place::in_folder(at("third"));
    taken_in(&at("second.zip"), &third).await;
    assert!(bytes == taken_out(&third, &at("third.zip"), true).await, "SQLite gives the same bytes again");

    let again = archive::load(&file, &third, &World::system()).await.expect_err("in use");
    assert!(again.to_string().contains("只能导入到空的安装"), "{again:#}");
    assert!(archive::make(&third.look().await.expect("opened"), &third.files(), &file, true).await.is_err());

    let without = taken_out(&first, &at("without.zip"), false).await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(without)).expect("an archive");
    assert!(zip.by_name("tables/credential.jsonl").is_err() && zip.by_name("tables/person.jsonl").is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_is_told_by_its_entry_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let file = at("whole.zip");
    taken_out(&company(&at("first")).await, &file, false).await;
    let cases: [Damage<'_>; 4] = [
        (
            "tables/deal_event.jsonl",
            &|text| text.replacen("lead_registered", "lead_regretted", 1),
            "tables/deal_event.jsonl",
        ),
        ("tables/person.jsonl", &|text| text.lines().skip(1).collect(), "tables/person.jsonl"),
        ("manifest.json", &|text| text.replace("\"layout\": 1", "\"layout\": 2"), "更新的版本"),
        ("manifest.json", &|text| text.replace("{", "["), "manifest.json"),
    ];
    for (place, (name, change, said)) in cases.iter().enumerate() {
        let bad = changed(&file, &at(&format!("bad{place}.zip")), name, change);
        let target = Place::in_folder(at(&format!("target{place}")));
        let refused = archive::load(&bad, &target, &World::system()).await.expect_err("refused");
        assert!(format!("{refused:#}").contains(said), "{name}: {refused:#}");
        assert!(!target.folder().exists(), "nothing was written");
    }
    let cut = at("cut.zip");
    let bytes = std::fs::read(&file).expect("there");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("written");
    assert!(archive::load(&cut, &Place::in_folder(at("cut")), &World::system()).await.is_err());
}
