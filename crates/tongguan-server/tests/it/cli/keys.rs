//! `tongguan keys`: a master key is changed without a loss, and `doctor` and `backup` tell what they must.

use std::path::Path;

use tongguan_core::id::PersonId;
use tongguan_core::security::Kind;
use tongguan_service::installation::{Place, keys};
use tongguan_service::vault::Vault;
use tongguan_service::world::World;
use tongguan_store::auth::{SecondFactor, set_second_factor};
use tongguan_store::read::security::{self, SecurityFilter};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{at, id};

use super::keep::{TENANT, installation, on};

/// Gives people second factors, sealed under the key of now.
async fn enrol(db: &Database, data: &Path, people: &[u128]) {
    let vault = Vault::new(data, World::system());
    for person in people {
        let person = PersonId(id(*person));
        let sealed = vault.seal(b"a seed", person.0.as_bytes()).expect("sealed");
        let factor = SecondFactor {
            seed: sealed.bytes,
            key_id: sealed.key_id,
            created_at: at(0),
            confirmed_at: Some(at(1)),
            last_step: 0,
        };
        let written: Result<(), StoreError> = db
            .write(move |tx| {
                let factor = factor.clone();
                Box::pin(async move { set_second_factor(tx, TENANT, person, &factor).await })
            })
            .await;
        written.expect("written");
    }
}

#[tokio::test]
async fn a_key_is_changed_and_the_old_one_given_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let db = installation(&data).await;
    assert!(on(&data, &["keys", "list"]).stdout.is_empty(), "none was needed yet");
    enrol(&db, &data, &[21, 22]).await;
    let text = on(&data, &["keys", "list"]).stdout;
    let (old, rest) = text.split_once(' ').expect("an id");
    assert_eq!(rest, "加密与解密 2 人\n");
    let secret = std::fs::read_to_string(data.join("master-keys")).expect("keys");
    let secret = secret.split_whitespace().nth(1).expect("a key").to_owned();

    // Whoever has the database open tells the security log; beside it the command says so.
    let vault = Vault::new(&data, World::system());
    let told = async || keys::note(&db, &vault, (&World::system(), "test")).await.expect("told");
    assert_eq!((told().await, told().await), (1, 0), "each key is told of once");
    let newest = on(&data, &["keys", "rotate"]).stdout;
    assert!(newest.contains("服务正在运行"), "{newest}");
    assert!(newest.contains("另存") && !newest.contains(&secret), "{newest}");
    let newest = newest.lines().next().expect("an id").to_owned();
    assert_eq!(on(&data, &["keys", "list"]).stdout, format!("{newest} 加密与解密 0 人\n{old} 只解密 2 人\n"));
    // Beside the server: told, and nothing lost.
    let early = on(&data, &["keys", "retire", old]);
    assert_eq!(early.code, Some(1));
    assert!(early.stderr.contains("还有 2 人"), "{}", early.stderr);
    assert_eq!(on(&data, &["keys", "retire", &newest]).code, Some(1), "the newest stays");
    let doctor = on(&data, &["doctor"]);
    assert!(doctor.stdout.contains("两步验证：2") && doctor.code == Some(0), "{}", doctor.stdout);
    assert_eq!(told().await, 1, "the new one");
    db.close().await;

    let retired = on(&data, &["keys", "retire", old, "--reseal"]);
    assert_eq!(retired.code, Some(0), "{}", retired.stderr);
    assert_eq!(on(&data, &["keys", "list"]).stdout, format!("{newest} 加密与解密 2 人\n"));
    let left = std::fs::read_to_string(data.join("master-keys")).expect("keys");
    assert!(!left.contains(&secret));
    assert_eq!(on(&data, &["doctor"]).code, Some(0), "every seed opens");
    let db = Place::in_folder(&data).open(&World::system()).await.expect("opened");
    let lines: Result<_, StoreError> = db
        .read(|tx| {
            let filter = SecurityFilter::default();
            Box::pin(async move { security::page(tx, TENANT, &filter, None, 50).await })
        })
        .await;
    let told: Vec<(Kind, String)> =
        lines.expect("read").items.into_iter().rev().map(|line| (line.kind, line.detail)).collect();
    let line = |kind, id: &str| (kind, format!("{{\"key\":\"{id}\"}}"));
    let (added, gone) = (Kind::MasterKeyAdded, Kind::MasterKeyRetired);
    assert_eq!(told, [line(added, old), line(added, &newest), line(gone, old)]);
    db.close().await;
}

#[tokio::test]
async fn a_lost_key_is_told_and_a_backup_says_what_it_leaves_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let db = installation(&data).await;
    enrol(&db, &data, &[21]).await;
    let copy = folder.path().join("copy");
    let made = on(&data, &["backup", copy.to_str().expect("UTF-8")]);
    assert!(made.stdout.contains("不在备份中，须另行保管：主密钥"), "{}", made.stdout);
    assert!(!copy.join("master-keys").exists());
    db.close().await;

    std::fs::remove_file(data.join("master-keys")).expect("removed");
    let doctor = on(&data, &["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.stdout.contains("问题：1 人的两步验证用主密钥"), "{}", doctor.stdout);
    assert!(on(&data, &["keys", "list"]).stdout.contains("已丢失 1 人"));
    assert!(!data.join("master-keys").exists(), "looking makes no key");
}
