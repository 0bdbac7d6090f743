//! `tongguan migrate`, `backup`, `restore`, `doctor`, `export`: an installation comes back as it was, and damage is told.

use std::path::Path;

use crate::company::scene::{Scene, Who, lead_form};
use tongguan_core::deal::{self, RegisterLead};
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_service::installation::{Place, backup};
use tongguan_service::world::World;
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{at, id};

use super::{Run, tongguan};

pub(super) const TENANT: TenantId = TenantId(uuid::Uuid::from_u128(1));

/// Runs a subcommand on an installation.
pub(super) fn on(data: &Path, args: &[&str]) -> Run {
    let data = data.to_str().expect("UTF-8");
    tongguan(&[args, &["--data", data]].concat(), b"")
}

/// An installation with a company, a deal and a file, open.
pub(super) async fn installation(data: &Path) -> Database {
    let place = Place::in_folder(data);
    let db = place.open(&World::system()).await.expect("opened");
    place.files().put(TENANT.0, b"contract".to_vec()).await.expect("stored");
    let mut scene = Scene::new();
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let command = RegisterLead { body: lead_form(), ..RegisterLead::default() };
    let outcome =
        deal::register(DealId(id(7)), &scene.process, &scene.facts, &command, &context).expect("valid");
    let process = scene.process.clone();
    let stored: Result<(), StoreError> = db
        .write(move |tx| {
            let (outcome, process) = (outcome.clone(), process.clone());
            Box::pin(async move {
                tenant::create(tx, &Tenant { id: TENANT.0, name: "示例".into(), created_at: at(0) }).await?;
                tongguan_store::deal::append(tx, TENANT, &process, CommandId(id(9)), None, &outcome)
                    .await
                    .map(drop)
            })
        })
        .await;
    stored.expect("stored");
    db
}

#[tokio::test]
async fn a_backup_of_a_running_installation_restores_to_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, copy, back) =
        (folder.path().join("data"), folder.path().join("copy"), folder.path().join("back"));
    let running = installation(&data).await;
    let copied = on(&data, &["backup", copy.to_str().expect("UTF-8")]);
    assert_eq!(copied.code, Some(0), "{}", copied.stderr);
    assert!(copied.stdout.contains("附件：1 个"), "{}", copied.stdout);
    let noted = backup::latest(&data).expect("the backup left a note");
    assert_eq!(on(&data, &["backup", copy.to_str().expect("UTF-8")]).code, Some(1), "never overwritten");
    assert_eq!(backup::latest(&data), Some(noted), "what failed is no backup");
    let exported = on(&data, &["export"]);
    running.close().await;

    let restored = on(&back, &["restore", copy.to_str().expect("UTF-8")]);
    assert_eq!(restored.code, Some(0), "{}", restored.stderr);
    assert_eq!(on(&back, &["restore", copy.to_str().expect("UTF-8")]).code, Some(1), "an empty folder only");
    assert_eq!(backup::latest(&back), None, "the restored one has no backup yet");
    let again = on(&back, &["export"]);
    assert_eq!((again.code, &again.stdout), (Some(0), &exported.stdout));
    assert!(
        again.stdout.lines().count() >= 2 && again.stdout.contains("lead_registered"),
        "{}",
        again.stdout
    );
    let doctor = on(&back, &["doctor"]);
    assert_eq!(doctor.code, Some(0), "{}{}", doctor.stdout, doctor.stderr);
    assert!(doctor.stdout.contains("一切正常"), "{}", doctor.stdout);
}

/// Every deadline of an installation, what is closed too, and when the scanner looks next.
async fn deadlines(data: &Path) -> Vec<String> {
    const OWED: &str =
        "SELECT obligation_id, clock, due_at, state, missed, paused FROM obligation ORDER BY obligation_id";
    const NEXT: &str = "SELECT deal_id, at FROM deal_moment ORDER BY deal_id";
    let db = Place::in_folder(data).open(&World::system()).await.expect("opened");
    let found: Result<Vec<String>, StoreError> = db
        .read(|tx| {
            Box::pin(async move {
                let mut found = Vec::new();
                for row in tx.query(OWED, &[]).await? {
                    let (id, clock): (uuid::Uuid, String) = (row.get(0)?, row.get(1)?);
                    let (due_at, state): (jiff::Timestamp, String) = (row.get(2)?, row.get(3)?);
                    let (missed, paused): (bool, bool) = (row.get(4)?, row.get(5)?);
                    found.push(format!("{id} {clock} {due_at} {state} {missed} {paused}"));
                }
                for row in tx.query(NEXT, &[]).await? {
                    found.push(format!("{} {}", row.get::<uuid::Uuid>(0)?, row.get::<i64>(1)?));
                }
                Ok(found)
            })
        })
        .await;
    db.close().await;
    found.expect("read")
}

#[tokio::test]
async fn trap_10_no_deadline_is_lost_on_any_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, copy, back) =
        (folder.path().join("data"), folder.path().join("copy"), folder.path().join("back"));
    installation(&data).await.close().await;
    let before = deadlines(&data).await;
    assert!(before.len() >= 3, "two clocks and the next look: {before:?}");

    assert_eq!(on(&data, &["backup", copy.to_str().expect("UTF-8")]).code, Some(0));
    assert_eq!(on(&back, &["restore", copy.to_str().expect("UTF-8")]).code, Some(0));
    assert_eq!(deadlines(&back).await, before, "restored");
    assert_eq!(on(&back, &["migrate"]).code, Some(0));
    assert_eq!(deadlines(&back).await, before, "migrated");

    let db = Place::in_folder(&back).open(&World::system()).await.expect("opened");
    let emptied: Result<(), StoreError> = db
        .write(|tx| {
            Box::pin(async move {
                tx.execute("DELETE FROM obligation", &[]).await?;
                tx.execute("DELETE FROM deal_moment", &[]).await.map(drop)
            })
        })
        .await;
    emptied.expect("emptied");
    db.close().await;
    assert_eq!(deadlines(&back).await, Vec::<String>::new());
    assert_eq!(on(&back, &["doctor"]).code, Some(1), "what is missing is told");
    assert_eq!(on(&back, &["doctor", "--rebuild"]).code, Some(0));
    assert_eq!(deadlines(&back).await, before, "made again from the events");
}

#[tokio::test]
async fn a_backup_with_other_files_than_it_says_is_not_restored() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, copy, back) =
        (folder.path().join("data"), folder.path().join("copy"), folder.path().join("back"));
    installation(&data).await.close().await;
    assert_eq!(on(&data, &["backup", copy.to_str().expect("UTF-8")]).code, Some(0));
    std::fs::remove_dir_all(copy.join("files")).expect("removed");
    let refused = on(&back, &["restore", copy.to_str().expect("UTF-8")]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("附件与备份清单不符"), "{}", refused.stderr);
    assert!(!back.join("tongguan.db").exists());
}

#[tokio::test]
async fn an_edited_event_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = installation(folder.path()).await;
    let edited: Result<u64, StoreError> = db
        .write(|tx| {
            Box::pin(async move {
                let edit = "UPDATE deal_event SET recorded_at = recorded_at + 1 WHERE seq = 2";
                tx.execute(edit, &[]).await
            })
        })
        .await;
    assert_eq!(edited, Ok(1));
    db.close().await;
    let doctor = on(folder.path(), &["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.stdout.contains("哈希链自第 2 条起不连续"), "{}", doctor.stdout);
}

#[test]
fn nothing_is_made_where_there_is_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    for args in [&["doctor"][..], &["export"], &["backup", "/nowhere/at/all"]] {
        let run = on(&data, args);
        assert_eq!(run.code, Some(1), "{args:?}");
        assert!(run.stderr.contains("没有数据库"), "{}", run.stderr);
    }
    assert!(!data.exists());
    assert_eq!(on(&data, &["migrate"]).code, Some(0));
    assert_eq!(on(&data, &["doctor"]).code, Some(0));
}

#[tokio::test]
async fn a_table_that_differs_is_told_and_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = installation(folder.path()).await;
    let edited: Result<u64, StoreError> =
        db.write(|tx| Box::pin(tx.execute("UPDATE deal SET overdue_count = 5", &[]))).await;
    assert_eq!(edited, Ok(1));
    db.close().await;
    let doctor = on(folder.path(), &["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.stdout.contains("问题：deal 与商机"), "{}", doctor.stdout);
    let rebuilt = on(folder.path(), &["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, Some(0), "{}{}", rebuilt.stdout, rebuilt.stderr);
}

#[test]
fn the_first_administrator_is_created_once_and_with_a_good_password() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("UTF-8");
    let create = |password: &str| {
        let who = ["--company", "示例公司", "--name", "系统管理员", "--login", "admin"];
        let args = [&["user", "create-admin", "--data", data], &who[..]].concat();
        tongguan(&args, password.as_bytes())
    };
    let weak = create("short\n");
    assert_eq!(weak.code, Some(1));
    assert!(weak.stderr.contains("密码"), "{}", weak.stderr);
    assert_eq!(create("").code, Some(1));
    let done = create("walnut river seven\n");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(!done.stdout.contains("walnut") && !done.stderr.contains("walnut"));
    let again = create("walnut river seven\n");
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("已初始化"), "{}", again.stderr);
    assert_eq!(on(folder.path(), &["doctor"]).code, Some(0));
}
