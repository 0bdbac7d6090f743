//! Bodies: stored, loaded, erased without a trace.

use tongguan_store::body::{self, NewBody, Text};
use tongguan_testkit::{at, for_each_engine, id};

fn new(number: u128) -> NewBody {
    NewBody { id: id(number), target_id: id(50), salt: vec![1, 2], content: "跟进记录".into() }
}

#[tokio::test]
async fn a_body_is_there_until_it_is_erased() {
    for_each_engine(|db| async move {
        db.write(|tx| {
            Box::pin(async move {
                for number in 1..=3 {
                    body::store(tx, id(1), &new(number)).await?;
                }
                body::erase(tx, id(1), id(2), at(9)).await
            })
        })
        .await
        .expect("stored");
        let bodies = db
            .read(|tx| Box::pin(async move { body::load_many(tx, id(1), &[id(3), id(2), id(99)]).await }))
            .await
            .expect("loaded");
        assert_eq!(bodies.iter().map(|body| body.id).collect::<Vec<_>>(), [id(3), id(2)]);
        assert_eq!(bodies[0].text, Some(Text { salt: vec![1, 2], content: "跟进记录".into() }));
        assert_eq!((&bodies[1].text, bodies[1].erased_at), (&None, Some(at(9))));
        assert_eq!(db.write(|tx| Box::pin(body::erase_target(tx, id(1), id(50), at(10)))).await, Ok(2));
        let rest = db.read(|tx| Box::pin(body::of_target(tx, id(1), id(50)))).await.expect("loaded");
        assert!(rest.iter().all(|body| body.text.is_none()));
        assert_eq!(rest[1].erased_at, Some(at(9)));
    })
    .await;
}
