//! Files: rows on both engines, bytes on disk under their hash.

use tongguan_store::StoreError;
use tongguan_store::file::content::ContentStore;
use tongguan_store::file::{self, File};
use tongguan_testkit::{at, for_each_engine, id};

#[tokio::test]
async fn content_is_kept_once_and_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = ContentStore::new(folder.path().join("files"));
    let hash = store.put(id(1), b"contract".to_vec()).await.expect("stored");
    assert_eq!(store.put(id(1), b"contract".to_vec()).await, Ok(hash));
    assert_eq!(store.get(id(1), hash).await, Ok(b"contract".to_vec()));
    assert_eq!(store.get(id(2), hash).await, Err(StoreError::NotFound { what: "file" }));
    std::fs::write(store.path(id(1), &hash), b"forgery").expect("edited");
    assert!(matches!(store.get(id(1), hash).await, Err(StoreError::Corrupt { .. })));
    // Bringing it again heals it.
    store.put(id(1), b"contract".to_vec()).await.expect("stored");
    assert_eq!(store.get(id(1), hash).await, Ok(b"contract".to_vec()));
    assert_eq!(store.remove(id(1), hash).await, Ok(true));
    assert_eq!(store.remove(id(1), hash).await, Ok(false));
}

#[tokio::test]
async fn a_copy_has_every_whole_file_and_no_bad_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, copy) =
        (ContentStore::new(folder.path().join("files")), ContentStore::new(folder.path().join("copy")));
    assert_eq!(store.copy_to(&copy).await.expect("nothing yet").files, 0);
    let hash = store.put(id(1), b"contract".to_vec()).await.expect("stored");
    store.put(id(2), b"annex".to_vec()).await.expect("stored");
    let beside = store.path(id(1), &hash).with_file_name("partial-1-1");
    std::fs::write(beside, b"half").expect("being written");
    let copied = store.copy_to(&copy).await.expect("copied");
    assert_eq!((copied.files, copied.bytes), (2, 13));
    assert_eq!(copy.get(id(1), hash).await, Ok(b"contract".to_vec()));
    std::fs::write(store.path(id(1), &hash), b"forgery").expect("edited");
    assert!(matches!(store.copy_to(&copy).await, Err(StoreError::Corrupt { .. })));
}

#[tokio::test]
async fn rows_are_found_by_hash() {
    for_each_engine(|db| async move {
        let row = File {
            sha256: [9; 32],
            size_bytes: 8,
            media_type: "application/pdf".into(),
            created_by: None,
            created_at: at(1),
        };
        for is_new in [true, false] {
            let row = row.clone();
            let recorded = db
                .write(move |tx| {
                    let row = row.clone();
                    Box::pin(async move { file::record(tx, id(1), &row).await })
                })
                .await;
            assert_eq!(recorded, Ok(is_new));
        }
        let found = db.read(|tx| Box::pin(async move { file::find(tx, id(1), &[9; 32]).await })).await;
        assert_eq!(found, Ok(Some(row.clone())));
        let page = db.read(|tx| Box::pin(async move { file::page(tx, id(1), &[0; 32], 9).await })).await;
        assert_eq!(page, Ok(vec![row]));
    })
    .await;
}
