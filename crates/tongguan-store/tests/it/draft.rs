//! Drafts: the last one counts, and each belongs to one person.

use tongguan_store::StoreError;
use tongguan_store::draft::{self, Draft, DraftKey};
use tongguan_testkit::{at, for_each_engine, id};

#[tokio::test]
async fn the_last_draft_of_a_person_counts() {
    for_each_engine(|db| async move {
        let key = DraftKey { person: id(1), deal: id(2), kind: "quotation".to_owned(), document: None };
        let other = DraftKey { person: id(3), ..key.clone() };
        let revising = DraftKey { document: Some(id(4)), ..key.clone() };
        let text = |body: &str, second| Draft { revision: 0, body: body.to_owned(), saved_at: at(second) };
        let (first, last) = (text(r#"{"a":1}"#, 1), text(r#"{"a":2}"#, 2));
        let kept: Result<_, StoreError> = db
            .write(move |tx| {
                let (key, other, revising) = (key.clone(), other.clone(), revising.clone());
                let (first, last) = (first.clone(), last.clone());
                Box::pin(async move {
                    draft::put(tx, id(9), &key, &first).await?;
                    draft::put(tx, id(9), &key, &last).await?;
                    assert_eq!(draft::get(tx, id(9), &key).await?, Some(last));
                    for absent in [&other, &revising] {
                        assert_eq!(draft::get(tx, id(9), absent).await?, None);
                    }
                    assert_eq!(draft::get(tx, id(8), &key).await?, None, "another company");
                    assert!(draft::remove(tx, id(9), &key).await?);
                    assert!(!draft::remove(tx, id(9), &key).await?);
                    draft::get(tx, id(9), &key).await
                })
            })
            .await;
        assert_eq!(kept, Ok(None));
    })
    .await;
}
